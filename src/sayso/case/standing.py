"""What is said of who holds places, taken from the rows that weighing has stored: as could be known by the end of any day.

The rows carry both clocks, so no day has to be weighed anew: what was known by then is read off them. Only what an answer
needs beside its rows is made here, for the claims they rest on: how firm each word is, and what nameless roots are called.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sayso.model import Aspect, Control, Held
from sayso.pack import Pack
from sayso.store import Store
from sayso.weigh import Index, known_part
from sayso.weigh.bodies import Bodies
from sayso.weigh.chain import Chains
from sayso.weigh.control import HALF_LIFE_DAYS, asof, find_looked_at
from sayso.weigh.known import midnight_after


@dataclass(frozen=True, slots=True)
class Standing:
    """Control rows and their attributions known by the end of `as_of`; `hedges` and `names` are as weighing has them."""

    controls: tuple[Control, ...]
    hedges: Mapping[str, float]
    names: Mapping[str, str]
    undated: int
    half_life: float
    as_of: date

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted({row.place for row in self.controls}))

    def held(self, place: str, on: date, pack: Pack, aspect: Aspect = Aspect.HOLDER) -> Held:
        here = [row for row in self.controls if row.place == place]
        return asof(
            here,
            place,
            on,
            self.as_of,
            pack,
            aspect=aspect,
            half_life=self.half_life,
            hedges=self.hedges,
            names=self.names,
            undated=self.undated,
        )


def read_standing(store: Store, as_of: date, pack: Pack, place: str | None = None, on: date | None = None) -> Standing:
    """The rows of one place or of all. Who asks of one day alone names it with `on`: it rests on the last words of each root,
    and how firm all that was said before is need not be worked out."""
    rows = list(store.get(Control) if place is None else store.get(Control, place=place))
    rows = [row for row in rows if row.known_from is not None and row.known_from <= midnight_after(as_of)]
    known = find_known(store, [one for row in rows for one in row.attributions], midnight_after(as_of))
    kept = [replace(row, attributions=tuple(one for one in row.attributions if one in known)) for row in rows]
    controls = tuple(row for row in kept if row.attributions)
    asked = controls if on is None else find_looked_at(controls, on, as_of)
    return Standing(
        controls=controls,
        hedges=find_hedges(store, sorted({known[one] for row in asked for one in row.attributions}), pack),
        names=dict(find_names(store, kept)) | find_holders(store, kept),
        undated=int(store.sql("select count(*) from pages where published_end is null and seen is null")[0][0]),
        half_life=float(store.setting("half_life") or HALF_LIFE_DAYS),
        as_of=as_of,
    )


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


def find_known(store: Store, attributions: Sequence[str], limit: datetime) -> dict[str, str]:
    """The claim of each attribution whose page could be read by then."""
    query = (
        "select a.id, a.claim from current_attribution a join current_page p on p.id = a.page"
        " where a.id in (select value from json_each(?)) and coalesce(p.published_end, p.seen) <= ?"
    )
    return {row["id"]: row["claim"] for row in store.sql(query, (json.dumps(list(attributions)), limit.isoformat()))}


def find_names(store: Store, rows: Iterable[Control]) -> Iterator[tuple[str, str]]:
    """The words by which a root that no pack knows first goes, and for an outlet without a name its page's address."""
    roots = {row.root: row.attributions for row in rows}
    said = [one for root, ones in roots.items() if root.startswith("said:") for one in ones]
    query = (
        "select a.id, a.source_name from attributions a join pages p on p.id = a.page"
        " where a.id in (select value from json_each(?)) order by coalesce(p.published_end, p.seen), a.id"
    )
    words = {row["id"]: row["source_name"] for row in store.sql(query, (json.dumps(said),))}
    for root, ones in roots.items():
        name = next((words[one] for one in words if one in ones), None)
        if root.startswith("said:") and name is not None:
            yield root, name
    pages = [root.rpartition("@")[2].rpartition("*")[2] for root in roots if "page:" in root]
    for row in store.sql(
        "select id, coalesce(url, path) name from pages where id in (select value from json_each(?))", (json.dumps(pages),)
    ):
        yield row["id"], row["name"]


def find_holders(store: Store, rows: Iterable[Control]) -> dict[str, str]:
    """For holders that no pack knows, their words on the pages: of several spellings the first by its letters."""
    unknown = {(row.actor, said) for row in rows if row.actor and ":" not in row.actor for said in row.attributions}
    query = (
        'select a.id, l.key, substr(p.text, m.start + 1, m."end" - m.start) words'
        " from current_attribution a join current_claim c on c.id = a.claim join json_each(c.roles) r"
        " join current_mention m on m.id = json_extract(r.value, '$[1]') join current_link l on l.mention = m.id"
        " join pages p on p.id = m.page where l.target is null and a.id in (select value from json_each(?))"
    )
    found: dict[str, str] = {}
    for row in store.sql(query, (json.dumps(sorted(said for _, said in unknown)),)) if unknown else ():
        words = " ".join(row["words"].split())
        if (row["key"], row["id"]) in unknown:
            found[row["key"]] = min(found.get(row["key"], words), words)
    return found
