"""Whom "they" and "its" lead back to: the nearest before them that can be many, a body, or one person as the word asks."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.doers import is_actor
from sayso.extract.lexicon import Lexicon
from sayso.extract.names import Names
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS
from sayso.model import MentionKind

# How many words back a pronoun may lead.
FAR = 60
MANY = {"NNS", "NNPS"}
SUBJECT = SUBJECTS | {"nsubjpass"}


def pronoun_of(token: Token) -> Token | None:
    """The pronoun that says who this is: the word itself, "two of them", or the owner in "its men"; never "we"."""
    own = [token, *(c for c in token.children if c.dep_ == "poss")]
    own += [
        o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if token.pos_ in {"NUM", "PRON"}
    ]
    third = (t for t in own if t.tag_ in {"PRP", "PRP$"} and "Person=3" in str(t.morph))
    # "His men" are told apart from him; "its men" are the body's.
    return next((t for t in third if t == token or t.dep_ != "poss" or "Gender" not in str(t.morph) or is_neuter(t)), None)


def is_neuter(token: Token) -> bool:
    return "Gender=Neut" in str(token.morph)


def antecedent_of(pronoun: Token, names: Names, lex: Lexicon) -> Token | None:
    """A subject before the pronoun that agrees with it, else whatever else agrees; None if nothing near does.

    "Their" and "two of them" mean the nearest of their own sentence that are many, before one body that may be meant.
    """
    fitting = [token for token in candidates(pronoun, names, lex) if agrees(pronoun, token, lex)]
    doer = bidden(pronoun)
    if doer is not None and doer in fitting:
        return doer
    if "Number=Plur" in str(pronoun.morph) and (pronoun.dep_ == "poss" or pronoun.head.lower_ == "of"):
        many = next((t for t in fitting if t.sent == pronoun.sent and (t.tag_ in MANY or t.conjuncts)), None)
        if many is not None:
            return many
    if pronoun.dep_ == "nsubj" and pronoun.head.dep_ == "ROOT":
        # "The corps said that the militia had left. It gave no reason."
        goes_on = next((t for t in fitting if t.dep_ in SUBJECT and t.sent != pronoun.sent), None)
        leading = goes_on and next((t for t in fitting if t.dep_ in SUBJECT and t.sent == goes_on.sent and leads(t)), None)
        if leading:
            return leading
    return next((t for t in fitting if t.dep_ in SUBJECT), next(iter(fitting), None))


def bidden(pronoun: Token) -> Token | None:
    """The army, of "its" in "accused the army of killing nine in its raids", "urged the army to stop its raids".

    "Accused the army of attacking its men": the men of whoever accuses it.
    """
    if pronoun.dep_ != "poss" or (pronoun.head.dep_ == "dobj" and pronoun.head.head.dep_ == "pcomp"):
        return None
    for deed in pronoun.ancestors:
        if deed.pos_ in {"VERB", "AUX"}:
            tie = deed.head if deed.dep_ == "pcomp" else deed
            told = tie != deed or (deed.dep_ == "xcomp" and any(c.tag_ == "TO" for c in deed.lefts))
            of = tie == deed or tie.lower_ in {"of", "from"}
            return next((c for c in tie.head.children if c.dep_ == "dobj" and c.i < deed.i), None) if told and of else None
    return None


def leads(token: Token) -> bool:
    """Whether a subject is that of its sentence, not of a clause in it."""
    return token.head.dep_ == "ROOT"


def candidates(pronoun: Token, names: Names, lex: Lexicon) -> Iterator[Token]:
    """The names and nouns before a pronoun, the nearest first, that can act."""
    for token in reversed(pronoun.doc[max(0, pronoun.i - FAR) : pronoun.i]):
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "amod", "nmod"}:
            continue
        # A town or state that does something is those who rule it; in "it was taken" it is itself.
        rules = token.dep_ == "nsubj" and names.of(token, MentionKind.PLACE) is not None and pronoun.dep_ in {"nsubj", "poss"}
        if rules or is_actor(token, names, lex, named_only=True):
            yield token


def agrees(pronoun: Token, token: Token, lex: Lexicon) -> bool:
    number = str(pronoun.morph)
    alone = token.ent_type_ == "PERSON" or (lex.is_class(token, "person") and token.tag_ in {"NN", "NNP"})
    if "Number=Plur" in number:
        return not alone or bool(token.conjuncts)
    if is_neuter(pronoun):
        return not alone and token.tag_ not in {"NNS", "NNPS"}
    return alone


def is_told_of(pronoun: Token, cue: Token, names: Names, lex: Lexicon) -> bool:
    """Whether a pronoun in what is said leads back to somebody in it: "said the clan had sent its men"; not to who speaks."""
    meant = antecedent_of(pronoun, names, lex)
    if meant is not None and meant == bidden(pronoun):
        return True
    if meant is None or meant.sent != pronoun.sent or meant.dep_ not in SUBJECT:
        return False
    return cue.i < meant.i if cue.i < pronoun.i else meant.head != cue
