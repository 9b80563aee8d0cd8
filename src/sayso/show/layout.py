"""Which columns a person sees of each noun, and the words below each row; csv and json give every column instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.show.cells import NOTHING, clean, day_words, isolate, when_words
from sayso.show.chain import words

Row = Mapping[str, object]
Cell = Callable[[Row], object]


@dataclass(frozen=True, slots=True)
class Column:
    """`least` columns are kept when the table is squeezed; `right` is for figures."""

    heading: str
    cell: Cell
    least: int = 8
    right: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """`below` gives a second line, made safe for a terminal by whoever writes it."""

    columns: tuple[Column, ...]
    below: Callable[[Row], str] | None = None


def field(name: str) -> Cell:
    return lambda row: row.get(name)


def coded(name: str) -> Cell:
    return lambda row: words(row.get(name))


def stretch(name: str) -> Cell:
    return lambda row: when_words(row.get(f"{name}_start"), row.get(f"{name}_end"))


def known_by(row: Row) -> str:
    """The day by whose end it could be known: midnight belongs to the day before."""
    return when_words(None, row["known_from"]).removeprefix("until ")


def plain_layout(columns: Sequence[str]) -> Layout:
    """For rows that need no reading aid: the columns as they are."""
    return Layout(tuple(Column(name.replace("_", " "), field(name)) for name in columns if name != "id"))


def quote(row: Row) -> str:
    """The exact words, then the outlet and the day that printed them."""
    return f"{quoted(row, 'quote')} - {origin(row)}" if row.get("quote") else ""


def quoted(row: Row, column: str) -> str:
    return f'"{isolate(clean(row[column]))}"'


def origin(row: Row) -> str:
    printed = when_words(row.get("published_start"), row.get("published_end"))
    return f"{clean(row.get('outlet_name') or 'outlet unknown')}, {'no date' if printed == NOTHING else printed}"


def other_origin(row: Row) -> str:
    return origin(
        {
            "outlet_name": row["other_outlet_name"],
            "published_start": row["other_start"],
            "published_end": row["other_end"],
        }
    )


def spellings(row: Row) -> str:
    return ", ".join(dict.fromkeys(spelling for _, spelling in json.loads(str(row["names"] or "[]"))))


def doing(row: Row) -> str:
    """What is said to be done, in the kinds of the packs, by whom and to whom: "control.gain by army > militia"."""
    mood = "" if row.get("mood") in (None, "actual") else f" ({row['mood']})"
    by = f" by {row['actors_names']}" if row.get("actors_names") else ""
    to = f" > {row['targets_names']}" if row.get("targets_names") else ""
    return f"{row['kind']}{figure(row)}{mood}{by}{to}"


def figure(row: Row) -> str:
    """A count as its words bound it: " 14", " 14+", " up to 30", " 24-99"."""
    low, best, high = row.get("low"), row.get("best"), row.get("high")
    if low is None and high is None:
        return "" if best is None else f" {best}"
    if low == high:
        return f" {low}"
    if high is None:
        return f" {low}+"
    return f" up to {high}" if low is None else f" {low}-{high}"


def who(row: Row) -> object:
    return row["asserts"] or "nobody"


def event_words(row: Row) -> str:
    """Who stands against it first: a quote may be cut, a denial never."""
    against = [
        f"{stand} by {clean(row[column])}" for column, stand in (("denies", "denied"), ("doubts", "doubted")) if row[column]
    ]
    return "; ".join([*against, quote(row)])


def both_quotes(row: Row) -> str:
    return f"{quoted(row, 'left_quote')} / {quoted(row, 'right_quote')}"


LAYOUTS: Mapping[str, Layout] = {
    "events": Layout(
        (
            Column("when", stretch("when"), 11),
            Column("where", field("place_name"), 10),
            Column("what", doing, 16),
            Column("who says so", who, 18),
            Column("roots", field("roots"), right=True),
            Column("pages", field("pages"), right=True),
            Column("grade", coded("grade"), 12),
        ),
        event_words,
    ),
    "claims": Layout(
        (
            Column("when", stretch("when"), 11),
            Column("where", field("place_name"), 10),
            Column("what", doing, 20),
            Column("who says so", field("said_by"), 24),
        ),
        quote,
    ),
    "attributions": Layout(
        (
            Column("who", field("who"), 24),
            Column("said", stretch("said"), 11),
            Column("of what", doing, 14),
            Column("where", field("place_name"), 10),
            Column("stance", field("stance")),
        ),
        quote,
    ),
    "pages": Layout(
        (
            Column("published", stretch("published"), 11),
            Column("outlet", field("outlet_name"), 12),
            Column("title", lambda row: row.get("quote") or row.get("url") or row.get("path"), 30),
            Column("date by", field("published_class")),
            Column("claims", field("claims"), right=True),
        )
    ),
    "passages": Layout(
        (
            Column("role", field("role")),
            Column("voice", field("voice_name"), 12),
            Column("words", field("quote"), 40),
            Column("rule", field("rule")),
        )
    ),
    "mentions": Layout((Column("kind", field("kind")), Column("words", field("quote"), 20), Column("page", origin, 20))),
    "links": Layout(
        (
            Column("words", field("quote"), 16),
            Column("target", lambda row: row.get("target_name") or "not in the packs", 16),
            Column("level", field("level")),
            Column("rung", field("rung"), 5),
            Column("why", field("why"), 20),
        )
    ),
    "roots": Layout(
        (
            Column("root", field("root_name"), 24),
            Column("stands", field("stands")),
            Column("bloc", field("bloc")),
            Column("pages", field("pages"), right=True),
            Column("of what", doing, 12),
            Column("where", field("place_name"), 10),
        )
    ),
    "disputes": Layout(
        (
            Column("over", field("over")),
            Column("one says", field("left_source"), 16),
            Column("another says", field("right_source"), 16),
            Column("where", field("place_name"), 10),
            Column("of what", field("kind"), 12),
        ),
        both_quotes,
    ),
    "controls": Layout(
        (
            Column("place", field("place_name"), 10),
            Column("who", field("actor_name"), 12),
            Column("stands", field("status")),
            Column("from", lambda row: when_words(row["valid_from_lo"], row["valid_from_hi"]), 11),
            Column("known by", known_by, 11),
            Column("on whose word", field("root_name"), 16),
        ),
        quote,
    ),
    "forecasts": Layout(
        (
            Column("who", field("source_name"), 16),
            Column("what", doing, 16),
            Column("where", field("place_name"), 10),
            Column("due", stretch("due"), 11),
            Column("p", field("p"), right=True, least=3),
            Column("outcome", coded("outcome"), 9),
        ),
        quote,
    ),
    "copies": Layout(
        (
            Column("kind", field("kind")),
            Column("one", origin, 20),
            Column("other", other_origin, 20),
            Column("shared", field("shared"), right=True),
            Column("weight", field("score"), right=True),
        ),
        lambda row: quoted(row, "quote") if row.get("quote") else "",
    ),
    "places": Layout(
        (
            Column("name", field("name"), 16),
            Column("level", field("level")),
            Column("in", field("parent_name"), 12),
            Column("lat", field("lat"), right=True),
            Column("lon", field("lon"), right=True),
            Column("radius m", field("radius_m"), right=True),
            Column("claims", field("claims"), right=True),
        )
    ),
    "actors": Layout((Column("name", field("name"), 24), Column("kind", field("kind")), Column("spellings", spellings, 30))),
    "sources": Layout(
        (
            Column("name", field("name"), 20),
            Column("kind", coded("source_kind"), 12),
            Column("owner", field("owner")),
            Column("pages", field("pages"), right=True),
            Column("quoted", field("quoted"), right=True),
        )
    ),
    "judgements": Layout(
        (
            Column("record", field("record"), 12),
            Column("verdict", field("verdict")),
            Column("field", field("field")),
            Column("value", field("value")),
            Column("by", field("by")),
            Column("at", lambda row: day_words(row["at"]), 16),
            Column("note", field("note"), 12),
        )
    ),
    "problems": Layout(
        (
            Column("room", field("room")),
            Column("where", lambda row: row.get("path") or row.get("page"), 20),
            Column("what", field("message"), 40),
        )
    ),
    "runs": Layout(
        (
            Column("command", field("command")),
            Column("started", field("started"), 19),
            Column("ended", field("ended"), 19),
            Column("digest", field("digest"), 12),
        )
    ),
    "held": Layout(
        (
            Column("on whose word", field("root_name"), 18),
            Column("who", field("actor_name"), 14),
            Column("stands", field("status")),
            Column("from", lambda row: when_words(row["valid_from_lo"], row["valid_from_hi"]), 11),
            Column("known by", known_by, 11),
            Column("weight", field("weight"), right=True),
        ),
        quote,
    ),
}
