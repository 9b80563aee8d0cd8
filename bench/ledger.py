"""Reports against a ledger of coded events: how often what a report says leaves one event that it can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from bench.geoparse import distance
from bench.reading import Extracted
from bench.table import Figure, Line, Row, missing, read_jsonl, share
from sayso.model import MentionKind
from sayso.pack import Pack

LEDGER = "ged_syria/events.jsonl"
# How long before its report an event may be; how far from a village it may be coded.
DAYS = 2
NEAR_KM = 10.0
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


def tolls(made: Extracted) -> set[int]:
    return {
        c.amount.best for c in made.claims if c.kind == "harm.killed" and c.amount is not None and c.amount.best is not None
    }


def is_near(event: Row, made: Extracted, pack: Pack) -> bool:
    """Whether a village or town that a claim of the report is linked to lies where the event is coded."""
    links = {link.mention: link.target for link in made.links}
    for claim in made.claims:
        for mention in made.fillers(claim, ("place", "near", "part", "target", "to")):
            place = pack.place(links.get(mention.id) or "")
            if place is None or place.lat is None or place.lon is None:
                continue
            if distance((place.lat, place.lon), (event["lat"], event["lon"])) <= NEAR_KM:
                return True
    return False


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
        placed = [e for e in near.values() if is_near(e, made, pack)]
        counted = [e for e in placed if e["best"] in tolls(made)]
        ours += len(counted or placed) == 1
    if asked:
        on = f"{asked} reports with an event of their days and governorate"
        yield Figure("ged_syria.unique_share", share(ours, asked), on, share(base, asked), "the same and a number of the text")
