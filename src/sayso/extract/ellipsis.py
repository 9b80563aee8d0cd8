"""Counts without a noun of their own: "17 of them in X", "among them six children", "the ministry admits seven"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.arguments import AT, BESIDE
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names
from sayso.extract.propositions import Proposition
from sayso.extract.tree import Doc, Token
from sayso.model import MentionKind

COUNTED = ("harm", "abduct", "arrest")
# How many words back that which is counted may stand.
FAR = 45
NOT_PEOPLE = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"}
OF_THEM = {"them", "whom", "which", "these", "those"}
WITHIN = {"among", "including"}
SET_AT = {"of", "at"}


def find_counts(doc: Doc, found: Sequence[Proposition], names: Names, lex: Lexicon) -> Iterator[Proposition]:
    """The propositions with those that a bare count tells of again: of the kind that was counted last before it."""
    taken = {t.i for p in found for t in (p.head, *(filler for _, filler in p.fillers))}
    for proposition in found:
        yield from by_place(proposition, names)
    for token in doc:
        counted = counted_by(token, lex) if token.i not in taken else None
        if counted is None or counted.i in taken or names.of(token, MentionKind.PLACE) is not None:
            continue
        whole = whole_of(token, found)
        if whole is not None:
            where = own_places(counted, names)
            yield replace(whole, head=counted, fillers=(("target", counted), *where), phrase=(), lent=whole.head)


def whole_of(number: Token, found: Sequence[Proposition]) -> Proposition | None:
    """The count that a number is of: that whose people stand before it ("nine, two of them nurses, died"), else the last."""
    counts = [p for p in found if p.frame.kind.startswith(COUNTED)]
    around = (p for p in counts if number.sent == p.head.sent and number.i < p.head.i and is_behind(number, p))
    return next(around, next((p for p in reversed(counts) if 0 < number.i - p.head.i <= FAR), None))


def is_behind(number: Token, counted: Proposition) -> bool:
    return any(role == "target" and token.i < number.i for role, token in counted.fillers)


def by_place(counted: Proposition, names: Names) -> Iterator[Proposition]:
    """ "Killed nine in X and two in Y": those who are joined to the first with a place of their own were counted there."""
    apart = {
        t: where for role, t in counted.fillers if role == "target" and t.dep_ == "conj" and (where := own_places(t, names))
    }
    if not counted.frame.kind.startswith(COUNTED) or not apart:
        yield counted
        return
    elsewhere = {place for where in apart.values() for _, place in where}
    yield replace(counted, fillers=tuple((r, t) for r, t in counted.fillers if t not in apart and t not in elsewhere))
    done_by = [(r, t) for r, t in counted.fillers if r in {"actor", "instrument"}]
    for target, where in apart.items():
        yield replace(counted, head=target, fillers=(("target", target), *done_by, *where), phrase=())


def own_places(counted: Token, names: Names) -> tuple[tuple[str, Token], ...]:
    """Where a phrase of its own says that those counted were: "two in Y"."""
    ties = [c for c in counted.children if c.dep_ == "prep" and c.lower_ in AT | BESIDE]
    found = [("near" if c.lower_ in BESIDE else "place", o) for c in ties for o in c.children if o.dep_ == "pobj"]
    return tuple((role, o) for role, o in found if names.of(o, MentionKind.PLACE) or names.unknown(o, person_too=True))


def counted_by(number: Token, lex: Lexicon) -> Token | None:
    """The word that stands for those counted: the number alone, or the noun after it if it names people "among them"."""
    if number.pos_ != "NUM" or number.ent_type_ in NOT_PEOPLE:
        return None
    if any(c.lower_ == "of" and any(o.lower_ in OF_THEM for o in c.children) for c in number.children):
        return number
    if number.dep_ == "attr" and is_number_told(number.head, lex):
        return number
    noun = number.head
    if number.dep_ == "nummod" and (lex.is_class(noun, "civilian") or lex.is_class(noun, "person")):
        return noun if is_among_them(noun) else None
    if number.dep_ == "pobj" and noun.lower_ in SET_AT:
        # "Still speaks of seven", "puts it at seven".
        noun = noun.head
        if noun.ent_type_ in {"DATE", "TIME"}:
            # "Spoke of nine dead, and in the evening of twelve."
            noun = next((t for t in noun.ancestors if t.pos_ == "VERB"), noun)
    elif number.dep_ == "conj" and is_placed(number):
        # "Counted nine dead in X and two in Y."
        return number
    elif number.dep_ not in {"dobj", "obj"}:
        return None
    reported = noun.lemma_.casefold() in lex.told
    return number if reported and not any(c.dep_ == "prep" for c in number.children) else None


def is_number_told(verb: Token, lex: Lexicon) -> bool:
    """ "It is at least nine", "the right number is six": of a count that was just given."""
    subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
    bare = [t for t in subjects if all(c.dep_ != "prep" for c in t.rights)]
    return verb.lemma_ == "be" and any(t.lower_ == "it" or lex.is_class(t, "figure") for t in bare)


def is_placed(number: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in AT for c in number.children)


def is_among_them(noun: Token) -> bool:
    """ "Among them six children", "six children among them", "including six children"."""
    near = noun.doc[max(0, noun.left_edge.i - 2) : noun.i]
    before = any(t.lower_ in WITHIN and (t.lower_ != "among" or t.nbor().lower_ in OF_THEM) for t in near)
    return before or any(c.lower_ == "among" and any(o.lower_ in OF_THEM for o in c.children) for c in noun.children)
