"""What a map draws of an event as it stood on some day: made once, when the past of the case is walked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sayso.model import Stands
from sayso.show.chain import as_json
from sayso.show.dress import name_ids
from sayso.show.geojson import event_properties, feature, locate
from sayso.show.judged import UNREVIEWED
from sayso.show.names import Names, names_of, root_name
from sayso.show.shapes import HIDDEN_CLAIM, HIDDEN_ON, OF_CLAIM, names_in
from sayso.store import Store

Row = dict[str, Any]
ON_PAGES = "in (select n.page from current_claim n where n.id in (select value from json_each(:claims)))"
WORDS = names_in(OF_CLAIM)


def draw_events(store: Store, rows: Sequence[Row]) -> Iterator[Row | None]:
    """The feature of each row of an event; None of one whose words all stand in readers' comments.

    A row has the columns of `events`, and `claims`, `root_list` and `disputes` as lists.
    """
    names = names_of(store)
    first = find_first(store, {claim for row in rows for claim in row["claims"]})
    located = locate(store, (row["place"] for row in rows))
    for row in rows:
        told = [first[claim] for claim in row["claims"] if claim in first]
        if not told:
            yield None
            continue
        words = min(told, key=lambda one: (one["known"] is None, one["known"] or "", one["claim"]))
        whole = {
            **row,
            **{column: words[column] for column in WORDS},
            **name_roots(row["root_list"], names),
            "disputes": len(row["disputes"]),
            "review": UNREVIEWED,
        }
        name_ids(whole, names)
        yield feature(event_properties(whole, located), located.get(str(row["place"])))


def name_roots(roots: Sequence[Mapping[str, Any]], names: Names) -> dict[str, str]:
    """Who asserts, denies and doubts it."""
    found: dict[str, list[str]] = defaultdict(list)
    for root in sorted(roots, key=lambda one: (-one["pages"], one["root"])):
        found[root["stands"]].append(str(root_name(root["root"], names)))
    return {str(stands): "; ".join(found[stands]) for stands in Stands}


def find_first(store: Store, claims: set[str]) -> Mapping[str, Row]:
    """The words of each claim that may be shown, with when they could be known."""
    query = f"""{HIDDEN_ON.format(ON_PAGES)} select c.id claim, coalesce(pg.published_end, pg.seen) known, {OF_CLAIM}
        from claims c join pages pg on pg.id = c.page where c.id in (select value from json_each(:claims))
        and not {HIDDEN_CLAIM}"""
    return {row["claim"]: dict(row) for row in store.sql(query, {"claims": as_json(sorted(claims))})}


def to_text(drawn: Row) -> str:
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
