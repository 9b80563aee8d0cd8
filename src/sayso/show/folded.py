"""What of a whole case stands in readers' comments: found once for each state of it, and handed to each list that asks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial

from sayso.show.shapes import HIDDEN, HIDDEN_CLAIMS, HIDDEN_MENTIONS, WORDLESS
from sayso.store import Store

# By the parameter that a list names. Of events those are hidden whose words all are.
QUERIES: Mapping[str, str] = {
    "hidden_passages": f"{HIDDEN} select id from hidden",
    "hidden_mentions": f"{HIDDEN} {HIDDEN_MENTIONS}",
    "hidden_claims": f"{HIDDEN} {HIDDEN_CLAIMS}",
    "hidden_events": f"{HIDDEN} select e.id from current_event e where {WORDLESS}",
}


def find_folded(store: Store, query: str) -> dict[str, object]:
    """The parameters among these that a question names: the ids as JSON."""
    return {name: store.kept(name, partial(list_ids, store, asked)) for name, asked in QUERIES.items() if name in query}


def hidden_mentions(store: Store) -> frozenset[str]:
    query = QUERIES["hidden_mentions"]
    return store.kept("mentions in comments", lambda: frozenset(row["id"] for row in store.sql(query)))


def list_ids(store: Store, query: str) -> str:
    return json.dumps([row["id"] for row in store.sql(query)])
