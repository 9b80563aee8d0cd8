"""Who is named where, found by keys, is what going through all links of the case would find."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from sayso.case.deciding import new_judgement
from sayso.model import Verdict
from sayso.show.naming import count_claims, count_pages, find_linked, find_maybe, find_unknown
from sayso.show.shapes import HIDDEN, HIDDEN_MENTIONS
from sayso.store import Store

KINDS = ("place", "actor", "source")
FILLED = {
    "place": "select kind what from claims where place = :target",
    "actor": "select kind || iif(exists (select 1 from json_each(actors) where value = :target), '', ' (done to it)') what"
    " from claims where exists (select 1 from json_each(actors) where value = :target)"
    " or exists (select 1 from json_each(targets) where value = :target)",
    "source": "select act what from attributions where source = :target",
}


def compare(store: Store) -> int:
    """How many that may be meant were compared."""
    query = f"{HIDDEN} select l.*, m.kind, m.id in ({HIDDEN_MENTIONS}) hidden from links l join mentions m on m.id = l.mention"
    links = [dict(row) for row in store.sql(query)]
    rivals = {link["id"]: [target for target, _ in json.loads(link["rivals"])] for link in links}
    targets = {link["target"] for link in links} | {one for link in links for one in rivals[link["id"]]}
    for target in sorted(targets - {None}):
        linked = find_linked(store, target)
        wanted = {(link["id"], bool(link["hidden"])) for link in links if link["target"] == target}
        assert {(row["id"], bool(row["in_comment"])) for row in linked} == wanted
        assert count_pages(store, target) == len({link["page"] for link in links if link["target"] == target})
        maybe = {link["id"] for link in links if link["target"] is None and target in rivals[link["id"]]}
        assert {row["id"] for row in find_maybe(store, target)} == maybe
        noun = target.partition(":")[0]
        assert count_claims(store, target, linked) == Counter(row[0] for row in store.sql(FILLED[noun], {"target": target}))
    for key in sorted({link["key"] for link in links}):
        unknown = {one["id"] for one in links if one["key"] == key and (one["target"] is None or one["rung"] == "context")}
        assert {row["id"] for row in find_unknown(store, [key], KINDS)} == {
            one["id"] for one in links if one["id"] in unknown and one["kind"] in KINDS
        }
    return sum(map(len, rivals.values()))


def test_who_count_pages_is_found_as_going_through_all_links_would_find_it(own: Path) -> None:
    with Store.open(own, write=True) as store:
        assert compare(store) > 50
        linked, other, maybe = (
            store.sql(f"select id, target, rivals from links where {one} order by id limit 1")[0]
            for one in ("target like 'place:%'", "target like 'actor:%'", "target is null and rivals <> '[]'")
        )
        suggested = json.loads(maybe["rivals"])[0][0]
        for link, target in ((linked, ""), (other, linked["target"]), (maybe, suggested)):
            store.judge(new_judgement(store, link["id"], Verdict.CORRECT, "target", target, "ada", None))
        compare(store)
