"""Passages that share their words: how much, in which stretches, and who had them first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import compress

import numpy as np

from sayso.model import Copy, CopyKind, Passage, Role, Span, record_id
from sayso.text import WORD
from sayso.weigh.index import UNCOUNTED, Index
from sayso.weigh.prints import CONTAINED, Flags, Print, Prints, make_prints

NEAR = 14
QUOTE_WORDS = 12
# How sure it is that the later text rests on the earlier; below .8 an edge is shown and joins nothing.
SCORES = {CopyKind.CREDIT: 0.99, CopyKind.REPRINT: 0.98, CopyKind.NEAR: 0.9, CopyKind.QUOTE: 0.85}
Run = tuple[Span, Span]


def find_copies(index: Index) -> list[Copy]:
    """All passages that share their words, each pair once. Containment is measured on the pages, stock left out."""
    cited = find_cited(index)
    sources = frozenset[str]().union(*cited.values())
    credited = frozenset(page.id for page in index.pages.values() if page.source in sources)
    prints = make_prints(index, credited)
    comparison = Comparison(index, prints, cited)
    found = {copy.id: copy for left, right in prints.pairs() for copy in comparison.compare(left, right)}
    return [found[each] for each in sorted(found)]


@dataclass(frozen=True)
class Comparison:
    index: Index
    prints: Prints
    cited: Mapping[str, set[str]]

    def compare(self, left: int, right: int) -> Iterator[Copy]:
        shared = self.prints.clean[left] & self.prints.clean[right]
        if not shared:
            return
        kind = self.find_kind(left, right, shared)
        if kind is None:
            return
        runs = self.find_runs(left, right, shared)
        apart: dict[tuple[str, str], list[Run]] = defaultdict(list)
        for run in runs:
            apart[self.passage(run[0]).id, self.passage(run[1]).id].append(run)
        first = self.find_first(self.prints.all[left].page, self.prints.all[right].page)
        for (one, other), shares in apart.items():
            if first == self.prints.all[right].page:
                one, other, shares = other, one, [(b, a) for a, b in shares]
            earlier = one if first is not None else None
            if earlier is None and other < one:
                one, other, shares = other, one, [(b, a) for a, b in shares]
            yield Copy(copy_id(one, other), one, other, kind, earlier, tuple(sorted(shares)), SCORES[kind])

    def find_runs(self, left: int, right: int, shared: frozenset[int]) -> list[Run]:
        """The maximal stretches that stand in both pages, no part of a stretch given twice for the left page."""
        one, other = self.prints.all[left], self.prints.all[right]
        places = where(other)
        clean = ~self.prints.stock[one.marks]
        runs: list[Run] = []
        end = 0
        marks = one.marks.tolist()
        for at in compress(range(len(marks)), map(shared.__contains__, marks)):
            if at >= end:
                length, best = max((extend(one, other, at, to, clean), -to) for to in places[marks[at]])
                runs.append((stretch(one, at, length), stretch(other, -best, length)))
                end = at + length
        return runs

    def find_kind(self, left: int, right: int, shared: frozenset[int]) -> CopyKind | None:
        """None for a formula that both have. Who names his source for one claim has not all that sounds alike from it."""
        one, other = self.prints.all[left].page, self.prints.all[right].page
        most = self.is_most(left, right, len(shared))
        near = len(shared) >= NEAR
        if not (most or near or self.is_quoted(left, right, shared)):
            return None
        if self.credits(one, other) or self.credits(other, one):
            return CopyKind.CREDIT
        return CopyKind.REPRINT if most else CopyKind.NEAR if near else CopyKind.QUOTE

    def is_quoted(self, left: int, right: int, shared: frozenset[int]) -> bool:
        if not all(self.quotations.get(self.prints.all[side].page) for side in (left, right)):
            return False
        return any(self.is_quotation(run) for run in self.find_runs(left, right, shared))

    def is_most(self, left: int, right: int, shared: int) -> bool:
        """Whether more than half of the shorter page is the other's, with the stock in it and without."""
        one, other = self.prints.all[left], self.prints.all[right]
        clean = min(self.prints.clean_sizes[left], self.prints.clean_sizes[right])
        return shared > CONTAINED * clean and len(one.bag & other.bag) > CONTAINED * min(one.size, other.size)

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
        return min(around, key=lambda p: (p.span.end - p.span.start, p.id))


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


@lru_cache(maxsize=256)
def where(one: Print) -> Mapping[int, Sequence[int]]:
    """Where in the page each of its shingles begins, counted in shingles."""
    found: dict[int, tuple[int, ...]] = dict(zip(one.marks.tolist(), zip(range(len(one.marks))), strict=True))
    again, times = np.unique(one.marks, return_counts=True)
    for mark in again[times > 1]:
        found[int(mark)] = tuple(np.flatnonzero(one.marks == mark).tolist())
    return found


def extend(one: Print, other: Print, at: int, to: int, clean: Flags) -> int:
    """How many shared shingles run on side by side from here, neither page breaking off between two of them."""
    length = min(len(one.marks) - at, len(other.marks) - to)
    same = (one.marks[at : at + length] == other.marks[to : to + length]) & clean[at : at + length]
    same[1:] &= one.runs_on[at + 1 : at + length] & other.runs_on[to + 1 : to + length]
    return length if same.all() else int(same.argmin())


def stretch(one: Print, at: int, length: int) -> Span:
    return Span(one.page, int(one.starts[at]), int(one.ends[at + length - 1]))


def copy_id(one: str, other: str) -> str:
    """The same whichever of the two is found to be the earlier, so that a judgement on the copy holds."""
    return record_id("copy", *sorted((one, other)))
