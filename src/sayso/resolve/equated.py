"""Spellings that a page equates itself: "Sarn, also written Zarn". Proposed with the words that say so, never linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sayso.model import Link, Mention, Page, Rung
from sayso.pack import Pack
from sayso.resolve.ladder import WORTH, words_of

LONGEST_GAP = 60
# Some words of whoever writes it so: "which the army calls".
ANYBODY = r"(?:[\w'’.\-]+\s){1,5}"
UNSURE = frozenset({Rung.NONE, Rung.FUZZY})


@lru_cache(maxsize=8)
def equating(pack: Pack) -> re.Pattern[str]:
    """What stands between two spellings that a text equates; a star in a row stands for a few words."""
    rows = sorted((row.words for row in pack.toponyms if row.pattern == "alias"), key=lambda w: (-len(w), w))
    cues = "|".join(re.escape(words).replace(r"\*\ ", ANYBODY).replace(r"\ ", r"\s") for words in rows) or "(?!)"
    return re.compile(rf"[\"”'’]?\s?[,(–—-]?\s?(?:{cues}),?:?\s(?:the\s)?[\"“'‘]?", re.IGNORECASE)


def link_equated(page: Page, mentions: Sequence[Mention], links: Sequence[Link], pack: Pack) -> list[Link]:
    """The same links, a name that no pack knows being suggested whom the text says that it is."""
    proposed = dict(find_equated(page, mentions, {link.mention: link for link in links}, pack))
    return [proposed.get(link.mention, link) for link in links]


def find_equated(page: Page, mentions: Sequence[Mention], links: dict[str, Link], pack: Pack) -> Iterator[tuple[str, Link]]:
    pattern = equating(pack)
    begins: dict[int, list[Mention]] = {}
    for mention in mentions:
        begins.setdefault(mention.span.start, []).append(mention)
    for left in mentions:
        gap = pattern.match(page.text, left.span.end, left.span.end + LONGEST_GAP)
        for right in begins.get(gap.end(), ()) if gap is not None else ():
            if left.kind is right.kind and left.id in links and right.id in links:
                quote = page.text[left.span.start : right.span.end]
                for unknown, known in ((left, right), (right, left)):
                    link = equate(links[unknown.id], links[known.id], words_of(known, page), quote)
                    if link is not None:
                        yield unknown.id, link


def equate(unknown: Link, known: Link, words: str, quote: str) -> Link | None:
    """The suggestion, before those of mere likeness; None if the one is known by itself or the other is not."""
    if unknown.target is not None or known.target is None or unknown.rung not in UNSURE:
        return None
    others = tuple(rival for rival in unknown.rivals if rival[0] != known.target)
    why = f"suggested: the text equates it with {words!r}: {' '.join(quote.split())!r}"
    rivals = ((known.target, WORTH[Rung.CONTEXT]), *others)
    return replace(unknown, rung=Rung.CONTEXT, score=WORTH[Rung.CONTEXT], rivals=rivals, why=why)
