"""Set pages: the body, the readers' threads and the date of a page, beside trafilatura and htmldate."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import trafilatura
from htmldate import find_date

from bench import golden
from bench.reading import region_pack
from bench.table import Clock, Figure, Line, Row, Skip, share
from bench.threads import Thread, flatten, strip
from sayso.model import DateClass, Page, Passage, Role
from sayso.pack import Pack
from sayso.read import Hint, read_bytes
from sayso.text import shingles

GOLD = "gold.jsonl.gz"
SIZE = 4
WARM = 5
OUTLET = {Role.BODY, Role.QUOTE, Role.REPRINT, Role.NOTE}
POSTS = {Role.POST, Role.COMMENT}
DATED = {DateClass.PERSON, DateClass.EXPLICIT, DateClass.META, DateClass.URL}


@dataclass(slots=True)
class Body:
    """Precision and recall of the body's shingles, page by page."""

    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)

    def add(self, found: str, gold: str) -> None:
        mine, wanted = bag(found), bag(gold)
        common = (mine & wanted).total()
        if wanted:
            self.precision.append(share(common, mine.total()))
            self.recall.append(share(common, wanted.total()))

    @property
    def value(self) -> float:
        p, r = share(sum(self.precision), len(self.precision)), share(sum(self.recall), len(self.recall))
        return share(2 * p * r, p + r)


def bag(text: str) -> Counter[str]:
    return Counter(words for words, _, _ in shingles(text, 0, len(text), SIZE))


def read(data: bytes, name: str, url: str | None, pack: Pack) -> tuple[Page | None, list[Passage]]:
    records = list(read_bytes(data, Hint(name, url=url), pack))
    page = next((record for record in records if isinstance(record, Page)), None)
    return page, [record for record in records if isinstance(record, Passage)]


def body_of(page: Page | None, passages: Sequence[Passage], roles: set[Role]) -> str:
    text = page.text if page is not None else ""
    return "\n".join(text[p.span.start : p.span.end] for p in passages if p.role in roles)


def date_of(page: Page | None) -> str | None:
    """The day the page is dated; an inferred stretch is no date."""
    known = page is not None and page.published_class in DATED and page.published is not None
    return page.published.start.date().isoformat() if known and page and page.published and page.published.start else None


@dataclass(slots=True)
class Dates:
    exact: int = 0
    wrong: int = 0
    none: int = 0

    def add(self, found: str | None, gold: str) -> None:
        self.exact += found == gold[:10]
        self.wrong += found is not None and found != gold[:10]
        self.none += found is None


@dataclass(slots=True)
class Board:
    """All that is counted over the pages."""

    bodies: dict[str, tuple[Body, Body]] = field(default_factory=dict)
    dates: tuple[Dates, Dates] = field(default_factory=lambda: (Dates(), Dates()))
    threads: dict[str, Thread] = field(default_factory=lambda: {n: Thread() for n in ("threads", "stripped", "flattened")})
    left: list[int] = field(default_factory=lambda: [0, 0])
    mine: Clock = field(default_factory=Clock)
    theirs: Clock = field(default_factory=Clock)
    whole: Clock = field(default_factory=Clock)


def add_page(row: Row, data: bytes, board: Board, pack: Pack) -> None:
    name, url = f"{row['page']}.html", row.get("url")
    forum = row.get("type") == "forum"
    page, passages = board.mine.run(lambda: read(data, name, url, pack))
    other = board.theirs.run(lambda: trafilatura.extract(data, url=url, include_comments=forum)) or ""
    board.whole.run(lambda: trafilatura.extract(data, url=url, include_comments=True, with_metadata=True))
    if row.get("body"):
        mine, theirs = board.bodies.setdefault(row["set"], (Body(), Body()))
        mine.add(body_of(page, passages, OUTLET | POSTS if forum else OUTLET), row["body"])
        theirs.add(other, row["body"])
    if row.get("date"):
        board.dates[0].add(date_of(page), row["date"])
        board.dates[1].add(find_date(data, url=url, original_date=True, extensive_search=False), row["date"])
    if row.get("comments") and page is not None:
        gold = row["comments"]
        board.threads["threads"].add(gold, page, passages)
        board.threads["stripped"].add(gold, *read(strip(data), name, url, pack))
        board.threads["flattened"].add(gold, *read(flatten(data), f"{row['page']}.txt", url, pack))
        plain = " ".join((trafilatura.extract(data, url=url, include_comments=False) or "").split())
        texts = [" ".join((c.get("text") or "").split()) for c in gold]
        board.left[0] += sum(len(t) for t in texts if t and t in plain)
        board.left[1] += sum(map(len, texts))


def score(folder: Path, final: bool) -> Iterator[Line]:
    if not (folder / GOLD).is_file():
        yield Skip(GOLD, f"no such file in {folder}")
        return
    with gzip.open(folder / GOLD, "rb") as lines:
        rows: list[Row] = [json.loads(line) for line in lines.read().decode().split("\n") if line.strip()]
    board, pack, absent = Board(), region_pack(), 0
    # What each side compiles on its first pages is no cost of a page.
    warm_up(folder, rows[:WARM], pack)
    for row in rows:
        file = folder / "html" / f"{row['page']}.html.gz"
        if file.is_file():
            add_page(row, gzip.decompress(file.read_bytes()), board, pack)
        absent += not file.is_file()
    if absent:
        yield Skip(f"{absent} pages", "named in the gold, no file in html/")
    yield from lines_of(board)
    yield from golden.score()


def warm_up(folder: Path, rows: Sequence[Row], pack: Pack) -> None:
    for row in rows:
        file = folder / "html" / f"{row['page']}.html.gz"
        if file.is_file():
            add_page(row, gzip.decompress(file.read_bytes()), Board(), pack)


def lines_of(board: Board) -> Iterator[Line]:
    for name, (mine, theirs) in sorted(board.bodies.items()):
        yield Figure(f"{name}.body_f1", mine.value, f"{len(mine.recall)} pages", theirs.value, "trafilatura")
    asked = {
        "threads": ("text_f1", "author", "time", "parent"),
        "stripped": ("found", "author", "time"),
        "flattened": ("starts_f1",),
    }
    for name, figures in asked.items():
        thread = board.threads[name]
        for figure in figures:
            if thread.wanted["text"]:
                yield Figure(f"{name}.{figure}", thread.value(figure), thread.count(figure))
    readers = sum(thread.characters for thread in board.threads.values())
    if readers:
        leaked = sum(thread.leaked for thread in board.threads.values())
        base = share(board.left[0], board.left[1])
        on = f"{readers} characters, three readings of each page"
        yield Figure("readers_in_outlet", leaked / readers, on, base, "trafilatura without comments")
    ours, others = board.dates
    wanted = ours.exact + ours.wrong + ours.none
    for figure in ("exact", "wrong", "none") if wanted else ():
        base = share(getattr(others, figure), wanted)
        yield Figure(f"dates.{figure}", share(getattr(ours, figure), wanted), f"{wanted} pages", base, "htmldate, no guessing")
    if board.mine.seconds:
        yield Figure(
            "speed_ratio",
            board.theirs.seconds / board.mine.seconds,
            "times as many pages a second",
            1.0,
            "trafilatura, its text",
        )
        whole = board.whole.seconds / board.mine.seconds
        yield Figure("same_work.speed_ratio", whole, "times as many pages a second", 1.0, "trafilatura, comments and metadata")
