"""Whether words are of a place or of something else about it: a part of it, or what lies beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.extract.arguments import BESIDE
from sayso.extract.lexicon import Lexicon
from sayso.extract.tree import Token


def is_part(token: Token, lex: Lexicon) -> bool:
    """Whether the words are some of a place: "half of X", "the south of X"; every street of it is all of it."""
    if lex.is_class(token, "part"):
        return not any(c.dep_ == "det" and lex.is_class(c, "whole") for c in token.children)
    return is_side(token, lex)


def spots_as_parts(fillers: Iterable[tuple[str, Token]], lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """The fillers, a place that is a spot in a settlement ("the market", "the market in X") a part of it."""
    for role, token in fillers:
        inside = token.dep_ == "pobj" and lex.is_class(token.head.head, "spot")
        yield ("part" if role == "place" and (inside or lex.is_class(token, "spot")) else role), token


def is_side(token: Token, lex: Lexicon) -> bool:
    """ "The south of X" is of it, "south of X" beside it."""
    return lex.is_class(token, "side") and any(c.dep_ in {"det", "poss"} for c in token.children)


def is_beside(place: Token, head: Token, lex: Lexicon) -> bool:
    """Whether the words are "north of X", "near X", "the X countryside": beside the place, not the place."""
    above = place.head.head
    tie = place.head.lower_ if place.dep_ == "pobj" else ""
    if tie == "in" and place is not head:
        # "Areas of X" may lie about it, "areas in X" lie in it.
        return False
    if tie in BESIDE or (tie and lex.is_class(above, "near") and not is_side(above, lex)):
        return True
    return place is not head and lex.is_class(head, "near") and not is_side(head, lex)
