"""Putting records in: what is the same stays, what changed is closed and opened anew, what is gone is closed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sayso.errors import StoreError
from sayso.model import Attribution, Link, Page, Problem
from sayso.store.columns import ROOMS, TABLES, Cell, Table, find_spans, hash_content, to_row
from sayso.store.schema import STORED

OWN: Final[dict[type, list[str]]] = {Page: ["shown"], Problem: ["scope"]}
# Tables on which no record rests: by what their rows are exchanged, and how many columns they have.
BESIDE: Final = {
    "block": ("block", 2),
    "print": ("page", 8),
    "past": ("number", 12),
    "held": ("number", 8),
    "heard": ("number", 13),
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a new row carries besides its record: the run it was made in, when, and the versions it was made by."""

    run: int
    at: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    content_hash: str
    made_by: str
    cells: tuple[Cell, ...]
    own: tuple[Cell, ...]


class Texts:
    """The texts of pages: of those about to be stored, else of those in the case."""

    def __init__(self, db: sqlite3.Connection, records: Iterable[Any] = ()) -> None:
        self.db = db
        self.known: dict[str, str | None] = {record.id: record.text for record in records if isinstance(record, Page)}

    def get(self, page: str) -> str | None:
        if page not in self.known:
            row = self.db.execute("SELECT text FROM page WHERE id = ? AND gone_in IS NULL", (page,)).fetchone()
            self.known[page] = None if row is None else row[0]
        return self.known[page]


def replace_rows(db: sqlite3.Connection, stamp: Stamp, scope: str | None, nouns: Sequence[type], records: list[Any]) -> None:
    """`scope` is the page whose rows of `nouns` are replaced, or None for all rows of them."""
    strange = {type(record) for record in records} - set(nouns)
    if strange:
        raise StoreError(f"records of {sorted(noun.__name__ for noun in strange)} given, but only {nouns} are replaced")
    texts = Texts(db, records)
    for noun, table in TABLES.items():
        if noun in nouns:
            made = [_make_row(db, table, record, scope, stamp, texts) for record in records if type(record) is noun]
            _replace(db, table, stamp, _find_open(db, table, scope, nouns, records), made)


def exchange_rows(db: sqlite3.Connection, stamp: Stamp, gone: Iterable[str], records: list[Any]) -> None:
    """The open rows of these ids, of whatever noun, give way to `records`; all other rows are left alone."""
    texts, ids = Texts(db, records), json.dumps(sorted({*gone, *(record.id for record in records)}))
    for noun, table in TABLES.items():
        made = [_make_row(db, table, record, None, stamp, texts) for record in records if type(record) is noun]
        where = "gone_in IS NULL AND id IN (SELECT value FROM json_each(?))"
        rows = db.execute(f"SELECT id, number, content_hash FROM {table.name} WHERE {where}", (ids,))
        old = {key: (number, content) for key, number, content in rows}
        if made or old:
            _replace(db, table, stamp, old, made)


def _replace(db: sqlite3.Connection, table: Table, stamp: Stamp, old: dict[str, tuple[int, str]], made: list[Row]) -> None:
    new = {row.id: row for row in made}
    for row in made:
        if new[row.id].content_hash != row.content_hash:
            raise StoreError(f"{row.id} was made twice with different content; an id says what makes the record itself")
    closed = [at for key, (at, content) in old.items() if key not in new or new[key].content_hash != content]
    db.executemany(
        f"UPDATE {table.name} SET gone_in = ?, gone_at = ? WHERE number = ?",
        ((stamp.run, stamp.at, number) for number in closed),
    )
    opened = [row for row in new.values() if row.id not in old or old[row.id][1] != row.content_hash]
    names = [column.name for column in (*table.columns, *STORED[:-2])] + OWN.get(table.noun, [])
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    db.executemany(
        f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})",
        ((*row.cells, row.content_hash, stamp.run, row.made_by, stamp.at, *row.own) for row in opened),
    )


def _find_open(
    db: sqlite3.Connection, table: Table, scope: str | None, nouns: Sequence[type], records: list[Any]
) -> dict[str, tuple[int, str]]:
    """The open rows that these records take the place of."""
    where, values = ("1", []) if scope is None else ("page = ?", [scope])
    if table.noun is Problem:
        where, values = _of_rooms(scope, nouns, [each for each in records if isinstance(each, Problem)])
    rows = db.execute(
        f"SELECT id, number, content_hash FROM {table.name} WHERE gone_in IS NULL AND ({where})",
        values,
    )
    return {key: (number, content) for key, number, content in rows}


def _of_rooms(scope: str | None, nouns: Sequence[type], problems: list[Problem]) -> tuple[str, list[str]]:
    """Of problems only those of the rooms at work: no room closes another's, but two may meet the same one."""
    rooms = {ROOMS[noun] for noun in nouns if noun in ROOMS} | {problem.room for problem in problems}
    where, values = ("1", []) if scope is None else ("scope = ?", [scope])
    if rooms:
        where, values = f"{where} AND room IN ({', '.join('?' * len(rooms))})", values + [room.value for room in rooms]
    ids = json.dumps([problem.id for problem in problems])
    return f"{where} OR id IN (SELECT value FROM json_each(?))", [*values, ids]


def _make_row(db: sqlite3.Connection, table: Table, record: Any, scope: str | None, stamp: Stamp, texts: Texts) -> Row:
    page = _page_of(db, record, scope) if table.paged else None
    if scope is not None and page != scope and table.noun is not Problem:
        raise StoreError(f"{record.id} belongs to {page}, not to {scope}, whose rows are replaced")
    cells = to_row(table, record, page)
    words = () if page is None else find_words(table, record, page, texts.get(page))
    room = record.room if isinstance(record, Problem) else ROOMS.get(table.noun, "pack")
    made_by = stamp.versions.get(str(room), stamp.versions.get("sayso", ""))
    return Row(record.id, hash_content(table.name, cells, words), made_by, cells, _own(record, scope))


def _own(record: Any, scope: str | None) -> tuple[Cell, ...]:
    """What the store keeps beside a record. Of a text with NUL a copy of the same length without: see `views.words`."""
    if isinstance(record, Page):
        return (record.text.replace("\0", "\1") if "\0" in record.text else None,)
    return (scope or record.page,) if isinstance(record, Problem) else ()


def find_words(table: Table, record: Any, page: str, text: str | None) -> tuple[str, ...]:
    """The words of each span of a record; a span that lies in no text of its page raises, as nothing could show it."""
    spans = tuple(find_spans(table, record))
    for span in spans:
        if span.page != page:
            raise StoreError(f"{record.id} lies on {page}, but one of its spans on {span.page}")
        if text is None or not 0 <= span.start <= span.end <= len(text):
            raise StoreError(f"{record.id}: characters {span.start} to {span.end} are not in the text of {page}")
    return tuple((text or "")[span.start : span.end] for span in spans)


def _page_of(db: sqlite3.Connection, record: Any, scope: str | None) -> str:
    if isinstance(record, Page):
        return record.id
    if isinstance(record, Problem):
        return record.page
    if not isinstance(record, Link | Attribution):
        return str(record.span.page)
    if scope is not None:
        return scope
    table, parent = ("mention", record.mention) if isinstance(record, Link) else ("claim", record.claim)
    row = db.execute(f"SELECT page FROM {table} WHERE id = ? AND gone_in IS NULL", (parent,)).fetchone()
    if row is None:
        raise StoreError(f"{record.id}: {parent} is not in the case, so its page is unknown; store that first")
    return str(row[0])
