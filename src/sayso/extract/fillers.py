"""What fills the roles of a frame: places, what is beside or part of them, actors, and what is done to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.aback import is_alone, is_pointer, is_somewhere, pointed_at, with_own
from sayso.extract.arguments import DEEP, Slots, conjuncts, places_inside
from sayso.extract.doers import (
    belonging,
    carries,
    counted_noun,
    is_actor,
    is_craft,
    is_headcount,
    is_movable,
    is_of_a_people,
    is_of_force,
    is_someone,
    other_owners,
    owners,
)
from sayso.extract.gates import GATES, lets_in
from sayso.extract.landing import with_landing
from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.localities import (
    PORTIONS,
    is_blow,
    is_common_place,
    is_ground,
    is_named_place,
    is_place_alone,
    is_titled,
    is_town_like,
    says_where,
)
from sayso.extract.names import Names
from sayso.extract.phrases import joined_places, own_name
from sayso.extract.portion import is_beside, is_part
from sayso.extract.spoken_of import is_meant_by
from sayso.extract.tree import Token
from sayso.extract.voice import is_passive
from sayso.model import MentionKind

# To be near a place or in a part of it answers where, too.
WHERE = {"near": "place", "part": "place"}
WHERE_ROLES = {"place", "near"}
PLACE_ROLES = {"place", "from", "to", "via", "near", "part"}
# Classes that "nine Sarnians" are of, too.
PEOPLE = {"person", "people"}
TAKEN = {*PEOPLE, "civilian"}
# What is brought down: "it" and "three" of a frame that asks for these are such, if some were spoken of.
FLYING = {"device", "jet"}
QUANTITIES = ("anybody", "whole", "casualty", "measure")


def needless(token: Token) -> frozenset[str]:
    """Roles that a frame may do without here: a passive need not name who did it."""
    whole = token.pos_ == "VERB" and is_passive(token) and token.dep_ not in {"acl", "amod"}
    return frozenset({"actor"}) if whole else frozenset()


def fill(
    slots: Slots, wishes: tuple[Wish, ...], names: Names, lex: Lexicon, spared: frozenset[str]
) -> tuple[tuple[str, Token], ...] | None:
    """The fillers of a frame, none if nothing is asked, None if one required is missing. Wishes of a role are alternatives.

    `spared` roles are not required here.
    """
    fillers: list[tuple[str, Token]] = []
    slots = with_landing(with_own(with_grounds(slots, names), wishes, names, lex), names, lex)
    if not lets_in(slots, wishes, lex):
        return None
    wishes = tuple(wish for wish in wishes if wish.role not in GATES)
    if stands_as_object(slots, wishes, names, lex):
        slots, spared = {**slots, "obj": slots["subj"], "subj": []}, spared | {"actor"}
    who = any(token.tag_ == "WP" for token in slots.get("subj", ()))
    if who:
        # "Who holds X?" names nobody.
        spared = spared | {"actor"}
    wanted = {stands_for(wish) for wish in wishes if wish.required}
    if who or is_undergone(slots, wishes):
        wanted -= spared
    if not wanted <= {stands_for(w) for w in wishes if "deep" in deepened(w) or any(slots.get(s) for s in w.slots)}:
        return None
    taken: set[int] = set()
    filled: set[str] = set()
    for wish in wishes:
        asked = stands_for(wish)
        if asked in filled:
            continue
        if asked in wanted and not wish.required and asked not in spared:
            continue
        for slot in deepened(wish):
            for token in deep_places(slots, lex) if slot == "deep" else slots.get(slot, ()):
                for filler in (token, *(t for t in conjuncts(token) if t != token), *other_owners(token, wish, names)):
                    for role, at in suits(filler, wish, names, lex):
                        if at.i not in taken:
                            taken.add(at.i)
                            filled.add(asked)
                            fillers.append((role, at))
            if asked in filled:
                break
    if not wanted <= filled:
        return None
    if any(w.enough for w in wishes) and not any(w.enough and stands_for(w) in filled for w in wishes):
        return ()
    found = name_places(fillers, wishes, slots, names, lex)
    return (*found, *struck_places(found, wishes, names, lex))


def with_grounds(slots: Slots, names: Names) -> Slots:
    """ "The X raid" is where X is a town: only those who have a name as such, and states, stand so for who does it."""
    towns = [t for t in slots.get("subj", ()) if t.dep_ in {"compound", "nmod"} and names.is_ground(t)]
    if not towns:
        return slots
    return {
        **slots,
        "subj": [t for t in slots["subj"] if t not in towns],
        "loc": [*towns, *slots.get("loc", ())],
    }


def name_places(
    fillers: list[tuple[str, Token]], wishes: tuple[Wish, ...], slots: Slots, names: Names, lex: Lexicon
) -> list[tuple[str, Token]]:
    """ "took the junction at X": the name says where better than the common noun, which is what it is done to."""
    common = [token for role, token in fillers if role in WHERE_ROLES and is_unnamed(token, names)]
    if not common:
        return fillers
    here = next(wish for wish in wishes if stands_for(wish) == "place")
    beside = [t for t in (*slots.get("loc", ()), *deep_places(slots, lex)) if t not in common]
    places = [(role, at) for t in beside for role, at in suits_place(t, replace(here, role="place"), names, lex)]
    named = [(role, at) for role, at in dict.fromkeys(places) if not is_unnamed(at, names)]
    if not named:
        return fillers
    struck = any(wish.role == "target" for wish in wishes) and not any(role == "target" for role, _ in fillers)
    rest = [(role, token) for role, token in fillers if token not in common]
    return [*rest, *((("target", token) for token in common) if struck else ()), *named]


def is_unnamed(token: Token, names: Names) -> bool:
    """Whether a place is told by a common noun alone."""
    return token.pos_ != "PROPN" and not names.place_in(token)


def is_undergone(slots: Slots, wishes: tuple[Wish, ...]) -> bool:
    """Whether a frame tells of what was done to a thing or place: who did it may be left out, but not be of another class."""
    placed = [w for w in wishes if w.required and w.role == "place"]
    done_to = (
        any(len(wishes) == 1 or "obj" in w.slots or w.slots[0] in {"of", "over"} for w in placed)
        if placed
        else any(w.role in {"target", "instrument"} and "obj" in w.slots for w in wishes)
    )
    classed = any(w.required and w.role == "actor" and w.noun_class for w in wishes)
    return done_to and not classed and not slots.get("subj")


def deep_places(slots: Slots, lex: Lexicon) -> Iterator[Token]:
    """Where the nouns of a clause are said to be; the seat of an office ("the envoy in X") says nothing of a deed."""
    nouns = [token for name in DEEP for token in slots.get(name, ())]
    yield from places_inside([token for token in nouns if not lex.is_class(token, "official")])


def stands_for(wish: Wish) -> str:
    """The role that a wish answers: where a frame requires a place, the way there will do."""
    return "place" if wish.required and wish.role in {"via", "from", "to"} else WHERE.get(wish.role, wish.role)


def deepened(wish: Wish) -> tuple[str, ...]:
    """Where to look for a wish: a place that may be missing may also stand inside another noun's phrase."""
    return wish.slots if wish.required or wish.role not in WHERE_ROLES or "loc" not in wish.slots else (*wish.slots, "deep")


def struck_places(
    fillers: Sequence[tuple[str, Token]], wishes: tuple[Wish, ...], names: Names, lex: Lexicon
) -> Iterator[tuple[str, Token]]:
    """The place named in the phrase of what was struck: "burned the mill of X"."""
    if any(role in PLACE_ROLES for role, _ in fillers) or not any(wish.role == "place" for wish in wishes):
        return
    for token in (token for role, token in fillers if role == "target"):
        named = joined_places(token, names, lex) if is_ground(token, lex) else []
        named = named or [o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
        places = [t for t in named if is_named_place(t, names) or lex.is_class(t, "place")]
        if places:
            yield from (("near" if is_beside(place, token, lex) else "place", place) for place in places)
            return


def stands_as_object(slots: Slots, wishes: tuple[Wish, ...], names: Names, lex: Lexicon) -> bool:
    """ "declares X taken" read as if X took: a town that takes nothing was taken."""
    wants_place = any(wish.role == "place" and wish.required and "obj" in wish.slots for wish in wishes)
    subjects = slots.get("subj", [])
    towns = all(is_place_alone(t, names, lex) for t in subjects)
    return wants_place and bool(subjects) and not slots.get("obj") and towns


def suits(token: Token, wish: Wish, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """The role and token a phrase gives for a wish: a place may turn out to be only near it, or a part of it."""
    if wish.role in PLACE_ROLES and is_pointer(token, lex):
        if wish.required or token.pos_ == "ADV":
            yield from suits_pointed(token, wish, names, lex)
        return
    if wish.noun_class and not is_as_asked(token, wish, names, lex) and not carries(token, wish.noun_class, lex):
        if lex.is_any(token, PORTIONS if wish.role in PLACE_ROLES else QUANTITIES):
            # "their side of the border", "half of the road", "dozens of rockets"
            inner = (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children)
            yield from (found for one in inner for found in suits(one, wish, names, lex))
        return
    if wish.role in PLACE_ROLES:
        # "Captured two lorries in X" is no capture of X, nor is "claimed a raid in X".
        if not is_titled(token, lex) and not (wish.required and (is_movable(token, lex) or is_blow(token, lex))):
            yield from suits_place(token, wish, names, lex)
    elif wish.role == "actor":
        asked = bool(wish.noun_class) and lex.is_class(token, wish.noun_class) and lex.is_class(token, "person")
        if asked or is_actor(token, names, lex, named_only=wish.noun_class == "actor"):
            yield "actor", token
        elif is_craft(token, lex):
            # A convoy's lorries go where their owner sends them, and are not the one who does it.
            yield "instrument", token
            yield from (("actor", t) for t in owners(token, lex) if is_actor(t, names, lex))
        elif lex.is_class(token, "measure"):
            # "A number of gunmen."
            yield from (("actor", t) for t in belonging(token) if is_actor(t, names, lex, named_only=True))
        elif lex.is_class(token, "munition"):
            # "Downed by rebel fire".
            yield from (("actor", t) for t in owners(token, lex) if names.of(t, MentionKind.ACTOR) or lex.is_class(t, "armed"))
    elif wish.role in {"target", "instrument", "amount"}:
        is_place = bool(names.of(token, MentionKind.PLACE)) and not names.of(token, MentionKind.ACTOR)
        objects = wish.rival or (wish.ground and "obj" in wish.slots)
        is_place = is_place or (objects and is_town_like(token, wish, names, lex)) or (wish.shared and names.is_bare(token))
        person = is_someone(token, lex) or (token.tag_ == "PRP" and wish.role == "target") or lex.is_class(token, "anybody")
        # "Fighting stopped": of a class of deeds a gerund is one.
        gerund = bool(wish.noun_class) and token.tag_ == "VBG"
        nominal = gerund or token.pos_ in {"NOUN", "PROPN", "NUM", "ADJ", "DET"}
        vague = not person and (not nominal or lex.is_class(token, "vague"))
        timed = token.ent_type_ in {"DATE", "TIME"} and not wish.noun_class
        if is_place and wish.ground and wish.role == "target" and "obj" in wish.slots and not (wish.rival and wish.required):
            yield "place", token
        elif is_place and (wish.required or wish.shared):
            return
        elif not vague and not timed:
            yield wish.role, token
            if wish.role == "instrument" and "subj" in wish.slots and not is_actor(token, names, lex):
                # "Army rockets hit": the army's deed.
                yield from (("actor", t) for t in owners(token, lex) if is_actor(t, names, lex, named_only=True))


def is_of_class(token: Token, wish: Wish, names: Names, lex: Lexicon) -> bool:
    """Whether what is told, or what is counted, is of the class asked for; who flees as one of a force is no civilian."""
    if wish.role == "target" and wish.slots == ("subj",) and wish.noun_class in TAKEN and is_of_force(token, names, lex):
        return False
    return lex.is_class(token if wish.role in PLACE_ROLES else counted_noun(token, lex), wish.noun_class)


def is_as_asked(token: Token, wish: Wish, names: Names, lex: Lexicon) -> bool:
    """Whether a phrase is of the class asked for, by its noun, by its name, or by what it stands for."""
    asked = wish.noun_class
    if asked == "actor" and ((wish.role == "actor" and is_craft(token, lex)) or is_actor(token, names, lex, named_only=True)):
        return True
    # Invented towns are taken for persons: only who does something is one for sure.
    if asked == "person" and token.ent_type_ == "PERSON" and "subj" in wish.slots:
        return True
    if asked in PEOPLE and (is_titled(token, lex) or (token.ent_type_ == "NORP" and is_of_a_people(token))):
        return True
    town = names.of(token, MentionKind.PLACE) is not None or is_town_like(token, wish, names, lex)
    if asked in {"place", "prize"} and town:
        return True
    if is_of_class(token, wish, names, lex):
        return True
    if wish.role != "target":
        return False
    if asked in FLYING and is_meant_by(token, asked, lex):
        return True
    # "Evacuated them": who flees by himself may be anybody, who is taken away is taken for a civilian.
    taken = asked in TAKEN and wish.slots == ("obj",) and is_someone(token, lex)
    return taken or (asked == "civilian" and "subj" in wish.slots and is_headcount(token))


def is_sure(wish: Wish) -> bool:
    """What is taken, entered or left is a place, even if the parser sees a person in its name; who is shelled may be one."""
    return wish.required and not wish.rival


def suits_pointed(pointer: Token, wish: Wish, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """The place that "it" leads back to, if it is of the class asked for or a name."""
    found = pointed_at(pointer, names, lex, wish.noun_class)
    if found is None and is_alone(pointer, names):
        # "The rest was lost", even where nothing before says of what.
        yield wish.role, pointer
    elif found is not None:
        # "Halted within sight of X and camped there."
        share = wish.role == "place" and is_part(pointer, lex) and not lex.is_class(pointer, "whole")
        yield "near" if wish.role == "place" and is_beside(found, found, lex) else "part" if share else wish.role, found
    elif is_somewhere(pointer) and wish.role == "place":
        yield "place", pointer


def suits_place(token: Token, wish: Wish, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    if lex.is_class(token, "actor") and not (lex.is_class(token, "place") or names.of(token, MentionKind.PLACE)):
        # "nine fighters in X" are no place, though they are in one.
        return
    inner = [o for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "over"} for o in c.children]
    if lex.is_class(token, "near") and any(is_pointer(t, lex) for t in inner):
        # "Within sight of it."
        yield from (("near", at) for t in inner for _, at in suits_pointed(t, wish, names, lex))
        return
    counts = not lex.is_class(token, "part") and lex.is_any(token, ("measure", "anybody"))
    if inner and (counts or lex.is_class(token, "whole")):
        # "The whole of X", "control over X", "a string of villages", "seven of the districts".
        for place in inner:
            if is_pointer(place, lex):
                # "All of it", even where nothing before says of what.
                yield wish.role, pointed_at(place, names, lex, wish.noun_class) or place
            yield from suits_place(place, wish, names, lex)
        return
    own = own_name(token, names)
    places = [own] if own is not None else joined_places(token, names, lex)
    if token.pos_ in {"PRON", "ADV"} and not places:
        return
    # "Near a station in X" is in X.
    inside = bool(places) and all(t.dep_ == "pobj" and t.head.head == token and t.head.lower_ in {"in", "at"} for t in places)
    beside = wish.role == "place" and not inside and any(is_beside(t, token, lex) for t in (token, *places))
    part = wish.role == "place" and is_part(token, lex) and token not in places and own is None
    role = "near" if beside else "part" if part else wish.role
    where = wish.alone or says_where(token, wish.slots)
    if places:
        yield from ((role, place) for place in places)
    elif is_common_place(token, wish, names, lex) or (
        names.unknown(token, person_too=where or is_sure(wish) or wish.ground)
        and (wish.required or where or ("obj" in wish.slots and is_town_like(token, wish, names, lex)))
    ):
        yield role, token
