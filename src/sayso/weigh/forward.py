"""The copies of every day: each day's pages are added to those before, and only what they reach is looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from sayso.model import Copy
from sayso.weigh.again import State, compare_pages, turn
from sayso.weigh.copies import find_cited, make_print, read_marks
from sayso.weigh.index import Index
from sayso.weigh.known import day_of
from sayso.weigh.marks import Flags, Hashes, Numbers
from sayso.weigh.prints import NOBODY, Holders, Shelf, make_shelf

# Told each day that is done, and how many there are.
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Lived:
    """A copy as it was found on the days from `since` until the day before `until`; None if it still is."""

    copy: Copy
    since: date
    until: date | None


def read_days(index: Index) -> dict[str, date]:
    """The day from which each page is known; a page without one is in no past."""
    return {page: day_of(since) for page, since in index.since.items() if since is not None}


def follow_copies(index: Index, days: Mapping[str, date], tell: Told) -> list[Lived]:
    """What a page shares with others hangs on all that was known by then: what many print by now may have been news."""
    cited = find_cited(index)
    texts = dict(zip(index.pages, read_marks(index, index.pages), strict=True))
    prints = (make_print(index.pages[page], texts[page], index, cited) for page in days)
    library = Library(make_shelf(prints).all)
    arrived = group_days(days)
    known = np.zeros(len(library.all), dtype=np.bool_)
    state, follows, held = State(library.shelve(known), {}), dict[str, str](), Held()
    for at, (day, pages) in enumerate(arrived, start=1):
        known[[library.at[page] for page in pages if page in library.at]] = True
        turned = turn(state, follows, library.shelve(known), pages)
        state, follows = turned.state, dict(turned.follows)
        touched = turned.pages & state.shelf.at.keys()
        held.change(turned.pages, compare_pages(state, follows, touched, index, cited, texts), day)
        tell(at, len(arrived))
    return held.all


@dataclass(frozen=True, eq=False)
class Library(Shelf):
    """All pages there will ever be, each with its marks that others have too; a day's shelf is some of them."""

    @cached_property
    def held(self) -> Holders:
        return self.hold()

    @cached_property
    def ends(self) -> Numbers:
        return np.append(self.held.begins, len(self.held.pages))

    def shelve(self, known: Flags) -> Known:
        numbers = np.flatnonzero(known)
        local = np.cumsum(known) - 1
        prints = tuple(self.all[at] for at in numbers.tolist())
        return Known(prints, library=self, numbers=numbers, local=np.where(known, local, NOBODY))

    def find_rows(self, wanted: Hashes) -> Numbers:
        """The rows of these marks, one mark after the other."""
        hashes = self.held.hashes
        spots = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1) if len(hashes) else np.zeros(0, dtype=np.int64)
        spots = spots[hashes[spots] == wanted] if len(spots) else spots
        begins, many = self.ends[spots], self.ends[spots + 1] - self.ends[spots]
        before = np.cumsum(many) - many
        rows: Numbers = np.arange(int(many.sum())) + np.repeat(begins - before, many)
        return rows


@dataclass(frozen=True, eq=False, kw_only=True)
class Known(Shelf):
    """The pages of a library that are known by a day: who holds a mark is looked up, not looked for among all marks."""

    library: Library
    numbers: Numbers
    local: Numbers

    @cached_property
    def days(self) -> Numbers:
        return self.library.days[self.numbers]

    @cached_property
    def sizes(self) -> Numbers:
        return self.library.sizes[self.numbers]

    def find_rows(self, wanted: Hashes) -> tuple[Hashes, Numbers]:
        """Each holder of each mark, by its number here."""
        held = self.library.held
        rows = self.library.find_rows(wanted)
        pages = self.local[held.pages[rows]]
        here = pages != NOBODY
        return held.hashes[held.marks[rows[here]]], pages[here]

    def find_holding(self, wanted: Hashes) -> set[int]:
        return set(self.find_rows(wanted)[1].tolist())

    def hold(self, wanted: Hashes | None = None) -> Holders:
        return self.hold_shared(*self.find_rows(self.library.held.hashes if wanted is None else wanted))


def group_days(days: Mapping[str, date]) -> list[tuple[date, list[str]]]:
    found: dict[date, list[str]] = defaultdict(list)
    for page, day in days.items():
        found[day].append(page)
    return sorted(found.items())


class Held:
    """The copies of the day that was reached, and those that were."""

    def __init__(self) -> None:
        self.over: list[Lived] = []
        self.open: dict[str, Lived] = {}
        self.on: dict[str, set[str]] = defaultdict(set)

    def change(self, pages: Collection[str], copies: Iterable[Copy], day: date) -> None:
        """The copies of these pages give way to those."""
        fresh = {copy.id: copy for copy in copies}
        for key in {key for page in pages for key in self.on.get(page, ())}:
            if fresh.get(key) != self.open[key].copy:
                self.close(key, day)
        for key, copy in fresh.items():
            if key not in self.open:
                self.open[key] = Lived(copy, day, None)
                for page in pages_of(copy):
                    self.on[page].add(key)

    def close(self, key: str, day: date) -> None:
        last = self.open.pop(key)
        self.over.append(Lived(last.copy, last.since, day))
        for page in pages_of(last.copy):
            self.on[page].discard(key)

    @property
    def all(self) -> list[Lived]:
        return [*self.over, *self.open.values()]


def pages_of(copy: Copy) -> Iterator[str]:
    """The two pages it stands on."""
    yield from (span.page for span in copy.overlaps[0])
