"""Layers that a person added: a file or folder of places taken in once, kept as an index in the user's data folder."""

from __future__ import annotations

import csv
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from sayso.errors import PackError
from sayso.gazetteer.build import SCHEMA, Entry, Tell, alone, build_index
from sayso.gazetteer.dump import is_dump, read_dump
from sayso.gazetteer.folders import data_home
from sayso.gazetteer.index import COLUMNS, Fold, Index, as_place
from sayso.gazetteer.table import read_table
from sayso.gazetteer.wof import is_wof, read_wof
from sayso.model import Problem

NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
CREDITS = {
    "geonames": ("CC BY 4.0", "Contains data from GeoNames (geonames.org), CC BY 4.0"),
    "whosonfirst": (
        "CC0 and CC BY, source by source",
        "Data from Who's On First (whosonfirst.org), CC0 and CC BY, source by source",
    ),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of adding a layer: its index, and the rows that could not be taken in."""

    index: Index
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a layer is to be called and read. An empty licence or credit is that of the kind of source.

    `country` is that of csv rows without one; of other sources only the rows of that country are taken.
    """

    name: str
    country: str | None = None
    columns: Mapping[str, str] | None = None
    title: str = ""
    licence: str = ""
    credit: str = ""


def layer_path(name: str) -> Path:
    return data_home() / "packs" / f"{name}.sqlite"


def added_names() -> list[str]:
    return sorted(path.stem for path in (data_home() / "packs").glob("*.sqlite"))


def add_layer(source: Path, wanted: Wanted, fold: Fold, fold_hash: str, tell: Tell) -> Taken:
    """Reads a source of any known kind into an index; one of that name is replaced. Raises PackError if nothing is in it."""
    if not NAME.fullmatch(wanted.name):
        raise PackError(f"{wanted.name!r} is no name for a layer: small letters, digits and hyphens")
    kind, entries, problems = gather(source, wanted)
    if not entries:
        raise PackError(
            f"{source}: no place could be read" + (f"; {problems[0].page}: {problems[0].message}" if problems else "")
        )
    licence, credit = CREDITS.get(kind, ("not told", f"{source.name}, licence not told"))
    about = {
        "name": wanted.name,
        "title": wanted.title or f"{source.name} ({kind})",
        "licence": wanted.licence or licence,
        "credit": wanted.credit or credit,
        "countries": " ".join(sorted({e.place.country for e in entries.values() if e.place.country})),
        "version": digest_of(entries),
        "fold": fold_hash,
    }
    path = layer_path(wanted.name)
    try:
        with alone(path):
            build_index(path, entries.values(), fold, about, tell)
    except (OSError, sqlite3.Error) as error:
        raise PackError(f"the layer cannot be kept in {path.parent}: {error}") from error
    return Taken(Index(wanted.name, path, version_of(about), fold), tuple(problems))


def gather(source: Path, wanted: Wanted) -> tuple[str, dict[str, Entry], list[Problem]]:
    """The kind of the source; its places by id, the first of two with one id; the rows that are none."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    try:
        kind, found = read_source(source, wanted)
        for one in found:
            if isinstance(one, Problem):
                problems.append(one)
            elif kind == "csv" or wanted.country in (None, one.place.country):
                entries.setdefault(one.place.id, one)
    except csv.Error as error:
        raise PackError(f"{source} is no csv: {error}") from error
    return kind, entries, problems


def read_source(source: Path, wanted: Wanted) -> tuple[str, Iterator[Entry | Problem]]:
    """The kind of the source, by what is in it, and its places."""
    if is_wof(source):
        return "whosonfirst", read_wof(source)
    if source.is_dir():
        raise PackError(f"{source}: no Who's On First repository: neither a *.geojson nor a meta/*.csv is in it")
    if wanted.columns is None and is_dump(source):
        return "geonames", read_dump(source)
    return "csv", read_table(source, wanted.name, wanted.country, wanted.columns or {})


def version_of(about: Mapping[str, str]) -> str:
    """What the answers of a layer depend on: its rows, and how they were folded."""
    return f"{about['version']}-{about['fold'][:8]}"


def digest_of(entries: Mapping[str, Entry]) -> str:
    """The same rows in any order are the same layer."""
    digest = blake2b(digest_size=8)
    for _, entry in sorted(entries.items()):
        digest.update(repr(entry).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def open_layer(name: str, fold: Fold, fold_hash: str, tell: Tell) -> Index | None:
    """An added layer, None if there is none of that name. Its spellings are folded anew where the packs' fold has changed."""
    path = layer_path(name)
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            about = dict(db.execute("select key, value from about"))
            if about.get("schema") != str(SCHEMA):
                raise PackError(f"the layer {name!r} was made by another version of sayso: add it again")
            stale = list(kept_entries(db)) if about.get("fold") != fold_hash else []
        if stale:
            with alone(path):
                build_index(path, stale, fold, {**about, "fold": fold_hash}, tell)
    except (OSError, sqlite3.Error) as error:
        raise PackError(f"the layer {name!r} cannot be read ({path}): {error}; add it again") from error
    return Index(name, path, version_of({**about, "fold": fold_hash}), fold)


def kept_entries(db: sqlite3.Connection) -> Iterator[Entry]:
    for mains, folded, lat, lon, target, *row in db.execute(
        f"select mains, folded, about_lat, about_lon, id, {COLUMNS} from places"
    ):
        about = None if lat is None else (lat, lon)
        yield Entry(as_place(target, tuple(row)), mains, bool(folded), about)
