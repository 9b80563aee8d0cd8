"""What is told again without its name: "it began on the 8th", "a third by Friday, all of it on Sunday"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.extract.lexicon import Lexicon
from sayso.extract.propositions import Proposition
from sayso.extract.tree import Token

# How many words back the deed may stand that "it" means.
FAR = 30
ITS = {"it": {"NN", "VBG"}, "they": {"NNS"}}
OBJECTS = {"dobj", "obj", "ccomp", "xcomp", "attr"}
# How the parser hangs one more share on the first, or on what the first hangs on.
LISTED = {"appos", "conj", "npadvmod", "dep"}
TIMES = {"DATE", "TIME"}
WHERE = {"place", "part"}
CONTROL = "control"


def find_again(words: Iterable[Token], found: Sequence[Proposition], lex: Lexicon) -> Iterator[Proposition]:
    """The propositions with those that only point back at one: the same deed at its own time, the same town by its share."""
    yield from found
    taken = {t.i for p in found for t in (p.head, *(filler for _, filler in p.fillers))}
    for token in words:
        if token.i in taken:
            continue
        if token.pos_ == "VERB":
            deed = deed_of(token, found, lex)
            if deed is not None:
                yield replace(deed, head=token, phrase=(), lent=deed.head)
        elif token.dep_ in LISTED and is_share(token, lex):
            won = won_before(token, found)
            if won is not None:
                places = [("place" if lex.is_class(token, "whole") else "part", t) for role, t in won.fillers if role in WHERE]
                others = [(role, t) for role, t in won.fillers if role not in WHERE]
                yield replace(won, head=token, fillers=(*others, *places), phrase=(), lent=won.head)


def deed_of(verb: Token, found: Sequence[Proposition], lex: Lexicon) -> Proposition | None:
    """The deed named by a noun before "it" that is said to have begun, gone on or stopped: the nearest."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    tags = ITS.get(subject.lower_) if subject is not None else None
    if subject is None or tags is None or not lex.is_class(verb, "lasting"):
        return None
    if any(c.dep_ in OBJECTS and c.ent_type_ not in TIMES for c in verb.rights):
        return None
    before = [p for p in found if 0 < subject.i - p.head.i <= FAR and is_named_by(p, tags)]
    return before[-1] if before else None


def is_named_by(deed: Proposition, tags: set[str]) -> bool:
    """Whether a noun names the deed, by itself or as the subject of what began: "the fight", "the fight to begin"."""
    subjects = [t for role, t in deed.fillers if role == "instrument" and t.dep_ == "nsubj" and t.head == deed.head]
    return (deed.frame.pattern == "noun" and deed.head.tag_ in tags) or any(t.tag_ in tags for t in subjects)


def is_share(token: Token, lex: Lexicon) -> bool:
    """ "Half by that evening", "all of it on the 11th": a share of nothing but "it", with a time of its own."""
    if not lex.is_any(token, ("part", "whole")):
        return False
    ties = [c for c in token.rights if c.dep_ == "prep"]
    of_what = [o for c in ties if c.lower_ == "of" for o in c.children]
    timed = any(o.ent_type_ in TIMES for c in ties if c.lower_ != "of" for o in c.children)
    return timed and all(o.lower_ == "it" for o in of_what)


def won_before(share: Token, found: Sequence[Proposition]) -> Proposition | None:
    """Who had won or lost another share of the same place before it in the sentence."""
    same = [p for p in found if p.head.sent == share.sent and p.head.i < share.i and p.frame.kind.startswith(CONTROL)]
    return same[-1] if same else None
