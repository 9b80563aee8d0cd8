"""Probability: none before fifty events are settled, the note's example to the digit, and what it must not hang on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Event, Grade, Interest, Judgement, Root, Stands, Step, Verdict, record_id
from sayso.weigh import find_settled, rate
from sayso.weigh.odds import LEAST, Counts, fit, score, squash
from tests.laws import TIMES
from tests.weigh.world import DENIES, World, at, day_when, on, story

MONITOR, SERVANT, RIVAL = "source:o", "source:d", "actor:i"


def event(number: int, *roots: Root, kind: str = "strike.air") -> Event:
    grade = Grade(Step.SINGLE_ROOT, 1, 1, 1, "")
    return Event(f"event:{number}", kind, None, None, (), (f"claim:{number}",), None, roots, grade)


def root(source: str, stands: Stands = Stands.ASSERTS, h: float = 1.0, interest: Interest | None = None) -> Root:
    return Root(source, source, f"bloc of {source}", stands, 1, h, interest)


def settle(record: str, held: bool, number: int = 0) -> Judgement:
    verdict = Verdict.CONFIRM if held else Verdict.REJECT
    when = at(30) + timedelta(minutes=number)
    return Judgement(record_id("judgement", record, number), record, verdict, "settled", "a photograph", "tester", when)


def test_the_note_s_example_comes_out_to_the_digit() -> None:
    counts = Counts()
    counts.events["strike"], counts.events[""] = [16, 25], [16, 16]
    counts.heard[MONITOR, "", Stands.ASSERTS, None, True] = [2, 14]
    counts.heard[SERVANT, "", Stands.ASSERTS, Interest.SERVING, True] = [6, 10]
    counts.heard[RIVAL, "", Stands.DENIES, None, True] = [10, 4]
    said = event(1, root(MONITOR), root(SERVANT, h=0.4, interest=Interest.SERVING))
    assert score(said, counts) == pytest.approx(log(1.5) + log(4) + 0.4 * log(1.5))
    assert round(squash((1.0, 0.0), score(said, counts)), 2) == 0.88
    denied = event(1, *said.roots, root(RIVAL, Stands.DENIES))
    assert round(squash((1.0, 0.0), score(denied, counts)), 2) == 0.78


def told(number: int) -> Event:
    """O is right four times in five, D three in five; I denies what fails."""
    held = holds(number)
    roots = [root(MONITOR)] if (number % 5 != 0) == held else []
    roots += [root(SERVANT)] if (number % 5 < 3) == held else []
    roots += [root(RIVAL, Stands.DENIES)] if not held or number % 4 == 0 else []
    return event(number, *(roots or [root("anon@source:out1")]))


def holds(number: int) -> bool:
    return number % 3 != 0


def test_below_fifty_settled_events_there_is_no_number() -> None:
    events = [told(number) for number in range(80)]
    outcomes = {f"event:{number}": holds(number) for number in range(80)}
    few = dict(list(outcomes.items())[: LEAST - 1])
    assert rate(events, few) is None
    assert rate(events, outcomes) is not None


def test_what_is_settled_does_not_vouch_for_itself() -> None:
    events = [told(number) for number in range(80)]
    outcomes = {f"event:{number}": holds(number) for number in range(60)}
    rated = rate(events, outcomes)
    turned = rate(events, outcomes | {"event:7": not outcomes["event:7"]})
    assert rated is not None
    assert turned is not None
    assert rated.p["event:7"] == turned.p["event:7"]
    assert rated.p["event:70"] != turned.p["event:70"]
    assert 0 < rated.brier < 0.22
    assert 0 <= rated.ece < 0.3


def test_an_event_nobody_is_heard_on_has_no_number() -> None:
    events = [*(told(number) for number in range(60)), event(99), event(98, root(MONITOR, Stands.DOUBTS))]
    rated = rate(events, {f"event:{number}": holds(number) for number in range(60)})
    assert rated is not None
    assert not {"event:98", "event:99"} & set(rated.p)


def test_the_latest_word_on_a_claim_or_its_event_settles_it_and_can_be_taken_back() -> None:
    events = [told(1), told(2)]
    first, later = settle("claim:1", True, 1), settle("event:1", False, 2)
    assert find_settled(events, [later, first]) == {"event:1": False}
    undone = replace(later, id="judgement:undo", verdict=Verdict.WITHDRAW, supersedes=later.id, at=later.at + timedelta(1))
    assert find_settled(events, [first, later, undone]) == {"event:1": True}
    other = replace(first, field=None)
    assert find_settled(events, [other]) == {}


@given(st.lists(st.tuples(st.floats(-40, 40), st.booleans()), min_size=LEAST, max_size=80))
@settings(max_examples=40 * TIMES, deadline=None)
def test_the_curve_ends_within_the_scale(pairs: list[tuple[float, bool]]) -> None:
    scale = fit([x for x, _ in pairs], [held for _, held in pairs])
    assert all(0 < squash(scale, x) < 1 for x, _ in pairs)


@cache
def build(copies: int) -> World:
    """Sixty strikes, each told by O or denied by I, and one more that is printed again and again."""
    world = World()
    for number in range(61):
        words = f"{story(('lead', number), 12)}"
        text = f"{story(number, 40)} {words} {story(-number - 1, 40)}"
        how = DENIES if number % 3 == 0 else {}
        by = RIVAL if number % 3 == 0 else MONITOR
        for copy in range(1 + (copies if number == 60 else 0)):
            page = world.page(f"out{copy % 12}", on(8 + copy % 3), f"{story(('head', number, copy), 6)} {text}")
            roles = {"place": f"hamlet {number}"}
            world.say(page, words, "strike.air", by, roles=roles, when=day_when(on(7)), **how)
    return world


@pytest.mark.parametrize("copies", [1, 200])
def test_copies_of_one_wire_leave_every_number_as_it_was(copies: int) -> None:
    rated = []
    for weighed in (build(0).weigh(), build(copies).weigh()):
        at_place = {int(str(event.place).split()[1]): event for event in weighed.events}
        judged = [settle(at_place[number].claims[0], number % 4 != 0, number) for number in range(55)]
        found = rate(weighed.events, find_settled(weighed.events, judged))
        assert found is not None
        rated.append({number: round(found.p[event.id], 3) for number, event in at_place.items()})
    assert rated[0] == rated[1]
    assert len(rated[0]) == 61
