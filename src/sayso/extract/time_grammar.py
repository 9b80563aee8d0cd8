"""The rows of `times.csv` compiled: patterns, the words that fill their slots, and which of them a text calls for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sayso.errors import PackError
from sayso.pack import Pack, TimeWord, split_cell

# Rows of these rules are words that fill a slot or stand between times; all other rows are patterns.
CLASSES = (
    "month",
    "weekday",
    "dayname",
    "number",
    "ordinal",
    "day_ordinal",
    "suffix",
    "unit",
    "part",
    "edge",
    "season",
    "feast",
)
QUALIFIERS = ("zone", "half", "about")
BETWEEN = ("bound", "glue", "range")
APART = {"order", "dateline", "page_month", "page_suffix"}
UNNAMED = {"suffix", "number", "about"}
COUNT = r"(?:\d{1,3}|{number})"
NUMERALS = {
    "number": rf"(?P<number>{COUNT}(?:(?:-|–| to | or ){COUNT})?(?:-plus|\+)?)",
    "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:{suffix})?",
    "day2": r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:{suffix})?",
    "nth": r"(?P<day>[12]\d|3[01]|[1-9])(?:{suffix})",
    "mm": r"(?P<mm>0?[1-9]|1[0-2])",
    "a": r"(?P<a>\d{1,2})",
    "b": r"(?P<b>\d{1,2})",
    "yy": r"(?P<yy>\d\d)",
    "year": r"(?P<year>(?:19|20)\d\d)",
    "year2": r"(?P<year2>(?:19|20)\d\d)",
    "decade": r"(?P<decade>(?:19|20)\d0)",
    "hour": r"(?P<hour>[01]?\d|2[0-3])",
    "minute": r"(?P<minute>[0-5]\d)",
    "about": r"(?P<about>{about})",
}
SLOT = re.compile(r"\{([a-z]+2?)\}")
# By what a pattern is called: the rarest that it cannot do without.
CALLS = ("month", "weekday", "dayname", "day_ordinal", "season", "feast", "part", "year", "unit", "edge", "about")
CALLED_BY = {"decade": "year", "year2": "year", "month2": "month", "unit2": "unit"}
DIGITS = {"day", "nth", "mm", "a", "b", "yy", "hour"}
# What a pattern must begin with to be tried only where its key stands: classes of single words, and figures.
LEADS = {"month": {"month"}, "weekday": {"weekday"}, "dayname": {"dayname"}, "year": {"year", "decade"}, "digit": DIGITS}
# A word of its own calls a pattern if it is in no more rows than this.
RARE = 2
LOOKING = {"?!", "?=", "?<"}
# The innermost group and whether it may be left out; no class of characters in a row may hold a bracket.
GROUP = re.compile(r"\((\?[:!=<P][^()]*|\?-i:[^()]*|[^()]*)\)(\?)?")
WORD = re.compile(r"[^\W\d_]+|\d+")
WHOLE = (r"(?<!\w)(?<!\d[.,:])(?:", r")(?!\w)(?![.,:]\d)")
# No pattern is longer than this on either side of the word that calls it.
REACH = 48


@dataclass(frozen=True)
class Pattern:
    """A row as a regular expression; of two that fit the same words the one of lower `order` counts.

    `leads`: it begins with the word that calls it, and is tried at those words only.
    """

    source: str
    row: TimeWord
    order: int = 0
    leads: bool = False

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first called for: most pages call for few."""
        try:
            return re.compile(self.source, re.IGNORECASE)
        except re.error as error:
            raise PackError(f"times.csv: {self.row.words}: {error}") from error

    def find(self, text: str, start: int, end: int, at: Iterable[int]) -> Iterator[re.Match[str]]:
        if not self.leads:
            yield from self.regex.finditer(text, start, end)
            return
        for match in (self.regex.match(text, place, end) for place in at):
            if match is not None:
                yield match


@dataclass(frozen=True, slots=True)
class Grammar:
    """`calls`: word to the keys of the patterns it calls for; patterns under "" ride along wherever any other is called."""

    calls: Mapping[str, frozenset[str]]
    patterns: Mapping[str, tuple[Pattern, ...]]
    words: Mapping[str, Mapping[str, TimeWord]]
    bound: re.Pattern[str]
    datelines: tuple[Pattern, ...]
    orders: Mapping[str, str]

    def amount(self, rule: str, word: str) -> int:
        return int(self.words[rule][word].amount)


@lru_cache(maxsize=8)
def compile_grammar(pack: Pack) -> Grammar:
    words: dict[str, dict[str, TimeWord]] = {rule: {} for rule in (*CLASSES, *QUALIFIERS, *BETWEEN)}
    forms: dict[str, list[str]] = {rule: [] for rule in (*CLASSES, *QUALIFIERS, *BETWEEN, *APART)}
    for row in pack.times:
        if row.rule in words:
            words[row.rule].update({word.casefold(): row for word in split_cell(row.words)})
            forms[row.rule].extend(split_cell(row.words))
    slots = {rule: named_slot(rule, forms[rule]) for rule in (*CLASSES, *QUALIFIERS)}
    slots |= {name: SLOT.sub(lambda m: slots[m[1]], pattern) for name, pattern in NUMERALS.items()}
    slots |= {f"{name}2": slots[name].replace(f"(?P<{name}>", f"(?P<{name}2>") for name in ("month", "unit")}
    called: dict[str, list[Pattern]] = defaultdict(list)
    calls: dict[str, set[str]] = defaultdict(set)
    for rule in CALLS:
        for form in calling_forms(forms.get(rule, ())):
            calls[form].add(rule)
    rows = [row for row in pack.times if row.rule not in words and row.rule not in APART]
    shared = Counter(word for row in rows for word in set(own_words(row.words)))
    for order, row in enumerate(rows):
        for words_ in alternatives(row.words):
            key = calling_key(words_, calls, shared)
            if key.startswith("="):
                calls[key[1:]].add(key)
            first = SLOT.match(words_)
            leads = first is not None and first[1] in LEADS.get(key, ())
            called[key].append(Pattern(as_pattern(words_, slots), row, order, leads))
    return Grammar(
        calls={word: frozenset(keys) for word, keys in calls.items()},
        patterns={key: tuple(patterns) for key, patterns in called.items()},
        words=words,
        bound=re.compile(rf"(?<!\w)({either(words['bound'])})(?: the)?[ \u00a0]$", re.IGNORECASE),
        datelines=tuple(Pattern(as_pattern(r.words, slots), r) for r in pack.times if r.rule == "dateline"),
        orders={land: row.direction for row in pack.times if row.rule == "order" for land in split_cell(row.words)},
    )


def either(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; one that matches nothing if there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def named_slot(rule: str, listed: Iterable[str]) -> str:
    """A group for the words of a class; words with a capital match only so, or all in capitals ("May" is not "may")."""
    words = list(listed)
    small = either(word for word in words if word.islower())
    large = either(form for word in words if not word.islower() for form in (word, word.upper()))
    return f"(?:{small})" if rule in UNNAMED else f"(?P<{rule}>{small}|(?-i:{large}))"


def as_pattern(words: str, slots: Mapping[str, str]) -> str:
    """A row's pattern with its slots filled; `[[ ]]` marks the words of the time itself, a blank is any blank."""
    unknown = set(SLOT.findall(words)) - slots.keys()
    if unknown:
        raise PackError(f"times.csv: {words}: no words are known as {', '.join(sorted(unknown))}")
    filled = SLOT.sub(lambda m: slots[m[1]], words.replace(" ", "[ \u00a0]"))
    return WHOLE[0] + filled.replace("[[", "(?P<core>").replace("]]", ")") + WHOLE[1]


def alternatives(words: str) -> Iterator[str]:
    """The row cut at bars that stand in no bracket, so that each part can be called by a word of its own."""
    depth, at = 0, 0
    for i, char in enumerate(words):
        depth += (char in "([{") - (char in ")]}")
        if char == "|" and depth == 0:
            yield words[at:i]
            at = i + 1
    yield words[at:]


def own_words(words: str) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", SLOT.sub(" ", re.sub(r"\\.", " ", words)).casefold())


def calling_key(words: str, calls: Mapping[str, Collection[str]], shared: Mapping[str, int]) -> str:
    """What calls this pattern: a class, figures, or "=" and a word of its own; "" for one that only rides along."""
    needed, before = words.replace("[[", "").replace("]]", ""), ""
    while needed != before:
        before = needed
        needed = GROUP.sub(lambda m: "" if m[2] or "|" in m[1] or m[1][:2] in LOOKING else plain(m[1]), needed)
    slots = {CALLED_BY.get(slot, slot) for slot in SLOT.findall(needed)}
    own = own_words(needed)
    slots |= {rule for word in own for rule in calls.get(word, ()) if rule in CALLS}
    slot = next((name for name in CALLS if name in slots), "digit" if slots & DIGITS or r"\d" in needed else "")
    rare = [word for word in own if shared[word] <= RARE and not calls.get(word)]
    if slot in {"", "unit", "part", "edge"} and (rare or (own and not slot)):
        return f"={max(rare or own, key=len)}"
    return slot


def plain(group: str) -> str:
    return re.sub(r"^\?(?::|-i:|P<\w+>)", "", group)


def calling_forms(forms: Iterable[str]) -> Iterator[str]:
    """The word of each entry by which a text is seen to hold it: as written and in capitals, or in lower case; plurals too."""
    for form in forms:
        word = max(reversed(WORD.findall(form)), key=len, default="")
        for one in (word, word.upper()) if not form.islower() else (word,):
            yield from (one, f"{one}s")


def call(text: str, start: int, end: int, grammar: Grammar) -> Iterator[tuple[int, int, dict[str, list[int]]]]:
    """Stretches that may hold a time, cut at blanks, with the keys called there, each with the places of its words."""
    calls = grammar.calls
    low = high = -1
    places: dict[str, list[int]] = {}
    for match in WORD.finditer(text, start, end):
        word = match.group()
        found = calls.get(word) or (calls.get(word.casefold()) if not word.islower() else None)
        if found is None and word[0].isdecimal():
            found = YEAR if len(word) == 4 and word.startswith(("19", "20")) else DIGIT
        if not found:
            continue
        if match.start() - REACH > high:
            if places:
                yield low_end(text, low, start), high_end(text, high, end), places
            low, places = match.start() - REACH, {}
        high = match.end() + REACH
        for key in found:
            places.setdefault(key, []).append(match.start())
    if places:
        yield low_end(text, low, start), high_end(text, high, end), places


YEAR = frozenset({"year", "digit"})
DIGIT = frozenset({"digit"})


def low_end(text: str, low: int, start: int) -> int:
    return start if low <= start else max(start, text.rfind(" ", start, low) + 1)


def high_end(text: str, high: int, end: int) -> int:
    blank = text.find(" ", high, end) if high < end else -1
    return end if blank < 0 else blank
