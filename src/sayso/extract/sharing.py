"""What the deeds of one sentence share: where one of them happened the others did, unless they say where themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.extract.arguments import verb_slots
from sayso.extract.fillers import deep_places, is_beside
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names
from sayso.extract.propositions import Proposition

WHERE = ("place", "near", "part")
# A clause that hangs on another in one of these ways tells of the same scene.
SAME_SCENE = {"advcl", "conj", "xcomp", "acl", "nsubj", "nsubjpass", "dobj", "prep", "pobj", "appos", "agent", "pcomp"}
# What it holds inside it of the same scene.
INSIDE = {"nsubj", "nsubjpass", "advcl", "dobj", "conj"}
# Deeds that happen somewhere: told without a place, they happened where the text has just been.
SCENIC = ("harm", "attack", "strike", "clash", "arrest", "abduct", "destroy", "loot", "intercept")
# A deed named by a noun that does another: "the strike killed nine".
DOES = {"nsubj", "agent"}


def share_roles(found: Sequence[Proposition], names: Names, lex: Lexicon) -> Iterator[Proposition]:
    """The propositions, each without a place given that of the deed it hangs on or that hangs on it; a strike's doer kills."""
    heads = {p.head.i: p for p in found}
    told: list[Proposition] = []
    for proposition in found:
        fillers = list(proposition.fillers)
        roles = {role for role, _ in fillers}
        wanted = {part.partition(":")[2].rstrip("!?").partition("~")[0] for part in proposition.frame.roles.split("|")}
        if wanted & set(WHERE) and not roles & {*WHERE, "from", "to", "via"}:
            shared = first_of(linked(proposition, heads), WHERE) or in_clause(proposition, names, lex)
            fillers.extend(shared or (first_of(reversed(told), WHERE) if proposition.frame.kind.startswith(SCENIC) else []))
        if "actor" in wanted and "actor" not in roles:
            fillers.extend(first_of(doing(proposition, heads), ("actor",)))
        told.append(replace(proposition, fillers=tuple(fillers)))
        yield told[-1]


def in_clause(proposition: Proposition, names: Names, lex: Lexicon) -> list[tuple[str, Token]]:
    """The named place of the clauses it hangs on, though they tell of no deed: "stopped a boat off X and held its crew"."""
    token = proposition.head
    while True:
        if token.pos_ in {"VERB", "AUX"}:
            slots = verb_slots(token)
            for at in (*slots["loc"], *deep_places(slots)):
                for place in names.place_in(at):
                    return [("near" if is_beside(place, at, lex) else "place", place)]
        if token.dep_ not in SAME_SCENE or token.head == token:
            return []
        token = token.head


def first_of(donors: Iterable[Proposition], roles: Sequence[str]) -> list[tuple[str, Token]]:
    for donor in donors:
        given = [(role, token) for role, token in donor.fillers if role in roles]
        if given:
            return given[:1] if roles == WHERE else given
    return []


def linked(proposition: Proposition, heads: dict[int, Proposition]) -> Iterator[Proposition]:
    """The propositions that this one hangs on, nearest first, then those that hang on it."""
    token = proposition.head
    while token.dep_ in SAME_SCENE and token.head != token:
        token = token.head
        if token.i in heads:
            yield heads[token.i]
    for below in proposition.head.subtree:
        if below.i in heads and below != proposition.head and is_below(below, proposition.head, INSIDE):
            yield heads[below.i]


def is_below(token: Token, top: Token, links: set[str]) -> bool:
    while token.i != top.i:
        if token.dep_ not in links:
            return False
        token = token.head
    return True


def doing(proposition: Proposition, heads: dict[int, Proposition]) -> Iterator[Proposition]:
    """The deed that stands as subject of this one."""
    for child in proposition.head.children:
        inner = child.children if child.dep_ == "agent" else (child,)
        for token in inner:
            if child.dep_ in DOES and token.i in heads:
                yield heads[token.i]
