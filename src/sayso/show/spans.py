"""What stands where on a page: its claims as numbered cards, and the words that their parts are read from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from msgspec import Struct
from msgspec.json import decode

from sayso.model import MentionKind, Role
from sayso.show.chain import as_json
from sayso.show.gather import Gathered
from sayso.show.hedges import Found, Hedges, hedge_spans
from sayso.show.judged import UNREVIEWED, reviews_of
from sayso.show.names import Names
from sayso.show.quote import Looked
from sayso.show.shapes import HIDDEN_ON
from sayso.show.told import Told, tell_all
from sayso.store import Store

NO_EVENT = (None, None)
# Passages that are none, and by which others may be.
NO_EVIDENCE = frozenset({Role.COMMENT, Role.UNKNOWN})
Units = Callable[[int], int]


class ClaimCard(Struct, frozen=True):
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


class Marked(Struct, frozen=True):
    """A stretch of words: `sort` is claim, cue, hedge, speaker, content or name; `kind` the claim's, the act, how firm, or
    what a name names.

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


UNFOLDED = Folded(frozenset(), ())


def find_folded(store: Store, page: Looked) -> Folded:
    if not any(one["role"] in NO_EVIDENCE for one in page.passages):
        return UNFOLDED
    asked = {"page": page.row["id"]}
    rows = store.sql(f'{HIDDEN_ON.format("= :page")} select id, start, "end" from hidden order by start', asked)
    stretches: list[tuple[int, int]] = []
    for row in rows:
        if stretches and row["start"] <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(stretches[-1][1], row["end"])
        else:
            stretches.append((row["start"], row["end"]))
    return Folded(frozenset(row["id"] for row in rows), tuple(stretches))


def open_claims(found: Gathered, folded: Folded) -> Gathered:
    """What is evidence: readers' comments have no cards."""
    return replace(found, claims={key: row for key, row in found.claims.items() if not folded.holds(row["start"])})


def find_cards(store: Store, found: Gathered, units: Units, names: Names) -> tuple[ClaimCard, ...]:
    of, reviews = events_of(store, list(found.claims)), reviews_of(store)
    return tuple(
        ClaimCard(
            n=number,
            start=row["start"],
            end=row["end"],
            start16=units(row["start"]),
            end16=units(row["end"]),
            event=of.get(one.claim, NO_EVENT)[0],
            grade=of.get(one.claim, NO_EVENT)[1],
            review=reviews.get(one.claim, UNREVIEWED),
            told=one,
        )
        for number, (row, one) in enumerate(zip(found.claims.values(), tell_all(found, names), strict=True), start=1)
    )


def events_of(store: Store, claims: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """The event that each claim is part of, with its grade."""
    query = (
        "select m.claim, e.id, e.grade from member m cross join current_event e on e.id = m.event"
        " where m.claim in (select value from json_each(:claims))"
        " and exists (select 1 from json_each(e.claims) c where c.value = m.claim)"
    )
    return {row["claim"]: (row["id"], row["grade"]) for row in store.sql(query, {"claims": as_json(claims)})}


def find_spans(
    told: Gathered, folded: Folded, units: Units, cards: Sequence[ClaimCard], text: str, hedges: Hedges
) -> Iterator[Marked]:
    """In the order of the text, the longer before the shorter at one place."""
    numbers = {card.told.claim: card.n for card in cards}
    found = [*claim_spans(cards), *saying_spans(told), *hedge_spans(told, text, hedges), *name_spans(told, folded)]
    seen = set()
    for sort, record, claim, start, end, kind, target in sorted(found, key=lambda one: (one[3], -one[4], one[0], one[1])):
        if (sort, record, start, end) not in seen:
            seen.add((sort, record, start, end))
            number = numbers.get(claim or "")
            yield Marked(sort, record, claim, start, end, units(start), units(end), kind, number, target)


def claim_spans(cards: Sequence[ClaimCard]) -> Iterator[Found]:
    for card in cards:
        yield "claim", card.told.claim, card.told.claim, card.start, card.end, card.told.kind, None


def saying_spans(told: Gathered) -> Iterator[Found]:
    """The reporting words, what they cover, and the words that name who speaks."""
    for row in (one for claim in told.claims for one in told.sayings.get(claim, ())):
        own = row["id"], row["claim"]
        if row["cue_start"] is not None:
            yield "cue", *own, row["cue_start"], row["cue_end"], row["act"], None
        for first, last in decode(row["content"]):
            yield "content", *own, first, last, row["act"], None
        speaker = told.mentions.get(row["source"])
        if speaker is not None:
            yield "speaker", *own, speaker["start"], speaker["end"], row["source_kind"], speaker["target"]


def name_spans(told: Gathered, folded: Folded) -> Iterator[Found]:
    """The first claim that a name stands in is its own."""
    claims = {mention: claim for claim, row in reversed([*told.claims.items()]) for _, mention in row["roles"]}
    for key, row in told.mentions.items():
        if row["kind"] != MentionKind.SOURCE and not folded.holds(row["start"]):
            yield "name", key, claims.get(key), row["start"], row["end"], row["kind"], row["target"]
