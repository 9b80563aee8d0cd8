"""The place names of a phrase: its own, those of what it is joined with, and those it is another word for."""

from __future__ import annotations

from sayso.extract.arguments import BESIDE, conjuncts
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names, heads_of
from sayso.extract.tree import Token
from sayso.model import MentionKind


def joined_places(token: Token, names: Names, lex: Lexicon) -> list[Token]:
    """The place names of a phrase and of what it is joined with: "the village of X and the town of Y"."""
    named = apposed(token, names, lex)
    if named:
        return named
    found = named_places(token, names, lex)
    if not found and lex.is_any(token, ("part", "place", "near")):
        inner = [o for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "in", "at"} for o in c.children]
        found = [o for o in inner if names.unknown(o, person_too=True)]
        if not found and not lex.is_class(token, "place"):
            found = [o for o in inner if lex.is_class(o, "place")]
        # "The capital, X".
        found = [c for c in token.children if c.dep_ == "appos" and names.unknown(c, person_too=True)] or found
    if not found and lex.is_class(token, "place"):
        below = (o for c in token.children if c.dep_ == "prep" and c.lower_ in BESIDE for o in c.children)
        found = [o for o in below if names.of(o, MentionKind.PLACE) or names.unknown(o, person_too=True)]
    beside = [place for at in found for c in conjuncts(at) if c not in found for place in names.place_in(c)]
    return [*found, *(place for place in beside if place not in found)]


def apposed(noun: Token, names: Names, lex: Lexicon) -> list[Token]:
    """The towns that are called so: "X and Y, the last towns that the militia holds"."""
    if noun.dep_ != "appos" or noun.pos_ != "NOUN" or not lex.is_class(noun, "place") or lex.is_class(noun, "part"):
        return []
    called = [noun.head, *noun.head.conjuncts] if noun.tag_ == "NNS" else [noun.head]
    return sorted((t for t in called if names.of(t, MentionKind.PLACE)), key=lambda t: t.i)


def named_places(token: Token, names: Names, lex: Lexicon) -> list[Token]:
    """The names in a phrase that say where: nobody is "killed in US raids" in the US, though in X they are "in X raids"."""
    found = names.place_in(token)
    if found == [token] or not is_deed(token, lex):
        return found
    return [t for t in found if t.dep_ not in {"compound", "nmod"} or names.is_ground(t)]


def is_deed(noun: Token, lex: Lexicon) -> bool:
    return any(frame.pattern == "noun" for frame, _ in lex.rows_of(noun))


def own_name(token: Token, names: Names) -> Token | None:
    """The name of "Sarn's Tawa district": a part of the land, and itself a place; "the districts of X" are parts of X."""
    if token.tag_ not in {"NN", "NNP"} or f" {token.lower_}" not in heads_of(names.pack):
        return None
    found = [c for c in token.children if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
    return found[-1] if found else None
