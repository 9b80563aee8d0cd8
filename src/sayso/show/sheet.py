"""What a screen shows as one table for a spreadsheet: `part` says what a row tells, and each row ends in its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Protocol

from msgspec import to_builtins

from sayso.show.by_root import ByRoot
from sayso.show.filter import Answer
from sayso.show.judged import Judged
from sayso.show.quote import Quote
from sayso.show.told import Filled, Say, Told

Row = Mapping[str, Any]
SPAN = ("outlet", "published", "page", "page_sha256", "start", "end", "quote")
# Of a claim, of each link of its chains, and of what else is told beside it.
TOLD = (
    *("root", "stands", "bloc", "claim", "kind", "figure", "mood", "actors", "targets", "place", "when", "by_person"),
    *("chain", "link", "who", "source", "source_kind", "act", "cue", "polarity", "modality", "stance", "said", "recipient"),
    *("direct", "anonymous", "interested", "carried", "name", "told", "target", "rung"),
)
SAID = ("source", "act", "cue", "polarity", "modality", "stance", "said", "recipient", *("direct", "anonymous", "interested"))


class Line(Protocol):
    """A record that bears on another, in one line."""

    @property
    def id(self) -> str: ...

    @property
    def words(self) -> str: ...


def make_sheet(noun: str, columns: Sequence[str], rows: Iterable[Row]) -> Answer:
    """The columns are the same whatever is told; a cell that a row has nothing for is empty.

    Words on a page of which another row has the hash have it too. Raises KeyError for a cell that no column takes.
    """
    whole, listed = ("id", "part", *columns, *SPAN), list(rows)
    strange = {name for row in listed for name in row} - set(whole)
    if strange:
        raise KeyError(f"no column of {noun} takes {', '.join(sorted(strange))}")
    hashes = {row["page"]: row["page_sha256"] for row in listed if row.get("page_sha256")}
    told = ({"page_sha256": hashes.get(row.get("page")), **row} for row in listed)
    made = tuple(tuple(as_cell(row.get(column)) for column in whole) for row in told)
    return Answer(noun, whole, made, total=len(made))


def make_list(noun: str, shape: type, items: Iterable[object]) -> Answer:
    """Flat things of one shape, a column for each of its fields."""
    columns = tuple(shape.__annotations__)
    rows = tuple(tuple(as_cell(getattr(one, column)) for column in columns) for one in items)
    return Answer(noun, columns, rows, total=len(rows))


def as_cell(value: object) -> object:
    """As the lists of a case have them: several values as a JSON array, yes and no as 1 and 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, StrEnum):
        return str(value)
    return json.dumps(to_builtins(value), ensure_ascii=False) if isinstance(value, list | tuple | dict) else value


def as_span(quote: Quote | None) -> Row:
    if quote is None:
        return {}
    cells = (quote.outlet, quote.published, quote.page, quote.sha256, quote.start, quote.end, quote.words)
    return dict(zip(SPAN, cells, strict=True))


def root_rows(roots: Sequence[ByRoot]) -> Iterator[Row]:
    """Of each root the claims that rest on it."""
    for group in roots:
        about = {"root": group.root, "stands": group.stands, "bloc": group.bloc_name}
        for row in told_rows(group.told):
            yield {**about, **row}


def told_rows(told: Sequence[Told]) -> Iterator[Row]:
    """Each claim once for each link of each of its chains, the outermost first, then once for what fills each of its roles."""
    for one in told:
        about = {
            **{column: getattr(one, column) for column in ("claim", "kind", "figure", "mood", "actors", "targets", "place")},
            **{"when": one.when, "by_person": one.by_person, **as_span(one.quote)},
        }
        links = [(number, at, link) for number, chain in enumerate(one.chains, 1) for at, link in enumerate(chain, 1)]
        for number, at, link in links:
            yield {**about, "id": link.attribution, "part": "link", "chain": number, "link": at, **as_said(link)}
        if not links:
            yield {**about, "id": one.claim, "part": "claim"}
        yield from (as_filled(one, role) for role in one.roles)
        for name, stretch in (("when", one.stated), ("count", one.counted)):
            if stretch is not None:
                words = {"start": stretch.start, "end": stretch.end, "quote": stretch.words}
                yield {**on_its_page(one), "id": one.claim, "part": "role", "name": name, **words}


def as_said(link: Say) -> Row:
    return {"who": link.who, "source_kind": link.kind, "carried": link.carried, **{one: getattr(link, one) for one in SAID}}


def on_its_page(told: Told) -> Row:
    return {"claim": told.claim, "kind": told.kind, **as_span(told.quote)}


def as_filled(told: Told, role: Filled) -> Row:
    words = {"start": role.start, "end": role.end, "quote": role.words}
    meant = {"name": role.role, "target": role.target, "rung": role.rung, "told": role.why}
    return {**on_its_page(told), "id": role.mention, "part": "role", **meant, **words}


def judged_rows(judged: Iterable[Judged]) -> Iterator[Row]:
    """What people decided, taken back or not."""
    for one in judged:
        told = ": ".join(filter(None, (one.words, one.note))) + ("" if one.standing else " (taken back)")
        yield {"id": one.id, "part": "judgement", "target": one.record, "who": one.by, "said": one.at, "told": told}


def line_rows(part: str, lines: Iterable[Line]) -> Iterator[Row]:
    for one in lines:
        yield {"id": one.id, "part": part, "told": one.words}
