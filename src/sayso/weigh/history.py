"""How every event stood on each day, as weighing that day anew would have it: a day asks anew only what it adds to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sayso.model import Dispute, Event
from sayso.pack import Pack
from sayso.weigh.bodies import Bodies
from sayso.weigh.chain import Chain
from sayso.weigh.differing import mark_deed, over_capture, over_deed, over_toll, within_one
from sayso.weigh.disputes import find_disputes, find_rivals, over_holder
from sayso.weigh.events import Happening, find_happenings, widest
from sayso.weigh.forward import Told, follow_copies, read_days
from sayso.weigh.grades import Weighing, make_event
from sayso.weigh.index import Index
from sayso.weigh.known import Known
from sayso.weigh.parts import Whole
from sayso.weigh.roots import Group, find_groups
from sayso.weigh.rows import Row, find_rows, gather_rows

# A happening with its root groups, as it was found.
Found = tuple[Happening, Sequence[Group]]
# Where something is compared beyond one part: a place by its holders or its captures, a deed, a toll.
Field = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stood:
    """An event as it stood from one day until the day before another, None for good; `disputes` have a side in it."""

    event: Event
    disputes: tuple[str, ...]
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """Claims that may come to be one event, as far as they are known on a day, with what comes of these alone."""

    found: tuple[Found, ...] = ()
    rows: tuple[Row, ...] = ()
    disputes: tuple[Dispute, ...] = ()


def find_states(known: Known, pack: Pack, tell: Told) -> Iterator[Stood]:
    """The states of all events, on each day as if no later page were known; `tell` hears of each day that is done."""
    index = Index(known, pack)
    days = read_days(index)
    whole = Whole(index, days, follow_copies(index, days, tell), Bodies(pack))
    walk = Walk(whole)
    for day, due in sorted(find_turns(whole).items()):
        yield from walk.step(day, sorted(due))
    yield from walk.open.values()


def find_turns(whole: Whole) -> dict[date, set[int]]:
    """The parts that are another on a day: they have a claim more, or a copy between their pages begins or ends."""
    home = {claim: number for number, claims in enumerate(whole.parts) for claim in claims}
    found: dict[date, set[int]] = defaultdict(set)
    for claim, number in home.items():
        found[whole.days[whole.index.claims[claim].span.page]].add(number)
    for bond in whole.bonds:
        told = (claim.id for _, _, *sides in bond.told for side in sides for claim in side)
        numbers = {home[claim] for claim in told if claim in home}
        for day in (bond.lived.since, bond.lived.until):
            if day is not None:
                found[day] |= numbers
    return found


@dataclass
class Walk:
    """The case as it stood on the day that was reached."""

    whole: Whole
    parts: dict[int, Part] = field(default_factory=dict)
    fields: dict[Field, set[int]] = field(default_factory=lambda: defaultdict(set))
    sides: dict[str, dict[object, tuple[Dispute, ...]]] = field(default_factory=lambda: defaultdict(dict))
    told: dict[object, tuple[Dispute, ...]] = field(default_factory=dict)
    homes: dict[str, Found] = field(default_factory=dict)
    open: dict[str, Stood] = field(default_factory=dict)

    def step(self, day: date, due: Iterable[int]) -> Iterator[Stood]:
        """Goes on to a day; gives the states that end on it."""
        moved: set[str] = set()
        stirred: set[Field] = set()
        gone: set[str] = set()
        for number in due:
            before, now = self.parts.get(number, Part()), self.weigh(number, day)
            gone |= {happening.id for happening, _ in before.found}
            stirred |= self.put(number, before, now)
            moved |= self.tell(number, now.disputes) | heads_of(now)
        for key in sorted(stirred):
            moved |= self.tell(key, self.compare(key))
        events = {self.homes[head][0].id: self.homes[head] for head in moved if head in self.homes}
        yield from self.close(gone - events.keys(), day)
        for event in sorted(events):
            yield from self.stand(*events[event], day)

    def weigh(self, number: int, day: date) -> Part:
        whole, bodies = self.whole, self.whole.bodies
        index = Index(whole.cut(whole.parts[number], day), whole.index.pack)
        chains = {claim: whole.chains[claim] for claim in index.claims}
        happenings = find_happenings(chains, whole.find_ties(index, day), index, bodies)
        found = tuple((one, find_groups(one, index, bodies)) for one in happenings)
        return Part(
            found,
            tuple(row for one, groups in found for row in find_rows(one, groups, index)),
            (
                *find_disputes(found, index, bodies),
                *(each for one, groups in found for each in within_one(one, groups, index)),
            ),
        )

    def put(self, number: int, before: Part, now: Part) -> set[Field]:
        """One part in place of what it was; what is to be compared again for it."""
        were, are = set(self.find_fields(before)), set(self.find_fields(now))
        for key in were - are:
            self.fields[key].discard(number)
        for key in are - were:
            self.fields[key].add(number)
        for head in heads_of(before):
            self.homes.pop(head, None)
        for happening, groups in now.found:
            self.homes |= {chain.head.id: (happening, groups) for chain in happening.chains}
        self.parts[number] = now
        return were | are

    def find_fields(self, part: Part) -> Iterator[Field]:
        yield from (("holder", row.place) for row in part.rows)
        yield from (each for happening, _ in part.found for each in self.find_fields_of(happening))

    def find_fields_of(self, happening: Happening) -> Iterator[Field]:
        index = self.whole.index
        yield from (("toll", self.whole.tolls[one.claim]) for one in happening.facts if one.claim in self.whole.tolls)
        if happening.facts[0].family.startswith("control."):
            if happening.place is not None:
                yield "capture", happening.place
            return
        for fact in happening.facts:
            mark = mark_deed(fact, index) if fact.stated and fact.place is not None else None
            if mark is not None and fact.place is not None:
                yield "deed", f"{mark} at {widest(fact.place, index)}"

    def compare(self, key: Field) -> Sequence[Dispute]:
        """The disputes of one field anew, over all parts that have to do with it."""
        (what, name), whole = key, self.whole
        parts = [self.parts[number] for number in sorted(self.fields[key])]
        if what == "holder":
            rows = [row for part in parts for row in part.rows if row.place == name]
            heads: Mapping[str, Chain] = {row.chain.head.id: row.chain for row in rows}
            return over_holder(gather_rows(rows), heads, whole.index, whole.bodies)
        found = [told for part in parts for told in part.found if key in self.find_fields_of(told[0])]
        if what == "capture":
            return list(over_capture(found, whole.bodies))
        compare = over_deed if what == "deed" else over_toll
        return list(compare(found, whole.index, whole.bodies))

    def tell(self, key: object, disputes: Sequence[Dispute]) -> set[str]:
        """What is disputed within a part or a field gives way to these; the attributions on either side of any."""
        before = self.told.pop(key, ())
        for dispute in before:
            for side in (dispute.left, dispute.right):
                self.sides[side].pop(key, None)
        now = tuple(disputes)
        if now:
            self.told[key] = now
        by_side: dict[str, list[Dispute]] = defaultdict(list)
        for dispute in now:
            for side in (dispute.left, dispute.right):
                by_side[side].append(dispute)
        for side, ones in by_side.items():
            self.sides[side][key] = tuple(ones)
        return {side for dispute in (*before, *now) for side in (dispute.left, dispute.right)}

    def stand(self, happening: Happening, groups: Sequence[Group], day: date) -> Iterator[Stood]:
        """The event as it stands now, if it is another than it was."""
        own = {id_of: one for head in heads_in(happening) for id_of, one in self.disputes_of(head)}
        disputes = tuple(sorted({dispute.id for _, dispute in own.values()}))
        holders = {dispute.id: dispute for key, dispute in own.values() if isinstance(key, tuple) and key[0] == "holder"}
        rivals = self.find_rivals(happening, groups, [holders[each] for each in sorted(holders)])
        event = make_event(Weighing(happening, groups, rivals, self.whole.index, self.whole.bodies))
        before = self.open.get(event.id)
        if before is not None and before.event == event and before.disputes == disputes:
            return
        yield from self.close([event.id], day)
        self.open[event.id] = Stood(event, disputes, day, None)

    def disputes_of(self, head: str) -> Iterator[tuple[tuple[object, str], tuple[object, Dispute]]]:
        for key, ones in self.sides.get(head, {}).items():
            yield from (((key, dispute.id), (key, dispute)) for dispute in ones)

    def find_rivals(self, happening: Happening, groups: Sequence[Group], holders: Sequence[Dispute]) -> list[Group]:
        """The groups that others give the place by, as far as they are of other events."""
        sides = {side for dispute in holders for side in (dispute.left, dispute.right) if side in self.homes}
        others = {self.homes[side][0].id: self.homes[side] for side in sides}
        found = {**others, happening.id: (happening, groups)}
        return find_rivals([found[each] for each in sorted(found)], holders).get(happening.id, [])

    def close(self, events: Iterable[str], day: date) -> Iterator[Stood]:
        for key in events:
            before = self.open.pop(key, None)
            # What was told and changed within one day never stood.
            if before is not None and before.since < day:
                yield Stood(before.event, before.disputes, before.since, day)


def heads_in(happening: Happening) -> set[str]:
    return {chain.head.id for chain in happening.chains}


def heads_of(part: Part) -> set[str]:
    return {head for happening, _ in part.found for head in heads_in(happening)}
