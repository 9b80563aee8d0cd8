"""Feeds (RSS, Atom): each entry is a page of its own, all of it the outlet's words, dated by the feed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256 as hash_bytes

from lxml import etree

from sayso.model import Capture, Page, Passage, Problem
from sayso.pack import Pack
from sayso.read.compose import Stated, compose
from sayso.read.decode import decode
from sayso.read.entries import ENTRIES, Entry, read_channel, read_entry
from sayso.read.hint import Hint, make_problem
from sayso.read.html import read_html
from sayso.read.xml import Parsed, parse_file

MOST_ENTRIES = 5000
XML = "application/xml"


def read_feed(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """The capture of a page is its entry, so that an entry met again in a later state of its feed is no new version."""
    decoded = decode(data, markup=True, charset=hint.charset)
    parsed = Parsed(None) if decoded.text is None else parse_file(decoded.text, "feed")
    yield from (make_problem(hint.path, remark) for remark in (*decoded.remarks, *parsed.remarks))
    if parsed.root is None:
        return
    elements = list(find_entries(parsed.root))
    if not elements:
        yield make_problem(hint.path, "the feed has no entries")
    if len(elements) > MOST_ENTRIES:
        yield make_problem(hint.path, f"the feed has {len(elements):,} entries; the first {MOST_ENTRIES:,} were read")
    channel = read_channel(parsed.root)
    met: set[tuple[str | None, str]] = set()
    for number, element in enumerate(elements[:MOST_ENTRIES], start=1):
        blob = etree.tostring(element, encoding="utf-8", with_tail=False)
        entry = read_entry(element, hint.zone)
        digest = hash_bytes(blob).hexdigest()
        yield from (make_problem(hint.path, f"entry {number}: {remark}") for remark in entry.remarks)
        if entry.is_empty or (entry.url, digest) in met:
            continue
        met.add((entry.url, digest))
        yield Capture(digest, XML, blob)
        stated = Stated(entry.title, channel.title, entry.author, entry.language or channel.language)
        page, own = compose(stated, entry.content), hint_for(entry, hint)
        yield from read_html(page, digest, own, pack, whole=True, replies=entry.replies, rule="wordpress.export")


def find_entries(root: etree._Element) -> Iterator[etree._Element]:
    """Those the format allows: below the root or its channel, or the root itself. Deeper ones would be read twice."""
    if root.tag in ENTRIES:
        yield root
    for child in root:
        if child.tag in ENTRIES:
            yield child
        elif child.tag == "channel":
            yield from (inner for inner in child if inner.tag in ENTRIES)


def hint_for(entry: Entry, hint: Hint) -> Hint:
    """What the feed states goes before the sidecar, which speaks of the whole file."""
    known = replace(hint, url=entry.url, charset=None)
    if entry.published is None:
        return known
    return replace(known, published=entry.published, published_rule=entry.published_rule)
