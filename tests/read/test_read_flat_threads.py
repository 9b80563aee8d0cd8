"""Flat text by its comment families: who wrote what, and that no reader's word is given to the outlet."""

from __future__ import annotations

import pytest

from sayso.model import Role
from tests.read.reading import ARTICLE, read

STAMPED = """
3 Comments

Oren T.
March 3, 2016 at 7:15 pm
That road has been open since Monday, my cousin drives on it.

Halima
March 3, 2016 at 8:02 pm
He should drive more slowly then.

No more than a guess, of course.

pilot_99
March 4, 2016 at 6:40 am
The second landing is still under water.
"""
NUMBERED = """
  1. Oren T.   March 3, 2016 at 7:15 pm

    That road has been open since Monday, my cousin drives on it.


    And a second paragraph after a wide gap.

    • Halima   March 3, 2016 at 8:02 pm

      He should drive more slowly then.

  2. pilot_99   March 4, 2016 at 6:40 am

    The second landing is still under water.
"""
SAYS = """
  1. oren says:

    That road has been open since Monday, the minister says:
    my cousin drives on it.

  2. A comment whose writer's line was lost in copying, which happens to links.

  3. Halima Q. says:

    He should drive more slowly then.

  4. pilot says:

    The second landing is still under water.
"""
SAYS_AND_STAMP = """
Leave a comment

Halima says:
March 3, 2016 at 8:02 pm

He should drive more slowly then.
"""
FOOTER = """
2 Responses to "Ferry Line At Bukharun Opens Again"

That road has been open since Monday, my cousin drives on it.

Posted by: Oren | 03 March 2016 at 07:15 PM

He should drive more slowly then.

A second paragraph of the same writer.

Posted by: Halima | 03 March 2016 at 08:02 PM
"""
NAMES = """

Notify of
Newest Most Voted
View all comments

Bread at the landing again!


Who pays for the lorries though, that is the question?

Oren Tarn

That road has been open since Monday, my cousin drives on it.

halima q

pay at the rope


The second landing is still under water.

Oren Tarn

It is not.

Would love your thoughts, please comment.
"""
REPLIES = """
Discussion

Oren Tarn

That road has been open since Monday, my cousin drives on it.

Reply

He should drive more slowly then, if you ask those who live along it.

Reply

pilot

The second landing is still under water.

Reply
"""

TABLE = [
    pytest.param(STAMPED, ["Oren T.", "Halima", "pilot_99"], id="a stamp below a name"),
    pytest.param(NUMBERED, ["Oren T.", "Halima", "pilot_99"], id="numbers with stamps, answers with bullets"),
    pytest.param(SAYS, ["oren", None, "Halima Q.", "pilot"], id="numbers with says, one name lost"),
    pytest.param(SAYS_AND_STAMP, ["Halima"], id="one comment with two signs"),
    pytest.param(FOOTER, ["Oren", "Halima"], id="signed below"),
    pytest.param(NAMES, [None, None, "Oren Tarn", "halima q", None, "Oren Tarn"], id="name lines, some lost"),
    pytest.param(REPLIES, ["Oren Tarn", None, "pilot"], id="reply lines"),
]


@pytest.mark.parametrize(("thread", "authors"), TABLE)
def test_each_family_gives_its_comments_with_their_own_names(thread: str, authors: list[str | None]) -> None:
    reading = read(ARTICLE + thread)
    assert reading.authors() == authors
    assert len(reading.of(Role.BODY)) == 1
    assert reading.of(Role.HEADLINE) == [ARTICLE.partition("\n")[0]]


@pytest.mark.parametrize(("thread", "_"), TABLE)
def test_nothing_a_reader_wrote_is_body(thread: str, _: object) -> None:
    body = read(ARTICLE + thread).of(Role.BODY)[0]
    assert body.endswith("what the water left on it.")


def test_a_footer_signs_what_stands_above_it() -> None:
    reading = read(ARTICLE + FOOTER)
    assert reading.words(reading.passage("second paragraph of the same writer").author) == "Halima"


def test_a_wide_gap_inside_a_numbered_comment_starts_no_other() -> None:
    reading = read(ARTICLE + NUMBERED)
    assert reading.words(reading.passage("a second paragraph after a wide gap").author) == "Oren T."


def test_times_of_comments_are_their_own_and_answers_are_deeper() -> None:
    reading = read(ARTICLE + NUMBERED)
    answer = reading.passage("drive more slowly")
    assert answer.posted is not None and answer.posted.start is not None
    assert answer.posted.start.isoformat() == "2016-03-03T20:02:00"
    assert answer.depth == 1 and answer.inside is None


def test_one_name_is_one_reader_and_a_lost_name_is_nobody() -> None:
    reading = read(ARTICLE + NAMES)
    first, second = (p.voice for p in reading.passages if reading.words(p.author) == "Oren Tarn")
    assert first == second and first is not None and first.startswith("reader:")
    assert reading.voice("Who pays for the lorries") is None


def test_staff_in_a_thread_speak_for_the_outlet_but_stay_comments() -> None:
    thread = STAMPED.replace("Halima\n", "Halima Quist, Managing Editor\n")
    numbered = NUMBERED.replace("Halima ", "Halima Quist, Managing Editor ")
    for page in (ARTICLE + thread, ARTICLE + numbered):
        reading = read(page, source="oram-radio")
        passage = reading.passage("drive more slowly")
        assert (passage.role, passage.voice) == (Role.COMMENT, "source:oram-radio")


def test_the_writer_of_the_page_answers_with_the_outlets_voice() -> None:
    title, _, rest = ARTICLE.partition("\n")
    page = f"{title}\n\nBy Halima Quist\n{rest}{STAMPED}"
    signed = read(page.replace("\nHalima\n", "\nHalima Quist\n"), source="oram-radio")
    assert signed.voice("drive more slowly") == "source:oram-radio"
    assert (read(page, source="oram-radio").voice("drive more slowly") or "").startswith("reader:")


def test_a_declared_count_that_differs_is_told_with_both_numbers() -> None:
    reading = read(ARTICLE + STAMPED.replace("3 Comments", "5 Comments"))
    assert reading.problems == ("the page declares 5 comments, 3 were found",)
    assert read(ARTICLE + STAMPED).problems == ()


def test_the_declared_count_settles_a_first_comment_without_a_sign() -> None:
    thread = STAMPED.replace("3 Comments\n", "4 Comments\n\nA first word that nobody signed stands here.\n")
    assert read(ARTICLE + thread).authors() == [None, "Oren T.", "Halima", "pilot_99"]


def test_words_above_the_first_sure_comment_are_unknown_without_a_count() -> None:
    thread = STAMPED.replace("3 Comments\n", "Comments\n\nA first word that nobody signed stands here.\n")
    reading = read(ARTICLE + thread)
    assert reading.role("nobody signed") is Role.UNKNOWN
    assert reading.authors() == ["Oren T.", "Halima", "pilot_99"]


def test_an_announced_thread_without_boundaries_is_unknown_and_told() -> None:
    reading = read(ARTICLE + "\nComments\n\nThe road is open, I say.\n\nIt is not, says my cousin.\n\nWho knows.\n")
    assert reading.role("The road is open, I say") is Role.UNKNOWN
    assert reading.of(Role.COMMENT) == []
    assert any("could not be told" in problem for problem in reading.problems)


def test_forms_and_links_of_a_thread_are_furniture() -> None:
    reading = read(ARTICLE + NAMES + "\nLog in to Reply\n")
    assert reading.role("Notify of") is Role.FURNITURE
    assert reading.role("Would love your thoughts") is Role.FURNITURE
