"""The five-word prints of every page, what of them is stock, and which pages are worth comparing."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.model import Page
from sayso.text import WORD
from sayso.weigh.bodies import Forest
from sayso.weigh.index import UNCOUNTED, Index
from sayso.weigh.known import day_of

SIZE = 5
STOCK_DATES = 3
# A story goes round, reworded, for three days; what is printed again on a third date after that is stock.
STOCK_DAYS = 4
CANDIDATE = 4
CONTAINED = 0.5
WINDOW_DAYS = 14
# As many different texts as this share no words but stock; to count these too would be quadratic.
CROWD = 64
# A reprint within a day of its like, and of its length, is compared with that one alone: 200 copies make 200 edges.
ALIKE = 0.9
LEADS = 16
# An odd multiplier of 64 bits: five words that are not the same five get the same number about once in 10^19.
MIX = np.uint64(0x9E3779B97F4A7C15)
# What stands between words and the words, in turn.
PARTS = re.compile(f"({WORD.pattern})")
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Print:
    """The shingles of a page in text order as numbers of their words, with where each begins and ends.

    `day` is None without a date; `bag` is the shingles that some other page holds too; `size` counts all, each once.
    """

    page: str
    day: date | None
    marks: Numbers
    starts: Numbers
    ends: Numbers
    bag: frozenset[int]
    size: int

    @cached_property
    def runs_on(self) -> Flags:
        """Whether each shingle overlaps the one before: no passage that is not compared lies between them."""
        first = np.zeros(1, dtype=np.bool_)
        return np.concatenate((first, self.starts[1:] < self.ends[:-1]))


@dataclass(frozen=True)
class Prints:
    """All pages that have words to compare, the earliest first, the undated last.

    `credited` are pages of outlets that others name as their source: these are compared with all. `many` is how many
    different shingles there are: marks are the numbers below it.
    """

    all: tuple[Print, ...]
    credited: frozenset[str]
    many: int

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """For each page the class of pages that it counts as one with.

        Only what a page adds to its class is indexed, so a wire printed two hundred times costs as much as once.
        """
        forest = Forest()
        least = CONTAINED * min((one.size for one in self.all), default=0)
        holders: dict[int, list[int]] = defaultdict(list)
        covered: dict[str, set[int]] = {}
        crowded: set[int] = set()
        for at, one in enumerate(self.all):
            shared = Counter(chain.from_iterable(map(holders.__getitem__, one.bag & holders.keys())))
            covered[forest.find(one.page)] = set()
            # Most others share a name or a date and nothing else.
            for other, count in [each for each in shared.items() if each[1] >= least]:
                if count >= CONTAINED * min(one.size, self.all[other].size):
                    mine, yours = forest.find(one.page), forest.find(self.all[other].page)
                    if mine != yours:
                        forest.join(mine, yours)
                        both = sorted((covered.pop(mine), covered.pop(yours)), key=len)
                        covered[forest.find(mine)] = both[1] | both[0]
            own = covered[forest.find(one.page)]
            new = one.bag - own - crowded
            own |= new
            for mark in new:
                holders[mark].append(at)
                if len(holders[mark]) > CROWD:
                    crowded.add(mark)
                    del holders[mark]
        return tuple(forest.find(one.page) for one in self.all)

    @cached_property
    def stock(self) -> Flags:
        """Marks seen on three dates or more over four days, a class of copies counting for its earliest date only."""
        earliest: dict[str, date] = {}
        for one, group in zip(self.all, self.classes, strict=True):
            if one.day is not None:
                earliest[group] = min(one.day, earliest.get(group, one.day))
        dated = [(earliest[group].toordinal(), one) for one, group in zip(self.all, self.classes, strict=True) if one.day]
        marks = np.fromiter(chain.from_iterable(one.bag for _, one in dated), dtype=np.int64)
        days = np.repeat([day for day, _ in dated], [len(one.bag) for _, one in dated]).astype(np.int64)
        many = date.max.toordinal() + 1
        seen = np.unique(marks * many + days)
        held = seen // many
        first = np.flatnonzero(np.diff(held, prepend=-1))
        last = np.append(first[1:], len(held))[: len(first)] - 1
        stale = (last - first >= STOCK_DATES - 1) & (seen[last] - seen[first] >= STOCK_DAYS)
        found = np.zeros(self.many, dtype=np.bool_)
        found[held[first[stale]]] = True
        return found

    @cached_property
    def clean(self) -> tuple[frozenset[int], ...]:
        """Of each page the marks that others hold too and that are no stock."""
        stock = frozenset(np.flatnonzero(self.stock).tolist())
        return tuple(one.bag - stock for one in self.all)

    @cached_property
    def clean_sizes(self) -> tuple[int, ...]:
        return tuple(one.size - len(one.bag) + len(clean) for one, clean in zip(self.all, self.clean, strict=True))

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs with at least four clean marks in common that were published within the window of each other."""
        followed = dict(self.follow())
        holders: dict[int, list[int]] = defaultdict(list)
        found = sorted((left, right) for right, left in followed.items())
        for at, bag in enumerate(self.clean):
            if at in followed:
                continue
            shared = Counter(chain.from_iterable(map(holders.__getitem__, bag & holders.keys())))
            found += sorted((j, at) for j, count in shared.items() if count >= CANDIDATE and self.near(j, at, WINDOW_DAYS))
            for mark in bag:
                holders[mark].append(at)
        return found

    def follow(self) -> Iterator[tuple[int, int]]:
        """Pages that are the reprint of an earlier one and add next to nothing, with that one."""
        leads: dict[str, list[int]] = defaultdict(list)
        for at, group in enumerate(self.classes):
            alone = self.all[at].page in self.credited
            lead = None if alone else next((one for one in leads[group][-LEADS:] if self.is_like(one, at)), None)
            if lead is None:
                leads[group].append(at)
            else:
                yield at, lead

    def is_like(self, lead: int, at: int) -> bool:
        if self.all[lead].day is None or self.all[at].day is None or not self.near(lead, at, 1) or not self.clean[at]:
            return False
        shorter, longer = sorted((self.clean_sizes[lead], self.clean_sizes[at]))
        return shorter >= ALIKE * longer and len(self.clean[at] - self.clean[lead]) < CANDIDATE

    def near(self, left: int, right: int, days: int) -> bool:
        """Within so many days of each other; an undated page is near to all."""
        one, other = self.all[left].day, self.all[right].day
        return one is None or other is None or abs((one - other).days) <= days


class Vocabulary(dict[str, int]):
    """Words as numbers, the same whatever their case; only equality means anything."""

    def __init__(self) -> None:
        super().__init__()
        self.folded: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        self[word] = self.folded.setdefault(word.casefold(), len(self.folded))
        return self[word]


def make_prints(index: Index, credited: frozenset[str]) -> Prints:
    """All shingles of all pages at once: a shingle is the number of its five words, none of them in another passage."""
    days = {page.id: day_read(page, index) for page in index.pages.values()}
    pages = sorted(index.pages.values(), key=lambda page: (days[page.id] is None, days[page.id] or date.min, page.id))
    mixed, starts, ends, cuts = number(pages, index)
    flat, marks = np.unique(mixed, return_inverse=True)
    bags = [np.unique(marks[start:end]) for start, end in pairwise(cuts)]
    held = np.bincount(np.concatenate([marks[:0], *bags]), minlength=len(flat)) > 1
    made = []
    for page, bag, (start, end) in zip(pages, bags, pairwise(cuts), strict=True):
        if len(bag):
            shared = frozenset(bag[held[bag]].tolist())
            made.append(Print(page.id, days[page.id], marks[start:end], starts[start:end], ends[start:end], shared, len(bag)))
    return Prints(tuple(made), credited, len(flat))


def number(pages: Sequence[Page], index: Index) -> tuple[NDArray[np.uint64], Numbers, Numbers, Numbers]:
    """The shingles of all pages in a row, where each begins and ends in its page, and where those of each page begin."""
    vocabulary = Vocabulary()
    words, starts, ends, homes, upto = array("Q"), array("q"), array("q"), array("q"), array("q")
    for at, page in enumerate(pages):
        for passage in index.passages.get(page.id, ()):
            if passage.role not in UNCOUNTED:
                start, end = passage.span.start, passage.span.end
                parts = PARTS.split(page.text[start:end])
                words.extend(map(vocabulary.__getitem__, parts[1::2]))
                stops = list(accumulate(map(len, parts), initial=start))
                starts.extend(stops[1:-1:2])
                ends.extend(stops[2::2])
                homes.append(at)
                upto.append(len(words))
    if len(words) < SIZE:
        none = np.zeros(0, dtype=np.int64)
        return np.zeros(0, dtype=np.uint64), none, none, np.zeros(len(pages) + 1, dtype=np.int64)
    stretch = np.repeat(np.arange(len(upto)), np.diff(np.array(upto), prepend=0))
    whole = stretch[: 1 - SIZE] == stretch[SIZE - 1 :]
    page_of = np.array(homes)[stretch[: 1 - SIZE][whole]]
    cuts = np.searchsorted(page_of, np.arange(len(pages) + 1))
    return mix(np.array(words))[whole], np.array(starts)[: 1 - SIZE][whole], np.array(ends)[SIZE - 1 :][whole], cuts


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """One number for every run of five words."""
    mixed = np.zeros(len(numbers) - SIZE + 1, dtype=np.uint64)
    for at in range(SIZE):
        mixed = mixed * MIX + numbers[at : len(numbers) - SIZE + 1 + at]
    return mixed


def day_read(page: Page, index: Index) -> date | None:
    """The day a page is dated, else the day it could first be read."""
    known = index.since[page.id]
    stated = page.published.start if page.published is not None else None
    return stated.date() if stated else day_of(known) if known else None
