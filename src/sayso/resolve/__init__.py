"""resolve: which place, actor or source of the packs a mention means, and on which rung of the ladder that stands."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Link, Mention, MentionKind, Page, Passage
from sayso.pack import Pack
from sayso.resolve.anaphora import link_back
from sayso.resolve.bodies import link_bodies
from sayso.resolve.equated import link_equated
from sayso.resolve.generic import part_generic
from sayso.resolve.home import link_home
from sayso.resolve.places import link_places
from sayso.resolve.slips import link_slips

__all__ = ["resolve"]


def resolve(page: Page, passages: Sequence[Passage], mentions: Sequence[Mention], pack: Pack) -> list[Link]:
    """One link for each mention of a place, actor or source, in text order, whatever the order of `mentions`.

    A name the packs do not know, or only suggest, gives a link with target None and its folded key; times and amounts
    have no link.
    """
    unique = {mention.id: mention for mention in mentions}
    ordered = sorted(unique.values(), key=lambda m: (m.span.start, m.span.end, m.kind, m.id))
    by_kind = {kind: [m for m in ordered if m.kind is kind] for kind in MentionKind}
    places = by_kind[MentionKind.PLACE]
    bodies = [m for m in ordered if m.kind in {MentionKind.ACTOR, MentionKind.SOURCE}]
    speakers = {mention.span.end for mention in by_kind[MentionKind.SOURCE]}
    links = [
        *link_back(page, passages, places, list(link_places(page, places, pack)), pack, speakers),
        *link_bodies(page, passages, bodies, pack),
    ]
    position = {mention.id: at for at, mention in enumerate(ordered)}
    links = part_generic(page, ordered, sorted(links, key=lambda link: position[link.mention]), pack)
    links = link_equated(page, ordered, link_home(page, passages, ordered, links, pack), pack)
    return link_slips(page, ordered, links, pack)
