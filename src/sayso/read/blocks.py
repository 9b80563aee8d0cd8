"""Flat text as lines and blocks; blank lines and indents are kept, for nameless threads they are the only boundary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"\r\n|\r|\n")
# How Markdown sets headings and emphasis; a star with a blank behind it is a bullet.
MARKDOWN = re.compile(
    r"^\s{0,3}#{1,6}\s|\s#+\s*$|\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=[\w.!?])_{1,2}(?!\w)"
)
# A block of so many words is prose: no heading, name, or piece of furniture is as long.
PROSE = 20
# The gaps at the top are the article's own; in a long thread those between comments would outnumber them.
FIRST_GAPS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its bounds without outer white space, the blank lines above it, how far it is indented."""

    start: int
    end: int
    words: str
    gap: int
    indent: int


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last` (half-open) without a blank one between; `wide`: more blank lines above than is usual."""

    first: int
    last: int
    start: int
    end: int
    wide: bool
    size: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text cut up; `block_of` gives the block of each line."""

    text: str
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    block_of: tuple[int, ...]


def find_lines(text: str, is_markdown: bool = False) -> Iterator[Line]:
    """The lines that are not blank. Only CR and LF end a line: other separators stand inside what people wrote.

    In Markdown the words of a line are without its marks, each of which is as many blanks, so that offsets stay.
    """
    at, gap = 0, 0
    while at <= len(text):
        end_of_line = LINE.search(text, at)
        end, after = end_of_line.span() if end_of_line else (len(text), len(text) + 1)
        raw = MARKDOWN.sub(lambda mark: " " * len(mark[0]), text[at:end]) if is_markdown else text[at:end]
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            yield Line(start, start + len(words), words, gap, start - at)
            gap = 0
        else:
            gap += 1
        at = after


def read_sheet(text: str, is_markdown: bool = False) -> Sheet:
    """Cuts a text into blocks. Where no line is blank every line is a block: such text was saved one paragraph a line."""
    lines = tuple(find_lines(text, is_markdown))
    gaps = Counter([line.gap for line in lines[1:] if line.gap][:FIRST_GAPS])
    usual = min(gaps, key=lambda gap: (-gaps[gap], gap), default=0)
    blocks: list[Block] = []
    block_of: list[int] = []
    first = 0
    for i in range(1, len(lines) + 1):
        if i < len(lines) and lines[i].gap == 0 and gaps:
            continue
        part = lines[first:i]
        if part:
            size = sum(line.words.count(" ") + 1 for line in part)
            wide = bool(blocks) and part[0].gap > usual
            blocks.append(Block(first, i, part[0].start, part[-1].end, wide, size))
            block_of.extend([len(blocks) - 1] * len(part))
        first = i
    return Sheet(text, lines, tuple(blocks), tuple(block_of))


def first_prose(sheet: Sheet) -> int:
    """The first line of the first block long enough to be prose; above it stand titles, bylines and menus."""
    return next((block.first for block in sheet.blocks if block.size >= PROSE), 0)
