"""Whether words tell of a place: by a name, by a common noun, or by standing where only places stand."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.arguments import AT, BESIDE
from sayso.extract.doers import is_craft
from sayso.extract.lexicon import Lexicon, Wish
from sayso.extract.names import Names
from sayso.extract.tree import Token
from sayso.model import MentionKind

# English grammar, not vocabulary: what follows these is where, or whither.
LOCATIVE = {*AT, *BESIDE, "to", "into", "from", "toward", "towards", "through", "of"} - {"over", "along"}
# Classes of nouns that leave it to "of" what they are: of places, and of things and people.
PORTIONS = ("part", "whole", "measure", "anybody")
# "Attacked Colonel X".
TITLES = ("person", "official")
BLOWS = {"attack", "strike", "clash", "harm", "arrest", "abduct"}


def is_named_place(token: Token, names: Names) -> bool:
    """Whether it is the name of a place, or one that no pack knows where only places are named."""
    return names.of(token, MentionKind.PLACE) is not None or (says_where(token) and names.unknown(token, person_too=True))


def is_town_like(token: Token, wish: Wish, names: Names, lex: Lexicon) -> bool:
    """ "Attacked X", "attacked Old X": an unknown name with no article before it, as towns are named, and bodies seldom are."""
    alone = all(is_name_before(t) and not lex.is_any(t, TITLES) for t in token.lefts) and token.dep_ not in {
        "conj",
        "compound",
        "pobj",
    }
    # The parser sees persons in the names of towns; who is shelled, burned down or looted is none.
    done_to = wish.ground and "obj" in wish.slots
    return alone and token.is_title and token.tag_ != "NNPS" and names.unknown(token, person_too=done_to)


def is_titled(token: Token, lex: Lexicon) -> bool:
    """ "Captain X", "Father X": somebody, whatever else has that name; "the General Hospital" is a hospital."""
    before = token.nbor(-1) if token.i and token.pos_ == "PROPN" else None
    if before is None or before.dep_ != "compound" or before.head != token or not before.is_title:
        return False
    return lex.is_any(before, TITLES) and not lex.is_any(token, ("place", "route"))


def is_name_before(word: Token) -> bool:
    """Whether a word before a name is part of it."""
    return word.dep_ == "compound" and word.pos_ == "PROPN" and word.is_title


def says_where(token: Token, asked: Sequence[str] = ()) -> bool:
    """Whether a name follows a word that only places follow, or that a frame `asked` for: it is one, whatever it looks."""
    return token.dep_ == "pobj" and (token.head.lower_ in LOCATIVE or token.head.lower_ in asked)


def is_ground(token: Token, lex: Lexicon) -> bool:
    """Whether a thing stands somewhere: a mill, but no lorry, nor a mine that is lifted."""
    return not is_craft(token, lex) and lex.is_class(token, "place") and not lex.is_class(token, "device")


def is_blow(noun: Token, lex: Lexicon) -> bool:
    """Whether a noun names a deed done to somebody, and no place: a raid, but no camp."""
    kinds = {frame.kind.partition(".")[0] for frame, _ in lex.rows_of(noun) if frame.pattern == "noun"}
    return noun.pos_ == "NOUN" and not kinds.isdisjoint(BLOWS) and not lex.is_any(noun, ("place", "route", *PORTIONS))


def makes_place(noun: Token, lex: Lexicon) -> bool:
    """Whether the word before it makes a place of a noun that else is none: a ferry landing, the cotton exchange."""
    bare = lex.classes.get(noun.lemma_.casefold(), frozenset())
    return noun.pos_ in {"NOUN", "PROPN"} and "place" not in bare and lex.is_class(noun, "place")


def is_place_alone(token: Token, names: Names, lex: Lexicon) -> bool:
    if names.of(token, MentionKind.ACTOR) is not None or lex.is_class(token, "actor"):
        return False
    return names.of(token, MentionKind.PLACE) is not None or lex.is_class(token, "route")


def is_common_place(token: Token, wish: Wish, names: Names, lex: Lexicon) -> bool:
    """Whether it is a noun for a place ("the town"), and no actor of that name where a place must be."""
    if not (lex.is_class(token, "place") or lex.is_class(token, "route")) or lex.is_class(token, "device"):
        # Mines are lifted, not gone to.
        return False
    if token.tag_ == "NNS" and lex.is_class(token, "talker"):
        # "Losses on both sides" are no losses at a place.
        return False
    return names.of(token, MentionKind.ACTOR) is None if wish.required else token.pos_ in {"NOUN", "PROPN"}
