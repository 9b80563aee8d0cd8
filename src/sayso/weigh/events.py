"""Claims of one happening, across pages: joined by kind, place, time and actors, by shared words, or by people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sayso.model import Verdict, record_id
from sayso.weigh.bodies import Bodies, Forest
from sayso.weigh.chain import Chain
from sayso.weigh.facts import Fact, Window, above, is_local, make_fact, match, overlap
from sayso.weigh.index import Index
from sayso.weigh.ties import Tie

Pairs = set[tuple[str, str]]
# A window of more days is looked at from every day.
LONG = 31


@dataclass(frozen=True, slots=True)
class Happening:
    """The claims of one event before its roots are counted, the earliest first.

    `origins` gives for each claim the earliest one that it shares its words with, itself if none.
    """

    id: str
    kind: str
    place: str | None
    window: Window | None
    facts: tuple[Fact, ...]
    chains: tuple[Chain, ...]
    ties: tuple[Tie, ...]
    origins: Mapping[str, str]

    @property
    def first(self) -> datetime | None:
        """When readers could first know of it."""
        undated, known, _ = self.facts[0].rank
        return None if undated else known


@dataclass
class Cluster:
    """Claims found to be one happening so far; `sum` is what they say between them."""

    sum: Fact
    facts: list[Fact]


def find_happenings(
    chains: Mapping[str, Sequence[Chain]], ties: Sequence[Tie], index: Index, bodies: Bodies
) -> list[Happening]:
    made = (make_fact(claim, chains[claim.id], index, bodies) for claim in index.claims.values())
    facts = {fact.claim: fact for fact in made if fact is not None}
    together, apart = find_judged(index)
    alike = {(one.left, one.right) for one in ties if one.same} | set(find_replacements(index))
    same = {pair for pair in alike if is_one(pair, facts, index, bodies)}
    units = make_units(facts, sorted(same), sorted(together), apart)
    blocks: dict[tuple[str, str], list[Cluster]] = defaultdict(list)
    for unit in units:
        blocks[block_of(unit.sum, index)].append(unit)
    clusters = [cluster for _, block in sorted(blocks.items()) for cluster in gather(block, apart, index, bodies)]
    by_claim: dict[str, list[Tie]] = defaultdict(list)
    for one in ties:
        by_claim[one.left].append(one)
    found = (make_happening(cluster, chains, by_claim, same) for cluster in clusters)
    # A retraction of what nobody here has said is no happening.
    return sorted((each for each in found if any(chain.h > 0 for chain in each.chains)), key=lambda each: each.id)


def find_replacements(index: Index) -> Iterator[tuple[str, str]]:
    """The pairs of claims of which one corrects what was said of the other."""
    of = {one.id: claim for claim, ones in index.sayings.items() for one in ones}
    for old, by in index.replaced.items():
        if old in of and of[old] != by.id:
            yield min(of[old], by.id), max(of[old], by.id)


def find_judged(index: Index) -> tuple[Pairs, Pairs]:
    """The pairs of claims that people have put together or kept apart."""
    found: dict[Verdict, Pairs] = {Verdict.MERGE: set(), Verdict.SPLIT: set()}
    for one in index.standing:
        if one.verdict in found:
            claims = [word for word in (one.record, *(one.value or "").split()) if word.startswith("claim:")]
            for other in claims[1:]:
                found[one.verdict].add((min(claims[0], other), max(claims[0], other)))
    return found[Verdict.MERGE], found[Verdict.SPLIT]


def is_one(pair: tuple[str, str], facts: Mapping[str, Fact], index: Index, bodies: Bodies) -> bool:
    """Shared words may hold two claims; only those that say the same are one, whatever day each page counts from."""
    left, right = facts.get(pair[0]), facts.get(pair[1])
    return left is not None and right is not None and match(left, right, index, bodies, sure=True)


def make_units(
    facts: Mapping[str, Fact], same: Iterable[tuple[str, str]], together: Iterable[tuple[str, str]], apart: Pairs
) -> list[Cluster]:
    """Claims that are one before time and place are looked at; no join unites a pair that people keep apart."""
    forest = Forest()
    # Of each group the claims that are not to be with some other.
    kept: dict[str, set[str]] = {claim: {claim} for pair in apart for claim in pair}
    for left, right in (*together, *same):
        if left not in facts or right not in facts:
            continue
        mine, yours = kept.get(forest.find(left), set()), kept.get(forest.find(right), set())
        if not is_apart(mine, yours, apart):
            forest.join(left, right)
            kept[forest.find(left)] = mine | yours
    groups: dict[str, list[Fact]] = defaultdict(list)
    for claim, fact in facts.items():
        groups[forest.find(claim)].append(fact)
    ordered = (sorted(group, key=lambda fact: fact.rank) for group in groups.values())
    return [Cluster(add_up(group), group) for group in ordered]


def is_apart(some: Iterable[str], others: Iterable[str], apart: Pairs) -> bool:
    return bool(apart) and any((min(one, other), max(one, other)) in apart for one in some for other in others)


def add_up(facts: Sequence[Fact]) -> Fact:
    """What a unit says: the earliest stated time, since a reprint counts "on Friday" from its own date."""
    first = facts[0]
    if len(facts) == 1:
        return first
    timed = next((fact for fact in facts if fact.stated), first)
    doers = frozenset().union(*(fact.doers for fact in facts))
    others = frozenset().union(*(fact.others for fact in facts))
    place = next((fact.place for fact in facts if fact.place is not None), None)
    speakers = frozenset().union(*(fact.speakers for fact in facts))
    return replace(
        first,
        window=timed.window,
        stated=timed.stated,
        doers=doers,
        others=others,
        place=place,
        speakers=speakers,
        denied=all(fact.denied for fact in facts),
    )


def block_of(fact: Fact, index: Index) -> tuple[str, str]:
    """Only claims of one block are compared: kind up to the first dot, and the widest local place around."""
    if fact.place is None:
        return fact.family.split(".")[0], f"near {fact.near}"
    return fact.family.split(".")[0], widest(fact.place, index)


def widest(place: str, index: Index) -> str:
    """The widest local place around this one, else itself."""
    if place not in index.wide:
        local = [each for each in above(place, index.pack) if is_local(each, index.pack)]
        index.wide[place] = local[-1] if local else place
    return index.wide[place]


def gather(units: Iterable[Cluster], apart: Pairs, index: Index, bodies: Bodies) -> list[Cluster]:
    """Units of one block joined to happenings, the most precise first.

    A claim that fits two happenings by the time it states is left alone; one that states none belongs to the latest.
    """
    clusters: list[Cluster] = []
    calendar = Calendar()
    for unit in sorted(units, key=lambda unit: order(unit.sum)):
        near = calendar.find_near(unit.sum.window)
        fitting = [cluster for cluster in near if fits(unit, cluster, apart, index, bodies)]
        if len(fitting) > 1 and unit.sum.stated:
            fitting = [cluster for cluster in fitting if cluster.sum.doers & unit.sum.doers]
        if not fitting or (len(fitting) > 1 and unit.sum.stated):
            clusters.append(unit)
            calendar.add(unit)
            continue
        cluster = max(fitting, key=lambda cluster: (cluster.sum.window or (datetime.min,), cluster.sum.claim))
        cluster.facts += unit.facts
        cluster.sum = merge(cluster.sum, unit.sum, index)
    return clusters


class Calendar:
    """The clusters of a block by the days of their windows, which only narrow as they grow.

    A place may be told of for years: whoever asks what lies near a day looks at that day.
    """

    def __init__(self) -> None:
        self.days: dict[int, list[Cluster]] = defaultdict(list)
        self.long: list[Cluster] = []
        self.all: list[Cluster] = []

    def add(self, cluster: Cluster) -> None:
        days = days_of(cluster.sum.window)
        self.all.append(cluster)
        if len(days) > LONG:
            self.long.append(cluster)
        for day in days if len(days) <= LONG else ():
            self.days[day].append(cluster)

    def find_near(self, window: Window | None) -> Iterable[Cluster]:
        """All whose windows may overlap this one."""
        days = days_of(window)
        if len(days) > LONG:
            return self.all
        found = {id(cluster): cluster for day in days for cluster in self.days.get(day, ())}
        return [*self.long, *found.values()] if days else ()


def days_of(window: Window | None) -> range:
    return range(window[0].toordinal(), window[1].toordinal() + 1) if window is not None else range(0)


def order(fact: Fact) -> tuple[bool, bool, float, tuple[bool, datetime, str]]:
    width = (fact.window[1] - fact.window[0]).total_seconds() if fact.window is not None else float("inf")
    return not fact.doers, not fact.stated, width, fact.rank


def fits(unit: Cluster, cluster: Cluster, apart: Pairs, index: Index, bodies: Bodies) -> bool:
    if overlap(unit.sum.window, cluster.sum.window) is None or not match(unit.sum, cluster.sum, index, bodies):
        return False
    return not apart or not is_apart([fact.claim for fact in unit.facts], [fact.claim for fact in cluster.facts], apart)


def merge(one: Fact, other: Fact, index: Index) -> Fact:
    """What both say: the time they share, the finer place and kind, all who are named."""
    finer = one.place is not None and one.place in above(other.place or "", index.pack)
    return replace(
        one,
        kind=max(one.kind, other.kind, key=len),
        place=other.place if finer else one.place,
        window=overlap(one.window, other.window),
        doers=one.doers | other.doers,
        others=one.others | other.others,
        speakers=one.speakers | other.speakers,
        denied=one.denied and other.denied,
    )


def make_happening(
    cluster: Cluster, chains: Mapping[str, Sequence[Chain]], ties: Mapping[str, Sequence[Tie]], same: Pairs
) -> Happening:
    facts = tuple(sorted(cluster.facts, key=lambda fact: fact.rank))
    claims = {fact.claim for fact in facts}
    inner = tuple(tie for claim in sorted(claims) for tie in ties.get(claim, ()) if tie.right in claims)
    place = facts[0].place
    return Happening(
        id=record_id("event", facts[0].kind, place, facts[0].claim),
        kind=facts[0].kind,
        place=place,
        window=cluster.sum.window,
        facts=facts,
        chains=tuple(sorted((chain for claim in claims for chain in chains[claim]), key=lambda chain: chain.rank)),
        ties=inner,
        origins=find_origins(facts, [tie for tie in inner if (tie.left, tie.right) in same]),
    )


def find_origins(facts: Sequence[Fact], ties: Iterable[Tie]) -> dict[str, str]:
    forest = Forest()
    ranks = {fact.claim: fact.rank for fact in facts}
    for tie in ties:
        forest.join(tie.left, tie.right)
    groups = forest.groups()
    return {claim: min(groups.get(forest.find(claim), [claim]), key=lambda each: ranks[each]) for claim in ranks}
