"""What was worked out of a case is kept for as long as nothing changes it, whoever changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.model import Verdict
from sayso.store import Store
from tests.store.case_samples import Clock, fill, judge


def count_claims(store: Store) -> int:
    found: int = store.kept("claims", lambda: store.sql("SELECT count(*) FROM claims")[0][0])
    return found


def test_what_is_kept_is_made_once(store: Store) -> None:
    made: list[int] = []
    for _ in range(3):
        store.kept("once", lambda: made.append(1))
    assert made == [1]


def test_what_a_store_changes_itself_is_made_anew(store: Store) -> None:
    fill(store, 2)
    two = count_claims(store)
    fill(store, 3)
    assert (two, count_claims(store)) == (2, 3)
    before = store.judgements()
    store.judge(judge(store.sql("SELECT id FROM claims ORDER BY id")[0]["id"], Verdict.REJECT))
    assert len(store.judgements()) == len(before) + 1
    assert count_claims(store) == 2


def test_a_list_that_was_given_out_may_be_changed(store: Store) -> None:
    fill(store, 1)
    store.judge(judge(store.sql("SELECT id FROM claims")[0]["id"], Verdict.CONFIRM))
    store.judgements().clear()
    assert len(store.judgements()) == 1


def test_what_is_undone_again_is_not_kept(store: Store) -> None:
    fill(store, 1)
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.set_setting("colour", "grey")
        assert store.kept("colour", lambda: store.setting("colour")) == "grey"
        raise ZeroDivisionError
    assert store.kept("colour", lambda: store.setting("colour")) is None


def test_what_another_writes_is_seen_and_within_one_question_nothing_moves(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "heron.sayso"
    with Store.open(path, write=True, now=clock) as writer:
        fill(writer, 1)
        with Store.open(path) as reader:
            assert count_claims(reader) == 1
            with reader.transaction():
                assert count_claims(reader) == 1
                fill(writer, 3)
                assert count_claims(reader) == 1
            assert count_claims(reader) == 3
