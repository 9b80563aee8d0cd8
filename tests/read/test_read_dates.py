"""Dates: what a stamp means, and that nothing is guessed where nothing was said."""

from __future__ import annotations

from datetime import datetime

import pytest

from sayso.model import DateClass, Precision, Role, When
from sayso.read.lexicon import read_lexicon
from tests.read.reading import ARTICLE, read, small_pack

TITLE, _, TEXT = ARTICLE.partition("\n\n")

STAMPS = [
    ("March 3, 2016 at 7:15 pm", "2016-03-03 19:15", Precision.INSTANT),
    ("3rd of March 2016", "2016-03-03 00:00", Precision.DAY),
    ("03 March 2016 at 07:15 PM", "2016-03-03 19:15", Precision.INSTANT),
    ("Thursday, Mar. 3, 2016, 12:05 a.m.", "2016-03-03 00:05", Precision.INSTANT),
    ("2016-03-03 19:15", "2016-03-03 19:15", Precision.INSTANT),
    ("3.4.2016", "2016-04-03 00:00", Precision.DAY),
    ("3/14/2016", "2016-03-14 00:00", Precision.DAY),
    ("14/3/2016", "2016-03-14 00:00", Precision.DAY),
    ("7:15 PM, 3 March 2016", "2016-03-03 19:15", Precision.INSTANT),
    ("March 3, 2016 at 7:15 pm EST", "2016-03-04 00:15", Precision.INSTANT),
    ("2016-03-03 23:30 -0500", "2016-03-04 04:30", Precision.INSTANT),
]


@pytest.mark.parametrize(("words", "start", "precision"), STAMPS)
def test_a_stamp_means_what_its_words_say(words: str, start: str, precision: Precision) -> None:
    stamp = read_lexicon(small_pack(), "UTC").stamp(words)
    assert stamp is not None and stamp.when is not None
    assert (stamp.when.start, stamp.when.precision) == (datetime.fromisoformat(start), precision)
    assert stamp.when.end is not None and stamp.when.start is not None and stamp.when.end > stamp.when.start


@pytest.mark.parametrize("words", ["03/04/2016", "3 years ago", "February 30, 2016", "March 3, 9999"])
def test_a_stamp_that_is_open_has_no_value(words: str) -> None:
    stamp = read_lexicon(small_pack(), "UTC").stamp(words)
    assert stamp is not None and stamp.when is None


@pytest.mark.parametrize("words", ["12 May", "March was cold", "in 2016", "7:15 pm", "1 of 3", ""])
def test_words_without_a_whole_date_are_no_stamp(words: str) -> None:
    assert read_lexicon(small_pack(), "UTC").stamp(words) is None


STATED = [
    (f"{TITLE}\n\nPublished on March 3, 2016\n\n{TEXT}", "flat.posted"),
    (f"{ARTICLE}\n\nPosted by on March 3, 2016, With 310 Reads Filed under Rivers.\n", "flat.posted"),
    (f"{TITLE}\nBy Halima Quist | March 3, 2016\n\n{TEXT}", "flat.byline"),
    (f"{TITLE}\n\nMarch 3, 2016\n\n{TEXT}", "flat.dateline"),
    (f"{TITLE}\n\nOram Radio | Thursday March 3, 2016 | by Halima Quist\n\n{TEXT}", "flat.dateline"),
    (f"{TITLE}\n\nBUKHARUN, March 3, 2016 (Harbour Wire)\n\n{TEXT}", "flat.dateline"),
]


@pytest.mark.parametrize(("page", "rule"), STATED)
def test_a_stated_date_is_explicit_with_its_rule_and_words(page: str, rule: str) -> None:
    reading = read(page)
    made = reading.page
    assert made is not None and made.published is not None and made.published.start is not None
    assert (made.published.start, made.published_rule, made.published_class) == (
        datetime(2016, 3, 3),
        rule,
        DateClass.EXPLICIT,
    )
    assert reading.words(made.published.stated) == "March 3, 2016"


UNSTATED = [
    ARTICLE,
    f"{TITLE}\n\nLast updated on March 3, 2016\n\n{TEXT}",
    f"{TITLE}\n\n12 May\n\n{TEXT}",
    f"{TITLE}\n\n{TEXT}\n\nThe flood came on March 3, 2016.\n",
    f"{TITLE}\n\n{TEXT}\n\n1. oren says:\n\nMarch 3, 2016\n\n2. halima says:\n\nNo.\n\n3. pilot says:\n\nYes.\n",
    f"{TITLE}\n\nMarch 3, 2016\n\nMarch 9, 2016\n\n{TEXT}",
]


@pytest.mark.parametrize("page", UNSTATED)
def test_a_date_nobody_stated_is_not_made_up(page: str) -> None:
    made = read(page).page
    assert made is not None
    assert (made.published, made.published_rule, made.published_class) == (None, "none", DateClass.UNKNOWN)
    assert made.seen is None


def test_the_first_comment_bounds_a_page_without_a_date_from_above() -> None:
    thread = "\n\n2 Comments\n\nOren\nMarch 9, 2016 at 7:15 pm\nOpen.\n\nHalima\nMarch 4, 2016 at 8:00 am\nNo.\n"
    made = read(ARTICLE + thread).page
    assert made is not None and made.published is not None
    assert made.published_class is DateClass.INFERRED
    assert (made.published.start, made.published.end) == (None, datetime(2016, 3, 4, 8, 1))
    assert made.published.precision is Precision.OPEN_START


def test_a_sidecar_stands_before_the_page_and_a_clash_is_told() -> None:
    known = When(datetime(2016, 3, 5), datetime(2016, 3, 6), Precision.DAY)
    reading = read(f"{TITLE}\n\nPublished on March 1, 2016\n\n{TEXT}", published=known)
    assert reading.page is not None and reading.page.published == known
    assert reading.page.published_rule == "sidecar"
    assert any("2016-03-05 by sidecar, but 2016-03-01" in problem for problem in reading.problems)


def test_the_byline_names_the_writer() -> None:
    made = read(f"{TITLE}\n\nBy Halima Quist\n\n{TEXT}").page
    assert made is not None and made.author == "Halima Quist"


def test_a_masthead_names_writer_and_outlet() -> None:
    made = read(f"{TITLE}\n\nOram Radio | Thursday March 3, 2016 | by Halima Quist\n\n{TEXT}").page
    assert made is not None and (made.author, made.source) == ("Halima Quist", "source:oram-radio")


def test_a_dateline_place_is_text_and_no_byline() -> None:
    assert read(f"{TITLE}\n\nBY NOON THE RIVER HAD FALLEN. {TEXT}").role("BY NOON") is Role.BODY
