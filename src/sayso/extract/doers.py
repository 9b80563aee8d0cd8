"""Who can do things, whose the things are that do them, and what a word that only counts is of."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.names import Names
from sayso.extract.tree import Token
from sayso.model import MentionKind


def is_actor(token: Token, names: Names, lex: Lexicon, named_only: bool = False) -> bool:
    """Whether it can do what people and bodies do; `named_only` leaves out places that stand for those who rule them."""
    if is_craft(token, lex) or token.ent_type_ in {"DATE", "TIME", "EVENT"}:
        return False
    if names.of(token, MentionKind.ACTOR) or lex.is_any(token, ("actor", "person", "anybody")):
        return True
    if token.tag_ in {"PRP", "PRP$"}:
        return not (named_only and lex.is_class(token, "pointer"))
    if names.of(token, MentionKind.PLACE) is not None:
        return not named_only
    if token.tag_ == "NNS" and any(is_body(t, names) for t in belonging(token)):
        # "the heroes of the Front": whatever they are called, they are its people.
        return True
    capital = token.pos_ == "PROPN" or (token.tag_ == "NNS" and token.is_title and token.i > token.sent.start)
    named = (capital and not named_only) or token.ent_type_ in {"PERSON", "ORG", "NORP"}
    return named and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def is_body(token: Token, names: Names) -> bool:
    named = token.pos_ == "PROPN" and names.of(token, MentionKind.PLACE) is None
    return named or names.of(token, MentionKind.ACTOR) is not None


def belonging(token: Token) -> Iterator[Token]:
    """What a noun is said to be of: the Front, of "the heroes of the Front"."""
    yield from (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")


def owners(token: Token, lex: Lexicon) -> Iterator[Token]:
    """Whose it is: "Guard jets", "the Guard's jets", "jets of the Guard"."""
    yield from (c for c in token.children if c.dep_ == "poss" or (c.dep_ == "amod" and c.ent_type_ == "NORP"))
    own = (c for c in token.children if c.dep_ in {"compound", "nmod"} and c.pos_ in {"NOUN", "PROPN"})
    yield from (c for c in own if f"{c.lower_} {token.lemma_.casefold()}" not in lex.classes)
    yield from (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")


def other_owners(token: Token, wish: Wish, names: Names) -> Iterator[Token]:
    """The second body of "Front and Guard fighters": both have fighters there."""
    if wish.role == "actor" and token.pos_ == "NOUN":
        first = (c for c in token.children if c.dep_ in {"compound", "nmod"} and names.of(c, MentionKind.ACTOR))
        yield from (t for c in first for t in c.conjuncts if t != token and names.of(t, MentionKind.ACTOR))


def is_craft(token: Token, lex: Lexicon) -> bool:
    return lex.is_any(token, ("aircraft", "drone", "vehicle"))


def is_movable(token: Token, lex: Lexicon) -> bool:
    return (is_craft(token, lex) or lex.is_class(token, "weapon")) and not lex.is_class(token, "place")


def carries(token: Token, noun_class: str, lex: Lexicon) -> bool:
    """Whether what goes is told by its load: "lorries of flour", "a convoy with medicine", "lorries carrying flour"."""
    if not is_craft(token, lex):
        return False
    loads = (c for c in token.children if c.dep_ in {"prep", "acl"} and (c.dep_ == "acl" or c.lower_ in {"of", "with"}))
    return any(lex.is_class(o, noun_class) for c in loads for o in c.children if o.dep_ in {"pobj", "dobj"})


def counted_noun(token: Token, lex: Lexicon) -> Token:
    """The fighters, of "hundreds of fighters", the town, of "half of the town": what is counted says of which class it is."""
    if not lex.is_class(token, "anybody"):
        return token
    inner = (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")
    return next((o for o in inner if o.pos_ in {"NOUN", "PROPN"}), token)
