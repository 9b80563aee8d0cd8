"""What the case held on a day can be asked for ever after, and the answer never changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import StoreError
from sayso.model import Page, Verdict
from sayso.store import Store
from sayso.store.columns import TABLES
from sayso.store.views import NOW, public_views
from tests.laws import TIMES
from tests.store.case_samples import READ, Clock, fill, find_passages, judge, make_page


def everything(path: Path, at: datetime) -> dict[str, list[Any]]:
    with Store.open(path, recorded_by=at) as store:
        held: dict[str, list[Any]] = {noun.__name__: list(store.get(noun)) for noun in TABLES}
        for view in public_views(NOW):
            held[view] = [tuple(row) for row in store.sql(f"SELECT * FROM {view}")]
        return held | {"judged": store.judgements()}


def retitle(store: Store, number: int, title: str) -> None:
    store.begin("run", {}, {})
    page = make_page(number, title)
    store.replace(page.id, READ, [page, *find_passages(page)])
    store.end({})


def test_the_case_is_shown_as_it_was_held(tmp_path: Path) -> None:
    path, clock = tmp_path / "heron.sayso", Clock()
    with Store.open(path, write=True, now=clock) as store:
        page = fill(store, 1)[0]
        filled = clock.moment
        clock.moment += timedelta(days=1)
        retitle(store, 0, "Tamarin fell")
        store.judge(judge(page.id, Verdict.CORRECT, "language", "ar", at=clock()))
        judged = clock.moment
    for at, title, language in (
        (filled, "Tamarin entered", "en"),
        (judged - timedelta(seconds=1), "Tamarin fell", "en"),
        (judged, "Tamarin fell", "ar"),
    ):
        with Store.open(path, recorded_by=at) as store:
            assert [tuple(row) for row in store.sql("SELECT title, language FROM pages")] == [(title, language)]
            assert [found.language for found in store.get(Page)] == [language]
            assert store.find(page.id)[1] == next(store.get(Page))
            assert store.search(title.split()[1]) == store.search(title)


def test_before_its_first_run_the_case_held_nothing(tmp_path: Path) -> None:
    path = tmp_path / "heron.sayso"
    with Store.open(path, write=True, now=Clock()) as store:
        fill(store)
    assert not any(everything(path, datetime(2021, 3, 31)).values())


def test_a_run_is_seen_row_by_row_as_it_went_on(tmp_path: Path) -> None:
    """A watch may run for days: what it stored on Wednesday was not held on Monday."""
    path, clock = tmp_path / "heron.sayso", Clock()
    with Store.open(path, write=True, now=clock) as store:
        store.begin("watch", {}, {})
        for number in range(3):
            clock.moment += timedelta(days=1)
            page = make_page(number)
            store.replace(page.id, READ, [page, *find_passages(page)])
    for days in range(4):
        with Store.open(path, recorded_by=datetime(2021, 4, 1 + days, 23)) as store:
            assert len(list(store.get(Page))) == days


@settings(max_examples=12 * TIMES, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["a", "b", "judge", "undo", "drop"])), min_size=2, max_size=8))
def test_what_was_recorded_by_a_moment_never_changes(steps: list[tuple[int, str]]) -> None:
    with TemporaryDirectory() as folder:
        held = take(Path(folder) / "heron.sayso", steps)
        assert {moment: everything(Path(folder) / "heron.sayso", moment) for moment in held} == held


def take(path: Path, steps: list[tuple[int, str]]) -> dict[datetime, Any]:
    """What the case held after each step, asked at once."""
    clock, held = Clock(), dict[datetime, Any]()
    for number, step in steps:
        with Store.open(path, write=True, now=clock) as store:
            if step == "judge":
                store.judge(judge(make_page(number).id, Verdict.CORRECT, "language", "ar", at=clock()))
            elif step == "undo" and store.judgements():
                last = store.judgements()[-1]
                store.judge(judge(last.record, Verdict.WITHDRAW, last.field, at=clock(), supersedes=last.id))
            elif step == "drop":
                store.begin("run", {}, {})
                store.replace(make_page(number).id, READ, [])  # and the run is cut short
            elif step in "ab":
                retitle(store, number, step)
        held[clock.moment] = everything(path, clock.moment)
    return held


def test_a_clock_set_back_does_not_change_the_past(tmp_path: Path) -> None:
    path, clock = tmp_path / "heron.sayso", Clock()
    with Store.open(path, write=True, now=clock) as store:
        retitle(store, 0, "Tamarin entered")
        moment, held = clock.moment, everything(path, clock.moment)
        clock.moment -= timedelta(hours=1)
        retitle(store, 0, "Tamarin fell")
    with Store.open(path, write=True, now=clock) as store:
        retitle(store, 0, "Tamarin held")
    assert everything(path, moment) == held
    assert len(held["pages"]) == 1


def test_a_judgement_taken_in_late_was_not_held_before(tmp_path: Path) -> None:
    path, clock = tmp_path / "heron.sayso", Clock()
    with Store.open(path, write=True, now=clock) as store:
        page = fill(store, 1)[0]
        clock.moment += timedelta(days=9)
        store.judge(judge(page.id, Verdict.REJECT, at=datetime(2021, 4, 2)))
    with Store.open(path, recorded_by=datetime(2021, 4, 5)) as store:
        assert store.judgements() == [] and len(list(store.get(Page))) == 1


def test_the_past_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can be read, not written"):
        Store.open(tmp_path / "heron.sayso", write=True, recorded_by=datetime(2021, 4, 1))
