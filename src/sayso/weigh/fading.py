"""How words grow fainter by the day while nobody says them again."""

from __future__ import annotations

from datetime import date
from math import log2

HALF_LIFE_DAYS = 30.0
FAINT = 0.1


def fade(days: int, half_life: float) -> float:
    return float(2 ** (-days / half_life))


def is_faint(weight: float, days: int, half_life: float) -> bool:
    return weight * fade(days, half_life) < FAINT


def count_fresh(weight: float, half_life: float) -> int:
    """For how many days it is not yet too faint."""
    # The logarithm may be off by a rounding; the test decides.
    likely = half_life * log2(weight / FAINT) - 1 if weight > FAINT else 0.0
    days = int(min(max(0.0, likely), date.max.toordinal()))
    while not is_faint(weight, days, half_life) and days < date.max.toordinal():
        days += 1
    return days
