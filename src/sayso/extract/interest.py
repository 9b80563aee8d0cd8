"""Whether who speaks is party to what is said: themselves an actor of the claim, or named in the packs as interested."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from sayso.model import MentionKind
from sayso.pack import Pack

JOINED = {"part_of", "same_body"}


@lru_cache(maxsize=8)
def joined_to(pack: Pack) -> Mapping[str, frozenset[str]]:
    """Every id with those it is a part of or the same body as, one step, both ways; ids without their noun."""
    found: dict[str, set[str]] = {}
    for row in pack.relations:
        if row.relation in JOINED:
            found.setdefault(row.actor.split(":")[-1], set()).add(row.other.split(":")[-1])
            found.setdefault(row.other.split(":")[-1], set()).add(row.actor.split(":")[-1])
    return {name: frozenset(others) for name, others in found.items()}


def is_interested(speaker: str, parties: Iterable[str], pack: Pack) -> bool:
    """`speaker` and `parties` are words as they stand; a name that no pack knows is a party only to itself."""
    involved = {name for words in parties for name in bodies(words, pack)}
    wanted = {c.target for c in pack.candidates(speaker, MentionKind.SOURCE)}
    interests = {actor.split(":")[-1] for source in wanted for actor in pack.sources[source].interested_in}
    return bool((bodies(speaker, pack) | interests) & involved)


def bodies(words: str, pack: Pack) -> set[str]:
    named = {c.target.split(":")[-1] for kind in (MentionKind.ACTOR, MentionKind.SOURCE) for c in pack.candidates(words, kind)}
    joined = joined_to(pack)
    return named | {other for name in named for other in joined.get(name, ())} | {words.casefold()}
