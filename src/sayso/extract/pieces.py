"""The words of a text as names are made of: one side of a hyphen is a word, a possessive is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

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
# Most words of a text come again.
word_key = lru_cache(maxsize=100_000)(norm)


@dataclass(frozen=True, slots=True)
class Piece:
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


def split_pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """The words of `text[start:end]`, a hyphen parting them, a possessive left off."""
    before = None
    for match in WORD.finditer(text, start, end):
        word = POSSESSIVE.sub("", match.group())
        key = word_key(word)
        if not key:
            continue
        gap = text[before : match.start()] if before is not None else ""
        joined = GAP.fullmatch(gap) is not None or (before is not None and is_initial(text, start, before, match.start()))
        yield Piece(
            start=match.start(),
            end=match.start() + len(word),
            key=key,
            capital=word.lower() != word or ARABIC.match(word) is not None,
            joined=joined,
            hyphened=joined and HYPHEN.search(gap) is not None,
            owner=word != match.group(),
        )
        before = match.end()


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
