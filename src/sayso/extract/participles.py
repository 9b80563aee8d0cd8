"""Participles that the parser hangs on the wrong word, or takes for what somebody did: "fled X, retaken by rebels"."""

from __future__ import annotations

from sayso.extract.headlines import swap
from sayso.extract.lexicon import Lexicon
from sayso.extract.naming import read_name
from sayso.extract.tree import Token

WON = ("control.gain", "control.besiege", "control.hold")
# How the parser hangs a participle behind a comma, or what it takes for a noun.
LOOSE = {"advcl", "npadvmod", "appos", "conj", "dep"}
OBJECTS = {"dobj", "obj", "pobj"}
PARTICLES = {"back", "off", "over", "up", "out"}
CLOSING = {".", "!", "?"}


def is_of_places(word: Token, kinds: tuple[str, ...], lex: Lexicon) -> bool:
    """Whether the packs know a verb of what is done to a place, for one of the kinds, whoever does it."""
    rows = lex.frames.get(word.lemma_.casefold(), ())
    asked = [wishes for frame, wishes in rows if frame.pattern == "verb" and frame.kind.startswith(kinds)]
    return any(any(w.role == "place" and "obj" in w.slots and w.required for w in wishes) for wishes in asked)


def read_done(word: Token, lex: Lexicon) -> None:
    """Sets right who did what to which place, by the place's name, a participle behind it, or the first of two verbs."""
    read_name(word, lex)
    if word.pos_ == "PROPN":
        read_regained(word)
    elif word.dep_ == "nsubj" and word.tag_ == "VBZ":
        read_heading(word)
    else:
        read_taken(word, lex)


def read_taken(word: Token, lex: Lexicon) -> None:
    """ "Families fled X, retaken by rebels": the town before the comma was retaken, and not the families."""
    if word.dep_ not in LOOSE or word.tag_ not in {"VBN", "VBD", "NN"} or word.i < 2 or word.nbor(-1).text != ",":
        return
    town, by = word.nbor(-2), next((c for c in word.rights if c.lower_ == "by"), None)
    above = [town, *town.ancestors]
    if by is None or town.dep_ not in OBJECTS or word.head not in above or not is_of_places(word, WON, lex):
        return
    if town.pos_ == "PROPN" or lex.is_class(town, "prize"):
        word.hang(town)
        word.pos_, word.tag_, word.dep_, by.dep_ = "VERB", "VBN", "acl", "agent"


def read_regained(name: Token) -> None:
    """ "Clawed back X", "winning back Y": the name right behind a verb and its particle is what it is done to."""
    verb, before = name.head, name.left_edge.i - 1
    if name.dep_ != "npadvmod" or name.ent_type_ in {"DATE", "TIME"} or verb.pos_ != "VERB" or before != verb.i + 1:
        return
    particle = name.doc[before]
    if particle.head is verb and particle.lower_ in PARTICLES and not any(c.dep_ in OBJECTS for c in verb.rights):
        name.dep_ = "dobj"


def read_seized(verb: Token, lex: Lexicon) -> None:
    """ "Novy Brod seized", "X retaken: army": a line without a full stop says what befell a town, not what it did."""
    subject = verb.nbor(-1) if verb.i else verb
    ends = verb.i + 1 == verb.sent.end or verb.nbor().text == ":"
    if not ends or verb.doc[len(verb.doc) - 1].text in CLOSING or not is_of_places(verb, WON[:2], lex):
        return
    alone = subject.head is verb and subject.dep_ in {"nsubj", "npadvmod"} and subject.left_edge.i == verb.sent.start
    if alone and subject.pos_ == "PROPN" and subject.ent_type_ != "NORP":
        verb.tag_, subject.dep_ = "VBN", "nsubjpass"


def read_heading(verb: Token) -> None:
    """ "Army captures X, pushes on to Y", read as what the army captures pushing on: two verbs of one doer."""
    doer = verb.nbor(-1) if verb.i else verb
    second = verb.head
    chained = verb.tag_ == "VBZ" and verb.dep_ == "nsubj" and second.tag_ == "VBZ" and second.nbor(-1).text == ","
    if (
        not chained
        or doer.head is not verb
        or doer.dep_ not in {"compound", "nmod"}
        or not any(c.dep_ == "dobj" for c in verb.rights)
    ):
        return
    doer.dep_ = "nsubj"
    swap(verb, second)
