"""The words a reader reads by: the packs with their signs and clock compiled, and the zone of the case."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from sayso.pack import Pack
from sayso.read.language import Tongues, read_tongues
from sayso.read.signs import Signs, read_signs
from sayso.read.stamps import Clock, Stamp, find_stamp, read_clock


@dataclass(frozen=True, slots=True)
class Lexicon:
    pack: Pack
    signs: Signs
    clock: Clock
    tongues: Tongues
    zone: str

    def stamp(self, words: str) -> Stamp | None:
        return find_stamp(words, self.clock, self.signs, self.zone)


# By the pack itself: to compare all its rows for each page would cost as much as to render it.
COMPILED: WeakKeyDictionary[Pack, tuple[Signs, Clock, Tongues]] = WeakKeyDictionary()


def read_lexicon(pack: Pack, zone: str) -> Lexicon:
    compiled = COMPILED.get(pack)
    if compiled is None:
        compiled = COMPILED[pack] = (read_signs(pack), read_clock(pack), read_tongues(pack))
    return Lexicon(pack, *compiled, zone)
