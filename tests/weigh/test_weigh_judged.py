"""What a person judged of an event holds though an earlier page, weighed with the rest, gives the event another id."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Dispute, Event, Judgement, Verdict
from sayso.store import Store
from tests.laws import TIMES
from tests.weigh.test_weigh_laws import Sheet, Telling, add, build, claimed, worlds
from tests.weigh.world import World

earlier = st.builds(Sheet, st.sampled_from(["out5", "wire"]), st.integers(1, 9), st.integers(0, 3), claimed)


def store_weighed(store: Store, world: World) -> list[Event]:
    weighed = world.weigh()
    store.begin("weigh", {}, {})
    store.replace(None, (Event, Dispute), [*weighed.events, *weighed.disputes])
    store.end({})
    return list(weighed.events)


def reject(store: Store, event: Event) -> None:
    store.judge(Judgement("judgement:1", event.id, Verdict.REJECT, None, None, "ann", datetime(2031, 6, 1)))


def test_a_rejected_event_stays_rejected_under_the_id_an_earlier_page_gives_it() -> None:
    told = (Telling("control.gain", "source:o", 0, False, 7, 0),)
    world = build([Sheet("out1", 9, 1, told)])
    with Store.open(":memory:", write=True) as store:
        (event,) = store_weighed(store, world)
        reject(store, event)
        add(world, Sheet("out2", 8, 1, told))
        (now,) = store_weighed(store, world)
        assert now.id != event.id and set(event.claims) < set(now.claims)
        assert list(store.get(Event)) == []


@given(worlds(), st.lists(earlier, min_size=1, max_size=2), st.integers(0, 9), st.booleans())
@settings(max_examples=50 * TIMES, deadline=None)
def test_adding_a_page_never_orphans_a_judgement_on_an_event(
    told: list[Sheet], pages: list[Sheet], which: int, reprint: bool
) -> None:
    world = build(told)
    with Store.open(":memory:", write=True) as store:
        events = store_weighed(store, world)
        if not events:
            return
        event = events[which % len(events)]
        reject(store, event)
        for page in pages:
            tellings = told[page.story % len(told)].tellings if reprint else page.tellings
            add(world, Sheet(page.outlet, page.day, page.story, tellings))
            after = store_weighed(store, world)
            (hidden,) = {one.id for one in after} - {one.id for one in store.get(Event)}
            (home,) = (one for one in after if one.id == hidden)
            assert home.id == event.id or set(home.claims) & set(event.claims)
        assert [finding for finding in store.verify() if finding.kind == "judgement"] == []
