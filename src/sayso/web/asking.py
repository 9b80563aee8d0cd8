"""What the workbench asks of a case that the terminal asks too: the case as a whole, rows, who held a place, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from operator import itemgetter
from sys import maxsize
from typing import Any

from sayso.case import Case
from sayso.case.coding import has_codebook
from sayso.model import Step, Verdict
from sayso.show.cells import as_time, last_day
from sayso.show.chain import words
from sayso.show.filter import Answer, Filters
from sayso.show.held import held_answer
from sayso.show.json import unfold
from sayso.show.marks import MARKS
from sayso.show.names import named, names_of
from sayso.show.shapes import SHAPES, WEIGHED
from sayso.show.sheet_event import why_answer
from sayso.show.why import Why
from sayso.web.ask import AS_OF, FILTERS, LIMIT, OFFSET, ON, Asked, Param, filters_of
from sayso.web.endpoint import Endpoint, as_it_is
from sayso.web.shapes import CaseView, Counted, Credit, GradeMark, HeldView, Holder, NounFilters, Rows, Tally

# A screen reads so many rows at once, and asks for more.
SCREEN = 500
# A file reads so many at once.
PART = 2000
READABLE = """select min(coalesce(published_end, seen)) a, max(coalesce(published_end, seen)) b,
    max(coalesce(published_start, seen)) newest from pages"""


def find_case(case: Case, asked: Asked) -> CaseView:
    counts, store, desk = case.counts(), case.store, asked["desk"]
    readable = store.kept("readable", lambda: store.sql(READABLE)[0])
    world = store.sql(
        "select min(a) a, max(b) b from (select coalesce(when_start, when_end) a, coalesce(when_end, when_start) b from events"
        " union all select coalesce(valid_from_lo, valid_from_hi), valid_from_hi from controls)"
    )[0]
    box = store.sql("select min(lon) w, min(lat) s, max(lon) e, max(lat) n from places where lon is not null")[0]
    return CaseView(
        name=case.store.path.rpartition("/")[2],
        path=case.store.path,
        version=case.version,
        zone=case.zone,
        counts=Tally(**{name: getattr(counts, name) for name in Tally.__struct_fields__}),
        first=day_before(readable["a"]),
        last=day_before(readable["b"]),
        world_first=None if world["a"] is None else str(world["a"])[:10],
        world_last=day_before(world["b"]),
        newest=None if readable["newest"] is None else str(readable["newest"])[:10],
        undated=counts.no_date,
        packs=list(case.packs),
        credits=[Credit(layer=layer, credit=credit) for layer, credit in case.credits.items()],
        nouns=[NounFilters(noun=noun, filters=filters_for(noun)) for noun in SHAPES],
        kinds=counted(case, "select kind, count(*) n from events group by kind order by n desc, kind"),
        grades=grades_of(case),
        holders=holders_of(case),
        verdicts=[str(one) for one in Verdict],
        by=asked.get("by"),
        coder=asked.get("by") if has_codebook(desk.path) else None,
        role=None if asked.get("user") is None else str(asked["user"].role),
        queue=len(desk.waiting(case).items),
        writing=desk.is_writing,
        box=None if box["w"] is None else (box["w"], box["s"], box["e"], box["n"]),
    )


def day_before(moment: object) -> str | None:
    """The day that ends at a midnight, or in which a moment lies."""
    at = as_time(moment)
    return None if at is None else last_day(at).date().isoformat()


def counted(case: Case, query: str) -> list[Counted]:
    return [Counted(kind=str(row["kind"]), count=row["n"]) for row in case.sql(query)]


def holders_of(case: Case) -> list[Holder]:
    rows = case.sql("select actor, count(*) n from controls where actor is not null group by actor order by n desc, actor")
    names = names_of(case.store)
    return [Holder(id=str(row["actor"]), name=str(named(row["actor"], names))) for row in rows]


def grades_of(case: Case) -> list[GradeMark]:
    counts = {str(row["grade"]): row["n"] for row in case.sql("select grade, count(*) n from events group by grade")}
    return [
        GradeMark(
            grade=str(step),
            words=words(step),
            means=MARKS[step].means,
            shape=MARKS[step].shape,
            fill=MARKS[step].fill,
            letter=MARKS[step].letter,
            count=counts.get(str(step), 0),
        )
        for step in Step
    ]


def filters_for(noun: str) -> list[str]:
    """The names under which the API takes the filters that mean something for a noun."""
    known = {"start": "from", "end": "to"}
    found = [known.get(name, name) for name in SHAPES[noun].where]
    found += [] if "as_of" in found or noun not in WEIGHED else ["as_of"]
    order = [param.name for param in FILTERS]
    return sorted(found, key=order.index)


def find_rows(case: Case, asked: Asked) -> Answer:
    found = case.rows(str(asked["noun"]), filters_of(asked, asked.get("limit")))
    if found.noun != "judgements":
        return found
    # Coders see one another's codes on the screen for that, once all are done.
    at = found.columns.index("field")
    return replace(found, rows=tuple(row for row in found.rows if not str(row[at] or "").startswith("code.")))


def find_parts(case: Case, asked: Asked) -> Iterator[Answer]:
    """The rows as a file sends them, so many at a time that no file is ever whole in memory."""
    at, left = asked.get("offset", 0), asked.get("limit", maxsize)
    while True:
        part = find_rows(case, {**asked, "offset": at, "limit": min(PART, left)})
        yield part
        at, left = at + PART, left - PART
        if left <= 0 or at >= part.total:
            return


def latest_events(case: Case, asked: Asked, filters: Filters, most: int) -> tuple[Answer, int]:
    """The latest that the filters leave, and how many earlier ones there are besides; a file and a site have all."""
    if asked.get("whole"):
        return case.rows("events", filters), 0
    passed = max(0, case.rows("events", replace(filters, limit=0)).total - most)
    return case.rows("events", replace(filters, offset=passed)), passed


def list_rows(answer: Answer) -> Rows:
    return Rows(
        noun=answer.noun,
        columns=list(answer.columns),
        rows=unfolded(answer),
        as_of=None if answer.as_of is None else answer.as_of.isoformat(),
        zone=answer.zone,
        undated=answer.undated,
        note=answer.note,
        total=answer.total,
    )


def unfolded(answer: Answer) -> list[dict[str, Any]]:
    """Rows as `--format json` prints them: lists as lists."""
    return [{column: unfold(column, value) for column, value in row.items()} for row in answer.records()]


def find_held(case: Case, asked: Asked) -> tuple[HeldView, Answer]:
    on: date = asked["on"]
    held = case.held(str(asked["place"]), on, asked.get("as_of"))
    answer, names = held_answer(case.store, held), names_of(case.store)
    return HeldView(
        place=held.place,
        place_name=str(named(held.place, names)),
        on=held.on.isoformat(),
        as_of=held.as_of.isoformat(),
        holder=held.holder,
        holder_name=named(held.holder, names),
        agreed=held.agreed,
        share=held.share,
        sentence=held.sentence,
        undated=held.undated,
        words=unfolded(answer),
    ), answer


def case_answer(found: CaseView) -> Answer:
    """Of the case as a whole one thing a row: what it is, its name, how many or what of it."""
    plain = ("name", "version", "zone", "first", "last", "world_first", "world_last", "newest", "undated", "queue")
    rows = [
        *(("case", name, getattr(found, name)) for name in plain),
        *(("count", name, getattr(found.counts, name)) for name in Tally.__struct_fields__),
        *(("pack", name, None) for name in found.packs),
        *(("credit", one.layer, one.credit) for one in found.credits),
        *(("kind", one.kind, one.count) for one in found.kinds),
        *(("grade", one.grade, one.count) for one in found.grades),
        *(("holder", one.id, one.name) for one in found.holders),
        *(("filters", one.noun, " ".join(one.filters)) for one in found.nouns),
    ]
    return Answer("case", ("part", "name", "value"), tuple(rows), total=len(rows))


def find_why(case: Case, asked: Asked) -> Why:
    return case.why(str(asked["id"]))


ASKING = (
    Endpoint("/case", find_case, CaseView, "The case as a whole.", rows=case_answer),
    Endpoint(
        "/rows/{noun}",
        find_rows,
        Rows,
        "Rows of a noun, filtered: what `sayso show NOUN` lists.",
        (*FILTERS, LIMIT, OFFSET),
        list_rows,
        SCREEN,
        rows=as_it_is,
        parts=find_parts,
    ),
    Endpoint(
        "/held",
        find_held,
        HeldView,
        "Who held a place on a day, as could be known by a day.",
        (Param("place", words="A place.", required=True), Param("on", "day", ON.words, required=True), AS_OF),
        itemgetter(0),
        rows=itemgetter(1),
    ),
    Endpoint("/why/{id}", find_why, Why, "The way back from any record to the exact words.", rows=why_answer),
)
