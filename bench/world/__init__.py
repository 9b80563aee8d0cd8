"""Invented corpora of any size whose truth is known: what happened, who said it first, and who copied whom.

A world is made from a seed and `Parameters` day by day, so that a million pages need no more memory than a few days.
Nothing in it is real: places, forces and outlets are made of syllables, and the words of each page are put together here.
Who copied whom is in `Sheet.copied` and nowhere in the records, but for the credits that stand in the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bench.world.cast import Cast, make_cast, write_pack
from bench.world.deeds import Deed, Telling, deeds_of, tellings_of
from bench.world.jobs import Job, Mode, Sheet, jobs_of
from bench.world.parameters import Parameters
from bench.world.slips import slips_of
from bench.world.writer import Writer

__all__ = ["Cast", "Deed", "Mode", "Parameters", "Sheet", "Telling", "make_cast", "make_sheets", "write_pack"]
# How many tellings back a page may look for its background.
MEMORY = 60


def make_sheets(cast: Cast, parameters: Parameters, seed: int) -> Iterator[Sheet]:
    """As many pages as `parameters.pages`, a day's after those before it; the same seed gives the same pages."""
    coming: dict[int, list[Job]] = defaultdict(list)
    past: list[Telling] = []
    made = day = 0
    while made < parameters.pages:
        deeds = list(deeds_of(day, cast, parameters, seed))
        told = [telling for deed in deeds for telling in tellings_of(deed, cast, parameters, seed)]
        jobs = [job for telling in told for job in jobs_of(telling, cast, parameters, seed)]
        for job in (*jobs, *(job for deed in deeds for job in slips_of(deed, cast, parameters, seed))):
            coming[job.day].append(job)
        past = [*past, *told][-MEMORY:]
        for job in coming.pop(day, ())[: parameters.pages - made]:
            yield Writer(job, past, cast, parameters).write()
            made += 1
        day += 1
