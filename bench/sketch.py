"""Copies looked for by a part of the words, as in cases of a million pages: what is missed, and what it costs."""

from __future__ import annotations

import argparse
import resource
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import worlds
from bench.table import Clock, Figure, Line, Result
from bench.world import Parameters, make_cast, make_sheets, write_pack
from sayso.model import Copy, Page, Passage
from sayso.pack import Pack, load_pack
from sayso.weigh import Index, Known, Print, collector_at_rest, look
from sayso.weigh.again import read_prints
from sayso.weigh.copies import Paired, compare_drawn, find_cited, pair_up
from sayso.weigh.marks import SCALE
from sayso.weigh.prints import make_shelf

SEED = 1
# So many pages of a large world are there with all their records at one time.
AT_ONCE = 1_000


def score() -> Iterator[Line]:
    sheets, pack = worlds.make_world(worlds.PAGES, SEED)
    found = []
    for scale in (SCALE, 1):
        ties = worlds.Ties()
        ties.learn(sheets)
        ties.count(look(Index(worlds.known_of(sheets), pack), scale).copies)
        found.append(ties.score()[1])
    on = f"by one run of words in {SCALE}, {len(sheets)} pages"
    yield Figure("sketch.worlds.copies_recall", found[0], on, found[1], "all runs of words")


@dataclass(slots=True)
class Pile:
    """What the search for copies needs of a large world: its pages, but of what they say no more than whom they name."""

    pack: Pack
    scale: int
    pages: list[Page] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    cited: dict[str, set[str]] = field(default_factory=dict)
    prints: list[Print] = field(default_factory=list)
    ties: worlds.Ties = field(default_factory=worlds.Ties)
    marking: Clock = field(default_factory=Clock)

    def pair_up(self) -> Paired:
        return pair_up(make_shelf(self.prints, self.scale))

    def compare(self, paired: Paired) -> Iterator[Copy]:
        """Without what is a copy by its quotation marks only."""
        index = Index(Known(pages=tuple(self.pages), passages=tuple(self.passages)), self.pack)
        return compare_drawn(sorted(paired.pairs), paired.clean, index, self.cited)


def heap_up(pages: int, scale: int) -> Pile:
    parameters = Parameters(pages=pages)
    cast = make_cast(parameters, SEED)
    with TemporaryDirectory() as folder:
        pile = Pile(load_pack([write_pack(cast, Path(folder) / "world")], world=False), scale)
    made = make_sheets(cast, parameters, SEED)
    while sheets := list(islice(made, AT_ONCE)):
        index = Index(worlds.known_of(sheets), pile.pack)
        pile.ties.learn(sheets)
        pile.cited |= find_cited(index)
        pile.prints += pile.marking.run(partial(list[Print], read_prints(index, scale)))
        pile.pages += (sheet.page for sheet in sheets)
        pile.passages += (one for sheet in sheets for one in sheet.passages)
    return pile


def tell(what: str, seconds: float, pages: int) -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {1e6 * seconds / pages:.0f} us a page, {peak:.0f} MB at most so far", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """The copies of one world: the step of weighing that has to see all of a case at once."""
    parser = argparse.ArgumentParser(prog="python -m bench.sketch", description=main.__doc__)
    parser.add_argument("--pages", type=int, default=worlds.PAGES, help="how large the world is")
    parser.add_argument("--scale", type=int, default=SCALE, help="of how many runs of words one is looked at")
    asked = parser.parse_args(arguments)
    with collector_at_rest():
        pile = heap_up(asked.pages, asked.scale)
        tell("marked", pile.marking.seconds, asked.pages)
        paired = timed("paired", pile.pair_up, asked.pages)
        print(f"{len(paired.pairs)} pairs to compare")
        timed("compared", lambda: pile.ties.count(pile.compare(paired)), asked.pages)
    precision, recall = pile.ties.score()
    print(f"{len(pile.ties.pairs)} pairs of pages share words: precision {precision:.4f}, recall {recall:.4f}")


def timed(what: str, work: Callable[[], Result], pages: int) -> Result:
    clock = Clock()
    found = clock.run(work)
    tell(what, clock.seconds, pages)
    return found


if __name__ == "__main__":
    main()
