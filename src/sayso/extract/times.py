"""Finds the words of a time: an own grammar whose words and patterns are rows of `times.csv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from sayso.extract.dates import TimeWords, resolve_time
from sayso.pack import Pack, TimeWord, split_cell

__all__ = ["TimeWords", "find_times", "resolve_time"]

# Rows of these rules are words that fill a slot or stand between times; all other rows are patterns.
CLASSES = ("month", "weekday", "number", "ordinal", "suffix", "unit", "part", "edge", "season", "zone", "half")
BETWEEN = ("bound", "glue", "range")
LOOSE = {"loose_part", "loose_edge"}
NEVER_JOINED = {"vague", "set"}
NUMERALS = {
    "number": r"(?P<number>\d{1,3}|{number})",
    "day": r"(?P<day>0?[1-9]|[12]\d|3[01])(?:{suffix})?",
    "day2": r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:{suffix})?",
    "nth": r"(?P<day>[12]\d|3[01]|[1-9])(?:{suffix})",
    "mm": r"(?P<mm>0?[1-9]|1[0-2])",
    "a": r"(?P<a>\d{1,2})",
    "b": r"(?P<b>\d{1,2})",
    "year": r"(?P<year>(?:19|20)\d\d)",
    "year2": r"(?P<year2>(?:19|20)\d\d)",
    "decade": r"(?P<decade>(?:19|20)\d0)",
    "hour": r"(?P<hour>[01]?\d|2[0-3])",
    "minute": r"(?P<minute>[0-5]\d)",
}
SLOT = re.compile(r"\{([a-z]+2?)\}")
WHOLE = (r"(?<!\w)(?<!\d[.,:])(?:", r")(?!\w)(?![.,:]\d)")
POSSESSIVE = re.compile(r"['’]s\b")
LONGEST_GAP = 12
LONGEST_BOUND = 24


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rows compiled: what a text must hold to be read at all, the patterns, the words by class, the bounds."""

    trigger: re.Pattern[str]
    patterns: tuple[tuple[re.Pattern[str], TimeWord], ...]
    traps: tuple[re.Pattern[str], ...]
    words: Mapping[str, Mapping[str, TimeWord]]
    bound: re.Pattern[str]

    def amount(self, rule: str, word: str) -> int:
        return int(self.words[rule][word].amount)


@lru_cache(maxsize=8)
def compile_grammar(pack: Pack) -> Grammar:
    words: dict[str, dict[str, TimeWord]] = {rule: {} for rule in (*CLASSES, *BETWEEN)}
    for row in pack.times:
        if row.rule in words:
            words[row.rule].update({word.casefold(): row for word in split_cell(row.words)})
    slots = {rule: named_slot(rule, (w for r in pack.times if r.rule == rule for w in split_cell(r.words))) for rule in CLASSES}
    slots |= {name: SLOT.sub(lambda m: slots[m[1]], pattern) for name, pattern in NUMERALS.items()}
    patterns = [row for row in pack.times if row.rule not in words and row.rule != "trap"]
    literal = [word for row in patterns if not set(row.words) & set("{([") for word in split_cell(row.words)]
    triggers = {word for rule in ("month", "weekday", "unit", "part", "season") for word in words[rule]} | set(literal)
    return Grammar(
        trigger=re.compile(rf"(?<!\w)(?:{either(triggers)})(?!\w)|\d", re.IGNORECASE),
        patterns=tuple((as_pattern(row.words, slots), row) for row in patterns),
        traps=tuple(as_pattern(row.words, slots) for row in pack.times if row.rule == "trap"),
        words=words,
        bound=re.compile(rf"(?<!\w)({either(words['bound'])})(?: the)?[ \u00a0]$", re.IGNORECASE),
    )


def either(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; one that matches nothing if there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def named_slot(rule: str, words: Iterable[str]) -> str:
    """A group for the words of a class; words with a capital match only so, or all in capitals ("May" is not "may")."""
    listed = list(words)
    small = either(word for word in listed if word.islower())
    large = either(form for word in listed if not word.islower() for form in (word, word.upper()))
    return f"{small}" if rule in {"suffix", "number"} else f"(?P<{rule}>{small}|(?-i:{large}))"


def as_pattern(words: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    """A row's pattern with its slots filled; `[[ ]]` marks the words of the time itself, a blank is any blank."""
    filled = SLOT.sub(lambda m: slots[m[1]], words.replace(" ", "[ \u00a0]"))
    return re.compile(WHOLE[0] + filled.replace("[[", "(?P<core>").replace("]]", ")") + WHOLE[1], re.IGNORECASE)


def find_times(text: str, start: int, end: int, pack: Pack) -> list[TimeWords]:
    """The times in `text[start:end]`, in text order, none overlapping; the preposition before one is not part of it."""
    grammar = compile_grammar(pack)
    if grammar.trigger.search(text, start, end) is None:
        return []
    atoms = pick_longest(read_atoms(text, start, end, grammar), trapped(text, start, end, grammar))
    joined: list[TimeWords] = []
    for atom in atoms:
        both = join(joined[-1], atom, text, grammar) if joined else None
        joined[-1:] = [both] if both is not None else [*joined[-1:], atom]
    return [with_bound(words, text, start, grammar) for words in joined if not set(words.rules) <= LOOSE]


def trapped(text: str, start: int, end: int, grammar: Grammar) -> list[tuple[int, int]]:
    return [match.span() for trap in grammar.traps for match in trap.finditer(text, start, end)]


def read_atoms(text: str, start: int, end: int, grammar: Grammar) -> Iterator[TimeWords]:
    for pattern, row in grammar.patterns:
        for match in pattern.finditer(text, start, end):
            atom = read_atom(match, row, grammar)
            if atom is not None:
                yield atom


def pick_longest(atoms: Iterable[TimeWords], blocked: Sequence[tuple[int, int]]) -> list[TimeWords]:
    """The longest of overlapping atoms, the earlier row if equal; none that stands in a trap."""
    taken: list[tuple[int, int]] = list(blocked)
    kept = []
    for atom in sorted(atoms, key=lambda a: (a.start - a.end, a.start)):
        if not any(atom.start < end and start < atom.end for start, end in taken):
            taken.append((atom.start, atom.end))
            kept.append(atom)
    return sorted(kept, key=lambda a: a.start)


def read_atom(match: re.Match[str], row: TimeWord, grammar: Grammar) -> TimeWords | None:
    """What one pattern found, as parts; None if its numbers or units make no time."""
    slot = {name: value.casefold() for name, value in match.groupdict().items() if value is not None}
    start, end = match.span("core") if "core" in match.re.groupindex else match.span()
    atom = TimeWords(start, end, (row.rule,), row.precision, way=row.direction or None)
    if int(slot.get("year2", "9999")) <= int(slot.get("year", "0")):
        return None
    if "a" in slot:
        return with_numeric(atom, int(slot["a"]), int(slot["b"]), int(slot["year"]))
    counted = with_count(with_clock(with_date(atom, slot, grammar), slot, grammar), slot, row, grammar)
    return counted if counted is None or row.rule != "quarter" else with_quarter(counted, slot, row, grammar)


def with_numeric(atom: TimeWords, a: int, b: int, year: int) -> TimeWords | None:
    """Day and month in figures: which is which is left open unless one of them can be no month."""
    day, month = (a, b) if b <= 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return replace(atom, day=day, month=month, year=year, swapped=True if a <= 12 and b <= 12 and a != b else None)


def with_date(atom: TimeWords, slot: Mapping[str, str], grammar: Grammar) -> TimeWords:
    month = grammar.amount("month", slot["month"]) if "month" in slot else None
    year = slot.get("year") or slot.get("decade")
    return replace(
        atom,
        year=int(year) if year else None,
        year2=int(slot["year2"]) if "year2" in slot else None,
        month=int(slot["mm"]) if "mm" in slot else month,
        months=bounds_of(grammar.words["season"][slot["season"]]) if "season" in slot else None,
        day=int(slot["day"]) if "day" in slot else None,
        day2=int(slot["day2"]) if "day2" in slot else None,
        weekday=grammar.amount("weekday", slot["weekday"]) if "weekday" in slot else None,
        edge=grammar.words["edge"][slot["edge"]].unit if "edge" in slot else None,
    )


def with_clock(atom: TimeWords, slot: Mapping[str, str], grammar: Grammar) -> TimeWords:
    if "hour" not in slot:
        return replace(atom, part=bounds_of(grammar.words["part"][slot["part"]])) if "part" in slot else atom
    hour = int(slot["hour"])
    if "half" in slot:
        hour = hour % 12 + grammar.amount("half", slot["half"])
    zone = grammar.amount("zone", slot["zone"]) if "zone" in slot else None
    return replace(atom, minutes=hour * 60 + int(slot.get("minute", 0)), zone=zone)


def with_count(atom: TimeWords, slot: Mapping[str, str], row: TimeWord, grammar: Grammar) -> TimeWords | None:
    """The unit and how many of it; None for a unit that the rule does not count ("last minute", "the next day")."""
    unit = row.unit
    plural = False
    if "unit" in slot:
        named = grammar.words["unit"][slot["unit"]]
        unit, plural = named.unit, split_cell(named.words)[0] != slot["unit"]
    if row.rule == "shift" and "unit" in slot and (plural or unit in {"minute", "hour", "day"}):
        return None
    if "number" in slot:
        low, high = count_of(slot["number"], grammar)
    elif row.amount:
        low = high = int(row.amount)
    elif "unit" in slot:
        low, high = 1, grammar.amount("unit", slot["unit"]) if plural else 1
    else:
        return atom
    parts = {part.unit: part for part in grammar.words["part"].values()}
    if row.rule == "shift" and unit in parts:
        return replace(atom, unit="day", low=low, high=high, part=bounds_of(parts[unit]))
    way = None if row.direction == "shift" else atom.way
    return replace(atom, unit="day" if unit == "part" else unit, low=low, high=high, way=way)


def count_of(word: str, grammar: Grammar) -> tuple[int, int]:
    return (int(word), int(word)) if word.isdigit() else bounds_of(grammar.words["number"][word])


def bounds_of(row: TimeWord) -> tuple[int, int]:
    """An amount as (low, high): "2-5" is both, "3" is 3 twice."""
    low, _, high = row.amount.partition("-")
    return int(low), int(high or low)


def with_quarter(atom: TimeWords, slot: Mapping[str, str], row: TimeWord, grammar: Grammar) -> TimeWords | None:
    width = 3 if row.unit == "quarter" else 6
    last = grammar.amount("ordinal", slot["ordinal"]) * width
    return replace(atom, months=(last - width + 1, last)) if last <= 12 else None


def join(left: TimeWords, right: TimeWords, text: str, grammar: Grammar) -> TimeWords | None:
    """Two times that are one ("10 p.m. on Sunday", "Saturday to Monday"), None if they stay apart."""
    gap = text[left.end : right.start]
    if len(gap) > LONGEST_GAP or "\n" in gap or {*left.rules, *right.rules} & NEVER_JOINED or left.until is not None:
        return None
    word = gap.strip().casefold()
    if not word or word in grammar.words["glue"]:
        both = merge(left, right)
        if both is not None:
            return both
    row = grammar.words["range"].get(word)
    if row is None or shape(left) != shape(right):
        return None
    if row.direction and not text[: left.start].rstrip().casefold().endswith(row.direction):
        return None
    return replace(left, end=right.end, until=right)


# What a time is made of, but for where its words stand and what opens or closes it.
PARTS = tuple(f.name for f in fields(TimeWords) if f.name not in {"start", "end", "rules", "precision", "bound", "until"})


def merge(left: TimeWords, right: TimeWords) -> TimeWords | None:
    """The parts of both; None if both give the same part, or say "early" and "evening" of two different days."""
    given = {name: getattr(right, name) for name in PARTS if getattr(right, name) is not None}
    if any(getattr(left, name) is not None for name in given):
        return None
    return replace(left, end=right.end, rules=(*left.rules, *right.rules), **given)


def shape(words: TimeWords) -> tuple[bool, ...]:
    return tuple(getattr(words, name) is not None for name in PARTS if name != "year")


def with_bound(words: TimeWords, text: str, start: int, grammar: Grammar) -> TimeWords:
    """The same with the "since", "until" or "by" that stands before it."""
    match = grammar.bound.search(text, max(start, words.start - LONGEST_BOUND), words.start)
    if match is None or words.until is not None:
        return words
    bound = grammar.words["bound"][match.group(1).casefold()].direction
    # "after Friday's raid" may still be Friday.
    if bound == "after_end" and POSSESSIVE.match(text, words.end):
        bound = "after_start"
    return replace(words, bound=bound)
