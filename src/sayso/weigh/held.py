"""Who held a place on both clocks at once: over which days asked about, and days known by, one answer stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Generic, TypeVar

from sayso.model import Aspect, Control, Word
from sayso.weigh.bodies import Bodies
from sayso.weigh.control import Question, conclude, find_field, is_known, since_latest, weigh_root
from sayso.weigh.known import begins, day_of, midnight_after

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Heard:
    """All that is said of one place, whenever it could be known, with what an answer needs beside the rows.

    `known` says from when on each attribution could be read, `names` what roots that no pack knows go by, `spelt` the words
    for holders that none knows, each with when it could be read.
    """

    place: str
    rows: tuple[Control, ...]
    known: Mapping[str, datetime]
    hedges: Mapping[str, float]
    names: Mapping[str, str]
    spelt: tuple[tuple[datetime, str, str], ...]

    def name(self, as_of: date) -> dict[str, str]:
        """Of several spellings of a holder the first by its letters."""
        limit, found = midnight_after(as_of), dict(self.names)
        for since, key, words in self.spelt:
            if since <= limit:
                found[key] = min(found.get(key, words), words)
        return found

    def turn_days(self, row: Control) -> set[date]:
        """The days as of which it is another row: known, told by one more, or taken back."""
        ends = {day_of(at) for at in (row.known_from, row.known_to) if at is not None}
        return ends | {day_of(self.known[one]) for one in row.attributions if one in self.known}


@dataclass(frozen=True, slots=True)
class Come:
    """What the words on a place come to; `newest` is the day of the newest among them."""

    holder: str | None
    agreed: bool
    share: float
    sentence: str
    newest: date

    @property
    def told(self) -> tuple[str | None, bool, float, str, date]:
        return self.holder, self.agreed, self.share, self.sentence, self.newest


@dataclass(frozen=True, slots=True)
class Cell(Generic[V]):
    """What stands on the days from `start` until the day before `end`, as known from `since` until the day before `until`;
    None is for good."""

    value: V
    since: date
    until: date | None
    start: date
    end: date | None


@dataclass
class Sheet(Generic[V]):
    """What stands on each day as far as is known by the day that was reached: a value from each start to the next."""

    starts: list[date] = field(default_factory=list)
    values: list[V | None] = field(default_factory=list)
    open: dict[tuple[date, date | None], tuple[V, date]] = field(default_factory=dict)

    def at(self, day: date) -> V | None:
        spot = bisect_right(self.starts, day)
        return self.values[spot - 1] if spot else None

    def lay(self, day: date, first: date, spans: Iterable[tuple[date, V | None]]) -> Iterator[Cell[V]]:
        """From `first` on these stand, each to the start of the next; gives what stands no longer."""
        kept = [(start, value) for start, value in zip(self.starts, self.values, strict=True) if start < first]
        merged: list[tuple[date, V | None]] = []
        for start, value in (*kept, *spans):
            if not merged or merged[-1][1] != value:
                merged.append((start, value))
        self.starts, self.values = [start for start, _ in merged], [value for _, value in merged]
        ends = [*self.starts[1:], None]
        now = {(start, end): value for (start, value), end in zip(merged, ends, strict=True) if value is not None}
        for key, (value, since) in list(self.open.items()):
            if now.get(key) != value:
                del self.open[key]
                # What was told and changed within one day never stood.
                if since < day:
                    yield Cell(value, since, day, *key)
        for key, found in now.items():
            self.open.setdefault(key, (found, day))

    def rest(self) -> Iterator[Cell[V]]:
        yield from (Cell(value, since, None, *key) for key, (value, since) in self.open.items())


Words = tuple[Word, ...]
# The words of each root, and what all of them come to.
Laid = tuple[list[Cell[Words]], list[Cell[Come]]]


def find_held(heard: Heard, aspect: Aspect, half_life: float, bodies: Bodies) -> Laid:
    """The words are as heavy as on the day that each is of."""
    rows = [row for row in heard.rows if row.aspect is aspect and begins(row) is not None and row.known_from is not None]
    due: dict[date, list[Control]] = defaultdict(list)
    for row in rows:
        for day in heard.turn_days(row):
            due[day].append(row)
    walk = Walk(heard, aspect, half_life, bodies, rows)
    for day in sorted(due):
        walk.step(day, due[day])
    return [*walk.words, *(cell for sheet in walk.sheets.values() for cell in sheet.rest())], [*walk.comes, *walk.sheet.rest()]


def find_standing(heard: Heard, aspect: Aspect, half_life: float, bodies: Bodies, as_of: date) -> Laid:
    """The same of one day as of which is asked."""
    rows = [row for row in heard.rows if row.aspect is aspect and begins(row) is not None and is_known(row, as_of)]
    walk = Walk(heard, aspect, half_life, bodies, rows)
    if rows:
        walk.step(as_of, rows)
    return [cell for sheet in walk.sheets.values() for cell in sheet.rest()], list(walk.sheet.rest())


@dataclass
class Walk:
    """One place as it was known on the day that was reached; what stands no longer is in `words` and `comes`."""

    heard: Heard
    aspect: Aspect
    half_life: float
    bodies: Bodies
    rows: Sequence[Control]
    sheets: dict[str, Sheet[Words]] = field(default_factory=lambda: defaultdict(Sheet))
    sheet: Sheet[Come] = field(default_factory=Sheet)
    names: Mapping[str, str] = field(default_factory=dict)
    words: list[Cell[Words]] = field(default_factory=list)
    comes: list[Cell[Come]] = field(default_factory=list)

    @cached_property
    def by_root(self) -> Mapping[str, list[Control]]:
        found: dict[str, list[Control]] = defaultdict(list)
        for row in sorted(self.rows, key=lambda row: row.id):
            found[row.root].append(row)
        return found

    def step(self, day: date, changed: Sequence[Control]) -> None:
        begun = sorted((begins(row) or date.max, row.root) for row in changed)
        for root in {root for _, root in begun}:
            first = min(at for at, name in begun if name == root)
            self.words += self.sheets[root].lay(day, first, self.hear(root, day, first))
        names = self.heard.name(day)
        first = begun[0][0] if names == self.names else min(begins(row) or date.max for row in self.rows)
        self.names = names
        self.comes += self.sheet.lay(day, first, self.conclude(day, first))

    def ask(self, on: date, as_of: date) -> Question:
        heard = self.heard
        return Question(heard.place, self.aspect, on, as_of, self.half_life, heard.hedges, self.names, self.bodies)

    def cut(self, rows: Iterable[Control], as_of: date) -> Iterator[tuple[date, Control]]:
        """These, as far as they were known, each with its day."""
        heard, limit = self.heard, midnight_after(as_of)
        for row in rows:
            begun = begins(row)
            if begun is not None and is_known(row, as_of):
                told = tuple(one for one in row.attributions if one in heard.known and heard.known[one] <= limit)
                if told:
                    yield begun, row if told == row.attributions else replace(row, attributions=told)

    def hear(self, root: str, as_of: date, first: date) -> Iterator[tuple[date, Words | None]]:
        rows = list(self.cut(self.by_root[root], as_of))
        for day in sorted({first, *(begun for begun, _ in rows if begun > first), *self.after(first)}):
            here = [row for begun, row in rows if begun <= day]
            words = weigh_root(root, since_latest(here, self.aspect), self.ask(day, as_of)) if here else ()
            yield day, tuple(words) or None

    def after(self, day: date) -> Sequence[date]:
        """The days after it on which anybody changes sides."""
        turns = self.bodies.turns
        return turns[bisect_right(turns, day) :]

    def conclude(self, as_of: date, first: date) -> Iterator[tuple[date, Come | None]]:
        roots = [self.sheets[root] for root in sorted(self.sheets)]
        days = sorted({first, *self.after(first), *(day for sheet in roots for day in sheet.starts if day > first)})
        for day, end in zip(days, [*days[1:], date.max], strict=True):
            words = [word for sheet in roots for word in sheet.at(day) or ()]
            if not words:
                yield day, None
                continue
            said = find_field(words, self.ask(day, as_of))
            newest = day_of(max(word.control.known_from for word in words if word.control.known_from is not None))
            for on in sorted({day, *(turn for turn in said.find_turns() if day < turn < end)}):
                yield on, Come(*conclude(said, self.ask(on, as_of)), newest)
