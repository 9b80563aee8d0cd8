"""Which event of a ledger a report tells of: each sign on its own, and none where nothing stands out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bench.ledger import Ledger, find_candidates, find_event, read_ledger
from bench.reading import day, extract_text, make_text, region_pack
from bench.table import Row
from bench.tellings import Report, read_report
from sayso.pack import Pack

TOLD = date(2016, 3, 15)
TALBISEH, RASTAN = (34.841, 36.731), (34.926, 36.732)
HEADLINE = "Shells fall on the bakery of the Sharqi quarter"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return region_pack(world=False)


def event(name: str, best: int, at: tuple[float, float] = TALBISEH, back: int = 0, **more: object) -> Row:
    day_of = (TOLD - timedelta(days=back)).isoformat()
    civil = {"deaths_a": 0, "deaths_b": 0, "deaths_civ": best}
    return {
        "id": name,
        "lat": at[0],
        "lon": at[1],
        "date_start": day_of,
        "date_end": day_of,
        "low": best,
        "best": best,
        "high": best,
        "side_a": "Government of Syria",
        "side_b": "Syrian insurgents",
        "sources": [],
        **civil,
        **more,
    }


# What is in every ledger: many small events, so that a large toll says something.
COMMON = [event(f"other {at}", 1 + at % 9, (33.5 + at / 100, 36.3), back=30 + at) for at in range(90)]


def read(text: str, pack: Pack) -> Report:
    return read_report(TOLD, extract_text(make_text("report", text, day(TOLD.isoformat())), pack), pack)


def meant(text: str, events: list[Row], pack: Pack) -> str | None:
    ledger: Ledger = read_ledger([*COMMON, *events], [text, *["Nothing of it."] * 60], pack)
    report = read(text, pack)
    found = find_event(report, find_candidates(report, ledger), ledger)
    return found.row["id"] if found is not None else None


AIR = "Warplanes bombed Talbiseh on Monday, killing 31 civilians."
CASES = [
    ("the toll tells", AIR, [event("31", 31, back=1), event("4", 4, back=1)], "31"),
    ("a toll that rose later is the same", AIR, [event("38", 38, back=1), event("3", 3, back=1)], "38"),
    ("the place tells", AIR, [event("here", 31, back=1), event("there", 31, RASTAN, back=1)], "here"),
    ("the stated day tells", AIR, [event("Monday", 31, back=1), event("today", 31)], "Monday"),
    (
        "who died tells",
        AIR,
        [event("civilians", 30, back=1), event("fighters", 31, back=1, deaths_b=31, deaths_civ=0)],
        "civilians",
    ),
    (
        "who did it tells",
        "IS fighters killed 20 civilians in Talbiseh.",
        [event("IS", 20, side_a="IS", side_b="Civilians"), event("government", 20)],
        "IS",
    ),
    (
        "the headlines it was coded from tell",
        "Shells killed 6 civilians in Talbiseh on Monday. They hit the bakery of the Sharqi quarter.",
        [event("bakery", 6, back=1, sources=[{"headline": HEADLINE}]), event("other", 6, back=1)],
        "bakery",
    ),
    ("two that fit alike are none", AIR, [event("one", 31, back=1), event("two", 31, back=1)], None),
    ("a small toll alone is none", "Two people were killed in Talbiseh.", [event("far off", 40)], None),
    ("what the ledger has elsewhere is none", AIR, [event("there", 31, (36.2, 37.1), back=1)], None),
    ("a report of no dead is none", "Warplanes bombed Talbiseh on Monday.", [event("31", 31, back=1)], None),
]


@pytest.mark.parametrize(("law", "text", "events", "wanted"), CASES, ids=[case[0] for case in CASES])
def test_an_event_is_meant_if_its_signs_say_so(law: str, text: str, events: list[Row], wanted: str | None, pack: Pack) -> None:
    assert meant(text, events, pack) == wanted, law


def test_a_part_of_the_dead_is_no_toll(pack: Pack) -> None:
    report = read("Shelling killed 21 people including nine children in Talbiseh.", pack)
    assert [telling.least for telling in report.tellings] == [21]


def test_the_wounded_are_not_the_dead(pack: Pack) -> None:
    report = read("2 killed 8 injured in rocket attacks on Talbiseh", pack)
    assert 8 not in [telling.least for telling in report.tellings]


def test_a_date_before_a_count_is_no_count(pack: Pack) -> None:
    report = read("14 March 2016 Five medics were killed in Talbiseh.", pack)
    assert [telling.least for telling in report.tellings] == [5]
