"""Reports against a ledger of coded events: how often what a report says leaves one event that it can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.geoparse import distance
from bench.reading import Extracted
from bench.table import Figure, Line, Row, missing, read_jsonl, share
from sayso.model import Claim, MentionKind, Place
from sayso.pack import Pack
from sayso.weigh.facts import is_local

LEDGER = "ged_syria/events.jsonl"
# How long before its report an event may be; how far from a village it may be coded.
DAYS = 2
NEAR_KM = 10.0
# How many characters off a place may be named that a toll is of; by which part two counts of one toll differ.
BESIDE, CLOSE = 300, 0.33
# A toll that is seldom told twice of one day; how well an event of two days before must fit.
LARGE, EXACT = 10, 3.0
PLACED = ("place", "near", "part", "target", "to", "from", "via")
NUMBER = re.compile(r"\b\d{1,3}\b")
PROVINCE = " Governorate"


def governorates(words: str | None, pack: Pack) -> frozenset[str]:
    return frozenset(c.target for c in pack.candidates((words or "").removesuffix(PROVINCE).title(), MentionKind.PLACE))


def read_day(words: str | None) -> date | None:
    try:
        return date.fromisoformat((words or "")[:10])
    except ValueError:
        return None


def by_day(events: Sequence[Row]) -> dict[date, list[Row]]:
    found: dict[date, list[Row]] = defaultdict(list)
    for event in events:
        start, end = read_day(event["date_start"]), read_day(event["date_end"])
        if start is not None and end is not None and end - start <= timedelta(days=7):
            for more in range((end - start).days + 1):
                found[start + timedelta(days=more)].append(event)
    return found


@dataclass(frozen=True, slots=True)
class Toll:
    """Those killed by one claim, and the towns and villages named in or beside it; `leads` if it is the first toll told."""

    low: int
    best: int | None
    high: float
    spots: tuple[Place, ...]
    leads: bool


def tolls(made: Extracted, pack: Pack) -> list[Toll]:
    links = {link.mention: link.target for link in made.links}
    spots: list[tuple[Claim, Place]] = []
    for claim in made.claims:
        for mention in made.fillers(claim, PLACED):
            place = pack.place(links.get(mention.id) or "")
            if place is not None and place.lat is not None and is_local(place.id, pack):
                spots.append((claim, place))
    found: list[Toll] = []
    for claim in sorted(made.claims, key=lambda claim: claim.span.start):
        if claim.kind == "harm.killed" and claim.amount is not None and claim.amount.low is not None:
            start, end = claim.span.start - BESIDE, claim.span.end + BESIDE
            near = tuple(place for other, place in spots if other.span.start < end and start < other.span.end)
            most = float("inf") if claim.amount.high is None else claim.amount.high
            found.append(Toll(claim.amount.low, claim.amount.best, most, near, not found or claim.amount.low == found[0].low))
    return found


def fit(event: Row, toll: Toll) -> float:
    """How well a coded event fits a toll at its place; 0 if it does not. A large toll that fits says more than a small one."""
    away = min((distance((p.lat or 0, p.lon or 0), (event["lat"], event["lon"])) for p in toll.spots), default=NEAR_KM + 1)
    if away > NEAR_KM or not event["high"]:
        return 0.0
    if toll.best is not None and event["best"] == toll.best:
        value = 3.0
    elif toll.best is not None and event["low"] <= toll.best <= event["high"]:
        value = 2.5
    elif 0 < toll.low <= event["high"] and event["low"] <= toll.high and event["best"] <= 2 * toll.low:
        value = 2.0
    elif toll.best is not None and abs(event["best"] - toll.best) <= CLOSE * toll.best:
        value = 1.5
    else:
        return 0.0
    return value + 0.5 * (away < NEAR_KM / 2) + 0.5 * toll.leads + min(toll.low, 20) / 20


def find_event(near: Iterable[Row], made: Extracted, told: date, pack: Pack) -> Row | None:
    """The one coded event that fits a report best, None where none does or two do alike.

    A small toll that the report has further down fits some event of any day: it must be the report's own or a large one.
    """
    said = [toll for toll in tolls(made, pack) if toll.leads or toll.low >= LARGE]
    fitting = []
    for event in near:
        value = max((fit(event, toll) for toll in said), default=0.0)
        day = read_day(event["date_start"])
        if value and day is not None and (told - day <= timedelta(days=1) or value >= EXACT):
            fitting.append((value + 0.25 * (told - day <= timedelta(days=1)), event))
    best = max((value for value, _ in fitting), default=0.0)
    found = [event for value, event in fitting if value == best]
    return found[0] if len(found) == 1 else None


def score(folder: Path, rows: Sequence[Row], texts: Sequence[Extracted], pack: Pack) -> Iterator[Line]:
    yield from missing(folder, (LEDGER,))
    if not (folder / LEDGER).is_file():
        return
    events = by_day(read_jsonl(folder / LEDGER))
    asked = ours = base = 0
    for row, made in zip(rows, texts, strict=True):
        told = read_day(row.get("dateline"))
        wanted = governorates(row.get("place_label"), pack)
        if told is None:
            continue
        days = [told - timedelta(days=back) for back in range(DAYS + 1)]
        near = {e["id"]: e for day in days for e in events.get(day, ()) if wanted & governorates(e["adm1"], pack)}
        asked += bool(near)
        numbers = {int(number) for number in NUMBER.findall(row["text"])}
        base += len([e for e in near.values() if e["best"] in numbers]) == 1
        ours += find_event(near.values(), made, told, pack) is not None
    if asked:
        on = f"{asked} reports with an event of their days and governorate"
        yield Figure("ged_syria.unique_share", share(ours, asked), on, share(base, asked), "the same and a number of the text")
