"""How a noun lies in a row: each field of a dataclass becomes one or more columns, and comes back the same."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from types import UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from sayso.errors import StoreError
from sayso.model import (
    Actor,
    Amount,
    Attribution,
    Bloc,
    Claim,
    Control,
    Copy,
    Dispute,
    Event,
    Forecast,
    Grade,
    Judgement,
    Link,
    Mention,
    Page,
    Passage,
    Place,
    Precision,
    Problem,
    Room,
    Source,
    Span,
    Step,
    When,
)

T = TypeVar("T")
Cell = str | int | float | None
ToCells = Callable[[Any, str | None], tuple[Cell, ...]]
FromCells = Callable[[Sequence[Any], str | None], Any]
FromJson = Callable[[Any, str | None], Any]

# The room that makes each noun; packs make places, actors, sources and blocs, which belong to no room.
ROOMS: Final[dict[type, Room]] = {
    Page: Room.READ,
    Passage: Room.READ,
    Mention: Room.EXTRACT,
    Claim: Room.EXTRACT,
    Attribution: Room.EXTRACT,
    Link: Room.RESOLVE,
    Copy: Room.WEIGH,
    Event: Room.WEIGH,
    Dispute: Room.WEIGH,
    Control: Room.WEIGH,
    Forecast: Room.WEIGH,
}
PAGED: Final = (Page, Passage, Mention, Claim, Attribution, Link, Problem)
REFERENCE: Final = (Place, Actor, Source, Bloc)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    affinity: str
    closed: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """One field of a noun and the columns it lies in. Both ways are told the page on which its spans lie."""

    name: str
    hint: Any
    optional: bool
    columns: tuple[Column, ...]
    to_cells: ToCells
    from_cells: FromCells


@dataclass(frozen=True, slots=True)
class Table:
    """A noun's table. A paged noun has one column `page`, because every span of a record lies on its page."""

    name: str
    noun: type
    paged: bool
    fields: tuple[FieldPlan, ...]
    spanned: tuple[str, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        own = tuple(column for plan in self.fields for column in plan.columns)
        page = (Column("page", "TEXT"),) if self.paged else ()
        return own[:1] + page + own[1:]


def iso(moment: datetime) -> str:
    if moment.tzinfo is not None:
        raise StoreError(f"{moment.isoformat()} carries a zone: a case keeps wall clock times in its own zone")
    return moment.isoformat()


def to_json(value: object, page: str | None) -> object:
    """Spans on the record's own page are `[start, end]`; in a record without a page they name theirs."""
    if isinstance(value, Span):
        return [value.start, value.end] if page is not None else [value.page, value.start, value.end]
    if isinstance(value, tuple):
        return [to_json(each, page) for each in value]
    if isinstance(value, StrEnum):
        return value.value
    if is_dataclass(value):
        return {part.name: to_json(getattr(value, part.name), page) for part in fields(value)}
    return value


def from_json(hint: Any, value: Any, page: str | None) -> Any:
    return None if value is None else _reads(hint)(value, page)


@cache
def _reads(hint: Any) -> FromJson:
    """How a hint is read, found out once: rows of claims and events are read by the hundred thousand."""
    bare, _ = _bare(hint)
    if bare is Span:
        return lambda value, page: Span(page, *value) if page is not None else Span(*value)
    if get_origin(bare) is tuple:
        parts = get_args(bare)
        if parts[-1] is Ellipsis:
            each = _reads(parts[0])
            return lambda value, page: tuple([None if one is None else each(one, page) for one in value])
        reads = [_reads(part) for part in parts]
        return lambda value, page: tuple(
            [None if one is None else read(one, page) for read, one in zip(reads, value, strict=True)]
        )
    if is_dataclass(bare):
        of = {name: _reads(part) for name, part in get_type_hints(bare).items()}
        make: Any = bare
        return lambda value, page: make(**{name: None if one is None else of[name](one, page) for name, one in value.items()})
    return lambda value, _page: bare(value)


def _bare(hint: Any) -> tuple[Any, bool]:
    if isinstance(hint, UnionType):
        (bare,) = (part for part in get_args(hint) if part is not type(None))
        return bare, True
    return hint, False


def _closed(hint: type) -> tuple[str, ...]:
    return tuple(member.value for member in hint) if issubclass(hint, StrEnum) else ()


def _real(value: float) -> float:
    return float(value) + 0.0  # SQLite keeps -0.0 as 0.0, and a hash must not tell them apart


def _scalar(name: str, bare: Any, optional: bool) -> tuple[tuple[Column, ...], ToCells, FromCells]:
    affinity = {int: "INTEGER", bool: "BOOLEAN", float: "REAL"}.get(bare, "TEXT")
    writers: dict[Any, Callable[[Any], Cell]] = {int: int, bool: int, float: _real, datetime: iso}
    write = writers.get(bare, str)
    members = getattr(bare, "_value2member_map_", {})
    read: Callable[[Any], Any] = datetime.fromisoformat if bare is datetime else lambda value: members.get(value) or bare(value)
    return (
        (Column(name, affinity, _closed(bare), not optional),),
        lambda value, _page: (None if value is None else write(value),),
        lambda cells, _page: None if cells[0] is None else read(cells[0]),
    )


def _span_columns(prefix: str, optional: bool) -> tuple[Column, ...]:
    return (
        Column(f"{prefix}start", "INTEGER", required=not optional),
        Column(f"{prefix}end", "INTEGER", required=not optional),
    )


def _span_to_cells(value: Span | None, _page: str | None) -> tuple[Cell, ...]:
    return (None, None) if value is None else (value.start, value.end)


def _span_from_cells(cells: Sequence[Any], page: str | None) -> Span | None:
    return None if cells[0] is None or page is None else Span(page, cells[0], cells[1])


def _when(name: str, paged: bool, optional: bool) -> tuple[tuple[Column, ...], ToCells, FromCells]:
    """A noun without a page keeps the page of the words beside them."""
    bounds = (Column(f"{name}_start", "TEXT", required=False), Column(f"{name}_end", "TEXT", required=False))
    precision = Column(f"{name}_precision", "TEXT", _closed(Precision), not optional)
    words = _span_columns(f"{name}_stated_", True)
    where = () if paged else (Column(f"{name}_stated_page", "TEXT", required=False),)
    columns = (*bounds, precision, *words, *where)

    def to_cells(value: When | None, page: str | None) -> tuple[Cell, ...]:
        if value is None:
            return (None,) * len(columns)
        start, end = (None if bound is None else iso(bound) for bound in (value.start, value.end))
        stated = _span_to_cells(value.stated, page)
        beside = () if paged else (None if value.stated is None else value.stated.page,)
        return (start, end, value.precision.value, *stated, *beside)

    def from_cells(cells: Sequence[Any], page: str | None) -> When | None:
        if cells[2] is None:
            return None
        start, end = (None if bound is None else datetime.fromisoformat(bound) for bound in cells[:2])
        return When(start, end, Precision(cells[2]), _span_from_cells(cells[3:5], page if paged else cells[5]))

    return columns, to_cells, from_cells


def _amount(name: str) -> tuple[tuple[Column, ...], ToCells, FromCells]:
    """`amount` says whether a count was stated at all: "many" is an amount of which no bound is known."""
    columns = (
        Column(name, "BOOLEAN"),
        *(Column(bound, "INTEGER", required=False) for bound in ("low", "best", "high")),
    )

    def to_cells(value: Amount | None, _page: str | None) -> tuple[Cell, ...]:
        return (0, None, None, None) if value is None else (1, value.low, value.best, value.high)

    return columns, to_cells, lambda cells, _page: Amount(*cells[1:]) if cells[0] else None


def _grade() -> tuple[tuple[Column, ...], ToCells, FromCells]:
    counts = (Column("pages", "INTEGER"), Column("roots", "INTEGER"), Column("blocs", "INTEGER"))
    columns = (Column("grade", "TEXT", _closed(Step)), *counts, Column("sentence", "TEXT"))

    def to_cells(value: Grade, _page: str | None) -> tuple[Cell, ...]:
        return (value.step.value, value.pages, value.roots, value.blocs, value.sentence)

    return columns, to_cells, lambda cells, _page: Grade(Step(cells[0]), *cells[1:])


def _json(name: str, hint: Any) -> tuple[tuple[Column, ...], ToCells, FromCells]:
    def to_cells(value: object, page: str | None) -> tuple[Cell, ...]:
        return (json.dumps(to_json(value, page), ensure_ascii=False, separators=(",", ":")),)

    # `roots` is a count of the grade, so the roots themselves lie in `root_list`.
    column = Column("root_list" if name == "roots" else name, "TEXT")
    return (column,), to_cells, lambda cells, page: from_json(hint, json.loads(cells[0]), page)


def _lay(name: str, bare: Any, paged: bool, optional: bool) -> tuple[tuple[Column, ...], ToCells, FromCells]:
    if bare is Span:
        columns = _span_columns("" if name == "span" else f"{name}_", optional)
        return columns, _span_to_cells, _span_from_cells
    if bare is When:
        return _when(name, paged, optional)
    if bare is Amount:
        return _amount(name)
    if bare is Grade:
        return _grade()
    return _json(name, bare) if get_origin(bare) is tuple else _scalar(name, bare, optional)


def _plan(name: str, hint: Any, paged: bool) -> FieldPlan:
    bare, optional = _bare(hint)
    return FieldPlan(name, bare, optional, *_lay(name, bare, paged, optional))


def _holds_spans(hint: Any) -> bool:
    return hint in (Span, When) or any(_holds_spans(part) for part in get_args(hint))


def make_table(noun: type) -> Table:
    paged = noun in PAGED
    plans = [_plan(name, hint, paged) for name, hint in get_type_hints(noun).items()]
    if noun is Problem:  # its own `page` is the page column every paged noun has
        plans = [plan for plan in plans if plan.name != "page"]
    # A long text last: a row is read up to the column asked for, and no further.
    plans.sort(key=lambda plan: plan.name == "text")
    spanned = tuple(plan.name for plan in plans if _holds_spans(plan.hint))
    return Table(noun.__name__.lower(), noun, paged, tuple(plans), spanned)


TABLES: Final[dict[type, Table]] = {noun: make_table(noun) for noun in (*ROOMS, Problem, *REFERENCE)}
JUDGEMENT: Final = make_table(Judgement)


def to_row(table: Table, record: object, page: str | None) -> tuple[Cell, ...]:
    cells = [cell for plan in table.fields for cell in plan.to_cells(getattr(record, plan.name), page)]
    return (cells[0], page, *cells[1:]) if table.paged else tuple(cells)


def from_row(table: Table, cells: Sequence[Any]) -> Any:
    """The record again; a value outside its closed set raises ValueError (only `verify` ever sees one)."""
    page, row = cells[1] if table.paged else None, tuple(cells)
    values: dict[str, Any] = {"page": page} if table.noun is Problem else {}
    for name, first, last, from_cells in _steps(table.noun):
        values[name] = row[first] if from_cells is None else from_cells(row[first:last], page)
    return table.noun(**values)


@cache
def _steps(noun: type) -> tuple[tuple[str, int, int, FromCells | None], ...]:
    """Each field with where its cells lie in a row, and how they are read if not as they stand; of a paged noun the page
    comes after the id."""
    table = JUDGEMENT if noun is Judgement else TABLES[noun]
    steps: list[tuple[str, int, int, FromCells | None]] = []
    at = 0
    for plan in table.fields:
        steps.append((plan.name, at, at + len(plan.columns), None if plan.hint in (str, int, float) else plan.from_cells))
        at += len(plan.columns) + (1 if at == 0 and table.paged else 0)
    return tuple(steps)


def find_spans(table: Table, record: object) -> Iterator[Span]:
    """All spans of a record, those of its times included."""
    for name in table.spanned:
        yield from _walk(getattr(record, name))


def _walk(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, When):
        yield from _walk(value.stated)
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk(each)


# How many of a table's last columns came when there were cases: empty ones are not hashed, so that old rows keep their hash.
LATER: Final = {"passage": 1, "claim": 2, "event": 1}


def hash_content(table: str, cells: Sequence[object], words: Sequence[str] = ()) -> str:
    """One hash of a row and of the words its spans hold, so that neither offsets nor text can drift from the other."""
    later = LATER.get(table, 0)
    if later and all(cell in (None, "[]") for cell in cells[-later:]):
        cells = cells[:-later]
    digest = blake2b(json.dumps([table, *cells], ensure_ascii=False).encode(), digest_size=16)
    for each in words:
        digest.update(f"\x1f{len(each)}\x1f{each}".encode())
    return digest.hexdigest()
