"""One box to search by: names in any spelling, words of pages, or the beginning of an id."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sayso.show.card import Seen
from sayso.show.cells import printed_words
from sayso.show.chain import as_json
from sayso.show.filter import Answer, Filters, select
from sayso.show.mask import mask, readers_of
from sayso.show.names import Names, named, names_of
from sayso.show.shapes import HIDDEN_ON
from sayso.show.sheet import as_span, make_sheet
from sayso.store import Store
from sayso.text import norm

PREFIX = re.compile(r"[a-z]+:[0-9a-z-]*")
# So much of a passage stands around its first hit.
AROUND = 120
# So many of the passages that hold the words, the best of them, are looked at for claims.
LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place, actor or source that goes by these words; `facts` say which of several it is, `here` that a page names it."""

    id: str
    noun: str
    name: str
    facts: str
    here: bool


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that holds all the words; `words` is the first of them there. Readers' comments are folded, and masked."""

    passage: str
    page: str
    title: str | None
    outlet_name: str | None
    published: str
    role: str
    start: int
    end: int
    before: str
    words: str
    after: str
    folded: bool


@dataclass(frozen=True, slots=True)
class RecordHit:
    """A record whose id begins so."""

    id: str
    noun: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to; `unknown` are spellings of a name that no pack knows, `claims` rows of `show claims --text`.

    Claims are looked for in the best passages that hold the words.
    """

    q: str
    names: tuple[NameHit, ...]
    unknown: tuple[Seen, ...]
    passages: tuple[PassageHit, ...]
    claims: tuple[dict[str, Any], ...]
    records: tuple[RecordHit, ...]


def search_case(store: Store, words: str, bare: str, hits: Sequence[NameHit], unknown: tuple[Seen, ...], limit: int) -> Found:
    """`bare` are the words without marks round them; `hits` the names that the packs know by them, the case knows some more."""
    names = names_of(store)
    own = [hit for hit in find_names(store, bare, limit) if hit.id not in {one.id for one in hits}]
    records = store.find_ids(words, limit) if PREFIX.fullmatch(words) else []
    passages = store.search(words, max(limit, LOOKED_AT))
    return Found(
        q=words,
        names=(*hits, *own)[:limit],
        unknown=unknown[:limit],
        passages=tuple(find_passages(store, passages[:limit], bare, names)),
        claims=tuple(find_claims(store, words, passages, limit)),
        records=tuple(RecordHit(one, one.partition(":")[0]) for one in records),
    )


def find_names(store: Store, words: str, limit: int) -> Iterator[NameHit]:
    """Names of the case that begin with the words, or hold a word that does."""
    key = norm(words).casefold()
    for noun, fact in (("place", "level"), ("actor", "kind"), ("source", "source_kind")):
        found = 0
        for row in store.sql(f"select id, name, names, {fact} fact from {noun}s order by id"):
            spellings = [norm(spelling).casefold() for _, spelling in json.loads(row["names"] or "[]")]
            if key and found < limit and any(one.startswith(key) or f" {key}" in one for one in spellings):
                found += 1
                yield NameHit(row["id"], noun, row["name"] or row["id"], str(row["fact"]).replace("_", " "), True)


IN_PASSAGES = """select c.id from json_each(?) p cross join current_passage x on x.id = p.value
    cross join current_claim c on c.page = x.page and c.start >= x.start and c.start < x."end" order by c.id"""


def find_claims(store: Store, words: str, passages: Sequence[str], limit: int) -> list[dict[str, Any]]:
    """Those of these passages of which the own words hold the words as they stand."""
    ids = tuple(row["id"] for row in store.sql(IN_PASSAGES, (as_json(passages),)))
    return select(store, "claims", Filters(text=words, ids=ids, limit=limit)).records() if ids else []


def find_passages(store: Store, passages: Sequence[str], bare: str, names: Names) -> Iterator[PassageHit]:
    key = store.setting("key") or ""
    for passage in passages:
        row = store.sql(
            "select x.*, pg.title, pg.source, pg.published_start, pg.published_end from passages x"
            " join pages pg on pg.id = x.page where x.id = ?",
            (passage,),
        )[0]
        query = f"{HIDDEN_ON.format('= :page')} select 1 from hidden where id = :id"
        hidden = store.sql(query, {"page": row["page"], "id": passage})
        text = row["text"]
        first, last = first_hit(text, bare)
        parts = (lead(text[:first]), text[first:last], trail(text[last:]))
        readers = readers_of(store, row["page"]) if hidden else ()
        shown = [mask(part, key, readers) if hidden else part for part in parts]
        yield PassageHit(
            passage=passage,
            page=row["page"],
            title=row["title"],
            outlet_name=named(row["source"], names),
            published=printed_words(row["published_start"], row["published_end"]),
            role=row["role"],
            start=row["start"] + first,
            end=row["start"] + last,
            before=shown[0],
            words=shown[1],
            after=shown[2],
            folded=bool(hidden),
        )


def lead(text: str) -> str:
    """What stands before a hit, from the beginning of a word on."""
    return text if len(text) <= AROUND else f"… {text[-AROUND:].partition(' ')[2]}"


def trail(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND].rpartition(' ')[0]} …"


def first_hit(text: str, words: str) -> tuple[int, int]:
    """Where the first of the words stands; the search goes by letters without marks, so it may not be found as typed."""
    lowered = text.lower()
    whole = lowered.find(words.lower())
    if whole >= 0 and len(lowered) == len(text):
        return whole, whole + len(words)
    for word in words.split():
        at = lowered.find(word.lower())
        if at >= 0 and len(lowered) == len(text):
            return at, at + len(word)
    return 0, 0


COLUMNS = (
    *("noun", "name", "told", "here", "times", "pages", "target", "kind", "actors", "targets", "place", "said_by"),
    *("passage", "role", "folded", "title", "before", "after"),
)
OF_CLAIM = (("actors", "actors_names"), ("targets", "targets_names"), ("place", "place_name"), ("outlet", "outlet_name"))


def found_answer(found: Found) -> Answer:
    """One row a hit: names, spellings that no pack knows, passages, claims, records by the beginning of their id."""
    parts = (
        (
            {"part": "name", "id": one.id, "noun": one.noun, "name": one.name, "told": one.facts, "here": one.here}
            for one in found.names
        ),
        map(spelling_row, found.unknown),
        map(passage_row, found.passages),
        map(claim_row, found.claims),
        ({"part": "record", "id": one.id, "noun": one.noun} for one in found.records),
    )
    return make_sheet("search", COLUMNS, chain.from_iterable(parts))


def spelling_row(seen: Seen) -> dict[str, Any]:
    around = {"before": seen.quote.before, "after": seen.quote.after, "title": seen.quote.title, "role": seen.quote.role}
    own = {"id": seen.link, "part": "unknown", "name": seen.spelling, "times": seen.times, "pages": seen.pages}
    return {**own, "told": seen.why, **around, **as_span(seen.quote)}


def passage_row(hit: PassageHit) -> dict[str, Any]:
    """Masked where it is on screen."""
    same = ("passage", "role", "folded", "title", "before", "after", "published", "page", "start", "end")
    own = {"id": hit.passage, "part": "passage", "outlet": hit.outlet_name, "quote": hit.words}
    return {**own, **{column: getattr(hit, column) for column in same}}


def claim_row(claim: Mapping[str, Any]) -> dict[str, Any]:
    same = ("id", "kind", "said_by", "page", "page_sha256", "start", "end", "quote")
    named = {column: claim[name] for column, name in OF_CLAIM}
    printed = printed_words(claim["published_start"], claim["published_end"])
    return {"part": "claim", "published": printed, **named, **{column: claim[column] for column in same}}
