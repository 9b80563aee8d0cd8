"""Fills README with what the commands print and the demo's with its story: `python -m tests.readme`, a part of `make docs`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import sayso
from bench.story import Cell, read_wrong, tell, write_table

PAGE = Path(__file__).parent.parent / "README.md"
STORY_PAGE = Path(sayso.__file__).parent / "demo" / "README.md"
STORY_BLOCK = re.compile(r"(?<=<!-- story -->\n)(.*?)(?=<!-- end of story -->)", re.DOTALL)
BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
# How many lines of a long table README shows.
SHOWN = 8


def commands(block: str) -> Iterator[str]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        yield part.partition("\n")[0]


def run(command: str, folder: Path) -> list[str] | None:
    """What a command prints, in a terminal 100 columns wide; None for those that are only shown."""
    words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command.partition("  #")[0])]
    if words[0] == "make":
        words = ["sayso", "demo", "--case", str(folder / "demo.sayso")]
    if words[0] != "sayso" or "#" in command:
        return None
    environment = {"SAYSO_CASE": str(folder / "demo.sayso"), "COLUMNS": "100", "PATH": "", "LANG": "C.UTF-8"}
    program = str(Path(sys.executable).parent / "sayso")
    ran = subprocess.run([program, *words[1:]], capture_output=True, text=True, env=environment, cwd=folder, check=True)
    printed = ran.stdout.splitlines()
    return printed[:1] if words[1] == "demo" else printed


def fill(block: str, folder: Path) -> str:
    lines: list[str] = []
    for command in commands(block):
        lines.append(f"$ {command}")
        printed = run(command, folder) or []
        lines.extend(printed if "held" in command else printed[:SHOWN])
    return "\n".join(lines) + "\n"


def filled(page: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        return BLOCK.sub(lambda match: fill(match.group(1), Path(folder)), page)


def with_story(page: str, cells: Sequence[Cell]) -> str:
    return STORY_BLOCK.sub(lambda _: f"{write_table(cells, read_wrong())}\n", page)


def tell_demo() -> list[Cell]:
    with tempfile.TemporaryDirectory() as folder, sayso.open(Path(folder) / "demo.sayso", write=True) as case:
        case.run([STORY_PAGE.parent / "pages"], ("syria-iraq", "demo"))
        return tell(case)


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    STORY_PAGE.write_text(with_story(STORY_PAGE.read_text(encoding="utf-8"), tell_demo()), encoding="utf-8")
