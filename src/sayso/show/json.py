"""Answers as JSON: full ids, plain ISO times, each object with the page's sha256, offsets and exact words."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

from msgspec import to_builtins

from sayso.show.export import Askable, credit_lines, leaving, make_folder
from sayso.show.filter import Answer, Filters

# The case file keeps these columns as JSON text; inside JSON they are what they are.
NESTED = frozenset(
    {"actors", "targets", "names", "outside_ids", "rivals", "attributions", "evidence", "domains", "interested_in", "figures"}
)


def write(case: Askable, path: Path, filters: Filters | None = None) -> list[Path]:
    """A folder with `events.json`, `claims.json` and so on, each an array of objects; the filters of `show` hold.

    `credits.json` beside them says under `credits` whose data the places and names are.
    """
    folder, made = make_folder(path), []
    for answer in leaving(case, filters or Filters()):
        made.append(folder / f"{answer.noun}.json")
        made[-1].write_text(render_json(answer) + "\n", encoding="utf-8")
    made.append(folder / "credits.json")
    made[-1].write_text(line_json({"credits": list(credit_lines(case))}) + "\n", encoding="utf-8")
    return made


def render_json(answer: Answer) -> str:
    """An array with one object a line, so that it can be read by eye and by line."""
    lines = ",\n".join(line_json({column: unfold(column, value) for column, value in row.items()}) for row in answer.records())
    return f"[{lines}]"


def unfold(column: str, value: object) -> object:
    return json.loads(value) if column in NESTED and isinstance(value, str) else value


def line_json(value: object) -> str:
    """One line of JSON for anything of ours: records by their fields, times and enums as their text."""
    plain = to_builtins(value, builtin_types=(datetime, date), enc_hook=str)
    return json.dumps(plain, ensure_ascii=False, default=str)
