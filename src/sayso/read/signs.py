"""The packs' signs, compiled: the words by which the parts of a page are told apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from sayso.errors import PackError
from sayso.pack import Pack, Sign

# Signs are short; a longer line is looked at only so far, which bounds what a hostile line can cost.
LOOK = 600
# Unbroken blanks are written as blanks in packs.
BLANKS = {0x00A0: " ", 0x2009: " ", 0x202F: " "}
LAST_WORD = re.compile(r"(?:\b[A-Z]|\b[JSD]r)\.$")
STOPS = '.!?…:;,"”»؟'
LETTER = re.compile(r"[^\W\d_]")
NAMED = re.compile(r"\(\?P<\w+>")
NO_NAMES = ("furniture", "thread_furniture", "thread_form", "caption", "deed")


@dataclass(frozen=True, slots=True)
class Pattern:
    regex: re.Pattern[str]
    where: str


@dataclass(frozen=True, slots=True)
class Signs:
    """Patterns by sign, in the packs' order; `functions` are the small words of each language that a name does not have."""

    patterns: Mapping[str, tuple[Pattern, ...]]
    functions: Mapping[str, frozenset[str]]
    joined: dict[tuple[str, ...], tuple[re.Pattern[str], re.Pattern[str]]] = field(default_factory=dict, compare=False)

    def match(self, sign: str, words: str) -> tuple[re.Match[str], str] | None:
        """The first pattern of that sign that covers the whole line, or its start where its row says `start`."""
        if not self.holds(sign, words):
            return None
        look = with_blanks(words[:LOOK])
        for pattern in self.patterns.get(sign, ()):
            if pattern.where == "start":
                match = pattern.regex.match(look)
            else:
                match = pattern.regex.fullmatch(look) if len(words) <= LOOK else None
            if match is not None:
                return match, pattern.where
        return None

    def find(self, sign: str, words: str) -> re.Match[str] | None:
        """The first place where any pattern of that sign stands."""
        key = (sign, "anywhere")
        joined = self.joined.get(key)
        if joined is None:
            joined = self.joined[key] = (self.join((sign,), False), self.join((sign,), True))
        return joined[0].search(with_blanks(words))

    def search(self, sign: str, words: str) -> Iterator[tuple[re.Match[str], str]]:
        """Every place in the words where a pattern of that sign stands."""
        words = with_blanks(words)
        for pattern in self.patterns.get(sign, ()):
            for match in pattern.regex.finditer(words):
                yield match, pattern.where

    def holds(self, sign: str, words: str) -> bool:
        return self.holds_any((sign,), words)

    def holds_any(self, signs: tuple[str, ...], words: str) -> bool:
        """Whether a pattern of any of these signs covers the line: asked of every line, so in one look for all of them."""
        joined = self.joined.get(signs)
        if joined is None:
            joined = self.joined[signs] = (self.join(signs, False), self.join(signs, True))
        whole, start = joined
        look = with_blanks(words[:LOOK])
        return (len(words) <= LOOK and whole.fullmatch(look) is not None) or start.match(look) is not None

    def join(self, signs: tuple[str, ...], start: bool) -> re.Pattern[str]:
        """All patterns of these signs as one without names; one that never matches if there are none."""
        rows = (pattern for sign in signs for pattern in self.patterns.get(sign, ()) if (pattern.where == "start") is start)
        bare = (f"(?:{NAMED.sub('(?:', row.regex.pattern)})" for row in rows)
        return re.compile("|".join(bare) or r"(?!)", re.IGNORECASE)


def with_blanks(words: str) -> str:
    return words if words.isascii() else words.translate(BLANKS)


def read_signs(pack: Pack) -> Signs:
    return compile_signs(pack.signs)


@lru_cache(maxsize=8)
def compile_signs(rows: tuple[Sign, ...]) -> Signs:
    """Raises PackError on a row whose words are no regular expression."""
    patterns: dict[str, list[Pattern]] = defaultdict(list)
    functions: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.sign == "function":
            functions[row.where].update(row.words.split("|"))
            continue
        try:
            patterns[row.sign].append(Pattern(re.compile(row.words, re.IGNORECASE), row.where))
        except re.error as error:
            raise PackError(f"signs.csv: {row.sign} {row.words!r} is no regular expression: {error}") from error
    return Signs(
        {sign: tuple(found) for sign, found in patterns.items()},
        {language: frozenset(words) for language, words in functions.items()},
    )


def is_name(words: str, signs: Signs, most: int = 4) -> bool:
    """Whether a line may be a person's name or handle: a few words, no end stop, no small words, not a piece of furniture."""
    parts = words.split()
    if not 1 <= len(parts) <= most or len(words) > 60 or not LETTER.search(words) or "://" in words:
        return False
    if words[-1] in STOPS and not LAST_WORD.search(words):
        return False
    if any(part in small for small in signs.functions.values() for part in parts):
        return False
    lower = sum(part[0].islower() for part in parts)
    if len(parts) >= 3 and lower * 2 > len(parts):
        return False
    return not signs.holds_any(NO_NAMES, words)
