"""Under which conditions something is to come: what the "if" of its sentence says must happen, or not happen, first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.model import Claim, Mood
from sayso.pack import Pack
from sayso.text import sentences
from sayso.weigh.index import Index

# A clause ends where another begins.
END = re.compile(r"[,;:–—]|$")


def find_conditions(claim: Claim, index: Index) -> list[Claim]:
    """The conditional claims in the "if" clauses of its sentence; none for one that itself stands in such a clause."""
    if claim.mood is not Mood.CONDITIONAL:
        return []
    clauses = list(find_clauses(claim, index))
    if any(stands_in(claim, start, end) for start, end in clauses):
        return []
    others = (other for other in index.on_page[claim.span.page] if other.mood is Mood.CONDITIONAL)
    return [other for other in others if any(stands_in(other, start, end) for start, end in clauses)]


def find_clauses(claim: Claim, index: Index) -> Iterator[tuple[int, int]]:
    """The stretches of its sentence from a word that sets a condition to where that clause ends."""
    text = index.pages[claim.span.page].text
    home = index.homes[claim.id].span
    for start, end in sentences(text, home.start, home.end):
        if start <= claim.span.start < end:
            for mark in marks(index.pack).finditer(text, start, end):
                close = END.search(text, mark.end(), end)
                yield mark.start(), close.start() if close is not None else end


def stands_in(claim: Claim, start: int, end: int) -> bool:
    """Whether the deed is told in the clause; the place it is of may be named before."""
    return start < claim.span.end <= end


@lru_cache(maxsize=4)
def marks(pack: Pack) -> re.Pattern[str]:
    words = sorted(
        {row.words for row in pack.hedges if row.scope == "mark" and row.mood == Mood.CONDITIONAL}, key=lambda w: (-len(w), w)
    )
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words)) or '(?!)'})\b", re.IGNORECASE)
