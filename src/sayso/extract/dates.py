"""What the words of a time mean against an anchor: as wide as the words and no wider."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from sayso.extract.feasts import feast_days
from sayso.extract.stretches import (
    DAY,
    Stretch,
    Tense,
    at_edge,
    day_of,
    days_from,
    midnight,
    month_of,
    nth_of,
    point_at,
    shifted_month,
    span_of,
    step,
    unit_at,
    years_from,
)
from sayso.extract.time_words import TimeWords
from sayso.model import Precision, Span, When

# How far an anchor may reach before it says too little to count days from.
WIDEST_ANCHOR = timedelta(days=31)
YEARS_AROUND = 8  # the next 29 February is at most eight years off
HOUR = timedelta(hours=1)
UNPLACED = {"vague", "set"}


def resolve_time(words: TimeWords, anchor: When | None, tense: Tense, page: str, offset: int = 0) -> When | None:
    """When the words mean, read from the day of `anchor`; None if the calendar has no such day.

    Without an anchor only full dates resolve; all else comes back with precision unknown, never with a guess. An anchor
    of several days gives the hull of what each end of it would give. `offset` is where the text that was searched
    begins in the page. What the tense cuts off is for `within_tense`.
    """
    stated = Span(page, offset + words.start, offset + words.end)
    unknown = When(None, None, Precision.UNKNOWN, stated)
    try:
        found = [bounded(words, today, tense) for today in anchor_days(anchor)]
    except (ValueError, OverflowError):
        return None
    known = [when for when in found if when is not None]
    if not known or len(known) < len(found):
        return unknown
    first, last = known[0], known[-1]
    precision = first.precision if first == last or first.start is None or last.end is None else Precision.DAYS
    return When(first.start, last.end, precision, stated)


def within_tense(when: When | None, anchor: When | None, tense: Tense) -> When | None:
    """When a deed so told can have been: past, not beyond the anchor's day ("this year"); future, not before it ("by May").

    Nothing else is moved, and what lies wholly on the wrong side stays as the words have it.
    """
    days = [midnight(day) for day in anchor_days(anchor) if day is not None]
    if when is None or not days or when.end is None:
        return when
    now, after = days[0], days[-1] + DAY
    if tense == "past" and when.start is not None and when.start < after < when.end:
        return replace(when, end=after)
    if tense == "future" and when.start is None and now < when.end:
        return replace(when, start=now, precision=Precision.DAYS)
    return when


def anchor_days(anchor: When | None) -> tuple[date | None, ...]:
    """The first and last day of the anchor; (None,) if it is unknown, open or too wide."""
    if anchor is None or anchor.start is None or anchor.end is None or anchor.end - anchor.start > WIDEST_ANCHOR:
        return (None,)
    first = anchor.start.date()
    last = (anchor.end - timedelta(microseconds=1)).date() if anchor.end > anchor.start else first
    return (first,) if first == last else (first, last)


def bounded(words: TimeWords, today: date | None, tense: Tense) -> When | None:
    """The stretch of the words with "since", "until" or "by" put to it."""
    stretch = whole(words, today, tense)
    if stretch is None:
        return None
    if words.bound is None:
        return When(stretch.start, stretch.end, stretch.precision)
    if words.bound == "after_start":
        return When(stretch.start, None, Precision.OPEN_END)
    if words.bound == "after_end":
        return When(stretch.end, None, Precision.OPEN_END)
    return When(None, stretch.start if words.bound == "before" and words.edge != "end" else stretch.end, Precision.OPEN_START)


def whole(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """The stretch of the words, a range from the start of its first to the end of its second part."""
    if words.until is None:
        return narrowed(words, today, tense)
    first_words, last_words = replace(words, until=None, bound=None), words.until
    # The future counts on from the first part, the past back from the last: "Saturday to Monday" is one stretch. A mere
    # hour takes its day from the other end.
    onward = is_dayless(last_words) or (tense == "future" and (last_words.year is None or words.year is not None))
    if onward and not is_dayless(first_words):
        first = narrowed(first_words, today, tense)
        last = narrowed(last_words, today if first is None or is_counted(last_words) else first.start.date(), tense)
    else:
        last = narrowed(last_words, today, tense)
        first = narrowed(first_words, today if last is None or is_counted(words) else last.start.date(), "past")
    if first is None or last is None:
        return None
    clocks = {first.precision, last.precision} <= {Precision.INSTANT, Precision.PART_OF_DAY}
    # "from dusk to dawn" ends on the next day.
    if first.start >= last.start and is_dayless(last_words) and not is_dayless(first_words):
        last = Stretch(last.start + DAY, last.end + DAY, last.precision)
    elif first.start >= last.start and is_dayless(first_words):
        first = Stretch(first.start - DAY, first.end - DAY, first.precision)
    if first.start >= last.end:
        return None
    return Stretch(first.start, last.end, Precision.PART_OF_DAY if clocks else Precision.DAYS)


def is_dayless(words: TimeWords) -> bool:
    """Whether the words name hours of no day of their own."""
    named = (words.weekday, words.day, words.month, words.unit, words.feast, words.year, words.months)
    return all(part is None for part in named)


def is_counted(words: TimeWords) -> bool:
    """Whether the words count from the anchor ("yesterday"), not from the other end of their range."""
    return words.unit is not None and words.low is not None


def narrowed(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """The days the words mean, cut down to "early", to "evening" or to a clock time."""
    days = leaning(words, today, tense) if words.low is not None and "lean" in words.rules else day_stretch(words, today, tense)
    if days is None:
        return None
    if words.minutes is not None:
        start = days.start + timedelta(minutes=words.minutes - (words.zone or 0))
        if words.about:
            return Stretch(start - HOUR, start + HOUR, Precision.PART_OF_DAY)
        return Stretch(start, start + timedelta(minutes=1), Precision.INSTANT)
    if words.part is not None:
        low, high = (timedelta(hours=h) for h in words.part)
        last = days.end - DAY
        # The night of 17-18 June is one night; the mornings of two days are not one.
        if high > DAY and last - days.start == DAY:
            last = days.start
        return Stretch(days.start + low, last + high, Precision.PART_OF_DAY if last == days.start else days.precision)
    return at_edge(words.edge, days)


def leaning(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """Counted from the time before it in the text: "two hours later", "the next day", "that night"."""
    base = None if words.leans is None else whole(words.leans, today, tense)
    if base is None:
        return None
    unit, sign = words.unit or "day", -1 if words.way == "past" else 1
    low, high = sorted((sign * (words.low or 0), sign * (words.high or words.low or 0)))
    if unit in {"minute", "hour"}:
        width = HOUR if unit == "hour" else timedelta(minutes=1)
        start, end = base.start + low * width, base.end + high * width
        if base.precision is Precision.INSTANT and low == high:
            return Stretch(start, end, Precision.INSTANT)
        return Stretch(start, end, Precision.PART_OF_DAY if end - start <= DAY else Precision.DAYS)
    first = base.start.date()
    # A night ends on another day and is still that of the day on which it began.
    last = first if base.precision is Precision.PART_OF_DAY else (base.end - timedelta(microseconds=1)).date()
    if words.way is None:
        return unit_at(unit, low, first, "past")
    if unit in {"month", "year", "decade"}:
        ends = point_at(unit, low, first), point_at(unit, high, last)
        return Stretch(ends[0].start, ends[1].end, ends[0].precision if ends[0] == ends[1] else Precision.DAYS)
    return days_from(step(unit, low, first), step(unit, high, last) + DAY)


def day_stretch(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """The whole days behind the words; None where they need an anchor and there is none, or point at no day."""
    if UNPLACED & set(words.rules):
        return None
    if words.month is not None or words.months is not None or words.feast is not None:
        return yearly(words, today, tense)
    if words.year is not None:
        return years_from(words.year, (words.year2 or words.year) - words.year + (10 if "decade" in words.rules else 1))
    if today is None:
        return None
    if words.weekday is not None:
        return on_weekday(words, today, tense)
    if words.unit is not None and words.low is not None:
        return counted(words, today, tense)
    if words.day is not None:
        months = (shifted_month(today, n) for n in (-2, -1, 0, 1, 2))
        return one_of(words, today, tense, [month_day(words, *month) for month in months])
    if words.part is None:
        return None if words.minutes is None else day_of(today)
    # The night that is over began the day before.
    return day_of(today - DAY if tense == "past" and words.part[1] > 24 else today)


def yearly(words: TimeWords, today: date | None, tense: Tense) -> Stretch | None:
    """A month, a season, a feast or a day of the year, its year given or found by the tense."""
    if words.year is None and today is None:
        return None
    year = words.year
    if today is not None and words.unit == "year" and words.low is not None and "date" in words.rules:
        year = today.year + words.low
    if year is not None:
        found = next((s for s in of_year(words, year) if s is not None), None)
        if found is None:
            raise ValueError("no such day")
        return found
    assert today is not None
    years = range(max(1, today.year - YEARS_AROUND), min(9998, today.year + YEARS_AROUND) + 1)
    return one_of(words, today, tense, [stretch for n in years for stretch in of_year(words, n)])


def of_year(words: TimeWords, year: int) -> Iterator[Stretch | None]:
    """The words' stretch in that year; a feast of the moon may fall in it twice."""
    if words.feast is not None:
        yield from (days_from(*days) for days in feast_days(words.feast, year))
    elif words.months is not None:
        first, last = words.months
        start = datetime(year, first, 1)
        yield Stretch(start, month_of(*shifted_month(start.date(), last - first)).end, Precision.SEASON)
    elif words.month is not None and words.nth is not None:
        yield nth_of(words.unit or "week", words.nth, words.weekday, month_of(year, words.month))
    elif words.month is not None:
        yield month_of(year, words.month) if words.day is None else month_day(words, year, words.month)


def month_day(words: TimeWords, year: int, month: int) -> Stretch | None:
    """The day or days of that month; with `swapped` the hull of both readings; None if the month has no such day."""
    day, last = words.day or 1, words.day2 or words.day or 1
    if not 1 <= day <= last <= monthrange(year, month)[1]:
        return None
    if words.swapped:
        both = sorted([date(year, month, day), date(year, day, month)])
        return days_from(both[0], both[1] + DAY)
    return days_from(date(year, month, day), date(year, month, last) + DAY)


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
    if words.way == "past" or (words.way != "future" and tense == "past"):
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
        return Stretch(first.start, last.end, first.precision if first == last else Precision.DAYS)
    if words.way == "overnight" and tense == "future":
        low = 0
    found = unit_at(unit, low, today, tense)
    now = midnight(today)
    if found is None or found.is_day or not found.start <= now < found.end:
        return found
    # "earlier this month" is over, "later this month" is to come.
    if words.way == "earlier":
        return Stretch(found.start, now + DAY, Precision.DAYS)
    return Stretch(now, found.end, Precision.DAYS) if words.way == "later" else found
