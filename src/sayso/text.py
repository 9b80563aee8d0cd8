"""Pure functions on strings: folding of spellings, sentences, shingles; the text is never changed, only keys are made."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Protocol

# Apostrophes, signs for ayn and hamza, and what is there but not seen (marks of direction, soft hyphen).
APOSTROPHES = re.compile("['’‘‛′`´ʼʻʿʾʽʹˈˀˁ\u0621\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
JOINERS = re.compile(r"[\s\-‐-―/_]+")
# Not after two letters: "Ra's" is a word of Arabic names.
POSSESSIVE = re.compile(r"(?<=\w{3})['’]s\b")
LEADING_THE = re.compile(r"^the\s+")
# A full stop ends a sentence before white space and a capital, a digit, a mark or another script; initials ("U.S.") do not.
# The marks come first and what stands before them is asked after, so that all else is passed over at once.
SENTENCE_END = re.compile(
    r"[.!?…؟\n](?:(?<=\n)(?:\s*\n)?|(?<!\n)(?<![A-Z][.])(?<!\b[A-Z][a-z][.])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\sa-z]))"
)
WORD = re.compile(r"\w+")


# The letters by which a script is known; rules of any other script are tried on every name that is not plain ASCII.
SCRIPTS = {
    "latin": re.compile("[a-z]"),
    "arabic": re.compile("[\u0600-\u06ff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
}
LETTER = "letter"


class FoldRule(Protocol):
    """One row of `fold.csv`: a pattern, where in the name it may stand (`letter`: before marks are dropped), its script."""

    @property
    def script(self) -> str: ...

    @property
    def where(self) -> str: ...

    @property
    def regex(self) -> re.Pattern[str]: ...

    @property
    def to(self) -> str: ...


Step = tuple[str, Callable[[str], str]]


# Of so many characters names are kept: those of a page come again and again.
LONGEST_KEPT = 100


def norm(words: str) -> str:
    """Case, marks, apostrophes, stops, hyphens, "the" and the possessive dropped: the second rung of the ladder."""
    return kept_norm(words) if len(words) <= LONGEST_KEPT else make_norm(words)


def make_norm(words: str) -> str:
    bare = APOSTROPHES.sub("", POSSESSIVE.sub("", words))
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c) and c != "ـ")
    return LEADING_THE.sub("", JOINERS.sub(" ", bare.replace(".", "").casefold()).strip())


kept_norm = lru_cache(maxsize=100_000)(make_norm)


def make_fold(rules: Sequence[FoldRule]) -> Callable[[str], str]:
    """The function that folds a name by these rules: what makes its key. For matching only, never shown as the name.

    Letters whose mark makes another sound ("ş") are spelt out first, then comes `norm`, then the rules in order, those
    of a script only where a letter of it stands.
    """
    letters = str.maketrans({rule.regex.pattern: rule.to for rule in rules if rule.where == LETTER})
    steps = tuple(respell_steps([rule for rule in rules if rule.where != LETTER]))

    def fold(words: str) -> str:
        if not words.isascii():
            words = unicodedata.normalize("NFC", words).casefold().translate(letters)
        return run_steps(norm(words), steps)

    return fold


def respell_steps(rules: Sequence[FoldRule]) -> Iterator[Step]:
    """One step a rule; rules on single letters that follow one another in a script are one."""
    table: dict[str, str] = {}
    for at, rule in enumerate(rules):
        after = rules[at + 1] if at + 1 < len(rules) else None
        if is_plain(rule):
            table[rule.regex.pattern] = rule.to
            if (
                after is not None
                and is_plain(after)
                and after.script == rule.script
                and after.regex.pattern not in table.values()
            ):
                continue
            yield rule.script, partial(translate, str.maketrans(table))
            table = {}
        else:
            yield rule.script, partial(rule.regex.sub, rule.to)


def is_plain(rule: FoldRule) -> bool:
    """Whether the rule only puts letters in the place of one letter, wherever that stands."""
    return len(rule.regex.pattern) == 1 and rule.where == "any" and "\\" not in rule.to


def translate(table: dict[int, str], words: str) -> str:
    return words.translate(table)


def has_script(words: str, script: str) -> bool:
    """Whether a letter of the script stands in the norm'ed words."""
    known = SCRIPTS.get(script)
    return known.search(words) is not None if known is not None else not words.isascii()


def run_steps(key: str, steps: Sequence[Step]) -> str:
    """The key after all steps whose script it has letters of when the first step of that script comes."""
    script, wanted = "", False
    for of, step in steps:
        if of != script:
            script, wanted = of, has_script(key, of)
        if wanted:
            key = step(key)
    return key.strip()


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the sentences of `text[start:end]`, outer white space left out; a line break always ends one."""
    end = len(text) if end is None else end
    at = start
    for cut in chain((match.end() for match in SENTENCE_END.finditer(text, start, end)), (end,)):
        first, last = trim(text, at, cut)
        if first < last:
            yield first, last
        at = cut


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without outer white space."""
    words = text[start:end].lstrip()
    start = end - len(words)
    return start, start + len(words.rstrip())


def shingles(text: str, start: int, end: int, size: int = 5) -> list[tuple[str, int, int]]:
    """Every run of `size` words, case and marks folded, with its half-open offsets in `text`."""
    found = [(m.group().casefold(), m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    return [
        (" ".join(word for word, _, _ in found[i : i + size]), found[i][1], found[i + size - 1][2])
        for i in range(len(found) - size + 1)
    ]
