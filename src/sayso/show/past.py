"""Events and holders as they stood on a past day, taken as they were drawn when the past of the case was walked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sayso.pack import Pack
from sayso.show.drawing import to_text
from sayso.show.filter import Filters, check, is_asked, note, parameters, used
from sayso.show.judged import reviews_of
from sayso.show.shapes import CLAIM_WHERE, EVENT_WHERE
from sayso.store import Store

# No event stands beyond it: what still stands does so until then.
NEVER = "9999-12-31"
STOOD = "e.since <= :day and e.until > :day"
# An event of another day had other claims, so these are asked of the claims it had.
BY_CLAIM = ("source", "text", "page")
PAST_WHERE = {
    **EVENT_WHERE,
    **{
        name: "exists (select 1 from json_each(e.claims) m cross join claims c on c.id = m.value"
        f" cross join pages pg on pg.id = c.page where {CLAIM_WHERE[name]})"
        for name in BY_CLAIM
    },
}
# The tree holds the days as numbers.
HOLDERS = """select h.drawn from held_days d cross join held h on h.number = d.number
  where d.since <= julianday(:day) and d.until > julianday(:day) and d.start <= julianday(:on) and d."end" > julianday(:on)
  order by h.place"""
NOWHERE = '{"type":"Feature","geometry":null'


@dataclass(frozen=True, slots=True)
class Drawn:
    """Features as JSON, in their order."""

    features: tuple[str, ...]
    note: str


def find_drawn(store: Store, filters: Filters, pack: Pack) -> Drawn:
    """What of the events of the day `as_of` the filters leave, as `show events --as-of` has them."""
    check(store, "events", filters, pack)
    asked = [f"({PAST_WHERE[name]})" for name in PAST_WHERE if is_asked(filters, name)]
    params = {"day": str(filters.as_of), **(parameters(store, filters, pack) if asked else {})}
    query = f"select e.number, e.id, e.drawn from past e where {' and '.join([STOOD, *asked])}"
    rows = sorted(map(tuple, store.sql(query, used(query, params))))
    reviews = reviews_of(store)
    shown = [drawn if id_ not in reviews else review(drawn, reviews[id_]) for _, id_, drawn in rows if drawn]
    return Drawn(tuple(shown), tell(store, filters, params, len(rows), len(shown)))


def find_held(store: Store, on: date, as_of: date) -> tuple[str, ...]:
    """Who held each place at the end of `on`, as could be known at the end of `as_of`, as features."""
    return tuple(row[0] for row in store.sql(HOLDERS, {"on": on.isoformat(), "day": as_of.isoformat()}))


def count_unplaced(features: Iterable[str]) -> int:
    """How many of them have no pin."""
    return sum(text.startswith(NOWHERE) for text in features)


def review(text: str, verdict: str) -> str:
    drawn = json.loads(text)
    drawn["properties"]["review"] = verdict
    return to_text(drawn)


def tell(store: Store, filters: Filters, params: Mapping[str, object], found: int, shown: int) -> str:
    """What was left out, as `show events` tells it."""
    no_day = 0
    if filters.start is not None or filters.end is not None:
        free = replace(filters, start=None, end=None)
        asked = [f"({PAST_WHERE[name]})" for name in PAST_WHERE if is_asked(free, name)]
        dayless = "e.drawn <> '' and e.when_start is null and e.when_end is null"
        query = f"select count(*) from past e where {' and '.join([STOOD, *asked, dayless])}"
        no_day = store.sql(query, used(query, params))[0][0]
    return note("events", found - shown, no_day, shown, filters)
