"""Which claims rest on the same words: dependence is per claim, so shared text elsewhere in a page ties nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from sayso.model import Claim, Copy, Span, Verdict
from sayso.text import sentences
from sayso.weigh.index import Index

MERGES = 0.8
Part = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two claims that rest on the same words. `same`: they are of one kind and stand at one place in those words."""

    left: str
    right: str
    same: bool


def find_ties(copies: Iterable[Copy], index: Index) -> list[Tie]:
    """Copies that people cut tie nothing; one they added ties all claims of the one passage to all of the other."""
    standing = index.standing
    cut = {one.record for one in standing if one.verdict is Verdict.REJECT}
    kept = [copy for copy in copies if copy.score >= MERGES and copy.id not in cut]
    sights = Sights(index)
    found = {one for copy in kept for one in sights.tie(copy)}
    found.update(tie_through(kept, sights))
    for one in standing:
        if one.verdict is Verdict.ADD and one.record.startswith("copy:") and one.value is not None:
            found.update(tie_added(one.value, index))
    return sorted(found)


def tie_added(value: str, index: Index) -> Iterator[Tie]:
    passages = value.split()
    if len(passages) != 2:
        return
    of: dict[str, list[str]] = defaultdict(list)
    for claim in index.claims.values():
        of[index.homes[claim.id].id].append(claim.id)
    for left in of[passages[0]]:
        for right in of[passages[1]]:
            yield tie(left, right, False)


def tie(left: str, right: str, same: bool) -> Tie:
    return Tie(min(left, right), max(left, right), same)


@dataclass(frozen=True)
class Sights:
    """Where the sentences of claims begin and end."""

    index: Index

    def tie(self, copy: Copy) -> Iterator[Tie]:
        """A claim with its like on the other page; one without, as in a sentence reworded, with those beside it there."""
        same: set[tuple[str, str]] = set()
        loose: set[tuple[str, str]] = set()
        for mine, yours in copy.overlaps:
            others = list(self.claims_at(yours))
            for left in self.claims_at(mine):
                for right in others:
                    if self.are_like(left, mine, right, yours):
                        same.add((left.id, right.id))
                    elif left.kind.split(".")[0] == right.kind.split(".")[0] and self.are_near(left, mine, right, yours):
                        loose.add((left.id, right.id))
        settled = {claim for pair in same for claim in pair}
        yield from (tie(left, right, True) for left, right in same)
        yield from (tie(left, right, False) for left, right in loose if left not in settled and right not in settled)

    def are_like(self, left: Claim, mine: Span, right: Claim, yours: Span) -> bool:
        length = min(mine.end - mine.start, yours.end - yours.start)
        return left.kind == right.kind and covers(shift(left.span, mine), shift(right.span, yours), (0, length))

    def are_near(self, left: Claim, mine: Span, right: Claim, yours: Span) -> bool:
        one, other = self.windows[left.id], self.windows[right.id]
        return one[0] - mine.start < other[1] - yours.start and other[0] - yours.start < one[1] - mine.start

    def claims_at(self, run: Span) -> Iterator[Claim]:
        """The claims with this run in their sentence or beside it."""
        for claim in self.index.on_page.get(run.page, ()):
            start, end = self.windows.get(claim.id, (0, 0))
            if start < run.end and run.start < end:
                yield claim

    @cached_property
    def windows(self) -> dict[str, tuple[int, int]]:
        """The sentence of each claim, with the one before and the one after."""
        found = {}
        for page, claims in self.index.on_page.items():
            parts = list(sentences(self.index.pages[page].text))
            starts = [start for start, _ in parts]
            for claim in claims if parts else ():
                first = max(bisect_right(starts, claim.span.start) - 1, 0)
                last = max(bisect_right(starts, max(claim.span.end - 1, claim.span.start)) - 1, first)
                found[claim.id] = parts[max(first - 1, 0)][0], parts[min(last + 1, len(parts) - 1)][1]
        return found


def shift(words: Span, run: Span, to: int = 0) -> Part:
    """Where words stand if the run begins at `to`."""
    return words.start - run.start + to, words.end - run.start + to


def covers(one: Part, other: Part, run: Part) -> bool:
    """Whether most of the shorter lies on the other within the shared run; to have a date's words in it is not enough."""
    shared = min(one[1], other[1], run[1]) - max(one[0], other[0], run[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def tie_through(copies: Iterable[Copy], sights: Sights) -> Iterator[Tie]:
    """Claims of two pages that both share the words of a third: reprints are compared with the first of them only."""
    spokes: dict[str, list[tuple[Claim, Part, Part]]] = defaultdict(list)
    for copy in copies:
        for mine, yours in copy.overlaps:
            for hub, spoke in ((mine, yours), (yours, mine)):
                for claim in sights.claims_at(spoke):
                    part = shift(claim.span, spoke, hub.start)
                    if part[0] < hub.end and hub.start < part[1]:
                        spokes[hub.page].append((claim, part, (hub.start, hub.end)))
    for page in sorted(spokes):
        firsts: list[tuple[Claim, Part, Part]] = []
        for claim, part, run in sorted(spokes[page], key=lambda each: (each[0].id, each[1:])):
            like = next(
                (one for one, other, its in firsts if one.kind == claim.kind and covers(part, other, meet(run, its))), None
            )
            if like is None:
                firsts.append((claim, part, run))
            elif like.span.page != claim.span.page:
                yield tie(like.id, claim.id, True)


def meet(one: Part, other: Part) -> Part:
    return max(one[0], other[0]), min(one[1], other[1])
