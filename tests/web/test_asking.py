"""What the API answers is what the terminal prints: the same rows, the same refusals, the same words."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import current_thread
from time import sleep

import click
import pytest
from starlette.applications import Starlette

from sayso.case import Case
from sayso.case.aliases import Proposal
from sayso.cli.options import day_option
from sayso.show.csv import render_csv
from sayso.show.filter import Answer, Filters
from sayso.show.json import line_json, render_json
from sayso.show.shapes import SHAPES
from sayso.web.ask import AS_OF, RECORDED_BY, Asked
from sayso.web.desk import Desk
from sayso.web.endpoint import Endpoint, make_routes
from tests.web.browser import Browser


@pytest.mark.parametrize("noun", SHAPES)
def test_rows_are_those_of_show(browser: Browser, demo: Path, noun: str) -> None:
    with Case.open(demo) as case:
        answer = case.rows(noun, Filters())
    assert browser.get(f"/api/rows/{noun}.json").json() == json.loads(render_json(answer))
    assert browser.get(f"/api/rows/{noun}.csv").text == render_csv(answer)


def test_filters_mean_what_they_mean_in_the_terminal(browser: Browser, demo: Path) -> None:
    with Case.open(demo) as case:
        wanted = case.rows("events", Filters(place="Abu Kamal", as_of=date(2017, 11, 9)))
    found = browser.get("/api/rows/events?place=Abu Kamal&as_of=2017-11-09").json()
    assert [row["id"] for row in found["rows"]] == [row["id"] for row in wanted.records()]
    assert (found["as_of"], found["undated"]) == ("2017-11-09", wanted.undated)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("/api/rows/events?colour=red", "means nothing"),
        ("/api/rows/events?as_of=yesterday", "give a day"),
        ("/api/rows/copies?grade=contested", "means nothing for copies"),
        ("/api/rows/weather", "no noun"),
        ("/api/rows/events?limit=-1", "give a number"),
        ("/api/held?place=Abu Kamal", "on is missing"),
    ],
)
def test_a_wrong_question_is_refused_in_words(browser: Browser, url: str, words: str) -> None:
    answer = browser.get(url)
    assert answer.status_code == 400
    assert words in answer.json()["error"]


@pytest.mark.parametrize("url", ["/api/rows/events?place=Nowhere at all", "/api/why/event:zzzz", "/api/nothing"])
def test_what_is_not_there_is_not_found(browser: Browser, url: str) -> None:
    assert browser.get(url).status_code == 404


def test_a_page_of_rows_says_how_many_there_are(browser: Browser) -> None:
    whole = browser.get("/api/rows/claims.json").json()
    part = browser.get("/api/rows/claims?limit=5&offset=10").json()
    assert part["rows"] == whole[10:15]
    assert part["total"] == len(whole)


def test_why_is_that_of_the_terminal(browser: Browser, demo: Path) -> None:
    with Case.open(demo) as case:
        event = str(case.rows("events", Filters()).records()[0]["id"])
        wanted = line_json(case.why(event))
    assert browser.get(f"/api/why/{event}").json() == json.loads(wanted)


def test_what_is_new_goes_by_either_clock(browser: Browser, demo: Path) -> None:
    with Case.open(demo) as case:
        wanted = case.changes(date(2017, 11, 12), published=True)
    url = "/api/changes{}?since=2017-11-12&clock=published"
    assert browser.get(url.format(".csv")).text == render_csv(wanted)
    found = browser.get(url.format("")).json()
    assert (found["note"], len(found["rows"])) == (wanted.note, len(wanted.rows)) and found["rows"]
    assert found["note"] != browser.get("/api/changes?since=2017-11-12").json()["note"]
    assert browser.get("/api/changes?since=2017-11-12&clock=wall").status_code == 400


def test_held_gives_each_roots_word_and_the_sentence(browser: Browser, demo: Path) -> None:
    with Case.open(demo) as case:
        held = case.held("Abu Kamal", date(2017, 11, 12), date(2017, 11, 12))
    found = browser.get("/api/held?place=Abu Kamal&on=2017-11-12&as_of=2017-11-12").json()
    assert (found["sentence"], found["share"], len(found["words"])) == (held.sentence, held.share, len(held.words))
    lines = csv.DictReader(io.StringIO(browser.get("/api/held.csv?place=Abu Kamal&on=2017-11-12&as_of=2017-11-12").text))
    assert [line["id"] for line in lines] == [row["id"] for row in found["words"]]


def test_the_case_says_what_it_holds_and_how_it_can_be_asked(browser: Browser) -> None:
    found = browser.get("/api/case").json()
    assert found["counts"]["pages"] == 28
    assert found["first"] <= found["last"]
    assert sum(grade["count"] for grade in found["grades"]) == found["counts"]["events"]
    assert len({(grade["shape"], grade["fill"]) for grade in found["grades"]}) == len(found["grades"])
    for noun in found["nouns"]:
        assert "as_of" not in noun["filters"] or browser.get(f"/api/rows/{noun['noun']}?as_of=2017-11-09").status_code == 200


def test_what_opens_a_file_or_weighs_a_day_holds_nobody_up(demo: Path) -> None:
    def find(case: Case, asked: Asked) -> str:
        return current_thread().name

    def as_rows(found: str) -> Answer:
        return Answer("threads", ("name",), ((found,),))

    brief, long = (
        Endpoint(f"/{name}", find, str, "", (AS_OF, RECORDED_BY), brief=name == "brief", rows=as_rows)
        for name in ("brief", "long")
    )
    desk = Desk(demo)
    browser = Browser(Starlette(routes=make_routes([brief, long], desk)))
    first, second = (browser.get("/api/brief").json() for _ in range(2))
    others = (browser.get(f"/api/{url}").json() for url in ("long", "brief?as_of=2017-11-09", "brief?recorded_by=2099-01-01"))
    apart = [name.startswith("AnyIO") for name in (first, second, *others)]
    desk.close()
    assert apart == [True, False, True, True, True]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_refused_with_what_a_day_is(browser: Browser, day: str) -> None:
    for url in (f"rows/events?as_of={day}", f"map?to={day}", f"place/abu-kamal?as_of={day}", f"changes?since={day}"):
        answer = browser.get(f"/api/{url}")
        assert answer.status_code == 400 and "2017-11-09" in answer.json()["error"]
    with pytest.raises(click.BadParameter, match="end of the calendar"):
        held = day_option("--on", words="A day.")(click.Command("held"))
        held.make_context("held", ["--on", day])


def test_what_waits_is_found_once_for_all_who_ask_at_once(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each screen asks as soon as the case changes, and more than once: while a run wrote, no screen came to an end."""
    found: list[str] = []
    real = Case.proposals

    def find(case: Case) -> dict[str, Proposal]:
        found.append(case.version)
        sleep(0.2)
        return real(case)

    monkeypatch.setattr(Case, "proposals", find)
    desk = Desk(demo)

    def ask(_: int) -> int:
        with desk.reading() as case:
            return len(desk.waiting(case).items)

    with ThreadPoolExecutor(6) as side:
        assert len(set(side.map(ask, range(6)))) == 1
    assert len(found) == 1
    desk.close()
