"""Slips: an outlet gets a figure, a day or a name wrong, and another takes the error over in words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from bench.world.cast import Cast
from bench.world.deeds import Deed, Telling
from bench.world.jobs import Job, Mode, Story
from bench.world.parameters import Parameters

OFF, EARLY, LATE = (3, 9), (2, 5), (0, 2)


def slips_of(deed: Deed, cast: Cast, parameters: Parameters, seed: int) -> Iterator[Job]:
    """Two pages that share nothing but the error. They are of dice of their own: a world without slips stays as it was."""
    dice = Random(f"{seed}/slips/{deed.id}")
    if dice.random() >= parameters.slips:
        return
    wrong, first, day = slip(deed, dice), f"{seed}/{deed.id}/slip/0", deed.day
    for at, outlet in enumerate(dice.sample(cast.outlets, 2)):
        serial = f"{seed}/{deed.id}/slip/{at}"
        telling = Telling(wrong, outlet, True, day - deed.day, False, wrong.toll)
        story = Story(serial, telling, outlet, names_origin=False)
        yield Job(serial, day, outlet, story, Mode.FREE if at else Mode.FIRST, first if at else None)
        day += dice.randint(*LATE)


def slip(deed: Deed, dice: Random) -> Deed:
    """The deed with another toll, an earlier day, or two letters of its place changed about."""
    id, name = deed.place
    at = dice.choice([at for at in range(1, len(name) - 1) if name[at] != name[at + 1]])
    errors = [replace(deed, place=(id, name[:at] + name[at + 1] + name[at] + name[at + 2 :]))]
    if deed.toll is not None:
        errors.append(replace(deed, toll=max(1, deed.toll + dice.choice((-1, 1)) * dice.randint(*OFF))))
    if deed.kind == "control.gain":
        errors.append(replace(deed, day=deed.day - dice.randint(*EARLY)))
    return dice.choice(errors)
