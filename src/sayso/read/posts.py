"""Posts of a forum in flat text: each is numbered beside its stamp, below what the forum says of its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from sayso.read.blocks import Sheet
from sayso.read.heads import Head
from sayso.read.signs import LAST_WORD, STOPS, Signs, is_name
from sayso.read.starts import NUMBERS_LOST, REPEATS, Start

RULE = "flat.post"
NUMBER = re.compile(r"(?P<mark>#\s?)?(?P<number>\d{1,6})")
# How far a number stands from its stamp, and how many lines a forum tells of a writer.
BESIDE = 3
MOST_TOLD = 24
MOST_WORDS = 6
SLACK = 2
MOST_STAMPS = 0.6


@dataclass(frozen=True, slots=True)
class Numbered:
    """A post's number on a line of its own, and the line of its stamp; only a number with its mark may do without."""

    line: int
    number: int
    marked: bool
    stamp: int | None

    @property
    def first(self) -> int:
        return self.line if self.stamp is None else min(self.line, self.stamp)

    @property
    def last(self) -> int:
        return self.line if self.stamp is None else max(self.line, self.stamp)


def find_post_starts(sheet: Sheet, heads: Sequence[Head | None], signs: Signs) -> list[Start]:
    """The posts of a page whose numbers rise one by one, each beside a stamp; empty if there are not enough of them."""
    found = list(find_numbered(sheet, heads))
    run = longest_run([post for post in found if post.marked])
    if len(run) < REPEATS:
        # A bare number may be a count of votes: it is a post's beside its stamp, with most stamps of the page so numbered.
        run = longest_run([post for post in found if post.last - post.first == 1])
        if len(run) < max(REPEATS, sum(map(is_stamped, heads)) * MOST_STAMPS) or run[-1].number - run[0].number >= len(run):
            return []
    floors = [-1, *(post.last for post in run)]
    anchors = [post.first for post in run]
    tops = [head_top(sheet, anchor, floor + 1, signs) for anchor, floor in zip(anchors, floors, strict=False)]
    usual = median(anchor - top for anchor, top in zip(anchors, tops, strict=True)) + SLACK
    starts = []
    for post, anchor, top in zip(run, anchors, tops, strict=True):
        first = max(top, anchor - int(usual))
        head, name = heads[post.last] if post.stamp is None else heads[post.stamp], name_of(sheet, first, anchor, signs)
        line = first if name is None else name
        author = None if name is None else (sheet.lines[name].start, sheet.lines[name].end)
        posted = None if head is None else head.posted
        starts.append(Start(line, author or (head.author if head else None), posted, 0, RULE, 0.9 if author else 0.8))
    return starts


def find_numbered(sheet: Sheet, heads: Sequence[Head | None]) -> Iterator[Numbered]:
    for i, line in enumerate(sheet.lines):
        met = NUMBER.fullmatch(line.words) if len(line.words) <= 8 else None
        if met is None:
            continue
        near = (i + step for step in (-1, 1, -2, 2, -BESIDE, BESIDE))
        stamp = next((j for j in near if 0 <= j < len(heads) and is_stamped(heads[j])), None)
        marked = met["mark"] is not None
        if stamp is not None or marked:
            yield Numbered(i, int(met["number"]), marked, stamp)


def is_stamped(head: Head | None) -> bool:
    return head is not None and head.stamped


def longest_run(found: Sequence[Numbered]) -> list[Numbered]:
    """The longest run of rising numbers; deleted posts leave gaps."""
    runs: list[list[Numbered]] = []
    for post in found:
        fitting = [run for run in runs[-8:] if run[-1].number < post.number <= run[-1].number + NUMBERS_LOST]
        if fitting:
            max(fitting, key=len).append(post)
        else:
            runs.append([post])
    return max(runs, key=len, default=[])


def head_top(sheet: Sheet, anchor: int, floor: int, signs: Signs) -> int:
    """The first of the short lines above a stamp that may be told of its writer."""
    top = anchor
    for i in range(anchor - 1, max(floor, anchor - MOST_TOLD) - 1, -1):
        words = sheet.lines[i].words
        if signs.holds("likers", words):
            return min(i + 2, anchor)
        ended = words[-1] in STOPS and LAST_WORD.search(words) is None
        if words.count(" ") >= MOST_WORDS or ended or signs.holds("reply", words):
            break
        top = i
    return top


def name_of(sheet: Sheet, first: int, anchor: int, signs: Signs) -> int | None:
    lines = sheet.lines
    return next((i for i in range(first, anchor) if len(lines[i].words) > 1 and is_name(lines[i].words, signs)), None)
