"""A claim as it was told: its words on their page, and every chain of say-so that carries it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sayso.show.cells import when_words
from sayso.show.chain import chains, unnamed
from sayso.show.counted import figure
from sayso.show.gather import Gathered, Row, gather, span_of
from sayso.show.names import Names, named
from sayso.show.quote import Quote, quote_from
from sayso.store import Store

# Who made a claim that a person added, as its row says.
PERSON = "person"


class Say(Struct, frozen=True):
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


class Stretch(Struct, frozen=True):
    """Words on the page of their claim."""

    start: int
    end: int
    words: str


class Filled(Struct, frozen=True):
    """What fills a role of a claim: the words as written and where, what they were linked to, on which rung and why."""

    role: str
    mention: str
    start: int
    end: int
    words: str
    target: str | None
    rung: str | None
    why: str | None


class Told(Struct, frozen=True):
    """`chains` run from the outermost link, the outlet, to the last speaker; `figure` is a count as its words bound it.

    `counted` are those words, `stated` the words that say when. `by_person` says that a person added it.
    """

    claim: str
    kind: str
    figure: str
    counted: Stretch | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    place: str | None
    when: str
    stated: Stretch | None
    mood: str
    quote: Quote
    outlet: str | None
    roles: tuple[Filled, ...]
    chains: tuple[tuple[Say, ...], ...]
    by_person: bool


def tell(store: Store, claims: Sequence[str], names: Names) -> tuple[Told, ...]:
    """In the order given; a claim that is not in the case is passed over."""
    return tell_all(gather(store, claims), names)


def tell_all(found: Gathered, names: Names) -> tuple[Told, ...]:
    return tuple(tell_one(found, claim, names) for claim in found.claims)


def tell_one(found: Gathered, claim: str, names: Names) -> Told:
    row = found.claims[claim]
    page = found.pages[row["page"]]

    def people(role: str) -> tuple[str, ...]:
        return tuple(str(named(found.meaning(one), names)) for part, one in row["roles"] if part == role)

    said = {row["id"]: row for row in found.sayings.get(claim, ())}
    says = {key: say(found, row, names) for key, row in said.items()}
    return Told(
        claim=claim,
        kind=row["kind"],
        figure=figure(row),
        counted=stretch(found, row, "counted"),
        actors=people("actor"),
        targets=people("target"),
        place=next(iter(people("place")), None),
        when=when_words(row["when_start"], row["when_end"]),
        stated=stretch(found, row, "when_stated"),
        mood=row["mood"],
        quote=quote_from(page, row["start"], row["end"], names),
        outlet=page.row["source"],
        roles=tuple(fill(found, role, mention, names) for role, mention in row["roles"] if mention in found.mentions),
        chains=tuple(tuple(says[one["id"]] for one in chain) for chain in chains(said.values())),
        by_person=row["made_by"] == PERSON,
    )


def stretch(found: Gathered, row: Row, field: str) -> Stretch | None:
    span = span_of(row, field)
    return None if span is None else Stretch(*span, found.pages[row["page"]].row["text"][slice(*span)])


def fill(found: Gathered, role: str, mention: str, names: Names) -> Filled:
    row = found.mentions[mention]
    at = row["start"], row["end"]
    return Filled(role, mention, *at, found.words(row), named(row["target"], names), row["rung"], row["why"])


def say(found: Gathered, row: Row, names: Names) -> Say:
    mention = found.mentions.get(row["source"])
    if mention is None:
        source, words = row["source"], named(row["source"], names)
    else:
        source, words = found.meaning(row["source"]), found.words(mention)
    cue = None if row["cue_start"] is None else found.pages[row["page"]].row["text"][row["cue_start"] : row["cue_end"]]
    return Say(
        attribution=row["id"],
        who=(None if source is None else names.get(source)) or words or unnamed(row["source_kind"]),
        words=words,
        source=source,
        kind=row["source_kind"],
        act=row["act"],
        cue=cue,
        polarity=row["polarity"],
        modality=row["modality"],
        stance=row["stance"],
        said=when_words(row["said_start"], row["said_end"]),
        recipient=row["recipient"],
        direct=bool(row["direct"]),
        anonymous=bool(row["anonymous"]),
        interested=bool(row["interested"]),
        carried=bool(row["carried"]),
    )
