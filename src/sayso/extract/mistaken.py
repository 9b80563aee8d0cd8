"""Words that the parser takes for another part of speech, or for who did it: "marginally advanced", "asked by telephone"."""

from __future__ import annotations

from sayso.extract.finite import read_helped
from sayso.extract.lexicon import Lexicon
from sayso.extract.tree import Token

CLAUSES = {"ROOT", "ccomp", "conj", "advcl", "parataxis"}
HELPING = {"aux", "auxpass", "cop"}


def read_mistaken(word: Token, lex: Lexicon) -> None:
    if word.pos_ == "NOUN":
        read_helped(word)
        read_side(word, lex)
        read_means(word, lex)
    elif word.tag_ == "JJ":
        read_deed(word, lex)
    elif word.tag_ == "VB":
        read_destination(word, lex)


def read_deed(word: Token, lex: Lexicon) -> None:
    """ "Corps forces marginally advanced in X": what has a subject and no "was" is what they did, and no quality."""
    kinds = {c.dep_ for c in word.children}
    if word.dep_ not in CLAUSES or "nsubj" not in kinds or kinds & HELPING or not word.lower_.endswith("ed"):
        return
    for lemma in (word.lower_[:-1], word.lower_[:-2]):
        if any(frame.pattern == "verb" for frame, _ in lex.frames.get(lemma, ())):
            word.pos_, word.tag_, word.lemma_ = "VERB", "VBD", lemma
            return


def read_destination(word: Token, lex: Lexicon) -> None:
    """ "Has relocated to X": a capital behind "to", of which the packs know no deed, is a name and no verb."""
    tie = word.nbor(-1) if word.i > word.sent.start else word
    bare = tie.text == "to" and tie.head is word and not any(c.i > word.i and c.dep_ != "punct" for c in word.children)
    if not bare or not word.is_title or not word.head.text.islower() or word.head.i > tie.i or lex.rows_of(word):
        return
    tie.hang(word.head)
    word.hang(tie)
    tie.dep_, tie.pos_, tie.tag_ = "prep", "ADP", "IN"
    word.dep_, word.pos_, word.tag_, word.lemma_ = "pobj", "PROPN", "NNP", word.text


def read_side(noun: Token, lex: Lexicon) -> None:
    """ "Advanced west of X": where they did it, and not what they did it to."""
    bare = noun.dep_ == "dobj" and noun.i == noun.head.i + 1 and lex.is_class(noun, "side")
    if bare and any(c.lower_ == "of" for c in noun.rights):
        noun.dep_ = "advmod"


def read_means(noun: Token, lex: Lexicon) -> None:
    """ "Was demanded by telephone", "was taken by force": a bare noun says how, where "by a messenger" says who."""
    tie = noun.head
    bare = not any(c.i < noun.i and c.dep_ in {"det", "poss", "nummod", "amod"} for c in noun.children)
    if tie.dep_ == "agent" and noun.dep_ == "pobj" and noun.tag_ == "NN" and bare and lex.is_class(noun, "means"):
        tie.dep_ = "prep"
