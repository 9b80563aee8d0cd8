"""What lies off a place: "35 km south of X" names X and means somewhere else, so far from it and on that side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.pack import Pack

LONGEST = 60
# English grammar: what ties a distance to the place it is counted from.
TIED = r"(?:of|from|away[ \u00a0]from|outside|off)"


@dataclass(frozen=True, slots=True)
class Offset:
    """How far and on which side of the place named; a None is not said. `bearing` is in degrees from north."""

    words: str
    metres: int | None
    bearing: int | None

    def __str__(self) -> str:
        told = [f"{self.metres} m" if self.metres is not None else "", f"{self.bearing}°" if self.bearing is not None else ""]
        return f"what is meant lies off it: {self.words!r} ({' at '.join(part for part in told if part)})"


@dataclass(frozen=True, eq=False)
class Compass:
    pattern: re.Pattern[str]
    metres: dict[str, float]
    degrees: dict[str, int]


@lru_cache(maxsize=8)
def compass(pack: Pack) -> Compass:
    """The words of the packs for sides (degrees) and for lengths (metres)."""
    metres = {row.words: float(row.role) for row in pack.toponyms if row.pattern == "length"}
    degrees = {row.words: int(row.role) for row in pack.toponyms if row.pattern == "side"}
    blank = "[ \u00a0]"
    sides = either(degrees)
    far = rf"(?P<number>\d[\d,]*(?:\.\d+)?){blank}?-?(?P<length>{either(metres)}){blank}(?:\([^()]*\){blank})?"
    side = rf"(?:(?:to|on){blank}the{blank})?"
    said = rf"(?:{far}(?:{side}(?P<side>{sides}){blank})?|{side}(?P<alone>{sides}){blank})"
    town = rf"(?:the{blank}(?:\w+{blank}){{1,2}}of{blank})?"
    return Compass(re.compile(rf"(?<![\w.,]){said}{TIED}{blank}{town}$", re.IGNORECASE), metres, degrees)


def either(words: dict[str, float] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def offset_before(text: str, start: int, pack: Pack) -> Offset | None:
    """The distance and side said right before a place's name."""
    tools = compass(pack)
    found = tools.pattern.search(text, max(0, start - LONGEST), start)
    if found is None:
        return None
    side = found["side"] or found["alone"]
    length = found["length"]
    metres = None if length is None else round(float(found["number"].replace(",", "")) * tools.metres[length.casefold()])
    return Offset(" ".join(found.group().split()), metres, None if side is None else tools.degrees[side.casefold()])
