"""Reads a GeoNames country dump (`XX.txt` or the zip around it): settlements, areas, and some bases, dams, rivers, passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from sayso.errors import PackError
from sayso.gazetteer.build import Entry, amiss
from sayso.gazetteer.features import find_feature
from sayso.gazetteer.names import named
from sayso.gazetteer.points import read_count, read_point
from sayso.model import Place, Problem

COLUMNS = 19
CLASSES = frozenset("PASTHL")
ADMIN = ("ADM1", "ADM2", "ADM3")


def is_dump(path: Path) -> bool:
    """By its first line: a number, eighteen tabs; nothing else looks so."""
    if path.suffix.lower() == ".zip":
        return True
    with path.open(encoding="utf-8", errors="replace") as opened:
        cells = opened.readline(100_000).split("\t")
    return len(cells) == COLUMNS and cells[0].isdigit()


def read_dump(path: Path) -> Iterator[Entry | Problem]:
    """Read twice, because a town may stand before the district it lies in."""
    parents: dict[str, str] = {}
    for cells in rows_of(path):
        if len(cells) == COLUMNS and (cells[7] in ADMIN or cells[7].startswith("PCL")):
            depth = ADMIN.index(cells[7]) + 1 if cells[7] in ADMIN else 0
            parents[".".join((cells[8], *cells[10 : 10 + depth]))] = f"place:gn-{cells[0]}"
    for number, cells in enumerate(rows_of(path), start=1):
        where = f"{path.name}:{number}"
        if len(cells) != COLUMNS:
            yield amiss(where, f"{len(cells)} columns, a GeoNames dump has {COLUMNS}")
            continue
        entry = read_entry(cells, parents, where)
        if entry is not None:
            yield entry


def read_entry(cells: list[str], parents: dict[str, str], where: str) -> Entry | Problem | None:
    """None for a row of a kind that is not taken."""
    geonameid, name, code, country = cells[0], cells[1], cells[7], cells[8]
    population = read_count(cells[14])
    feature = find_feature("geonames", code, population) if cells[6] in CLASSES else None
    if feature is None:
        return None
    point = read_point(cells[4], cells[5])
    if isinstance(point, str) or not geonameid.isdigit() or not name:
        return amiss(where, point if isinstance(point, str) else "no id or no name")
    own = f"place:gn-{geonameid}"
    areas = (".".join((country, *cells[10 : 10 + depth])) for depth in (3, 2, 1, 0))
    place = Place(
        id=own,
        level=feature[0],
        parent=next((parents[area] for area in areas if parents.get(area, own) != own), None),
        country=country or None,
        lat=point[0],
        lon=point[1],
        radius_m=feature[1],
        names=tuple(named(name, cells[3].split(","))),
        outside_ids=(),
        rank=1,
        provenance=f"geonames:{geonameid}",
        population=population,
    )
    return Entry(place)


def rows_of(path: Path) -> Iterator[list[str]]:
    return (line.rstrip("\r\n").split("\t") for line in lines_of(path))


def lines_of(path: Path) -> Iterator[str]:
    if path.suffix.lower() != ".zip":
        with path.open(encoding="utf-8", errors="replace") as opened:
            yield from opened
        return
    try:
        with ZipFile(path) as archive:
            inside = find_inside(archive.namelist(), lambda name: name.endswith(".txt") and "readme" not in name.lower(), path)
            with archive.open(inside) as opened:
                yield from TextIOWrapper(opened, encoding="utf-8", errors="replace")
    except BadZipFile as error:
        raise PackError(f"{path} is no zip file: {error}") from error


def find_inside(names: Iterable[str], fits: Callable[[str], bool], path: Path) -> str:
    found = next((name for name in names if fits(name)), None)
    if found is None:
        raise PackError(f"{path} holds no country dump: a file XX.txt was looked for")
    return found
