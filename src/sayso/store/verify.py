"""Checking a case against itself: every blob, row, span, shown quote, judgement and run must be what its hash says."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import Any, Final

import zstandard

from sayso.errors import StoreError
from sayso.model import Span
from sayso.store.columns import JUDGEMENT, TABLES, Table, find_spans, from_row, hash_content
from sayso.store.heirs import find_heirs
from sayso.store.judgements import lay_over, load_judgements
from sayso.store.rows import find_words
from sayso.store.runs import digest_run
from sayso.store.views import NOW

# Views that show words beside the offsets they were cut at: (view, first offset, last offset, words).
SHOWN: Final = (
    ("pages", "id", "title_start", "title_end", "title"),
    ("passages", "page", "start", "end", "text"),
    ("mentions", "page", "start", "end", "text"),
    ("claims", "page", "start", "end", "text"),
    ("attributions", "page", "cue_start", "cue_end", "cue"),
    ("attribution_content", "page", "start", "end", "text"),
)
TEXTS_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not match: a file, blob, fetch, row, span, quote, judgement or run (`kind`), and its id (`record`)."""

    kind: str
    record: str
    message: str


class Findings(list[Finding]):
    """The findings, and in `counts` how many of each kind were looked at; no finding means that all of them match."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: dict[str, int] = {}

    def take(self, kind: str, found: Iterable[Finding | None]) -> None:
        for finding in found:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            if finding is not None:
                self.append(finding)


class Versions:
    """The texts a page has had. Rows lie in page order, so the last few pages are enough to keep."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.kept: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def get(self, page: str | None) -> tuple[str, ...]:
        if page is None:
            return ()
        if page not in self.kept:
            rows = self.db.execute("SELECT DISTINCT text FROM page WHERE id = ?", (page,))
            self.kept[page] = tuple(row[0] for row in rows)
            if len(self.kept) > TEXTS_KEPT:
                self.kept.popitem(last=False)
        return self.kept[page]


def verify_case(db: sqlite3.Connection) -> Findings:
    findings = Findings()
    findings.counts = dict.fromkeys(("files", "blobs", "fetches", "rows", "spans", "quotes", "judgements", "runs"), 0)
    findings.take("files", _check_file(db))
    findings.take("blobs", _check_blobs(db))
    findings.take("fetches", _check_fetches(db))
    versions = Versions(db)
    for table in TABLES.values():
        findings.take("rows", _check_rows(db, table, versions))
        findings.take("spans", _check_spans(db, table, versions))
    findings.take("quotes", _check_quotes(db, versions))
    findings.take("judgements", _check_judgements(db))
    findings.take("runs", _check_runs(db))
    return findings


def _check_file(db: sqlite3.Connection) -> Iterator[Finding | None]:
    (state,) = db.execute("PRAGMA quick_check(1)").fetchone()
    yield None if state == "ok" else Finding("file", "", f"the file is damaged: {state}; go back to a copy")


def _check_blobs(db: sqlite3.Connection) -> Iterator[Finding | None]:
    for key, media_type, size, content_hash, blob in db.execute(
        "SELECT sha256, media_type, size, content_hash, zstd FROM capture"
    ):
        try:
            data = zstandard.ZstdDecompressor().decompress(blob)
        except zstandard.ZstdError as error:
            yield Finding("blob", key, f"the capture cannot be unpacked: {error}")
            continue
        if sha256(data).hexdigest() != key:
            yield Finding("blob", key, "the capture's bytes do not hash to its key")
        elif len(data) != size or hash_content("capture", (key, media_type, size)) != content_hash:
            yield Finding("blob", key, "the capture's size or media type was changed")
        else:
            yield None


def _check_fetches(db: sqlite3.Connection) -> Iterator[Finding | None]:
    for *cells, content_hash in db.execute("SELECT id, path, url, seen, sha256, headers, content_hash FROM fetch"):
        same = hash_content("fetch", cells) == content_hash
        yield None if same else Finding("fetch", cells[0], "the row does not hash to its content_hash")


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


def _check_rows(db: sqlite3.Connection, table: Table, versions: Versions) -> Iterator[Finding | None]:
    """A row's hash covers the words its spans held: they are looked for in every text its page has had."""
    for *cells, content_hash in db.execute(f"SELECT {_columns(table)}, content_hash FROM {table.name}"):
        page = cells[1] if table.paged else None
        record = _load(table, cells)
        if isinstance(record, Finding):
            yield record
        elif content_hash in _hashes(table, cells, record, versions.get(page), page):
            yield None
        else:
            yield Finding(
                "row", cells[0], f"the row, or the words it points at, do not hash to its content_hash ({table.name})"
            )


def _load(table: Table, cells: list[Any]) -> Any:
    try:
        return from_row(table, cells)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return Finding("row", str(cells[0]), f"the row is no {table.name}: {error}")


def _hashes(table: Table, cells: list[Any], record: Any, texts: tuple[str, ...], page: str | None) -> Iterator[str]:
    if page is None or not any(True for _ in find_spans(table, record)):
        yield hash_content(table.name, cells)
        return
    for text in texts:
        try:
            yield hash_content(table.name, cells, find_words(table, record, page, text))
        except StoreError:
            continue  # not the text this row was made from; if none is, the row is a finding


def _check_spans(db: sqlite3.Connection, table: Table, versions: Versions) -> Iterator[Finding | None]:
    """Every span lies in a text of its page, also those that name a page other than their record's own."""
    for cells in db.execute(f"SELECT {_columns(table)} FROM {table.name}"):
        record = _load(table, list(cells))
        for span in () if isinstance(record, Finding) else find_spans(table, record):
            inside = any(0 <= span.start <= span.end <= len(text) for text in versions.get(span.page))
            where = f"characters {span.start} to {span.end} of {span.page}"
            yield None if inside else Finding("span", cells[0], f"{where} are not in the text of that page")


def _check_quotes(db: sqlite3.Connection, versions: Versions) -> Iterator[Finding | None]:
    """What SQL shows as the words of a span is what lies there."""
    for view, page, start, end, shown in SHOWN:
        rows = db.execute(f'SELECT "{page}", "{start}", "{end}", "{shown}" FROM {view} WHERE "{start}" IS NOT NULL')
        for row in rows:
            span = Span(*row[:3])
            same = any(text[span.start : span.end] == row[3] for text in versions.get(span.page))
            where = f"{view} shows other words than characters {span.start} to {span.end}"
            yield None if same else Finding("quote", span.page, where)


def _check_judgements(db: sqlite3.Connection) -> Iterator[Finding | None]:
    for *cells, content_hash in db.execute(f"SELECT {_columns(JUDGEMENT)}, content_hash FROM judgement"):
        same = hash_content(JUDGEMENT.name, cells) == content_hash
        yield None if same else Finding("judgement", cells[0], "the row does not hash to its content_hash")
    laid = set(lay_over(load_judgements(db, NOW), find_heirs(db, NOW)))
    held = {tuple(row) for row in db.execute('SELECT record, "column", value, judgement FROM standing')}
    for record, rows in groupby(sorted(laid ^ held, key=str), key=lambda row: row[0]):
        names = sorted({row[1] or "the whole record" for row in rows})
        yield Finding("judgement", record, f"what is laid over it is not what was judged: {', '.join(names)}")


def _check_runs(db: sqlite3.Connection) -> Iterator[Finding | None]:
    """Each run's digest continues the one before, so a row added to or taken from an old run shows here."""
    runs = db.execute("SELECT id, ended, counts, digest FROM run ORDER BY id").fetchall()
    for run, ended, counts, digest in runs:
        if ended is None:
            last = run == runs[-1][0]
            yield None if last else Finding("run", str(run), "the run was never sealed, though others came after it")
        else:
            same = digest_run(db, run, ended, counts) == digest
            yield None if same else Finding("run", str(run), "the rows of this run, or the run itself, were changed")
