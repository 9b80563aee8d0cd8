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
