"""Times are found as their words stand and mean all instants the words may mean, no more."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import PackError
from sayso.extract.feasts import feast_days
from sayso.extract.stretches import Tense
from sayso.extract.time_grammar import call, compile_grammar
from sayso.extract.time_words import Feast
from sayso.extract.times import date_order, find_anchor, find_times, resolve_time, within_tense
from sayso.model import Precision, Span, When
from sayso.pack import load_pack
from tests.laws import TIMES

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
        ("It fell early on Friday.", "past", "2017-11-03", "2017-11-03 06:00", "part_of_day"),
        ("From Saturday to Monday it rained.", "past", "2017-11-04", "2017-11-07", "days"),
        # weeks, months, years
        ("Last weekend it fell.", "past", "2017-11-04", "2017-11-06", "days"),
        ("Last week it fell.", "past", "2017-10-30", "2017-11-06", "week"),
        ("It fell this year.", "past", "2017-01-01", "2018-01-01", "year"),
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
        ("On 30 January-2 February snow fell.", "past", "2017-01-30", "2017-02-03", "days"),
        ("From 28 May to 2 June it rained.", "past", "2017-05-28", "2017-06-03", "days"),
        ("From 3 to 9 November it rained.", "past", "2017-11-03", "2017-11-10", "days"),
        ("Between the 3rd and the 6th of November it rained.", "past", "2017-11-03", "2017-11-07", "days"),
        ("From the 3rd to the 6th they waited.", "past", "2017-11-03", "2017-11-07", "days"),
        ("It will open on the 12th.", "future", "2017-11-12", "2017-11-13", "day"),
        ("On Friday the 3rd it fell.", "past", "2017-11-03", "2017-11-04", "day"),
        ("On the afternoon of the 3rd it fell.", "past", "2017-11-03 12:00", "2017-11-03 18:00", "part_of_day"),
        ("Dated 4-Mar-17.", "past", "2017-03-04", "2017-03-05", "day"),
        ("Dated 20.09.2016.", "past", "2016-09-20", "2016-09-21", "day"),
        ("Dated 2016-09-20T14:05Z.", "past", "2016-09-20 14:05", "2016-09-20 14:06", "instant"),
        # ranges whose ends are told in different ways
        ("On Saturday and Sunday it was shut.", "past", "2017-11-04", "2017-11-06", "days"),
        ("It will last from Saturday to Monday.", "future", "2017-11-11", "2017-11-14", "days"),
        ("Between Thursday night and Friday noon it fell.", "past", "2017-11-02 18:00", "2017-11-03 13:00", "part_of_day"),
        ("From 9am to 11am on Sunday it was shut.", "past", "2017-11-05 09:00", "2017-11-05 11:01", "part_of_day"),
        ("From dusk to dawn on Sunday it was shut.", "past", "2017-11-04 17:00", "2017-11-05 07:00", "part_of_day"),
        ("It was held from March until May.", "past", "2017-03-01", "2017-06-01", "days"),
        ("It was dry in January and February.", "past", "2017-01-01", "2017-03-01", "days"),
        ("From January 2016 to March 2017 it stood.", "past", "2016-01-01", "2017-04-01", "days"),
        ("It was built in 1980-88.", "past", "1980-01-01", "1989-01-01", "year"),
        # so many of a month or a year
        ("In the second half of October it fell.", "past", "2017-10-16", "2017-11-01", "days"),
        ("In the third week of October it fell.", "past", "2017-10-15", "2017-10-22", "week"),
        ("On the first Friday of October it fell.", "past", "2017-10-06", "2017-10-07", "day"),
        ("On the last Sunday in October it fell.", "past", "2017-10-29", "2017-10-30", "day"),
        ("In the second half of last year it fell.", "past", "2016-07-01", "2017-01-01", "season"),
        ("In the late 1990s it stood.", "past", "1996-09-01", "2000-01-01", "days"),
        ("The 2014 offensive failed.", "past", "2014-01-01", "2015-01-01", "year"),
        ("It fell earlier this week.", "past", "2017-11-06", "2017-11-09", "days"),
        ("It will fall later this week.", "future", "2017-11-08", "2017-11-13", "days"),
        ("It must fall by year's end.", "future", "-", "2018-01-01", "open_start"),
        ("Over the weekend it fell.", "past", "2017-11-04", "2017-11-06", "days"),
        ("It will fall at the weekend.", "future", "2017-11-11", "2017-11-13", "days"),
        # feasts
        ("It fell on Christmas Day.", "past", "2016-12-25", "2016-12-26", "day"),
        ("It will fall by Christmas.", "future", "-", "2017-12-26", "open_start"),
        ("It fell on Good Friday.", "past", "2017-04-14", "2017-04-15", "day"),
        ("It fell at Easter 2016.", "past", "2016-03-27", "2016-03-28", "day"),
        ("During Ramadan it rained.", "past", "2017-05-26", "2017-06-27", "days"),
        ("It fell during Eid al-Adha.", "past", "2017-09-01", "2017-09-07", "days"),
        ("It fell on New Year's Eve 2015.", "past", "2015-12-31", "2016-01-01", "day"),
        # clocks
        ("It fell at 18:30.", "past", "2017-11-08 18:30", "2017-11-08 18:31", "instant"),
        ("It fell at 9:40am GMT.", "past", "2017-11-08 09:40", "2017-11-08 09:41", "instant"),
        ("It fell at 10 p.m. on Sunday.", "past", "2017-11-05 22:00", "2017-11-05 22:01", "instant"),
        ("It began at 10:15pm EST.", "past", "2017-11-09 03:15", "2017-11-09 03:16", "instant"),
        ("Update 18:10: the road is shut.", "present", "2017-11-08 18:10", "2017-11-08 18:11", "instant"),
        ("At about 3pm on Sunday it fell.", "past", "2017-11-05 14:00", "2017-11-05 16:00", "part_of_day"),
        ("At 0600 hours on 3 November it fell.", "past", "2017-11-03 06:00", "2017-11-03 06:01", "instant"),
        ("Shortly after midnight on Friday it fell.", "past", "2017-11-03", "2017-11-03 03:00", "part_of_day"),
        ("In the early hours of Tuesday it fell.", "past", "2017-11-07", "2017-11-07 06:00", "part_of_day"),
        ("At midnight it fell.", "past", "2017-11-07 23:00", "2017-11-08 01:00", "part_of_day"),
        # distances
        ("It fell two to three weeks ago.", "past", "2017-10-16", "2017-10-30", "days"),
        ("It fell twenty-four days ago.", "past", "2017-10-15", "2017-10-16", "day"),
        ("It will fall in the coming days and weeks.", "future", "2017-11-08", "2017-12-14", "days"),
        ("It fell two days ago.", "past", "2017-11-06", "2017-11-07", "day"),
        ("It fell several days ago.", "past", "2017-11-03", "2017-11-07", "days"),
        ("It fell three weeks ago.", "past", "2017-10-16", "2017-10-23", "week"),
        ("It fell a month ago.", "past", "2017-10-01", "2017-11-01", "month"),
        ("Four fell in the last four days.", "past", "2017-11-04", "2017-11-09", "days"),
        ("Over the past few weeks it fell.", "past", "2017-10-04", "2017-11-09", "days"),
        ("It will fall within 48 hours.", "future", "2017-11-08", "2017-11-11", "days"),
        ("It will fall within days.", "future", "2017-11-08", "2017-11-16", "days"),
        ("It will fall in three days.", "future", "2017-11-11", "2017-11-12", "day"),
        # open and closed ends
        ("They have held it since September.", "past", "2017-09-01", "-", "open_end"),
        ("They held it until Friday.", "past", "-", "2017-11-04", "open_start"),
        ("It will fall by the end of the month.", "future", "-", "2017-12-01", "open_start"),
        ("It will fall before the end of 2018.", "future", "-", "2019-01-01", "open_start"),
        ("It had fallen by Monday.", "past", "-", "2017-11-07", "open_start"),
        ("After Friday's raid they left.", "past", "2017-11-03", "-", "open_end"),
        # what no anchor on the page's clock can settle
        ("Hours later it fell.", "past", "-", "-", "unknown"),
        ("That night it fell.", "past", "-", "-", "unknown"),
        ("They meet every other Friday.", "present", "-", "-", "unknown"),
        ("The boat runs on Fridays.", "present", "-", "-", "unknown"),
        ("It fell recently.", "past", "-", "-", "unknown"),
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
        "The second of May Harlan's two sons spoke.",
        "The statement by May Harlan was short.",
        "Marchers march; they may, or may not.",
        "The 24th Division left the 3rd Corps.",
        "The 17 October Movement split.",
        "He writes for the Sunday Courier.",
        "Under resolution 2042 it was banned.",
        "They come as soon as they can.",
        "The battle lasted six hours.",
        "Spring water; a winter coat; the fall of the town.",
        "They have now moved on, and are now said to be lost.",
        "It is 14.30 metres long, version 2.1.16.",
        "Good morning",
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
        ("On Friday, the start of the feast, and at the beginning of this month.", ["Friday", "the beginning of this month"]),
        ("On Monday; it reopened on Wednesday night.", ["Monday", "Wednesday night"]),
    ],
)
def test_a_time_spans_all_of_its_words_but_the_preposition(text: str, expected: list[str]) -> None:
    assert words_in(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("It fell at 09:00 on 4 May; two hours later it rose.", "2017-05-04 11:00", "2017-05-04 11:01", "instant"),
        ("On Monday evening it fell; hours later it rose.", "2017-11-06 19:00", "2017-11-07 12:00", "part_of_day"),
        ("It fell on 30 October and rose the next day.", "2017-10-31", "2017-11-01", "day"),
        ("It fell on 3 May; the night before, they had left.", "2017-05-02 18:00", "2017-05-03 06:00", "part_of_day"),
        ("On 1 May it fell; three weeks earlier it stood.", "2017-04-10", "2017-04-11", "day"),
        ("It fell in March; the following month it rose.", "2017-04-01", "2017-05-01", "month"),
        ("They came on Friday; that night they left.", "2017-11-03 18:00", "2017-11-04 06:00", "part_of_day"),
        ("It fell on 31 January; a month later it rose.", "2017-02-01", "2017-03-01", "month"),
        ("Since Friday it rained; two days later it stopped.", "2017-11-05", "2017-11-06", "day"),
        ("It fell recently; a day later it rose.", "-", "-", "unknown"),
    ],
)
def test_later_counts_from_the_time_before_it(text: str, start: str, end: str, precision: str) -> None:
    words = find_times(text, 0, len(text), PACK)[-1]
    when = resolve_time(words, day(WEDNESDAY), "past", "page:t")
    assert when is not None
    assert (when.start, when.end, when.precision) == (at(start), at(end), Precision(precision))


@pytest.mark.parametrize(
    ("country", "start", "end"),
    [("GB", "2017-06-08", "2017-06-09"), ("US", "2017-08-06", "2017-08-07"), (None, "2017-06-08", "2017-08-07")],
)
def test_a_date_in_figures_is_read_as_its_outlet_writes_dates(country: str | None, start: str, end: str) -> None:
    [words] = find_times("Dated 08/06/2017.", 0, 17, PACK, date_order(country, PACK))
    when = resolve_time(words, None, "past", "page:t")
    assert when is not None and (when.start, when.end) == (at(start), at(end))


@pytest.mark.parametrize(
    ("text", "tense", "start", "end"),
    [
        ("It fell this year.", "past", "2017-01-01", "2017-11-09"),
        ("It will fall by Friday.", "future", "2017-11-08", "2017-11-11"),
        ("It had fallen by Friday.", "past", "-", "2017-11-04"),
        ("It fell on Friday.", "past", "2017-11-03", "2017-11-04"),
        ("It will fall this year.", "future", "2017-01-01", "2018-01-01"),
    ],
)
def test_the_tense_cuts_off_what_cannot_have_been(text: str, tense: Tense, start: str, end: str) -> None:
    when = within_tense(read(text, tense), day(WEDNESDAY), tense)
    assert when is not None and (when.start, when.end) == (at(start), at(end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ORAM, Nov. 4 (Harbour Wire) - It fell.", datetime(2017, 11, 4)),
        ("Sarn, Homsar, 5 November — It fell.", datetime(2017, 11, 5)),
        ("It fell on Nov. 4 - they say.", WEDNESDAY),
        ("It fell.", WEDNESDAY),
    ],
)
def test_the_anchor_is_the_stamp_then_the_dateline_then_the_page(text: str, expected: datetime) -> None:
    anchor = find_anchor(text, 0, len(text), PACK, None, day(WEDNESDAY))
    assert anchor is not None and anchor.start == expected
    posted = day(datetime(2017, 11, 1))
    assert find_anchor(text, 0, len(text), PACK, posted, day(WEDNESDAY)) is posted


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


@settings(max_examples=150 * TIMES, deadline=None)
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
        when = within_tense(when, anchor, tense)
        if when is not None and tense == "past" and not fixed and when.end is not None:
            assert when.end <= anchor.end


RELATIVE = (
    *(
        "last night",
        "on Friday",
        "yesterday evening",
        "two days ago",
        "last weekend",
        "this week",
        "three weeks ago",
        "tonight",
    ),
    *("at dawn on Sunday", "from Saturday to Monday", "in the last four days", "within ten days", "next Tuesday", "at 18:30"),
    *(
        "Monday evening",
        "overnight",
        "since Tuesday",
        "by Friday night",
        "the day before yesterday",
        "last week",
        "late on Monday",
    ),
)


@settings(max_examples=150 * TIMES, deadline=None)
@given(
    st.sampled_from(RELATIVE),
    st.sampled_from(["past", "present", "future"]),
    st.dates(date(1999, 1, 1), date(2030, 1, 1)),
    st.integers(-300, 300),
)
def test_an_anchor_moved_by_whole_weeks_moves_the_answer_by_as_much(text: str, tense: Tense, start: date, weeks: int) -> None:
    [words] = find_times(text, 0, len(text), PACK)
    shift = timedelta(weeks=weeks)
    first, second = (resolve_time(words, day(datetime.combine(d, time())), tense, "page:t") for d in (start, start + shift))
    assert first is not None and second is not None and first.precision is second.precision
    assert second.start == (first.start + shift if first.start is not None else None)
    assert second.end == (first.end + shift if first.end is not None else None)


@settings(max_examples=100 * TIMES, deadline=None)
@given(st.text(alphabet="0123456789-/:., aehlmnoprstuyMJ'’", max_size=60))
def test_no_text_stops_the_grammar(text: str) -> None:
    for words in find_times(text, 0, len(text), PACK):
        resolve_time(words, day(WEDNESDAY), "past", "page:t")


@settings(max_examples=40 * TIMES, deadline=None)
@given(st.integers(1900, 2090))
def test_a_feast_lasts_its_days_and_the_months_of_the_moon_come_earlier_each_year(year: int) -> None:
    [eid] = list(feast_days(Feast("hijri", "10-1", 3), year))[:1] or list(feast_days(Feast("hijri", "10-1", 3), year + 1))[:1]
    [ramadan] = [
        span for y in (year - 1, year, year + 1) for span in feast_days(Feast("hijri", "9", 1), y) if span[1] > eid[0] > span[0]
    ]
    assert ramadan[1] - eid[0] == timedelta(days=2)  # both are a day wider than the calendar has them
    [(easter, after)] = feast_days(Feast("easter", "0", 1), year)
    assert easter.weekday() == 6 and after - easter == timedelta(days=1)
    assert (3, 22) <= (easter.month, easter.day) <= (4, 25)


def test_times_far_apart_in_a_long_text_cost_no_more_than_alone() -> None:
    sentence = "It fell on 3 May 2016. " + "Nothing of note was seen by anyone there. " * 20
    long = sentence * 50
    found = find_times(long, 0, len(long), PACK)
    assert [long[w.start : w.end] for w in found] == ["3 May 2016"] * 50
    grammar = compile_grammar(PACK)
    assert sum(high - low for low, high, _ in call(long, 0, len(long), grammar)) < len(long) / 5


def test_every_rule_of_the_shipped_times_is_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "extract.md").read_text(encoding="utf-8")
    told = {
        rule for line in page.splitlines() if line.startswith("| ") for rule in line.split("|")[1].replace(",", " ").split()
    }
    assert {row.rule for row in PACK.times} <= told


def test_a_pattern_that_is_none_is_a_mistake_of_its_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yml").write_text("name: x\ntitle: x\nlicence: Apache-2.0\nas_of: 2020-01-01\n", encoding="utf-8")
    header = "words,rule,unit,amount,direction,precision,source\n"
    (tmp_path / "times.csv").write_text(header + "{moon} {day},date,,,,day,invented\n", encoding="utf-8")
    with pytest.raises(PackError, match="moon"):
        find_times("on 3 May", 0, 8, load_pack([tmp_path]))
