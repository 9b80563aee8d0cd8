"""Who belongs to whom on a day: one body under two ids, members inside a force, the side a source speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sayso.pack import BlocRow, Pack
from sayso.pack.nouns import within
from sayso.weigh.known import day_of


@dataclass(frozen=True)
class Bodies:
    pack: Pack

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Each id of a body that has several, to the one that stands for all of them: an actor's before a source's."""
        forest = Forest()
        for row in self.pack.relations:
            if row.relation == "same_body":
                forest.join(self.full(row.actor), self.full(row.other))
        return {one: forest.find(one) for one in forest.parents}

    @cached_property
    def wider(self) -> dict[str, list[tuple[str, str, str]]]:
        """The forces each body is part of, with the days from and to which it is."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in self.pack.relations:
            if row.relation == "part_of":
                found[self.one(self.full(row.actor))].append((self.one(self.full(row.other)), row.start, row.end))
        return {body: sorted(rows) for body, rows in found.items()}

    @cached_property
    def turns(self) -> list[date]:
        """The days on which anybody changes sides by the packs: all that hangs on a day is the same until the next."""
        dated = [*((row.start, row.end) for row in self.pack.relations), *((row.start, row.end) for row in self.pack.blocs)]
        begun = {first_day(start) for start, _ in dated if start}
        return sorted(begun | {day_after(end) for _, end in dated if end})

    def full(self, body: str) -> str:
        """The id with its noun; pack rows write it bare."""
        if ":" in body:
            return body
        return (
            f"source:{body}"
            if f"actor:{body}" not in self.pack.actors and f"source:{body}" in self.pack.sources
            else f"actor:{body}"
        )

    def one(self, body: str) -> str:
        return self.aliases.get(body, body)

    def around(self, body: str, day: str | None) -> tuple[str, ...]:
        """The body and every force it is part of on that day, nearest first."""
        found = [self.one(body)]
        for each in found:
            found += [whole for whole, start, end in self.wider.get(each, ()) if within(start, end, day) and whole not in found]
        return tuple(found)

    def meet(self, some: Iterable[str], others: Iterable[str], day: str | None) -> bool:
        """Whether one of these is one of those, or is part of it; two members of one force are not each other."""
        mine, yours = {self.one(body) for body in some}, {self.one(body) for body in others}
        if not mine.isdisjoint(yours):
            return True
        if self.wider.keys().isdisjoint(mine) and self.wider.keys().isdisjoint(yours):
            return False
        return any(yours.intersection(self.around(body, day)) for body in mine) or any(
            mine.intersection(self.around(body, day)) for body in yours
        )

    def blocs(self, body: str, day: str | None) -> frozenset[str]:
        """Its own sides, else those of another id, of the force it is part of, or of its owner; empty if none is known."""
        return next((blocs for each in self.kin(body, day) if (blocs := self.pack.blocs_of(each, day))), frozenset())

    def standings(self, body: str) -> Sequence[BlocRow]:
        """The rows of the packs by which it is counted in a bloc on some day."""
        return next((rows for each in self.kin(body, None) if (rows := self.pack.rows_of(each))), ())

    def kin(self, body: str, day: str | None) -> Iterator[str]:
        yield body
        for each in self.around(body, day):
            yield from sorted(other for other, one in self.aliases.items() if one == each)
            yield each
        source = self.pack.sources.get(body)
        if source is not None and source.owner:
            yield from self.around(self.full(source.owner), day)


def first_day(stated: str) -> date:
    """Of a day, a month or a year."""
    return date.fromisoformat(f"{stated}-01-01"[:10])


def day_after(stated: str) -> date:
    """The day after the last of a day, a month or a year."""
    form, days = {4: ("%Y", 366), 7: ("%Y-%m", 31)}.get(len(stated), ("%Y-%m-%d", 1))
    return first_day((first_day(stated) + timedelta(days)).strftime(form))


class Forest:
    """Things joined into groups; the least id of a group stands for it, whatever the order of joining."""

    def __init__(self) -> None:
        self.parents: dict[str, str] = {}

    def find(self, one: str) -> str:
        parents = self.parents
        above = parents.setdefault(one, one)
        while above != one:
            parents[one] = parents[above]
            one, above = above, parents[above]
        return one

    def join(self, one: str, other: str) -> None:
        one, other = self.find(one), self.find(other)
        if one != other:
            self.parents[max(one, other)] = min(one, other)

    def groups(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in sorted(self.parents):
            found[self.find(one)].append(one)
        return found


def iso_day(known: datetime | None) -> str | None:
    """The day by whose end something was known: midnight belongs to the day before it."""
    return None if known is None else day_of(known).isoformat()
