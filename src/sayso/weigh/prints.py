"""Which pages are worth comparing: who holds which marks, what of these is stock, and which page is whose reprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from sayso.weigh.marks import Flags, Hashes, Numbers

STOCK_DATES = 3
# A story goes round, reworded, for three days; what is printed again on a third date after that is stock.
STOCK_DAYS = 4
CANDIDATE = 4
CONTAINED = 0.5
WINDOW_DAYS = 14
# Of a page mostly taken from another a part at least is seen there first; so many pages are asked, the likeliest first.
TAKEN = 0.125
ASKED = 4
# A reprint within a day of its like, and of its length, is compared with that one alone: 200 copies make 200 edges.
ALIKE = 0.9
LEADS = 16
# So many pairs are counted at once.
AT_ONCE = 1 << 22
UNDATED = -1
NOBODY = -1


@dataclass(frozen=True, eq=False, slots=True)
class Print:
    """What of a page tells whose words it has: its marks, or those drawn, each once and in the order of their numbers.

    `cited` are the sources it names.
    """

    page: str
    day: date | None
    source: str | None
    cited: frozenset[str]
    marks: Hashes

    @property
    def order(self) -> tuple[bool, date, str]:
        return self.day is None, self.day or date.min, self.page


@dataclass(frozen=True, eq=False)
class Shelf:
    """The prints of pages that have words to compare, the earliest first, the undated last; a page is its number here.

    Of so many marks as `scale` one was drawn.
    """

    all: tuple[Print, ...]
    scale: int = 1

    @property
    def candidate(self) -> int:
        """How many marks two pages share of which four are expected in all; one at least."""
        return max(1, CANDIDATE // self.scale)

    @cached_property
    def at(self) -> dict[str, int]:
        return {one.page: at for at, one in enumerate(self.all)}

    @cached_property
    def days(self) -> Numbers:
        return np.array([UNDATED if one.day is None else one.day.toordinal() for one in self.all], dtype=np.int64)

    @cached_property
    def sizes(self) -> Numbers:
        return np.array([len(one.marks) for one in self.all], dtype=np.int64)

    @cached_property
    def flat(self) -> Hashes:
        return np.concatenate([np.zeros(0, dtype=np.uint64), *(one.marks for one in self.all)])

    @cached_property
    def owners(self) -> Numbers:
        return np.repeat(np.arange(len(self.all)), self.sizes)

    def find_holding(self, wanted: Hashes) -> set[int]:
        """The pages that hold any of these marks."""
        return set(self.owners[is_among(self.flat, wanted)].tolist())

    @cached_property
    def credited(self) -> frozenset[str]:
        """The outlets that some page names as its source."""
        return frozenset[str]().union(*(one.cited for one in self.all))

    def marks_of(self, pages: Iterable[int]) -> Hashes:
        return np.unique(np.concatenate([np.zeros(0, dtype=np.uint64), *(self.all[page].marks for page in pages)]))

    def hold(self, wanted: Hashes | None = None) -> Holders:
        """Who holds these marks, or any."""
        kept = np.flatnonzero(may_be_shared(self.flat) if wanted is None else is_among(self.flat, wanted))
        flat, owners = self.flat[kept], self.owners[kept]
        order = np.argsort(flat, kind="stable")
        return self.hold_shared(flat[order], owners[order])

    def hold_shared(self, marks: Hashes, pages: Numbers) -> Holders:
        """What of these rows, which are in order, is of marks that two pages hold."""
        new = find_new(marks)
        many = np.diff(np.flatnonzero(np.append(new, True))) > 1
        shared = many[np.cumsum(new) - 1]
        marks, pages, new = marks[shared], pages[shared], new[shared]
        return Holders(self, marks[new], np.cumsum(new) - 1, pages, np.flatnonzero(new))


def make_shelf(prints: Iterable[Print], scale: int = 1) -> Shelf:
    return Shelf(tuple(sorted((one for one in prints if len(one.marks)), key=lambda one: one.order)), scale)


def may_be_shared(flat: Hashes) -> Flags:
    """Of most marks that only one page holds some of their bits tell it."""
    bits = (flat & np.uint64((1 << max(16, len(flat).bit_length())) - 1)).astype(np.int64)
    found: Flags = np.bincount(bits)[bits] > 1
    return found


def is_among(flat: Hashes, wanted: Hashes) -> Flags:
    """Whether each is one of these, which stand in order. Most are ruled out by a few of their bits."""
    if not len(wanted):
        return np.zeros(len(flat), dtype=np.bool_)
    bits = np.uint64((1 << max(16, len(wanted).bit_length() + 4)) - 1)
    seen = np.zeros(int(bits) + 1, dtype=np.bool_)
    seen[wanted & bits] = True
    found: Flags = seen[flat & bits]
    left = np.flatnonzero(found)
    spots = np.minimum(np.searchsorted(wanted, flat[left]), len(wanted) - 1)
    found[left] = wanted[spots] == flat[left]
    return found


@dataclass(frozen=True, eq=False)
class Holders:
    """The marks that two pages or more hold: for each mark of each page a row of `marks` and `pages`, in that order.

    A mark is its place in `hashes` here; `begins` is its first row, and so its first page.
    """

    shelf: Shelf
    hashes: Hashes
    marks: Numbers
    pages: Numbers
    begins: Numbers

    @cached_property
    def firsts(self) -> Numbers:
        """For each row the first page that holds its mark."""
        return self.pages[self.begins][self.marks]

    def find_parents(self, asked: Collection[int] | None = None) -> dict[int, int]:
        """For each page, or each asked, the earlier one that it is mostly the text of.

        That is looked for among the pages that were the first with some of its words: a wire printed two hundred times
        costs as much as once.
        """
        many = len(self.shelf.all)
        later = self.pages != self.firsts
        if asked is not None:
            later &= flags(asked, many)[self.pages]
        keys, counts = count(self.pages[later] * many + self.firsts[later])
        likely = counts >= TAKEN * np.minimum(self.shelf.sizes[keys // many], self.shelf.sizes[keys % many])
        keys, counts = keys[likely], counts[likely]
        order = np.lexsort((keys % many, -counts, keys // many))
        tried: dict[int, int] = defaultdict(int)
        found: dict[int, int] = {}
        for key, shared in zip(keys[order].tolist(), counts[order].tolist(), strict=True):
            page, first = divmod(key, many)
            tried[page] += 1
            if page not in found and tried[page] <= ASKED and self.is_mostly(page, first, shared):
                found[page] = first
        return found

    def is_mostly(self, page: int, first: int, shared: int) -> bool:
        one, other = self.shelf.all[page].marks, self.shelf.all[first].marks
        enough = CONTAINED * min(len(one), len(other))
        return shared >= enough or count_shared(one, other) >= enough

    def find_stock(self, class_days: Numbers) -> Flags:
        """Marks seen on three dates or more over four days, a class of copies counting for its earliest date only."""
        dated = self.shelf.days[self.pages] != UNDATED
        many = date.max.toordinal() + 1
        seen, _ = count(self.marks[dated] * many + class_days[self.pages[dated]])
        held = seen // many
        first = np.flatnonzero(np.diff(held, prepend=-1))
        last = np.append(first[1:], len(held))[: len(first)] - 1
        stale = (last - first >= STOCK_DATES - 1) & (seen[last] - seen[first] >= STOCK_DAYS)
        found = np.zeros(len(self.hashes), dtype=np.bool_)
        found[held[first[stale]]] = True
        return found

    def clean(self, stock: Flags) -> Clean:
        """What is left without the stock."""
        kept = ~stock[self.marks]
        dropped = np.bincount(self.pages[~kept], minlength=len(self.shelf.all))
        return Clean(self, stock, self.marks[kept], self.pages[kept], self.shelf.sizes - dropped)


def find_new(ordered: Hashes | Numbers) -> Flags:
    """Which of these differ from the one before."""
    found = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=found[1:])
    return found


def flags(chosen: Iterable[int], many: int) -> Flags:
    found = np.zeros(many, dtype=np.bool_)
    found[list(chosen)] = True
    return found


def count(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Each key once, in order, with how often it is there."""
    keys = np.sort(keys)
    begins = np.flatnonzero(find_new(keys))
    return keys[begins], np.diff(begins, append=len(keys))


def count_shared(one: Hashes, other: Hashes) -> int:
    """How many marks are in both, either being in order."""
    fewer, more = (one, other) if len(one) <= len(other) else (other, one)
    spots = np.minimum(np.searchsorted(more, fewer), len(more) - 1)
    return int(np.count_nonzero(more[spots] == fewer))


def find_roots(parents: Mapping[int, int], many: int) -> Numbers:
    """For each page the first of its class. A parent stands before its child, so its own root is known by then."""
    roots = list(range(many))
    for page in sorted(parents):
        roots[page] = roots[parents[page]]
    return np.array(roots, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Clean:
    """The marks that are no stock: rows as of `Holders`, and how many of its own marks each page has left.

    `sizes` is true only of pages whose marks were all asked for.
    """

    holders: Holders
    stock: Flags
    marks: Numbers
    pages: Numbers
    sizes: Numbers

    @property
    def shelf(self) -> Shelf:
        return self.holders.shelf

    @cached_property
    def stale(self) -> Hashes:
        """The marks that are stock."""
        return self.holders.hashes[self.stock]

    def find_follows(self, roots: Numbers, asked: Iterable[int]) -> dict[int, int]:
        """The pages of whole classes that are the reprint of an earlier one and add next to nothing, with that one."""
        classes: dict[int, list[int]] = defaultdict(list)
        for page in sorted(asked):
            classes[int(roots[page])].append(page)
        return dict(pair for members in classes.values() if len(members) > 1 for pair in self.follow(members))

    def follow(self, members: Sequence[int]) -> Iterator[tuple[int, int]]:
        leads: list[int] = []
        for page in members:
            alone = self.shelf.all[page].source in self.shelf.credited
            lead = None if alone else next((one for one in leads[-LEADS:] if self.is_like(one, page)), None)
            if lead is None:
                leads.append(page)
            else:
                yield page, lead

    def is_like(self, lead: int, page: int) -> bool:
        one, other = self.shelf.days[lead], self.shelf.days[page]
        if UNDATED in (one, other) or other - one > 1:
            return False
        shorter, longer = sorted((self.sizes[lead], self.sizes[page]))
        if shorter < ALIKE * longer:
            return False
        bag = self.bag(page)
        return bool(bag) and len(bag - self.bag(lead)) < self.shelf.candidate

    def bag(self, page: int) -> frozenset[int]:
        """The clean marks of a page that others hold too."""
        if page not in self.bags:
            order, cuts = self.by_page
            self.bags[page] = frozenset(self.marks[order[cuts[page] : cuts[page + 1]]].tolist())
        return self.bags[page]

    @cached_property
    def bags(self) -> dict[int, frozenset[int]]:
        return {}

    @cached_property
    def by_page(self) -> tuple[Numbers, Numbers]:
        order = np.argsort(self.pages, kind="stable")
        return order, np.searchsorted(self.pages[order], np.arange(len(self.shelf.all) + 1))

    def find_pairs(self, follows: Mapping[int, int], asked: Collection[int] | None = None) -> dict[tuple[int, int], int]:
        """The pairs with at least four clean marks in common that were published within the window of each other.

        With how many they have, or how many drawn. What follows another is compared with that one alone.
        """
        many = len(self.shelf.all)
        led = flags(follows, many)
        wanted = flags(range(many) if asked is None else asked, many)
        lone = ~led[self.pages]
        keys, counts = count_pairs(self.marks[lone], self.pages[lone], wanted, self.shelf.days)
        enough = counts >= self.shelf.candidate
        pairs = {divmod(key, many): shared for key, shared in zip(keys[enough].tolist(), counts[enough].tolist(), strict=True)}
        behind = [(lead, page) for page, lead in follows.items() if wanted[page] or wanted[lead]]
        return pairs | {pair: len(self.bag(pair[0]) & self.bag(pair[1])) for pair in behind}


def count_pairs(marks: Numbers, pages: Numbers, wanted: Flags, days: Numbers) -> tuple[Numbers, Numbers]:
    """Of every two pages near each other in time, one of them wanted, how many marks both hold."""
    many = len(wanted)
    keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    waiting: list[Numbers] = []
    rows = np.arange(len(marks) - 1)
    apart = 1
    while len(rows):
        rows = rows[marks[rows] == marks[np.minimum(rows + apart, len(marks) - 1)]]
        rows = rows[rows + apart < len(marks)]
        one, other = pages[rows], pages[rows + apart]
        near = (days[other] - days[one] <= WINDOW_DAYS) | (days[one] == UNDATED)
        near &= wanted[one] | wanted[other]
        waiting.append(one[near] * many + other[near])
        apart += 1
        if not len(rows) or sum(map(len, waiting)) > AT_ONCE:
            more, often = count(np.concatenate([keys[:0], *waiting]))
            keys, counts = add_up(np.concatenate([keys, more]), np.concatenate([counts, often])) if len(keys) else (more, often)
            waiting = []
    return keys, counts


def add_up(keys: Numbers, counts: Numbers) -> tuple[Numbers, Numbers]:
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    begins = np.flatnonzero(find_new(keys))
    return keys[begins], np.add.reduceat(counts, begins) if len(begins) else counts
