"""Which claims rest on the same words: dependence is per claim, so shared text elsewhere in a page ties nothing."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sayso.model import Claim, Copy, Span, Verdict
from sayso.text import sentences
from sayso.weigh.index import Index

MERGES = 0.8
Part = tuple[int, int]
# A claim with where its sentence and those beside it begin and end.
Placed = tuple[Claim, int, int]
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
    return sorted(found, key=lambda one: (one.left, one.right, one.same))


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
    pages: dict[str, Sequence[Placed]] = field(default_factory=dict)
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
        like: dict[tuple[str, str], list[tuple[Claim, Span, Span]]] = defaultdict(list)
        beside: set[tuple[str, str]] = set()
        for mine, yours, lefts, rights in ((mine, yours, at, to) for mine, yours, at, to in told if at and to):
            for left in lefts:
                for right in rights:
                    if self.are_like(left, mine, right, yours):
                        like[left.id, right.id].append((left, mine, yours))
                    elif self.are_near(left, mine, right, yours):
                        beside.add((left.id, right.id))
        taken = frozenset(chain.from_iterable(like))
        loose = [pair for pair in beside if taken.isdisjoint(pair)]
        runs = [(mine, yours) for mine, yours, _, _ in told] if loose or len(taken) < 2 * len(like) else []
        chosen = like if len(taken) == 2 * len(like) else self.choose(like, runs)
        yield from (tie(left, right, True) for left, right in chosen)
        if loose:
            framed = {
                claim
                for claims, side in zip(zip(*loose, strict=True), zip(*runs, strict=True), strict=True)
                for claim in frozenset(claims)
                if self.is_framed(claim, side)
            }
            yield from (tie(*pair, False) for pair in loose if framed.issuperset(pair))

    def choose(
        self, like: Mapping[tuple[str, str], Sequence[tuple[Claim, Span, Span]]], runs: Sequence[Run]
    ) -> Iterator[tuple[str, str]]:
        """Of the pairs that have a claim in common those with the most shared words around it."""
        often = Counter(claim for pair in like for claim in pair)
        around = {
            pair: max(self.weigh_around(*spot, runs) for spot in spots)
            for pair, spots in like.items()
            if often[pair[0]] > 1 or often[pair[1]] > 1
        }
        best: dict[str, int] = defaultdict(int)
        for pair, weight in around.items():
            for claim in pair:
                best[claim] = max(best[claim], weight)
        yield from (pair for pair in like if pair not in around or around[pair] == best[pair[0]] == best[pair[1]])

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

    def is_framed(self, claim: str, runs: Sequence[Span]) -> bool:
        """Whether a claim's sentence is shared for the most part, or stands between shared words.

        What an outlet adds below the words it took is its own; so is what it sets before them, but for the opening.
        """
        around = self.windows[claim]
        if 2 * sum(length(around.first, around.last, run) for run in runs) >= around.last - around.first:
            return True
        before = around.start == around.first or any(length(around.start, around.first, run) for run in runs)
        return before and any(length(around.last, around.end, run) for run in runs)

    def placed(self, page: str) -> Sequence[Placed]:
        found = self.pages.get(page)
        if found is None:
            told = list(self.place(page))
            self.windows.update((claim.id, around) for claim, around in told)
            found = self.pages[page] = [(claim, around.start, around.end) for claim, around in told]
        return found

    def place(self, page: str) -> Iterator[tuple[Claim, Window]]:
        """The sentence of each claim, with the one before and the one after."""
        claims = self.index.on_page.get(page, ())
        parts = list(self.split(page, max(claim.span.end for claim in claims))) if claims else []
        starts = [start for start, _ in parts]
        for claim in claims if parts else ():
            first = max(bisect_right(starts, claim.span.start) - 1, 0)
            last = max(bisect_right(starts, max(claim.span.end - 1, claim.span.start)) - 1, first)
            start, end = parts[max(first - 1, 0)][0], parts[min(last + 1, len(parts) - 1)][1]
            yield claim, Window(start, starts[first], parts[last][1], end)

    def split(self, page: str, end: int) -> Iterator[Part]:
        """The sentences of a page up to the first that begins after `end`."""
        for part in sentences(self.index.pages[page].text):
            yield part
            if part[0] > end:
                return


def claims_at(run: Span, placed: Iterable[Placed]) -> list[Claim]:
    """The claims of a page with this run in their sentence or beside it."""
    start, end = run.start, run.end
    return [claim for claim, first, last in placed if first < end and start < last]


def length(start: int, end: int, run: Span) -> int:
    return max(0, min(end, run.end) - max(start, run.start))


def shift(words: Span, run: Span, to: int = 0) -> Part:
    """Where words stand if the run begins at `to`."""
    return words.start - run.start + to, words.end - run.start + to


def covers(one: Part, other: Part, run: Part) -> bool:
    """Whether most of each lies on the other within the shared run; to have a date's words in it is not enough."""
    shared = min(one[1], other[1], run[1]) - max(one[0], other[0], run[0])
    return shared > 0 and 2 * shared >= max(one[1] - one[0], other[1] - other[0])


def tie_through(told: Sequence[Sequence[Told]], sights: Sights) -> Iterator[Tie]:
    """Claims of two pages that both share the words of a third: reprints are compared with the first of them only."""
    ends: dict[str, set[str]] = defaultdict(set)
    for one, other in ((runs[0][0].page, runs[0][1].page) for runs in told):
        ends[one].add(other)
        ends[other].add(one)
    spokes: dict[str, list[tuple[Claim, Part, Part]]] = defaultdict(list)
    for runs in told:
        one, other = runs[0][0].page, runs[0][1].page
        if len(ends[other]) > 1:
            spokes[other] += place([(mine, yours, at) for mine, yours, at, _ in runs], sights)
        if len(ends[one]) > 1:
            spokes[one] += place([(yours, mine, at) for mine, yours, _, at in runs], sights)
    for page in sorted(spokes):
        firsts: list[tuple[Claim, Part, Part]] = []
        for claim, part, run in sorted(spokes[page], key=lambda each: (each[0].id, each[1:])):
            for like, there, its in firsts:
                if like.kind == claim.kind and covers(part, there, meet(run, its)):
                    if like.span.page != claim.span.page:
                        yield tie(like.id, claim.id, True)
                    break
            else:
                firsts.append((claim, part, run))


def place(side: Sequence[tuple[Span, Span, Sequence[Claim]]], sights: Sights) -> Iterator[tuple[Claim, Part, Part]]:
    """Where on the one page the claims of the other stand; of two at one spot, the one with more of the words around it."""
    found = []
    for spoke, hub, claims in side:
        for claim in claims:
            start, end = shift(claim.span, spoke, hub.start)
            if start < hub.end and hub.start < end:
                found.append((claim, (start, end), spoke, hub))
    if len({claim.id for claim, _, _, _ in found}) < 2:
        yield from ((claim, part, (hub.start, hub.end)) for claim, part, _, hub in found)
        return
    runs = [(spoke, hub) for spoke, hub, _ in side]
    ranked = [(-sights.weigh_around(claim, spoke, hub, runs), claim.id, claim, part, hub) for claim, part, spoke, hub in found]
    taken: list[tuple[int, Claim, Part]] = []
    for less, _, claim, part, hub in sorted(ranked, key=lambda each: each[:2]):
        run = (hub.start, hub.end)
        if not any(one.kind == claim.kind and less > before and covers(part, other, run) for before, one, other in taken):
            taken.append((less, claim, part))
            yield claim, part, run


def meet(one: Part, other: Part) -> Part:
    return max(one[0], other[0]), min(one[1], other[1])
