"""Whether a place's name means the place or those who act in its name, by the grammar around it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sayso.extract.lexicon import read_wishes
from sayso.extract.tree import Token
from sayso.model import Reading
from sayso.pack import Pack

DESCRIBING = {"compound", "amod", "nmod", "poss"}


@lru_cache(maxsize=4)
def doings(pack: Pack) -> Mapping[str, frozenset[frozenset[str]]]:
    """Verbs whose subject speaks or acts, and so is no ground, with the other words they need: "lies low", not "lies".

    Those of saying, and frames that ask for an actor.
    """
    found: dict[str, set[frozenset[str]]] = {row.cue.split()[0]: {frozenset()} for row in pack.cues if row.pattern == "verb"}
    for row in pack.frames:
        if row.pattern == "verb" and any(w.role == "actor" and "subj" in w.slots for w in read_wishes(row.roles)):
            first, *rest = row.verb.split()
            found.setdefault(first, set()).add(frozenset(rest))
    return {verb: frozenset(rests) for verb, rests in found.items()}


def is_doing(verb: Token, pack: Pack) -> bool:
    rests = doings(pack).get(verb.lemma_.casefold(), frozenset())
    if not rests or frozenset() in rests:
        return bool(rests)
    said = {word for t in verb.subtree for word in (t.lemma_.casefold(), t.lower_)}
    return any(rest <= said for rest in rests)


@lru_cache(maxsize=4)
def bodies(pack: Pack) -> frozenset[str]:
    """Nouns for those who act: a place before one of them is whose they are ("Sarn troops")."""
    return frozenset(row.noun for row in pack.nouns if row.noun_class == "actor") | frozenset(
        row.cue for row in pack.cues if row.pattern in {"speaker", "group"} and " " not in row.cue
    )


@lru_cache(maxsize=4)
def takings(pack: Pack) -> frozenset[str]:
    """Verbs of what is done to places."""
    asked = ((row.verb, read_wishes(row.roles)) for row in pack.frames if row.pattern == "verb" and " " not in row.verb)
    return frozenset(
        verb for verb, wishes in asked if any(w.required and w.role == "place" and "obj" in w.slots for w in wishes)
    )


def is_taken(verb: Token, pack: Pack) -> bool:
    """ "Declares Sarn taken": the parser takes for the doer what it was done to; a town that takes nothing was taken."""
    alone = not any(c.dep_ in {"dobj", "obj", "prep", "prt", "ccomp", "xcomp"} for c in verb.children)
    return verb.dep_ == "ccomp" and alone and verb.lemma_.casefold() in takings(pack)


def reading_of(token: Token, pack: Pack) -> Reading:
    """The reading of a place whose name is headed by `token`: "Sarn denies", "denied by Sarn", "Sarn's envoy" are of a body."""
    head = token.head
    does = token.dep_ == "nsubj" and head.pos_ == "VERB" and is_doing(head, pack)
    if does and not is_taken(head, pack):
        return Reading.METONYMIC
    if token.dep_ == "pobj" and head.dep_ == "agent":
        return Reading.METONYMIC
    if token.dep_ in DESCRIBING and head.pos_ == "NOUN" and head.lemma_.casefold() in bodies(pack):
        return Reading.METONYMIC
    return Reading.LITERAL
