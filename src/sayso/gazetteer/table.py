"""Reads any csv of places: with name, lat and lon under whatever headers, or with the p-codes of an OCHA list."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from io import StringIO
from pathlib import Path

from sayso.errors import PackError
from sayso.gazetteer.build import Entry, amiss
from sayso.gazetteer.features import RADIUS_M, find_feature, level_of_people, read_data
from sayso.gazetteer.names import script
from sayso.gazetteer.points import read_count, read_point
from sayso.model import Level, Place, Problem

FIELDS = ("id", "name", "lat", "lon", "country", "level", "parent", "population", "others")
DELIMITERS = ",;\t|"
# Headers of OCHA's lists: admin2Pcode, ADM2_EN, admin2Name_ar.
PCODE = re.compile(r"adm(?:in)?([0-4])pcode")
LEVEL_NAME = re.compile(r"adm(?:in)?([0-4])(?:name)?(?:ref)?([a-z]{2})?")
NAME_IN = re.compile(r"name([a-z]{2})")
DEPTHS = (Level.COUNTRY, Level.GOVERNORATE, Level.DISTRICT, Level.SUBDISTRICT, Level.VILLAGE)
LISTED = re.compile(r"[|;,،]")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Header:
    """Which column holds what: `fields` ours to theirs, `names` by language, `areas` an OCHA level's p-code and names."""

    fields: Mapping[str, str]
    names: tuple[tuple[str, str], ...]
    areas: Mapping[int, tuple[str, tuple[tuple[str, str], ...]]]


def read_table(path: Path, layer: str, country: str | None, columns: Mapping[str, str]) -> Iterator[Entry | Problem]:
    """`columns` names the columns that the headers do not give away; `country` is that of rows without one."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8 and add it again") from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    header = read_header(reader.fieldnames or (), columns, path)
    met: set[str] = set()
    for row in reader:
        where = f"{path.name}:{reader.line_num}"
        cells = {name: " ".join((cell or "").split()) for name, cell in row.items() if isinstance(cell, str) and name}
        for found in read_row(cells, header, layer, country, where):
            # The areas above a place stand in every row below them.
            if isinstance(found, Problem) or found.place.id not in met:
                met |= set() if isinstance(found, Problem) else {found.place.id}
                yield found


def read_header(headers: Sequence[str], columns: Mapping[str, str], path: Path) -> Header:
    """Raises PackError, naming the headers, where no name or point can be found among them."""
    given = list(headers)
    plain = {re.sub(r"[^a-z0-9]", "", one.casefold()): one for one in reversed(given)}
    missing = [one for one in columns.values() if one not in given]
    if missing or set(columns) - set(FIELDS):
        raise PackError(f"{path}: no column {missing or sorted(set(columns) - set(FIELDS))}; it has {given}")
    fields = dict(columns)
    names = [(match.group(1), plain[key]) for key in plain if (match := NAME_IN.fullmatch(key))]
    for row in read_data("columns.csv"):
        if row["header"] in plain and row["field"] in FIELDS:
            fields.setdefault(row["field"], plain[row["header"]])
        elif row["header"] in plain:
            names.append((row["field"], plain[row["header"]]))
    areas = read_areas(plain)
    if ("name" not in fields and not areas) or (not {"lat", "lon"} <= set(fields) and not areas):
        raise PackError(f"{path}: no columns for name, lat, lon among {given}; say --columns name=..,lat=..,lon=..")
    return Header(fields, tuple(sorted(set(names))), areas)


def read_areas(plain: Mapping[str, str]) -> dict[int, tuple[str, tuple[tuple[str, str], ...]]]:
    codes = {int(match.group(1)): plain[key] for key in plain if (match := PCODE.fullmatch(key))}
    names: dict[int, list[tuple[str, str]]] = {depth: [] for depth in codes}
    for key, column in plain.items():
        match = LEVEL_NAME.fullmatch(key)
        if match and int(match.group(1)) in codes:
            names[int(match.group(1))].append((match.group(2) or "en", column))
    # English first: the first name is the main one.
    order = {depth: tuple(sorted(set(found), key=lambda one: (one[0] != "en", one))) for depth, found in names.items()}
    return {depth: (codes[depth], order[depth]) for depth in sorted(codes)}


def read_row(row: Row, header: Header, layer: str, country: str | None, where: str) -> Iterator[Entry | Problem]:
    """The place of a row, before it the OCHA areas it lies in. Without a name of its own it is the last of them."""
    name, own, above = cell(row, header, "name"), cell(row, header, "id"), None
    country = cell(row, header, "country") or country
    coded = [(depth, row.get(code, ""), names) for depth, (code, names) in header.areas.items() if row.get(code)]
    for depth, code, columns in coded:
        is_own = code == coded[-1][1] and (not name or own == code)
        spelt = own_names(row, header, name) if is_own and name else ()
        spelt += tuple((language, row[column]) for language, column in columns if row.get(column))
        yield from make(row, header, (f"ocha-{code}", spelt, DEPTHS[depth], above, country), where, pointed=is_own)
        above = f"place:ocha-{code}"
        if is_own:
            return
    if not name:
        yield amiss(where, "no name")
        return
    stem = "ocha" if "pcode" in header.fields.get("id", "").casefold() else layer
    point = f"{cell(row, header, 'lat')},{cell(row, header, 'lon')}"
    made = blake2b(f"{name}\x1f{point}".encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    if parent := cell(row, header, "parent"):
        above = f"place:{stem}-{parent}"
    spelt = own_names(row, header, name)
    yield from make(row, header, (f"{stem}-{own or made}", spelt, None, above, country), where, pointed=True)


def cell(row: Row, header: Header, field: str) -> str:
    return row.get(header.fields.get(field, ""), "")


def own_names(row: Row, header: Header, name: str) -> tuple[tuple[str, str], ...]:
    """The name, in English if in Latin letters; then those of the columns of languages; then the others in one cell."""
    tag = script(name) or "und"
    languages = ((language, row[column]) for language, column in header.names if row.get(column))
    others = (one.strip() for one in LISTED.split(cell(row, header, "others")))
    listed = ((script(one) or "und", one) for one in others if one)
    return (("en" if tag == "und-Latn" else tag, name), *languages, *listed)


Named = tuple[str, tuple[tuple[str, str], ...], Level | None, str | None, str | None]


def make(row: Row, header: Header, named: Named, where: str, pointed: bool) -> Iterator[Entry | Problem]:
    """The entry, or what is wrong with it; an area above the row's own place has no point in this row."""
    bare, names, level, parent, country = named
    population = read_count(cell(row, header, "population")) if pointed else None
    said = cell(row, header, "level").casefold() if pointed else ""
    level, radius_m = choose_level(level, said, population)
    lat, lon = cell(row, header, "lat"), cell(row, header, "lon")
    point = read_point(lat, lon) if pointed and (lat or lon or not header.areas) else (None, None)
    if isinstance(point, str) or not names:
        yield amiss(where, point if isinstance(point, str) else f"{bare} has no name")
        return
    place = Place(
        id=f"place:{bare}",
        level=level,
        parent=parent,
        country=country or None,
        lat=point[0],
        lon=point[1],
        radius_m=radius_m,
        names=tuple(dict.fromkeys(names)),
        outside_ids=(),
        rank=1,
        provenance=bare.replace("-", ":", 1),
        population=population,
    )
    yield Entry(place)


def choose_level(level: Level | None, said: str, population: int | None) -> tuple[Level, int | None]:
    """A level of ours, else a word of `features.csv`, else by the people; of a place nothing is told of, a point."""
    if level is Level.VILLAGE:
        level = level_of_people(population)
    if level is None and said in {one.value for one in Level}:
        level = Level(said)
    if level is not None:
        return level, RADIUS_M.get(level, None if level in {Level.COUNTRY, Level.GOVERNORATE} else 2_000)
    found = find_feature("csv", said, population)
    if found is None:
        found = (level_of_people(population), 2_000) if population else (Level.POINT, 2_000)
    return found
