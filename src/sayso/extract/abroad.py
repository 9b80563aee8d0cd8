"""Places of the world index: any town of some size, and a smaller one where the words around it say that it is a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.extract.hits import Hit
from sayso.extract.index import NameIndex
from sayso.extract.pieces import Piece, run_length
from sayso.extract.readings import DESCRIBING
from sayso.extract.tree import Doc
from sayso.extract.tree import Span as Entity
from sayso.model import Level, MentionKind, Reading, Rung
from sayso.pack import Pack
from sayso.text import norm

LONGEST = 4
SHORTEST = 4  # letters of a name that stands by itself; shorter ones are initials and first names
# People. Below these, nearly every second hit of a bare name is a word, a person or a firm.
FLOOR, CITY, METROPOLIS = 20_000, 100_000, 500_000
WHOLE = {Level.COUNTRY, Level.GOVERNORATE, Level.AREA}
# English grammar: what follows these is where something is.
LOCATED = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|[Aa]cross|[Tt]hroughout|[Ii]nto)[ \u00a0]"
    r"((?:[A-Z][\w’'-]*)(?:[ \u00a0][A-Z][\w’'-]*){0,3})"
)
INNER = {"of", "and", "the", "upon", "on"}
PERSON, PLACES = "PERSON", {"GPE", "LOC", "FAC"}


@lru_cache(maxsize=4)
def located(text: str) -> frozenset[str]:
    """Names, normed, that somewhere on the page stand where only a place can: what is a place once is one everywhere."""
    return frozenset(norm(match.group(1)) for match in LOCATED.finditer(text))


@dataclass(frozen=True, slots=True)
class Size:
    """How many people live in the largest place that bears a name, as its first name and as any; countries count as large."""

    first: int
    any: int
    is_whole: bool

    def stands_alone(self) -> bool:
        return self.first >= CITY or self.any >= METROPOLIS


@lru_cache(maxsize=100_000)
def size_of(pack: Pack, words: str) -> Size | None:
    """None if the world index has no such name; folded spellings are not asked for here: they meet too much."""
    if pack.world is None:
        return None
    first, largest, whole = 0, 0, False
    for candidate in pack.world.candidates(words):
        place = pack.world.place(candidate.target) if candidate.rung is not Rung.FOLD else None
        if place is not None:
            whole = whole or place.level in WHOLE
            size = METROPOLIS if place.level in WHOLE else (place.population or 0) + 1
            largest = max(largest, size)
            if candidate.main:
                first = max(first, size)
    return Size(first, largest, whole) if largest else None


@dataclass(frozen=True, slots=True)
class Ground:
    """A parsed stretch of a page as the world's names are judged on it; `located` are the page's names that are places."""

    text: str
    pieces: Sequence[Piece]
    doc: Doc
    offset: int
    entities: Sequence[Entity]
    located: frozenset[str]
    names: NameIndex


def scan_world(text: str, pieces: Sequence[Piece], doc: Doc, offset: int, names: NameIndex, pack: Pack) -> Iterator[Hit]:
    """Places that the world index knows, the longest names first; inside the name of a body only as a part of it."""
    if pack.world is None:
        return
    ground = Ground(text, pieces, doc, offset, doc.ents, located(text), names)
    free = 0
    for at, piece in enumerate(pieces):
        if at < free or not piece.capital or piece.key in names.breaks:
            continue
        for length in range(run_length(pieces, at, LONGEST), 0, -1):
            run = pieces[at : at + length]
            size = size_of(pack, text[piece.start : run[-1].end]) if is_spelt_like_a_name(run, names) else None
            reading = judge(ground, at, length, size) if size is not None else None
            if reading is not None:
                free = at + length
                yield Hit(piece.start, run[-1].end, MentionKind.PLACE, reading)
                break


def is_spelt_like_a_name(run: Sequence[Piece], names: NameIndex) -> bool:
    if not run[-1].capital or run[-1].key in names.breaks or any(piece.owner for piece in run[:-1]):
        return False
    if len(run) == 1:
        return len(run[0].key) >= SHORTEST and run[0].key not in names.stops and run[0].key not in names.common
    return all(piece.capital or piece.key in names.articles or piece.key in INNER for piece in run)


def judge(ground: Ground, at: int, length: int, size: Size) -> Reading | None:
    """Whether a name of the world index is a place here: by its size, the words around it, and what the model sees in it."""
    run = ground.pieces[at : at + length]
    doc, offset = ground.doc, ground.offset
    span = doc.char_span(run[0].start - offset, run[-1].end - offset, alignment_mode="expand")
    if span is None or not any(token.pos_ == "PROPN" or token.ent_type_ for token in span):
        return None
    # No town has an article of its own: "the White House" is none, "the Sarn police" are of one.
    if span.start > 0 and doc[span.start - 1].lower_ == "the" and span.root.dep_ not in DESCRIBING and not size.is_whole:
        return None
    sure = " ".join(piece.key for piece in run) in ground.located
    entity = next((ent for ent in ground.entities if ent.start < span.end and span.start < ent.end), None)
    longer = is_part(ground.pieces, at, length, ground.names)
    whole = entity is None or (entity.start >= span.start - 1 and entity.end <= span.end + 1)
    if entity is not None and entity.label_ == PERSON:
        return Reading.LITERAL if whole and sure and not longer and (length > 1 or size.any >= FLOOR) else None
    if whole and not longer:
        known = sure and (size.first or size.any >= FLOOR)
        return Reading.LITERAL if known or size.stands_alone() else None
    if entity is not None and entity.label_ in PLACES and not whole:
        return None
    return Reading.EMBEDDED if sure or size.first >= METROPOLIS else None


def is_part(pieces: Sequence[Piece], at: int, length: int, names: NameIndex) -> bool:
    """Whether a capital stands right before or after: "Sarn" in "Sarn Herald"."""
    last = at + length - 1
    before = pieces[at - 1] if at and pieces[at].joined and not pieces[at - 1].owner else None
    after = pieces[last + 1] if last + 1 < len(pieces) and pieces[last + 1].joined and not pieces[last].owner else None
    return any(piece is not None and piece.capital and piece.key not in names.stops for piece in (before, after))
