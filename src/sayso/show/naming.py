"""The mentions that were linked to a target, that may mean it, or that go by a name: found by their keys, with their words.

A view that lays judgements over a row hides its index. So each question starts at the links as they were made and at those
that people spoke of, and the view decides.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.json import decode

from sayso.show.folded import hidden_mentions
from sayso.show.shapes import made_or_judged
from sayso.store import Store

Row = Mapping[str, Any]
LINKED = made_or_judged("link", "target = :target")
RIVALLED = made_or_judged("link", "id in (select link from rival where target = :target)")
KEYED = made_or_judged("link", '"key" in (select value from json_each(:keys))')
FOUND = """with some(id) as ({ids})
    select l.id, l.mention, l.target, l.rung, l.rivals, l.why, m.text, m.kind, m.page, m.start, m."end"
    from some cross join current_link l on l.id = some.id cross join mentions m on m.id = l.mention
    cross join current_page pg on pg.id = m.page where {condition}
    order by coalesce(pg.published_start, pg.seen, '9999'), pg.id, m.start, l.id"""
MAYBE = "l.target is null and exists (select 1 from json_each(l.rivals) r where json_extract(r.value, '$[0]') = :target)"
# Links to nothing, and persons known by the body that they speak for.
UNKNOWN = (
    '"key" in (select value from json_each(:keys)) and m.kind in (select value from json_each(:kinds))'
    " and (l.target is null or l.rung = 'context')"
)
LISTED = "in (select value from json_each(:ids))"
CLAIMED = "select kind, roles from current_claim where page in (select value from json_each(?))"
SAID = f"""select act, count(*) n from current_attribution where id in ({made_or_judged("attribution", f"source {LISTED}")})
    and source {LISTED} group by act"""


def find_linked(store: Store, target: str) -> Sequence[Row]:
    """The earliest printed first, readers' comments too: `in_comment` says which."""
    return find(store, LINKED, "l.target = :target", {"target": target})


def find_maybe(store: Store, target: str) -> Sequence[Row]:
    """Those linked to nothing that have it among their rivals."""
    return find(store, RIVALLED, MAYBE, {"target": target})


def find_unknown(store: Store, keys: Iterable[str], kinds: Iterable[str]) -> Sequence[Row]:
    """Under these folded names, as mentions of these kinds."""
    return find(store, KEYED, UNKNOWN, {"keys": json.dumps(list(keys)), "kinds": json.dumps(list(kinds))})


def find(store: Store, ids: str, condition: str, asked: Row) -> Sequence[Row]:
    hidden = hidden_mentions(store)
    rows = store.sql(FOUND.format(ids=ids, condition=condition), asked)
    return [{**dict(row), "in_comment": row["mention"] in hidden} for row in rows]


def count_pages(store: Store, target: str) -> int:
    """How many pages name it, in comments or not."""
    query = f"select count(distinct page) from current_link where id in ({LINKED}) and target = :target"
    return int(store.sql(query, {"target": target})[0][0])


def is_spoken_of(store: Store, target: str) -> bool:
    """Whether a page of the case names it, or may."""
    asked = (f"id in ({LINKED}) and target = :target", f"id in ({RIVALLED}) and {MAYBE}")
    return any(store.sql(f"select 1 from current_link l where {one} limit 1", {"target": target}) for one in asked)


def count_claims(store: Store, target: str, linked: Sequence[Row]) -> dict[str, int]:
    """Claims by their kind, of a source what it said by the act; `linked` are all links to it."""
    mentions = {row["mention"] for row in linked}
    if target.startswith("source:"):
        rows = store.sql(SAID, {"ids": json.dumps([target, *sorted(mentions)])})
        return {row["act"]: row["n"] for row in rows}
    found: Counter[str] = Counter()
    pages = json.dumps(sorted({row["page"] for row in linked}))
    of_place = target.startswith("place:")
    for kind, roles in store.sql(CLAIMED, (pages,)):
        filled = {role for role, mention in named_roles(decode(roles), of_place) if mention in mentions}
        if filled & {"place", "actor"}:
            found[kind] += 1
        elif "target" in filled:
            found[f"{kind} (done to it)"] += 1
    return dict(found)


def named_roles(roles: Sequence[tuple[str, str]], of_place: bool) -> Sequence[tuple[str, str]]:
    """Those that count for it: a claim has one place, the first, and any number of bodies on either side."""
    if of_place:
        return [pair for pair in roles if pair[0] == "place"][:1]
    return [pair for pair in roles if pair[0] in ("actor", "target")]
