"""A record as it is put before a person: its words, why it is shown, what is proposed, and what else each field may be."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.model import Amount, MentionKind, Span, Verdict, When
from sayso.pack import Pack
from sayso.show.cells import when_words
from sayso.show.chain import words
from sayso.show.names import Names, call, named, names_of
from sayso.show.quote import Quote, quotes
from sayso.show.told import Told, tell
from sayso.show.why import find_claims, find_spans
from sayso.store import Store
from sayso.store.columns import TABLES, FieldPlan
from sayso.store.judgements import PLACED
from sayso.store.views import is_fixed

Row = Mapping[str, Any]
# How the machine came to it: to be read, not to be set by hand.
OURS = frozenset(
    ("rung", "score", "rivals", "why", "key", "roots", "rule", "overlaps", "published_rule", "published_class", "figures")
)
NOUNS = {table.name: table for table in TABLES.values()}


@dataclass(frozen=True, slots=True)
class Rival:
    """Something else that a field may be; `score` as resolving gave it."""

    value: str
    words: str
    score: float | None


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a judgement can set. `sort` is when, choice, span, amount, place, name, flag, list, number or text.

    `value` is as `judge --value` takes it.
    """

    name: str
    value: str | None
    words: str
    sort: str
    choices: tuple[str, ...]
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What `a`, accept, stores."""

    verdict: str
    field: str | None
    value: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A record that waits. Its answer touches `count` pages, `mentions` and `claims`; `told` is its claim."""

    id: str
    noun: str
    sort: str
    why: str
    count: int
    mentions: int
    claims: int
    quote: Quote | None
    fields: tuple[Field, ...]
    proposal: Proposed
    page: str | None
    told: tuple[Told, ...]


def make_item(
    store: Store,
    pack: Pack,
    record: str,
    sort: str,
    why: str,
    count: int,
    target: str | None,
    mentions: int = 1,
    claims: int = 0,
) -> Item:
    """`target` is what a spelling is proposed to mean, if that is the question; of a name with rivals that is the first."""
    noun, names = record.partition(":")[0], names_of(store)
    told = tell(store, find_claims(store, noun, record), names)
    spans = find_spans(store, noun, record)
    quote = quotes(store, spans[:1], names)[0] if spans else told[0].quote if told else None
    fields = list_fields(store, pack, record)
    if sort == "unplaced":
        target = next((rival.value for field in fields for rival in field.rivals), None)
    proposal = Proposed(str(Verdict.CONFIRM), None, None, "as it stands")
    if target is not None:
        # To confirm a link to nothing would leave it so.
        proposal = Proposed(str(Verdict.CORRECT), "target", target, call(target, names, pack))
    page = quote.page if quote is not None else record if noun == "page" else None
    return Item(record, noun, sort, why, count, mentions, claims, quote, fields, proposal, page, told)


def list_fields(store: Store, pack: Pack, record: str) -> tuple[Field, ...]:
    """Every field of a record that a judgement can set, as it stands now. A record that was taken out has none."""
    table, names = NOUNS.get(record.partition(":")[0]), names_of(store)
    rows = store.sql(f"select * from current_{table.name} where id = ?", (record,)) if table is not None else []
    if table is None or not rows:
        return ()
    row = dict(rows[0])
    kinds = store.sql("select kind from current_mention where id = ?", (row.get("mention"),))
    kind = kinds[0]["kind"] if kinds else None
    plans = (plan for plan in table.fields if not is_fixed(plan.name, plan.hint, table.noun) and plan.name not in OURS)
    return tuple(make_field(plan, row, record, kind, names, pack) for plan in plans)


def make_field(plan: FieldPlan, row: Row, record: str, kind: str | None, names: Names, pack: Pack) -> Field:
    sort, choices = sort_of(plan, record, kind)
    value = value_of(plan, row)
    shown = (
        when_words(row[f"{plan.name}_start"], row[f"{plan.name}_end"]) if sort == "when" else shown_words(value, sort, names)
    )
    return Field(plan.name, value, shown, sort, choices, tuple(rivals_of(plan.name, row, names, pack)))


def sort_of(plan: FieldPlan, record: str, kind: str | None) -> tuple[str, tuple[str, ...]]:
    hint = plan.hint
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "choice", tuple(str(one) for one in hint)
    if plan.name == PLACED.get(record.partition(":")[0]):
        # What an army's name stands for is no place.
        return ("place" if kind in (None, MentionKind.PLACE) else "name"), ()
    known = {When: "when", Span: "span", Amount: "amount", bool: "flag", int: "number", float: "number"}
    if hint in known:
        return known[hint], ()
    return ("text" if hint is str else "list"), ()


def value_of(plan: FieldPlan, row: Row) -> str | None:
    """The cells of a field in the words in which a judgement sets it."""
    cells = [row[column.name] for column in plan.columns]
    if plan.hint is Amount:
        # The first cell says whether there is one at all.
        cells = cells[1:] if cells[0] else [None]
    if plan.hint is When:
        return when_value(cells)
    if all(cell is None for cell in cells):
        return None
    if plan.hint is bool:
        return "true" if cells[0] else "false"
    if plan.hint in (Amount, Span):
        return "/".join("" if cell is None else str(cell) for cell in cells)
    return str(cells[0])


def when_value(cells: Sequence[object]) -> str | None:
    start, end = cells[0], cells[1]
    if start is None and end is None:
        return None
    return f"{start or '..'}/{end or '..'}"


def shown_words(value: str | None, sort: str, names: Names) -> str:
    if value is None:
        return "-"
    if sort == "choice":
        return words(value)
    return str(named(value, names) or value) if sort in ("place", "name", "text") else value


def rivals_of(field: str, row: Row, names: Names, pack: Pack) -> Iterator[Rival]:
    """What resolving also thought of, best first."""
    if field == "target":
        for target, score in json.loads(row["rivals"] or "[]"):
            yield Rival(target, call(target, names, pack), score)
