"""Who can do things, whose the things are that do them, and what a word that only counts is of."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.lexicon import Lexicon, Wish, is_count
from sayso.extract.names import Names
from sayso.extract.tree import Token
from sayso.model import MentionKind

# Pronouns of people spoken of, who may have been taken or hurt.
THIRD = {"he", "him", "she", "her", "they", "them"}


def is_actor(token: Token, names: Names, lex: Lexicon, named_only: bool = False) -> bool:
    """Whether it can do what people and bodies do; `named_only` leaves out places that stand for those who rule them."""
    if is_craft(token, lex) or token.ent_type_ in {"DATE", "TIME", "EVENT"}:
        return False
    if names.of(token, MentionKind.ACTOR) or (
        lex.is_any(token, ("actor", "person", "anybody")) and not token.text[0].isdigit()
    ):
        return True
    if (whole := whole_of(token)) != token:
        return is_actor(whole, names, lex, named_only)
    if token.tag_ in {"PRP", "PRP$"}:
        return not (named_only and lex.is_class(token, "pointer"))
    if names.of(token, MentionKind.PLACE) is not None:
        return not named_only
    if token.tag_ == "NNS" and any(is_body(t, names) for t in belonging(token)):
        # "the heroes of the Front": whatever they are called, they are its people.
        return True
    if token.dep_ == "compound" and token.text.islower():
        # "Air" of "US air strikes", which behind a name may pass for a part of it.
        return False
    capital = token.pos_ == "PROPN" or (token.tag_ == "NNS" and token.is_title and token.i > token.sent.start)
    named = (capital and not named_only) or token.ent_type_ in {"PERSON", "ORG", "NORP"}
    return named and token.pos_ in {"PROPN", "NOUN", "ADJ"}


def is_headcount(token: Token) -> bool:
    """ "About 300 fled": a figure of hundreds that alone goes somewhere is as many people, as "three hundred" are."""
    of_what = any(c.dep_ not in {"advmod", "quantmod"} for c in token.children)
    return is_count(token) and token.dep_ == "nsubj" and token.text.isdigit() and len(token.text) > 2 and not of_what


def is_body(token: Token, names: Names) -> bool:
    named = token.pos_ == "PROPN" and names.of(token, MentionKind.PLACE) is None
    return named or names.of(token, MentionKind.ACTOR) is not None


def belonging(token: Token) -> Iterator[Token]:
    """What a noun is said to be of: the Front, of "the heroes of the Front"."""
    yield from (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")


def whole_of(token: Token) -> Token:
    """Of "two of the hill armies" the armies, of "gunmen, one of whom" the gunmen: a bare number names nobody."""
    if token.pos_ not in {"NUM", "PRON", "DET"}:
        return token
    for inner in belonging(token):
        if inner.tag_ in {"WP", "WDT"} and token.head.dep_ == "relcl":
            return token.head.head
        if inner.pos_ == "NOUN":
            return inner
    return token


def owners(token: Token, lex: Lexicon) -> Iterator[Token]:
    """Whose it is: "Guard jets", "the Guard's jets", "jets of the Guard"."""
    yield from (c for c in token.children if c.dep_ == "poss")
    peoples = (c for c in token.children if c.dep_ == "amod" and c.ent_type_ == "NORP")
    yield from (t for c in peoples for t in (c, *c.conjuncts) if t.ent_type_ == "NORP")
    own = (c for c in token.children if c.dep_ in {"compound", "nmod"} and c.pos_ in {"NOUN", "PROPN"})
    yield from (c for c in own if f"{c.lower_} {token.lemma_.casefold()}" not in lex.classes)
    yield from (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")


def other_owners(token: Token, wish: Wish, names: Names) -> Iterator[Token]:
    """The second body of "Front and Guard fighters", the first people of "Sarnian and Tawan troops": both have some there."""
    if wish.role != "actor" or token.pos_ != "NOUN":
        return
    own = names.of(token, MentionKind.ACTOR)
    for first in (c for c in token.children if c.dep_ in {"compound", "nmod", "amod"} and c.conjuncts):
        whole = own or names.of(first, MentionKind.ACTOR)
        for one in (t for t in (first, *first.conjuncts) if t.i < token.i and whole is not None):
            named = names.of(one, MentionKind.ACTOR)
            if named != whole and (named is not None or one.ent_type_ == "NORP"):
                yield one


def is_of_force(token: Token, names: Names, lex: Lexicon) -> bool:
    """ "Militia men", "the corps's men", "brothers of the 3rd Battalion": those who flee or leave so are no families."""
    if lex.is_class(token, "fellow") and any(is_body(t, names) or lex.is_class(t, "armed") for t in belonging(token)):
        return True
    if not lex.is_class(token, "actor") or lex.is_class(token, "civilian"):
        return False
    whose = [c for c in token.lefts if c.dep_ in {"compound", "nmod", "poss"} and c.pos_ != "PRON"]
    return any(names.of(c, MentionKind.ACTOR) is not None or lex.is_class(c, "armed") for c in whose)


def is_craft(token: Token, lex: Lexicon) -> bool:
    return lex.is_any(token, ("aircraft", "drone", "vehicle"))


def is_movable(token: Token, lex: Lexicon) -> bool:
    return (is_craft(token, lex) or lex.is_class(token, "weapon")) and not lex.is_class(token, "place")


def carries(token: Token, noun_class: str, lex: Lexicon) -> bool:
    """Whether what goes is told by its load: "lorries of flour", "lorries carrying flour", "aid lorries"."""
    if not is_craft(token, lex):
        return False
    before = (c for c in token.children if c.dep_ in {"compound", "nmod"})
    if lex.is_class(token, "vehicle") and any(lex.is_class(c, noun_class) for c in before):
        return True
    loads = (c for c in token.children if c.dep_ in {"prep", "acl"} and (c.dep_ == "acl" or c.lower_ in {"of", "with"}))
    return any(lex.is_class(o, noun_class) for c in loads for o in c.children if o.dep_ in {"pobj", "dobj"})


def counted_noun(token: Token, lex: Lexicon) -> Token:
    """The fighters, of "hundreds of fighters", the town, of "half of the town": what is counted says of which class it is."""
    if not lex.is_class(token, "anybody"):
        return token
    inner = (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj")
    return next((o for o in inner if o.pos_ in {"NOUN", "PROPN"}), token)


def is_someone(token: Token, lex: Lexicon) -> bool:
    """ "Nobody", "two others", "23 of them", "him", "those without papers": people; "two of the tanks" are tanks."""
    if token.tag_ == "PRP":
        return token.lower_ in THIRD
    if token.lower_ == "those":
        return any(o.lower_ == "who" for c in token.children for o in c.children) or any(
            c.lower_ == "without" for c in token.children
        )
    none = token.lower_ == "one" and any(c.lower_ in {"no", "every"} for c in token.children)
    of_what = (o for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children)
    return (none or lex.is_class(token, "anybody")) and all(o.tag_ == "PRP" for o in of_what)


def is_of_a_people(token: Token) -> bool:
    """ "Sarnians", "a Sarnian"; "Sarnian" alone may be said of anything."""
    return token.tag_ in {"NNS", "NNPS"} or any(c.lower_ in {"a", "an", "one", "another"} for c in token.lefts)
