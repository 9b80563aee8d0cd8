"""Read: bytes become pages and passages. Nothing is deleted or cleaned, each stretch is labelled with whose words it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from sayso.model import Capture, Page, Passage, Problem
from sayso.pack import Pack
from sayso.read.decode import GZIP, MOST_BYTES, gunzip
from sayso.read.feed import read_feed
from sayso.read.files import find_files, read_capped
from sayso.read.hint import Hint, make_problem, read_sidecars
from sayso.read.html import read_html
from sayso.read.plain import read_plain
from sayso.read.warc import read_warc

__all__ = ["READERS", "Hint", "find_files", "read_bytes", "read_capped", "read_sidecars", "sniff"]

Reader = Callable[[bytes, str, Hint, Pack], Iterator[Capture | Page | Passage | Problem]]

WARC = "application/warc"
# In reading order: the first whose media type the bytes are sniffed as reads them.
READERS: Mapping[str, Reader] = {
    WARC: read_warc,
    "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
    "text/html": read_html,
    "text/plain": read_plain,
}

ROOT = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
TAG = re.compile(rb"\s*<(?:head|body|title|meta|div|p|article|section|h1)\b", re.IGNORECASE)
PAGE_NAME = re.compile(r"\.(?:html?|xhtml)(?:\.gz)?$", re.IGNORECASE)
TEXT_NAME = re.compile(r"\.(?:txt|text|md)(?:\.gz)?$", re.IGNORECASE)
# A feed's first element, behind whatever may stand above it. Each piece is taken whole: no second try at where it ends.
FEED = re.compile(
    rb"[\xef\xbb\xbf\xff\xfe\s]*+(?>(?:<\?[^>]*+>|<!--(?s:.)*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?+\s*+>)\s*+)*+"
    rb"<(?:[A-Za-z]\w*+:)?+(rss|rdf|feed|item|entry)\b",
    re.IGNORECASE,
)
PEEK = 4096
# Told by how their bytes begin; those of them that are not in READERS hold no words, or have none yet.
OTHERS = (
    (b"WARC/", WARC),
    (b"PK\x03\x04", "application/zip"),
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


def sniff(data: bytes, path: str) -> str:
    """The media type by the bytes' own marks; the name decides where tags may be markup or words about it."""
    for mark, media_type in OTHERS:
        if data.startswith(mark):
            return media_type
    head = data[:PEEK].replace(b"\0", b"")
    if (feed := FEED.match(head)) is not None:
        return "application/atom+xml" if feed[1].lower() in {b"feed", b"entry"} else "application/rss+xml"
    is_markup = PAGE_NAME.search(path) or ROOT.search(head) or (TAG.match(head) and not TEXT_NAME.search(path))
    return "text/html" if is_markup else "text/plain"


def read_bytes(data: bytes, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """The capture, then what it holds. Whatever the bytes are, nothing is raised: what cannot be read is a Problem."""
    if not data:
        yield make_problem(hint.path, "the file is empty")
        return
    if len(data) > MOST_BYTES:
        yield make_problem(hint.path, f"more than {MOST_BYTES:,} bytes: not taken in, the file stays as it is")
        return
    inside, remarks = gunzip(data) if data.startswith(GZIP) else (data, ())
    media_type = sniff(inside, hint.path)
    if media_type == WARC:
        # Packed record by record: its reader needs to know where each begins, and sets its own bounds.
        inside, remarks = data, ()
    digest = sha256(data).hexdigest()
    yield Capture(digest, media_type, data)
    yield from (make_problem(hint.path, remark) for remark in remarks)
    reader = READERS.get(media_type)
    if len(inside) > MOST_BYTES:
        yield make_problem(hint.path, f"unpacks to more than {MOST_BYTES:,} bytes; kept, but not read")
    elif reader is None:
        yield make_problem(hint.path, f"there is no reader for {media_type}; kept, but not read")
    elif inside:
        yield from reader(inside, digest, hint, pack)
    else:
        yield make_problem(hint.path, "there is nothing in the gzip file")
