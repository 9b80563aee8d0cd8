"""Words that pass judgement on what others say: "the report is false", "called it a lie", "dismissed the claim as baseless"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.cues import Rows
from sayso.extract.governors import predicates
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
    own = rows["verb"].get(lemma)
    # "Dismissed as "campfire stories" accounts that": whatever he calls them, he dismisses them.
    sure = made_up or (own is not None and own.polarity == "-" and any(c.lower_ == "as" for c in verb.rights))
    if judged is None or not (sure or is_unbelieved(verb, scopes)):
        return None
    return Doubt(verb, row, judged, teller_of(verb, pack) if lemma == "be" else None)


def teller_of(verb: Token, pack: Pack) -> Token | None:
    """Who says the words that hold a verb, if its sentence tells."""
    over = sorted((t for t in find_tellings(verb.doc, pack) if t.covers(verb)), key=lambda t: t.size)
    return next((t.named for t in over if t.named is not None), None)


def is_unbelieved(verb: Token, scopes: Scopes) -> bool:
    """Whether it is called a lie, or "absurd", which a deed may be and have been done, and a report may not and stand."""
    return any(first_of(scopes[scope], predicates(verb)) is not None for scope in ("verdict", "belied"))


def things(verb: Token) -> Iterator[Token]:
    """What is judged: a copula's subject, else the object; the parser may hang it on "as" or on what it is called."""
    wanted = {"nsubj"} if verb.lemma_ == "be" else {"dobj", "nsubjpass"}
    yield from (c for c in verb.children if c.dep_ in wanted)
    if verb.lemma_ != "be":
        beside = [c for c in verb.children if c.dep_ in PREDICATE or (c.dep_ == "prep" and c.lower_ == "as")]
        yield from (o for c in beside for o in c.children if o.dep_ in {"pobj", "nmod"})


def is_of_words(thing: Token, rows: Rows) -> bool:
    """Whether it is what somebody says: "the report", "it"; "the so-called liberation", of which only words tell."""
    if any("".join(t.lower_ for t in c.subtree) in rows["sham"] for c in thing.lefts):
        return True
    return any(
        word in rows[pattern] for pattern in ("noun", "owned", "pointer") for word in (thing.lower_, thing.lemma_.casefold())
    )
