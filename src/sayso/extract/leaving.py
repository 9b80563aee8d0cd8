"""From where somebody left or was driven out, where the words of the deed leave it open or say nothing else of where."""

from __future__ import annotations

from dataclasses import replace

from sayso.extract.aback import is_somewhere, pointed_at
from sayso.extract.fillers import PLACE_ROLES
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names
from sayso.extract.propositions import Proposition

# Who is driven out or leaves, is driven out of a place or leaves it; a victory is won somewhere.
LEFT_OUT = ("control", "withdraw", "statement.victory")
FLED = ("displace", "move")


def with_place(proposition: Proposition, names: Names, lex: Lexicon) -> Proposition:
    """ "They left", "it was driven out": from where the text has just been; "sailed from X" happened in X.

    Where "there" is, these words do not say (scenes.py).
    """
    kind = proposition.frame.kind
    fillers = tuple((role, token) for role, token in proposition.fillers if role != "place" or not is_somewhere(token))
    proposition = replace(proposition, fillers=fillers)
    if kind.startswith(FLED) and all(role == "from" for role, _ in fillers if role in PLACE_ROLES):
        return replace(proposition, fillers=tuple(("place" if role == "from" else role, token) for role, token in fillers))
    if not kind.startswith(LEFT_OUT) or any(role in PLACE_ROLES for role, _ in fillers):
        return proposition
    place = pointed_at(proposition.head, names, lex)
    return proposition if place is None else replace(proposition, fillers=(*fillers, ("place", place)))
