"""What the workbench's screens cost on a world: each answer of the API against a bare query of the same rows, in one run.

The bare query reads the rows an answer shows straight from their tables, by their ids, and makes nothing of them. A world of
600 pages is made; `SAYSO_BENCH_PAGES` asks for another (68,000 pages hold 10^5 claims, and take a quarter of an hour).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.table import Figure, Line
from bench.world import Parameters, make_cast, make_sheets, write_pack
from sayso.case import Case
from sayso.case.fill import EXTRACTED, VERSION
from sayso.model import Page, Passage, Record
from sayso.web.app import READ
from sayso.web.desk import Desk
from sayso.web.endpoint import ask_case

PAGES = 600
ASKED = 40
SEED = 1
Row = dict[str, object]


def make_case(folder: Path, pages: int) -> Path:
    """The records of a world in a case, weighed."""
    parameters = Parameters(pages=pages)
    cast, path = make_cast(parameters, SEED), folder / "world.sayso"
    pack = write_pack(cast, folder / "world")
    with Case.open(path, write=True) as case:
        store = case.store
        store.set_setting("packs", str(pack))
        store.begin("world", {"sayso": VERSION}, case.pack.hashes)
        with store.transaction():
            for sheet in make_sheets(cast, parameters, SEED):
                store.replace(sheet.page.id, (Page, Passage), [sheet.page, *sheet.passages])
                found: list[Record] = [*sheet.mentions, *sheet.links, *sheet.claims, *sheet.attributions]
                store.replace(sheet.page.id, EXTRACTED, found)
        store.end({"pages": pages})
        case.weigh()
    return path


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


class Bench:
    """Asks over one reader, as the server does, and over the same connection for the bare rows."""

    def __init__(self, path: Path) -> None:
        self.desk = Desk(path)
        self.endpoints = {one.path: one for one in READ}

    def ours(self, path: str, asked: Sequence[Row]) -> list[float]:
        endpoint = self.endpoints[path]
        ask_case(endpoint, self.desk, "", dict(asked[0]))  # a server has asked before
        return [timed(partial(ask_case, endpoint, self.desk, "", dict(one))) for one in asked]

    def bare(self, queries: Sequence[str], asked: Sequence[Sequence[str]]) -> list[float]:
        with self.desk.reading() as case:

            def run(ids: Sequence[str]) -> None:
                for query in queries:
                    case.sql(query, (json.dumps(list(ids)),))

            run(asked[0])
            return [timed(partial(run, ids)) for ids in asked]

    def ids(self, query: str) -> list[str]:
        with self.desk.reading() as case:
            found = [str(row[0]) for row in case.sql(query)]
        return found[:: max(1, len(found) // ASKED)][:ASKED]


AMONG = "in (select value from json_each(?))"
OF_EVENT = f"select m.claim from member m where m.event {AMONG}"
BARE = {
    "/event/{id}": (
        f"select * from event where gone_in is null and id {AMONG}",
        f"select * from claim where gone_in is null and id in ({OF_EVENT})",
        f"select * from attribution where gone_in is null and claim in ({OF_EVENT})",
        f"select * from page where gone_in is null and id in (select c.page from claim c where c.id in ({OF_EVENT}))",
    ),
    "/page/{id}": (
        f"select * from page where gone_in is null and id {AMONG}",
        *(
            f"select * from {noun} where gone_in is null and page {AMONG}"
            for noun in ("passage", "mention", "claim", "attribution", "link")
        ),
    ),
    "/strip": (
        f"select * from control where gone_in is null and place {AMONG}",
        "select * from attribution where gone_in is null and id in (select a.value from control k,"
        f" json_each(k.attributions) a where k.gone_in is null and k.place {AMONG})",
    ),
    "/queue": (
        f"select * from link where gone_in is null and id {AMONG}",
        f"select * from event where gone_in is null and id {AMONG}",
    ),
    "/map": (f"select * from event where gone_in is null and id {AMONG}",),
}


def score(folder: Path, final: bool) -> Iterator[Line]:
    """`folder` is not read: the world is made here."""
    pages = int(os.environ.get("SAYSO_BENCH_PAGES", PAGES))
    with TemporaryDirectory() as made:
        bench = Bench(make_case(Path(made), pages))
        with bench.desk.reading() as case:
            claims = case.sql("select count(*) from claim where gone_in is null")[0][0]
        on = f"{pages:,} pages, {claims:,} claims"
        for name, path, asked, ids in questions(bench):
            ours, bare = p95(bench.ours(path, asked)), p95(bench.bare(BARE[path], ids))
            yield Figure(f"{name}.cost_ratio", ours / bare, on, 1.0, f"bare {bare * 1000:.1f} ms, ours {ours * 1000:.0f} ms")
        bench.desk.close()


def questions(bench: Bench) -> Iterator[tuple[str, str, list[Row], list[list[str]]]]:
    """A screen, its endpoint, what is asked of it, and the ids of the rows that each answer shows."""
    events = bench.ids("select id from event where gone_in is null order by id")
    yield "event", "/event/{id}", [{"id": one} for one in events], [[one] for one in events]
    read = bench.ids("select id from page where gone_in is null order by id")
    yield "reader", "/page/{id}", [{"id": one} for one in read], [[one] for one in read]
    places = bench.ids("select place from control where gone_in is null group by place order by count(*) desc")
    yield "strip", "/strip", [{"place": one} for one in places], [[one] for one in places]
    with bench.desk.reading() as case:
        waiting = [one.id for one in bench.desk.waiting(case).items]
    turns = range(min(ASKED, len(waiting)))
    yield "review_next", "/queue", [{"limit": 1, "offset": at} for at in turns], [[waiting[at]] for at in turns]
    with bench.desk.reading() as case:
        last = date.fromisoformat(case.sql("select max(published_end) from page")[0][0][:10])
        known = [row[0] for row in case.sql("select id from event where gone_in is null")]
    days: list[Row] = [{"as_of": last - timedelta(days=back), "on": last - timedelta(days=back)} for back in (0, 1, 2)]
    yield "as_of_step", "/map", days, [known] * len(days)
