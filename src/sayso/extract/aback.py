"""Which place before them "it", "there" and "the rest" lead back to."""

from __future__ import annotations

from sayso.extract.arguments import Slots
from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.names import Names
from sayso.extract.tree import Token
from sayso.model import MentionKind

# How many words back "it" and "there" may point.
FAR = 40
OBJECTS = {"dobj", "obj"}
# Where the name of a town may stand that no pack knows.
DONE_TO = OBJECTS | {"pobj", "nsubjpass"}


def with_own(slots: Slots, wishes: tuple[Wish, ...], names: Names, lex: Lexicon) -> Slots:
    """ "The town's capture": whose it is was taken, where nothing else says what was."""
    taken = any(w.required and w.role == "place" and "obj" in w.slots and not w.noun_class for w in wishes)
    if not taken or slots.get("obj"):
        return slots
    owners = [t for t in slots.get("subj", ()) if t.dep_ == "poss" and is_owner(t, names, lex)]
    return {**slots, "subj": [t for t in slots["subj"] if t not in owners], "obj": owners} if owners else slots


def is_owner(owner: Token, names: Names, lex: Lexicon) -> bool:
    """Whether it is a place whose capture or fall is told of."""
    return names.is_ground(owner) or (lex.is_class(owner, "prize") and not lex.is_class(owner, "actor"))


def is_pointer(token: Token, lex: Lexicon) -> bool:
    """ "It", "there", "the rest": of a place named before; "the rest of X" names its own, and so does "the eastern half"."""
    return lex.is_class(token, "pointer") and not any(
        (c.dep_ == "prep" and c.lower_ == "of") or c.dep_ == "amod" or (c.dep_ == "compound" and c.pos_ == "PROPN")
        for c in token.children
    )


def pointed_at(pointer: Token, names: Names, lex: Lexicon, noun_class: str = "") -> Token | None:
    """The place that "it" or "there", or a word that leaves it out, leads back to: the nearest before it."""
    start = max(0, pointer.i - FAR)
    for token in reversed(pointer.doc[start : pointer.i]):
        if token.head == pointer.head:
            continue
        named = names.of(token, MentionKind.PLACE) is not None and token.dep_ not in {"compound", "poss"}
        common = token.pos_ == "NOUN" and token.dep_ != "compound" and lex.is_class(token, noun_class or "place")
        if common or (named and not noun_class):
            return token
    return None


def is_alone(pointer: Token, names: Names) -> bool:
    """ "The rest was lost" where no name stands before: lost by itself, so it is no money that somebody lost."""
    return (
        pointer.pos_ == "NOUN"
        and pointer.dep_ not in OBJECTS
        and not any(token.dep_ in DONE_TO and names.unknown(token, person_too=True) for token in pointer.doc[: pointer.i])
    )


def is_somewhere(pointer: Token) -> bool:
    """ "The army was not there": where that is was said before, if at all."""
    return pointer.pos_ == "ADV"
