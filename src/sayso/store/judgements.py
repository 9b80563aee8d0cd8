"""What people decided, laid over what the machine made: which judgements stand, and which columns they set."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, get_origin

from sayso.errors import JudgementError, StoreError
from sayso.model import Amount, DateClass, Event, Judgement, Page, Precision, Span, Verdict, When
from sayso.store.columns import JUDGEMENT, TABLES, Cell, FieldPlan, Table, from_json, from_row, hash_content, to_row
from sayso.store.heirs import MOVING, find_heirs, of_noun
from sayso.store.views import NOW, Cut, is_fixed

# These answer one question of a record or of one of its fields: the latest that stands is the answer.
ANSWERS: Final = frozenset({Verdict.CONFIRM, Verdict.REJECT, Verdict.CORRECT, Verdict.UNSURE, Verdict.PLACE})
SETS: Final = frozenset({Verdict.CORRECT, Verdict.PLACE})
VALUED: Final = SETS | {Verdict.MERGE, Verdict.SPLIT, Verdict.ADD}
# The field of a record that a place verdict sets.
PLACED: Final = {"link": "target", "event": "place", "control": "place"}
PLACE_ID = re.compile(r"place:[a-z0-9-]+")
NOUNS: Final = {table.name: table for table in TABLES.values()}
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")


def find_field(judgement: Judgement) -> str | None:
    """The field a judgement speaks of: a place verdict need not name it."""
    if judgement.field is None and judgement.verdict is Verdict.PLACE:
        return PLACED.get(judgement.record.partition(":")[0])
    return judgement.field


def find_standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those not taken back, oldest first. What was withdrawn stands again once the withdrawal is withdrawn.

    A new decision that names a withdrawal replaces all of it: what had been withdrawn stays so.
    """
    gone: dict[str, Verdict] = {}
    standing = []
    for judgement in reversed(list(judgements)):
        taker = gone.get(judgement.id)
        if taker is None:
            standing.append(judgement)
            taker = judgement.verdict
        elif judgement.verdict is not Verdict.WITHDRAW or taker is Verdict.WITHDRAW:
            continue
        if judgement.supersedes is not None:
            gone[judgement.supersedes] = taker
    return standing[::-1]


def lay_over(judgements: Iterable[Judgement], heirs: Mapping[str, str]) -> Iterator[tuple[str, str, Cell, str]]:
    """Rows (record, column, value, judgement) of the table `standing`; the column '' hides the record.

    What was judged of an event or dispute that is made no more lies over its heir.
    """
    latest: dict[tuple[str, str | None], Judgement] = {}
    moved = (replace(each, record=heirs.get(each.record, each.record)) for each in find_standing(judgements))
    for judgement in sorted(moved, key=lambda each: each.at):
        if judgement.verdict in ANSWERS:
            latest.pop((judgement.record, find_field(judgement)), None)  # the later answer also comes later in order
            latest[judgement.record, find_field(judgement)] = judgement
    rows: dict[tuple[str, str], tuple[Cell, str]] = {}
    for (record, field), judgement in latest.items():
        if judgement.verdict is Verdict.REJECT and field is None:
            rows[record, ""] = None, judgement.id
        elif judgement.verdict in SETS and field is not None:
            rows |= {(record, column): (value, judgement.id) for column, value in read_value(judgement)}
    for (record, column), (value, by) in rows.items():
        yield record, column, value, by


def read_value(judgement: Judgement) -> list[tuple[str, Cell]]:
    """The columns a judgement sets. A field or value that cannot be taken raises, so that no false value is stored."""
    field = find_field(judgement)
    table = NOUNS.get(judgement.record.partition(":")[0])
    plan = None if table is None else next((plan for plan in table.fields if plan.name == field), None)
    if table is None or plan is None or is_fixed(plan.name, plan.hint, table.noun):
        raise JudgementError(f"{judgement.record}: {field!r} is no field that a judgement can set; {_settable(table)}")
    try:
        page = "" if table.paged else None
        value = None if not judgement.value else _read(plan, judgement.value, page)
        cells = plan.to_cells(value, page)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise JudgementError(f"{judgement.record}: {judgement.value!r} is no value for {field!r}: {error}") from error
    if value is None and not plan.optional:
        raise JudgementError(f"{judgement.record}: {field!r} cannot be empty")
    set_to = list(zip((column.name for column in plan.columns), cells, strict=True))
    if table.noun is Page and field == "published":
        set_to += [("published_rule", "judgement"), ("published_class", DateClass.PERSON.value)]
    if plan.hint is Amount:  # no words of the pages give what a person says
        set_to += [("figures", "[]")] if table.noun is Event else [("counted_start", None), ("counted_end", None)]
    return set_to


def _settable(table: Table | None) -> str:
    if table is None:
        return f"its noun is none of {', '.join(NOUNS)}"
    return "choose of " + ", ".join(plan.name for plan in table.fields if not is_fixed(plan.name, plan.hint, table.noun))


def _read(plan: FieldPlan, value: str, page: str | None) -> Any:
    hint = plan.hint
    if hint is When:
        return read_when(value)
    if hint is Span:
        start, end = map(int, value.split("/"))
        if not 0 <= start <= end:
            raise ValueError("a span is start/end")
        return Span("", start, end)
    if hint is Amount:
        bounds = value.split("/") if "/" in value else [value] * 3
        return Amount(*(int(bound) if bound.strip() else None for bound in (bounds[0], bounds[1], bounds[2])))
    if get_origin(hint) is tuple:
        return from_json(hint, json.loads(value), page)
    if hint is bool:
        return {"true": True, "1": True, "false": False, "0": False}[value.lower()]
    if hint is datetime:
        return datetime.fromisoformat(value)
    return hint(value) if issubclass(hint, StrEnum) or hint in (int, float) else value


def read_when(value: str) -> When:
    """`2017`, `2017-11`, `2017-11-06`, `2017-11-06T10:00`, or two of them with a slash.

    >>> read_when("2017-11-03/2017-11-04").end  # days, months and years are meant whole; `..` is an open end
    datetime.datetime(2017, 11, 5, 0, 0)
    """
    first, slash, last = value.partition("/")
    if not slash:
        return _one(value)
    if ".." in (first, last):
        if first == last:
            raise ValueError("one end must be a date")
        if first == "..":
            return When(None, _one(last).end, Precision.OPEN_START)
        return When(_one(first).start, None, Precision.OPEN_END)
    begin, end = _one(first), _one(last)
    # Between two instants the second is the bound itself; a day, month or year is meant whole.
    stop = end.start if end.precision is Precision.INSTANT else end.end
    if begin.start is None or stop is None or stop <= begin.start:
        raise ValueError("it ends before it starts")
    short = stop - begin.start < timedelta(days=1)
    return When(begin.start, stop, Precision.PART_OF_DAY if short else Precision.DAYS)


def _one(value: str) -> When:
    parts = DAY.fullmatch(value)
    if parts is None:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            raise ValueError("give the wall clock in the case's zone, without an offset")
        step = timedelta(minutes=1) if MINUTE.fullmatch(value) else timedelta(seconds=1)
        return When(moment, moment + step, Precision.INSTANT)
    start = date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    if parts[3] is not None:
        end, precision = start + timedelta(days=1), Precision.DAY
    elif parts[2] is not None:
        end, precision = (start.replace(day=28) + timedelta(days=4)).replace(day=1), Precision.MONTH
    else:
        end, precision = start.replace(year=start.year + 1), Precision.YEAR
    return When(_midnight(start), _midnight(end), precision)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def load_judgements(db: sqlite3.Connection, cut: Cut, records: Iterable[str] | None = None) -> list[Judgement]:
    """In the order in which the case got them, which is the order in which they can take one another back."""
    columns = ", ".join(f'j."{column.name}"' for column in JUDGEMENT.columns)
    of = "" if records is None else " AND j.record IN (SELECT value FROM json_each(?))"
    query = f"SELECT {columns} FROM judgement j WHERE {cut.judgements}{of} ORDER BY j.number"
    return [from_row(JUDGEMENT, row) for row in db.execute(query, () if records is None else (json.dumps(list(records)),))]


def check_span(db: sqlite3.Connection, judgement: Judgement) -> None:
    """A stretch of words that a person sets must lie in the page, as the machine's must."""
    table = NOUNS[judgement.record.partition(":")[0]]
    values = dict(read_value(judgement))
    where = f"FROM {table.name} t JOIN page_text w ON w.id = t.page WHERE t.id = ? AND t.gone_in IS NULL"
    row = db.execute(f"SELECT w.text {where}", (judgement.record,)).fetchone() if table.paged else None
    own = find_field(judgement) == "span"
    end = values.get("end" if own else f"{find_field(judgement)}_end")
    if row is not None and isinstance(end, int) and end > len(row[0]):
        raise JudgementError(f"{judgement.record}: the page has {len(row[0])} characters, {judgement.value} lies outside")
    if own and values:
        check_inside(db, judgement, values)


def check_inside(db: sqlite3.Connection, judgement: Judgement, values: Mapping[str, Cell]) -> None:
    """A claim's own words are some, and of the passage it was read in."""
    query = """
        SELECT p.start, p."end" FROM claim c JOIN passage p ON p.page = c.page AND p.start <= c.start AND c.start < p."end"
        WHERE c.id = ? AND c.gone_in IS NULL AND p.gone_in IS NULL ORDER BY p."end" - p.start LIMIT 1"""
    row = db.execute(query, (judgement.record,)).fetchone()
    start, end = values["start"], values["end"]
    if row is not None and not (isinstance(start, int) and isinstance(end, int) and row[0] <= start < end <= row[1]):
        raise JudgementError(f"{judgement.record}: {judgement.value} are no words of its passage, {row[0]} to {row[1]}")


def add_judgement(db: sqlite3.Connection, judgement: Judgement, made_at: str) -> None:
    """Taking in the same judgement twice adds nothing; another one under its id raises."""
    cells = to_row(JUDGEMENT, judgement, None)
    content_hash = hash_content(JUDGEMENT.name, cells)
    known = db.execute("SELECT content_hash FROM judgement WHERE id = ?", (judgement.id,)).fetchone()
    if known is not None:
        if known[0] != content_hash:
            raise StoreError(f"{judgement.id}: the case has another judgement by that id; give each its own time")
        return
    _check(db, judgement)
    names = ", ".join(f'"{column.name}"' for column in JUDGEMENT.columns)
    marks = ", ".join("?" * len(cells))
    db.execute(
        f"INSERT INTO judgement ({names}, content_hash, made_at, after) "
        f"VALUES ({marks}, ?, ?, (SELECT coalesce(max(id), 0) FROM run))",
        (*cells, content_hash, made_at),
    )
    refresh_standing(db, judgement.record)


def _check(db: sqlite3.Connection, judgement: Judgement) -> None:
    _check_value(db, judgement)
    if judgement.verdict in SETS:
        read_value(judgement)
        check_span(db, judgement)
    if judgement.verdict is Verdict.WITHDRAW and judgement.supersedes is None:
        raise JudgementError(f"{judgement.record}: a withdrawal names the judgement it takes back")
    if judgement.supersedes is not None:
        earlier = db.execute("SELECT record FROM judgement WHERE id = ?", (judgement.supersedes,)).fetchone()
        heirs = find_heirs(db, NOW)
        if earlier is None or heirs.get(earlier[0], earlier[0]) != heirs.get(judgement.record, judgement.record):
            raise JudgementError(f"{judgement.record}: it has no judgement {judgement.supersedes} to take back")


def _check_value(db: sqlite3.Connection, judgement: Judgement) -> None:
    verdict, value = judgement.verdict, judgement.value
    if verdict is Verdict.CORRECT and judgement.field is None:
        raise JudgementError(f"{judgement.record}: a correction names the field it corrects; give --field")
    # An empty value of a correction empties the field; of the others it says nothing.
    if verdict in VALUED and (value is None or not (value.strip() or verdict is Verdict.CORRECT)):
        empty = ", '' to leave the field empty" if verdict is Verdict.CORRECT else ""
        raise JudgementError(f"{judgement.record}: {verdict} says nothing without a value; give --value{empty}")
    if verdict is not Verdict.PLACE:
        return
    noun = judgement.record.partition(":")[0]
    if noun not in PLACED or find_field(judgement) != PLACED[noun]:
        raise JudgementError(f"{judgement.record}: a place is given to {', '.join(PLACED)}, in their own field for it")
    known = db.execute("SELECT 1 FROM current_place WHERE id = ?", (value,)).fetchone()
    if known is None and PLACE_ID.fullmatch(value or "") is None:
        raise JudgementError(f"{judgement.record}: {value!r} is no place; give the id of one, as place:old-town")


def refresh_standing(db: sqlite3.Connection, record: str) -> None:
    """After a judgement on `record`: all that is judged of it, under any id it has had."""
    heirs = find_heirs(db, NOW)
    home = heirs.get(record, record)
    _lay(db, {record, home, *(old for old, heir in heirs.items() if heir == home)}, heirs)


def refresh_moved(db: sqlite3.Connection) -> None:
    """After events or disputes were made anew: what is judged of any of them goes to where it is now."""
    mine = " OR ".join(of_noun(noun) for noun in MOVING)
    judged = {row[0] for row in db.execute(f"SELECT DISTINCT j.record FROM judgement j WHERE {mine}")}
    if judged:
        stale = f"SELECT DISTINCT j.record FROM standing j WHERE {mine}"
        _lay(db, judged.union(row[0] for row in db.execute(stale)), find_heirs(db, NOW))


def _lay(db: sqlite3.Connection, records: set[str], heirs: Mapping[str, str]) -> None:
    db.execute("DELETE FROM standing WHERE record IN (SELECT value FROM json_each(?))", (json.dumps(sorted(records)),))
    rows = lay_over(load_judgements(db, NOW, sorted(records)), heirs)
    db.executemany("INSERT INTO standing VALUES (?, ?, ?, ?)", rows)
