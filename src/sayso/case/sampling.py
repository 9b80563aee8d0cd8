"""What is coded: every record that the codebook is asked of, or a sample of them, drawn by seed before anybody codes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from random import Random

from sayso.case.deciding import name_of, wall_clock
from sayso.errors import JudgementError
from sayso.show.shapes import HIDDEN, HIDDEN_CLAIM
from sayso.store import Store

SETTING = "coding.sample"
STRATA = ("source", "kind")
# A record's outlet is that of the page which says it first.
FIRST_OUTLET = """(select pg.source from event_claims m join claims c on c.id = m.claim join pages pg on pg.id = c.page
    where m.event = e.id order by coalesce(pg.published_start, pg.seen, '9999'), c.id limit 1)"""
RECORDS = {
    "event": f"select e.id, e.kind, {FIRST_OUTLET} source from events e",
    "claim": f"{HIDDEN} select c.id, c.kind, pg.source from claims c join pages pg on pg.id = c.page where not {HIDDEN_CLAIM}",
    "page": "select id, '' kind, source from pages",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """How coding was set up. `n` records of each noun by `seed`, evenly over `strata` (source, kind or nothing).

    With `n` nothing all records are coded. `blind` keeps the machine's reading from the coders. `records` stand in the
    order in which they are coded, the same for all.
    """

    n: int | None = None
    seed: int = 1
    strata: str = ""
    blind: bool = True
    by: str = ""
    at: str = ""
    records: tuple[str, ...] = ()


def read_sample(store: Store) -> Sample:
    """As it was drawn, each record under the id it has now; without one everything is coded, blind to the machine."""
    found = store.setting(SETTING)
    if found is None:
        return Sample()
    drawn, heirs = json.loads(found), store.heirs()
    records = dict.fromkeys(heirs.get(one, one) for one in drawn.pop("records"))
    return Sample(**drawn, records=tuple(records))


def set_sample(store: Store, nouns: Iterable[str], wanted: Sample, by: str | None) -> Sample:
    """Draws and keeps it. Whether anything was coded before is for the caller to know."""
    if wanted.strata and wanted.strata not in STRATA:
        raise JudgementError(f"{wanted.strata!r} is nothing to draw evenly over: {', '.join(STRATA)}, or nothing")
    if wanted.n is not None and wanted.n < 1:
        raise JudgementError("a sample has one record at least; give no size to code all")
    records: list[str] = []
    for noun in nouns if wanted.n is not None else ():
        rows = store.sql(RECORDS[noun])
        strata = {str(row["id"]): str(row[wanted.strata] or "") if wanted.strata else "" for row in rows}
        records += draw(strata, wanted.n or 0, wanted.seed)
    at = wall_clock(store).isoformat(timespec="seconds")
    made = Sample(wanted.n, wanted.seed, wanted.strata, wanted.blind, name_of(by), at, tuple(records))
    store.set_setting(SETTING, json.dumps(asdict(made)))
    return made


def draw(strata: Mapping[str, str], n: int, seed: int) -> list[str]:
    """So many of the records, by seed, each stratum as often as its share asks; in an order of chance.

    >>> draw({"a": "", "b": "", "c": ""}, 2, seed=7) == draw({"c": "", "b": "", "a": ""}, 2, seed=7)
    True
    """
    chance = Random(seed)
    members: dict[str, list[str]] = defaultdict(list)
    for record in sorted(strata):
        members[strata[record]].append(record)
    shares = share_out(min(n, len(strata)), [len(members[name]) for name in sorted(members)])
    found = [record for name, k in zip(sorted(members), shares, strict=True) for record in chance.sample(members[name], k)]
    chance.shuffle(found)
    return found


def share_out(n: int, sizes: Sequence[int]) -> list[int]:
    """`n` places by size, what is left over to the largest remainders: never more than a size has.

    >>> share_out(5, [10, 10, 30])
    [1, 1, 3]
    """
    whole = sum(sizes)
    shares = [n * size // whole for size in sizes]
    by_rest = sorted(range(len(sizes)), key=lambda at: (-(n * sizes[at] % whole), at))
    for at in by_rest[: n - sum(shares)]:
        shares[at] += 1
    return shares


def count_records(store: Store, nouns: Iterable[str]) -> int:
    """How many records there are to code where no sample was drawn; those that only readers' comments make are none."""
    return sum(int(store.sql(f"select count(*) from ({RECORDS[noun]})")[0][0]) for noun in nouns)
