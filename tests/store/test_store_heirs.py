"""An earlier page gives an event or a dispute another id; what a person judged of it is found again all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Attribution, Dispute, Event, Over, Verdict, record_id
from sayso.store import Store
from tests.laws import TIMES
from tests.store.case_samples import Clock, fill, find_records, judge, make_page, weigh_records

PAGES = [make_page(number) for number in range(4)]
CLAIMS = [record_id("claim", page.id, "enter") for page in PAGES]
SAMPLE = next(record for record in weigh_records(PAGES) if isinstance(record, Event))
Weighed = Sequence[Event | Dispute]


def event(*pages: int) -> Event:
    """The event whose claims stand on these pages, the earliest first."""
    claims = tuple(CLAIMS[page] for page in pages)
    return replace(SAMPLE, id=record_id("event", claims[0]), claims=claims, when=None)


def said(page: int) -> tuple[str, str]:
    """What the captain and what the mayor says on a page."""
    found = [record.id for record in find_records(PAGES[page]) if isinstance(record, Attribution)]
    return found[0], found[1]


def dispute(left: str, right: str, over: Over = Over.POLARITY, severity: float = 1.0) -> Dispute:
    return Dispute(record_id("dispute", over, left, right), left, right, severity, over)


def weigh(store: Store, records: Weighed) -> None:
    store.begin("run", {}, {})
    store.replace(None, (Event, Dispute), records)
    store.end({})


def shown(store: Store) -> set[str]:
    assert store.verify() == []
    return {one.id for one in store.get(Event)} | {one.id for one in store.get(Dispute)}


@pytest.mark.parametrize(
    ("later", "heir"),
    [
        ([event(0, 1, 2)], event(0, 1, 2)),
        ([event(0, 3), event(2, 1)], event(2, 1)),  # the most of its claims
        ([event(0, 2), event(3, 1)], event(3, 1)),  # of equals the one with the earliest
        ([event(0, 3)], None),
        ([event(1), event(2)], event(1)),  # made still: nothing moves
    ],
)
def test_a_rejected_event_does_not_come_back_under_another_id(store: Store, later: Weighed, heir: Event | None) -> None:
    fill(store, 4)
    weigh(store, [event(1, 2), event(3)])
    store.judge(judge(event(1, 2).id, Verdict.REJECT))
    weigh(store, later)
    assert shown(store) == {record.id for record in later if record != heir}
    assert [row.record for row in store.judgements()] == [event(1, 2).id], "the judgement itself stays as it was given"
    weigh(store, [event(1, 2), event(3)])
    assert shown(store) == {event(3).id}


def test_what_was_judged_of_the_old_id_can_be_taken_back_under_the_new(store: Store, clock: Clock) -> None:
    fill(store, 4)
    weigh(store, [event(1)])
    reject = judge(event(1).id, Verdict.REJECT, at=clock())
    store.judge(reject)
    weigh(store, [event(0, 1)])
    store.judge(judge(event(0, 1).id, Verdict.CONFIRM, at=clock()))
    assert shown(store) == {event(0, 1).id}, "the later answer stands, under whichever id it was given"
    store.judge(judge(event(0, 1).id, Verdict.REJECT, at=clock()))
    assert shown(store) == set()
    store.judge(judge(event(0, 1).id, Verdict.WITHDRAW, at=clock(), supersedes=store.judgements()[-1].id))
    assert shown(store) == {event(0, 1).id}
    store.judge(judge(event(0, 1).id, Verdict.WITHDRAW, at=clock(), supersedes=store.judgements()[1].id))
    assert shown(store) == set()
    store.judge(judge(event(0, 1).id, Verdict.WITHDRAW, at=clock(), supersedes=reject.id))
    assert shown(store) == {event(0, 1).id}


def test_a_place_goes_with_the_event(store: Store) -> None:
    fill(store, 4)
    weigh(store, [event(1)])
    store.judge(judge(event(1).id, Verdict.PLACE, None, "place:new-tamarin"))
    weigh(store, [event(0, 1)])
    assert [found.place for found in store.get(Event)] == ["place:new-tamarin"]
    assert store.heirs() == {event(1).id: event(0, 1).id}


CAPTAIN, MAYOR = zip(*(said(page) for page in range(4)), strict=True)


@pytest.mark.parametrize(
    ("beside", "later", "heir"),
    [
        ([], [dispute(CAPTAIN[0], MAYOR[1])], 0),  # one side is the same
        ([], [dispute(MAYOR[1], CAPTAIN[0])], 0),  # whichever is left
        ([], [dispute(CAPTAIN[0], MAYOR[0])], 0),  # both are said anew of the same event
        ([], [dispute(CAPTAIN[1], MAYOR[3]), dispute(CAPTAIN[0], MAYOR[1])], 1),  # the most of both sides
        ([], [dispute(MAYOR[0], MAYOR[2]), dispute(CAPTAIN[0], MAYOR[2])], 1),  # the same voice before another one
        ([], [dispute(CAPTAIN[0], MAYOR[2]), dispute(MAYOR[0], MAYOR[2])], 0),
        ([], [dispute(CAPTAIN[0], MAYOR[0], Over.AMOUNT)], None),  # over another thing
        ([], [dispute(CAPTAIN[3], MAYOR[3])], None),  # of another event
        ([dispute(CAPTAIN[2], MAYOR[1])], [dispute(CAPTAIN[2], MAYOR[1], severity=0.5)], None),  # it stood beside it before
        ([dispute(CAPTAIN[2], MAYOR[1])], [dispute(CAPTAIN[2], MAYOR[1]), dispute(CAPTAIN[0], MAYOR[0])], 1),
    ],
)
def test_a_rejected_dispute_is_found_again_by_its_sides(
    store: Store, beside: list[Dispute], later: list[Dispute], heir: int | None
) -> None:
    fill(store, 4)
    judged = dispute(CAPTAIN[1], MAYOR[1])
    weigh(store, [event(1, 2), event(3), judged, *beside])
    store.judge(judge(judged.id, Verdict.REJECT))
    events = [event(0, 1, 2), event(3)]
    weigh(store, [*events, *later])
    left = [one for number, one in enumerate(later) if number != heir]
    assert shown(store) == {one.id for one in events} | {one.id for one in left}


def test_the_past_shows_what_was_judged_where_it_lay_then(tmp_path: Path) -> None:
    path, clock = tmp_path / "heron.sayso", Clock()
    moments = []
    with Store.open(path, write=True, now=clock) as store:
        fill(store, 4)
        weigh(store, [event(2), event(3)])
        store.judge(judge(event(2).id, Verdict.REJECT, at=clock()))
        for again in (event(2), event(1, 2), event(0, 1, 2)):
            weigh(store, [again, event(3)])
            moments.append((clock.moment, again.id))
    for moment, hidden in moments:
        with Store.open(path, recorded_by=moment) as store:
            assert {row["id"] for row in store.sql("SELECT id FROM events")} == {event(3).id}
            assert store.heirs() == ({} if hidden == event(2).id else {event(2).id: hidden})


def test_what_was_laid_over_is_told_from_what_should_be(store: Store) -> None:
    fill(store, 4)
    weigh(store, [event(1)])
    store.judge(judge(event(1).id, Verdict.REJECT))
    weigh(store, [event(0, 1)])
    store._db.execute("DELETE FROM standing")
    assert [(finding.kind, finding.record) for finding in store.verify()] == [("judgement", event(0, 1).id)]


partitions = st.lists(st.integers(0, 3), min_size=4, max_size=4)


def split(plan: list[int]) -> Weighed:
    groups = [[page for page in range(4) if plan[page] == group] for group in range(4)]
    return [event(*group) for group in groups if group]


@settings(max_examples=40 * TIMES, deadline=None)
@given(partitions, st.integers(0, 3), st.lists(partitions, min_size=1, max_size=4))
def test_while_one_of_its_claims_is_in_an_event_a_judgement_is_not_orphaned(
    first: list[int], which: int, later: list[list[int]]
) -> None:
    with Store.open(":memory:", write=True, now=Clock()) as store:
        weigh(store, split(first))
        judged = split(first)[which % len(split(first))]
        assert isinstance(judged, Event)
        store.judge(judge(judged.id, Verdict.REJECT))
        for plan in later:
            weigh(store, split(plan))
            made = {one.id: one for one in split(plan)}
            hidden = set(made) - shown(store)
            assert len(hidden) == 1
            home = made[hidden.pop()]
            assert isinstance(home, Event)
            assert home.id == store.heirs().get(judged.id, judged.id)
