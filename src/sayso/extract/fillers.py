"""What fills the roles of a frame: places, what is beside or part of them, actors, and what is done to."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.extract.arguments import AT, BESIDE, Slots, conjuncts, is_passive
from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.names import Names
from sayso.model import MentionKind

# English grammar, not vocabulary: what follows these is where, or whither.
LOCATIVE = {*AT, *BESIDE, "to", "into", "from", "toward", "towards", "through", "of"} - {"over", "along"}
# To be near a place or in a part of it answers where, too.
WHERE = {"near": "place", "part": "place"}
PLACE_ROLES = {"place", "from", "to", "via", "near", "part"}


def needless(token: Token) -> frozenset[str]:
    """Roles that a frame may do without here: a passive need not name who did it."""
    whole = token.pos_ == "VERB" and is_passive(token) and token.dep_ not in {"acl", "amod"}
    return frozenset({"actor"}) if whole else frozenset()


def fill(
    slots: Slots, wishes: tuple[Wish, ...], names: Names, lex: Lexicon, spared: frozenset[str], bold: bool
) -> tuple[tuple[str, Token], ...] | None:
    """The fillers of a frame, None if one that it requires is missing. Wishes of one role are alternatives.

    `spared` roles are not required here; `bold` takes a name the parser thinks a person's for a place where a place must be.
    """
    fillers: list[tuple[str, Token]] = []
    if stands_as_object(slots, wishes, names):
        slots, spared = {**slots, "obj": slots["subj"], "subj": []}, spared | {"actor"}
    wanted = {WHERE.get(wish.role, wish.role) for wish in wishes if wish.required} - (
        spared if any(w.role == "place" for w in wishes if w.required) else set()
    )
    taken: set[int] = set()
    for wish in wishes:
        if any(WHERE.get(role, role) == WHERE.get(wish.role, wish.role) for role, _ in fillers):
            continue
        for slot in wish.slots:
            for token in slots.get(slot, ()):
                for filler in (token, *(t for t in conjuncts(token) if t != token)):
                    for role, at in suits(filler, wish, names, lex, bold):
                        if at.i not in taken:
                            taken.add(at.i)
                            fillers.append((role, at))
            if any(role == wish.role for role, _ in fillers):
                break
    filled = {WHERE.get(role, role) for role, _ in fillers}
    return tuple(fillers) if wanted <= filled and fillers else None


def stands_as_object(slots: Slots, wishes: tuple[Wish, ...], names: Names) -> bool:
    """ "declares X taken" read as if X took: a town that takes nothing was taken."""
    wants_place = any(wish.role == "place" and wish.required and "obj" in wish.slots for wish in wishes)
    subjects = slots.get("subj", [])
    towns = all(names.of(t, MentionKind.PLACE) and not names.of(t, MentionKind.ACTOR) for t in subjects)
    return wants_place and bool(subjects) and not slots.get("obj") and towns


def suits(token: Token, wish: Wish, names: Names, lex: Lexicon, bold: bool) -> Iterator[tuple[str, Token]]:
    """The role and token a phrase gives for a wish: a place may turn out to be only near it, or a part of it."""
    named = wish.noun_class == "actor" and names.of(token, MentionKind.ACTOR) is not None
    if wish.noun_class and not named and not lex.is_class(token, wish.noun_class):
        return
    if wish.role in PLACE_ROLES:
        yield from suits_place(token, wish, names, lex, bold)
    elif wish.role == "actor":
        if is_actor(token, names, lex, named_only=wish.noun_class == "actor"):
            yield "actor", token
    elif wish.role in {"target", "instrument", "amount"}:
        is_place = bool(names.of(token, MentionKind.PLACE)) and not names.of(token, MentionKind.ACTOR)
        vague = token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "DET"} or lex.is_class(token, "vague")
        if not vague and token.ent_type_ not in {"DATE", "TIME"} and not (is_place and wish.required):
            yield wish.role, token


def suits_place(token: Token, wish: Wish, names: Names, lex: Lexicon, bold: bool) -> Iterator[tuple[str, Token]]:
    if lex.is_class(token, "actor") and not names.of(token, MentionKind.PLACE):
        # "nine fighters in X" are no place, though they are in one.
        return
    if lex.is_class(token, "whole"):
        for inner in (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children):
            yield from suits_place(inner, wish, names, lex, bold)
        return
    places = joined_places(token, names, lex)
    if token.pos_ == "PRON" and not places:
        return
    beside = wish.role == "place" and any(is_beside(t, token, lex) for t in (token, *places))
    part = wish.role == "place" and lex.is_class(token, "part") and token not in places
    role = "near" if beside else "part" if part else wish.role
    if places:
        yield from ((role, place) for place in places)
    elif is_common_place(token, wish, names, lex) or (
        names.unknown(token, person_too=says_where(token) or bold) and (wish.required or says_where(token))
    ):
        yield role, token


def joined_places(token: Token, names: Names, lex: Lexicon) -> list[Token]:
    """The place names of a phrase and of what it is joined with: "the village of X and the town of Y"."""
    found = names.place_in(token)
    if not found and (lex.is_class(token, "part") or lex.is_class(token, "place")):
        inner = (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children)
        found = [o for o in inner if names.unknown(o, person_too=True)]
    beside = [place for at in found for c in conjuncts(at) if c not in found for place in names.place_in(c)]
    return [*found, *(place for place in beside if place not in found)]


def is_common_place(token: Token, wish: Wish, names: Names, lex: Lexicon) -> bool:
    """Whether it is a noun for a place ("the town"), and no actor of that name where a place must be."""
    if not lex.is_class(token, "place"):
        return False
    return names.of(token, MentionKind.ACTOR) is None if wish.required else token.pos_ in {"NOUN", "PROPN"}


def says_where(token: Token) -> bool:
    """Whether a name follows a word that only places follow, so that it is one whatever the parser takes it for."""
    return token.dep_ == "pobj" and token.head.lower_ in LOCATIVE


def is_beside(place: Token, head: Token, lex: Lexicon) -> bool:
    """Whether the words are "north of X", "near X", "the X countryside": beside the place, not the place."""
    if place.dep_ == "pobj" and (place.head.lower_ in BESIDE or lex.is_class(place.head.head, "near")):
        return True
    return place is not head and lex.is_class(head, "near")


def is_actor(token: Token, names: Names, lex: Lexicon, named_only: bool = False) -> bool:
    if names.of(token, MentionKind.ACTOR) or lex.is_class(token, "actor"):
        return True
    if token.ent_type_ in {"PERSON", "ORG", "NORP"} or (names.of(token, MentionKind.PLACE) and not named_only):
        return token.pos_ in {"PROPN", "NOUN", "ADJ"}
    return not named_only and token.tag_ == "PRP"
