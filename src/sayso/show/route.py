"""A way and its parts: who is said to hold each and whether it is open, on whose word, and where nobody says anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import cast

from sayso.model import Aspect, Held
from sayso.show.cells import clean, inline, plural, width
from sayso.show.filter import Answer
from sayso.show.held import quotes_of, word_row
from sayso.show.layout import Column, Layout, field, quote
from sayso.show.names import Names, names_of
from sayso.show.table import WIDTH, footer, grid
from sayso.store import Store

SILENCE = "nobody here says"
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of a way, or the way itself. `holder` is None of a road as a whole: nobody holds that by one sentence.

    `name` is the packs' own: a part of which no page speaks is no place of the case.
    """

    place: str
    name: str
    holder: Held | None
    access: Held

    @property
    def told(self) -> tuple[tuple[Aspect, Held], ...]:
        access = (Aspect.ACCESS, self.access)
        return (access,) if self.holder is None else ((Aspect.HOLDER, self.holder), access)

    @property
    def is_silent(self) -> bool:
        return not any(held.words for _, held in self.told)


@dataclass(frozen=True, slots=True)
class Way:
    """A route of the packs, or a place asked for alone. `source` says where its parts are from."""

    name: str
    kind: str
    source: str
    legs: tuple[Leg, ...]


def route_answer(store: Store, way: Way) -> Answer:
    """A row for each word on each part, the parts in their order; one without a root where nobody says anything."""
    names = names_of(store)
    rows = [
        {"id": None, "part": number, "aspect": str(aspect), **row}
        for number, leg in enumerate(way.legs, 1)
        for aspect, held in leg.told
        for row in leg_rows(store, leg.name, held, names)
    ]
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    held = way.legs[0].access
    return Answer(
        "route",
        columns,
        tuple(tuple(row.get(column) for column in columns) for row in rows),
        as_of=held.as_of,
        zone=store.setting("zone") or "UTC",
        undated=held.undated,
    )


def leg_rows(store: Store, name: str, held: Held, names: Names) -> Iterator[Row]:
    part: Row = {"id": held.place, "place": held.place, "place_name": name, "consensus": sentence(held)}
    quotes = quotes_of(store, [one for word in held.words for one in word.control.attributions[:1]])
    if not held.words:
        yield part
    for word in held.words:
        yield {**part, **word_row(word, quotes, names)}


def render_route(store: Store, way: Way, columns: int = WIDTH) -> str:
    """Each part in its order with what is said of it; below it each root's words; last the parts nobody speaks of."""
    answer = route_answer(store, way)
    rows = [table_row(leg, answer) for leg in way.legs]
    table = Answer("route", tuple(rows[0]), tuple(tuple(row.values()) for row in rows))
    day = way.legs[0].access.on
    heading = f"{inline(way.name)} ({way.kind}) at the end of {day.day} {day:%b %Y}"
    silent = sum(leg.is_silent for leg in way.legs)
    told = [f"{SILENCE} anything of {silent} of {plural(len(way.legs), 'part')}"] if silent else []
    return "\n".join([heading, *grid(table, LAYOUT, lambda one: one, columns), *told, *footer(answer)])


def table_row(leg: Leg, answer: Answer) -> Row:
    told = [row for row in answer.records() if row["place"] == leg.place and row.get("root")]
    return {
        "id": clean(leg.name),
        "holder": "-" if leg.holder is None else sentence(leg.holder),
        "access": sentence(leg.access),
        "told": told,
    }


def sentence(held: Held) -> str:
    return held.sentence if held.words else SILENCE


def words_below(row: Mapping[str, object], columns: int) -> list[str]:
    """Each root's word: whom it names and how he stands, or that the way is open, closed or cut, with the exact words."""
    told = cast(Sequence[Row], row["told"])
    whole = [line for one in (row["holder"], row["access"]) if width(str(one)) > CUT for line in wrap(clean(one), columns)]
    return [*whole, *(line for one in told for line in quote(one, columns, lead_of(one)))]


def lead_of(word: Row) -> str:
    actor = f"{clean(word['actor_name'])} " if word["actor"] else ""
    return f"{clean(word['root_name'])}: {actor}{word['status']}"


# A sentence of more than so many columns may be cut in its cell.
CUT = 60
LAYOUT = Layout((Column("held", field("holder"), 20), Column("open or closed", field("access"), 16)), words_below, "part")
