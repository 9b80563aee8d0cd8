"""Links source mentions: an outlet, agency or monitor of the packs by name, else the actor that speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model import Link, Mention, MentionKind, Page, Passage
from sayso.pack import Pack
from sayso.resolve.actors import choose, link_actors, read_scene
from sayso.resolve.ladder import climb, linked, words_of
from sayso.text import norm


def link_sources(
    page: Page, passages: Sequence[Passage], mentions: Sequence[Mention], actors: Sequence[Mention], pack: Pack
) -> Iterator[Link]:
    """Links in the order of `mentions`; `actors` are the page's actor mentions, among which short forms look."""
    named = {mention.id: link for mention in mentions if (link := link_source(mention, page, pack)) is not None}
    rest = [mention for mention in mentions if mention.id not in named]
    together = sorted([*rest, *actors], key=lambda m: (m.span.start, m.span.end, m.kind, m.id))
    scene = read_scene(page, passages, together, pack)
    named |= {link.mention: link for link in link_actors(rest, scene, pack)}
    for mention in mentions:
        yield named[mention.id]


def link_source(mention: Mention, page: Page, pack: Pack) -> Link | None:
    """The source of that name, None if no source has it."""
    words = words_of(mention, page)
    candidates = climb(words, MentionKind.SOURCE, pack)
    return linked(mention, choose(candidates, frozenset()), norm(words)) if candidates else None
