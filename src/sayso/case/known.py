"""Looks a name up for its card: by the ladder of resolve, which the room of show may not climb itself."""

from __future__ import annotations

from sayso.errors import NotFound
from sayso.model import MentionKind
from sayso.pack import Pack
from sayso.resolve.ladder import climb, folded
from sayso.show.card import Card, Match, make_card
from sayso.store import Store


def find_card(store: Store, pack: Pack, words: str, kind: MentionKind, with_comments: bool) -> Card:
    """By a name in any spelling, or by an id. Raises NotFound if neither the packs nor the pages have anything like it."""
    full = words if words.startswith(f"{kind}:") else f"{kind}:{words}"
    if (kind is MentionKind.PLACE and pack.place(full)) or full in pack.actors or full in pack.sources:
        matches: tuple[Match, ...] = (Match(full, "id", full),)
    else:
        matches = tuple(Match(one.target, str(one.rung), one.spelling) for one in climb(words, kind, pack))
    near = () if matches else folded(pack).near(folded(pack).fold(words), kind)
    card = make_card(store, pack, words, kind, matches, near, with_comments)
    if not (card.known or card.unknown or card.near):
        raise NotFound(f"no {kind} goes by {words!r} here, and none is spelt nearly so; `sayso show {kind}s` lists the known")
    return card
