"""A claim as it was told: its words on their page, and every chain of say-so that carries it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.show.cells import when_words
from sayso.show.chain import as_json, attributions_of, chains, speaker
from sayso.show.layout import figure
from sayso.show.names import Names, named
from sayso.show.quote import Quote, quote
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
    """`chains` run from the outermost link, the outlet, to the last speaker; `figure` is a count as its words bound it."""

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


def tell(store: Store, claims: Sequence[str], names: Names) -> tuple[Told, ...]:
    """In the order given; a claim that is not in the case is passed over."""
    rows = {
        row["id"]: dict(row)
        for row in store.sql(
            "select c.*, pg.source outlet from claims c join pages pg on pg.id = c.page"
            " where c.id in (select value from json_each(:ids))",
            {"ids": as_json(claims)},
        )
    }
    said = attributions_of(store, claims)
    return tuple(tell_one(store, rows[claim], said.get(claim, []), names) for claim in claims if claim in rows)


def tell_one(store: Store, row: Row, attributions: Sequence[Row], names: Names) -> Told:
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
        quote=quote(store, str(row["page"]), row["start"], row["end"], names),
        outlet=None if row["outlet"] is None else str(row["outlet"]),
        roles=tuple(filled(store, str(row["id"]), names)),
        chains=tuple(tuple(say(link, names) for link in chain) for chain in chains(attributions)),
    )


def filled(store: Store, claim: str, names: Names) -> Iterator[Filled]:
    query = """
        select json_extract(r.value, '$[0]') role, m.id, m.text, l.target, l.rung, l.why
        from claims c join json_each(c.roles) r join mentions m on m.id = json_extract(r.value, '$[1]')
        left join links l on l.mention = m.id where c.id = ? order by r.key"""
    for row in store.sql(query, (claim,)):
        yield Filled(row["role"], row["id"], row["text"], named(row["target"], names), row["rung"], row["why"])


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
