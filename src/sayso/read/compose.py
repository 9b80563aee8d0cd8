"""A page made of what a container states of it (an entry, a row, a mail), so that one reader reads them all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

BLANK_LINE = re.compile(r"\n\s*\n")
# Markup by one of its tags; a "<" between words is none.
TAG = re.compile(
    r"</?(?:p|div|br|a|h[1-6]|article|section|span|ul|ol|li|b|i|em|strong|img|blockquote|table)(?:\s[^<>]*)?/?>", re.I
)


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of a page beside its content; absent stays None."""

    title: str | None = None
    site: str | None = None
    author: str | None = None
    language: str | None = None


def compose(stated: Stated, content: str) -> bytes:
    """The page as a browser would be given it; `content` is HTML."""
    metas = (("og:title", stated.title), ("og:site_name", stated.site), ("author", stated.author))
    head = "".join(f'<meta name="{name}" content="{escape(words)}">' for name, words in metas if words)
    title = escape(stated.title or "")
    heading = f"<h1>{title}</h1>" if title else ""
    opening = f'<html lang="{escape(stated.language)}">' if stated.language else "<html>"
    page = (
        f'{opening}<head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><article>{heading}\n{content}</article></body></html>"
    )
    return page.encode("utf-8", "replace")


def is_markup(words: str) -> bool:
    return TAG.search(words) is not None


def paragraphs(words: str) -> str:
    """Words without a single tag have their paragraphs in their blank lines; `words` is escaped already."""
    return "".join(f"<p>{part}</p>" for part in BLANK_LINE.split(words) if part.strip())
