"""Date stamps in words ("March 3, 2016 at 7:15 pm"), read with the packs' names of months, zones and halves of the day.

A stamp that may be read in two ways ("03/04/2016") is a stamp without a value: nothing is guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from sayso.model import Precision, When
from sayso.pack import Pack, TimeWord
from sayso.read.signs import LOOK, Signs

DAY = timedelta(days=1)
YEAR = re.compile(r"\d{4}")
# Years outside these are typing errors or hostile; dates near year 1 or 9999 would also overflow when a zone is added.
YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where in the given words a stamp stands, what it means (None if open), and whether it holds a time of day."""

    start: int
    end: int
    when: When | None
    timed: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """The words of dates, compiled: `stamp` finds a whole date, `hour` one without a day, `yearless` one without a year."""

    stamp: re.Pattern[str]
    hour: re.Pattern[str]
    yearless: re.Pattern[str]
    months: Mapping[str, int]
    zones: Mapping[str, int]
    halves: Mapping[str, int]


def read_clock(pack: Pack) -> Clock:
    return compile_clock(pack.times)


def spelled(rows: Iterable[TimeWord], rule: str) -> dict[str, int]:
    return {words.casefold(): int(row.amount or 0) for row in rows if row.rule == rule for words in row.words.split("|")}


def one_of(words: Iterable[str]) -> str:
    """A group of alternatives, longest first; one that never matches if there are none.

    Common beginnings are written once: the months of all languages are looked for at every letter of many lines.
    """
    return branches(frozenset(words)) or r"(?!)"


def branches(words: Collection[str]) -> str:
    tails: dict[str, set[str]] = defaultdict(set)
    for word in filter(None, words):
        tails[word[0]].add(word[1:])
    group = "|".join(f"{re.escape(first)}{branches(rest)}" for first, rest in sorted(tails.items()))
    return f"(?:{group}){'?' if '' in words else ''}" if group else ""


@lru_cache(maxsize=8)
def compile_clock(rows: tuple[TimeWord, ...]) -> Clock:
    # Pages in languages that nothing is extracted from are dated all the same.
    months, zones, halves = spelled(rows, "page_month") | spelled(rows, "month"), spelled(rows, "zone"), spelled(rows, "half")
    suffix = one_of((*spelled(rows, "suffix"), *spelled(rows, "page_suffix")))
    month = one_of(months) + r"\b\.?"
    # A small word may join day and month, or date and time ("3 of March", "March 3, 2016 at 7:15"), in any language.
    day = (
        rf"(?:(?P<mon1>{month})\s+(?P<day1>\d{{1,2}}){suffix}?(?:\s*,\s*|\s+)(?P<year1>\d{{4}})"
        rf"|(?P<day2>\d{{1,2}}){suffix}?\s+(?:\w{{2,3}}\s+)?(?P<mon2>{month})\s*,?\s+(?:\w{{2}}\s+)?(?P<year2>\d{{4}})"
        r"|(?P<year3>\d{4})(?P<sep3>[-/.])(?P<mon3>\d{1,2})(?P=sep3)(?P<day3>\d{1,2})"
        r"|(?P<a>\d{1,2})(?P<sep4>[-/.])(?P<b>\d{1,2})(?P=sep4)(?P<year4>\d{4}))(?!\d)"
    )
    zone = rf"(?:\s*\(?(?:(?P<zone>{one_of(zones)})\b|(?P<offset>[+-]\d{{2}}:?\d{{2}}))\)?)?"
    half = one_of(halves) + r"(?!\w)"
    hour = (
        rf"(?:(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}}))?(?!\d)(?:\s*(?P<half>{half}))?"
        rf"|(?P<hour12>\d{{1,2}})(?:\.(?P<minute12>\d{{2}}))?\s*(?P<half12>{half})){zone}"
    )
    join = r"(?:T|[\s,|@·•–—-]*(?:\w{1,3}\s+)?)"
    # The same groups once more, for stamps that name the hour first.
    hour_first, day_last = (re.sub(r"\(\?P([<=])(\w+)", r"(?P\1\2_", part) for part in (hour, day))
    stamp = rf"(?<![\d:/.-])(?:{day}(?:{join}{hour})?|{hour_first}{join}{day_last})"
    yearless = (
        rf"(?<!\w)(?:(?P<mon1>{month})\s+(?P<day1>\d{{1,2}}){suffix}?|(?P<day2>\d{{1,2}}){suffix}?\s+(?P<mon2>{month}))(?!\w)"
    )
    whole, alone, open_year = (re.compile(p, re.IGNORECASE) for p in (stamp, rf"(?<![\d:/.-]){hour}", yearless))
    return Clock(whole, alone, open_year, months, zones, halves)


def find_stamp(words: str, clock: Clock, signs: Signs, zone: str) -> Stamp | None:
    """The first full date in the words, or a relative one ("3 years ago"), which stays open."""
    # Every whole date has its year, most lines have none, and to look for months of all languages takes long.
    match = clock.stamp.search(words, 0, LOOK) if YEAR.search(words) else None
    if match is None:
        relative = signs.find("relative", words[:LOOK])
        return None if relative is None else Stamp(relative.start(), relative.end(), None, True)
    slots = {name.rstrip("_"): value for name, value in match.groupdict().items() if value is not None}
    timed = "hour" in slots or "hour12" in slots
    day = read_day(slots, clock)
    return Stamp(match.start(), match.end(), None if day is None else read_when(day, slots, clock, zone), timed)


def find_hour(words: str, day: date, clock: Clock, zone: str) -> tuple[int, int, When] | None:
    """A time of day without a date ("21:40"), set on the given day."""
    match = clock.hour.search(words, 0, LOOK)
    if match is None:
        return None
    slots = {name: value for name, value in match.groupdict().items() if value is not None}
    when = read_when(day, slots, clock, zone)
    return None if when is None else (match.start(), match.end(), when)


def find_yearless(words: str, clock: Clock, first: date) -> tuple[int, int, date] | None:
    """A day and month without a year ("10 November"), as the first such day from `first` on."""
    match = clock.yearless.search(words, 0, LOOK)
    if match is None:
        return None
    name = (match["mon1"] or match["mon2"]).casefold()
    month = clock.months.get(name) or clock.months.get(name.rstrip(".")) or 0
    days = (make_day(first.year + add, month, int(match["day1"] or match["day2"])) for add in (0, 1))
    found = next((day for day in days if day is not None and day >= first), None)
    return None if found is None else (match.start(), match.end(), found)


def read_day(slots: Mapping[str, str], clock: Clock) -> date | None:
    """The day of a matched stamp; None where day and month could be either way round, or where there is no such day."""
    get = slots.get
    if "a" in slots:
        a, b, year = int(slots["a"]), int(slots["b"]), int(slots["year4"])
        # Dots are written day first wherever they are written; slashes are not.
        if slots["sep4"] == "." or a > 12:
            return make_day(year, b, a)
        return make_day(year, a, b) if b > 12 or a == b else None
    if "year3" in slots:
        return make_day(int(slots["year3"]), int(slots["mon3"]), int(slots["day3"]))
    name = (get("mon1") or get("mon2") or "").casefold()
    month = clock.months.get(name) or clock.months.get(name.rstrip(".")) or 0
    return make_day(int(get("year1") or get("year2") or 0), month, int(get("day1") or get("day2") or 0))


def make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def read_when(day: date, slots: Mapping[str, str], clock: Clock, zone: str) -> When | None:
    """The day, or the minute if a sound time of day stands with it."""
    get = slots.get
    if "hour" not in slots and "hour12" not in slots:
        return whole_day(day)
    hour, minute = int(get("hour") or get("hour12") or 0), int(get("minute") or get("minute12") or 0)
    half = (get("half") or get("half12") or "").casefold()
    if half:
        hour = hour % 12 + clock.halves.get(half, 0)
    if hour > 23 or minute > 59:
        return whole_day(day)
    at = datetime(day.year, day.month, day.day, hour, minute)
    if "zone" in slots:
        return instant(at.replace(tzinfo=timezone(timedelta(minutes=clock.zones[slots["zone"].casefold()]))), zone)
    if "offset" in slots:
        sign, digits = slots["offset"][0], slots["offset"][1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        if minutes < 24 * 60:
            return instant(at.replace(tzinfo=timezone(timedelta(minutes=-minutes if sign == "-" else minutes))), zone)
    return instant(at, zone)


def whole_day(day: date) -> When:
    start = datetime(day.year, day.month, day.day)
    return When(start, start + DAY, Precision.DAY)


def instant(at: datetime, zone: str) -> When:
    """The minute (or second, where one is given) in wall clock of the zone; a time without a zone is taken as it stands."""
    if at.tzinfo is not None:
        at = at.astimezone(UTC if zone == "UTC" else ZoneInfo(zone)).replace(tzinfo=None)
    start = at.replace(microsecond=0)
    return When(start, start + (timedelta(seconds=1) if at.second else timedelta(minutes=1)), Precision.INSTANT)


def read_iso(words: str, zone: str) -> When | None:
    """A machine date. A time of exactly midnight is how many systems write "no time", so it is read as the day."""
    words = words.strip()
    if len(words) == 7 and (month := re.fullmatch(r"(\d{4})-(\d\d)", words)):
        first = make_day(int(month[1]), int(month[2]), 1)
        if first is None:
            return None
        start = datetime(first.year, first.month, 1)
        return When(start, (start + 31 * DAY).replace(day=1), Precision.MONTH)
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        return None
    if at.year not in YEARS:
        return None
    if len(words) <= 10 or (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0):
        return whole_day(at.date())
    return instant(at, zone)
