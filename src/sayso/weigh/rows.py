"""From claims to rows of control: which root says that who stood how to a place, since when, and known from when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sayso.model import Aspect, Claim, Control, Level, Precision, Stands, Status, When, record_id
from sayso.weigh.chain import Chain
from sayso.weigh.events import Happening
from sayso.weigh.facts import Fact, fillers, find_known
from sayso.weigh.index import Index
from sayso.weigh.known import day_of
from sayso.weigh.roots import Group

# Nobody holds a governorate by one sentence, nor a road: control is of a settlement or something smaller.
HELD_LEVELS = frozenset(Level) - {
    Level.COUNTRY,
    Level.GOVERNORATE,
    Level.DISTRICT,
    Level.SUBDISTRICT,
    Level.AREA,
    Level.ROAD,
    Level.RIVER,
}
# A road is open or cut, also where nobody could be said to hold it.
WAYS = frozenset({Level.ROAD, Level.RIVER})
ACCESS = {"route.open": Status.OPEN, "route.close": Status.CLOSED, "route.cut": Status.CUT}
# The kinds of claims that rows are made of.
HOLDING = frozenset({"control.gain", "control.hold", "control.contest", "control.besiege", "control.lose"})
TOLD = HOLDING | ACCESS.keys() | {"clash", "move", "move.enter", "withdraw"}
Valid = tuple[datetime | None, datetime]


@dataclass(frozen=True, slots=True)
class Row:
    """What one chain says of one place."""

    place: str
    actor: str | None
    aspect: Aspect
    status: Status
    valid: Valid
    root: str
    gone: datetime | None
    chain: Chain


def find_controls(happenings: Sequence[tuple[Happening, Sequence[Group]]], index: Index) -> list[Control]:
    """One row for each thing a root says, whoever prints it: its copies are further attributions of the row."""
    return gather_rows(row for happening, groups in happenings for row in find_rows(happening, groups, index))


def gather_rows(rows: Iterable[Row]) -> list[Control]:
    same: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        same[row.place, row.actor, row.aspect, row.status, row.valid, row.root, row.gone].append(row)
    return sorted((make_control(alike) for alike in same.values()), key=lambda control: control.id)


def make_control(rows: Sequence[Row]) -> Control:
    one = rows[0]
    lo, hi = one.valid
    return Control(
        id=record_id("control", one.place, one.actor, one.aspect, one.status, lo, hi, one.root, one.gone),
        place=one.place,
        actor=one.actor,
        aspect=one.aspect,
        status=one.status,
        valid_from_lo=lo,
        valid_from_hi=hi,
        valid_to=None,
        known_from=min((row.chain.known for row in rows if row.chain.known is not None), default=None),
        known_to=one.gone,
        root=one.root,
        attributions=tuple(row.chain.head.id for row in sorted(rows, key=lambda row: row.chain.rank)),
    )


def find_rows(happening: Happening, groups: Sequence[Group], index: Index) -> Iterator[Row]:
    facts = {fact.claim: fact for fact in happening.facts if fact.kind in TOLD}
    for group in groups:
        for chain in (chain for chain in group.chains if chain.h > 0 and chain.claim in facts):
            claim = index.claims[chain.claim]
            place, part = find_held_place(claim, index)
            statuses = list(find_statuses(facts[chain.claim], chain.stands, part)) if place is not None else []
            valid = find_valid(claim, chain, happening, index) if statuses else None
            aspect = Aspect.ACCESS if claim.kind in ACCESS else Aspect.HOLDER
            if place is not None and valid is not None:
                gone = group.gone.get(chain.head.id)
                yield from (Row(place, actor, aspect, status, valid, group.name, gone, chain) for actor, status in statuses)


def find_held_place(claim: Claim, index: Index) -> tuple[str | None, bool]:
    """The place that is known, and whether the words are of a part of it; "near" it is not it."""
    if fillers(claim, index, "near"):
        return None, False
    for role in ("place", "part"):
        for mention in fillers(claim, index, role):
            place = find_known(index.target(mention) or "", index.pack)
            if place is not None and (place.level in HELD_LEVELS or (claim.kind in ACCESS and place.level in WAYS)):
                return place.id, role == "part"
    return None, False


def find_statuses(fact: Fact, stands: Stands | None, part: bool) -> Iterator[tuple[str | None, Status]]:
    """The claim-to-row table: who stood how by this word. Nothing is inferred of anybody it does not name."""
    doers, others = known_first(fact.doers), known_first(fact.others)
    hold = Status.PARTLY if part else Status.HELD
    if stands is Stands.DENIES:
        if fact.kind == "control.lose":
            yield from ((actor, hold) for actor in others)
        return
    match fact.kind:
        case "control.gain":
            yield from ((actor, hold) for actor in doers)
            # Who lost a part of a town may hold the rest of it.
            yield from ((actor, Status.LEFT) for actor in others if not part)
        case "control.hold":
            yield from ((actor, hold) for actor in doers)
        case "control.contest" | "clash":
            yield from ((actor, Status.CONTESTED) for actor in sorted({*doers, *others}))
        case "control.besiege":
            yield from ((actor, Status.BESIEGED) for actor in doers)
        case "move" | "move.enter":
            yield from ((actor, Status.ENTERED) for actor in doers)
        case "control.lose":
            yield from ((actor, Status.LEFT) for actor in others if not part)
        case "withdraw":
            yield from ((actor, Status.LEFT) for actor in doers if not part)
        case kind if kind in ACCESS:
            yield None, ACCESS[kind]


def known_first(side: frozenset[str]) -> list[str]:
    """The bodies of a side that the packs know, else all: "the army and allied fighters" hold a town together, as the army."""
    known = sorted(one for one in side if one.startswith("actor:"))
    return known or sorted(side)


def find_valid(claim: Claim, chain: Chain, happening: Happening, index: Index) -> Valid | None:
    """From when on it is said to be so. A reprint counts from the day of what it reprints, not from its own."""
    origin = index.claims[happening.origins.get(claim.id, claim.id)]
    known = index.known_from(origin.id)
    state = claim.kind == "control.hold" or chain.stands is Stands.DENIES
    # Who denies losing a place on a day says that he held it on that day.
    denied_gain = chain.stands is Stands.DENIES and claim.kind != "control.lose"
    when = None if denied_gain else origin.when
    if when is not None and (when.start is not None or when.end is not None):
        return find_stated(when, known, state)
    said = sorted(
        (one.said.start, one.said.end)
        for one in chain.links
        if one.said is not None and one.said.stated is not None and one.said.start and one.said.end
    )
    if said:
        return said[0][0], min(said[0][1], known or said[0][1])
    if known is None:
        return None
    return datetime.combine(day_of(known), time.min), known


def find_stated(when: When, known: datetime | None, state: bool) -> Valid | None:
    """Held "since the 10th" begins on the 10th; taken "after the 10th" lies anywhere between then and the report."""
    if state and when.start is not None and (when.precision is Precision.OPEN_END or when.end is None):
        return when.start, when.start + timedelta(days=1)
    ends = [end for end in (when.end, known) if end is not None]
    return (when.start, min(ends)) if ends and (when.start is None or when.start < min(ends)) else None


def firmness(happenings: Sequence[tuple[Happening, Sequence[Group]]]) -> dict[str, float]:
    """How firm each attribution is that a row may rest on.

    Headline and text of a page are one telling: what the page doubts of a speaker's word it doubts wherever it tells it.
    """
    found: dict[str, float] = {}
    for happening, _ in happenings:
        least: dict[tuple[str, str | None, Stands | None], float] = {}
        firm = [chain for chain in happening.chains if chain.h > 0]
        for chain in firm:
            key = chain.page, chain.root, chain.stands
            least[key] = min(least.get(key, chain.h), chain.h)
        found |= {chain.head.id: least[chain.page, chain.root, chain.stands] for chain in firm}
    return found
