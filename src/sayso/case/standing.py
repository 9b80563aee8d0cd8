"""What is said of who holds places, taken from the rows that weighing has stored: as could be known by the end of any day.

The rows carry both clocks, so no day has to be weighed anew: what was known by then is read off them. Only what an answer
needs beside its rows is made here, for the claims they rest on: how firm each word is, and what nameless roots are called.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby

from sayso.model import Aspect, Attribution, Control, Held
from sayso.pack import Pack
from sayso.store import Store
from sayso.weigh.chain import firm_heads
from sayso.weigh.control import asof
from sayso.weigh.known import midnight_after


@dataclass(frozen=True, slots=True)
class Standing:
    """Control rows and their attributions known by the end of `as_of`; `hedges` and `names` are as weighing has them."""

    controls: tuple[Control, ...]
    hedges: Mapping[str, float]
    names: Mapping[str, str]
    undated: int
    as_of: date

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted({row.place for row in self.controls}))

    def held(self, place: str, on: date, pack: Pack, aspect: Aspect = Aspect.HOLDER) -> Held:
        here = [row for row in self.controls if row.place == place]
        return asof(
            here, place, on, self.as_of, pack, aspect=aspect, hedges=self.hedges, names=self.names, undated=self.undated
        )


def read_standing(store: Store, as_of: date, place: str | None = None) -> Standing:
    """The rows of one place or of all."""
    rows = list(store.get(Control) if place is None else store.get(Control, place=place))
    rows = [row for row in rows if row.known_from is not None and row.known_from <= midnight_after(as_of)]
    known = find_known(store, [one for row in rows for one in row.attributions], midnight_after(as_of))
    kept = [replace(row, attributions=tuple(one for one in row.attributions if one in known)) for row in rows]
    claims = sorted(set(known.values()))
    said = sayings_of(store, claims)
    return Standing(
        controls=tuple(row for row in kept if row.attributions),
        hedges={head: h for claim in claims for head, h in firm_heads(said.get(claim, []))},
        names=dict(find_names(store, kept)),
        undated=int(store.sql("select count(*) from pages where published_end is null and seen is null")[0][0]),
        as_of=as_of,
    )


def find_known(store: Store, attributions: Sequence[str], limit: datetime) -> dict[str, str]:
    """The claim of each attribution whose page could be read by then."""
    query = (
        "select a.id, a.claim from current_attribution a join current_page p on p.id = a.page"
        " where a.id in (select value from json_each(?)) and coalesce(p.published_end, p.seen) <= ?"
    )
    return {row["id"]: row["claim"] for row in store.sql(query, (json.dumps(list(attributions)), limit.isoformat()))}


def sayings_of(store: Store, claims: Iterable[str]) -> dict[str, list[Attribution]]:
    query = "select id from current_attribution where claim in (select value from json_each(?)) order by claim, id"
    ids = [row["id"] for row in store.sql(query, (json.dumps(list(claims)),))]
    found = store.load(Attribution, ids)
    return {claim: list(group) for claim, group in groupby(found, key=lambda one: one.claim)}


def find_names(store: Store, rows: Iterable[Control]) -> Iterator[tuple[str, str]]:
    """The words by which a root that no pack knows first goes, and for an outlet without a name its page's address."""
    roots = {row.root: row.attributions for row in rows}
    said = [one for root, ones in roots.items() if root.startswith("said:") for one in ones]
    query = (
        "select a.id, a.source_name from attributions a join pages p on p.id = a.page"
        " where a.id in (select value from json_each(?)) order by coalesce(p.published_end, p.seen), a.id"
    )
    words = {row["id"]: row["source_name"] for row in store.sql(query, (json.dumps(said),))}
    for root, ones in roots.items():
        name = next((words[one] for one in words if one in ones), None)
        if root.startswith("said:") and name is not None:
            yield root, name
    pages = [root.rpartition("@")[2].rpartition("*")[2] for root in roots if "page:" in root]
    for row in store.sql(
        "select id, coalesce(url, path) name from pages where id in (select value from json_each(?))", (json.dumps(pages),)
    ):
        yield row["id"], row["name"]
