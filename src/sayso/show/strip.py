"""The say-so strip as it is drawn: a line for each root with its words over time, above them what they come to together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sayso.model import Aspect, Control, Word
from sayso.show.cells import as_time, last_day, printed_words
from sayso.show.chain import words
from sayso.show.filter import Answer, undated
from sayso.show.held import quotes_of
from sayso.show.names import Names, named, names_of, root_name
from sayso.store import Store

SILENCE = "no recent word"


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who are said to hold the place; `order` is that of their first appearance, for a colour and a pattern."""

    id: str | None
    name: str
    bloc: str | None
    order: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Days on which the words of all roots come to the same, up to the day before `end`; `share` is that of the first of
    them."""

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


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a root on the days on which it stands and is fresh; `segment` is it as drawn, but for its days and weight.

    It weighs `weight` on the day on which it is said to have `begun`.
    """

    root: str
    bloc: str | None
    start: date
    end: date
    begun: date
    weight: float
    segment: Segment


@dataclass(frozen=True, slots=True)
class Printed:
    """A page that carries the word of a root, by the attribution `said`."""

    root: str
    said: str
    tick: Tick


@dataclass(frozen=True, slots=True)
class Laid:
    """All that is said of a place as known by the end of a day, each in the order of its days; `held` is what it comes to."""

    spoken: Sequence[Spoken]
    printed: Sequence[Printed]
    held: Sequence[Spell]


def make_strip(
    store: Store,
    place: str,
    aspect: Aspect,
    as_of: date,
    stretch: tuple[date, date],
    laid: Laid,
    blocs: Mapping[str, str | None],
    half_life: float,
) -> Strip:
    names, (start, end) = names_of(store), (stretch[0].isoformat(), stretch[1].isoformat())
    lines = sorted(find_lines(laid, stretch, names, half_life), key=line_order)
    parties = dict.fromkeys((one.actor, one.actor_name) for one in sorted(all_segments(lines), key=lambda one: one.start))
    return Strip(
        place=place,
        place_name=str(named(place, names)),
        aspect=str(aspect),
        start=start,
        end=end,
        as_of=as_of.isoformat(),
        zone=store.setting("zone") or "UTC",
        undated=undated(store),
        newest=max((one.tick.at for one in laid.printed), default=None),
        actors=tuple(Party(one, name or "nobody named", blocs.get(one or ""), at) for at, (one, name) in enumerate(parties)),
        consensus=tuple(find_spells(laid.held, start, end)),
        roots=tuple(lines),
    )


def line_order(line: Line) -> tuple[bool, str, str]:
    """Named roots first, each group by its first word."""
    return not line.named, min((one.start for one in line.segments), default="9999"), line.root


def all_segments(lines: Sequence[Line]) -> list[Segment]:
    return [segment for line in lines for segment in line.segments]


def find_spells(held: Sequence[Spell], start: str, end: str) -> Iterator[Spell]:
    """Runs of days with the same answer; a share that moves and leaves all else as it is is no new answer."""
    last: Spell | None = None
    for one in fill(held, start, end):
        if last is not None and answer(last) == answer(one):
            last = replace(last, end=one.end)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def fill(held: Sequence[Spell], start: str, end: str) -> Iterator[Spell]:
    """What lies in the stretch, with silence where nobody has spoken."""
    reached = start
    for one in held:
        begin, stop = max(one.start, reached), min(one.end, end)
        if begin < stop:
            if reached < begin:
                yield silence(reached, begin)
            yield replace(one, start=begin, end=stop)
            reached = stop
    if reached < end:
        yield silence(reached, end)


def silence(start: str, end: str) -> Spell:
    return Spell(start, end, None, None, agreed=False, disputed=False, share=0.0, sentence=SILENCE)


def answer(one: Spell) -> tuple[object, ...]:
    return one.holder, one.agreed, one.disputed, one.share == 0


def find_lines(laid: Laid, stretch: tuple[date, date], names: Names, half_life: float) -> Iterator[Line]:
    runs: dict[str, list[list[Spoken]]] = defaultdict(list)
    reached: dict[tuple[str, str], tuple[date, list[Spoken]]] = {}
    first, stop = stretch
    for one in laid.spoken:
        if one.start < stop and one.end > first:
            until, run = reached.get((one.root, one.segment.control), (None, []))
            if until != one.start:
                run = []
                runs[one.root].append(run)
            run.append(one)
            reached[one.root, one.segment.control] = one.end, run
    ticks: dict[str, list[Tick]] = defaultdict(list)
    start, end = first.isoformat(), stop.isoformat()
    for page in laid.printed:
        if start <= page.tick.at < end:
            ticks[page.root].append(page.tick)
    for root, found in runs.items():
        segments = sorted(
            (lay(run, stretch, half_life) for run in found), key=lambda one: (one.start, one.actor or "", one.control)
        )
        bloc = min((run[0] for run in found), key=lambda one: one.start).bloc
        is_named = not root.startswith(("anon@", "publisher*"))
        yield Line(root, str(root_name(root, names)), bloc, is_named, tuple(segments), tuple(ticks[root]))


def lay(run: Sequence[Spoken], stretch: tuple[date, date], half_life: float) -> Segment:
    """An unbroken run of days on which a word stands, as heavy as on the first of them."""
    one, start, end = run[0], max(run[0].start, stretch[0]), min(run[-1].end, stretch[1])
    weight = one.weight * 2 ** (-(start - one.begun).days / half_life)
    return replace(one.segment, start=start.isoformat(), end=end.isoformat(), weight=round(weight, 3))


def draw_words(store: Store, words: Sequence[Word], hedges: Mapping[str, float]) -> list[Segment]:
    """As a strip shows each, but for its days and its weight."""
    names, said = names_of(store), quotes_of(store, [one for word in words for one in word.control.attributions[:1]])
    return [draw_word(word, said, hedges, names) for word in words]


def draw_word(word: Word, said: Mapping[str, dict[str, object]], hedges: Mapping[str, float], names: Names) -> Segment:
    control = word.control
    attribution = next(iter(control.attributions), None)
    row = said.get(attribution or "", {})
    firm = hedges.get(attribution or "", 1.0)
    return Segment(
        start="",
        end="",
        actor=control.actor or str(control.status),
        actor_name=named(control.actor, names) if control.actor is not None else str(control.status),
        status=str(control.status),
        hedged=firm < 1,
        hedge=hedge_words(row, firm),
        words=str(row.get("quote") or ""),
        weight=0.0,
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


def draw_pages(store: Store, controls: Sequence[Control]) -> list[Printed]:
    """Each page that carries a word of a root once."""
    names, said = names_of(store), quotes_of(store, [one for row in controls for one in row.attributions])
    found: dict[tuple[str, str], Printed] = {}
    for control in sorted(controls, key=lambda row: row.id):
        for one, row in ((one, said[one]) for one in control.attributions if one in said):
            at, page = as_time(row["published_start"] or row["published_end"]), str(row["page"])
            if at is not None:
                tick = Tick(at.date().isoformat(), page, named(row["outlet"], names), control.id, str(row["quote"]))
                found.setdefault((control.root, page), Printed(control.root, one, tick))
    return sorted(found.values(), key=lambda one: (one.tick.at, one.tick.page))


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
