"""Finds the words of a time: an own grammar whose words and patterns are rows of `times.csv`."""

from __future__ import annotations

import re
from bisect import bisect, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from sayso.extract.dates import resolve_time, within_tense
from sayso.extract.time_atoms import read_atom
from sayso.extract.time_grammar import Grammar, call, compile_grammar
from sayso.extract.time_words import TimeWords
from sayso.model import When
from sayso.pack import Pack

__all__ = ["TimeWords", "date_order", "find_anchor", "find_times", "resolve_time", "within_tense"]

LOOSE = {"loose_part", "loose_edge", "loose_about", "loose_weekday", "loose_month", "loose_day"}
UNPLACED = {"vague", "set"}
NEVER_JOINED = UNPLACED | {"lean"}
POSSESSIVE = re.compile(r"['’]s\b")
LONGEST_GAP = 12
LONGEST_BOUND = 24
LONGEST_DATELINE = 100
# "a day later" may count from "hours later", which counts from a date; a text may not make that as deep as it likes.
LONGEST_CHAIN = 8
Atom = tuple[int, TimeWords]


def find_times(text: str, start: int, end: int, pack: Pack, order: str | None = None) -> list[TimeWords]:
    """The times in `text[start:end]`, in text order, none overlapping; the preposition before one is not part of it.

    `order` is what `date_order` knows of the outlet: without it a date in figures that can be read in two ways stays two.
    """
    grammar = compile_grammar(pack)
    atoms = [atom for window in call(text, start, end, grammar) for atom in pick_longest(*read_window(text, *window, grammar))]
    # "Thursday night and Friday noon" is two times before it is a range.
    joined = in_pairs(in_pairs(atoms, text, grammar, as_one), text, grammar, as_range)
    kept = [with_bound(words, text, start, grammar) for words in joined if is_time(words)]
    return list(leaned(in_order(words, order) for words in kept))


def is_time(words: TimeWords) -> bool:
    """Whether the words say a time by themselves: "early" and "the 3rd" do not, "the night of the 3rd" does."""
    rules = {*words.rules, *(words.until.rules if words.until is not None else ())}
    return not rules <= LOOSE or {"loose_part", "loose_day"} <= rules


def date_order(country: str | None, pack: Pack) -> str | None:
    """Whether a country writes day_first or month_first; None where the packs do not say."""
    return compile_grammar(pack).orders.get(country or "")


def find_anchor(text: str, start: int, end: int, pack: Pack, posted: When | None, published: When | None) -> When | None:
    """What the words of a passage are read from, if nobody in it says when he speaks: its own stamp, its dateline, the page."""
    if posted is not None:
        return posted
    for pattern in compile_grammar(pack).datelines:
        match = pattern.regex.match(text, start, min(end, start + LONGEST_DATELINE))
        words = None if match is None else read_atom(match, pattern.row, compile_grammar(pack))
        when = None if words is None else resolve_time(words, published, "past", "")
        if when is not None and when.start is not None:
            return when
    return published


def read_window(
    text: str, start: int, end: int, places: Mapping[str, Sequence[int]], grammar: Grammar
) -> tuple[list[Atom], list[tuple[int, int]]]:
    """Every match of the patterns called for, and the stretches that are traps."""
    atoms: list[Atom] = []
    blocked = []
    for key, at in (*places.items(), ("", ())):
        for pattern in grammar.patterns.get(key, ()):
            for match in pattern.find(text, start, end, at):
                if pattern.row.rule == "trap":
                    blocked.append(match.span())
                elif (atom := read_atom(match, pattern.row, grammar)) is not None:
                    atoms.append((pattern.order, atom))
    return atoms, blocked


def pick_longest(atoms: Iterable[Atom], blocked: Iterable[tuple[int, int]]) -> list[TimeWords]:
    """The longest of overlapping atoms, the earlier row if equal; none that stands in a trap."""
    taken: list[tuple[int, int]] = []
    for span in blocked:
        take(taken, *span)
    kept = []
    for _, atom in sorted(atoms, key=lambda pair: (pair[1].start - pair[1].end, pair[0], pair[1].start)):
        if take(taken, atom.start, atom.end):
            kept.append(atom)
    return sorted(kept, key=lambda atom: atom.start)


def take(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    """Adds the stretch to those taken, which are sorted and apart, unless it overlaps one."""
    at = bisect(taken, (start, end))
    if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
        return False
    insort(taken, (start, end))
    return True


Joiner = Callable[[TimeWords, TimeWords, str, str, Grammar], TimeWords | None]


def in_pairs(times: Sequence[TimeWords], text: str, grammar: Grammar, joiner: Joiner) -> list[TimeWords]:
    """The same with neighbours joined into one wherever the joiner makes one of them."""
    joined: list[TimeWords] = []
    for right in times:
        both = None
        if joined and right.start - joined[-1].end <= LONGEST_GAP and not {*joined[-1].rules, *right.rules} & NEVER_JOINED:
            gap = text[joined[-1].end : right.start]
            both = None if "\n" in gap else joiner(joined[-1], right, " ".join(gap.split()).casefold(), text, grammar)
        joined[-1:] = [right] if not joined else [joined[-1], right] if both is None else [both]
    return joined


def as_one(left: TimeWords, right: TimeWords, gap: str, text: str, grammar: Grammar) -> TimeWords | None:
    """ "10 p.m. on Sunday": two parts of one time."""
    return merge(left, right) if not gap or gap in grammar.words["glue"] else None


def as_range(left: TimeWords, right: TimeWords, gap: str, text: str, grammar: Grammar) -> TimeWords | None:
    """ "Saturday to Monday": the two ends of a stretch; "and" makes one after "between" and of days that are neighbours."""
    row = grammar.words["range"].get(gap)
    if row is None or left.until is not None or not {grain(left), grain(right)} <= like(grain(left)):
        return None
    if row.direction and not follows(row.direction, left, text) and not is_next(left, right):
        return None
    return replace(left, end=right.end, until=right, rows=(*left.rows, *right.rows))


# What a time is made of, but for where its words stand and what opens or closes it.
AROUND = {"start", "end", "rules", "rows", "precision", "bound", "until", "leans"}
PARTS = tuple(f.name for f in fields(TimeWords) if f.name not in AROUND)


def merge(left: TimeWords, right: TimeWords) -> TimeWords | None:
    """The parts of both; None if both give the same part, or if no day is named that a weekday or a clock could be of."""
    given = {name: getattr(right, name) for name in PARTS if getattr(right, name) is not None}
    if any(getattr(left, name) is not None for name in given):
        return None
    both = replace(left, end=right.end, rules=(*left.rules, *right.rules), rows=(*left.rows, *right.rows), **given)
    if left.rules == ("loose_about",) and right.minutes is None and right.part is None:
        return None
    if {"ago", "span"} & {*left.rules, *right.rules} or right.rules == ("loose_edge",):
        return None
    wide = both.months is not None or (both.day is None and both.nth is None and (both.month or both.year) is not None)
    narrow = (both.weekday, both.minutes, both.part) != (None, None, None) or both.unit not in {None, "year"}
    return None if wide and both.feast is None and narrow else both


def like(grain: str) -> set[str]:
    """What may stand at the other end of a range: a day's end may be told more exactly than its beginning."""
    return {"clock", "part", "day"} if grain in {"clock", "part", "day"} else {grain}


def grain(words: TimeWords) -> str:
    """How fine a time is."""
    if words.minutes is not None:
        return "clock"
    if words.part is not None:
        return "part"
    if words.day is not None or words.weekday is not None or words.unit == "day" or words.feast is not None:
        return "day"
    if words.month is not None or words.months is not None:
        return "month"
    return "year" if words.year is not None or words.unit == "year" else words.unit or "edge"


def follows(word: str, words: TimeWords, text: str) -> bool:
    return text[max(0, words.start - LONGEST_BOUND) : words.start].rstrip().casefold().endswith(word)


def is_next(left: TimeWords, right: TimeWords) -> bool:
    """Whether "and" stands between two bare neighbours: "Saturday and Sunday", "July and August" are one stretch."""
    bare = TimeWords(left.start, left.end, left.rules, left.precision)
    if left == replace(bare, weekday=left.weekday) and left.weekday is not None and right.weekday is not None:
        return right.rules == left.rules and (right.weekday - left.weekday) % 7 == 1
    if left != replace(bare, month=left.month) or left.month is None or right.rules != ("loose_month",):
        return False
    return right.day is None and (right.month or 0) - left.month == 1


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


def in_order(words: TimeWords, order: str | None) -> TimeWords:
    """A date in figures read as its outlet writes dates; as found where that is not known."""
    if not words.swapped or order is None:
        return words
    day, month = (words.day, words.month) if order == "day_first" else (words.month, words.day)
    return replace(words, day=day, month=month, swapped=None)


def leaned(found: Iterable[TimeWords]) -> Iterator[TimeWords]:
    """The same, each "two hours later" with the time before it that it counts from."""
    before: TimeWords | None = None
    depth = 0
    for words in found:
        leans = "lean" in words.rules
        depth = depth + 1 if leans else 0
        if leans and before is not None and depth <= LONGEST_CHAIN:
            words = replace(words, leans=replace(before, bound=None))
        yield words
        if not set(words.rules) & UNPLACED:
            before = words
