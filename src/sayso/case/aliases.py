"""Learned aliases: spellings proposed with their quote, taken or refused by a person, and from then on names of the case.

An alias is no noun of its own: it is a judgement on a link that the packs alone could not make. Taking it back takes back
the name, and every page that has the spelling is resolved again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Any

from rapidfuzz.distance import OSA

from sayso.errors import JudgementError
from sayso.model import Link, Mention, MentionKind, Page, Rung, Verdict
from sayso.pack import Pack
from sayso.pack.learned import Learned, teach
from sayso.resolve.ladder import SURE, WORTH
from sayso.resolve.namesakes import short_names
from sayso.resolve.nouns import is_common, is_short_form
from sayso.store import Store
from sayso.store.judgements import find_field, find_standing
from sayso.text import norm

TAUGHT = frozenset({Verdict.CORRECT, Verdict.PLACE})
# Kind and key of a spelling, and what it may mean.
Found = tuple[str, str, "Proposal"]
# Fold keys of fewer letters are one letter away from too much.
SHORTEST = 4
# What the text itself equates is worth so much.
EQUATED = WORTH[Rung.CONTEXT]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A spelling that may mean `target`: why, and on how many pages it stands so far without one."""

    link: str
    spelling: str
    target: str
    why: str
    pages: int


def find_learned(store: Store, pack: Pack) -> tuple[Learned, ...]:
    """What people have taught the case and not taken back; `pack` is the case's packs without it.

    A correction of a name that the packs know is of that one place on the page: it teaches nothing. Nor does a common noun.
    """
    found: dict[str, Learned] = {}
    for judgement in sorted(find_standing(store.judgements()), key=lambda one: one.at):
        if judgement.record.startswith("link:") and find_field(judgement) == "target":
            found.pop(judgement.record, None)
            if judgement.verdict in TAUGHT and judgement.value is not None and is_known(judgement.value, pack):
                for spelling, kind in named_by(store, judgement.record):
                    if is_teachable(spelling, kind, pack):
                        found[judgement.record] = Learned(spelling, judgement.value, judgement.id)
    return tuple(sorted(found.values()))


def named_by(store: Store, link: str) -> Iterator[tuple[str, MentionKind]]:
    """The words of a link, also of one that is made no more because its page was read anew."""
    query = (
        'select w.text, m."start" first, m."end" last, m.kind from link l join mention m on m.id = l.mention'
        " join page_text w on w.id = m.page where l.id = ? limit 1"
    )
    for row in store.sql(query, (link,)):
        yield " ".join(row["text"][row["first"] : row["last"]].split()), MentionKind(row["kind"])


def is_known(target: str, pack: Pack) -> bool:
    is_place = target.startswith("place:") and pack.place(target) is not None
    return is_place or target in pack.actors or target in pack.sources


def is_teachable(spelling: str, kind: MentionKind, pack: Pack) -> bool:
    """A common noun, a short form or the name of a people is no name of the one it stands for on a page."""
    if is_common(spelling, pack) or is_short_form(spelling, pack) or norm(spelling) in short_names(pack):
        return False
    kinds = (kind, MentionKind.ACTOR) if kind is MentionKind.SOURCE else (kind,)
    return not any(pack.candidates(spelling, each) for each in kinds)


@lru_cache(maxsize=4)
def taught(pack: Pack, learned: tuple[Learned, ...]) -> Pack:
    """The packs with what the case learned, built once for each state of it."""
    return teach(pack, learned)


def tell_learned(
    page: Page, mentions: Sequence[Mention], links: Sequence[Link], learned: Sequence[Learned], pack: Pack
) -> list[Link]:
    """The same links, those by a learned name saying so: a person's word is the rung `context`, not a name of the packs."""
    by_key = {(pack.fold(one.spelling), one.target): one for one in learned}
    words = {m.id: page.text[m.span.start : m.span.end] for m in mentions} if learned else {}
    told = []
    for link in links:
        one = by_key.get((pack.fold(words[link.mention]), link.target or "")) if link.mention in words else None
        why = "" if one is None else f"a name that this case learned: {one.spelling!r}, {one.judgement}"
        told.append(link if one is None else replace(link, rung=Rung.CONTEXT, score=WORTH[Rung.CONTEXT], why=why))
    return told


def find_relevant(store: Store, page: Page, learned: tuple[Learned, ...], pack: Pack) -> tuple[Learned, ...]:
    """What of the learned the page has to do with: a spelling that stands in it, or a name on it with the same fold key."""
    if not learned:
        return ()
    plain = norm(page.text)
    keys = {pack.fold(row["text"]) for row in store.sql("select distinct text from mentions where page = ?", (page.id,))}
    return tuple(one for one in learned if norm(one.spelling) in plain or pack.fold(one.spelling) in keys)


def find_proposals(store: Store, pack: Pack) -> dict[str, Proposal]:
    """By the first link of each spelling: what its page or a copy of its page suggests, refused ones left out."""
    refused = find_refused(store)
    groups: dict[tuple[str, str, str], list[Proposal]] = defaultdict(list)
    for kind, key, proposal in (*suggested_links(store, pack), *copied_links(store, pack)):
        if (key, proposal.target) not in refused:
            groups[kind, key, proposal.target].append(proposal)
    return {found[0].link: found[0] for _, found in sorted(groups.items())}


def find_refused(store: Store) -> set[tuple[str, str]]:
    """The key of each spelling and the target that a person said it is not."""
    refused = {}
    for judgement in find_standing(store.judgements()):
        if judgement.record.startswith("link:") and judgement.field == "target" and judgement.verdict is Verdict.REJECT:
            refused[judgement.record] = str(judgement.value)
    query = "select id, key from link where id in (select value from json_each(?))"
    keys = {row["id"]: row["key"] for row in store.sql(query, (json.dumps(list(refused)),))}
    return {(keys[link], target) for link, target in refused.items() if link in keys}


NAMED = """
    select l.id, l.key, l.target, l.rung, m.kind, m.passage, m.page, m.text, pg.path
    from current_link l cross join mentions m on m.id = l.mention cross join pages pg on pg.id = m.page
"""
# Few names are known to no pack: an index finds the rows that were made so, and people spoke of few others.
UNKNOWN = """where l.target is null and l.id in (select id from link where target is null
    union all select record from standing where record >= 'link:' and record < 'link;') order by pg.path, m.start, l.id"""
LISTED = "(select value from json_each(:passages))"
COPIES = f"""select "left", "right" from current_copy where kind <> 'paraphrase' and id in (
    select id from copy where "left" in {LISTED} union select id from copy where "right" in {LISTED}) order by id"""
IN_PASSAGES = f"where l.page in (select page from passage where id in {LISTED}) order by pg.path, m.start, l.id"


def suggested_links(store: Store, pack: Pack) -> Iterator[Found]:
    """What the text equates, and what is spelt nearly so as one name only."""
    rows = store.sql(NAMED + UNKNOWN)
    links = {link.id: link for link in store.load(Link, [row["id"] for row in rows]) if link.rivals}
    pages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        pages[row["kind"], row["key"]].add(row["page"])
    for row in rows:
        link = links.get(row["id"])
        if (
            link is not None
            and is_proposal(link, row["text"], pack)
            and is_teachable(row["text"], MentionKind(row["kind"]), pack)
        ):
            count = len(pages[row["kind"], row["key"]])
            yield row["kind"], row["key"], Proposal(link.id, row["text"], link.rivals[0][0], link.why, count)


def is_proposal(link: Link, words: str, pack: Pack) -> bool:
    """Whether one is meant: of several names that stand before a short form any may be, and only on that page.

    A word that the packs know, as that for a people, is no other name's misspelling.
    """
    alone = len(link.rivals) == 1
    return (alone and link.rung is Rung.FUZZY and not pack.is_common(words)) or (
        link.rung is Rung.CONTEXT and (alone or link.rivals[0][1] >= EQUATED)
    )


def copied_links(store: Store, pack: Pack) -> Iterator[Found]:
    """A name of no pack, where a copy of the same passage writes a known one with the same fold key or a letter more."""
    unknown = {row["passage"] for row in store.sql(NAMED + UNKNOWN)}
    pairs = [(row["left"], row["right"]) for row in store.sql(COPIES, {"passages": json.dumps(sorted(unknown))})]
    sides = {"passages": json.dumps(sorted({side for pair in pairs for side in pair}))}
    named: dict[str, list[Any]] = defaultdict(list)
    for row in store.sql(NAMED + IN_PASSAGES, sides):
        named[row["passage"]].append(row)
    # Few names of a passage ask for another's, and a passage has many copies: each is looked at once.
    asking = {
        passage: [row for row in rows if row["target"] is None and is_teachable(row["text"], MentionKind(row["kind"]), pack)]
        for passage, rows in named.items()
    }
    telling = {passage: [row for row in rows if row["rung"] in SURE] for passage, rows in named.items()}
    for left, right in (way for pair in pairs for way in (pair, pair[::-1])):
        for mine, other in product(asking.get(left, ()), telling.get(right, ())):
            known = other["target"] is not None and mine["kind"] == other["kind"]
            if known and is_near(mine["text"], other["text"], pack):
                why = f"a copy of the same words has {other['text']!r} there ({other['path']})"
                yield mine["kind"], mine["key"], Proposal(mine["id"], mine["text"], other["target"], why, 1)


def is_near(mine: str, other: str, pack: Pack) -> bool:
    one, two = pack.fold(mine), pack.fold(other)
    return min(len(one), len(two)) >= SHORTEST and OSA.distance(one, two, score_cutoff=1) <= 1


def answer(verdict: Verdict, link: Link, proposal: Proposal | None) -> tuple[Verdict, str | None, str | None]:
    """Yes or no to a proposal as what it says: the verdict, field and value that are stored."""
    if link.target is not None or verdict not in {Verdict.CONFIRM, Verdict.REJECT}:
        return verdict, None, None
    if proposal is None:
        if verdict is Verdict.CONFIRM and len(link.rivals) > 1:
            several = ", ".join(target for target, _ in link.rivals)
            raise JudgementError(f"{link.id}: several are suggested ({several}); say which: --field target --value ID")
        return verdict, None, None
    return (Verdict.CORRECT if verdict is Verdict.CONFIRM else verdict), "target", proposal.target
