"""Whom an accusation makes the doer: "accused X of a raid", "blamed the raid on X", "X, responsible for the raid"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.arguments import OBJECTS, antecedent, owner, verb_slots
from sayso.extract.doers import belonging
from sayso.extract.lexicon import Lexicon
from sayso.extract.parse import is_negated
from sayso.extract.tree import Token
from sayso.extract.voice import PASSIVE, SUBJECTS

# How a deed hangs on the word that lays it to somebody.
CHARGED = {"prep", "pobj", "pcomp", "conj", *OBJECTS, *PASSIVE}


def accused_of(deed: Token, lex: Lexicon) -> Iterator[Token]:
    """Those whose deed the words say it is, of a deed named by a noun."""
    while deed.dep_ == "conj":
        deed = deed.head
    tie = deed.head
    if deed.dep_ == "pobj" and tie.lower_ in lex.accusing.get(tie.head.lemma_.casefold(), ()):
        yield from charged(tie.head)
    elif deed.dep_ in {"dobj", "nsubjpass"}:
        ties = lex.laying.get(tie.lemma_.casefold(), ())
        laid = (o for c in tie.rights if c.dep_ == "prep" and c.lower_ in ties for o in c.children if o.dep_ == "pobj")
        for one in laid:
            # "Laid the raid at the door of X".
            yield from belonging(one) if lex.is_class(one, "doorstep") else [one]


def charged(word: Token) -> Iterator[Token]:
    """Who is accused by a verb, described by "responsible", or takes "responsibility"."""
    if word.pos_ == "NOUN":
        taken = verb_slots(word.head)["subj"] if word.dep_ in OBJECTS | PASSIVE else owner(word)
        # "No group has claimed responsibility", "the clan has not": nobody is told of.
        yield from (t for t in taken if not is_negated(word.head) and all(c.lower_ != "no" for c in t.children))
    elif word.pos_ == "ADJ":
        yield from [word.head] if word.dep_ == "amod" else (c for c in word.head.children if c.dep_ in SUBJECTS | OBJECTS)
    else:
        yield from (antecedent(c) for c in word.children if c.dep_ in {"dobj", "obj", "nsubjpass"})


def lays_to(verb: Token, deed: Token, lex: Lexicon) -> bool:
    """Whether a deed is what a verb accuses somebody of."""
    lemma = verb.lemma_.casefold()
    if lemma not in {**lex.accusing, **lex.laying}:
        return False
    last = deed
    while deed.dep_ in CHARGED and deed != verb:
        last, deed = deed, deed.head
    # "Condemned the raid" lays it to nobody, "condemned the corps for the raid" does.
    return deed == verb and (lemma in lex.laying or last.dep_ not in OBJECTS)
