"""Voices inside an article: notes, updates, reprints, captions; and what stays unknown."""

from __future__ import annotations

import pytest

from sayso.model import Precision, Role
from tests.read.reading import ARTICLE, read

TITLE, _, TEXT = ARTICLE.partition("\n\n")
FIRST, _, SECOND = TEXT.partition("\n\n")


def test_a_bracketed_note_is_the_editors_over_all_its_paragraphs() -> None:
    note = "[Editor's Note: Our desk holds film of the landing [three minutes].\n\nMore of it will follow. Halima Quist]"
    reading = read(f"{TITLE}\n\n{FIRST}\n\n{note}\n\n{SECOND}", source="oram-radio")
    passage = reading.passage("More of it will follow")
    assert (passage.role, passage.voice) == (Role.NOTE, "source:oram-radio")
    assert reading.words(passage.author) == "Halima Quist"
    assert reading.shown(passage) == note
    assert reading.role("Two companies of the River Guard") is Role.BODY


def test_a_note_inside_a_paragraph_ends_at_its_bracket() -> None:
    reading = read(f"{TITLE}\n\n{FIRST} [Ed.: our desk holds the film.] It was shot by a miller.\n\n{SECOND}")
    assert reading.of(Role.NOTE) == ["[Ed.: our desk holds the film.]"]
    assert reading.role("It was shot by a miller") is Role.BODY


def test_after_a_note_that_never_closes_nothing_is_sure() -> None:
    reading = read(f"{TITLE}\n\n[Editor's note: our desk holds the film\n\n{FIRST}\n\n{SECOND}")
    assert reading.role("our desk holds") is Role.NOTE
    assert reading.role("Two companies of the River Guard") is Role.UNKNOWN


def test_an_aside_in_round_brackets_is_the_writers() -> None:
    assert read(f"{TITLE}\n\n{FIRST} (Note: there are two landings.)\n\n{SECOND}").of(Role.NOTE) == []


def test_an_update_is_a_note_with_its_own_time_later_than_the_page() -> None:
    page = f"{TITLE}\n\nPublished: March 3, 2016\n\nUpdate 21:40: The ferry has stopped again, the office says now.\n\n{TEXT}"
    reading = read(page)
    update = reading.passage("stopped again")
    assert update.role is Role.NOTE
    assert update.posted is not None and update.posted.start is not None
    assert update.posted.start.isoformat() == "2016-03-03T21:40:00"
    assert (update.posted.end, update.posted.precision) == (None, Precision.OPEN_END)
    assert reading.role("carried its first lorries") is Role.BODY


def test_an_update_with_its_hour_alone_takes_what_follows_up_to_the_gap() -> None:
    reading = read(f"{TITLE}\n\nUpdate: 11:05pm EST\n\nThe ferry has stopped again, we hear.\n\n\n{TEXT}")
    assert reading.of(Role.NOTE) == ["Update: 11:05pm EST\n\nThe ferry has stopped again, we hear."]
    assert reading.passage("stopped again").posted is None


def test_an_update_that_names_its_day_is_of_the_first_such_day_since_the_page() -> None:
    page = f"{TITLE}\n\nPublished: December 30, 2016\n\nUpdate, 2 January, 21:40: The ferry has stopped again.\n\n{TEXT}"
    update = read(page).passage("stopped again")
    assert update.role is Role.NOTE and update.posted is not None and update.posted.start is not None
    assert (update.posted.start.isoformat(), update.posted.precision) == ("2017-01-02T21:40:00", Precision.INSTANT)


def test_a_closing_notice_below_a_rule_is_furniture() -> None:
    reading = read(f"{ARTICLE}\n--\nOram Radio. A house of the valley, since the year of the first flood.\n")
    assert reading.role("since the year of the first flood") is Role.FURNITURE


CREDITS = [
    ("This article first appeared in the Harbour Wire.", "below", "source:harbour-wire"),
    ("(from the Harbour Wire)", "below", "source:harbour-wire"),
    ("Reprinted from the Valley Post", "below", "source:valley-post"),
    ("… from Harbour Wire", "above", "source:harbour-wire"),
    ("Source: Harbour Wire", "above", "source:harbour-wire"),
]


@pytest.mark.parametrize(("credit", "where", "voice"), CREDITS)
def test_a_credit_line_gives_the_text_to_whom_it_names(credit: str, where: str, voice: str) -> None:
    page = f"{TITLE}\n\n{TEXT}\n\n{credit}\n" if where == "below" else f"{TITLE}\n\n{credit}\n\n{TEXT}"
    reading = read(page, source="oram-radio")
    for words in ("carried its first lorries", "Two companies of the River Guard"):
        assert (reading.role(words), reading.voice(words)) == (Role.REPRINT, voice)
    assert (reading.role(credit), reading.voice(credit)) == (Role.NOTE, "source:oram-radio")


def test_the_outlets_own_credit_makes_no_reprint() -> None:
    assert read(f"{ARTICLE}\n\nFirst published by Oram Radio\n", source="oram-radio").of(Role.REPRINT) == []


def test_what_was_put_between_a_credit_and_the_stamp_of_its_text_is_unknown() -> None:
    put_in = "The mill race seen from the upper lock, where the new gate is to stand."
    reading = read(f"{TITLE}\n\n… from Harbour Wire\n\n{put_in}\n\nFirst published March 3, 2016\n\n{TEXT}")
    assert reading.role("The mill race seen") is Role.UNKNOWN
    assert reading.role("Two companies of the River Guard") is Role.REPRINT


def test_an_excerpt_with_an_agencys_mark_ends_there_and_the_blogs_own_words_follow() -> None:
    page = f'" … the ferry carried lorries again on Sunday, its master told us.\n\nThe road is not clear yet.  HW\n\n\n{TEXT}'
    reading = read(page)
    assert (reading.role("the ferry carried lorries"), reading.voice("the ferry carried lorries")) == (
        Role.REPRINT,
        "source:harbour-wire",
    )
    assert reading.role("Two companies of the River Guard") is Role.BODY
    assert reading.of(Role.HEADLINE) == []


def test_an_agencys_dateline_makes_the_report_its_own() -> None:
    reading = read(f"{TITLE}\n\nBUKHARUN (Harbour Wire) - {TEXT}", source="oram-radio")
    assert reading.voice("carried its first lorries") == "source:harbour-wire"
    assert read(f"{TITLE}\n\nBUKHARUN (Harbour Wire) - {TEXT}", source="harbour-wire").of(Role.REPRINT) == []


def test_an_agency_in_brackets_below_the_text_makes_it_its_own() -> None:
    assert read(f"{TITLE}\n\n{TEXT.rstrip()}\n(Harbour Wire)\n", source="oram-radio").voice("carried its first lorries") == (
        "source:harbour-wire"
    )


def test_writers_initials_are_no_agency() -> None:
    assert read(f"{TITLE}\n\n{TEXT.rstrip()}  JQ\n").of(Role.REPRINT) == []


def test_captions_are_told_from_the_text() -> None:
    pictures = f"{TITLE}\n\nThe Harbour Wire\nThe Harbour Wire"
    page = f"{TITLE}\n\nFILE IMAGE: The old ferry in better days\n\n{FIRST}\n\n{pictures}\n\n{SECOND}"
    reading = read(page)
    assert reading.role("The old ferry in better days") is Role.CAPTION
    assert [text.count(TITLE) for text in reading.of(Role.CAPTION)] == [0, 1]
    assert reading.role("The Harbour Wire\nThe Harbour Wire") is Role.CAPTION
    assert reading.of(Role.HEADLINE) == [TITLE]


@pytest.mark.parametrize(
    "line",
    [
        "2,500 $",
        "Share on FacebookTweet about this on TwitterShare on Reddit",
        "All articles and images are the property of Oram Radio.",
        "Our desk is crowdfunded: please donate via PayPal or by bank card",
        "Posted by on March 3, 2016, Filed under Rivers",
        "© 2016 Oram Radio. All rights reserved.",
        "Privacy Policy - Terms of Use",
    ],
)
def test_furniture_between_paragraphs_is_nobodys_claim(line: str) -> None:
    reading = read(f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{SECOND}")
    assert reading.role(line) is Role.FURNITURE
    assert reading.role("Two companies of the River Guard") is Role.BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices of the two ferry companies fell on Monday, the office said.",
        "Support for the guard has grown along the river since then.",
        "Updates from the landing are scarce, and from Madrut there are none.",
        "From Madrut the minister sent word that nothing would change.",
        "The army published its own figures on March 3, 2016.",
        "Comments by the minister were not taken well at the landing.",
    ],
)
def test_sentences_that_begin_like_furniture_are_body(sentence: str) -> None:
    assert read(f"{TITLE}\n\n{FIRST}\n\n{sentence}\n\n{SECOND}").role(sentence) is Role.BODY
