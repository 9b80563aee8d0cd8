"""What a file is, told by its bytes; its name decides only where tags may be markup or words about it."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from sayso.read.archive import BROKEN
from sayso.read.decode import MOST_BYTES
from sayso.read.members import MOST_UNPACKED

WARC = "application/warc"
WACZ = "application/wacz"
ZIP = "application/zip"
TAR = "application/x-tar"
MAIL = "message/rfc822"
MAILBOX = "application/mbox"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE = "application/vnd.openxmlformats-officedocument"
JSON = "application/json"
CSV = "text/csv"
DISQUS = "application/x-disqus+xml"
# Files of many pages, each of which is its own capture: they may be longer than a page may be.
CONTAINERS = frozenset({WARC, WACZ, ZIP, TAR, MAILBOX, JSON, CSV})

# Told by how their bytes begin; those of them that no reader takes hold no words.
MARKS = (
    (b"WARC/", WARC),
    (b"%PDF-", PDF),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
USTAR, USTAR_AT = b"ustar", 257
ROOT = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
TAG = re.compile(rb"\s*<(?:head|body|title|meta|div|p|article|section|h1)\b", re.IGNORECASE)
PAGE_NAME = re.compile(r"\.(?:html?|xhtml)(?:\.gz)?$", re.IGNORECASE)
TEXT_NAME = re.compile(r"\.(?:txt|text|md)(?:\.gz)?$", re.IGNORECASE)
TABLE_NAME = re.compile(r"\.(?:csv|tsv)(?:\.gz)?$", re.IGNORECASE)
# A feed's first element, behind whatever may stand above it. Each piece is taken whole: no second try at where it ends.
FEED = re.compile(
    rb"[\xef\xbb\xbf\xff\xfe\s]*+(?>(?:<\?[^>]*+>|<!--(?s:.)*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+\s*+>)\s*+)*+"
    rb"<(?:[A-Za-z]\w*+:)?+(rss|rdf|feed|item|entry|disqus)\b",
    re.IGNORECASE,
)
FEEDS = {b"feed": "application/atom+xml", b"entry": "application/atom+xml", b"disqus": DISQUS}
# Header lines, of which one is of mails alone: pages saved as text begin with "From:" too.
HEADER = re.compile(rb"\s*+(?:[!-9;-~]{1,70}+:[^\r\n]*+\r?\n(?:[ \t][^\r\n]*+\r?\n)*+){2,}+(?=\r?\n|\Z|[!-9;-~]{1,70}+:)")
FROM = re.compile(rb"From [^\r\n]*+\r?\n")
OF_MAIL = re.compile(rb"^(?:mime-version|message-id|received|return-path|content-type)[ \t]*:", re.IGNORECASE | re.MULTILINE)
OBJECTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*+(?:\{\s*+[\"}]|\[\s*+[{\]])")
# Column names of a table of pages: the text, and what tells one from the next.
TEXT, BESIDE = b"text", frozenset({b"url", b"date", b"title"})
DELIMITER = re.compile(rb"[,;\t|]")
PEEK = 4096


def sniff(data: bytes, path: str) -> str:
    """The media type of the bytes."""
    for mark, media_type in MARKS:
        if data.startswith(mark):
            return media_type
    if data.startswith(ZIPPED):
        return sniff_zip(data)
    if data[USTAR_AT : USTAR_AT + len(USTAR)] == USTAR:
        return TAR
    head = data[:PEEK].replace(b"\0", b"")
    if (feed := FEED.match(head)) is not None:
        return FEEDS.get(feed[1].lower(), "application/rss+xml")
    if PAGE_NAME.search(path) is None and (found := sniff_lines(head, path)) is not None:
        return found
    is_markup = PAGE_NAME.search(path) or ROOT.search(head) or (TAG.match(head) and not TEXT_NAME.search(path))
    return "text/html" if is_markup else "text/plain"


def most_of(media_type: str) -> int:
    """How many bytes a file of that sort may have."""
    return MOST_UNPACKED if media_type in CONTAINERS else MOST_BYTES


def sniff_zip(data: bytes) -> str:
    """A zip by the names in it; a broken one is a zip, whose reader tells what is wrong."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except BROKEN:
        return ZIP
    if "word/document.xml" in names:
        return DOCX
    if "[Content_Types].xml" in names:
        return OFFICE
    return WACZ if "datapackage.json" in names and any(name.startswith("archive/") for name in names) else ZIP


def sniff_lines(head: bytes, path: str) -> str | None:
    """What begins like a mail, like objects or like a table of pages; a header may be longer than what is looked at."""
    border = FROM.match(head)
    header = HEADER.match(head, border.end() if border is not None else 0)
    if header is not None and OF_MAIL.search(header[0]) is not None:
        return MAIL if border is None else MAILBOX
    if OBJECTS.match(head) is not None:
        return JSON
    if TABLE_NAME.search(path):
        return CSV
    names = {name.strip(b' "\r\xef\xbb\xbf').lower() for name in DELIMITER.split(head.partition(b"\n")[0])}
    return CSV if TEXT in names and names & BESIDE else None
