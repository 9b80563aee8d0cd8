"""The case: one SQLite file that holds captures, records and judgements, append-only, with its public views."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime, timedelta
from hashlib import sha256 as hash_bytes
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import zstandard

from sayso.errors import NotFound, StoreError
from sayso.model import Actor, Bloc, Capture, Dispute, Event, Judgement, Place, Record, Source, record_id
from sayso.store import search
from sayso.store.columns import REFERENCE, hash_content, iso
from sayso.store.connect import MEMORY, WriterLock, ask, connect_reader, connect_writer, explained
from sayso.store.frozen import freeze
from sayso.store.heirs import find_heirs
from sayso.store.judgements import add_judgement, lay_over, load_judgements, refresh_moved
from sayso.store.kept import Kept
from sayso.store.rows import BESIDE, Stamp, exchange_rows, replace_rows
from sayso.store.runs import begin_run, digest_case, end_run, find_zone
from sayso.store.verify import Finding, Findings, verify_case
from sayso.store.views import NOW, Cut, clock, cut_at, lay_views

__all__ = ["Finding", "Findings", "Store"]

T = TypeVar("T")


class Store:
    """An open case. Use it in a `with`; the writer's lock and the files beside the case go when it closes.

    >>> with Store.open(":memory:", write=True) as store:
    ...     store.set_setting("zone", "Asia/Baghdad")
    ...     store.setting("zone")
    'Asia/Baghdad'
    """

    def __init__(
        self, path: str, db: sqlite3.Connection, lock: WriterLock | None, cut: Cut, now: Callable[[], datetime] | None
    ) -> None:
        self.path = path
        self.write = lock is not None or path == MEMORY
        self._db = db
        self._lock = lock
        self._cut = cut
        self.is_now = cut is NOW
        self._kept = Kept(db)
        self._depth = 0
        self._run: tuple[int, Mapping[str, str]] | None = None
        self._now = now or self._wall_clock
        latest = db.execute("SELECT max(ended), max(started), (SELECT max(made_at) FROM judgement) FROM run").fetchone()
        self._last = max(datetime.fromisoformat(moment) if moment else datetime.min for moment in latest)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        write: bool = False,
        recorded_by: datetime | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> Self:
        """Opening to write makes the case if there is none; a second writer gets a StoreError. Reading never makes one.

        `recorded_by` shows the case as it was held at that moment, in the same views and the same calls. `now` is the
        case's clock, wall clock in its zone; without one it is the machine's.
        """
        if write and recorded_by is not None:
            raise StoreError(f"{path}: what was recorded by {recorded_by} can be read, not written to")
        cut = NOW if recorded_by is None else cut_at(recorded_by)
        db, lock = connect_writer(str(path)) if write else (connect_reader(str(path)), None)
        try:
            with explained(str(path)):
                if cut is not NOW:
                    _cut_views(db, cut)
                if not write:
                    db.execute("PRAGMA query_only=ON")
                return cls(str(path), db, lock, cut, now)
        except BaseException:
            db.close()
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Leaves one file: the log is written back, unless a reader still needs it (the last to close does it then)."""
        if self.write and self._lock is not None:
            with suppress(StoreError):  # tidying only: what was acknowledged is in the log
                self._execute("PRAGMA optimize", "PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is done inside is there whole or not at all; for a reader, all that is asked inside is of one moment."""
        begin, end, undo = "BEGIN IMMEDIATE" if self.write else "BEGIN", "COMMIT", ["ROLLBACK"]
        if self._depth:
            name = f"inner_{self._depth}"
            begin, end, undo = f"SAVEPOINT {name}", f"RELEASE {name}", [f"ROLLBACK TO {name}", f"RELEASE {name}"]
        self._execute(begin)
        self._depth += 1
        self._kept.stand_still(not self.write)
        try:
            yield
            self._execute(end)
        except BaseException:
            self._kept.forget()
            with suppress(StoreError):  # SQLite has rolled back by itself where it had to
                self._execute(*undo)
            raise
        finally:
            self._depth -= 1
            self._kept.stand_still(self._depth > 0 and not self.write)

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made once for each state of the case; nobody may change it."""
        with explained(self.path):
            return self._kept.find(name, make)

    def setting(self, name: str) -> str | None:
        return self.kept("settings", lambda: dict(self._db.execute("SELECT name, value FROM setting").fetchall())).get(name)

    def set_setting(self, name: str, value: str) -> None:
        if name == "zone":
            find_zone(value)
        self._put("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2", name, value)

    def begin(self, command: str, versions: Mapping[str, str], packs: Mapping[str, str]) -> int:
        """Opens a run, which all rows stored from now on are made in. A run that was cut short is sealed first.

        `versions` says what made the rows of each room (`{"read": "1.2", ...}`, or `sayso` for all of them).
        """
        with explained(self.path), self.transaction():
            run = begin_run(self._db, command, versions, packs, self._stamp())
        self._run = run, dict(versions)
        return run

    def end(self, counts: Mapping[str, int]) -> None:
        """Seals the run: its digest continues that of the run before."""
        run = self._need_run().run
        with explained(self.path), self.transaction():
            end_run(self._db, run, counts, self._stamp())
        self._run = None
        if not self._depth:
            self._execute("PRAGMA optimize", "PRAGMA wal_checkpoint(PASSIVE)")

    def add_capture(self, capture: Capture) -> None:
        """Bytes that do not hash to their key are refused; those that the case has are left as they are."""
        if hash_bytes(capture.data).hexdigest() != capture.sha256:
            raise StoreError(f"{capture.sha256}: the bytes given do not hash to it")
        stamp, size = self._need_run(), len(capture.data)
        if self._one("SELECT 1 FROM capture WHERE sha256 = ?", capture.sha256) is None:
            content_hash = hash_content("capture", (capture.sha256, capture.media_type, size))
            row = (capture.sha256, capture.media_type, size, content_hash, stamp.run, stamp.at)
            self._put("INSERT INTO capture VALUES (?, ?, ?, ?, ?, ?, ?)", *row, zstandard.compress(capture.data))

    def add_fetch(
        self, path: str, url: str | None, seen: datetime | None, sha256: str, headers: Mapping[str, str] | None = None
    ) -> None:
        """How bytes came in: a second capture of one url is a second row; the same once more is none."""
        when = None if seen is None else iso(seen)
        parts = (path, sha256) if url is None else (url, when, sha256)
        cells = (
            record_id("fetch", *parts),
            path,
            url,
            when,
            sha256,
            json.dumps(dict(headers or {}), ensure_ascii=False),
        )
        stamp = self._need_run()
        if self._one("SELECT 1 FROM fetch WHERE id = ?", cells[0]) is None:
            row = (*cells, hash_content("fetch", cells), stamp.run, stamp.at)
            self._put("INSERT INTO fetch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)

    def capture(self, sha256: str) -> bytes:
        blob = self._one("SELECT zstd FROM capture WHERE sha256 = ?", sha256)
        if blob is None:
            raise NotFound(f"{self.path} has no capture {sha256}")
        return zstandard.ZstdDecompressor().decompress(blob)

    def replace(self, scope: str | None, nouns: Sequence[type], records: Iterable[Record]) -> None:
        """Makes `records` all there is of `nouns`: on one page (`scope` is its id) or in the whole case (None).

        Same content is left alone, other content of an id closes its row and opens one, an id no longer made is closed.
        Problems may go by any scope, as a file that gave no page has none; and no room closes another's problems.
        """
        with explained(self.path), self.transaction():
            replace_rows(self._db, self._need_run(), scope, nouns, list(records))
            if Event in nouns or Dispute in nouns:
                refresh_moved(self._db)

    def exchange(self, gone: Iterable[str], records: Iterable[Record], made_by: str | None = None) -> None:
        """As `replace`, but what gives way to `records` is named id by id: whatever else there is stays as it is.

        `made_by` says who made them, if not the version of the room that this run gave.
        """
        stamp = self._need_run()
        with explained(self.path), self.transaction():
            stamp = stamp if made_by is None else Stamp(stamp.run, stamp.at, {"sayso": made_by})
            exchange_rows(self._db, stamp, gone, list(records))
            refresh_moved(self._db)

    def put_reference(self, *kinds: Iterable[Place | Actor | Source | Bloc]) -> None:
        """All pack rows this case links to; a row that is not among them any more is closed."""
        with explained(self.path), self.transaction():
            replace_rows(self._db, self._need_run(), None, REFERENCE, [row for rows in kinds for row in rows])

    def set_beside(self, table: str, gone: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
        """Rows of a table of `BESIDE`, on which no record rests: those of `gone`, blocks or pages, are no more."""
        by, columns = BESIDE[table]
        with explained(self.path), nullcontext() if self._depth else self.transaction():  # triggers crawl in a savepoint
            self._db.execute(f"DELETE FROM {table} WHERE {by} IN (SELECT value FROM json_each(?))", (json.dumps(sorted(gone)),))
            self._db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)

    def done(self, page: str, room: str) -> str | None:
        """The key under which a room last finished a page (or a path), to skip what is done."""
        key: str | None = self._one("SELECT key FROM progress WHERE page = ? AND room = ?", page, room)
        return key

    def mark(self, page: str, room: str, key: str) -> None:
        self._put("INSERT INTO progress VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET key = ?3", page, room, key)

    def get(self, noun: type[T], **equal: object) -> Iterator[T]:
        """The records of a noun with people's judgements laid over them, in page order. `equal` names columns, each with
        its value, or with several of which it is to have one.

        Storing while this goes on is safe: a record stored anew meanwhile comes as it is when its turn comes.
        """
        with explained(self.path):
            ids = search.list_ids(self._db, noun, equal)
        for start in range(0, len(ids), search.BATCH):
            yield from self.load(noun, ids[start : start + search.BATCH])

    def load(self, noun: type[T], ids: Sequence[str]) -> list[T]:
        """These records, judgements laid over, in the order given; an id that is not in the case is passed over."""
        with explained(self.path):
            parts = (ids[at : at + search.BATCH] for at in range(0, len(ids), search.BATCH))
            return [one for part in parts for one in search.load(self._db, noun, list(part))]

    def find(self, prefix: str) -> tuple[type, object]:
        """The one record whose id is or begins with `prefix`, also one that a person rejected; else NotFound."""
        with explained(self.path):
            return search.find(self._db, self._cut, prefix)

    def find_id(self, prefix: str) -> str:
        """The id of that one record."""
        with explained(self.path):
            return search.find_one(self._db, self._cut, prefix)[1]

    def find_ids(self, prefix: str, limit: int = 6) -> list[str]:
        """The first ids that begin with `prefix`, to see how much of an id is needed."""
        with explained(self.path):
            return [key for _, key in search.find_ids(self._db, self._cut, prefix, limit)]

    def search(self, words: str, limit: int = 20) -> list[str]:
        """Ids of the passages that hold all these words, best first; case and most accents aside."""
        with explained(self.path):
            return search.find_passages(self._db, self._cut, words, limit)

    def within(self, west: float, south: float, east: float, north: float) -> list[str]:
        """Ids of the events and control rows whose place has its point in the box."""
        with explained(self.path):
            return search.find_in_box(self._db, west, south, east, north)

    def sql(self, query: str, params: Sequence[Any] | Mapping[str, Any] = ()) -> list[sqlite3.Row]:
        """Any question over the views and tables of docs/case-file.md. It can change nothing."""
        with explained(self.path):
            return ask(self._db, query, params, self.write)

    def freeze(self) -> None:
        """For a case that nothing more is written to: what is current is worked out once, and then only looked up."""
        freeze(self._db)

    def judge(self, judgement: Judgement) -> None:
        """On the disk when this returns. A field, value or verdict that the record cannot take raises JudgementError."""
        if self._depth:
            raise StoreError("a judgement commits by itself; it cannot be part of a transaction")
        self._execute("PRAGMA synchronous=FULL")
        try:
            with explained(self.path), self.transaction():
                add_judgement(self._db, judgement, self._stamp())
        finally:
            self._execute("PRAGMA synchronous=NORMAL")

    def judgements(self) -> list[Judgement]:
        """All of them in the order they came, also those taken back."""
        return list(self.kept("judgements", lambda: load_judgements(self._db, self._cut)))

    def heirs(self) -> dict[str, str]:
        """Judged events and disputes that are made no more, each to the one that its judgements lie over now."""
        return dict(self.kept("heirs", lambda: find_heirs(self._db, self._cut)))

    def verify(self) -> Findings:
        """Empty if every blob, row, span, quote, judgement and run is as its hash says; `counts` says how many were."""
        with explained(self.path):
            return verify_case(self._db)

    def digest(self) -> str:
        """One hash of what the case says now, the same however and in how many runs it was filled."""
        with explained(self.path):
            return digest_case(self._db)

    def _execute(self, *statements: str) -> None:
        with explained(self.path):
            for statement in statements:
                self._db.execute(statement)

    def _one(self, query: str, *values: object) -> Any:
        with explained(self.path):
            row = self._db.execute(query, values).fetchone()
        return None if row is None else row[0]

    def _put(self, query: str, *values: object) -> None:
        with explained(self.path):
            self._db.execute(query, values)

    def _need_run(self) -> Stamp:
        if self._run is None:
            raise StoreError("rows are made in a run: begin one first, on a store opened to write")
        return Stamp(self._run[0], self._stamp(), self._run[1])

    def _stamp(self) -> str:
        """Always after the last one, though clocks are set back: what was held at a time must not change."""
        self._last = max(self._last + timedelta(microseconds=1), self._now())
        return clock(self._last)

    def _wall_clock(self) -> datetime:
        return datetime.now(find_zone(self.setting("zone") or "UTC")).replace(tzinfo=None)


def _cut_views(db: sqlite3.Connection, cut: Cut) -> None:
    """Temporary views of the same names: what asks this connection sees them before the file's own."""
    db.execute('CREATE TEMP TABLE standing (record, "column", value, judgement, PRIMARY KEY (record, "column"))')
    db.executemany("INSERT INTO standing VALUES (?, ?, ?, ?)", lay_over(load_judgements(db, cut), find_heirs(db, cut)))
    lay_views(db, cut)
