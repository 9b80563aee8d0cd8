"""Which records show what became of a forecast: events, rows of control, declarations, by the day it set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sayso.model import Control, Held, Stands, Status, Step
from sayso.weigh.bodies import Bodies, iso_day
from sayso.weigh.chain import Chain, is_named
from sayso.weigh.control import STRENGTH, asof
from sayso.weigh.events import Happening
from sayso.weigh.facts import TURNED, Fact, match_kind
from sayso.weigh.grades import Weighing, find_grade, latest_amount
from sayso.weigh.index import Index
from sayso.weigh.known import begins, day_of
from sayso.weigh.roots import Group, Sides, count_apart

# Reports of what happened on the last day come in later.
GRACE = timedelta(days=14)
# What is shown by more than events of its own kind: that a place changed hands, and who was in it.
CHANGES = ("control.gain", "control.hold")
PRESENCE = "presence"
# To be somewhere, or to have come there, is shown by all that happens to one there.
THERE = (PRESENCE, "move")
VICTORY = "statement.victory"
FIGHT = "clash"
FOUGHT = frozenset({FIGHT, "control.contest", "attack"})
# Of a vow one named root that nobody contradicts is enough, be it the vower's own: the evidence shows whose word it is.
BORNE_OUT = frozenset({Step.CONFIRMED, Step.CORROBORATED})
SURE = 0.75
KEPT = BORNE_OUT | {Step.ONE_SIDED, Step.SINGLE_ROOT}
INSIDE = frozenset({PRESENCE, *CHANGES, "control.contest", "clash", "move", "move.enter"})


@dataclass(frozen=True)
class Ledger:
    """What forecasts are held against."""

    index: Index
    bodies: Bodies
    found: Sequence[tuple[Happening, Sequence[Group]]]
    controls: Sequence[Control]
    rivals: Mapping[str, Sequence[Group]]
    hedges: Mapping[str, float]

    @cached_property
    def now(self) -> datetime | None:
        """The latest that anything here was known, or the cut."""
        return self.index.known.as_of or max((since for since in self.index.since.values() if since is not None), default=None)

    @cached_property
    def happened(self) -> dict[str | None, list[tuple[Happening, Sequence[Group]]]]:
        by_place: dict[str | None, list[tuple[Happening, Sequence[Group]]]] = defaultdict(list)
        for happening, groups in self.found:
            by_place[happening.place].append((happening, groups))
        return by_place

    @cached_property
    def rows(self) -> dict[str, list[Control]]:
        by_place: dict[str, list[Control]] = defaultdict(list)
        for row in self.controls:
            by_place[row.place].append(row)
        return by_place


@dataclass(frozen=True)
class Asked:
    """What a forecast says will happen, where, by whom, until when, to how many at `least`; `part` if to some of the place."""

    kind: str
    place: str
    doers: frozenset[str]
    chain: Chain
    due: datetime
    vowed: bool
    part: bool = False
    least: int | None = None

    @property
    def family(self) -> str:
        return TURNED.get(self.kind, self.kind)


def find_happened(asked: Asked, ledger: Ledger) -> list[str]:
    """The records by which it came to pass, from the first way of showing it that shows anything."""
    shown = [(one, groups) for one, groups in ledger.happened.get(asked.place, ()) if bears_out(one, groups, asked, ledger)]
    told = [one.id for one, groups in shown if is_enough(groups, asked, ledger)]
    for find in (find_taken, find_gained, find_present, find_fought, find_won):
        told = told or find(asked, ledger)
    return told


def bears_out(happening: Happening, groups: Sequence[Group], asked: Asked, ledger: Ledger) -> bool:
    """Whether it happened in the time set and was corroborated soon after, the forecaster's own word left aside."""
    if not is_asked(happening, asked, ledger):
        return False
    told = [in_time(group, asked.due + GRACE) for group in groups if asked.vowed or group.name != asked.chain.root]
    weighing = Weighing(happening, told, ledger.rivals.get(happening.id, ()), ledger.index, ledger.bodies)
    return find_grade(weighing).step in (KEPT if asked.vowed else BORNE_OUT)


def is_asked(happening: Happening, asked: Asked, ledger: Ledger) -> bool:
    """Whether it is the thing foretold, in the time set, whoever says of it what."""
    if not is_in_time(happening, asked) or not match_kind(asked.family, happening.facts[0].family):
        return False
    if asked.family in CHANGES and not asked.part and all(fact.part for fact in happening.facts):
        return False
    did = {doer for fact in happening.facts for doer in fact.doers}
    return not asked.doers or not did or ledger.bodies.meet(asked.doers, did, iso_day(happening.first))


def is_enough(groups: Sequence[Group], asked: Asked, ledger: Ledger) -> bool:
    """Whether nobody's latest figure falls short of what was foretold; no figure falls short of none."""
    told = [latest_amount(group, ledger.index) for group in groups]
    figures = [amount.high if amount.high is not None else amount.low for _, amount in filter(None, told)]
    return asked.least is None or all(figure is None or figure >= asked.least for figure in figures)


def find_parted(asked: Asked, ledger: Ledger) -> list[str]:
    """The events that show a part of it: of the place, on the word of two sides, or of those it was to happen to.

    Who says that he has all of it says that he has a part, too.
    """
    happened = ledger.happened.get(asked.place, ())
    if asked.least is not None:
        return sorted(one.id for one, groups in happened if bears_out(one, groups, asked, ledger))
    if asked.family not in CHANGES or asked.part:
        return []
    day = asked.due.date().isoformat()
    told = (fact for one, _ in happened for fact in one.facts if fact.family in CHANGES and not fact.denied)
    his = {fact.claim: fact.part for fact in told if ledger.bodies.meet(asked.doers, fact.doers, day)}
    return find_sided(asked, ledger, lambda fact: fact.claim in his) if any(his.values()) else []


def is_in_time(happening: Happening, asked: Asked) -> bool:
    window = happening.window
    return window is not None and window[0] < asked.due and window[1] >= (asked.chain.known or datetime.min)


def in_time(group: Group, limit: datetime) -> Group:
    return replace(group, chains=tuple(each for each in group.chains if each.known is not None and each.known <= limit))


def hold_by(asked: Asked, ledger: Ledger, on: datetime, as_of: datetime) -> Held:
    """Who held the place, the forecaster's own word left aside; a vower's counts."""
    rows = [row for row in ledger.rows.get(asked.place, ()) if asked.vowed or row.root != asked.chain.root]
    return asof(rows, asked.place, day_of(on), day_of(as_of), ledger.index.pack, hedges=ledger.hedges)


def find_taken(asked: Asked, ledger: Ledger) -> list[str]:
    """The rows by which a place came to the one named, or to another than held it if nobody is named: all agree that he
    holds it on the last day, or the latest that is known, and every named word of it is of the time since.
    """
    since = asked.chain.known
    told_who = asked.doers or asked.family == "control.gain"
    if asked.family not in CHANGES or not told_who or ledger.now is None or since is None:
        return []
    end = min(ledger.now, asked.due)
    held = hold_by(asked, ledger, end, min(ledger.now, asked.due + GRACE))
    before = hold_by(asked, ledger, since, since)
    day = end.date().isoformat()
    sure = held.agreed or (asked.vowed and held.share >= SURE)
    if held.holder is None or not sure or (asked.doers and not ledger.bodies.meet(asked.doers, [held.holder], day)):
        return []
    told = [word.control for word in held.words if word.control.actor == held.holder and is_named(word.root)]
    if not asked.part and any(row.status is not Status.HELD for row in told):
        return []
    if asked.family == "control.gain":
        fresh = all((begins(row) or date.min) >= day_of(since) for row in told)
        held_before = (before.agreed or asked.vowed) if asked.doers else before.holder is not None
        if not fresh or (held_before and before.holder == held.holder):
            return []
    return [row.id for row in told]


def find_gained(asked: Asked, ledger: Ledger) -> list[str]:
    """The events by which one and the same, who had not held it, took or held all of the place in the time set.

    Two sides must tell of it by name, and nobody by name deny it.
    """
    since = asked.chain.known
    if asked.family != "control.gain" or since is None:
        return []
    before = hold_by(asked, ledger, since, since).holder
    day = asked.due.date().isoformat()
    told = [(happening, groups) for happening, groups in ledger.happened.get(asked.place, ()) if is_in_time(happening, asked)]
    takers = {doer for one, _ in told for fact in one.facts for doer in fact.doers if is_taking(fact)} - {before}
    for taker in sorted(takers):
        if asked.doers and not ledger.bodies.meet(asked.doers, [taker], day):
            continue
        mine = [(one, groups) for one, groups in told if any(taker in fact.doers and is_taking(fact) for fact in one.facts)]
        if not any(group.named and group.stand(Stands.DENIES) for _, groups in mine for group in groups):
            sided = find_sided(asked, ledger, lambda fact: is_taking(fact) and taker in fact.doers)  # noqa: B023
            if sided:
                return sided
    return []


def is_taking(fact: Fact) -> bool:
    return fact.family in CHANGES and not fact.part and not fact.denied


def find_won(asked: Asked, ledger: Ledger) -> list[str]:
    """The declarations of a victory there: who vows to beat somebody, or to declare it, does so by his own act."""
    if asked.kind != VICTORY and not (asked.vowed and asked.family == "control.gain"):
        return []
    told = ledger.happened.get(asked.place, ())
    return sorted(
        one.id
        for one, groups in told
        if one.facts[0].kind == VICTORY and is_in_time(one, asked) and not any(group.stand(Stands.DENIES) for group in groups)
    )


def find_present(asked: Asked, ledger: Ledger) -> list[str]:
    """The events by which those named were in the place in the time set, on the word of two sides."""
    if not asked.family.startswith(THERE) or not asked.doers:
        return []
    return find_sided(asked, ledger, lambda fact: is_inside(fact, asked, ledger))


def find_fought(asked: Asked, ledger: Ledger) -> list[str]:
    """The events by which there was a fight for the place, on the word of two sides: to take it from somebody is one."""
    if asked.family != FIGHT or asked.doers:
        return []
    return find_sided(
        asked, ledger, lambda fact: fact.family in FOUGHT or (fact.family == "control.gain" and bool(fact.others))
    )


def find_sided(asked: Asked, ledger: Ledger, shows: Callable[[Fact], bool]) -> list[str]:
    """The events that show it in the time set, if named roots of two sides tell of them, the forecaster left aside."""
    sides: dict[str, set[Sides]] = defaultdict(set)
    for happening, groups in ledger.happened.get(asked.place, ()):
        if is_in_time(happening, asked):
            inside = {fact.claim for fact in happening.facts if shows(fact)}
            for group in (in_time(group, asked.due + GRACE) for group in groups if group.named):
                if group.name != asked.chain.root and any(chain.claim in inside for chain in group.stand(Stands.ASSERTS)):
                    sides[happening.id].add(group.sides)
    return sorted(sides) if count_apart(each for told in sides.values() for each in told) > 1 else []


def is_inside(fact: Fact, asked: Asked, ledger: Ledger) -> bool:
    """Whoever takes, holds or enters a place, fights in it or has it taken from him is there; who leaves only has been."""
    there = fact.doers | fact.others if fact.family == "control.gain" else fact.doers
    return fact.family in INSIDE and ledger.bodies.meet(asked.doers, there, asked.due.date().isoformat())


def find_excluding(asked: Asked, ledger: Ledger) -> list[str]:
    """The rows by which it cannot have come to pass: all agree that another held the place on the last day, and in all
    that time nobody here says that those named had set foot in it.
    """
    if asked.family not in (*CHANGES, PRESENCE) or not asked.doers or ledger.now is None or ledger.now < asked.due:
        return []
    held = hold_by(asked, ledger, asked.due, min(ledger.now, asked.due + GRACE))
    if not held.agreed or any(is_foothold(row, asked, ledger) for row in ledger.rows.get(asked.place, ())):
        return []
    return [word.control.id for word in held.words if word.control.actor == held.holder]


def find_denied(asked: Asked, ledger: Ledger) -> list[str]:
    """The events by which it did not come: named roots of two blocs deny it, and nobody but the forecaster says it did."""
    if ledger.now is None or ledger.now < asked.due:
        return []
    sides: dict[str, set[Sides]] = defaultdict(set)
    for happening, groups in ledger.happened.get(asked.place, ()):
        facts = {fact.claim: fact for fact in happening.facts} if is_asked(happening, asked, ledger) else {}
        for group in (in_time(group, asked.due + GRACE) for group in groups if facts):
            if group.name == asked.chain.root and not asked.vowed:
                continue
            if group.stand(Stands.ASSERTS):
                return []
            if group.named and any(is_of_all(facts[one.claim], one, asked) for one in group.stand(Stands.DENIES)):
                sides[happening.id].add(group.sides)
    return sorted(sides) if count_apart(each for told in sides.values() for each in told) > 1 else []


def is_of_all(fact: Fact, denial: Chain, asked: Asked) -> bool:
    """Whether a denial is of all the time set: that a place has not been taken is, once that time is over; that there was
    a raid is denied of all of it by a word for all of it alone.
    """
    if asked.family in (*CHANGES, PRESENCE):
        return denial.known is not None and denial.known >= asked.due
    if not fact.stated or fact.window is None or asked.chain.known is None:
        return False
    return fact.window[0] <= asked.chain.known and fact.window[1] >= asked.due


def is_foothold(row: Control, asked: Asked, ledger: Ledger) -> bool:
    begun = row.valid_from_hi
    if row.actor is None or row.status not in STRENGTH or begun is None:
        return False
    within = (asked.chain.known or datetime.min) <= begun and begun <= asked.due
    return within and ledger.bodies.meet(asked.doers, [row.actor], begun.date().isoformat())
