"""A state's force without a name is that of the one country whose places the words around it name."""

from __future__ import annotations

from datetime import datetime

import pytest

from sayso.model import Role
from sayso.pack import load_pack
from tests.resolve.bodies import A, P, S, links_of

REGION = load_pack(["syria-iraq"], world=False)
DAY = datetime(2017, 10, 3)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The army shelled Mayadin.", "actor:saa"),
        ("The army shelled Rawa.", "actor:iraqi-army"),
        ("Mayadin was calm. Rawa was shelled by the army.", "actor:iraqi-army"),
        ("Mayadin and Rawa were shelled by the army.", None),
        ("An army shelled Mayadin.", None),
        ("The army met.", None),
    ],
)
def test_the_army_is_that_of_the_country_spoken_of(text: str, target: str | None) -> None:
    places = [(name, P) for name in ("Mayadin", "Rawa") if name in text]
    names = sorted([*places, ("army", A)], key=lambda name: text.index(name[0]))
    links = links_of([(text, Role.BODY)], *names, pack=REGION, day=DAY)
    assert links[names.index(("army", A))].target == target


def test_a_reader_who_names_no_place_speaks_of_the_army_of_the_headline() -> None:
    parts = [("Shells on Mayadin\n", Role.HEADLINE), ("Rawa was calm.\n", Role.BODY), ("It was the army.", Role.COMMENT)]
    assert links_of(parts, ("Mayadin", P), ("Rawa", P), ("army", A), pack=REGION, day=DAY)[2].target == "actor:saa"


def test_its_press_office_is_the_body_as_a_source() -> None:
    text = "The Syrian Democratic Forces left. Their spokesman said so."
    links = links_of([(text, Role.BODY)], ("Syrian Democratic Forces", A), ("Their spokesman", S), pack=REGION, day=DAY)
    assert links[1].target == "actor:sdf"
