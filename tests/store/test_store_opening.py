"""One writer, many readers; what cannot be opened says why and what to do; kill -9 loses nothing acknowledged."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sayso.errors import NotFound, StoreError
from sayso.model import Claim, Event, Judgement, Page, Place, Record, Verdict
from sayso.store import Store, schema
from sayso.store.connect import WriterLock
from tests.store.case_samples import (
    EXTRACTED,
    PLACE,
    READ,
    WEIGHED,
    Clock,
    capture_of,
    fill,
    find_passages,
    find_records,
    judge,
    make_page,
    read_page,
    weigh_records,
)

HERE = Path(__file__).parent
# A child stores pages one by one, says so, and is killed at some point.
CHILD = """
import sys
sys.path.insert(0, sys.argv[2])
from tests.store.case_samples import Clock, judge, make_page, read_page, Verdict
from sayso.store import Store
store = Store.open(sys.argv[1], write=True, now=Clock())
store.begin("run", {"sayso": "0"}, {})
for number in range(10_000):
    read_page(store, number)
    print(number, flush=True)
"""
JUDGING = CHILD.replace("read_page(store, number)", 'store.judge(judge(f"page:{number}", Verdict.CONFIRM))')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "heron.sayso"


def start(script: str, path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, str(path), str(HERE)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    )


def kill_after(script: str, path: Path, lines: int, pause: float) -> int:
    """How many steps the child had acknowledged when it was killed."""
    with start(script, path) as child:
        assert child.stdout is not None
        for _ in range(lines):
            child.stdout.readline()
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        return lines + len(child.stdout.readlines())


def test_reading_never_makes_a_case(path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no case here; `sayso run PATHS --case .*heron.sayso` makes one"):
        Store.open(path)
    assert not path.exists()
    with pytest.raises(StoreError, match="no such folder"):
        Store.open(path / "deeper" / "heron.sayso", write=True)


def test_a_closed_case_is_one_file(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
        with Store.open(path) as reader:
            assert len(list(reader.get(Page))) == 3
    with Store.open(path, recorded_by=datetime(2021, 4, 1)):
        pass
    assert [file.name for file in path.parent.iterdir()] == ["heron.sayso"]


def test_a_second_writer_is_told_that_the_case_is_locked(path: Path) -> None:
    with Store.open(path, write=True) as store:
        with pytest.raises(StoreError, match="locked"):
            Store.open(path, write=True)
        fill(store)
    with Store.open(path, write=True) as store:
        assert len(list(store.get(Page))) == 3


def test_the_lock_falls_with_its_holder(path: Path) -> None:
    with start(CHILD, path) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(StoreError, match="locked"):
            Store.open(path, write=True)
        child.kill()
    with Store.open(path, write=True) as store:
        assert len(list(store.get(Page))) >= 1


def test_a_lock_on_a_removed_file_locks_nobody(path: Path) -> None:
    first = WriterLock(path)
    first.beside.unlink()
    second = WriterLock(path)
    with pytest.raises(StoreError, match="locked"):
        WriterLock(path)
    second.release()
    first.release()


def test_a_reader_sees_committed_pages_while_the_writer_writes(path: Path) -> None:
    with Store.open(path, write=True) as writer:
        writer.begin("run", {}, {})
        for number in range(3):
            with writer.transaction():
                page = make_page(number)
                writer.replace(page.id, READ, [page, *find_passages(page)])
                with Store.open(path) as reader:
                    assert len(list(reader.get(Page))) == number
            with Store.open(path) as reader:
                assert len(list(reader.get(Page))) == number + 1


def test_a_reader_may_hold_one_moment(path: Path) -> None:
    with Store.open(path, write=True) as writer:
        fill(writer, 1)
        with Store.open(path) as reader:
            with reader.transaction():
                before = reader.digest()
                writer.begin("run", {}, {})
                read_page(writer, 8)
                assert reader.digest() == before
            assert reader.digest() != before


def test_a_reader_writes_nothing(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store, 1)
    with Store.open(path) as reader:
        with pytest.raises(StoreError, match="reading only"):
            reader.set_setting("zone", "UTC")
        with pytest.raises(StoreError, match="reading only"):
            reader.judge(judge("page:x", Verdict.CONFIRM))
        with pytest.raises(StoreError, match="begin one first"):
            reader.replace(None, (Page,), [])


def test_sql_changes_nothing_even_for_the_writer(store: Store) -> None:
    fill(store)
    with pytest.raises(StoreError, match="readonly"):
        store.sql("DROP TABLE setting")
    with pytest.raises(StoreError, match="no such table: ships"):
        store.sql("SELECT * FROM ships")
    store.set_setting("area", "Vell")
    assert store.sql("SELECT value FROM setting WHERE name = :name", {"name": "area"})[0]["value"] == "Vell"


def test_another_programs_file_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    for write in (True, False):
        with pytest.raises(StoreError, match="another program"):
            Store.open(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", [slice(0, 16), slice(100, 4000)])
def test_a_damaged_file_is_said_to_be_damaged(path: Path, damage: slice) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
    data = bytearray(path.read_bytes())
    data[damage] = b"\xa5" * len(data[damage])
    path.write_bytes(data)
    for write in (True, False):
        with pytest.raises(StoreError, match="go back to a copy"):
            Store.open(path, write=write)


def test_damage_inside_is_found_by_verify_or_on_the_way(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store, 30)
    data = bytearray(path.read_bytes())
    for start_of_page in range(4096 * 40, len(data), 4096 * 3):
        data[start_of_page : start_of_page + 2000] = b"\x5a" * 2000
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
        if store.verify():
            raise StoreError("found damaged")


def test_an_empty_file_becomes_a_case_only_by_writing(path: Path) -> None:
    path.touch()
    with pytest.raises(StoreError, match="run it again"):
        Store.open(path)
    with Store.open(path, write=True) as store:
        fill(store, 1)


def test_a_newer_case_is_not_touched(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version=99")
    for write in (True, False):
        with pytest.raises(StoreError, match=f"of version 99, this sayso knows up to {schema.newest()}; install a newer sayso"):
            Store.open(path, write=write)


MIGRATION = "CREATE TABLE added (x); INSERT INTO added VALUES (7);"


def test_an_older_case_is_migrated_on_a_copy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
        digest = store.digest()
    before = path.read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, MIGRATION))
    with Store.open(path) as reader:
        assert reader.sql("SELECT x FROM added")[0][0] == 7
        assert reader.digest() == digest
    assert path.read_bytes() == before
    with Store.open(path, write=True) as store:
        assert store.digest() == digest and store.verify() == []
        assert store.sql("SELECT count(*) FROM claims")[0][0] == 3
    with Store.open(path) as reader:
        assert reader.sql("PRAGMA user_version")[0][0] == schema.newest()
    assert [file.name for file in path.parent.iterdir()] == ["heron.sayso"]


def uncounted(record: Record) -> Record:
    if isinstance(record, Claim):
        return replace(record, counted=None)
    return replace(record, figures=()) if isinstance(record, Event) else record


def test_a_case_without_the_words_of_counts_keeps_its_rows_and_gets_room_for_them(
    path: Path,
) -> None:
    """Empty cells are not hashed: rows of before stand as they were made, and the digest with them."""
    with Store.open(path, write=True) as store:
        store.begin("run", {"sayso": "0"}, {})
        page = make_page(0)
        store.add_capture(capture_of(page.text))
        store.replace(page.id, READ, [page, *find_passages(page)])
        store.replace(page.id, EXTRACTED, [uncounted(one) for one in find_records(page)])
        store.replace(None, WEIGHED, [uncounted(one) for one in weigh_records([page])])
        store.end({})
        digest = store.digest()
    before = next(at for at, each in enumerate(schema.MIGRATIONS, 1) if "counted_start" in each)
    with closing(sqlite3.connect(path)) as db:
        views = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]
        undone = [f"DROP VIEW {view}" for view in views if view not in ("passage_words", "page_text")]
        undone += ["DROP TRIGGER link_rival", *(f"DROP TABLE {later}" for later in ("held", "held_days", "heard", "rival"))]
        for table, columns in (("claim", ("counted_start", "counted_end")), ("event", ("figures",))):
            undone += [f"DROP TRIGGER {table}_close", *(f"ALTER TABLE {table} DROP COLUMN {one}" for one in columns)]
            undone += [f"CREATE TRIGGER {table}_close BEFORE UPDATE ON {table} WHEN 0 BEGIN SELECT 1; END"]
        db.executescript(f"{';'.join(undone)}; PRAGMA user_version={before};")
    with Store.open(path) as reader:
        assert reader.digest() == digest
    with Store.open(path, write=True) as store:
        assert store.digest() == digest and store.verify() == []
        assert [claim.counted for claim in store.get(Claim)] == [None]
        assert [event.figures for event in store.get(Event)] == [()]


def test_a_case_with_the_views_of_another_sayso_gets_those_of_this_one(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
        digest = store.digest()
    with closing(sqlite3.connect(path)) as db:
        db.executescript("DROP VIEW claims; CREATE VIEW claims AS SELECT id FROM claim WHERE 0;")
    for write in (False, True):
        with Store.open(path, write=write) as store:
            assert store.sql("SELECT count(*) FROM claims")[0][0] == 3
            assert store.digest() == digest
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM claims").fetchone()[0] == 3


def test_who_reads_a_case_with_other_views_reads_the_file_itself(path: Path) -> None:
    """Only the views are laid anew: a large case is not copied to be looked at."""
    with Store.open(path, write=True) as store:
        fill(store)
    with closing(sqlite3.connect(path)) as db:
        db.executescript("DROP VIEW claims; CREATE VIEW claims AS SELECT id FROM claim WHERE 0;")
    with Store.open(path) as store:
        assert [row["file"] for row in store.sql("PRAGMA database_list") if row["name"] == "main"] == [str(path)]
        assert store.sql("SELECT count(*) FROM claims")[0][0] == 3
    with Store.open(path, recorded_by=datetime(2000, 1, 1)) as store:
        assert store.sql("SELECT count(*) FROM claims")[0][0] == 0


def test_a_migration_that_fails_leaves_the_old_case_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, MIGRATION + "SELECT no_such_function();"))
    with pytest.raises(StoreError, match="no_such_function"):
        Store.open(path, write=True)
    monkeypatch.undo()
    with Store.open(path, write=True) as store:
        assert store.verify() == []


def test_a_case_that_cannot_be_written_beside_is_read_as_it_stands(path: Path) -> None:
    with Store.open(path, write=True) as store:
        fill(store)
    path.with_name("heron.sayso-shm").mkdir()  # no shared memory can be made here, as on a read-only disk
    with Store.open(path) as reader:
        assert len(list(reader.get(Page))) == 3


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_point_then_filled_again_gives_the_undisturbed_digest(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    acknowledged = kill_after(CHILD, path, chance.randint(0, 12), chance.random() * 0.05)
    with Store.open(path, write=True, now=Clock()) as store:
        assert {make_page(number).id for number in range(acknowledged)} <= {page.id for page in store.get(Page)}
        assert {claim.span.page for claim in store.get(Claim)} == {page.id for page in store.get(Page)}
        count = max(acknowledged + 1, len(list(store.get(Page))))
        fill(store, count)
        assert store.verify() == []
        digest = store.digest()
        interrupted = [row["counts"] for row in store.sql("SELECT counts FROM runs")][:-1]
    assert interrupted in ([], ['{"interrupted": 1}'])
    with Store.open(":memory:", write=True) as undisturbed:
        fill(undisturbed, count)
        assert undisturbed.digest() == digest


def test_a_judgement_that_was_acknowledged_survives_a_kill(path: Path) -> None:
    acknowledged = kill_after(JUDGING, path, 5, 0.01)
    with Store.open(path) as store:
        assert len(store.judgements()) >= acknowledged


def test_settings_and_marks_are_kept(store: Store) -> None:
    assert store.setting("zone") is None and store.done("page:1", "read") is None
    for value in ("UTC", "Asia/Baghdad"):
        store.set_setting("zone", value)
        store.mark("page:1", "read", value)
    assert (store.setting("zone"), store.done("page:1", "read"), store.done("page:1", "extract")) == ("Asia/Baghdad",) * 2 + (
        None,
    )
    with pytest.raises(StoreError, match="no time zone"):
        store.set_setting("zone", "Vell/Tamarin")


def test_the_cases_own_clock_runs_in_its_zone(path: Path) -> None:
    with Store.open(path, write=True) as store:
        store.set_setting("zone", "Pacific/Kiritimati")
        store.begin("run", {}, {})
        started = datetime.fromisoformat(store.sql("SELECT started FROM runs")[0][0])
    assert 13 < (started - datetime.now(UTC).replace(tzinfo=None)).total_seconds() / 3600 < 15


def test_captures_come_back_and_are_kept_once(store: Store) -> None:
    store.begin("run", {}, {})
    capture = capture_of("grey heron")
    for _ in range(2):
        store.add_capture(capture)
    assert store.capture(capture.sha256) == capture.data
    assert store.sql("SELECT count(*) FROM capture")[0][0] == 1
    with pytest.raises(StoreError, match="do not hash"):
        store.add_capture(type(capture)("0" * 64, "text/html", b"x"))
    with pytest.raises(NotFound, match="no capture"):
        store.capture("0" * 64)


def test_a_second_fetch_of_one_url_is_a_second_row(store: Store) -> None:
    store.begin("run", {}, {})
    for seen in (datetime(2021, 3, 1), datetime(2021, 3, 2), datetime(2021, 3, 2), None, None):
        store.add_fetch("a.html", "https://heron.example/a", seen, "0" * 64, {"etag": "x"})
    assert store.sql("SELECT count(*) FROM fetch")[0][0] == 3


def test_any_unambiguous_prefix_finds_its_record(store: Store) -> None:
    pages = fill(store)
    assert store.find(pages[0].id[:9]) == (Page, pages[0])
    noun, place = store.find("place:old")
    assert noun is Place and isinstance(place, Place)
    with pytest.raises(NotFound, match="3 records have ids that begin with 'page:'"):
        store.find("page:")
    with pytest.raises(NotFound, match="no record has an id that begins with 'page:zz'"):
        store.find("page:zz")
    assert store.find_ids("page:", 2) == sorted(page.id for page in pages)[:2]
    judgement = judge(pages[0].id, Verdict.CONFIRM)
    store.judge(judgement)
    assert store.find(judgement.id[:14]) == (Judgement, judgement)


def test_a_whole_id_is_found_though_others_begin_with_it(store: Store) -> None:
    store.begin("run", {}, {})
    store.put_reference([replace(PLACE, id="place:vell"), replace(PLACE, id="place:vell-east")], [], [])
    assert store.find("place:vell") == (Place, replace(PLACE, id="place:vell"))


def test_the_pages_of_a_file_are_found_by_an_index(store: Store) -> None:
    """Reading again asks for each file's pages: a look at every page each time would be quadratic."""
    asked: list[str] = []
    store._db.set_trace_callback(asked.append)
    assert list(store.get(Page, path="heron/1.html")) == []
    store._db.set_trace_callback(None)
    (plan,) = (store.sql(f"EXPLAIN QUERY PLAN {query}") for query in asked if "current_page" in query)
    assert "USING INDEX page_path" in " ".join(row["detail"] for row in plan)
