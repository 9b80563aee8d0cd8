"""WARC: each response is a page with its own capture, and no damage takes the records around it along."""

from __future__ import annotations

import gzip
import time
import zlib
from hashlib import sha256

import pytest

from sayso.model import Role
from sayso.read.decode import MOST_BYTES
from sayso.read.transport import free_body
from tests.read.reading import PARAGRAPHS, problems_of, read_many

DATE = "2016-03-03T22:30:15Z"
HTML = "text/html; charset=utf-8"


def page(title: str) -> bytes:
    return f"<html lang='en'><head><title>{title}</title></head><body><h1>{title}</h1>{PARAGRAPHS}</body></html>".encode()


def record(
    url: str, body: bytes, *, kind: str = "response", status: str = "200 OK", mime: str = HTML, date: str = DATE,
    header: str = "", length: int | None = None,
) -> bytes:  # fmt: skip
    block = body
    if kind != "resource":
        block = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n{header}\r\n".encode() + body
    named = mime if kind == "resource" else "application/http; msgtype=response"
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nContent-Type: {named}\r\n"
            f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


ONE, TWO, THREE = (record(f"https://oramradio.example/{n}", page(f"Ferry {n}")) for n in ("one", "two", "three"))
INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"


def titles(data: bytes) -> list[str]:
    return [" ".join(reading.of(Role.HEADLINE)) for reading in read_many(data, "crawl.warc")]


@pytest.mark.parametrize("packed", [False, True])
def test_each_response_is_a_page_with_address_time_place_and_capture(packed: bool) -> None:
    parts = [gzip.compress(part, mtime=0) if packed else part for part in (INFO, ONE, TWO)]
    data = b"".join(parts)
    readings = read_many(data, "crawl.warc.gz" if packed else "crawl.warc", zone="Asia/Baghdad")
    assert [reading.page.url for reading in readings if reading.page] == [
        f"https://oramradio.example/{n}" for n in ("one", "two")
    ]
    assert [reading.page.offset for reading in readings if reading.page] == [len(parts[0]), len(parts[0]) + len(parts[1])]
    assert {str(reading.page.seen) for reading in readings if reading.page} == {"2016-03-04 01:30:15"}
    blobs = {capture.sha256: capture.data for capture in readings[0].captures}
    assert set(blobs) == {sha256(data).hexdigest(), *(r.page.sha256 for r in readings if r.page)}
    assert [blobs[r.page.sha256] for r in readings if r.page] == [page("Ferry one"), page("Ferry two")]
    assert readings[0].problems == ()


@pytest.mark.parametrize(
    ("date", "seen"),
    [
        ("2016-03-03T22:30:15.123456789Z", "2016-03-03 22:30:15"),
        ("2016-03-03T00:00:00Z", "2016-03-03 00:00:00"),
        ("2016-03-03", "2016-03-03 23:59:59"),
        ("yesterday", None),
        ("0001-01-01T00:00:00Z", None),
    ],
)
def test_when_a_page_was_seen_is_what_the_record_says_or_unknown(date: str, seen: str | None) -> None:
    [reading] = read_many(record("https://oramradio.example/", page("One"), date=date), "c.warc", zone="UTC")
    assert reading.page is not None
    assert (None if reading.page.seen is None else str(reading.page.seen)) == seen
    assert bool(reading.problems) is (seen is None)


OTHERS = [
    pytest.param(record("https://a.example/p.png", b"\x89PNG", mime="image/png"), [], id="picture"),
    pytest.param(record("https://a.example/robots.txt", b"User-agent: *", mime="text/plain"), [], id="robots"),
    pytest.param(record("urn:text:a", b"Words.", kind="resource", mime="text/plain"), [], id="a crawler's note"),
    pytest.param(record("https://a.example/x", b"", status="302 Found"), [], id="empty"),
    pytest.param(record("https://a.example/x", page("Gone"), status="404 Not Found"), ["error status"], id="error page"),
    pytest.param(record("https://a.example/x", b"", kind="revisit"), ["revisit"], id="revisit"),
    pytest.param(record("https://a.example/x", b"x").replace(b"HTTP/1.1", b"XTTP/1.1"), ["no HTTP response"], id="no HTTP"),
    pytest.param(record("nowhere", page("x")), ["address"], id="no address"),
]


@pytest.mark.parametrize(("other", "told"), OTHERS)
def test_what_is_no_page_is_passed_over_and_told_where_a_page_was_meant(other: bytes, told: list[str]) -> None:
    assert titles(other + ONE) == ["Ferry one"]
    problems = problems_of(other + ONE, "c.warc")
    assert len(problems) == len(told) and all(word in problem for word, problem in zip(told, problems, strict=True))


def test_plain_text_and_files_put_in_by_themselves_are_read() -> None:
    text = record("https://a.example/t", b"The rope broke.\n", mime="text/plain")
    resource = record("<https://a.example/r>", page("Ferry"), kind="resource", mime=HTML)
    readings = read_many(text + resource, "c.warc")
    assert [reading.page.url for reading in readings if reading.page] == ["https://a.example/t", "https://a.example/r"]


def test_the_same_payload_of_the_same_address_is_one_page() -> None:
    assert titles(ONE + ONE + TWO) == ["Ferry one", "Ferry two"]


def test_the_servers_encoding_is_heard_unless_the_bytes_are_not_so() -> None:
    words = "<html><head><meta charset='utf-8'><title>x</title></head><body><p>Café à midi</p></body></html>"
    for charset, data in (("windows-1252", words.encode("cp1252")), ("utf-16", words.encode()), ("klingon", words.encode())):
        [reading] = read_many(record("https://a.example/", data, mime=f"text/html; charset={charset}"), "c.warc")
        assert "Café à midi" in reading.text


GZ = gzip.compress(ONE), gzip.compress(TWO), gzip.compress(THREE)
DAMAGED = [
    pytest.param(ONE + b"rubbish\r\n\r\n" + TWO + THREE, ["one", "two", "three"], "damaged behind", id="rubbish between"),
    pytest.param(GZ[0] + b"\0" * 40 + GZ[1] + GZ[2], ["one", "two", "three"], "damaged behind", id="rubbish between, packed"),
    pytest.param(
        GZ[0] + GZ[1][:60] + b"\xff" * 30 + GZ[1][90:] + GZ[2], ["one", "three"], "damaged behind", id="damaged, packed"
    ),
    pytest.param(record("https://a.example/", page("x"), length=10**9) + TWO, ["two"], "runs over", id="a length too long"),
    pytest.param(record("https://a.example/", page("x"), length=10**30) + TWO, ["two"], "no HTTP", id="a length beyond reason"),
    pytest.param(record("https://a.example/", page("x"), length=-4) + TWO, ["two"], "no HTTP", id="a length below nothing"),
    pytest.param(record("https://a.example/", page("x"), length=30) + TWO, ["two"], "damaged behind", id="a length too short"),
    pytest.param(b"WARC/1.0\r\nX: " + b"x" * 99_999 + b"\r\n\r\n" + TWO, ["two"], "no record", id="a header without end"),
    pytest.param(ONE + b"WARC/1.0\r\nWARC-Ty", ["one"], "", id="cut in a header"),
    pytest.param(ONE + TWO[: TWO.index(b"HTTP") + 20], ["one"], "cut short", id="cut before the words"),
]


@pytest.mark.parametrize(("data", "left", "told"), DAMAGED)
def test_damage_is_told_and_the_records_around_it_are_read(data: bytes, left: list[str], told: str) -> None:
    assert titles(data) == [f"Ferry {name}" for name in left]
    assert any(told in problem for problem in problems_of(data, "c.warc"))


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_record_is_read_as_far_as_it_goes(packed: bool) -> None:
    data = GZ[0] + GZ[1][:-30] if packed else ONE + TWO[:-40]
    readings = read_many(data, "c.warc")
    assert len(readings) == 2 and readings[1].text.startswith("Ferry two\nThe ferry line")
    assert any("cut short" in problem for problem in readings[0].problems)


@pytest.mark.parametrize("at", range(0, len(ONE) + len(TWO), 37))
def test_a_file_cut_anywhere_raises_nothing(at: int) -> None:
    for data in ((ONE + TWO)[:at], (GZ[0] + GZ[1])[:at]):
        problems_of(data, "c.warc")


def test_a_page_that_shows_a_record_is_not_taken_for_one() -> None:
    shown = record("https://a.example/", page("A page about records").replace(b"</body>", THREE + b"</body>"))
    assert titles(shown + b"rubbish\r\n\r\n" + TWO) == ["A page about records", "Ferry two"]


CHUNKED = b"".join(b"%x\r\n" % len(part) + part + b"\r\n" for part in (b"The rope ", b"broke.", b""))
CODED = [
    pytest.param(CHUNKED, "chunked", "", b"The rope broke.", False, id="chunks"),
    pytest.param(CHUNKED[:20], "chunked", "", b"The rope bro", True, id="cut chunks"),
    pytest.param(b"The rope", "chunked", "", b"The rope", False, id="chunks joined already"),
    pytest.param(gzip.compress(b"The rope"), "", "gzip", b"The rope", False, id="gzip"),
    pytest.param(b"The rope", "", "gzip", b"The rope", False, id="gzip taken off already"),
    pytest.param(gzip.compress(b"The rope")[:-9], "", "x-gzip", b"The rope", True, id="cut gzip"),
    pytest.param(zlib.compress(b"The rope"), "", "Deflate", b"The rope", False, id="deflate"),
    pytest.param(zlib.compress(b"The rope")[2:-4], "", "deflate", b"The rope", False, id="bare deflate"),
    pytest.param(b"\x8b\x03\x80The rope\x03", "", "br", b"The rope", False, id="brotli"),
    pytest.param(b"The rope", "", "br", b"The rope", False, id="brotli taken off already"),
    pytest.param(b"The rope", "", "utf-8", b"The rope", False, id="no coding"),
]


@pytest.mark.parametrize(("body", "transfer", "content", "freed", "told"), CODED)
def test_a_body_is_freed_of_its_codings_as_far_as_it_goes(
    body: bytes, transfer: str, content: str, freed: bytes, told: bool
) -> None:
    out, remarks = free_body(body, transfer, content)
    assert out == freed and bool(remarks) is told


def test_no_bomb_in_a_warc_file_goes_off() -> None:
    zeros = b"\0" * (3 * MOST_BYTES)
    inner = record("https://a.example/", gzip.compress(zeros), header="Content-Encoding: gzip\r\n")
    for data in (inner + TWO, gzip.compress(record("https://a.example/", zeros)) + GZ[1], gzip.compress(inner) + GZ[1]):
        started = time.process_time()
        assert titles(data) == ["Ferry two"]
        assert any("not read" in problem for problem in problems_of(data, "c.warc"))
        assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(ONE + b"\r\n\r\nWARC/1.0\r\n" * 100_000, id="records of nothing"),
        pytest.param(ONE + b"x\r\n\r\nWARC/1.0\r\nx: y\r\n" * 50_000, id="broken records"),
        pytest.param(GZ[0] + b"\x1f\x8b\x08" * 300_000, id="gzip marks"),
        pytest.param(record("x", b"x") * 5_000, id="records without an address"),
        pytest.param(
            ONE + record("https://a.example/", b"1\r\na\r\n" * 90_000, header="Transfer-Encoding: chunked\r\n"), id="chunks"
        ),
    ],
)
def test_a_hostile_file_costs_little_and_is_not_told_of_without_end(data: bytes) -> None:
    started = time.process_time()
    assert len(problems_of(data, "c.warc")) < 300
    assert time.process_time() - started < 5
