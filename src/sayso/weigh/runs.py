"""The stretches of words that two pages share, found for many pairs of pages at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from sayso.weigh.marks import MIX, Flags, Hashes, Marks, Numbers, is_drawn
from sayso.weigh.prints import is_among

# So many marks at once stay near the processor.
AT_ONCE = 1 << 15
# Where a stretch begins and ends on the one page, and on the other.
Stretch = tuple[int, int, int, int]
# Marks in a row: the first on the one page, the one after the last, the first on the other page.
Row = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Lines:
    """The marks of pages in text order, page after page, without the stock; `firsts` has where each page begins.

    `joint` are those that share a word with the mark before.
    """

    hashes: Hashes
    starts: Numbers
    ends: Numbers
    joint: Flags
    firsts: Numbers

    def spread(self, pages: Numbers) -> tuple[Numbers, Numbers]:
        """All marks of each of these pages, and which of the pages each is of."""
        sizes = self.firsts[pages + 1] - self.firsts[pages]
        of = np.repeat(np.arange(len(pages)), sizes)
        return np.arange(len(of)) + (self.firsts[pages] - np.cumsum(sizes) + sizes)[of], of


def lay_out(texts: Sequence[Marks], stale: Hashes, scale: int = 1) -> Lines:
    hashes = np.concatenate([np.zeros(0, dtype=np.uint64), *(one.hashes for one in texts)])
    starts, ends = (
        np.concatenate([np.zeros(0, dtype=np.int64), *side])
        for side in ((one.starts for one in texts), (one.ends for one in texts))
    )
    owners = np.repeat(np.arange(len(texts)), [len(one.hashes) for one in texts])
    fresh = ~find_stale(hashes, owners, stale, scale)
    joint = np.zeros(len(hashes), dtype=np.bool_)
    joint[1:] = (starts[1:] < ends[:-1]) & (owners[1:] == owners[:-1]) & fresh[:-1]
    firsts = np.append(0, np.cumsum(np.bincount(owners[fresh], minlength=len(texts))))
    return Lines(hashes[fresh], starts[fresh], ends[fresh], joint[fresh], firsts)


def find_stale(hashes: Hashes, owners: Numbers, stale: Hashes, scale: int) -> Flags:
    """Which marks are stock. One that was not drawn goes by the drawn one that stands nearest on its page."""
    if scale == 1:
        return is_among(hashes, stale)
    drawn = np.flatnonzero(is_drawn(hashes, scale))
    if not len(drawn):
        return np.zeros(len(hashes), dtype=np.bool_)
    at = np.arange(len(hashes))
    behind = np.searchsorted(drawn, at)
    before, behind = np.maximum(behind - 1, 0), np.minimum(behind, len(drawn) - 1)
    far = [np.where(owners[drawn[side]] == owners, abs(drawn[side] - at), len(hashes)) for side in (before, behind)]
    nearest = np.where(far[0] < far[1], before, behind)
    found: Flags = is_among(hashes[drawn], stale)[nearest] & (np.minimum(*far) < len(hashes))
    return found


def find_stretches(lines: Lines, lefts: Numbers, rights: Numbers) -> Iterator[list[Stretch]]:
    """For each pair of pages the longest stretches that stand in both, no part of one given twice for the left page."""
    sizes = np.diff(lines.firsts)
    parts = np.cumsum(sizes[lefts] + sizes[rights]) // AT_ONCE
    cuts = np.flatnonzero(np.diff(parts, prepend=-1, append=-1)).tolist()
    for one, other in pairwise(cuts):
        yield from find_part(lines, lefts[one:other], rights[one:other])


def find_part(lines: Lines, lefts: Numbers, rights: Numbers) -> Iterator[list[Stretch]]:
    of, mine, yours, many = find_rows(lines, lefts, rights)
    chosen: list[list[Row]] = [[] for _ in lefts]
    rows = zip(of.tolist(), mine.tolist(), (mine + many).tolist(), yours.tolist(), strict=True)
    for pair, group in groupby(rows, key=lambda row: row[0]):
        chosen[pair] = choose([row[1:] for row in group])
    firsts, lasts, tos = np.array([row for rows in chosen for row in rows], dtype=np.int64).reshape(-1, 3).T
    bounds = lines.starts[firsts], lines.ends[lasts - 1], lines.starts[tos], lines.ends[tos + lasts - firsts - 1]
    found = zip(*(side.tolist() for side in bounds), strict=True)
    for rows_of_pair in chosen:
        yield [next(found) for _ in rows_of_pair]


def find_rows(lines: Lines, lefts: Numbers, rights: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """All rows of shared marks of each pair, with its first mark left and right and how many it has.

    A mark that stands twice on a page is of several rows.
    """
    of, mine, yours = join(lines, lefts, rights)
    at, to = mine - lines.firsts[lefts][of], yours - lines.firsts[rights][of]
    wide = int(max(at.max(initial=0), to.max(initial=0))) + 1
    keys = np.sort((of * (2 * wide) + to - at + wide) * wide + at)
    lines_of, at = np.divmod(keys, wide)
    of, shift = np.divmod(lines_of, 2 * wide)
    mine = lines.firsts[lefts][of] + at
    yours = lines.firsts[rights][of] + at + shift - wide
    new = np.diff(keys, prepend=-2) != 1
    new |= ~(lines.joint[mine] & lines.joint[yours])
    begins = np.flatnonzero(new)
    many = np.diff(begins, append=len(keys))
    order = np.lexsort((yours[begins], mine[begins], of[begins]))
    begins = begins[order]
    return of[begins], mine[begins], yours[begins], many[order]


def join(lines: Lines, lefts: Numbers, rights: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Of each pair every mark of the left page with every one like it of the right: which pair, and where they stand."""
    mine, of = lines.spread(lefts)
    yours, whose = lines.spread(rights)
    wanted, keys = (lines.hashes[rows] + pairs.astype(np.uint64) * MIX for rows, pairs in ((mine, of), (yours, whose)))
    one, other = match(wanted, keys)
    return of[one], mine[one], yours[other]


def match(wanted: Hashes, keys: Hashes) -> tuple[Numbers, Numbers]:
    """All that are equal: where in the one and where in the other. Some of their bits give most a slot of their own."""
    slots = 1 << (len(keys).bit_length() + 3)
    asked, filled = ((side & np.uint64(slots - 1)).astype(np.int64) for side in (wanted, keys))
    last = np.zeros(slots, dtype=np.int64)
    last[filled] = np.arange(len(keys))
    crowded = np.zeros(slots, dtype=np.bool_)
    crowded[filled[last[filled] != np.arange(len(keys))]] = True
    alone = np.flatnonzero(~crowded[asked]) if len(keys) else asked[:0]
    alone = alone[keys[last[asked[alone]]] == wanted[alone]]
    left, right = np.flatnonzero(crowded[asked]), np.flatnonzero(crowded[filled])
    one, other = match_sorted(wanted[left], keys[right])
    return np.append(alone, left[one]), np.append(last[asked[alone]], right[other])


def match_sorted(wanted: Hashes, keys: Hashes) -> tuple[Numbers, Numbers]:
    order = np.argsort(keys)
    keys = keys[order]
    low, high = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
    many = high - low
    one = np.repeat(np.arange(len(wanted)), many)
    return one, order[np.arange(len(one)) + np.repeat(low - np.cumsum(many) + many, many)]


def choose(rows: Sequence[Row]) -> list[Row]:
    """From left to right always the row that goes on longest, the first on the right page of those as long."""
    if all(one[1] <= other[0] for one, other in pairwise(rows)):
        return list(rows)
    found: list[Row] = []
    running: list[Row] = []
    at = end = 0
    while running or at < len(rows):
        end = end if running else max(end, rows[at][0])
        while at < len(rows) and rows[at][0] <= end:
            running.append(rows[at])
            at += 1
        running = [one for one in running if one[1] > end]
        if running:
            first, last, to = min(running, key=lambda one: (-one[1], one[2] - one[0]))
            found.append((end, last, to + end - first))
            end = last
    return found
