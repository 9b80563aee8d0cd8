"""Events and holders as GeoJSON: a point for each that has a place with a pin, with the radius its words may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.model import Aspect, Held, Step
from sayso.show.cells import as_time, last_day, printed_words, when_words
from sayso.show.chain import as_json, words
from sayso.show.filter import Answer
from sayso.show.held import word_rows
from sayso.show.layout import doing
from sayso.show.marks import MARKS
from sayso.show.names import Names, named, names_of
from sayso.store import Store

Row = Mapping[str, Any]
# What a feature of an event has of its row as it stands.
KEPT = (
    *("id", "kind", "grade", "place", "place_name", "when_start", "when_end", "roots", "pages", "blocs", "disputes"),
    *("asserts", "denies", "doubts", "low", "best", "high", "quote", "outlet_name", "page", "start", "end", "sentence"),
    "review",
)


@dataclass(frozen=True, slots=True)
class Pin:
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Located:
    """A place as the map needs it; `pin` is None where a point in its middle would say more than the words do."""

    name: str
    level: str
    radius_m: int | None
    pin: Pin | None


def locate(store: Store, places: Iterable[object]) -> dict[str, Located]:
    wanted = as_json({str(place) for place in places if place is not None and '"' not in str(place)})
    rows = store.sql(
        "select id, name, level, radius_m, lon, lat from places where id in (select value from json_each(?))", (wanted,)
    )
    return {
        row["id"]: Located(
            row["name"], row["level"], row["radius_m"], None if row["lon"] is None else Pin(row["lon"], row["lat"])
        )
        for row in rows
    }


def event_features(store: Store, answer: Answer) -> dict[str, Any]:
    """Rows of events as features, in their order; without a pin their geometry is null (RFC 7946, 3.2)."""
    rows = answer.records()
    located = locate(store, (row["place"] for row in rows))
    return collection([feature(event_properties(row, located), located.get(str(row["place"]))) for row in rows])


def collection(features: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def feature(properties: dict[str, Any], where: Located | None) -> dict[str, Any]:
    pin = where.pin if where is not None else None
    geometry = None if pin is None else {"type": "Point", "coordinates": [pin.lon, pin.lat]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def event_properties(row: Row, located: Mapping[str, Located]) -> dict[str, Any]:
    where, mark = located.get(str(row["place"])), MARKS[Step(row["grade"])]
    return {
        **{column: row.get(column) for column in KEPT},
        "what": doing(row),
        "grade_words": words(row["grade"]),
        "shape": mark.shape,
        "fill": mark.fill,
        "letter": mark.letter,
        "level": None if where is None else where.level,
        "radius_m": None if where is None else where.radius_m,
        "when": when_words(row["when_start"], row["when_end"]),
        "published": printed_words(row.get("published_start"), row.get("published_end")),
    }


@dataclass(frozen=True, slots=True)
class Holding:
    """What the words on a place come to; `newest` is the day of the newest among them."""

    place: str
    aspect: Aspect
    holder: str | None
    agreed: bool
    share: float
    sentence: str
    newest: date | None


def holder_features(store: Store, holdings: Sequence[Holding]) -> list[dict[str, Any]]:
    names, located = names_of(store), locate(store, {one.place for one in holdings})
    return [feature(holder_properties(one, located.get(one.place), names), located.get(one.place)) for one in holdings]


def holder_properties(one: Holding, where: Located | None, names: Names) -> dict[str, Any]:
    return {
        "place": one.place,
        "place_name": named(one.place, names),
        "level": None if where is None else where.level,
        "radius_m": None if where is None else where.radius_m,
        "holder": one.holder,
        "holder_name": words(one.holder) if one.aspect is Aspect.ACCESS else named(one.holder, names),
        "agreed": one.agreed,
        "disputed": one.sentence.startswith("disputed"),
        "share": round(one.share, 3),
        "sentence": one.sentence,
        "newest": None if one.newest is None else one.newest.isoformat(),
    }


def control_features(store: Store, helds: Sequence[Held], with_words: bool) -> list[dict[str, Any]]:
    """A feature for each place that somebody speaks of; in a file with each root's word."""
    features = holder_features(store, [holding_of(held) for held in helds])
    if with_words:
        told: dict[str, list[dict[str, object]]] = defaultdict(list)
        for held, row in word_rows(store, helds):
            told[held.place].append(row)
        for held, drawn in zip(helds, features, strict=True):
            drawn["properties"]["words"] = told[held.place]
    return features


def holding_of(held: Held) -> Holding:
    known = [word.control.known_from for word in held.words if word.control.known_from is not None]
    newest = last_day(max(known)).date() if known else None
    return Holding(held.place, Aspect.HOLDER, held.holder, held.agreed, held.share, held.sentence, newest)


def newest_day(store: Store) -> str | None:
    query = "select max(coalesce(published_start, seen)) from pages"
    moment = as_time(store.kept("newest", lambda: store.sql(query)[0][0]))
    return None if moment is None else moment.date().isoformat()
