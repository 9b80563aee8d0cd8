"""Figures in a line of text, each with the very words it is read from: "at least 14", "two to three dozen", "1.5 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple

from sayso.model import Amount
from sayso.pack import AmountWord, Pack

# "About 40" may mean a fifth more or less (weighing, section 6).
ABOUT = 0.2
# A count beyond this counts nobody: the words were not meant as a number.
MOST = 10**9
# What a word from one to nine may stand behind: "twenty-five".
TENS = range(20, 100, 10)
THOUSAND = 1000
# What begins with a digit is one piece, so that "14th", "2.3.4" and "1.5m" have no number in them.
PIECE = re.compile(r"\d[\w.,]*\w|\w+|[^\w\s]")
DIGITS = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(\.\d+)?")
# So many words the longest phrase of the packs has.
PHRASE = 4
TAILS = {"tail_low": "bound_low", "tail_high": "bound_high", "tail_about": "about"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A count, and the half-open offsets of its words in the line: these words alone give the same count again."""

    amount: Amount
    start: int
    end: int


class Number(NamedTuple):
    """The piece it ends before, and by what its last words multiply: a hundred, of "three hundred"."""

    value: float
    end: int
    times: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """The rows of the packs by their words, and the pieces of a line in small letters."""

    rows: Mapping[str, AmountWord]
    pieces: Sequence[str]

    def row(self, at: int, *rules: str) -> tuple[AmountWord, int] | None:
        """The longest phrase that begins at a piece, if it goes by one of these rules, and where it ends."""
        for many in range(min(PHRASE, len(self.pieces) - at), 0, -1):
            row = self.rows.get(" ".join(self.pieces[at : at + many]))
            if row is not None:
                return (row, at + many) if row.rule in rules else None
        return None

    def has(self, at: int, word: str) -> bool:
        return 0 <= at < len(self.pieces) and self.pieces[at] == word


@lru_cache(maxsize=8)
def rows_of(pack: Pack) -> Mapping[str, AmountWord]:
    return {row.words: row for row in pack.amounts}


def find_figures(text: str, pack: Pack) -> Iterator[Figure]:
    """All figures of a line in the order of the text; none overlaps another."""
    found = list(PIECE.finditer(text))
    line = Line(rows_of(pack), [piece.group().casefold() for piece in found])
    at = 0
    while at < len(found):
        read = read_figure(line, at)
        if read is None:
            at += 1
        else:
            amount, end = read
            yield Figure(amount, found[at].start(), found[end - 1].end())
            at = end


def read_figure(line: Line, at: int) -> tuple[Amount, int] | None:
    """A figure that begins at a piece, and the words that bound it: "between 10 and 15", "at least nine", "12 or more"."""
    bound = line.row(at, "bound_low", "bound_high", "about")
    rule, start = ("", at) if bound is None else (bound[0].rule, bound[1])
    ranged = read_vague(line, start) or read_range(line, start)
    if ranged is not None:
        low, high, end = ranged
        return Amount(None if rule == "bound_high" else low, None, None if rule == "bound_low" else high), end
    number = read_number(line, start)
    if number is None or number.value != int(number.value) or number.value > MOST:
        return None
    end, tail = number.end, line.row(number.end, *TAILS) if not rule else None
    if tail is not None:
        rule, end = TAILS[tail[0].rule], tail[1]
    return bounded(int(number.value), rule), end


def bounded(value: int, rule: str) -> Amount:
    if rule == "bound_low":
        return Amount(value, value, None)
    if rule == "bound_high":
        return Amount(None, None, value)
    if rule == "about":
        return Amount(round(value * (1 - ABOUT)), value, round(value * (1 + ABOUT)))
    return Amount(value, value, value)


def read_vague(line: Line, at: int) -> tuple[int, int, int] | None:
    """ "Dozens", "tens of thousands", "several hundred", "a couple of dozen": least, most, and where it ends."""
    found = line.row(at, "range")
    if found is None:
        return None
    row, end = found
    low, high = int(row.low), int(row.high)
    while (times := line.row(end + line.has(end, "of"), "times")) is not None:
        low, high, end = low * int(times[0].low), high * int(times[0].low), times[1]
    return low, high, end


def read_range(line: Line, at: int) -> tuple[int, int, int] | None:
    """ "10 to 15", "12 or 13", "two to three hundred", "between 10 and 15"; "from 12 to 58" is how far it went."""
    between = line.row(at, "between")
    first = read_number(line, at if between is None else between[1])
    if first is None or (between is None and line.has(at - 1, "from")):
        return None
    joint = line.row(first.end, "join" if between is None else "join_between")
    second = read_number(line, joint[1]) if joint is not None else None
    if second is None:
        return None
    # Of "two to three hundred" both are hundreds.
    shared = second.times if first.times == 1 and first.value * second.times < second.value else 1
    low, high = first.value * shared, second.value
    if not low < high <= MOST or low != int(low) or high != int(high):
        return None
    return int(low), int(high), second.end


def read_number(line: Line, start: int) -> Number | None:
    """ "2,500", "1.5 million", "two hundred and fifty", "a hundred"."""
    total: float = 0
    part: float | None = None
    # What comes next adds to what stands there if it is less than this: "hundred and fifty", never "fifty and two".
    room: float = inf
    end, product = start, 1
    while True:
        joined = end + (room < inf and line.has(end, "and"))
        unit = read_unit(line, joined, first=end == start)
        times = line.row(end, "times")
        if unit is not None and unit.value < room:
            part, room, end, product = (part or 0) + unit.value, 0, unit.end, 1
        elif times is not None and (part is not None or end == start):
            room, end = int(times[0].low), times[1]
            product *= int(room)
            part = (part or 1) * room
            if room >= THOUSAND:
                total, part = total + part, None
        else:
            return Number(total + (part or 0), end, product) if end > start else None


def read_unit(line: Line, at: int, first: bool) -> Number | None:
    """What is not multiplied yet: digits and "a" only where a number begins, else words below a hundred."""
    if at >= len(line.pieces):
        return None
    if first and (digits := DIGITS.fullmatch(line.pieces[at])) is not None:
        whole = int(digits[1].replace(",", ""))
        return Number(whole + float(digits[2]) if digits[2] else whole, at + 1)
    if first and (article := line.row(at, "article")) is not None and line.row(article[1], "times") is not None:
        return Number(1, article[1])
    if (word := line.row(at, "number")) is None:
        return None
    value, end = int(word[0].low), word[1]
    below = line.row(end + line.has(end, "-"), "number") if value in TENS else None
    if below is not None and 0 < int(below[0].low) < TENS.step:
        return Number(value + int(below[0].low), below[1])
    return Number(value, end)
