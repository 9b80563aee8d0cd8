"""What an HTML page says of itself in its head: url, title, site, language, author, and dates with their rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from sayso.model import DateClass, When
from sayso.read.dates import Dated
from sayso.read.stamps import read_iso

ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
MOST_OBJECTS = 2000
META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "pubdate",
    "date",
)
META_CHANGES = ("article:modified_time", "og:updated_time", "datemodified")
# Names that sites make up for the same.
META_OWN = re.compile(r"publish(?:ed)?[-_.: ]?(?:date|time|at|on)|(?:date|time)[-_.: ]?published|pub-?date")
PAGES = ("WebPage", "ItemPage", "QAPage")
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Absent stays None. `remarks` tell what could not be read."""

    url: str | None
    title: str | None
    site: str | None
    language: str | None
    author: str | None
    dates: tuple[Dated, ...]
    modified: tuple[When, ...]
    remarks: tuple[str, ...]
    objects: tuple[Json, ...] = ()


def read_metadata(root: HtmlElement, zone: str) -> Metadata:
    named = meta_tags(root)
    objects, remarks = read_json(root)
    articles = [one for one in objects if is_article(one)]
    dates = [*json_dates(articles, zone), *meta_dates(named, zone)]
    pages = [one for one in objects if one.get("@type") in PAGES] if not dates else []
    dates.extend(replace(dated, sort=DateClass.META) for dated in json_dates(pages, zone))
    changed = [*(text_of(one.get("dateModified")) for one in objects), *(named.get(name) for name in META_CHANGES)]
    title = named.get("og:title") or next((text_of(one.get("headline")) for one in articles), None)
    return Metadata(
        url=page_url(root, named),
        title=title or first_text(root, "//title"),
        site=named.get("og:site_name"),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        author=next(filter(None, map(author_of, articles)), None) or named.get("author"),
        dates=tuple(dates),
        modified=tuple(when for words in changed if (when := read_iso(words or "", zone)) is not None),
        remarks=remarks,
        objects=tuple(objects),
    )


def meta_tags(root: HtmlElement) -> dict[str, str]:
    """The first value of each name or property that is not empty."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def first_text(root: HtmlElement, path: str) -> str | None:
    for element in root.xpath(path):
        words = " ".join("".join(element.itertext()).split())
        if words:
            return words
    return None


def page_url(root: HtmlElement, named: Mapping[str, str]) -> str | None:
    """The page's own address, if it states a whole one."""
    canonical: list[str | None] = [e.get("href") for e in root.iter("link") if (e.get("rel") or "").lower() == "canonical"]
    for url in (*canonical, named.get("og:url")):
        if url and is_url(url.strip()):
            return url.strip()
    return None


def is_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def read_json(root: HtmlElement) -> tuple[list[Json], tuple[str, ...]]:
    """Every object of the page's JSON-LD that stands by itself or in a graph; lists of other pages are left."""
    objects: list[Json] = []
    broken = 0
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            objects.extend(walk_json(json.loads(script.text, strict=False)))
        except (ValueError, RecursionError):
            broken += 1
    return objects[:MOST_OBJECTS], (f"{broken} blocks of JSON-LD are broken",) if broken else ()


def walk_json(value: object) -> Iterator[Json]:
    stack = [value]
    while stack:
        here = stack.pop()
        if isinstance(here, list):
            stack.extend(reversed(here))
        elif isinstance(here, dict):
            yield here
            stack.extend(here[key] for key in ("mainEntity", "@graph") if key in here)


def is_article(one: Json) -> bool:
    kinds = one.get("@type")
    return any(isinstance(kind, str) and ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def text_of(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def author_of(one: Json) -> str | None:
    value = one.get("author")
    first = value[0] if isinstance(value, list) and value else value
    return text_of(first.get("name") if isinstance(first, dict) else first)


def json_dates(articles: list[Json], zone: str) -> Iterator[Dated]:
    for one in articles:
        when = read_iso(text_of(one.get("datePublished")) or "", zone)
        if when is not None:
            yield Dated(when, "jsonld.datePublished", DateClass.EXPLICIT)


def meta_dates(named: Mapping[str, str], zone: str) -> Iterator[Dated]:
    own = [name for name in named if name not in META_DATES and META_OWN.search(name)]
    for name in (*META_DATES, *own):
        when = read_iso(named.get(name, ""), zone)
        if when is not None:
            yield Dated(when, f"meta.{name}", DateClass.META)
