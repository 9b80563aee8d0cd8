"""Set weigh: copies, events and their roots on labelled reports, beside simple measures of the same texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations
from math import log
from pathlib import Path

from bench import coreference, ledger, paraphrase, sketch, worlds
from bench.reading import Extracted, day, extract_text, make_text, region_pack
from bench.table import Clock, Figure, Line, Row, f1, missing, read_jsonl, share
from sayso.model import CopyKind, Event, Grade, Root, Stands, Step, record_id
from sayso.pack import Pack
from sayso.text import shingles
from sayso.weigh import Known, Weighed, weigh
from sayso.weigh.copies import Looked, Paired, look
from sayso.weigh.index import Index
from sayso.weigh.marks import SCALE
from sayso.weigh.odds import LEAST, rate

ARTICLES = "fakes/articles.jsonl"
PAIRS = "fakes/pairs.jsonl"
SIZE = 5
HALF = 0.5
# What the simple measures of the note do best with on these pairs.
JACCARD = 0.04
CONTAINED = 0.17
MOSTLY = 0.51
Pair = tuple[str, str]


@dataclass(frozen=True)
class World:
    """The articles as pages of one case, and what weighing made of them; `names` are the articles' ids by page id."""

    rows: Sequence[Row]
    texts: Sequence[Extracted]
    known: Known
    weighed: Weighed
    names: dict[str, str]
    seconds: float


def known_of(texts: Sequence[Extracted]) -> Known:
    return Known(
        pages=tuple(one.text.page for one in texts),
        passages=tuple(passage for one in texts for passage in one.text.passages),
        mentions=tuple(mention for one in texts for mention in one.mentions.values()),
        links=tuple(link for one in texts for link in one.links),
        claims=tuple(claim for one in texts for claim in one.claims),
        attributions=tuple(link for one in texts for link in one.attributions),
    )


def make_world(rows: Sequence[Row], pack: Pack) -> World:
    texts = [
        extract_text(make_text(row["id"], row["text"], day(row.get("dateline")), f"source:{row['outlet']}"), pack)
        for row in rows
    ]
    known, clock = known_of(texts), Clock()
    weighed = clock.run(lambda: weigh(known, pack))
    names = {one.text.page.id: row["id"] for one, row in zip(texts, rows, strict=True)}
    return World(rows, texts, known, weighed, names, clock.seconds)


def bag(text: str) -> frozenset[str]:
    return frozenset(words for words, _, _ in shingles(text, 0, len(text), SIZE))


def pair(one: str, other: str) -> Pair:
    return min(one, other), max(one, other)


def copied(world: World, looked: Looked) -> tuple[set[Pair], set[Pair]]:
    """The pairs of articles that share words, and of these those of which the shorter is mostly the other's text."""
    home = {passage.id: passage.span.page for passage in world.known.passages}
    shelf = looked.paired.shelf
    sizes = {one.page: len(one.marks) * shelf.scale for one in shelf.all}
    some: set[Pair] = set()
    shared: dict[Pair, float] = defaultdict(float)
    for copy in looked.copies:
        left, right = home[copy.left], home[copy.right]
        both = pair(world.names[left], world.names[right])
        some.add(both)
        whole = copy.kind is CopyKind.REPRINT
        count = sum(len(bag(text_of(world, left)[one.start : one.end])) for one, _ in copy.overlaps)
        shared[both] += 1 if whole else share(count, min(sizes[left], sizes[right]))
    mostly = {both for both in some if shared[both] > HALF}
    return followed(some, world, looked.paired), followed(mostly, world, looked.paired)


def followed(pairs: set[Pair], world: World, paired: Paired) -> set[Pair]:
    """A page that follows a lead is compared with its lead alone and stands wherever that stands."""
    names = [world.names[one.page] for one in paired.shelf.all]
    crowd = {name: {name} for name in names}
    for at, to in paired.follows.items():
        crowd[names[to]].add(names[at])
    across = {pair(a, b) for left, right in pairs for a in crowd[left] for b in crowd[right]}
    return across | {pair(a, b) for group in crowd.values() for a, b in combinations(group, 2)}


def compared(world: World, paired: Paired) -> set[Pair]:
    """The pairs of articles that are compared, those that stand for a lead included."""
    names = [world.names[one.page] for one in paired.shelf.all]
    return followed({pair(names[a], names[b]) for a, b in paired.pairs}, world, paired)


def text_of(world: World, page: str) -> str:
    return next(one.text.page.text for one in world.texts if one.text.page.id == page)


def score_copies(world: World, gold: Sequence[Row], pack: Pack) -> Iterator[Line]:
    looked = look(Index(world.known, pack))
    some, most = copied(world, looked)
    bags = {row["id"]: bag(row["text"]) for row in world.rows}
    both = {pair(row["a"], row["b"]): row for row in gold if row["a"] in bags and row["b"] in bags}
    jaccard = {p for p in both if share(len(bags[p[0]] & bags[p[1]]), len(bags[p[0]] | bags[p[1]])) >= JACCARD}
    inside = {p: share(len(bags[p[0]] & bags[p[1]]), min(len(bags[p[0]]), len(bags[p[1]]))) for p in both}
    copies = {p for p, row in both.items() if row["text"] == "copy"}
    alike = copies | {p for p, row in both.items() if row["text"] == "partial"}
    on = f"{len(both)} pairs among {len(world.rows)} articles"

    def measure(found: set[Pair], wanted: set[Pair]) -> float:
        return f1(len(found & wanted), len(wanted), len(found & set(both)))

    contained = {p for p, value in inside.items() if value >= CONTAINED}
    mostly = {p for p, value in inside.items() if value >= MOSTLY}
    best, by = max((measure(jaccard, alike), "Jaccard of 5-shingles"), (measure(contained, alike), "containment of 5-shingles"))
    yield Figure("fakes.copy_partial_f1", measure(some, alike), on, best, by)
    yield Figure("fakes.copy_f1", measure(most, copies), on, measure(mostly, copies), "containment of 5-shingles")
    kept = compared(world, looked.paired)
    every = len(world.rows) * (len(world.rows) - 1) / 2
    yield Figure("fakes.candidate_recall", share(len(kept & alike), len(alike)), f"{len(alike)} copies and partials")
    yield Figure("fakes.pairs_kept", share(len(kept), every), f"{len(kept)} of {every:.0f} pairs")
    drawn = look(Index(world.known, pack), SCALE)
    seen = compared(world, drawn.paired)
    of = f"by one run of words in {SCALE}: {len(seen)} pairs kept"
    ours, base = (share(len(each & alike), len(alike)) for each in (seen, kept))
    yield Figure("sketch.fakes.candidate_recall", ours, of, base, "all runs of words")
    yield Figure("sketch.fakes.copy_partial_f1", measure(copied(world, drawn)[0], alike), of, measure(some, alike), "the same")
    yield from score_events(world, both, contained, copies)


def score_events(world: World, both: dict[Pair, Row], contained: set[Pair], copies: set[Pair]) -> Iterator[Line]:
    """Two articles tell of one event if an event of ours rests on claims of both."""
    page = {claim.id: world.names[claim.span.page] for claim in world.known.claims}
    together: dict[Pair, int] = {}
    for event in world.weighed.events:
        pages = sorted({page[claim] for claim in event.claims})
        for p in combinations(pages, 2):
            together[p] = max(together.get(p, 0), len(event.roots))
    same = {p for p, row in both.items() if row["event"] == "same"}
    found = set(together) & set(both)
    base = f1(len(contained & same), len(same), len(contained))
    value = f1(len(found & same), len(same), len(found))
    yield Figure(
        "fakes.cluster_f1", value, f"{len(same)} of {len(both)} pairs are one event", base, "containment of 5-shingles"
    )
    apart = {p for p in same - copies if both[p]["text"] != "partial"}
    if apart:
        many = sum(together.get(p, 0) > 1 for p in apart)
        on = f"{len(apart)} pairs of one event that share no text"
        yield Figure("fakes.multi_root_found", share(many, len(apart)), on, 0.0, "constant: one root")


def score_cost(world: World, pack: Pack) -> Iterator[Line]:
    """Against shingling the same pages once; growth by weighing a quarter, a half and all of them."""
    once = Clock()
    once.run(lambda: [shingles(row["text"], 0, len(row["text"]), SIZE) for row in world.rows])
    if once.seconds:
        yield Figure("cost_ratio", world.seconds / once.seconds, f"weighing {len(world.rows)} pages, to shingling them once")
    if len(world.rows) >= 100:
        part = Clock()
        known = known_of(world.texts[::4])
        part.run(lambda: weigh(known, pack))
        exponent = log(world.seconds / part.seconds) / log(len(world.texts) / len(world.texts[::4]))
        yield Figure("growth_exponent", exponent, f"from {len(world.texts[::4])} to {len(world.texts)} pages")


def score_settled(folder: Path, name: str) -> Iterator[Line]:
    """Whether the value most sources give is right, each item rated by all the others as if they had been settled."""
    claims, truth = folder / name / "claims.jsonl", folder / name / "truth.jsonl"
    if not claims.is_file() or not truth.is_file():
        yield from missing(folder, (f"{name}/claims.jsonl", f"{name}/truth.jsonl"))
        return
    heard: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in read_jsonl(claims):
        heard[row["object"], row.get("property", "")][row["value"]].add(row["source"])
    votes: dict[str, float] = {}
    right: dict[str, bool] = {}
    events = []
    for row in read_jsonl(truth):
        key = row["object"], row.get("property", "")
        if key in heard:
            value, sources = min(heard[key].items(), key=lambda item: (-len(item[1]), item[0]))
            event = vote_event(key, value, heard[key])
            votes[event.id] = len(sources) / sum(map(len, heard[key].values()))
            right[event.id] = value == row["value"]
            events.append(event)
    if not right:
        return
    rated = rate(events, right)
    base = sum((votes[event] - held) ** 2 for event, held in right.items()) / len(right)
    how = f"ECE {rated.ece:.3f}" if rated is not None else f"no probability below {LEAST}"
    brier = rated.brier if rated is not None else None
    yield Figure(f"{name}.brier", brier, f"{len(right)} items, {how}", base, "share of the vote")


def vote_event(key: tuple[str, str], value: str, values: Mapping[str, Set[str]]) -> Event:
    """That this is the value: sources that give another deny it."""
    stands = {source: Stands.ASSERTS if said == value else Stands.DENIES for said, ones in values.items() for source in ones}
    roots = tuple(Root(f"source:{source}", None, None, stand, 1) for source, stand in sorted(stands.items()))
    grade = Grade(Step.CONTESTED, 1, len(roots), len(roots), "")
    return Event(record_id("event", *key), key[1] or "value", None, None, (), (), None, roots, grade)


def score(folder: Path, final: bool) -> Iterator[Line]:
    pack = region_pack()
    yield from missing(folder, (ARTICLES, PAIRS))
    if (folder / ARTICLES).is_file():
        world = make_world(read_jsonl(folder / ARTICLES), pack)
        if (folder / PAIRS).is_file():
            yield from score_copies(world, read_jsonl(folder / PAIRS), pack)
        yield from score_cost(world, pack)
        yield from ledger.score(folder, world.rows, world.texts, pack)
        yield from worlds.score()
        yield from paraphrase.score()
        yield from sketch.score()
    yield from coreference.score(folder, pack)
    for name in ("books", "flights"):
        yield from score_settled(folder, name)
