"""Errors taken over in other words: how many of those in worlds of the generator are found, and how much of it is so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bench.table import Figure, Line, share
from bench.world import Sheet
from bench.worlds import PAGES, SEEDS, known_of, make_world
from sayso.model import record_id
from sayso.weigh import weigh

# Of all deeds: so many are told with an error that goes round.
SLIPS = 0.3
# Who says otherwise must be two and named, or nobody can tell what is the error.
NAMED = 2


def lead_of(sheet: Sheet) -> str:
    """The page that a page rests on, itself if on none."""
    return sheet.page.id if sheet.copied is None else record_id("page", sheet.copied)


def find_slips(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Sheet]]:
    pages = {sheet.page.id: sheet for sheet in sheets}
    for sheet in sheets:
        first = pages.get(lead_of(sheet))
        if first is not None and sheet.copied is not None and sheet.copied.endswith("/slip/0"):
            yield first, sheet


def count_against(sheets: Sequence[Sheet]) -> Mapping[str, int]:
    """For each deed the most commands and monitors who tell of it and agree on its toll, as readers of the pages know."""
    told: dict[str, dict[int | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    for sheet in sheets:
        for telling in sheet.truth.values():
            if telling.asserts and telling.origin.kind in ("official_role", "monitor"):
                told[telling.deed.id][telling.toll].add(telling.origin.id)
    return {deed: max(map(len, origins.values())) for deed, origins in told.items()}


def score() -> Iterator[Line]:
    tally: Counter[str] = Counter()
    for seed in SEEDS:
        sheets, pack = make_world(PAGES, seed, SLIPS)
        lead = {sheet.page.id: lead_of(sheet) for sheet in sheets}
        found = {frozenset(span.page for span in copy.overlaps[0]) for copy in weigh(known_of(sheets), pack).paraphrases}
        against = count_against(sheets)
        slips = [(pair, against.get(pair[0].truth[pair[0].claims[0].id].deed.id, 0) >= NAMED) for pair in find_slips(sheets)]
        tally["found"] += len(found)
        tally["right"] += sum(len({lead[page] for page in pair}) == 1 for pair in found)
        tally["slips"] += len(slips)
        tally["wanted"] += sum(seen for _, seen in slips)
        tally["caught"] += sum(seen and {one.page.id for one in pair} in found for pair, seen in slips)
    yield Figure("worlds.paraphrase_precision", share(tally["right"], tally["found"]), f"{tally['found']} pairs of pages")
    on = f"{tally['wanted']} errors that two named roots speak against, of {tally['slips']}"
    yield Figure("worlds.paraphrase_recall", share(tally["caught"], tally["wanted"]), on)
