"""An event as a page of its own: its grade, who says so by root, what stands against it, its figures, who told whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.errors import NotFound
from sayso.model import Polarity, Stands
from sayso.show.by_root import ByRoot, group_told, list_roots
from sayso.show.cells import printed_words, when_words
from sayso.show.chain import NAMELESS, as_json, words
from sayso.show.dress import by_stand, finish
from sayso.show.figures import Bound, add_figures, find_bounds
from sayso.show.filter import Filters, select
from sayso.show.gather import Gathered, gather
from sayso.show.graph import Graph, make_graph
from sayso.show.judged import Judged, list_judged
from sayso.show.layout import doing
from sayso.show.names import Names, named, names_of
from sayso.show.quote import Quote
from sayso.show.shapes import OF_CLAIM, SHAPES, names_in
from sayso.show.spans import find_folded
from sayso.show.told import Told, tell_all
from sayso.show.why import Beside, copies_of, find_claims, find_disputes
from sayso.show.worded import Worded, find_worded
from sayso.store import Store
from sayso.store.views import quote_span

Row = Mapping[str, Any]
NEAR = 8
# How he speaks who stands so; to doubt is to take no side.
SIDE: Mapping[str, str | None] = {Stands.ASSERTS: Polarity.POSITIVE, Stands.DENIES: Polarity.NEGATIVE}


@dataclass(frozen=True, slots=True)
class First:
    """Who said it first, of what the case has, or if nobody says it who denied or doubted it first, as `stands` tells."""

    root: str | None
    stands: str | None
    who: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: the exact words and whose they are."""

    attribution: str
    claim: str
    who: str
    act: str
    polarity: str | None
    modality: str
    outlet: str | None
    published: str
    words: str
    page: str
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Facing:
    id: str
    over: str
    severity: float
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another event of the place and kind about the same time: perhaps the same one."""

    id: str
    what: str
    when: str
    grade: str


@dataclass(frozen=True, slots=True)
class EventPage:
    id: str
    row: dict[str, Any]
    kind: str
    what: str
    place: str | None
    place_name: str | None
    when: str
    grade: str
    grade_words: str
    sentence: str
    review: str
    roots: tuple[ByRoot, ...]
    first: First | None
    disputes: tuple[Facing, ...]
    worded: tuple[Worded, ...]
    amounts: tuple[Bound, ...]
    graph: Graph
    copies: tuple[Beside, ...]
    judgements: tuple[Judged, ...]
    neighbours: tuple[Neighbour, ...]


def make_event_page(store: Store, prefix: str) -> EventPage:
    """By any beginning of an event's id. Raises NotFound if there is none, or if a person took it out."""
    event, names = store.find_id(prefix), names_of(store)
    if not event.startswith("event:"):
        raise NotFound(f"{event} is no event")
    rows = store.sql(f"select {SHAPES['events'].columns} from events e where e.id = ?", (event,))
    if not rows:
        raise NotFound(f"{event} was taken out by a person; `sayso why {event}` says by whom")
    found, rooted = gather(store, find_claims(store, "event", event)), list_roots(store, event)
    disputes = find_disputes(store, list(found.claims))
    row = make_row(store, dict(rows[0]), found, rooted, len(disputes), names)
    all_told = tell_all(found, names)
    roots = group_told(rooted, all_told, names)
    made = dict(rows[0])
    told = list({one.claim: one for group in roots for one in group.told}.values())
    facing = tuple(find_facing(store, disputes, names))
    return EventPage(
        id=event,
        row=row,
        kind=str(row["kind"]),
        what=doing(row),
        place=row["place"],
        place_name=row["place_name"],
        when=when_words(row["when_start"], row["when_end"]),
        grade=str(row["grade"]),
        grade_words=words(row["grade"]),
        sentence=str(row["sentence"]),
        review=str(row["review"]),
        roots=roots,
        first=find_first(roots, found),
        disputes=facing,
        worded=tuple(find_worded(found, made, names)),
        amounts=tuple(find_bounds(found, roots, made, names)),
        graph=make_graph(store, told),
        copies=tuple(copies_of(store, all_told, names)),
        judgements=list_judged(store, {event, *(one.claim for one in told), *(one.id for one in facing)}),
        neighbours=tuple(find_neighbours(store, event, row)),
    )


def make_row(
    store: Store, row: dict[str, Any], found: Gathered, roots: Sequence[Row], disputes: int, names: Names
) -> dict[str, Any]:
    """As lists of events have it, from what the page reads anyway: its first words, whose they are, who stands how."""
    first = min(found.claims.values(), key=found.known_at, default=None)
    row |= {"in_comment": False, **dict.fromkeys(names_in(OF_CLAIM))}
    if first is not None:
        page = found.pages[first["page"]]
        text, start, end = page.row["text"], first["start"], first["end"]
        row |= {"outlet": page.row["source"], **{one: page.row[one] for one in ("published_start", "published_end")}}
        row |= {"page": page.row["id"], "page_sha256": page.row["sha256"], "start": start, "end": end, "quote": text[start:end]}
        row["in_comment"] = find_folded(store, page).holds(start)
    row |= by_stand(
        [(one["root"], one["stands"]) for one in sorted(roots, key=lambda one: (-one["pages"], one["root"]))], names
    )
    row["disputes"] = disputes
    add_figures(store, [row], False, False)
    return finish(store, [row], names)[0]


def find_first(roots: Sequence[ByRoot], found: Gathered) -> First | None:
    """The earliest that could be read, of those who say so where anybody does."""
    for stands in (*Stands, None):
        under = [(group, told) for group in roots if group.stands == stands for told in group.told]
        if under:
            group, told = min(under, key=lambda each: found.known_at(found.claims[each[1].claim]))
            return First(group.root, stands, speaker_of(told, stands), told.quote)
    return None


def speaker_of(told: Told, stands: str | None) -> str:
    """Whose word it is that stands so: not who only would not say, nor who says the other thing."""
    speakers = [chain[-1] for chain in told.chains if chain]
    wanted = SIDE.get(stands or "")
    return next((one.who for one in [*(one for one in speakers if one.polarity == wanted), *speakers]), NAMELESS)


def find_facing(store: Store, disputes: Sequence[str], names: Names) -> Iterator[Facing]:
    """The sharpest first, both sides in their own words."""
    if not disputes:
        return
    query = """
        select d.id, d."over", d.severity, d."left", d."right", d.left_quote, d.right_quote from disputes d
        where d.id in (select value from json_each(:ids))
        order by d.severity desc, d.id"""
    rows = store.sql(query, {"ids": as_json(disputes)})
    sides = find_sides(store, {row[one] for row in rows for one in ("left", "right")})
    for row in rows:
        left, right = (side(sides[row[one]], row[f"{one}_quote"], names) for one in ("left", "right"))
        yield Facing(row["id"], row["over"], row["severity"], left, right)


def find_sides(store: Store, attributions: Collection[str]) -> dict[str, Row]:
    """The sayings that stand against one another, each with where its quote stands and its page's outlet and day."""
    first, last = quote_span("m")
    query = f"""
        select a.id, a.claim, a.source, a.source_name, a.act, a.polarity, a.modality, a.page,
        coalesce({first}, c.start) start, coalesce({last}, c."end") "end",
        pg.source outlet, pg.sha256, pg.published_start, pg.published_end
        from attributions a cross join current_attribution m on m.id = a.id
        cross join current_claim c on c.id = a.claim cross join current_page pg on pg.id = a.page
        where a.id in (select value from json_each(?))"""
    return {row["id"]: dict(row) for row in store.sql(query, (as_json(sorted(attributions)),))}


def side(row: Row, quote: str, names: Names) -> Side:
    return Side(
        attribution=row["id"],
        claim=row["claim"],
        who=str(row["source_name"] or named(row["source"], names) or "nobody named"),
        act=words(row["act"]),
        polarity=row["polarity"],
        modality=row["modality"],
        outlet=named(row["outlet"], names),
        published=printed_words(row["published_start"], row["published_end"]),
        words=quote,
        page=row["page"],
        sha256=row["sha256"],
        start=row["start"],
        end=row["end"],
    )


# Looked for among the rows as they were made, which an index knows, and among those that people spoke of.
MEETING = """e.place is :place and (e.kind = :family or e.kind like :family || '.%')
    and coalesce(e.when_start, e.when_end, :start, '') <= coalesce(:end, :start, '9999')
    and coalesce(e.when_end, e.when_start, :end, '9999') >= coalesce(:start, :end, '')"""
NEIGHBOURS = f"""
    with near(id) as (
        select e.id from event e where {MEETING}
        union select record from standing where record >= 'event:' and record < 'event;')
    select e.id from current_event e where e.id in (select id from near) and e.id <> :id and {MEETING}
    order by abs(julianday(coalesce(e.when_start, e.when_end)) - julianday(coalesce(:start, :end))), e.id limit :near"""


def find_neighbours(store: Store, event: str, row: Row) -> Iterator[Neighbour]:
    """Of the same place, or of nowhere known, the same family of kinds, and times that meet."""
    asked = {"id": event, "place": row["place"], "family": str(row["kind"]).partition(".")[0], "near": NEAR}
    ids = [one["id"] for one in store.sql(NEIGHBOURS, {**asked, "start": row["when_start"], "end": row["when_end"]})]
    near = select(store, "events", Filters(ids=tuple(ids))).records() if ids else []
    for one in near:
        yield Neighbour(str(one["id"]), doing(one), when_words(one["when_start"], one["when_end"]), str(one["grade"]))
