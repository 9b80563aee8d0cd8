"""What other people's lists call a place, in our levels: feature codes and place types, as `data/features.csv` has them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import StringIO

from sayso.model import Level

CITY, TOWN = 100_000, 2_000
RADIUS_M = {Level.CITY: 10_000, Level.TOWN: 3_000, Level.VILLAGE: 2_000, Level.DISTRICT: 30_000, Level.SUBDISTRICT: 15_000}
SETTLED = (Level.VILLAGE, Level.TOWN, Level.CITY)
# Shown as areas and lines: a pin in their middle would say more than the words.
UNPINNED = frozenset({Level.COUNTRY, Level.GOVERNORATE, Level.AREA, Level.RIVER, Level.ROAD})
Feature = tuple[Level, int | None]


def read_data(name: str) -> Iterator[dict[str, str]]:
    text = (files("sayso") / "gazetteer" / "data" / name).read_text(encoding="utf-8")
    return csv.DictReader(StringIO(text))


@cache
def codes() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["dataset"], row["code"]): (row["level"], row["radius_m"]) for row in read_data("features.csv")}


def find_feature(dataset: str, code: str, population: int | None) -> Feature | None:
    """The level and radius of a row, None if we do not take such rows. A settlement's level grows with its people."""
    starred = (f"{code[:length]}*" for length in range(len(code), 0, -1))
    found = next((codes()[dataset, one] for one in (code, *starred) if (dataset, one) in codes()), None)
    if found is None:
        return None
    level, radius_m = found
    if level and Level(level) not in SETTLED:
        return Level(level), int(radius_m) if radius_m else RADIUS_M.get(Level(level))
    settled = max(SETTLED.index(Level(level)) if level else 0, SETTLED.index(level_of_people(population)))
    return SETTLED[settled], RADIUS_M[SETTLED[settled]]


def level_of_people(population: int | None) -> Level:
    """A settlement of which only the number of people is known: a village if not even that."""
    people = population or 0
    return Level.CITY if people >= CITY else Level.TOWN if people >= TOWN else Level.VILLAGE
