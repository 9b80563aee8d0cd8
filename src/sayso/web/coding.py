"""Double coding over the API: one's own codes, blind to the others' until all are done; then agreement and what to settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

from sayso.case import Case
from sayso.case.coding import (
    Coded,
    agree,
    differ,
    draw_sample,
    give_code,
    is_open,
    list_coders,
    list_codes,
    nouns_of,
    own_codes,
    read_codebook,
    set_done,
)
from sayso.case.sampling import Sample, count_records, read_sample
from sayso.show.cells import clean
from sayso.show.filter import Answer, Filters
from sayso.show.judged import tell
from sayso.show.layout import doing
from sayso.show.names import names_of
from sayso.show.quote import Quote, quotes
from sayso.show.sheet import as_span, make_list, make_sheet
from sayso.web.ask import LIMIT, OFFSET, Asked
from sayso.web.asking import list_rows
from sayso.web.endpoint import Endpoint, NotYet, as_it_is
from sayso.web.shapes import Rows
from sayso.web.shapes_coding import (
    Agreement,
    Codebook,
    Coding,
    CodingItem,
    Difference,
    Done,
    Drawn,
    GiveCode,
    SetDone,
    SetSample,
)
from sayso.web.shapes_write import Decided
from sayso.web.write import Write

SHOWN = 100
Row = dict[str, object]


def fields_of(case: Case) -> tuple[Coded, ...]:
    return read_codebook(Path(case.store.path))


def find_codebook(case: Case, asked: Asked) -> Codebook:
    return Codebook(fields=list(fields_of(case)))


def find_coding(case: Case, asked: Asked) -> Coding:
    """Blind to the machine, an item is its words alone: not what they were read as."""
    fields, by = fields_of(case), asked.get("by") or ""
    sample, mine = read_sample(case.store), own_codes(case.store, by)
    total = count_records(case.store, nouns_of(fields)) if sample.n is None else len(sample.records)
    offset, limit = asked.get("offset", 0), asked.get("limit", total if asked.get("whole") else SHOWN)
    items = []
    for record, row in rows_of(case, sample, nouns_of(fields), offset, limit):
        words = words_of(row, record.partition(":")[0]) if row and not sample.blind else None
        items.append(CodingItem(id=record, words=words, quote=quote_of(case, row), codes=mine.get(record, {})))
    coders = list_coders(case.store, fields)
    return Coding(
        coder=by or None,
        coders=coders,
        fields=list(fields),
        items=items,
        total=total,
        first=first_open(fields, sample, mine),
        sample=Drawn(n=sample.n, seed=sample.seed, strata=sample.strata, blind=sample.blind, by=sample.by, at=sample.at),
        started=bool(coders),
    )


def first_open(fields: tuple[Coded, ...], sample: Sample, mine: Mapping[str, Mapping[str, str]]) -> int:
    """Where a coder goes on: the first record of the sample that has not every code of his."""
    for at, record in enumerate(sample.records):
        if any(field.field not in mine.get(record, {}) for field in fields if record.startswith(f"{field.of}:")):
            return at
    return 0


def words_of(row: Row, noun: str) -> str:
    return doing(row) if noun != "page" else str(clean(row["quote"] or row["path"]))


def rows_of(case: Case, sample: Sample, nouns: tuple[str, ...], offset: int, limit: int) -> Iterator[tuple[str, Row]]:
    """So many records from there on: of the sample in its order, else as if those of all nouns stood in one list.

    A record of the sample that is made no more has an empty row.
    """
    if sample.n is not None:
        chosen = sample.records[offset : offset + limit]
        found = {str(row["id"]): row for noun in nouns for row in rows_named(case, noun, chosen)}
        yield from ((record, found.get(record, {})) for record in chosen)
        return
    for noun in nouns:
        total = count_records(case.store, (noun,))
        part = Filters(limit=max(0, min(limit, total - offset)), offset=offset)
        for row in case.rows(f"{noun}s", part).records() if part.limit else ():
            limit -= 1
            yield str(row["id"]), row
        offset = max(0, offset - total)


def rows_named(case: Case, noun: str, records: tuple[str, ...]) -> list[Row]:
    ids = tuple(record for record in records if record.startswith(f"{noun}:"))
    return case.rows(f"{noun}s", Filters(ids=ids, with_comments=True)).records() if ids else []


def quote_of(case: Case, row: Row) -> Quote | None:
    if row.get("start") is None:
        return None
    span = (str(row["page"]), int(str(row["start"])), int(str(row["end"])))
    return quotes(case.store, [span], names_of(case.store))[0]


def find_agreement(case: Case, asked: Asked) -> Agreement:
    """Raises NotYet while any coder is at work: what the others gave would lead him."""
    fields = fields_of(case)
    check_open(case, fields)
    open_ones = []
    for one in differ(case.store, fields):
        rows = case.rows(f"{one.id.partition(':')[0]}s", Filters(ids=(one.id,), with_comments=True)).records()
        quote = quote_of(case, rows[0]) if rows else None
        words = words_of(rows[0], one.id.partition(":")[0]) if rows else ""
        open_ones.append(
            Difference(id=one.id, words=words, field=one.field, values=one.values, settled=one.settled, quote=quote)
        )
    return Agreement(fields=list(agree(case.store, fields)), adjudication=open_ones)


def find_codes(case: Case, asked: Asked) -> Answer:
    """Raises NotYet while any coder is at work."""
    fields = fields_of(case)
    check_open(case, fields)
    rows = tuple(list_codes(case.store, fields))
    return Answer("codes", ("id", "field", "coder", "code", "settled"), rows, total=len(rows))


def codebook_answer(found: Codebook) -> Answer:
    return make_list("codebook", Coded, found.fields)


def coding_answer(found: Coding) -> Answer:
    """A row for each record and field that it is asked of, with one's own code."""
    asked = ((item, field) for item in found.items for field in found.fields if item.id.startswith(f"{field.of}:"))
    rows = (
        {"id": item.id, "part": field.of, "told": item.words, "field": one, "code": item.codes.get(one), **as_span(item.quote)}
        for item, field in asked
        for one in [field.field]
    )
    return make_sheet("coding", ("told", "field", "code"), rows)


def agreement_answer(found: Agreement) -> Answer:
    """A row for each field, then one for each code of each record on which coders differ."""
    columns = ("field", "alpha", "n", "agreed", "told", "coder", "code", "settled")
    fields = ({"id": one.field, "part": "field", **{name: getattr(one, name) for name in columns[:4]}} for one in found.fields)
    codes = (
        {"id": one.id, "part": "difference", **told, "coder": coder, "code": code, **as_span(one.quote)}
        for one in found.adjudication
        for told in [{"field": one.field, "told": one.words, "settled": one.settled}]
        for coder, code in one.values.items()
    )
    return make_sheet("agreement", columns, chain(fields, codes))


def check_open(case: Case, fields: tuple[Coded, ...]) -> None:
    if not is_open(case.store, fields):
        raise NotYet("coders see one another's codes when there are two or more and all are done")


def set_up(case: Case, body: SetSample, asked: Asked) -> Drawn:
    wanted = Sample(n=body.n, seed=body.seed, strata=body.strata, blind=body.blind)
    made = draw_sample(case.store, fields_of(case), wanted, asked.get("by"))
    return Drawn(n=made.n, seed=made.seed, strata=made.strata, blind=made.blind, by=made.by, at=made.at)


def give(case: Case, body: GiveCode, asked: Asked) -> Decided:
    made = give_code(case.store, fields_of(case), body.record, body.field, body.value, asked.get("by"), body.settles)
    return Decided(judgement=tell(made), undone=None, version=case.version)


def finish(case: Case, body: SetDone, asked: Asked) -> Done:
    set_done(case.store, asked.get("by"))
    left = [one for one in list_coders(case.store, fields_of(case)) if not one.done]
    return Done(done=True, others_left=len(left))


CODED = (
    Endpoint("/codebook", find_codebook, Codebook, "The fields of codebook.csv beside the case.", rows=codebook_answer),
    Endpoint(
        "/coding", find_coding, Coding, "What is to be coded, with one's own codes alone.", (LIMIT, OFFSET), rows=coding_answer
    ),
    Endpoint(
        "/coding/agreement",
        find_agreement,
        Agreement,
        "Krippendorff's alpha by field, and what to settle.",
        rows=agreement_answer,
    ),
    Endpoint("/coding/codes", find_codes, Rows, "Every code of every coder.", shape=list_rows, rows=as_it_is),
)
CODES = (
    Write("/code", give, GiveCode, Decided, "Gives a code of the project's own."),
    Write("/coding/sample", set_up, SetSample, Drawn, "Chooses what is coded, before anybody codes."),
    Write("/coding/done", finish, SetDone, Done, "Says that one is done coding."),
)
