"""Who may ask: the token of the start link becomes a cookie, Host and Origin are those of this server, nothing else is let in.

A page of another site open in the same browser can send requests to this machine, and by a name that it makes resolve to it
even read the answers. So each request must name this server as its Host, writes must come from its own pages, and all must
carry a cookie that no other site is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hmac import compare_digest
from ipaddress import ip_address
from secrets import token_urlsafe
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.users import Role, Sessions

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = frozenset({"GET", "HEAD"})
LOGIN, LOGOUT = "/login", "/logout"
# What who is not in yet may see: the page to log in by, and what it is drawn with.
AT_THE_DOOR = frozenset({LOGIN, "/login.css", "/favicon.svg"})
# Adding pages and choosing what is coded is an admin's; all else that writes a reviewer's.
ADMINS = frozenset({"/api/pages", "/api/coding/sample"})
POLICY = (
    "default-src 'self'; worker-src 'self' blob:; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
UNSTORED = ((b"cache-control", b"no-store"),)
LOG_IN = f"nobody is logged in here: go to {LOGIN}"
NO_COOKIE = "open the workbench by the link that `sayso web` printed: it carries the key of this run"


@dataclass(frozen=True, slots=True)
class Door:
    """What opens this server: its names as a Host, the token of its start link, and the name of its cookie.

    Cookies know no ports: two workbenches on one machine must not take each other's.
    """

    hosts: frozenset[str]
    cookie: str
    token: str = field(default_factory=token_urlsafe, repr=False)
    sessions: Sessions | None = None

    @classmethod
    def on(cls, port: int, names: tuple[str, ...] = LOOPBACK, sessions: Sessions | None = None) -> Door:
        """With `sessions` the names are those others reach it by, also through a server before it on a port of its own."""
        bare = names if port == 80 or sessions is not None else ()
        return cls(frozenset(f"{name}:{port}" for name in names) | frozenset(bare), f"sayso-{port}", sessions=sessions)

    def goes_by(self, host: str) -> bool:
        """No site can make an address of numbers lead elsewhere, so one is as good as a name that was given."""
        return host in self.hosts or (self.sessions is not None and is_address(host))

    def is_open(self, cookies: Mapping[str, str]) -> bool:
        return compare_digest(cookies.get(self.cookie, "").encode(), self.token.encode())


class Guard:
    """Lets through what has the right Host, Origin and cookie, and puts the same headers on every answer."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message["headers"]
                told = any(name == b"cache-control" for name, _ in own)
                message = {**message, "headers": [*own, *HEADERS, *(() if told else UNSTORED)]}
            await send(message)

        answer = self.refuse(scope)
        await (answer or self.app)(scope, receive, dressed)

    def refuse(self, scope: Scope) -> Response | None:
        """The answer to a request that does not go through."""
        headers, path = Headers(scope=scope), str(scope["path"])
        if not self.door.goes_by(headers.get("host", "")):
            return JSONResponse({"error": "this server does not go by that name"}, 403)
        if not self.is_ours(scope, headers):
            return JSONResponse({"error": "only pages of this workbench may ask that"}, 403)
        if self.door.sessions is not None:
            return self.refuse_user(scope, cookies_of(headers).get(self.door.cookie, ""), self.door.sessions)
        if scope["method"] in SAFE and (entered := self.enter(scope)) is not None:
            return entered
        if self.door.is_open(cookies_of(headers)):
            return None
        return JSONResponse({"error": NO_COOKIE}, 401) if path.startswith("/api/") else PlainTextResponse(NO_COOKIE, 401)

    def refuse_user(self, scope: Scope, secret: str, sessions: Sessions) -> Response | None:
        """Who is in goes on as `scope["user"]`, as far as the role goes; `scope["is_in"]` says whether he still is."""
        path, user = str(scope["path"]), sessions.find(secret)
        if path in AT_THE_DOOR:
            return None
        if user is None and path.startswith("/api/"):
            return JSONResponse({"error": LOG_IN}, 401)
        if user is None:
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{LOGIN}?to={quote(path + (f'?{query}' if query else ''))}", 303)
        scope["user"], scope["is_in"] = user, partial(sessions.has, secret)
        wanted = Role.ADMIN if path in ADMINS else Role.REVIEWER
        may = scope["method"] in SAFE or path == LOGOUT or user.role in (Role.ADMIN, wanted)
        return None if may else JSONResponse({"error": f"that takes the role {wanted}; {user.name} is {user.role}"}, 403)

    def is_ours(self, scope: Scope, headers: Headers) -> bool:
        """Whether the page that asks is one of this server's; who only follows a link to it is not asked."""
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers["host"]:
            return False
        if scope["method"] in SAFE:
            return not str(scope["path"]).startswith("/api/") or headers.get("sec-fetch-site") not in {
                "cross-site",
                "same-site",
            }
        return origin is not None

    def enter(self, scope: Scope) -> Response | None:
        """The start link: its token becomes the cookie, and leaves the address."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = dict(asked).get("token")
        if token is None or not compare_digest(token.encode(), self.door.token.encode()):
            return None
        kept = urlencode([pair for pair in asked if pair[0] != "token"])
        answer = RedirectResponse("/" + str(scope["path"]).lstrip("/") + (f"?{kept}" if kept else ""), 303)
        answer.set_cookie(self.door.cookie, self.door.token, httponly=True, samesite="strict", path="/")
        return answer


def is_address(host: str) -> bool:
    """Whether a Host is an address of numbers, with its port or without."""
    bare = host.partition("]")[0].removeprefix("[") if host.startswith("[") else host.partition(":")[0]
    try:
        ip_address(bare)
    except ValueError:
        return False
    return True


def cookies_of(headers: Headers) -> dict[str, str]:
    return cookie_parser(headers.get("cookie", ""))
