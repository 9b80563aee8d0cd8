"""What the workbench's screens cost on a world: each answer of the API against a bare query of the same rows, in one run.

An answer is asked of the whole server in this process, guard, routing, threads and JSON included. The bare query reads the
rows that the answer shows straight from their tables, whole and by their ids, and makes nothing of them, not even JSON. Both
take turns over many records, and the 95th of a hundred is compared, by the time that the process worked: what else the
machine does meanwhile is in neither. The set makes a world of 600 pages; `python -m bench.web --size 68000 --keep FILE` one
of 10^5 claims, in a file to keep it in or to take it from.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from bench.__main__ import show
from bench.table import Figure, Line
from bench.world import Parameters, make_cast, make_sheets, write_pack
from sayso.case import Case
from sayso.case.fill import EXTRACTED, VERSION
from sayso.case.past import keep_past
from sayso.model import Page, Passage, Record
from sayso.web.app import make_app
from sayso.web.desk import Desk
from sayso.web.guard import Door

PAGES = 600
ASKED = 100
STEPS = 6
# So many of what takes long to answer.
FEW = 5
WORD = "killed"
HELD = """select number from held
  where aspect = 'holder' and since <= :day and until > :day and start <= :day and "end" > :day"""
SEED = 1
PORT = 8765
AMONG = "in (select value from json_each(?))"
# What rests on claims, by the ids of these.
OF_CLAIMS = (
    f"select * from claim where gone_in is null and id {AMONG}",
    f"select * from attribution where gone_in is null and claim {AMONG}",
    f"select * from page where gone_in is null and id in (select c.page from claim c where c.gone_in is null and c.id {AMONG})",
    "select m.*, l.* from claim c, json_each(c.roles) r join mention m on m.id = json_extract(r.value, '$[1]')"
    " and m.gone_in is null left join link l on l.mention = m.id and l.gone_in is null"
    f" where c.gone_in is null and c.id {AMONG}",
)
BY_ID = {
    noun: f"select * from {noun} where gone_in is null and id {AMONG}"
    for noun in ("event", "dispute", "copy", "page", "link", "claim", "mention", "passage", "control")
}
LISTED = {"events": "event", "claims": "claim", "pages": "page", "mentions": "mention", "links": "link", "controls": "control"}
ON_PAGE = {
    noun: f"select * from {noun} where gone_in is null and page {AMONG}"
    for noun in ("passage", "mention", "claim", "attribution", "link")
}


@dataclass(frozen=True)
class Bare:
    """One statement with what it is asked for."""

    query: str
    params: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What is asked of the server, and the rows that its answer showed."""

    url: str
    rows: tuple[Bare, ...]


def make_case(path: Path, pages: int) -> None:
    """The records of a world in a case, weighed, its past walked."""
    parameters = Parameters(pages=pages)
    cast = make_cast(parameters, SEED)
    pack = write_pack(cast, path.parent / f"{path.stem}-pack")
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
        keep_past(store, case.pack, lambda step: None)


class Server:
    """The app, asked as a browser asks it, without a socket between."""

    def __init__(self, desk: Desk) -> None:
        self.door = Door.on(PORT)
        self.app: Starlette = make_app(desk, self.door)
        self.headers = [(b"host", f"127.0.0.1:{PORT}".encode()), (b"cookie", f"{self.door.cookie}={self.door.token}".encode())]

    async def get(self, url: str) -> bytes:
        path, _, query = url.partition("?")
        scope = {
            **{
                "type": "http",
                "asgi": {"version": "3.0", "spec_version": "2.4"},
                "http_version": "1.1",
                "method": "GET",
                "scheme": "http",
            },
            **{"path": path, "raw_path": path.encode(), "query_string": query.encode(), "headers": self.headers},
            **{"client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT), "root_path": ""},
        }
        parts: list[bytes] = []
        status: list[int] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                status.append(message["status"])
            else:
                parts.append(message.get("body", b""))

        await self.app(scope, receive, send)
        body = b"".join(parts)
        if status != [200]:
            raise RuntimeError(f"{url}: {status} {body[:200]!r}")
        return body


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def read_bare(case: Case, one: Question) -> None:
    for each in one.rows:
        case.sql(each.query, each.params)


async def compare(server: Server, case: Case, questions: Sequence[Question]) -> tuple[float, float]:
    """The 95th of a hundred of ours and of the bare queries, taken in turns. A server has been asked before."""
    ours, bare = [], []
    await server.get(questions[0].url)
    for one in questions:
        began = process_time()
        await server.get(one.url)
        ours.append(process_time() - began)
        bare.append(timed(partial(read_bare, case, one)))
    return p95(ours), p95(bare)


def score(folder: Path, final: bool) -> Iterator[Line]:
    """`folder` is not read: the world is made here."""
    with TemporaryDirectory() as made:
        yield from score_world(Path(made) / "world.sayso", PAGES, tuple(SCREENS))


def score_world(path: Path, pages: int, screens: Sequence[str]) -> Iterator[Line]:
    """The world is made if there is no file."""
    if not path.is_file():
        make_case(path, pages)
    desk = Desk(path)
    server = Server(desk)
    with Case.open(path) as case:
        claims = case.sql("select count(*) from claim where gone_in is null")[0][0]
        for name in screens:
            ours, bare = asyncio.run(turns(server, case, {**SCREENS, **LISTS}[name]))
            against = f"bare {bare * 1000:.2f} ms, ours {ours * 1000:.1f} ms"
            yield Figure(f"{name}.cost_ratio", ours / bare, f"{claims:,} claims", 1.0, against)
    desk.close()


async def turns(server: Server, case: Case, ask: Ask) -> tuple[float, float]:
    return await compare(server, case, [one async for one in ask(server, case)])


def some(case: Case, query: str, many: int = ASKED) -> list[str]:
    """Of the ids that a query finds so many, at random but the same each time."""
    found = [str(row[0]) for row in case.sql(query)]
    return Random(SEED).sample(found, min(many, len(found)))


def bare(query: str, *ids: object) -> Bare:
    return Bare(query, (json.dumps(ids),))


def named_in(body: bytes, noun: str) -> list[str]:
    """All ids of a noun that stand in an answer."""
    return sorted(set(re.findall(rf"{noun}:[0-9a-f]{{16}}", body.decode())))


async def ask_events(server: Server, case: Case) -> AsyncIterator[Question]:
    """An event page shows its claims with all that is said of them, copies, disputes and the events beside it."""
    for event in some(case, "select id from event where gone_in is null order by id"):
        yield await told(server, f"/api/event/{event}", ("event", "dispute", "copy", "page"))


async def told(server: Server, url: str, nouns: Sequence[str]) -> Question:
    body = await server.get(url)
    claims = named_in(body, "claim")
    rows = [bare(query, *claims) for query in OF_CLAIMS] + [bare(BY_ID[noun], *named_in(body, noun)) for noun in nouns]
    return Question(url, tuple(rows))


async def ask_pages(server: Server, case: Case) -> AsyncIterator[Question]:
    for page in some(case, "select id from page where gone_in is null order by id"):
        body = await server.get(f"/api/page/{page}")
        rows = [bare(query, page) for query in ON_PAGE.values()]
        others = [bare(BY_ID[noun], *named_in(body, noun)) for noun in ("event", "copy", "page")]
        yield Question(f"/api/page/{page}", (*rows, *others))


async def ask_queue(server: Server, case: Case) -> AsyncIterator[Question]:
    left = json.loads(await server.get("/api/queue?limit=1"))["left"]
    for at in sorted(Random(SEED).sample(range(left), min(ASKED, left))):
        yield await told(server, f"/api/queue?limit=1&offset={at}", ("event", "dispute", "link", "page"))


async def ask_strips(server: Server, case: Case) -> AsyncIterator[Question]:
    """The places that are spoken of most."""
    busiest = "select place from control where gone_in is null group by place order by count(*) desc limit 20"
    for (place,) in case.sql(busiest):
        words = "select value from control k, json_each(k.attributions) where k.gone_in is null and k.place " + AMONG
        rows = (
            bare(f"select * from control where gone_in is null and place {AMONG}", place),
            bare(f"select * from attribution where gone_in is null and id in ({words})", place),
        )
        yield Question(f"/api/strip?{urlencode({'place': place})}", rows)


async def ask_names(server: Server, case: Case, noun: str) -> AsyncIterator[Question]:
    """The pages of the places, bodies and outlets that are named most."""
    busiest = f"select target from link where gone_in is null and target like '{noun}:%' group by target order by count(*) desc"
    for (one,) in case.sql(f"{busiest} limit {FEW}"):
        yield await told(server, f"/api/{noun}/{one}", ("event", "page", "link"))


async def ask_words(server: Server, case: Case) -> AsyncIterator[Question]:
    """A name and a word that stands on many pages."""
    named = case.sql(f"select name from places order by id limit {FEW}")
    for words in (*(str(row["name"]) for row in named), WORD):
        yield await told(server, f"/api/search?{urlencode({'q': words})}", ("page", "passage"))


async def ask_lists(server: Server, case: Case) -> AsyncIterator[Question]:
    """The first rows of each noun that a screen lists."""
    for noun, row in LISTED.items():
        yield await told(server, f"/api/rows/{noun}?limit={ASKED}", (row, "page"))


async def ask_map(server: Server, case: Case) -> AsyncIterator[Question]:
    """All that is known, as the first screen asks for it."""
    yield await told(server, "/api/map", ("event", "control", "page"))


async def ask_days(server: Server, case: Case) -> AsyncIterator[Question]:
    """Steps of the slider, over all days: every event as it stood, and who held each place."""
    first, last = (
        datetime.fromisoformat(one).date()
        for one in case.sql("select min(published_start), max(published_start) from page where gone_in is null")[0]
    )
    for at in range(min(STEPS, (last - first).days)):
        day: date = last - timedelta(days=at * max(1, (last - first).days // STEPS))
        url = f"/api/map?as_of={day}&on={day}"
        body = await server.get(url)
        if "weighed anew" in json.loads(body)["note"]:
            raise RuntimeError(f"{url}: the days of this world are not walked, or not since the packs changed: `sayso past`")
        held = [row[0] for row in case.store.sql(HELD, {"day": str(day)})]
        rows = (
            bare(f"select * from event where id {AMONG}", *named_in(body, "event")),
            bare(f"select * from held where number {AMONG}", *held),
        )
        yield Question(url, rows)


Ask = Callable[[Server, Case], AsyncIterator[Question]]
SCREENS: Mapping[str, Ask] = {
    "event": ask_events,
    "reader": ask_pages,
    "review_next": ask_queue,
    "as_of_step": ask_days,
    "strip": ask_strips,
}

# What lists rather than shows one thing: asked by name, `python -m bench.web --size 68000 --keep FILE place source`.
LISTS: Mapping[str, Ask] = {
    "place": partial(ask_names, noun="place"),
    "actor": partial(ask_names, noun="actor"),
    "source": partial(ask_names, noun="source"),
    "search": ask_words,
    "rows": ask_lists,
    "map": ask_map,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.web", description=__doc__)
    parser.add_argument("screens", nargs="*", default=list(SCREENS), metavar="SCREEN", help=" ".join((*SCREENS, *LISTS)))
    parser.add_argument("--size", type=int, default=PAGES, metavar="PAGES", help="how many pages the world has")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="the world's file, made if it is not there")
    asked = parser.parse_args()
    with TemporaryDirectory() as made:
        path = asked.keep or Path(made) / "world.sayso"
        for line in score_world(path, asked.size, asked.screens):
            print(show(line, None), flush=True)


if __name__ == "__main__":
    main()
