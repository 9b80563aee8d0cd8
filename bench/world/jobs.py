"""Which pages come on which day, each from whom and copied from what: the press of a world before a word is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from bench.world.cast import Body, Cast
from bench.world.deeds import Telling
from bench.world.parameters import Parameters
from sayso.model import Attribution, Claim, Link, Mention, Page, Passage


class Mode(StrEnum):
    """How a page came by its words. A rewritten one shares a run in and beside its claim, a free one nothing."""

    FIRST = "first"
    CREDITED = "credited"
    VERBATIM = "verbatim"
    TRIMMED = "trimmed"
    REWRITTEN = "rewritten"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Story:
    """What a page shares with those that copy it, drawn from `seed`; `outlet` is the one that had it first."""

    seed: str
    telling: Telling
    outlet: Body
    names_origin: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A page to come. `copied` is the serial of the page it rests on, None for a first one."""

    serial: str
    day: int
    outlet: Body
    story: Story
    mode: Mode
    copied: str | None
    correction: bool = False


@dataclass(slots=True)
class Sheet:
    """One page with its records; `truth` has the telling behind each claim, `copied` the serial of what it rests on."""

    mode: Mode
    copied: str | None
    page: Page = field(init=False)
    passages: list[Passage] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    truth: dict[str, Telling] = field(default_factory=dict)


def jobs_of(telling: Telling, cast: Cast, parameters: Parameters, seed: int) -> Iterator[Job]:
    """The first page of a telling, those that take it up, and its correction if there is one."""
    name = f"{seed}/{telling.deed.id}/{telling.origin.id}/{telling.asserts}"
    dice = Random(name)
    by_agency = telling.origin in cast.agencies
    home = telling.origin if by_agency else dice.choice((*cast.agencies, *friends(telling.origin, cast)))
    story = Story(name, telling, home, not by_agency)
    day = telling.deed.day + telling.after
    first = Job(f"{name}/0", day, home, story, Mode.FIRST, None)
    yield first
    shares = (parameters.credited, parameters.verbatim, parameters.trimmed, parameters.rewritten)
    modes = (Mode.CREDITED, Mode.VERBATIM, Mode.TRIMMED, Mode.REWRITTEN, Mode.FREE)
    many = min(int(dice.expovariate(1 / parameters.taken_up)), len(cast.outlets) - 1)
    others = [outlet for outlet in cast.outlets if outlet is not home]
    for at, outlet in enumerate(dice.sample(others, many)):
        mode = dice.choices(modes, (*shares, max(0.0, 1 - sum(shares))))[0]
        keeps = story.names_origin and dice.random() < parameters.names_origin
        told = Story(name, telling, home, keeps)
        yield Job(f"{name}/{at + 1}", day + dice.randint(0, parameters.late_days), outlet, told, mode, first.serial)
    if telling.corrected is not None:
        later = telling.deed.day + telling.corrected
        yield Job(f"{name}/corrected", later, home, story, Mode.FREE, first.serial, correction=True)


def friends(origin: Body, cast: Cast) -> Sequence[Body]:
    """The outlets that hear of an origin first: those of its bloc, all if it has none."""
    own = [outlet for outlet in cast.outlets if origin.bloc is not None and outlet.bloc == origin.bloc]
    return own or cast.outlets
