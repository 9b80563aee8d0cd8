"""Reports against a ledger of coded events: how often what a report tells of dead leaves one event that it means."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from math import exp, log
from pathlib import Path

from bench.geoparse import distance
from bench.reading import Extracted
from bench.table import Figure, Line, Row, missing, read_jsonl, share
from bench.tellings import Report, Telling, read_report, words_of
from sayso.model import MentionKind, Place
from sayso.pack import Pack
from sayso.show.codes import ARMED, CIVILIAN
from sayso.weigh.bodies import Bodies

LEDGER = "ged_syria/events.jsonl"
# How long before its report an event may be; how far from a village it may be coded, and how near it is that village.
DAYS = 2
NEAR_KM, THERE_KM = 10.0, 4.0
# A longer stretch of days is no event but a sum.
LONGEST = timedelta(days=7)
# How often the coded toll is the one told, within a third of it, within half and double of it, or any: tolls rise.
TOLLS = ((1.0, 1.0, 0.4), (0.75, 1.34, 0.25), (0.67, 2.2, 0.25))
ANY, BETWEEN = 0.1, 0.25
# What each other sign adds to the log of the odds: set by hand on the development half.
STATED, FRESH, OLD, OFF, LONGER = 1.0, 0.4, -0.6, -1.5, 1.0
AT_IT, BESIDE_IT, ELSEWHERE = 1.5, 0.7, -0.7
KIND, FEWER, NONE_OF_IT = 0.7, -1.0, -3.0
SIDES, OTHER_SIDES = 0.5, -0.7
LEADS, SIZE = 1.2, 0.5
# A word of headlines says the more the rarer it is there, beyond what any two reports of a war share.
WORD, COMMON, MOST_WORDS = 0.5, 2.0, 3.0
# The log of the odds that the ledger has nothing of what is told, and how sure one event must be.
NOTHING, SURE = 3.0, 0.5
NUMBER = re.compile(r"\b\d{1,3}\b")
PROVINCE = " Governorate"
SIDE_NAMES = Path(__file__).parent / "side_names.csv"


@cache
def called() -> dict[str, tuple[str, ...]]:
    """Whom the ledger means by its own names of sides, as the packs name them."""
    found: dict[str, tuple[str, ...]] = {}
    with SIDE_NAMES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["ledger"]] = (*found.get(row["ledger"], ()), row["ours"])
    return found


def governorates(words: str | None, pack: Pack) -> frozenset[str]:
    return frozenset(c.target for c in pack.candidates((words or "").removesuffix(PROVINCE).title(), MentionKind.PLACE))


def read_day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


@dataclass(frozen=True)
class Coded:
    """An event of the ledger that has days."""

    row: Row
    start: date
    end: date

    @property
    def point(self) -> tuple[float, float]:
        return self.row["lat"], self.row["lon"]

    @property
    def fighters(self) -> int:
        return int(self.row["deaths_a"]) + int(self.row["deaths_b"])


@dataclass(frozen=True)
class Ledger:
    """The coded events, with how common their tolls and the words of their headlines are."""

    events: Sequence[Coded]
    reports: Sequence[str]
    pack: Pack

    @cached_property
    def days(self) -> dict[date, list[Coded]]:
        found: dict[date, list[Coded]] = defaultdict(list)
        for event in self.events:
            for more in range((event.end - event.start).days + 1):
                found[event.start + timedelta(days=more)].append(event)
        return found

    @cached_property
    def tolls(self) -> list[int]:
        return sorted(int(event.row["best"]) for event in self.events)

    @cached_property
    def held(self) -> Counter[str]:
        return Counter(word for event in self.events for word in headline_words(event, self.pack))

    @cached_property
    def read(self) -> Counter[str]:
        return Counter(word for text in self.reports for word in words_of(text, self.pack))

    def sides(self, names: str) -> frozenset[str]:
        """The actors of the packs that a side of an event is."""
        known = [each for name in names.split(", ") for each in called().get(name, (name,))]
        return frozenset(c.target for name in known for c in self.pack.candidates(name, MentionKind.ACTOR))

    @cached_property
    def bodies(self) -> Bodies:
        return Bodies(self.pack)

    def common(self, low: float, high: float) -> float:
        """The share of events with a toll between these, never nothing."""
        count = bisect_right(self.tolls, high) - bisect_left(self.tolls, low)
        return (count + 0.5) / (len(self.tolls) + 1)

    def rare(self, word: str) -> float:
        """How much it says that a report and a headline share a word: as much as it is rare in both."""
        headlines = log((len(self.events) + 1) / (self.held[word] + 1))
        return max(0.0, min(headlines, log((len(self.reports) + 1) / (self.read[word] + 1))) - COMMON)

    def around(self, told: date) -> list[Coded]:
        """What the ledger has of the day of a report and the days before it."""
        days = (told - timedelta(days=back) for back in range(DAYS + 1))
        return list({event.row["id"]: event for day in days for event in self.days.get(day, ())}.values())


def read_ledger(rows: Iterable[Row], reports: Sequence[str], pack: Pack) -> Ledger:
    found = []
    for row in rows:
        start, end = read_day(row["date_start"]), read_day(row["date_end"])
        if start is not None and end is not None and end - start <= LONGEST and row["high"]:
            found.append(Coded(row, start, end))
    return Ledger(found, reports, pack)


def headline_words(event: Coded, pack: Pack) -> set[str]:
    """Of the reports that an event was coded from."""
    return {word for source in event.row["sources"] or () for word in words_of(source.get("headline") or "", pack)}


def find_candidates(report: Report, ledger: Ledger) -> list[Coded]:
    """The events of the days before it near a place of its deeds; none for a report of no dead."""
    around = ledger.around(report.told) if report.tellings else []
    return [event for event in around if is_near(event, report.spots, NEAR_KM)]


def is_near(event: Coded, places: Iterable[Place], most: float) -> bool:
    return any(distance((place.lat or 0, place.lon or 0), event.point) <= most for place in places)


def find_event(report: Report, candidates: Sequence[Coded], ledger: Ledger) -> Coded | None:
    """The one that a claim of the report means more likely than all others and none together; else None."""
    sure = [find_meant(each, report, candidates, ledger) for each in report.tellings if candidates]
    best, event = max(sure, key=lambda each: (each[0], each[1].row["id"]), default=(0.0, None))
    return event if best >= SURE else None


def find_meant(telling: Telling, report: Report, candidates: Sequence[Coded], ledger: Ledger) -> tuple[float, Coded]:
    """The likeliest event and how likely it is, given that it is one of them or none."""
    rated = [(exp(odds(event, telling, report, ledger)), event) for event in candidates]
    best, event = max(rated, key=lambda each: (each[0], each[1].row["id"]))
    return best / (exp(NOTHING) + sum(value for value, _ in rated)), event


def odds(event: Coded, telling: Telling, report: Report, ledger: Ledger) -> float:
    """The log of the odds that this claim is of this event, each sign added on its own."""
    return (
        weigh_toll(event, telling, ledger)
        + weigh_place(event, telling)
        + weigh_day(event, telling, report)
        + weigh_victims(event, telling)
        + weigh_sides(event, telling, ledger)
        + weigh_words(event, telling, ledger)
        + LEADS * telling.leads
    )


def weigh_toll(event: Coded, telling: Telling, ledger: Ledger) -> float:
    """A toll that fits says the more the fewer events have one like it."""
    low, best, high = (int(event.row[name]) for name in ("low", "best", "high"))
    told, size = telling.least, SIZE * log((best + 1) / 4)
    if told is None:
        return size
    fits = [(weight, least * told, most * told) for least, most, weight in TOLLS if least * told <= best <= most * told]
    if low <= told <= high and low < high:
        fits.append((BETWEEN, low, high))
    return log(ANY + sum(weight / ledger.common(least, most) for weight, least, most in fits)) + size


def weigh_place(event: Coded, telling: Telling) -> float:
    """What the claim itself names says more than what is named beside it; to name another place speaks against it."""
    if is_near(event, telling.own, THERE_KM):
        return AT_IT
    if telling.unknown or (telling.own and not is_near(event, telling.own, NEAR_KM)):
        return ELSEWHERE
    return (
        BESIDE_IT if is_near(event, telling.beside, THERE_KM) else 0.0 if is_near(event, telling.beside, NEAR_KM) else ELSEWHERE
    )


def weigh_day(event: Coded, telling: Telling, report: Report) -> float:
    """The stated day, else the day of the report and the day before; several days are seldom one happening."""
    longer = LONGER * log((event.end - event.start).days + 1)
    if telling.days is None:
        return (FRESH if report.told - event.end <= timedelta(days=1) else OLD) - longer
    off = max((telling.days[0] - event.end).days, (event.start - telling.days[1]).days, 0)
    return (STATED if off == 0 else off * OFF) - longer


def weigh_victims(event: Coded, telling: Telling) -> float:
    """Whether those who died are of the sort that the ledger has; fighters are seldom called by another name."""
    civil, armed = int(event.row["deaths_civ"]), event.fighters
    said_civil, said_armed = bool(telling.victims & CIVILIAN), bool(telling.victims & ARMED)
    if said_civil == said_armed or not (civil or armed):
        return FEWER if armed == int(event.row["best"]) and armed else 0.0
    meant, others = (civil, armed) if said_civil else (armed, civil)
    return KIND if meant >= others else FEWER if meant else NONE_OF_IT


def weigh_sides(event: Coded, telling: Telling, ledger: Ledger) -> float:
    """Whether one of those named beside the claim is of a side of the event; who is of no side says nothing."""
    day = event.start.isoformat()
    sides = {side for name in ("side_a", "side_b") for side in ledger.sides(event.row[name])}
    blocs = frozenset[str]().union(*(ledger.bodies.blocs(side, day) for side in sides))
    named = frozenset[str]().union(*(ledger.bodies.blocs(party, day) for party in telling.parties))
    if ledger.bodies.meet(telling.parties, sides, day) or blocs & named:
        return SIDES
    return OTHER_SIDES if blocs and named else 0.0


def weigh_words(event: Coded, telling: Telling, ledger: Ledger) -> float:
    """What the headlines that the event was coded from have in common with what stands beside the claim."""
    shared = headline_words(event, ledger.pack) & telling.words
    return min(MOST_WORDS, sum(WORD * ledger.rare(word) for word in shared))


def score(folder: Path, rows: Sequence[Row], texts: Sequence[Extracted], pack: Pack) -> Iterator[Line]:
    """A candidate is an event of the days of a report that tells of dead, near a place of its deeds."""
    yield from missing(folder, (LEDGER,))
    if not (folder / LEDGER).is_file():
        return
    ledger = read_ledger(read_jsonl(folder / LEDGER), [row["text"] for row in rows], pack)
    asked = ours = base = wide = 0
    for row, made in zip(rows, texts, strict=True):
        told = read_day(row.get("dateline"))
        if told is None:
            continue
        wanted = governorates(row.get("place_label"), pack)
        wide += any(wanted & governorates(event.row["adm1"], pack) for event in ledger.around(told))
        report = read_report(told, made, pack)
        candidates = find_candidates(report, ledger)
        asked += bool(candidates)
        numbers = {int(number) for number in NUMBER.findall(row["text"])}
        base += sum(event.row["best"] in numbers for event in candidates) == 1
        ours += find_event(report, candidates, ledger) is not None
    if asked:
        on = f"{asked} reports of dead with an event of their days within {NEAR_KM:.0f} km of their places"
        yield Figure("ged_syria.unique_share", share(ours, asked), on, share(base, asked), "the same and a number of the text")
        yield Figure(
            "ged_syria.of_governorate", share(ours, wide), f"{wide} reports with an event of their days and governorate"
        )
