"""What leaves a case in any format: each noun the filters mean something for, restricted records left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from sayso.errors import ReadError
from sayso.show.filter import Answer, Filters, strange_filters
from sayso.show.shapes import SHAPES


class Askable(Protocol):
    """What an exporter needs of a case: answers, weighed anew where the filters ask as of a day, and whom to credit."""

    @property
    def credits(self) -> Mapping[str, str]: ...

    def rows(self, noun: str, filters: Filters) -> Answer: ...


def leaving(case: Askable, filters: Filters) -> Iterator[Answer]:
    """One answer for each noun. A noun that a filter means nothing for stays behind: it would leave unfiltered."""
    going = replace(filters, leaving=True)
    for noun in SHAPES:
        if not strange_filters(noun, filters):
            yield case.rows(noun, going)


def credit_lines(case: Askable) -> Iterator[str]:
    """One line a layer whose places and names may stand in the files: its licence asks that they be named wherever it goes."""
    for layer, credit in case.credits.items():
        yield f"{layer}: {credit or 'whose data it is was not told when it was added'}"


def make_folder(path: Path) -> Path:
    """Raises ReadError where a file stands in the way or the folder cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadError(
            f"{path} cannot be made a folder: {error.strerror}; an export is a folder with one file a noun"
        ) from error
    return path
