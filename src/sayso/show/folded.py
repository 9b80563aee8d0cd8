"""What of a whole case stands in readers' comments: found once for each state of it, and handed to each list that asks."""

from __future__ import annotations

import json

from sayso.show.shapes import HIDDEN, SHAPES
from sayso.store import Store

# As `HIDDEN`, of what was found before.
FOLDED = """with hidden(id, page, start, "end") as (select json_extract(value, '$[0]'), json_extract(value, '$[1]'),
    json_extract(value, '$[2]'), json_extract(value, '$[3]') from json_each(:folded))"""
UNSHOWN = "e.id in (select value from json_each(:unshown))"


def find_folded(store: Store, query: str) -> dict[str, object]:
    """What a question over lists needs of it: `folded` are passages, `unshown` events whose words all stand in them."""
    found: dict[str, object] = {}
    if ":folded" in query:
        found["folded"] = store.kept("folded", lambda: list_passages(store))
    if ":unshown" in query:
        found["unshown"] = store.kept("unshown", lambda: list_events(store))
    return found


def list_passages(store: Store) -> str:
    rows = store.sql(f'{HIDDEN} select id, page, start, "end" from hidden')
    return json.dumps([tuple(row) for row in rows])


def list_events(store: Store) -> str:
    rows = store.sql(f"{HIDDEN} select e.id from current_event e where {SHAPES['events'].hidden}")
    return json.dumps([row["id"] for row in rows])
