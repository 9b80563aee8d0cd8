"""An event, and a page to be read."""

from __future__ import annotations

from dataclasses import replace

from sayso.case import Case
from sayso.show.event import EventPage, make_event_page
from sayso.show.hedges import hedges_of
from sayso.show.reader import PageView, read_page
from sayso.show.sheet_event import event_answer
from sayso.show.sheet_page import page_answer
from sayso.web.ask import AS_OF, RECORDED_BY, Asked
from sayso.web.endpoint import Endpoint, is_reader


def find_event(case: Case, asked: Asked) -> EventPage:
    if "as_of" not in asked:
        return make_event_page(case.store, str(asked["id"]))
    with case.as_known(asked["as_of"]) as then:
        return make_event_page(then, str(asked["id"]))


def find_page(case: Case, asked: Asked) -> PageView:
    page = read_page(case.store, str(asked["id"]), case.pack.abuse, hedges_of(case.pack))
    return replace(page, pieces=tuple(one for one in page.pieces if not one.folded)) if is_reader(asked) else page


READING = (
    Endpoint(
        "/event/{id}",
        find_event,
        EventPage,
        "An event: grade, roots, disputes, figures, who told whom.",
        (AS_OF, RECORDED_BY),
        rows=event_answer,
        brief=True,
    ),
    Endpoint(
        "/page/{id}",
        find_page,
        PageView,
        "A page: its text, what stands where, copies; comments masked.",
        (RECORDED_BY,),
        rows=page_answer,
        brief=True,
    ),
)
