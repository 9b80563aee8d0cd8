"""Builds an index: rows of places in, one SQLite file out, the same from the same rows in any order."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path

from sayso.gazetteer.features import UNPINNED
from sayso.gazetteer.index import Fold, is_short
from sayso.model import Place, Problem, Room, record_id
from sayso.text import norm

# Raised whenever an index built by older code would be read wrongly.
SCHEMA = 2
WAIT_SECONDS = 900.0
TABLES = """
create table about(key text primary key, value text) without rowid;
create table places(n integer primary key, id text unique, level text, parent text, country text, lat real, lon real,
  radius_m integer, names text, rank integer, provenance text, population integer, about_lat real, about_lon real,
  mains integer, folded integer);
create table keys(key text, place integer, main integer, primary key(key, place)) without rowid;
create table folds(key text, place integer, main integer, primary key(key, place)) without rowid;
"""
Tell = Callable[[str], None]
Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on its way into an index. Its first `mains` names are its main ones; `folded` asks for fold keys too.

    `about` is where its people live, for ranking by distance only; `point` of a country or governorate is never kept.
    """

    place: Place
    mains: int = 1
    folded: bool = True
    about: tuple[float, float] | None = None


def build_index(path: Path, entries: Iterable[Entry], fold: Fold, about: Mapping[str, str], tell: Tell) -> None:
    """Writes beside the target and renames, so that nobody ever sees half an index. Raises OSError or sqlite3.Error."""
    ordered = sorted(entries, key=lambda entry: entry.place.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as db:
            # The draft is thrown away after a crash, so nothing in it need survive one.
            db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-65536;" + TABLES)
            db.execute("begin")
            fill(db, ordered, fold, tell)
            counts = {"schema": str(SCHEMA), "places": str(len(ordered))}
            db.executemany("insert into about values(?, ?)", sorted({**about, **counts}.items()))
            db.execute("commit")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def fill(db: sqlite3.Connection, ordered: list[Entry], fold: Fold, tell: Tell) -> None:
    tell(f"{len(ordered):,} place{'s' if len(ordered) > 1 else ''}")
    db.executemany(f"insert into places values({', '.join('?' * 16)})", (row_of(n, e) for n, e in enumerate(ordered)))
    tell("their names")
    db.executemany("insert or ignore into keys values(?, ?, ?)", in_order(name_keys(ordered)))
    tell("their spellings folded")
    db.executemany("insert or ignore into folds values(?, ?, ?)", in_order(fold_keys(ordered, fold)))


def in_order(keys: Iterable[Key]) -> Iterator[Key]:
    """Sorted, because a table that is its own index fills many times faster so; a main name before its like, and kept."""
    return ((key, n, -lesser) for key, n, lesser in sorted(keys))


def row_of(n: int, entry: Entry) -> tuple[object, ...]:
    place, pinned = entry.place, entry.place.level not in UNPINNED
    about = entry.about or ((None, None) if pinned else (place.lat, place.lon))
    return (
        n,
        place.id,
        place.level.value,
        place.parent,
        place.country and clean(place.country),
        place.lat if pinned else None,
        place.lon if pinned else None,
        place.radius_m,
        "\n".join(f"{clean(language)}:{clean(spelling)}" for language, spelling in place.names),
        place.rank,
        place.provenance,
        place.population,
        *about,
        entry.mains,
        int(entry.folded),
    )


def clean(words: str) -> str:
    """On one line, and without the half characters that JSON can hold and no file can."""
    return " ".join(words.split()).encode("utf-8", "replace").decode()


def name_keys(ordered: list[Entry]) -> Iterator[Key]:
    """(key, place, 0 or -1 for a main name): of two spellings with one key the main one sorts first."""
    for n, entry in enumerate(ordered):
        for at, (_, spelling) in enumerate(entry.place.names):
            spelling = clean(spelling)
            key = f"={spelling}" if is_short(spelling) else norm(spelling)
            if key:
                yield key, n, -(at < entry.mains)


def fold_keys(ordered: list[Entry], fold: Fold) -> set[Key]:
    """A name that its fold leaves as it is stands in here too, so that other spellings come to it."""
    found: set[Key] = set()
    for n, entry in enumerate(ordered):
        for at, (_, spelling) in enumerate(entry.place.names if entry.folded else ()):
            key = "" if is_short(spelling) else fold(clean(spelling))
            if key:
                found.add((key, n, -(at < entry.mains)))
    return found


def amiss(where: str, message: str) -> Problem:
    """A row that could not be taken in: the rest of its file is."""
    return Problem(record_id("problem", where, Room.READ, message), where, Room.READ, message)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Only one process at a time is inside for one file; the others wait. A lock of SQLite's: it ends with its process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path.with_name(f"{path.name}.lock"), timeout=WAIT_SECONDS, isolation_level=None)) as db:
        db.execute("begin exclusive")
        yield


def mean_point(weighted: Iterable[tuple[float, float, float]]) -> tuple[float, float] | None:
    """The mean of (lat, lon, weight) on the sphere, so that a country across the date line is not put in Africa."""
    x = y = z = 0.0
    for lat, lon, weight in weighted:
        x += weight * cos(radians(lat)) * cos(radians(lon))
        y += weight * cos(radians(lat)) * sin(radians(lon))
        z += weight * sin(radians(lat))
    if hypot(x, y, z) == 0:
        return None
    return round(degrees(atan2(z, hypot(x, y))), 4), round(degrees(atan2(y, x)), 4)
