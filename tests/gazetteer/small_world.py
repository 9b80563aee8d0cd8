"""A world of a dozen invented places, and an index of it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.gazetteer import Entry, Index, build_index
from sayso.gazetteer.world import City, Tables, entries

LAND = (1, "XA", (("en", "Sarnia"), ("ar", "سارنيا"), ("en", "SRN")), 900_000, ("ar",))
COAST = (2, "XB", (("en", "Velden"),), 50_000, ("de",))
AREAS = (
    (11, 1, "XA", "XA.01", None, ("Qasr al Sarn", "Sarn Province", "محافظة قصر سارن")),
    (12, 2, "XA", "XA.01.12", 11, ("Harun District", "منطقة هارون")),
    (13, 2, "XA", "XA.01.13", 11, ("Empty District",)),
)
CITIES = (
    City(101, "Harun", ("Haroun", "harwn", "هارون", "HRN"), "XA", "XA.01", 34.0, 40.0, 120_000),
    City(102, "Tell Sabra", ("Tall Sabrah", "Телль-Сабра"), "XA", "XA.01", 35.0, 41.0, 9_000),
    City(103, "Sabra", (), "XA", "XA.01", 34.5, 40.5, 700),
    City(104, "Harun", (), "XB", "XB.05", 50.0, 10.0, 4_000),
    City(105, "Weiler", ("Harun",), "XB", "XB.05", 50.5, 10.5, 800_000),
    City(106, "Maroun", (), "XB", "XB.05", 51.0, 11.0, 5_000),
)
SMALL = Tables(CITIES, (LAND, COAST), AREAS, {101: 12, 102: 12})


def small_fold(words: str) -> str:
    """Enough of a fold to tell that it is asked: one vowel, no blanks."""
    return words.casefold().replace("ou", "u").replace(" ", "")


def hush(words: str) -> None:
    pass


def make_index(path: Path, rows: Iterable[Entry] | None = None) -> Index:
    build_index(path, entries(SMALL) if rows is None else rows, small_fold, {"credit": "invented"}, hush)
    return Index("small", path, path.name, small_fold)
