"""Reporting words as they stand in a sentence: their rows in the packs, and the words that belong to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from sayso.extract.lexicon import words_of
from sayso.extract.tree import Token
from sayso.model import Act
from sayso.pack import Cue, Pack

Rows = Mapping[str, Mapping[str, Cue]]
# How far before its infinitive a word may stand that makes one cue with it: "declined last week to comment" is too far.
NEAR = 3
# How the rest of a verb of several words hangs on it, and of a passive its object.
PARTS = {"prt", "oprd", "acomp", "dobj", "nsubjpass"}
# Verbs of saying, and verbs that take a stance and say nothing else.
VERBS = ("verb", "stance")


@lru_cache(maxsize=8)
def rows_by_pattern(pack: Pack) -> Rows:
    found: dict[str, dict[str, Cue]] = defaultdict(dict)
    for row in pack.cues:
        found[row.pattern].setdefault(row.cue, row)
    return found


@lru_cache(maxsize=8)
def words_of_cues(pack: Pack) -> frozenset[str]:
    """The words by which a cue is known: all of it, of a verb the verb; none of a reader's answers, which are read whole."""
    verbs = {row.cue.split()[0] for row in pack.cues if row.pattern in VERBS}
    return frozenset(w for row in pack.cues if row.pattern not in {"answer", *VERBS} for w in row.cue.split()) | verbs


def verb_row(verb: Token, rows: Rows) -> Cue | None:
    """The row of a verb of saying; with its particle or "it" if the packs have it so ("point out", "put it")."""
    lemma = verb.lemma_.casefold()
    if verb.pos_ not in {"VERB", "AUX"} and not (verb.dep_ == "ROOT" and (verb.lower_ in rows["verb"] or is_last_word(verb))):
        return None
    particles = [
        c
        for c in verb.rights
        if c.dep_ in {"prt", "oprd", "acomp", "dobj", "nsubjpass"}
        or is_at_number(c)
        or is_as(c)
        or (c.i == verb.i + 1 and is_tied(c))
    ]
    # "Held the council responsible": the parser may hang the word on the council.
    beside = [d for c in verb.rights if c.dep_ in {"dobj", "ccomp"} for d in c.rights if d.dep_ in {"amod", "acomp"}]
    # "Laid the raid at the door of the clan."
    ends = [o for c in verb.rights if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    phrases = [f"{lemma} {words}" for part in (*particles, *beside, *ends) for words in words_of(part)[::-1]]
    tried = [rows[pattern].get(words) for words in (*phrases, lemma) for pattern in VERBS]
    return next((row for row in tried if row is not None), None)


def is_tied(word: Token) -> bool:
    """ "Put it", "shot back": what makes one word with the verb it stands right behind."""
    return word.lower_ == "it" or word.dep_ == "advmod"


def is_as(tie: Token) -> bool:
    """ "Cast them as traitors": some verbs say something only so."""
    return tie.dep_ == "prep" and tie.lower_ == "as"


def is_at_number(tie: Token) -> bool:
    """ "Puts the dead at 11", "put it at nine or more"."""
    return tie.dep_ == "prep" and any(o.pos_ == "NUM" or any(c.dep_ == "nummod" for c in o.children) for o in tie.children)


def is_last_word(noun: Token) -> bool:
    """ "..., the society estimates.": at the end of its sentence the parser takes a verb for a noun."""
    return noun.tag_ == "NNS" and noun.i + 1 >= noun.sent.end - 1 and any(t.text == "," for t in noun.lefts)


def cue_words(verb: Token, rows: Rows, last: Token | None = None) -> tuple[int, int]:
    """Half-open offsets of a cue with its auxiliaries, "not", adverbs, particle: "has repeatedly said", "declined to say".

    `last` is a preposition that what is said hangs on ("called for"). A colon is the cue's too ("he said:").
    """
    above = verb.head
    if is_governed(verb, rows):
        first = above.head if above.pos_ == "ADJ" and above.head.pos_ == "AUX" else above
        start = cue_words(first, rows)[0]
    else:
        lefts = {c.i for c in verb.lefts if c.dep_ in {"aux", "auxpass", "neg", "advmod"}}
        at = verb.i
        while at - 1 in lefts:
            at -= 1
        start = verb.doc[at].idx
    end = verb
    for child in verb.rights:
        manner = child.dep_ == "advmod" and child.tag_ == "RB" and child.lower_.endswith("ly")
        if child.i != end.i + 1 or not (child.dep_ == "prt" or manner):
            break
        end = child
    end = last if last is not None and last.i > end.i else end
    colon = end.nbor() if end.i + 1 < len(end.doc) and end.nbor().text == ":" else end
    return start, colon.idx + len(colon.text)


def is_governed(verb: Token, rows: Rows) -> bool:
    """ "declined to comment", "is trying to convince", "unable to say": both words are the cue."""
    above = verb.head
    infinitive = verb.dep_ == "xcomp" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    return infinitive and 0 < verb.i - above.i <= NEAR and above.lemma_.casefold() in rows["control"]


def is_words_own(clause: Token, rows: Rows) -> bool:
    """ "Dismissed a communique that claimed the capture of X": what the words say is what is dismissed with them."""
    lemma, row = clause.head.lemma_.casefold(), rows["verb"].get(clause.lemma_.casefold())
    words = any(lemma in rows[pattern] for pattern in ("noun", "owned", "pointer", "document"))
    return words and row is not None and row.act == Act.ASSERT
