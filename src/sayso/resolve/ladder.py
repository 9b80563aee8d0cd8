"""The ladder: on which rung a name met the packs, what that is worth, and the link that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from math import exp

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sayso.model import Link, Mention, MentionKind, Page, Rung, record_id
from sayso.pack import Candidate, Pack, hear, is_long, is_other
from sayso.text import norm

# The share right when a rung answers (docs/resolve.md); a suggestion stands below every answer.
WORTH = {
    Rung.EXACT: 0.99,
    Rung.NORM: 0.98,
    Rung.FOLD: 0.96,
    Rung.SPELT: 0.95,
    Rung.CONTEXT: 0.8,
    Rung.FUZZY: 0.6,
    Rung.NONE: 0.0,
}
KEYED = (Rung.EXACT, Rung.NORM, Rung.FOLD)
SURE = (*KEYED, Rung.SPELT)
# What a looser spelling costs a candidate beside a closer one: more than a step of level, less than two.
LOWER = {Rung.EXACT: 0.0, Rung.NORM: 0.0, Rung.FOLD: -1.0, Rung.SPELT: -1.5}
SHORTEST_FUZZY = 5  # letters of a fold key: below, one letter makes another name
LONG_KEY = 8
MOST_SUGGESTED = 5
# By how much a candidate must lead to be taken.
LEAD = 0.05
REMEMBERED = 100_000

Scored = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one mention with their raw scores, best first; the rung of the best, and why it is the best."""

    scored: Scored
    rung: Rung
    why: str

    @property
    def leads(self) -> bool:
        return len(self.scored) == 1 or (len(self.scored) > 1 and self.scored[0][1] - self.scored[1][1] >= LEAD)


# Of each kind by how many letters a key has: few are as long as a name, give or take one or two.
Keys = Mapping[MentionKind, Mapping[int, Mapping[str, tuple[str, ...]]]]


@dataclass(frozen=True, eq=False)
class Folded:
    """A pack's fold and what lies near a fold key in its area, both remembered: names come again and again."""

    fold: Callable[[str], str]
    near: Callable[[str, MentionKind], Scored]


@lru_cache(maxsize=4)
def folded(pack: Pack) -> Folded:
    """Built once for a pack."""
    near = partial(nearest, collect_keys(pack))
    return Folded(lru_cache(maxsize=REMEMBERED)(pack.fold), lru_cache(maxsize=REMEMBERED)(near))


def collect_keys(pack: Pack) -> Keys:
    """The fold keys of the area by kind, and whose they are."""
    targets: dict[MentionKind, dict[int, dict[str, tuple[str, ...]]]] = {kind: defaultdict(dict) for kind in MentionKind}
    for (kind, rung, key), candidates in pack.gazetteer.items():
        if rung is Rung.FOLD and len(key) >= SHORTEST_FUZZY - 1:
            near = {c.target for c in candidates if is_in_area(c.target, pack)}
            if near:
                targets[kind][len(key)][key] = tuple(sorted(near))
    return targets


def is_in_area(target: str, pack: Pack) -> bool:
    """Whether a place lies in the countries of the packs; an actor, a place of no country, or no area: yes."""
    place = pack.place(target)
    return place is None or place.country is None or not pack.area or place.country in pack.area


def nearest(keys: Keys, key: str, kind: MentionKind) -> Scored:
    """Names of the area at edit distance 1 (2 for keys of eight letters and more): suggestions, never links."""
    if len(key) < SHORTEST_FUZZY:
        return ()
    known = keys[kind]
    limit = 1 if len(key) < LONG_KEY else 2
    best: dict[str, float] = {}
    for length in range(len(key) - limit, len(key) + limit + 1):
        alike = known.get(length, {})
        for near, distance, _ in process.extract(key, alike.keys(), scorer=OSA.distance, score_cutoff=limit, limit=None):
            for target in alike[near]:
                best[target] = max(round(WORTH[Rung.FUZZY] - 0.1 * (float(distance) - 1), 3), best.get(target, 0.0))
    return tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_SUGGESTED])


def climb(words: str, kind: MentionKind, pack: Pack) -> tuple[Candidate, ...]:
    """All names of that kind on the sure rungs, each target on its highest; the best rung first.

    The first three are climbed together: a district spelt to the letter must not hide the town spelt with a hyphen. Common
    nouns ("the monitor") are not folded: dropping an article would make a name of them. A place that none of them gives is
    heard letter by letter.
    """
    found: dict[str, Candidate] = {}
    for rung, key in zip(KEYED, (words, norm(words), folded(pack).fold(words)), strict=True):
        if rung is Rung.FOLD and pack.is_common(words):
            continue
        for candidate in pack.gazetteer.get((kind, rung, key), ()) if key else ():
            if rung is not Rung.FOLD or is_enough(words, key, candidate.target, pack):
                found.setdefault(candidate.target, candidate)
    if kind is MentionKind.PLACE and not found:
        return hear(words, pack)
    if kind is MentionKind.PLACE and is_torn(found, words, pack):
        return ()
    return tuple(sorted(found.values(), key=lambda c: (KEYED.index(c.rung), c.target)))


def is_torn(found: Mapping[str, Candidate], words: str, pack: Pack) -> bool:
    """Whether a name that a fold key does not give is as near by its letters: "Busrah" may be Bosra and Basra."""
    readings = pack.read(words) if all(candidate.rung is Rung.FOLD for candidate in found.values()) else ()
    closest = [reading for reading in readings if reading.cost == readings[0].cost]
    ours = [reading for reading in closest if found.keys() & set(reading.targets)]
    return bool(ours) and len(ours) < len(closest)


def is_enough(words: str, key: str, target: str, pack: Pack) -> bool:
    """Whether one fold key is enough to take the words for a place: not if it is far off, nor if the word is short and plain.

    How Arabic names are spelt says nothing of Paris ("Peres"). Bodies and sources are not held to this.
    """
    place = pack.places.get(target)
    if place is None:
        return True
    return (is_in_area(target, pack) or place.country in pack.near) and is_long(words, key, place)


def find_near(words: str, kind: MentionKind, pack: Pack) -> Scored:
    """What the words may be and are not linked to: names one letter away, what they can be read as, a fold match refused."""
    key = folded(pack).fold(words)
    near = dict(folded(pack).near(key, kind))
    if kind is MentionKind.PLACE and not is_other(words, pack):
        refused = (candidate.target for candidate in pack.gazetteer.get((kind, Rung.FOLD, key), ()))
        heard = (target for reading in pack.read(words) for target in reading.targets)
        near |= dict.fromkeys((*heard, *refused), WORTH[Rung.FUZZY])
    return tuple(sorted(near.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_SUGGESTED])


def words_of(mention: Mention, page: Page) -> str:
    return page.text[mention.span.start : mention.span.end]


def linked(mention: Mention, choice: Choice, key: str) -> Link:
    """The link of a choice: its first candidate if that one leads, else None with all of them as rivals."""
    worth = WORTH[choice.rung]
    top = choice.scored[0][1]
    shares = [(target, round(worth * exp(raw - top) / 2, 3)) for target, raw in choice.scored]
    if not choice.leads:
        return make_link(mention, None, choice.rung, shares[0][1], tuple(shares), f"{choice.why}; no candidate leads", key)
    score = worth if len(choice.scored) == 1 else round(worth - shares[1][1], 3)
    return make_link(mention, choice.scored[0][0], choice.rung, score, tuple(shares[1:]), choice.why, key)


def suggested(mention: Mention, rivals: Scored, rung: Rung, why: str, key: str) -> Link:
    """A link to nothing that names what it might be."""
    return make_link(mention, None, rung, rivals[0][1] if rivals else 0.0, rivals, why, key)


def unknown(mention: Mention, words: str, kind: MentionKind, key: str, pack: Pack) -> Link:
    """The two lowest rungs: what is one letter away, else a NIL link."""
    near = find_near(words, kind, pack)
    if near:
        return suggested(mention, near, Rung.FUZZY, "suggested: spelt nearly so, never linked without a person", key)
    return make_link(mention, None, Rung.NONE, 0.0, (), "no such name in the packs", key)


def make_link(
    mention: Mention,
    target: str | None,
    rung: Rung,
    score: float,
    rivals: Scored,
    why: str,
    key: str,
) -> Link:
    return Link(record_id("link", mention.id), mention.id, target, rung, score, rivals, why, key)
