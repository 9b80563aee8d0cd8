"""The server's parts put together: the API, the page and its files, and the guard before all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.web.adding import ADDING
from sayso.web.asking import ASKING
from sayso.web.coding import CODED, CODES
from sayso.web.desk import Desk
from sayso.web.endpoint import as_json, make_routes
from sayso.web.entering import make_login_routes
from sayso.web.finding import FINDING
from sayso.web.ground import GROUND, make_ground_routes
from sayso.web.guard import Door, Guard
from sayso.web.job import Intake
from sayso.web.judging import DECIDING, JUDGED
from sayso.web.mapping import MAPPING
from sayso.web.openapi import describe
from sayso.web.reading import READING
from sayso.web.taking import make_take_routes
from sayso.web.write import make_write_routes

STATIC = Path(__file__).parent / "static"
NO_PAGE = "the page was not built into this install: run `make web` in the source tree, or install the wheel; the API works"
# What is asked most often is looked for first.
READ = (*READING, *JUDGED, *MAPPING, *ASKING, *FINDING, *GROUND, *CODED)
WRITE = (*DECIDING, *ADDING, *CODES)


def make_app(desk: Desk, door: Door, static: Path = STATIC) -> Starlette:
    """The whole workbench over one case; closes the case's readers when it ends."""

    @asynccontextmanager
    async def alive(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    async def page(request: Request) -> Response:
        """Every address that is none of the API's is one of the page's: the page reads it."""
        index = static / "index.html"
        return FileResponse(index) if index.is_file() else PlainTextResponse(NO_PAGE, 503)

    routes = [
        *(make_login_routes(door.sessions, door) if door.sessions is not None else []),
        *make_routes(READ, desk),
        *make_write_routes(WRITE, desk),
        *make_take_routes(Intake(desk), desk),
        *make_ground_routes(desk),
        Route("/api/openapi.json", openapi),
        Route("/api/{rest:path}", no_such, methods=["GET", "POST"]),
        *([Mount("/assets", StaticFiles(directory=static / "assets"))] if (static / "assets").is_dir() else []),
        *(Route(f"/{file.name}", send(file)) for file in files_in(static)),
        Route("/{rest:path}", page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard, door=door)], lifespan=alive, exception_handlers={404: lost})


def files_in(static: Path) -> list[Path]:
    """What lies beside the page: icons, fonts and the like."""
    return [file for file in sorted(static.glob("*")) if file.is_file() and file.name != "index.html"]


def send(file: Path) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return FileResponse(file)

    return answer


async def openapi(_: Request) -> Response:
    return as_json(describe(READ, WRITE))


async def no_such(request: Request) -> Response:
    return as_json({"error": f"there is no {request.url.path}; /api/openapi.json lists what there is"}, 404)


async def lost(request: Request, error: Exception) -> Response:
    detail = error.detail if isinstance(error, HTTPException) else "not found"
    return as_json({"error": detail}, 404)
