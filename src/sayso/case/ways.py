"""Finds the parts of a named way and asks of each who held it and whether it was open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sayso.model import Aspect
from sayso.pack import Pack
from sayso.show.names import call
from sayso.show.route import Leg, Way
from sayso.weigh import Known, asof_each


def find_way(
    name: str, find_place: Callable[[str], str], known: Known, on: date, as_of: date, pack: Pack, half_life: float
) -> Way:
    """A route of the packs with its parts, a road before them; else the one place of that name."""
    row = pack.route(name)
    parts = () if row is None else tuple(f"place:{part}" for part in row.parts.split("|"))
    road = () if row is None or pack.place(f"place:{row.id}") is None else (f"place:{row.id}",)
    places = (*road, *parts) or (find_place(name),)
    asked = [(place, aspect) for place in places for aspect in (Aspect.HOLDER, Aspect.ACCESS)]
    told = asof_each(known, asked, on, as_of, pack, half_life=half_life)
    legs = tuple(
        Leg(place, call(place, {}, pack), None if place in road else held, access)
        for place, held, access in zip(places, told[::2], told[1::2], strict=True)
    )
    if row is None:
        return Way(name, "place", "", legs)
    return Way(row.names.split("|")[0].split(":", 1)[1], row.kind, row.source, legs)
