"""All places that some words may name: those of the packs, of what was added, and of the world, each place once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from sayso.model import Level, MentionKind, Place, Rung
from sayso.pack import Candidate, Pack, Toponym
from sayso.resolve.ladder import climb
from sayso.text import norm

GEONAMES = "geonames:"
WORLD = "place:gn-"
REMEMBERED = 100_000
# Levels that one word may stand for: "the town of X" is said of cities too.
FAMILIES = (
    {Level.CITY, Level.TOWN, Level.VILLAGE},
    {Level.DISTRICT, Level.SUBDISTRICT},
    {Level.BASE, Level.POINT},
)
SHORT = {"demonym", "short", "postal"}


def geonames_of(place: Place) -> Iterator[str]:
    return (one.removeprefix(GEONAMES) for one in place.outside_ids if one.startswith(GEONAMES))


@lru_cache(maxsize=8)
def short_names(pack: Pack) -> Mapping[str, Toponym]:
    """Peoples and short forms ("Sarnian", "Ky."), which stand for the place named in their row."""
    rows = (row for row in pack.toponyms if row.pattern in SHORT)
    return {norm(row.words) if row.pattern == "demonym" else row.words: row for row in rows}


def is_short_form(words: str, pack: Pack) -> bool:
    return words in short_names(pack) or norm(words) in short_names(pack)


@lru_cache(maxsize=REMEMBERED)
def namesakes(words: str, pack: Pack) -> tuple[Candidate, ...]:
    """The places of that name, those of the packs first; of the world only where the packs have them not."""
    row = short_names(pack).get(words) or short_names(pack).get(norm(words))
    if row is not None and row.role:
        found = tuple(c for c in namesakes_of(row.role, pack) if c.rung is not Rung.FOLD)
        return tuple(c for c in found if fits(row, place_of(c.target, pack).level))
    return namesakes_of(words, pack)


def namesakes_of(words: str, pack: Pack) -> tuple[Candidate, ...]:
    found = {candidate.target: candidate for candidate in climb(words, MentionKind.PLACE, pack)}
    # Written small, "the town" would be some place called Town.
    layers = () if words.islower() else (*pack.added, pack.world)
    for candidate in (c for layer in layers if layer is not None for c in layer.candidates(words)):
        target = pack.twins.get(candidate.target, candidate.target)
        # The lesser names of a town are often those of better known ones: the packs say which of them it goes by.
        if target != candidate.target and not candidate.main:
            continue
        # A loose match of a name of the packs is better than one of a name anywhere.
        if target not in found and not (candidate.rung is Rung.FOLD and found):
            found[target] = replace(candidate, target=target)
    return tuple(found.values())


def place_of(target: str, pack: Pack) -> Place:
    """The place of a candidate; every candidate has one."""
    place = pack.place(target)
    assert place is not None, target
    return place


def fits(cue: Toponym, level: Level) -> bool:
    """Whether a level word may be said of a place of that level."""
    said = Level(cue.level)
    return said is level or any(said in family and level in family for family in FAMILIES)
