"""Feeds (RSS, Atom): each entry is a page of its own, all of it the outlet's words, dated by the feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256 as hash_bytes
from html import escape
from html.entities import html5

from lxml import etree

from sayso.model import Capture, Page, Passage, Problem
from sayso.pack import Pack
from sayso.read.decode import decode
from sayso.read.entries import ENTRIES, Channel, Entry, read_channel, read_entry
from sayso.read.hint import Hint, make_problem
from sayso.read.html import read_html

MOST_ENTRIES = 5000
XML = "application/xml"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REFERENCE = re.compile(r"<!\[CDATA\[(?s:.)*?(?:\]\]>|\Z)|&(?P<name>(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{0,40});)?")
PREDEFINED = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """The feed's root, None if it cannot be read, and what was wrong with it."""

    root: etree._Element | None
    remarks: tuple[str, ...] = ()


def read_feed(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
    """The capture of a page is its entry, so that an entry met again in a later state of its feed is no new version."""
    decoded = decode(data, markup=True, charset=hint.charset)
    parsed = Parsed(None) if decoded.text is None else parse_feed(decoded.text)
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
        yield from read_html(compose(entry, channel), digest, hint_for(entry, hint), pack, whole=True)


def parse_feed(text: str) -> Parsed:
    """Nothing is fetched and no entity resolved; of a broken feed what stands before the break.

    Behind a break the parser would go on and leave out characters in silence.
    """
    sound, remarks = mend(text)
    root, errors = parse_xml(sound)
    fatal = next((error for error in errors if error.level_name == "FATAL"), None)
    if fatal is not None:
        remarks = (*remarks, f"the feed is broken at line {fatal.line} ({told(fatal)}); read up to there")
        root, _ = parse_xml(cut_at(sound, fatal.line, fatal.column))
    elif errors:
        remarks = (*remarks, f"the feed has an error at line {errors[0].line} ({told(errors[0])})")
    if root is None:
        return Parsed(None, (*remarks, "there is no feed in it"))
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():  # type: ignore[union-attr,attr-defined,unused-ignore]
        return Parsed(None, (*remarks, "the feed defines entities of its own, as no feed needs to; kept, but not read"))
    return Parsed(root, remarks)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """What many feeds write and XML forbids: names that HTML defines ("&nbsp;"), a bare "&", control characters."""
    sound, controls = CONTROL.subn("", text)
    sound = REFERENCE.sub(mend_reference, sound)
    return sound, (f"{controls} control characters in the feed were left out",) if controls else ()


def mend_reference(match: re.Match[str]) -> str:
    name = match["name"]
    if match[0][0] == "<" or (name is not None and (name in PREDEFINED or name[0] == "#")):
        return match[0]
    meant = html5.get(name) if name is not None else None
    return "&amp;" + match[0][1:] if meant is None else "".join(f"&#{ord(c)};" for c in meant)


def parse_xml(text: str) -> tuple[etree._Element | None, list[etree._LogEntry]]:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        strip_cdata=False,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    return root, list(parser.error_log)


def told(error: etree._LogEntry) -> str:
    """What the parser says, without the words of the feed that it may quote."""
    return str(error.message).partition("\n")[0][:80].strip()


def cut_at(text: str, line: int, column: int) -> str:
    lines = text.split("\n")[:line]
    return "\n".join([*lines[:-1], lines[-1][: max(column - 1, 0)]])


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


def compose(entry: Entry, channel: Channel) -> bytes:
    """The entry as the page a browser would be given, so that one reader reads both."""
    language = escape(entry.language or channel.language or "")
    metas = (("og:title", entry.title), ("og:site_name", channel.title), ("author", entry.author))
    head = "".join(f'<meta name="{name}" content="{escape(words)}">' for name, words in metas if words)
    title = escape(entry.title or "")
    heading = f"<h1>{title}</h1>" if title else ""
    opening = f'<html lang="{language}">' if language else "<html>"
    page = (
        f'{opening}<head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article>{heading}\n{entry.content}</article></body></html>"
    )
    return page.encode("utf-8", "replace")
