"""Part of a case, in memory: what of it was known by a day, or may leave it; weighed as if there were nothing else."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from sayso.case.fill import VERSION, store_known, used_rows, used_targets
from sayso.case.weighing import made
from sayso.errors import NotFound
from sayso.pack import Pack
from sayso.show.shapes import HIDDEN, HIDDEN_CLAIMS, OPEN_CLAIM, OPEN_PAGE
from sayso.store import Store
from sayso.weigh import Known, weigh

KEPT_PAGES = f"select pg.id from pages pg where {OPEN_PAGE}"
KEPT_CLAIMS = (
    f"{HIDDEN} select c.id from claims c join pages pg on pg.id = c.page where {OPEN_CLAIM} and c.id not in ({HIDDEN_CLAIMS})"
)


def leave_out(store: Store, everything: Known) -> Known:
    """Restricted pages go whole; of others go the claims of restricted sources and those in comments, not the text."""
    pages = {str(row["id"]) for row in store.sql(KEPT_PAGES)}
    said = {str(row["id"]) for row in store.sql(KEPT_CLAIMS)}
    mentions = tuple(one for one in everything.mentions if one.span.page in pages)
    named = {one.id for one in mentions}
    return replace(
        everything,
        pages=tuple(page for page in everything.pages if page.id in pages),
        passages=tuple(passage for passage in everything.passages if passage.span.page in pages),
        mentions=mentions,
        links=tuple(link for link in everything.links if link.mention in named),
        claims=tuple(claim for claim in everything.claims if claim.id in said),
        attributions=tuple(one for one in everything.attributions if one.claim in said),
    )


def store_of(whole: Store, pack: Pack, then: Known) -> Store:
    """These records of a case in a store of their own, with what comes of them weighed alone."""
    weighed = weigh(then, pack)
    store = Store.open(Path(":memory:"), write=True)
    store.begin("as-of", {"sayso": VERSION}, pack.hashes)
    store_known(store, then)
    store.exchange((), [*weighed.copies, *made(weighed)])
    store.put_reference(*used_rows(used_targets(store), pack))
    store.set_setting("zone", whole.setting("zone") or "UTC")
    store.set_setting("key", whole.setting("key") or "")
    for judgement in then.judgements:
        # What people decided holds as of any day; of what was not known then there is nothing to judge.
        with suppress(NotFound):
            store.find(judgement.record)
            store.judge(judgement)
    return store
