"""The map and the strip: what happened where, who is said to hold what, and each root's word over time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from msgspec import Raw

from sayso.case import Case
from sayso.case.past import is_walkable, is_walked
from sayso.case.standing import read_standing
from sayso.case.strip import last_known
from sayso.errors import SaysoError
from sayso.model import Aspect, Held
from sayso.show.filter import Answer, Filters, undated
from sayso.show.geojson import control_features, event_features, newest_day
from sayso.show.held import holders_answer
from sayso.show.past import count_unplaced, find_drawn, find_held
from sayso.show.strip import Strip, strip_answer
from sayso.web.ask import AS_OF, FILTERS, ON, Asked, Param, filters_of
from sayso.web.asking import latest_events, list_rows
from sayso.web.desk import Desk
from sayso.web.endpoint import Endpoint, as_it_is, is_reader
from sayso.web.shapes import Rows
from sayso.web.shapes_map import MapView

BASES = ("known", "world")
ANEW = "this day was weighed anew; `sayso past` walks all days once, and then each is there at once"
WALKING = "this day was weighed anew; all days are being walked, and then each is there at once"
# More could be neither drawn nor read at once; who wants others asks for their days, their place or their grade.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a map shows; `answer` are the same events as rows, found when somebody asks for them."""

    answer: Callable[[], Answer]
    view: dict[str, Any]


def find_map(case: Case, asked: Asked) -> Seen:
    """The latest events that the filters leave, and who held each place at the end of `on`; both as could be known by
    `as_of`."""
    basis = asked.get("basis", BASES[0])
    if basis not in BASES:
        raise SaysoError(f"basis={basis!r} is none; there are {', '.join(BASES)}")
    filters, as_of = filters_of(asked), asked.get("as_of")
    on: date = asked.get("on") or as_of or last_known(case.store)
    if basis == "world" and "on" in asked:
        filters = replace(filters, end=min(filters.end or on, on))
    events, unplaced, note, left_out = find_events(case, asked, filters)
    return Seen(
        lambda: case.rows("events", filters),
        {
            "as_of": None if as_of is None else as_of.isoformat(),
            "on": on.isoformat(),
            "zone": case.zone,
            "undated": 0 if as_of is None else undated(case.store),
            "note": note,
            "newest": newest_day(case.store),
            "unplaced": unplaced,
            "left_out": left_out,
            "events": events,
            "controls": find_holders(case, asked, on, as_of or last_known(case.store)),
        },
    )


def find_events(case: Case, asked: Asked, filters: Filters) -> tuple[dict[str, Any], int, str, int]:
    """Of a day as the past of the case has it; where that is not walked, and of comments, the day is weighed anew. With how
    many have no pin, what is to be said of them, and how many earlier ones are left out."""
    # Where each page has a day, the last day that is known is the case as it stands.
    day = filters.as_of or (None if undated(case.store) else last_known(case.store))
    if day is not None and not filters.with_comments and is_walked(case.store, case.pack):
        drawn = find_drawn(case.store, replace(filters, as_of=day), case.pack)
        left_out = 0 if asked.get("whole") else max(0, len(drawn.features) - MOST)
        shown = drawn.features[left_out:]
        return collection(shown), count_unplaced(shown), drawn.note, left_out
    answer, left_out = latest_events(case, asked, filters, MOST)
    events = event_features(case.store, answer)
    told = (answer.note, "" if filters.as_of is None or filters.with_comments else walk(case, asked))
    return events, sum(one["geometry"] is None for one in events["features"]), "; ".join(filter(None, told)), left_out


def walk(case: Case, asked: Asked) -> str:
    """Has the days walked while this one is weighed, where the case is the workbench's own as it is now."""
    desk: Desk = asked["desk"]
    if desk.walker is None or not case.store.is_now or is_reader(asked) or not is_walkable(case.store):
        return ANEW
    return WALKING if desk.walker.start(case.version) else ANEW


def find_holders(case: Case, asked: Asked, on: date, as_of: date) -> dict[str, Any]:
    """Taken as they are kept, or concluded anew; in a file with each root's word."""
    store, pack = case.store, case.pack
    if not asked.get("whole") and is_walked(store, pack):
        return collection(find_held(store, on, as_of))
    features = control_features(store, list_held(case, on, as_of), bool(asked.get("whole")))
    return {"type": "FeatureCollection", "features": features}


def list_held(case: Case, on: date, as_of: date) -> list[Held]:
    """Each place of which somebody's word on who holds it still counts on that day."""
    standing = read_standing(case.store, as_of, case.pack, on=on)
    return [held for held in (standing.held(place, on, case.pack) for place in standing.places) if held.words]


def find_words(case: Case, asked: Asked) -> Answer:
    as_of: date = asked.get("as_of") or last_known(case.store)
    helds = list_held(case, asked.get("on") or as_of, as_of)
    return replace(holders_answer(case.store, helds), as_of=as_of, undated=undated(case.store))


def collection(features: Iterable[str]) -> dict[str, Any]:
    """Of features as JSON."""
    return {"type": "FeatureCollection", "features": Raw(f"[{','.join(features)}]".encode())}


def find_strip(case: Case, asked: Asked) -> Strip:
    aspect = asked.get("aspect", str(Aspect.HOLDER))
    if aspect not in set(Aspect):
        raise SaysoError(f"aspect={aspect!r} is none; there are {', '.join(Aspect)}")
    days = {"as_of": asked.get("as_of"), "start": asked.get("from"), "end": asked.get("to")}
    return case.strip(str(asked["place"]), **days, aspect=Aspect(aspect))


def view_of(seen: Seen) -> dict[str, Any]:
    return seen.view


def answer_of(seen: Seen) -> Answer:
    return seen.answer()


MAPPING = (
    Endpoint(
        "/map",
        find_map,
        MapView,
        "Events and holders as GeoJSON.",
        (*FILTERS, ON, Param("basis", words="known: what could be read by as_of; world: what may have been by on.")),
        view_of,
        rows=answer_of,
    ),
    Endpoint(
        "/holders",
        find_words,
        Rows,
        "Each root's word on who holds each place on a day, as could be known by a day, and what they come to.",
        (ON, AS_OF),
        list_rows,
        rows=as_it_is,
    ),
    Endpoint(
        "/strip",
        find_strip,
        Strip,
        "Each root's word on a place over time, and what they come to together.",
        (
            Param("place", words="A place.", required=True),
            AS_OF,
            *(param for param in FILTERS if param.name in ("from", "to")),
            Param("aspect", words="holder, or access of a road or crossing."),
        ),
        rows=strip_answer,
    ),
)
