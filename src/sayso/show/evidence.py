"""What settled a forecast: each event or holder with the words it rests on, the page and its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.show.filter import Filters, select
from sayso.show.layout import doing
from sayso.show.names import Names
from sayso.show.quote import Quote, quotes
from sayso.store import Store

NOUNS = {"event": "events", "control": "controls"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """`what` says it in a line; the quote is of whoever said it first."""

    id: str
    what: str
    place_name: str | None
    quote: Quote


def find_evidence(store: Store, ids: Sequence[str], names: Names) -> Iterator[Evidence]:
    """In the order given; what is made no more is passed over."""
    rows: dict[str, dict[str, object]] = {}
    for noun, many in NOUNS.items():
        named = tuple(one for one in ids if one.startswith(f"{noun}:"))
        found = select(store, many, Filters(ids=named, with_comments=True)).records() if named else []
        rows |= {str(row["id"]): row for row in found}
    told = [rows[one] for one in ids if one in rows and rows[one]["page"] is not None]
    spans = [(str(row["page"]), int(str(row["start"])), int(str(row["end"]))) for row in told]
    for row, quote in zip(told, quotes(store, spans, names), strict=True):
        place = None if row["place_name"] is None else str(row["place_name"])
        yield Evidence(str(row["id"]), what_of(row), place, quote)


def what_of(row: dict[str, object]) -> str:
    """A holder has no kind: "held by Syrian Arab Army"."""
    if "kind" in row:
        return doing(row)
    return " by ".join(str(part) for part in (row["status"], row.get("actor_name") or row.get("actor")) if part)
