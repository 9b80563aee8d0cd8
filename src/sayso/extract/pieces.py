"""The words of a text as names are made of: one side of a hyphen is a word, a possessive is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso.text import norm

LETTER = r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{LETTER}+(?:['’‘`´ʼʻʿʾ]{LETTER}+)*")
POSSESSIVE = re.compile(r"['’][sS]$")
# What may stand inside a name: a blank, or a hyphen with a blank on one side at most ("Al- Sarn").
GAP = re.compile(r"[ \u00a0\t]{1,2}|[ \u00a0]?[-‐‑–_]|[-‐‑–_][ \u00a0]")
# The stop of "St. Harun" and "Mt. Sarn" ends no sentence.
INITIAL = re.compile(r"[A-Z][a-z]\.[ \u00a0]")
# What never stands inside a name, whatever the model says.
BREAK = re.compile(r"[()\[\]{}<>|;/\n]")
HYPHEN = re.compile(r"[-‐‑–]")
ARABIC = re.compile(r"[\u0600-\u06ff]")


class Bare(NamedTuple):
    """A word by itself: without a possessive so long, its key, if it has a capital."""

    length: int
    key: str
    capital: bool


# Most words of a text come again.
@lru_cache(maxsize=100_000)
def bare(word: str) -> Bare:
    own = POSSESSIVE.sub("", word)
    return Bare(len(own), norm(own), own.lower() != own or ARABIC.match(own) is not None)


class Piece(NamedTuple):
    """A word or one side of a hyphen, in page offsets; `joined` if a name may run on from the piece before.

    `end` leaves a possessive out; `owner` says that there was one.
    """

    start: int
    end: int
    key: str
    capital: bool
    joined: bool
    hyphened: bool
    owner: bool


# A paragraph is asked for before its parse and after it.
@lru_cache(maxsize=2_000)
def split_pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The words of `text[start:end]`, a hyphen parting them, a possessive left off."""
    return tuple(each_piece(text, start, end))


def each_piece(text: str, start: int, end: int) -> Iterator[Piece]:
    before = None
    for match in WORD.finditer(text, start, end):
        at, stop = match.span()
        word = bare(match.group())
        if not word.key:
            continue
        gap = text[before:at] if before is not None else ""
        joined = gap == " " or GAP.fullmatch(gap) is not None
        joined = joined or (before is not None and is_initial(text, start, before, at))
        hyphened = joined and gap != " " and HYPHEN.search(gap) is not None
        yield Piece(at, at + word.length, word.key, word.capital, joined, hyphened, at + word.length < stop)
        before = stop


def is_initial(text: str, start: int, before: int, at: int) -> bool:
    """Whether a word of two letters with a stop stands whole before `at`."""
    begin = before - 2
    whole = begin == start or (begin > start and not text[begin - 1].isalnum())
    return whole and INITIAL.fullmatch(text, begin, at) is not None


def pieces_between(text: str, pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of `text[start:end]` up to the first bracket or other break."""
    first = bisect_left(pieces, start, key=lambda piece: piece.start)
    run: list[Piece] = []
    for piece in pieces[first:]:
        if piece.end > end or (run and BREAK.search(text, run[-1].end, piece.start)):
            break
        run.append(piece)
    return run


def run_length(pieces: Sequence[Piece], at: int, longest: int) -> int:
    """How many pieces from `at` on a name could take."""
    length = 1
    while length < longest and at + length < len(pieces) and pieces[at + length].joined:
        length += 1
    return length
