"""A source as a page of its own: what it printed and copied, from whom, and what became of what it said; no score."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.model import Outcome, Step
from sayso.show.cells import printed_words, when_words
from sayso.show.chain import as_json
from sayso.show.dress import name_ids
from sayso.show.evidence import Evidence, find_evidence
from sayso.show.folded import find_folded
from sayso.show.layout import doing
from sayso.show.names import Names, named, names_of, root_name
from sayso.show.quote import Quote, quotes
from sayso.show.shapes import SHAPES
from sayso.show.sheet import as_span
from sayso.store import Store

Row = Mapping[str, Any]
LISTED = "in (select value from json_each(:events))"
# As of weighing: from this weight on one page is the other's words.
SAME = 0.8


@dataclass(frozen=True, slots=True)
class From:
    """A source whose words it printed, and on how many pages."""

    source: str | None
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page of the source; `copied_from` is whose words it has, None if they are its own as far as the case knows."""

    id: str
    title: str | None
    published: str
    claims: int
    copied_from: str | None


@dataclass(frozen=True, slots=True)
class Later:
    """An event that it is a root of, and what other roots said: upheld, contradicted or open; `by` are these roots."""

    event: str
    what: str
    place_name: str | None
    when: str
    grade: str
    stands: str
    outcome: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast of its own; `sort` forecast, vow, condition or reader."""

    id: str
    sort: str
    outcome: str
    due: str
    p: float | None
    quote: Quote
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """`later` and `forecasts` count outcomes; the first of independent roots alone. There is no score of any kind."""

    id: str
    name: str
    pages: int
    original: int
    copied: int
    copied_from: tuple[From, ...]
    first_to_report: int
    later: dict[str, int]
    later_rows: tuple[Later, ...]
    forecasts: dict[str, int]
    forecast_rows: tuple[Foretold, ...]
    page_rows: tuple[PageRow, ...]


def make_source_page(store: Store, source: str) -> SourcePage:
    names = names_of(store)
    copies = store.sql(COPIED, {"source": source})
    rows = tuple(find_pages(store, source, copies, names))
    later = tuple(find_later(store, source, names))
    foretold = tuple(find_forecasts(store, source, names))
    copied = [row for row in rows if row.copied_from is not None]
    outcomes = Counter(one.outcome for one in later)
    return SourcePage(
        id=source,
        name=str(named(source, names)),
        pages=len(rows),
        original=len(rows) - len(copied),
        copied=len(copied),
        copied_from=tuple(find_origins(copies, names)),
        first_to_report=count_first(store, source),
        later={outcome: outcomes[outcome] for outcome in ("upheld", "contradicted", "open")},
        later_rows=later,
        forecasts={str(one): sum(row.outcome == one for row in foretold) for one in Outcome},
        forecast_rows=foretold,
        page_rows=rows,
    )


# The pages of a source whose words are another's: the earlier one of a copied pair.
COPIED = f"""
    select m.page mine, o.page other, og.source origin from current_page pg
    cross join current_passage m on m.page = pg.id
    cross join current_copy y on y."left" = m.id or y."right" = m.id
    cross join current_passage o on o.id = case m.id when y."left" then y."right" else y."left" end
    cross join current_page og on og.id = o.page
    where pg.source = :source and y.earlier = o.id and y.score >= {SAME} and o.page <> m.page"""


def find_pages(store: Store, source: str, copies: Sequence[sqlite3.Row], names: Names) -> Iterator[PageRow]:
    origin = {row["mine"]: row["origin"] or row["other"] for row in copies}
    query = """
        select pg.id, pg.title, pg.published_start, pg.published_end,
        (select count(*) from current_claim c where c.page = pg.id) claims from pages pg where pg.source = ?
        order by coalesce(pg.published_start, pg.seen, '9999'), pg.id"""
    for row in store.sql(query, (source,)):
        printed = printed_words(row["published_start"], row["published_end"])
        copied = named(origin[row["id"]], names) if row["id"] in origin else None
        yield PageRow(row["id"], row["title"], printed, row["claims"], copied)


def find_origins(copies: Sequence[sqlite3.Row], names: Names) -> Iterator[From]:
    pages = {(row["mine"], row["origin"]) for row in copies}
    counts = Counter(origin for _, origin in pages)
    for origin, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0] or "")):
        yield From(origin, named(origin, names) or "outlet unknown", count)


def count_first(store: Store, source: str) -> int:
    """The events of several pages whose earliest page, of those with a date, is one of its own."""
    query = """
        select count(*) n from current_event e where e.pages > 1 and e.id in (
            select m.event from current_page p cross join current_claim c on c.page = p.id
            cross join member m on m.claim = c.id where p.source = :source)
        and :source = (select p.source from json_each(e.claims) m cross join current_claim c on c.id = m.value
            cross join current_page p on p.id = c.page where coalesce(p.published_end, p.seen) is not null
            order by coalesce(p.published_end, p.seen), p.id limit 1)"""
    return int(store.sql(query, {"source": source})[0]["n"])


def keys_of(source: str) -> tuple[str, ...]:
    """The roots that a source may be: its own word, or as a body that is quoted."""
    return source, f"publisher*{source}", f"actor:{source.partition(':')[2]}"


def find_later(store: Store, source: str, names: Names) -> Iterator[Later]:
    """Every event that it asserts or denies as a root, with those who say the same or the contrary, each on his own."""
    marks = ", ".join("?" * len(keys_of(source)))
    ids = store.sql(f"select distinct event from roots where root in ({marks}) and stands <> 'doubts'", keys_of(source))
    rows = list_events(store, [row["event"] for row in ids], names)
    roots = roots_of(store, [str(row["id"]) for row in rows])
    for row in rows:
        own = next(one["stands"] for one in roots[str(row["id"])] if one["root"] in keys_of(source))
        bloc = next((one["bloc"] for one in roots[str(row["id"])] if one["root"] in keys_of(source)), None)
        others = [one for one in roots[str(row["id"])] if one["root"] not in keys_of(source) and one["stands"] != "doubts"]
        against = [one for one in others if one["stands"] != own]
        same = [one for one in others if one["stands"] == own and apart(bloc, one["bloc"])]
        outcome = "contradicted" if against else "upheld" if same and row["grade"] != Step.CONTESTED else "open"
        by = tuple(str(root_name(one["root"], names)) for one in against or same)
        yield Later(
            event=str(row["id"]),
            what=doing(row),
            place_name=None if row["place_name"] is None else str(row["place_name"]),
            when=when_words(row["when_start"], row["when_end"]),
            grade=str(row["grade"]),
            stands=str(own),
            outcome=outcome,
            by=by if outcome != "open" else (),
        )


def list_events(store: Store, events: Sequence[str], names: Names) -> list[dict[str, Any]]:
    """As lists of events have them but for their words; one whose words all stand in comments is left out."""
    shape = SHAPES["events"]
    query = f"select {shape.columns} from events e where e.id {LISTED} and not ({shape.hidden}) order by {shape.order}"
    rows = [dict(row) for row in store.sql(query, {"events": as_json(events), **find_folded(store, query)})]
    for row in rows:
        name_ids(row, names)
    return rows


def apart(one: object, other: object) -> bool:
    """Whether two roots stand in no bloc together; who is of no known bloc stands in his own."""
    return not one or not other or set(str(one).split("|")).isdisjoint(str(other).split("|"))


def roots_of(store: Store, events: Sequence[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {event: [] for event in events}
    query = "select event, root, bloc, stands from roots where event in (select value from json_each(?))"
    for row in store.sql(query, (as_json(events),)):
        found[row["event"]].append(dict(row))
    return found


def find_forecasts(store: Store, source: str, names: Names) -> Iterator[Foretold]:
    query = """
        select f.id, f.sort, f.outcome, f.due_start, f.due_end, f.p, f.evidence, c.page, c.start, c."end"
        from forecasts f join attributions a on a.id = f.attribution join claims c on c.id = a.claim
        where a.source = ? order by coalesce(f.due_end, '9999'), f.id"""
    rows = store.sql(query, (source,))
    words = quotes(store, [(row["page"], row["start"], row["end"]) for row in rows], names)
    for row, quote in zip(rows, words, strict=True):
        due = when_words(row["due_start"], row["due_end"])
        evidence = tuple(find_evidence(store, json_list(row["evidence"]), names))
        yield Foretold(row["id"], row["sort"], row["outcome"], due, row["p"], quote, evidence)


def json_list(value: object) -> list[str]:
    return [str(one) for one in json.loads(str(value or "[]"))]


COLUMNS = ("when", "place", "grade", "stands", "outcome", "by", "copied_from", "claims", "sort", "p")


def source_rows(page: SourcePage) -> Iterator[Row]:
    """Under the columns of a card and these: its pages, whose words they have, what became of what it said and foretold."""
    for name, count in (("pages", page.pages), ("original", page.original), ("first to report", page.first_to_report)):
        yield {"id": page.id, "part": "count", "name": name, "times": count}
    for origin in page.copied_from:
        yield {"id": page.id, "part": "copied from", "target": origin.source, "name": origin.name, "times": origin.count}
    for one in page.page_rows:
        own = {"id": one.id, "part": "page", "name": one.title, "claims": one.claims, "copied_from": one.copied_from}
        yield {**own, "published": one.published, "page": one.id}
    for event in page.later_rows:
        same = {column: getattr(event, column) for column in ("when", "grade", "stands", "outcome", "by")}
        yield {"id": event.event, "part": "later", "name": event.what, "place": event.place_name, **same}
    for told in page.forecast_rows:
        foretold = {"sort": told.sort, "outcome": told.outcome, "when": told.due}
        yield {"id": told.id, "part": "forecast", "p": told.p, **foretold, **as_span(told.quote)}
        for proof in told.evidence:
            what = {"target": told.id, "name": proof.what, "place": proof.place_name}
            yield {"id": proof.id, "part": "evidence", **what, **as_span(proof.quote)}
