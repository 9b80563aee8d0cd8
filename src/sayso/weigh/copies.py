"""Passages that share their words: how much, in which stretches, and who had them first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from sayso.model import Copy, CopyKind, Page, Role, Span, record_id
from sayso.text import WORD
from sayso.weigh.index import UNCOUNTED, Index, find_around, innermost
from sayso.weigh.known import day_of
from sayso.weigh.marks import Hashes, Marks, find_marks, is_drawn
from sayso.weigh.prints import CANDIDATE, CONTAINED, NOBODY, Clean, Print, Shelf, count_shared, find_new, find_roots, make_shelf
from sayso.weigh.runs import Lines, Stretch, find_stretches, lay_out

NEAR = 14
QUOTE_WORDS = 12
# How sure it is that the later text rests on the earlier; below .8 an edge is shown and joins nothing.
SCORES = {CopyKind.CREDIT: 0.99, CopyKind.REPRINT: 0.98, CopyKind.NEAR: 0.9, CopyKind.QUOTE: 0.85}
Pair = tuple[int, int]
# So many pairs are compared at once where the marks of their pages have to be read again for it.
AT_ONCE = 1 << 14
# Of a page whose words are not compared.
BLANK = Marks(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Kept:
    """A page's print with the pages it was found to be mostly the text of and to follow: where the next look begins."""

    print: Print
    parent: str | None
    follows: str | None


@dataclass(frozen=True, eq=False)
class Paired:
    """Which pages of a shelf are to be compared; of each that has one the page it is mostly the text of, and follows."""

    clean: Clean
    parents: Mapping[int, int]
    follows: Mapping[int, int]
    pairs: Mapping[Pair, int]

    @property
    def shelf(self) -> Shelf:
        return self.clean.shelf


@dataclass(frozen=True, eq=False)
class Looked:
    """The copies of all pages, and what was compared to find them."""

    copies: list[Copy]
    paired: Paired

    def keep(self) -> Iterator[Kept]:
        shelf, parents, follows = self.paired.shelf, self.paired.parents, self.paired.follows
        names = {NOBODY: None, **dict(enumerate(one.page for one in shelf.all))}
        for at, one in enumerate(shelf.all):
            yield Kept(one, names[parents.get(at, NOBODY)], names[follows.get(at, NOBODY)])


def find_copies(index: Index, scale: int = 1) -> list[Copy]:
    """All passages that share their words, each pair once. Containment is measured on the pages, stock left out."""
    return look(index, scale).copies


def look(index: Index, scale: int = 1) -> Looked:
    """With a `scale` above 1 pairs are looked for by one in so many of the marks, and then compared by all of them."""
    cited = find_cited(index)
    texts: dict[str, Marks] = {}
    prints = []
    for page, marks in zip(index.pages.values(), read_marks(index, index.pages), strict=True):
        prints.append(make_print(page, marks, index, cited, scale))
        if scale == 1:
            texts[page.id] = marks
    paired = pair_up(make_shelf(prints, scale))
    return Looked(compare_pairs(paired.pairs, paired.clean, index, cited, texts), paired)


def pair_up(shelf: Shelf) -> Paired:
    holders = shelf.hold()
    parents = holders.find_parents()
    roots = find_roots(parents, len(shelf.all))
    clean = holders.clean(holders.find_stock(shelf.days[roots]))
    follows = clean.find_follows(roots, range(len(shelf.all)))
    return Paired(clean, parents, follows, clean.find_pairs(follows))


def read_marks(index: Index, pages: Iterable[str]) -> Iterator[Marks]:
    """The marks of each page in text order."""
    return find_marks(
        [
            (index.pages[page].text[one.span.start : one.span.end], one.span.start)
            for one in index.passages.get(page, ())
            if one.role not in UNCOUNTED
        ]
        for page in pages
    )


def make_print(page: Page, marks: Marks, index: Index, cited: Mapping[str, set[str]], scale: int = 1) -> Print:
    hashes = marks.hashes if scale == 1 else marks.hashes[is_drawn(marks.hashes, scale)]
    return Print(page.id, day_read(page, index), page.source, frozenset(cited.get(page.id, ())), each_once(hashes))


def each_once(marks: Hashes) -> Hashes:
    marks = np.sort(marks)
    found: Hashes = marks[find_new(marks)]
    return found


def day_read(page: Page, index: Index) -> date | None:
    """The day a page is dated, else the day it could first be read."""
    known = index.since[page.id]
    stated = page.published.start if page.published is not None else None
    return stated.date() if stated else day_of(known) if known else None


def compare_pairs(
    pairs: Mapping[Pair, int], clean: Clean, index: Index, cited: Mapping[str, set[str]], texts: Mapping[str, Marks]
) -> list[Copy]:
    """The copies of these pairs of pages on the shelf of `clean`; the index need hold no others."""
    if clean.shelf.scale > 1:
        found = compare_drawn(sorted(pairs), clean, index, cited)
    else:
        prints = clean.shelf.all
        lines = lay_out([texts.get(one.page, BLANK) for one in prints], clean.stale)
        found = Comparison(index, cited, prints, clean.sizes.tolist(), lines).compare_all(pairs)
    return sorted(found, key=lambda copy: copy.id)


def compare_drawn(pairs: Sequence[Pair], clean: Clean, index: Index, cited: Mapping[str, set[str]]) -> Iterator[Copy]:
    """By all the marks of pages of which some are on the shelf; they are read again, those of some pairs at a time."""
    for begin in range(0, len(pairs), AT_ONCE):
        part = pairs[begin : begin + AT_ONCE]
        pages = [clean.shelf.all[page].page for page in sorted({page for pair in part for page in pair})]
        texts = list(read_marks(index, pages))
        prints = [make_print(index.pages[page], marks, index, cited) for page, marks in zip(pages, texts, strict=True)]
        lines = lay_out(texts, clean.stale, clean.shelf.scale)
        fresh = [each_once(hashes) for hashes in np.split(lines.hashes, lines.firsts[1:-1])]
        at = {page: number for number, page in enumerate(pages)}
        pairs_here = [tuple(at[clean.shelf.all[page].page] for page in pair) for pair in part]
        shared = {(one, other): count_shared(fresh[one], fresh[other]) for one, other in pairs_here}
        enough = {pair: many for pair, many in shared.items() if many >= CANDIDATE}
        yield from Comparison(index, cited, prints, [len(each) for each in fresh], lines).compare_all(enough)


@dataclass(frozen=True)
class Comparison:
    """Compares pages by their numbers in `prints`, which have all their marks; `sizes` are how many are no stock."""

    index: Index
    cited: Mapping[str, set[str]]
    prints: Sequence[Print]
    sizes: Sequence[int]
    lines: Lines

    def compare_all(self, pairs: Mapping[Pair, int]) -> Iterator[Copy]:
        """The copies of these pairs, for each of which it is known how many clean marks they share."""
        kinds = {pair: self.find_kind(pair, pairs[pair]) for pair in sorted(pairs)}
        worth = [pair for pair, kind in kinds.items() if kind is not None or self.quote(pair)]
        lefts, rights = np.array(worth, dtype=np.int64).reshape(-1, 2).T
        shared = find_stretches(self.lines, lefts, rights)
        for pair, part in zip(worth, shared, strict=True):
            yield from self.compare(pair, kinds[pair], part)

    def compare(self, pair: Pair, kind: CopyKind | None, shared: Sequence[Stretch]) -> Iterator[Copy]:
        one, other = self.page(pair[0]), self.page(pair[1])
        if kind is None:
            if not any(self.is_quoted(one, *part[:2]) and self.is_quoted(other, *part[2:]) for part in shared):
                return
            kind = CopyKind.QUOTE
        mine, yours = self.credits(one, other), self.credits(other, one)
        if mine != yours:
            first: str | None = other if mine else one
        else:
            first = find_first(one, other, self.index)
        yield from self.make_copies(CopyKind.CREDIT if mine or yours else kind, (one, other), shared, first)

    def make_copies(
        self, kind: CopyKind, pages: tuple[str, str], shared: Sequence[Stretch], first: str | None
    ) -> Iterator[Copy]:
        for (one, other), parts in self.part(pages, shared):
            left, right = pages
            if first == right or (first is None and other < one):
                left, right, one, other = right, left, other, one
                parts = sorted((begin, close, start, end) for start, end, begin, close in parts)
            overlaps = tuple((Span(left, start, end), Span(right, begin, close)) for start, end, begin, close in parts)
            yield Copy(copy_id(one, other), one, other, kind, None if first is None else one, overlaps, SCORES[kind])

    def part(self, pages: tuple[str, str], shared: Sequence[Stretch]) -> Iterable[tuple[tuple[str, str], Sequence[Stretch]]]:
        """The stretches by the passages they stand in."""
        mine, yours = (self.index.passages[page] for page in pages)
        if len(mine) == len(yours) == 1:
            return [((mine[0].id, yours[0].id), shared)] if shared else ()
        apart: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
        for part in shared:
            one, other = (innermost(find_around(side, at)) for side, at in ((mine, part[0]), (yours, part[2])))
            apart[one.id, other.id].append(part)
        return apart.items()

    def page(self, at: int) -> str:
        return self.prints[at].page

    def quote(self, pair: Pair) -> bool:
        """Whether both pages have words of others that they may share word for word."""
        return all(self.quotations(self.page(at)) for at in pair)

    def find_kind(self, pair: Pair, shared: int) -> CopyKind | None:
        """None for a formula that both have, unless it is a quotation: that is to be seen in the words."""
        if self.is_most(pair, shared):
            return CopyKind.REPRINT
        return CopyKind.NEAR if shared >= NEAR else None

    def is_most(self, pair: Pair, shared: int) -> bool:
        """Whether more than half of the shorter page is the other's, with the stock in it and without."""
        if shared <= CONTAINED * min(self.sizes[pair[0]], self.sizes[pair[1]]):
            return False
        one, other = (self.prints[at].marks for at in pair)
        enough = CONTAINED * min(len(one), len(other))
        return shared > enough or count_shared(one, other) > enough

    def credits(self, one: str, other: str) -> bool:
        """Whether a page names the outlet of the other as where its words are from."""
        source = self.index.pages[other].source
        return source is not None and source != self.index.pages[one].source and source in self.cited.get(one, ())

    def quotations(self, page: str) -> list[Span]:
        """The stretches of a page that are said to be word for word."""
        if page not in self.quoted:
            sayings = (one for claim in self.index.on_page.get(page, ()) for one in self.index.sayings.get(claim.id, ()))
            told = [span for one in sayings if one.direct for span in one.content]
            quotes = [one.span for one in self.index.passages.get(page, ()) if one.role is Role.QUOTE]
            self.quoted[page] = told + quotes
        return self.quoted[page]

    @cached_property
    def quoted(self) -> dict[str, list[Span]]:
        return {}

    def is_quoted(self, page: str, start: int, end: int) -> bool:
        """Whether twelve words of a stretch are quoted word for word on the page."""
        text = self.index.pages[page].text
        around = ((max(start, one.start), min(end, one.end)) for one in self.quotations(page))
        return any(len(WORD.findall(text, first, last)) >= QUOTE_WORDS for first, last in around if first < last)


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


def find_first(one: str, other: str, index: Index) -> str | None:
    """The page published earlier; None if nobody can tell."""
    if is_before(one, other, index):
        return one
    return other if is_before(other, one, index) else None


def is_before(one: str, other: str, index: Index) -> bool:
    """Whether all of one page's date lies before the other's; two pages of one day are not told apart."""
    end, published = index.since[one], index.pages[other].published
    return end is not None and published is not None and published.start is not None and end <= published.start


def copy_id(one: str, other: str) -> str:
    """The same whichever of the two is found to be the earlier, so that a judgement on the copy holds."""
    return record_id("copy", *sorted((one, other)))
