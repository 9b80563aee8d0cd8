"""Times are found as their words stand and mean all instants the words may mean, no more."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.dates import Tense
from sayso.extract.times import find_times, resolve_time
from sayso.model import Precision, Span, When
from sayso.pack import load_pack

PACK = load_pack([Path(__file__).parents[1] / "cases" / "pack_small"])
WEDNESDAY = datetime(2017, 11, 8)


def day(start: datetime, days: int = 1) -> When:
    return When(start, start + timedelta(days=days), Precision.DAY if days == 1 else Precision.DAYS)


def words_in(text: str) -> list[str]:
    return [text[w.start : w.end] for w in find_times(text, 0, len(text), PACK)]


def read(text: str, tense: Tense = "past", anchor: When | None = None) -> When:
    [words] = find_times(text, 0, len(text), PACK)
    when = resolve_time(words, anchor or day(WEDNESDAY), tense, "page:t")
    assert when is not None
    return when


def at(text: str) -> datetime | None:
    return None if text == "-" else datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "tense", "start", "end", "precision"),
    [
        # days counted from the anchor, Wednesday 8 November 2017
        ("They came last night.", "past", "2017-11-07 18:00", "2017-11-08 06:00", "part_of_day"),
        ("It fell overnight.", "past", "2017-11-07 18:00", "2017-11-08 06:00", "part_of_day"),
        ("It fell yesterday.", "past", "2017-11-07", "2017-11-08", "day"),
        ("It fell the day before yesterday.", "past", "2017-11-06", "2017-11-07", "day"),
        ("It fell today.", "past", "2017-11-08", "2017-11-09", "day"),
        ("It will fall tomorrow.", "future", "2017-11-09", "2017-11-10", "day"),
        ("It fell this morning.", "past", "2017-11-08 06:00", "2017-11-08 12:00", "part_of_day"),
        ("It fell yesterday evening.", "past", "2017-11-07 18:00", "2017-11-08", "part_of_day"),
        ("It fell at dawn.", "past", "2017-11-08 04:00", "2017-11-08 07:00", "part_of_day"),
        # weekdays by tense
        ("It fell on Friday.", "past", "2017-11-03", "2017-11-04", "day"),
        ("It fell on Wednesday.", "past", "2017-11-08", "2017-11-09", "day"),
        ("It falls on Wednesday.", "present", "2017-11-08", "2017-11-09", "day"),
        ("It will fall on Friday.", "future", "2017-11-10", "2017-11-11", "day"),
        ("It will fall on Wednesday.", "future", "2017-11-15", "2017-11-16", "day"),
        ("It fell last Wednesday.", "past", "2017-11-01", "2017-11-02", "day"),
        ("It will fall next Friday.", "future", "2017-11-10", "2017-11-11", "day"),
        ("It fell on Monday last week.", "past", "2017-10-30", "2017-10-31", "day"),
        ("It fell on Monday evening.", "past", "2017-11-06 18:00", "2017-11-07", "part_of_day"),
        ("It fell early on Friday.", "past", "2017-11-03", "2017-11-03 12:00", "part_of_day"),
        ("From Saturday to Monday it rained.", "past", "2017-11-04", "2017-11-07", "days"),
        # weeks, months, years
        ("Last weekend it fell.", "past", "2017-11-04", "2017-11-06", "days"),
        ("Last week it fell.", "past", "2017-10-30", "2017-11-06", "week"),
        ("It fell this year.", "past", "2017-01-01", "2017-11-09", "year"),
        ("It fell in 2016.", "past", "2016-01-01", "2017-01-01", "year"),
        ("It fell in March.", "past", "2017-03-01", "2017-04-01", "month"),
        ("It fell in December.", "past", "2016-12-01", "2017-01-01", "month"),
        ("It will fall in March.", "future", "2018-03-01", "2018-04-01", "month"),
        ("It fell in March last year.", "past", "2016-03-01", "2016-04-01", "month"),
        ("It fell in early March.", "past", "2017-03-01", "2017-03-11", "days"),
        ("It fell in mid-June 2017.", "past", "2017-06-11", "2017-06-21", "days"),
        ("It fell in late April.", "past", "2017-04-21", "2017-05-01", "days"),
        ("It fell in late November.", "past", "2016-11-21", "2016-12-01", "days"),
        ("It will fall early next year.", "future", "2018-01-01", "2018-05-01", "days"),
        ("It fell in the summer of 2016.", "past", "2016-06-01", "2016-09-01", "season"),
        ("In the first quarter of 2017 it fell.", "past", "2017-01-01", "2017-04-01", "season"),
        ("It stood there in the 1990s.", "past", "1990-01-01", "2000-01-01", "year"),
        ("Between 2012 and 2016 it rained.", "past", "2012-01-01", "2017-01-01", "year"),
        # dates
        ("Dated May 23, 2017.", "past", "2017-05-23", "2017-05-24", "day"),
        ("Dated 23 May 2017.", "past", "2017-05-23", "2017-05-24", "day"),
        ("Dated 2017-05-23.", "past", "2017-05-23", "2017-05-24", "day"),
        ("Dated 5/23/2017.", "past", "2017-05-23", "2017-05-24", "day"),
        ("Dated 06/08/2017.", "past", "2017-06-08", "2017-08-07", "days"),
        ("On June 9 it fell.", "past", "2017-06-09", "2017-06-10", "day"),
        ("On Dec. 6th it fell.", "past", "2016-12-06", "2016-12-07", "day"),
        ("On 14-15 May it fell.", "past", "2017-05-14", "2017-05-16", "days"),
        ("On the night of 14-15 May it fell.", "past", "2017-05-14 18:00", "2017-05-15 06:00", "part_of_day"),
        ("It fell on the 5th.", "past", "2017-11-05", "2017-11-06", "day"),
        # clocks
        ("It fell at 18:30.", "past", "2017-11-08 18:30", "2017-11-08 18:31", "instant"),
        ("It fell at 9:40am GMT.", "past", "2017-11-08 09:40", "2017-11-08 09:41", "instant"),
        ("It fell at 10 p.m. on Sunday.", "past", "2017-11-05 22:00", "2017-11-05 22:01", "instant"),
        ("It began at 10:15pm EST.", "past", "2017-11-09 03:15", "2017-11-09 03:16", "instant"),
        # distances
        ("It fell two days ago.", "past", "2017-11-06", "2017-11-07", "day"),
        ("It fell several days ago.", "past", "2017-11-03", "2017-11-07", "days"),
        ("It fell three weeks ago.", "past", "2017-10-15", "2017-10-22", "week"),
        ("It fell a month ago.", "past", "2017-10-01", "2017-11-01", "month"),
        ("Four fell in the last four days.", "past", "2017-11-04", "2017-11-09", "days"),
        ("Over the past few weeks it fell.", "past", "2017-10-04", "2017-11-09", "days"),
        ("It will fall within 48 hours.", "future", "2017-11-08", "2017-11-11", "days"),
        ("It will fall within days.", "future", "2017-11-08", "2017-11-16", "days"),
        ("It will fall in three days.", "future", "2017-11-11", "2017-11-12", "day"),
        # open and closed ends
        ("They have held it since September.", "past", "2017-09-01", "-", "open_end"),
        ("They held it until Friday.", "past", "-", "2017-11-04", "open_start"),
        ("It will fall by the end of the month.", "future", "2017-11-08", "2017-12-01", "days"),
        ("It will fall before the end of 2018.", "future", "2017-11-08", "2019-01-01", "days"),
        ("It had fallen by Monday.", "past", "-", "2017-11-07", "open_start"),
        ("After Friday's raid they left.", "past", "2017-11-03", "-", "open_end"),
        # what no anchor on the page's clock can settle
        ("Hours later it fell.", "past", "-", "-", "unknown"),
        ("It is shelled twice a week.", "present", "-", "-", "unknown"),
        ("They took it in three days.", "past", "-", "-", "unknown"),
    ],
)
def test_a_time_is_as_wide_as_its_words(text: str, tense: Tense, start: str, end: str, precision: str) -> None:
    when = read(text, tense)
    assert (when.start, when.end, when.precision) == (at(start), at(end), Precision(precision))


@pytest.mark.parametrize(
    "text",
    [
        "A second man may march on.",
        "May said no.",
        "The March 14 bloc met.",
        "Brigade 313 took Route 47.",
        "The 2,500 men walked 18 kilometres with 12 cars.",
        "A 22-year-old farmer.",
        "They paid 3.30 for it.",
        "",
    ],
)
def test_numbers_verbs_and_parties_are_no_times(text: str) -> None:
    assert words_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since the beginning of June it rained.", ["the beginning of June"]),
        ("On Tuesday, then late on Sunday.", ["Tuesday", "late on Sunday"]),
        ("It fell around 9 a.m. on Tuesday.", ["around 9 a.m. on Tuesday"]),
        ("On Friday, June 9, 2017 at 10:30 it fell.", ["Friday, June 9, 2017 at 10:30"]),
        ("On Monday; it reopened on Wednesday night.", ["Monday", "Wednesday night"]),
    ],
)
def test_a_time_spans_all_of_its_words_but_the_preposition(text: str, expected: list[str]) -> None:
    assert words_in(text) == expected


@pytest.mark.parametrize("text", ["It fell on Friday.", "It fell in March.", "It fell last night.", "It fell at 18:30."])
def test_without_an_anchor_nothing_is_guessed(text: str) -> None:
    [words] = find_times(text, 0, len(text), PACK)
    for anchor in (None, When(None, None, Precision.UNKNOWN), When(WEDNESDAY, None, Precision.OPEN_END)):
        when = resolve_time(words, anchor, "past", "page:t")
        assert when == When(None, None, Precision.UNKNOWN, Span("page:t", words.start, words.end))


def test_a_full_date_needs_no_anchor() -> None:
    [words] = find_times("on 9 June 2017", 0, 14, PACK)
    when = resolve_time(words, None, "past", "page:t")
    assert when is not None and when.start == datetime(2017, 6, 9)


def test_a_day_the_calendar_lacks_is_no_time() -> None:
    [words] = find_times("February 30, 2017", 0, 17, PACK)
    assert resolve_time(words, day(WEDNESDAY), "past", "page:t") is None


def test_an_unsure_anchor_gives_a_wider_time() -> None:
    when = read("It fell yesterday.", anchor=day(WEDNESDAY, 3))
    assert (when.start, when.end) == (datetime(2017, 11, 7), datetime(2017, 11, 10))
    assert when.precision is Precision.DAYS


def test_offsets_are_those_of_the_text_searched() -> None:
    text = "Monday. It fell on Friday, they say. Sunday."
    [words] = find_times(text, 8, 36, PACK)
    assert text[words.start : words.end] == "Friday"
    when = resolve_time(words, None, "past", "page:t", offset=100)
    assert when is not None and when.stated == Span("page:t", words.start + 100, words.end + 100)


WORDS = (
    *("last night", "on Friday", "since", "until", "by", "in March", "May 5", "2016", "in 2016", "ago", "two", "days", "early"),
    *("17-18 June", "at 18:30", "this week", "weekend", ",", "-", "to", "the end of", "the month", "30 February", "1/2/2017"),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.sampled_from(["past", "present", "future"]),
    st.datetimes(datetime(1999, 1, 1), datetime(2030, 1, 1)),
)
def test_times_lie_in_the_text_run_forward_and_the_past_is_not_after_the_anchor(
    text: str, tense: Tense, moment: datetime
) -> None:
    anchor = day(datetime(moment.year, moment.month, moment.day))
    assert anchor.end is not None
    last = 0
    for words in find_times(text, 0, len(text), PACK):
        assert last <= words.start < words.end <= len(text)
        last = words.end
        when = resolve_time(words, anchor, tense, "page:t")
        if when is not None and when.start is not None and when.end is not None:
            assert when.start < when.end
        fixed = words.year is not None or (words.until is not None and words.until.year is not None)
        fixed = fixed or words.way is not None or words.unit is not None
        if when is not None and tense == "past" and not fixed and when.end is not None:
            assert when.end <= anchor.end
