"""Slots that fill no role of a frame and yet decide whether it is read: `none` must be empty, `some` must not."""

from __future__ import annotations

from sayso.extract.arguments import Slots
from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.tree import Token

GATES = {"none", "some"}


def lets_in(slots: Slots, wishes: tuple[Wish, ...], lex: Lexicon) -> bool:
    """Whether all gates of a frame are open."""
    for wish in wishes:
        found = [t for slot in wish.slots for t in slots.get(slot, ())]
        if wish.role == "none" and any(is_unwanted(t, wish, lex) for t in found):
            return False
        if wish.role == "some" and not any(not wish.noun_class or lex.is_class(t, wish.noun_class) for t in found):
            return False
    return True


def is_unwanted(token: Token, wish: Wish, lex: Lexicon) -> bool:
    """Whether a word stands where a frame wants none, or none of a class: "taken to hospital" is no abduction."""
    return lex.is_class(token, wish.noun_class) if wish.noun_class else not is_measure(token, lex)


def is_measure(token: Token, lex: Lexicon) -> bool:
    """ "advanced two kilometres", "left the same night": how far and when are no objects."""
    return token.ent_type_ in {"DATE", "TIME", "QUANTITY"} or lex.is_class(token, "near")
