"""Sentences of an invented page: claims with the spans of their names, and filler that two writers would not share."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

# Filler says nothing that anybody could claim. Of a claim, by its kind: {a} who did it, {p} where, {t} to whom, {n} the toll.
with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as lines:
    ROWS = [(row["sort"], row["words"]) for row in csv.DictReader(lines)]
WORDS = {sort: tuple(words for other, words in ROWS if other == sort) for sort in dict.fromkeys(sort for sort, _ in ROWS)}
SYLLABLES = tuple(a + b + c for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "l", "n", "r"))
COINED = tuple(one + other for one in SYLLABLES[::4] for other in SYLLABLES[1::5])


@dataclass(slots=True)
class Sheaf:
    """A text as it grows; offsets are those of the whole."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> tuple[int, int]:
        """Half-open span of what was added."""
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return start, self.length

    @property
    def text(self) -> str:
        return "".join(self.parts)


def filler(dice: Random, sentences: int) -> str:
    """Two writers share no five words of it but by a chance of one in millions, as in real prose."""

    def one(sort: str) -> str:
        return dice.choice(WORDS[sort])

    def coined() -> str:
        return f"{dice.choice(COINED)} {dice.choice(COINED)}"

    return " ".join(
        f"The {dice.choice(COINED)} {one('people')} {one('verb')} the {coined()} and {one('verb')} a {coined()} {one('time')}."
        for _ in range(sentences)
    )


def put(pattern: str, names: dict[str, str], sheaf: Sheaf) -> tuple[tuple[int, int], dict[str, tuple[int, int]]]:
    """Writes a claim; its span, and those of the names in it by their letter."""
    spans = {}
    start = sheaf.length
    rest = pattern
    while "{" in rest:
        before, _, after = rest.partition("{")
        letter, rest = after[0], after[2:]
        sheaf.add(before)
        spans[letter] = sheaf.add(names[letter])
    sheaf.add(rest)
    return (start, sheaf.length), spans
