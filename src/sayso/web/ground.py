"""The ground of the map: what the packs of a case bring along to draw under it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from sayso.case import Case
from sayso.errors import NotFound
from sayso.pack import find_folder
from sayso.show.filter import Answer
from sayso.show.sheet import make_list
from sayso.web.ask import Asked
from sayso.web.desk import Desk
from sayso.web.endpoint import Endpoint, refusal

NAME = "basemap.geojson"


class Ground(Struct, kw_only=True):
    """One pack's basemap, with whose data it is."""

    pack: str
    credit: str
    url: str


class Grounds(Struct, kw_only=True):
    layers: list[Ground]


def find_grounds(case: Case, _: Asked) -> Grounds:
    return Grounds(
        layers=[Ground(pack=pack, credit=credit_of(file), url=f"/basemap/{pack}.geojson") for pack, file in drawn(case).items()]
    )


@lru_cache(maxsize=16)
def credit_of(file: Path) -> str:
    """Whose lines they are, and which of them are no true course, as `tools/basemap.py` wrote it into the file."""
    return str(json.loads(file.read_bytes()).get("credit") or "Natural Earth")


def drawn(case: Case) -> dict[str, Path]:
    """The packs of the case that have a basemap."""
    folders = ((pack, find_folder(pack)) for pack in case.packs)
    return {pack: folder / NAME for pack, folder in folders if folder is not None and (folder / NAME).is_file()}


def grounds_answer(found: Grounds) -> Answer:
    return make_list("basemaps", Ground, found.layers)


GROUND = (Endpoint("/basemap", find_grounds, Grounds, "The packs' basemaps, and whose data they are.", rows=grounds_answer),)


def make_ground_routes(desk: Desk) -> list[Route]:
    """Only packs of the case are served, by name: no path is made of what was asked."""

    def find_file(pack: str) -> Path | None:
        with desk.reading() as case:
            return drawn(case).get(pack)

    async def send(request: Request) -> Response:
        pack = str(request.path_params["pack"])
        path = await run_in_threadpool(find_file, pack)
        if path is None:
            return refusal(NotFound(f"no pack {pack!r} of this case has a basemap"))
        return FileResponse(path, media_type="application/geo+json")

    return [Route("/basemap/{pack}.geojson", send)]
