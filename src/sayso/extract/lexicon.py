"""The frames of the packs by the word they hang on, and the classes of common nouns that they ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from sayso.pack import Frame, Pack


@dataclass(frozen=True, slots=True)
class Wish:
    """What a frame asks of one role: where to look, what sort of noun it must be, whether the frame stands without it."""

    slots: tuple[str, ...]
    role: str
    noun_class: str
    required: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames of the packs by the lemma they hang on, and the classes of common nouns."""

    frames: Mapping[str, tuple[tuple[Frame, tuple[Wish, ...]], ...]]
    classes: Mapping[str, frozenset[str]]

    def is_class(self, token: Token, noun_class: str) -> bool:
        return noun_class in self.classes.get(token.lemma_.casefold(), ()) or noun_class in self.classes.get(token.lower_, ())


def read_wishes(roles: str) -> tuple[Wish, ...]:
    """`subj/obj:actor!|obj:place~route` as wishes; `!` required, `~` a class of nouns."""
    wishes = []
    for part in roles.split("|"):
        slots, _, rest = part.partition(":")
        role, _, noun_class = rest.rstrip("!").partition("~")
        wishes.append(Wish(tuple(slots.split("/")), role, noun_class, rest.endswith("!")))
    return tuple(wishes)


@lru_cache(maxsize=8)
def lexicon_of(pack: Pack) -> Lexicon:
    """The lexicon of a pack, built once."""
    by_lemma: dict[str, list[tuple[Frame, tuple[Wish, ...]]]] = defaultdict(list)
    for frame in pack.frames:
        words = frame.verb.split()
        hook = words[-1] if frame.pattern == "noun" else words[0]
        by_lemma[hook].append((frame, read_wishes(frame.roles)))
    # A phrase says more than its first word: "take control" is tried before "take".
    ordered = {k: tuple(sorted(v, key=lambda row: -len(row[0].verb.split()))) for k, v in by_lemma.items()}
    classes: dict[str, set[str]] = defaultdict(set)
    for row in pack.nouns:
        classes[row.noun].add(row.noun_class)
    return Lexicon(ordered, {noun: frozenset(found) for noun, found in classes.items()})
