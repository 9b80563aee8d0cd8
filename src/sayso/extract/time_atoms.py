"""One pattern's match as the parts of a time, or as nothing if its numbers and units make none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sayso.extract.time_grammar import Grammar
from sayso.extract.time_words import Feast, TimeWords
from sayso.pack import TimeWord, split_cell

BETWEEN_COUNTS = re.compile(r"-|–| to | or ")
TENS = 20
# Two figures of a year are of this century up to here.
LAST_OF_CENTURY = 69


def read_atom(match: re.Match[str], row: TimeWord, grammar: Grammar) -> TimeWords | None:
    slot = {name: value.casefold() for name, value in match.groupdict().items() if value is not None}
    start, end = match.span("core") if "core" in match.re.groupindex else match.span()
    atom = TimeWords(start, end, (row.rule,), row.precision, way=row.direction or None, rows=(row,))
    years = years_of(slot)
    if years is None:
        return None
    atom = replace(atom, year=years[0], year2=years[1])
    if "a" in slot:
        return with_numeric(atom, int(slot["a"]), int(slot["b"]))
    dated = with_clock(with_date(atom, slot, grammar), slot, grammar)
    if row.rule == "quarter":
        return with_quarter(dated, slot, row, grammar)
    if row.rule == "ordinal_day" and "day_ordinal" in slot:
        return replace(dated, day=grammar.amount("day_ordinal", slot["day_ordinal"]))
    if row.rule == "nth":
        return replace(dated, nth=grammar.amount("ordinal", slot["ordinal"]), unit=row.unit or None)
    return with_count(dated, slot, row, grammar)


def years_of(slot: Mapping[str, str]) -> tuple[int | None, int | None] | None:
    """Year and last year; "1980-88" and "4-Mar-31" have it in two figures; None if they run backwards."""
    year = int(slot.get("year") or slot.get("decade") or 0) or None
    last = int(slot["year2"]) if "year2" in slot else None
    if "yy" in slot:
        short = int(slot["yy"])
        if year is None:
            return (2000 if short <= LAST_OF_CENTURY else 1900) + short, None
        last = year // 100 * 100 + short
    return None if year is not None and last is not None and last <= year else (year, last)


def with_numeric(atom: TimeWords, a: int, b: int) -> TimeWords | None:
    """Day and month in figures: which is which is left open unless one of them can be no month."""
    day, month = (a, b) if b <= 12 else (b, a)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return replace(atom, day=day, month=month, swapped=True if a <= 12 and b <= 12 and a != b else None)


def with_date(atom: TimeWords, slot: Mapping[str, str], grammar: Grammar) -> TimeWords:
    month = grammar.amount("month", slot["month"]) if "month" in slot else None
    named = next((grammar.amount(rule, slot[rule]) for rule in ("weekday", "dayname") if rule in slot), None)
    return replace(
        atom,
        month=int(slot["mm"]) if "mm" in slot else month,
        months=bounds_of(grammar.words["season"][slot["season"]]) if "season" in slot else None,
        feast=feast_of(grammar.words["feast"][slot["feast"]]) if "feast" in slot else None,
        day=int(slot["day"]) if "day" in slot else None,
        day2=int(slot["day2"]) if "day2" in slot else None,
        weekday=named,
        edge=grammar.words["edge"][slot["edge"]].unit if "edge" in slot else None,
    )


def feast_of(row: TimeWord) -> Feast:
    at, _, days = row.amount.partition("/")
    return Feast(row.unit, at, int(days or 1))


def with_clock(atom: TimeWords, slot: Mapping[str, str], grammar: Grammar) -> TimeWords:
    atom = replace(atom, about=True) if atom.rules == ("loose_about",) else atom
    if "hour" not in slot:
        return replace(atom, part=bounds_of(grammar.words["part"][slot["part"]])) if "part" in slot else atom
    hour = int(slot["hour"])
    if "half" in slot:
        hour = hour % 12 + grammar.amount("half", slot["half"])
    zone = grammar.amount("zone", slot["zone"]) if "zone" in slot else None
    return replace(atom, minutes=hour * 60 + int(slot.get("minute", 0)), zone=zone)


def with_count(atom: TimeWords, slot: Mapping[str, str], row: TimeWord, grammar: Grammar) -> TimeWords | None:
    """The unit and how many of it; None for a unit that the rule does not count ("last minute", "this day")."""
    unit, plural, most = row.unit, False, 1
    if "unit" in slot:
        # "the coming days and weeks" reaches as far as the weeks do.
        named = grammar.words["unit"][slot.get("unit2", slot["unit"])]
        unit, plural = named.unit, split_cell(named.words)[0] != slot.get("unit2", slot["unit"])
        most = int(named.amount) if plural else 1
    if row.rule == "shift" and "unit" in slot and (plural or unit in {"minute", "hour", "day"}):
        return None
    # "the following days" and "day later" name no day.
    if row.rule == "lean" and "unit" in slot and "number" not in slot and plural is bool(row.amount):
        return None
    if "number" in slot:
        low, high = count_of(slot["number"], grammar)
    elif row.amount:
        low, high = bounds_of(row)
    elif "unit" in slot:
        low, high = 1, most
    else:
        return atom
    parts = {part.unit: part for part in grammar.words["part"].values()}
    if row.rule == "shift" and unit in parts:
        return replace(atom, unit="day", low=low, high=high, part=bounds_of(parts[unit]))
    way = None if row.direction == "shift" else atom.way
    return replace(atom, unit="day" if unit == "part" else unit, low=low, high=high, way=way)


def count_of(words: str, grammar: Grammar) -> tuple[int, int]:
    """Low and high of "three", "2 to 3", "a week or two", "twenty-four"."""
    plain = words.removesuffix("-plus").removesuffix("+").replace("\u00a0", " ")
    numbers = grammar.words["number"]
    whole = numbers.get(plain)
    if whole is not None:
        return bounds_of(whole)
    parts = [(int(w), int(w)) if w.isdigit() else bounds_of(numbers[w]) for w in BETWEEN_COUNTS.split(plain)]
    (low, high), (low2, high2) = parts[0], parts[-1]
    if len(parts) == 2 and "-" in plain and not plain[0].isdigit() and low >= TENS:
        return low + low2, high + high2
    return min(low, low2), max(high, high2)


def bounds_of(row: TimeWord) -> tuple[int, int]:
    """An amount as (low, high): "2-5" is both, "3" and "-1" are one number twice."""
    low, _, high = row.amount.partition("-") if not row.amount.startswith("-") else (row.amount, "", "")
    return int(low), int(high or low)


def with_quarter(atom: TimeWords, slot: Mapping[str, str], row: TimeWord, grammar: Grammar) -> TimeWords | None:
    """Quarter or half of a year; the row's amount is the year if none is named (0 this, -1 the last)."""
    width = 3 if row.unit == "quarter" else 6
    nth = grammar.amount("ordinal", slot["ordinal"])
    last = 12 if nth < 0 else nth * width
    if last > 12:
        return None
    dated = replace(atom, months=(last - width + 1, last), rules=("date",))
    return replace(dated, unit="year", low=int(row.amount), high=int(row.amount)) if row.amount else dated
