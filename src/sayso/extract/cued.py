"""Places by the words around them: "town of X", "X province", "X Street", the ends of "the X-Y road"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.hits import Hit, settle_inner
from sayso.extract.index import Cues, NameIndex
from sayso.extract.pieces import Piece, run_length
from sayso.model import MentionKind
from sayso.pack import Toponym

LONGEST_CUED = 4
Cue = tuple[tuple[str, ...], Toponym]


def find_cued(pieces: Sequence[Piece], names: NameIndex) -> list[Hit]:
    """Places the packs may not know; one without an entry stays unplaced, in the list that a person works through."""
    hits: list[Hit] = []
    for at, piece in enumerate(pieces):
        cue = cue_at(pieces, at, names.before) if piece.key in names.before else None
        if cue is not None:
            hits.extend(find_after(pieces, at + len(cue[0]), names))
        cue = cue_at(pieces, at, names.after) if piece.key in names.after and at and piece.joined else None
        if cue is not None:
            hits.extend(find_before(pieces, at, cue, names))
    return settle_inner(hits)


def cue_at(pieces: Sequence[Piece], at: int, cues: Cues) -> Cue | None:
    """The longest cue that begins with this piece."""
    for words, row in cues[pieces[at].key]:
        run = pieces[at : at + len(words)]
        if tuple(piece.key for piece in run) == words and all(piece.joined for piece in run[1:]):
            return words, row
    return None


def find_after(pieces: Sequence[Piece], at: int, names: NameIndex) -> Iterator[Hit]:
    """The name after a cue that ends before `at`."""
    if at < len(pieces) and pieces[at].joined and pieces[at].key == "the":
        at += 1
    if at < len(pieces) and pieces[at].joined:
        yield from as_places(capital_head(pieces[at : at + run_length(pieces, at, LONGEST_CUED)], names))


def find_before(pieces: Sequence[Piece], at: int, cue: Cue, names: NameIndex) -> Iterator[Hit]:
    """The names before a cue: all ends of a route; with the cue itself where it is part of the name ("X Street")."""
    words, row = cue
    proper = pieces[at].capital
    # "Harun Front" is a party, "the Harun front" is ground; "Harun Tower" is a name, "the Harun tower" may be any.
    if (row.role == "near" and proper) or (row.role == "proper" and not proper):
        return
    longest = at if row.role == "route" else min(at, LONGEST_CUED)
    run = capital_tail(pieces[at - longest : at], names)
    parts = split_route(run, names) if row.role == "route" else [run]
    whole = row.role in {"name", "proper"} or (proper and len(parts) == 1)
    for part in parts:
        yield from as_places(part, pieces[at + len(words) - 1].end if whole else None)


def as_places(run: Sequence[Piece], end: int | None = None) -> Iterator[Hit]:
    if any(piece.capital for piece in run):
        yield Hit(run[0].start, run[-1].end if end is None else end, MentionKind.PLACE)


def capital_head(run: Sequence[Piece], names: NameIndex) -> Sequence[Piece]:
    """The pieces from the first on that could make one name, ending with a capital."""
    length = 0
    for at, piece in enumerate(run):
        after = run[at + 1] if at + 1 < len(run) else None
        # "Sarn-on-Ofra".
        tie = piece.hyphened and after is not None and after.hyphened
        if piece.capital and piece.key not in names.breaks:
            length = at + 1
        elif not (tie or names.is_article(piece, after)):
            break
        if piece.owner:
            break
    return run[:length]


def capital_tail(run: Sequence[Piece], names: NameIndex) -> Sequence[Piece]:
    """The pieces up to the last that could make one name: capitals and articles, joined, none of them a stop word."""
    first = len(run)
    while first > 0:
        piece = run[first - 1]
        is_part = piece.capital and piece.key not in names.breaks
        if not is_part and not names.is_article(piece, run[first] if first < len(run) else None):
            break
        if piece.owner and first < len(run):
            break
        first -= 1
        if not piece.joined:
            break
    return run[first:]


def split_route(run: Sequence[Piece], names: NameIndex) -> list[Sequence[Piece]]:
    """The ends of a route: "Tell Sarn-Wadi Harun" at its hyphen, "al-Sarn" not. A name without a hyphen stays whole."""
    parts: list[Sequence[Piece]] = []
    first = 0
    for at in range(1, len(run)):
        if run[at].hyphened and run[at - 1].key not in names.articles:
            parts.append(run[first:at])
            first = at
    return [*parts, run[first:]]
