"""What the case has of some claims, read at once: their rows, their pages, who says them, what fills their roles.

Each noun is asked for once, by its keys, and words are cut from the texts at hand: views would cut each from its page anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec.json import decode

from sayso.show.chain import as_json
from sayso.show.quote import Looked, look_up
from sayso.store import Store

Row = Mapping[str, Any]
LISTED = "in (select value from json_each(?))"
CLAIM = (
    *("id", "page", "start", "end", "kind", "roles", "when_start", "when_end", "when_stated_start", "when_stated_end", "mood"),
    *("low", "best", "high", "counted_start", "counted_end", "made_by"),
)
SAYING = (
    *("id", "claim", "page", "source", "source_kind", "act", "cue_start", "cue_end", "content", "inside", "polarity"),
    *("modality", "stance", "said_start", "said_end", "recipient", "direct", "anonymous", "interested", "carried"),
)
CLAIMS = f"""select "{'", "'.join(CLAIM)}" from current_claim"""
SAYINGS = f"""select "{'", "'.join(SAYING)}" from current_attribution where claim {LISTED} order by claim, id"""
MENTIONS = """select m.id, m.page, m.start, m."end", m.kind, l.target, l."key", l.rung, l.why
    from current_mention m left join current_link l on l.mention = m.id"""


@dataclass(frozen=True, slots=True)
class Gathered:
    """`claims` in the order asked for, without those that are not in the case or whose page a person took out. `sayings` by
    claim, `mentions` with their links. The roles of a claim are pairs of a role and a mention, in the order of the text."""

    claims: Mapping[str, Row]
    pages: Mapping[str, Looked]
    sayings: Mapping[str, Sequence[Row]]
    mentions: Mapping[str, Row]

    def words(self, mention: Row) -> str:
        text: str = self.pages[mention["page"]].row["text"]
        return text[mention["start"] : mention["end"]]

    def known_at(self, claim: Row) -> tuple[bool, str, str]:
        """What could be read first comes first, and last what nobody knows when."""
        page = self.pages[claim["page"]].row
        at = page["published_end"] or page["seen"]
        return at is None, at or "", claim["id"]

    def meaning(self, mention: str) -> str | None:
        """What the views have for it too: what it is linked to, else its folded name, else its words as they stand."""
        row = self.mentions.get(mention)
        return None if row is None else row["target"] or row["key"] or self.words(row)


def gather(store: Store, claims: Sequence[str]) -> Gathered:
    """Of any claims, wherever they stand."""
    rows = claim_rows(store, f"{CLAIMS} where id {LISTED}", as_json(claims))
    pages = look_up(store, list(dict.fromkeys(row["page"] for row in rows.values())))
    known = {claim: rows[claim] for claim in dict.fromkeys(claims) if claim in rows and rows[claim]["page"] in pages}
    sayings = saying_rows(store, known)
    filling = {mention for row in known.values() for _, mention in row["roles"]}
    speaking = {row["source"] for said in sayings.values() for row in said if row["source"] is not None}
    return Gathered(known, pages, sayings, mention_rows(store, f"{MENTIONS} where m.id {LISTED}", as_json(filling | speaking)))


def gather_page(store: Store, page: Looked) -> Gathered:
    """Of all claims of a page, in the order of the text, with all mentions of the page."""
    one = str(page.row["id"])
    rows = claim_rows(store, f"{CLAIMS} where page = ?", one)
    known = dict(sorted(rows.items(), key=lambda item: (item[1]["start"], item[1]["end"], item[0])))
    return Gathered(known, {one: page}, saying_rows(store, known), mention_rows(store, f"{MENTIONS} where m.page = ?", one))


def claim_rows(store: Store, query: str, asked: str) -> dict[str, Row]:
    rows = (dict(zip(CLAIM, row, strict=True)) for row in store.sql(query, (asked,)))
    return {row["id"]: {**row, "roles": decode(row["roles"])} for row in rows}


def saying_rows(store: Store, claims: Iterable[str]) -> dict[str, list[Row]]:
    rows = (dict(zip(SAYING, row, strict=True)) for row in store.sql(SAYINGS, (as_json(claims),)))
    return {claim: list(said) for claim, said in groupby(rows, key=itemgetter("claim"))}


def span_of(row: Row, field: str) -> tuple[int, int] | None:
    """The words on its own page that a record has for one of its fields."""
    start, end = row[f"{field}_start"], row[f"{field}_end"]
    return None if start is None else (start, end)


def mention_rows(store: Store, query: str, asked: str) -> dict[str, Row]:
    return {row[0]: dict(row) for row in store.sql(query, (asked,))}
