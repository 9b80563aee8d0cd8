"""What a pronoun or a bare number that a deed is done to stands for: "a drone came and gunners shot it down"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.lexicon import Lexicon, is_count
from sayso.extract.tree import Token

# How many words back it may lead.
NEAR = 40
BACK = {"it", "them", "one", "both", "all", "those"}
MANY = {"NNS", "NNPS"}


def is_meant_by(word: Token, noun_class: str, lex: Lexicon) -> bool:
    """Whether the nearest of a class of things before a word is what it stands for: it must not be what does the deed."""
    if (word.lower_ not in BACK and not is_count(word)) or word.dep_ not in {"dobj", "nsubjpass"}:
        return False
    doers = set(subjects(word.head))
    for other in reversed(word.doc[max(0, word.i - NEAR) : word.i]):
        if other.pos_ == "NOUN" and other.dep_ != "compound" and lex.is_class(other, noun_class):
            return other.i not in doers and (word.lower_ not in {"them", "both", "those"} or other.tag_ in MANY)
    return False


def subjects(verb: Token) -> Iterator[int]:
    """Where the subjects of a verb stand, of the one above it if it has none of its own."""
    own = [c.i for c in verb.children if c.dep_ == "nsubj"]
    if own or verb.dep_ not in {"conj", "xcomp", "advcl"}:
        yield from own
    else:
        yield from subjects(verb.head)
