"""How a grade is drawn: by word, shape and fill, never by colour alone; and what it means, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Step


@dataclass(frozen=True, slots=True)
class Mark:
    shape: str
    fill: str
    letter: str
    means: str


# Two grades may share a shape, no two share shape and fill.
MARKS: Mapping[Step, Mark] = {
    Step.CONTESTED: Mark(
        "diamond", "hatched", "C", "Some say it, others deny it or say otherwise; neither leads by two blocs."
    ),
    Step.CONFIRMED: Mark("square", "full", "K", "Two named roots of two blocs, one with footage or admitting its own loss."),
    Step.CORROBORATED: Mark("circle", "full", "R", "Two named roots of two blocs say it."),
    Step.ONE_SIDED: Mark("circle", "half", "O", "Several named roots say it, all of one bloc."),
    Step.SINGLE_ROOT: Mark("circle", "dot", "S", "One named root says it; whatever else prints it rests on that."),
    Step.UNSOURCED: Mark("ring", "empty", "U", "An unnamed source, an outlet's own word, or nobody's."),
    Step.DENIED_ONLY: Mark("cross", "empty", "D", "Nobody here says it; it is only denied."),
    Step.WITHDRAWN: Mark("cross", "hatched", "W", "Whoever said it has taken it back."),
}
