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


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two claims with a shared run in or beside both their sentences; `same` if it holds the words of both, and as one."""

    left: str
    right: str
    same: bool


def find_ties(copies: Iterable[Copy], index: Index) -> list[Tie]:
    """Copies that people cut tie nothing; one they added ties all claims of the one passage to all of the other."""
    standing = index.standing
    cut = {one.record for one in standing if one.verdict is Verdict.REJECT}
    sights = Sights(index)
    found: set[Tie] = set()
    for copy in copies:
        if copy.score >= MERGES and copy.id not in cut:
            for mine, yours in copy.overlaps:
                found.update(sights.tie(mine, yours))
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

    def tie(self, mine: Span, yours: Span) -> Iterator[Tie]:
        others = list(self.claims_at(yours))
        for left in self.claims_at(mine):
            for right in others:
                if left.kind.split(".")[0] == right.kind.split(".")[0]:
                    yield tie(left.id, right.id, left.kind == right.kind and is_same(left.span, mine, right.span, yours))

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


def is_same(mine: Span, run: Span, yours: Span, other: Span) -> bool:
    """Whether two claims stand at one place of the words shared, most of the shorter on the other."""
    one = max(mine.start, run.start) - run.start, min(mine.end, run.end) - run.start
    two = max(yours.start, other.start) - other.start, min(yours.end, other.end) - other.start
    shared = min(one[1], two[1]) - max(one[0], two[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], two[1] - two[0])
