"""One way from a body that is sent to a change of the case: read strictly, done by the one writer, on disk when answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.case import Case
from sayso.errors import SaysoError
from sayso.web.ask import Asked
from sayso.web.desk import Desk
from sayso.web.endpoint import TooLarge, Unread, as_json, refusal

# A decision and its note; pages come another way.
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Write:
    """What `POST path` does: `change` of the case by a body of the shape `takes`; asked: parts of the path, `by`, `desk`."""

    path: str
    change: Callable[[Case, Any, Asked], Any]
    takes: Any
    returns: Any
    words: str
    status: int = 200


def make_write_routes(writes: Sequence[Write], desk: Desk) -> list[Route]:
    return [Route(f"/api{one.path}", partial(respond, one, desk), methods=["POST"]) for one in writes]


async def respond(write: Write, desk: Desk, request: Request) -> Response:
    try:
        body = read_body(await take(request, LARGEST), write.takes, request)
        user = request.scope.get("user")
        # Nobody decides in another's name where all have their own.
        by = getattr(body, "by", None) or desk.by if user is None else user.name
        return await run_in_threadpool(change_case, write, desk, body, {**request.path_params, "by": by, "desk": desk})
    except SaysoError as error:
        return refusal(error)


async def take(request: Request, largest: int) -> bytes:
    """The whole body, or TooLarge as soon as it is."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > largest:
            raise TooLarge(f"more than {largest:,} bytes at once; send less")
        parts.append(part)
    return b"".join(parts)


def read_body(body: bytes, shape: Any, request: Request) -> Any:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Unread("send JSON, with Content-Type: application/json")
    try:
        return msgspec.json.decode(body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unread(f"that is not what is taken here: {error}") from error


def change_case(write: Write, desk: Desk, body: Any, asked: dict[str, Any]) -> Response:
    with desk.writing() as case:
        made = write.change(case, body, asked)
    return as_json(made, write.status)
