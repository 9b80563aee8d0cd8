"""Deeds named by a noun that fills no role: whether the words around it say that it happened, or only speak of such deeds."""

from __future__ import annotations

from sayso.extract.lexicon import Lexicon
from sayso.extract.tree import Token

# English grammar: what a deed was done in, by or after ("killed in a raid", "after three days of fighting").
AMID = {"in", "by", "during", "after", "following", "amid", "amidst", "under", "from", "before", "despite"}
ABOUT = {"of", "about"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
OBJECTS = {"dobj", "obj", "attr", "xcomp"}
UNDERGONE = OBJECTS | {"nsubjpass"}
DEFINITE = {"the", "this", "that", "these", "those", "such", "any", "no", "every"}


def happens(noun: Token, lex: Lexicon) -> bool:
    """ "The truce broke down", "residents heard shelling", "hit in a raid", a line of its own; never "fear of an attack"."""
    if noun.pos_ == "PROPN" or lex.is_class(noun, "actor") or (noun.dep_ in OBJECTS and lex.is_class(noun, "toll")):
        # "The coalition announced", "gave no toll": who does something is no deed, nor is a count that is given.
        return False
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    noun = lex.stem(noun)
    verb = noun.head
    if noun.dep_ == "dobj" and any(c.dep_ == "ccomp" and c.i > noun.i for c in verb.rights):
        # "Told a conference that": who hears something is no deed.
        return False
    if noun.dep_ in SUBJECTS | OBJECTS and verb.pos_ in {"VERB", "AUX"}:
        there = verb.lemma_ == "be" and any(c.dep_ == "expl" for c in verb.children)
        return there or verb.lemma_.casefold() in lex.happens or (noun.dep_ in UNDERGONE and lex.is_light(verb))
    if noun.dep_ in {"pobj", "pcomp"}:
        return not is_definite(noun) and is_amid(verb, lex)
    return noun.dep_ == "ROOT" and any(c.dep_ not in {"punct", "nummod"} for c in noun.children)


def is_reach(deed: Token, lex: Lexicon) -> bool:
    """ "Within shelling range of X": how far one could, and nothing that was done."""
    return deed.i + 1 < deed.sent.end and lex.is_class(deed.nbor(), "reach")


def is_amid(preposition: Token, lex: Lexicon) -> bool:
    """Whether what follows is what another deed was done in: "after clashes", "after days of clashes"."""
    if preposition.lower_ == "of" and preposition.head.dep_ == "pobj" and preposition.head.ent_type_ in {"DATE", "TIME"}:
        preposition = preposition.head.head
    told = preposition.lower_ in ABOUT and preposition.head.lemma_.casefold() in lex.happens
    return told or (preposition.lower_ in AMID and preposition.head.pos_ in {"VERB", "AUX"})


def is_definite(noun: Token) -> bool:
    """Whether the words point at a deed told of before, or at none in particular."""
    return any((c.dep_ == "det" and c.lower_ in DEFINITE) or c.dep_ == "poss" for c in noun.children)
