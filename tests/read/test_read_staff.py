"""Whose voice a comment is: a badge, a handle in the byline and a signature say so; a first name does not."""

from __future__ import annotations

import pytest

from sayso.model import Role
from tests.read.reading import PARAGRAPHS, Reading, read

NAMES = ("Oren", "halima_q", "Pilot")


def comment(number: int, name: str, words: str, badge: str = "") -> str:
    shown = f"<span>{badge}</span>" if badge else ""
    return (
        f"<li class='comment depth-1' id=comment-{number}><b class=fn>{name}</b>{shown}"
        f"<time datetime=2016-03-0{number}>March {number}</time><div class=comment-content><p>{words}</p></div></li>"
    )


def page(*comments: str, byline: str = "", closing: str = "") -> Reading:
    signed = f"<meta name=author content='{byline}'>" if byline else ""
    end = f"<p>{closing}</p>" if closing else ""
    thread = f"<ol class=comment-list>{''.join(comments)}</ol>"
    article = f"<article><h1>Ferry Line</h1>{PARAGRAPHS}{end}</article>"
    return read(
        f"<html><head><title>Ferry Line</title>{signed}</head><body>{article}{thread}", "p.html", source="Desert Ledger"
    )


SAID = "The bridge is closed to lorries until the water has gone down."
OUTLET = "source:desert-ledger"


@pytest.mark.parametrize("badge", ["Author", "Moderator", "Site admin", "Autorin", "الكاتب"])
def test_a_badge_beside_the_name_is_the_outlets(badge: str) -> None:
    reading = page(comment(1, "Pilot", SAID, badge), comment(2, "Oren", "No, it is open."))
    assert (reading.voice("closed to lorries"), reading.role("closed to lorries")) == (OUTLET, Role.COMMENT)
    assert reading.voice("No, it is open") != OUTLET


def test_who_bears_a_badge_for_a_name_or_says_so_in_his_words_is_a_reader() -> None:
    reading = page(comment(1, "Pilot", "Author"), comment(2, "Oren", "Moderator asleep again?"))
    assert OUTLET not in {passage.voice for passage in reading.passages if passage.role is Role.COMMENT}


def test_a_handle_in_the_byline_is_its_writer_and_a_first_name_may_be_anybodys() -> None:
    assert page(comment(1, "halima_q", SAID), byline="halima_q").voice("closed to lorries") == OUTLET
    assert page(comment(1, "Halima", SAID), byline="Halima").voice("closed to lorries") != OUTLET
    assert page(comment(1, "Halima Quist", SAID), byline="Halima Quist").voice("closed to lorries") == OUTLET


def test_who_signs_as_the_byline_or_the_article_does_is_its_writer() -> None:
    byline = page(comment(1, "Pilot", f"{SAID} hq"), comment(2, "Oren", "No."), byline="Halima Quist")
    assert byline.voice("closed to lorries") == OUTLET and byline.voice("No.") != OUTLET
    again = comment(2, "Pilot", "Not before Friday. hq")
    closing = "The office will say more on Friday, when the road has been cleared of all that the water left. hq"
    assert page(comment(1, "Pilot", f"{SAID} hq"), again, closing=closing).voice("closed to lorries") == OUTLET
    # Once may be chance, and two who sign alike are not both the writer.
    assert page(comment(1, "Pilot", f"{SAID} hq"), closing=closing).voice("closed to lorries") != OUTLET
    both = page(comment(1, "Pilot", f"{SAID} hq"), comment(2, "Oren", "No. hq"), byline="Halima Quist")
    assert both.voice("closed to lorries") != OUTLET


def test_a_button_between_name_and_words_cuts_no_comment_in_two() -> None:
    body = "<b class=fn>Oren</b><a class=comment-reply-link>Reply</a><div class=comment-content><p>Good</p></div>"
    reading = page(f"<li class='comment depth-1' id=comment-1>{body}</li>", comment(2, "Pilot", SAID))
    first, second = reading.of(Role.COMMENT)
    assert first.split() == ["OrenReply", "Good"] and "closed to lorries" in second


def test_a_stamp_where_the_name_should_stand_names_nobody() -> None:
    assert page(comment(1, "March 3, 2016", SAID), comment(2, "Oren", "No.")).authors() == [None, "Oren"]


POSTS = "".join(
    f"<article class='message message--post' id=js-post-{n}><h4><a class=username>{name}</a></h4><h5>Well-known member</h5>"
    f"<dl><dt>Joined<dd>Mar 4, 2015<dt>Messages<dd>1,2{n}</dl><time class=u-dt datetime=2016-03-0{n}T10:00:00>Mar {n}</time>"
    f"<div class=bbWrapper>No{n}.</div><div class=message-lastEdit>Last edited: Mar 5</div></article>"
    for n, name in enumerate(NAMES, start=1)
)


def test_a_post_is_its_words_and_the_card_of_its_writer_names_him() -> None:
    reading = read(f"<html><title>Road</title><body><h1>Road</h1>{POSTS}", "p.html")
    assert reading.of(Role.POST) == ["No1.", "No2.", "No3."]
    posts = [passage for passage in reading.passages if passage.role is Role.POST]
    assert [reading.words(passage.author) for passage in posts] == list(NAMES)
    assert all(passage.posted is not None for passage in posts)


MARKDOWN = """# Ferry Line Opens

*By Halima Quist, March 3, 2016*

The ferry line at Bukharun carried its first lorries on Sunday, the harbour office told reporters, after **eleven** days.

## 2 Comments

**Oren Tarn** March 4, 2016 at 7:15 pm

It stopped again.

**Pilot** March 4, 2016 at 8:15 pm

* no it did not
"""


def test_the_marks_of_markdown_are_no_words() -> None:
    reading = read(MARKDOWN, "page.md")
    assert reading.page is not None and reading.words(reading.page.title) == "Ferry Line Opens"
    assert reading.authors() == ["Oren Tarn", "Pilot"] and reading.text == MARKDOWN
    assert reading.role("It stopped again") is Role.COMMENT and reading.role("eleven") is Role.BODY
