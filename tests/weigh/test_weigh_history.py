"""How events stood on each day is what weighing that day anew comes to, whatever was told, copied, corrected or judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Event, Judgement, Verdict
from sayso.weigh import Index, Known, Stood, cut, find_copies, find_states, weigh
from sayso.weigh.forward import follow_copies, read_days
from sayso.weigh.known import midnight_after
from tests.laws import TIMES
from tests.weigh.test_weigh_again import tell
from tests.weigh.world import PACK, World, on, story

DAYS = [on(day) for day in range(1, 30)]
Standing = dict[str, tuple[Event, tuple[str, ...]]]


def states_of(known: Known) -> list[Stood]:
    return list(find_states(known, PACK, lambda done, days: None))


def standing(states: Sequence[Stood], day: date) -> Standing:
    found = [one for one in states if one.since <= day and (one.until is None or day < one.until)]
    assert len({one.event.id for one in found}) == len(found)
    return {one.event.id: (one.event, one.disputes) for one in found}


def anew(known: Known, day: date) -> Standing:
    then = cut(known, day)
    weighed = weigh(then, PACK)
    claims = {one.id: one.claim for one in then.attributions}
    homes = {claim: event.id for event in weighed.events for claim in event.claims}
    sides: dict[str, set[str]] = defaultdict(set)
    for one in weighed.disputes:
        for side in (one.left, one.right):
            sides[homes[claims[side]]].add(one.id)
    return {event.id: (event, tuple(sorted(sides[event.id]))) for event in weighed.events}


def judged(known: Known, random: Random) -> tuple[Judgement, ...]:
    """People put claims together and keep others apart."""
    claims = [claim.id for claim in known.claims]
    return tuple(
        Judgement(f"judgement:{number}", one, verdict, None, other, "ada", midnight_after(on(29)) + timedelta(hours=number))
        for number, verdict in enumerate((Verdict.MERGE, Verdict.SPLIT, Verdict.SPLIT))
        for one, other in [random.sample(claims, 2)]
        if random.random() < 0.6
    )


@settings(max_examples=40 * TIMES, deadline=None)
@given(random=st.randoms(use_true_random=False), many=st.integers(2, 9))
def test_each_day_stands_as_weighing_it_anew_has_it(random: Random, many: int) -> None:
    world = World()
    for _ in range(many):
        tell(world, random)
    known = world.known()
    known = replace(known, judgements=judged(known, random)) if len(known.claims) > 1 else known
    states = states_of(known)
    for day in DAYS:
        assert standing(states, day) == anew(known, day), day


def test_words_that_became_stock_later_are_copied_on_the_days_before() -> None:
    world = World()
    for number, day in enumerate((3, 4, 12, 20)):
        world.page(f"out{number}", on(day), f"{story('formula', 30)} {story(number, 40)}")
    known = world.known()
    index = Index(known, PACK)
    copies = follow_copies(index, read_days(index), lambda done, days: None)
    found = {
        day: {one.copy.id for one in copies if one.since <= day and (one.until is None or day < one.until)} for day in DAYS
    }
    assert found == {day: {one.id for one in find_copies(Index(cut(known, day), PACK))} for day in DAYS}
    assert found[on(5)] and not found[on(21)]


def test_an_event_that_nothing_new_is_told_of_has_one_state() -> None:
    world = World()
    for number in (3, 9, 12):
        page = world.page(f"out{number}", on(number), f"Report {number}: the town fell to them.")
        place = "place:qasr" if number < 12 else "place:mill"
        world.say(page, page.text, "control.gain", roles={"actor": "actor:r", "place": place})
    states = states_of(world.known())
    (late,) = [state for state in states if state.event.place == "place:mill"]
    assert (late.since, late.until) == (on(12), None)
    assert all(state.until is None or state.until > state.since for state in states)
