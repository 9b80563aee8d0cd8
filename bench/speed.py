"""Set speed: what reading and extracting cost beside a bare parse and a bare reader, on the demo's own pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

import trafilatura

import sayso
from bench.pages import OUTLET, body_of, read
from bench.reading import day, extract_text, make_text, region_pack, stock
from bench.table import Clock, Figure, Line, share
from sayso.model import Page
from sayso.pack import Pack

PAGES = Path(sayso.__file__).parent / "demo" / "pages"
# The demo is small: as often as this, for a time that says something.
TIMES = 3


def score(folder: Path, final: bool) -> Iterator[Line]:
    """The first round warms both sides up and is not counted."""
    pack = region_pack()
    files = sorted(PAGES.glob("*.html"))
    clocks = {name: Clock() for name in ("read", "trafilatura", "extract", "parse")}
    words = 0
    for turn in range(TIMES + 1):
        used = clocks if turn else {name: Clock() for name in clocks}
        for file in files:
            data = file.read_bytes()
            page, passages = used["read"].run(lambda: read(data, file.name, None, pack))  # noqa: B023
            used["trafilatura"].run(lambda: trafilatura.extract(data, include_comments=True))  # noqa: B023
            body = body_of(page, passages, OUTLET)
            words += len(body.split()) if turn else 0
            text = make_text(file.name, body, day("2017-11-12"))
            used["extract"].run(lambda: extract_text(text, pack))  # noqa: B023
            used["parse"].run(lambda: stock()(body))  # noqa: B023
    on = f"{len(files)} pages of the demo, {TIMES} times, {words} words"
    if clocks["parse"].seconds and clocks["read"].seconds:
        ratio = clocks["extract"].seconds / clocks["parse"].seconds
        yield Figure("text_to_claims_ratio", ratio, on, 1.0, "spaCy sm run whole")
        ratio = clocks["trafilatura"].seconds / clocks["read"].seconds
        yield Figure("reading_ratio", ratio, on + ", times as many pages a second", 1.0, "trafilatura")
    lines = "\n".join(page.text for page in read_all(files, pack)).count("\n")
    yield Figure(
        "reading.calls_a_line",
        share(count_calls(lambda: read_all(files, pack)), lines),
        f"{lines} lines, the same on any machine",
    )


def read_all(files: Sequence[Path], pack: Pack) -> list[Page]:
    return [page for file in files if (page := read(file.read_bytes(), file.name, None, pack)[0]) is not None]


def count_calls(work: Callable[[], object]) -> int:
    """Functions called while it runs. A time says little under load, and its floor is wide; this says little of patterns."""
    calls = 0

    def note(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls
