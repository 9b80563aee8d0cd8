"""What was done to people, where nothing but the words around a participle says so: "nine farmers rounded up in X"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.lexicon import Lexicon, Row, other_words
from sayso.extract.tree import Token

DONE_TO = ("harm", "abduct", "arrest")
PEOPLE = ("person", "people", "civilian", "anybody")
DOERS = {"", "actor", *PEOPLE}
# English grammar, not vocabulary: irregular forms that stand as participles where no object follows.
PARTICIPLES = ("taken", "driven", "thrown", "beaten", "shot", "held", "kept", "led")
# What a participle of a passive does not have beside it.
ACTIVE = {"nsubj", "nsubjpass", "csubj", "aux", "auxpass", "obj", "ccomp", "xcomp", "conj", "dative"}


def read_undergone(verb: Token, lex: Lexicon) -> None:
    """Makes a passive of a participle that tells what was done to people; "hostage" of "taken hostage" is then no object.

    English leaves no verb without a subject behind a noun, nor in a headline one of these without an object.
    """
    if verb.lemma_ in {"be", "have"}:
        return
    reduced = verb.i > 0 and verb.dep_ == "acl" and verb.tag_ in {"VBD", "VBN"}
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if reduced:
        before = verb.nbor(-1)
        if before.dep_ == "pobj" and before.head.head == verb.head and is_people(before, lex) and not is_people(verb.head, lex):
            # "The fate of nine farmers taken away": the parser hangs it on the fate.
            verb.hang(before)
        people = is_people(verb.head, lex)
    else:
        people = subject is not None and subject.i < verb.i and is_people(subject, lex) and not is_told(subject)
    kinds = {c.dep_ for c in verb.children if c is not subject}
    if not people or kinds & ACTIVE:
        return
    for row in phrases_of(verb, lex):
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        if any(c.lower_ not in other_words(row[0]) or c.i < verb.i for c in objects):
            continue
        verb.tag_ = "VBN"
        for thing in objects:
            thing.dep_ = "oprd"
        if subject is not None and not reduced:
            subject.dep_ = "nsubjpass"
        return


def is_people(noun: Token, lex: Lexicon) -> bool:
    return lex.is_any(noun, PEOPLE) or noun.pos_ == "NUM"


def is_told(subject: Token) -> bool:
    """Headlines have no articles: "the gunmen led four away" is none, nor is "they rounded up"."""
    return subject.tag_ == "PRP" or any(c.dep_ == "det" for c in subject.children)


def phrases_of(verb: Token, lex: Lexicon) -> Iterator[Row]:
    """The rows of what is done to people of most words, all of them beside the verb, if nobody does that without an object."""
    said = {t.lower_ for c in verb.children for t in (c, *c.children)} | {verb.lower_}
    rows = [row for row in lex.rows_of(verb) if row[0].pattern == "verb" and other_words(row[0]) <= said]
    longest = max((len(row[0].verb.split()) for row in rows), default=0)
    rows = [row for row in rows if len(row[0].verb.split()) == longest]
    if verb.lower_ in PARTICIPLES or all(takes_object(row) for row in rows):
        yield from (
            row for row in rows if row[0].kind.startswith(DONE_TO) and any("obj" in w.slots and w.required for w in row[1])
        )


def takes_object(row: Row) -> bool:
    """Whether a frame has an object, or a subject that is no person."""
    wishes = row[1]
    bare = any("subj" in w.slots and w.required and w.noun_class not in DOERS for w in wishes)
    return bare or any("obj" in w.slots and w.role != "none" for w in wishes)


def part_barred(word: Token, lex: Lexicon) -> None:
    """ "Denied aid workers access": of two nouns behind such a verb the first is who is kept out, no name of the second."""
    thing = word.head
    barred = word.dep_ == "compound" and thing.dep_ == "dobj" and lex.bars(thing.head, thing)
    if not barred or not lex.is_any(word, ("outsider", "relief", "person", "vehicle")):
        return
    for other in [c for c in thing.lefts if c is not word and c.i < word.i]:
        other.hang(word)
    word.hang(thing.head)
    word.dep_ = "dobj"
