"""Double coding over the API: one's own codes, blind to the others' until all are done; then agreement and what to settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sayso.case import Case
from sayso.case.coding import Coded, agree, differ, give_code, is_open, list_coders, own_codes, read_codebook, set_done
from sayso.show.cells import clean
from sayso.show.filter import Filters
from sayso.show.judged import tell
from sayso.show.layout import doing
from sayso.show.names import names_of
from sayso.show.quote import Quote, quotes
from sayso.web.ask import LIMIT, OFFSET, Asked
from sayso.web.endpoint import Endpoint, NotYet
from sayso.web.shapes_coding import Agreement, Codebook, Coding, CodingItem, Difference, Done, GiveCode, SetDone
from sayso.web.shapes_write import Decided
from sayso.web.write import Write

SHOWN = 100


def fields_of(case: Case) -> tuple[Coded, ...]:
    return read_codebook(Path(case.store.path))


def find_codebook(case: Case, asked: Asked) -> Codebook:
    return Codebook(fields=list(fields_of(case)))


def find_coding(case: Case, asked: Asked) -> Coding:
    fields, by = fields_of(case), asked.get("by") or ""
    mine = own_codes(case.store, by)
    nouns = list(dict.fromkeys(field.of for field in fields))
    totals = {noun: int(case.sql(f"select count(*) from {noun}s")[0][0]) for noun in nouns}
    rows = list(rows_of(case, totals, asked.get("offset", 0), asked.get("limit", SHOWN)))
    items = []
    for noun, row in rows:
        record = str(row["id"])
        items.append(CodingItem(id=record, words=words_of(row, noun), quote=quote_of(case, row), codes=mine.get(record, {})))
    return Coding(
        coder=by or None, coders=list_coders(case.store, fields), fields=list(fields), items=items, total=sum(totals.values())
    )


def words_of(row: dict[str, object], noun: str) -> str:
    return doing(row) if noun != "page" else str(clean(row["quote"] or row["path"]))


def rows_of(case: Case, totals: Mapping[str, int], offset: int, limit: int) -> Iterator[tuple[str, dict[str, object]]]:
    """So many records from there on, as if those of all nouns stood in one list."""
    for noun, total in totals.items():
        part = Filters(limit=max(0, min(limit, total - offset)), offset=offset)
        for row in case.rows(f"{noun}s", part).records() if part.limit else ():
            limit -= 1
            yield noun, row
        offset = max(0, offset - total)


def quote_of(case: Case, row: dict[str, object]) -> Quote | None:
    if row.get("start") is None:
        return None
    span = (str(row["page"]), int(str(row["start"])), int(str(row["end"])))
    return quotes(case.store, [span], names_of(case.store))[0]


def find_agreement(case: Case, asked: Asked) -> Agreement:
    """Raises NotYet while any coder is at work: what the others gave would lead him."""
    fields = fields_of(case)
    if not is_open(case.store, fields):
        raise NotYet("coders see one another's codes when there are two or more and all are done")
    open_ones = []
    for one in differ(case.store, fields):
        rows = case.rows(f"{one.id.partition(':')[0]}s", Filters(ids=(one.id,), with_comments=True)).records()
        quote = quote_of(case, rows[0]) if rows else None
        words = words_of(rows[0], one.id.partition(":")[0]) if rows else ""
        open_ones.append(
            Difference(id=one.id, words=words, field=one.field, values=one.values, settled=one.settled, quote=quote)
        )
    return Agreement(fields=list(agree(case.store, fields)), adjudication=open_ones)


def give(case: Case, body: GiveCode, asked: Asked) -> Decided:
    made = give_code(case.store, fields_of(case), body.record, body.field, body.value, asked.get("by"), body.settles)
    return Decided(judgement=tell(made), undone=None, version=case.version)


def finish(case: Case, body: SetDone, asked: Asked) -> Done:
    set_done(case.store, asked.get("by"))
    left = [one for one in list_coders(case.store, fields_of(case)) if not one.done]
    return Done(done=True, others_left=len(left))


CODED = (
    Endpoint("/codebook", find_codebook, Codebook, "The fields of codebook.csv beside the case."),
    Endpoint("/coding", find_coding, Coding, "What is to be coded, with one's own codes alone.", (LIMIT, OFFSET)),
    Endpoint("/coding/agreement", find_agreement, Agreement, "Krippendorff's alpha by field, and what to settle."),
)
CODES = (
    Write("/code", give, GiveCode, Decided, "Gives a code of the project's own."),
    Write("/coding/done", finish, SetDone, Done, "Says that one is done coding."),
)
