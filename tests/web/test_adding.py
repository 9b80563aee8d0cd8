"""A claim that a person adds is a record like any other: it counts, it says who made it, and undo takes it away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sayso.case import Case
from tests.web.browser import Browser


@pytest.fixture
def body(own: Path) -> dict[str, Any]:
    """A claim about words of the first page with a body passage, of which the machine made nothing."""
    with Case.open(own) as case:
        row = case.sql(
            'select p.page, p.start, p."end" from passages p where p.role = \'body\' and p."end" - p.start > 200'
            " order by p.page, p.start limit 1"
        )[0]
    added = {"page": row["page"], "start": row["start"], "end": row["start"] + 20, "kind": "strike.shell"}
    return {**added, "actors": ["actor:saa"], "place": "Hajin", "when": "2017-11-20", "source": "actor:isis", "amount": "12"}


def test_an_added_claim_is_on_its_page_in_the_lists_and_in_an_event(writer: Browser, body: dict[str, Any]) -> None:
    made = writer.post("/api/claims", body)
    assert made.status_code == 200, made.text
    claim = made.json()["claim"]
    card = next(one for one in writer.get(f"/api/page/{body['page']}").json()["claims"] if one["told"]["claim"] == claim)
    assert (card["start"], card["end"], card["told"]["by_person"]) == (body["start"], body["end"], True)
    event = writer.get(f"/api/event/{card['event']}").json()
    assert (event["kind"], event["place"], event["when"]) == ("strike.shell", "place:hajin", "20 Nov 2017")
    assert event["row"]["asserts"] == "ISIS"
    assert (event["row"]["low"], event["row"]["high"]) == (12, 12)
    assert claim in {row["id"] for row in writer.get("/api/rows/claims.json?kind=strike.shell").json()}


def test_undo_takes_the_claim_and_its_event_away_and_nothing_else(writer: Browser, body: dict[str, Any], own: Path) -> None:
    def digest() -> list[str]:
        with Case.open(own) as case:
            return sorted(
                row["id"]
                for noun in ("claims", "events", "attributions", "links")
                for row in case.sql(f"select id from {noun}")
            )

    before = digest()
    assert writer.post("/api/claims", body).status_code == 200
    assert len(digest()) > len(before)
    assert writer.post("/api/undo", {}).status_code == 200
    assert digest() == before


def test_an_added_claim_outlives_the_page_being_read_anew(writer: Browser, body: dict[str, Any], own: Path) -> None:
    claim = writer.post("/api/claims", body).json()["claim"]
    writer.post("/api/judge", {"record": body["page"], "verdict": "correct", "field": "published", "value": "2017-11-21"})
    with Case.open(own) as case:
        assert case.sql("select made_by from claim where id = ? and gone_in is null", (claim,))[0]["made_by"] == "person"


def test_two_additions_on_one_page_are_two(writer: Browser, body: dict[str, Any]) -> None:
    first = writer.post("/api/claims", body).json()["claim"]
    second = writer.post("/api/claims", {**body, "kind": "displace"}).json()["claim"]
    shown = {one["told"]["claim"] for one in writer.get(f"/api/page/{body['page']}").json()["claims"]}
    assert {first, second} <= shown


def test_without_a_source_it_is_the_pages_own_word(writer: Browser, body: dict[str, Any]) -> None:
    told = writer.post("/api/claims", {**body, "source": None}).json()["told"]
    assert [[link["polarity"] for link in chain] for chain in told["chains"]] == [["+"]]


def test_one_more_word_on_a_claim_counts_as_its_speakers(writer: Browser, body: dict[str, Any]) -> None:
    claim = writer.post("/api/claims", body).json()["claim"]
    made = writer.post("/api/attributions", {"claim": claim, "source": "actor:saa", "act": "deny", "polarity": "-"})
    assert made.status_code == 200, made.text
    row = next(one for one in writer.get("/api/rows/events.json?kind=strike.shell").json() if one["asserts"] == "ISIS")
    assert row["denies"] == "Syrian Arab Army"
    assert row["grade"] == "contested"


def test_offsets_as_a_browser_counts_them_mean_the_same_words(writer: Browser, body: dict[str, Any]) -> None:
    told = writer.post("/api/claims", {**body, "units": "utf16"}).json()["told"]
    assert (told["quote"]["start"], told["quote"]["end"]) == (body["start"], body["end"])


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"end": 10**7}, 409),
        ({"start": -1}, 409),
        ({"kind": "weather"}, 409),
        ({"when": "soon"}, 409),
        ({"amount": "many"}, 409),
        ({"place": "Nowhere That Is Written"}, 404),
        ({"modality": "perhaps"}, 409),
        ({"start": "here"}, 422),
    ],
)
def test_what_cannot_be_a_claim_is_refused_and_leaves_nothing(
    writer: Browser, body: dict[str, Any], change: dict[str, Any], status: int
) -> None:
    before = writer.get("/api/case").json()["version"]
    answer = writer.post("/api/claims", {**body, **change})
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert writer.get("/api/case").json()["version"] == before


def test_the_case_with_what_people_added_verifies(writer: Browser, body: dict[str, Any], own: Path) -> None:
    writer.post("/api/claims", body)
    with Case.open(own) as case:
        assert not list(case.store.verify())


def test_a_places_name_means_what_the_page_means_by_it(writer: Browser, body: dict[str, Any], own: Path) -> None:
    with Case.open(own) as case:
        page = case.sql(
            "select page from current_link where target = 'place:abu-kamal' group by page order by count(*) desc limit 1"
        )[0]["page"]
        row = case.sql("select start, \"end\" from passages where page = ? and role = 'body' limit 1", (page,))[0]
    where = {"page": page, "start": row["start"], "end": row["start"] + 20, "place": "Abu Kamal"}
    assert writer.post("/api/claims", {**body, **where}).json()["told"]["place"] == "Abu Kamal"
    assert "place:abu-kamal" in {one["place"] for one in writer.get("/api/rows/events.json?kind=strike.shell").json()}
