"""Where no sign parts article and thread, and where an article only looks like a thread."""

from __future__ import annotations

from sayso.model import Role
from tests.read.reading import ARTICLE, read

BARE = """
My mother has sold bread at that landing for forty years and I hope she may again.


A bridge was promised when I was a child, and nobody asks those who would cross it every day.


Nobody will build one while that guard stands on the landing.

Oren Tarn

You forget the old one.


the old one stood for ninety years and was paid for by the valley itself.

Halima Quist

It was paid for by the tolls.
"""


def test_an_unannounced_thread_leaves_its_seam_unknown() -> None:
    reading = read(ARTICLE + BARE)
    assert reading.role("My mother has sold bread") is Role.UNKNOWN
    assert reading.role("A bridge was promised") is Role.UNKNOWN
    assert reading.authors() == ["Oren Tarn", None, "Halima Quist"]
    assert reading.of(Role.BODY)[0].endswith("what the water left on it.")


def test_short_sections_after_a_change_of_layout_are_unknown_not_body() -> None:
    lost = "\n\n".join(["", *(f"Some opinion on the ferry number {i} that nobody signed." for i in "abcd")]) + "\n"
    reading = read(ARTICLE + lost.replace("\n\n", "\n\n\n"))
    assert all(p.role is not Role.BODY for p in reading.passages if "nobody signed" in reading.shown(p))


def test_subheads_of_an_article_are_body() -> None:
    prose = "The harbour office said that the water had fallen by a hand since the morning and would fall further. " * 2
    sections = "".join(f"\n{head}\n\n{prose}\n\n{prose}\n\n{prose}\n" for head in ("Northern bank", "Market", "Old bridge"))
    reading = read(ARTICLE + sections)
    assert reading.of(Role.COMMENT) == []
    assert reading.role("Northern bank") is Role.BODY


def test_a_numbered_list_in_an_article_is_no_thread() -> None:
    listed = "\n1. The landing.\n\n2. The road to Qalmun.\n\n3. The market, which was flooded twice.\n\n4. The mill.\n"
    reading = read(ARTICLE + listed)
    assert reading.of(Role.COMMENT) == []
    assert reading.role("The market, which") is Role.BODY


def test_a_list_above_an_announced_thread_stays_in_the_article() -> None:
    listed = "\n1. The landing.\n\n2. The road to Qalmun.\n\n3. The market, which was flooded twice.\n"
    thread = "\n2 Comments\n\n  1. oren says:\n\n    Open since Monday.\n\n  2. halima says:\n\n    He drives too fast.\n"
    reading = read(ARTICLE + listed + thread)
    assert reading.authors() == ["oren", "halima"]
    assert reading.role("The market, which") is Role.BODY


def test_prose_that_quotes_with_says_is_no_thread() -> None:
    prose = "\nThe minister says:\n\nWe will build a bridge before the next spring comes, whatever the guard may think.\n"
    assert read(ARTICLE + prose).of(Role.COMMENT) == []


def test_days_as_headings_are_no_thread() -> None:
    days = "".join(
        f"\nMarch {day}, 2016\n\nThe water fell by a hand, the harbour office said on that day.\n" for day in (3, 5, 9)
    )
    reading = read(ARTICLE + days)
    assert reading.of(Role.COMMENT) == []
    assert reading.page is not None and reading.page.published is None


def test_a_count_beside_the_byline_does_not_make_the_article_a_thread() -> None:
    title, _, rest = ARTICLE.partition("\n")
    reading = read(f"{title}\n\nComments (2)\n{rest}\n\n1. oren says:\n\nOpen.\n\n2. halima says:\n\nClosed.\n")
    assert reading.authors() == ["oren", "halima"]
    assert len(reading.of(Role.BODY)) == 1
    assert reading.problems == ()


def test_dates_inside_a_comment_start_no_other() -> None:
    thread = "".join(
        f"\n{n}. {name} says:\n\nA letter of the time:\nNovember 4, 2015\nNothing crosses.\n"
        for n, name in enumerate(("oren", "halima", "pilot"), 1)
    )
    assert read(ARTICLE + thread).authors() == ["oren", "halima", "pilot"]


def test_a_wide_gap_before_a_closing_notice_is_no_thread() -> None:
    reading = read(ARTICLE + "\n\nPlease write to us if you have problems with commenting.\n")
    assert [p.role for p in reading.passages] == [Role.HEADLINE, Role.BODY, Role.FURNITURE]


def test_a_page_of_comments_alone_has_no_body() -> None:
    reading = read("2 Comments\n\nOren says:\n\nOpen since Monday.\n\nHalima says:\n\nHe drives too fast.\n")
    assert reading.authors() == ["Oren", "Halima"]
    assert reading.of(Role.BODY) == []
