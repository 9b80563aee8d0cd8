"""Links place mentions: candidates by the ladder, chosen by level word, parent, area, class, rank, context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sayso.model import Level, Link, Mention, MentionKind, Page, Place
from sayso.pack import Candidate, Pack, Toponym
from sayso.resolve.ladder import LOWER, Choice, climb, folded, is_in_area, linked, suggested, unknown, words_of
from sayso.text import norm

KIND = MentionKind.PLACE
# Levels that one word may stand for: "the town of X" is said of cities too.
FAMILIES = (
    {Level.CITY, Level.TOWN, Level.VILLAGE},
    {Level.DISTRICT, Level.SUBDISTRICT},
    {Level.BASE, Level.POINT},
)
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
SAID_LEVEL, BESIDE, AREA, COUNTRY_SHARE, SAME_GOVERNORATE, RANK = 10.0, 6.0, 3.0, 1.5, 1.5, 0.1
HITS_FOR_SURE = 4
HARD = {"place", "name"}
LONGEST_CUE = 40
UNCHECKED = "unchecked"
Found = tuple[Toponym | None, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Around:
    """The words of the packs that stand before or after a place's name, and between a place and what it lies in."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    tail: re.Pattern[str]
    inside: re.Pattern[str]
    rows: Mapping[str, Toponym]


@dataclass(frozen=True, slots=True)
class Reading:
    """A place mention with what its text gives: the level word, the candidates, what it is said to lie in."""

    mention: Mention
    words: str
    cue: Toponym | None
    candidates: tuple[Candidate, ...]
    within: frozenset[str]

    @property
    def sense(self) -> str:
        """What has one meaning on a page: the name, together with its level word if it has one."""
        return norm(self.words) + ("" if self.cue is None else f"|{self.cue.level}")


@dataclass(frozen=True, slots=True)
class Setting:
    """The page's sure places, by country and by governorate, and what each name was said to lie in anywhere on it."""

    countries: Counter[str]
    governorates: Counter[str]
    within: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def compile_around(pack: Pack) -> Around:
    before = either(row.words for row in pack.toponyms if row.pattern == "before" and is_hard(row))
    after = either(row.words for row in pack.toponyms if row.pattern == "after" and is_hard(row))
    inside = either(row.words for row in pack.toponyms if row.pattern == "inside")
    blank = "[ \u00a0]"
    return Around(
        before=re.compile(rf"\b({before}){blank}(?:the )?$", re.IGNORECASE),
        after=re.compile(rf"{blank}({after})\b", re.IGNORECASE),
        tail=re.compile(rf"{blank}({after})$", re.IGNORECASE),
        inside=re.compile(rf"{blank}?(?:{inside}){blank}?", re.IGNORECASE),
        rows={row.words: row for row in pack.toponyms if row.pattern in {"before", "after"}},
    )


def is_hard(row: Toponym) -> bool:
    """Whether the word fixes the level ("province"), other than words of nearness ("area", "north of")."""
    return row.role in HARD and row.level != ""


def either(words: Iterator[str]) -> str:
    """A pattern for any of these, the longest first; one that matches nothing if there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def link_places(page: Page, mentions: Sequence[Mention], pack: Pack) -> Iterator[Link]:
    """Links in the order of `mentions`, which must be that of the text."""
    around = compile_around(pack)
    found = {m.id: find_candidates(m, page, around, pack) for m in mentions}
    within = find_within(page, mentions, found, around)
    readings = [Reading(m, words_of(m, page), *found[m.id], within[m.id]) for m in mentions]
    setting = read_setting(readings, pack)
    for reading in readings:
        yield link_place(reading, setting, pack)


def find_candidates(mention: Mention, page: Page, around: Around, pack: Pack) -> Found:
    """The level word at, before or after the name, and the candidates; "X crossing" is also tried as X."""
    words = words_of(mention, page)
    start, end = mention.span.start, mention.span.end
    tail = around.tail.search(words)
    found = tail or around.after.match(page.text, end) or around.before.search(page.text, max(0, start - LONGEST_CUE), start)
    cue = None if found is None else around.rows[found.group(1).casefold()]
    candidates = climb(words, KIND, pack)
    if not candidates and tail is not None:
        candidates = climb(words[: tail.start()], KIND, pack)
    return cue, candidates


def find_within(
    page: Page, mentions: Sequence[Mention], found: Mapping[str, Found], around: Around
) -> dict[str, frozenset[str]]:
    """The places each mention is said to lie in: "X, Parent", "X (Parent)", "X in Parent", "Parent's X"."""
    within: dict[str, frozenset[str]] = {mention.id: frozenset() for mention in mentions}
    for left, right in pairwise(mentions):
        gap = page.text[left.span.end : right.span.start] if right.span.start > left.span.end else ""
        cue = found[left.id][0]
        after_cue = around.after.match(page.text, left.span.end)
        if cue is not None and after_cue is not None:
            gap = page.text[after_cue.end() : right.span.start]
        if around.inside.fullmatch(gap):
            within[left.id] |= {candidate.target for candidate in found[right.id][1]}
        elif gap.strip().casefold() in {"'s", "’s"}:
            within[right.id] |= {candidate.target for candidate in found[left.id][1]}
    return within


def read_setting(readings: Sequence[Reading], pack: Pack) -> Setting:
    countries: Counter[str] = Counter()
    governorates: Counter[str] = Counter()
    within: dict[str, frozenset[str]] = defaultdict(frozenset)
    for reading in readings:
        within[reading.sense] |= reading.within
        if len(reading.candidates) == 1:
            place = pack.places[reading.candidates[0].target]
            if place.country is not None and place.provenance != UNCHECKED:
                countries[place.country] += 1
                governorates.update(a.id for a in ancestors(place, pack) if a.level is Level.GOVERNORATE)
    return Setting(countries, governorates, within)


def ancestors(place: Place, pack: Pack) -> Iterator[Place]:
    """The parent, its parent and so on; a loop in the pack ends it."""
    seen = {place.id}
    above = place.parent
    while above is not None and above in pack.places and above not in seen:
        seen.add(above)
        yield pack.places[above]
        above = pack.places[above].parent


def link_place(reading: Reading, setting: Setting, pack: Pack) -> Link:
    key = folded(pack).fold(reading.words)
    if not reading.candidates:
        return unknown(reading.mention, reading.words, KIND, key, pack)
    within = reading.within or setting.within[reading.sense]
    scored = sorted(
        (
            (c.target, LOWER[c.rung] + score(pack.places[c.target], reading.cue, within, setting, pack))
            for c in reading.candidates
        ),
        key=lambda pair: (-pair[1], pair[0]),
    )
    best = pack.places[scored[0][0]]
    rung = next(c.rung for c in reading.candidates if c.target == best.id)
    choice = Choice(tuple(scored), rung, tell_why([target for target, _ in scored], reading, within, setting, pack))
    link = linked(reading.mention, choice, key)
    rivals = ((best.id, link.score), *link.rivals) if link.target is not None else link.rivals
    if reading.cue is not None and not fits(reading.cue, best.level):
        why = f"the text says {reading.cue.words!r}, the packs know the name only as {best.level}"
        return suggested(reading.mention, rivals, rung, why, key)
    if link.target is not None and best.provenance == UNCHECKED:
        return suggested(reading.mention, rivals, rung, f"{choice.why}; unchecked row", key)
    return link


def fits(cue: Toponym, level: Level) -> bool:
    said = Level(cue.level)
    return said is level or any(said in family and level in family for family in FAMILIES)


def score(place: Place, cue: Toponym | None, within: frozenset[str], setting: Setting, pack: Pack) -> float:
    """One number for a candidate; it means nothing but which of several candidates leads, and by how much."""
    raw = CLASS[place.level] - RANK * (place.rank - 1)
    raw += SAID_LEVEL if cue is not None and fits(cue, place.level) else 0.0
    raw += BESIDE if lies_within(place, within, pack) else 0.0
    raw += AREA if pack.area and is_in_area(place.id, pack) else 0.0
    total = setting.countries.total()
    raw += COUNTRY_SHARE * setting.countries[place.country or ""] / total if total else 0.0
    hits = max((setting.governorates[a.id] for a in ancestors(place, pack)), default=0)
    return raw + SAME_GOVERNORATE * min(1.0, hits / HITS_FOR_SURE)


def lies_within(place: Place, within: frozenset[str], pack: Pack) -> bool:
    above = {a.id for a in ancestors(place, pack)}
    countries = {pack.places[p].country for p in within if pack.places[p].level is Level.COUNTRY}
    return bool(above & within) or (place.country in countries and place.id not in within)


def tell_why(scored: Sequence[str], reading: Reading, within: frozenset[str], setting: Setting, pack: Pack) -> str:
    """What met the name, and the features by which the best candidate stands before the next, in one line."""
    best = pack.places[scored[0]]
    met = next(c for c in reading.candidates if c.target == best.id)
    features = [f"{met.rung} match of {met.spelling!r}"]
    if reading.cue is not None and fits(reading.cue, best.level):
        features.append(f"the text says {reading.cue.words!r}")
    if lies_within(best, within, pack):
        features.append("its parent stands beside it" + ("" if reading.within else " elsewhere on the page"))
    if len(scored) == 1:
        return "; ".join([*features, "the only candidate"])
    second = pack.places[scored[1]]
    if is_in_area(best.id, pack) and not is_in_area(second.id, pack):
        features.append("in the area")
    if CLASS[best.level] > CLASS[second.level]:
        features.append(f"{best.level} before {second.level}")
    elif best.rank < second.rank:
        features.append(f"rank {best.rank} before {second.rank}")
    more = setting.countries[best.country or ""] - setting.countries[second.country or ""]
    if more > 0:
        features.append(f"{more} more sure places of {best.country} on the page")
    return "; ".join(features)
