"""Whose page it is, and whom its credits name: source ids by sidecar, domain, or a name the packs know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sayso.model import MentionKind, record_id
from sayso.pack import Pack
from sayso.read.signs import Signs
from sayso.text import norm

NOT_WORD = re.compile(r"[^\w]+")
# No first name is written so: in small letters, with a figure, or with a capital inside.
HANDLE = re.compile(r"^[a-z]|[\d_]|[a-z][A-Z]")


def slug_source(words: str) -> str | None:
    """An id for a source no pack knows: the same words give the same id on every page; None if no letter is left."""
    slug = NOT_WORD.sub("-", norm(words)).strip("-")
    return f"source:{slug}" if slug else None


def known_source(words: str, pack: Pack) -> str | None:
    """The one source of the packs that goes by these words; None if none does, or several."""
    found = {candidate.target for candidate in pack.candidates(words.strip(), MentionKind.SOURCE)}
    return found.pop() if len(found) == 1 else None


def credited_source(words: str, pack: Pack) -> str | None:
    return known_source(words, pack) or slug_source(words)


def stated_source(words: str | None, pack: Pack) -> str | None:
    """What a sidecar's cell names: a pack's source by id or name, else a source of those words."""
    words = (words or "").strip()
    if not words:
        return None
    full = words if words.startswith("source:") else f"source:{words}"
    return full if full in pack.sources else credited_source(words.removeprefix("source:"), pack)


def domain_of(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.lower().removeprefix("www.").strip(".") or None if host else None


def domain_source(url: str | None, pack: Pack) -> str | None:
    """The source whose domain this url lies in, the longest first; an unknown domain is a source of its own."""
    domain = domain_of(url)
    if domain is None:
        return None
    owned = [
        (len(own), source.id)
        for source in pack.sources.values()
        for own in source.domains
        if domain == own or domain.endswith(f".{own}")
    ]
    return max(owned)[1] if owned else f"source:{domain}"


def is_same_outlet(voice: str, source: str | None) -> bool:
    """Whether a credit names the page's own outlet; one no pack knows goes by its domain here and by its name there."""
    if source is None:
        return False
    name, domain = NOT_WORD.sub("", voice.partition(":")[2]), source.partition(":")[2]
    return voice == source or name == NOT_WORD.sub("", domain) or name == NOT_WORD.sub("", domain.partition(".")[0])


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes a page and who signed it, as far as is known; `others` are names in further bylines."""

    page: str
    source: str | None
    author: str | None
    others: tuple[str, ...] = ()


def commenter_voice(words: str | None, outlet: Outlet, signs: Signs, is_staff: bool = False) -> str | None:
    """Whose voice a comment is: the outlet's, if markup, an office in the name, or the page's own byline says so."""
    if words is None:
        return outlet.source if is_staff else None
    signed = any(is_signer(words.strip(), signer) for signer in (outlet.author, *outlet.others) if signer is not None)
    if is_staff or signed or next(signs.search("staff", words), None) is not None:
        return outlet.source
    return reader_voice(words, outlet.source, outlet.page)


def is_signer(words: str, signer: str) -> bool:
    """A byline of one word is no proof, since readers use the same first names; that of a handle is."""
    return norm(words) == norm(signer) and (" " in words or HANDLE.search(words) is not None)


def without_byline(outlet: Outlet) -> Outlet:
    """For a forum: whoever wrote its first post is named as the page's author, and is a reader all the same."""
    return Outlet(outlet.page, outlet.source, None)


def reader_voice(author: str, source: str | None, page: str) -> str:
    """A reader's key: the same name on two pages of one outlet is one reader, on two outlets it is not."""
    return record_id("reader", source or page, norm(author) or author)
