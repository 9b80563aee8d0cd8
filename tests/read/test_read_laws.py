"""The laws every page keeps: passages tile it, words are where spans say, a second reading is the same."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.model import Role
from sayso.read import sniff
from sayso.read.passages import Label, make_passages, tile
from tests.laws import TIMES
from tests.read.reading import Reading, problems_of, read, read_many

# With SAYSO_LAW_TIMES at 480 they are tried on a hundred thousand pages.
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
PIECES = st.sampled_from(
    [
        "The ferry ran again on Sunday, the harbour office told those who had waited at the landing for eleven days.",
        "Ferry Line Opens",
        "Oren Tarn",
        "halima says:",
        "3. pilot says:",
        "1. Oren   March 3, 2016 at 7:15 pm",
        "March 3, 2016 at 7:15 pm",
        "Posted by: Oren | March 3, 2016 at 7:15 pm",
        "3 Comments",
        "Leave a comment",
        "Notify of",
        "Reply",
        "[Editor's note: our desk [here] holds the film.",
        "It was shot by a miller.]",
        "Update 21:40: it stopped.",
        "… from Harbour Wire",
        '" … open again.  HW',
        "FILE IMAGE: the ferry",
        "2,500 $",
        "You must be logged in to post a comment",
        "قال مكتب الميناء إن العبارة عادت إلى العمل",
        "<p>",
        "</div>",
        "<li class='comment depth-1' id='comment-1'>",
        "<b class=fn>Oren</b>",
        "<div id=wpd-comm-1_0 class='comment depth-1'>",
        "<div id=wpd-comm-2_1 class='wpd-comment'><div class=wpd-comment-author>Oren</div>",
        "<div class=wpd-comment-text>",
        "<div class=wpd-comment-date title='March 3, 2016'>3 years ago</div>",
        "<li class=comment id=c7><cite>Oren</cite>",
        "<p class=comment-content>",
        "<dl id=comments-block><dt class=comment-author>Oren said...</dt>",
        "<dd class=comment-body>",
        "<dd class=comment-footer>",
        "<h1>Ferry</h1>",
        "<article class='message message--post' id='js-post-3' data-content='post-3'><a class=username>Oren</a>",
        "<div class=bbWrapper>",
        "<li class=post id=post-4><span class=author>Halima</span><a class=time-ago title='March 3, 2016'>3 days ago</a>",
        "<div class=post-message>",
        "<div itemprop=comment itemscope itemtype='https://schema.org/Comment'><b itemprop=name>Oren</b>",
        "<p itemprop=text>",
        '<script type=\'application/ld+json\'>{"@type":"Article","comment":[{"text":"It stopped.","author":"Oren"}]}</script>',
        "<div class=comment id=comment-9><div class=inner><div class=comment-header><b class=byline><a href='#comment-9'>x</a>",
        "<table><tr><td>Oren</td><td>19/12/2014 20:15</td></tr>",
        "<article><p>",
        "<div class=sidebar>",
        "<!--",
        "<svg><p>",
    ]
)
GAPS = st.sampled_from(["\n", "\n\n", "\n\n\n", "\r\n", "\r", " ", "\u00a0", "\u2028", ""])
PAGES = st.lists(st.one_of(PIECES, GAPS, st.text(max_size=12)), max_size=30).map("".join)


def check(reading: Reading) -> None:
    at = 0
    for passage in reading.passages:
        assert passage.span.start == at < passage.span.end
        at = passage.span.end
        if passage.author is not None and passage.role is not Role.POST:
            assert passage.span.start <= passage.author.start < passage.author.end <= passage.span.end
        if passage.author is not None:
            assert 0 <= passage.author.start < passage.author.end <= len(reading.text)
        if passage.role in {Role.BODY, Role.UNKNOWN, Role.REPRINT, Role.QUOTE}:
            assert passage.author is None or passage.role is Role.REPRINT
    assert at == len(reading.text)
    ids = [passage.id for passage in reading.passages]
    assert len(ids) == len(set(ids))
    assert all(passage.inside in ids for passage in reading.passages if passage.inside is not None)


@settings(max_examples=150 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(PAGES)
def test_passages_tile_any_flat_page_and_a_second_reading_is_the_same(page: str) -> None:
    data = page.encode("utf-8", "replace")
    reading = read(data)
    check(reading)
    assert reading == read(data)
    # Chance writes "<html" too, and what begins so is no flat page whatever its name.
    if reading.page is not None and sniff(data, "page.txt") == "text/plain":
        assert reading.text == data.decode("utf-8-sig")


@settings(max_examples=60 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(PAGES)
def test_passages_tile_any_html_page_and_a_second_reading_is_the_same(page: str) -> None:
    data = ("<html><body>" + page).encode("utf-8", "replace")
    reading = read(data, "page.html")
    check(reading)
    assert reading == read(data, "page.html")


@settings(max_examples=150 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.gz", "a"]))
def test_no_bytes_raise(data: bytes, path: str) -> None:
    reading = read(data, path)
    check(reading)
    assert reading.page is not None or reading.problems


BEGINNINGS = st.sampled_from(
    [
        b"PK\x03\x04",
        b"%PDF-1.4\n1 0 obj <<",
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"From a@b.example Thu Mar  3 19:15:00 2016\nFrom: a@b.example\nMessage-ID: <1@b.example>\n",
        b"\x1f\x8b\x08",
        b'{"text": "The ferry ran again on Sunday.", ',
        b'[{"text": ',
        b"url,date,text\n",
        b"MIME-Version: 1.0\nFrom: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        b"<?xml version='1.0'?><rss><channel><item>",
        b"<disqus xmlns='http://disqus.com'><thread>",
    ]
)


@settings(max_examples=100 * TIMES, deadline=None, suppress_health_check=SLOW)
@given(BEGINNINGS, st.binary(max_size=200))
def test_no_container_raises_whatever_lies_in_it(beginning: bytes, rest: bytes) -> None:
    for reading in read_many(beginning + rest, "file"):
        check(reading)
    assert read_many(beginning + rest, "file") or problems_of(beginning + rest, "file")


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("abc")), max_size=12)


@given(st.text(alphabet="a \n\u00a0", max_size=40), SPANS)
def test_any_labels_become_passages_that_tile(text: str, spans: list[tuple[int, int, str]]) -> None:
    rest = Label(0, 0, Role.UNKNOWN, "rest", "rest")
    labels = [Label(start, end, Role.BODY, "label", key) for start, end, key in spans]
    passages = make_passages("page:x", tile(text, labels, rest), None)
    assert "".join(text[p.span.start : p.span.end] for p in passages) == text
    if text.strip():
        assert all(text[p.span.start : p.span.end].strip() for p in passages)


def test_a_control_character_behind_a_thread_breaks_nothing() -> None:
    page = "<dl id=comments-block><dt class=comment-author>Oren said...</dt>\x08"
    assert read(page.encode(), "page.html").captures
