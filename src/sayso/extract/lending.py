"""The verbs that lend their subject to a deed named by a noun: light ones ("carried out a raid"), and those of taking part."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.arguments import verb_slots
from sayso.extract.lexicon import Lexicon
from sayso.extract.parse import is_negated
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS, is_passive

OBJECTS = {"dobj", "obj"}


def lends(verb: Token, lex: Lexicon) -> bool:
    """Whether the subject of a verb is who did the deed that is its object: of "no group has claimed the raid" nobody is."""
    lemma = verb.lemma_.casefold()
    if lex.is_any(verb, ("undergoing", "witnessing")):
        # Who suffers a raid has not done it.
        return False
    if lemma not in lex.told:
        return lex.is_light(verb)
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    none = any(lex.is_class(t, "nobody") or any(c.lower_ == "no" for c in t.children) for t in subjects)
    return lex.is_light(verb) and not none and not is_negated(verb)


def lenders(noun: Token, lex: Lexicon) -> Iterator[Token]:
    """Those of "a raid carried out by X", "the raid that X led", "the raid was led by X", "X took part in the raid"."""
    verbs = [c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.lemma_.casefold() in lex.light]
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.casefold() in lex.light:
        verbs.append(noun.head)
    for verb in verbs:
        yield from (t for t in verb_slots(verb)["subj"] if t != noun)
    sharing = shared_by(noun, lex)
    if sharing is not None:
        # "Was involved in the raid" is of who was.
        slots = verb_slots(sharing)
        yield from slots["obj"] if is_passive(sharing) else slots["subj"]
    if noun.dep_ == "pobj" and is_answer(noun.head, lex):
        yield from verb_slots(noun.head.head)["subj"]


def is_answer(tie: Token, lex: Lexicon) -> bool:
    """ "Answered with a raid", "was behind the raid": the preposition of a verb whose subject did what follows."""
    verb = tie.head
    answers = tie.lower_ == "with" and lex.is_class(verb, "answering")
    return (answers or (tie.lower_ == "behind" and verb.lemma_ == "be")) and not is_negated(verb)


def shared_by(noun: Token, lex: Lexicon) -> Token | None:
    """The verb of "took part in the raid", "participated in it", "had no part in it"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return None
    word = noun.head.head
    verb = word.head if word.dep_ in OBJECTS else word
    words = [word, *(c for c in verb.children if c.dep_ in OBJECTS)]
    return verb if verb.pos_ == "VERB" and any(lex.is_class(w, "sharing") for w in words) else None
