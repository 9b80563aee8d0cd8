"""Suggests for a place that nobody knows the one that its page names elsewhere with a letter more, less or another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from sayso.model import Link, Mention, MentionKind, Page, Rung
from sayso.pack import Pack
from sayso.resolve.ladder import SURE, WORTH, words_of
from sayso.resolve.nouns import is_common
from sayso.text import norm

# Letters of a name of which one may be a slip; shorter ones are one letter from too much.
SHORTEST = 5
CLOSE = (Rung.EXACT, Rung.NORM)


def link_slips(page: Page, mentions: Sequence[Mention], links: Sequence[Link], pack: Pack) -> list[Link]:
    """The same links; no target is set, since a page may name both Sarna and Sarnak."""
    words_at = {mention.id: words_of(mention, page) for mention in mentions if mention.kind is MentionKind.PLACE}
    pairs = [(words_at[link.mention], link) for link in links if link.mention in words_at]
    known = {norm(words): (words, link.target) for words, link in pairs if link.target is not None and link.rung in SURE}
    slips: dict[str, Link] = {}
    for words, link in pairs:
        if link.target is None and not is_common(words, pack):
            spelt = norm(words)
            near = next((known[one] for one in sorted(known) if is_slip(spelt, one)), None)
            if near is not None and near[1] is not None:
                slips[link.id] = suggest(link, *near)
    return [slips.get(link.id, link) for link in links]


def is_slip(words: str, other: str) -> bool:
    letters = min(len(one.replace(" ", "")) for one in (words, other))
    return letters >= SHORTEST and words[0] == other[0] and OSA.distance(words, other, score_cutoff=1) == 1


def suggest(link: Link, spelling: str, target: str) -> Link:
    """Before what the words may be by their sound, behind what they are to the letter."""
    others, ours = tuple(rival for rival in link.rivals if rival[0] != target), ((target, WORTH[Rung.FUZZY]),)
    also = f"the page has {spelling!r} too"
    if link.rung in CLOSE and others:
        return replace(link, rivals=(*others, *ours), why=f"{link.why}; {also}")
    return replace(link, rung=Rung.FUZZY, rivals=(*ours, *others), why=f"suggested: {also}")
