"""Words that pass judgement on what others say: "the report is false", "called it a lie", "dismissed the claim as baseless"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.cues import Rows
from sayso.extract.pointing import Doubt
from sayso.extract.scopes import PREDICATE, Scopes, first_of, negation
from sayso.extract.tellings import find_tellings
from sayso.extract.tree import Token
from sayso.pack import Pack


def read_verdict(verb: Token, rows: Rows, scopes: Scopes, pack: Pack) -> Doubt | None:
    """None for a judgement on anything but words: "the attack was wrong" denies nothing."""
    made_up = verb.lower_ in scopes["verdict"] and any(c.dep_ == "auxpass" for c in verb.lefts)
    lemma = "be" if made_up else verb.lemma_.casefold()
    row = rows["judge"].get(lemma) if verb.pos_ in {"VERB", "AUX"} else None
    if row is None or negation(verb, scopes) is not None or "?" in verb.sent.text:
        return None
    judged = next((thing for thing in things(verb) if is_of_words(thing, rows)), None)
    if judged is None or not (made_up or first_of(scopes["verdict"], predicates(verb)) is not None):
        return None
    over = sorted((t for t in find_tellings(verb.doc, pack) if t.covers(verb)), key=lambda t: t.size)
    speaker = next((t.named for t in over if t.named is not None), None) if lemma == "be" else None
    return Doubt(verb, row, judged, speaker)


def predicates(verb: Token) -> Iterator[str]:
    """What it is called: "a lie", "a fairy tale", "as baseless"."""
    said = [c for c in verb.children if c.dep_ in PREDICATE]
    as_what = [o for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for o in c.children]
    # "Dismissed as baseless reports that ...": to the parser they are baseless reports.
    said += [*as_what, *(c for o in as_what for c in o.children if c.dep_ == "amod")]
    for word in said:
        yield from (f"{c.lower_} {word.lemma_.casefold()}" for c in word.children if c.dep_ == "compound")
        yield word.lemma_.casefold()


def things(verb: Token) -> Iterator[Token]:
    """What is judged: a copula's subject, else the object; the parser may hang it on "as" or on what it is called."""
    wanted = {"nsubj"} if verb.lemma_ == "be" else {"dobj", "nsubjpass"}
    yield from (c for c in verb.children if c.dep_ in wanted)
    if verb.lemma_ != "be":
        beside = [c for c in verb.children if c.dep_ in PREDICATE or (c.dep_ == "prep" and c.lower_ == "as")]
        yield from (o for c in beside for o in c.children if o.dep_ in {"pobj", "nmod"})


def is_of_words(thing: Token, rows: Rows) -> bool:
    return any(
        word in rows[pattern] for pattern in ("noun", "owned", "pointer") for word in (thing.lower_, thing.lemma_.casefold())
    )
