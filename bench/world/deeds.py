"""What happens on a day of a world, and who tells of it first: the truth that weighing is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.world.cast import Body, Cast
from bench.world.parameters import Parameters

# A deed of a kind harms whom it is done to and serves whom it is told of; harm has a toll.
KINDS = ("control.gain", "strike.air", "harm.killed", "move")
TOLLS = (2, 60)


@dataclass(frozen=True, slots=True)
class Deed:
    """One proposition of one day; `happened` is the truth, which no page says."""

    id: str
    day: int
    kind: str
    place: tuple[str, str]
    actor: Body
    target: Body
    toll: int | None
    happened: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One origin's word on a deed, and after how many days: an independent root, however many carry it."""

    deed: Deed
    origin: Body
    asserts: bool
    after: int
    hedged: bool
    toll: int | None
    corrected: int | None = None


def deeds_of(day: int, cast: Cast, parameters: Parameters, seed: int) -> Iterator[Deed]:
    """As many as the day's pages need, each at a place of its own: no two deeds of a day are one event."""
    dice = Random(f"{seed}/deeds/{day}")
    a_deed = 2.4 * (1 + parameters.taken_up)
    many = max(1, min(round(parameters.pages_a_day / a_deed), len(cast.places)))
    for at, place in enumerate(dice.sample(cast.places, many)):
        actor, target = dice.sample(cast.forces, 2)
        kind = dice.choice(KINDS)
        toll = dice.randint(*TOLLS) if kind == "harm.killed" else None
        yield Deed(f"deed:{day}-{at}", day, kind, place, actor, target, toll, dice.random() < parameters.happened)


def tellings_of(deed: Deed, cast: Cast, parameters: Parameters, seed: int) -> Iterator[Telling]:
    """Commands serve their side, monitors and agencies see part of it; nobody at all may tell of a deed."""
    dice = Random(f"{seed}/tellings/{deed.id}")
    at = 0 if deed.happened else 1

    def tell(origin: Body, asserts: bool = True, corrects: bool = False) -> Telling:
        off = deed.toll is not None and dice.random() < 0.3
        toll = max(1, deed.toll + dice.choice((-1, 1)) * dice.randint(1, 9)) if off and deed.toll is not None else deed.toll
        late = dice.choice((0, 0, 0, 1))
        again = late + dice.randint(2, 5) if corrects and not deed.happened and dice.random() < parameters.corrects else None
        return Telling(deed, origin, asserts, late, dice.random() < parameters.hedges, toll, again)

    for force, command in zip(cast.forces, cast.commands, strict=True):
        if force is deed.actor and deed.kind != "harm.killed" and dice.random() < parameters.command_tells[at]:
            yield tell(command)
        if force is deed.target:
            if dice.random() < (parameters.rival_admits if deed.happened else 0.0):
                yield tell(command)
            elif dice.random() < parameters.rival_denies[at]:
                yield tell(command, asserts=False)
    for monitor in cast.monitors:
        if dice.random() < parameters.monitor_tells[at]:
            yield tell(monitor, corrects=True)
    for agency in cast.agencies:
        if dice.random() < parameters.agency_tells[at]:
            yield tell(agency, corrects=True)
    if dice.random() < parameters.unnamed_tells[at]:
        yield tell(Body("", "", "residents"))
