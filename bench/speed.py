"""Set speed: what reading and extracting cost beside a bare parse and a bare reader, on the demo's own pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

import trafilatura

import sayso
from bench.pages import OUTLET, body_of, read
from bench.reading import day, extract_text, make_text, region_pack, stock
from bench.rooms import own_reports
from bench.table import Clock, Figure, Line, share
from sayso.model import Page
from sayso.pack import Pack

PAGES = Path(sayso.__file__).parent / "demo" / "pages"
# The demo is small: as often as this, for a time that says something.
TIMES = 3


def score(folder: Path, final: bool) -> Iterator[Line]:
    pack, files = region_pack(), sorted(PAGES.glob("*.html"))
    yield from score_extraction(files, pack)
    yield from score_reading(files, pack)


def score_extraction(files: Sequence[Path], pack: Pack) -> Iterator[Line]:
    """Both sides come warm from other texts and meet these once: of a page met again much is remembered."""
    model, ours, parse = stock(), Clock(), Clock()
    for text in own_reports():
        extract_text(text, pack)
        model(text.page.text)
    bodies = [body_of(*read(file.read_bytes(), file.name, None, pack), OUTLET) for file in files]
    for file, body in zip(files, bodies, strict=True):
        ours.run(partial(extract_text, make_text(file.name, body, day("2017-11-12")), pack))
        parse.run(partial(model, body))
    on = f"{len(files)} pages of the demo, {sum(len(body.split()) for body in bodies)} words"
    if parse.seconds:
        yield Figure("text_to_claims_ratio", ours.seconds / parse.seconds, on, 1.0, "spaCy sm run whole")


def score_reading(files: Sequence[Path], pack: Pack) -> Iterator[Line]:
    """The first round warms both sides up and is not counted."""
    for turn in range(TIMES + 1):
        if turn < 2:
            ours, base = Clock(), Clock()
        for file in files:
            data = file.read_bytes()
            ours.run(partial(read, data, file.name, None, pack))
            base.run(partial(trafilatura.extract, data, include_comments=True))
    if ours.seconds:
        on = f"{len(files)} pages of the demo, {TIMES} times, times as many pages a second"
        yield Figure("reading_ratio", base.seconds / ours.seconds, on, 1.0, "trafilatura")
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
