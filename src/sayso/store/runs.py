"""Runs: what made the rows, and the chain of digests by which a later change of any of them is found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, tzinfo
from hashlib import blake2b
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sayso.errors import StoreError
from sayso.store.columns import TABLES

NAMES: Final = tuple(sorted(table.name for table in TABLES.values()))


def begin_run(db: sqlite3.Connection, command: str, versions: Mapping[str, str], packs: Mapping[str, str], at: str) -> int:
    """A run that was cut short is sealed first, with what it had stored by then."""
    for (cut_short,) in db.execute("SELECT id FROM run WHERE ended IS NULL ORDER BY id").fetchall():
        end_run(db, cut_short, {"interrupted": 1}, at)
    (run,) = db.execute(
        "INSERT INTO run (command, versions, packs, started) VALUES (?, ?, ?, ?) RETURNING id",
        (command, _json(versions), _json(packs), at),
    ).fetchone()
    return int(run)


def end_run(db: sqlite3.Connection, run: int, counts: Mapping[str, int], at: str) -> None:
    counted = _json(counts)
    digest = digest_run(db, run, at, counted)
    db.execute("UPDATE run SET ended = ?, counts = ?, digest = ? WHERE id = ?", (at, counted, digest, run))


def digest_run(db: sqlite3.Connection, run: int, ended: str, counts: str) -> str:
    """Over the digest of the run before, this run, the rows it opened and closed, and the judgements before it."""
    digest = blake2b(digest_size=16)
    before = db.execute("SELECT digest FROM run WHERE id < ? ORDER BY id DESC LIMIT 1", (run,)).fetchone()
    digest.update(f"{before[0] if before else ''}\n".encode())
    own = db.execute("SELECT id, command, versions, packs, started FROM run WHERE id = ?", (run,)).fetchone()
    digest.update(f"{json.dumps([*own, ended, counts], ensure_ascii=False)}\n".encode())
    for line in _rows_of(db, run):
        digest.update(line.encode())
    return digest.hexdigest()


def _rows_of(db: sqlite3.Connection, run: int) -> Iterator[str]:
    for name in NAMES:
        for column in ("made_in", "gone_in"):
            yield from _lines(db, f"{column} {name}", f"SELECT id, content_hash FROM {name} WHERE {column} = ?", run)
    for name, key in (("capture", "sha256"), ("fetch", "id")):
        yield from _lines(db, name, f"SELECT {key}, content_hash FROM {name} WHERE made_in = ?", run)
    yield from _lines(db, "judgement", "SELECT id, content_hash FROM judgement WHERE after = ?", run - 1)


def digest_case(db: sqlite3.Connection) -> str:
    """One hash of what the case says now: open rows, captures and judgements, whatever their order and their runs."""
    digest = blake2b(digest_size=32)
    for name in NAMES:
        for line in _lines(db, name, f"SELECT id, content_hash FROM {name} WHERE gone_in IS NULL"):
            digest.update(line.encode())
    for name, key in (("capture", "sha256"), ("judgement", "id")):
        for line in _lines(db, name, f"SELECT {key}, content_hash FROM {name}"):
            digest.update(line.encode())
    return digest.hexdigest()


def _lines(db: sqlite3.Connection, name: str, query: str, *values: int) -> Iterator[str]:
    for key, content_hash in db.execute(f"{query} ORDER BY 1, 2", values):
        yield f"{name}\x1f{key}\x1f{content_hash}\n"


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(dict(sorted(values.items())), ensure_ascii=False)


def find_zone(name: str) -> tzinfo:
    try:
        return UTC if name == "UTC" else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise StoreError(f"{name!r} is no time zone; give one as Asia/Baghdad or UTC") from error
