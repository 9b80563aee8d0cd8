"""A page to be read: its text in passages, with the stretches that records stand on, and never its HTML."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from secrets import token_hex
from typing import Any

from msgspec import Struct

from sayso.errors import NotFound
from sayso.model import Role
from sayso.pack.rows import AbuseRow
from sayso.show.abuse import is_abusive, nobody_abuses
from sayso.show.cells import as_time, day_words, printed_words
from sayso.show.copied import Copied, list_copied
from sayso.show.gather import gather_page
from sayso.show.hedges import NO_HEDGES, Hedges
from sayso.show.judged import Judged, list_judged
from sayso.show.mask import handle_key, mask
from sayso.show.names import Names, named, names_of
from sayso.show.problem import told_problems
from sayso.show.quote import Looked
from sayso.show.spans import (
    ClaimCard,
    Folded,
    Marked,
    find_cards,
    find_folded,
    find_spans,
    open_claims,
)
from sayso.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Units:
    """Code points against the UTF-16 units that browsers count in: a letter beyond the first plane is two of them."""

    beyond: tuple[int, ...]

    def __call__(self, offset: int) -> int:
        return offset + bisect_left(self.beyond, offset)


class Piece(Struct, frozen=True):
    """A stretch of one passage; the pieces tile the page. A folded one is no evidence, and its `text` is masked; one that is
    abusive besides is folded once more.

    `start` to `end16` always count the page's own text, so a masked text may be shorter or longer than they say.
    """

    passage: str
    role: str
    start: int
    end: int
    start16: int
    end16: int
    text: str
    depth: int
    voice: str | None
    voice_name: str | None
    author: str | None
    posted: str | None
    inside: str | None
    confidence: float
    folded: bool
    abusive: bool


@dataclass(frozen=True, slots=True)
class Version:
    """Another capture of the same address."""

    id: str
    published: str
    seen: str | None


@dataclass(frozen=True, slots=True)
class PageView:
    """`citation` is what a footnote needs. `dir` is that of the first letters that have one."""

    id: str
    title: str | None
    outlet: str | None
    outlet_name: str | None
    author: str | None
    language: str | None
    dir: str
    published: str
    published_start: str | None
    published_end: str | None
    published_rule: str
    published_class: str
    seen: str | None
    url: str | None
    path: str
    sha256: str
    length: int
    citation: str
    versions: tuple[Version, ...]
    pieces: tuple[Piece, ...]
    spans: tuple[Marked, ...]
    claims: tuple[ClaimCard, ...]
    copies: tuple[Copied, ...]
    problems: tuple[str, ...]
    judgements: tuple[Judged, ...]


def read_page(store: Store, prefix: str, abuse: Sequence[AbuseRow] = (), hedges: Hedges = NO_HEDGES) -> PageView:
    """By any beginning of a page's id. Raises NotFound if no page of the case goes by it, or a person took it out."""
    whole = "select * from pages where id = ?"
    found = store.sql(whole, (prefix,)) or store.sql(whole, (store.find_id(prefix),))
    if not found:
        raise NotFound(f"{prefix!r} is no page of the case, or a person took it out")
    row, names = dict(found[0]), names_of(store)
    units, page = make_units(row["text"]), str(row["id"])
    passages = find_passages(store, row)
    looked = Looked(row, passages)
    folded = find_folded(store, looked)
    told = open_claims(gather_page(store, looked), folded)
    cards = find_cards(store, told, units, names)
    outlet = named(row["source"], names)
    return PageView(
        id=page,
        outlet=row["source"],
        outlet_name=outlet,
        dir=direction(row["text"]),
        published=printed_words(row["published_start"], row["published_end"]),
        length=len(row["text"]),
        citation=cite(row, outlet),
        versions=tuple(find_versions(store, row)),
        pieces=tuple(find_pieces(store, row, passages, folded, units, names, abuse)),
        spans=tuple(find_spans(told, folded, units, cards, row["text"], hedges)),
        claims=cards,
        copies=list_copied(store, page, units, names),
        problems=told_problems(store, page),
        judgements=list_judged(store, {page, *told.claims}),
        **{column: row[column] for column in PLAIN},
    )


def find_passages(store: Store, row: Row) -> Sequence[Row]:
    """The shortest first, each with the words that name its author."""
    query = f"""select {", ".join(PASSAGE)}, start, "end" from current_passage where page = ?
        order by "end" - start, start, id"""
    found = []
    for one in store.sql(query, (row["id"],)):
        first, last = one["author_start"], one["author_end"]
        found.append({**dict(one), "author": None if first is None else row["text"][first:last]})
    return found


PASSAGE = (*("id", "page", "role", "voice", "author_start", "author_end", "posted_start", "inside", "depth", "confidence"),)
PLAIN = (
    *("title", "author", "language", "published_start", "published_end", "published_rule", "published_class"),
    *("seen", "url", "path", "sha256"),
)


def make_units(text: str) -> Units:
    return Units(() if text.isascii() else tuple(at for at, letter in enumerate(text) if ord(letter) > 0xFFFF))


def direction(text: str) -> str:
    """By the first letter that has a direction, as `dir="auto"` goes."""
    strong = (unicodedata.bidirectional(letter) for letter in text[:2000])
    return next(("rtl" if one in ("R", "AL") else "ltr" for one in strong if one in ("L", "R", "AL")), "ltr")


def cite(row: Row, outlet: str | None) -> str:
    title = f'"{row["title"]}"' if row["title"] else row["path"]
    parts = [outlet or "outlet unknown", title, printed_words(row["published_start"], row["published_end"])]
    parts += [row["url"]] if row["url"] else []
    parts += [f"seen {day_words(row['seen'])}"] if row["seen"] else []
    return ", ".join([*parts, f"sha256 {row['sha256']}"])


def find_versions(store: Store, row: Row) -> Iterator[Version]:
    query = "select id, published_start, published_end, seen from pages where url = ? and id <> ? order by seen, id"
    for one in store.sql(query, (row["url"], row["id"])) if row["url"] else ():
        yield Version(one["id"], printed_words(one["published_start"], one["published_end"]), one["seen"])


def find_pieces(
    store: Store,
    row: Row,
    passages: Sequence[Row],
    folded: Folded,
    units: Units,
    names: Names,
    abuse: Sequence[AbuseRow],
) -> Iterator[Piece]:
    """Every stretch of the text belongs to the shortest passage around it."""
    key = store.setting("key") or token_hex(16)
    readers = frozenset(str(one["author"]) for one in passages if one["role"] == Role.COMMENT and one["author"])
    abuses = is_abusive(abuse) if folded.passages else nobody_abuses
    for start, end, passage in tile(passages):
        hidden, text = passage["id"] in folded.passages, row["text"][start:end]
        author, posted = passage["author"], as_time(passage["posted_start"])
        yield Piece(
            passage=passage["id"],
            start=start,
            end=end,
            start16=units(start),
            end16=units(end),
            text=mask(text, key, readers) if hidden else text,
            voice=handle_key(passage["voice"], key) if hidden and passage["voice"] else passage["voice"],
            voice_name=None if hidden else named(passage["voice"], names),
            author=handle_key(author, key) if hidden and author else author,
            posted=None if posted is None else posted.isoformat(),
            folded=hidden,
            abusive=hidden and abuses(text),
            **{column: passage[column] for column in ("role", "depth", "inside", "confidence")},
        )


def tile(shortest: Sequence[Row]) -> Iterator[tuple[int, int, Row]]:
    cuts = sorted({bound for one in shortest for bound in (one["start"], one["end"])})
    open_at: tuple[int, int, Row] | None = None
    for start, end in pairwise(cuts):
        home = next((one for one in shortest if one["start"] <= start and end <= one["end"]), None)
        if open_at is not None and home is not None and open_at[2]["id"] == home["id"]:
            open_at = open_at[0], end, home
            continue
        if open_at is not None:
            yield open_at
        open_at = None if home is None else (start, end, home)
    if open_at is not None:
        yield open_at
