"""Our own golden pages: invented threads in the markup of real engines, each in a theme of its own, with their gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.reading import region_pack
from bench.table import Figure, Line, read_jsonl
from bench.threads import Thread
from sayso.model import Page, Passage
from sayso.pack import Pack
from sayso.read import Hint, read_bytes

HOME = Path(__file__).parent / "golden"
FIGURES = ("text_f1", "author", "time", "parent")
GOLD = "gold.jsonl"


def read_golden(folder: Path, pack: Pack) -> Thread:
    """How the thread of one page was read."""
    thread = Thread()
    records = list(read_bytes((folder / "page.html").read_bytes(), Hint(f"{folder.name}.html"), pack))
    page = next((record for record in records if isinstance(record, Page)), None)
    thread.add(read_jsonl(folder / GOLD), page, [record for record in records if isinstance(record, Passage)])
    return thread


def score_engines() -> Mapping[str, tuple[int, Thread]]:
    """For each engine how many pages there are of it, and how their threads were read together."""
    pack = region_pack()
    found: dict[str, tuple[int, Thread]] = {}
    for folder in sorted(path.parent for path in HOME.glob(f"*/{GOLD}")):
        pages, thread = found.setdefault(folder.name.rpartition("_")[0], (0, Thread()))
        thread.join(read_golden(folder, pack))
        found[folder.name.rpartition("_")[0]] = (pages + 1, thread)
    return found


def score() -> Iterator[Line]:
    engines = score_engines()
    whole = Thread()
    for _, thread in engines.values():
        whole.join(thread)
    on = f"{whole.wanted['text']} comments on {sum(pages for pages, _ in engines.values())} pages of ours"
    for figure in FIGURES:
        yield Figure(f"golden.{figure}", whole.value(figure), on)
    if whole.characters:
        yield Figure("golden.readers_in_outlet", whole.leaked / whole.characters, f"{whole.characters} characters")


def table() -> list[str]:
    """The rows of the table in docs/read.md, which a test compares."""
    rows = ["| engine | pages | comments | text F1 | writer | time | what is answered |", "|---|---|---|---|---|---|---|"]
    for engine, (pages, thread) in score_engines().items():
        shown = " | ".join(f"{thread.value(figure):.2f}" for figure in FIGURES)
        rows.append(f"| {engine} | {pages} | {thread.wanted['text']} | {shown} |")
    return rows


if __name__ == "__main__":
    print("\n".join(table()))
