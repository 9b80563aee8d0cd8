"""What a world is made with; set before the weighing was tuned on it, and not to be tuned to please it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Parameters:
    """Shares are probabilities; days are whole. The origins are the commands, monitors, agencies and unnamed people.

    The shares of copying follow the labelled reports of weighing.md section 1: a fifth of copies name nobody, more
    than a third have a credit on one side only.
    """

    pages: int = 1000
    pages_a_day: int = 60
    first_day: date = date(2031, 3, 1)
    places: int = 80
    forces: int = 4
    blocs: int = 2
    monitors: int = 3
    agencies: int = 4
    outlets: int = 36
    unknown_owner: float = 0.3

    # What is told of a day: most of it happened.
    happened: float = 0.7
    # Who tells of a deed, and of what never was: a command of its own success, then of others'; the rest of any.
    command_tells: tuple[float, float] = (0.85, 0.6)
    rival_admits: float = 0.12
    rival_denies: tuple[float, float] = (0.2, 0.65)
    monitor_tells: tuple[float, float] = (0.45, 0.1)
    agency_tells: tuple[float, float] = (0.25, 0.06)
    unnamed_tells: tuple[float, float] = (0.2, 0.25)
    corrects: float = 0.25
    hedges: float = 0.15

    # How each telling goes round: how many outlets take it up after the first, how, and how late.
    taken_up: float = 2.2
    late_days: int = 2
    credited: float = 0.35
    verbatim: float = 0.25
    trimmed: float = 0.2
    rewritten: float = 0.15
    names_origin: float = 0.85
    wrapped: float = 0.2
    background: float = 0.15
    stock: float = 0.5
    commented: float = 0.15

    # How many deeds an outlet tells wrongly and another after it, in other words: none unless asked for.
    slips: float = 0.0
