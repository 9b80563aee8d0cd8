"""What a report tells of dead that an event can be known by: how many, who, where, when, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bench.reading import Extracted
from sayso.model import Claim, Mention, MentionKind, Place
from sayso.pack import Pack
from sayso.show.codes import sorts_of
from sayso.weigh.facts import is_local

# How many characters off a place or a day may be named that a toll is of.
BESIDE = 300
PLACED = ("place", "near", "part", "target", "to", "from", "via")
DEEDS = ("harm", "strike", "attack", "clash")
KILLED, WOUNDED = "harm.killed", "harm.wounded"
WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim of dead, with the stated `days`, the `words` around it, who died by sort, and the parties named beside it.

    `own` are the places it names itself, `beside` those of deeds near it; `unknown` if it names one that no list has.
    `leads` if it is the first toll that the report tells.
    """

    days: tuple[date, date] | None
    least: int | None
    own: tuple[Place, ...]
    unknown: bool
    beside: tuple[Place, ...]
    words: frozenset[str]
    victims: frozenset[str]
    parties: frozenset[str]
    leads: bool


@dataclass(frozen=True)
class Report:
    """What a report says that an event of the ledger can be known by; `spots` are the towns and villages of its deeds."""

    told: date
    spots: tuple[Place, ...]
    tellings: tuple[Telling, ...]


def read_report(told: date, made: Extracted, pack: Pack) -> Report:
    spots = list(find_spots(made, pack))
    killed = [claim for claim in find_killed(made) if not is_part(claim, find_killed(made))]
    first = next((claim.amount.low for claim in killed if claim.amount is not None), None)
    tellings = tuple(make_telling(claim, first, made, spots, pack) for claim in killed)
    return Report(told, tuple(dict.fromkeys(place for _, place in spots)), tellings)


def find_killed(made: Extracted) -> list[Claim]:
    return sorted((claim for claim in made.claims if claim.kind == KILLED), key=lambda claim: (claim.span.start, claim.id))


def is_part(claim: Claim, killed: Iterable[Claim]) -> bool:
    """Whether its words hold a higher toll too: "21 dead, among them nine children" is no toll of nine."""
    least = claim.amount.low or 0 if claim.amount is not None else 0
    around = [other for other in killed if other.span.start < claim.span.end and claim.span.start < other.span.end]
    return any(other.amount is not None and (other.amount.low or 0) > least for other in around)


def is_unknown(mention: Mention, made: Extracted) -> bool:
    """Whether a place is named that is in no list: not "the town"."""
    link = next((link for link in made.links if link.mention == mention.id), None)
    named = mention.kind is MentionKind.PLACE and not made.words(mention).islower()
    return named and link is not None and link.target is None and not link.rivals


def by_nearness(claim: Claim, others: Iterable[Claim]) -> list[Claim]:
    return sorted(others, key=lambda other: max(claim.span.start - other.span.end, other.span.start - claim.span.end))


def days_of(claim: Claim) -> tuple[date, date] | None:
    """The first and the last day of a time that is stated."""
    when = claim.when
    if when is None or when.start is None or when.end is None:
        return None
    return when.start.date(), max(when.start, when.end - timedelta(microseconds=1)).date()


def find_spots(made: Extracted, pack: Pack) -> Iterator[tuple[Claim, Place]]:
    """Of a name that may be one of several places all of them: it is the ledger that tells which."""
    links = {link.mention: link for link in made.links}
    for claim in made.claims:
        for mention in made.fillers(claim, PLACED) if claim.kind.split(".")[0] in DEEDS else ():
            link = links.get(mention.id)
            targets = [] if link is None else [link.target] if link.target is not None else [each for each, _ in link.rivals]
            for place in (pack.place(target) for target in targets if target is not None):
                if place is not None and place.lat is not None and is_local(place.id, pack):
                    yield claim, place


def make_telling(claim: Claim, first: int | None, made: Extracted, spots: Sequence[tuple[Claim, Place]], pack: Pack) -> Telling:
    targets = {link.mention: link.target for link in made.links}
    start, end = claim.span.start - BESIDE, claim.span.end + BESIDE
    near = {other.id: other for other in made.claims if other.span.start < end and start < other.span.end}
    parties = {targets.get(m.id) or "" for other in near.values() for m in made.fillers(other, ("actor", "target"))}
    victims = made.fillers(claim, ("target",))
    hurt = {m.id for other in near.values() if other.kind == WOUNDED for m in made.fillers(other, ("target",))}
    # "Two killed eight injured": the eight are not the dead.
    counted = claim.amount if not hurt.intersection(m.id for m in victims) else None
    least = counted.low if counted is not None else None
    return Telling(
        days=next((days for each in by_nearness(claim, near.values()) if (days := days_of(each)) is not None), None),
        least=least,
        own=tuple(place for other, place in spots if other.id == claim.id),
        unknown=any(is_unknown(m, made) for m in made.fillers(claim, PLACED)),
        beside=tuple(place for other, place in spots if other.id in near),
        words=frozenset(words_of(made.text.page.text[max(start, 0) : end], pack)),
        victims=frozenset(
            sort for m in victims for target in (None, targets.get(m.id)) for sort in sorts_of(made.words(m), target, pack)
        ),
        parties=frozenset(party for party in parties if party.startswith("actor:")),
        leads=least is not None and first is not None and least == first,
    )


def words_of(text: str, pack: Pack) -> set[str]:
    """The folded words of a text, by which one neighbourhood is known in several spellings."""
    return {folded for word in WORDS.findall(text) if len(folded := pack.fold(word)) > 2 or word.isdigit()}
