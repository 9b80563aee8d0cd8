"""Calendar arithmetic: what the words of a time mean against an anchor, as wide as the words and no wider."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from sayso.model import Precision, Span, When

Tense = Literal["past", "present", "future"]
DAY = timedelta(days=1)
# How far an anchor may reach before it says too little to count days from.
WIDEST_ANCHOR = timedelta(days=31)
YEARS_AROUND = 8  # the next 29 February is at most eight years off


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of one time and their parsed parts; offsets are those of the text searched, `rules` the rows that fit.

    `low` and `high` count `unit`s; `way` is the side they are counted to. `part` is hours of a day (18-30: a night),
    `minutes` a clock time, `zone` its minutes from UTC. `swapped`: the day could be the month. `until` ends a range.
    """

    start: int
    end: int
    rules: tuple[str, ...]
    precision: str = ""
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    months: tuple[int, int] | None = None
    day: int | None = None
    day2: int | None = None
    swapped: bool | None = None
    weekday: int | None = None
    unit: str | None = None
    low: int | None = None
    high: int | None = None
    way: str | None = None
    part: tuple[int, int] | None = None
    minutes: int | None = None
    zone: int | None = None
    edge: str | None = None
    bound: str | None = None
    until: TimeWords | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half-open days or hours, both ends known."""

    start: datetime
    end: datetime
    precision: Precision

    @property
    def is_day(self) -> bool:
        return self.end - self.start == DAY


def resolve_time(words: TimeWords, anchor: When | None, tense: Tense, page: str, offset: int = 0) -> When | None:
    """When the words mean, read from the day of `anchor`; None if the calendar has no such day.

    Without an anchor only full dates resolve; all else comes back with precision unknown, never with a guess. An anchor
    of several days gives the hull of what each end of it would give. The past never reaches beyond the anchor's day,
    unless the words do ("tomorrow"). `offset` is where the text that was searched begins in the page.
    """
    stated = Span(page, offset + words.start, offset + words.end)
    unknown = When(None, None, Precision.UNKNOWN, stated)
    try:
        found = [bounded(words, today, tense) for today in anchor_days(anchor)]
    except ValueError:
        return None
    known = [when for when in found if when is not None]
    if not known or len(known) < len(found):
        return unknown
    first, last = known[0], known[-1]
    precision = first.precision if first == last else Precision.DAYS
    if first.start is None or last.end is None:
        precision = first.precision
    return When(first.start, last.end, precision, stated)


def anchor_days(anchor: When | None) -> tuple[date | None, ...]:
    """The first and last day of the anchor; (None,) if it is unknown, open or too wide."""
    if anchor is None or anchor.start is None or anchor.end is None or anchor.end - anchor.start > WIDEST_ANCHOR:
        return (None,)
    first = anchor.start.date()
    last = (anchor.end - timedelta(microseconds=1)).date() if anchor.end > anchor.start else first
    return (first,) if first == last else (first, last)


def bounded(words: TimeWords, today: date | None, tense: Tense) -> When | None:
    """The stretch of the words with "since", "until", "by" and the tense put to it."""
    stretch = whole(words, today, tense)
    if stretch is None:
        return None
    now = None if today is None else midnight(today)
    if words.bound is not None:
        return opened(words, stretch, now, tense)
    end = stretch.end
    if tense == "past" and now is not None and stretch.start < now + DAY < end:
        end = now + DAY
    return When(stretch.start, end, stretch.precision)


def opened(words: TimeWords, stretch: Stretch, now: datetime | None, tense: Tense) -> When:
    bound = words.bound
    if bound == "after_start":
        return When(stretch.start, None, Precision.OPEN_END)
    if bound == "after_end":
        return When(stretch.end, None, Precision.OPEN_END)
    end = stretch.start if bound == "before" and words.edge != "end" else stretch.end
    if bound == "to_end" or tense == "past" or now is None or end <= now:
        return When(None, end, Precision.OPEN_START)
    return When(now, end, Precision.DAYS)


def whole(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """The stretch of the words, a range from the start of its first to the end of its second part."""
    if words.until is None:
        return narrowed(words, today, tense)
    last = narrowed(words.until, today, tense)
    if last is None:
        return None
    # "Saturday to Monday" is one stretch: the first part is the last such day before the second.
    first = narrowed(replace(words, until=None), last.start.date() if words.weekday is not None else today, "past")
    if first is None or first.start >= last.end:
        return None
    inner = {first.precision, last.precision}
    precision = Precision.PART_OF_DAY if inner <= {Precision.INSTANT, Precision.PART_OF_DAY} else Precision.DAYS
    return Stretch(first.start, last.end, precision)


def narrowed(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """The days the words mean, cut down to "early", to "evening" or to a clock time."""
    days = day_stretch(words, today, tense)
    if days is None:
        return None
    if words.minutes is not None:
        start = days.start + timedelta(minutes=words.minutes - (words.zone or 0))
        return Stretch(start, start + timedelta(minutes=1), Precision.INSTANT)
    if words.part is not None:
        low, high = (timedelta(hours=h) for h in words.part)
        last = days.end - DAY
        # The night of 17-18 June is one night; the mornings of two days are not one.
        if high > DAY and last - days.start == DAY:
            last = days.start
        return Stretch(days.start + low, last + high, Precision.PART_OF_DAY if last == days.start else days.precision)
    return at_edge(words.edge, days)


def at_edge(edge: str | None, days: Stretch) -> Stretch:
    """The early, middle or late third; of a month the 1-10, 11-20 and the rest."""
    # Two or three days have no early part of their own.
    if edge is None or (edge == "end" and days.is_day) or DAY < days.end - days.start < 4 * DAY:
        return days
    if days.is_day:
        low, high = {"early": (0, 12), "mid": (11, 14), "late": (18, 24)}[edge]
        return Stretch(days.start + timedelta(hours=low), days.start + timedelta(hours=high), Precision.PART_OF_DAY)
    place = {"early": 0, "mid": 1, "late": 2, "end": 2}[edge]
    if days.precision is Precision.MONTH:
        first = days.start + 10 * place * DAY
        return Stretch(first, days.end if place == 2 else first + 10 * DAY, Precision.DAYS)
    months = {Precision.YEAR: 4, Precision.SEASON: 1}.get(days.precision)
    if months is not None:
        first, last = (datetime(*shifted_month(days.start.date(), n * months), 1) for n in (place, place + 1))
        return Stretch(first, last if place < 2 else days.end, Precision.DAYS)
    cut = [days.start, *(midnight((days.start + n * (days.end - days.start) / 3).date()) for n in (1, 2)), days.end]
    return Stretch(cut[place], cut[place + 1], Precision.DAYS)


def day_stretch(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """The whole days behind the words; None where they need an anchor and there is none, or point at no day."""
    if {"vague", "set"} & set(words.rules):
        return None
    if words.month is not None or words.months is not None:
        return yearly(words, today, tense)
    if words.year is not None:
        width = 10 if "decade" in words.rules else 1
        return Stretch(datetime(words.year, 1, 1), datetime((words.year2 or words.year) + width, 1, 1), Precision.YEAR)
    if today is None:
        return None
    if words.weekday is not None:
        return on_weekday(words, today, tense)
    if words.unit is not None and words.low is not None:
        return counted(words, today, tense)
    if words.day is not None:
        return one_of(words, today, tense, [month_day(words, *shifted_month(today, n)) for n in (-2, -1, 0, 1, 2)])
    if words.part is not None or words.minutes is not None:
        return day_of(today)
    return None


def yearly(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """A month, a season or a day of the year, its year given or found by the tense."""
    if words.year is not None:
        found = of_year(words, words.year)
        if found is None:
            raise ValueError("no such day")
        return found
    if today is None:
        return None
    if words.unit == "year" and words.low is not None:
        return of_year(words, today.year + words.low)
    return one_of(words, today, tense, [of_year(words, today.year + n) for n in range(-YEARS_AROUND, YEARS_AROUND + 1)])


def of_year(words: TimeWords, year: int) -> Stretch | None:
    if words.months is not None:
        first, last = words.months
        start = datetime(year, first, 1)
        return Stretch(start, month_of(*shifted_month(start.date(), last - first)).end, Precision.SEASON)
    if words.month is None:
        return None
    return month_of(year, words.month) if words.day is None else month_day(words, year, words.month)


def month_day(words: TimeWords, year: int, month: int) -> Stretch | None:
    """The day or days of that month; with `swapped` the hull of both readings; None if the month has no such day."""
    day, last = words.day or 1, words.day2 or words.day or 1
    if not 1 <= day <= last <= monthrange(year, month)[1]:
        return None
    if words.swapped:
        both = sorted([datetime(year, month, day), datetime(year, day, month)])
        return Stretch(both[0], both[1] + DAY, Precision.DAYS)
    start = datetime(year, month, day)
    return Stretch(start, datetime(year, month, last) + DAY, Precision.DAY if day == last else Precision.DAYS)


def one_of(words: TimeWords, today: date, tense: Tense, stretches: list[Stretch | None]) -> Stretch | None:
    """The last that has begun (past), the first that is not over (future), the nearest (present)."""
    # "late May" is chosen by its late part: on 3 May it was that of last year.
    known = [(at_edge(words.edge, stretch), stretch) for stretch in stretches if stretch is not None]
    now = midnight(today)
    if words.way == "past":
        known = [pair for pair in known if pair[0].end <= now][-1:]
    elif words.way == "future":
        known = [pair for pair in known if pair[0].start > now][:1]
    elif tense == "past":
        known = [pair for pair in known if pair[0].start < now + DAY][-1:]
    elif tense == "future":
        known = [pair for pair in known if pair[0].end > now][:1]
    nearest = min(known, key=lambda pair: abs(pair[0].start - now), default=None)
    return None if nearest is None else nearest[1]


def on_weekday(words: TimeWords, today: date, tense: Tense) -> Stretch:
    """The last such day (today counts), the next (today does not); "last" and "next" never mean today."""
    if words.unit == "week" and words.low is not None:
        monday = today - today.weekday() * DAY + words.low * 7 * DAY
        return day_of(monday + (words.weekday or 0) * DAY)
    back = (today.weekday() - (words.weekday or 0)) % 7
    if words.way == "past" or (words.way in {None, "this"} and tense == "past"):
        return day_of(today - (back or (7 if words.way == "past" else 0)) * DAY)
    ahead = -back % 7
    stays = words.way == "this" or (words.way is None and tense == "present")
    return day_of(today + (ahead or (0 if stays else 7)) * DAY)


def counted(words: TimeWords, today: date, tense: Tense) -> Stretch | None:
    """Units counted from today: "last week" (shift), "two days ago" (a point), "the last four days" (a span)."""
    low, high = words.low or 0, words.high or words.low or 0
    unit = words.unit or "day"
    if "span" in words.rules:
        return span_of(unit, high, today, words.way)
    if "ago" in words.rules:
        if words.way == "future" and tense == "past":
            return None  # "took it in three days" tells how long, not when
        signs = (-high, -low) if words.way == "past" else (low, high)
        first, last = (point_at(unit, n, today) for n in signs)
        return Stretch(first.start, last.end, first.precision if low == high else Precision.DAYS)
    if words.way == "overnight" and tense == "future":
        low = 0
    return unit_at(unit, low, today, tense)


def span_of(unit: str, count: int, today: date, way: str | None) -> Stretch:
    """So many units up to the end of today, or from its start on; months and years by the calendar."""
    now = midnight(today)
    precision = Precision.PART_OF_DAY if unit in {"minute", "hour"} and count < 24 else Precision.DAYS
    if way == "past":
        start = min(midnight(step(unit, -count, today)), now)
        return Stretch(start, now + DAY, precision)
    return Stretch(now, max(midnight(step(unit, count, today)), now) + DAY, precision)


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
    """A day, the week around a day, a month, a year: as exact as one speaks at that distance."""
    day = step(unit, count, today)
    if unit in {"week", "weekend"}:
        return Stretch(midnight(day - 3 * DAY), midnight(day + 4 * DAY), Precision.WEEK)
    if unit == "month" or (unit == "year" and abs(count) == 1):
        return month_of(day.year, day.month)
    if unit in {"year", "decade"}:
        return Stretch(datetime(day.year, 1, 1), datetime(day.year + 1, 1, 1), Precision.YEAR)
    return day_of(day)


def unit_at(unit: str, shift: int, today: date, tense: Tense) -> Stretch | None:
    """The calendar's unit so many on: last week is Monday to Sunday, last weekend two days before this week."""
    monday = today - today.weekday() * DAY
    if unit == "weekend":
        saturday = monday + (5 + 7 * shift) * DAY
        if shift == 0 and tense == "past" and saturday > today:
            saturday -= 7 * DAY
        return Stretch(midnight(saturday), midnight(saturday + 2 * DAY), Precision.DAYS)
    if unit == "week":
        first = monday + 7 * shift * DAY
        return Stretch(midnight(first), midnight(first + 7 * DAY), Precision.WEEK)
    if unit == "month":
        return month_of(*shifted_month(today, shift))
    if unit in {"year", "decade"}:
        first_year = today.year + shift if unit == "year" else today.year // 10 * 10 + 10 * shift
        end = first_year + (1 if unit == "year" else 10)
        return Stretch(datetime(first_year, 1, 1), datetime(end, 1, 1), Precision.YEAR)
    return day_of(today + shift * DAY) if unit == "day" else None


def month_of(year: int, month: int) -> Stretch:
    start = datetime(year, month, 1)
    return Stretch(start, start + monthrange(year, month)[1] * DAY, Precision.MONTH)


def shifted_month(day: date, shift: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + shift, 12)
    return year, month + 1


def day_of(day: date) -> Stretch:
    return Stretch(midnight(day), midnight(day + DAY), Precision.DAY)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())
