"""Tables of pages, one a row: JSON Lines, JSON, JSON Feed and CSV with url, date, title and text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256 as hash_bytes
from html import escape

from sayso.model import Capture, Page, Passage, Problem, When
from sayso.pack import Pack
from sayso.read.compose import Stated, compose, is_markup
from sayso.read.decode import MOST_BYTES, decode
from sayso.read.entries import read_stamp
from sayso.read.hint import Hint, make_problem
from sayso.read.html import read_html
from sayso.read.metadata import is_url
from sayso.read.plain import read_plain

COLUMNS = ("url", "date", "title", "text", "author", "source", "language")
DELIMITERS = ",;\t|"
MOST_ROWS = 10_000
MOST_TOLD = 200
JSON_FEED = "https://jsonfeed.org/version/"
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it was found: its place in the file, its cells by our columns, and its own bytes."""

    place: str
    cells: Cells
    data: bytes


def read_json(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """One object a line, a list of objects, or a JSON Feed."""
    decoded = decode(data, markup=False, charset=hint.charset)
    yield from (make_problem(hint.path, remark) for remark in decoded.remarks)
    if decoded.text is not None:
        yield from read_rows(json_rows(decoded.text, hint), hint, pack)


def read_csv(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    decoded = decode(data, markup=False, charset=hint.charset)
    yield from (make_problem(hint.path, remark) for remark in decoded.remarks)
    if decoded.text is not None:
        yield from read_rows(csv_rows(decoded.text, hint), hint, pack)


def json_rows(text: str, hint: Hint) -> Iterator[Row | Problem]:
    whole = parse(text)
    if isinstance(whole, dict) and str(whole.get("version")).startswith(JSON_FEED):
        items = whole.get("items")
        for number, item in enumerate(items if isinstance(items, list) else (), start=1):
            yield make_row(f"item {number}", feed_item(item, whole) if isinstance(item, dict) else item, item, hint)
    elif isinstance(whole, list):
        yield from (make_row(f"item {number}", item, item, hint) for number, item in enumerate(whole, start=1))
    else:
        for number, line in enumerate(text.split("\n"), start=1):
            value = parse(line) if line.strip() else None
            if line.strip():
                yield make_row(f"line {number}", value, value, hint)


def parse(words: str) -> object:
    """The value, None where there is none; nesting that would break the parser is no value."""
    try:
        return json.loads(words, strict=False)
    except (ValueError, RecursionError):
        return None


def make_row(place: str, value: object, original: object, hint: Hint) -> Row | Problem:
    if not isinstance(value, dict):
        return make_problem(hint.path, f"{place} is no JSON object; not read")
    cells = {str(name): cell for name, cell in value.items() if isinstance(cell, str | int)}
    blob = json.dumps(original, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return Row(place, mapped({name: str(cell) for name, cell in cells.items()}, hint), blob)


def feed_item(item: Mapping[str, object], feed: Mapping[str, object]) -> dict[str, object]:
    """An item of a JSON Feed under our columns."""
    people = item.get("authors") or [item.get("author")]
    first = people[0] if isinstance(people, list) and people else None
    stated = {
        "url": item.get("url") or item.get("external_url") or item.get("id"),
        "date": item.get("date_published"),
        "title": item.get("title"),
        "text": item.get("content_html") or escape(str(item.get("content_text") or item.get("summary") or ""), quote=False),
        "author": first.get("name") if isinstance(first, dict) else None,
        "language": item.get("language") or feed.get("language"),
    }
    return {name: value for name, value in stated.items() if value}


def csv_rows(text: str, hint: Hint) -> Iterator[Row | Problem]:
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    # The module's own bound is for all of a process, and shorter than long articles.
    csv.field_size_limit(MOST_BYTES)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    try:
        named = mapped(dict.fromkeys(reader.fieldnames or (), "-"), hint)
        if "text" not in named:
            yield make_problem(
                hint.path, f"no column text among {list(reader.fieldnames or ())[:12]}: name it in pages.csv, columns text=NAME"
            )
            return
        for row in reader:
            cells = {name: cell for name, cell in row.items() if isinstance(cell, str)}
            blob = json.dumps(cells, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
            yield Row(f"line {reader.line_num}", mapped(cells, hint), blob)
    except csv.Error as error:
        yield make_problem(hint.path, f"line {reader.line_num} is no csv ({error}); read up to there")


def mapped(cells: Cells, hint: Hint) -> dict[str, str]:
    """The cells by our columns: the one that the sidecar names for it, else the one of its name in any case."""
    folded = {name.strip().lstrip("\ufeff").casefold(): cell for name, cell in cells.items()}
    chosen = {column: name.casefold() for column, name in hint.columns}
    found = {column: folded.get(chosen.get(column, column), "").strip() for column in COLUMNS}
    return {column: cell for column, cell in found.items() if cell}


def read_rows(rows: Iterator[Row | Problem], hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """Each row is a page and its own capture, so that one met again in a later state of its table is no new version."""
    met: set[tuple[str | None, str]] = set()
    told = empty = 0
    for row in rows:
        if isinstance(row, Problem):
            told += 1
            if told <= MOST_TOLD:
                yield row
            continue
        if "text" not in row.cells:
            empty += 1
            continue
        digest = hash_bytes(row.data).hexdigest()
        if (row.cells.get("url"), digest) in met:
            continue
        if len(met) >= MOST_ROWS:
            yield make_problem(hint.path, f"more than {MOST_ROWS:,} rows; read up to {row.place}")
            break
        met.add((row.cells.get("url"), digest))
        yield Capture(digest, "application/json", row.data)
        yield from read_row(row, digest, hint, pack)
    if not (met or told or empty):
        yield make_problem(hint.path, "there is no row in the table")
    if told > MOST_TOLD:
        yield make_problem(hint.path, f"places more that cannot be read: {told - MOST_TOLD}")
    if empty:
        yield make_problem(hint.path, f"rows without a text: {empty}")


def read_row(row: Row, digest: str, hint: Hint, pack: Pack) -> Iterator[Page | Passage | Problem]:
    """Markup is read as the outlet's page; flat text as what it may be, a copied page with its readers below."""
    cells = row.cells
    published = read_stamp(cells["date"], hint.zone) if "date" in cells else None
    if "date" in cells and published is None:
        yield make_problem(hint.path, f"{row.place}: its date {cells['date'][:40]!r} is none")
    own = row_hint(cells, published, hint)
    title, text = cells.get("title"), cells["text"]
    if is_markup(text) or "&" in text:
        stated = Stated(title, None, cells.get("author"), cells.get("language"))
        yield from read_html(compose(stated, text), digest, own, pack, whole=True)
    else:
        words = text if title is None or text.startswith(title) else f"{title}\n\n{text}"
        yield from read_plain(words.encode("utf-8", "replace"), digest, own, pack)


def row_hint(cells: Cells, published: When | None, hint: Hint) -> Hint:
    url = cells.get("url", "")
    known = replace(
        hint,
        url=url if is_url(url) else None,
        charset="utf-8",
        author=cells.get("author"),
        source=cells.get("source") or hint.source,
    )
    return known if published is None else replace(known, published=published, published_rule="row.date")
