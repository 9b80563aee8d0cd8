"""What finders give: a stretch of the page that is a name, of a kind, in a reading; not yet a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model import MentionKind, Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A found name before it is a record."""

    start: int
    end: int
    kind: MentionKind
    reading: Reading = Reading.LITERAL

    def overlaps(self, other: Hit) -> bool:
        return self.start < other.end and other.start < self.end

    def is_inside(self, other: Hit) -> bool:
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


def settle_inner(hits: Sequence[Hit]) -> list[Hit]:
    """Drops a name inside a longer one of its kind; a place in the name of a body stays, as a part of that name."""
    kept: list[Hit] = []
    for hit in hits:
        around = [other for other in hits if hit.is_inside(other)]
        if not around:
            kept.append(hit)
        elif hit.kind is MentionKind.PLACE and all(other.kind is not MentionKind.PLACE for other in around):
            kept.append(replace(hit, reading=Reading.EMBEDDED))
    return kept
