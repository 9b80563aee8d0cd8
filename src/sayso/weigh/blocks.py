"""Which claims have to be weighed together: those at one place, of shared words, of one judgement, or of one correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b

from sayso.model import Claim, Control, Dispute, Event, Forecast, Mood
from sayso.weigh.bodies import Forest
from sayso.weigh.conditions import find_conditions
from sayso.weigh.copies import find_cited
from sayso.weigh.differing import mark_toll
from sayso.weigh.events import find_judged, widest
from sayso.weigh.facts import TURNED, fillers, find_place
from sayso.weigh.index import Index
from sayso.weigh.rows import find_held_place
from sayso.weigh.ties import Tie
from sayso.weigh.where import all_where

Weighable = Event | Dispute | Control | Forecast


def find_blocks(index: Index, ties: Iterable[Tie]) -> dict[str, str]:
    """Each claim and each of its keys with the block it is in, which bears the name of its least claim.

    Whatever weighing asks of a claim it finds within its block: one block weighed alone comes out as it does with all others.
    """
    forest = Forest()
    for claim in index.claims.values():
        for key in find_keys(claim, index):
            forest.join(claim.id, key)
    for left, right in (*((tie.left, tie.right) for tie in ties), *find_pairs(index)):
        if left in index.claims and right in index.claims:
            forest.join(left, right)
    blocks: dict[str, str] = {}
    for members in forest.groups().values():
        name = next(member for member in members if member in index.claims)
        blocks.update(dict.fromkeys(members, name))
    return blocks


def find_keys(claim: Claim, index: Index) -> Iterator[str]:
    """The places a claim is asked about by, each by the widest local one around it; of a claim of no place what it is near.

    Its place by name too: who is sure which place that is decides for who is not. A name as no pack spells it: who else
    does so decides how rare that is. What is to come under a condition is asked about where that is.
    """
    place = find_place(claim, index)
    places = {place, find_held_place(claim, index)[0]}
    if claim.mood is not Mood.ACTUAL:
        places |= set(all_where(claim, index))
    yield from sorted({f"at {widest(each, index)}" for each in places if each is not None})
    link = index.links.get(index.spot(claim) or "")
    if link is not None and (link.target is not None or link.rivals):
        yield f"at {link.key}"
    for condition in find_conditions(claim, index):
        yield from find_keys(condition, index)
    if index.odd_names:
        yield from sorted(index.odd_names[mention] for _, mention in claim.roles if mention in index.odd_names)
    toll = mark_toll(claim, index)
    if toll is not None:
        yield toll
    if place is None:
        near = next((index.name(mention) for mention in fillers(claim, index, "near")), None)
        yield f"{TURNED.get(claim.kind, claim.kind).split('.')[0]} near {near}"


def find_pairs(index: Index) -> Iterator[tuple[str, str]]:
    """The claims that people spoke of together, and those of which one corrects another."""
    together, apart = find_judged(index)
    yield from (*sorted(together), *sorted(apart))
    of = {one.id: claim for claim, ones in index.sayings.items() for one in ones}
    for claim, ones in index.sayings.items():
        for one in ones:
            if one.supersedes in of:
                yield claim, of[one.supersedes]


def home_records(records: Iterable[Weighable], claim_of: Mapping[str, str], blocks: Mapping[str, str]) -> dict[str, str]:
    """Each weighed record with the block of the claims it is made of."""
    return {record.id: blocks[first_claim(record, claim_of)] for record in records}


def first_claim(record: Weighable, claim_of: Mapping[str, str]) -> str:
    match record:
        case Event():
            return record.claims[0]
        case Dispute():
            return claim_of[record.left]
        case Control():
            return claim_of[record.attributions[0]]
        case Forecast():
            return claim_of[record.attribution]


def find_prints(pages: Iterable[str], index: Index) -> dict[str, str]:
    """For each page a hash of all that its copies depend on: as long as no page's changes, no copy does."""
    cited = find_cited(index)
    return {page: hash_page(page, cited.get(page, set()), index) for page in pages if page in index.pages}


def hash_page(page: str, cited: Iterable[str], index: Index) -> str:
    noun = index.pages[page]
    quoted = {
        (span.start, span.end)
        for claim in index.on_page.get(page, ())
        for one in index.sayings.get(claim.id, ())
        if one.direct
        for span in one.content
    }
    tiles = [(one.id, one.span.start, one.span.end, one.role, one.voice) for one in index.passages.get(page, ())]
    parts = noun.text, noun.source, noun.published, index.since[page], tiles, sorted(cited), sorted(quoted)
    return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
