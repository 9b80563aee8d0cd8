"""The words a reader reads by: the packs with their signs and clock compiled, and the zone of the case."""

from __future__ import annotations

from dataclasses import dataclass

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


def read_lexicon(pack: Pack, zone: str) -> Lexicon:
    return Lexicon(pack, read_signs(pack), read_clock(pack), read_tongues(pack), zone)
