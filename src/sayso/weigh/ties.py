"""Which claims rest on the same words: dependence is per claim, so shared text elsewhere in a page ties nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.model import Claim, Copy, Span, Verdict
from sayso.text import sentences
from sayso.weigh.index import Index

MERGES = 0.8
Part = tuple[int, int]
Run = tuple[Span, Span]
# How far the words of a copy may slip against one another by what is put in between them.
DRIFT = 100


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
        if one.verdict is Verdict.ADD and one.record.startswith(("copy:", "passage:")) and one.value is not None:
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


@dataclass(frozen=True, slots=True)
class Window:
    """A claim's sentence from `first` to `last`, and its neighbours out to `start` and `end`."""

    start: int
    first: int
    last: int
    end: int


@dataclass(frozen=True)
class Sights:
    """Where the sentences of claims begin and end."""

    index: Index

    def tie(self, copy: Copy) -> Iterator[Tie]:
        """A claim with its like on the other page; one without, as in a sentence reworded, with those beside it there.

        The words shared around them decide which is its like: a formula may stand twice on a page.
        """
        like: dict[tuple[str, str], int] = {}
        beside: set[tuple[str, str]] = set()
        for mine, yours in copy.overlaps:
            others = self.claims_at(yours)
            for left in self.claims_at(mine) if others else ():
                for right in others:
                    if self.are_like(left, mine, right, yours):
                        around = self.weigh_around(left, mine, yours, copy.overlaps)
                        like[left.id, right.id] = max(around, like.get((left.id, right.id), 0))
                    elif self.are_near(left, mine, right, yours):
                        beside.add((left.id, right.id))
        best: dict[str, int] = defaultdict(int)
        for pair, around in like.items():
            for claim in pair:
                best[claim] = max(best[claim], around)
        yield from (tie(*pair, True) for pair, around in like.items() if around == best[pair[0]] == best[pair[1]])
        loose = [pair for pair in beside if pair[0] not in best and pair[1] not in best]
        if loose:
            left_framed, right_framed = (frozenset(self.find_framed(side)) for side in zip(*copy.overlaps, strict=True))
            yield from (tie(left, right, False) for left, right in loose if left in left_framed and right in right_framed)

    def are_like(self, left: Claim, mine: Span, right: Claim, yours: Span) -> bool:
        length = min(mine.end - mine.start, yours.end - yours.start)
        return left.kind == right.kind and covers(shift(left.span, mine), shift(right.span, yours), (0, length))

    def weigh_around(self, claim: Claim, mine: Span, yours: Span, runs: Sequence[Run]) -> int:
        """How much of a claim's sentence and its neighbours stands on the other page in the line of this run."""
        around, line = self.windows[claim.id], yours.start - mine.start
        near = (one for one, other in runs if one.end > around.start and -DRIFT <= other.start - one.start - line <= DRIFT)
        return sum(length(around.start, around.end, one) for one in near)

    def are_near(self, left: Claim, mine: Span, right: Claim, yours: Span) -> bool:
        one, other = self.windows[left.id], self.windows[right.id]
        if left.kind.split(".")[0] != right.kind.split(".")[0]:
            return False
        return one.start - mine.start < other.end - yours.start and other.start - yours.start < one.end - mine.start

    def claims_at(self, run: Span) -> list[Claim]:
        """The claims with this run in their sentence or beside it."""
        start, end = run.start, run.end
        return [claim for claim, around in self.placed.get(run.page, ()) if around.start < end and start < around.end]

    def find_framed(self, runs: Sequence[Span]) -> Iterator[str]:
        """The claims of a page whose sentence is shared for the most part, or stands between shared words.

        What an outlet adds below the words it took is its own; so is what it sets before them, but for the opening.
        """
        for claim, around in self.placed.get(runs[0].page, ()):
            within = sum(length(around.first, around.last, run) for run in runs)
            before = around.start == around.first or any(length(around.start, around.first, run) for run in runs)
            after = any(length(around.last, around.end, run) for run in runs)
            if 2 * within >= around.last - around.first or (before and after):
                yield claim.id

    @cached_property
    def placed(self) -> dict[str, list[tuple[Claim, Window]]]:
        """The claims of each page with where their sentences stand."""
        return {
            page: [(claim, self.windows[claim.id]) for claim in claims if claim.id in self.windows]
            for page, claims in self.index.on_page.items()
        }

    @cached_property
    def windows(self) -> dict[str, Window]:
        """The sentence of each claim, with the one before and the one after."""
        found = {}
        for page, claims in self.index.on_page.items():
            parts = list(sentences(self.index.pages[page].text))
            starts = [start for start, _ in parts]
            for claim in claims if parts else ():
                first = max(bisect_right(starts, claim.span.start) - 1, 0)
                last = max(bisect_right(starts, max(claim.span.end - 1, claim.span.start)) - 1, first)
                start, end = parts[max(first - 1, 0)][0], parts[min(last + 1, len(parts) - 1)][1]
                found[claim.id] = Window(start, starts[first], parts[last][1], end)
        return found


def length(start: int, end: int, run: Span) -> int:
    return max(0, min(end, run.end) - max(start, run.start))


def shift(words: Span, run: Span, to: int = 0) -> Part:
    """Where words stand if the run begins at `to`."""
    return words.start - run.start + to, words.end - run.start + to


def covers(one: Part, other: Part, run: Part) -> bool:
    """Whether most of each lies on the other within the shared run; to have a date's words in it is not enough."""
    shared = min(one[1], other[1], run[1]) - max(one[0], other[0], run[0])
    return shared > 0 and 2 * shared >= max(one[1] - one[0], other[1] - other[0])


def tie_through(copies: Iterable[Copy], sights: Sights) -> Iterator[Tie]:
    """Claims of two pages that both share the words of a third: reprints are compared with the first of them only."""
    spokes: dict[str, list[tuple[Claim, Part, Part]]] = defaultdict(list)
    for copy in copies:
        for turned in (False, True):
            for claim, part, hub in place(copy, turned, sights):
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


def place(copy: Copy, turned: bool, sights: Sights) -> Iterator[tuple[Claim, Part, Span]]:
    """Where on the one page the claims of the other stand; of two at one spot, the one with more of the words around it."""
    runs = [(mine, yours) if turned else (yours, mine) for mine, yours in copy.overlaps]
    found = []
    for spoke, hub in runs:
        for claim in sights.claims_at(spoke):
            part = shift(claim.span, spoke, hub.start)
            if part[0] < hub.end and hub.start < part[1]:
                found.append((claim, part, spoke, hub))
    if len({claim.id for claim, *_ in found}) < 2:
        yield from ((claim, part, hub) for claim, part, _, hub in found)
        return
    ranked = [(-sights.weigh_around(claim, spoke, hub, runs), claim.id, claim, part, hub) for claim, part, spoke, hub in found]
    taken: list[tuple[int, Claim, Part]] = []
    for less, _, claim, part, hub in sorted(ranked, key=lambda each: each[:2]):
        run = (hub.start, hub.end)
        if not any(one.kind == claim.kind and less > before and covers(part, other, run) for before, one, other in taken):
            taken.append((less, claim, part))
            yield claim, part, hub


def meet(one: Part, other: Part) -> Part:
    return max(one[0], other[0]), min(one[1], other[1])
