"""Who does it to whom, by country: the pairs of a corpus that codes both sides of an event."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from bench.coded import DOING, FIELD, coded, deed_of
from bench.reading import REGION, Extracted, extract_text, make_text
from bench.table import Figure, Line, f1, read_jsonl, sample, share
from sayso.model import Claim, Level, Mention, MentionKind, Mood, Rung
from sayso.pack import Pack, load_pack
from sayso.show.codes import codes_of

CODES = Path(__file__).parent / "cameo_codes.csv"
MOST = 800
PLACES = ("place", "near", "part", "from", "to")
# How the corpus writes a side that is of no country.
NOWHERE = "---"
# What two do with one another has no direction.
MUTUAL = ("talk", "clash")
# Who goes somewhere does nothing to the place.
MOVING = ("move", "presence")
# What stands between those who act and the country they are said to be of: "a court in X", "ministers from the X".
BEHIND = re.compile(r"\s(?:in|of|from)\s(?:the\s)?(?P<name>\w*)", re.IGNORECASE)


def score_pairs(file: Path) -> Iterator[Line]:
    """Who does it to whom, by country and once a sentence; and sentences that tell no event, of which none may be made."""
    pack = load_pack([REGION, FIELD])
    rows, said = sample(read_jsonl(file), MOST, "id")
    read = [(row, extract_text(make_text(str(row["id"]), row["text"]), pack)) for row in rows]
    right = wanted = found = 0
    for row, made in read:
        gold = {(event["source"][:3], event["target"][:3]) for event in row["expected"]}
        ours = set(country_pairs(made, pack))
        right, wanted, found = right + len(gold & ours), wanted + len(gold), found + len(ours)
    yield Figure(f"{file.stem}.pair_f1", f1(right, wanted, found), f"{wanted} pairs in {said} sentences, {found} found")
    negatives = [made for row, made in read if row["negative"]]
    kept = sum(not any(is_pair(claim, made, pack) for claim in made.claims) for made in negatives)
    if negatives:
        yield Figure(
            f"{file.stem}.negatives_kept", share(kept, len(negatives)), f"{len(negatives)} sentences that tell no event"
        )


def country_pairs(made: Extracted, pack: Pack) -> Iterator[tuple[str, str]]:
    """The countries on both sides of each claim that has a code of its own or of its saying; where it is, if not to whom."""
    for claim, _, rank in coded(made, "plover", pack):
        doing, done_to = made.fillers(claim, DOING), made.fillers(claim, ("target",))
        if rank == 2 or not doing:
            continue
        doers, struck = countries(doing, made, pack), countries(done_to, made, pack)
        placed = not struck and not claim.kind.startswith(MOVING)
        where = countries(made.fillers(claim, PLACES), made, pack) if placed else set()
        for a in doers or {NOWHERE}:
            yield from ((a, b) for b in struck)
            yield from ((a, b) for b in where if a != b)
        if claim.kind in MUTUAL and claim.mood is Mood.ACTUAL:
            yield from ((b, a) for a in doers for b in struck)
            yield from ((a, b) for a in doers for b in doers if a != b)


def countries(mentions: Sequence[Mention], made: Extracted, pack: Pack) -> set[str]:
    return {code for mention in mentions for code in countries_of(mention, made, pack)}


def countries_of(mention: Mention, made: Extracted, pack: Pack) -> set[str]:
    """The country of the actor or place that is linked, else those named in the words, else the one named right behind."""
    targets = {link.mention: link.target for link in made.links}
    inner = [m for m in made.mentions.values() if mention.span.start <= m.span.start and m.span.end <= mention.span.end]
    own = {code for m in inner if (code := country_of(targets.get(m.id), pack)) is not None} | named(made.words(mention), pack)
    if own or mention.kind is MentionKind.PLACE:
        return own
    text = made.text.page.text
    behind = BEHIND.match(text, mention.span.end)
    if behind is None:
        return set()
    places = [m for m in made.mentions.values() if m.span.start == behind.start("name") and m.kind is MentionKind.PLACE]
    end = max((m.span.end for m in places), default=behind.end())
    return named(text[behind.start("name") : end], pack)


def country_of(target: str | None, pack: Pack) -> str | None:
    """The code of the country a place lies in, or of the government that an actor is part of."""
    place = pack.place(target) if target is not None else None
    if place is not None:
        return by_iso(pack).get(place.country or "")
    seen: set[str] = set()
    while target in pack.actors and target not in seen:
        seen.add(target)
        names = {words for _, words in pack.actors[target].names}
        code = next((code for name, code in country_names(pack) if name in {n.casefold() for n in names}), None)
        if code is not None:
            return code
        above = (row.other for row in pack.relations if f"actor:{row.actor}" == target and row.relation == "part_of")
        target = next((f"actor:{other}" for other in above), None)
    return None


def named(words: str, pack: Pack) -> set[str]:
    """The countries and peoples that words name."""
    lower = words.casefold()
    return {code for name, code in country_names(pack) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower)}


@cache
def read_codes() -> tuple[tuple[str, str], ...]:
    with CODES.open(encoding="utf-8", newline="") as lines:
        return tuple((name, code) for name, code in list(csv.reader(lines))[1:])


@cache
def country_names(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Names of countries and, by the packs, of their peoples, with the code the corpus has for them."""
    codes = dict(read_codes())
    peoples = ((row.words, codes.get(row.role)) for row in pack.toponyms if row.pattern == "demonym")
    return (*((name.casefold(), code) for name, code in codes.items()), *((w, code) for w, code in peoples if code))


@cache
def by_iso(pack: Pack) -> dict[str, str]:
    """The corpus's code by the two letters that places have."""
    found: dict[str, str] = {}
    for name, code in read_codes():
        exact = pack.gazetteer.get((MentionKind.PLACE, Rung.EXACT, name), ())
        world = pack.world.candidates(name) if pack.world is not None else ()
        for candidate in (*exact, *world):
            place = pack.place(candidate.target)
            if place is not None and place.level is Level.COUNTRY and place.country is not None:
                found.setdefault(place.country, code)
    return found


def is_pair(claim: Claim, made: Extracted, pack: Pack) -> bool:
    """A coded event that says who and to whom."""
    sides = made.fillers(claim, ("actor",)) and made.fillers(claim, ("target",))
    return bool(sides) and bool(codes_of(deed_of(claim, made, pack), "plover", pack))
