"""Floors: what has been reached may not be lost unseen; raised by one command, lowered only with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

FILE = Path(__file__).parent / "floors.json"
MARGIN = 0.01
# Times differ from run to run and machine to machine, by more than a regression worth stopping for would.
NOISE = 0.4
# Taken over what was put at a point, so more places found may raise it: printed, never a floor.
NO_FLOOR = "mean_km"
Scores = Mapping[str, Mapping[str, float]]
# The last word of the names of figures that are better when they are smaller: their floor is a ceiling.
SMALLER = frozenset(
    {"mae", "mean_km", "wrong", "none", "brier", "brier_ratio", "roots_mae", "pairs_kept", "readers_in_outlet"}
    | {"calls_a_line", "cost_ratio", "growth_exponent", "text_to_claims_ratio", "page_again_ratio", "judgement_again_ratio"}
)


def is_smaller_better(figure: str) -> bool:
    return figure.rsplit(".", 1)[-1] in SMALLER


def is_timed(figure: str) -> bool:
    timed = ("cost_ratio", "again_ratio", "speed_ratio", "growth_exponent", "text_to_claims_ratio", "reading_ratio")
    return figure.endswith(timed)


def read_floors(file: Path = FILE) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def floor_of(figure: str, value: float) -> float:
    """The floor that a value reached gives: a small margin below it, a wide one for what is timed."""
    margin = NOISE * value if is_timed(figure) else MARGIN * max(1.0, value)
    return round(value + margin, 4) if is_smaller_better(figure) else round(max(0.0, value - margin), 4)


def is_below(figure: str, value: float, floor: float) -> bool:
    return value > floor if is_smaller_better(figure) else value < floor


def find_fallen(scores: Scores, floors: Scores) -> Iterator[tuple[str, str, float, float]]:
    """(set, figure, value, floor) of every figure below its floor; what was not scored has not fallen."""
    for name, figures in scores.items():
        for figure, value in figures.items():
            floor = floors.get(name, {}).get(figure)
            if floor is not None and is_below(figure, value, floor):
                yield name, figure, value, floor


def raised(scores: Scores, floors: Scores, *, lower: bool = False) -> dict[str, dict[str, float]]:
    """The floors moved to what is reached now, never back; with `lower`, those that have fallen go back too."""
    moved = {name: dict(figures) for name, figures in floors.items()}
    for name, figures in scores.items():
        for figure, value in figures.items():
            if figure.endswith(NO_FLOOR):
                continue
            old, new = moved.get(name, {}).get(figure), floor_of(figure, value)
            better = old is None or is_below(figure, old, new)
            if better or (lower and old is not None and is_below(figure, value, old)):
                moved.setdefault(name, {})[figure] = new
    return moved


def write_floors(floors: Scores, file: Path = FILE) -> None:
    file.write_text(json.dumps(floors, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
