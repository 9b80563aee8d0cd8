"""The runs of five words of a page as numbers: hashes of the words alone, the same on every machine and in every run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

SIZE = 5
# So many characters at once stay near the processor.
AT_ONCE = 1 << 16
# Odd multipliers of 64 bits: five words that are not the same five get the same number about once in 10^19.
MIX, TURN = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
# A case of more pages than this has one mark in so many drawn, and copies looked for by those alone.
SKETCH_FROM = 1_000_000
SCALE = 4
Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]
# No letter stands above it.
LAST = np.uint32(0x3FFFF)
# A stretch of a text: what is read, and where in its page that begins.
Stretch = tuple[str, int]


@dataclass(frozen=True, eq=False)
class Marks:
    """The marks of a page in text order, each with where its words begin and end; none reaches over the end of a stretch."""

    hashes: Hashes
    starts: Numbers
    ends: Numbers

    @property
    def breaks(self) -> list[int]:
        """The marks that share no word with the one before: something that is not compared may lie between them."""
        apart = self.starts[1:] >= self.ends[:-1]
        return (np.flatnonzero(apart) + 1).tolist() if apart.any() else []


def find_marks(pages: Iterable[Sequence[Stretch]]) -> Iterator[Marks]:
    """The marks of each page, from the stretches of it that are compared."""
    batch: list[Sequence[Stretch]] = []
    size = 0
    for stretches in pages:
        batch.append(stretches)
        size += sum(len(words) for words, _ in stretches)
        if size >= AT_ONCE:
            yield from mark_batch(batch)
            batch, size = [], 0
    yield from mark_batch(batch)


def mark_batch(pages: Sequence[Sequence[Stretch]]) -> Iterator[Marks]:
    stretches = [each for page in pages for each in page]
    homes = [at for at, page in enumerate(pages) for _ in page]
    # No word reaches over a line break.
    words, starts, ends = find_words("\n".join(text for text, _ in stretches))
    bases = np.array([0, *accumulate(len(text) + 1 for text, _ in stretches)][:-1], dtype=np.int64)
    of = np.searchsorted(bases, starts, side="right") - 1
    shifts = np.array([begins for _, begins in stretches], dtype=np.int64) - bases
    whole = of[: 1 - SIZE] == of[SIZE - 1 :]
    hashes = mix(words)[whole]
    starts, ends = (starts + shifts[of])[: 1 - SIZE][whole], (ends + shifts[of])[SIZE - 1 :][whole]
    page_of = np.array(homes, dtype=np.int64)[of[: 1 - SIZE][whole]]
    cuts = np.searchsorted(page_of, np.arange(len(pages) + 1)).tolist()
    for one, other in pairwise(cuts):
        yield Marks(hashes[one:other], starts[one:other], ends[one:other])


def find_words(text: str) -> tuple[Hashes, Numbers, Numbers]:
    """The words as numbers, the same whatever their case, with where they begin and end."""
    codes = np.minimum(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4"), LAST)
    wordy, values = alphabet(int(codes.max(initial=0)).bit_length())
    within = wordy[codes]
    edges = np.flatnonzero(np.diff(within, prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if not len(starts):
        return np.zeros(0, dtype=np.uint64), starts, ends
    lengths = ends - starts
    firsts = np.cumsum(lengths) - lengths
    place = np.arange(firsts[-1] + lengths[-1]) - np.repeat(firsts, lengths)
    numbers = np.add.reduceat(values[codes[within]] * POWERS[place & (len(POWERS) - 1)], firsts)
    return scatter(numbers), starts, ends


def mix(words: Hashes) -> Hashes:
    """One number for every run of five words."""
    many = max(len(words) - SIZE + 1, 0)
    mixed = np.zeros(many, dtype=np.uint64)
    for at in range(SIZE):
        mixed = mixed * MIX + words[at : many + at]
    return mixed


def scatter(numbers: Hashes) -> Hashes:
    """Each to another, near ones far apart."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * TURN
    return numbers ^ (numbers >> np.uint64(27))


def scale_of(pages: int, sketch_from: int) -> int:
    """Of how many marks one is drawn in a case of so many pages. It hangs on their number alone, not on what was before."""
    return SCALE if pages > sketch_from else 1


def is_drawn(hashes: Hashes, scale: int) -> Flags:
    """Which marks are of the one part in so many. It hangs on the mark alone: on whatever page it stands it is drawn or not."""
    found: Flags = scatter(hashes) <= np.uint64((1 << 64) // scale - 1)
    return found


@lru_cache
def alphabet(bits: int) -> tuple[Flags, Hashes]:
    """For every character of so many bits whether it is of a word (as `\\w` has it), and its number whatever its case."""
    every = [chr(code) for code in range(1 << bits)]
    wordy = np.array([each.isalnum() or each == "_" for each in every], dtype=np.bool_)
    folded = (int.from_bytes(each.casefold().encode("utf-32-le", "surrogatepass")[:8], "little") for each in every)
    return wordy, scatter(np.fromiter(folded, dtype=np.uint64, count=len(every)) * MIX)


# By where in its word a character stands; of a word longer than any the places are told apart no more.
POWERS = np.cumprod(np.full(256, MIX, dtype=np.uint64))
