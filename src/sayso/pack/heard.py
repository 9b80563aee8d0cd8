"""Which places a name is that no pack lists: the words are heard as a place's name if they can be it and no other."""

from __future__ import annotations

from functools import lru_cache

from sayso.gazetteer import Candidate
from sayso.model import Level, Place, Rung
from sayso.pack.merged import Pack
from sayso.text import norm

# By how much the next name must cost more for a reading to be the only one.
MARGIN = 1
# Letters of a key: below, one letter makes another name.
SHORTEST = 5


@lru_cache(maxsize=100_000)
def hear(words: str, pack: Pack) -> tuple[Candidate, ...]:
    """The places in and near the area whose name the words can be, letter by letter; none if another name is nearly as near.

    Of namesakes (a city and its district) all are given. No name is heard in a common noun or a person's name.
    """
    readings = () if is_other(words, pack) else pack.read(words)
    found: dict[str, Candidate] = {}
    for reading in readings:
        if reading.cost <= readings[0].cost + MARGIN:
            if found and not found.keys() & set(reading.targets):
                return ()
            found |= {one: Candidate(one, Rung.SPELT, reading.name) for one in reading.targets if one not in found}
    long = (found[one] for one in sorted(found) if is_heard(words, found[one], readings[0].cost, pack))
    return tuple(long)


def is_other(words: str, pack: Pack) -> bool:
    """Whether words are a common noun, or end in a given name ("Abu Hisham")."""
    key = norm(words)
    return pack.is_common(words) or key in pack.things or pack.fold(key.split(" ")[-1]) in pack.given


def is_heard(words: str, candidate: Candidate, cost: int, pack: Pack) -> bool:
    """Whether the words are long enough to be the name; a city's may be shorter if each of its letters is there."""
    place = pack.places[candidate.target]
    if place.level is Level.CITY and (len(words) >= SHORTEST or (cost == 0 and len(words) > len(candidate.spelling))):
        return True
    return is_long(words, pack.fold(words), place)


def is_long(words: str, key: str, place: Place) -> bool:
    """Whether a key is long enough for a place: "Harry" is not the village al-Hari, but a longer "Houms" is that town."""
    if len(key) >= SHORTEST or not (words.isascii() and words.isalpha()):
        return True
    more = 1 if len(key) == SHORTEST - 1 and place.level in {Level.CITY, Level.TOWN} else 2
    return len(words) >= len(key) + more
