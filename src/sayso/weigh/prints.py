"""The five-word prints of every page, what of them is stock, and which pages are worth comparing."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b

from sayso.model import Page
from sayso.text import shingles
from sayso.weigh.bodies import Forest
from sayso.weigh.index import UNCOUNTED, Index
from sayso.weigh.known import day_of

SIZE = 5
STOCK_DATES = 3
CANDIDATE = 4
CONTAINED = 0.5
WINDOW_DAYS = 14
# As many different texts as this share no words but stock; to count these too would be quadratic.
CROWD = 64
# A reprint within a day of its like, and of its length, is compared with that one alone: 200 copies make 200 edges.
ALIKE = 0.9
LEADS = 16


@dataclass(frozen=True)
class Print:
    """The hashed shingles of a page in text order, with where each begins and ends. `day` is None without a date."""

    page: str
    day: date | None
    marks: array[int]
    starts: array[int]
    ends: array[int]

    @property
    def bag(self) -> set[int]:
        return set(self.marks)


@dataclass(frozen=True)
class Prints:
    """All pages that have words to compare, the earliest first, the undated last.

    `credited` are pages of outlets that others name as their source: these are compared with all.
    """

    all: tuple[Print, ...]
    credited: frozenset[str]

    @cached_property
    def repeated(self) -> frozenset[int]:
        """The marks that more than one page holds; no other can be shared."""
        once: set[int] = set()
        again: set[int] = set()
        for one in self.all:
            bag = one.bag
            again |= once & bag
            once |= bag
        return frozenset(again)

    @cached_property
    def classes(self) -> tuple[str, ...]:
        """For each page the class of pages that it counts as one with.

        Only what a page adds to its class is indexed, so a wire printed two hundred times costs as much as once.
        """
        forest = Forest()
        holders: dict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(self.all):
            bag = one.bag
            known = bag & self.repeated
            shared = Counter(j for mark in known if len(holders.get(mark, ())) <= CROWD for j in holders.get(mark, ()))
            joined = [j for j, count in shared.items() if count >= CONTAINED * min(len(bag), self.sizes[j])]
            forest.find(one.page)
            for j in joined:
                forest.join(one.page, self.all[j].page)
            covered = {j for j in shared if forest.find(self.all[j].page) == forest.find(one.page)}
            for mark in known:
                if covered.isdisjoint(holders[mark]):
                    holders[mark].append(at)
        return tuple(forest.find(one.page) for one in self.all)

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        return tuple(len(one.bag) for one in self.all)

    @cached_property
    def stock(self) -> frozenset[int]:
        """Marks seen on three dates or more, a class of copies counting for its earliest date only."""
        earliest: dict[str, date] = {}
        for one, group in zip(self.all, self.classes, strict=True):
            if one.day is not None:
                earliest[group] = min(one.day, earliest.get(group, one.day))
        dates: dict[int, set[date]] = defaultdict(set)
        for one, group in zip(self.all, self.classes, strict=True):
            if one.day is not None:
                for mark in one.bag & self.repeated:
                    dates[mark].add(earliest[group])
        return frozenset(mark for mark, days in dates.items() if len(days) >= STOCK_DATES)

    @cached_property
    def clean(self) -> tuple[frozenset[int], ...]:
        """Of each page the marks that others hold too and that are no stock."""
        kept = self.repeated - self.stock
        return tuple(frozenset(one.bag & kept) for one in self.all)

    @cached_property
    def clean_sizes(self) -> tuple[int, ...]:
        return tuple(len(one.bag - self.stock) for one in self.all)

    def pairs(self) -> list[tuple[int, int]]:
        """The pairs with at least four clean marks in common that were published within the window of each other."""
        followed = dict(self.follow())
        holders: dict[int, list[int]] = defaultdict(list)
        found = sorted((left, right) for right, left in followed.items())
        for at, bag in enumerate(self.clean):
            if at in followed:
                continue
            shared = Counter(j for mark in bag for j in holders.get(mark, ()))
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


def make_prints(index: Index, credited: frozenset[str]) -> Prints:
    found = [one for page in index.pages.values() if (one := make_print(page, index)).marks]
    found.sort(key=lambda one: (one.day is None, one.day or date.min, one.page))
    return Prints(tuple(found), credited)


def make_print(page: Page, index: Index) -> Print:
    marks, starts, ends = array("Q"), array("I"), array("I")
    for passage in index.passages.get(page.id, ()):
        if passage.role in UNCOUNTED:
            continue
        for words, start, end in shingles(page.text, passage.span.start, passage.span.end, SIZE):
            digest = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=7).digest()
            marks.append(int.from_bytes(digest, "big"))
            starts.append(start)
            ends.append(end)
    known = index.since[page.id]
    stated = page.published.start if page.published is not None else None
    return Print(page.id, stated.date() if stated else day_of(known) if known else None, marks, starts, ends)
