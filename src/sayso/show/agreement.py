"""Krippendorff's alpha: how far coders agree beyond chance, for any number of them, with codes that are missing.

After K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section D and its differences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

Difference = Callable[[Hashable, Hashable], float]


def nominal(one: Hashable, other: Hashable) -> float:
    return float(one != other)


def interval(one: Hashable, other: Hashable) -> float:
    """Numbers as text count as numbers; what is none differs from all else."""
    try:
        return (float(str(one)) - float(str(other))) ** 2
    except ValueError:
        return nominal(one, other)


def ordinal(order: Sequence[Hashable], given: Iterable[Hashable]) -> Difference:
    """Ranks are as far apart as there are codes between them: how often each was given is the only scale there is."""
    counts = Counter(given)
    place = {value: at for at, value in enumerate(order)}

    def apart(one: Hashable, other: Hashable) -> float:
        if one not in place or other not in place:
            return nominal(one, other)
        low, high = sorted((place[one], place[other]))
        return float(sum(counts[value] for value in order[low : high + 1]) - (counts[one] + counts[other]) / 2) ** 2

    return apart


def overlapping(mark: str) -> Difference:
    """Of codes that are several values parted by a mark: the share of them that only one of the two has (Jaccard)."""

    def apart(one: Hashable, other: Hashable) -> float:
        left, right = set(str(one).split(mark)), set(str(other).split(mark))
        return 1 - len(left & right) / len(left | right)

    return apart


def alpha(units: Iterable[Sequence[Hashable]], difference: Difference = nominal) -> float | None:
    """1 is full agreement, 0 what chance would give, below 0 worse than that. `units` are the codes each unit was given.

    None where nothing can be said: no unit has two codes, or all codes are the same, so that chance agrees as well.

    >>> alpha([["a", "a"], ["b", "b"], ["a", "b"]])  # one of three pairs differs
    0.4444444444444444
    """
    coincidences: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for codes in units:
        if len(codes) < 2:
            continue
        counts = Counter(codes)
        for one in counts:
            for other in counts:
                pairs = counts[one] * (counts[other] - (one == other))
                coincidences[one, other] += pairs / (len(codes) - 1)
    totals: dict[Hashable, float] = defaultdict(float)
    for (one, _), count in coincidences.items():
        totals[one] += count
    n = sum(totals.values())
    observed = sum(count * difference(*pair) for pair, count in coincidences.items())
    expected = sum(totals[one] * totals[other] * difference(one, other) for one in totals for other in totals)
    return None if n <= 1 or expected == 0 else 1 - (n - 1) * observed / expected
