"""Which claims rest on the same words: dependence is per claim, so shared text elsewhere in a page ties nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.model import Claim, Copy, Span, Verdict
from sayso.text import sentences
from sayso.weigh.index import Index

MERGES = 0.8
Part = tuple[int, int]
Run = tuple[Span, Span]
# Where shared words stand on two pages, with the claims that have them in their sentence or beside it on each.
Told = tuple[Span, Span, Sequence[Claim], Sequence[Claim]]
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
    told = [runs for copy in kept if (runs := list(sights.read(copy)))]
    found = {one for runs in told for one in sights.tie(runs)}
    found.update(tie_through(told, sights))
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
    """Where the sentences of claims begin and end, looked up page by page as they are asked for."""

    index: Index
    pages: dict[str, Sequence[tuple[Claim, Window]]] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)

    def read(self, copy: Copy) -> Iterator[Told]:
        """The runs of a copy, if there is a claim at any of them."""
        left, right = (self.placed(side.page) for side in copy.overlaps[0])
        if left or right:
            for mine, yours in copy.overlaps:
                yield mine, yours, claims_at(mine, left), claims_at(yours, right)

    def tie(self, told: Sequence[Told]) -> Iterator[Tie]:
        """A claim with its like on the other page; one without, as in a sentence reworded, with those beside it there.

        The words shared around them decide which is its like: a formula may stand twice on a page.
        """
        like: dict[tuple[str, str], int] = {}
        beside: set[tuple[str, str]] = set()
        runs = [(mine, yours) for mine, yours, _, _ in told]
        for mine, yours, lefts, rights in told:
            for left in lefts if rights else ():
                for right in rights:
                    if self.are_like(left, mine, right, yours):
                        around = self.weigh_around(left, mine, yours, runs)
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
            left_framed, right_framed = (frozenset(self.find_framed(side)) for side in zip(*runs, strict=True))
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

    def find_framed(self, runs: Sequence[Span]) -> Iterator[str]:
        """The claims of a page whose sentence is shared for the most part, or stands between shared words.

        What an outlet adds below the words it took is its own; so is what it sets before them, but for the opening.
        """
        for claim, around in self.placed(runs[0].page):
            within = sum(length(around.first, around.last, run) for run in runs)
            before = around.start == around.first or any(length(around.start, around.first, run) for run in runs)
            after = any(length(around.last, around.end, run) for run in runs)
            if 2 * within >= around.last - around.first or (before and after):
                yield claim.id

    def placed(self, page: str) -> Sequence[tuple[Claim, Window]]:
        """The claims of a page with where their sentences stand."""
        found = self.pages.get(page)
        if found is None:
            found = self.pages[page] = list(self.place(page))
            self.windows.update((claim.id, window) for claim, window in found)
        return found

    def place(self, page: str) -> Iterator[tuple[Claim, Window]]:
        """The sentence of each claim, with the one before and the one after."""
        claims = self.index.on_page.get(page, ())
        parts = list(sentences(self.index.pages[page].text)) if claims else []
        starts = [start for start, _ in parts]
        for claim in claims if parts else ():
            first = max(bisect_right(starts, claim.span.start) - 1, 0)
            last = max(bisect_right(starts, max(claim.span.end - 1, claim.span.start)) - 1, first)
            start, end = parts[max(first - 1, 0)][0], parts[min(last + 1, len(parts) - 1)][1]
            yield claim, Window(start, starts[first], parts[last][1], end)


def claims_at(run: Span, placed: Iterable[tuple[Claim, Window]]) -> list[Claim]:
    """The claims of a page with this run in their sentence or beside it."""
    start, end = run.start, run.end
    return [claim for claim, around in placed if around.start < end and start < around.end]


def length(start: int, end: int, run: Span) -> int:
    return max(0, min(end, run.end) - max(start, run.start))


def shift(words: Span, run: Span, to: int = 0) -> Part:
    """Where words stand if the run begins at `to`."""
    return words.start - run.start + to, words.end - run.start + to


def covers(one: Part, other: Part, run: Part) -> bool:
    """Whether most of each lies on the other within the shared run; to have a date's words in it is not enough."""
    shared = min(one[1], other[1], run[1]) - max(one[0], other[0], run[0])
    return shared > 0 and 2 * shared >= max(one[1] - one[0], other[1] - other[0])


def tie_through(told: Iterable[Sequence[Told]], sights: Sights) -> Iterator[Tie]:
    """Claims of two pages that both share the words of a third: reprints are compared with the first of them only."""
    spokes: dict[str, list[tuple[Claim, Part, Part]]] = defaultdict(list)
    for runs in told:
        lefts, rights = [(one, other, at) for one, other, at, _ in runs], [(one, other, at) for other, one, _, at in runs]
        for side in (lefts, rights):
            for claim, part, hub in place(side, sights):
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


def place(side: Sequence[tuple[Span, Span, Sequence[Claim]]], sights: Sights) -> Iterator[tuple[Claim, Part, Span]]:
    """Where on the one page the claims of the other stand; of two at one spot, the one with more of the words around it."""
    found = []
    for spoke, hub, claims in side:
        for claim in claims:
            part = shift(claim.span, spoke, hub.start)
            if part[0] < hub.end and hub.start < part[1]:
                found.append((claim, part, spoke, hub))
    if len({claim.id for claim, *_ in found}) < 2:
        yield from ((claim, part, hub) for claim, part, _, hub in found)
        return
    runs = [(spoke, hub) for spoke, hub, _ in side]
    ranked = [(-sights.weigh_around(claim, spoke, hub, runs), claim.id, claim, part, hub) for claim, part, spoke, hub in found]
    taken: list[tuple[int, Claim, Part]] = []
    for less, _, claim, part, hub in sorted(ranked, key=lambda each: each[:2]):
        run = (hub.start, hub.end)
        if not any(one.kind == claim.kind and less > before and covers(part, other, run) for before, one, other in taken):
            taken.append((less, claim, part))
            yield claim, part, hub


def meet(one: Part, other: Part) -> Part:
    return max(one[0], other[0]), min(one[1], other[1])
