"""The six kinds of dispute, each with what is none of it: the table of the design, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from sayso.model import Act, Amount, Mood, Over, Precision, Span, Verdict, When
from sayso.pack import PlaceRow
from tests.weigh.world import DENIES, PACK, World, at, day_when, make_pack, on, story

POINTS = {
    "qasr": ("34.0", "40.0", "3000"),
    "mill": ("34.6", "40.0", "2000"),
    "depot": ("34.01", "40.0", "500"),
    "gate": ("34.03", "40.0", "2000"),
}


def at_its_point(row: PlaceRow) -> PlaceRow:
    lat, lon, radius = POINTS.get(row.id, ("", "", ""))
    return replace(row, lat=lat, lon=lon, radius_m=radius)


PLACES = tuple(at_its_point(row) for row in PACK.rows["places"])
WITH_POINTS = make_pack(places=PLACES)
EIGHTH, NINTH, TWELFTH = (day_when(on(day)) for day in (8, 9, 12))
NEXT = on(9)
NOVEMBER = When(at(1), at(1, 12), Precision.MONTH)


@dataclass(frozen=True)
class Word:
    """One statement on a page of its own, by default O's of the 8th that R took the town."""

    by: str | None = "source:o"
    kind: str = "control.gain"
    actor: str | None = "actor:r"
    place: str = "place:qasr"
    role: str = "place"
    when: When | None = EIGHTH
    day: date = NEXT
    toll: Amount | None = None
    target: str | None = None
    how: tuple[tuple[str, Any], ...] = ()


def told(words: Sequence[Word]) -> World:
    world = World()
    for number, word in enumerate(words):
        text = f"Word {number}."
        page = world.page(f"out{number}", word.day, f"{story(number, 30)} {text}")
        named = {"actor": word.actor, "target": word.target, word.role: word.place}
        roles = {role: name for role, name in named.items() if name is not None}
        world.say(page, text, word.kind, word.by, roles=roles, when=word.when, amount=word.toll, **dict(word.how))
    return world


def over(words: Sequence[Word]) -> list[str]:
    return [str(dispute.over) for dispute in told(words).weigh(WITH_POINTS).disputes]


def exactly(count: int) -> Amount:
    return Amount(count, count, count)


def dead(count: Amount, by: str, actor: str | None = None, **how: Any) -> Word:
    return Word(by, "harm.killed", actor, toll=count, **how)


NOT = tuple(DENIES.items())
CANNOT = (("act", Act.CANNOT_CONFIRM), ("polarity", None))
STRIKE: dict[str, Any] = {"kind": "strike.air"}
LOST: dict[str, Any] = {"actor": "actor:i", "when": day_when(on(10)), "day": on(11)}
HOLD: dict[str, Any] = {"kind": "control.hold", "when": None}
LATER: dict[str, Any] = {"when": TWELFTH, "day": on(13)}
D14: dict[str, Any] = {"count": exactly(14), "by": "source:o"}
P14: dict[str, Any] = {"count": exactly(14), "by": "source:p"}
HELD_UP: dict[str, Any] = {"kind": "arrest", "actor": None, "target": "Hamid Awad"}
PACT: dict[str, Any] = {"kind": "agree.sign", "actor": "actor:r", "target": "actor:i"}


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("polarity", [Word("actor:r"), Word("actor:i", how=NOT)]),
        ("polarity", [Word("actor:r"), Word("source:p"), Word("actor:i", how=NOT)]),
        ("actor", [Word(**STRIKE), Word("source:p", actor="actor:i", **STRIKE)]),
        ("amount", [dead(exactly(14), "source:o"), dead(exactly(30), "source:p")]),
        ("amount", [dead(exactly(14), "source:o"), dead(Amount(20, 20, None), "source:p")]),
        ("amount", [dead(exactly(120), "source:o"), dead(Amount(24, None, 99), "source:p")]),
        ("time", [Word(), Word("source:p", when=TWELFTH, day=on(13))]),
        ("time", [dead(**D14), dead(**P14, **LATER)]),
        ("time", [Word("source:p", **HELD_UP), Word(**HELD_UP, **LATER)]),
        ("time", [Word("source:p", **PACT), Word(**PACT, **LATER)]),
        ("place", [dead(exactly(14), "source:o"), dead(exactly(14), "source:p", place="place:mill")]),
        ("holder", [Word(**HOLD), Word("source:p", actor="actor:i", **HOLD)]),
    ],
)
def test_what_cannot_both_hold_is_a_dispute_of_its_kind(kind: str, words: list[Word]) -> None:
    assert set(over(words)) == {kind}


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("a hedge", [Word("actor:r"), Word("source:p", how=CANNOT)]),
        ("a militia inside a force", [Word(**STRIKE), Word("source:p", actor="actor:brigade", **STRIKE)]),
        ("nobody is named by the one", [Word(**STRIKE), Word("source:p", actor=None, **STRIKE)]),
        ("at least 10 may be 14", [dead(exactly(14), "source:o"), dead(Amount(10, 10, None), "source:p")]),
        ("dozens may be 30", [dead(exactly(30), "source:o"), dead(Amount(24, None, 99), "source:p")]),
        ("an update of one root", [dead(exactly(count), "source:o", day=on(9 + up)) for up, count in enumerate((6, 9, 11))]),
        ("a later, higher toll", [dead(exactly(14), "source:o"), dead(exactly(30), "source:p", day=on(13))]),
        ("next day, within precision", [Word(), Word("source:p", when=NINTH)]),
        ("the month holds the day", [Word(), Word("source:p", when=NOVEMBER, day=on(30))]),
        ("the day of the report", [Word(), Word("source:p", when=None, day=on(13))]),
        ("announced, not done", [Word(when=TWELFTH, how=(("mood", Mood.EXPECTED),)), Word("source:p")]),
        ("one root tells of both", [Word(), Word("source:p", when=TWELFTH, day=on(13)), Word("source:p")]),
        ("lost in between", [Word(), Word("source:p", when=TWELFTH, day=on(13)), Word("source:p", **LOST)]),
        ("a base in the town", [dead(exactly(14), "source:o"), dead(exactly(14), "source:p", place="place:depot")]),
        ("within both radii", [dead(exactly(14), "source:o"), dead(exactly(14), "source:p", place="place:gate")]),
        ("another toll, another deed", [dead(exactly(14), "source:o"), dead(exactly(15), "source:p", place="place:mill")]),
        ("another toll, a deed of another day", [dead(**D14), dead(exactly(15), "source:p", **LATER)]),
        ("as many of every raid", [dead(exactly(8), "source:o"), dead(exactly(8), "source:p", **LATER)]),
        ("one root counts as many twice", [dead(**D14), dead(**P14, **LATER), dead(**P14)]),
        ("the week holds the day", [dead(**D14), dead(**P14, when=day_when(on(6), 7), day=on(13))]),
        ("as many, a month later", [dead(**D14), dead(**P14, when=day_when(on(8, 12)), day=on(9, 12))]),
        ("as many of another side's deed", [dead(**D14, actor="actor:r"), dead(**P14, actor="actor:i", **LATER)]),
        ("two raids of one week", [Word(**STRIKE, target="actor:i"), Word("source:p", **STRIKE, **LATER, target="actor:i")]),
        ("two who are held", [Word("source:p", **HELD_UP), Word(**(HELD_UP | {"target": "Salim Odeh"}), **LATER)]),
        ("a pact with another", [Word("source:p", **PACT), Word(**(PACT | {"target": "actor:m"}), **LATER)]),
        ("entered is not held", [Word(**HOLD), Word("source:p", "move", "actor:i")]),
        ("surrounds", [Word(**HOLD), Word("source:p", "control.besiege", "actor:i")]),
        ("fighting in", [Word(**HOLD), Word("source:p", "control.contest", "actor:i")]),
        ("district against town", [Word(**HOLD), Word("source:p", "control.hold", "actor:i", "place:dist", when=None)]),
        ("a part", [Word(**HOLD), Word("source:p", "control.hold", "actor:i", role="part", when=None)]),
        ("agreement", [Word("actor:r"), Word("source:p"), Word("actor:i")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_can_both_hold_is_none(why: str, words: list[Word]) -> None:
    assert over(words) == []


def test_people_who_put_two_accounts_together_find_what_they_differ_over() -> None:
    words = [Word(kind="clash"), Word("source:p", "clash", place="place:mill", when=TWELFTH, day=on(13))]
    world = told(words)
    one, other = (claim.id for claim in world.known().claims)
    assert world.weigh(WITH_POINTS).disputes == ()
    world.judge(one, Verdict.MERGE, f"{one} {other}")
    assert {dispute.over for dispute in world.weigh(WITH_POINTS).disputes} == {Over.TIME, Over.PLACE}


@pytest.mark.parametrize(("dated", "found"), [("12 November", [Over.TIME]), ("Sunday", [])])
def test_of_one_wording_another_day_counts_if_it_is_named_by_its_number(dated: str, found: list[Over]) -> None:
    world, wire = World(), story("wire", 40)
    for number, (by, words, when) in enumerate([("source:o", "Wednesday", EIGHTH), ("source:p", dated, TWELFTH)]):
        page = world.page(f"out{number}", on(13 + number), f"{wire} The town fell to R on {words}. {story('rest', 40)}")
        start = page.text.index(words)
        stated = replace(when, stated=Span(page.id, start, start + len(words)))
        world.say(page, "The town fell to R", by=by, when=stated)
    assert [dispute.over for dispute in world.weigh(WITH_POINTS).disputes] == found


def test_a_list_of_copies_is_one_dispute_over_the_day() -> None:
    world = told([Word("source:p", when=TWELFTH, day=on(13))])
    words = f"{story('wire', 40)} R took the town on Wednesday, O said."
    for number in range(5):
        page = world.page(f"out{number + 3}", on(9), words)
        world.say(page, "R took the town on Wednesday, O said.", when=EIGHTH)
    assert [dispute.over for dispute in world.weigh(WITH_POINTS).disputes] == [Over.TIME]
