"""What a person decides on screen is a row of its own: it is applied, listed, taken back, and the machine's own stays below."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from sayso.case import Case
from tests.web.browser import Browser


def queue(writer: Browser, sort: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = writer.get(f"/api/queue?sort={sort}&limit=100").json()["items"]
    return found


def version(writer: Browser) -> str:
    return str(writer.get("/api/case").json()["version"])


def test_every_item_that_waits_says_why_and_shows_words(browser: Browser) -> None:
    found = browser.get("/api/queue?limit=500").json()
    assert found["left"] == len(found["items"]) > 0
    assert all(item["why"] for item in found["items"])
    assert all(item["quote"] or item["noun"] == "page" for item in found["items"])
    order = ["unplaced", "alias", "contested", "dispute", "unsure", "voice", "undated"]
    ranks = [(-item["claims"], order.index(item["sort"])) for item in found["items"]]
    assert ranks == sorted(ranks)


def test_the_queue_is_a_file_too_with_the_same_filters(browser: Browser) -> None:
    items = browser.get("/api/queue?sort=contested&limit=500").json()["items"]
    header, *rows = csv.reader(browser.get("/api/queue.csv?sort=contested&limit=500").text.splitlines())
    assert header[:2] == ["id", "part"] and [row[0] for row in rows] == [item["id"] for item in items] != []


def test_one_decision_takes_one_item_off_the_queue_and_undo_puts_it_back(writer: Browser) -> None:
    before = writer.get("/api/queue").json()["left"]
    item = queue(writer, "contested")[0]
    made = writer.post("/api/judge", {"record": item["id"], "verdict": "confirm", "note": "read both"}).json()
    assert (made["judgement"]["by"], made["judgement"]["note"]) == ("ada", "read both")
    assert writer.get("/api/queue").json()["left"] == before - 1
    assert writer.get(f"/api/event/{item['id']}").json()["review"] == "confirm"
    undone = writer.post("/api/undo", {}).json()
    assert undone["undone"]["id"] == made["judgement"]["id"]
    assert writer.get(f"/api/event/{item['id']}").json()["review"] == "unreviewed"


def test_a_place_given_to_a_name_is_applied_and_taken_back(writer: Browser) -> None:
    item = queue(writer, "unplaced")[0]
    writer.post("/api/judge", {"record": item["id"], "verdict": "place", "value": "Abu Kamal"})

    def target() -> object:
        return next(
            field["value"] for field in writer.get(f"/api/fields/{item['id']}").json()["fields"] if field["name"] == "target"
        )

    assert target() == "place:abu-kamal"
    assert writer.post("/api/undo", {}).status_code == 200
    assert target() is None


def test_a_field_is_corrected_from_what_it_may_be(writer: Browser) -> None:
    page = writer.get("/api/rows/pages?limit=1").json()["rows"][0]["id"]
    writer.post("/api/judge", {"record": page, "verdict": "correct", "field": "published", "value": "2017-11-02"})
    read = writer.get(f"/api/page/{page}").json()
    assert (read["published"], read["published_class"]) == ("2 Nov 2017", "person")
    assert [one["words"] for one in read["judgements"]] == ["correct published to 2017-11-02"]


def test_any_earlier_decision_can_be_taken_back_not_only_the_last(writer: Browser) -> None:
    pages = [row["id"] for row in writer.get("/api/rows/pages?limit=2").json()["rows"]]
    made = [writer.post("/api/judge", {"record": one, "verdict": "unsure"}).json()["judgement"]["id"] for one in pages]
    writer.post("/api/undo", {"judgement": made[0]})
    standing = {one["id"]: one["standing"] for one in writer.get("/api/judgements").json()["rows"]}
    assert (standing[made[0]], standing[made[1]]) == (False, True)


def test_undo_goes_on_to_the_beginning_and_then_says_so(writer: Browser) -> None:
    page = writer.get("/api/rows/pages?limit=1").json()["rows"][0]["id"]
    for verdict in ("unsure", "confirm", "restrict"):
        assert writer.post("/api/judge", {"record": page, "verdict": verdict}).status_code == 200
    assert [writer.post("/api/undo", {}).status_code for _ in range(4)] == [200, 200, 200, 404]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"record": "event:zzzz", "verdict": "confirm"}, 404),
        ({"record": "page", "verdict": "shrug"}, 422),
        ({"verdict": "confirm"}, 422),
        ({"record": "{page}", "verdict": "correct", "field": "sha256", "value": "x"}, 409),
        ({"record": "{page}", "verdict": "correct", "field": "published", "value": "soon"}, 409),
        ({"record": "{page}", "verdict": "confirm", "colour": "red"}, 422),
    ],
)
def test_what_cannot_be_decided_is_refused_in_words_and_changes_nothing(
    writer: Browser, body: dict[str, str], status: int
) -> None:
    page = writer.get("/api/rows/pages?limit=1").json()["rows"][0]["id"]
    before = version(writer)
    answer = writer.post("/api/judge", {key: value.replace("{page}", page) for key, value in body.items()})
    assert answer.status_code == status
    assert answer.json()["error"]
    assert version(writer) == before


def test_a_write_that_is_no_json_is_refused(writer: Browser) -> None:
    answer = writer.ask("POST", "/api/judge", content=b"record=x", headers={"origin": "http://127.0.0.1:8765"})
    assert answer.status_code == 422


def test_the_version_moves_with_every_decision(writer: Browser) -> None:
    before = version(writer)
    page = writer.get("/api/rows/pages?limit=1").json()["rows"][0]["id"]
    made = writer.post("/api/judge", {"record": page, "verdict": "unsure"}).json()
    assert made["version"] == version(writer) != before


def test_the_words_of_a_claim_are_taken_shorter_and_longer_and_stay_its_own(writer: Browser) -> None:
    row = writer.get("/api/rows/claims.json").json()[0]
    claim, start, end = row["id"], row["start"], row["end"]

    def words() -> str:
        return str(next(one for one in writer.get("/api/rows/claims.json").json() if one["id"] == claim)["quote"])

    before = words()
    assert "span" in {one["name"] for one in writer.get(f"/api/fields/{claim}").json()["fields"]}
    shorter = {"record": claim, "verdict": "correct", "field": "span", "value": f"{start + 1}/{end - 2}"}
    assert writer.post("/api/judge", shorter).status_code == 200
    assert words() == before[1:-2]
    for outside in (f"{start}/{start}", f"{start}/9999999"):
        assert writer.post("/api/judge", {**shorter, "value": outside}).status_code == 409
    writer.post("/api/undo", {})
    assert words() == before


def test_what_the_name_of_an_actor_stands_for_is_no_place(writer: Browser) -> None:
    found = writer.get("/api/rows/links.json?actor=saa").json()[0]["id"]
    target = next(one for one in writer.get(f"/api/fields/{found}").json()["fields"] if one["name"] == "target")
    assert (target["sort"], target["words"]) == ("name", "Syrian Arab Army")
    made = writer.post("/api/judge", {"record": found, "verdict": "correct", "field": "target", "value": "Hezbollah"})
    assert made.json()["judgement"]["value"] == "actor:hezbollah"


def test_nothing_waits_that_only_readers_comments_say(browser: Browser, demo: Path) -> None:
    items = browser.get("/api/queue?limit=500").json()["items"]
    with Case.open(demo) as case:
        rows = case.sql(
            "select l.key, p.role from current_link l join current_mention m on m.id = l.mention"
            " join current_passage p on p.id = m.passage"
        )
        keys = {str(row["id"]): row["key"] for row in case.sql("select id, key from current_link")}
    aloud = {row["key"] for row in rows if row["role"] != "comment"}
    assert {row["key"] for row in rows} - aloud
    asked = [item["id"] for item in items if item["sort"] in ("alias", "unplaced")]
    assert asked and all(keys[one] in aloud for one in asked)
    assert all(item["quote"]["role"] != "comment" for item in items if item["sort"] == "unsure")
