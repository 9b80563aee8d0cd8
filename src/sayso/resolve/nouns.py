"""The nouns that stand for a body or a person without naming them: "the group", "the ministry", "a spokesman"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.model import Mention, Page, SourceKind
from sayso.pack import Pack
from sayso.resolve.ladder import words_of
from sayso.text import norm

DEFINITE = "the "
# "the" right before the words, or before the one hyphened word that describes them: "the X-held town".
BEFORE = re.compile(r"\b(?:the|this|that)\s(?:[\w’']+-\w+\s|(?:whole|entire|very|same)\s)?$", re.IGNORECASE)
# Before a part of a place also what owns or counts it: "its southern edge", "every street", "the first street".
OWNED = re.compile(r"\b(?:the|this|that|its|their|his|her|every|all)\s(?:[\w’'-]+\s){0,2}$", re.IGNORECASE)
REACH = 40
# A government's troops are not the government: an umbrella and its member are not equal.
UMBRELLAS = frozenset({"government", "coalition", "un_body", "person_group", "civilians"})
ROLES = {SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_NAMED}


@dataclass(frozen=True, slots=True)
class Nouns:
    """The packs' nouns for bodies and their people.

    `kinds` are the kinds of actor a noun may stand for, `bodies` those nouns that only a body that bears them in a name of
    its own may go by ("the ministry" is no government), `voices` the kinds of source, `roles` the offices of persons who
    speak for a body, `past` what takes an office away ("former"), `articles` the small words inside names.
    """

    kinds: Mapping[str, frozenset[str]]
    bodies: frozenset[str]
    voices: Mapping[str, str]
    roles: frozenset[str]
    past: frozenset[str]
    articles: frozenset[str]


@lru_cache(maxsize=8)
def body_nouns(pack: Pack) -> Nouns:
    by_pattern = {
        pattern: [row for row in pack.cues if row.pattern == pattern]
        for pattern in ("group", "body", "speaker", "former", "title")
    }
    groups = [*by_pattern["group"], *by_pattern["body"]]
    speakers = by_pattern["speaker"]
    return Nouns(
        kinds={row.cue: frozenset(row.source_kind.split("|")) for row in groups},
        bodies=frozenset(row.cue for row in by_pattern["body"]),
        voices={row.cue: row.source_kind for row in reversed(speakers)},
        roles=frozenset(
            word for row in (*speakers, *by_pattern["title"]) if row.source_kind in ROLES for word in row.cue.split()
        ),
        past=frozenset(row.cue for row in by_pattern["former"]),
        articles=frozenset(row.words for row in pack.toponyms if row.pattern == "article"),
    )


def is_short_form(words: str, pack: Pack) -> bool:
    """Whether the words are head nouns of bodies and nothing else: "the army command"."""
    parts = norm(words).split()
    return bool(parts) and all(part in body_nouns(pack).kinds for part in parts)


def is_common(words: str, pack: Pack) -> bool:
    """Whether the words are no name: without a capital, in a script that has them, or a pronoun at the head of a sentence."""
    bare = words[len(DEFINITE) :] if words.casefold().startswith(DEFINITE) else words
    return bare.islower() or norm(words) in PRONOUNS


def is_name(words: str, pack: Pack) -> bool:
    """Whether the words begin and end with a capital and have only small words of names without one between."""
    parts = words.replace("-", " ").split()
    small = body_nouns(pack).articles | SMALL
    if not parts or is_common(words, pack) or not parts[-1][0].isupper():
        return bool(parts) and not any(c.isupper() or c.islower() for c in words)
    return all(part[0].isupper() or part in small for part in parts)


def is_definite(mention: Mention, page: Page) -> bool:
    """Whether "the" stands before the words or opens them, or they stand for it themselves ("army-held")."""
    if page.text[mention.span.end : mention.span.end + 1] == "-":
        return True
    before = page.text[max(0, mention.span.start - REACH) : mention.span.start]
    return bool(BEFORE.search(before)) or words_of(mention, page).casefold().startswith(DEFINITE)


def is_owned(mention: Mention, page: Page) -> bool:
    """Whether the words are a part of something just spoken of, or that in a title which the text will name."""
    return bool(OWNED.search(page.text[max(0, mention.span.start - REACH) : mention.span.start]))


# English grammar, not vocabulary: what stands for a person, for anything else, for several.
PERSONAL = frozenset({"he", "she", "him", "her"})
PRONOUNS = PERSONAL | {"it", "they", "them", "itself", "themselves", "we", "us", "i", "you"}
SMALL = frozenset({"of", "for", "the", "and", "in", "to"})
OWNERS = frozenset({"its", "their", "his", "her"})
