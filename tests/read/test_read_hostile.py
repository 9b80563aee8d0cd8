"""Bytes that are broken, hostile or in an old encoding: read as far as they go, told, and never an exception."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable

import pytest

from sayso.model import Role
from sayso.read import sniff
from sayso.read.decode import MOST_BYTES, decode, gunzip
from tests.read.reading import ARTICLE, PARAGRAPHS, read

ARABIC = "قال مكتب الميناء إن العبارة عادت إلى العمل يوم الأحد بعد أحد عشر يوما من الفيضان."

ENCODED = [
    pytest.param("“Ouvert”, dit-il".encode(), "utf-8", 0, id="utf-8"),
    pytest.param("\ufeffOuvert".encode(), "utf-8", 0, id="utf-8 with a mark"),
    pytest.param("Ouvert à nouveau".encode("utf-16"), "utf-16-le", 0, id="utf-16 with a mark"),
    pytest.param("Ouvert à nouveau".encode("utf-16-be"), "utf-16-be", 1, id="utf-16 without one"),
    pytest.param("Le café fut rouvert à midi, dit l’office".encode("cp1252"), "cp1252", 1, id="Windows-1252"),
    pytest.param(ARABIC.encode("cp1256"), "cp1256", 1, id="Windows-1256"),
    pytest.param("Le café fut rouvert".encode() * 9 + b"\xff", "utf-8", 1, id="utf-8 with one broken byte"),
]


@pytest.mark.parametrize(("data", "encoding", "remarks"), ENCODED)
def test_an_encoding_is_found_and_a_guess_is_told(data: bytes, encoding: str, remarks: int) -> None:
    decoded = decode(data, markup=False)
    assert (decoded.encoding, len(decoded.remarks)) == (encoding, remarks)
    assert decoded.text is not None and "\ufeff" not in decoded.text


@pytest.mark.parametrize(
    ("declared", "written", "told"),
    [
        ("utf-8", "utf-8", False),
        ("iso-8859-1", "cp1252", False),
        ("windows-1256", "cp1256", False),
        ("windows-1252", "utf-8", True),
        ("utf-8", "cp1252", True),
        ("klingon", "utf-8", False),
        ("utf-7", "utf-8", False),
    ],
)
def test_a_declared_encoding_holds_if_the_bytes_are_so(declared: str, written: str, told: bool) -> None:
    words = ARABIC if "1256" in declared else "Le café fut rouvert à midi, dit l’office, et voilà"
    data = f"<html><head><meta charset='{declared}'></head><body><p>{words}</p></body></html>".encode(written)
    decoded = decode(data, markup=True)
    assert decoded.text is not None and words in decoded.text
    assert bool(decoded.remarks) is told


def test_an_encoding_that_cannot_be_told_is_told_so() -> None:
    mixed = b"\xe9t\xe9 \xc7\xe1\xc3\xcd\xcf x\xe9 " + bytes(range(0x80, 0xA0))
    assert any("cannot be told" in remark for remark in decode(mixed, markup=False).remarks)


def test_nul_characters_stay_and_are_told() -> None:
    reading = read(ARTICLE.replace("Sunday", "Sun\0day"))
    assert "Sun\0day" in reading.text
    assert any("NUL" in problem for problem in reading.problems)
    assert read(f"<html><body><h1>A</h1>{PARAGRAPHS}\0</body></html>", "p.html").page is not None


UNREAD: list[tuple[bytes, str]] = [
    (b"", "empty"),
    (bytes(range(32)) * 9, "no text"),
    (b"PK\x03\x04" + b"x" * 40, "archive cannot be opened"),
    (b"%PDF-1.4 x", "the PDF is broken"),
    (b"GIF89a" + b"x" * 40, "no reader for image/gif"),
    (gzip.compress(b"", mtime=0), "nothing in the gzip file"),
]


@pytest.mark.parametrize(("data", "told"), UNREAD)
def test_what_cannot_be_read_is_kept_and_told(data: bytes, told: str) -> None:
    reading = read(data, "page.bin")
    assert reading.page is None
    assert any(told in problem for problem in reading.problems)
    assert [capture.data for capture in reading.captures] == ([data] if data else [])


def test_white_space_alone_is_a_page_without_words() -> None:
    reading = read(" \n\n ")
    assert reading.problems == ("there are no words on this page",)
    assert [p.role for p in reading.passages] == [Role.UNKNOWN]


def test_gzip_is_opened_and_a_cut_stream_read_as_far_as_it_goes() -> None:
    whole = gzip.compress(ARTICLE.encode())
    assert read(whole, "page.txt.gz").text == ARTICLE
    cut = read(whole[:-20], "page.txt.gz")
    assert cut.text and ARTICLE.startswith(cut.text[:50])
    assert any("cut short" in problem for problem in cut.problems)
    damaged = read(whole[:60] + b"\xff" * 40 + whole[100:], "page.txt.gz")
    assert any("damaged" in problem or "cut short" in problem for problem in damaged.problems)


def test_a_bomb_is_not_blown_up() -> None:
    inner = gzip.compress(b"x" * (MOST_BYTES + 1000))
    assert len(gunzip(inner)[0]) <= MOST_BYTES + 1
    reading = read(inner, "bomb.gz")
    assert reading.page is None and any("unpacks to more" in problem for problem in reading.problems)
    many = gzip.compress(b"", mtime=0) * 100_000
    assert read(many, "many.gz").page is None


def test_a_page_over_the_cap_is_left_where_it_is() -> None:
    reading = read(b"x" * (MOST_BYTES + 1))
    assert (reading.page, reading.captures) == (None, ())
    assert any("not taken in" in problem for problem in reading.problems)


def lines(line: str) -> Callable[[int], str]:
    return lambda size: line * (size // len(line))


SLOW = [
    pytest.param(lines("x"), id="one line"),
    pytest.param(lines("x "), id="one line of words"),
    pytest.param(lines("[" * 9), id="open brackets"),
    pytest.param(lines("[Ed: x\n\n"), id="open notes"),
    pytest.param(lines("Oren says:\n"), id="heads without words"),
    pytest.param(lines("1. a\n"), id="number ones"),
    pytest.param(lines("Oren\n\nopen\n\n\n"), id="names and gaps"),
    pytest.param(lines("Reply\n"), id="replies"),
    pytest.param(lines("March 3, 2016 at 7:15 pm\n"), id="stamps"),
    pytest.param(lines("Posted by: a | March 3, 2016\n\n"), id="footers"),
    pytest.param(lines("Share " * 99 + "\n"), id="long furniture"),
    pytest.param(lines(" \n"), id="blank lines"),
    pytest.param(lines("<p>"), id="open tags"),
    pytest.param(lines("<div class=comment id=comment-1>"), id="nested comments"),
    pytest.param(lines("<"), id="open marks"),
    pytest.param(lines("<p>a b c d e f g h i j k l m n o p</p>"), id="one paragraph often"),
    pytest.param(
        lines("<div id=wpd-comm-1_0 class='comment depth-1'><div class=wpd-comment-author>a</div>"), id="nested wpDiscuz"
    ),
    pytest.param(lines("<div id=wpd-comm-1_2></div><div id=wpd-comm-2_1>a</div>"), id="wpDiscuz in a circle"),
    pytest.param(lines("<dl id=comments-block><dt class=comment-author>a said...<dd class=comment-body>b"), id="rows"),
    pytest.param(lines("<li class=comment id=c1><cite>a</cite><p class=comment-content>b</p>"), id="Blogger"),
    pytest.param(lines("<li class='comment depth-1' id=comment-1><b class=fn>a</b><p>b</p></li>"), id="many comments"),
]


@pytest.mark.parametrize("make", SLOW)
@pytest.mark.parametrize("path", ["page.txt", "page.html"])
def test_work_grows_no_faster_than_the_page(make: Callable[[int], str], path: str) -> None:
    """Work is counted in calls, which come out the same on every machine; no clock is asked."""

    def work(size: int) -> int:
        calls = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        page, before = make(size), sys.getprofile()
        sys.setprofile(count)
        try:
            found = read(page, path)
        finally:
            sys.setprofile(before)
        assert found.captures
        return calls

    work(2_000)  # what is made once and kept is no work of a page
    small, large = work(20_000), work(80_000)
    assert large <= 8 * small


@pytest.mark.parametrize(
    ("data", "path", "media_type"),
    [
        (b"<!DOCTYPE html><p>x", "a.txt", "text/html"),
        (b"He wrote <p> on the wall", "a.txt", "text/plain"),
        (b"plain words", "a.html", "text/html"),
        (b"  <html>", "a", "text/html"),
        (b"plain words", "a", "text/plain"),
    ],
)
def test_markup_is_told_from_flat_text(data: bytes, path: str, media_type: str) -> None:
    assert sniff(data, path) == media_type


def test_a_tag_of_a_hundred_thousand_attributes_loses_them() -> None:
    many = " ".join(f"a{n}=1" for n in range(100_000))
    assert "again" in read(f"<html><body><p {many}>The ferry ran again.</p>", "page.html").text
    picture = f"<html><body><img alt=x src='data:image/png;base64,{'iVBOR' * 20_000}'><p class=c>The ferry ran again.</p>"
    assert "again" in read(picture, "page.html").text
