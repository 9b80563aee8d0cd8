"""Where a forecast is to be tested: at the place it names, else at the one that the words around it are about."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.model import Claim, Role
from sayso.weigh.facts import fillers, find_place, is_local
from sayso.weigh.index import Index

PRESENCE, ROUTE = "presence", "route"


def find_where(claim: Claim, index: Index) -> str | None:
    """A forecast that names no place is of the one its paragraph has named, else of the headline's; None if nothing tells."""
    return next((place for place in all_where(claim, index) if place is not None), None)


def all_where(claim: Claim, index: Index) -> Iterator[str | None]:
    yield find_place(claim, index)
    yield find_beside(claim, index)
    yield find_road(claim, index)
    yield find_near_before(claim, index)
    yield find_titled(claim, index)


def find_beside(claim: Claim, index: Index) -> str | None:
    """The place that somebody is to be near: whoever is in it by then is near it too."""
    near = fillers(claim, index, "near") if claim.kind == PRESENCE else []
    return next((index.name(mention) for mention in near if not index.is_described(mention)), None)


def find_road(claim: Claim, index: Index) -> str | None:
    """The road that a page speaks of without a name: it can be seen to be open, though no pack has it."""
    if not claim.kind.startswith(ROUTE):
        return None
    roads = fillers(claim, index, "place", "via")
    return next((f"{claim.span.page} {index.name(mention)}" for mention in roads), None)


def find_near_before(claim: Claim, index: Index) -> str | None:
    """The one town or spot that the paragraph has named before it: "the gate is shut; they will be back by May"."""
    text = index.pages[claim.span.page].text
    return find_only(claim, text.rfind("\n", 0, claim.span.start) + 1, claim.span.start, index)


def find_titled(claim: Claim, index: Index) -> str | None:
    """The one town or spot that the headline names, for a forecast that names none: "they will be back inside by May"."""
    titles = [passage.span for passage in index.passages[claim.span.page] if passage.role is Role.HEADLINE]
    return find_only(claim, titles[0].start, titles[0].end, index) if titles else None


def find_only(claim: Claim, start: int, end: int, index: Index) -> str | None:
    """The only place named in a stretch of the claim's page, if it is no wider than a town."""
    places = index.places_named.get(claim.span.page, ())
    named = {index.name(mention.id) for mention in places if start <= mention.span.start < end}
    local = [name for name in named if name is not None and is_local(name, index.pack)]
    return local[0] if len(named) == 1 and local else None
