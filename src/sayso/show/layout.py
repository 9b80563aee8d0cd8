"""Which columns a person sees of each noun, and the words below each row; csv and json give every column instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from sayso.model import SourceKind
from sayso.show.cells import clean, cut, day_words, printed_words, when_words, width
from sayso.show.chain import unnamed, words
from sayso.show.counted import figure, figure_words

# So many lines below a row are read at a glance.
LINES = 2
# So much of what something has become is always seen in its column; what is longer stands below as well.
AFTER = 36
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
    """`below` gives what stands under a row, for the columns it has, its words made safe for a terminal.

    `first` heads the first column, in which the record is named.
    """

    columns: tuple[Column, ...]
    below: Callable[[Row, int], Sequence[str]] | None = None
    first: str = "id"


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


def quote(row: Row, columns: int, lead: str = "", more: str = "") -> list[str]:
    """The exact words, cut so that the outlet and the day that printed them are always there; `lead` before, if it fits."""
    if not row.get("quote"):
        return [lead] if lead else []
    tail = f" - {origin(row)}{more}"
    lead = f"{lead}: " if lead else ""
    if lead and width(lead + tail + clean(row["quote"])) + 2 > columns:
        return [lead.removesuffix(": "), *quote(row, columns, more=more)]
    return [f"{lead}{quoted(row, 'quote', columns - width(lead + tail))}{tail}"]


def quoted(row: Row, column: str, columns: int) -> str:
    return f'"{cut(clean(row[column]), max(columns - 2, 16))}"'


def origin(row: Row) -> str:
    printed = printed_words(row.get("published_start"), row.get("published_end"))
    return f"{clean(row.get('outlet_name') or 'outlet unknown')}, {printed}"


def other_origin(row: Row) -> str:
    printed = {"published_start": row["other_start"], "published_end": row["other_end"]}
    return origin({"outlet_name": row["other_outlet_name"], **printed})


def spellings(row: Row) -> str:
    return ", ".join(dict.fromkeys(spelling for _, spelling in json.loads(str(row["names"] or "[]"))))


def doing(row: Row) -> str:
    """What is said to be done, in the kinds of the packs, by whom and to whom: "control.gain by army > militia"."""
    mood = "" if row.get("mood") in (None, "actual") else f" ({row['mood']})"
    by = f" by {row['actors_names']}" if row.get("actors_names") else ""
    to = f" > {row['targets_names']}" if row.get("targets_names") else ""
    return f"{row['kind']}{figure(row)}{mood}{by}{to}"


def event_words(row: Row, columns: int) -> list[str]:
    """Who says so and who stands against it, then the words: a quote may be cut, a denial never."""
    stands = (("asserts", "said"), ("denies", "denied"), ("doubts", "doubted"))
    told = [f"{stand} by {clean(row[column])}" for column, stand in stands if row[column]]
    more = f"; {row['pages']} pages in all" if int(str(row["pages"])) > 1 else ""
    odds = [f"P {row['p']:.2f}"] if isinstance(row.get("p"), float) else []
    return [*quote(row, columns, "; ".join([*odds, *(told or ["asserted by nobody"])]), more), *figure_words(row, columns)]


def claim_words(row: Row, columns: int) -> list[str]:
    """Who says so, if it is not the page itself, and the words whole, unless they are too long for a glance."""
    said = clean(row.get("said_by"))
    lead = [] if said in (clean(row.get("outlet_name")), unnamed(SourceKind.AUTHOR)) else [f"said by {said}"]
    whole = f"{quoted(row, 'quote', width(clean(row.get('quote'))) + 2)} - {origin(row)}"
    told = ": ".join([*lead, whole])
    if width(told) <= columns:
        return [told]
    # The outlet and the day go to a second line together.
    kept = whole.removesuffix(origin(row)) + origin(row).replace(" ", "\u00a0")
    lines = [line.replace("\u00a0", " ") for line in wrap(kept, columns, break_on_hyphens=False)]
    return [*lead, *(lines if len(lines) <= LINES else quote(row, columns))]


def whereabouts(row: Row) -> object:
    """The place, or what the words put it near to or make it a part of."""
    near, part = row.get("near_name"), row.get("part_name")
    return row.get("place_name") or (f"near {near}" if near else f"part of {part}" if part else None)


def both_quotes(row: Row, columns: int) -> list[str]:
    """Half the line for each, and what the one leaves for the other."""
    room, half = columns - 3, (columns - 3) // 2
    left, right = (min(width(clean(row[f"{side}_quote"])) + 2, half) for side in ("left", "right"))
    return [f"{quoted(row, 'left_quote', room - right)} / {quoted(row, 'right_quote', room - left)}"]


def shared_words(row: Row, columns: int) -> list[str]:
    return [quoted(row, "quote", columns)] if row.get("quote") else []


def change_words(row: Row, columns: int) -> list[str]:
    """What it was before, then the words that changed it, or who or what else did; a page's own line is its title."""
    if row["what"] == "page":
        title = quoted(row, "quote", columns - 24) if row["quote"] else clean(row["by"])
        return [f"{title} - {clean(row['outlet_name'])}"]
    was = wrap(f"was: {clean(row['before'])}", columns) if row["before"] else []
    was += wrap(f"now: {clean(row['after'])}", columns) if width(clean(row["after"])) > AFTER else []
    return [*was, *(quote(row, columns) or ([f"by {clean(row['by'])}"] if row["by"] else []))]


def from_day(row: Row) -> str:
    return printed_words(row["valid_from_lo"], row["valid_from_hi"])


LAYOUTS: Mapping[str, Layout] = {
    "events": Layout(
        (
            Column("when", stretch("when"), 16),
            Column("where", field("place_name"), 10),
            Column("what", doing, 28),
            Column("roots", field("roots"), right=True),
            Column("grade", coded("grade"), 12),
        ),
        event_words,
    ),
    "claims": Layout(
        (
            Column("when", stretch("when"), 16),
            Column("where", whereabouts, 16),
            Column("what", doing, 40),
        ),
        claim_words,
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
            Column("lang", field("language")),
            Column("readers", field("comments"), right=True),
            Column("claims", field("claims"), right=True),
        )
    ),
    "passages": Layout(
        (
            # A mark for each comment above that it answers.
            Column("role", lambda row: f"{'>' * int(str(row['depth'] or 0))} {row['role']}".strip(), 9),
            Column("voice", field("voice_name"), 12),
            Column("posted", stretch("posted"), 11),
            Column("lang", field("language")),
            Column("words", field("quote"), 24),
            Column("rule", field("rule"), 13),
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
            Column("bloc", field("bloc_name"), 16),
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
            Column("from", from_day, 11),
            Column("known by", known_by, 11),
            Column("on whose word", field("root_name"), 16),
        ),
        quote,
    ),
    "forecasts": Layout(
        (
            Column("who", field("source_name"), 14),
            Column("what", doing, 14),
            Column("where", field("place_name"), 9),
            Column("due", stretch("due"), 10),
            Column("sort", field("sort"), 9),
            Column("p", field("p"), right=True, least=4),
            Column("outcome", coded("outcome"), 11),
        ),
        quote,
    ),
    "copies": Layout(
        (
            Column("kind", field("kind")),
            Column("one", origin, 20),
            Column("other", other_origin, 20),
            Column("characters", field("shared"), right=True),
            Column("weight", field("score"), right=True),
        ),
        shared_words,
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
            Column("owner", field("owner_name"), 14),
            Column("bloc", field("bloc_names"), 20),
            *(Column(name, field(name), right=True) for name in ("pages", "quoted")),
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
    "changes": Layout(
        (
            Column("what", field("what"), 9),
            Column("where", field("place_name"), 10),
            Column("of what", field("kind"), 12),
            Column("now", field("after"), AFTER),
        ),
        change_words,
    ),
    "held": Layout(
        (
            Column("on whose word", field("root_name"), 18),
            Column("who", field("actor_name"), 14),
            Column("stands", field("status")),
            Column("from", from_day, 11),
            Column("known by", known_by, 11),
            Column("weight", field("weight"), right=True),
        ),
        quote,
    ),
}
