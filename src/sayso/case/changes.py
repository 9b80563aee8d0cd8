"""Which places another holds by what the case gained: the same question asked of its rows as they were and as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta

from sayso.model import Aspect, Control, Held
from sayso.pack import Pack
from sayso.show.chain import as_json
from sayso.show.changes import Turn, find_changes
from sayso.show.filter import Answer
from sayso.store import Store
from sayso.weigh import control, hear, known_part, latest
from sayso.weigh.known import day_of

Key = tuple[str, Aspect]


def find_recorded(store: Store, pack: Pack, since: date) -> Answer:
    """What the case gained since the beginning of that day, by its own clock."""
    before = datetime.combine(since, time.min) - timedelta(microseconds=1)
    with Store.open(store.path, recorded_by=before) as then:
        return find_changes(then, store, list(find_turns(then, store, pack)), since)


def find_published(store: Store, as_known: Callable[[date], AbstractContextManager[Store]], pack: Pack, since: date) -> Answer:
    """What could be read since the beginning of that day, by when it was published, else seen: the case as known by the day
    before against the case as known by its latest page. An undated page is in neither."""
    until = latest(store)
    last = since if until is None else max(since, day_of(until))
    with as_known(since - timedelta(days=1)) as then, as_known(last) as now:
        return find_changes(then, now, list(find_turns(then, now, pack)), since, published=True)


def find_turns(then: Store, now: Store, pack: Pack) -> Iterator[Turn]:
    """Both are asked as of the latest day that is known now, so that no answer changes by mere lapse of time."""
    until = latest(now)
    if until is None:
        return
    old, new = rows_by_place(then), rows_by_place(now)
    for key in sorted(old.keys() | new.keys()):
        if {row.id for row in old.get(key, ())} != {row.id for row in new.get(key, ())}:
            before, after = (
                ask(store, rows.get(key, []), key, day_of(until), pack) for store, rows in ((then, old), (now, new))
            )
            if (before.holder, before.agreed) != (after.holder, after.agreed):
                yield make_turn(before, after, {one for row in old.get(key, ()) for one in row.attributions})


def rows_by_place(store: Store) -> dict[Key, list[Control]]:
    found: dict[Key, list[Control]] = defaultdict(list)
    for row in store.get(Control):
        found[row.place, row.aspect].append(row)
    return found


def ask(store: Store, rows: list[Control], key: Key, day: date, pack: Pack) -> Held:
    told = {one for row in rows for one in row.attributions}
    query = "select distinct page from attributions where id in (select value from json_each(?))"
    pages = {row["page"] for row in store.sql(query, (as_json(sorted(told)),))}
    hedges, names = hear(known_part(store, pages), pack, rows)
    return control.asof(rows, key[0], day, day, pack, aspect=key[1], hedges=hedges, names=names)


def make_turn(before: Held, after: Held, known: set[str]) -> Turn:
    """With the heaviest word that is new; if none is, one that was there has gone."""
    fresh = [word.control for word in after.words if not known.issuperset(word.control.attributions)]
    control_id = fresh[0].id if fresh else None
    told = tuple(one for row in fresh[:1] for one in row.attributions if one not in known)
    return Turn(after.place, before.sentence, after.sentence, control_id, told)
