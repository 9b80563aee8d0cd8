"""Files in files, and tables of pages: each page inside is read as if it lay there by itself, dated as its container says."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from typing import Literal

import pytest

from sayso.model import DateClass, Role
from sayso.read import sniff
from tests.read.reading import ARTICLE, PARAGRAPHS, Reading, problems_of, read, read_many

TITLE = "Ferry Line At Bukharun Opens Again After The Flood"
PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{PARAGRAPHS}</article></body></html>"
URL = "https://ledger.example/2016/03/ferry"
BODY = "road to Qalmun has been"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: Literal["w", "w:gz"] = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(url: str, page: str) -> bytes:
    body = page.encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2016-03-04T09:00:00Z\r\n"
    head += "WARC-Record-ID: <urn:uuid:6c3a1f2e-0000-4000-8000-000000000001>\r\n"
    return (
        f"{head}Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n".encode()
        + http
        + b"\r\n\r\n"
    )


MHTML = f"""From: <Saved by a browser>
Snapshot-Content-Location: {URL}
Subject: Ferry
Date: Fri, 4 Mar 2016 09:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: {URL}

{PAGE.replace("=", "=3D")}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://ledger.example/a.png

iVBORw0KGgo=
------b--
"""

MAIL = f"""From: Halima Dorran <halima@ledger.example>
To: desk@ledger.example
Subject: =?utf-8?q?Ferry_Line_At_Bukharun_Opens_Again?=
Date: Thu, 03 Mar 2016 19:15:00 +0200
Message-ID: <1@ledger.example>
Content-Type: text/plain; charset=utf-8

{ARTICLE.split(chr(10), 2)[2]}
On Wednesday Oren wrote:

> Is the ferry line still closed, or has the harbour office said when it opens?
> I have a lorry waiting.
"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Ledger",
        "items": [
            {"id": URL, "url": URL, "title": TITLE, "content_html": PARAGRAPHS, "date_published": "2016-03-03T19:15:00+02:00"}
        ],
    }
)
FLAT = ARTICLE.split("\n", 2)[2]
ROW = {"url": URL, "date": "2016-03-03T19:15:00+02:00", "title": TITLE, "text": FLAT}


def table(row: dict[str, str], delimiter: str = ",") -> str:
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in row.values()]
    return delimiter.join(row) + "\r\n" + delimiter.join(quoted) + "\r\n"


HELD = [
    pytest.param(zipped({"a/page.html": PAGE.encode()}), "b.zip/a/page.html", None, "none", id="zip"),
    pytest.param(tarred({"./page.html": PAGE.encode()}), "b.zip/page.html", None, "none", id="tar"),
    pytest.param(tarred({"page.html": PAGE.encode()}, "w:gz"), "b.zip/page.html", None, "none", id="tar.gz"),
    pytest.param(
        zipped({"b.zip": zipped({"page.html": PAGE.encode()})}), "b.zip/b.zip/page.html", None, "none", id="zip in zip"
    ),
    pytest.param(
        zipped({"datapackage.json": b"{}", "pages/pages.jsonl": b"{}", "archive/data.warc": warc(URL, PAGE)}),
        "b.zip/archive/data.warc",
        URL,
        "none",
        id="WACZ",
    ),
    pytest.param(MHTML.encode(), "b.zip", URL, "none", id="MHTML"),
    pytest.param(MAIL.encode(), "b.zip", None, "mail.date", id="mail"),
    pytest.param(JSON_FEED.encode(), "b.zip", URL, "row.date", id="JSON feed"),
    pytest.param((json.dumps(ROW) + "\n").encode(), "b.zip", URL, "row.date", id="JSON Lines"),
    pytest.param(json.dumps([ROW]).encode(), "b.zip", URL, "row.date", id="JSON list"),
    pytest.param(table(ROW).encode(), "b.zip", URL, "row.date", id="CSV"),
    pytest.param(table(ROW, ";").encode(), "b.zip", URL, "row.date", id="CSV with semicolons"),
]


@pytest.mark.parametrize(("data", "path", "url", "rule"), HELD)
def test_a_page_in_a_container_is_read_as_the_page_it_is(data: bytes, path: str, url: str | None, rule: str) -> None:
    [reading] = read_many(data, "b.zip", zone="UTC")
    page = reading.page
    assert page is not None and (page.path, page.url, page.published_rule) == (path, url, rule)
    assert reading.role(BODY) is Role.BODY
    assert reading.problems == ()
    assert page.title is not None and reading.text[page.title.start : page.title.end].startswith("Ferry Line At Bukharun")
    if rule != "none":
        assert page.published is not None and str(page.published.start) == "2016-03-03 17:15:00"
        assert page.published_class is DateClass.EXPLICIT
    assert page.sha256 in {capture.sha256 for capture in reading.captures}


def test_a_saved_page_was_seen_when_it_was_saved() -> None:
    [reading] = read_many(MHTML, "p.mhtml")
    assert reading.page is not None and str(reading.page.seen) == "2016-03-04 09:00:00"


def test_what_a_mail_answers_is_not_its_senders() -> None:
    [reading] = read_many(MAIL, "m.eml")
    assert reading.page is not None and reading.page.author == "Halima Dorran"
    assert reading.role("I have a lorry waiting.") is Role.QUOTE


def test_what_is_attached_to_a_mail_is_read_by_itself() -> None:
    mail = (
        "From: a@b.example\nMessage-ID: <2@b.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: text/plain\n\nSee what is attached, it came this morning.\n"
        f"--b\nContent-Type: text/html\nContent-Disposition: attachment; filename=page.html\n\n{PAGE}\n--b--\n"
    )
    letter, attached = read_many(mail, "m.eml")
    assert letter.page is not None and attached.page is not None
    assert (letter.page.path, attached.page.path) == ("m.eml", "m.eml/page.html")
    assert attached.role(BODY) is Role.BODY


MAILBOX = b"""From oren@quay.example Thu Mar  3 19:15:00 2016
From: Oren Tarn <oren@quay.example>
Date: Thu, 03 Mar 2016 19:15:00 +0000
Subject: The ferry is back
Message-ID: <1@quay.example>

The ferry ran again on Sunday, the harbour office told those who had waited at the landing.

>From the far landing nothing was seen of it until the evening.

From halima@quay.example Fri Mar  4 08:00:00 2016
From: Halima Quist <halima@quay.example>
Date: Fri, 04 Mar 2016 08:00:00 +0000
Subject: Re: The ferry is back

> The ferry ran again on Sunday

It stopped on Monday.
"""


@pytest.mark.parametrize("data", [MAILBOX, MAILBOX.replace(b"\n", b"\r\n")], ids=["lf", "crlf"])
def test_each_mail_of_a_mailbox_is_a_page_by_its_sender(data: bytes) -> None:
    first, second = read_many(data, "box")
    assert [reading.page.path for reading in (first, second) if reading.page] == ["box/1.eml", "box/2.eml"]
    assert [reading.page.author for reading in (first, second) if reading.page] == ["Oren Tarn", "Halima Quist"]
    assert "From the far landing" in first.text and ">From" not in first.text
    assert second.role("The ferry ran again") is Role.QUOTE


@pytest.mark.parametrize("pack_up", [zipped, tarred])
def test_a_sidecar_in_an_archive_speaks_of_the_pages_beside_it(pack_up: Callable[[dict[str, bytes]], bytes]) -> None:
    row = "path,url,source,published\na.txt,https://quay.example/a,Harbour Wire,2016-03-03\nlost.txt,,,\n"
    files = {"in/a.txt": ARTICLE, "in/b.txt": ARTICLE + "More.", "in/pages.csv": row}
    data = pack_up({name: words.encode() for name, words in files.items()})
    first, second = read_many(data, "pages.pack", source="Desert Ledger")
    assert first.page is not None and second.page is not None
    assert (first.page.url, first.page.source) == ("https://quay.example/a", "source:harbour-wire")
    assert first.page.published is not None and first.page.published_rule == "sidecar"
    assert (second.page.url, second.page.source) == (None, "source:desert-ledger")
    assert any("lost.txt" in problem for problem in first.problems)


def test_columns_of_other_names_are_named_in_the_sidecar() -> None:
    table_of_others = table({"link": URL, "printed": "2016-03-03", "head": TITLE, "article": FLAT})
    named = (("text", "article"), ("url", "Link"), ("date", "printed"))
    [reading] = read_many(table_of_others, "t.csv", columns=named)
    assert reading.page is not None and reading.page.url == URL
    assert str(reading.page.published and reading.page.published.start) == "2016-03-03 00:00:00"
    [lost] = [read(table_of_others, "t.csv")]
    assert lost.page is None and any("name it in pages.csv" in problem for problem in lost.problems)


def test_readers_below_a_text_in_a_table_stay_readers() -> None:
    thread = "\n3 Comments\n\n" + "".join(
        f"{name} says:\nMarch {day}, 2016 at 7:15 pm\n\nThe landing at Qalmun was open when I passed it on day {day}.\n\n"
        for day, name in ((3, "Oren"), (4, "Halima"), (5, "Tarn"))
    )
    [reading] = read_many(json.dumps({**ROW, "text": FLAT + thread}), "t.jsonl")
    assert reading.authors() == ["Oren", "Halima", "Tarn"]


def test_each_row_of_a_table_is_a_page_and_a_doubled_one_is_one() -> None:
    rows = [{**ROW, "url": f"{URL}/{n}"} for n in (1, 2, 2)]
    readings = read_many("\n".join(map(json.dumps, rows)), "t.jsonl")
    assert [reading.page.url for reading in readings if reading.page] == [f"{URL}/1", f"{URL}/2"]


def test_rows_that_cannot_be_read_are_told_and_the_others_read() -> None:
    lines = [json.dumps(ROW), "{broken", json.dumps({"url": URL}), json.dumps({**ROW, "url": URL + "/2", "date": "soon"})]
    readings = read_many("\n".join(lines), "t.jsonl")
    assert len(readings) == 2
    assert readings[0].problems == (
        "line 2 is no JSON object; not read",
        "line 4: its date 'soon' is none",
        "rows without a text: 1",
    )


DOCUMENT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx() -> bytes:
    words = [" ".join(block.split()) for block in ARTICLE.split("\n\n")]
    shown = "".join(f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in words[1:])
    head = f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{words[0]}</w:t></w:r></w:p>'
    deleted = "<w:p><w:del><w:r><w:delText>never said</w:delText></w:r></w:del></w:p>"
    note = "<w:p><w:r><w:t>Was it eleven days?</w:t></w:r></w:p>"
    margin = f'<w:comment w:id="1" w:author="Oren Tarn" w:date="2016-03-05T08:00:00Z">{note}</w:comment>'
    body = f"<w:body>{head}{shown}{deleted}</w:body>"
    return zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{DOCUMENT}">{body}</w:document>'.encode(),
            "word/comments.xml": f'<w:comments xmlns:w="{DOCUMENT}">{margin}</w:comments>'.encode(),
        }
    )


def pdf(lines: list[str]) -> bytes:
    """The smallest file that shows these lines, as a word processor would write it."""
    shown = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /MediaBox [0 0 612 792] >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{out}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n".encode()


def test_a_document_is_read_and_its_margin_is_the_reviewers() -> None:
    reading = read(docx(), "report.docx")
    assert reading.role(BODY) is Role.BODY and "never said" not in reading.text
    assert reading.authors() == ["Oren Tarn"]
    assert reading.problems == ()


def test_a_pdf_is_read_by_the_layout_of_its_words() -> None:
    reading = read(pdf(ARTICLE.splitlines()), "report.pdf")
    assert reading.role(BODY) is Role.BODY and reading.problems == ()


WXR = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Ledger</title>
<item><title>{TITLE}</title><link>{URL}</link><dc:creator>halima</dc:creator><pubDate>Thu, 03 Mar 2016 17:15:00 +0000</pubDate>
<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded>
<wp:comment><wp:comment_id>7</wp:comment_id>
<wp:comment_author>Oren Tarn</wp:comment_author>
<wp:comment_date_gmt>2016-03-03 18:00:00</wp:comment_date_gmt>
<wp:comment_content><![CDATA[The eastern landing was open at noon.]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved>
<wp:comment_parent>0</wp:comment_parent>
<wp:comment_user_id>0</wp:comment_user_id></wp:comment>
<wp:comment><wp:comment_id>8</wp:comment_id>
<wp:comment_author>buy pills</wp:comment_author>
<wp:comment_content>cheap</wp:comment_content>
<wp:comment_approved>spam</wp:comment_approved></wp:comment>
<wp:comment><wp:comment_id>9</wp:comment_id>
<wp:comment_author>halima</wp:comment_author>
<wp:comment_date_gmt>2016-03-03 19:00:00</wp:comment_date_gmt>
<wp:comment_content>Thank you, we have <b>asked</b> again.</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved>
<wp:comment_parent>7</wp:comment_parent>
<wp:comment_user_id>3</wp:comment_user_id></wp:comment>
</item></channel></rss>"""

DISQUS = f"""<?xml version="1.0"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<thread dsq:id="1"><link>{URL}</link><title>{TITLE}</title><createdAt>2016-03-03T17:15:00Z</createdAt></thread>
<post dsq:id="10"><message><![CDATA[<p>The eastern landing was open at noon.</p>]]></message>
<createdAt>2016-03-03T18:00:00Z</createdAt>
<isDeleted>false</isDeleted>
<isSpam>false</isSpam>
<author><name>Oren Tarn</name></author>
<thread dsq:id="1"/></post>
<post dsq:id="11"><message>gone</message><isDeleted>true</isDeleted>
<isSpam>false</isSpam>
<author><name>X</name></author>
<thread dsq:id="1"/></post>
<post dsq:id="12"><message><![CDATA[<p>Thank you, we have asked again.</p>]]></message>
<createdAt>2016-03-03T19:00:00Z</createdAt>
<isDeleted>false</isDeleted>
<isSpam>false</isSpam>
<author><name>halima</name></author>
<thread dsq:id="1"/>
<parent dsq:id="10"/></post>
</disqus>"""


@pytest.mark.parametrize(("export", "rule"), [(WXR, "wordpress.export"), (DISQUS, "disqus.export")])
def test_an_exports_comments_are_its_readers_and_know_what_they_answer(export: str, rule: str) -> None:
    [reading] = read_many(export, "export.xml")
    first, second = [p for p in reading.passages if p.role is Role.COMMENT]
    assert reading.authors() == ["Oren Tarn", "halima"]
    assert (first.rule, second.inside, second.depth) == (rule, first.id, 1)
    assert str(first.posted and first.posted.start) == "2016-03-03 18:00:00"
    assert not {p.role for p in reading.passages if "eastern landing was" in reading.shown(p)} - {Role.COMMENT}


def test_who_wrote_the_page_and_answers_below_it_is_no_reader() -> None:
    [reading] = read_many(WXR, "export.xml")
    first, second = [p for p in reading.passages if p.role is Role.COMMENT]
    assert first.voice is not None and first.voice.startswith("reader:")
    assert second.voice is None or not second.voice.startswith("reader:")


Make = Callable[[], bytes]


def sealed() -> bytes:
    data = bytearray(zipped({"page.html": PAGE.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def packed(layers: int) -> bytes:
    data = zipped({"page.html": PAGE.encode()})
    for _ in range(layers):
        data = zipped({"a.zip": data})
    return data


HOSTILE: list[tuple[Make, str]] = [
    (lambda: zipped({f"{n}.png": b"\x89PNG" + b"\0" * 19_000_000 for n in range(12)}), "read up to there"),
    (lambda: zipped({"big.txt": b"x" * 20_000_001}), "more than 20,000,000 bytes"),
    (lambda: packed(4), "what lies deeper was not read"),
    (sealed, "encrypted"),
    (lambda: zipped({"a.html": PAGE.encode()})[:-30], "archive cannot be opened"),
    (lambda: zipped({}), "no page in the archive"),
    (lambda: tarred({"a.html": PAGE.encode()})[:700], "broken"),
    (lambda: MAIL.replace("text/plain; charset=utf-8", "multipart/mixed; boundary=x").encode(), "no text in the mail"),
    (lambda: MAIL.encode() + b"Content-Type: multipart/mixed; boundary=y\n" * 300, "borders"),
    (lambda: ("{" + '"a":' * 50_000).encode(), "no JSON object"),
    (lambda: b'[{"text": ' + b"[" * 100_000, "no JSON object"),
    (lambda: pdf(["x"] * 3)[:200], "no words in the PDF"),
    (lambda: pdf(["drawn " * 9] * 50_000), "draws too much"),
    (lambda: zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "document is broken"),
    (
        lambda: DISQUS.replace("<disqus ", '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><disqus ', 1).encode(),
        "defines entities of its own",
    ),
]


@pytest.mark.parametrize(("make", "told"), HOSTILE)
def test_a_container_made_to_hurt_is_told_and_nothing_is_raised(make: Make, told: str) -> None:
    problems = problems_of(make(), "file")
    assert any(told in problem for problem in problems), problems


SNIFFED = [
    (MAIL.encode(), "message/rfc822"),
    (b"From: Oren\nDate: today\n\nThe ferry ran again.", "text/plain"),
    (b'{"text": 1}', "application/json"),
    (b"[note: open]", "text/plain"),
    (b"url,title,text\na,b,c", "text/csv"),
    (b"The text, the date and the title", "text/plain"),
    (DISQUS.encode(), "application/x-disqus+xml"),
    (zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "application/vnd.openxmlformats-officedocument"),
]


@pytest.mark.parametrize(("data", "media_type"), SNIFFED)
def test_a_container_is_told_by_its_bytes(data: bytes, media_type: str) -> None:
    assert sniff(data, "file.bin") == media_type


def of(readings: list[Reading]) -> list[str]:
    return [reading.page.path for reading in readings if reading.page is not None]


def test_hidden_files_and_those_of_systems_are_no_pages() -> None:
    files = {name: PAGE.encode() for name in ("a.html", ".b.html", "__MACOSX/a.html", "c/.d/e.html", "pages.csv")}
    assert of(read_many(zipped(files), "z")) == ["z/a.html"]
    assert of(read_many(tarred(files), "t")) == ["t/a.html"]
