"""Half-open days and hours, and the steps of the calendar between them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from sayso.model import Precision

Tense = Literal["past", "present", "future"]
DAY = timedelta(days=1)
MONTH = timedelta(days=30.44)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open days or hours, both ends known."""

    start: datetime
    end: datetime
    precision: Precision

    @property
    def is_day(self) -> bool:
        return self.end - self.start == DAY


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def day_of(day: date) -> Stretch:
    return Stretch(midnight(day), midnight(day + DAY), Precision.DAY)


def days_from(first: date, after: date) -> Stretch:
    """From the first day to the start of `after`, which is not in it."""
    return Stretch(midnight(first), midnight(after), Precision.DAY if after - first == DAY else Precision.DAYS)


def week_of(day: date) -> Stretch:
    monday = day - day.weekday() * DAY
    return Stretch(midnight(monday), midnight(monday + 7 * DAY), Precision.WEEK)


def month_of(year: int, month: int) -> Stretch:
    start = datetime(year, month, 1)
    return Stretch(start, start + monthrange(year, month)[1] * DAY, Precision.MONTH)


def years_from(year: int, count: int = 1) -> Stretch:
    return Stretch(datetime(year, 1, 1), datetime(year + count, 1, 1), Precision.YEAR)


def shifted_month(day: date, shift: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    return year, month + 1


def step(unit: str, count: int, today: date) -> date:
    """The day so many units off; the last day of a month if that month is shorter."""
    if unit in {"minute", "hour"}:
        hours = count if unit == "hour" else count / 60
        return today + timedelta(days=int(hours / 24))
    months = {"month": 1, "year": 12, "decade": 120}.get(unit)
    if months is None:
        return today + count * {"week": 7, "weekend": 7}.get(unit, 1) * DAY
    year, month = shifted_month(today, count * months)
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def point_at(unit: str, count: int, today: date) -> Stretch:
    """A day, or the week, month or year of the calendar in which the day so far off falls."""
    day = step(unit, count, today)
    if unit in {"week", "weekend"}:
        return week_of(day)
    # "a year ago" still has its month in mind, "three years ago" has not.
    if unit == "month" or (unit == "year" and abs(count) == 1):
        return month_of(day.year, day.month)
    return years_from(day.year) if unit in {"year", "decade"} else day_of(day)


def unit_at(unit: str, shift: int, today: date, tense: Tense) -> Stretch | None:
    """The calendar's unit so many on: last week is Monday to Sunday, last weekend two days before this week."""
    if unit == "weekend":
        saturday = today - today.weekday() * DAY + (5 + 7 * shift) * DAY
        if shift == 0 and tense == "past" and saturday > today:
            saturday -= 7 * DAY
        return days_from(saturday, saturday + 2 * DAY)
    if unit == "week":
        return week_of(today + 7 * shift * DAY)
    if unit == "month":
        return month_of(*shifted_month(today, shift))
    if unit == "year":
        return years_from(today.year + shift)
    if unit == "decade":
        return years_from(today.year // 10 * 10 + 10 * shift, 10)
    return day_of(today + shift * DAY) if unit == "day" else None


def span_of(unit: str, count: int, today: date, way: str | None) -> Stretch:
    """So many units up to the end of today, or from its start on; months and years by the calendar."""
    now = midnight(today)
    precision = Precision.PART_OF_DAY if unit in {"minute", "hour"} and count < 24 else Precision.DAYS
    if way == "past":
        return Stretch(min(midnight(step(unit, -count, today)), now), now + DAY, precision)
    return Stretch(now, max(midnight(step(unit, count, today)), now) + DAY, precision)


def at_edge(edge: str | None, days: Stretch) -> Stretch:
    """The early, middle or late third; of a month the 1-10, 11-20 and the rest, of a day its first or last six hours."""
    # Two or three days have no early part of their own.
    if edge is None or (edge == "end" and days.is_day) or DAY < days.end - days.start < 4 * DAY:
        return days
    if days.is_day:
        low, high = {"early": (0, 6), "mid": (11, 14), "late": (18, 24)}[edge]
        return Stretch(days.start + timedelta(hours=low), days.start + timedelta(hours=high), Precision.PART_OF_DAY)
    place = {"early": 0, "mid": 1, "late": 2, "end": 2}[edge]
    if days.precision is Precision.MONTH:
        first = days.start + 10 * place * DAY
        return Stretch(first, days.end if place == 2 else first + 10 * DAY, Precision.DAYS)
    if days.precision in {Precision.YEAR, Precision.SEASON}:
        months = max(1, round((days.end - days.start) / (3 * MONTH)))
        first, last = (datetime(*shifted_month(days.start.date(), n * months), 1) for n in (place, place + 1))
        return Stretch(first, last if place < 2 else days.end, Precision.DAYS)
    cut = [days.start, *(midnight((days.start + n * (days.end - days.start) / 3).date()) for n in (1, 2)), days.end]
    return Stretch(cut[place], cut[place + 1], Precision.DAYS)


def nth_of(unit: str, nth: int, weekday: int | None, whole: Stretch) -> Stretch | None:
    """The so-manieth week, half or weekday of a month or year; -1 is the last; None if it has not so many."""
    if weekday is not None:
        ahead = whole.start + (weekday - whole.start.weekday()) % 7 * DAY
        back = whole.end - DAY - ((whole.end - DAY).weekday() - weekday) % 7 * DAY
        first = back if nth < 0 else ahead + 7 * (nth - 1) * DAY
        return day_of(first.date()) if first < whole.end else None
    if unit == "half":
        middle = whole.start + 15 * DAY
        first, last = (whole.start, middle) if nth == 1 else (middle, whole.end)
        return Stretch(first, last, Precision.DAYS) if abs(nth) <= 2 else None
    first = whole.end - 7 * DAY if nth < 0 else whole.start + 7 * (nth - 1) * DAY
    return Stretch(first, min(first + 7 * DAY, whole.end), Precision.WEEK) if first < whole.end else None
