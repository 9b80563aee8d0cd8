"""What an entry of a feed states, by the names of RSS 2.0, RSS 1.0 and Atom."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from email.utils import parseaddr, parsedate_to_datetime
from html import escape
from urllib.parse import urljoin

from lxml import etree

from sayso.model import When
from sayso.read.compose import paragraphs
from sayso.read.markup import strip_tags
from sayso.read.metadata import is_url
from sayso.read.replies import Reply
from sayso.read.stamps import read_iso

ATOM = "{http://www.w3.org/2005/Atom}"
RSS1 = "{http://purl.org/rss/1.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
EXPORT = re.compile(r"(\{http://wordpress\.org/export/[\d.]+/\})comment")
STATED = ("id", "parent", "author", "date", "date_gmt", "content", "type", "approved", "user_id")
ENTRIES = frozenset({"item", f"{RSS1}item", f"{ATOM}entry"})
# A comment that the site has not let through, or has thrown away, stands on no page.
APPROVED = "1"
NO_COMMENTS = frozenset({"pingback", "trackback"})


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `content` is HTML. Absent stays None; the date of a later change is no date of publication."""

    url: str | None
    title: str | None
    author: str | None
    language: str | None
    published: When | None
    published_rule: str
    content: str
    remarks: tuple[str, ...]
    replies: tuple[Reply, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.title and not self.content.strip()


def read_channel(root: etree._Element) -> Channel:
    """Atom keeps it at the root, RSS in the channel; the root may also be an entry that stands alone."""
    if root.tag in ENTRIES:
        return Channel(None, root.get(LANGUAGE))
    own = first(root, "channel", f"{RSS1}channel")
    holder = root if own is None else own
    language = words_of(first(holder, "language", f"{DC}language")) or root.get(LANGUAGE)
    return Channel(words_of(first(holder, "title", f"{RSS1}title", f"{ATOM}title")), language)


def read_entry(element: etree._Element, zone: str) -> Entry:
    remarks: list[str] = []
    stamp = first(element, f"{ATOM}published", "pubDate", f"{DC}date")
    stated = words_of(stamp)
    published = None if stated is None else read_stamp(stated, zone)
    if stated is not None and published is None:
        remarks.append(f"its date {stated[:40]!r} is none")
    replies = read_replies(element)
    title, content = read_title(element), read_content(element)
    if not title and not content.strip():
        remarks.append("holds neither title nor text")
    return Entry(
        url=read_url(element),
        title=title,
        author=read_author(element),
        language=element.get(LANGUAGE),
        published=published,
        published_rule="feed" if stamp is None else f"feed.{etree.QName(stamp).localname}",
        content=content,
        remarks=tuple(remarks),
        replies=replies,
    )


def read_replies(element: etree._Element) -> tuple[Reply, ...]:
    """The comments that an export of WordPress has below an entry, those of its writer marked as such."""
    found: list[Reply] = []
    own = words_of(first(element, f"{DC}creator"))
    for number, child in enumerate(element):
        met = EXPORT.fullmatch(child.tag) if isinstance(child.tag, str) else None
        if met is None:
            continue
        stated = {name: child.findtext(f"{met[1]}comment_{name}") for name in STATED}
        if (stated["approved"] or APPROVED).strip() != APPROVED or stated["type"] in NO_COMMENTS:
            continue
        author = " ".join((stated["author"] or "").split()) or None
        found.append(
            Reply(
                key=(stated["id"] or f"comment:{number}").strip(),
                parent=(stated["parent"] or "").strip() or None,
                author=author,
                posted=as_utc(stated["date_gmt"]) or stated["date"],
                words=stated["content"] or "",
                is_staff=(stated["user_id"] or "0").strip() != "0" or (author is not None and author == own),
            )
        )
    return tuple(found)


def as_utc(stamp: str | None) -> str | None:
    """Exports write nulls where they have no such time."""
    words = (stamp or "").strip()
    return f"{words}+00:00" if words and not words.startswith("0000") else None


def first(element: etree._Element, *names: str) -> etree._Element | None:
    """The first child of the first of these names that any child has."""
    return next((child for name in names for child in element if child.tag == name), None)


def text_of(element: etree._Element) -> str:
    return "".join(str(words) for words in element.itertext())


def words_of(element: etree._Element | None) -> str | None:
    return None if element is None else " ".join(text_of(element).split()) or None


def read_title(element: etree._Element) -> str | None:
    """One line without markup; only Atom says whether there is any, in RSS a title is plain words."""
    title = first(element, "title", f"{RSS1}title", f"{ATOM}title")
    words = words_of(title)
    if title is None or words is None or title.get("type") != "html":
        return words
    return " ".join(strip_tags(words).split()) or None


def read_url(element: etree._Element) -> str | None:
    """The page's own address: a link without a relation or an alternate one, else an id that is a link."""
    links = [child for child in element if child.tag in {"link", f"{RSS1}link", f"{ATOM}link"}]
    own = (link.get("href") or text_of(link) for link in links if link.get("rel", "alternate") == "alternate")
    permanent = (
        text_of(child)
        for child in element
        if child.tag == f"{ATOM}id" or (child.tag == "guid" and child.get("isPermaLink", "true").strip().lower() == "true")
    )
    for href in (*own, *permanent):
        try:
            url = urljoin(element.base or "", href.strip())
        except ValueError:
            continue
        if is_url(url):
            return url
    return None


def read_author(element: etree._Element) -> str | None:
    """A name. RSS's own field is a mail address, beside which the name may stand in brackets."""
    atom = first(element, f"{ATOM}author")
    named = words_of(first(element, f"{DC}creator")) or (None if atom is None else words_of(first(atom, f"{ATOM}name")))
    if named:
        return named
    stated = words_of(first(element, "author"))
    if stated is None or "@" not in stated:
        return stated
    return parseaddr(stated[:300])[0] or None


def read_stamp(words: str, zone: str) -> When | None:
    """An ISO date, or one in the form of mail."""
    when = read_iso(words, zone)
    if when is not None:
        return when
    try:
        return read_iso(parsedate_to_datetime(words[:100]).isoformat(), zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def read_content(element: etree._Element) -> str:
    """HTML of the fullest text an entry has; empty if it has none, or only a link to it."""
    # Some feeds use the prefix and never say what it stands for.
    full = (f"{CONTENT}encoded", "content:encoded", f"{ATOM}content")
    held = first(element, *full, "description", f"{RSS1}description", f"{ATOM}summary")
    if held is None:
        return ""
    kind = held.get("type", "html" if not held.tag.startswith(ATOM) else "text")
    if kind == "xhtml":
        return without_names(held)
    words = text_of(held)
    if kind in {"text", "text/plain"}:
        words = escape(words)
    elif "html" not in kind:
        return ""
    return words if "<" in words else paragraphs(words)


def without_names(element: etree._Element) -> str:
    """Markup that stands in the feed as elements, freed of its namespaces."""
    copy = deepcopy(element)
    for node in copy.iter():
        if isinstance(node.tag, str):
            node.tag = etree.QName(node).localname
    etree.cleanup_namespaces(copy)
    return (copy.text or "") + "".join(etree.tostring(child, method="html", encoding="unicode") for child in copy)
