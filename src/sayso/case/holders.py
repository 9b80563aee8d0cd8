"""Who held the places of a case, as it is kept: what was said of each over both clocks, drawn as a map and a strip have it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from msgspec.json import Decoder, encode

from sayso.case.standing import half_life_of, read_heard
from sayso.model import Aspect, Control
from sayso.pack import Pack
from sayso.show.drawing import to_text
from sayso.show.geojson import Holding, holder_features
from sayso.show.past import NEVER
from sayso.show.strip import Laid, Printed, Segment, Spell, Spoken, Tick, draw_pages, draw_words
from sayso.store import Store
from sayso.weigh.bodies import Bodies
from sayso.weigh.control import day_of_word
from sayso.weigh.fading import count_fresh
from sayso.weigh.held import Cell, Come, Heard, Words, find_held
from sayso.weigh.held import Laid as Cells
from sayso.weigh.known import day_of

Row = tuple[object, ...]
AT = "place = :place and aspect = :aspect and since <= :day and until > :day"
SPOKEN = f"""select root, bloc, start, "end", begun, weight, drawn from heard
  where {AT} and begun is not null order by start, number"""
PRINTED = f"select root, said, drawn from heard where {AT} and begun is null order by number"
COME = f'select start, "end", drawn from held where {AT} order by start'
SPELL = ("holder", "holder_name", "agreed", "disputed", "share", "sentence")
SEGMENT, TICK = Decoder(Segment), Decoder(Tick)


def find_rows(store: Store, pack: Pack) -> tuple[list[Row], list[Row]]:
    """The rows of the tables `held` and `heard`, place after place."""
    bodies, half_life = Bodies(pack), half_life_of(store)
    held, heard = [], []
    for one in read_heard(store, pack):
        for aspect in Aspect:
            words, comes = find_held(one, aspect, half_life, bodies)
            held += list(draw_held(store, one, aspect, comes))
            heard += list(draw_heard(store, one, aspect, half_life, words))
    return number(held), number(heard)


def number(rows: list[Row]) -> list[Row]:
    return [(at, *row) for at, row in enumerate(rows, start=1)]


def draw_held(store: Store, heard: Heard, aspect: Aspect, comes: list[Cell[Come]]) -> Iterator[Row]:
    ordered = sorted(comes, key=lambda cell: (cell.since, cell.start))
    drawn = holder_features(store, [Holding(heard.place, aspect, *cell.value.told) for cell in ordered])
    for cell, feature in zip(ordered, drawn, strict=True):
        yield heard.place, str(aspect), *days_of(cell), to_text(feature)


def draw_heard(store: Store, heard: Heard, aspect: Aspect, half_life: float, words: list[Cell[Words]]) -> Iterator[Row]:
    """Words as they stand and are fresh, then the pages that carry them."""
    cells = sorted(words, key=lambda cell: cell.since)
    spans: dict[Spoken, list[tuple[date, date | None]]] = defaultdict(list)
    for cell, one in zip(each_word(cells), draw_spoken(store, heard, half_life, cells), strict=True):
        # One more page that has the same word makes it no other.
        begin = spans[one].pop()[0] if spans[one] and spans[one][-1][1] == cell.since else cell.since
        spans[one].append((begin, cell.until))
    for one, begin, stop in ((one, *span) for one, found in spans.items() for span in found if one.start < one.end):
        days = begin.isoformat(), until(stop), one.start.isoformat(), one.end.isoformat()
        said, drawn = one.segment.attribution or "", encode(one.segment).decode()
        yield heard.place, str(aspect), one.root, one.bloc, *days, said, one.begun.isoformat(), one.weight, drawn
    for page in draw_pages(store, rows_of(heard, aspect)):
        since, at = day_of(heard.known[page.said]).isoformat(), page.tick.at
        yield heard.place, str(aspect), page.root, None, since, NEVER, at, at, page.said, None, None, encode(page.tick).decode()


def each_word(cells: list[Cell[Words]]) -> Iterator[Cell[Words]]:
    """The cell of each word."""
    yield from (cell for cell in cells for _ in cell.value)


def draw_spoken(store: Store, heard: Heard, half_life: float, words: list[Cell[Words]]) -> Iterator[Spoken]:
    """Each word of each cell; what is too faint all the while ends where it begins, or before."""
    told = [(cell, word) for cell in words for word in cell.value]
    fresh = count_fresh(1.0, half_life)
    for (cell, word), segment in zip(told, draw_words(store, [word for _, word in told], heard.hedges), strict=True):
        begun = day_of_word(word)
        faint = date.fromordinal(min(begun.toordinal() + fresh, date.max.toordinal()))
        end = faint if cell.end is None else min(cell.end, faint)
        yield Spoken(word.root, word.bloc, cell.start, end, begun, word.weight, segment)


def rows_of(heard: Heard, aspect: Aspect) -> list[Control]:
    """Each with what of it could be known at some time."""
    rows = (row for row in heard.rows if row.aspect is aspect)
    return [replace(row, attributions=tuple(one for one in row.attributions if one in heard.known)) for row in rows]


def draw_laid(store: Store, heard: Heard, aspect: Aspect, half_life: float, cells: Cells) -> Laid:
    """As it would be kept, of cells that are known by one day."""
    words, comes = cells
    spoken = [one for one in draw_spoken(store, heard, half_life, words) if one.start < one.end]
    holdings = [Holding(heard.place, aspect, *cell.value.told) for cell in comes]
    held = [
        as_spell(cell.start.isoformat(), until(cell.end), feature["properties"])
        for cell, feature in zip(comes, holder_features(store, holdings), strict=True)
    ]
    return Laid(
        sorted(spoken, key=lambda one: one.start),
        draw_pages(store, rows_of(heard, aspect)),
        sorted(held, key=lambda one: one.start),
    )


def read_laid(store: Store, place: str, aspect: Aspect, as_of: date) -> Laid:
    """As it is kept."""
    asked = {"place": place, "aspect": str(aspect), "day": as_of.isoformat()}
    day = date.fromisoformat
    spoken = [
        Spoken(root, bloc, day(start), day(end), day(begun), weight, SEGMENT.decode(drawn))
        for root, bloc, start, end, begun, weight, drawn in store.sql(SPOKEN, asked)
    ]
    printed = [Printed(root, said, TICK.decode(drawn)) for root, said, drawn in store.sql(PRINTED, asked)]
    held = [as_spell(start, end, json.loads(drawn)["properties"]) for start, end, drawn in store.sql(COME, asked)]
    return Laid(spoken, printed, held)


def as_spell(start: str, end: str, drawn: dict[str, Any]) -> Spell:
    return Spell(start, end, **{name: drawn[name] for name in SPELL})


def days_of(cell: Cell[Come]) -> tuple[str, str, str, str]:
    return cell.since.isoformat(), until(cell.until), cell.start.isoformat(), until(cell.end)


def until(day: date | None) -> str:
    return NEVER if day is None else day.isoformat()
