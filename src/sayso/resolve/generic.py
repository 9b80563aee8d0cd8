"""Plain words for one side ("rebels", "government forces") are a region's own only on pages about that region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.model import Link, Mention, MentionKind, Page, Rung
from sayso.pack import Pack
from sayso.resolve.ladder import suggested, words_of


def part_generic(page: Page, mentions: Sequence[Mention], links: Sequence[Link], pack: Pack) -> list[Link]:
    """The links, those of plain words only suggested on a page that names places of other countries and none of the packs'."""
    kinds: Mapping[str, Mention] = {mention.id: mention for mention in mentions}
    if not is_abroad(links, pack):
        return list(links)
    return [doubted(link, kinds[link.mention], page, pack) for link in links]


def is_abroad(links: Sequence[Link], pack: Pack) -> bool:
    home = {*pack.area, *pack.near}
    places = (pack.place(link.target) for link in links if link.target is not None and link.target.startswith("place:"))
    countries = Counter(place.country in home for place in places if place is not None and place.country is not None)
    return bool(home) and countries[False] > 0 and countries[True] == 0


def doubted(link: Link, mention: Mention, page: Page, pack: Pack) -> Link:
    words = words_of(mention, page)
    if mention.kind is MentionKind.PLACE or link.target is None or not is_plain(words, mention.kind, pack):
        return link
    why = f"{link.why}; the page is about another country"
    return suggested(mention, ((link.target, link.score), *link.rivals), link.rung, why, link.key)


def is_plain(words: str, kind: MentionKind, pack: Pack) -> bool:
    """Whether the packs write it small: a capital may only open the sentence."""
    small = words[:1].lower() + words[1:]
    written = any(pack.gazetteer.get((one, Rung.EXACT, small)) for one in {kind, MentionKind.ACTOR})
    return small.islower() and bool(written)
