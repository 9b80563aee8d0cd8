"""Which of several places of one name: how well known each is, and what the page says that speaks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log10

from sayso.model import Level, Place
from sayso.pack import Candidate, Pack, Toponym
from sayso.resolve.ladder import LOWER, is_in_area
from sayso.resolve.namesakes import WORLD, fits, geonames_of, place_of

# For a bare name: city > town > village > district > governorate; the steps are wider than a step of rank.
CLASS = {
    Level.COUNTRY: 3.0,
    Level.CITY: 2.5,
    Level.TOWN: 2.1,
    Level.VILLAGE: 1.6,
    Level.RIVER: 1.2,
    Level.BASE: 1.1,
    Level.CROSSING: 1.1,
    Level.STATION: 1.1,
    Level.DAM: 1.1,
    Level.POINT: 1.1,
    Level.DISTRICT: 0.9,
    Level.SUBDISTRICT: 0.8,
    Level.AREA: 0.7,
    Level.GOVERNORATE: 0.5,
    Level.ROAD: 0.4,
}
# The same for places known by their population, whose logarithm is their rank: a bare name is rarely a district's.
SIZED = {Level.COUNTRY: 2.0, Level.GOVERNORATE: -0.9, Level.DISTRICT: -2.5, Level.SUBDISTRICT: -2.5}
SAID_LEVEL, BESIDE, AREA, HOME, COUNTRY_SHARE, SAME_GOVERNORATE, RANK = 10.0, 10.0, 3.0, 6.0, 1.5, 1.5, 0.1
# A name of the packs is likelier meant even abroad; a lesser name much less so ("White House" is Casablanca's too).
PACKED, LESSER, OVERLAY = 1.5, -3.0, 12.0
HITS_FOR_SURE = 4


@dataclass(frozen=True, slots=True)
class Setting:
    """The page's places, by country and by governorate, and what each name was said to lie in anywhere on it."""

    countries: Counter[str]
    governorates: Counter[str]
    within: Mapping[str, frozenset[str]]
    own: Mapping[str, tuple[str, str, int]]

    def without(self, sense: str, kept: int = 1) -> Setting:
        """The page with one name counted so often only: it must not speak for itself each time it comes."""
        if sense not in self.own:
            return self
        country, governorate, times = self.own[sense]
        countries, governorates = self.countries.copy(), self.governorates.copy()
        countries[country] -= times - kept
        governorates[governorate] -= times - kept
        return Setting(countries, governorates, self.within, {})


@lru_cache(maxsize=100_000)
def above(target: str, pack: Pack) -> tuple[Place, ...]:
    """The parent, its parent and so on; a loop in the pack ends it."""
    found: dict[str, Place] = {}
    place = pack.place(target)
    while place is not None and place.parent is not None and place.parent not in {target, *found}:
        place = pack.place(place.parent)
        if place is not None:
            found[place.id] = place
    return tuple(found.values())


def governorate_of(place: Place, pack: Pack) -> str | None:
    lines = (place, *above(place.id, pack))
    return next((each.id for each in lines if each.level is Level.GOVERNORATE), None)


@lru_cache(maxsize=100_000)
def prominence(target: str, pack: Pack) -> float:
    """How well known a place is without its page: those of the packs' area first, else by the people who live there."""
    place = place_of(target, pack)
    own = OVERLAY if target in pack.overlay else 0.0
    if target in pack.places and (not pack.area or is_in_area(target, pack)):
        return own + CLASS[place.level] - RANK * (place.rank - 1) + AREA + HOME
    people = place.population or largest_twin(place, pack)
    if people is None:
        return own + CLASS[place.level] - RANK * (place.rank - 1)
    return own + log10(people + 1) + SIZED.get(place.level, 0.0) + (PACKED if target in pack.places else 0.0)


def largest_twin(place: Place, pack: Pack) -> int | None:
    """The population that the world index has for a place of the packs."""
    if pack.world is None:
        return None
    twins = (pack.world.place(WORLD + own) for own in geonames_of(place))
    return max((twin.population or 0 for twin in twins if twin is not None), default=None)


def score(candidate: Candidate, cue: Toponym | None, within: frozenset[str], setting: Setting, pack: Pack) -> float:
    """One number for a candidate; it means nothing but which of several candidates leads, and by how much."""
    place = place_of(candidate.target, pack)
    raw = prominence(place.id, pack) + LOWER[candidate.rung] + (0.0 if candidate.main else LESSER)
    raw += SAID_LEVEL if cue is not None and fits(cue, place.level) else 0.0
    raw += BESIDE if lies_within(place, within, pack) else 0.0
    total = setting.countries.total()
    raw += COUNTRY_SHARE * setting.countries[place.country or ""] / total if total else 0.0
    hits = setting.governorates[governorate_of(place, pack) or ""]
    return raw + SAME_GOVERNORATE * min(1.0, hits / HITS_FOR_SURE)


def rank_candidates(
    candidates: Sequence[Candidate], cue: Toponym | None, within: frozenset[str], setting: Setting, pack: Pack
) -> list[tuple[str, float]]:
    scored = ((c.target, score(c, cue, within, setting, pack)) for c in candidates)
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))


def lies_within(place: Place, within: frozenset[str], pack: Pack) -> bool:
    if not within:
        return False
    parents = {each.id for each in above(place.id, pack)}
    return bool(parents & within) or (place.country in countries_of(within, pack) and place.id not in within)


@lru_cache(maxsize=1000)
def countries_of(targets: frozenset[str], pack: Pack) -> frozenset[str | None]:
    places = (place_of(target, pack) for target in targets)
    return frozenset(place.country for place in places if place.level is Level.COUNTRY)


def tell_features(scored: Sequence[str], cue: Toponym | None, inside: bool, setting: Setting, pack: Pack) -> Iterator[str]:
    """What speaks for the best candidate against the next, in words."""
    best = place_of(scored[0], pack)
    if cue is not None and fits(cue, best.level):
        yield f"the text says {cue.words!r}"
    if inside:
        yield "its parent stands beside it"
    if len(scored) == 1:
        yield "the only candidate"
        return
    second = place_of(scored[1], pack)
    if best.id in pack.places and second.id not in pack.places:
        yield "in the packs"
    elif is_in_area(best.id, pack) and not is_in_area(second.id, pack):
        yield "in the area"
    if best.population and (best.population > (second.population or 0)):
        yield f"{best.population} people"
    elif CLASS[best.level] > CLASS[second.level]:
        yield f"{best.level} before {second.level}"
    elif best.rank < second.rank:
        yield f"rank {best.rank} before {second.rank}"
    more = setting.countries[best.country or ""] - setting.countries[second.country or ""]
    if more > 0:
        yield f"{more} more places of {best.country} on the page"
