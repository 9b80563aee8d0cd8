"""Counts without a noun of their own: "17 of them in X", "among them six children", "the ministry admits seven"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    yield from found
    for token in doc:
        counted = counted_by(token, lex) if token.i not in taken else None
        if counted is None or names.of(token, MentionKind.PLACE) is not None:
            continue
        before = [p for p in found if p.frame.kind.startswith(COUNTED) and 0 < token.i - p.head.i <= FAR]
        if before:
            yield replace(before[-1], head=counted, fillers=(("target", counted),), phrase=())


def counted_by(number: Token, lex: Lexicon) -> Token | None:
    """The word that stands for those counted: the number alone, or the noun after it if it names people "among them"."""
    if number.pos_ != "NUM" or number.ent_type_ in NOT_PEOPLE:
        return None
    if any(c.lower_ == "of" and any(o.lower_ in OF_THEM for o in c.children) for c in number.children):
        return number
    noun = number.head
    if number.dep_ == "nummod" and (lex.is_class(noun, "civilian") or lex.is_class(noun, "person")):
        return noun if is_among_them(noun) else None
    if number.dep_ == "pobj" and noun.lower_ in SET_AT:
        # "Still speaks of seven", "puts it at seven".
        noun = noun.head
    elif number.dep_ not in {"dobj", "obj"}:
        return None
    reported = noun.lemma_.casefold() in lex.told
    return number if reported and not any(c.dep_ == "prep" for c in number.children) else None


def is_among_them(noun: Token) -> bool:
    """ "Among them six children", "six children among them", "including six children"."""
    near = noun.doc[max(0, noun.left_edge.i - 2) : noun.i]
    before = any(t.lower_ in WITHIN and (t.lower_ != "among" or t.nbor().lower_ in OF_THEM) for t in near)
    return before or any(c.lower_ == "among" and any(o.lower_ in OF_THEM for o in c.children) for c in noun.children)
