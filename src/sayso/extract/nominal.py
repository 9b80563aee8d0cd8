"""Bodies told by a common noun: "the coalition", "Sarnian forces", "Front fighters"; `resolve` says whom they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sayso.extract.hits import Hit
from sayso.extract.kinds import descriptions
from sayso.extract.speakers import noun_phrase
from sayso.extract.tree import Doc, Token
from sayso.model import MentionKind
from sayso.pack import Pack

# "the", "this", "their": the noun points at somebody; "some", "no" and a bare plural do not.
POINTING = {"the", "this", "that", "these", "those"}


@lru_cache(maxsize=4)
def group_nouns(pack: Pack) -> frozenset[str]:
    """Nouns for armed groups, bodies of a state and those who speak for them."""
    return frozenset(row.cue for row in pack.cues if row.pattern in {"group", "body"})


@lru_cache(maxsize=4)
def people_nouns(pack: Pack) -> frozenset[str]:
    return group_nouns(pack) | {row.cue for row in pack.cues if row.pattern == "speaker"}


def find_nominal(doc: Doc, offset: int, known: Sequence[Hit], pack: Pack) -> Iterator[Hit]:
    """A body's noun that points at one ("the coalition"), or one that a name stands before ("Front fighters")."""
    taken = sorted((hit.start, hit.end) for hit in known if hit.kind is not MentionKind.PLACE)
    people, groups = people_nouns(pack), group_nouns(pack)
    for token in doc:
        word = token.lower_ if token.lower_ in people else token.lemma_.casefold()
        if token.pos_ == "PROPN" and any(c.lower_ in descriptions(pack, "former") for c in token.lefts):
            # "The former Front" is not the Front.
            start, end = noun_phrase(token)
            yield Hit(offset + start, offset + end, MentionKind.ACTOR)
            continue
        if word not in people or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        if not is_named(token) and (word not in groups or not is_pointed_at(token)):
            continue
        start, end = (offset + at for at in after_date(token, *noun_phrase(token)))
        if not any(a <= start and end <= b for a, b in taken):
            yield Hit(start, end, MentionKind.ACTOR)


def after_date(noun: Token, start: int, end: int) -> tuple[int, int]:
    """The phrase without a date before it: "on 12 May Sarnian troops" has the troops alone."""
    for token in noun.doc[noun.left_edge.i : noun.i]:
        if token.idx >= start and token.ent_type_ in {"DATE", "TIME"}:
            start = token.nbor().idx
    return start, end


def is_named(token: Token) -> bool:
    """Whether a name or a people's adjective stands right before the noun, as part of its phrase."""
    return any(c.text[:1].isupper() and c.i == token.i - 1 and c.dep_ in {"compound", "amod", "nmod"} for c in token.lefts)


def is_pointed_at(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in POINTING for c in token.lefts)
