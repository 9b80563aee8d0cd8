"""Finding records: by column, by the beginning of an id, by words (FTS5) and by place on the map (RTree)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from typing import Any, Final, TypeVar

from sayso.errors import NotFound, StoreError
from sayso.model import Judgement
from sayso.store.columns import JUDGEMENT, TABLES, Table, from_row
from sayso.store.views import Cut

T = TypeVar("T")
BATCH: Final = 500


def list_ids(db: sqlite3.Connection, noun: type, equal: Mapping[str, object]) -> list[str]:
    table = TABLES.get(noun)
    if table is None:
        raise StoreError(f"{noun.__name__} has no table; ask for one of {', '.join(each.__name__ for each in TABLES)}")
    names = [column.name for column in table.columns]
    strange = set(equal) - set(names)
    if strange:
        raise StoreError(f"{table.name} has no column {', '.join(sorted(strange))}; it has {', '.join(names)}")
    where = "".join(
        f' AND "{name}" IN (SELECT value FROM json_each(?))'
        if isinstance(value, Collection) and not isinstance(value, str)
        else f' AND "{name}" IS ?'
        for name, value in equal.items()
    )
    order = 'page, "start", "end", id' if table.paged and "start" in names else "page, id" if table.paged else "id"
    values = [cell(value) for value in equal.values()]
    rows = db.execute(f"SELECT id FROM current_{table.name} WHERE 1{where} ORDER BY {order}", values)
    return [row[0] for row in rows]


def cell(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    return json.dumps(sorted(value)) if isinstance(value, Collection) and not isinstance(value, str) else value


def load(db: sqlite3.Connection, noun: type[T], ids: list[str]) -> list[T]:
    table = TABLES[noun]
    rows = db.execute(f"{_select(table, 'current_')} WHERE id IN ({', '.join('?' * len(ids))})", ids)
    found = {row[0]: from_row(table, row) for row in rows}
    return [found[key] for key in ids if key in found]


def _select(table: Table, prefix: str = "") -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    return f"SELECT {columns} FROM {prefix}{table.name}"


def find(db: sqlite3.Connection, cut: Cut, prefix: str) -> tuple[type, object]:
    """Judgements are laid over; a rejected record comes as made."""
    table, key = find_one(db, cut, prefix)
    return table.noun, _load_one(db, cut, table, key)


def find_one(db: sqlite3.Connection, cut: Cut, prefix: str) -> tuple[Table, str]:
    """The one record's table and id; a whole id is found though others begin with it."""
    found = find_ids(db, cut, prefix, 6)
    exact = [each for each in found if each[1] == prefix]
    if len(exact or found) != 1:
        raise NotFound(_why_not(prefix, [key for _, key in found], sum(_count(db, cut, prefix))))
    return (exact or found)[0]


def find_ids(db: sqlite3.Connection, cut: Cut, prefix: str, limit: int) -> list[tuple[Table, str]]:
    found: list[tuple[Table, str]] = []
    for table, rows in _beginning(db, cut, prefix, "id", f"ORDER BY id LIMIT {limit}"):
        found += [(table, row[0]) for row in rows]
    return found[:limit]


def _count(db: sqlite3.Connection, cut: Cut, prefix: str) -> Iterator[int]:
    for _, rows in _beginning(db, cut, prefix, "count(*)", ""):
        yield rows[0][0]


def _beginning(
    db: sqlite3.Connection, cut: Cut, prefix: str, what: str, then: str
) -> Iterator[tuple[Table, list[sqlite3.Row]]]:
    """An id carries its noun, so a prefix with a colon is looked for in one table only."""
    noun, colon, _ = prefix.partition(":")
    tables = [(table, "t", cut.records) for table in TABLES.values()] + [(JUDGEMENT, "j", cut.judgements)]
    for table, alias, where in tables:
        if not colon or table.name == noun:
            query = f"SELECT {what} FROM {table.name} {alias} WHERE id >= ? AND id < ? AND ({where}) {then}"
            yield table, db.execute(query, (prefix, f"{prefix}\U0010ffff")).fetchall()


def _why_not(prefix: str, some: list[str], count: int) -> str:
    if not count:
        return f"no record has an id that begins with {prefix!r}"
    return f"{count} records have ids that begin with {prefix!r}; give more of it: {', '.join(some)}"


def _load_one(db: sqlite3.Connection, cut: Cut, table: Table, key: str) -> Any:
    if table.noun is Judgement:
        return from_row(table, db.execute(f"{_select(table)} WHERE id = ?", (key,)).fetchone())
    row = db.execute(f"{_select(table, 'current_')} WHERE id = ?", (key,)).fetchone()
    return from_row(table, row or db.execute(f"{_select(table)} t WHERE id = ? AND {cut.records}", (key,)).fetchone())


def find_passages(db: sqlite3.Connection, cut: Cut, words: str, limit: int) -> list[str]:
    """The words are only words: signs that FTS5 would read as orders are looked for like any other."""
    terms = " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split())
    if not terms:
        return []
    rows = db.execute(
        "SELECT c.id FROM words JOIN passage t ON t.number = words.rowid JOIN current_passage c ON c.id = t.id "
        f"WHERE words MATCH ? AND {cut.records} ORDER BY bm25(words), c.id LIMIT ?",
        (terms, limit),
    )
    return [row[0] for row in rows]


def find_in_box(db: sqlite3.Connection, west: float, south: float, east: float, north: float) -> list[str]:
    """The index knows where the machine put a row; one that a person put elsewhere is asked for besides."""
    box = "spot.lon_hi >= :west AND spot.lon_lo <= :east AND spot.lat_hi >= :south AND spot.lat_lo <= :north"
    moved = """SELECT s.record FROM standing s WHERE s."column" IN ('place', 'lat', 'lon')"""
    parts = [
        f"SELECT r.id FROM current_{noun} r JOIN current_place p ON p.id = r.place "
        "WHERE p.lon BETWEEN :west AND :east AND p.lat BETWEEN :south AND :north "
        f"AND (r.id IN (SELECT spot.id FROM spot WHERE {box}) OR r.id IN ({moved}) OR p.id IN ({moved}))"
        for noun in ("event", "control")
    ]
    values = {"west": west, "south": south, "east": east, "north": north}
    return [row[0] for row in db.execute(f"{' UNION ALL '.join(parts)} ORDER BY 1", values)]
