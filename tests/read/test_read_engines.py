"""Comment engines beside WordPress: each one's markup gives writer, time, words and what is answered."""

from __future__ import annotations

import pytest

from sayso.model import Role
from sayso.read.engines import ENGINES, find_items
from sayso.read.index import read_index
from sayso.read.markup import parse_markup
from tests.read.reading import PARAGRAPHS, Reading, read

HEADING = "Ferry Line At Bukharun Opens Again"


def page(thread: str) -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>{HEADING}</title></head><body><article><h1>{HEADING}</h1>{PARAGRAPHS}"
        f"</article><div id='comments'>{thread}</div></body></html>"
    )


def wpdiscuz(mark: str, number: int, parent: int, inside: str = "", name: str = "", names: str = "", title: str = "") -> str:
    """One comment of version 7 (`wpd`) or an older one (`wc`)."""
    date = f'<div class="{mark}-comment-date" title="{title}">3 years ago</div>'
    return (
        f'<div id="{mark}-comm-{number}_{parent}" class="comment depth-1 {mark}-comment {names}">'
        f'<div class="{mark}-comment-header"><div class="{mark}-comment-author">{name or f"Writer {number}"}</div>'
        f"{date if mark == 'wpd' else ''}</div>"
        f'<div class="{mark}-comment-text"><p>Words of {number}.</p></div>'
        f'<div class="{mark}-comment-footer"><span>Reply</span>{date if mark == "wc" else ""}</div>'
        f'<div id="wpdiscuz_form_anchor-{number}_{parent}"></div>{inside}</div>'
    )


def blogger(number: int, answers: str = "", names: str = "", reply: str = "") -> str:
    return (
        f'<li class="comment" id="c{number}"><div class="comment-block"><div class="comment-header">'
        f'<cite class="user {names}"><a href="#">Writer {number}</a></cite>'
        f'<span class="datetime secondary-text"><a href="#">March 3, 2016 at {number}:15 PM</a></span></div>'
        f'<p class="comment-content">Words of {number}.<br><br>More of {number}.</p>'
        f'<span class="comment-actions">{reply}<a>Delete</a></span></div><div class="comment-replies">'
        f'<div class="comment-thread inline-thread"><ol>{answers}</ol></div></div></li>'
    )


def row(number: int, name: str = "", names: str = "") -> str:
    return (
        f'<dt class="comment-author {names}" id="c{number}">{name or f"<a href=#>Writer {number}</a>"} said...</dt>'
        f'<dd class="comment-body"><p>Words of {number}.</p></dd>'
        f'<dd class="comment-footer"><span class="comment-timestamp">March {number}, 2016 at 7:15 PM</span></dd>'
    )


def threaded(items: str) -> str:
    return f'<div class="comment-thread toplevel-thread"><ol>{items}</ol></div>'


def answered(reading: Reading) -> dict[str | None, str | None]:
    """Writer by writer: the writer of the comment that each one answers."""
    comments = {p.id: reading.words(p.author) for p in reading.passages if p.role is Role.COMMENT}
    return {
        reading.words(p.author): None if p.inside is None else comments[p.inside]
        for p in reading.passages
        if p.role is Role.COMMENT
    }


def posted(reading: Reading) -> list[str]:
    return [str(p.posted.start) if p.posted else "-" for p in reading.passages if p.role is Role.COMMENT]


@pytest.mark.parametrize("mark", ["wpd", "wc"])
def test_wpdiscuz_names_what_is_answered_however_it_nests(mark: str) -> None:
    title = "March 3, 2016 7:15 pm"
    nested = wpdiscuz(mark, 1, 0, wpdiscuz(mark, 2, 1, wpdiscuz(mark, 3, 2, title=title), title=title), title=title)
    flat = "".join(wpdiscuz(mark, n, n - 1, title=title) for n in (1, 2, 3))
    for thread in (nested, flat):
        reading = read(page(thread), "page.html")
        assert answered(reading) == {"Writer 1": None, "Writer 2": "Writer 1", "Writer 3": "Writer 2"}
        assert posted(reading) == ["2016-03-03 19:15:00"] * 3
        assert {p.rule for p in reading.passages if p.role is Role.COMMENT} == {
            "wpdiscuz.7" if mark == "wpd" else "wpdiscuz.older"
        }
        assert not any("Reply" in words for words in reading.of(Role.COMMENT))


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("2016-03-03T19:15:00", "2016-03-03 19:15:00"),
        ("3 March 2016 19:15", "2016-03-03 19:15:00"),
        ("03/04/2016", "-"),
        ("Permalink", "-"),
        ("", "-"),
    ],
)
def test_a_relative_time_is_dated_by_its_title_or_not_at_all(title: str, read_as: str) -> None:
    assert posted(read(page(wpdiscuz("wpd", 1, 0, title=title)), "page.html")) == [read_as]


def test_the_depth_is_the_level_that_the_markup_states() -> None:
    reading = read(page(wpdiscuz("wpd", 1, 0) + wpdiscuz("wpd", 9, 8, names="wpd_comment_level-3")), "page.html")
    assert [p.depth for p in reading.passages if p.role is Role.COMMENT] == [0, 2]
    assert answered(reading)["Writer 9"] is None


def test_comments_that_name_each_other_do_not_answer_in_a_circle() -> None:
    reading = read(page(wpdiscuz("wpd", 1, 2) + wpdiscuz("wpd", 2, 1) + wpdiscuz("wpd", 3, 3)), "page.html")
    assert answered(reading) == {"Writer 1": None, "Writer 2": "Writer 1", "Writer 3": None}


STAFF = [
    pytest.param(wpdiscuz("wpd", 1, 0, names="bypostauthor"), True, id="wpDiscuz, the post's author"),
    pytest.param(wpdiscuz("wpd", 1, 0, '<i class="wpd-blog-administrator"></i>'), True, id="wpDiscuz, a part on the site"),
    pytest.param(wpdiscuz("wpd", 1, 0, names="wpd-blog-subscriber"), False, id="wpDiscuz, a subscriber"),
    pytest.param(wpdiscuz("wpd", 1, 0, wpdiscuz("wpd", 2, 1, names="bypostauthor")), False, id="wpDiscuz, the answer's writer"),
    pytest.param(threaded(blogger(1, names="blog-author")), True, id="Blogger threaded"),
    pytest.param(threaded(blogger(1, blogger(2, names="blog-author"))), False, id="Blogger, the answer's writer"),
    pytest.param(f"<dl id='comments-block'>{row(1, names='blog-author')}</dl>", True, id="Blogger old"),
    pytest.param(
        f"<dl id='comments-block'>{row(1)}{row(2, names='blog-author')}</dl>", False, id="Blogger old, the next writer"
    ),
]


@pytest.mark.parametrize(("thread", "is_staff"), STAFF)
def test_only_the_outlets_own_people_speak_with_its_voice(thread: str, is_staff: bool) -> None:
    reading = read(page(thread), "page.html", source="oram-radio")
    assert (reading.voice("Words of 1.") == "source:oram-radio") is is_staff


def test_blogger_threads_keep_writer_time_and_what_they_answer() -> None:
    reading = read(page(threaded(blogger(1, blogger(2)) + blogger(3))), "page.html")
    assert answered(reading) == {"Writer 1": None, "Writer 2": "Writer 1", "Writer 3": None}
    assert posted(reading) == ["2016-03-03 13:15:00", "2016-03-03 14:15:00", "2016-03-03 15:15:00"]
    assert [p.depth for p in reading.passages if p.role is Role.COMMENT] == [0, 1, 0]
    assert "More of 1." in reading.shown(reading.passage("Words of 1."))
    assert "Delete" not in " ".join(reading.of(Role.COMMENT))


def test_a_later_answer_on_bloggers_last_level_may_answer_its_neighbour() -> None:
    unsure = read(page(threaded(blogger(1, blogger(2) + blogger(3)))), "page.html")
    assert answered(unsure) == {"Writer 1": None, "Writer 2": "Writer 1", "Writer 3": None}
    link = '<a class="comment-reply">Reply</a>'
    sure = read(page(threaded(blogger(1, blogger(2, reply=link) + blogger(3, reply=link)))), "page.html")
    assert answered(sure)["Writer 3"] == "Writer 1"


def test_in_bloggers_old_list_the_stamp_stands_below_the_words_it_belongs_to() -> None:
    reading = read(page(f"<dl id='comments-block'>{row(1)}{row(2, name='Anonymous')}{row(3)}</dl>"), "page.html")
    assert reading.authors() == ["Writer 1", "Anonymous", "Writer 3"]
    assert posted(reading) == ["2016-03-01 19:15:00", "2016-03-02 19:15:00", "2016-03-03 19:15:00"]
    assert len([p for p in reading.passages if p.role is Role.COMMENT]) == 3


def test_a_list_of_terms_is_no_thread() -> None:
    terms = (
        "<dl><dt>Ferry</dt><dd class='comment-body'>A boat on a rope.</dd></dl><ul><li class='comment' id='cx'>None</li></ul>"
    )
    assert read(page(terms), "page.html").of(Role.COMMENT) == []


def test_a_part_of_the_page_belongs_to_one_engine_alone() -> None:
    classic = (
        '<li id="comment-5" class="comment depth-1"><cite class="fn">W5</cite><div class="comment-content">Old.</div></li>'
    )
    root = parse_markup(page(wpdiscuz("wpd", 1, 0, wpdiscuz("wpd", 2, 1)) + f"<ul>{classic}</ul>"))
    assert root is not None
    items = find_items(read_index(root))
    assert [item.rule for item in items] == ["wpdiscuz.7", "wpdiscuz.7", "wordpress.html5"]
    assert [item.parent for item in items] == [None, 0, None]
    assert list(ENGINES) == ["wpdiscuz", "blogger", "marked", "wordpress", "microdata"]


@pytest.mark.parametrize(
    "thread",
    [
        wpdiscuz("wpd", 1, 0) + wpdiscuz("wpd", 2, 1),
        threaded(blogger(1, blogger(2))),
        f"<dl id='comments-block'>{row(1)}{row(2)}</dl>",
    ],
)
def test_no_readers_words_are_left_in_the_body(thread: str) -> None:
    reading = read(page(thread).replace("<div id='comments'>", "<div>"), "page.html")
    assert len(reading.of(Role.COMMENT)) == 2
    assert "Words of" not in " ".join([*reading.of(Role.BODY), *reading.of(Role.UNKNOWN)])


def test_a_comments_time_is_no_date_of_the_page() -> None:
    reading = read(page(f"<dl id='comments-block'>{row(1)}{row(2)}</dl>"), "page.html")
    assert reading.page is not None and reading.page.published is not None
    assert reading.page.published_rule == "before the first comment" and reading.page.published.start is None


def test_answers_to_answers_are_read_as_deep_as_people_answer() -> None:
    """A theme sets two elements round each answer, and the parser by itself stops at 256."""
    page = ""
    for n in range(120, 0, -1):
        words = f"<b class=fn>Reader {n}</b><div class=comment-content><p>It was late on day {n}.</p></div>"
        item = f"<article class=comment-body>{words}</article><ol class=children>{page}</ol>"
        page = f"<li class='comment depth-{n}' id=comment-{n}>{item}</li>"
    reading = read(f"<html><body><h1>Ferry</h1>{PARAGRAPHS}<ol class=comment-list>{page}</ol></body></html>", "p.html")
    assert [name for name in reading.authors() if name] == [f"Reader {n}" for n in range(1, 121)]
    assert reading.problems == ()
