"""The project's own codebook: fields of the coders' own, coded blind by two or more, compared when all are done.

A code is a judgement (verdict add, field `code.NAME`), so it has its author, its day and its undo like any other.
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path

from sayso.case.deciding import name_of, new_withdrawal, wall_clock
from sayso.case.sampling import Sample, count_records, read_sample, set_sample
from sayso.errors import JudgementError, NotFound, SaysoError
from sayso.model import Judgement, Verdict, record_id
from sayso.show.agreement import Difference, alpha, interval, nominal, ordinal, overlapping
from sayso.store import Store
from sayso.store.judgements import find_standing, read_when

FILE = "codebook.csv"
COLUMNS = ("field", "title", "type", "choices", "help", "of")
TYPES = ("choice", "ordinal", "many", "text", "number", "date")
CHOSEN = ("choice", "ordinal", "many")
# What stands between several choices in one code.
AND = "; "
NOUNS = ("event", "claim", "page")
PREFIX, SETTLED = "code.", "settled."
DONE = "coding.done."


@dataclass(frozen=True, slots=True)
class Coded:
    """A field of the codebook; `of` is the noun it is asked of."""

    field: str
    title: str
    type: str
    choices: tuple[str, ...]
    help: str
    of: str


@dataclass(frozen=True, slots=True)
class Coder:
    name: str
    coded: int
    of: int
    done: bool


@dataclass(frozen=True, slots=True)
class Agreed:
    """Of one field: alpha, over how many records that two or more coded, and in how many all gave the same."""

    field: str
    alpha: float | None
    n: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Open:
    """A record on which coders differ; `settled` is what was decided between them since, by a judgement of its own."""

    id: str
    field: str
    values: dict[str, str]
    settled: str | None


def has_codebook(case: Path) -> bool:
    """Also one that cannot be used: what is wrong with it is told where it is used."""
    return (case.parent / FILE).is_file()


def read_codebook(case: Path) -> tuple[Coded, ...]:
    """The fields of `codebook.csv` beside the case; none without it. Raises SaysoError where a row cannot be used."""
    path = case.parent / FILE
    if not path.is_file():
        return ()
    try:
        rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        cells = list(rows)
    except (UnicodeDecodeError, csv.Error) as error:
        raise SaysoError(f"{FILE} cannot be read: save it as CSV in UTF-8 ({error})") from error
    missing = [column for column in COLUMNS[:3] if column not in (rows.fieldnames or ())]
    if missing:
        raise SaysoError(f"{FILE} has no column {', '.join(missing)}; its columns are {', '.join(COLUMNS)}")
    fields = tuple(read_row(row, number) for number, row in enumerate(cells, start=2))
    # A code says its field and its record: of two fields of one name it would be a code of both.
    several = [name for name, n in Counter((one.field, one.of) for one in fields).items() if n > 1]
    if several:
        raise SaysoError(f"{FILE} has several fields {' of '.join(several[0])}; give each a name of its own")
    return fields


def read_row(row: Mapping[str, str | None], line: int) -> Coded:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    choices = tuple(one.strip() for one in cells["choices"].split("|") if one.strip())
    made = Coded(
        cells["field"], cells["title"] or cells["field"], cells["type"], choices, cells["help"], cells["of"] or "event"
    )
    if not made.field or made.type not in TYPES or made.of not in NOUNS or (made.type in CHOSEN) != bool(choices):
        raise SaysoError(
            f"{FILE}:{line}: a field has a name, a type ({', '.join(TYPES)}), choices parted by bars if it is one of them,"
            f" and is of {', '.join(NOUNS)}"
        )
    return made


def nouns_of(fields: tuple[Coded, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(field.of for field in fields))


def draw_sample(store: Store, fields: tuple[Coded, ...], wanted: Sample, by: str | None) -> Sample:
    """Raises JudgementError once anybody has coded: what agreement is measured on is not chosen by how it came out."""
    if not fields:
        raise NotFound(f"there is no {FILE} beside the case: nothing is to be coded")
    if coders := sorted({one.by for one in codes(store)}):
        raise JudgementError(f"{', '.join(coders)} coded already: what is coded is chosen before anybody codes")
    for row in store.sql("select name from setting where name like ? || '%'", (DONE,)):
        store.set_setting(str(row["name"]), "")
    return set_sample(store, nouns_of(fields), wanted, by)


def give_code(
    store: Store, fields: tuple[Coded, ...], record: str, field: str, value: str, by: str | None, settles: bool = False
) -> Judgement:
    """Stores one coder's code; a new one of the same coder takes the place of the old, one of another never does.

    An empty one takes the old back. `settles` decides between coders, once all are done.
    """
    if settles and not is_open(store, fields):
        raise JudgementError("there is nothing to settle before all coders are done")
    prefix = SETTLED if settles else PREFIX
    full = str(getattr(store.find(record)[1], "id", record))
    known = {one.field: one for one in fields if one.of == full.partition(":")[0]}
    if field not in known:
        raise NotFound(f"{FILE} has no field {field!r} for a record such as {full}")
    check_code(known[field], value)
    sample = read_sample(store)
    if sample.n is not None and full not in sample.records:
        raise JudgementError(f"{full} is not in the sample of {len(sample.records)} that is coded")
    who, at = name_of(by), wall_clock(store)
    before = [one for one in codes(store, prefix) if (one.record, one.field) == (full, prefix + field)]
    own = [one.id for one in before if settles or one.by == who]
    if not value:
        if not own:
            raise NotFound(f"{who} gave {full} no {field} that could be taken back")
        made = new_withdrawal(store, who, own[-1])
        store.judge(made)
        return made
    key = record_id("judgement", full, who, at.isoformat(), Verdict.ADD, prefix + field)
    made = Judgement(key, full, Verdict.ADD, prefix + field, value, who, at, None, own[-1] if own else None)
    store.judge(made)
    return made


def check_code(field: Coded, value: str) -> None:
    """Raises JudgementError where a code is none of what its field takes."""
    given = value.split(AND) if field.type == "many" else [value]
    if value and field.choices and not set(given) <= set(field.choices):
        raise JudgementError(f"{value!r} is none of the choices of {field.field}: {', '.join(field.choices)}")
    try:
        if value and field.type == "number":
            if not isfinite(float(value)):
                raise ValueError("it has no end")
        elif value and field.type == "date":
            read_when(value)
    except ValueError as error:
        raise JudgementError(f"{value!r} is no {field.type} for {field.field}: {error}") from error


def codes(store: Store, prefix: str = PREFIX) -> list[Judgement]:
    """Those that stand, each of the record that has the place of the one it was given to."""
    heirs, standing = store.heirs(), find_standing(store.judgements())
    given = (one for one in standing if one.verdict is Verdict.ADD and (one.field or "").startswith(prefix))
    return [replace(one, record=heirs.get(one.record, one.record)) for one in given]


def set_done(store: Store, by: str | None) -> None:
    """From now on what this coder gave is shown to the others, once they are done too."""
    who = name_of(by)
    if not any(one.by == who for one in codes(store)):
        raise JudgementError(f"{who} has coded nothing yet")
    store.set_setting(DONE + who, wall_clock(store).isoformat(timespec="seconds"))


def list_coders(store: Store, fields: tuple[Coded, ...]) -> list[Coder]:
    given: dict[str, set[str]] = defaultdict(set)
    for one in codes(store):
        given[one.by].add(one.record)
    sample = read_sample(store)
    total = count_records(store, nouns_of(fields)) if sample.n is None else len(sample.records)
    return [Coder(name, len(done), total, bool(store.setting(DONE + name))) for name, done in sorted(given.items())]


def is_open(store: Store, fields: tuple[Coded, ...]) -> bool:
    """Whether coders may see one another's codes: there are two or more, and all are done."""
    coders = list_coders(store, fields)
    return len(coders) > 1 and all(one.done for one in coders)


def own_codes(store: Store, by: str) -> dict[str, dict[str, str]]:
    """By record and field: what this coder gave, and nothing of any other's."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in codes(store):
        if one.by == by:
            found[one.record][(one.field or "").removeprefix(PREFIX)] = one.value or ""
    return found


def given(store: Store, field: str) -> dict[str, dict[str, str]]:
    """By record: what each coder gave."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for one in codes(store):
        if one.field == PREFIX + field:
            found[one.record][one.by] = one.value or ""
    return found


def agree(store: Store, fields: tuple[Coded, ...]) -> Iterator[Agreed]:
    for field in fields:
        units = [list(values.values()) for values in given(store, field.field).values() if len(values) > 1]
        found = alpha(units, difference_of(field, units))
        yield Agreed(field.field, found, len(units), sum(len(set(unit)) == 1 for unit in units))


def difference_of(field: Coded, units: list[list[str]]) -> Difference:
    """How far two codes of a field are from each other: by its type, as Krippendorff's level of measurement."""
    if field.type == "number":
        return interval
    if field.type == "ordinal":
        return ordinal(field.choices, [code for unit in units for code in unit])
    return overlapping(AND) if field.type == "many" else nominal


def differ(store: Store, fields: tuple[Coded, ...]) -> Iterator[Open]:
    """What is left to settle between the coders, record by record."""
    settled = {(one.record, one.field): one.value for one in codes(store, SETTLED)}
    for field in fields:
        for record, values in sorted(given(store, field.field).items()):
            if len(set(values.values())) > 1:
                decided = settled.get((record, SETTLED + field.field))
                yield Open(record, field.field, dict(sorted(values.items())), decided)


def list_codes(store: Store, fields: tuple[Coded, ...]) -> Iterator[tuple[str, str, str, str, str | None]]:
    """Record, field, coder, code, and what was settled where coders differed: all that agreement is measured on."""
    settled = {(one.record, one.field): one.value for one in codes(store, SETTLED)}
    for field in fields:
        for record, values in sorted(given(store, field.field).items()):
            decided = settled.get((record, SETTLED + field.field))
            yield from ((record, field.field, coder, code, decided) for coder, code in sorted(values.items()))
