"""The noun of a time in words: what was found, as parts, before any calendar is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.pack import TimeWord


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast or a sacred month: `at` is "month-day", "month", or days from Easter, in its own `calendar`."""

    calendar: str
    at: str
    days: int


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of one time and their parsed parts; offsets are those of the text searched.

    `rows` are the patterns that fit, `rules` their rules.
    `low` and `high` count `unit`s; `way` is the side they are counted to. `nth` is which of these units in the month
    or year (-1 the last). `part` is hours of a day (18-30: a night), `minutes` a clock time, `zone` its minutes from UTC,
    `about` its "around". `swapped`: the day could be the month. `until` ends a range; `leans` is the time before it in
    the text, from which "two days later" counts.
    """

    start: int
    end: int
    rules: tuple[str, ...]
    precision: str = ""
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    months: tuple[int, int] | None = None
    feast: Feast | None = None
    day: int | None = None
    day2: int | None = None
    swapped: bool | None = None
    weekday: int | None = None
    nth: int | None = None
    unit: str | None = None
    low: int | None = None
    high: int | None = None
    way: str | None = None
    part: tuple[int, int] | None = None
    minutes: int | None = None
    zone: int | None = None
    about: bool | None = None
    edge: str | None = None
    bound: str | None = None
    until: TimeWords | None = None
    leans: TimeWords | None = None
    rows: tuple[TimeWord, ...] = field(default=(), compare=False)
