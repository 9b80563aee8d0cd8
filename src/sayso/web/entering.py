"""Logging in and out of a workbench that others can reach: one plain page that needs no script."""

from __future__ import annotations

from functools import partial
from html import escape
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.errors import SaysoError
from sayso.web.endpoint import refusal
from sayso.web.guard import LOGIN, LOGOUT, Door
from sayso.web.users import Sessions
from sayso.web.write import take

MOST_BYTES = 4_000
PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>sayso: log in</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/login.css">
  </head>
  <body>
    <main>
      <h1>sayso</h1>
      {word}<form method="post" action="{action}">
        <label>Name <input name="name" autocomplete="username" required autofocus></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
        <button type="submit">Log in</button>
      </form>
    </main>
  </body>
</html>
"""
WRONG = '<p role="alert">No such name and password; after several wrong tries a name rests for a minute.</p>\n      '


def make_login_routes(sessions: Sessions, door: Door) -> list[Route]:
    return [
        Route(LOGIN, partial(show_login, door), methods=["GET"]),
        Route(LOGIN, partial(log_in, sessions, door), methods=["POST"]),
        Route(LOGOUT, partial(log_out, sessions, door), methods=["POST"]),
    ]


async def show_login(door: Door, request: Request) -> Response:
    return login_page(request)


def login_page(request: Request, word: str = "", status: int = 200) -> Response:
    return HTMLResponse(PAGE.format(word=word, action=escape(f"{LOGIN}?to={quote(wanted(request))}")), status)


def wanted(request: Request) -> str:
    """Where they were going, if it is a place of this server."""
    to = request.query_params.get("to", "/")
    return to if to.startswith("/") and not to.startswith(("//", "/\\")) and "\n" not in to else "/"


async def log_in(sessions: Sessions, door: Door, request: Request) -> Response:
    try:
        told = parse_qs((await take(request, MOST_BYTES)).decode("utf-8", "replace"))
    except SaysoError as error:
        return refusal(error)
    name, password = (told.get(one, [""])[0] for one in ("name", "password"))
    secret = await run_in_threadpool(sessions.log_in, name, password)
    if secret is None:
        return login_page(request, WRONG, 401)
    answer = RedirectResponse(wanted(request), 303)
    answer.set_cookie(door.cookie, secret, httponly=True, samesite="strict", path="/")
    return answer


async def log_out(sessions: Sessions, door: Door, request: Request) -> Response:
    sessions.log_out(request.cookies.get(door.cookie, ""))
    answer = RedirectResponse(LOGIN, 303)
    answer.delete_cookie(door.cookie, path="/")
    return answer
