"""Labels on stretches of a text become passages that tile it: each character belongs to exactly one."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.model import Passage, Role, Span, When, record_id


@dataclass(frozen=True, slots=True)
class Label:
    """What a stretch is. Pieces of one `key` that touch are one passage; `answers` is the key of what it answers or quotes.

    `voice` None with `own` means: the page's own voice. `author` are offsets in the page, inside the stretch.
    """

    start: int
    end: int
    role: Role
    rule: str
    key: str
    confidence: float = 1.0
    own: bool = True
    voice: str | None = None
    author: tuple[int, int] | None = None
    posted: When | None = None
    depth: int = 0
    answers: str | None = None
    language: str | None = None


def tile(text: str, labels: Sequence[Label], rest: Label) -> list[Label]:
    """Cuts the labels so that they tile the text: of two on one character the later wins, `rest` takes what has none.

    White space goes with what stands before it, at the very start with what follows, so no passage is white space
    alone unless the whole page is.
    """
    pieces: list[Label] = []
    for start, end, label in painted(labels, len(text)):
        here = rest if label is None else label
        if text[start:end].isspace() and (label is None or not pieces or pieces[-1].key != here.key):
            if pieces:
                pieces[-1] = replace(pieces[-1], end=end)
            continue
        start = pieces[-1].end if pieces else 0
        if pieces and pieces[-1].key == here.key:
            pieces[-1] = replace(pieces[-1], end=end)
        else:
            pieces.append(replace(here, start=start, end=end))
    if not pieces and text:
        pieces = [replace(rest, start=0, end=len(text))]
    return pieces


def painted(labels: Sequence[Label], length: int) -> Iterator[tuple[int, int, Label | None]]:
    """The stretches between all bounds of labels, each with the last label that covers it."""
    spans = [(max(label.start, 0), min(label.end, length), i) for i, label in enumerate(labels)]
    opening = sorted(span for span in spans if span[0] < span[1])
    bounds = sorted({0, length, *(at for start, end, _ in opening for at in (start, end))})
    live: list[tuple[int, int]] = []
    following = iter(opening)
    coming = next(following, None)
    for start, end in pairwise(bounds):
        while coming is not None and coming[0] <= start:
            heapq.heappush(live, (-coming[2], coming[1]))
            coming = next(following, None)
        while live and live[0][1] <= start:
            heapq.heappop(live)
        yield start, end, labels[-live[0][0]] if live else None


def make_passages(page: str, pieces: Sequence[Label], source: str | None) -> list[Passage]:
    """The passages of a page from its tiled labels; a label that is `own` and names no voice speaks for `source`."""
    ids = [record_id("passage", page, piece.start, piece.end, piece.role) for piece in pieces]
    first: dict[str, str] = {}
    for piece, made in zip(pieces, ids, strict=True):
        first.setdefault(piece.key, made)
    return [make_passage(page, i, pieces, ids, first, source) for i in range(len(pieces))]


def make_passage(
    page: str, i: int, pieces: Sequence[Label], ids: Sequence[str], first: Mapping[str, str], source: str | None
) -> Passage:
    piece = pieces[i]
    inside = None
    if piece.answers is not None and piece.role not in {Role.COMMENT, Role.POST}:
        above = (ids[j] for j in range(i - 1, -1, -1) if pieces[j].key == piece.answers)
        inside = next(above, first.get(piece.answers))
    elif piece.answers is not None:
        inside = first.get(piece.answers)
    author = piece.author
    if author is not None and piece.role is not Role.POST and not piece.start <= author[0] < author[1] <= piece.end:
        author = None
    return Passage(
        id=ids[i],
        span=Span(page, piece.start, piece.end),
        role=piece.role,
        voice=source if piece.voice is None and piece.own else piece.voice,
        author=None if author is None else Span(page, *author),
        inside=inside,
        posted=piece.posted,
        depth=piece.depth,
        confidence=piece.confidence,
        rule=piece.rule,
        language=piece.language,
    )
