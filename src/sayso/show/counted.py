"""A count in a line: as its words bound it, and of an event the words that give each of its figures."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sayso.show.cells import clean, cut

Row = Mapping[str, object]


def figure(row: Row) -> str:
    """A count as its words bound it: " 14", " 14+", " up to 30", " 24-99"."""
    low, best, high = row.get("low"), row.get("best"), row.get("high")
    if low is None and high is None:
        return "" if best is None else f" {best}"
    if low == high:
        return f" {low}"
    if high is None:
        return f" {low}+"
    return f" up to {high}" if low is None else f" {low}-{high}"


def figure_words(row: Row, columns: int) -> list[str]:
    """The figures of an event in the words that give them, one by one where they are not the same words."""
    by: dict[str, str] = {}
    for one in json.loads(str(row.get("figures") or "[]")):
        words = clean(one["words"])
        by[words] = f"{by[words]}, {one['bound']}" if words in by else one["bound"]
    return [cut("; ".join(f'{bounds} by "{words}"' for words, bounds in by.items()), columns)] if by else []
