"""Checks one pack: every row has a source, what the pack asserts of itself holds, no spelling is claimed twice unranked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import PackError
from sayso.gazetteer import UNPINNED
from sayso.model import Level
from sayso.pack.load import load_pack, read_folder, read_rows
from sayso.pack.merged import Folder, Pack
from sayso.pack.nouns import split_cell, split_names
from sayso.pack.rows import FILES, PlaceRow, Route
from sayso.text import norm

# An unchecked point may be off by this much at least (house, section 4).
UNCHECKED_RADIUS_M = 5000


@dataclass(frozen=True, slots=True)
class PackReport:
    """`lines` say what the pack holds and where its rows come from; any of `failures` makes the check fail."""

    lines: tuple[str, ...]
    failures: tuple[str, ...]


def check_pack(name: str | Path, beside: Sequence[str | Path] = ()) -> PackReport:
    """Reads the pack by itself and tries it. A pack that cannot be loaded is one failure, not an exception.

    `beside` are the packs it is laid over: its rows may name their places.
    """
    try:
        folder = read_folder(name)
        pack = load_pack([*beside, folder.path], world=False)
        tables = {stem: tuple(read_rows(folder, stem, row_class)) for stem, row_class in FILES.items()}
    except (PackError, ValueError) as error:
        return PackReport((), (str(error),))
    lines = tuple(f"{stem}: {len(rows)} rows, {shares(rows)}" for stem, rows in tables.items() if rows)
    failures = [*check_sources(tables), *check_places(tables["places"]), *check_ids(tables, pack)]
    return PackReport(lines, (*failures, *check_assertions(folder, tables)))


def origin(source: str) -> str:
    """The sort of a row's source: a data set by its name, `unchecked`, our own words, or a public page."""
    if source == "unchecked":
        return source
    if source.startswith(("written for", "invented for")):
        return "own words"
    dataset, colon, _ = source.partition(":")
    return dataset if colon and " " not in dataset else "page"


def shares(rows: tuple[object, ...]) -> str:
    counts = Counter(origin(str(getattr(row, "source", ""))) for row in rows)
    return ", ".join(f"{sort} {count / len(rows):.0%}" for sort, count in counts.most_common())


def check_sources(tables: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    for stem, rows in tables.items():
        for number, row in enumerate(rows, start=2):
            if not str(getattr(row, "source", "")).strip():
                yield f"{stem}.csv:{number}: no source"


def check_places(rows: tuple[PlaceRow, ...]) -> Iterator[str]:
    claimed: dict[str, list[PlaceRow]] = defaultdict(list)
    for row in rows:
        if Level(row.level) not in UNPINNED and not (row.lat and row.lon):
            yield f"places.csv: {row.id}: a {row.level} without a point"
        if Level(row.level) in UNPINNED and row.lat:
            yield f"places.csv: {row.id}: a {row.level} with a point"
        if row.source == "unchecked" and row.radius_m and int(row.radius_m) < UNCHECKED_RADIUS_M:
            yield f"places.csv: {row.id}: unchecked, so radius_m must be {UNCHECKED_RADIUS_M} or more"
        for key in {norm(spelling) for _, spelling in split_names(row.names)}:
            claimed[key].append(row)
    for key, rivals in claimed.items():
        ranks = [row.rank for row in rivals]
        if len(set(ranks)) < len(ranks):
            yield f"places.csv: {key!r} is claimed by {', '.join(row.id for row in rivals)} with equal ranks"


def check_ids(tables: Mapping[str, tuple[Any, ...]], pack: Pack) -> Iterator[str]:
    for stem in ("places", "actors", "sources", "routes"):
        counts = Counter(str(getattr(row, "id", "")) for row in tables[stem])
        yield from (f"{stem}.csv: {twice} stands {count} times" for twice, count in counts.items() if count > 1)
    rows: tuple[PlaceRow, ...] = tables["places"]
    for row in rows:
        if row.parent and pack.place(f"place:{row.parent}") is None:
            yield f"places.csv: {row.id}: unknown parent {row.parent}"
    yield from check_routes(tables["routes"], pack)


def check_routes(rows: tuple[Route, ...], pack: Pack) -> Iterator[str]:
    """A route is the places on it, in order."""
    for row in rows:
        parts = split_cell(row.parts)
        if len(parts) < 2:
            yield f"routes.csv: {row.id}: a route has two places at least"
        yield from (f"routes.csv: {row.id}: unknown part {one}" for one in parts if pack.place(f"place:{one}") is None)
        if not split_names(row.names):
            yield f"routes.csv: {row.id}: no name"


def check_assertions(folder: Folder, tables: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """`places_at_least: 40` and the like for any file of the pack."""
    for name, least in (folder.about.get("assertions") or {}).items():
        stem, _, rule = str(name).partition("_at_")
        if rule != "least" or stem not in tables:
            yield f"pack.yml: unknown assertion {name!r}"
        elif len(tables[stem]) < int(least):
            yield f"pack.yml: {name} {least}, but there are {len(tables[stem])}"
