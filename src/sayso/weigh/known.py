"""What weighing may look at: everything a case holds, or what of it could be read by the end of a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sayso.model import Attribution, Claim, Control, Judgement, Link, Mention, Page, Passage
from sayso.store import Store
from sayso.weigh.marks import SKETCH_FROM, scale_of

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Known:
    """The input of `weigh`. `as_of` is how late it is: the midnight it was cut at, else None for the latest that is known.

    `undated` counts the pages left out. Of more pages than `sketch_from` copies are looked for by a part of the words.
    """

    pages: tuple[Page, ...] = ()
    passages: tuple[Passage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    as_of: datetime | None = None
    undated: int = 0
    sketch_from: int = SKETCH_FROM

    @property
    def scale(self) -> int:
        return scale_of(len(self.pages), self.sketch_from)


def known(store: Store, as_of: date | None = None) -> Known:
    """The records of a case; with `as_of`, only those of pages that could be read by the end of that day."""
    everything = Known(
        tuple(store.get(Page)),
        tuple(store.get(Passage)),
        tuple(store.get(Mention)),
        tuple(store.get(Link)),
        tuple(store.get(Claim)),
        tuple(store.get(Attribution)),
        tuple(store.judgements()),
        sketch_from=sketch_from(store),
    )
    return everything if as_of is None else cut(everything, as_of)


def sketch_from(store: Store) -> int:
    return int(store.setting("sketch_from") or SKETCH_FROM)


def known_part(store: Store, pages: Collection[str], claims: Collection[str] | None = None) -> Known:
    """What some pages say; with `claims`, of all they say these alone. It is as late as in the whole case."""
    which: dict[str, object] = {"page": pages} if claims is None else {"id": claims}
    return Known(
        tuple(store.get(Page, id=pages)),
        tuple(store.get(Passage, page=pages)),
        tuple(store.get(Mention, page=pages)),
        tuple(store.get(Link, page=pages)),
        tuple(store.get(Claim, **which)),
        tuple(store.get(Attribution, **({"page": pages} if claims is None else {"claim": claims}))),
        tuple(store.judgements()),
        as_of=latest(store),
    )


def latest(store: Store) -> datetime | None:
    """The latest that anything in the case was known."""
    found = store.sql("select max(coalesce(published_end, seen)) from pages")[0][0]
    return None if found is None else datetime.fromisoformat(found)


def cut(everything: Known, as_of: date) -> Known:
    """The same without the pages nobody could read by the end of `as_of`, an undated page being one of them.

    Judgements stay: what people decided of the reading of an old page holds in every as-of view.
    """
    limit = midnight_after(as_of)
    since = {page.id: known_from(page) for page in everything.pages}
    kept = {page for page, known in since.items() if known is not None and known <= limit}
    mentions = tuple(mention for mention in everything.mentions if mention.span.page in kept)
    claims = tuple(claim for claim in everything.claims if claim.span.page in kept)
    named, said = {mention.id for mention in mentions}, {claim.id for claim in claims}
    return replace(
        everything,
        pages=tuple(page for page in everything.pages if page.id in kept),
        passages=tuple(passage for passage in everything.passages if passage.span.page in kept),
        mentions=mentions,
        links=tuple(link for link in everything.links if link.mention in named),
        claims=claims,
        attributions=tuple(one for one in everything.attributions if one.claim in said),
        as_of=limit,
        undated=everything.undated + sum(known is None for known in since.values()),
    )


def known_from(page: Page) -> datetime | None:
    """When readers could first know the page: the end of `published` (a day ends at midnight), else `seen`."""
    if page.published is not None and page.published.end is not None:
        return page.published.end
    return page.seen


def midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min)


def day_of(instant: datetime) -> date:
    """The day a half-open stretch ends on: midnight belongs to the day before it."""
    return (instant - INSTANT).date()


def rank(known: datetime | None, record: str) -> tuple[bool, datetime, str]:
    """The one order of records: by when they could be known, the undated last, ties by id."""
    return known is None, known or datetime.min, record


ONE_DAY = timedelta(days=1)


def begins(row: Control) -> date | None:
    """The day on which it began; of a longer stretch the last, since only its end is sure to lie after the beginning.

    What began in one night began on the day that night fell.
    """
    if row.valid_from_hi is None:
        return None
    if row.valid_from_lo is not None and row.valid_from_hi - row.valid_from_lo <= ONE_DAY:
        return row.valid_from_lo.date()
    return day_of(row.valid_from_hi)
