"""Habits of writing: under which other fold keys a name of the packs may be met, such as its cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.pack.rows import FoldRow
from sayso.text import Step, has_script, respell_steps

# In the script column: "cyrillic/genitive" is a habit of names in Cyrillic, and "cyrillic" what holds of every one.
OF = "/"
# A respelt name of fewer letters is too near to other words.
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Habit:
    """How names in `script` are respelt."""

    script: str
    steps: tuple[Step, ...]


Habits = tuple[Habit, ...]


def is_habit(row: FoldRow) -> bool:
    return OF in row.script


def read_habits(rows: Iterable[FoldRow]) -> Habits:
    """The habits among the rows, each with its steps in their order."""
    found: dict[str, list[FoldRow]] = defaultdict(list)
    for row in rows:
        if is_habit(row):
            found[row.script].append(row)
    return tuple(Habit(name.split(OF)[0], tuple(respell_steps(steps))) for name, steps in found.items())


def respell(plain: str, habits: Habits, fold: Callable[[str], str]) -> frozenset[str]:
    """The fold keys under which a norm'ed name of a place stands when its marks are lost, or when a habit spells it.

    What loses a quarter of its letters by a habit is another word and is left out.
    """
    spellings, written = {plain}, {script: has_script(plain, script) for script in {habit.script for habit in habits}}
    for habit in habits:
        if written[habit.script]:
            words = plain
            for _, step in habit.steps:
                words = step(words)
            spellings.add(words)
    keys = {fold(spelling) for spelling in spellings}
    least = max(SHORTEST, 3 * len(fold(plain)) / 4)
    return frozenset(key for key in keys if len(key) >= least)
