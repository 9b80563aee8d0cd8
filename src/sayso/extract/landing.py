"""On what a deed named by a noun came, where a verb beside it says so: "the raid hit X", "X came under shelling"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.extract.arguments import Slots, antecedent, verb_slots
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names
from sayso.extract.phrases import joined_places
from sayso.extract.propositions import Proposition
from sayso.extract.tree import Token
from sayso.model import MentionKind

SUBJECTS = {"nsubj", "csubj"}
OBJECTS = {"dobj", "obj"}
# English grammar: what is, comes or stays under a deed.
STANDING = {"be", "come", "fall", "remain", "stay", "go"}
# What is something of a deed: "was the target of", "became the scene of", "X, the scene of".
BECOMING = {"be", "become", "remain"}
# Kinds that by themselves do not say by what it was done; those below them do.
BLOWS = ("attack", "strike", "clash")


def look_upon(noun: Token, slots: Slots, lex: Lexicon) -> None:
    """Lays down whom or what the deed came upon, and who or what saw it."""
    slots["upon"].extend(landed(noun, lex))
    slots["seen"].extend(seen_from(noun, lex))


def landed(noun: Token, lex: Lexicon) -> Iterator[Token]:
    """Those whom or what the verb says it came upon; `noun` is the one by which the deed hangs in its clause."""
    verb = noun.head
    if noun.dep_ in SUBJECTS and lex.is_class(verb, "landing"):
        yield from (t for t in verb_slots(verb)["obj"] if t != noun)
    elif noun.dep_ in OBJECTS and lex.is_class(verb, "undergoing"):
        yield from (t for t in verb_slots(verb)["subj"] if t != noun)
    elif noun.dep_ == "pobj" and verb.dep_ == "agent" and lex.is_class(verb.head, "landing"):
        yield from verb_slots(verb.head)["obj"]
    elif noun.dep_ == "pobj" and verb.lower_ == "under" and verb.head.lemma_ in STANDING:
        yield from verb_slots(verb.head)["subj"]
    elif noun.dep_ == "pobj" and verb.lower_ == "of" and lex.is_class(verb.head, "scene"):
        yield from called_by(verb.head)
    for below in noun.rights:
        # "An attack that hit X"; "468 sorties targeting posts in X and Y" are the sum of many deeds.
        if below.dep_ == "relcl" and below.tag_ != "VBN" and lex.is_class(below, "landing"):
            slots = verb_slots(below)
            if noun in slots["subj"]:
                yield from (t for t in slots["obj"] if t != noun)


def seen_from(noun: Token, lex: Lexicon) -> Iterator[Token]:
    """Whatever saw the deed: a place if it came there, else an onlooker, a week or another deed."""
    if noun.dep_ in OBJECTS and lex.is_class(noun.head, "witnessing"):
        yield from (t for t in verb_slots(noun.head)["subj"] if t != noun)


def called_by(scene: Token) -> Iterator[Token]:
    """What is said to be the scene, the target or the stronghold."""
    if scene.dep_ == "attr" and scene.head.lemma_ in BECOMING:
        yield from verb_slots(scene.head)["subj"]
    elif scene.dep_ == "appos":
        yield scene.head


def with_landing(slots: Slots, names: Names, lex: Lexicon) -> Slots:
    """The slots with what the deed came on as where it was, or as whom or what it was against."""
    upon = [*slots.get("upon", ()), *(t for t in slots.get("seen", ()) if is_place(t, names, lex))]
    if not upon:
        return slots
    where = [t for t in upon if is_where(t, names, lex)]
    things = [t for t in upon if names.of(t, MentionKind.PLACE) is None]
    added = {"on": upon, "loc": where, "against": things}
    return {**slots, **{name: [*tokens, *slots.get(name, ())] for name, tokens in added.items()}, "upon": [], "seen": []}


def is_where(token: Token, names: Names, lex: Lexicon) -> bool:
    unknown = names.unknown(token, person_too=False) and not any(True for _ in token.lefts)
    called = unknown or is_place(token, names, lex) or bool(joined_places(token, names, lex))
    return names.of(token, MentionKind.ACTOR) is None and called


def is_place(token: Token, names: Names, lex: Lexicon) -> bool:
    """Whether the word itself names a place or a sort of place."""
    noun = lex.is_class(token, "place") and (lex.is_class(token, "thing") or not lex.is_class(token, "actor"))
    return noun or names.of(token, MentionKind.PLACE) is not None


def with_deeds(found: Sequence[Proposition], lex: Lexicon) -> list[Proposition]:
    """ "A raid by X hit Y", "answered with air strikes": the verb and the noun that names its deed tell of one."""
    named = {q.head: q for q in found if q.frame.pattern == "noun" and is_blow(q)}
    told = {p.head: deeds for p in found if p.frame.pattern == "verb" and is_blow(p) and (deeds := deeds_of(p, named, lex))}
    taken = {q.head for deeds in told.values() for q in deeds}
    made: list[Proposition] = []
    for p in (p for p in found if p.head not in taken):
        deeds = told.get(p.head, [])
        made.extend([p] if is_apart(p, deeds) else [])
        made.extend(as_one(p, deed) for deed in deeds)
    return made


def is_apart(verb: Proposition, deeds: Sequence[Proposition]) -> bool:
    """Whether a verb tells of a deed beside those named: "shells and air strikes hit X"."""
    own = {token for role, token in verb.fillers if role == "instrument"} - {deed.head for deed in deeds}
    return not deeds or (bool(own) and verb.frame.kind not in {*BLOWS, *(deed.frame.kind for deed in deeds)})


def is_blow(proposition: Proposition) -> bool:
    return proposition.frame.kind.startswith(BLOWS)


def deeds_of(verb: Proposition, named: Mapping[Token, Proposition], lex: Lexicon) -> list[Proposition]:
    """The deeds that do what a verb says, or with which it is done, one of a kind: "air strikes and shelling hit X" are two."""
    lands = lex.is_class(verb.head, "landing") or verb.frame.kind in BLOWS
    for child in verb.head.children:
        below = [antecedent(child)] if child.dep_ in SUBJECTS and lands else []
        if child.dep_ == "agent" or child.lower_ == "with":
            below = [c for c in child.children if c.dep_ == "pobj"]
        for noun in below:
            deeds = {named[one].frame.kind: named[one] for one in reversed(list(joined_deeds(noun, lex))) if one in named}
            if deeds:
                return list(reversed(deeds.values()))
    return []


def joined_deeds(noun: Token, lex: Lexicon) -> Iterator[Token]:
    """ "Air strikes and shelling", "hours of air strikes and shelling"."""
    yield noun
    if lex.is_class(noun, "measure") or noun.ent_type_ == "TIME":
        yield from (o for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children)
    yield from noun.conjuncts


def as_one(verb: Proposition, noun: Proposition) -> Proposition:
    """The verb's clause with the noun's frame, unless the verb says better what sort of deed it was."""
    frame = verb.frame if noun.frame.kind in BLOWS else noun.frame
    own = {role for role, _ in noun.fillers} - {"instrument"}
    rest = [(role, token) for role, token in verb.fillers if role not in own]
    with_what = any(role == "instrument" for role, _ in rest)
    kept = [(role, token) for role, token in noun.fillers if not (with_what and role == "instrument")]
    return replace(verb, frame=frame, fillers=(*kept, *rest))
