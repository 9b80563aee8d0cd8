"""What is known of a file beside its bytes: its name, and the row of a sidecar `pages.csv` that a person wrote."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sayso.model import Precision, Problem, Room, When, record_id
from sayso.read.decode import MOST_BYTES, decode
from sayso.read.stamps import read_iso

SIDECAR = "pages.csv"
COLUMNS = ("path", "url", "source", "published", "seen", "columns")
SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Hint:
    """`path` is the file's name below the folder or file given; `zone` the zone in which all times are wall clock.

    `published_rule` says who stated `published`; `charset` is the encoding that came with the bytes, not in them.
    `columns` are the names that a table of pages has for our columns: ("text", "article").
    """

    path: str
    url: str | None = None
    source: str | None = None
    published: When | None = None
    seen: datetime | None = None
    zone: str = "UTC"
    published_rule: str = "sidecar"
    charset: str | None = None
    author: str | None = None
    columns: tuple[tuple[str, str], ...] = ()


def make_problem(page: str, message: str) -> Problem:
    return Problem(record_id("problem", page, Room.READ, message), page, Room.READ, message)


def read_sidecars(paths: Iterable[Path], zone: str = "UTC") -> tuple[dict[str, Hint], list[Problem]]:
    """Hints by file name (as `find_files` gives it) from every `pages.csv` beside or below the paths given.

    An empty cell says nothing. A row that cannot be used is a Problem; so is a second row on one name, and the first
    stands.
    """
    hints: dict[str, Hint] = {}
    problems: list[Problem] = []
    for path in paths:
        for sidecar, folder in find_sidecars(path):
            for found in read_sidecar(sidecar, folder, zone):
                if isinstance(found, Problem):
                    problems.append(found)
                elif hints.setdefault(found.path, found) != found:
                    problems.append(make_problem(found.path, f"{SIDECAR} has two rows on {found.path}; the first stands"))
    return hints, problems


def find_sidecars(path: Path) -> Iterator[tuple[Path, str]]:
    """Each sidecar with the name of its folder below the path given; for a file, the one beside it."""
    if path.is_file():
        if (path.parent / SIDECAR).is_file():
            yield path.parent / SIDECAR, ""
        return
    for sidecar in sorted(path.rglob(SIDECAR)):
        folder = sidecar.parent.relative_to(path).as_posix()
        yield sidecar, "" if folder == "." else f"{folder}/"


def read_sidecar(sidecar: Path, folder: str, zone: str) -> Iterator[Hint | Problem]:
    name = f"{folder}{SIDECAR}"
    try:
        with sidecar.open("rb") as file:
            data = file.read(MOST_BYTES)
    except OSError as error:
        yield make_problem(name, f"cannot be read: {error.strerror}")
        return
    yield from read_table(data, name, folder, zone, lambda named: is_below(sidecar.parent, named))


def read_table(data: bytes, name: str, folder: str, zone: str, is_there: Callable[[str], bool]) -> Iterator[Hint | Problem]:
    """The rows of a sidecar of that name; `is_there` tells whether a file lies beside it."""
    decoded = decode(data, markup=False)
    if decoded.text is None:
        yield make_problem(name, "is no text")
        return
    yield from (make_problem(name, remark) for remark in decoded.remarks)
    reader = csv.DictReader(io.StringIO(decoded.text, newline=""), restkey="")
    try:
        unknown = [column for column in reader.fieldnames or () if column not in COLUMNS]
        if "path" not in (reader.fieldnames or ()):
            yield make_problem(name, f"has no column path; its columns may be {', '.join(COLUMNS)}")
            return
        if unknown:
            yield make_problem(name, f"columns not known and not read: {', '.join(unknown)}")
        for row in reader:
            yield from read_row(row, f"{name}:{reader.line_num}", folder, zone, is_there)
    except csv.Error as error:
        yield make_problem(name, f"line {reader.line_num} is no csv: {error}")


def read_row(
    row: Mapping[str, str | None], at: str, folder: str, zone: str, is_there: Callable[[str], bool]
) -> Iterator[Hint | Problem]:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not any(cells.values()):
        return
    if not cells["path"]:
        yield make_problem(at, "a row without a path")
        return
    if not is_there(cells["path"]):
        yield make_problem(at, f"there is no file {cells['path']!r} beside this {SIDECAR}")
        return
    published, seen = read_iso(cells["published"], zone), read_iso(cells["seen"], zone)
    for column, when in (("published", published), ("seen", seen)):
        if cells[column] and when is None:
            yield make_problem(at, f"{column} {cells[column]!r} is no date such as 2017-11-06 or 2017-11-06T14:20+02:00")
    named = [pair.partition("=") for pair in cells["columns"].split("|") if pair.strip()]
    if any(not (column.strip() and name.strip()) for column, _, name in named):
        yield make_problem(at, f"columns {cells['columns']!r} is not of the form text=NAME|date=NAME")
    yield Hint(
        path=folder + Path(cells["path"]).as_posix(),
        url=cells["url"] or None,
        source=cells["source"] or None,
        published=published,
        seen=seen_at(seen),
        zone=zone,
        columns=tuple((column.strip(), name.strip()) for column, _, name in named if column.strip() and name.strip()),
    )


def is_below(folder: Path, name: str) -> bool:
    try:
        return (folder / name).is_file() and (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError):
        return False


def seen_at(when: When | None) -> datetime | None:
    """A page seen on a day had surely been seen by its end."""
    if when is None or when.precision is Precision.INSTANT:
        return when.start if when else None
    return when.end - SECOND if when.end else None
