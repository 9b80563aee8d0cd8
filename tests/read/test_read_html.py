"""HTML: the visible text, WordPress threads, the body without them, and what the head says."""

from __future__ import annotations

import pytest

from sayso.model import DateClass, Precision, Role
from tests.read.reading import PARAGRAPHS, read

HEADING = "Ferry Line At Bukharun Opens Again"

HTML5 = """<ol class="comment-list">
<li id="comment-1" class="comment even depth-1 parent"><article id="div-comment-1" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Oren T.</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="#comment-1"><time datetime="2016-03-03T19:15:00+02:00">
March 3, 2016 at 7:15 pm</time></a></div></footer>
<div class="comment-content"><p>That road has been open since Monday.</p><p>My cousin drives on it.</p></div>
<div class="reply"><a class="comment-reply-link" href="#">Reply</a></div></article>
<ol class="children"><li id="comment-2" class="comment bypostauthor odd depth-2">
<article id="div-comment-2" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Halima</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="#comment-2"><time datetime="2016-03-03T20:02:00+02:00">
March 3, 2016 at 8:02 pm</time></a></div></footer>
<div class="comment-content"><p>He should drive more slowly then.</p></div></article></li></ol></li>
<li id="comment-3" class="pingback odd depth-1"><div class="comment-body">Pingback:
<a href="#">Rivers of the valley</a></div></li></ol>"""
CLASSIC = """<ul class="commentlist">
<li class="comment even depth-1" id="comment-1"><div class="comment-body"><div class="comment-author vcard">
<cite class="fn">Oren T.</cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="#comment-1">March 3, 2016 at 7:15 pm</a></div>
<p>That road has been open since Monday.</p><p>My cousin drives on it.</p>
<div class="reply"><a class="comment-reply-link" href="#">Reply</a></div></div>
<ul class="children"><li class="comment bypostauthor odd depth-2" id="comment-2"><div class="comment-body">
<div class="comment-author vcard"><cite class="fn">Halima</cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="#comment-2">March 3, 2016 at 8:02 pm</a></div>
<p>He should drive more slowly then.</p></div></li></ul></li></ul>"""


def page(thread: str = "", head: str = "", top: str = "", body: str = PARAGRAPHS) -> str:
    return (
        f"<!doctype html><html lang='en'><head><title>{HEADING} | Oram Radio</title>{head}</head><body>"
        f"<nav><ul><li><a href='/'>Front</a></li><li><a href='/river'>River</a></li></ul></nav>"
        f"<main><article><h1>{HEADING}</h1>{top}{body}</article>"
        f"<div id='comments' class='comments-area'>{thread}</div></main>"
        f"<aside><h3>More of the river</h3><ul><li><a href='/a'>Miller drowned at Tarif</a></li></ul></aside></body></html>"
    )


@pytest.mark.parametrize("thread", [pytest.param(HTML5, id="html5"), pytest.param(CLASSIC, id="classic")])
def test_wordpress_comments_keep_writer_time_and_what_they_answer(thread: str) -> None:
    reading = read(page(thread), "page.html", source="oram-radio")
    first, second = (p for p in reading.passages if p.role is Role.COMMENT)
    assert (reading.words(first.author), reading.words(second.author)) == ("Oren T.", "Halima")
    assert (first.depth, second.depth, second.inside) == (0, 1, first.id)
    assert first.posted is not None and first.posted.stated is not None
    assert reading.words(first.posted.stated) == "March 3, 2016 at 7:15 pm"
    assert "My cousin drives" in reading.shown(first) and "Reply" not in reading.shown(first)


def test_a_stated_zone_is_read_and_the_time_set_in_the_cases() -> None:
    for zone, hour in (("UTC", "17:15"), ("Asia/Baghdad", "20:15")):
        reading = read(page(HTML5), "page.html", zone=zone)
        posted = reading.passage("My cousin drives").posted
        assert posted is not None and posted.start is not None and posted.precision is Precision.INSTANT
        assert posted.start.strftime("%H:%M") == hour


def test_the_writer_of_the_post_answers_with_the_outlets_voice() -> None:
    reading = read(page(HTML5), "page.html", source="oram-radio")
    assert reading.voice("drive more slowly") == "source:oram-radio"
    assert (reading.voice("since Monday") or "").startswith("reader:")


def test_a_pingback_is_furniture() -> None:
    assert read(page(HTML5), "page.html").role("Rivers of the valley") is Role.FURNITURE


def test_past_the_depth_a_theme_nests_what_is_answered_is_unknown() -> None:
    item = (
        '<li id="comment-{n}" class="comment depth-{d}"><div class="comment-body"><cite class="fn">W{n}</cite>'
        "<p>Opinion of the writer number {n}.</p>{link}</div>{inner}</li>"
    )
    link = '<div class="reply"><a class="comment-reply-link">Reply</a></div>'
    deepest = item.format(n=2, d=2, link="", inner="") + item.format(n=3, d=2, link="", inner="")
    thread = f"<ol>{item.format(n=1, d=1, link=link, inner=f'<ul class=children>{deepest}</ul>')}</ol>"
    reading = read(page(thread), "page.html")
    first, second, third = (p for p in reading.passages if p.role is Role.COMMENT)
    assert (second.inside, third.inside) == (first.id, None)


def test_the_body_is_the_article_and_nothing_beside_it() -> None:
    reading = read(page(HTML5), "page.html")
    assert reading.of(Role.HEADLINE) == [HEADING]
    assert reading.page is not None and reading.words(reading.page.title) == HEADING
    assert reading.role("carried its first lorries") is Role.BODY
    assert reading.role("Miller drowned at Tarif") is Role.FURNITURE
    assert reading.page.language == "en"


def test_menus_and_lists_of_links_are_never_body() -> None:
    menu = "<table><tr><td><a href=/l>Local</a> | <a href=/s>Sport</a></td></tr></table>"
    after = "<p><a href=/20>Rain is on its way</a><br><a href=/21>Cup draw</a></p>"
    reading = read(f"<html><body>{menu}<h1>{HEADING}</h1><div>{PARAGRAPHS}{after}</div></body></html>", "page.html")
    for words in ("Local", "Rain is on its way", "Cup draw"):
        assert reading.role(words) is Role.FURNITURE
    assert reading.role("carried its first lorries") is Role.BODY


def test_comments_in_markup_nobody_knows_are_unknown_and_told() -> None:
    thread = "".join(
        f"<div class=entry><b>w{n}</b><p>The road is open again, says a reader, number {n}.</p></div>" for n in (1, 2)
    )
    reading = read(page(thread), "page.html")
    assert reading.role("says a reader, number 2") is Role.UNKNOWN
    assert any("no reader here" in problem for problem in reading.problems)


def test_a_thread_that_the_capture_does_not_hold_is_told() -> None:
    reading = read(page("<div id='disqus_thread'></div>"), "page.html")
    assert any("not in the capture" in problem for problem in reading.problems)
    counted = read(page("<h2>14 Comments</h2>" + HTML5), "page.html")
    assert "the page declares 14 comments, 2 were found" in counted.problems


def test_what_is_hidden_is_not_text_but_a_folded_thread_is() -> None:
    hidden = "<p style='display: none'>The landing has fallen to the Lions of Oram.</p>"
    reading = read(page(f"<div style='display:none'>{HTML5}</div>", body=PARAGRAPHS + hidden), "page.html")
    assert "has fallen" not in reading.text
    assert reading.authors() == ["Oren T.", "Halima"]


def test_captions_and_set_off_quotations_are_told_from_the_body() -> None:
    first, second = PARAGRAPHS.split("</p>")[:2]
    figure = (
        "<figure><img src='f.jpg'><figcaption>The old ferry in better days, as those who knew it say.</figcaption></figure>"
    )
    quote = "<blockquote><p>We have waited eleven days and would have waited eleven more, said nobody.</p></blockquote>"
    reading = read(page(body=f"{first}</p>{figure}{quote}{second}</p>"), "page.html")
    assert reading.role("The old ferry in better days") in {Role.CAPTION, Role.FURNITURE}
    quoted = reading.passage("would have waited eleven more")
    assert (quoted.role, quoted.voice) == (Role.QUOTE, None)
    assert quoted.inside == reading.passage("carried its first lorries").id


def test_the_sources_come_from_sidecar_then_domain_then_site_name() -> None:
    site = "<meta property='og:site_name' content='Harbour Wire'>"
    canonical = "<link rel='canonical' href='https://www.oramradio.example/2016/03/03/ferry'>"
    assert read(page(head=site + canonical), "page.html", source="Valley Post").voice(HEADING) == "source:valley-post"
    assert read(page(head=site + canonical), "page.html").voice(HEADING) == "source:oram-radio"
    assert read(page(head=site), "page.html").voice(HEADING) == "source:harbour-wire"
    assert read(page(head=site), "page.html", url="https://valley.example/x").voice(HEADING) == "source:valley.example"
    unknown = "<meta property='og:site_name' content='Reed Bank Voice'>"
    assert read(page(head=unknown), "page.html").voice(HEADING) == "source:reed-bank-voice"
    assert read(page(), "page.html").voice(HEADING) is None


def test_the_only_h1_over_the_body_is_the_title_where_the_head_has_a_title_of_its_own() -> None:
    words = "The ferry of Oram ran again on Friday after eleven days, its captain said, and carried forty lorries across."
    body = f"<p>By Ada Penn</p><p>{words}</p><p>{words.replace('Friday', 'Sunday')}</p>"
    head = "<title>Oram crossing open, all there is to know</title><meta property='og:site_name' content='Reed Bank Voice'>"

    def title(markup: str) -> str | None:
        reading = read(f"<html><head>{head}</head><body>{markup}</body></html>", "page.html")
        span = reading.page.title if reading.page else None
        return None if span is None else reading.text[span.start : span.end]

    assert title(f"<h1>Ferry runs after eleven days</h1>{body}") == "Ferry runs after eleven days"
    assert title(f"<h1><a href='/'>The Valley's own paper</a></h1>{body}") is None
    assert title(f"<h1>Reed Bank Voice</h1>{body}") is None
    assert title(f"<h1>Ferry runs</h1><h1>Weather</h1>{body}") is None


def test_text_that_no_parser_can_nest_is_kept_as_unknown() -> None:
    reading = read("<html><body>" + "<div>" * 3000 + "The ferry runs.<script>x()</script>" + "</div>" * 3000, "page.html")
    assert "The ferry runs." in reading.text and "x()" not in reading.text
    assert {p.role for p in reading.passages} == {Role.UNKNOWN}
    assert any("too deep" in problem for problem in reading.problems)


def test_blocks_end_lines_and_words_of_one_line_stay_together() -> None:
    reading = read("<html><body><p>One <b>two</b>\n three</p><ul><li>four<li>five</ul>six<br>seven</body></html>", "page.html")
    assert reading.text == "One two three\nfour\nfive\nsix\nseven"


def test_a_date_of_the_page_is_classed_by_where_it_was_said() -> None:
    article = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2016-03-03T19:15:00+02:00"}</script>'
    )
    meta = '<meta property="article:published_time" content="2016-03-03">'
    found = {}
    for head in (article, meta, ""):
        made = read(page(head=head), "page.html", url="https://oramradio.example/2016/03/03/ferry").page
        assert made is not None and made.published is not None and made.published.start is not None
        found[made.published_class] = made.published.start.isoformat()
    assert found == {
        DateClass.EXPLICIT: "2016-03-03T17:15:00",
        DateClass.META: "2016-03-03T00:00:00",
        DateClass.URL: "2016-03-03T00:00:00",
    }
