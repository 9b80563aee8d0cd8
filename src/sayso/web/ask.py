"""What a request asks, read strictly: each endpoint names its parameters, and one that is unknown or wrong is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from starlette.datastructures import QueryParams

from sayso.errors import SaysoError
from sayso.show.filter import Filters


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter in the query of a URL; `form` is its type in the words of OpenAPI."""

    name: str
    form: str = "string"
    words: str = ""
    required: bool = False


Asked = Mapping[str, Any]


def read_day(words: str) -> date:
    day = datetime.strptime(words, "%Y-%m-%d").date()
    # Its end is the beginning of the next, and what is new since it is asked of the one before.
    if day in (date.min, date.max):
        raise ValueError(words)
    return day


def read_flag(words: str) -> bool:
    return {"": True, "1": True, "true": True, "0": False, "false": False}[words.lower()]


def read_count(words: str) -> int:
    count = int(words)
    if not 0 <= count <= 100_000:
        raise ValueError(words)
    return count


def read_box(words: str) -> tuple[float, float, float, float]:
    west, south, east, north = (float(part) for part in words.split(","))
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ValueError(words)
    return west, south, east, north


def read_span(words: str) -> tuple[int, int]:
    start, end = (int(part) for part in words.split("-"))
    if not 0 <= start <= end:
        raise ValueError(words)
    return start, end


READERS: Mapping[str, Callable[[str], object]] = {
    "string": str,
    "day": read_day,
    "flag": read_flag,
    "count": read_count,
    "box": read_box,
    "span": read_span,
}
MEANT = {
    "day": "a day, as 2017-11-09",
    "flag": "true or false",
    "count": "a number from 0 to 100000",
    "box": "west,south,east,north in degrees",
    "span": "two offsets, as 120-131",
}

PLACE = Param("place", words="A place and all that lies in it, in any spelling, or its id.")
AS_OF = Param("as_of", "day", "Only what could be read by the end of that day.")
ON = Param("on", "day", "The end of that day in the world.")
RECORDED_BY = Param("recorded_by", "day", "What this case held at the end of that day.")
LIMIT = Param("limit", "count", "As many rows at most.")
OFFSET = Param("offset", "count", "Rows to pass over first.")
FILTERS = (
    PLACE,
    Param("actor", words="Who does it, or to whom it is done."),
    Param("kind", words="A kind and all below it."),
    Param("source", words="Who says or prints it."),
    Param("from", "day", "On that day or later, in the world."),
    Param("to", "day", "On that day or earlier, in the world."),
    AS_OF,
    RECORDED_BY,
    Param("grade", words="Events of one grade."),
    Param("bbox", "box", "Places with a point in that box."),
    Param("text", words="These words as they stand, capitals aside."),
    Param("page", words="On that page."),
    Param("with_comments", "flag", "Readers' comments too, their handles as keys."),
)
FIELDS = {"from": "start", "to": "end"}


def read_query(query: QueryParams, params: tuple[Param, ...]) -> dict[str, Any]:
    """Raises SaysoError on a parameter that is unknown, given twice, wrong or missing."""
    known = {param.name: param for param in params}
    asked: dict[str, Any] = {}
    for name, words in query.multi_items():
        if name not in known:
            raise SaysoError(f"{name!r} means nothing here; there are {', '.join(known) or 'no parameters'}")
        if name in asked:
            raise SaysoError(f"{name!r} is given twice")
        if words == "" and known[name].form != "flag":
            continue
        try:
            asked[name] = READERS[known[name].form](words)
        except (ValueError, KeyError) as error:
            raise SaysoError(f"{name}={words!r} is no {name}: give {MEANT[known[name].form]}") from error
    missing = [param.name for param in params if param.required and param.name not in asked]
    if missing:
        raise SaysoError(f"{', '.join(missing)} is missing")
    return asked


def filters_of(asked: Asked, limit: int | None = None) -> Filters:
    """The filters of `show`; what else was asked is left to who asks."""
    named: dict[str, Any] = {FIELDS.get(param.name, param.name): asked.get(param.name) for param in FILTERS}
    named |= {"recorded_by": None, "with_comments": bool(asked.get("with_comments"))}
    return Filters(**named, limit=asked.get("limit", limit), offset=asked.get("offset", 0))
