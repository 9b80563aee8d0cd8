"""The verb of a short sentence where the parser sees none: "nine families trekked to X", "fighting rages in X"."""

from __future__ import annotations

from sayso.extract.headlines import has_verb
from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.tree import Token

GOERS = ("actor", "person", "armed", "civilian", "vehicle")
FINITE = {"VBD", "VBZ", "VBP"}
# English grammar: what stands before the clause of a time.
UNTIL = {"before", "after", "until", "once", "when"}
DONE_TO = {"target", "actor", "amount", "instrument"}


def read_going(verb: Token, lex: Lexicon) -> bool:
    """ "Nine families trekked from X": nobody is trekked, so it is what they did, and no participle of theirs.

    So it is read where they stand alone before a verb that the packs know of nobody done to.
    """
    noun = verb.head
    alone = verb.dep_ == "acl" and verb.tag_ == "VBN" and noun.dep_ == "ROOT" and noun.i == verb.i - 1
    if not alone or not lex.is_any(noun, GOERS) or has_verb(noun, verb) or any(c.dep_ == "agent" for c in verb.children):
        return False
    rows = [wishes for frame, wishes in lex.rows_of(verb) if frame.pattern == "verb" and " " not in frame.verb]
    if not rows or any(is_done_to(wish) for wishes in rows for wish in wishes):
        return False
    seat_verb(verb, noun)
    verb.tag_ = "VBD"
    return True


def is_done_to(wish: Wish) -> bool:
    return "obj" in wish.slots and wish.role in DONE_TO


def read_raging(word: Token, lex: Lexicon) -> None:
    """ "Fighting rages in X", taken for somebody who fights rages: what the packs say of a fight is the verb."""
    fight = word.head
    opening = word.dep_ == "dobj" and word.tag_ == "NNS" and fight.dep_ == "ROOT" and fight.tag_ == "VBG"
    if not opening or word.i != fight.i + 1 or fight.i != word.sent.start or not is_said_of(fight, word, lex):
        return
    word.pos_, word.tag_ = "VERB", "VBZ"
    fight.pos_, fight.tag_ = "NOUN", "NN"
    for other in [c for c in fight.rights if c is not word]:
        other.hang(word)
    seat_verb(word, fight)


def is_said_of(noun: Token, word: Token, lex: Lexicon) -> bool:
    """Whether a verb of the packs asks for such a subject, by its class."""
    rows = lex.frames.get(word.lemma_.casefold(), ())
    wishes = (w for frame, wishes in rows if frame.pattern == "verb" for w in wishes)
    return any("subj" in w.slots and w.noun_class and lex.is_class(noun, w.noun_class) for w in wishes)


def seat_verb(verb: Token, noun: Token) -> None:
    """Makes the clause under a noun the sentence, and the noun its subject."""
    verb.rise()
    verb.dep_, noun.dep_ = "ROOT", "nsubj"
    for mark in [c for c in noun.rights if c.dep_ == "punct" and c.i > verb.i]:
        mark.hang(verb)
    noun.hang(verb)


def read_finite(verb: Token, lex: Lexicon) -> None:
    """Whether it was done to somebody or by somebody, and by whom, where its form or its place in the parse misleads."""
    read_listed(verb, lex)
    read_went(verb, lex)
    lift_second(verb, lex)


def read_listed(verb: Token, lex: Lexicon) -> None:
    """ "Abducted in X: a driver and his mate", "left behind in X were nine men": who is named last underwent it."""
    if verb.tag_ != "VBN" or verb.dep_ != "ROOT" or verb.i != verb.sent.start or not lex.rows_of(verb):
        return
    kinds = {c.dep_: c for c in verb.rights}
    if kinds.keys() & {"dobj", "nsubj", "nsubjpass", "ccomp"}:
        return
    turned = kinds.get("auxpass")
    named = next((c for c in turned.rights if c.dep_ == "attr"), None) if turned is not None else after_colon(verb)
    if named is not None:
        named.hang(verb)
        named.dep_ = "nsubjpass"


def read_went(verb: Token, lex: Lexicon) -> None:
    """ "Soldiers set out, the corps said", "were killed or fled": nobody is fled, so it is what they did."""
    kinds = {c.dep_ for c in verb.children}
    alone = verb.dep_ == "conj" or "nsubj" in kinds
    if verb.tag_ != "VBN" or not alone or kinds & {"aux", "auxpass", "agent", "nsubjpass"}:
        return
    words = " ".join([verb.lemma_.casefold(), *(c.lower_ for c in verb.rights if c.dep_ == "prt")])
    rows = [wishes for frame, wishes in lex.rows_of(verb) if frame.pattern == "verb" and frame.verb == words]
    if rows and not any(is_done_to(wish) for wishes in rows for wish in wishes):
        verb.tag_ = "VBD"


def lift_second(verb: Token, lex: Lexicon) -> None:
    """ "Promised X before the month was out and took it": who took it promised it; a month takes nothing."""
    clause = verb.head
    marked = next((c for c in clause.lefts if c.dep_ in {"mark", "prep", "advmod"} and c.lower_ in UNTIL), None)
    if verb.dep_ != "conj" or clause.dep_ != "advcl" or marked is None or clause.head.tag_ != verb.tag_:
        return
    between = [t for t in verb.doc[marked.i : clause.i] if t.dep_ in {"nsubj", "pobj"}]
    acts = any(t.pos_ != "NOUN" or lex.is_any(t, GOERS) for t in between)
    if between and not acts and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
        verb.hang(clause.head)


def after_colon(verb: Token) -> Token | None:
    """The noun that leads what stands behind the colon of the sentence."""
    words = verb.doc.tokens[verb.i + 1 : verb.sent.end]
    colon = next((t.i for t in words if t.text == ":"), None)
    if colon is None or any(t.i > colon and t.tag_ in FINITE for t in words):
        return None
    behind = (t for t in words if t.i > colon and t.pos_ in {"NOUN", "PROPN", "NUM"})
    return next((t for t in behind if t.head.i < colon and t.dep_ in {"appos", "dep", "dobj", "npadvmod"}), None)


def read_among(deed: Token) -> None:
    """ "Among those who died in X was a baker": it is told of whom the sentence names last."""
    those = deed.head
    if those.lower_ != "those" or those.dep_ != "pobj" or those.head.lower_ != "among":
        return
    verb = those.head.head
    named = next((c for c in verb.rights if c.dep_ in {"attr", "nsubj"}), None)
    if verb.lemma_ == "be" and those.head.i < verb.i and named is not None:
        deed.hang(named)


def read_helped(word: Token) -> None:
    """ "Was overrun by rebels", "did not pillage": what has the auxiliary of a verb is no noun, whatever it looks like."""
    if any(c.dep_ == "auxpass" for c in word.children):
        word.pos_, word.tag_ = "VERB", "VBN"
    elif any(c.dep_ == "aux" and c.lemma_ == "do" for c in word.children):
        word.pos_, word.tag_ = "VERB", "VB"
