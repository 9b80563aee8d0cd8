"""How many claims hang on what is asked of a person: those that would be filled, dated or weighed otherwise by the answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from sayso.show.shapes import HIDDEN, HIDDEN_CLAIM
from sayso.store import Store

# A link that is asked for itself, and all that stand for nothing known under the same name.
NAMED = """with asked(id) as (select value from json_each(:links)), named(id, link) as (
    select a.id, a.id from asked a union select a.id, l.id from asked a cross join link o on o.id = a.id
    cross join current_link l on l.key = o.key and l.target is null where o.target is null)
    select distinct n.id asked, l.mention from named n cross join current_link l on l.id = n.link"""
# What fills a role of a claim, and who speaks for it.
FILLED = f"""{HIDDEN} select r.value ->> 1 mention, c.id claim from claims c cross join json_each(c.roles) r
    where c.page in (select value from json_each(:pages)) and not {HIDDEN_CLAIM}
    union select a.source, a.claim from current_attribution a cross join claims c on c.id = a.claim
    where a.page in (select value from json_each(:pages)) and not {HIDDEN_CLAIM}"""
EVENTS = "select id, json_array_length(claims) claims from current_event where id in (select value from json_each(:ids))"
PAGES = f"""{HIDDEN} select c.page id, count(*) claims from claims c
    where c.page in (select value from json_each(:ids)) and not {HIDDEN_CLAIM} group by c.page"""
PASSAGES = """select p.id, count(*) claims from current_passage p cross join current_claim c on c.page = p.page
    and c.start >= p.start and c.start < p."end"
    where p.id in (select value from json_each(:ids)) and p.role <> 'comment' group by p.id"""
# Two stand against each other; how firmly a thing is said is asked of one.
EITHER = {"dispute": 2, "attribution": 1}


def count_hanging(store: Store, asked: Mapping[str, Sequence[str]]) -> Counter[str]:
    """By the record asked for, `asked` being the records that put the same question.

    Claims that stand in readers' comments are not counted; of an undated page all others are, for no as-of answer has them.
    """
    ids: dict[str, list[str]] = {}
    for record in asked:
        ids.setdefault(record.partition(":")[0], []).append(record)
    found = Counter({one: count for noun, count in EITHER.items() for one in ids.get(noun, ())})
    for noun, query in (("event", EVENTS), ("page", PAGES), ("passage", PASSAGES)):
        rows = store.sql(query, {"ids": json.dumps(ids[noun])}) if noun in ids else ()
        found.update({row["id"]: row["claims"] for row in rows})
    found.update(count_of_names(store, {one: asked[one] for one in ids.get("link", ())}))
    return found


def count_of_names(store: Store, asked: Mapping[str, Sequence[str]]) -> dict[str, int]:
    first = {one: record for record, alike in asked.items() for one in (record, *alike)}
    mentions: dict[str, set[str]] = {}
    for row in store.sql(NAMED, {"links": json.dumps(list(first))}):
        mentions.setdefault(first[row["asked"]], set()).add(row["mention"])
    claims = claims_by_mention(store, {mention for found in mentions.values() for mention in found})
    return {one: len({claim for each in found for claim in claims.get(each, ())}) for one, found in mentions.items()}


def claims_by_mention(store: Store, mentions: Collection[str]) -> Mapping[str, set[str]]:
    query = "select distinct page from mention where id in (select value from json_each(?))"
    pages = [row["page"] for row in store.sql(query, (json.dumps(sorted(mentions)),))]
    found: dict[str, set[str]] = {}
    for row in store.sql(FILLED, {"pages": json.dumps(pages)}):
        if row["mention"] in mentions:
            found.setdefault(row["mention"], set()).add(row["claim"])
    return found
