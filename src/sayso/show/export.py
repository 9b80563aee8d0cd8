"""What leaves a case in any format: each noun the filters mean something for, restricted records left behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from sayso.errors import ReadError
from sayso.show.filter import Answer, Filters, strange_filters
from sayso.show.shapes import SHAPES


class Askable(Protocol):
    """What an exporter needs of a case: answers, weighed anew where the filters ask as of a day."""

    def rows(self, noun: str, filters: Filters) -> Answer: ...


def leaving(case: Askable, filters: Filters) -> Iterator[Answer]:
    """One answer for each noun. A noun that a filter means nothing for stays behind: it would leave unfiltered."""
    going = replace(filters, leaving=True)
    for noun in SHAPES:
        if not strange_filters(noun, filters):
            yield case.rows(noun, going)


def make_folder(path: Path) -> Path:
    """Raises ReadError where a file stands in the way or the folder cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadError(
            f"{path} cannot be made a folder: {error.strerror}; an export is a folder with one file a noun"
        ) from error
    return path
