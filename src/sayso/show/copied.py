"""The words a page shares with others: which stretch, with whom, and who printed them first."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sayso.show.cells import printed_words
from sayso.show.names import Names, named
from sayso.store import Store

Units = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Copied:
    """A stretch of a page that another has too. `percent` is how much of this page's passage they share.

    `order` says whether the other page is the earlier or the later one, None if nobody knows.
    """

    id: str
    kind: str
    score: float
    percent: int
    page: str
    outlet_name: str | None
    title: str | None
    published: str
    order: str | None
    passage: str
    start: int
    end: int
    start16: int
    end16: int


def list_copied(store: Store, page: str, units: Units, names: Names) -> tuple[Copied, ...]:
    """Each shared stretch in the order of the text."""
    return tuple(sorted(find_copied(store, page, units, names), key=lambda one: (one.start, -one.end, one.id)))


def find_copied(store: Store, page: str, units: Units, names: Names) -> Iterator[Copied]:
    query = """
        select y.*, m.id mine, m.start first, m."end" last, o.page other, pg.source, pg.title, pg.published_start,
        pg.published_end, y."left" = m.id is_left
        from current_passage m cross join current_copy y on y."left" = m.id or y."right" = m.id
        cross join current_passage o on o.id = case m.id when y."left" then y."right" else y."left" end
        cross join pages pg on pg.id = o.page where m.page = ? order by y.id"""
    for row in store.sql(query, (page,)):
        stretches = [(left if row["is_left"] else right)[-2:] for left, right in json.loads(row["overlaps"])]
        shared = sum(end - start for start, end in stretches)
        copy = {
            "id": row["id"],
            "kind": row["kind"],
            "score": row["score"],
            "percent": min(100, round(100 * shared / max(1, row["last"] - row["first"]))),
            "page": row["other"],
            "outlet_name": named(row["source"], names),
            "title": row["title"],
            "published": printed_words(row["published_start"], row["published_end"]),
            "order": None if row["earlier"] is None else "later" if row["earlier"] == row["mine"] else "earlier",
            "passage": row["mine"],
        }
        for start, end in stretches:
            yield Copied(**copy, start=start, end=end, start16=units(start), end16=units(end))
