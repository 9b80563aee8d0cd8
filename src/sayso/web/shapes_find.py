"""A place, an actor or a source on a page of its own."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from sayso.show.card import Card
from sayso.show.outlet import SourcePage


class NativeNames(Struct, kw_only=True):
    """By the id, and by the name the record has; what the packs have no name for in that language is not in it."""

    names: dict[str, str]
    own: dict[str, str]


class PlaceView(Struct, kw_only=True):
    """`parents` are (id, name), the nearest first; `has_strip` says whether anybody speaks of who holds it.

    `events` are the latest, `left_out` counts those before them.
    """

    id: str
    name: str
    card: Card
    lon: float | None
    lat: float | None
    radius_m: int | None
    parents: list[tuple[str, str]]
    pages: int
    events: list[dict[str, Any]]
    left_out: int
    has_strip: bool


class ActorView(Struct, kw_only=True):
    id: str
    name: str
    card: Card
    events: list[dict[str, Any]]
    left_out: int


class SourceView(Struct, kw_only=True):
    card: Card
    page: SourcePage
