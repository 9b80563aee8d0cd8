"""Verbs of headlines that the parser takes for nouns: "Rebels attack army base", "Army retakes X", "kills nine, wounds 12"."""

from __future__ import annotations

from sayso.extract.lexicon import Lexicon, other_words
from sayso.extract.stricken import is_struck
from sayso.extract.tree import Token
from sayso.extract.undergone import is_told

PLURAL = {"NNS", "NNPS"}
SINGULAR = {"NN", "NNP"}
# What may stand right behind a verb and begins what is done to.
BEGINS = {"NOUN", "PROPN", "NUM", "ADJ", "DET", "VERB"}
NESTED = {"compound", "nmod", "amod"}
PEOPLE = {"actor", "person", "armed", "civilian"}


def read_verb(word: Token, lex: Lexicon) -> None:
    """Makes a verb of a noun that stands where only a verb can, and of the nouns around it its subject and object.

    English puts no plural before another noun: "rebels attack" and "army retakes" are no compounds.
    """
    if not stands_as_verb(word, lex) or not leads(word):
        return
    subject = word.nbor(-1)
    word.pos_, word.tag_ = "VERB", "VBZ" if word.tag_ in PLURAL else "VBP"
    subject.hang(word)
    subject.dep_ = "nsubj"
    for other in word.doc.tokens[word.sent.start : subject.i]:
        if other.head.i >= word.i and other.dep_ in NESTED:
            other.hang(subject)
    for thing in word.rights:
        if thing.dep_ == "dobj" and thing.pos_ == "VERB" and thing.is_title:
            thing.pos_, thing.tag_ = "PROPN", "NNP"


def read_bare(word: Token, lex: Lexicon) -> None:
    """ "Teachers march in X", "hundreds protest", "rebels retreat from X": the noun that is all the sentence has for a verb."""
    if word.dep_ != "ROOT" or word.tag_ != "NN" or word.i == word.sent.start or word.text != word.lower_:
        return
    doer = word.nbor(-1)
    many = doer.head is word and doer.dep_ in {"nsubj", "nummod", "compound"} and doer.tag_ in PLURAL
    rest = {c.dep_ for c in word.children if c is not doer}
    if many and is_doer_of_many(doer, lex) and rest <= {"prep", "punct", "npadvmod", "advmod", "advcl"} and goes(word, lex):
        word.pos_, word.tag_, doer.dep_ = "VERB", "VBP", "nsubj"


def is_doer_of_many(word: Token, lex: Lexicon) -> bool:
    return is_doer(word, lex) or lex.is_class(word, "anybody")


def goes(word: Token, lex: Lexicon) -> bool:
    """Whether the packs know a noun as a verb of what somebody does."""
    rows = lex.frames.get(word.lemma_.casefold(), ())
    return any(
        f.pattern == "verb" and any(w.role in {"actor", "target"} and "subj" in w.slots for w in wishes) for f, wishes in rows
    )


def stands_as_verb(word: Token, lex: Lexicon) -> bool:
    """Whether it stands between who does it and what it is done to, the first of them one and it many, or the other way."""
    if word.i == word.sent.start or word.i + 1 >= word.sent.end or not is_deed(word, lex):
        return False
    before, after = word.nbor(-1), word.nbor()
    return (before.tag_ in PLURAL) != (word.tag_ in PLURAL) and is_doer(before, lex) and after.pos_ in BEGINS


def leads(word: Token) -> bool:
    """Puts it at the head of its sentence or clause, if that has no verb of its own for it."""
    top = word
    while top.dep_ in NESTED and top.head.i > top.i:
        top = top.head
    if top.dep_ == "nsubj" and top.head.i > top.i and top.nbor().text == ",":
        # "Army retakes X, loses Y".
        take_place(word, top)
        if word.head is not word:
            swap(word, word.head)
    elif top.dep_ == "pobj" and top.head.lower_ == "as" and top.head.head.pos_ == "VERB":
        # "Nine killed as rebels attack convoy."
        tie = top.head
        tie.dep_, tie.pos_ = "mark", "SCONJ"
        top.hang(tie.head)
        top.dep_ = "advcl"
        take_place(word, top)
        tie.hang(word)
    elif top.dep_ in {"ROOT", "ccomp", "appos", "dep"} and not has_verb(top, word):
        take_place(word, top)
    else:
        return False
    return True


def take_place(word: Token, top: Token) -> None:
    """Puts a word where `top` stands in its sentence, with `top` as its object."""
    if word is top:
        return
    lift(word, top)
    top.hang(word)
    top.dep_ = "dobj"


def swap(first: Token, second: Token) -> None:
    """Of two verbs with one subject the first leads: "retakes X, loses Y"."""
    lift(first, second)
    for heading in [c for c in second.lefts if c.i < first.i]:
        heading.hang(first)
    second.hang(first)
    second.dep_ = "conj"


def lift(word: Token, top: Token) -> None:
    """Hangs a word where another hangs, as what that is there."""
    above, dep = top.head, top.dep_
    if above is top:
        word.rise()
    else:
        word.hang(above)
    word.dep_ = dep


def has_verb(top: Token, word: Token) -> bool:
    """Whether the noun that leads the sentence has a verb of its own for what it says: then the sentence is whole."""
    verbs = (t for t in top.children if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"acl", "relcl", "amod", "advcl", "dobj"})
    return any(t is not word for t in verbs)


def is_deed(word: Token, lex: Lexicon) -> bool:
    """Whether the packs know a noun as a verb of what somebody does to something."""
    if word.pos_ != "NOUN" or word.text != word.lower_:
        return False
    rows = lex.frames.get(word.lemma_.casefold(), ())
    behind = {t.lemma_.casefold() for t in word.doc.tokens[word.i + 1 : word.sent.end]}
    if any(f.pattern == "verb" and " " in f.verb and other_words(f) <= behind for f, _ in rows):
        # "Army issues statement".
        return True
    return any(
        frame.pattern == "verb"
        and " " not in frame.verb
        and any(w.role == "actor" and "subj" in w.slots for w in wishes)
        and any("obj" in w.slots and w.role in {"target", "place"} for w in wishes)
        for frame, wishes in rows
    )


def is_doer(word: Token, lex: Lexicon) -> bool:
    return word.pos_ == "PROPN" or lex.is_any(word, (*PEOPLE, "aircraft"))


def read_head(word: Token, lex: Lexicon) -> None:
    """ "Rebels shell X": the plural at the head of a line is no name for its capital."""
    alone = word.i == word.sent.start and word.i + 1 < len(word.doc) and word.nbor().pos_ != "PROPN"
    single = word.lower_[:-1]
    if alone and word.pos_ == "PROPN" and word.lower_.endswith("s") and lex.classes.get(single, frozenset()) & PEOPLE:
        word.pos_, word.tag_, word.lemma_ = "NOUN", "NNS", single
    elif alone and word.tag_ == "NNP" and lex.is_class(word, "place"):
        # "Depot in X looted".
        word.pos_, word.tag_, word.lemma_ = "NOUN", "NN", word.lower_


def read_second(word: Token, lex: Lexicon) -> None:
    """ "Kills nine, wounds 12": what is joined to a verb and stands before a number is a verb too."""
    joined = word.dep_ == "conj" and word.head.pos_ == "VERB" and word.tag_ == "NNS" and is_deed(word, lex)
    if not joined or word.i + 1 >= len(word.doc) or word.nbor().pos_ != "NUM":
        return
    word.pos_, word.tag_ = "VERB", "VBZ"
    counted = word.nbor()
    if counted.head is word:
        counted.dep_ = "dobj"


def takes_particle(verb: Token, lex: Lexicon) -> bool:
    """ "Police hauled in nine": the preposition is a part of the verb, and what follows its object."""
    ties = {f"{verb.lemma_.casefold()} {c.lower_}" for c in verb.children if c.dep_ == "prep"}
    return any(frame.verb in ties for frame, _ in lex.frames.get(verb.lemma_.casefold(), ()))


def is_barred(verb: Token, subject: Token, lex: Lexicon) -> bool:
    """Whether a lorry, a convoy or aid is said to deny somebody passage, which only those who bar the way do."""
    if lex.is_class(subject, "person") or not lex.is_any(subject, ("relief", "vehicle", "outsider")):
        return False
    return any(lex.bars(verb, c) for c in verb.children if c.dep_ == "dobj")


def turn_headline(verb: Token, lex: Lexicon) -> None:
    """ "Six gunmen killed in X": who is said to have killed nobody was killed; "aid convoy denied entry" denied nothing.

    "Town taken by rebels" says who took it.
    """
    kinds = {c.dep_: c for c in verb.children}
    subject = kinds.get("nsubj")
    if subject is None:
        return
    # "Nine killed, 12 hurt" are two counts of one kind.
    others = [c for c in verb.children if c.dep_ == "conj"]
    joined = any(not lex.is_harm(c) or any(d.dep_ in {"dobj", "nsubj"} for d in c.children) for c in others)
    bare = not kinds.keys() & {"aux", "auxpass", "dobj", "obj", "ccomp", "prt"} and not takes_particle(verb, lex) and not joined
    told = is_told(subject)
    killed = bare and (lex.is_harm(verb) or (lex.is_undergone(verb) and not told))
    done_by = bare and "agent" in kinds
    if killed or done_by or is_barred(verb, subject, lex) or (not told and is_struck(verb, subject, lex)):
        verb.tag_, subject.dep_ = "VBN", "nsubjpass"
