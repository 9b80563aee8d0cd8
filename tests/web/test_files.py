"""What a screen shows is there as a table: its `.csv` names all that its `.json` names, with the same words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.case import Case
from sayso.model import Page
from sayso.web import asking
from sayso.web.app import READ
from sayso.web.endpoint import Endpoint
from tests.web.browser import Browser, as_rows
from tests.web.test_openapi import ASKED, OWN, WHEN_DONE

ID = re.compile(
    r"\b(?:page|passage|mention|link|claim|attribution|event|dispute|control|copy|forecast|judgement):[0-9a-f]{16}\b"
)
PLACES = ("page", "start", "end")
# What else an answer names than its rows do, and why.
ELSEWHERE = {
    "/queue": "a row for each thing that waits: what else it may be and its claims are in /fields and /why",
    "/map": "a row for each event: who holds each place is in /holders",
    "/strip": "a row for each word that stands: the pages that carry it are rows of attributions",
}
# Asked twice over: of a page with readers' comments, of a claim, a forecast, a dispute.
MORE = {
    "/why/{id}": ("claims", "forecasts", "disputes", "controls", "copies", "links", "mentions", "passages", "pages"),
    "/page/{id}": ("pages",),
    "/event/{id}": ("events",),
}
FEW = 6


def unfolded(cell: str) -> Any:
    """A cell with several values holds them as JSON; an empty one holds nothing."""
    return json.loads(cell) if cell.startswith(("[{", "[[")) else cell or None


def ids_in(text: str) -> set[str]:
    return set(ID.findall(text))


def spans_in(found: Any) -> Iterator[tuple[str, str, str, str]]:
    """Of all that has words on a page: the page, from, to, the words."""
    if isinstance(found, dict):
        words = found.get("quote", found.get("words"))
        if all(found.get(one) is not None for one in PLACES) and isinstance(words, str):
            yield str(found["page"]), str(found["start"]), str(found["end"]), words
        yield from (span for value in found.values() for span in spans_in(value))
    elif isinstance(found, list):
        yield from (span for value in found for span in spans_in(value))


def urls_of(browser: Browser, endpoint: Endpoint) -> list[str]:
    def some(noun: str, many: int) -> list[str]:
        rows = browser.get(f"/api/rows/{noun}.json").json()
        return [row["id"] for row in rows[:: max(1, len(rows) // many)]]

    asked = ASKED.get(endpoint.path, "")
    url = f"/api{endpoint.path}{{form}}{asked}".replace("{noun}", "events")
    if "{id}" not in url:
        return [url]
    nouns = MORE.get(endpoint.path, ("events",))
    records = [OWN[endpoint.path]] if endpoint.path in OWN else [one for noun in nouns for one in some(noun, FEW)]
    return [url.replace("{id}", record) for record in records]


@pytest.mark.parametrize("endpoint", [one for one in READ if one.path not in WHEN_DONE], ids=lambda one: one.path)
def test_the_table_of_a_screen_names_what_the_screen_names(browser: Browser, endpoint: Endpoint) -> None:
    for url in urls_of(browser, endpoint):
        whole, table = browser.get(url.format(form=".json")), browser.get(url.format(form=".csv"))
        assert (whole.status_code, table.status_code) == (200, 200), table.text
        assert table.headers["content-type"].startswith("text/csv")
        rows = as_rows(table.text)
        spans = {span for row in rows for span in spans_in({name: unfolded(cell) for name, cell in row.items()})}
        if endpoint.path not in ELSEWHERE:
            assert ids_in(whole.text) <= ids_in(table.text)
            assert set(spans_in(whole.json())) <= spans
        else:
            assert rows and ids_in(table.text) & ids_in(whole.text)


def test_only_what_there_is_stands_elsewhere() -> None:
    assert ELSEWHERE.keys() <= {one.path for one in READ}


@pytest.mark.parametrize(
    "path", ["/page/{id}", "/event/{id}", "/why/{id}", "/search", "/place/{id}", "/source/{id}", "/holders"]
)
def test_each_row_with_words_has_them_from_its_page(browser: Browser, demo: Path, path: str) -> None:
    with Case.open(demo) as case:
        pages = {page.id: page for page in case.store.get(Page)}
    endpoint = next(one for one in READ if one.path == path)
    quoted = 0
    for url in urls_of(browser, endpoint):
        for row in as_rows(browser.get(url.format(form=".csv")).text):
            if row["quote"] and row.get("folded") != "1":
                page = pages[row["page"]]
                assert page.text[int(row["start"]) : int(row["end"])] == row["quote"]
                assert row["page_sha256"] in ("", page.sha256) and (row["page_sha256"] or row["id"])
                quoted += 1
    assert quoted


def test_what_is_masked_on_screen_is_masked_in_the_table(browser: Browser, demo: Path) -> None:
    with Case.open(demo) as case:
        comments = case.sql("select page, author, text from passages where role = 'comment' and author is not null")
    pages = {row["page"] for row in comments}
    assert pages
    for page in pages:
        text = browser.get(f"/api/page/{page}.csv").text
        folded = [row for row in as_rows(text) if row["folded"] == "1"]
        assert folded and all(row["author"].startswith("reader-") for row in folded if row["author"])
        assert "reader:" not in text
        assert all("http" not in row["quote"] for row in folded if row["role"] == "comment")
        shown = {piece["text"] for piece in browser.get(f"/api/page/{page}").json()["pieces"] if piece["folded"]}
        assert {row["quote"] for row in folded} == shown


def test_a_file_of_what_waits_or_was_found_has_all(browser: Browser) -> None:
    left = browser.get("/api/queue?limit=1").json()["left"]
    assert len(as_rows(browser.get("/api/queue.csv").text)) == left == len(browser.get("/api/queue.json").json()["items"])
    screen, file = (browser.get(f"/api/search{form}?q=Syrian").json()["passages"] for form in ("", ".json"))
    assert len(screen) < len(file)
    assert [one["passage"] for one in file[: len(screen)]] == [one["passage"] for one in screen]


def test_a_table_has_the_filters_of_the_screen(browser: Browser) -> None:
    event = browser.get("/api/rows/events.json?place=Abu Kamal").json()[-1]["id"]
    early = browser.get(f"/api/event/{event}.csv?recorded_by=2000-01-01")
    assert early.status_code == 404
    for url in ("place/place:abu-kamal", "strip"):
        asked = "place=Abu Kamal&" if url == "strip" else ""
        whole, then = (as_rows(browser.get(f"/api/{url}.csv?{asked}{day}").text) for day in ("", "as_of=2017-11-12"))
        assert len(then) < len(whole)
    assert json.loads(browser.get("/api/search.csv?colour=red").text)["error"]


@pytest.mark.parametrize("noun", ["claims", "events", "roots", "pages", "judgements"])
def test_the_parts_of_a_list_are_the_list(browser: Browser, noun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = browser.get(f"/api/rows/{noun}.json?with_comments=1").json()
    parts = [browser.get(f"/api/rows/{noun}?with_comments=1&limit=7&offset={at}").json() for at in range(0, len(whole) + 7, 7)]
    assert [row for part in parts for row in part["rows"]] == whole
    assert {part["total"] for part in parts} == {len(whole)}
    rows = browser.get(f"/api/rows/{noun}.csv").text
    some = browser.get(f"/api/rows/{noun}.csv?limit=11&offset=3").text
    monkeypatch.setattr(asking, "PART", 5)
    assert browser.get(f"/api/rows/{noun}.csv").text == rows
    assert browser.get(f"/api/rows/{noun}.csv?limit=11&offset=3").text == some


def test_the_parts_of_some_roots_of_events_are_these(browser: Browser) -> None:
    whole = browser.get("/api/rows/roots.json").json()
    sources = [row["source"] for row in whole if str(row["source"]).startswith("source:")]
    heard = max(sources, key=sources.count)
    some = [row for row in whole if row["source"] == heard]
    parts = [browser.get(f"/api/rows/roots?source={heard}&limit=2&offset={at}").json() for at in range(0, len(some), 2)]
    assert [row for part in parts for row in part["rows"]] == some and len(some) > 2
    assert {row["id"] for row in some} & {row["id"] for row in whole if row["source"] != heard}


def test_a_list_is_in_order_again_once_somebody_judged(writer: Browser) -> None:
    first, second = (row["id"] for row in writer.get("/api/rows/claims?limit=2").json()["rows"])
    writer.post("/api/judge", {"record": first, "verdict": "reject"})
    assert writer.get("/api/rows/claims?limit=1").json()["rows"][0]["id"] == second
