"""Comments of engines nobody named: found by what repeats, told from lists of titles, and never past bearable work."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from sayso.model import Role
from tests.read.reading import PARAGRAPHS, Reading, read

NAMES = ("Oren T.", "Halima", "Marta B", "Jona Perl")
SAID = (
    "They said the same after the last flood, and it took until the harvest.",
    "The piles are oak this time, and they will hold for as long as we have carts.",
    "It is the rope I would not trust, and nobody has said a word of the rope.",
    "The rope is new. I saw it come off the cart on Tuesday with my own eyes.",
)
STAMPS = tuple(f"March {day}, 2016 at 7:15 pm" for day in (7, 8, 9, 10))


def page(*items: str, above: str = "") -> Reading:
    return read(
        f"<html><body><main><h1>Ferry</h1>{PARAGRAPHS}</main>{above}<div>{''.join(items)}</div></body></html>", "p.html"
    )


def rows(shape: str) -> list[str]:
    return [shape.format(name=n, said=s, stamp=t) for n, s, t in zip(NAMES, SAID, STAMPS, strict=True)]


SHAPES = [
    pytest.param("<div><p><b>{name}</b> <i>{stamp}</i></p><p>{said}</p></div>", id="name and stamp above the words"),
    pytest.param("<div><p>{said}</p><p><a href='/u'>{name}</a> <i>{stamp}</i></p></div>", id="both below the words"),
    pytest.param("<section><header>{name} says: <time>{stamp}</time></header>{said}</section>", id="says"),
    pytest.param("<ul><li><a href='/u'>{name}</a></li><li>{stamp}</li></ul><p>{said}</p>", id="rows of siblings"),
    pytest.param("<div><p><b>{name}</b>, {stamp}</p><p>{said}</p><p><a>Reply</a> <a>Share</a></p></div>", id="with buttons"),
]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_repeats_with_name_stamp_and_words_is_a_thread(shape: str) -> None:
    reading = page(*rows(shape))
    assert tuple(reading.authors()) == NAMES
    posted = [p.posted for p in reading.passages if p.role is Role.COMMENT]
    assert [when.start.day for when in posted if when is not None and when.start is not None] == [7, 8, 9, 10]
    assert all(reading.role(said) is Role.COMMENT for said in SAID)


NO_THREADS = [
    pytest.param("<div><h3><a href='/a'>{said}</a></h3><i>{stamp}</i></div>", id="titles"),
    pytest.param("<div><h3><a href='/a'>{said}</a></h3>By {name}, <i>{stamp}</i><p>Read it all below.</p></div>", id="teasers"),
    pytest.param("<div><i>{stamp}</i></div>", id="stamps alone"),
    pytest.param("<blockquote><p><b>{name}</b> {stamp}</p><p>{said}</p></blockquote>", id="quotations"),
]


@pytest.mark.parametrize("shape", NO_THREADS)
def test_what_repeats_and_is_no_talk_is_no_thread(shape: str) -> None:
    reading = page(*rows(shape), above="<h2>Discussion</h2>")
    assert not reading.of(Role.COMMENT) and not reading.of(Role.POST)


def test_one_dated_paragraph_is_no_thread() -> None:
    assert not page(rows(str(SHAPES[0].values[0]))[0]).of(Role.COMMENT)


def test_an_answer_stands_inside_what_it_answers() -> None:
    shape = "<div><p><b>{name}</b> <i>{stamp}</i></p><p>{said}</p>{inner}</div>"
    made = [shape.format(name=n, said=s, stamp=t, inner="{inner}") for n, s, t in zip(NAMES, SAID, STAMPS, strict=True)]
    nested = made[0].replace("{inner}", f"<div>{made[1].replace('{inner}', '')}</div>")
    reading = page(nested, made[2].replace("{inner}", ""), made[3].replace("{inner}", ""))
    assert reading.passage(SAID[1]).inside == reading.passage(SAID[0]).id
    assert [reading.passage(said).depth for said in SAID] == [0, 1, 0, 0]


def test_posts_without_an_article_are_the_content_and_date_the_page() -> None:
    items = "".join(rows(str(SHAPES[0].values[0])))
    reading = read(f"<html><body><h1>Which road?</h1><div>{items}</div></body></html>", "p.html")
    assert len(reading.of(Role.POST)) == len(NAMES)
    assert reading.page is not None and reading.page.published_rule == "first post"


def test_who_begins_a_forums_thread_is_a_reader_though_the_head_names_him() -> None:
    items = "".join(rows(str(SHAPES[0].values[0])))
    head = '<head><meta name="author" content="Oren T."></head>'
    reading = read(
        f"<html>{head}<body><h1>Which road?</h1><div>{items}</div></body></html>", "p.html", url="https://x.example/"
    )
    assert (reading.passage(SAID[0]).voice or "").startswith("reader:")


def test_what_stands_between_comments_is_never_body() -> None:
    made = rows(str(SHAPES[0].values[0]))
    lost = "A stretch of words that stands among the comments, of nobody one could name, and of some length at that, all told."
    reading = page(*made[:2], f"<p>{lost}</p>", *made[2:])
    assert reading.role(lost) is not Role.BODY


def calls(run: Callable[[], object]) -> int:
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


HOSTILE = [
    pytest.param(lambda n: "<div>" * (n // 8) + "<i>March 3, 2016</i> so it is said by many " * n, id="one deep nest"),
    pytest.param(lambda n: "<div><b>Oren</b><i>March 3, 2016</i><p>so it is said by all</p>" * (n // 8), id="nested comments"),
    pytest.param(lambda n: "<p><i>March 3, 2016</i> <b>Oren</b> so it is said by all of us</p>" * n, id="flat comments"),
]


@pytest.mark.parametrize("make", HOSTILE)
def test_work_grows_with_the_page_and_no_faster(make: Callable[[int], str]) -> None:
    small, large = (f"<html><body>{make(n)}</body></html>" for n in (200, 800))
    read(small, "p.html")
    assert calls(lambda: read(large, "p.html")) < 8 * calls(lambda: read(small, "p.html"))
