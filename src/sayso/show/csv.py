"""Answers as CSV: full ids, plain ISO times, each row with the page's sha256, offsets and exact words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.show.export import Askable, credit_lines, leaving, make_folder
from sayso.show.filter import Answer, Filters


def write(case: Askable, path: Path, filters: Filters | None = None) -> list[Path]:
    """A folder with `events.csv`, `claims.csv` and so on, UTF-8, one header line each; the filters of `show` hold.

    `CREDITS.txt` beside them says whose data the places and names are.
    """
    folder, made = make_folder(path), []
    for answer in leaving(case, filters or Filters()):
        made.append(folder / f"{answer.noun}.csv")
        made[-1].write_text(render_csv(answer), encoding="utf-8", newline="")
    made.append(folder / "CREDITS.txt")
    made[-1].write_text("".join(f"{line}\n" for line in credit_lines(case)), encoding="utf-8")
    return made


def render_csv(answer: Answer) -> str:
    """Lines end as RFC 4180 has it; an absent value is an empty cell, several values are a JSON array."""
    return "".join(render_parts([answer]))


def render_parts(answers: Iterable[Answer]) -> Iterator[str]:
    """The same of an answer that comes in parts, each as it comes: one header for all."""
    for number, answer in enumerate(answers):
        lines = io.StringIO()
        writer = csv.writer(lines)
        if number == 0:
            writer.writerow(answer.columns)
        writer.writerows(answer.rows)
        yield lines.getvalue()
