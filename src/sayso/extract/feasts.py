"""Feasts and sacred months: the days of a year on which they fall, by the rule of their own calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from sayso.extract.time_words import Feast

# Day 1 of the year 1 of the Hijri calendar, by its civil reckoning, as Python counts days.
HIJRI_EPOCH = 227015
HIJRI_YEAR = 354.3667
DAY = timedelta(days=1)


def feast_days(feast: Feast, year: int) -> Iterator[tuple[date, date]]:
    """First day and the day after the last, for each time the feast begins in that year.

    A Hijri feast may begin twice in a year or not at all. It is a day wider at either end than the printed calendar has
    it, since the sighting of the moon moves it by a day from land to land.
    """
    yield from CALENDARS[feast.calendar](feast, year)


def fixed(feast: Feast, year: int) -> Iterator[tuple[date, date]]:
    month, _, day = feast.at.partition("-")
    start = date(year, int(month), int(day))
    yield start, start + feast.days * DAY


def from_easter(feast: Feast, year: int) -> Iterator[tuple[date, date]]:
    start = western_easter(year) + timedelta(days=int(feast.at))
    yield start, start + feast.days * DAY


def from_eastern_easter(feast: Feast, year: int) -> Iterator[tuple[date, date]]:
    start = eastern_easter(year) + timedelta(days=int(feast.at))
    yield start, start + feast.days * DAY


def western_easter(year: int) -> date:
    """By the anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, century, rest = year % 19, year // 100, year % 100
    b = (8 * century + 13) // 25
    epact = (19 * a + century - century // 4 - b + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (a + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def eastern_easter(year: int) -> date:
    """By the Julian computus (the same chapter), as a day of the Gregorian calendar."""
    full = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - full + 34) % 7
    month, day = divmod(full + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def hijri(feast: Feast, year: int) -> Iterator[tuple[date, date]]:
    month, _, day = feast.at.partition("-")
    first = int((year - 622) * 365.2425 / HIJRI_YEAR)
    for lunar in range(first - 1, first + 4):
        start = hijri_day(lunar, int(month), int(day or 1))
        end = hijri_day(lunar, int(month) + 1, 1) if not day else start + feast.days * DAY
        if start.year == year:
            yield start - DAY, end + DAY


def hijri_day(year: int, month: int, day: int) -> date:
    """By the civil reckoning: months of 30 and 29 days in turn, 11 leap years in 30."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + (59 * (month - 1) + 1) // 2 + day
    return date.fromordinal(HIJRI_EPOCH - 1 + days)


CALENDARS: Mapping[str, Callable[[Feast, int], Iterator[tuple[date, date]]]] = {
    "fixed": fixed,
    "easter": from_easter,
    "eastern_easter": from_eastern_easter,
    "hijri": hijri,
}
