"""Set time: the words of times and what they mean, beside a general date library."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bench.reading import Text, day, make_text, region_pack
from bench.table import Clock, Figure, Line, Row, Skip, f1, missing, optional, pair_up, read_jsonl, sample, share, stem
from sayso.extract import find_paragraph_times
from sayso.extract.claims import governor, tense_of
from sayso.extract.firmness import clause_firmness
from sayso.extract.times import find_times, resolve_time
from sayso.model import When
from sayso.pack import Pack, packs_home

FILES = ("conflict_own.jsonl", "re3d_temporal.jsonl", "wikiwars_uk.jsonl")
MOST = 200
DAY = timedelta(days=1)
CALENDAR = re.compile(
    r"(\d{3,4})(?:-(?:(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)|T(NI|MO|AF|EV|MI))?)?|Q([1-4])|(SP|SU|FA|AU|WI)|W(\d\d)))?$"
)
# Hours of the day; the night runs on into the next.
PARTS = {"MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (17, 36)}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}
# Of a stretch that the words narrow ("early in March"), TIMEX3 gives the whole; ours may be this part of it.
LEAST_PART = 0.2
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Timed:
    """Words found to be a time, half-open offsets, and what they are taken to mean."""

    start: int
    end: int
    means: Stretch | None


def months_from(year: int, month: int, width: int) -> Stretch:
    last = month + width - 1
    year2, month2 = (year + (last - 1) // 12, (last - 1) % 12 + 1)
    return datetime(year, month, 1), datetime(year2, month2, monthrange(year2, month2)[1]) + DAY


def read_value(value: str | None) -> Stretch | None:
    """The stretch of a TIMEX3 value; None for durations, sets, references and what the calendar has not."""
    first, _, last = (value or "").partition("/")
    try:
        start = read_one(first)
        end = read_one(last) if last else start
    except ValueError:
        return None
    return (start[0], end[1]) if start is not None and end is not None else None


def read_one(value: str) -> Stretch | None:
    match = CALENDAR.match(value)
    if match is None:
        return None
    year, month, day_, hour, minute, part, quarter, season, week = match.groups()
    if len(year) == 3:
        return datetime(int(year) * 10, 1, 1), datetime(int(year) * 10 + 10, 1, 1)
    if week is not None:
        start = datetime.fromisocalendar(int(year), int(week), 1)
        return start, start + 7 * DAY
    if quarter or season:
        return months_from(int(year), 3 * int(quarter) - 2 if quarter else SEASONS[season], 3)
    if month is None:
        return months_from(int(year), 1, 12)
    if day_ is None:
        return months_from(int(year), int(month), 1)
    start = datetime(int(year), int(month), int(day_), int(hour or 0), int(minute or 0))
    if part:
        first, last = (timedelta(hours=n) for n in PARTS[part])
        return start + first, start + last
    return start, start + (timedelta(minutes=1) if hour else DAY)


def is_right(found: Stretch | None, gold: Stretch) -> bool:
    """The same stretch, or a good part of it and nothing outside."""
    if found is None or not gold[0] <= found[0] < found[1] <= gold[1]:
        return False
    return (found[1] - found[0]) >= LEAST_PART * (gold[1] - gold[0])


def as_stretch(when: When | None) -> Stretch | None:
    if when is None or when.start is None:
        return None
    return when.start, max(when.end or when.start, when.start + timedelta(minutes=1))


def ours(text: Text, pack: Pack) -> Iterator[Timed]:
    """The times of a text, each read in the tense of its own clause; TIMEX3's value knows no "since", "by" and "around"."""
    for paragraph in text.paragraphs(pack):
        for words, token in find_paragraph_times(paragraph, pack):
            head = governor(token)
            tense = tense_of(head, clause_firmness(head, pack, frozenset()).mood)
            named = replace(words, bound=None, about=None)
            when = resolve_time(named, text.page.published, tense, text.page.id, paragraph.offset)
            yield Timed(*paragraph.span(words.start, words.end), as_stretch(when))


def theirs(
    text: str, anchor: When | None, search: Callable[..., list[tuple[str, datetime]] | None], language: str = "en"
) -> Iterator[Timed]:
    base = {"RELATIVE_BASE": anchor.start} if anchor is not None else {}
    at = 0
    for words, found in search(text, languages=[language], settings=base) or ():
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield Timed(start, at, (found, found + timedelta(minutes=1)))


def is_in(found: Stretch | None, gold: Stretch) -> bool:
    """The baseline gives one instant: any inside the right stretch counts as right."""
    return found is not None and gold[0] <= found[0] < gold[1]


@dataclass(slots=True)
class Tally:
    strict: int = 0
    relaxed: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: Sequence[Row], found: Sequence[Timed], agrees: Callable[[Stretch | None, Stretch], bool]) -> None:
        def overlap(i: int, j: int) -> float:
            return float(min(gold[i]["end"], found[j].end) - max(gold[i]["start"], found[j].start))

        pairs = pair_up(len(gold), len(found), overlap, 1)
        self.found += len(found)
        self.relaxed += len(pairs)
        for i, j in pairs:
            self.strict += (gold[i]["start"], gold[i]["end"]) == (found[j].start, found[j].end)
            wanted = read_value(gold[i].get("value"))
            self.right += wanted is not None and agrees(found[j].means, wanted)


def score(folder: Path, final: bool) -> Iterator[Line]:
    yield from missing(folder, FILES)
    module = optional("dateparser.search") if optional("dateparser") else None
    if module is None:
        yield Skip("baseline of times", "dateparser is not installed")
    search = module.search_dates if module is not None else None
    mine, other = Clock(), Clock()
    for file in sorted(folder.glob("*.jsonl")):
        yield from score_file(file, region_pack(), search, mine, other)
    if mine.seconds and other.seconds:
        yield Figure(
            "speed_ratio", other.seconds / mine.seconds, "times faster on the same text", 1.0, "dateparser search_dates"
        )


def score_file(
    file: Path, pack: Pack, search: Callable[..., list[tuple[str, datetime]] | None] | None, mine: Clock, other: Clock
) -> Iterator[Line]:
    rows, said = sample(read_jsonl(file), MOST, "id")
    if not any((packs_home() / row.get("lang", "en") / "times.csv").is_file() for row in rows):
        yield Skip(stem(file), "no pack has the times of its language")
        return
    tally, base = Tally(), Tally()
    for row in rows:
        text = make_text(str(row["id"]), row["text"], day(row.get("dct")))
        tally.add(row["timex"], list(ours(text, pack)), is_right)
        mine.run(lambda row=row: find_times(row["text"], 0, len(row["text"]), pack))  # type: ignore[misc]
        if search is not None:
            spoken = row.get("lang", "en")
            known = other.run(lambda r=row, t=text, s=spoken: list(theirs(r["text"], t.page.published, search, s)))  # type: ignore[misc]
            base.add(row["timex"], known, is_in)
    wanted = sum(len(row["timex"]) for row in rows)
    valued = sum(read_value(t.get("value")) is not None for row in rows for t in row["timex"])
    by = "dateparser search_dates" if search is not None else ""

    def line(figure: str, value: Callable[[Tally], float], on: str) -> Figure:
        return Figure(f"{stem(file)}.{figure}", value(tally), on, value(base) if by else None, by)

    yield line("strict_f1", lambda t: f1(t.strict, wanted, t.found), f"{wanted} times in {said}")
    yield line("relaxed_f1", lambda t: f1(t.relaxed, wanted, t.found), f"{wanted} times in {said}")
    if valued:
        yield line("value_recall", lambda t: share(t.right, valued), f"{valued} with a calendar value")
