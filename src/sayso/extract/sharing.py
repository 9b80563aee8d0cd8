"""What the deeds of one sentence share: where one of them happened the others did, unless they say where themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.extract.arguments import conjuncts, verb_slots
from sayso.extract.doers import is_actor
from sayso.extract.fillers import deep_places, is_unnamed
from sayso.extract.landing import is_blow
from sayso.extract.lexicon import Lexicon
from sayso.extract.localities import is_ground, is_named_place, says_where
from sayso.extract.names import Names
from sayso.extract.phrases import named_places
from sayso.extract.portion import is_beside
from sayso.extract.propositions import Proposition
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS, is_passive
from sayso.model import MentionKind

WHERE = ("place", "near", "part")
# A clause that hangs on another in one of these ways tells of the same scene.
SAME_SCENE = {
    "advcl",
    "conj",
    "xcomp",
    "acl",
    "nsubj",
    "nsubjpass",
    "csubj",
    "dobj",
    "prep",
    "pobj",
    "appos",
    "agent",
    "pcomp",
    "oprd",
}
# What it holds inside it of the same scene.
INSIDE = {"nsubj", "nsubjpass", "advcl", "dobj", "conj", "acl", "prep", "pobj", "agent"}
# Deeds that happen somewhere: told without a place, they happened where the text has just been.
SCENIC = ("harm", "attack", "strike", "clash", "arrest", "abduct", "destroy", "loot", "intercept")
FIGHT = "clash"
EFFECTS = ("harm", "destroy")
# Kinds of words and ties, not of deeds: where a minister speaks or envoys meet, nothing else need have happened.
UNSCENIC = ("talk", "statement", "stance", "demand", "refuse", "agree", "relation", "support", "meta", "sanction")
# What is told of a whole war is told of no one place in it.
LONG = "war"
# What is said of a deed to come is said of its place; so is what keeps somebody from a deed.
SPOKEN = ("demand", "refuse", "threaten", "agree", "ceasefire", "access")
CONTENT = {"dobj", "ccomp", "xcomp", "prep", "dative"}
# Words for what goes on at the time of a deed.
WHILE = {"while", "whilst", "when", "as"}
# Before these words stand places, and seldom people.
WHITHER = {"from", "in", "into", "at", "near", "outside", "inside", "around"}
DESCRIBING = {"compound", "amod", "nmod", "poss"}
# A deed named by a noun that does another: "the strike killed nine".
DOES = {"nsubj", "csubj", "agent"}


def share_roles(found: Sequence[Proposition], names: Names, lex: Lexicon) -> Iterator[Proposition]:
    """The propositions, each with the place and the doer that its own words leave to those around it."""
    heads = {p.head.i: p for p in found}
    told: list[Proposition] = []
    for proposition in found:
        fillers = list(proposition.fillers)
        roles = {role for role, _ in fillers}
        wanted = wants(proposition)
        if not roles & {*WHERE, "from", "to", "via"}:
            if wanted & set(WHERE):
                fillers.extend(find_where(proposition, heads, told, names, lex))
            elif proposition.frame.kind.startswith(SPOKEN):
                where = in_content(proposition, names, lex) or first_of(by_name(linked(proposition, heads), names), WHERE)
                fillers.extend(where or in_clause(proposition, names, lex))
        if "actor" not in roles and ("actor" in wanted or "instrument" in roles):
            fillers.extend(find_doer(proposition, heads, names, lex))
        told.append(replace(proposition, fillers=tuple(fillers)))
        yield told[-1]


def wants(proposition: Proposition) -> set[str]:
    """The roles that the frame has."""
    return {part.partition(":")[2].rstrip("!?").partition("~")[0] for part in proposition.frame.roles.split("|")}


def is_scenic(kind: str) -> bool:
    return kind.startswith(SCENIC)


def is_scene(kind: str) -> bool:
    """Whether a claim of a kind tells where the text is, for deeds told after it without a place."""
    return not kind.startswith(UNSCENIC)


def has_scene(proposition: Proposition, lex: Lexicon) -> bool:
    """Whether a deed happened where the text has just been: not the toll of a war, nor of the years since it began."""
    return is_scenic(proposition.frame.kind) and not is_of_war(proposition, lex)


def is_of_war(proposition: Proposition, lex: Lexicon) -> bool:
    """ "Has left 9,000 dead since the conflict broke out", "the war has killed 9,000": harm done all over a land."""
    harm = proposition.frame.kind.startswith(EFFECTS)
    return harm and any(lex.is_class(t, LONG) and t.dep_ not in DESCRIBING for t in proposition.head.sent)


def find_where(
    proposition: Proposition, heads: dict[int, Proposition], told: Sequence[Proposition], names: Names, lex: Lexicon
) -> list[tuple[str, Token]]:
    """Where it happened: as the deeds it hangs on, its clause, the text just before; else the thing that was struck."""
    near = list(linked(proposition, heads))
    # A sentence that names a place of its own is of no scene before it.
    elsewhere = any(names.of(t, MentionKind.PLACE) is not None for t in proposition.head.sent)
    scene = [p for p in reversed(told) if not elsewhere or p.head.sent == proposition.head.sent]
    scene = [p for p in scene if is_scene(p.frame.kind)] if has_scene(proposition, lex) else []
    found = in_content(proposition, names, lex) if proposition.frame.kind.startswith(SPOKEN) else []
    found = found or first_of(by_name(near, names), WHERE) or in_clause(proposition, names, lex)
    found = found or (meanwhile(proposition, names, lex) if has_scene(proposition, lex) else [])
    found = found or first_of(by_name(scene, names), WHERE) or list(struck_thing(proposition.fillers, lex))
    return found or first_of([*near, *scene], WHERE)


def by_name(donors: Iterable[Proposition], names: Names) -> Iterator[Proposition]:
    """The donors without what is told by a common noun."""
    return (replace(p, fillers=tuple((r, t) for r, t in p.fillers if not is_unnamed(t, names))) for p in donors)


def struck_thing(fillers: Sequence[tuple[str, Token]], lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """What was struck says where: "burned the mill" has no other place than the mill."""
    for role, token in fillers:
        if role == "target" and is_ground(token, lex) and not lex.is_class(token, "actor"):
            yield "place", token
            return


def in_clause(proposition: Proposition, names: Names, lex: Lexicon) -> list[tuple[str, Token]]:
    """The named place of the clauses it hangs on, though they tell of no deed: "stopped a boat off X and held its crew"."""
    token = proposition.head
    while True:
        if token.pos_ in {"VERB", "AUX"}:
            slots = verb_slots(token)
            for at in (*slots["loc"], *deep_places(slots, lex)):
                for place in named_places(at, names, lex) or ([at] if is_named_place(at, names) else []):
                    return [("near" if is_beside(place, at, lex) else "place", place)]
        if token.dep_ not in SAME_SCENE or token.head == token:
            return []
        token = token.head


def meanwhile(proposition: Proposition, names: Names, lex: Lexicon) -> list[tuple[str, Token]]:
    """The named place of what was done the while, a deed or none: "stepped on a mine while grazing sheep outside X"."""
    for clause in whiles(proposition.head):
        slots = verb_slots(clause)
        for at in (*slots["loc"], *deep_places(slots, lex)):
            for place in named_places(at, names, lex) or ([at] if is_named_place(at, names) else []):
                return [("near" if is_beside(place, at, lex) else "place", place)]
    return []


def whiles(verb: Token) -> Iterator[Token]:
    """The clauses that go on at the time of a verb, and those at the time of these."""
    for clause in (c for c in verb.rights if c.dep_ == "advcl" and any(m.lower_ in WHILE for m in c.lefts)):
        yield clause
        yield from whiles(clause)


def in_content(proposition: Proposition, names: Names, lex: Lexicon) -> list[tuple[str, Token]]:
    """The place that what is asked, refused or agreed is about ("demanded that they leave X"), or the state that X is."""
    taken = {token.i for _, token in proposition.fillers}
    content = (t for c in proposition.head.rights if c.dep_ in CONTENT for t in c.subtree if t.i not in taken)
    for token in content:
        if token.dep_ in DESCRIBING:
            continue
        if is_gone_to(token, names, lex) and not is_aside(token, proposition.head):
            return [("near" if is_beside(token, token, lex) else "place", token)]
        if names.of(token, MentionKind.PLACE) is not None:
            if names.of(token, MentionKind.ACTOR) is None:
                return [("near" if is_beside(token, token, lex) else "place", token)]
            if all(role != "target" for role, _ in proposition.fillers):
                return [("target", token)]
    return []


def is_gone_to(token: Token, names: Names, lex: Lexicon) -> bool:
    """ "Told them to leave X", "agreed to withdraw from X": a name that no pack knows where only a place can be."""
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in WHITHER:
        return names.unknown(token, person_too=True)
    if not names.is_bare(token):
        return False
    if token.dep_ == "dobj":
        rows = (wishes for frame, wishes in lex.rows_of(above) if frame.pattern == "verb" and " " not in frame.verb)
        return any("obj" in w.slots and w.role == "place" and not w.noun_class for wishes in rows for w in wishes)
    return says_where(token) and above.lower_ not in {"of", "to"}


def is_aside(token: Token, act: Token) -> bool:
    """ "Asked for the names of those held at X": what is only said of a thing that is asked for."""
    above = token.head
    while above not in {act, above.head}:
        if above.dep_ in {"acl", "relcl"} and above.head != act:
            return True
        above = above.head
    return False


def find_doer(proposition: Proposition, heads: dict[int, Proposition], names: Names, lex: Lexicon) -> list[tuple[str, Token]]:
    """Who does what stands as subject or what one was killed in; who fights, of a fight that hangs on another deed."""
    found = first_of([*doing(proposition, heads), *done_amid(proposition, heads)], ("actor",))
    if found or proposition.frame.kind != FIGHT or proposition.head.pos_ != "NOUN":
        return found
    targets = {token for role, token in proposition.fillers if role == "target"}
    if proposition.head.dep_ == "pobj" and proposition.head.head.lower_ == "in":
        # "support for X in the fight against Y": those named last before it fight.
        before = reversed(proposition.head.doc[proposition.head.sent.start : proposition.head.left_edge.i])
        fit = (t for t in before if t.dep_ not in DESCRIBING and t.pos_ != "NUM")
        last = next((t for t in fit if is_actor(t, names, lex, named_only=True)), None)
        return [("actor", t) for t in conjuncts(last) if t not in targets] if last is not None else []
    above = first_of((heads[t.i] for t in proposition.head.ancestors if t.i in heads), ("actor",))
    return [pair for pair in above if pair[1] not in targets]


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
        if below.i in heads and below != proposition.head and is_below(below, proposition.head, heads):
            yield heads[below.i]


def is_below(token: Token, top: Token, heads: dict[int, Proposition]) -> bool:
    while token.i != top.i:
        # "Killed in a raid that hit X": what is told of a deed is of its scene.
        if token.dep_ not in INSIDE and not (token.dep_ == "relcl" and token.head.i in heads):
            return False
        token = token.head
    return True


def doing(proposition: Proposition, heads: dict[int, Proposition]) -> Iterator[Proposition]:
    """The deed that stands as subject of this one; in which somebody was killed, or something destroyed."""
    effect = proposition.frame.kind.startswith(EFFECTS)
    verbs = [proposition.head]
    while verbs[-1].dep_ == "conj" and verbs[-1].pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in verbs[-1].children):
        # "The strike killed nine and destroyed a mill", "was targeted and killed in a raid".
        verbs.append(verbs[-1].head)
    for child in (c for verb in verbs for c in verb.children):
        if child.dep_ in DOES or (effect and child.dep_ == "prep" and child.lower_ in {"in", "by", "during"}):
            for token in (child, *child.children):
                yield from (heads[t.i] for t in (token, *whole_of(token)) if t.i in heads)


def done_amid(proposition: Proposition, heads: dict[int, Proposition]) -> Iterator[Proposition]:
    """ "They killed nine in a raid": what was done in a deed was done by who did the deed."""
    tie = proposition.head.head
    verb = tie.head
    amid = proposition.head.dep_ == "pobj" and tie.lower_ in {"in", "during"} and verb.i in heads and not is_passive(verb)
    if amid and is_blow(proposition) and heads[verb.i].frame.kind.startswith(EFFECTS):
        yield heads[verb.i]


def whole_of(token: Token) -> Iterator[Token]:
    """The strikes, of "a series of strikes"."""
    yield from (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")
