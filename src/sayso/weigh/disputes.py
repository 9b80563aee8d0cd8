"""Where root groups contradict each other: a list of copies is one dispute, and an update of one's own is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from sayso.model import Amount, Control, Dispute, Over, Stands, Status, record_id
from sayso.weigh.bodies import Bodies, iso_day
from sayso.weigh.chain import Chain
from sayso.weigh.events import Happening
from sayso.weigh.facts import MUTUAL, Window, overlap
from sayso.weigh.grades import latest_amount, said_at
from sayso.weigh.index import Index
from sayso.weigh.known import begins
from sayso.weigh.roots import Group

DAY = timedelta(days=1)
Found = Sequence[tuple[Happening, Sequence[Group]]]


def find_disputes(found: Found, index: Index, bodies: Bodies) -> list[Dispute]:
    """Disputes within events and between them; those over who holds a place come from the rows of control."""
    disputes = [
        dispute for happening, groups in found for dispute in (*over_polarity(groups), *over_amount(happening, groups, index))
    ]
    disputes += over_actor(found, bodies)
    return sorted({dispute.id: dispute for dispute in disputes}.values(), key=lambda dispute: dispute.id)


def make_dispute(left: Chain, right: Chain, over: Over, shared: float = 1.0) -> Dispute:
    one, other = sorted((left, right), key=lambda chain: chain.rank)
    severity = one.h * other.h * shared
    return Dispute(record_id("dispute", over, one.head.id, other.head.id), one.head.id, other.head.id, severity, over)


def over_polarity(groups: Sequence[Group]) -> Iterator[Dispute]:
    for one in groups:
        for other in groups:
            asserted, denied = one.stand(Stands.ASSERTS), other.stand(Stands.DENIES)
            if one is not other and asserted and denied:
                yield make_dispute(asserted[0], denied[0], Over.POLARITY)


def over_amount(happening: Happening, groups: Sequence[Group], index: Index) -> Iterator[Dispute]:
    """Figures that cannot both hold, of the same victims and day: tolls rise, so a later higher one may be news."""
    told = [latest for group in groups if (latest := latest_amount(group, index)) is not None]
    facts = {fact.claim: fact for fact in happening.facts}
    for (left, few), (right, many) in combinations(told, 2):
        one, other = facts[left.claim], facts[right.claim]
        if (
            not are_disjoint(few, many)
            or one.kind != other.kind
            or (one.others and other.others and not one.others & other.others)
        ):
            continue
        lower, higher = (left, right) if bounds(few) < bounds(many) else (right, left)
        if said_at(higher) - said_at(lower) <= DAY:
            yield make_dispute(left, right, Over.AMOUNT)


def bounds(amount: Amount) -> tuple[float, float]:
    """What the words allow; a bare best figure is exact."""
    if amount.low is None and amount.high is None and amount.best is not None:
        return float(amount.best), float(amount.best)
    return float(amount.low or 0), float("inf") if amount.high is None else float(amount.high)


def are_disjoint(one: Amount, other: Amount) -> bool:
    mine, yours = bounds(one), bounds(other)
    return mine[1] < yours[0] or yours[1] < mine[0]


def over_actor(found: Found, bodies: Bodies) -> Iterator[Dispute]:
    """The same act at the same place on the same day laid at two doors, if no root knows of both acts."""
    spots: dict[tuple[str, str, object], list[tuple[Happening, Sequence[Group]]]] = defaultdict(list)
    for happening, groups in found:
        fact = happening.facts[0]
        precise = fact.stated and happening.window is not None and happening.window[1] - happening.window[0] <= DAY
        if (
            precise
            and happening.window
            and happening.place
            and fact.kind not in MUTUAL
            and not fact.kind.startswith("control.")
        ):
            spots[fact.family, happening.place, happening.window[0].date()].append((happening, groups))
    for here in spots.values():
        for (one, mine), (other, yours) in combinations(here, 2):
            if rivals_in_deed(one, other, bodies):
                yield from between(mine, yours, Over.ACTOR, shared_part(one.window, other.window))


def rivals_in_deed(one: Happening, other: Happening, bodies: Bodies) -> bool:
    mine, yours = (frozenset[str]().union(*(fact.doers for fact in each.facts)) for each in (one, other))
    hurt, wronged = (frozenset[str]().union(*(fact.others for fact in each.facts)) for each in (one, other))
    day = iso_day(one.first)
    same_victim = not hurt or not wronged or bodies.meet(hurt, wronged, day)
    return (
        bool(mine and yours)
        and same_victim
        and not bodies.meet(mine, yours, day)
        and overlap(one.window, other.window) is not None
    )


def between(mine: Sequence[Group], yours: Sequence[Group], over: Over, shared: float = 1.0) -> Iterator[Dispute]:
    """Each root of the one account with each of the other, unless one of them gives both."""
    left = [group for group in mine if group.stand(Stands.ASSERTS)]
    right = [group for group in yours if group.stand(Stands.ASSERTS)]
    if {group.name for group in left} & {group.name for group in right}:
        return
    for one in left:
        for other in right:
            yield make_dispute(one.stand(Stands.ASSERTS)[0], other.stand(Stands.ASSERTS)[0], over, shared)


def shared_part(one: Window | None, other: Window | None) -> float:
    both = overlap(one, other)
    if both is None or one is None or other is None:
        return 1.0
    return (both[1] - both[0]) / min(one[1] - one[0], other[1] - other[0])


@dataclass(frozen=True, slots=True)
class Hold:
    """A stretch of days over which one root has one holder in a place, from its first such word to its last."""

    root: str
    actor: str
    window: Window
    first: str


def over_holder(controls: Sequence[Control], chains: Mapping[str, Chain], index: Index, bodies: Bodies) -> list[Dispute]:
    """Two holders of one place at one time; that a root sees another holder later is a change of hands."""
    places: dict[str, dict[str, list[Control]]] = defaultdict(lambda: defaultdict(list))
    for row in controls:
        if row.known_to is None and row.actor is not None and begins(row) is not None:
            places[row.place][row.root].append(row)
    gains = frozenset(head for head, chain in chains.items() if index.claims[chain.claim].kind == "control.gain")
    found = {}
    for by_root in places.values():
        for one, other in find_overlapping([hold for rows in by_root.values() for hold in find_holds(rows, gains)]):
            if one.root != other.root and not bodies.meet([one.actor], [other.actor], one.window[0].date().isoformat()):
                shared = shared_part(one.window, other.window)
                dispute = make_dispute(chains[one.first], chains[other.first], Over.HOLDER, shared)
                found[dispute.id] = dispute
    return [found[each] for each in sorted(found)]


def find_overlapping(holds: Sequence[Hold]) -> Iterator[tuple[Hold, Hold]]:
    ordered = sorted(holds, key=lambda hold: (hold.window, hold.first))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.window[0] >= one.window[1]:
                break
            yield one, other


def find_holds(rows: Sequence[Control], gains: frozenset[str]) -> list[Hold]:
    """The stretches over which a root goes on saying so. Who says that it was taken again has not held it in between."""
    holds: list[Hold] = []
    actor = None
    for row in sorted(rows, key=lambda row: (row.valid_from_hi or datetime.min, row.known_from or datetime.max, row.id)):
        hi = row.valid_from_hi
        if row.status is Status.BESIEGED or (row.status is Status.LEFT and row.actor != actor):
            continue
        if row.status is not Status.HELD or row.actor is None or hi is None:
            actor = None
            continue
        lo = row.valid_from_lo if row.valid_from_lo is not None else hi - DAY
        again = row.attributions[0] in gains and bool(holds) and holds[-1].window[1] <= lo
        if actor == row.actor and not again:
            last = holds.pop()
            holds.append(Hold(last.root, last.actor, (min(last.window[0], lo), hi), last.first))
        else:
            holds.append(Hold(row.root, row.actor, (lo, hi), row.attributions[0]))
        actor = row.actor
    return holds


def find_rivals(found: Found, holders: Sequence[Dispute]) -> dict[str, list[Group]]:
    """For each event the root groups of another that give the place to somebody else at the time."""
    homes: dict[str, list[tuple[Happening, Group]]] = defaultdict(list)
    for happening, groups in found:
        for group in groups:
            for chain in group.chains:
                homes[chain.head.id].append((happening, group))
    rivals: dict[str, dict[str, Group]] = defaultdict(dict)
    for dispute in holders:
        for mine, yours in ((dispute.left, dispute.right), (dispute.right, dispute.left)):
            for one, _ in homes[mine]:
                rivals[one.id].update({group.name: group for other, group in homes[yours] if other.id != one.id})
    return {event: [groups[name] for name in sorted(groups)] for event, groups in rivals.items()}
