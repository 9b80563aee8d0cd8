"""The figures of an event, each with the very words of the claim that gives it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.show.by_root import ByRoot
from sayso.show.chain import as_json
from sayso.show.gather import Gathered, span_of
from sayso.show.names import Names
from sayso.show.quote import Quote, quote_from
from sayso.show.shapes import HIDDEN_CLAIM, HIDDEN_ON, OPEN_CLAIM
from sayso.store import Store
from sayso.store.views import words

Row = Mapping[str, Any]
BOUNDS = ("low", "best", "high")
# From the events that are shown to the claims of their figures, without those that stand in comments or may not leave.
SHOWN = "in (select value from json_each(:events))"
START, END = "coalesce(c.counted_start, c.start)", 'coalesce(c.counted_end, c."end")'
GIVING = f"""
    select e.id event, json_extract(f.value, '$[0]') bound, c.id claim, c.page, {START} start, {END} "end",
    {words("c.page", START, END)} words from current_event e cross join json_each(e.figures) f
    cross join current_claim c on c.id = json_extract(f.value, '$[1]') cross join current_page pg on pg.id = c.page
    where e.id {SHOWN}"""
ON_PAGES = f"""in (select n.page from current_event m cross join json_each(m.figures) g
    cross join current_claim n on n.id = json_extract(g.value, '$[1]') where m.id {SHOWN})"""


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure of the event; `bound` is low, best or high. The quote is of the words it was read from, of its whole claim
    where none are known, and None where a person set the figure."""

    bound: str
    value: int
    claim: str | None
    root: str | None
    quote: Quote | None


def find_bounds(found: Gathered, roots: Sequence[ByRoot], row: Row, names: Names) -> Iterator[Bound]:
    """The least, best and greatest figure of an event with the claim that weighing took it from."""
    giving = dict(json.loads(row["figures"]))
    under = {told.claim: group.root for group in reversed(roots) for told in group.told}
    for bound in BOUNDS:
        claim = found.claims.get(giving.get(bound, ""))
        if row[bound] is not None and claim is None:
            yield Bound(bound, row[bound], None, None, None)
        elif row[bound] is not None and claim is not None:
            start, end = span_of(claim, "counted") or (claim["start"], claim["end"])
            quote = quote_from(found.pages[claim["page"]], start, end, names)
            yield Bound(bound, row[bound], claim["id"], under.get(claim["id"]), quote)


def add_figures(store: Store, rows: Sequence[dict[str, object]], with_comments: bool, leaving: bool) -> None:
    """The `figures` of listed events: bound, value, claim, page, first character, end and words of each."""
    shown = [*([] if with_comments else [f"not {HIDDEN_CLAIM}"]), *([OPEN_CLAIM] if leaving else [])]
    query = f"{HIDDEN_ON.format(ON_PAGES)} {' and '.join([GIVING, *shown])}"
    counted = [str(row["id"]) for row in rows if row["figures"] not in (None, "[]")]
    given: dict[tuple[object, str], Row] = {}
    for one in store.sql(query, {"events": as_json(counted)}) if counted else ():
        given[one["event"], one["bound"]] = dict(one)
    for row in rows:
        told = [(bound, given[row["id"], bound]) for bound in BOUNDS if (row["id"], bound) in given]
        row["figures"] = json.dumps([as_record(bound, row[bound], one) for bound, one in told], ensure_ascii=False)


def as_record(bound: str, value: object, one: Row) -> dict[str, object]:
    return {"bound": bound, "value": value, **{name: one[name] for name in ("claim", "page", "start", "end", "words")}}
