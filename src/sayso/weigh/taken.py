"""When a place came into a holder's hands: an interval, since each root has its own day for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sayso.model import Control, Status, Taken
from sayso.weigh.chain import is_named
from sayso.weigh.known import begins

COMING = (Status.ENTERED, Status.HELD)


def find_taken(rows: Iterable[Control], holder: str) -> Taken | None:
    """From the first day that anybody has him in the place to the first on which a second named root has him hold it."""
    firsts: dict[tuple[str, Status], date] = {}
    for row in rows:
        begun = begins(row)
        if row.actor == holder and row.status in COMING and begun is not None and is_named(row.root):
            firsts[row.root, row.status] = min(begun, firsts.get((row.root, row.status), begun))
    if not firsts:
        return None
    held = sorted(day for (_, status), day in firsts.items() if status is Status.HELD)
    told = sorted(firsts.items(), key=lambda each: (each[1], COMING.index(each[0][1]), each[0][0]))
    second = held[1] if len(held) > 1 else None
    return Taken(min(firsts.values()), second, tuple((root, status, day) for (root, status), day in told))
