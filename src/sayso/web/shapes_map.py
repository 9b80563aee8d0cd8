"""What the map and the strip are drawn from: GeoJSON features with all that a card of theirs says."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType


class Point(Struct, kw_only=True):
    type: Literal["Point"]
    coordinates: tuple[float, float]


class EventPin(Struct, kw_only=True):
    """An event as `show events` has it, with how its grade is drawn; `radius_m` is how far from the pin the words reach."""

    id: str
    kind: str
    what: str
    grade: str
    grade_words: str
    shape: str
    fill: str
    letter: str
    place: str | None
    place_name: str | None
    level: str | None
    radius_m: int | None
    when: str
    when_start: str | None
    when_end: str | None
    published: str
    roots: int
    pages: int
    blocs: int
    disputes: int
    asserts: str
    denies: str
    doubts: str
    low: int | None
    best: int | None
    high: int | None
    quote: str | None
    outlet_name: str | None
    page: str | None
    start: int | None
    end: int | None
    sentence: str
    review: str


class HolderPin(Struct, kw_only=True):
    """Who is said to hold a place; `disputed` places are hatched. A file has each root's words besides, the rows of `held`."""

    place: str
    place_name: str
    level: str | None
    radius_m: int | None
    holder: str | None
    holder_name: str | None
    agreed: bool
    disputed: bool
    share: float
    sentence: str
    newest: str | None
    words: list[dict[str, Any]] | UnsetType = UNSET


class EventFeature(Struct, kw_only=True):
    type: Literal["Feature"]
    geometry: Point | None
    properties: EventPin


class HolderFeature(Struct, kw_only=True):
    type: Literal["Feature"]
    geometry: Point | None
    properties: HolderPin


class EventFeatures(Struct, kw_only=True):
    type: Literal["FeatureCollection"]
    features: list[EventFeature]


class HolderFeatures(Struct, kw_only=True):
    type: Literal["FeatureCollection"]
    features: list[HolderFeature]


class MapView(Struct, kw_only=True):
    """Features whose geometry is null have no pin: the table lists them. `newest` is the day of the newest page.

    `left_out` counts the events that are earlier than the latest two thousand; a file of the map has all.
    """

    as_of: str | None
    on: str
    zone: str
    undated: int
    note: str
    newest: str | None
    unplaced: int
    left_out: int
    events: EventFeatures
    controls: HolderFeatures


class BasemapLayer(Struct, kw_only=True):
    pack: str
    credit: str
    url: str


class Basemaps(Struct, kw_only=True):
    layers: list[BasemapLayer]
