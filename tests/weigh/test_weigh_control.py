"""Control in two times: the worked table of the design, and a ledger of answers worked out by hand."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from sayso.model import Act, Aspect, Control, Held, Modality, Polarity, Status, record_id
from sayso.pack import BlocRow
from sayso.weigh import asof, control
from tests.weigh.world import PACK, QASR, World, at, day_when, make_pack, on, since, story

LEDGER = Path(__file__).parents[1] / "cases" / "control_ledger.csv"
APART = make_pack(blocs=tuple(BlocRow(body, body, "", "", "", "invented") for body in ("r", "i", "o")))


def worked_example() -> World:
    """Section 7: what R, I and O say of the town, each on its own page."""
    world = World()

    def tell(day: date, by: str, kind: str, actor: str, role: str = "place", **how: Any) -> None:
        words = f"{by} spoke of {actor} on {day}."
        page = world.page(f"out{len(world.found['pages'])}", day, f"{story(words, 30)} {words}")
        when = how.pop("when", None)
        world.say(page, words, kind, by, roles={"actor": actor, role: QASR}, when=when, **how)

    tell(on(3), "actor:r", "move", "actor:r")
    tell(on(8), "actor:r", "control.hold", "actor:r")
    tell(on(9), "actor:i", "control.contest", "actor:i")
    tell(on(11), "source:o", "control.hold", "actor:i", when=since(on(10)))
    tell(on(19), "actor:r", "control.hold", "actor:r")
    tell(on(20), "source:o", "control.hold", "actor:r")
    tell(on(2, 12), "source:o", "control.hold", "actor:r", "part", when=day_when(on(8)), act=Act.CORRECT)
    return world


@pytest.mark.parametrize(
    ("valid", "known", "weights", "answer"),
    [
        (on(9), on(8), {"actor:r": 0.977}, "R says it holds"),
        (on(9), on(9), {"actor:r": 0.977, "actor:i": 0.5}, "disputed, R favoured .66"),
        (on(12), on(12), {"actor:r": 0.912, "actor:i": 0.467, "source:o": 0.955}, "disputed, I favoured .61"),
        (
            on(9),
            on(5, 12),
            {"actor:r": 0.977, "source:o": 0.489, "actor:i": 0.5},
            "disputed, R favoured .75 (.746, under the bar), in part on O's word",
        ),
        (on(21), on(21), {"actor:r": 0.955, "source:o": 0.977, "actor:i": 0.379}, "held by R (agreed) .84"),
    ],
)
def test_the_worked_table_comes_out(valid: date, known: date, weights: dict[str, float], answer: str) -> None:
    held = asof(worked_example().known(), QASR, valid, known, APART)
    assert {word.root: round(word.weight, 3) for word in held.words} == weights
    assert held.sentence == answer


def read_ledgers() -> list[tuple[str, list[dict[str, str]]]]:
    with LEDGER.open(encoding="utf-8", newline="") as lines:
        return [(name, list(rows)) for name, rows in groupby(csv.DictReader(lines), key=lambda row: row["ledger"])]


def midnight_after(day: str) -> datetime:
    return datetime.fromisoformat(day) + timedelta(days=1)


def as_control(row: dict[str, str]) -> Control:
    lo = datetime.fromisoformat(row["from"])
    return Control(
        id=record_id("control", *row.values()),
        place=QASR,
        actor=row["actor"],
        aspect=Aspect.HOLDER,
        status=Status(row["status"]),
        valid_from_lo=lo,
        valid_from_hi=lo + timedelta(days=1),
        valid_to=None,
        known_from=midnight_after(row["known"]),
        known_to=midnight_after(row["until"]) if row["until"] else None,
        root=row["root"],
        attributions=("attribution:" + row["h"],),
    )


def ask(rows: list[Control], on_day: str, as_of: str, aspect: Aspect = Aspect.HOLDER) -> Held:
    hedges = {"attribution:0.4": 0.4}
    days = date.fromisoformat(on_day), date.fromisoformat(as_of)
    return control.asof(rows, QASR, *days, PACK, aspect=aspect, hedges=hedges)


@pytest.mark.parametrize(("name", "lines"), read_ledgers(), ids=lambda value: value if isinstance(value, str) else "")
def test_the_ledger_answers_as_worked_out_by_hand(name: str, lines: list[dict[str, str]]) -> None:
    rows = [as_control(line) for line in lines if line["line"] == "says"]
    for line in (line for line in lines if line["line"] == "asks"):
        held = ask(rows, line["from"], line["known"])
        assert (held.holder or "", held.sentence) == (line["actor"], line["sentence"]), line["why"]
        assert held.share == pytest.approx(float(line["share"]), abs=5e-5)


def test_the_ledger_is_no_toy() -> None:
    kinds = [row["line"] for _, rows in read_ledgers() for row in rows]
    assert kinds.count("says") >= 30
    assert kinds.count("asks") >= 25


def test_access_is_told_by_the_same_rule() -> None:
    def row(root: str, status: Status) -> Control:
        line = {"root": root, "actor": "", "status": status, "h": "1", "from": "2017-11-08", "known": "2017-11-08", "until": ""}
        return replace(as_control(line), actor=None, aspect=Aspect.ACCESS)

    rows = [row("source:o", Status.OPEN), row("source:p", Status.OPEN)]
    assert ask(rows, "2017-11-08", "2017-11-08", Aspect.ACCESS).sentence == "said to be open (agreed)"
    rows.append(row("actor:r", Status.CLOSED))
    assert ask(rows, "2017-11-08", "2017-11-08", Aspect.ACCESS).sentence == "disputed, open favoured .67"


GAIN = {"actor": "actor:r", "target": "actor:i", "place": QASR}
HOLDS = {"actor": "actor:r", "place": QASR}
LOSES = {"actor": "actor:i", "place": QASR}
FIGHT = {"actor": "actor:r", "target": "actor:i", "place": QASR}
MINUS = {"polarity": Polarity.NEGATIVE, "act": Act.DENY}
Rows = set[tuple[str | None, str]]


@pytest.mark.parametrize(
    ("kind", "roles", "how", "rows"),
    [
        ("control.gain", GAIN, {}, {("actor:r", "held"), ("actor:i", "left")}),
        ("control.hold", HOLDS, {}, {("actor:r", "held")}),
        ("control.hold", {"actor": "actor:r", "part": QASR}, {}, {("actor:r", "partly")}),
        ("control.gain", {"actor": "actor:r", "part": QASR, "target": "actor:i"}, {}, {("actor:r", "partly")}),
        ("control.contest", FIGHT, {}, {("actor:r", "contested"), ("actor:i", "contested")}),
        ("clash", FIGHT, {}, {("actor:r", "contested"), ("actor:i", "contested")}),
        ("control.besiege", HOLDS, {}, {("actor:r", "besieged")}),
        ("move", HOLDS, {}, {("actor:r", "entered")}),
        ("control.lose", LOSES, {}, {("actor:i", "left")}),
        ("withdraw", LOSES, {}, {("actor:i", "left")}),
        ("control.lose", LOSES, MINUS, {("actor:i", "held")}),
        ("control.gain", GAIN, MINUS, set()),
        ("control.gain", GAIN, {"polarity": None, "act": Act.CANNOT_CONFIRM}, set()),
        ("control.hold", {"actor": "actor:r", "near": QASR}, {}, set()),
        ("control.hold", {"actor": "actor:r", "place": "place:gov"}, {}, set()),
        ("control.hold", {"actor": "actor:r", "place": "place:dist"}, {}, set()),
        ("control.hold", {"actor": "actor:r", "place": "a mill no pack knows"}, {}, set()),
    ],
)
def test_a_claim_makes_the_rows_of_the_table(kind: str, roles: dict[str, str], how: dict[str, Any], rows: Rows) -> None:
    world = World()
    world.say(world.page("out1", on(9), "This is what was said."), "This is what was said.", kind, roles=roles, **how)
    assert {(row.actor, str(row.status)) for row in world.weigh().controls} == rows


@pytest.mark.parametrize("by", ["?"])
def test_a_word_without_an_origin_makes_no_row(by: str) -> None:
    world = World()
    world.say(world.page("out1", on(9), "It was said."), "It was said.", by=by)
    assert world.weigh().controls == ()


def test_a_hold_without_a_stated_day_begins_on_the_day_it_was_said() -> None:
    world = World()
    world.say(world.page("out1", on(9), "The town is held."), "The town is held.", "control.hold")
    (row,) = world.weigh().controls
    assert (row.valid_from_lo, row.valid_from_hi, row.known_from) == (at(9), at(10), at(10))


def test_a_page_of_a_day_is_known_from_the_end_of_it() -> None:
    world = World()
    world.say(world.page("out1", on(9), "The town is held."), "The town is held.", "control.hold")
    assert asof(world.known(), QASR, on(9), on(9), PACK).holder == "actor:r"
    assert asof(world.known(), QASR, on(9), on(8), PACK).holder is None


def test_a_page_without_a_date_is_in_no_answer_and_counted() -> None:
    world = World()
    world.say(world.page("out1", None, "The town is held."), "The town is held.", "control.hold")
    held = asof(world.known(), QASR, on(9), on(9), PACK)
    assert (held.words, held.undated) == ((), 1)


def test_a_reprint_does_not_refresh_a_word() -> None:
    text = f"{story('news')} The town is held. {story('more')}"
    world = World()
    world.say(world.page("out1", on(3), text), "The town is held.", "control.hold")
    before = world.weigh().controls
    world.say(world.page("out2", on(9), text), "The town is held.", "control.hold")
    (after,) = world.weigh().controls
    assert (before[0].id, before[0].valid_from_lo) == (after.id, after.valid_from_lo)
    assert len(after.attributions) == 2


def test_what_a_spokesman_says_is_the_word_of_the_body_his_title_names() -> None:
    world = World()
    page = world.page("out1", on(9), "R's spokesman Odeh said the town is held.")
    claim = world.claim(page, page.text, "control.hold", HOLDS)
    world.attribute(claim, "Odeh", source=world.name(claim.span, "Odeh", "source"))
    (row,) = world.weigh().controls
    assert row.root == "actor:r"


def test_an_outlet_that_speaks_for_itself_is_unnamed_and_a_state_agency_is_itself() -> None:
    world = World()
    for source in ("out1", "rnews"):
        world.say(world.page(source, on(9), f"{source}: it is held."), f"{source}: it is held.", "control.hold", None)
    assert {row.root for row in world.weigh().controls} == {"publisher*source:out1", "source:rnews"}


def test_an_outlet_that_names_itself_speaks_in_its_own_words_and_others_name_another() -> None:
    words = "The Harbour Wire now has the town as held."
    for outlet, root in (("wire", "publisher*source:wire"), ("out1", "source:wire")):
        world = World()
        world.say(world.page(outlet, on(9), words), words, "control.hold", "source:wire", roles=HOLDS)
        assert [row.root for row in world.weigh().controls] == [root]


def test_an_unnamed_official_is_known_through_the_outlet_he_spoke_to() -> None:
    world = World()
    page = world.page("out1", on(9), "An official told the wire it is held.")
    told = world.say(page, page.text, "control.hold", "source:wire", polarity=None)
    world.attribute(world.claim(page, page.text, "control.hold", HOLDS), "anon", inside=told.id)
    (row,) = world.weigh().controls
    assert row.root == "anon@source:wire"


ALLIED = make_pack(
    blocs=tuple(BlocRow(body, bloc, "", "", "", "") for body, bloc in (("r", "R side"), ("m", "R side"), ("i", "I")))
)


def both(world: World, kind: str, others: str, by: str, day: int) -> None:
    """One statement that names R and another in the town."""
    words = f"{by} spoke of R and {others} on {day}."
    page = world.page(f"out{len(world.found['pages'])}", on(day), f"{story((by, day), 30)} {words}")
    claim = world.claim(page, words, kind, HOLDS)
    claim = replace(claim, roles=(*claim.roles, ("actor", world.name(claim.span, others, "actor"))))
    world.found["claims"][-1] = claim
    world.attribute(claim, by)


@pytest.mark.parametrize(
    ("kind", "others", "answer"),
    [
        ("move", "actor:m", "R says it has entered"),
        ("control.gain", "actor:m", "R says it holds"),
        ("control.gain", "actor:brigade", "R says it holds"),
        ("control.gain", "actor:i", "disputed between I and R"),
        ("clash", "actor:i", "disputed between I and R"),
    ],
)
def test_allies_whom_one_statement_has_in_a_place_are_one_side_of_one_voice(kind: str, others: str, answer: str) -> None:
    world = World()
    both(world, kind, others, "actor:r", 8)
    held = asof(world.known(), QASR, on(8), on(8), ALLIED)
    assert held.sentence == answer
    assert sum(word.weight for word in held.words) == {"move": 0.25}.get(kind, 1.0)


def test_what_two_roots_say_of_allies_is_weighed_as_of_one_holder() -> None:
    world, alone = World(), World()
    both(world, "control.gain", "actor:m", "actor:r", 8)
    say(alone, "control.gain", "actor:r", 8)
    for each in (world, alone):
        say(each, "control.hold", "source:o", 8)
    answers = [asof(each.known(), QASR, on(8), on(8), ALLIED) for each in (world, alone)]
    assert [(held.holder, held.agreed, held.share) for held in answers] == [("actor:r", True, 1.0)] * 2


def test_a_force_and_the_whole_it_belongs_to_do_not_dispute_a_place() -> None:
    world = World()
    say(world, "control.hold", "source:o", 8)
    words = "The mayor spoke of the brigade alone."
    page = world.page("out9", on(8), f"{story('brigade', 30)} {words}")
    world.say(page, words, "control.hold", "actor:m", roles={**HOLDS, "actor": "actor:brigade"})
    held = asof(world.known(), QASR, on(8), on(8), ALLIED)
    assert held.share == 1.0 and not held.sentence.startswith("disputed")


def say(world: World, kind: str, by: str, day: int) -> None:
    words = f"{by} alone spoke of R on {day}."
    page = world.page(f"out{len(world.found['pages'])}", on(day), f"{story((by, day, 'alone'), 30)} {words}")
    world.say(page, words, kind, by, roles=HOLDS)


def test_what_a_page_doubts_in_its_text_it_doubts_in_its_headline() -> None:
    world = World()
    page = world.page("out1", on(8), "R has the town. R says that it took the town today. We could not check it.")
    world.say(page, "R has the town.", "control.gain", "actor:r", roles={"actor": "actor:r", "place": QASR})
    claim = world.claim(page, "it took the town today", "control.gain", {"actor": "actor:r", "place": QASR})
    world.attribute(claim, "actor:r")
    world.attribute(claim, None, act=Act.CANNOT_CONFIRM, polarity=None, modality=Modality.UNKNOWN)
    held = asof(world.known(), QASR, on(8), on(8), PACK)
    assert {word.weight for word in held.words} == {0.7}
