"""Rows of packs at work: what a row decided of a record, on which words, and where it stands for who wants to change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path

from sayso.pack.load import read_numbered
from sayso.pack.merged import Folder, Pack
from sayso.pack.rows import FILES, Hedge

# What a link's target is, by the noun its id carries.
NAMED = {"place": "places", "actor": "actors", "source": "sources"}


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule that had a say in a record; of the sentence alone where `record` is a page.

    `row` is the row of a pack, None where the reader's own grammar decided; `start` and `end` are the words it met on the
    page, None where it met none.
    """

    record: str
    decides: str
    row: object | None
    start: int | None = None
    end: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row stands: the pack, its file, and the line that an editor shows."""

    pack: str
    path: Path
    line: int

    @property
    def short(self) -> str:
        """`en/frames.csv:12`."""
        return f"{self.pack}/{self.path.name}:{self.line}"


def row_origin(pack: Pack, row: object) -> Origin | None:
    """The first place a row stands; of a hedge by its words and scope, since what it lends may be less than it says."""
    stem = next((stem for stem, row_class in FILES.items() if isinstance(row, row_class)), None)
    wanted = identity(row)
    found = (at for folder in pack.folders for at in origins(folder, stem, wanted)) if stem is not None else iter(())
    return next(found, None)


def target_origin(pack: Pack, target: str | None) -> Origin | None:
    """The row of a place, actor or source; None if it is none of the packs' (the world's, or what was added)."""
    noun, _, name = (target or "").partition(":")
    if noun not in NAMED:
        return None
    return next((at for folder in reversed(pack.folders) for at in origins(folder, NAMED[noun], name)), None)


def origins(folder: Folder, stem: str, wanted: object) -> Iterator[Origin]:
    for path, line, row in read_numbered(folder, stem, FILES[stem]):
        if wanted in (identity(row), getattr(row, "id", None)):
            yield Origin(folder.name, path, line)


def identity(row: object) -> object:
    return (row.words, row.scope) if isinstance(row, Hedge) else row


def row_cells(row: object | None) -> dict[str, str]:
    """A row by its columns; of no row nothing."""
    return asdict(row) if is_dataclass(row) and not isinstance(row, type) else {}
