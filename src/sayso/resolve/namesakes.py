"""All places that some words may name: those of the packs, of what was added, and of the world, each place once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from sayso.model import Level, MentionKind, Place, Rung
from sayso.pack import Candidate, Pack, Toponym
from sayso.resolve.ladder import climb, is_in_area
from sayso.text import norm

GEONAMES = "geonames:"
WORLD = "place:gn-"
REMEMBERED = 100_000
# People: from here a place of the world is linked by its name alone.
CITY = 100_000
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
    lesser: dict[str, Candidate] = {}
    # Written small, "the town" would be some place called Town.
    layers = () if words.islower() else (*pack.added, pack.world)
    for candidate in (c for layer in layers if layer is not None for c in layer.candidates(words)):
        target = pack.twins.get(candidate.target, candidate.target)
        # The lesser names of a town are often those of better known ones: the packs say which of them it goes by.
        if target != candidate.target and not candidate.main and is_in_area(target, pack):
            lesser[target] = replace(candidate, target=target)
            continue
        # A loose match of a name of the packs is better than one of a name anywhere.
        if target not in found and not (candidate.rung is Rung.FOLD and found):
            found[target] = replace(candidate, target=target)
    if len(lesser) == 1:
        found = found if any(each.rung is not Rung.SPELT for each in found.values()) else lesser
    return tuple(candidate for candidate in found.values() if not gives_way(candidate, found.values(), pack))


def gives_way(candidate: Candidate, others: Collection[Candidate], pack: Pack) -> bool:
    """Whether a loose match stands back: a name only heard for any that the words are, a town's folded name for a city's."""
    closer = [other for other in others if other.main and other.rung not in {candidate.rung, Rung.SPELT}]
    if candidate.rung is Rung.FOLD and place_of(candidate.target, pack).level is not Level.CITY:
        return any((place_of(other.target, pack).population or 0) >= CITY for other in closer)
    return candidate.rung is Rung.SPELT and bool(closer)


def kin(candidates: Sequence[Candidate], cue: Toponym, pack: Pack) -> tuple[Candidate, ...]:
    """The places of the cue's level that are called as a candidate is: a town's spellings are its district's and its airport's.

    They bear its name in its own script, or its name with a word for that level ("Sarn crossing"), whatever the cue's language.
    """
    words = [row.words for row in pack.toponyms if row.pattern == "after" and row.level == cue.level]
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        place = pack.places.get(candidate.target)
        for _, name in place.names if place is not None else ():
            for key in (norm(f"{name} {word}") for word in words) if name.isascii() else (norm(name),):
                for other in pack.gazetteer.get((MentionKind.PLACE, Rung.NORM, key), ()):
                    if fits(cue, place_of(other.target, pack).level):
                        found.setdefault(other.target, replace(candidate, target=other.target))
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
