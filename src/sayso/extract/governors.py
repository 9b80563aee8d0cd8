"""What a word above a predicate says of it, by its row in the packs: "failed to", "is unlikely to", "before it could"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.clauses import has_object, has_to, is_passive
from sayso.extract.lexicon import words_of
from sayso.extract.scopes import PREDICATE, Scopes, first_of, negation
from sayso.extract.tree import Token
from sayso.model import Mood
from sayso.pack import Hedge


def is_lost(node: Token, scopes: Scopes, fell: bool) -> bool:
    """ "In vain", "a failed bid"; of what a verb says of a noun "collapsed", "was beaten back" too."""
    lemma = node.lemma_.casefold()
    beside = [" ".join(t.lower_ for t in c.subtree) for c in node.children if c.dep_ in {"prep", "advmod", "amod", "prt"}]
    own = [lemma, *(f"{lemma} {words}" for words in beside)] if fell else []
    return first_of(scopes["defeat"], [*own, *beside]) is not None


def is_governed(link: Token, node: Token, scopes: Scopes) -> bool:
    """An infinitive that the parser hangs on a verb as a purpose and the verb takes for its own: "were made to leave"."""
    named = predicate_of(node, link, scopes)
    row, _ = governor_row(named, link, scopes, "governor")
    if row is None or named != node or is_passive(node):
        return row is not None
    return bool(row.polarity) or (" " in row.words and not row.words.endswith(" to"))


def aim_of(verb: Token, scopes: Scopes) -> Hedge | None:
    """ "The goal is the capture": the row of a subject that says what sort of thing the rest is."""
    aims = (c for c in verb.children if c.dep_ == "nsubj" and verb.lemma_ == "be" and is_aim(c, scopes))
    return next((scopes["governor"][aim.lemma_.casefold()] for aim in aims), None)


def is_aim(noun: Token, scopes: Scopes) -> bool:
    row = scopes["governor"].get(noun.lemma_.casefold()) if noun.pos_ == "NOUN" else None
    return row is not None and bool(row.mood)


def never_came(link: Token, node: Token, scopes: Scopes) -> Hedge | None:
    """ "Left before it could be cut off", "was stopped before it reached the ridge": what came first shut it out."""
    stopped, _ = governor_row(node, link, scopes, "governor")
    shut = stopped if stopped is not None and stopped.polarity and not stopped.modality else None
    return first_of(scopes["before"], [c.lower_ for c in link.children if c.dep_ == "aux"]) or shut


def prepositions(node: Token) -> Iterator[str]:
    """ "without", and with what stands before it: "instead of", "far from", "in the event of"."""
    above = node.head
    if above.pos_ in {"ADP", "NOUN"} and above.head.pos_ == "ADP":
        yield " ".join(t.lower_ for t in node.doc[above.head.i : node.i + 1])
    if node.i:
        yield f"{node.nbor(-1).lower_} {node.lower_}"
    yield node.lower_


def predicate_of(node: Token, link: Token, scopes: Scopes) -> Token:
    """The word that governs: the adjective or noun of "is false that", "has no doubt that", else the verb itself."""
    if node.lemma_ != "be":
        return node
    said = [c for c in node.children if c.dep_ in PREDICATE and c.pos_ in {"ADJ", "NOUN"} and c != link]
    aims = [c for c in node.children if c.dep_ == "nsubj" and has_to(link) and is_aim(c, scopes)]
    return next(iter([*said, *aims]), node)


def ranked(node: Token, scopes: Scopes) -> Hedge | None:
    """ "the first man to enter" did."""
    return first_of(scopes["ranked"], [node.lower_, *(c.lower_ for c in node.children if c.dep_ in {"amod", "det"})])


def governor_row(node: Token, link: Token, scopes: Scopes, scope: str) -> tuple[Hedge | None, bool]:
    """The row of a governing word, with its particle or complement if the packs have it so, and whether "not" is in it.

    "Had to" is not "has to", and "was able" not "is able": a row may stand under the form of the verb.
    """
    lemma, form = node.lemma_.casefold(), node.lower_
    beside = [c for c in node.children if c.dep_ in {"prt", "advmod", "prep", "dobj", "acomp", "oprd"}]
    if any(f"{c.lower_} {link.lower_}" in scopes["prep"] for c in beside):
        # "Short of" in "stopped short of" has been read as a row of its own.
        return None, False
    phrases = [f"{lemma} {words}" for c in beside for words in words_of(c)[::-1]]
    phrases += [f"{form} to", f"{lemma} to"] if has_to(link) else []
    phrases += [f"{node.head.lower_} {lemma}"] if node.dep_ in PREDICATE else []
    # "Came close to taking it"; "short of" in "stopped short of" has a row of its own.
    close = node.dep_ == "advmod" and f"{lemma} {link.lower_}" not in scopes["prep"]
    phrases += [f"{node.head.lemma_.casefold()} {lemma}"] if close else []
    # "Set off" is not "set": with a particle of no row the verb is another.
    phrases += [form, lemma] if not any(c.dep_ == "prt" for c in node.children) else []
    denied = negation(node, scopes) is not None or (node.dep_ in PREDICATE and negation(node.head, scopes, node) is not None)
    if denied:
        found = first_of(scopes[scope], (f"not {words}" for words in phrases))
        if found is not None:
            return found, True
    return first_of(scopes[scope], phrases), False


def is_of_subject(row: Hedge, verb: Token, link: Token) -> bool:
    """Whether a verb says how firm its subject is: "an attack looms" does, "the attack aims at the dam" does not."""
    return link.dep_ != "nsubj" or (row.mood == Mood.EXPECTED and not has_object(verb))


def predicates(verb: Token) -> Iterator[str]:
    """What it is called: "a lie", "a fairy tale", "as baseless"."""
    said = [c for c in verb.children if c.dep_ in PREDICATE]
    as_what = [o for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for o in c.children]
    # "Dismissed as baseless reports that ...": to the parser they are baseless reports.
    said += [*as_what, *(c for o in as_what for c in o.children if c.dep_ == "amod")]
    for word in said:
        yield from (f"{c.lower_} {word.lemma_.casefold()}" for c in word.children if c.dep_ == "compound")
        yield word.lemma_.casefold()


def verdict_of(verb: Token, scopes: Scopes) -> Hedge | None:
    """ "the reported loss was a fable": the row of the noun or adjective that passes judgement."""
    return first_of(scopes["verdict"], predicates(verb))


def goes_on(word: Token, scopes: Scopes) -> bool:
    """ "The raids are likely to intensify": what is likely is more of them."""
    then = [c for c in word.rights if c.dep_ == "xcomp"]
    return bool(then) and all(c.lemma_.casefold() in scopes["happens"] and not has_object(c) for c in then)


def outlook_of(verb: Token, scopes: Scopes) -> Hedge | None:
    """ "An attack is imminent": the row of an adjective that says how near or likely its subject is."""
    said = [c for c in verb.children if c.dep_ in {"acomp", "oprd", "attr"} and (not has_object(c) or goes_on(c, scopes))]
    row = first_of(scopes["governor"], [c.lemma_.casefold() for c in said])
    return row if row is not None and row.mood == Mood.EXPECTED else None
