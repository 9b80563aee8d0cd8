"""The room that shows: rows of a case in, tables and files for people out; each cell leads back to exact words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sayso.show import csv, json
from sayso.show.export import Askable
from sayso.show.filter import Filters

# A new format is a module with `write` and a line here.
EXPORTERS: Mapping[str, Callable[[Askable, Path, Filters | None], list[Path]]] = {
    "csv": csv.write,
    "json": json.write,
}
