"""The say-so strip as it is drawn: a line for each root with its words over time, above them what they come to together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model import Aspect, Control, Held, Word
from sayso.show.cells import as_time, last_day, printed_words
from sayso.show.chain import words
from sayso.show.filter import Answer
from sayso.show.held import quotes_of
from sayso.show.names import Names, named, names_of, root_name
from sayso.store import Store

ONE = timedelta(days=1)
DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class Standing:
    """A word that stands on a day, and since when it is said to be so."""

    word: Word
    begun: date


@dataclass(frozen=True, slots=True)
class Daily:
    """One day: what the words come to, and those that are still fresh."""

    held: Held
    standing: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who are said to hold the place; `order` is that of their first appearance, for a colour and a pattern."""

    id: str | None
    name: str
    bloc: str | None
    order: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which the words of all roots come to the same, up to the day before `end`; `share` is that of the first."""

    start: str
    end: str
    holder: str | None
    holder_name: str | None
    agreed: bool
    disputed: bool
    share: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Days on which one word of a root stands; `hedge` says how it is weakened, None if it is not."""

    start: str
    end: str
    actor: str | None
    actor_name: str | None
    status: str
    hedged: bool
    hedge: str | None
    words: str
    weight: float
    control: str
    attribution: str | None
    page: str | None
    start_at: int | None
    end_at: int | None
    outlet: str | None
    outlet_name: str | None
    published: str
    known: str | None


@dataclass(frozen=True, slots=True)
class Tick:
    """A page that carries the word of a root, on the day it could be read."""

    at: str
    page: str
    outlet_name: str | None
    control: str
    quote: str


@dataclass(frozen=True, slots=True)
class Line:
    """One root. `named` is false for an unnamed source and for an outlet's own word."""

    root: str
    root_name: str
    bloc: str | None
    named: bool
    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Who held a place, root by root, from the first day to the day before `end`, as could be known at the end of `as_of`."""

    place: str
    place_name: str
    aspect: str
    start: str
    end: str
    as_of: str
    zone: str
    undated: int
    newest: str | None
    actors: tuple[Party, ...]
    consensus: tuple[Spell, ...]
    roots: tuple[Line, ...]


def make_strip(
    store: Store,
    place: str,
    aspect: Aspect,
    as_of: date,
    days: Sequence[Daily],
    controls: Sequence[Control],
    hedges: Mapping[str, float],
    blocs: Mapping[str, str | None],
    end: date,
) -> Strip:
    names = names_of(store)
    said = quotes_of(store, [one for row in controls for one in row.attributions])
    lines = sorted(find_lines(days, said, hedges, names, controls), key=line_order)
    parties = dict.fromkeys((one.actor, one.actor_name) for one in sorted(all_segments(lines), key=lambda one: one.start))
    newest = max((str(one["published_start"])[:10] for one in said.values() if one.get("published_start")), default=None)
    return Strip(
        place=place,
        place_name=str(named(place, names)),
        aspect=str(aspect),
        start=(days[0].held.on if days else end).isoformat(),
        end=end.isoformat(),
        as_of=as_of.isoformat(),
        zone=store.setting("zone") or "UTC",
        undated=days[0].held.undated if days else 0,
        newest=newest,
        actors=tuple(Party(one, name or "nobody named", blocs.get(one or ""), at) for at, (one, name) in enumerate(parties)),
        consensus=tuple(find_spells(days, names, aspect)),
        roots=tuple(lines),
    )


def line_order(line: Line) -> tuple[bool, str, str]:
    """Named roots first, each group by its first word."""
    return not line.named, min((one.start for one in line.segments), default="9999"), line.root


def all_segments(lines: Sequence[Line]) -> list[Segment]:
    return [segment for line in lines for segment in line.segments]


def find_spells(days: Sequence[Daily], names: Names, aspect: Aspect) -> Iterator[Spell]:
    """Runs of days with the same answer; a share that fades while nobody says anything is no new answer."""
    first: Held | None = None
    last: date | None = None
    for held in [day.held for day in days]:
        if first is not None and last is not None and answer(held) != answer(first):
            yield spell(first, last, names, aspect)
            first = None
        first, last = first or held, held.on
    if first is not None and last is not None:
        yield spell(first, last, names, aspect)


def answer(held: Held) -> tuple[object, ...]:
    return held.holder, held.agreed, held.sentence.startswith(DISPUTED), not held.words or held.share == 0


def spell(held: Held, last: date, names: Names, aspect: Aspect) -> Spell:
    name = words(held.holder) if aspect is Aspect.ACCESS else named(held.holder, names)
    disputed = held.sentence.startswith(DISPUTED)
    return Spell(
        held.on.isoformat(), (last + ONE).isoformat(), held.holder, name, held.agreed, disputed, held.share, held.sentence
    )


def find_lines(
    days: Sequence[Daily],
    said: Mapping[str, dict[str, object]],
    hedges: Mapping[str, float],
    names: Names,
    controls: Sequence[Control],
) -> Iterator[Line]:
    standing: dict[str, dict[str, list[tuple[date, Standing]]]] = defaultdict(lambda: defaultdict(list))
    for day in days:
        for one in day.standing:
            standing[one.word.root][one.word.control.id].append((day.held.on, one))
    for root, by_control in standing.items():
        segments = [made for runs in by_control.values() for made in find_segments(runs, said, hedges, names)]
        own = [row for row in controls if row.root == root]
        bloc = next(one.word.bloc for runs in by_control.values() for _, one in runs)
        is_named = not root.startswith(("anon@", "publisher*"))
        name = str(root_name(root, names))
        order = tuple(sorted(segments, key=lambda one: (one.start, one.actor or "", one.control)))
        yield Line(root, name, bloc, is_named, order, tuple(find_ticks(own, said, names)))


def find_segments(
    runs: Sequence[tuple[date, Standing]], said: Mapping[str, dict[str, object]], hedges: Mapping[str, float], names: Names
) -> Iterator[Segment]:
    """One for each unbroken run of days on which the word stands."""
    begin = 0
    for at in range(1, len(runs) + 1):
        if at == len(runs) or runs[at][0] - runs[at - 1][0] > ONE:
            yield make_segment(runs[begin][1].word, runs[begin][0], runs[at - 1][0], said, hedges, names)
            begin = at


def make_segment(
    word: Word, first: date, last: date, said: Mapping[str, dict[str, object]], hedges: Mapping[str, float], names: Names
) -> Segment:
    control = word.control
    attribution = next(iter(control.attributions), None)
    row = said.get(attribution or "", {})
    firm = hedges.get(attribution or "", 1.0)
    return Segment(
        start=first.isoformat(),
        end=(last + ONE).isoformat(),
        actor=control.actor or str(control.status),
        actor_name=named(control.actor, names) if control.actor is not None else str(control.status),
        status=str(control.status),
        hedged=firm < 1,
        hedge=hedge_words(row, firm),
        words=str(row.get("quote") or ""),
        weight=round(word.weight, 3),
        control=control.id,
        attribution=attribution,
        page=as_text(row.get("page")),
        start_at=as_number(row.get("start")),
        end_at=as_number(row.get("end")),
        outlet=as_text(row.get("outlet")),
        outlet_name=named(row.get("outlet"), names),
        published=printed_words(row.get("published_start"), row.get("published_end")),
        known=None if control.known_from is None else last_day(control.known_from).date().isoformat(),
    )


def hedge_words(row: Mapping[str, object], firm: float) -> str | None:
    """The modality of the speaker's own word, else that somebody on the way weakens it."""
    if firm >= 1:
        return None
    modality = words(row.get("modality"))
    return modality if modality not in ("", "certain") else "passed on with doubt"


def find_ticks(controls: Sequence[Control], said: Mapping[str, dict[str, object]], names: Names) -> Iterator[Tick]:
    seen = set()
    for control in controls:
        for row in (said[one] for one in control.attributions if one in said):
            at, page = as_time(row["published_start"] or row["published_end"]), str(row["page"])
            if at is not None and page not in seen:
                seen.add(page)
                yield Tick(at.date().isoformat(), page, named(row["outlet"], names), control.id, str(row["quote"]))


def as_text(value: object) -> str | None:
    return None if value is None else str(value)


def as_number(value: object) -> int | None:
    return int(str(value)) if value is not None else None


def strip_answer(strip: Strip) -> Answer:
    """One row a segment, for csv: the words, whose they are, and the days on which they stand."""
    rows = [
        (one.control, line.root, line.root_name, line.bloc, *(getattr(one, column) for column in COLUMNS))
        for line in strip.roots
        for one in line.segments
    ]
    return Answer("strip", ("id", "root", "root_name", "bloc", *COLUMNS), tuple(rows), zone=strip.zone, undated=strip.undated)


COLUMNS = (
    *("start", "end", "actor", "actor_name", "status", "hedge", "weight", "known", "outlet", "outlet_name", "published"),
    *("attribution", "page", "start_at", "end_at", "words"),
)
