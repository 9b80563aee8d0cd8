"""Where a deed happened of which a source goes on to tell: at the place it last told of, if it names none now."""

from __future__ import annotations

from sayso.extract.lexicon import Lexicon
from sayso.extract.memory import Memory
from sayso.extract.propositions import Proposition
from sayso.extract.sharing import WHERE, has_scene, is_scene, wants

ROLES = {*WHERE, "from", "to", "via"}
# How many paragraphs back a source may have named the place.
FAR = 2
BACK = {"the", "this", "that"}


def scene_of(proposition: Proposition, source: str | None, index: int, memory: Memory, lex: Lexicon) -> tuple[str, str] | None:
    """The role and the mention of the place that a deed without one has from what its source told last.

    "The assault" is one that was told of, whoever did.
    """
    back = is_told_before(proposition)
    placed = any(role in ROLES for role, _ in proposition.fillers)
    if not (source or back) or placed or not has_scene(proposition, lex) or "place" not in wants(proposition):
        return None
    for told in reversed(memory.told):
        if told.at < index - FAR:
            break
        if is_scene(told.claim.kind) and (back or any(leaf.source == source for leaf in told.leaves)):
            where = [(role, mention) for role, mention in told.claim.roles if role in WHERE]
            if where:
                # A deed told of one place did not happen in the same part of it as another.
                role, mention = where[0]
                return ("place" if role == "part" else role), mention
    return None


def is_told_before(deed: Proposition) -> bool:
    """ "The assault", "that raid": a deed of no name of its own that the words point back at."""
    own = [c for c in deed.head.lefts if c.dep_ in {"compound", "nmod", "poss"}]
    return deed.frame.pattern == "noun" and not own and any(c.lower_ in BACK for c in deed.head.lefts)
