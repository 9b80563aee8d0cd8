"""One index of places on disk: which places a name may mean, and what is known of each; nothing is read before it is asked."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import finalize

from sayso.model import Level, Place, Rung
from sayso.text import norm

Fold = Callable[[str], str]
# In another case these are words of the language: "is", "us", "hit".
SHORT = 4
REMEMBERED = 50_000
NAMED = "select p.id, p.names, k.main from {} k join places p on p.n = k.place where k.key = ?"
ORDER = " order by k.main desc, p.population desc, p.n"
COLUMNS = "level, parent, country, lat, lon, radius_m, names, rank, provenance, population"
CENTRE = "select coalesce(about_lat, lat), coalesce(about_lon, lon), parent from places where id = ?"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that some words may mean: its full id, the rung it was met on, the spelling it was met by.

    `main` is False where the spelling is one of the place's lesser names, as far as the layer can tell.
    """

    target: str
    rung: Rung
    spelling: str
    main: bool = True


@dataclass(frozen=True, slots=True)
class Index:
    """A file made by `build_index`. Holds no connection, so it may go to another process; each opens its own.

    `fold` must be the one the file was built with, or the fold rung answers nothing.
    """

    name: str
    path: Path
    version: str
    fold: Fold = field(repr=False, compare=False)

    def candidates(self, words: str) -> tuple[Candidate, ...]:
        """Exact and norm together; the fold only if those give none. Main names first, then the more populous."""
        return asked(self.path, self.version, os.getpid()).candidates(words, self.fold)

    def place(self, target: str) -> Place | None:
        """A country and a governorate have no point here, whatever is known of their middle (see `centre`)."""
        return asked(self.path, self.version, os.getpid()).place(target)

    def centre(self, target: str) -> tuple[float, float] | None:
        """Where the people of a place live, or its point, or the centre of what it lies in: for distances, never for a pin."""
        return asked(self.path, self.version, os.getpid()).centre(target)

    def told(self, key: str) -> str | None:
        """What the file says of itself: title, licence, credit, places, names."""
        return asked(self.path, self.version, os.getpid()).told(key)


class Reader:
    """One process's connection to an index, and the answers it remembers: names come again and again."""

    def __init__(self, path: Path) -> None:
        # immutable: files are only ever replaced whole, so no lock is taken and a read-only disk will do.
        self.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        finalize(self, self.db.close)
        self.candidates = lru_cache(REMEMBERED)(self.find)
        self.place = lru_cache(REMEMBERED)(self.fetch)
        self.centre = lru_cache(REMEMBERED)(self.locate)

    def find(self, words: str, fold: Fold) -> tuple[Candidate, ...]:
        key = norm(words)
        # "US" is the country, though some village is called Us.
        found = tuple(self.rows(f"={words}", words)) or tuple(self.rows(key, words)) if key else ()
        if found or not key or words.islower():
            return found
        folded = fold(words)
        rows = self.db.execute(NAMED.format("folds") + ORDER, (folded,)) if folded else ()
        return tuple(Candidate(one, Rung.FOLD, spelt(names, folded, fold), bool(main)) for one, names, main in rows)

    def rows(self, key: str, words: str) -> Iterator[Candidate]:
        for one, names, main in self.db.execute(NAMED.format("keys") + ORDER, (key,)):
            exact = any(spelling == words for _, spelling in read_names(names))
            spelling = words if exact else spelt(names, key, norm)
            yield Candidate(one, Rung.EXACT if exact else Rung.NORM, spelling, bool(main))

    def fetch(self, target: str) -> Place | None:
        row = self.db.execute(f"select {COLUMNS} from places where id = ?", (target,)).fetchone()
        return None if row is None else as_place(target, row)

    def locate(self, target: str) -> tuple[float, float] | None:
        # As many steps as there are levels: a file from elsewhere might hold a ring of parents.
        above: str | None = target
        for _ in Level:
            row = self.db.execute(CENTRE, (above,)).fetchone()
            if row is None or row[0] is not None:
                return None if row is None else (row[0], row[1])
            above = row[2]
        return None

    def told(self, key: str) -> str | None:
        row = self.db.execute("select value from about where key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])


@lru_cache(maxsize=64)
def asked(path: Path, version: str, process: int) -> Reader:
    """By version, since a file may be replaced; by process, since a connection must not be carried over a fork."""
    return Reader(path)


def as_place(target: str, row: Sequence[Any]) -> Place:
    """A row of COLUMNS as the noun."""
    level, parent, country, lat, lon, radius_m, names, rank, provenance, population = row
    return Place(
        id=target,
        level=Level(level),
        parent=parent,
        country=country,
        lat=lat,
        lon=lon,
        radius_m=radius_m,
        names=read_names(names),
        outside_ids=(provenance,),
        rank=rank,
        provenance=provenance,
        population=population,
    )


def is_short(spelling: str) -> bool:
    """Whether a name is so short and all in capitals ("US", "U.A.E.") that it may be met only as it stands."""
    return spelling.isupper() and len(spelling.replace(".", "")) <= SHORT


def read_names(cell: str) -> tuple[tuple[str, str], ...]:
    pairs = (line.partition(":") for line in cell.split("\n"))
    return tuple((language, spelling) for language, _, spelling in pairs)


def spelt(names: str, key: str, fold: Fold) -> str:
    """The first of the names that has this key."""
    spellings = [spelling for _, spelling in read_names(names)]
    return next((spelling for spelling in spellings if fold(spelling) == key), spellings[0])
