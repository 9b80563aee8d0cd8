"""What is said of who holds places, taken from the rows that weighing has stored: as could be known by the end of any day.

The rows carry both clocks, so no day has to be weighed anew: what was known by then is read off them. Only what an answer
needs beside its rows is made here, for the claims they rest on: how firm each word is, and what nameless roots are called.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sayso.model import Aspect, Control, Held
from sayso.pack import Pack
from sayso.show.filter import undated
from sayso.store import Store
from sayso.weigh import Index, known_part
from sayso.weigh.bodies import Bodies
from sayso.weigh.chain import Chains
from sayso.weigh.control import asof, find_looked_at
from sayso.weigh.fading import HALF_LIFE_DAYS
from sayso.weigh.held import Heard
from sayso.weigh.known import midnight_after


@dataclass(frozen=True, slots=True)
class Standing:
    """What is heard of places, as known by the end of `as_of`."""

    heard: Mapping[str, Heard]
    undated: int
    half_life: float
    as_of: date

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(self.heard)

    def held(self, place: str, on: date, pack: Pack, aspect: Aspect = Aspect.HOLDER) -> Held:
        here = self.heard.get(place, NOTHING)
        return asof(
            here.rows,
            place,
            on,
            self.as_of,
            pack,
            aspect=aspect,
            half_life=self.half_life,
            hedges=here.hedges,
            names=here.name(self.as_of),
            undated=self.undated,
        )


NOTHING = Heard("", (), {}, {}, {}, ())


def read_standing(store: Store, as_of: date, pack: Pack, place: str | None = None, on: date | None = None) -> Standing:
    """What was known by then of one place or of all. Who asks of one day alone names it with `on`: it rests on the last words
    of each root, and how firm all that was said before is need not be worked out."""
    limit = midnight_after(as_of)
    rows = list(store.get(Control) if place is None else store.get(Control, place=place))
    known = find_known(store, [one for row in rows for one in row.attributions], limit)
    kept = [row for row in (cut_row(row, known, limit) for row in rows) if row is not None]
    asked = kept if on is None else find_looked_at(kept, on, as_of)
    heard = gather(store, pack, kept, known, asked)
    return Standing({one.place: one for one in heard}, undated(store), half_life_of(store), as_of)


def read_heard(store: Store, pack: Pack) -> list[Heard]:
    """All that is said of each place, whenever it could be known."""
    rows = list(store.get(Control))
    known = find_known(store, [one for row in rows for one in row.attributions], datetime.max)
    return gather(store, pack, rows, known, rows)


def half_life_of(store: Store) -> float:
    return float(store.setting("half_life") or HALF_LIFE_DAYS)


def gather(
    store: Store, pack: Pack, rows: Iterable[Control], known: Mapping[str, Said], asked: Iterable[Control]
) -> list[Heard]:
    """By place, with how firm the words of the rows asked about are."""
    here: dict[str, list[Control]] = defaultdict(list)
    for row in rows:
        here[row.place].append(row)
    hedges = find_hedges(store, sorted({known[one].claim for row in asked for one in row.attributions if one in known}), pack)
    names, spelt = find_names(store, here, known), find_spelt(store, here, known)
    return [
        Heard(
            place,
            tuple(own),
            {one: known[one].since for row in own for one in row.attributions if one in known},
            hedges,
            names[place],
            tuple(spelt[place]),
        )
        for place, own in sorted(here.items())
    ]


def cut_row(row: Control, known: Mapping[str, Said], limit: datetime) -> Control | None:
    """The row as far as it was known."""
    told = tuple(one for one in row.attributions if one in known)
    return replace(row, attributions=told) if told and row.known_from is not None and row.known_from <= limit else None


def find_hedges(store: Store, claims: Sequence[str], pack: Pack) -> dict[str, float]:
    """How firm each word is. That hangs on its own page and the event it is of, so it is the same as of any day on which the
    page could be read: what one day has asked of a case the next need not work out again."""
    found: dict[str, dict[str, float]] = store.kept("hedges", dict)
    new = [claim for claim in claims if claim not in found]
    if new:
        found.update(weigh_words(store, new, pack))
    return {head: h for claim in claims for head, h in found[claim].items()}


def weigh_words(store: Store, claims: Sequence[str], pack: Pack) -> dict[str, dict[str, float]]:
    """Each word of each claim as firm as its page has it anywhere in the same event, on the same root."""
    query = (
        "select c.value claim, e.id event from member m cross join current_claim own on own.id = m.claim"
        " cross join current_event e on e.id = m.event cross join json_each(e.claims) c"
        " cross join current_claim other on other.id = c.value and other.page = own.page"
        " where m.claim in (select value from json_each(?))"
    )
    event = {row["claim"]: row["event"] for row in store.sql(query, (json.dumps(list(claims)),))}
    members = {*event, *claims}
    pages = "select distinct page from current_claim where id in (select value from json_each(?))"
    near = {row["page"] for row in store.sql(pages, (json.dumps(sorted(members)),))}
    chains = Chains(Index(known_part(store, near, members), pack), Bodies(pack)).of
    firm = [chain for found in chains.values() for chain in found if chain.h > 0]
    least: dict[tuple[object, ...], float] = {}
    for chain in firm:
        key = event.get(chain.claim, chain.claim), chain.page, chain.root, chain.stands
        least[key] = min(least.get(key, chain.h), chain.h)
    words: dict[str, dict[str, float]] = {claim: {} for claim in claims}
    for one in firm:
        if one.claim in words:
            words[one.claim][one.head.id] = least[event.get(one.claim, one.claim), one.page, one.root, one.stands]
    return words


@dataclass(frozen=True, slots=True)
class Said:
    """Of an attribution its claim, and from when on its page could be read."""

    claim: str
    since: datetime


def find_known(store: Store, attributions: Sequence[str], limit: datetime) -> dict[str, Said]:
    """Those whose page could be read by then."""
    query = (
        "select a.id, a.claim, coalesce(p.published_end, p.seen) since"
        " from current_attribution a join current_page p on p.id = a.page"
        " where a.id in (select value from json_each(?)) and since <= ?"
    )
    rows = store.sql(query, (json.dumps(list(attributions)), limit.isoformat()))
    return {row["id"]: Said(row["claim"], datetime.fromisoformat(row["since"])) for row in rows}


def find_names(store: Store, here: Mapping[str, Sequence[Control]], known: Mapping[str, Said]) -> Mapping[str, dict[str, str]]:
    """By place: the words by which a root that no pack knows first goes; for an outlet without a name its page's address."""
    found: dict[str, dict[str, str]] = {}
    said = [(row, one) for rows in here.values() for row in rows for one in row.attributions if row.root.startswith("said:")]
    query = "select id, source_name from attributions where source_name is not null and id in (select value from json_each(?))"
    words = {row["id"]: row["source_name"] for row in store.sql(query, (json.dumps([one for _, one in said]),))} if said else {}
    pages = {outlet_of(row.root) for rows in here.values() for row in rows if "page:" in row.root}
    query = "select id, coalesce(url, path) name from pages where id in (select value from json_each(?))"
    outlets = {row["id"]: row["name"] for row in store.sql(query, (json.dumps(sorted(pages)),))}
    for place, rows in here.items():
        ones = ((known[one].since, one, row.root) for row in rows for one in row.attributions if one in known and one in words)
        found[place] = {root: words[one] for _, one, root in sorted(ones, reverse=True)}
        found[place] |= {page: outlets[page] for page in {outlet_of(row.root) for row in rows} if page in outlets}
    return found


def outlet_of(root: str) -> str:
    """Whose own word a root is, or whose unnamed source."""
    return root.rpartition("@")[2].rpartition("*")[2]


def find_spelt(
    store: Store, here: Mapping[str, Sequence[Control]], known: Mapping[str, Said]
) -> Mapping[str, list[tuple[datetime, str, str]]]:
    """By place: the words on the pages for holders that no pack knows, each from when on they could be read."""
    unknown = {
        (said, row.actor): row.place
        for rows in here.values()
        for row in rows
        if row.actor is not None and ":" not in row.actor
        for said in row.attributions
        if said in known
    }
    query = (
        'select a.id, l.key, substr(p.text, m.start + 1, m."end" - m.start) words'
        " from current_attribution a join current_claim c on c.id = a.claim join json_each(c.roles) r"
        " join current_mention m on m.id = json_extract(r.value, '$[1]') join current_link l on l.mention = m.id"
        " join pages p on p.id = m.page where l.target is null and a.id in (select value from json_each(?))"
    )
    found: dict[str, list[tuple[datetime, str, str]]] = defaultdict(list)
    for row in store.sql(query, (json.dumps(sorted({said for said, _ in unknown})),)) if unknown else ():
        place = unknown.get((row["id"], row["key"]))
        if place is not None:
            found[place].append((known[row["id"]].since, row["key"], " ".join(row["words"].split())))
    return found
