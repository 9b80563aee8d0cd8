"""Plain words for one side mean a region's side on pages about the region alone."""

from __future__ import annotations

import pytest

from sayso.model import Role
from sayso.pack import Pack
from tests.resolve.bodies import A, P, links_of

REBELS = "actor:syrian-opposition"


@pytest.mark.parametrize(
    ("text", "words", "places", "target"),
    [
        ("Rebels shelled Khartoum on Monday.", "Rebels", ("Khartoum",), None),
        ("In Kabul the rebels took a post.", "rebels", ("Kabul",), None),
        ("Rebels shelled Raqqa on Monday.", "Rebels", ("Raqqa",), REBELS),
        ("Rebels shelled the town.", "Rebels", (), REBELS),
        ("Rebels of Raqqa went to Khartoum.", "Rebels", ("Raqqa", "Khartoum"), REBELS),
        ("Syrian opposition fighters came to Khartoum.", "Syrian opposition", ("Khartoum",), REBELS),
    ],
)
def test_rebels_of_another_country_are_not_the_regions(
    text: str, words: str, places: tuple[str, ...], target: str | None, region: Pack
) -> None:
    names = sorted([(words, A), *((place, P) for place in places)], key=lambda name: text.index(name[0]))
    link = dict(zip([name for name, _ in names], links_of([(text, Role.BODY)], *names, pack=region), strict=True))[words]
    assert link.target == target
    assert target is not None or link.rivals[0][0] == REBELS
