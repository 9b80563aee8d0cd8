"""Where a deed happened that names no place: where its source last told of one; or in which town the spot is that it names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from sayso.extract.aback import is_somewhere
from sayso.extract.lexicon import Lexicon
from sayso.extract.memory import Memory
from sayso.extract.propositions import Proposition
from sayso.extract.sharing import WHERE, has_scene, is_scene, wants
from sayso.extract.told import Told
from sayso.extract.tree import Token

ROLES = {*WHERE, "from", "to", "via"}
# How many paragraphs back a source may have named the place.
FAR = 2
BACK = {"the", "this", "that"}


def scene_of(proposition: Proposition, source: str | None, index: int, memory: Memory, lex: Lexicon) -> tuple[str, str] | None:
    """The role and the mention of the place that a deed without one has from what its source told last.

    "The assault" is one that was told of, whoever did; "the quay" is that of the town last named.
    """
    back = is_told_before(proposition)
    where = [token for role, token in proposition.fillers if role in ROLES]
    placed = bool(where)
    there = any(is_somewhere(token) and lex.is_class(token, "pointer") for token in proposition.head.children)
    if (placed and is_at_spot(proposition, lex)) or (there and not placed):
        return next((("place", told.town) for told in recent(index, memory) if told.town is not None), None)
    if not (source or back) or placed or not has_scene(proposition, lex) or "place" not in wants(proposition):
        return None
    for told in recent(index, memory):
        if back or any(leaf.source == source for leaf in told.leaves):
            known = [(role, mention) for role, mention in told.claim.roles if role in WHERE]
            if known:
                # A deed told of one place did not happen in the same part of it as another.
                role, mention = known[0]
                return ("place" if role == "part" else role), mention
    return None


def recent(index: int, memory: Memory) -> Iterator[Told]:
    """The deeds that tell where the text is, the last first."""
    near = takewhile(lambda told: told.at >= index - FAR, reversed(memory.told))
    return (told for told in near if is_scene(told.claim.kind))


def is_at_spot(deed: Proposition, lex: Lexicon) -> bool:
    """Whether a deed names where it was by "the quay" alone; "the border" and "the road" are in no one town."""
    where = [token for role, token in deed.fillers if role in ROLES]
    return all(is_definite(token, lex) and lex.is_class(token, "premises") for token in where)


def is_definite(noun: Token, lex: Lexicon) -> bool:
    """ "The quay", and "the town's quay"."""
    kinds = {c.pos_ for c in noun.lefts}
    towns = (t for t in noun.lefts if t.dep_ == "poss" and lex.is_class(t, "place"))
    before = (*noun.lefts, *(c for town in towns for c in town.lefts))
    return noun.pos_ == "NOUN" and "PROPN" not in kinds and any(c.lower_ in BACK for c in before)


def is_told_before(deed: Proposition) -> bool:
    """ "The assault", "that raid": a deed of no name of its own that the words point back at."""
    own = [c for c in deed.head.lefts if c.dep_ in {"compound", "nmod", "poss"}]
    return deed.frame.pattern == "noun" and not own and any(c.lower_ in BACK for c in deed.head.lefts)
