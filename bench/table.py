"""What a set gives: figures with their baseline, and what was skipped with the reason; and the reading of its files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

Row = Mapping[str, Any]
Result = TypeVar("Result")
Spans = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of ours, beside what the named baseline reached on the same items in this process.

    `ours` None: we have no component for it yet, and only the baseline is printed.
    """

    name: str
    ours: float | None
    on: str = ""
    baseline: float | None = None
    against: str = ""


@dataclass(frozen=True, slots=True)
class Skip:
    """A file or figure that was not scored, and why."""

    what: str
    why: str


Line = Figure | Skip


def stem(file: Path) -> str:
    """The first part of a figure's name: the file's name without its endings, `-` as `_`."""
    return file.name.split(".")[0].replace("-", "_")


def read_jsonl(file: Path) -> list[Row]:
    """The rows of a file, empty lines left out. Lines end at newline only: other separators may stand in a text."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line.strip()]


def missing(folder: Path, names: Iterable[str]) -> Iterator[Skip]:
    yield from (Skip(name, f"no such file in {folder}") for name in names if not (folder / name).is_file())


def sample(rows: Sequence[Row], most: int, key: str) -> tuple[list[Row], str]:
    """At most so many rows, the first by the sha256 of their key and in the file's order, and the words that say so."""
    if len(rows) <= most:
        return list(rows), f"{len(rows)}"
    taken = sorted(range(len(rows)), key=lambda i: sha256(str(rows[i][key]).encode()).hexdigest())[:most]
    return [rows[i] for i in sorted(taken)], f"first {most} of {len(rows)} by sha"


def f1(right: int, wanted: int, found: int) -> float:
    return 2 * right / (wanted + found) if wanted + found else 0.0


def share(right: float, wanted: float) -> float:
    return right / wanted if wanted else 0.0


def characters(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def iou(left: set[int], right: set[int]) -> float:
    return share(len(left & right), len(left | right))


def pair_up(wanted: int, found: int, score: Callable[[int, int], float], least: float) -> list[tuple[int, int]]:
    """Pairs (wanted, found) of at least that score, the best first, each item used once."""
    scored = ((score(i, j), i, j) for i in range(wanted) for j in range(found))
    ranked = sorted((s for s in scored if s[0] >= least), key=lambda s: (-s[0], s[1], s[2]))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def optional(name: str) -> Any | None:
    """A module that only a baseline needs, None where it is not installed."""
    return import_module(name) if find_spec(name) is not None else None


@dataclass(slots=True)
class Clock:
    """Seconds of processor time that some work took, added up over its calls."""

    seconds: float = 0.0

    def run(self, work: Callable[[], Result]) -> Result:
        began = process_time()
        try:
            return work()
        finally:
            self.seconds += process_time() - began
