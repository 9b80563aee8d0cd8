"""Words that the parser hangs on the wrong neighbour where a sentence opens, or behind what something was made."""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

from sayso.extract.arguments import AT, BESIDE
from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.tree import Token
from sayso.pack import Pack

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
OBJECTS = {"dobj", "obj", "nsubjpass"}
DOERS = ("actor", "person", "armed", "civilian", "aircraft", "vehicle", "weapon")
# What a sentence opens with before a time.
OPENING = {"on", "in"}
CONDITIONS = {"if", "unless", "should"}
STATES = {"oprd", "advcl", "acomp"}


def free_opening(time: Token, pack: Pack) -> None:
    """ "On Monday rebels shelled X": no rebels of Monday, but those who did it, where the verb has nobody else."""
    words, lex = words_of_time(pack), lexicon_of(pack)
    tie = time.doc[time.sent.start]
    told = list(takewhile(lambda t: t.lower_ in words or t.pos_ == "NUM", time.doc.tokens[tie.i + 1 : time.sent.end]))
    if tie.lower_ not in OPENING or time not in told:
        return
    noun = told[-1].head
    if noun in told or noun.i < time.i or not lex.is_any(noun, DOERS) or any(t.head not in {*told, noun} for t in told):
        return
    verb = noun.head.head if noun.head is tie else noun.head
    if verb.pos_ not in {"VERB", "AUX"} or verb.i < noun.i:
        return
    if noun.head is tie:
        if any(c.dep_ in SUBJECTS for c in verb.children):
            return
        noun.hang(verb)
        noun.dep_ = "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    last = told[-1]
    last.hang(tie)
    last.dep_ = "pobj"
    for part in told[:-1]:
        part.hang(last)


@lru_cache(maxsize=8)
def words_of_time(pack: Pack) -> frozenset[str]:
    """Days, months and the parts of a day."""
    return frozenset(
        word for row in pack.times if row.rule in {"month", "weekday", "part"} for word in row.words.casefold().split("|")
    )


def seat_state(word: Token, lex: Lexicon) -> None:
    """What something was made is neither a deed of its own nor what the place of the deed hangs on."""
    if word.dep_ == "advcl" and word.pos_ in {"VERB", "AUX"}:
        lift_condition(word, lex)
    if word.pos_ == "ADJ":
        read_feared(word, lex)
        lift_where(word)
    elif word.tag_ == "VBG" and word.dep_ == "pcomp":
        read_blow(word, lex)
    elif word.dep_ == "npadvmod" and word.pos_ == "PROPN":
        read_object(word, lex)
    elif word.dep_ in {"advcl", "xcomp", "acl"} and word.tag_ in {"VB", "NN"}:
        read_outcome(word, lex)


def lift_condition(clause: Token, lex: Lexicon) -> None:
    """ "If the bridge falls, the mayor said, X will starve": the condition is what the mayor said, not why he said it."""
    verb = clause.head
    if clause.i > verb.i or verb.lemma_.casefold() not in lex.told or not any(c.lower_ in CONDITIONS for c in clause.lefts):
        return
    content = verb.head if verb.dep_ == "parataxis" else next((c for c in verb.rights if c.dep_ == "ccomp"), None)
    # Of two things that follow, the condition is of both, and stays above them.
    if content is not None and content.pos_ in {"VERB", "AUX"} and content.i > verb.i and not content.conjuncts:
        clause.hang(content)


def lift_where(state: Token) -> None:
    """ "Burned nine alive near X", "set the mill ablaze in X": near X they did it, whatever they made of it."""
    verb = state.head
    if state.dep_ not in STATES or verb.pos_ != "VERB" or verb.i > state.i or not has_object(verb):
        return
    if any(c.dep_ != "prep" and c.dep_ != "advmod" for c in state.children):
        return
    for tie in [c for c in state.rights if c.dep_ == "prep" and c.lower_ in AT | BESIDE]:
        tie.hang(verb)
    if state.dep_ == "advcl" and state.nbor(-1).head in {verb, *verb.children}:
        state.dep_ = "oprd"


def seat_tie(tie: Token, pack: Pack) -> None:
    """What a preposition hangs on: those who are counted, and the deed, not the spell of time it went on for."""
    seat_counted(tie)
    lift_spell(tie, pack)


def seat_counted(tie: Token) -> None:
    """ "Between ten and fifteen herders were killed": those counted are the subject, and "between" a part of the number."""
    verb, noun = tie.head, next((c for c in tie.children if c.dep_ == "pobj"), None)
    counted = noun is not None and any(c.dep_ == "nummod" and c.i == tie.i + 1 for c in noun.children)
    if noun is None or not counted or tie.lower_ != "between" or tie.i > verb.i:
        return
    if verb.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in verb.children):
        tie.hang(noun)
        noun.hang(verb)
        tie.dep_, noun.dep_ = "quantmod", "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"


def lift_spell(tie: Token, pack: Pack) -> None:
    """ "Raged for a third day in X", "went on for hours near X": in X they raged; the day was in no town."""
    time = tie.head
    if (
        time.pos_ != "NOUN"
        or time.dep_ != "pobj"
        or tie.lower_ not in AT | BESIDE
        or time.lemma_.casefold() not in spells(pack)
    ):
        return
    verb = time.head.head
    timed = any(c.ent_type_ in {"DATE", "TIME"} or c.lower_ in words_of_time(pack) for c in tie.children)
    if verb.pos_ in {"VERB", "AUX", "NOUN"} and verb.i < time.i and not timed:
        tie.hang(verb)


@lru_cache(maxsize=8)
def spells(pack: Pack) -> frozenset[str]:
    """ "Day", "night", "hour", "week": what deeds go on for."""
    return frozenset(word for row in pack.times if row.rule in {"unit", "part"} for word in row.words.casefold().split("|"))


def has_object(verb: Token) -> bool:
    return any(c.dep_ in OBJECTS for c in verb.children)


def read_outcome(word: Token, lex: Lexicon) -> None:
    """ "Reduced the mill to rubble in X": rubble is what became of it, and nobody's deed."""
    tie = word.nbor(-1) if word.i else word
    if tie.dep_ != "aux" or tie.lower_ != "to" or not lex.is_class(word, "place"):
        return
    if lex.rows_of(word) or any(c.dep_ in OBJECTS for c in word.children):
        return
    verb = next((t for t in word.ancestors if t.pos_ == "VERB"), None)
    if verb is None:
        return
    tie.hang(verb)
    tie.dep_, tie.pos_, tie.tag_ = "prep", "ADP", "IN"
    for below in [c for c in word.rights if c.dep_ == "prep"]:
        below.hang(verb)
    word.hang(tie)
    word.dep_, word.pos_, word.tag_ = "pobj", "NOUN", "NN"


def read_feared(state: Token, lex: Lexicon) -> None:
    """ "Dozens feared dead in X": they feared nothing."""
    verb = state.head
    told = state.dep_ == "oprd" and verb.pos_ == "VERB" and verb.i == state.i - 1 and not has_object(verb)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if told and subject is not None and any(frame.pattern == "state" for frame, _ in lex.rows_of(state)):
        verb.tag_, subject.dep_ = "VBN", "nsubjpass"


def read_blow(deed: Token, lex: Lexicon) -> None:
    """ "Killed by shelling in X": by the deed, which nobody of those killed did."""
    own = {"dobj", "obj", "aux", "auxpass", "prt", "xcomp", "ccomp"}
    if deed.head.dep_ != "agent" or any(c.dep_ in own for c in deed.children):
        return
    if any(frame.pattern == "noun" and frame.verb.split()[-1] == deed.lower_ for frame, _ in lex.rows_of(deed)):
        deed.dep_, deed.pos_, deed.tag_, deed.lemma_ = "pobj", "NOUN", "NN", deed.lower_


def read_object(name: Token, lex: Lexicon) -> None:
    """ "The militia razed X": a town is no measure of how it was done."""
    verb = name.head
    alone = verb.pos_ == "VERB" and verb.i < name.i and not has_object(verb) and any(c.dep_ == "nsubj" for c in verb.children)
    if alone and name.ent_type_ not in {"DATE", "TIME", "CARDINAL", "MONEY"} and lex.takes_object(verb) and name.is_title:
        name.dep_ = "dobj"
