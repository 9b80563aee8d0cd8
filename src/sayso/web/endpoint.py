"""One way from a function over a case to a URL: its parameters read, its answer as JSON, as a file of it, and as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from sayso.case import Case
from sayso.errors import JudgementError, NoCase, NotFound, SaysoError, StoreError
from sayso.show.csv import render_csv, render_parts
from sayso.show.filter import Answer
from sayso.show.json import render_json
from sayso.web.ask import AS_OF, RECORDED_BY, Asked, Param, read_query
from sayso.web.desk import Busy, Desk
from sayso.web.users import Role

encoder = msgspec.json.Encoder(enc_hook=str)
# What a screen asks for, and the files of it.
ENDINGS = (".json", ".csv", "")


class TooLarge(SaysoError):
    """More was sent than is taken in at once."""


class Unread(SaysoError):
    """A body that is not what the endpoint takes."""


class NotYet(SaysoError):
    """What may be seen only when others are done."""


STATUS: dict[type[SaysoError], int] = {
    NotFound: 404,
    NoCase: 404,
    Busy: 409,
    StoreError: 409,
    JudgementError: 409,
    TooLarge: 413,
    Unread: 422,
    NotYet: 403,
}


def as_it_is(found: Any) -> Any:
    return found


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What `GET path` answers: `shape` of what `answer` finds in the case for what was asked, path parts among it.

    `rows` makes an `Answer` of it, which is its `.csv`, and of a list its `.json` too. `screen` is how many rows a screen
    gets of a list if it names no limit; a file has all, and its csv is sent in the `parts` of a long one. `brief` is of one
    record, found by its keys.
    """

    path: str
    answer: Callable[[Case, Asked], Any]
    returns: Any
    words: str
    params: tuple[Param, ...] = ()
    shape: Callable[[Any], Any] = as_it_is
    screen: int | None = None
    brief: bool = False
    parts: Callable[[Case, Asked], Iterator[Answer]] | None = None
    rows: Callable[[Any], Answer] = field(kw_only=True)

    @property
    def is_list(self) -> bool:
        return self.screen is not None


def status_of(error: SaysoError) -> int:
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), 400)


def refusal(error: SaysoError) -> Response:
    return as_json({"error": str(error)}, status_of(error))


def as_json(value: object, status: int = 200) -> Response:
    return Response(encoder.encode(value), status, media_type="application/json")


def make_routes(endpoints: Sequence[Endpoint], desk: Desk) -> list[Route]:
    """Three URLs for each: bare, `.json` and `.csv`."""
    return [
        Route(f"/api{one.path}{form}", partial(respond, one, desk, form), methods=["GET"])
        for one in endpoints
        for form in ENDINGS
    ]


async def respond(endpoint: Endpoint, desk: Desk, form: str, request: Request) -> Response:
    try:
        user = request.scope.get("user")
        asked = {**read_query(request.query_params, endpoint.params), **request.path_params, "user": user}
        asked["by"] = desk.by if user is None else user.name
        # To hand an answer of a millisecond or two to a thread and back costs half as much again.
        if is_at_hand(endpoint, desk, asked):
            return ask_case(endpoint, desk, form, asked)
        return await run_in_threadpool(ask_case, endpoint, desk, form, asked)
    except SaysoError as error:
        return refusal(error)


def is_at_hand(endpoint: Endpoint, desk: Desk, asked: Asked) -> bool:
    """Whether it is brief and of the case as it lies open: no file is to be opened for it, and no day weighed."""
    now = AS_OF.name not in asked and RECORDED_BY.name not in asked
    return endpoint.brief and now and desk.has_reader and not is_reader(asked)


def ask_case(endpoint: Endpoint, desk: Desk, form: str, asked: dict[str, Any]) -> Response:
    asked["desk"], asked["whole"] = desk, bool(form)
    if not form and endpoint.screen is not None:
        asked.setdefault("limit", endpoint.screen)
    if form == ".csv" and endpoint.parts is not None:
        return send_parts(endpoint, desk, asked, endpoint.parts)
    with open_case(desk, asked) as case:
        found = endpoint.answer(case, asked)
        if form == ".csv":
            return as_file(render_csv(endpoint.rows(found)), "text/csv", endpoint, form)
        if form == ".json" and endpoint.is_list:
            return as_file(render_json(endpoint.rows(found)), "application/json", endpoint, form)
        answer = as_json(endpoint.shape(found))
    if form:
        answer.headers["content-disposition"] = disposition(endpoint, form)
    return answer


def send_parts(endpoint: Endpoint, desk: Desk, asked: Asked, parts: Callable[[Case, Asked], Iterator[Answer]]) -> Response:
    """A long list as it is read, all of one moment; what cannot be asked is refused before any of it goes."""

    def lines() -> Iterator[str]:
        with open_case(desk, asked) as case:
            yield from render_parts(parts(case, asked))

    sent = lines()
    if is_reader(asked):
        # What is lent is one case for all readers: nobody may keep it for as long as he downloads.
        return as_file("".join(sent), "text/csv", endpoint, ".csv")
    first = next(sent)
    headers = {"content-disposition": disposition(endpoint, ".csv")}
    return StreamingResponse(chain([first], sent), media_type="text/csv", headers=headers)


def is_reader(asked: Asked) -> bool:
    """Whether who asks may see only what may leave the case."""
    user = asked.get("user")
    return user is not None and user.role is Role.READER


def open_case(desk: Desk, asked: Asked) -> AbstractContextManager[Case]:
    """The case; for a reader among users what may leave it, as could be read some days ago."""
    then = asked.get(RECORDED_BY.name)
    if not is_reader(asked):
        return desk.reading(then)
    if then is not None or asked.get("with_comments"):
        raise SaysoError("readers see the case as it is now, and none of its comments")
    return desk.lent()


def as_file(text: str, media_type: str, endpoint: Endpoint, form: str) -> Response:
    return Response(text, media_type=media_type, headers={"content-disposition": disposition(endpoint, form)})


def disposition(endpoint: Endpoint, form: str) -> str:
    return f'attachment; filename="sayso-{endpoint.path.strip("/").split("/")[0]}{form}"'
