"""Numbers in the cells of other people's tables: points and counts, or what is wrong with them."""

from __future__ import annotations

from math import isfinite


def read_point(lat: str, lon: str) -> tuple[float, float] | str:
    """The point, or in words what is wrong with it."""
    try:
        found = float(lat.strip().replace(",", ".")), float(lon.strip().replace(",", "."))
    except ValueError:
        return f"no point: {lat!r}, {lon!r}"
    if not (isfinite(found[0]) and isfinite(found[1]) and abs(found[0]) <= 90 and abs(found[1]) <= 180):
        return f"no such point on earth: {lat}, {lon}"
    return found


def read_count(cell: str) -> int | None:
    """A number of people; None if the cell has none, and 0 means unknown in these lists."""
    digits = cell.strip().replace(",", "").partition(".")[0]
    return int(digits) or None if digits.isascii() and digits.isdigit() and len(digits) < 12 else None
