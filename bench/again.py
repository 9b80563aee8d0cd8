"""What it costs to weigh a case again after one page more, and after one judgement, beside weighing all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bench.table import Clock, Figure, Line
from bench.world import Sheet
from sayso.case.fill import store_known
from sayso.case.weighing import weigh_case
from sayso.model import Judgement, Verdict
from sayso.pack import Pack
from sayso.store import Store
from sayso.weigh import Known

RULES = "the generator's"


def weighing(store: Store, pack: Pack) -> float:
    """Processor seconds of a run that only weighs."""
    clock = Clock()
    store.begin("weigh", {"sayso": "bench"}, {})
    clock.run(lambda: weigh_case(store, pack, RULES))
    store.end({})
    return clock.seconds


def take_in(store: Store, known: Known) -> None:
    store.begin("read", {"sayso": "bench"}, {})
    with store.transaction():
        store_known(store, known)
    store.end({})


def score_again(sheets: list[Sheet], before: Known, last: Known, pack: Pack) -> Iterator[Line]:
    """`before` is all but the latest page, `last` that page alone; the judgement cuts a copy."""
    with Store.open(":memory:", write=True) as store:
        take_in(store, before)
        whole = weighing(store, pack)
        take_in(store, last)
        page = weighing(store, pack)
        (copy,) = store.sql("select id from copies order by id limit 1")
        store.judge(Judgement("judgement:1", copy["id"], Verdict.REJECT, None, None, "bench", datetime(2031, 1, 1)))
        judgement = weighing(store, pack)
    on = f"a case of {len(sheets)} pages"
    yield Figure("worlds.page_again_ratio", page / whole, f"one page more in {on}", 1.0, "weighing all of it")
    yield Figure("worlds.judgement_again_ratio", judgement / whole, f"one judgement in {on}", 1.0, "weighing all of it")
