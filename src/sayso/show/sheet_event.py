"""An event, and the way back from any record, as rows: each claim with its chains, then all that stands beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from sayso.show.cells import printed_words
from sayso.show.event import EventPage, Facing, Neighbour, Side
from sayso.show.figures import Bound
from sayso.show.filter import Answer
from sayso.show.sheet import TOLD, Row, as_span, judged_rows, line_rows, make_sheet, root_rows, told_rows
from sayso.show.why import Why
from sayso.show.worded import Worded


def event_answer(event: EventPage) -> Answer:
    """The event itself first, with the first of its words."""
    parts = (
        [own_row(event)],
        root_rows(event.roots),
        first_rows(event),
        worded_rows(event.id, event.worded),
        figure_rows(event.id, event.amounts),
        side_rows(event.disputes),
        line_rows("copy", event.copies),
        copied_rows(event),
        judged_rows(event.judgements),
        neighbour_rows(event.neighbours),
    )
    return make_sheet("event", TOLD, chain.from_iterable(parts))


def own_row(event: EventPage) -> Row:
    row = event.row
    told = {"stands": event.grade, "name": event.what, "told": event.sentence, "target": event.place}
    where = {"kind": event.kind, "place": event.place_name, "when": event.when}
    printed = {"outlet": row["outlet_name"], "published": printed_words(row["published_start"], row["published_end"])}
    span = {one: row[one] for one in ("page", "page_sha256", "start", "end", "quote")}
    return {"id": event.id, "part": "event", **told, **where, **printed, **span}


def first_rows(event: EventPage) -> Iterator[Row]:
    first = event.first
    if first is not None:
        told = {"root": first.root, "stands": first.stands, "who": first.who}
        yield {"id": event.id, "part": "first", **told, **as_span(first.quote)}


def worded_rows(record: str, worded: Iterable[Worded]) -> Iterator[Row]:
    """The words of an event's cells: when, where and who."""
    for one in worded:
        span = {"outlet": one.outlet, "page": one.page, "start": one.start, "end": one.end, "quote": one.words}
        yield {"id": record, "part": "cell", "name": one.cell, **span}


def figure_rows(record: str, figures: Iterable[Bound]) -> Iterator[Row]:
    for one in figures:
        told = {"claim": one.claim, "root": one.root, "name": one.bound, "told": one.value}
        yield {"id": record, "part": "figure", **told, **as_span(one.quote)}


def side_rows(disputes: Iterable[Facing]) -> Iterator[Row]:
    """A row for either side; both have the id of the dispute."""
    for one in disputes:
        for side in (one.left, one.right):
            yield {"id": one.id, "part": "dispute", "name": one.over, "told": one.severity, **as_side(side)}


def as_side(side: Side) -> Row:
    said = {"who": side.who, "act": side.act, "polarity": side.polarity, "modality": side.modality}
    span = {"page": side.page, "page_sha256": side.sha256, "start": side.start, "end": side.end, "quote": side.words}
    return {"target": side.attribution, "claim": side.claim, **said, "outlet": side.outlet, "published": side.published, **span}


def copied_rows(event: EventPage) -> Iterator[Row]:
    """Which of its pages has the words of which; who told whom besides stands in the links."""
    for edge in event.graph.edges:
        if edge.copy is not None:
            yield {"id": edge.copy, "part": "taken over", "name": edge.act, "page": edge.end, "target": edge.start}


def neighbour_rows(neighbours: Iterable[Neighbour]) -> Iterator[Row]:
    for one in neighbours:
        yield {"id": one.id, "part": "neighbour", "stands": one.grade, "when": one.when, "name": one.what}


def why_answer(why: Why) -> Answer:
    """The record's own columns first."""
    own = ({"id": why.id, "part": "fact", "name": name, "told": value} for name, value in why.facts)
    words = ({"id": why.id, "part": "words", **as_span(one)} for one in why.quotes)
    evidence = (
        {"id": one.id, "part": "evidence", "name": one.what, "place": one.place_name, **as_span(one.quote)}
        for one in why.evidence
    )
    beside = (("copy", why.copies), ("dispute", why.disputes), ("judgement", why.judgements))
    parts = (
        own,
        words,
        told_rows(why.told),
        root_rows(why.roots),
        worded_rows(why.id, why.worded),
        figure_rows(why.id, why.figures),
        evidence,
        *(line_rows(part, lines) for part, lines in beside),
    )
    return make_sheet("why", TOLD, chain.from_iterable(parts))
