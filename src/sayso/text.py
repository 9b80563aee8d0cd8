"""Pure functions on strings: folding of spellings, sentences, shingles; the text is never changed, only keys are made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Protocol

APOSTROPHES = re.compile("['’‘`´ʼʻʿʾʽʹ\u0621]")
JOINERS = re.compile(r"[\s\-‐-―/_]+")
POSSESSIVE = re.compile(r"['’]s\b")
LEADING_THE = re.compile(r"^the\s+")
# A full stop ends a sentence before white space and a capital, a digit, a mark or another script; initials ("U.S.") do not.
SENTENCE_END = re.compile(r"(?:(?<![A-Z])(?<!\b[A-Z][a-z])[.]|[!?…؟])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\sa-z])|\n\s*\n|\n")
WORD = re.compile(r"\w+")


class FoldRule(Protocol):
    """One row of `fold.csv`: a pattern on the norm'ed text, and where in it the pattern may stand."""

    @property
    def regex(self) -> re.Pattern[str]: ...

    @property
    def to(self) -> str: ...


def norm(words: str) -> str:
    """Case, marks, apostrophes, stops, hyphens, "the" and the possessive dropped: the second rung of the ladder."""
    words = POSSESSIVE.sub("", words)
    decomposed = unicodedata.normalize("NFKD", APOSTROPHES.sub("", words))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in ".ـ")
    return LEADING_THE.sub("", JOINERS.sub(" ", bare.casefold()).strip())


def fold(words: str, rules: Sequence[FoldRule]) -> str:
    """The folded key of a name: `norm`, then the packs' rules in order. For matching only, never shown as the name."""
    key = norm(words)
    for rule in rules:
        key = rule.regex.sub(rule.to, key)
    return key.strip()


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences of `text[start:end]`, outer white space left out; a line break always ends one."""
    end = len(text) if end is None else end
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        yield from trimmed(text, at, match.end())
        at = match.end()
    yield from trimmed(text, at, end)


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same stretch without outer white space; nothing if only white space is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def shingles(text: str, start: int, end: int, size: int = 5) -> list[tuple[str, int, int]]:
    """Every run of `size` words, case and marks folded, with its half-open offsets in `text`."""
    found = [(m.group().casefold(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    return [
        (" ".join(word for word, _, _ in found[i : i + size]), found[i][1], found[i + size - 1][2])
        for i in range(len(found) - size + 1)
    ]
