"""Writes docs/nouns.md from model.py, so that the guide cannot say what the code does not: `python -m tests.field_guide`."""

from __future__ import annotations

import dataclasses
import inspect
from enum import StrEnum
from pathlib import Path

from sayso import model

PAGE = Path(__file__).parent.parent / "docs" / "nouns.md"
HEAD = "# The nouns, field by field\n\nMade from `model.py` by `make docs`; a test keeps it so.\n"


def nouns() -> list[type]:
    found = [one for one in vars(model).values() if inspect.isclass(one) and one.__module__ == model.__name__]
    return [one for one in found if dataclasses.is_dataclass(one)]


def closed_sets() -> list[type[StrEnum]]:
    return [one for one in vars(model).values() if inspect.isclass(one) and issubclass(one, StrEnum) and one is not StrEnum]


def said(one: type) -> str:
    words = one.__dict__.get("__doc__") or ""
    return "" if words.startswith(f"{one.__name__}(") else " ".join(words.split())


def guide() -> str:
    lines = [HEAD]
    for noun in nouns():
        lines.append(f"\n## {noun.__name__}\n\n{said(noun)}\n".replace("\n\n\n", "\n"))
        lines.append("\n| field | type |\n|---|---|\n")
        for field in dataclasses.fields(noun):
            lines.append(f"| {field.name} | `{str(field.type).replace('|', 'or')}` |\n")
    lines.append("\n## Closed sets\n\n| set | values |\n|---|---|\n")
    lines.extend(f"| {one.__name__} | {', '.join(f'`{member.value}`' for member in one)} |\n" for one in closed_sets())
    return "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(guide(), encoding="utf-8")
