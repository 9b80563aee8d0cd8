"""Finding one's way: the search box, a place, an actor, a source, and what is new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Any

from sayso.case import Case
from sayso.case.known import find_matches
from sayso.errors import NotFound, SaysoError
from sayso.gazetteer import UNPINNED
from sayso.model import MentionKind
from sayso.show.card import COLUMNS, Card, all_names, card_rows, facts, find_noun
from sayso.show.cells import printed_words, when_words
from sayso.show.filter import Answer, Filters
from sayso.show.find import LOOKED_AT, Found, NameHit, found_answer, search_case
from sayso.show.layout import doing
from sayso.show.names import call
from sayso.show.naming import count_pages, is_spoken_of
from sayso.show.outlet import COLUMNS as OF_SOURCE
from sayso.show.outlet import make_source_page, source_rows
from sayso.show.shapes import made_or_judged
from sayso.show.sheet import make_sheet
from sayso.web.ask import AS_OF, LIMIT, Asked, Param
from sayso.web.asking import SCREEN, latest_events, list_rows, unfolded
from sayso.web.endpoint import Endpoint, as_it_is
from sayso.web.shapes import Rows
from sayso.web.shapes_find import ActorView, NativeNames, PlaceView, SourceView

HITS = 20
# By when the case learnt it, or by when it could be read.
CLOCKS = ("case", "published")
KINDS = (MentionKind.PLACE, MentionKind.ACTOR, MentionKind.SOURCE)
# Who copies words from a page copies their marks.
QUOTES = "\"'«»‘’“”„ "
HAS_STRIP = f"""select 1 from current_control where id in ({made_or_judged("control", "place = :place")})
    and place = :place limit 1"""


def find_words(case: Case, asked: Asked) -> Found:
    words, limit = str(asked["q"]).strip(), asked.get("limit", LOOKED_AT if asked.get("whole") else HITS)
    bare = words.strip(QUOTES)
    matches = {kind: find_matches(case.store, case.pack, bare, kind) for kind in KINDS} if bare else {}
    cards = [card for kind in matches if not matches[kind] and (card := card_of(case, bare, kind)) is not None]
    # "The street" that stands for a name is no spelling of it.
    fold = case.pack.fold
    unknown = {one.spelling: one for card in cards for one in card.unknown if fold(one.spelling) == fold(bare)}
    hits = name_hits(case, dict.fromkeys(one.target for found in matches.values() for one in found))
    return search_case(case.store, words, bare, hits, tuple(unknown.values()), limit)


def name_hits(case: Case, targets: Iterable[str]) -> list[NameHit]:
    """Whom the packs know by these words, in any spelling; a card would look at all that is linked to each."""
    found, names = [], all_names(case.store, case.pack)
    for target in targets:
        told = [fact for _, fact in islice(facts(find_noun(target, case.pack), case.pack, names), 2) if fact]
        noun, name = target.partition(":")[0], call(target, names, case.pack)
        found.append(NameHit(target, noun, name, ", ".join(told), is_spoken_of(case.store, target)))
    return found


def card_of(case: Case, words: str, kind: MentionKind) -> Card | None:
    try:
        return case.card(words, kind)
    except NotFound:
        return None


def one_of(case: Case, asked: Asked, kind: MentionKind) -> tuple[str, Card]:
    """The card of a name or an id, and the id of the likeliest that it may mean."""
    card = case.card(str(asked["id"]), kind)
    if not card.known:
        near = ", ".join(name for _, name, _ in card.near)
        raise NotFound(f"no pack has a {kind} {asked['id']!r}{f'; near it: {near}' if near else ''}")
    return card.known[0].match.target, card


def find_place(case: Case, asked: Asked) -> PlaceView:
    target, card = one_of(case, asked, MentionKind.PLACE)
    place = case.pack.place(target)
    parents = list(above(case, target))
    pinned = place is not None and place.lat is not None and place.lon is not None and place.level not in UNPINNED
    events, left_out = None, 0
    pages = count_pages(case.store, target)
    if pages:
        filters = Filters(place=target, as_of=asked.get("as_of"))
        events, left_out = latest_events(case, asked, filters, SCREEN)
    return PlaceView(
        id=target,
        name=card.known[0].name,
        card=card,
        lon=place.lon if place is not None and pinned else None,
        lat=place.lat if place is not None and pinned else None,
        radius_m=place.radius_m if place is not None else None,
        parents=parents,
        pages=pages,
        events=[] if events is None else in_words(events),
        left_out=left_out,
        has_strip=bool(case.store.sql(HAS_STRIP, {"place": target})),
    )


def in_words(events: Answer) -> list[dict[str, Any]]:
    """Their rows with what, when and the day of print as the map has them."""
    return [
        {
            **row,
            "what": doing(record),
            "when": when_words(record["when_start"], record["when_end"]),
            "published": printed_words(record["published_start"], record["published_end"]),
        }
        for row, record in zip(unfolded(events), events.records(), strict=True)
    ]


def above(case: Case, target: str) -> list[tuple[str, str]]:
    """What it lies in, the nearest first, with names."""
    pack, found, seen = case.pack, [], {target}
    place = pack.place(target)
    while place is not None and place.parent is not None:
        parent = pack.twins.get(place.parent, place.parent)
        if parent in seen:
            break
        seen.add(parent)
        place = pack.place(parent)
        if place is not None:
            found.append((parent, place.names[0][1] if place.names else parent))
    return found


def find_actor(case: Case, asked: Asked) -> ActorView:
    target, card = one_of(case, asked, MentionKind.ACTOR)
    known, filters = card.known[0], Filters(actor=target, as_of=asked.get("as_of"))
    is_named = known.seen or known.in_comments
    events, left_out = latest_events(case, asked, filters, SCREEN) if is_named else (None, 0)
    listed = [] if events is None else in_words(events)
    return ActorView(id=target, name=known.name, card=card, events=listed, left_out=left_out)


def find_source(case: Case, asked: Asked) -> SourceView:
    target, card = one_of(case, asked, MentionKind.SOURCE)
    return SourceView(card=card, page=make_source_page(case.store, target))


def find_changes(case: Case, asked: Asked) -> Answer:
    clock = asked.get("clock", CLOCKS[0])
    if clock not in CLOCKS:
        raise SaysoError(f"clock={clock!r} is none; there are {', '.join(CLOCKS)}")
    return case.changes(asked["since"], published=clock == "published")


OF_EVENT = ("kind", "place", "when", "grade", "roots", "asserts", "denies", "doubts", "low", "best", "high", "figures")
SPAN = ("page", "page_sha256", "start", "end", "quote", "published")


def name_answer(view: PlaceView | ActorView) -> Answer:
    """What its name is on the pages, then its events with the first words of each."""
    events = (event_row(row) for row in view.events)
    return make_sheet("spellings", (*COLUMNS, *OF_EVENT), chain(card_rows(view.card), events))


def event_row(row: Mapping[str, Any]) -> dict[str, Any]:
    same = {column: row[column] for column in (*OF_EVENT, *SPAN, "pages", "id")}
    return {**same, "part": "event", "name": row["what"], "outlet": row["outlet_name"]}


def source_answer(view: SourceView) -> Answer:
    return make_sheet("spellings", (*COLUMNS, *OF_SOURCE), chain(card_rows(view.card), source_rows(view.page)))


def find_names(case: Case, asked: Asked) -> NativeNames:
    """The first name of each in that language: packs list the commonest first."""
    language, pack, found, own = asked["language"], case.pack, {}, {}
    for noun, packed in (("places", pack.places), ("actors", pack.actors), ("sources", pack.sources)):
        for row in case.sql(f"select id, name from {noun}"):
            known = packed.get(str(row["id"]))
            name = None if known is None else next((name for spoken, name in known.names if spoken == language), None)
            if name is not None:
                found[str(row["id"])] = own[str(row["name"])] = name
    return NativeNames(names=found, own=own)


def names_answer(found: NativeNames) -> Answer:
    """A row for each id, and one for each name that the record has."""
    rows = [*(("id", *one) for one in found.names.items()), *(("name", *one) for one in found.own.items())]
    return Answer("names", ("by", "of", "name"), tuple(rows), total=len(rows))


FINDING = (
    Endpoint(
        "/search",
        find_words,
        Found,
        "Names in any spelling, words of pages, beginnings of ids.",
        (Param("q", words="What is looked for.", required=True), LIMIT),
        rows=found_answer,
    ),
    Endpoint("/place/{id}", find_place, PlaceView, "What the case knows of a place.", (AS_OF,), rows=name_answer),
    Endpoint(
        "/names",
        find_names,
        NativeNames,
        "What the places, actors and sources of the case are called in a language.",
        (Param("language", words="As the packs name it: ar.", required=True),),
        rows=names_answer,
    ),
    Endpoint("/actor/{id}", find_actor, ActorView, "What the case knows of an actor.", (AS_OF,), rows=name_answer),
    Endpoint(
        "/source/{id}",
        find_source,
        SourceView,
        "A source: what it printed, copied and said, and what became of it.",
        rows=source_answer,
    ),
    Endpoint(
        "/changes",
        find_changes,
        Rows,
        "What the case gained since a day, by its own clock or by what was published.",
        (
            Param("since", "day", "The beginning of that day.", True),
            Param(
                "clock", words="case: when the case learnt it; published: when it could be read, as `changes --by published`."
            ),
        ),
        list_rows,
        rows=as_it_is,
    ),
)
