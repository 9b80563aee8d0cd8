"""What a case knows of a name: whom it may mean, how it is spelt on the pages and with which words, and what is near it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sayso.gazetteer import UNPINNED
from sayso.model import Actor, MentionKind, Place, Source
from sayso.pack import Pack, split_names
from sayso.show.filter import Answer
from sayso.show.names import Layered, Names, call, named, names_of
from sayso.show.naming import count_claims, find_linked, find_maybe, find_unknown
from sayso.show.quote import Quote, quote
from sayso.show.scores import foretold
from sayso.show.sheet import as_span, make_sheet
from sayso.store import Store
from sayso.text import norm

Row = Mapping[str, object]
Fact = tuple[str, str]
# A body speaks and acts under one name; a place does neither.
TOGETHER = {
    MentionKind.PLACE: ("place",),
    MentionKind.ACTOR: ("actor", "source"),
    MentionKind.SOURCE: ("source", "actor"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A target that the asked words name, on which rung, and the name of the packs that they met."""

    target: str
    rung: str
    spelling: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A spelling of the pages: how often and on how many it stands, on which rungs it was linked, one stretch of words."""

    spelling: str
    times: int
    pages: int
    rungs: tuple[str, ...]
    target: str | None
    target_name: str | None
    why: str
    link: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of relations.csv or blocs.csv: to whom, and from and to which day, empty where open."""

    tie: str
    other: str
    name: str
    start: str
    end: str
    provenance: str


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the packs or the world that the name may mean.

    `rivals` are (id, name, best score) that its links did not take; `in_comments` counts what readers write of it, if left out.
    """

    match: Match
    name: str
    facts: tuple[Fact, ...]
    names: tuple[tuple[str, str], ...]
    ties: tuple[Tie, ...]
    seen: tuple[Seen, ...]
    suggested: tuple[Seen, ...]
    rivals: tuple[tuple[str, str, float], ...]
    claims: tuple[tuple[str, int], ...]
    in_comments: int


@dataclass(frozen=True, slots=True)
class Card:
    """`unknown` are mentions under the folded name that no pack knows, `near` what is spelt nearly so: only suggested."""

    asked: str
    kind: str
    known: tuple[Known, ...]
    unknown: tuple[Seen, ...]
    near: tuple[tuple[str, str, float], ...]


def make_card(
    store: Store,
    pack: Pack,
    words: str,
    kind: MentionKind,
    matches: Sequence[Match],
    near: Sequence[tuple[str, float]],
    with_comments: bool,
) -> Card:
    names = all_names(store, pack)
    read = Reader(store, names, names_of(store), with_comments)
    keys = [norm(words), pack.fold(words)]
    return Card(
        asked=words,
        kind=str(kind),
        known=tuple(describe(match, read, pack) for match in matches),
        unknown=() if matches else tuple(read.seen(read.shown(find_unknown(store, keys, TOGETHER[kind])))),
        near=tuple((target, str(named(target, names)), score) for target, score in near),
    )


def all_names(store: Store, pack: Pack) -> Names:
    """The names of the packs, then those of the case."""
    return Layered(names_in(pack), names_of(store))


def names_in(pack: Pack) -> Names:
    """The first name of each row of the packs, also of those that no page of the case has."""
    nouns: tuple[Mapping[str, Place | Actor | Source], ...] = (pack.places, pack.actors, pack.sources)
    return {target: noun.names[0][1] for found in nouns for target, noun in found.items() if noun.names}


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks the case about mentions, readers' comments left out unless wanted."""

    store: Store
    names: Names
    own: Names
    with_comments: bool

    def has(self, bare: str) -> bool:
        """Whether a body of the packs is one of the case's."""
        return any(f"{noun}:{bare}" in self.own for noun in ("actor", "source"))

    def shown(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows if self.with_comments else [row for row in rows if not row["in_comment"]]

    def seen(self, rows: Sequence[Row]) -> Iterator[Seen]:
        """By spelling and target, the commonest first; the words are those of the earliest page."""
        groups: dict[tuple[str, object], list[Row]] = defaultdict(list)
        for row in rows:
            groups[" ".join(str(row["text"]).split()), row["target"]].append(row)
        for (spelling, target), found in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0][0])):
            first = found[0]
            yield Seen(
                spelling=spelling,
                times=len({(row["page"], row["start"]) for row in found}),
                pages=len({row["page"] for row in found}),
                rungs=tuple(sorted({str(row["rung"]) for row in found})),
                target=None if target is None else str(target),
                target_name=named(target, self.names),
                why=str(first["why"]),
                link=str(first["id"]),
                quote=quote(self.store, str(first["page"]), as_int(first["start"]), as_int(first["end"]), self.names),
            )


def as_int(value: object) -> int:
    return int(str(value))


def describe(match: Match, read: Reader, pack: Pack) -> Known:
    everywhere = find_linked(read.store, match.target)
    linked = read.shown(everywhere)
    noun = find_noun(match.target, pack)
    return Known(
        match=match,
        name=call(match.target, read.names, pack),
        facts=(*facts(noun, pack, read.names), *foretold(match.target, read.store)),
        names=() if noun is None else noun.names,
        ties=tuple(sorted(ties(match.target, pack, read.names), key=lambda tie: not read.has(tie.other))),
        seen=tuple(read.seen(linked)),
        suggested=tuple(read.seen(read.shown(find_maybe(read.store, match.target)))),
        rivals=rivals_of(linked, read.names, pack),
        claims=tuple(claims_of(match.target, everywhere, read.store)),
        in_comments=len(everywhere) - len(linked),
    )


def find_noun(target: str, pack: Pack) -> Place | Actor | Source | None:
    return pack.place(target) or pack.actors.get(target) or pack.sources.get(target)


def facts(noun: Place | Actor | Source | None, pack: Pack, names: Names) -> Iterator[Fact]:
    """The row of the packs in words; what it leaves open is left out."""
    if isinstance(noun, Place):
        yield "level", str(noun.level)
        yield "lies in", ", ".join(above(noun, pack, names))
        # Of what is an area or a line a pin in its middle would say more than is known.
        if noun.lat is not None and noun.lon is not None and noun.level not in UNPINNED:
            give = f", give or take {noun.radius_m / 1000:g} km" if noun.radius_m else ""
            yield "point", f"{noun.lat:.4f}, {noun.lon:.4f}{give}"
    elif isinstance(noun, Actor):
        yield "kind", noun.kind.replace("_", " ")
    elif noun is not None:
        yield "kind", str(noun.source_kind).replace("_", " ")
        yield "country", noun.country or ""
        yield "owner", str(named(f"actor:{noun.owner}", names)) if noun.owner else ""
        yield "sites", ", ".join(noun.domains)
        yield "party to", ", ".join(str(named(one, names)) for one in noun.interested_in)
    if noun is None:
        yield "row from", "a pack that the case has no more"
        return
    yield "row from", noun.provenance
    if isinstance(noun, Place | Actor):
        yield "elsewhere", ", ".join(one for one in noun.outside_ids if one != noun.provenance)


def above(place: Place, pack: Pack, names: Names) -> Iterator[str]:
    """What it lies in, the nearest first; a loop in the pack ends it."""
    seen = {place.id}
    found: Place | None = place
    while found is not None and found.parent is not None:
        parent = pack.twins.get(found.parent, found.parent)
        if parent in seen:
            break
        seen.add(parent)
        yield call(parent, names, pack)
        found = pack.place(parent)


def ties(target: str, pack: Pack, names: Names) -> Iterator[Tie]:
    """Whom it is part of or stands with, who is part of it, and the bloc it is counted in, with their days."""
    bare = target.split(":", 1)[-1]
    for row in pack.relations:
        if row.actor == bare:
            yield Tie(row.relation, row.other, name_of(row.other, names), row.start, row.end, row.source)
        elif row.other == bare:
            mutual = row.relation != "part_of"
            yield Tie(
                row.relation if mutual else "has part", row.actor, name_of(row.actor, names), row.start, row.end, row.source
            )
    for bloc in pack.rows_of(target):
        known = pack.bloc_names.get(bloc.bloc)
        name = split_names(known.names)[0][1] if known is not None else bloc.bloc.replace("-", " ")
        yield Tie("bloc", bloc.bloc, name, bloc.start, bloc.end, bloc.source)


def name_of(bare: str, names: Names) -> str:
    found = (names[full] for full in (bare, f"actor:{bare}", f"source:{bare}") if full in names)
    return next(found, bare)


def rivals_of(linked: Sequence[Row], names: Names, pack: Pack) -> tuple[tuple[str, str, float], ...]:
    best: dict[str, float] = {}
    for row in linked:
        for target, score in json.loads(str(row["rivals"] or "[]")):
            best[target] = max(score, best.get(target, 0.0))
    return tuple((target, call(target, names, pack), best[target]) for target in sorted(best, key=lambda t: (-best[t], t)))


def claims_of(target: str, linked: Sequence[Row], store: Store) -> Iterator[tuple[str, int]]:
    """Claims by their kind; of a source what it said by the act; the commonest first."""
    yield from sorted(count_claims(store, target, linked).items(), key=lambda pair: (-pair[1], pair[0]))


COLUMNS = ("spelling", "times", "pages", "rungs", "target", "name", "why", "tie", "from", "to", "score")


def card_answer(card: Card) -> Answer:
    """One row a spelling and target, with its first words; then what it is tied to and what it may be taken for."""
    return make_sheet("spellings", COLUMNS, card_rows(card))


def card_rows(card: Card) -> Iterator[Row]:
    for known in card.known:
        yield from map(partial(seen_row, "spelling"), known.seen)
        yield from map(partial(seen_row, "suggested"), known.suggested)
    yield from map(partial(seen_row, "unknown"), card.unknown)
    for known in card.known:
        own = known.match.target
        for tie in known.ties:
            days = {"from": tie.start, "to": tie.end}
            yield {
                "id": own,
                "part": "tie",
                "tie": tie.tie,
                "target": tie.other,
                "name": tie.name,
                "why": tie.provenance,
                **days,
            }
        for target, name, score in known.rivals:
            yield {"id": own, "part": "rival", "target": target, "name": name, "score": score}
    for target, name, score in card.near:
        yield {"id": target, "part": "near", "target": target, "name": name, "score": score}


def seen_row(part: str, seen: Seen) -> Row:
    counts = {"spelling": seen.spelling, "times": seen.times, "pages": seen.pages, "rungs": " ".join(seen.rungs)}
    meant = {"target": seen.target, "name": seen.target_name, "why": seen.why}
    return {"id": seen.link, "part": part, **counts, **meant, **as_span(seen.quote)}
