"""Worlds of the generator, weighed: roots against the origins that really spoke, and what weighing costs as worlds grow."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from math import log
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from bench.again import score_again
from bench.reading import Text, extract_text
from bench.table import Clock, Figure, Line, Skip, share
from bench.world import Mode, Parameters, Sheet, Telling, make_cast, make_sheets, write_pack
from sayso.model import Copy, Event, Role
from sayso.pack import Pack, load_pack
from sayso.text import shingles
from sayso.weigh import Known, Weighed, collector_at_rest, weigh
from sayso.weigh.odds import LEAST, rate, squash

SEEDS = range(5)
PAGES = 3_000
# To read a page costs a hundred times what it costs to make one.
READ = 150
# What each outlet that carries a report would count for if outlets were counted; weighing.md section 5.
OUTLET = log(1.8)
GROWTH = (5_000, 20_000)
# Other work on the machine slows now the one, now the other.
ROUNDS = 3
SIZE = 5


def known_of(sheets: Sequence[Sheet]) -> Known:
    """The records of the pages, and nothing of who copied whom."""
    return Known(
        pages=tuple(sheet.page for sheet in sheets),
        passages=tuple(one for sheet in sheets for one in sheet.passages),
        mentions=tuple(one for sheet in sheets for one in sheet.mentions),
        links=tuple(one for sheet in sheets for one in sheet.links),
        claims=tuple(one for sheet in sheets for one in sheet.claims),
        attributions=tuple(one for sheet in sheets for one in sheet.attributions),
    )


def make_world(pages: int, seed: int, slips: float = 0.0) -> tuple[list[Sheet], Pack]:
    parameters = Parameters(pages=pages, slips=slips)
    cast = make_cast(parameters, seed)
    with TemporaryDirectory() as folder:
        pack = load_pack([write_pack(cast, Path(folder) / "world")], world=False)
    return list(make_sheets(cast, parameters, seed)), pack


def origins_of(sheets: Sequence[Sheet]) -> dict[str, set[str]]:
    """The origins whose word on each deed stands in some page outside readers' words; its unnamed people are one."""
    found: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        heard = {one.id for one in sheet.passages if one.role is not Role.COMMENT}
        home = {one.id: one.passage for one in sheet.mentions}
        for claim in sheet.claims:
            telling = sheet.truth[claim.id]
            if home[claim.roles[0][1]] in heard:
                found[telling.deed.id].add(telling.origin.id or f"unnamed {telling.deed.id}")
    return found


def count_roots(event: Event) -> int:
    """Unnamed people count once here as in `origins_of`: nothing in the pages tells those of two outlets apart."""
    names = {root.root for root in event.roots}
    unnamed = {name for name in names if name.startswith("anon@")}
    return len(names - unnamed) + bool(unnamed)


def deeds_of(sheets: Sequence[Sheet]) -> dict[str, str]:
    """The deed of each claim of the generator."""
    return {claim: telling.deed.id for sheet in sheets for claim, telling in sheet.truth.items()}


def deeds_told(deed: Mapping[str, str], weighed: Weighed) -> dict[str, Event]:
    """For each deed the event that holds most of its claims."""
    best: dict[str, tuple[int, str, Event]] = {}
    for event in weighed.events:
        for id, count in Counter(deed[claim] for claim in event.claims if claim in deed).items():
            best[id] = max(best.get(id, (0, "", event)), (count, event.id, event), key=lambda each: each[:2])
    return {id: event for id, (_, _, event) in best.items()}


def miss_roots(sheets: Sequence[Sheet], told: Mapping[str, Event]) -> Iterator[tuple[int, int]]:
    """For each deed told of on several pages how far its event is off the origins that spoke, and how many these are."""
    pages = Counter(telling.deed.id for sheet in sheets for telling in set(sheet.truth.values()))
    for id, origins in origins_of(sheets).items():
        if pages[id] > 1:
            yield abs((count_roots(told[id]) if id in told else 0) - len(origins)), len(origins)


def score_roots(worlds: Sequence[tuple[list[Sheet], Weighed]]) -> Iterator[Line]:
    """Per deed; one told of in one page only has one root and is left out."""
    found = [each for sheets, weighed in worlds for each in miss_roots(sheets, deeds_told(deeds_of(sheets), weighed))]
    on = f"{len(found)} deeds of {len(worlds)} worlds, {fmean(many for _, many in found):.2f} origins each"
    base = fmean(many - 1 for _, many in found)
    yield Figure("generator.roots_mae", fmean(miss for miss, _ in found), on, base, "constant: one root")


def score_read() -> Iterator[Line]:
    """The same where extract and resolve read the pages, so that one sees which room owes what."""
    sheets, pack = make_world(READ, 1)
    texts = [extract_text(Text(sheet.page, tuple(sheet.passages)), pack) for sheet in sheets]
    known = replace(
        known_of(sheets),
        mentions=tuple(mention for one in texts for mention in one.mentions.values()),
        links=tuple(link for one in texts for link in one.links),
        claims=tuple(claim for one in texts for claim in one.claims),
        attributions=tuple(link for one in texts for link in one.attributions),
    )
    deed = {
        claim.id: sheet.truth[own.id].deed.id
        for sheet, one in zip(sheets, texts, strict=True)
        for claim in one.claims
        for own in sheet.claims
        if claim.span.start < own.span.end and own.span.start < claim.span.end and claim.kind.startswith(own.kind.split(".")[0])
    }
    ours = [miss for miss, _ in miss_roots(sheets, deeds_told(deed, weigh(known, pack)))]
    best = [miss for miss, _ in miss_roots(sheets, deeds_told(deeds_of(sheets), weigh(known_of(sheets), pack)))]
    on = f"{len(ours)} deeds, {len(sheets)} pages read by our own rooms"
    yield Figure("generator.read.roots_mae", fmean(ours), on, fmean(best), "the generator's own records")


def score_odds(worlds: Sequence[tuple[list[Sheet], Weighed]]) -> Iterator[Line]:
    """All deeds are settled and each is rated by all the others, beside outlets that each count alike."""
    ours, base, eces, many = [], [], [], 0
    for sheets, weighed in worlds:
        truth = {telling.deed.id: telling.deed.happened for sheet in sheets for telling in sheet.truth.values()}
        settled = {event.id: truth[id] for id, event in sorted(deeds_told(deeds_of(sheets), weighed).items())}
        rated = rate(weighed.events, settled)
        if rated is not None:
            prior = sum(settled.values()) / len(settled)
            outlets = count_outlets(sheets, weighed)
            told = [event for event in settled if event in rated.p]
            base.append(
                fmean((squash((1.0, log(prior / (1 - prior))), OUTLET * outlets[id]) - settled[id]) ** 2 for id in told)
            )
            ours.append(rated.brier)
            eces.append(rated.ece)
            many += rated.settled
    if not ours:
        yield Skip("generator.brier_ratio", f"no world in which {LEAST} deeds could be settled")
        return
    on = f"Brier {fmean(ours):.3f} beside {fmean(base):.3f}, ECE {fmean(eces):.3f}, {many} deeds"
    yield Figure("generator.brier_ratio", fmean(ours) / fmean(base), on, 1.0, "counting outlets")


def count_outlets(sheets: Sequence[Sheet], weighed: Weighed) -> dict[str, int]:
    """How many more outlets assert than deny each event, readers left out."""
    heard = {passage.id for sheet in sheets for passage in sheet.passages if passage.role is not Role.COMMENT}
    homes = {mention.id: mention.passage for sheet in sheets for mention in sheet.mentions}
    claims = {claim.id: claim for sheet in sheets for claim in sheet.claims}
    source = {sheet.page.id: sheet.page.source for sheet in sheets}
    asserts = {claim: telling.asserts for sheet in sheets for claim, telling in sheet.truth.items()}
    found = {}
    for event in weighed.events:
        told = [claims[claim] for claim in event.claims if homes[claims[claim].roles[0][1]] in heard]
        sides = {(source[claim.span.page], asserts[claim.id]) for claim in told}
        found[event.id] = sum(1 if says else -1 for _, says in sides)
    return found


@dataclass(slots=True)
class Ties:
    """Who has whose words in the pages met so far, and the pairs of pages that were found to share words.

    Pages of one telling rest on one another, all others do not; a page written freely shares no words to be found by.
    """

    leads: dict[str, Telling] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    copies: list[str] = field(default_factory=list)
    pairs: set[tuple[str, str]] = field(default_factory=set)

    def learn(self, sheets: Iterable[Sheet]) -> None:
        for sheet in sheets:
            self.leads[sheet.page.id] = sheet.truth[sheet.claims[0].id]
            self.homes.update((one.id, sheet.page.id) for one in sheet.passages)
            if sheet.mode not in (Mode.FIRST, Mode.FREE):
                self.copies.append(sheet.page.id)

    def count(self, copies: Iterable[Copy]) -> None:
        for copy in copies:
            one, other = sorted((self.homes[copy.left], self.homes[copy.right]))
            self.pairs.add((one, other))

    def score(self) -> tuple[float, float]:
        """Which share of the pairs is sound, and of the pages with words of another that are in a sound pair."""
        sound = [(one, other) for one, other in self.pairs if self.leads[one] == self.leads[other]]
        reached = {page for pair in sound for page in pair}
        return share(len(sound), len(self.pairs)), share(sum(page in reached for page in self.copies), len(self.copies))


def score_ties(worlds: Sequence[tuple[list[Sheet], Weighed]]) -> Iterator[Line]:
    ties = Ties()
    for sheets, weighed in worlds:
        ties.learn(sheets)
        ties.count(weighed.copies)
    precision, recall = ties.score()
    yield Figure("worlds.copies_precision", precision, f"{len(ties.pairs)} pairs of pages")
    yield Figure("worlds.copies_recall", recall, f"{len(ties.copies)} pages with words of another")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time for one world: to weigh it, and to shingle its pages once, shingles kept or let go."""

    ours: float
    kept: float
    let_go: float


def measure(sizes: Sequence[int]) -> list[Spent]:
    """For each size of world the least of some rounds; worlds take turns, and the collector rests for all that is timed."""
    worlds = []
    for pages in sizes:
        sheets, pack = make_world(pages, 1)
        worlds.append((known_of(sheets), pack))
    rounds = [[spend(known, pack) for known, pack in worlds] for _ in range(ROUNDS)]
    return [Spent(*(min(getattr(one, each.name) for one in of) for each in fields(Spent))) for of in zip(*rounds, strict=True)]


def spend(known: Known, pack: Pack) -> Spent:
    ours, kept, let_go = Clock(), Clock(), Clock()
    with collector_at_rest():
        let_go.run(lambda: [len(shingles(page.text, 0, len(page.text), SIZE)) for page in known.pages])
        kept.run(lambda: [shingles(page.text, 0, len(page.text), SIZE) for page in known.pages])
    ours.run(lambda: weigh(known, pack))
    return Spent(ours.seconds, kept.seconds, let_go.seconds)


def score_cost(growth: tuple[int, int]) -> Iterator[Line]:
    """Processor time against shingling the same pages once; growth from the smaller world to the larger.

    To have a pile's shingles is to keep them. What it costs to make them and let them go, which no comparison could do
    with, is told beside it.
    """
    few, many = measure(growth)
    if few.ours and many.let_go:
        yield Figure("worlds.cost_ratio", many.ours / many.kept, f"weighing {growth[-1]} pages", 1.0, "shingling them once")
        yield Figure("worlds.let_go.cost_ratio", many.ours / many.let_go, f"{growth[-1]} pages", 1.0, "the same, none kept")
        exponent = log(many.ours / few.ours) / log(growth[-1] / growth[0])
        yield Figure("worlds.growth_exponent", exponent, f"from {growth[0]} to {growth[-1]} pages")


def score_changes() -> Iterator[Line]:
    sheets, pack = make_world(GROWTH[0], 1)
    yield from score_again(sheets, known_of(sheets[:-1]), known_of(sheets[-1:]), pack)


def score() -> Iterator[Line]:
    worlds = []
    for seed in SEEDS:
        sheets, pack = make_world(PAGES, seed)
        worlds.append((sheets, weigh(known_of(sheets), pack)))
    yield from score_roots(worlds)
    yield from score_read()
    yield from score_odds(worlds)
    yield from score_ties(worlds)
    yield from score_cost(GROWTH)
    yield from score_changes()


def main(arguments: Sequence[str] | None = None) -> None:
    """What weighing costs in worlds of other sizes than those of the set."""
    parser = argparse.ArgumentParser(prog="python -m bench.worlds", description=main.__doc__)
    parser.add_argument("--pages", type=int, nargs=2, default=GROWTH, metavar=("FEW", "MANY"), help="sizes of the two worlds")
    few, many = parser.parse_args(arguments).pages
    for line in score_cost((few, many)):
        if isinstance(line, Figure):
            print(f"{line.name} {line.ours:.3f}: {line.on}", flush=True)


if __name__ == "__main__":
    main()
