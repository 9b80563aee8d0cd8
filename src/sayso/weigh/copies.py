"""Passages that share their words: how much, in which stretches, and who had them first."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import compress

import numpy as np

from sayso.model import Copy, CopyKind, Page, Passage, Role, Span, record_id
from sayso.text import WORD
from sayso.weigh.index import UNCOUNTED, Index
from sayso.weigh.known import day_of
from sayso.weigh.marks import Hashes, Marks, find_marks
from sayso.weigh.prints import CONTAINED, NOBODY, Clean, Print, Shelf, count_shared, find_roots, make_shelf

NEAR = 14
QUOTE_WORDS = 12
# How sure it is that the later text rests on the earlier; below .8 an edge is shown and joins nothing.
SCORES = {CopyKind.CREDIT: 0.99, CopyKind.REPRINT: 0.98, CopyKind.NEAR: 0.9, CopyKind.QUOTE: 0.85}
# So many pages are kept at hand, laid out for comparing.
AT_HAND = 2048
Run = tuple[Span, Span]
Pair = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Kept:
    """A page's print with the pages it was found to be mostly the text of and to follow: where the next look begins."""

    print: Print
    parent: str | None
    follows: str | None


@dataclass(frozen=True, eq=False)
class Looked:
    """The copies of all pages, and what was compared to find them."""

    copies: list[Copy]
    shelf: Shelf
    parents: Mapping[int, int]
    follows: Mapping[int, int]
    pairs: Collection[Pair]

    def keep(self) -> Iterator[Kept]:
        names = {NOBODY: None, **dict(enumerate(one.page for one in self.shelf.all))}
        for at, one in enumerate(self.shelf.all):
            yield Kept(one, names[self.parents.get(at, NOBODY)], names[self.follows.get(at, NOBODY)])


def find_copies(index: Index) -> list[Copy]:
    """All passages that share their words, each pair once. Containment is measured on the pages, stock left out."""
    return look(index).copies


def look(index: Index) -> Looked:
    cited = find_cited(index)
    prints, texts = make_prints(index, cited)
    shelf = make_shelf(prints)
    holders = shelf.hold()
    parents = holders.find_parents()
    roots = find_roots(parents, len(shelf.all))
    clean = holders.clean(holders.find_stock(shelf.days[roots]))
    follows = clean.find_follows(roots, range(len(shelf.all)))
    pairs = clean.find_pairs(follows)
    copies = Comparison(index, clean, cited, texts).compare_all(pairs)
    return Looked(copies, shelf, parents, follows, pairs)


def make_prints(index: Index, cited: Mapping[str, set[str]]) -> tuple[list[Print], dict[str, Marks]]:
    """The prints of all pages of an index, and their marks in text order."""
    stretches = [
        [
            (page.text[one.span.start : one.span.end], one.span.start)
            for one in index.passages.get(page.id, ())
            if one.role not in UNCOUNTED
        ]
        for page in index.pages.values()
    ]
    texts = dict(zip(index.pages, find_marks(stretches), strict=True))
    prints = [
        Print(page.id, day_read(page, index), page.source, frozenset(cited.get(page.id, ())), each_once(texts[page.id].hashes))
        for page in index.pages.values()
    ]
    return prints, texts


def each_once(marks: Hashes) -> Hashes:
    marks = np.sort(marks)
    found: Hashes = marks[np.diff(marks, prepend=~marks[:1]) != 0]
    return found


def day_read(page: Page, index: Index) -> date | None:
    """The day a page is dated, else the day it could first be read."""
    known = index.since[page.id]
    stated = page.published.start if page.published is not None else None
    return stated.date() if stated else day_of(known) if known else None


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """The marks of a page laid out in text order; `clean` has None for stock, `spots` where each clean one stands.

    `again` has the further spots of a mark that stands on the page more than once.
    """

    marks: list[int]
    clean: list[int | None]
    spots: Mapping[int | None, int]
    again: dict[int, list[int]]
    breaks: list[int]
    starts: list[int]
    ends: list[int]

    def until(self, at: int) -> int:
        """Up to where marks overlap each other without a break."""
        return self.breaks[bisect_right(self.breaks, at)]


@dataclass(frozen=True)
class Comparison:
    """Compares pages by their numbers on the shelf of `clean`; the index need hold no others than those compared."""

    index: Index
    clean: Clean
    cited: Mapping[str, set[str]]
    texts: Mapping[str, Marks]

    def compare_all(self, pairs: Mapping[Pair, int]) -> list[Copy]:
        """The copies of these pairs, for each of which it is known how many clean marks they share."""
        line = lru_cache(AT_HAND)(self.lay_out)
        found = {copy.id: copy for pair in sorted(pairs) for copy in self.compare(pair, pairs[pair], line)}
        return [found[each] for each in sorted(found)]

    def compare(self, pair: Pair, shared: int, line: Callable[[int], Line]) -> Iterator[Copy]:
        one, other = self.page(pair[0]), self.page(pair[1])
        kind = self.find_kind(pair, shared)
        if kind is None and not (self.quotations.get(one) and self.quotations.get(other)):
            return
        runs = self.find_runs(pair, line)
        if kind is None:
            if not any(self.is_quotation(run) for run in runs):
                return
            kind = CopyKind.QUOTE
        if self.credits(one, other) or self.credits(other, one):
            kind = CopyKind.CREDIT
        yield from self.make_copies(kind, runs, self.find_first(one, other))

    def make_copies(self, kind: CopyKind, runs: Iterable[Run], first: str | None) -> Iterator[Copy]:
        apart: dict[tuple[str, str], list[Run]] = defaultdict(list)
        for run in runs:
            apart[self.passage(run[0]).id, self.passage(run[1]).id].append(run)
        for (one, other), shares in apart.items():
            if first == shares[0][1].page or (first is None and other < one):
                one, other, shares = other, one, [(b, a) for a, b in shares]
            yield Copy(
                copy_id(one, other), one, other, kind, None if first is None else one, tuple(sorted(shares)), SCORES[kind]
            )

    def page(self, at: int) -> str:
        return self.clean.shelf.all[at].page

    @cached_property
    def stale(self) -> frozenset[int]:
        return frozenset(self.clean.stale.tolist())

    def lay_out(self, at: int) -> Line:
        text = self.texts[self.page(at)]
        marks: list[int] = text.hashes.tolist()
        stale = self.stale
        clean = [None if mark in stale else mark for mark in marks]
        spots: dict[int | None, int] = dict(zip(reversed(clean), range(len(clean) - 1, -1, -1), strict=True))
        spots.pop(None, None)
        again: dict[int, list[int]] = {}
        if len(text.hashes) > len(self.clean.shelf.all[at].marks):
            for spot, mark in enumerate(clean):
                if mark is not None and spots[mark] != spot:
                    again.setdefault(mark, [spots[mark]]).append(spot)
        return Line(marks, clean, spots, again, [*text.breaks, len(marks)], text.starts.tolist(), text.ends.tolist())

    def find_runs(self, pair: Pair, line: Callable[[int], Line]) -> list[Run]:
        """The maximal stretches that stand in both pages, no part of a stretch given twice for the left page."""
        one, other = line(pair[0]), line(pair[1])
        left, right = self.page(pair[0]), self.page(pair[1])
        runs: list[Run] = []
        end = 0
        for at in compress(range(len(one.clean)), map(other.spots.__contains__, one.clean)):
            if at >= end:
                mark = one.marks[at]
                length, less = max((extend(one, other, at, to), -to) for to in other.again.get(mark) or (other.spots[mark],))
                end, to = at + length, -less
                mine = Span(left, one.starts[at], one.ends[end - 1])
                runs.append((mine, Span(right, other.starts[to], other.ends[to + length - 1])))
        return runs

    def find_kind(self, pair: Pair, shared: int) -> CopyKind | None:
        """None for a formula that both have, unless it is a quotation: that is to be seen in the words."""
        if self.is_most(pair, shared):
            return CopyKind.REPRINT
        return CopyKind.NEAR if shared >= NEAR else None

    def is_most(self, pair: Pair, shared: int) -> bool:
        """Whether more than half of the shorter page is the other's, with the stock in it and without."""
        if shared <= CONTAINED * min(self.clean.sizes[pair[0]], self.clean.sizes[pair[1]]):
            return False
        one, other = (self.clean.shelf.all[at].marks for at in pair)
        enough = CONTAINED * min(len(one), len(other))
        return shared > enough or count_shared(one, other) > enough

    def find_first(self, one: str, other: str) -> str | None:
        """The page the words come from: the credited one, else the earlier published; None if nobody can tell."""
        if self.credits(one, other) != self.credits(other, one):
            return other if self.credits(one, other) else one
        if self.is_before(one, other):
            return one
        return other if self.is_before(other, one) else None

    def is_before(self, one: str, other: str) -> bool:
        """Whether all of one page's date lies before the other's; two pages of one day are not told apart."""
        end, published = self.index.since[one], self.index.pages[other].published
        return end is not None and published is not None and published.start is not None and end <= published.start

    def credits(self, one: str, other: str) -> bool:
        """Whether a page names the outlet of the other as where its words are from."""
        source = self.index.pages[other].source
        return source is not None and source != self.index.pages[one].source and source in self.cited.get(one, ())

    @cached_property
    def quotations(self) -> dict[str, list[Span]]:
        """The stretches of each page that are said to be word for word."""
        found: dict[str, list[Span]] = defaultdict(list)
        for claim in self.index.claims.values():
            for one in self.index.sayings.get(claim.id, ()):
                found[claim.span.page] += one.content if one.direct else ()
        for page, passages in self.index.passages.items():
            found[page] += [p.span for p in passages if p.role is Role.QUOTE]
        return found

    def is_quotation(self, run: Run) -> bool:
        """Whether twelve words of the run are quoted word for word in both pages."""
        return all(
            any(self.count_words(side, quoted) >= QUOTE_WORDS for quoted in self.quotations.get(side.page, ())) for side in run
        )

    def count_words(self, one: Span, other: Span) -> int:
        start, end = max(one.start, other.start), min(one.end, other.end)
        return len(WORD.findall(self.index.pages[one.page].text, start, end)) if start < end else 0

    def passage(self, span: Span) -> Passage:
        around = [p for p in self.index.passages[span.page] if p.span.start <= span.start < p.span.end]
        return around[0] if len(around) == 1 else min(around, key=lambda p: (p.span.end - p.span.start, p.id))


def find_cited(index: Index) -> dict[str, set[str]]:
    """The sources that each page quotes, or that the credit of a reprint in it names."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in index.claims.values():
        if index.homes[claim.id].role in UNCOUNTED:
            continue
        for one in index.sayings.get(claim.id, ()):
            target = index.target(one.source) if one.source in index.mentions else None
            if target is not None:
                found[claim.span.page].add(target)
    for page, passages in index.passages.items():
        found[page].update(p.voice for p in passages if p.role is Role.REPRINT and p.voice is not None)
    return found


def extend(one: Line, other: Line, at: int, to: int) -> int:
    """How many shared marks run on side by side from here, neither page breaking off between two of them."""
    most = min(one.until(at) - at, other.until(to) - to)
    mine, yours = one.clean, other.marks
    length = 1
    while length < most and mine[at + length] == yours[to + length]:
        length += 1
    return length


def copy_id(one: str, other: str) -> str:
    """The same whichever of the two is found to be the earlier, so that a judgement on the copy holds."""
    return record_id("copy", *sorted((one, other)))
