"""The past of a case: how each event stood and who held each place on each day, walked once and kept until anything changes
that it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.case.fill import VERSION, Progress, Tell, key_of
from sayso.case.holders import Row, find_rows
from sayso.case.standing import half_life_of
from sayso.case.weighing import READ
from sayso.errors import SaysoError
from sayso.model import CopyKind, Event, Room, Verdict
from sayso.pack import Pack
from sayso.show.drawing import draw_events, to_text
from sayso.show.past import NEVER
from sayso.store import Store
from sayso.store.columns import TABLES, to_row
from sayso.store.judgements import find_standing
from sayso.weigh import Stood, collector_at_rest, find_states, known
from sayso.weigh.marks import SKETCH_FROM

PAST, HELD, HEARD = "past", "held", "heard"
# So many events are drawn at once.
BATCH = 400
COLUMNS = tuple(column.name for column in TABLES[Event].columns)
LISTS = ("claims", "root_list")
FILTERED = ("id", "kind", "place", "when_start", "when_end", "actors", "grade")
# A first word of these changes no value, no group and no grade, so nothing is made anew.
LEFT_AS_IT_IS = frozenset({Verdict.CONFIRM, Verdict.UNSURE, Verdict.RESTRICT})
LEFT = ", ".join(f"'{each}'" for each in sorted(LEFT_AS_IT_IS))
DECIDED = f"""select coalesce(max(number), 0) from judgement
  where supersedes is not null or record like 'copy:%' or verdict not in ({LEFT})"""
# Few rows are gone, and those have an index of their own.
GONE = "select max(gone_in) from {0} where gone_in is not null"
RESTS_ON = " union all ".join(f"select (select max(number) from {noun}), ({GONE.format(noun)})" for noun in READ)
OVER = """select record, "column", value from standing where record >= 'event:' and record < 'event;'"""
TAKEN_OUT = """select record from standing where "column" = '' and record >= 'dispute:' and record < 'dispute;'"""


def past_key(store: Store, pack: Pack) -> str:
    """Another as soon as anything is: a record read, what people decided of any, the packs, sayso itself."""
    return store.kept(PAST, lambda: find_key(store, pack))


def find_key(store: Store, pack: Pack) -> str:
    rows = [tuple(row) for query in (RESTS_ON, DECIDED) for row in store.sql(query)]
    return key_of(VERSION, sorted(pack.hashes.items()), rows, half_life_of(store))


def is_walked(store: Store, pack: Pack) -> bool:
    """Whether the days that are kept are those of the case as it is."""
    return store.is_now and store.done(PAST, Room.WEIGH) == past_key(store, pack)


def is_walkable(store: Store) -> bool:
    """False where a person found two roots to be one by an error that they share: who else shares it is asked of all pages.

    And of so many pages that not all their words are looked at.
    """
    if store.sql("select count(*) > ? from page where gone_in is null", (SKETCH_FROM,))[0][0]:
        return False
    found = {one.record for one in find_standing(store.judgements()) if one.verdict is Verdict.CONFIRM}
    query = f"select 1 from copy where kind = '{CopyKind.PARAPHRASE}' and id in (select value from json_each(?)) limit 1"
    return not store.sql(query, (json.dumps(sorted(found)),))


def keep_past(store: Store, pack: Pack, tell: Tell) -> int:
    """Walks the days of a case that is open to write; how many states its events went through."""
    return store_past(store, walk(store, pack, tell), past_key(store, pack))


def walk_past(path: Path, pack: Pack, tell: Tell) -> int:
    """The same of a case that others may judge meanwhile. Raises SaysoError if they did: the walk is of no use then."""
    with Store.open(path) as store:
        if not is_walkable(store):
            raise SaysoError(
                f"the days of {path} can only be weighed anew: a shared error was confirmed, or it has too many pages"
            )
        key = past_key(store, pack)
        walked = walk(store, pack, tell)
    with Store.open(path, write=True) as store:
        if past_key(store, pack) != key:
            raise SaysoError(f"{path} was changed while its past was walked; walk it again")
        return store_past(store, walked, key)


@dataclass(frozen=True, slots=True)
class Walked:
    """The rows of the tables that keep the past."""

    past: list[Row]
    held: list[Row]
    heard: list[Row]


def walk(store: Store, pack: Pack, tell: Tell) -> Walked:
    return Walked(list(find_past(store, pack, tell)), *find_rows(store, pack))


def store_past(store: Store, walked: Walked, key: str) -> int:
    with store.transaction():
        for table, rows in ((PAST, walked.past), (HELD, walked.held), (HEARD, walked.heard)):
            store.set_beside(table, {row[0] for row in store.sql(f"select number from {table}")}, rows)
        store.mark(PAST, Room.WEIGH, key)
    return len(walked.past)


def find_past(store: Store, pack: Pack, tell: Tell) -> Iterator[Row]:
    """The rows of the table `past`, in the order in which events are listed."""

    def walked(done: int, days: int) -> None:
        tell(Progress(Room.WEIGH, done, days, PAST))

    with collector_at_rest():
        over, taken = find_decided(store)
        states = [(one, lay_over(row_of(one, taken), over)) for one in find_states(known(store), pack, walked)]
        kept = sorted(((one, row) for one, row in states if row is not None), key=lambda each: order(each[1], each[0].since))
        left = iter(enumerate(kept, start=1))
        while batch := list(islice(left, BATCH)):
            drawn = draw_events(store, [row for _, (_, row) in batch])
            for (number, (one, row)), feature in zip(batch, drawn, strict=True):
                until = NEVER if one.until is None else one.until.isoformat()
                cells = (*(row[name] for name in FILTERED), json.dumps(row["claims"]))
                yield number, one.since.isoformat(), until, *cells, "" if feature is None else to_text(feature)


def find_decided(store: Store) -> tuple[Mapping[str, Mapping[str, Any]], set[str]]:
    """What people laid over events, and the disputes they took out."""
    over: dict[str, dict[str, Any]] = {}
    for row in store.sql(OVER):
        over.setdefault(row["record"], {})[row["column"]] = row["value"]
    return over, {row["record"] for row in store.sql(TAKEN_OUT)}


def row_of(state: Stood, taken: set[str]) -> dict[str, Any]:
    row: dict[str, Any] = dict(zip(COLUMNS, to_row(TABLES[Event], state.event, None), strict=True))
    lists = {name: json.loads(row[name]) for name in LISTS}
    return {**row, **lists, "disputes": [one for one in state.disputes if one not in taken]}


def lay_over(row: dict[str, Any], over: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    """None of an event that a person rejected."""
    judged = over.get(row["id"], {})
    return None if "" in judged else {**row, **judged}


def order(row: Mapping[str, Any], since: date) -> tuple[str, str, date]:
    return row["when_start"] or row["when_end"] or "9999", row["id"], since
