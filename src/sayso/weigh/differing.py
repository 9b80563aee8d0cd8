"""Accounts of one happening that cannot both hold: another day for it, or another place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt

from sayso.model import Amount, Claim, Dispute, Over, Stands
from sayso.weigh.bodies import Bodies, iso_day
from sayso.weigh.chain import Chain
from sayso.weigh.disputes import DAY, Found, between, make_dispute
from sayso.weigh.events import Happening
from sayso.weigh.facts import Fact, Window, contains, find_known, find_stated, match_place, overlap
from sayso.weigh.index import Index
from sayso.weigh.roots import Group

# A place taken on two days so near each other, with nobody else's hold between, was taken once.
ONCE = timedelta(days=14)
# So many dead of one day are told apart by their number; of one or two there are many.
TELLING = 3
# One deed is dated this far apart at most; and at one place that is shelled for weeks only so large a number comes once.
MISDATED, SINGULAR = timedelta(days=7), 10
# What befalls somebody by name once, or once until he is let go; on another day it is the same deed dated otherwise.
BEFALLS = frozenset({"harm.killed", "destroy", "arrest", "abduct"})
SIGNED = "agree.sign"
FIGURE = re.compile(r"\d+")
EARTH_M = 6_371_000.0
Told = tuple[Happening, Sequence[Group]]


def find_differing(found: Found, index: Index, bodies: Bodies) -> Iterator[Dispute]:
    for happening, groups in found:
        yield from within_one(happening, groups, index)
    yield from over_capture(found, bodies)
    yield from over_deed(found, index, bodies)
    yield from over_toll(found, index, bodies)


def within_one(happening: Happening, groups: Sequence[Group], index: Index) -> Iterator[Dispute]:
    """Claims that are known to be of one happening, by their words or by people, and differ over its day or its place.

    A reprint counts "on Friday" from its own day, so of those that share their words only the first is asked, and who
    gives the day by its number.
    """
    facts = {fact.claim: fact for fact in happening.facts if is_own_day(fact, happening, index)}
    told = [
        (group, chain, facts[chain.claim]) for group in groups for chain in group.stand(Stands.ASSERTS) if chain.claim in facts
    ]
    for (mine, left, one), (yours, right, other) in combinations(told, 2):
        if mine is not yours and one.stated and other.stated and are_apart(one.window, other.window):
            yield make_dispute(left, right, Over.TIME)
        if mine is not yours and are_elsewhere(one.place, other.place, index):
            yield make_dispute(left, right, Over.PLACE)


def is_own_day(fact: Fact, happening: Happening, index: Index) -> bool:
    """Whether the day is this page's own word, and not what another page's "on Friday" comes to here."""
    if happening.origins[fact.claim] == fact.claim:
        return True
    when = index.claims[fact.claim].when
    if when is None or when.stated is None or fact.window is None:
        return False
    words = index.pages[when.stated.page].text[when.stated.start : when.stated.end]
    return fact.window[0].day in map(int, FIGURE.findall(words))


def are_apart(one: Window | None, other: Window | None) -> bool:
    """Whether the middles of two stretches lie further apart than either is wide."""
    if one is None or other is None or overlap(one, other) is not None:
        return False
    middles = one[0] + (one[1] - one[0]) / 2, other[0] + (other[1] - other[0]) / 2
    return abs(middles[0] - middles[1]) > max(one[1] - one[0], other[1] - other[0])


def over_capture(found: Found, bodies: Bodies) -> Iterator[Dispute]:
    """One capture dated twice: the same side takes the same place again, and nobody had it, took it or lost it between.

    A root that tells of both knows two.
    """
    places: dict[str, list[Told]] = defaultdict(list)
    for happening, groups in found:
        fact = happening.facts[0]
        if fact.family.startswith("control.") and happening.place is not None and happening.window is not None:
            places[happening.place].append((happening, groups))
    for here in places.values():
        here.sort(key=lambda each: (each[0].window or (), each[0].id))
        for (one, mine), (other, yours) in pairwise(here):
            if is_gain(one) and is_gain(other) and are_near(one, other) and are_one_side(one, other, bodies):
                yield from between(mine, yours, Over.TIME)


def is_gain(happening: Happening) -> bool:
    return happening.facts[0].kind == "control.gain" and happening.facts[0].stated


def are_near(one: Happening, other: Happening) -> bool:
    if one.window is None or other.window is None or not are_apart(one.window, other.window):
        return False
    return other.window[0] - one.window[1] <= ONCE


def are_one_side(one: Happening, other: Happening, bodies: Bodies) -> bool:
    mine, yours = doers_of(one), doers_of(other)
    return bool(mine and yours) and bodies.meet(mine, yours, iso_day(one.first))


def doers_of(happening: Happening) -> frozenset[str]:
    return frozenset[str]().union(*(fact.doers for fact in happening.facts))


@dataclass(frozen=True, slots=True)
class Dated:
    """The first word of a root that gives an event a day of its own."""

    happening: Happening
    group: Group
    chain: Chain
    fact: Fact


def over_deed(found: Found, index: Index, bodies: Bodies) -> Iterator[Dispute]:
    """One deed dated twice. Two raids of one week are two, so nothing but a mark that only one deed has makes them one."""
    marked: dict[str, list[Dated]] = defaultdict(list)
    told: dict[str, frozenset[str]] = {}
    for happening, groups in found:
        if happening.facts[0].family.startswith("control."):
            continue
        for mark, dated in find_dated(happening, groups, index):
            marked[mark].append(dated)
            told[happening.id] = find_tellers(groups)
    for here in marked.values():
        for one, other in combinations(here, 2):
            if told[one.happening.id].isdisjoint(told[other.happening.id]) and are_one_deed(one, other, index, bodies):
                yield make_dispute(one.chain, other.chain, Over.TIME)


def find_dated(happening: Happening, groups: Sequence[Group], index: Index) -> Iterator[tuple[str, Dated]]:
    marks = {
        fact.claim: (fact, mark) for fact in happening.facts if fact.stated and (mark := mark_deed(fact, index)) is not None
    }
    for group in groups if marks else ():
        seen: set[str] = set()
        for chain in group.stand(Stands.ASSERTS):
            if chain.claim in marks and marks[chain.claim][1] not in seen:
                fact, mark = marks[chain.claim]
                seen.add(mark)
                yield mark, Dated(happening, group, chain, fact)


def find_tellers(groups: Sequence[Group]) -> frozenset[str]:
    """The roots and the pages that tell of it: whoever tells of both deeds knows two."""
    told = [(group, chain) for group in groups for chain in group.stand(Stands.ASSERTS)]
    return frozenset(each for group, chain in told for each in (group.name, chain.page))


def mark_deed(fact: Fact, index: Index) -> str | None:
    """By what a deed is known again under another day: its exact number, whom by name it befell, or who signed."""
    claim = index.claims[fact.claim]
    if claim.amount is not None:
        number = exactly(claim.amount)
        return f"{fact.family} of {number}" if number >= SINGULAR else None
    if fact.kind == SIGNED and fact.doers and fact.others:
        return f"{SIGNED} by {sorted(fact.doers | fact.others)}"
    # A body of the packs is struck again and again.
    named = sorted(name for name in fact.others if ":" not in name)
    return f"{fact.family} of {named[0]}" if fact.family in BEFALLS and named else None


def are_one_deed(one: Dated, other: Dated, index: Index, bodies: Bodies) -> bool:
    first, last = sorted((one.fact.window, other.fact.window), key=lambda window: window or ())
    if first is None or last is None or not are_apart(first, last) or last[0] - first[1] > MISDATED:
        return False
    mine, yours = one.fact, other.fact
    day = iso_day(one.happening.first)
    sides = (mine.doers, yours.doers), (mine.others, yours.others)
    agree = all(not some or not others or bodies.meet(some, others, day) for some, others in sides)
    return agree and mine.place is not None and match_place(mine, yours, index.pack)


def over_toll(found: Found, index: Index, bodies: Bodies) -> Iterator[Dispute]:
    """The same number of dead on the same day of the same doers, told of two places that lie apart."""
    same: dict[str, list[Told]] = defaultdict(list)
    for happening, groups in found:
        marks = {mark_toll(index.claims[fact.claim], index) for fact in happening.facts}
        for mark in marks - {None}:
            same[str(mark)].append((happening, groups))
    for here in same.values():
        for (one, mine), (other, yours) in combinations(here, 2):
            doers = doers_of(one), doers_of(other)
            agree = not all(doers) or bodies.meet(*doers, iso_day(one.first))
            if agree and are_elsewhere(one.place, other.place, index):
                yield from between(mine, yours, Over.PLACE)


def mark_toll(claim: Claim, index: Index) -> str | None:
    """By what a toll is known again elsewhere: its kind, its day and its exact number."""
    exact = 0 if claim.amount is None else exactly(claim.amount)
    window = find_stated(claim.when, index.known_from(claim.id)) if exact >= TELLING else None
    if window is None or window[1] - window[0] > DAY:
        return None
    return f"{claim.kind.split('.')[0]} of {exact} on {window[0].date()}"


def exactly(amount: Amount) -> int:
    """The number that the words leave no room around, else 0."""
    if amount.low is None and amount.high is None:
        return amount.best or 0
    return amount.low or 0 if amount.low == amount.high else 0


def are_elsewhere(one: str | None, other: str | None, index: Index) -> bool:
    """Whether two places with points lie further apart than both reach, neither within the other."""
    if one is None or other is None or one == other or contains(one, other, index.pack) or contains(other, one, index.pack):
        return False
    here, there = find_known(one, index.pack), find_known(other, index.pack)
    if here is None or there is None or here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    return distance((here.lat, here.lon), (there.lat, there.lon)) > (here.radius_m or 0) + (there.radius_m or 0)


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres over the round earth."""
    (lat, lon), (to_lat, to_lon) = ((radians(at[0]), radians(at[1])) for at in (one, other))
    chord = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(chord))
