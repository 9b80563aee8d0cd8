"""WARC files: each response that holds a page becomes one, with the time it was fetched and its payload as its capture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256 as hash_bytes

from sayso.model import Capture, Page, Passage, Precision, Problem
from sayso.pack import Pack
from sayso.read.decode import MOST_BYTES
from sayso.read.documents import read_pdf
from sayso.read.feed import read_feed
from sayso.read.hint import Hint, make_problem, seen_at
from sayso.read.html import read_html
from sayso.read.members import MOST_UNPACKED
from sayso.read.metadata import is_url
from sayso.read.plain import read_plain
from sayso.read.records import Block, Damage, Response, find_blocks, open_block
from sayso.read.stamps import instant, read_iso

PageReader = Callable[[bytes, str, Hint, Pack], Iterator[Capture | Page | Passage | Problem]]

READERS: Mapping[str, PageReader] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/plain": read_plain,
    "application/pdf": read_pdf,
    "application/rss+xml": read_feed,
    "application/atom+xml": read_feed,
}
MOST_PAGES = 10_000
MOST_TOLD = 200
ERROR_STATUS = 400
# Addressed to crawlers: words of nobody.
NO_PAGES = ("/robots.txt",)


def read_warc(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """`data` may be compressed record by record. The same payload of the same url is one page, as first met.

    What is no page (pictures, scripts, requests) is passed over in silence; damage, error pages and records whose
    payload is elsewhere are told.
    """
    left: Counter[str] = Counter()
    met: set[tuple[str, str]] = set()
    unpacked = told = 0
    block = None
    for block in find_blocks(data):
        found = block if isinstance(block, Damage) else open_response(block, left)
        if isinstance(found, Damage):
            told += 1
            if told <= MOST_TOLD:
                yield tell(hint.path, found.offset, found.message)
            else:
                left["places more that cannot be read"] += 1
        if not isinstance(block, Block) or not isinstance(found, Response):
            continue
        unpacked += len(found.data)
        if unpacked > MOST_UNPACKED or len(met) >= MOST_PAGES:
            yield tell(hint.path, block.offset, f"more than {MOST_PAGES:,} pages or {MOST_UNPACKED:,} bytes; read up to here")
            break
        digest = hash_bytes(found.data).hexdigest()
        if (block.url, digest) not in met:
            met.add((block.url, digest))
            yield from read_response(block, found, digest, hint, pack)
    yield from (make_problem(hint.path, f"{reason}: {count}") for reason, count in sorted(left.items()))
    if block is None:
        yield make_problem(hint.path, "there is no record in the file that may hold a page")


def open_response(block: Block, left: Counter[str]) -> Response | Damage | None:
    """The page in a block; None if it holds none, which is counted where a reader should know of it."""
    if block.is_revisit:
        left["revisit records, whose payload stands in another record"] += 1
        return None
    if not is_url(block.url):
        # Crawlers keep notes of their own as resources with made-up addresses.
        return Damage(block.offset, f"the address {block.url[:80]!r} is none") if block.is_http else None
    if block.url.partition("?")[0].endswith(NO_PAGES):
        return None
    found = open_block(block)
    if isinstance(found, Damage):
        return found
    if found.media_type not in READERS:
        # A record cut within its header shows no type.
        return Damage(block.offset, "the record is cut short") if block.is_cut and not found.media_type else None
    if found.status is not None and found.status >= ERROR_STATUS:
        left["responses with an error status, which hold no page"] += 1
        return None
    if max(len(block.data), len(found.data)) > MOST_BYTES:
        return Damage(block.offset, f"its payload is more than {MOST_BYTES:,} bytes; not read")
    if not found.data:
        return Damage(block.offset, "the record is cut short; nothing of the page is in it") if block.is_cut else None
    return found


def read_response(
    block: Block, found: Response, digest: str, hint: Hint, pack: Pack
) -> Iterator[Capture | Page | Passage | Problem]:
    yield Capture(digest, found.media_type, found.data)
    seen = fetched_at(block.date, hint.zone)
    if seen is None:
        yield tell(hint.path, block.offset, f"its date {block.date[:40]!r} is none")
    if block.is_cut:
        yield tell(hint.path, block.offset, "the record is cut short; read as far as it goes")
    yield from (tell(hint.path, block.offset, remark) for remark in found.remarks)
    own = replace(hint, url=block.url, seen=seen or hint.seen, charset=found.charset)
    for record in READERS[found.media_type](found.data, digest, own, pack):
        if isinstance(record, Page):
            yield replace(record, offset=block.offset)
        elif isinstance(record, Problem) and record.page == hint.path:
            yield tell(hint.path, block.offset, record.message)
        else:
            yield record


def fetched_at(words: str, zone: str) -> datetime | None:
    """WARC-Date in the case's zone. Midnight is an instant here: crawlers always know the time."""
    when = read_iso(words, zone)
    if when is None or when.precision is Precision.INSTANT or "T" not in words:
        return seen_at(when)
    return instant(datetime.fromisoformat(words), zone).start


def tell(path: str, offset: int, message: str) -> Problem:
    return make_problem(path, f"record at byte {offset}: {message}")
