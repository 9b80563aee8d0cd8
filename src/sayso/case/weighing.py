"""Keeps what is weighed in step with the case: after a change only the blocks it reaches are weighed anew."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sayso.case.prints import keep_prints, read_prints
from sayso.model import Copy, CopyKind, Foretold, Problem, Record, Room, Verdict, record_id
from sayso.pack import Pack
from sayso.store import Store
from sayso.store.columns import TABLES, from_row
from sayso.weigh import (
    GRACE,
    Index,
    Weighed,
    collector_at_rest,
    find_judged,
    find_keys,
    find_prints,
    find_problems,
    known,
    known_part,
    latest,
    look,
    look_again,
    scale_of,
    sketch_from,
    weigh_part,
    weigh_records,
)

CASE = "case"
WEIGHED = ("copy", "event", "dispute", "control", "forecast")
# Of copies those that share an error are in blocks, as they hang on what others say; the rest hang on two pages' words.
MADE = ("event:", "dispute:", "control:", "forecast:", "copy:")
OF_WORDS = f"c.kind <> '{CopyKind.PARAPHRASE}'"
READ = ("page", "passage", "mention", "claim", "attribution", "link")
LISTED = "in (select value from json_each(?))"

SIDES = """select l.page one, r.page other from copy c
  join passage l on l.id = c."left" join passage r on r.id = c."right" """


@dataclass(frozen=True, slots=True)
class Last:
    """How far the last weighing saw: the run and the moment it was stored in, the judgements there were, how late it was."""

    rules: str
    run: int
    at: str
    judged: int
    latest: str | None


def weigh_case(store: Store, pack: Pack, rules: str, whole: bool = False) -> None:
    """Stores what is weighed as it stands now. `rules` names all else it depends on: under others all is made anew.

    So it is where the case has grown past the number of pages from which copies are looked for by a part of the words.
    """
    scale = scale_of(store.sql("select count(*) from pages")[0][0], sketch_from(store))
    rules = rules if scale == 1 else f"{rules} 1/{scale}"
    last = None if whole else read_last(store, rules)
    with store.transaction(), collector_at_rest():
        if last is None:
            weigh_whole(store, pack, scale)
        else:
            weigh_changed(store, pack, last, scale)
        store.mark(CASE, Room.WEIGH, json.dumps(mark_now(store, rules)))


def read_last(store: Store, rules: str) -> Last | None:
    key = store.done(CASE, Room.WEIGH)
    last = Last(**json.loads(key)) if key is not None and key.startswith("{") else None
    return last if last is not None and last.rules == rules else None


def mark_now(store: Store, rules: str) -> dict[str, object]:
    now = latest(store)
    run = store.sql("select coalesce(max(id), 0) from run")[0][0]
    new = (f"select max(made_at) at from {name} where made_in = {run}" for name in READ)
    gone = (f"select max(gone_at) from {name} where gone_in = {run}" for name in READ)
    at = max((row["at"] for row in store.sql(" union all ".join((*new, *gone))) if row["at"] is not None), default="")
    judged = store.sql("select coalesce(max(number), 0) from judgement")[0][0]
    return {"rules": rules, "run": run, "at": at, "judged": judged, "latest": None if now is None else now.isoformat()}


def weigh_whole(store: Store, pack: Pack, scale: int) -> None:
    index = Index(known(store), pack)
    looked = look(index, scale)
    weighed = weigh_records(index, looked.copies)
    keys = find_prints(index.pages, index)
    store.exchange(open_ids(store), [*weighed.copies, *made(weighed), *weighed.problems, *tell_scale(scale)])
    store.set_beside("block", {row[0] for row in store.sql("select distinct block from block")}, weighed.blocks.items())
    keep_prints(store, {*keys, *(row["page"] for row in store.sql("select page from print"))}, keys, looked.keep())


def tell_scale(scale: int) -> Iterator[Problem]:
    """That the case has so many pages is nothing to be silent about."""
    if scale > 1:
        message = f"copies are looked for by one run of words in {scale} (setting sketch_from): of the shortest some are missed"
        yield Problem(record_id("problem", CASE, Room.WEIGH, message), CASE, Room.WEIGH, message)


def open_ids(store: Store) -> set[str]:
    """All that weighing has made of the case so far."""
    rows = " union all ".join(f"select id from {name} where gone_in is null" for name in WEIGHED)
    problems = f"select id from problem where gone_in is null and room = '{Room.WEIGH}'"
    return {row["id"] for row in store.sql(f"{rows} union all {problems}")}


def made(weighed: Weighed) -> list[Record]:
    return [*weighed.events, *weighed.disputes, *weighed.controls, *weighed.forecasts, *weighed.paraphrases]


def weigh_changed(store: Store, pack: Pack, last: Last, scale: int) -> None:
    """Weighs the blocks of all that is said on the pages that changed and on those that share words with them."""
    touched = find_touched(store, last)
    touched |= refresh_copies(store, pack, touched, scale)
    near = known_part(store, touched | find_beside(store, touched))
    index = Index(near, pack)
    fresh = [claim for claim in index.claims.values() if claim.span.page in touched]
    members = {claim.id for claim in near.claims} | ids_of(store, "claim", touched)
    members |= {key for claim in fresh for key in find_keys(claim, index)}
    members |= find_partners(store, index, {claim.id for claim in fresh}) | find_late(store, last)
    blocks = {row["block"] for row in store.sql(f"select block from block where member {LISTED}", listed(members))}
    old = {row["member"] for row in store.sql(f"select member from block where block {LISTED}", listed(blocks))}
    claims = {each for each in old if each.startswith("claim:")} | {claim.id for claim in fresh}
    pages = {row["page"] for row in store.sql(f"select distinct page from claims where id {LISTED}", listed(claims))}
    weighed = weigh_part(known_part(store, pages, claims), copies_of(store, pages), pack)
    store.exchange({each for each in old if each.startswith(MADE)}, made(weighed))
    store.set_beside("block", blocks, weighed.blocks.items())
    told = find_problems(Index(known_part(store, touched), pack))
    store.exchange(problems_of(store, touched), told)


def listed(ids: Iterable[str]) -> tuple[str]:
    return (json.dumps(sorted(ids)),)


def ids_of(store: Store, noun: str, pages: Collection[str]) -> set[str]:
    """The records of a noun that these pages have or once had."""
    return {row["id"] for row in store.sql(f"select id from {noun} where page {LISTED}", listed(pages))}


def find_touched(store: Store, last: Last) -> set[str]:
    """The pages of whose records any is new, gone or judged since."""
    touched: set[str] = set()
    for noun in READ:
        page = "id" if noun == "page" else "page"
        new = f"select {page} page from {noun} where made_in >= :run and made_at > :at"
        gone = f"select {page} page from {noun} where gone_in >= :run and gone_at > :at"
        touched |= {row["page"] for row in store.sql(f"{new} union {gone}", {"run": last.run, "at": last.at})}
    judged = "select record from judgement where number > ?"
    rows = store.sql(f"select record, value from judgement where record in ({judged})", (last.judged,))
    return touched | pages_of(store, {each for row in rows for each in (row["record"], *(row["value"] or "").split())})


def pages_of(store: Store, records: Collection[str]) -> set[str]:
    """The pages that these records stand on, a copy on two."""
    found = {record for record in records if record.startswith("page:")}
    sides = """select p.page from copy c join passage p on p.id in (c."left", c."right") where c.id"""
    queries = [f"{sides} {LISTED}", *(f"select page from {noun} where id {LISTED}" for noun in READ[1:])]
    for query in queries:
        found |= {row["page"] for row in store.sql(query, listed(records))}
    return found


def refresh_copies(store: Store, pack: Pack, touched: Collection[str], scale: int) -> set[str]:
    """Looks for the copies again where anything has changed that they depend on; the pages whose copies did."""
    index = Index(known_part(store, touched), pack)
    keys = find_prints(touched, index)
    held = {row["page"]: row["key"] for row in store.sql(f"select page, key from print where page {LISTED}", listed(touched))}
    stale = {page for page in touched if held.get(page) != keys.get(page)}
    if not stale:
        return set()
    were, kept = read_prints(store)
    again = look_again(kept, stale, lambda pages: Index(known_part(store, pages), pack), scale)
    before = copies_on(store, again.pages)
    store.exchange({key for key, _ in before}, again.copies)
    keep_prints(store, stale, {page: key for page, key in were.items() if page not in stale} | keys, again.kept)
    return pages_of(store, {key for key, _ in before ^ copies_on(store, again.pages)})


def copies_on(store: Store, pages: Collection[str]) -> set[tuple[str, str]]:
    """The copies with a side on one of these pages, of whatever version."""
    rows = store.sql(
        f"""with here as (select id from passage where page {LISTED})
          select c.id, c.content_hash from copy c
          where c.gone_in is null and {OF_WORDS} and (c."left" in here or c."right" in here)""",
        listed(pages),
    )
    return {(row["id"], row["content_hash"]) for row in rows}


def find_beside(store: Store, pages: Collection[str]) -> set[str]:
    """The pages that share words with these, also those that do so through a third, by the copies found and those added."""
    added = [one.value or "" for one in store.judgements() if one.verdict is Verdict.ADD]
    pairs = [pages_of(store, value.split()) for value in added]
    near = set(pages)
    for _ in range(2):
        rows = store.sql(
            f"{SIDES} where c.gone_in is null and {OF_WORDS} and (l.page {LISTED} or r.page {LISTED})", listed(near) * 2
        )
        near |= {row[side] for row in rows for side in ("one", "other")}
        near = near.union(*(pair for pair in pairs if pair & near))
    return near


def find_partners(store: Store, index: Index, claims: set[str]) -> set[str]:
    """The claims that people spoke of together with these, and those that they correct or are corrected by."""
    together, apart = find_judged(index)
    found = {each for pair in together | apart if not claims.isdisjoint(pair) for each in pair}
    said = [one for claim in claims for one in index.sayings.get(claim, ())]
    later = f"select claim from attribution where supersedes {LISTED}"
    found |= {row["claim"] for row in store.sql(later, listed(one.id for one in said))}
    earlier = f"select claim from attribution where id {LISTED}"
    return found | {row["claim"] for row in store.sql(earlier, listed(one.supersedes for one in said if one.supersedes))}


def find_late(store: Store, last: Last) -> set[str]:
    """The forecasts whose outcome hangs on how late it is, if it is earlier or later than it was, or was not known.

    One under a condition may hang on the condition's day, which is not its own.
    """
    now, then = latest(store), None if last.latest is None else datetime.fromisoformat(last.latest)
    if now == then:
        return set()
    since = datetime.min if now is None or then is None else min(now, then) - GRACE
    query = "select id from forecast where gone_in is null and (due_end >= ? or sort = ?)"
    return {row["id"] for row in store.sql(query, (since.isoformat(), Foretold.CONDITION))}


def copies_of(store: Store, pages: Collection[str]) -> list[Copy]:
    """The copies with a side on one of these pages, as they were found: what people cut is for weighing to leave out."""
    table = TABLES[Copy]
    columns = ", ".join(f'c."{column.name}"' for column in table.columns)
    on = f"""in (select id from passage where gone_in is null and page {LISTED})"""
    rows = store.sql(
        f"""select {columns} from copy c where c.gone_in is null and {OF_WORDS} and (c."left" {on} or c."right" {on})""",
        listed(pages) * 2,
    )
    return [from_row(table, tuple(row)) for row in rows]


def problems_of(store: Store, pages: Collection[str]) -> set[str]:
    on = f"page {LISTED} or page in (select id from attribution where page {LISTED})"
    query = f"select id from problem where gone_in is null and room = '{Room.WEIGH}' and ({on})"
    return {row["id"] for row in store.sql(query, listed(pages) * 2)}
