"""Events merged and split by people are so by their claims: what an earlier page makes of their ids changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from sayso.case.deciding import name_claims
from sayso.errors import JudgementError
from sayso.model import Event, Judgement, Verdict
from sayso.store import Store
from tests.weigh.test_weigh_again import is_in_step, of_page, take_in, weighed
from tests.weigh.world import World, day_when, on


def tell(world: World, outlet: str, day: int, place: str) -> str:
    """A page on which an outlet says that R took a place on a day; its id."""
    words = f"R took {place} on the {day}th, {outlet} writes."
    page = world.page(outlet, on(day + 1), words)
    world.say(page, words, roles={"actor": "actor:r", "place": place}, when=day_when(on(day)))
    return page.id


@pytest.fixture
def case() -> Iterator[tuple[Store, World]]:
    """Two captures of one town on two days, each told by two outlets."""
    world = World()
    for outlet, day in (("out0", 6), ("out1", 6), ("out2", 16), ("out3", 16)):
        tell(world, outlet, day, "place:qasr")
    with Store.open(":memory:", write=True) as store:
        take_in(store, world.known())
        weighed(store)
        yield store, world


def events(store: Store) -> list[Event]:
    return sorted(store.get(Event), key=lambda event: (-len(event.claims), event.id))


def decide(store: Store, record: str, verdict: Verdict, value: str) -> None:
    named = name_claims(store, record, verdict, value)
    store.judge(Judgement(f"judgement:{verdict}", record, verdict, None, named, "ann", datetime(2031, 1, 1)))
    weighed(store)


def tell_earlier(store: Store, world: World) -> None:
    """An earlier word on each capture: an event of which it is the first claim has another id now."""
    before = {event.id for event in store.get(Event)}
    for outlet, day in (("out4", 6), ("out5", 16)):
        words = f"On the {day}th R took place:qasr."
        page = world.page(outlet, on(day), words)
        world.say(page, words, roles={"actor": "actor:r", "place": "place:qasr"}, when=day_when(on(day)))
        take_in(store, of_page(world.known(), page.id))
    weighed(store)
    assert before != {event.id for event in store.get(Event)}


def test_two_events_that_are_merged_stay_one_whatever_their_ids_become(case: tuple[Store, World]) -> None:
    store, world = case
    one, other = events(store)
    decide(store, one.id, Verdict.MERGE, other.id)
    (both,) = events(store)
    assert set(both.claims) == {*one.claims, *other.claims}
    tell_earlier(store, world)
    assert {*one.claims, *other.claims} <= set(events(store)[0].claims)
    assert is_in_step(store)


def test_a_claim_split_off_an_event_stays_apart_from_all_the_rest_of_it(case: tuple[Store, World]) -> None:
    store, world = case
    event = events(store)[0]
    alone, *rest = reversed(event.claims)
    decide(store, event.id, Verdict.SPLIT, alone)
    assert not any(alone in each.claims and {*rest} & {*each.claims} for each in events(store))
    tell_earlier(store, world)
    assert not any(alone in each.claims and {*rest} & {*each.claims} for each in events(store))
    assert is_in_step(store)


def test_what_is_neither_event_nor_claim_or_no_other_is_refused(case: tuple[Store, World]) -> None:
    store, _ = case
    event = events(store)[0]
    page = store.sql("select id from page")[0]["id"]
    with pytest.raises(JudgementError, match="neither an event nor a claim"):
        name_claims(store, event.id, Verdict.MERGE, page)
    with pytest.raises(JudgementError, match="no other claim"):
        name_claims(store, event.claims[0], Verdict.MERGE, event.claims[0])
    assert name_claims(store, event.id, Verdict.CONFIRM, None) is None
