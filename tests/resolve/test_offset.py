"""A distance and a side before a name are read as data; the name stays the anchor."""

from __future__ import annotations

import pytest

from sayso.pack import load_pack
from sayso.resolve.offset import offset_before

PACK = load_pack(world=False)


@pytest.mark.parametrize(
    ("before", "metres", "bearing"),
    [
        ("The bridge lies 35 km south of ", 35_000, 180),
        ("It fell 12 kilometres to the north-east of ", 12_000, 45),
        ("A post 1.5 miles west of ", 2414, 270),
        ("A post 1,200 metres from ", 1200, None),
        ("A hill about 30km (19 miles) south of ", 30_000, 180),
        ("Fields north of ", None, 0),
        ("Fields north of the town of ", None, 0),
        ("A camp 6km outside ", 6000, None),
    ],
)
def test_how_far_and_on_which_side(before: str, metres: int | None, bearing: int | None) -> None:
    found = offset_before(before + "Sarn", len(before), PACK)
    assert found is not None and (found.metres, found.bearing) == (metres, bearing)


@pytest.mark.parametrize("before", ["Rain fell in ", "35 fighters of ", "the south ", "5 km later "])
def test_other_words_are_no_distance(before: str) -> None:
    assert offset_before(before + "Sarn", len(before), PACK) is None
