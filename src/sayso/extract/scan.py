"""Names looked up in the packs: places, actors and sources, peoples, and short forms of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.hits import Hit
from sayso.extract.index import NameIndex
from sayso.extract.pieces import Piece, run_length
from sayso.model import MentionKind, Reading, Rung

KINDS = (MentionKind.PLACE, MentionKind.ACTOR, MentionKind.SOURCE)
LONGEST = 8  # words of a name; "Islamic State of ... and the ..." has seven
LONGEST_FOLDED = 5
LONGEST_HEARD = 3  # an article is a word
LONGEST_DEMONYM = 3
SHORTEST_LOWER = 5
NOTHING: frozenset[MentionKind] = frozenset()


def scan(text: str, pieces: Sequence[Piece], names: NameIndex, lower: bool) -> list[Hit]:
    """The names of the packs, the longest match first for each kind; with `lower`, names written small as well."""
    hits: list[Hit] = []
    free = dict.fromkeys(KINDS, 0)
    for at, piece in enumerate(pieces):
        if not piece.capital and piece.key not in names.first and piece.key not in names.articles:
            continue
        for length in range(run_length(pieces, at, LONGEST), 0, -1):
            for kind in kinds_of(text, pieces[at : at + length], names, lower):
                if free[kind] <= at:
                    free[kind] = at + length
                    hits.append(Hit(piece.start, pieces[at + length - 1].end, kind))
    return hits


def kinds_of(text: str, run: Sequence[Piece], names: NameIndex, lower: bool) -> frozenset[MentionKind]:
    """The kinds of names these words are, by their norm key, else by their fold key."""
    key = " ".join(piece.key for piece in run)
    words = text[run[0].start : run[-1].end]
    stopped = len(run) == 1 and key in names.stops
    capital = any(piece.capital for piece in run)
    if not capital and (not lower or stopped or len(key.replace(" ", "")) < SHORTEST_LOWER):
        return NOTHING
    found = names.kinds.get((Rung.EXACT, words), NOTHING) | names.kinds.get((Rung.NORM, key), NOTHING)
    if stopped:
        return found - {MentionKind.PLACE}
    if not capital:
        return found - {MentionKind.SOURCE}
    if len(run) <= LONGEST_FOLDED and is_name_like(run, names):
        found |= names.kinds.get((Rung.FOLD, names.fold(words)), NOTHING)
        if not found and len(run) <= LONGEST_HEARD and len(key) >= SHORTEST_LOWER and names.hears(words):
            return frozenset({MentionKind.PLACE})
    return found


def is_name_like(run: Sequence[Piece], names: NameIndex) -> bool:
    """Whether the words begin (but for an article) and end with a capital: what a loose match may be tried on."""
    first, last = run[0], run[-1]
    if first.key in names.breaks or last.key in names.breaks:
        return False
    return last.capital and (first.capital or (len(run) > 1 and names.is_article(first, run[1])))


def scan_demonyms(pieces: Sequence[Piece], names: NameIndex) -> Iterator[Hit]:
    """Peoples and adjectives of places ("Sarnian"), the longest first: the place is meant, but it is not where."""
    free = 0
    for at, piece in enumerate(pieces):
        if at < free or not piece.capital:
            continue
        for length in range(run_length(pieces, at, LONGEST_DEMONYM), 0, -1):
            run = pieces[at : at + length]
            if run[-1].capital and " ".join(each.key for each in run) in names.demonyms:
                free = at + length
                yield Hit(piece.start, run[-1].end, MentionKind.PLACE, Reading.DEMONYM)
                break


def scan_short(text: str, start: int, end: int, names: NameIndex) -> Iterator[Hit]:
    for match in names.short.finditer(text, start, end):
        yield Hit(match.start(), match.end(), MentionKind.PLACE)
