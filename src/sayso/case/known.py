"""Looks a name up for its card: by the ladder of resolve, which the room of show may not climb itself."""

from __future__ import annotations

from sayso.errors import NotFound
from sayso.model import Link, MentionKind, Rung
from sayso.pack import Candidate, Pack
from sayso.resolve.ladder import climb, folded
from sayso.resolve.namesakes import namesakes
from sayso.resolve.ranking import prominence
from sayso.show.card import Card, Match, make_card
from sayso.store import Store

# Of a name that no pack and no page has, the best known places of the world that bear it.
FROM_AFAR = 3
CARDS = (MentionKind.PLACE, MentionKind.ACTOR, MentionKind.SOURCE)


def find_card(store: Store, pack: Pack, words: str, kind: MentionKind, with_comments: bool) -> Card:
    """By a name in any spelling, or by an id. Raises NotFound if neither the packs nor the pages have anything like it."""
    matches = find_matches(store, pack, words, kind)
    near = () if matches else folded(pack).near(folded(pack).fold(words), kind)
    card = make_card(store, pack, words, kind, matches, near, with_comments)
    if not (card.known or card.unknown or card.near):
        others = [other for other in CARDS if other is not kind and climb(words, other, pack)]
        hint = "".join(f"; it is a {other}'s name: `sayso {other} {words!r}`" for other in others)
        known = hint or f"; `sayso show {kind}s` lists the known"
        raise NotFound(f"no {kind} goes by {words!r} here, and none is spelt nearly so{known}")
    return card


def find_matches(store: Store, pack: Pack, words: str, kind: MentionKind) -> tuple[Match, ...]:
    """What the packs know by a name or an id, the likeliest first."""
    full = words if words.startswith(f"{kind}:") else f"{kind}:{words}"
    if (kind is MentionKind.PLACE and pack.place(full)) or full in pack.actors or full in pack.sources:
        return (Match(full, "id", full),)
    found = find_places(store, pack, words) if kind is MentionKind.PLACE else climb(words, kind, pack)
    return tuple(Match(one.target, str(one.rung), one.spelling) for one in found)


def find_places(store: Store, pack: Pack, words: str) -> tuple[Candidate, ...]:
    """The places of that id or name, the likeliest first: the packs' own, those the pages name, else the best known."""
    full = words if words.startswith("place:") else f"place:{words}"
    if pack.place(full) is not None:
        return (Candidate(full, Rung.EXACT, full),)
    # Who asks in small letters means a name all the same.
    found = namesakes(words, pack) or namesakes(words.title(), pack)
    named = {row["id"] for row in store.sql("select id from places")}

    def afar(target: str) -> int:
        return 0 if target in pack.places else 1 if target in named else 2

    ranked = sorted(found, key=lambda c: (afar(c.target), -prominence(c.target, pack), c.target))
    near = tuple(one for one in ranked if afar(one.target) < 2)
    return near or tuple(ranked[:FROM_AFAR])


def find_target(store: Store, pack: Pack, link: Link, words: str) -> str:
    """What a name typed in for a link means: a place, an actor or a source, as its mention is. Raises NotFound."""
    kind = MentionKind(store.sql("select kind from current_mention where id = ?", (link.mention,))[0]["kind"])
    found = find_places(store, pack, words) if kind is MentionKind.PLACE else climb(words, kind, pack)
    if not found:
        raise NotFound(f"no {kind} goes by {words!r} in the packs of this case")
    return found[0].target
