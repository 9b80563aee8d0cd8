"""What stands where on a page: its claims as numbered cards, and the words that their parts are read from."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sayso.show.chain import as_json
from sayso.show.dress import add_review
from sayso.show.names import Names
from sayso.show.shapes import HIDDEN_ON
from sayso.show.told import Told, tell
from sayso.store import Store

Row = Mapping[str, Any]
NO_EVENT = (None, None)
Units = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim beside the text: `n` is its number there, `event` what weighing made it part of."""

    n: int
    start: int
    end: int
    start16: int
    end16: int
    event: str | None
    grade: str | None
    review: str
    told: Told


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of words: `sort` is claim, cue, speaker, content or name; `kind` the claim's, the act, or what a name names.

    `record` is the claim, attribution or mention; `claim` the one it belongs to, None of names outside of claims.
    """

    sort: str
    record: str
    claim: str | None
    start: int
    end: int
    start16: int
    end16: int
    kind: str
    n: int | None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """The passages of a page that are no evidence, comments and what they quote; `stretches` lie apart and in order."""

    passages: frozenset[str]
    stretches: tuple[tuple[int, int], ...]

    def holds(self, offset: int) -> bool:
        at = bisect_right(self.stretches, offset, key=itemgetter(0)) - 1
        return at >= 0 and offset < self.stretches[at][1]


def find_folded(store: Store, page: str) -> Folded:
    rows = store.sql(f'{HIDDEN_ON.format("= :page")} select id, start, "end" from hidden order by start', {"page": page})
    stretches: list[tuple[int, int]] = []
    for row in rows:
        if stretches and row["start"] <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], row["end"])
        else:
            stretches.append((row["start"], row["end"]))
    return Folded(frozenset(row["id"] for row in rows), tuple(stretches))


def find_cards(store: Store, page: str, folded: Folded, units: Units, names: Names) -> tuple[ClaimCard, ...]:
    """What is evidence; readers' comments have no cards."""
    query = 'select c.id, c.start, c."end" from current_claim c where c.page = ? order by c.start, c."end", c.id'
    rows = {row["id"]: dict(row) for row in store.sql(query, (page,)) if not folded.holds(row["start"])}
    of = events_of(store, list(rows))
    listed = list(rows.values())
    add_review(store, listed)
    told = tell(store, list(rows), names)
    return tuple(
        ClaimCard(
            n=number,
            start=row["start"],
            end=row["end"],
            start16=units(row["start"]),
            end16=units(row["end"]),
            event=of.get(row["id"], NO_EVENT)[0],
            grade=of.get(row["id"], NO_EVENT)[1],
            review=str(row["review"]),
            told=one,
        )
        for number, (row, one) in enumerate(zip(listed, told, strict=True), start=1)
    )


def events_of(store: Store, claims: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """The event that each claim is part of, with its grade."""
    query = (
        "select m.claim, e.id, e.grade from member m cross join current_event e on e.id = m.event"
        " where m.claim in (select value from json_each(:claims))"
        " and exists (select 1 from json_each(e.claims) c where c.value = m.claim)"
    )
    return {row["claim"]: (row["id"], row["grade"]) for row in store.sql(query, {"claims": as_json(claims)})}


def find_spans(store: Store, page: str, folded: Folded, units: Units, cards: Sequence[ClaimCard]) -> Iterator[Marked]:
    """In the order of the text, the longer before the shorter at one place."""
    numbers = {card.told.claim: card.n for card in cards}
    found = [*claim_spans(cards), *saying_spans(store, list(numbers)), *name_spans(store, page, folded)]
    seen = set()
    for sort, record, claim, start, end, kind, target in sorted(found, key=lambda one: (one[3], -one[4], one[0], one[1])):
        if start is not None and (sort, record, start, end) not in seen:
            seen.add((sort, record, start, end))
            number = numbers.get(claim or "")
            yield Marked(sort, record, claim, start, end, units(start), units(end), kind, number, target)


Found = tuple[str, str, str | None, int, int, str, str | None]


def claim_spans(cards: Sequence[ClaimCard]) -> Iterator[Found]:
    for card in cards:
        yield "claim", card.told.claim, card.told.claim, card.start, card.end, card.told.kind, None


def saying_spans(store: Store, claims: Sequence[str]) -> Iterator[Found]:
    """The reporting words, what they cover, and the words that name who speaks."""
    query = """
        select a.id, a.claim, a.act, a.cue_start, a.cue_end, a.content, a.source_kind, m.start, m."end", l.target
        from current_attribution a left join current_mention m on m.id = a.source
        left join current_link l on l.mention = m.id where a.claim in (select value from json_each(?))"""
    for row in store.sql(query, (as_json(claims),)):
        own = row["id"], row["claim"]
        if row["cue_start"] is not None:
            yield "cue", *own, row["cue_start"], row["cue_end"], row["act"], None
        for first, last in json.loads(row["content"]):
            yield "content", *own, first, last, row["act"], None
        if row["start"] is not None:
            yield "speaker", *own, row["start"], row["end"], row["source_kind"], row["target"]


def name_spans(store: Store, page: str, folded: Folded) -> Iterator[Found]:
    roles = "select json_extract(r.value, '$[1]') mention, c.id from current_claim c, json_each(c.roles) r where c.page = ?"
    # The first claim that a name stands in is its own.
    rows = store.sql(f"{roles} order by c.start desc, c.id desc", (page,))
    claims = {row["mention"]: row["id"] for row in rows}
    query = """select m.id, m.start, m."end", m.kind, l.target from current_mention m
        left join current_link l on l.mention = m.id where m.page = ? and m.kind <> 'source'"""
    for row in store.sql(query, (page,)):
        if not folded.holds(row["start"]):
            yield "name", row["id"], claims.get(row["id"]), row["start"], row["end"], row["kind"], row["target"]
