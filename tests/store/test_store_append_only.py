"""Rows are opened and closed by runs, never changed: every earlier state can be asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import StoreError
from sayso.model import Mention, MentionKind, Page, Passage, Problem, Room, Span, Verdict
from sayso.store import Store
from sayso.store.columns import TABLES
from tests.laws import TIMES
from tests.store.case_samples import EXTRACTED, READ, Clock, fill, find_passages, find_records, judge, make_page

RECORDS = [table.name for table in TABLES.values()]


@pytest.fixture
def raw(tmp_path: Path, clock: Clock) -> Iterator[sqlite3.Connection]:
    """Another program with the case open to write: what it may do is up to the file alone."""
    path = tmp_path / "heron.sayso"
    with Store.open(path, write=True, now=clock) as store:
        pages = fill(store)
        store.judge(judge(pages[0].id, Verdict.CONFIRM))
        store.begin("run", {}, {})
        store.replace(pages[0].id, READ, [make_page(0, "Tamarin fell"), *find_passages(make_page(0, "Tamarin fell"))])
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


@pytest.mark.parametrize("table", [*RECORDS, "capture", "fetch", "judgement", "run"])
def test_no_row_is_ever_deleted(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        raw.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", [*RECORDS, "capture", "fetch", "judgement"])
def test_no_row_is_ever_changed_in_any_column(raw: sqlite3.Connection, table: str) -> None:
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    for column in {*columns} - {"gone_in", "gone_at", "shown"}:
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(f'UPDATE {table} SET "{column}" = "{column}" || 1')


@pytest.mark.parametrize("table", [*RECORDS, "capture", "fetch", "judgement"])
def test_no_row_is_ever_replaced(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never replaced"):
        raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_a_row_is_closed_once_and_never_opened_again(raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE mention SET gone_in = 2, gone_at = '2021-04-03' WHERE number = 1")
    for gone in ("NULL", "3", "2"):
        with pytest.raises(sqlite3.IntegrityError, match="closed once"):
            raw.execute(f"UPDATE mention SET gone_in = {gone} WHERE number = 1")
    with pytest.raises(sqlite3.IntegrityError, match="closed once"):
        raw.execute("UPDATE mention SET gone_in = 0, gone_at = '2021-04-03' WHERE number = 2")


def test_a_run_is_ended_once(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="ended once"):
        raw.execute("UPDATE run SET digest = 'x' WHERE id = 1")


@pytest.mark.parametrize(
    "update",
    ["passage SET role = 'poem'", "mention SET kind = 'colour'", "attribution SET direct = 2", "page SET language = 5"],
)
def test_closed_sets_are_checked_by_the_file_itself(update: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "heron.sayso", write=True) as store:
        fill(store)
    with closing(sqlite3.connect(tmp_path / "heron.sayso")) as db:
        db.execute(f"DROP TRIGGER {update.split()[0]}_close")
        if update.startswith("page"):
            db.execute(f"UPDATE {update}")  # an open word, not a closed set
            return
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            db.execute(f"UPDATE {update}")


def test_a_b_a_is_three_rows(store: Store) -> None:
    for title in ("Tamarin entered", "Tamarin fell", "Tamarin entered"):
        store.begin("run", {}, {})
        page = make_page(0, title)
        store.replace(page.id, READ, [page, *find_passages(page)])
        store.end({})
    rows = store.sql("SELECT made_in, gone_in FROM page ORDER BY number")
    assert [tuple(row) for row in rows] == [(1, 2), (2, 3), (3, None)]


def test_a_b_a_within_one_run_ends_as_a(store: Store) -> None:
    store.begin("run", {}, {})
    for title in ("Tamarin entered", "Tamarin fell", "Tamarin entered"):
        page = make_page(0, title)
        store.replace(page.id, READ, [page, *find_passages(page)])
    store.end({})
    assert [page.text.split("\n")[0] for page in store.get(Page)] == ["Tamarin entered"]
    assert store.verify() == []


def test_what_is_no_longer_made_is_closed(store: Store) -> None:
    page = fill(store, 1)[0]
    store.begin("extract", {}, {})
    store.replace(page.id, EXTRACTED, find_records(page)[:2])
    assert len(list(store.get(Mention))) == 2
    assert store.sql("SELECT count(*) FROM mention WHERE gone_in = 2")[0][0] == 2


def test_passages_are_made_anew_when_their_words_change_under_them(store: Store) -> None:
    """Offsets alone would say that nothing changed."""
    store.begin("run", {}, {})
    for text in ("grey heron", "gray heron"):
        page = Page("page:p", text, "", "p")
        store.replace(page.id, READ, [page, Passage("passage:p", Span(page.id, 0, 10), find_passages(make_page(0))[0].role)])
    assert store.sql("SELECT count(*) FROM passage")[0][0] == 2
    assert store.search("gray") == ["passage:p"]


def test_other_pages_and_other_nouns_are_left_alone(store: Store) -> None:
    first, second = fill(store, 2)
    store.begin("extract", {}, {})
    store.replace(first.id, (Mention,), [])
    assert {mention.span.page for mention in store.get(Mention)} == {second.id}
    assert store.sql("SELECT count(*) FROM claim WHERE gone_in IS NOT NULL")[0][0] == 0


def test_no_room_closes_the_problems_of_another(store: Store) -> None:
    store.begin("run", {}, {})
    page = make_page(0)
    unread = Problem("problem:read", page.id, Room.READ, "a broken tag")
    store.replace(page.id, (*READ, Problem), [page, *find_passages(page), unread])
    store.replace(page.id, EXTRACTED, find_records(page))
    assert {problem.room for problem in store.get(Problem)} == {Room.READ, Room.EXTRACT}
    store.replace(page.id, EXTRACTED, [])
    assert [problem.id for problem in store.get(Problem)] == ["problem:read"]


def test_a_file_without_a_page_keeps_its_problems_under_any_scope(store: Store) -> None:
    store.begin("run", {}, {})
    problem = Problem("problem:1", "broken.warc", Room.READ, "cut short")
    store.replace("read:broken.warc", (Problem,), [problem])
    store.replace("read:other.warc", (Problem,), [problem])
    assert list(store.get(Problem)) == [problem]
    store.replace("read:broken.warc", (Problem,), [])
    assert list(store.get(Problem)) == []


def test_one_id_with_two_contents_is_a_mistake(store: Store) -> None:
    page = fill(store, 1)[0]
    store.begin("run", {}, {})
    both = [Mention("mention:x", Span(page.id, 0, 3), "passage:x", kind) for kind in (MentionKind.PLACE, MentionKind.ACTOR)]
    with pytest.raises(StoreError, match="made twice with different content"):
        store.replace(page.id, (Mention,), both)


def test_records_of_nouns_not_named_are_refused(store: Store) -> None:
    page = fill(store, 1)[0]
    store.begin("run", {}, {})
    with pytest.raises(StoreError, match=r"\['Page'\] given"):
        store.replace(page.id, (Passage,), [page])


def test_nothing_is_stored_outside_a_run(store: Store) -> None:
    with pytest.raises(StoreError, match="begin one first"):
        store.replace(None, READ, [make_page(0)])


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    fill(store, 1)
    before = store.digest()
    store.begin("run", {}, {})
    with pytest.raises(ZeroDivisionError), store.transaction():
        store.replace(make_page(7).id, READ, [make_page(7)])
        store.mark(make_page(7).id, Room.READ, "1")
        raise ZeroDivisionError
    assert store.done(make_page(7).id, Room.READ) is None
    assert store.digest() == before


def test_an_inner_transaction_that_fails_leaves_the_outer_whole(store: Store) -> None:
    page = make_page(0)
    store.begin("run", {}, {})
    with store.transaction():
        store.replace(page.id, READ, [page])
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.replace(page.id, READ, [])
            raise ZeroDivisionError
    assert list(store.get(Page)) == [page]


numbers = st.integers(0, 3)


@settings(max_examples=25 * TIMES, deadline=None)
@given(st.lists(st.lists(st.tuples(numbers, st.sampled_from(["a", "b"])), max_size=4), max_size=4))
def test_the_digest_depends_on_the_last_state_alone(runs: list[list[tuple[int, str]]]) -> None:
    """Whatever was stored on the way, in how many runs and in which order: equal cases have equal digests."""
    last = dict(step for run in runs for step in run)
    digests = []
    for plan in (runs, [sorted(last.items())], [[step] for step in sorted(last.items(), reverse=True)]):
        with Store.open(":memory:", write=True, now=Clock()) as store:
            for run in plan:
                store.begin("run", {}, {})
                for number, title in run:
                    page = make_page(number, title)
                    store.replace(page.id, READ, [page, *find_passages(page)])
                store.end({})
            assert store.verify() == []
            digests.append(store.digest())
    assert len(set(digests)) == 1


def test_a_second_identical_fill_adds_nothing(store: Store) -> None:
    fill(store)
    before = [store.sql(f"SELECT count(*) FROM {table}")[0][0] for table in (*RECORDS, "capture", "fetch")]
    digest = store.digest()
    store.begin("again", {}, {})
    for number in range(3):
        page = make_page(number)
        store.replace(page.id, READ, [page, *find_passages(page)])
        store.replace(page.id, EXTRACTED, find_records(page))
    store.end({})
    fill(store)
    assert [store.sql(f"SELECT count(*) FROM {table}")[0][0] for table in (*RECORDS, "capture", "fetch")] == before
    assert store.digest() == digest
