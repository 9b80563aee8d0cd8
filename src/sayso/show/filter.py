"""`show NOUN` with its filters: the rows of a public view, each with its page, offsets and exact words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta

from sayso.errors import NotFound, SaysoError
from sayso.model import MentionKind, Step
from sayso.pack import Pack
from sayso.show.cells import plural
from sayso.show.coding import CODED, SAYING_CODED, add_codes, add_saying_codes
from sayso.show.dress import dress
from sayso.show.folded import find_folded
from sayso.show.kinds import check_kind
from sayso.show.paging import Order, first_of, keep_order
from sayso.show.shapes import HIDDEN_ON, SHAPES, WEIGHED, WORDLESS, Shape, names_in
from sayso.store import Store
from sayso.text import norm

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person asked to see; None asks for nothing. `start` and `end` are days in the world, both included.

    `kind` takes in the dotted kinds below it. `bbox` is west, south, east, north. What stands in comments is left out
    unless `with_comments`. `ids` are whole. `offset` rows are passed over before `limit` are shown. `leaving` is for
    exports: rows of restricted pages and sources stay behind.
    """

    place: str | None = None
    actor: str | None = None
    kind: str | None = None
    source: str | None = None
    start: date | None = None
    end: date | None = None
    as_of: date | None = None
    recorded_by: date | None = None
    grade: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    text: str | None = None
    page: str | None = None
    ids: tuple[str, ...] | None = None
    with_comments: bool = False
    limit: int | None = None
    offset: int = 0
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows under named columns, `id` first. `undated` counts the pages no as-of answer can hold; `note` is prose.

    `total` counts the rows there are, also those that a limit leaves out.
    """

    noun: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    as_of: date | None = None
    zone: str = "UTC"
    undated: int = 0
    note: str = ""
    total: int = 0

    def records(self) -> list[Row]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


# These say how much of an answer is shown, or which state of the case was opened to be asked.
EVERYWHERE = frozenset({"ids", "recorded_by", "with_comments", "limit", "offset", "leaving"})
ON_THEIR_PAGES = (
    "in (select n.page from event_claims m cross join current_claim n on n.id = m.claim"
    " where m.event in (select value from json_each(:ids)))"
)
NAMED = {
    "place": ("places", MentionKind.PLACE),
    "actor": ("actors", MentionKind.ACTOR),
    "source": ("sources", MentionKind.SOURCE),
}


def select(store: Store, noun: str, filters: Filters, pack: Pack | None = None) -> Answer:
    """The rows of that noun the filters leave; what weigh made is taken as the store has it, as of a day or not.

    Raises NotFound if a place, actor, source or page is named that neither the case nor the pack knows.
    """
    shape = SHAPES.get(noun)
    if shape is None:
        raise SaysoError(f"no noun {noun!r} to show; there are {', '.join(sorted(SHAPES))}")
    check(store, noun, filters, pack)
    if noun == "passages" and filters.page is not None and not filters.leaving:
        # Who asks how one page was read asks for its thread too: under keys, as always.
        filters = replace(filters, with_comments=True)
    conditions = asked_conditions(noun, shape, filters)
    params = parameters(store, filters, pack)
    no_day = count_without_day(store, noun, shape, filters, params)
    left_out, hidden = 0, hidden_of(shape, filters)
    if hidden and not filters.with_comments:
        left_out = count(store, shape, [*conditions, f"({hidden})"], params, filters)
        conditions.append(f"not ({hidden})")
    if filters.leaving:
        conditions.append(f"({shape.exportable})")
    fetched, total = fetch(store, shape, conditions, params, filters)
    rows = dress(store, noun, fetched, filters.with_comments, filters.leaving)
    if noun == "claims" and pack is not None:
        add_codes(store, rows, pack)
    if noun == "attributions" and pack is not None:
        add_saying_codes(store, rows, pack)
    return Answer(
        noun=noun,
        columns=tuple(rows[0]) if rows else columns_of(store, noun, shape, pack),
        rows=tuple(tuple(row.values()) for row in rows),
        as_of=filters.as_of,
        zone=store.setting("zone") or "UTC",
        undated=undated(store) if filters.as_of is not None else 0,
        note=note(noun, left_out, no_day, len(rows), filters),
        total=total,
    )


def check(store: Store, noun: str, filters: Filters, pack: Pack | None) -> None:
    """Raises SaysoError for what no row could answer. An export asks all nouns at once, so one of them is enough."""
    if filters.start is not None and filters.end is not None and filters.start > filters.end:
        raise SaysoError(f"--from {filters.start} lies after --to {filters.end}: no day is between them")
    if filters.kind is not None and pack is not None:
        check_kind(store, SHAPES if filters.leaving else [noun], filters.kind, pack)


def count_without_day(store: Store, noun: str, shape: Shape, filters: Filters, params: Row) -> int:
    """The rows that --from and --to leave out because nothing is known of their day."""
    if shape.day is None or (filters.start is None and filters.end is None):
        return 0
    conditions = asked_conditions(noun, shape, replace(filters, start=None, end=None))
    hidden = hidden_of(shape, filters)
    conditions += [f"not ({hidden})"] if hidden and not filters.with_comments else []
    conditions += [f"({shape.exportable})"] if filters.leaving else []
    return count(store, shape, [*conditions, f"{shape.day}_start is null and {shape.day}_end is null"], params, filters)


def fetch(store: Store, shape: Shape, conditions: list[str], params: Row, filters: Filters) -> tuple[list[Row], int]:
    """The rows asked for, and how many there are: a part is looked up by its ids, so that the last costs as the first."""
    end = None if filters.limit is None else filters.offset + filters.limit
    if end is None and not filters.offset:
        rows = fetch_all(store, shape, conditions, params, filters)
        return rows, len(rows)
    order = find_order(store, shape, conditions, params, filters)
    ids = order[filters.offset : end]
    named, asked = replace(filters, ids=ids), {**params, "ids": json.dumps(ids)}
    # An id that is of several rows does not say which of them the filters leave.
    among = [] if shape.keyed else conditions
    rows = fetch_all(store, shape, [*among, f"{shape.key} in (select value from json_each(:ids))"], asked, named)
    passed = filters.offset - first_of(order, filters.offset)
    return rows[passed : passed + len(ids)], len(order)


def find_order(store: Store, shape: Shape, conditions: list[str], params: Row, filters: Filters) -> Order:
    query = f"select {shape.key} from {shape.tables}{where(conditions)} order by {shape.order}"
    asked, named = used(query, params), are_named(shape, filters)
    key = f"{query} {json.dumps(asked)}"
    return keep_order(store, key, lambda: tuple(row[0] for row in ask(store, query, asked, named)))


def fetch_all(store: Store, shape: Shape, conditions: list[str], params: Row, filters: Filters) -> list[Row]:
    hidden = hidden_of(shape, filters)
    flag = f", ({hidden}) in_comment" if hidden and filters.with_comments else ""
    query = f"select {shape.columns}{flag} from {shape.tables}{where(conditions)} order by {shape.order}"
    return [dict(row) for row in ask(store, query, params, are_named(shape, filters))]


def columns_of(store: Store, noun: str, shape: Shape, pack: Pack | None = None) -> tuple[str, ...]:
    """What an answer without rows would have had: a file for a machine has the same columns every day."""
    dressed = tuple(dress(store, noun, [dict.fromkeys(names_in(shape.columns))], False, False)[0])
    coded = {"claims": CODED, "attributions": SAYING_CODED}.get(noun, ()) if pack is not None else ()
    return (*dressed, *coded)


def undated(store: Store) -> int:
    """Pages of which nobody knows when they could be read: in no as-of answer."""
    query = "select count(*) from pages where published_end is null and seen is null"
    return int(store.kept("undated", lambda: store.sql(query)[0][0]))


def note(noun: str, left_out: int, no_day: int, shown: int, filters: Filters) -> str:
    said = []
    if no_day:
        said.append(f"{plural(no_day, noun.removesuffix('s'), noun)} without a known day left out (--from, --to)")
    if left_out:
        named = plural(left_out, noun.removesuffix("s"), noun)
        said.append(f"{named} in readers' comments or of unknown voice left out (--with-comments)")
    if filters.limit is not None and shown == filters.limit:
        said.append(f"the first {shown:,} only (--limit)")
    return "; ".join(said)


def asked_conditions(noun: str, shape: Shape, filters: Filters) -> list[str]:
    """The condition of each filter that was asked for."""
    strange = strange_filters(noun, filters)
    if strange:
        named = ", ".join(f"--{FLAGS.get(name, name)}" for name in strange)
        raise SaysoError(f"{named} means nothing for {noun}; it can be filtered by {', '.join(flags(shape))}")
    asked = [f"({condition})" for name, condition in shape.where.items() if is_asked(filters, name)]
    if filters.ids is not None:
        asked.append(f"{shape.key} in (select value from json_each(:ids))")
    return asked


def strange_filters(noun: str, filters: Filters) -> list[str]:
    """The filters asked for that mean nothing for this noun. The case itself weighs as of a day what weigh made."""
    known = EVERYWHERE | SHAPES[noun].where.keys() | ({"as_of"} if noun in WEIGHED else set())
    return [f.name for f in fields(filters) if f.name not in known and is_asked(filters, f.name)]


def is_asked(filters: Filters, name: str) -> bool:
    value = getattr(filters, name)
    return value is not None and value is not False


FLAGS = {"start": "from", "end": "to", "as_of": "as-of"}


def flags(shape: Shape) -> list[str]:
    return [f"--{FLAGS.get(name, name)}" for name in shape.where] or ["nothing"]


def where(conditions: list[str]) -> str:
    return f" where {' and '.join(conditions)}" if conditions else ""


def used(query: str, params: Mapping[str, object]) -> Row:
    """Only the parameters the query names."""
    return {name: value for name, value in params.items() if f":{name}" in query}


def are_named(shape: Shape, filters: Filters) -> bool:
    """Whether only these events are asked for: what comments hide is then looked for on their pages alone."""
    return filters.ids is not None and shape.tables == "events e"


def ask(store: Store, body: str, params: Mapping[str, object], named: bool) -> list[sqlite3.Row]:
    """`named` says that what comments hide is looked for on the pages of the events at hand."""
    query = f"{HIDDEN_ON.format(ON_THEIR_PAGES)} {body}" if named else body
    return store.sql(query, used(query, params) | find_folded(store, query))


def hidden_of(shape: Shape, filters: Filters) -> str | None:
    """What holds of rows that stand in comments."""
    return WORDLESS if are_named(shape, filters) else shape.hidden


def count(store: Store, shape: Shape, conditions: list[str], params: Mapping[str, object], filters: Filters) -> int:
    """Kept: who turns the pages of a list asks for each how many rows there are."""
    query = f"select count(*) from {shape.tables}{where(conditions)}"
    asked = used(query, params)
    name = f"count {query} {json.dumps(asked)}"
    return store.kept(name, lambda: int(ask(store, query, asked, are_named(shape, filters))[0][0]))


def parameters(store: Store, filters: Filters, pack: Pack | None) -> Row:
    west, south, east, north = filters.bbox or (None, None, None, None)
    named = {
        view: json.dumps(sorted(targets(store, view, kind, words, pack))) if words is not None else None
        for (view, kind), words in ((NAMED[name], getattr(filters, name)) for name in NAMED)
    }
    return {
        **named,
        "kind": filters.kind,
        "grade": grade_code(filters.grade) if filters.grade is not None else None,
        "since": midnight(filters.start),
        "until": midnight(filters.end, after=True),
        "known": midnight(filters.as_of, after=True),
        **{"west": west, "south": south, "east": east, "north": north},
        "text": filters.text,
        "ids": json.dumps(filters.ids),
        "page": page_id(store, filters.page) if filters.page is not None else None,
    }


def midnight(day: date | None, after: bool = False) -> str | None:
    """The first instant of a day, or of the day after it, as the case file writes times."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1) if after else day, time.min).isoformat()


def grade_code(words: str) -> str:
    """A grade as a table prints it or as the case keeps it: "single root" is `single_root`."""
    code = words.replace("-", "_").replace(" ", "_")
    if code not in set(Step):
        raise SaysoError(f"no grade {words!r}; there are {', '.join(Step)}")
    return code


def page_id(store: Store, prefix: str) -> str:
    full = prefix if prefix.startswith("page:") else f"page:{prefix}"
    found = store.sql("select id from pages where id >= ? and id < ? limit 2", (full, full + "g"))
    if len(found) != 1:
        raise NotFound(
            f"{'several pages have' if found else 'no page has'} an id starting with {full!r}; see `sayso show pages`"
        )
    return str(found[0]["id"])


def targets(store: Store, view: str, kind: MentionKind, words: str, pack: Pack | None) -> set[str]:
    """All ids these words name in the case or the pack, with what lies in a place; a name no pack knows is its key.

    The pack knows spellings the case has not met; the case knows rows that no pack has any more.
    """
    found = {candidate.target for candidate in pack.candidates(words, kind)} if pack else set()
    spelt = {str(row["id"]): json.loads(row["names"] or "[]") for row in store.sql(f"select id, names from {view}")}
    found |= spelt.keys() & {words, f"{kind}:{words}"} or called(words, spelt, norm)
    if not found and pack is not None:
        # Places of the world are in no list of the packs' names.
        found = called(words, spelt, pack.fold)
    found = found or unlinked(store, kind, {norm(words), *({pack.fold(words)} if pack else ())})
    if not found:
        raise NotFound(f"no {kind} goes by {words!r} here; `sayso show {view}` lists those of the case")
    return within(store, found) if kind is MentionKind.PLACE else found


def called(words: str, spelt: Mapping[str, Sequence[tuple[str, str]]], key: Callable[[str], str]) -> set[str]:
    """The ids of which one name has the same key as these words."""
    return {one for one, names in spelt.items() if any(key(spelling) == key(words) for _, spelling in names)}


UNLINKED = {
    MentionKind.PLACE: "select distinct place name from claims where place is not null",
    MentionKind.ACTOR: "select distinct value name from claims, json_each(actors)"
    " union select distinct value from claims, json_each(targets)",
    MentionKind.SOURCE: "select distinct source name from attributions where source is not null",
}


def unlinked(store: Store, kind: MentionKind, keys: set[str]) -> set[str]:
    """Folded names that no pack knows."""
    return {row["name"] for row in store.sql(UNLINKED[kind]) if row["name"] in keys or norm(row["name"]) in keys}


def within(store: Store, places: set[str]) -> set[str]:
    """The places and all that lie below them."""
    query = """
        with recursive below(id) as (
            select value from json_each(:places) union select p.id from places p join below b on p.parent = b.id)
        select id from below"""
    return {row["id"] for row in store.sql(query, {"places": json.dumps(sorted(places))})}
