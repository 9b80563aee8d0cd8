"""Links place mentions: candidates by the ladder, chosen by level word, parent, area, class, population, context."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sayso.model import Level, Link, Mention, MentionKind, Page, Place, Rung
from sayso.pack import Candidate, Pack, Toponym
from sayso.resolve.ladder import Choice, Scored, find_near, folded, linked, suggested, unknown, words_of
from sayso.resolve.namesakes import CITY, fits, is_short_form, kin, namesakes, place_of
from sayso.resolve.offset import Offset, offset_before
from sayso.resolve.ranking import Setting, governorate_of, lies_within, prominence, rank_candidates, tell_features
from sayso.text import norm

KIND = MentionKind.PLACE
# Some names are those of a hundred villages; rivals are for a person to choose from.
MOST = 12
HARD = {"place", "name", "proper"}
LONGEST_CUE = 40
UNCHECKED = "unchecked"
# People: smaller places of the world are linked only where the page speaks for them.
FLOOR = 20_000
TOWNS = {Level.CITY, Level.TOWN, Level.VILLAGE}
# By how much a place must lead by its name alone to speak for other places of the page.
CLEAR = 0.3
NOWHERE = Setting(Counter(), Counter(), {}, {})
Found = tuple[Toponym | None, tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Around:
    """The words of the packs that stand before or after a place's name, and between a place and what it lies in."""

    before: re.Pattern[str]
    head: re.Pattern[str]
    after: re.Pattern[str]
    tail: re.Pattern[str]
    inside: re.Pattern[str]
    rows: Mapping[str, Toponym]

    def row(self, found: re.Match[str]) -> Toponym:
        """The row of the word that one of these patterns has found."""
        return self.rows[any_case(found.group(1))]


def any_case(words: str) -> str:
    """One key for all that a pattern takes for the same words: to it the i with and without its dot are one letter."""
    return words.casefold().replace("\u0131", "i").replace("\u0307", "")


@dataclass(frozen=True, slots=True)
class Named:
    """A place mention with what its text gives: the level word, the candidates, what it is said to lie in."""

    mention: Mention
    words: str
    cue: Toponym | None
    candidates: tuple[Candidate, ...]
    within: frozenset[str]
    offset: Offset | None

    @property
    def sense(self) -> str:
        """What has one meaning on a page: the name, together with its level word if it has one."""
        return norm(self.words) + ("" if self.cue is None else f"|{self.cue.level}")


@lru_cache(maxsize=8)
def compile_around(pack: Pack) -> Around:
    before = either(row.words for row in pack.toponyms if row.pattern == "before" and is_hard(row))
    after = either(row.words for row in pack.toponyms if row.pattern == "after" and is_hard(row))
    inside = either(row.words for row in pack.toponyms if row.pattern == "inside")
    blank = "[ \u00a0]"
    return Around(
        before=re.compile(rf"\b({before}){blank}(?:the )?$", re.IGNORECASE),
        head=re.compile(rf"({before}){blank}(?:the )?(?=\S)", re.IGNORECASE),
        after=re.compile(rf"{blank}({after})\b", re.IGNORECASE),
        tail=re.compile(rf"{blank}({after})$", re.IGNORECASE),
        inside=re.compile(rf"{blank}?(?:{inside}){blank}?", re.IGNORECASE),
        rows={any_case(row.words): row for row in pack.toponyms if row.pattern in {"before", "after"}},
    )


def without_level(words: str, pack: Pack) -> str:
    """The name alone, of "the Sarn oilfield" Sarn; words that are no more than a level stay."""
    around = compile_around(pack)
    head, tail = around.head.match(words), around.tail.search(words)
    bare = words[head.end() if head is not None else 0 : tail.start() if tail is not None else len(words)]
    return bare.strip() or words


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
    within = find_within(page, mentions, found, around, pack)
    named = [
        Named(m, words_of(m, page), *found[m.id], within[m.id], offset_before(page.text, m.span.start, pack)) for m in mentions
    ]
    setting = read_setting(named, pack)
    for one in named:
        yield link_place(one, setting, pack)


def find_candidates(mention: Mention, page: Page, around: Around, pack: Pack) -> Found:
    """The level word at, before or after the name, and the candidates; "X crossing" is also tried as X."""
    words = words_of(mention, page)
    start, end = mention.span.start, mention.span.end
    head, tail = around.head.match(words), around.tail.search(words)
    found = (
        head
        or tail
        or around.after.match(page.text, end)
        or around.before.search(page.text, max(0, start - LONGEST_CUE), start)
    )
    cue = None if found is None else around.row(found)
    candidates = namesakes(words, pack)
    if not candidates and head is not None:
        candidates = namesakes(words[head.end() :], pack)
    if not candidates and tail is not None and not is_short_form(words[: tail.start()], pack):
        candidates = namesakes(words[: tail.start()], pack)
    if cue is not None and not any(fits(cue, place_of(c.target, pack).level) for c in candidates):
        candidates = (*candidates, *kin(candidates, cue, pack))
    if all(place_of(c.target, pack).level is Level.COUNTRY for c in candidates):
        # "the Sarnian city" is some city there, "the US base" some base of theirs.
        cue = None if candidates else cue
    return cue, candidates


def find_within(
    page: Page, mentions: Sequence[Mention], found: Mapping[str, Found], around: Around, pack: Pack
) -> dict[str, frozenset[str]]:
    """The places each mention is said to lie in: "X, Parent", "X (Parent)", "X in Parent", "Parent's X"."""
    within: dict[str, frozenset[str]] = {mention.id: frozenset() for mention in mentions}
    for left, right in pairwise(mentions):
        gap = page.text[left.span.end : right.span.start] if right.span.start > left.span.end else ""
        cue = found[left.id][0]
        after_cue = around.after.match(page.text, left.span.end)
        if cue is not None and after_cue is not None:
            gap = page.text[after_cue.end() : right.span.start]
        # "Sarnia, Velden and Kestan" are three countries, though some town Sarnia lies in Velden.
        if around.inside.fullmatch(gap) and not is_country(found[left.id][1], pack):
            within[left.id] |= {candidate.target for candidate in found[right.id][1]}
        elif gap.strip().casefold() in {"'s", "’s"} and not is_country(found[right.id][1], pack):
            within[right.id] |= {candidate.target for candidate in found[left.id][1]}
    return within


def is_country(candidates: Sequence[Candidate], pack: Pack) -> bool:
    best = max(candidates, key=lambda candidate: prominence(candidate.target, pack), default=None)
    return best is not None and best.main and place_of(best.target, pack).level is Level.COUNTRY


def read_setting(named: Sequence[Named], pack: Pack) -> Setting:
    """What the page is about, from the best known place of each of its names."""
    within: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one in named:
        within[one.sense] |= one.within
    countries: Counter[str] = Counter()
    governorates: Counter[str] = Counter()
    own: dict[str, tuple[str, str, int]] = {}
    times = Counter(one.sense for one in named)
    for one in {each.sense: each for each in named if each.candidates}.values():
        ranked = rank_candidates(one.candidates, one.cue, one.within or within[one.sense], NOWHERE, pack)
        place = place_of(ranked[0][0], pack)
        leads = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= CLEAR
        if leads and place.provenance != UNCHECKED:
            own[one.sense] = (place.country or "", governorate_of(place, pack) or "", times[one.sense])
    for country, governorate, often in own.values():
        countries[country] += often
        governorates[governorate] += often
    del countries[""], governorates[""]
    return Setting(countries, governorates, within, own)


def link_place(one: Named, setting: Setting, pack: Pack) -> Link:
    key = folded(pack).fold(one.words)
    if not one.candidates:
        return unknown(one.mention, one.words, KIND, key, pack)
    within = one.within or setting.within[one.sense]
    others, setting = setting.without(one.sense, 0), setting.without(one.sense)
    scored = rank_candidates(one.candidates, one.cue, within, setting, pack)
    best = place_of(scored[0][0], pack)
    met = next(c for c in one.candidates if c.target == best.id)
    inside = lies_within(best, within, pack)
    features = tell_features([target for target, _ in scored], one.cue, inside, setting, pack)
    off = () if one.offset is None else (str(one.offset),)
    why = "; ".join([f"{met.rung} match of {met.spelling!r}", *features, *off])
    link = linked(one.mention, Choice(tuple(scored[:MOST]), met.rung, why), key)
    rivals = ((best.id, link.score), *link.rivals) if link.target is not None else link.rivals
    if one.cue is not None and not fits(one.cue, best.level):
        why = f"the text says {one.cue.words!r}, the packs know the name only as {best.level}"
        return suggested(one.mention, rivals, met.rung, why, key)
    if link.target is None:
        return link
    if best.provenance == UNCHECKED:
        return suggested(one.mention, rivals, met.rung, f"{why}; unchecked row", key)
    if best.id not in pack.places and not inside and not is_meant(best, met, one.cue, others, pack):
        why = f"{why}; nothing else on the page speaks for it"
        return suggested(one.mention, add_near(rivals, one.words, pack), met.rung, why, key)
    return link


def add_near(rivals: Scored, words: str, pack: Pack) -> Scored:
    """A name of the area spelt nearly so is as likely as a village far away."""
    near = [rival for rival in find_near(words, KIND, pack) if rival[0] not in dict(rivals)]
    return tuple(sorted((*rivals, *near), key=lambda pair: (-pair[1], pair[0])))


def is_meant(place: Place, met: Candidate, cue: Toponym | None, others: Setting, pack: Pack) -> bool:
    """Whether a place of the world is linked by its name: a city is, others where the page names what lies near.

    A town or a lesser name asks that the page names its country, a village that it names its governorate; a loose spelling
    is never enough.
    """
    people = place.population or 0
    if met.rung is Rung.FOLD:
        return False
    if not met.main or (place.level in TOWNS and FLOOR <= people < CITY):
        return others.countries[place.country or ""] > 0
    small = place.level in TOWNS and people < FLOOR
    return not small or cue is not None or others.governorates[governorate_of(place, pack) or ""] > 0
