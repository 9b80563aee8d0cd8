"""A claim as it was told: its words on their page, and every chain of say-so that carries it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.show.cells import when_words
from sayso.show.chain import as_json, attributions_of, chains, speaker
from sayso.show.layout import figure
from sayso.show.names import Names, named
from sayso.show.quote import Quote, quotes
from sayso.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Say:
    """One link of a chain: who, in which act and by which reporting words, how firmly.

    `source` is an id of the packs or the folded name no pack knows. `polarity` None commits itself to nothing.
    """

    attribution: str
    who: str
    words: str | None
    source: str | None
    kind: str
    act: str
    cue: str | None
    polarity: str | None
    modality: str
    stance: str
    said: str
    recipient: str | None
    direct: bool
    anonymous: bool
    interested: bool
    carried: bool


@dataclass(frozen=True, slots=True)
class Filled:
    """What fills a role of a claim: the words as written, what they were linked to, on which rung and why."""

    role: str
    mention: str
    words: str
    target: str | None
    rung: str | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """`chains` run from the outermost link, the outlet, to the last speaker; `figure` is a count as its words bound it.

    `by_person` says that a person added it.
    """

    claim: str
    kind: str
    figure: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    when: str
    mood: str
    quote: Quote
    outlet: str | None
    roles: tuple[Filled, ...]
    chains: tuple[tuple[Say, ...], ...]
    by_person: bool


CLAIMED = (
    'c.id, c.kind, c.page, c.start, c."end", c.actors, c.targets, c.place, c.when_start, c.when_end, c.mood,'
    " c.low, c.best, c.high"
)


def tell(store: Store, claims: Sequence[str], names: Names) -> tuple[Told, ...]:
    """In the order given; a claim that is not in the case is passed over."""
    rows = {
        row["id"]: dict(row)
        for row in store.sql(
            f"select {CLAIMED}, pg.source outlet from claims c cross join pages pg on pg.id = c.page"
            " where c.id in (select value from json_each(:ids))",
            {"ids": as_json(claims)},
        )
    }
    known = [claim for claim in claims if claim in rows]
    said, roles = attributions_of(store, known), filled(store, known, names)
    spans = [(str(row["page"]), int(row["start"]), int(row["end"])) for row in (rows[claim] for claim in known)]
    quoted = quotes(store, spans, names)
    own = find_own(store, known)
    return tuple(
        tell_one(rows[claim], said.get(claim, []), tuple(roles[claim]), words, names, claim in own)
        for claim, words in zip(known, quoted, strict=True)
    )


def find_own(store: Store, claims: Sequence[str]) -> set[str]:
    """Those that a person added."""
    query = "select id from claim where gone_in is null and made_by = 'person' and id in (select value from json_each(?))"
    return {row["id"] for row in store.sql(query, (as_json(claims),))}


def tell_one(
    row: Row, attributions: Sequence[Row], roles: tuple[Filled, ...], words: Quote, names: Names, by_person: bool
) -> Told:
    def people(column: str) -> tuple[str, ...]:
        return tuple(str(named(one, names)) for one in json.loads(str(row[column] or "[]")))

    return Told(
        claim=str(row["id"]),
        kind=str(row["kind"]),
        figure=figure(row),
        actors=people("actors"),
        targets=people("targets"),
        place=named(row["place"], names),
        when=when_words(row["when_start"], row["when_end"]),
        mood=str(row["mood"]),
        quote=words,
        outlet=None if row["outlet"] is None else str(row["outlet"]),
        roles=roles,
        chains=tuple(tuple(say(link, names) for link in chain) for chain in chains(attributions)),
        by_person=by_person,
    )


def filled(store: Store, claims: Sequence[str], names: Names) -> dict[str, list[Filled]]:
    """What fills the roles of each claim, in the order of the text. `cross join`: from claim to mention, never back."""
    query = """
        select c.id claim, json_extract(r.value, '$[0]') role, m.id, m.text, l.target, l.rung, l.why
        from json_each(?) i cross join current_claim c on c.id = i.value cross join json_each(c.roles) r
        cross join mentions m on m.id = json_extract(r.value, '$[1]') left join current_link l on l.mention = m.id
        order by c.id, r.key"""
    found: dict[str, list[Filled]] = defaultdict(list)
    for row in store.sql(query, (as_json(claims),)):
        one = Filled(row["role"], row["id"], row["text"], named(row["target"], names), row["rung"], row["why"])
        found[row["claim"]].append(one)
    return found


def say(row: Row, names: Names) -> Say:
    return Say(
        attribution=str(row["id"]),
        who=speaker(row, names),
        words=text_or_none(row["source_name"]),
        source=text_or_none(row["source"]),
        kind=str(row["source_kind"]),
        act=str(row["act"]),
        cue=text_or_none(row["cue"]),
        polarity=text_or_none(row["polarity"]),
        modality=str(row["modality"]),
        stance=str(row["stance"]),
        said=when_words(row["said_start"], row["said_end"]),
        recipient=text_or_none(row["recipient"]),
        direct=bool(row["direct"]),
        anonymous=bool(row["anonymous"]),
        interested=bool(row["interested"]),
        carried=bool(row["carried"]),
    )


def text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
