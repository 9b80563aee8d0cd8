"""Habits of spelling: under which other fold keys a name of the packs may be met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.pack.rows import FoldRow
from sayso.text import Step, has_script, respell_steps

# In the script column: "latin/ar/german" is how German papers spell places that have an Arabic name, "latin/german" how
# they spell all places, and "latin" what holds of every name.
OF = "/"
# A respelt name of fewer letters is too near to other words.
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Habit:
    """How names in `script` are respelt: all of them, or those of places that have a name in `language`."""

    script: str
    language: str | None
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
    parted = ((name.split(OF), tuple(respell_steps(steps))) for name, steps in found.items())
    return tuple(Habit(script, of[0] if len(of) > 1 else None, steps) for (script, *of), steps in parted)


def respell(plain: str, languages: frozenset[str], habits: Habits, fold: Callable[[str], str]) -> frozenset[str]:
    """The fold keys under which a norm'ed name of a place stands when its marks are lost, or when a habit spells it.

    `languages` are those the place has names in. What loses a quarter of its letters by a habit is another word
    ("Khsham", "Sham") and is left out.
    """
    spellings, written = {plain}, {script: has_script(plain, script) for script in {habit.script for habit in habits}}
    for habit in habits:
        if written[habit.script] and (habit.language is None or habit.language in languages):
            words = plain
            for _, step in habit.steps:
                words = step(words)
            spellings.add(words)
    keys = {fold(spelling) for spelling in spellings}
    least = max(SHORTEST, 3 * len(fold(plain)) / 4)
    return frozenset(key for key in keys if len(key) >= least)
