"""Feeds: an entry is a page, dated and signed by the feed, and nothing a feed does can hurt its reader."""

from __future__ import annotations

import time

import pytest

from sayso.model import DateClass, Role
from sayso.read import sniff
from sayso.read.feed import MOST_ENTRIES
from tests.read.reading import problems_of, read_many

NAMES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
LINK = "https://www.oramradio.example/one"


def rss(items: str, channel: str = "<title>Oram Radio</title>", top: str = "") -> str:
    return f'<?xml version="1.0"?>{top}<rss version="2.0" {NAMES}><channel>{channel}{items}</channel></rss>'


def item(inside: str, title: str = "One") -> str:
    return f"<item><title>{title}</title><link>{LINK}</link>{inside}</item>"


def atom(inside: str, names: str = "") -> str:
    entry = f"<title>Oram Radio</title><entry><title>One</title>{inside}</entry>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {names}>{entry}</feed>'


RDF = (
    f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" {NAMES}><channel>'
    f"<title>Oram Radio</title></channel><item><title>One</title><link>{LINK}</link><dc:creator>Halima Quist</dc:creator>"
    "<dc:date>2016-03-03T09:30:00Z</dc:date><description>The rope broke.</description></item></rdf:RDF>"
)
DATED = "<pubDate>Thu, 03 Mar 2016 09:30:00 GMT</pubDate>"
FORMATS = [
    pytest.param(
        rss(item(f"<dc:creator>Halima Quist</dc:creator>{DATED}<description>&lt;p&gt;The rope broke.&lt;/p&gt;</description>")),
        id="RSS 2.0",
    ),
    pytest.param(
        rss(item(f"<author>h@a.example (Halima Quist)</author>{DATED}<description><![CDATA[The rope broke.]]></description>")),
        id="RSS 2.0, mail address",
    ),
    pytest.param(RDF, id="RSS 1.0"),
    pytest.param(
        atom(
            f'<link rel="self" href="{LINK}.xml"/><link href="{LINK}"/><author><name>Halima Quist</name></author>'
            "<published>2016-03-03T11:30:00+02:00</published><updated>2016-03-09T10:00:00Z</updated>"
            '<content type="html">&lt;p&gt;The rope broke.&lt;/p&gt;</content>'
        ),
        id="Atom",
    ),
    pytest.param(
        atom(
            '<link href="/one"/><author><name>Halima Quist</name></author><published>2016-03-03T09:30:00Z</published>'
            '<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>The rope broke.</x:p></x:div></content>',
            'xml:base="https://www.oramradio.example/"',
        ),
        id="Atom with elements",
    ),
]


@pytest.mark.parametrize("feed", FORMATS)
def test_an_entry_is_a_page_with_address_title_date_writer_and_words(feed: str) -> None:
    [reading] = read_many(feed, "feed.xml")
    page = reading.page
    assert page is not None and page.published is not None
    assert (page.url, page.source, page.author) == (LINK, "source:oram-radio", "Halima Quist")
    assert (reading.of(Role.HEADLINE), reading.of(Role.BODY)) == (["One"], ["The rope broke."])
    assert str(page.published.start) == "2016-03-03 09:30:00" and page.published_class is DateClass.EXPLICIT
    assert page.published_rule.startswith("feed.") and reading.problems == ()


@pytest.mark.parametrize("feed", FORMATS)
def test_the_capture_of_an_entry_gives_the_same_words_again(feed: str) -> None:
    [reading] = read_many(feed, "feed.xml")
    assert reading.page is not None
    [blob] = [capture.data for capture in reading.captures if capture.sha256 == reading.page.sha256]
    [again] = read_many(blob, "blob")
    assert again.text == reading.text


def test_an_entry_met_again_is_no_new_version() -> None:
    one, two = item("<description>The rope broke.</description>"), item("<description>It holds.</description>", "Two")
    [early] = read_many(rss(one), "early.xml")
    later = read_many(rss(two + one + one), "later.xml")
    assert [reading.text for reading in later] == ["Two\nIt holds.", "One\nThe rope broke."]
    assert early.page is not None and later[1].page is not None and early.page.id == later[1].page.id


def test_a_change_is_no_date_of_publication_and_a_broken_date_is_told() -> None:
    [reading] = read_many(
        atom(f'<link href="{LINK}"/><updated>2016-03-09T10:00:00Z</updated><summary>Words.</summary>'), "f.xml"
    )
    assert reading.page is not None and reading.page.published is None
    [reading] = read_many(rss(item("<pubDate>last week</pubDate><description>Words.</description>")), "f.xml")
    assert reading.page is not None and reading.page.published is None
    assert reading.problems == ("entry 1: its date 'last week' is none",)


def test_the_full_text_goes_before_the_excerpt() -> None:
    both = "<description>The rope&#8230;</description><content:encoded>&lt;p&gt;The rope broke.&lt;/p&gt;</content:encoded>"
    assert read_many(rss(item(both)), "f.xml")[0].of(Role.BODY) == ["The rope broke."]


def test_words_without_tags_keep_their_paragraphs() -> None:
    [reading] = read_many(rss(item("<description>One &amp;amp; two.\n\nThree.</description>")), "f.xml")
    assert reading.text == "One\nOne & two.\nThree."


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("<link>https://oramradio.example/a</link>", "https://oramradio.example/a"),
        ("<guid>https://oramradio.example/a</guid>", "https://oramradio.example/a"),
        ('<guid isPermaLink="false">https://oramradio.example/?p=1</guid>', None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>http://[</link>", None),
    ],
)
def test_only_a_whole_address_is_one(link: str, url: str | None) -> None:
    [reading] = read_many(rss(f"<item><title>One</title>{link}<description>Words.</description></item>"), "f.xml")
    assert reading.page is not None and reading.page.url == url


def test_what_xml_forbids_and_feeds_write_costs_no_word() -> None:
    sloppy = "<description>&lt;p&gt;Rope&nbsp;&amp; tar, A&B &foo; \x0bend&lt;/p&gt;</description>"
    readings = read_many(
        rss(item(sloppy, "Tar&nbsp;first") + item("<description>&lt;p&gt;5 &amp;lt; 6&lt;/p&gt;</description>")), "f.xml"
    )
    assert readings[0].of(Role.BODY) == ["Rope\u00a0& tar, A&B &foo; end"]
    assert readings[1].of(Role.BODY) == ["5 < 6"]
    assert readings[0].problems == ("1 control characters in the feed were left out",)


def test_a_broken_feed_is_read_up_to_the_break_and_not_past_it() -> None:
    whole = item("<description>&lt;p&gt;العبارة عادت إلى العمل &amp;amp; more&lt;/p&gt;</description>")
    readings = read_many(
        rss(whole + "<item><title>Two</b></title></item>" + item("<description>5 &lt; 6</description>", "Three")), "f.xml"
    )
    assert readings[0].of(Role.BODY) == ["العبارة عادت إلى العمل & more"]
    assert "Three" not in [reading.text for reading in readings]
    assert any("broken at line 1" in problem for problem in readings[0].problems)


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = [
    pytest.param(
        rss(item("<description>&a9;</description>"), top=f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}]>'), "entities", id="bomb"
    ),
    pytest.param(rss(item("&f;"), top='<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]>'), "entities", id="file"),
    pytest.param(rss(item("&f;"), top='<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://x.example/d"> %p;]>'), "", id="outside"),
    pytest.param(rss("<item>" * 9000), "broken", id="deep"),
    pytest.param(rss(""), "no entries", id="empty"),
    pytest.param("<rss", "no entries", id="cut at once"),
    pytest.param(rss("<item/>"), "neither title nor text", id="empty entry"),
    pytest.param("<feed><entry><title>One</title></entry></feed>", "no entries", id="no namespace"),
    pytest.param(rss("<![CDATA[" * 100_000), "broken", id="open sections"),
    pytest.param(rss("&" * 300_000), "no entries", id="ampersands"),
]


@pytest.mark.parametrize(("feed", "told"), HOSTILE)
def test_a_hostile_feed_is_told_and_costs_little(feed: str, told: str) -> None:
    started = time.process_time()
    problems = problems_of(feed, "feed.xml")
    assert any(told in problem for problem in problems) or not told
    assert not any("localhost" in problem for problem in problems)
    assert time.process_time() - started < 5


def test_of_a_huge_feed_so_many_entries_are_read_as_are_bearable() -> None:
    feed = rss("".join(f"<item><title>{n}</title></item>" for n in range(MOST_ENTRIES + 5)))
    readings = read_many(feed, "feed.xml")
    assert len(readings) == MOST_ENTRIES
    assert any(f"{MOST_ENTRIES + 5:,} entries" in problem for problem in readings[0].problems)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"<rss>", "application/rss+xml"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?>\n<!-- x --><?xml-stylesheet?><rss version='2.0'>", "application/rss+xml"),
        (b"<!DOCTYPE rss [<!ENTITY x 'y'>]>\n<rss>", "application/rss+xml"),
        (b"<a:feed xmlns:a='x'>", "application/atom+xml"),
        (b"<rdf:RDF>", "application/rss+xml"),
        ("<?xml version='1.0'?><feed>".encode("utf-16"), "application/atom+xml"),
        (b"<html><body><rss>", "text/html"),
        (b"<rssx>", "text/plain"),
        (b"The <rss> mark", "text/plain"),
        (b"<!--" * 1000, "text/plain"),
        (b"<?a?>" * 800 + b"<", "text/plain"),
    ],
)
def test_a_feed_is_told_by_its_first_element(data: bytes, media_type: str) -> None:
    started = time.process_time()
    assert sniff(data, "file") == media_type
    assert time.process_time() - started < 1
