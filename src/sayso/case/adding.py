"""Claims and attributions that a person adds: records like the machine's, marked as a person's, and gone with their judgement.

The judgement keeps the records whole, so that they come back whenever their page is read anew, and an undo takes them away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

import msgspec

from sayso.case.known import find_places
from sayso.errors import JudgementError, NotFound
from sayso.model import (
    Act,
    Amount,
    Attribution,
    Claim,
    Judgement,
    Link,
    Mention,
    MentionKind,
    Modality,
    Mood,
    Page,
    Passage,
    Polarity,
    Rung,
    SourceKind,
    Span,
    Verdict,
    When,
    record_id,
)
from sayso.pack import Pack
from sayso.resolve.ladder import folded
from sayso.store import Store
from sayso.store.judgements import find_standing, read_when

PERSON = "person"
FIELDS = frozenset({"claim", "attribution"})


@dataclass(frozen=True, slots=True)
class Own:
    """What one judgement adds, whole."""

    claim: Claim | None
    mentions: tuple[Mention, ...]
    links: tuple[Link, ...]
    attributions: tuple[Attribution, ...]

    @property
    def records(self) -> tuple[Mention | Link | Claim | Attribution, ...]:
        return (*self.mentions, *self.links, *((self.claim,) if self.claim is not None else ()), *self.attributions)


@dataclass(frozen=True, slots=True)
class Saying:
    """Whose word it is and how firm; `source` None is the page's own voice. `cue` are offsets of the reporting words."""

    source: str | None
    source_kind: SourceKind | None
    act: Act
    polarity: Polarity | None
    modality: Modality
    cue: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Proposition:
    """What is said, with the roles as ids or as names in any spelling."""

    start: int
    end: int
    kind: str
    roles: tuple[tuple[str, str], ...]
    when: When | None
    amount: Amount | None
    mood: Mood


KINDS = {"place": MentionKind.PLACE, "actor": MentionKind.ACTOR, "target": MentionKind.ACTOR, "source": MentionKind.SOURCE}


class Adder:
    """Makes the records of one addition on one page: names are looked up there, else made to stand on the claim's own words."""

    def __init__(self, store: Store, pack: Pack, page: Page, span: Span, salt: str) -> None:
        self.store, self.pack, self.page, self.span, self.salt = store, pack, page, span, salt
        passages = sorted(store.get(Passage, page=page.id), key=lambda one: one.span.end - one.span.start)
        self.passage = next((one for one in passages if one.span.start <= span.start < one.span.end), None)
        if self.passage is None:
            raise JudgementError(f"{page.id}: no passage holds characters {span.start} to {span.end}")
        self.mentions: list[Mention] = []
        self.links: list[Link] = []
        self.number = count()

    def name(self, words: str, kind: MentionKind) -> str:
        """The mention on the page that means it, nearest to the claim; else one of a person's own, linked to it."""
        target = self.target(words, kind)
        near = self.nearest(target, kind) if target is not None else None
        return near if near is not None else self.make(words, kind, target)

    def target(self, words: str, kind: MentionKind) -> str | None:
        """An id as it is; a name by the packs, then by the case; None for a name that neither has."""
        known = self.pack.place(words) or self.pack.actors.get(words) or self.pack.sources.get(words)
        if known is not None:
            return known.id
        if kind is MentionKind.PLACE:
            return self.place(words)
        kinds = (MentionKind.SOURCE, MentionKind.ACTOR) if kind is MentionKind.SOURCE else (kind,)
        found = (candidate.target for each in kinds for candidate in self.pack.candidates(words, each))
        return next(found, None)

    def place(self, words: str) -> str | None:
        """What this page means by that name, as its links have it; else the likeliest, as whoever asks for a place gets it."""
        query = (
            "select l.target from current_link l join current_mention m on m.id = l.mention"
            " where m.page = ? and m.kind = 'place' and l.key = ? and l.target is not null order by abs(m.start - ?), m.id"
        )
        rows = self.store.sql(query, (self.page.id, folded(self.pack).fold(words), self.span.start))
        if rows:
            return str(rows[0]["target"])
        return next((one.target for one in find_places(self.store, self.pack, words)), None)

    def nearest(self, target: str, kind: MentionKind) -> str | None:
        query = (
            "select m.id, m.start from current_link l join current_mention m on m.id = l.mention"
            " where l.target = ? and m.page = ? and m.kind = ? order by abs(m.start - ?), m.id limit 1"
        )
        rows = self.store.sql(query, (target, self.page.id, kind, self.span.start))
        return rows[0]["id"] if rows else None

    def make(self, words: str, kind: MentionKind, target: str | None) -> str:
        """Of a name that nobody knows the words must stand on the page: they are all that is known of it."""
        at = self.page.text.find(words) if target is None else -1
        if target is None and at < 0:
            raise NotFound(f"no {kind} goes by {words!r}, and the page does not have these words")
        span = self.span if target is not None else Span(self.page.id, at, at + len(words))
        key = record_id("mention", self.salt, next(self.number), kind)
        assert self.passage is not None
        self.mentions.append(Mention(key, span, self.passage.id, kind))
        why = "set by a person who added the claim"
        link = record_id("link", key, target)
        self.links.append(Link(link, key, target, Rung.CONTEXT if target else Rung.NONE, 1.0, (), why, self.pack.fold(words)))
        return key

    def claim(self, said: Proposition) -> Claim:
        roles = tuple((role, self.name(words, KINDS[role])) for role, words in said.roles)
        key = record_id("claim", self.salt)
        return Claim(key, self.span, said.kind, roles, said.when, said.amount, said.mood)

    def chain(self, claim: str, said: Saying) -> list[Attribution]:
        """The outlet, what it reprints, and within these who is quoted; only the innermost commits itself."""
        from sayso.extract.attributions import outer_chain

        assert self.passage is not None
        outer = [
            replace(one, id=record_id("attribution", self.salt, number))
            for number, one in enumerate(outer_chain(self.page, self.passage, claim, self.pack))
        ]
        outer = [replace(one, inside=outer[at - 1].id if at else None) for at, one in enumerate(outer)]
        cue = None if said.cue is None else Span(self.page.id, *said.cue)
        if said.source is None:
            *outer, inner = outer
            return [*outer, replace(inner, act=said.act, polarity=said.polarity, modality=said.modality, cue=cue)]
        source = self.name(said.source, MentionKind.SOURCE)
        kind = said.source_kind or self.kind_of(said.source)
        inner = Attribution(record_id("attribution", self.salt, "said"), claim, source, kind, said.act, inside=outer[-1].id)
        return [*outer, replace(inner, polarity=said.polarity, modality=said.modality, cue=cue)]

    def kind_of(self, words: str) -> SourceKind:
        known = self.pack.sources.get(self.target(words, MentionKind.SOURCE) or "")
        return known.source_kind if known is not None else SourceKind.ORGANISATION


def make_added(store: Store, pack: Pack, page: Page, salt: str, said: Proposition, by: Saying) -> Own:
    """A claim with its chain. Raises JudgementError where the words are not on the page, NotFound on an unknown name."""
    check_span(page, (said.start, said.end))
    if by.cue is not None:
        check_span(page, by.cue)
    adder = Adder(store, pack, page, Span(page.id, said.start, said.end), salt)
    claim = adder.claim(said)
    chain = adder.chain(claim.id, by)
    return Own(claim, tuple(adder.mentions), tuple(adder.links), tuple(chain))


def make_word(store: Store, pack: Pack, page: Page, salt: str, claim: Claim, by: Saying) -> Own:
    """One more source's word on a claim that is there."""
    if by.cue is not None:
        check_span(page, by.cue)
    adder = Adder(store, pack, page, claim.span, salt)
    chain = adder.chain(claim.id, by)
    return Own(None, tuple(adder.mentions), tuple(adder.links), tuple(chain))


def check_span(page: Page, span: tuple[int, int]) -> None:
    if not 0 <= span[0] < span[1] <= len(page.text):
        raise JudgementError(f"{page.id}: characters {span[0]} to {span[1]} are no words of its {len(page.text)}")


def read_amount(words: str) -> Amount:
    """`14`, or `10/14/20` for low, best and high."""
    bounds = words.split("/") if "/" in words else [words] * 3
    try:
        low, best, high = (int(bound) if bound.strip() else None for bound in bounds)
    except ValueError as error:
        raise JudgementError(f"{words!r} is no figure: give 14, or 10/14/20") from error
    return Amount(low, best, high)


def read_time(words: str) -> When:
    try:
        return read_when(words)
    except ValueError as error:
        raise JudgementError(f"{words!r} is no time: {error}") from error


def as_value(own: Own) -> str:
    return msgspec.json.encode(own).decode()


def read_value(judgement: Judgement) -> Own:
    try:
        return msgspec.json.decode((judgement.value or "").encode(), type=Own)
    except msgspec.DecodeError as error:
        raise JudgementError(f"{judgement.id}: what it adds cannot be read: {error}") from error


def is_addition(judgement: Judgement) -> bool:
    return judgement.verdict is Verdict.ADD and judgement.field in FIELDS


def put_added(store: Store) -> None:
    """Makes what people added, and takes away what they took back: after the pages are read, before they are weighed."""
    judgements = store.judgements()
    ever = [one for one in judgements if is_addition(one)]
    if not ever:
        return
    standing = {one.id for one in find_standing(judgements)}
    gone = {record.id for one in ever for record in read_value(one).records}
    records = [record for one in ever if one.id in standing for record in whole(store, read_value(one))]
    store.exchange(gone, records, made_by=PERSON)


def whole(store: Store, own: Own) -> Iterator[Mention | Link | Claim | Attribution]:
    """All of it, if what it stands on is still there: a claim may have gone since a word was added to it."""
    claims = {one.claim for one in own.attributions} - ({own.claim.id} if own.claim is not None else set())
    known = store.sql(
        "select id from current_claim where id in (select value from json_each(?))", (json.dumps(sorted(claims)),)
    )
    if len(known) == len(claims):
        yield from own.records
