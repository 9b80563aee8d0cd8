"""Words that lead to a place without naming it: a part of the town, the town of a headline, the seat of a command."""

from __future__ import annotations

import pytest

from sayso.model import Role
from tests.resolve.bodies import P, S, links_of


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Troops left Sarmeen. Shells fell on its southern edge.", "edge", "place:sarmeen"),
        ("Troops left Sarmeen. Smoke rose over the eastern quarters.", "quarters", "place:sarmeen"),
        ("Troops left Sarmeen. They searched every street.", "street", "place:sarmeen"),
        ("Troops left Sarmeen. A shell fell beside the bakery.", "bakery", "place:sarmeen"),
        ("Troops left Sarmeen. Shells fell on its western side.", "side", "place:sarmeen"),
        ("Troops left Sarmeen. Shells fell on the Vastrian side.", "side", None),
        ("Troops left Sarmeen. They built a market.", "market", None),
        ("Troops left Sarmeen. No street was spared.", "street", None),
        ("Troops left Sarmeen for Bukharun. They searched the market.", "market", None),
        ("Troops met. They searched the market.", "market", None),
    ],
)
def test_a_part_of_a_settlement_is_of_the_only_one_named_before_it(text: str, words: str, target: str | None) -> None:
    names = [(name, P) for name in ("Sarmeen", "Bukharun") if name in text]
    assert links_of([(text, Role.BODY)], *names, (words, P))[-1].target == target


@pytest.mark.parametrize(
    ("title", "words", "lead", "target"),
    [
        ("Army has the whole town again\n", "town", "It took Sarmeen.", "place:sarmeen"),
        ("Lions lose their last border town\n", "border town", "They left Sarmeen.", "place:sarmeen"),
        ("A town is lost\n", "town", "They left Sarmeen.", None),
        ("Army has the town\n", "town", "It took Sarmeen and Palmatra.", None),
        ("Army has the town\n", "town", "MADRUT - It took Sarmeen.", "place:sarmeen"),
    ],
)
def test_a_town_of_the_headline_is_the_only_one_that_the_lead_names(
    title: str, words: str, lead: str, target: str | None
) -> None:
    names = [(name, P) for name in ("MADRUT", "Sarmeen", "Palmatra") if name in lead]
    body = f"{lead}\nRain fell on Bukharun."
    found = links_of([(title, Role.HEADLINE), (body, Role.BODY)], (words, P), *names, ("Bukharun", P))
    assert found[0].target == target


def test_a_reader_who_names_no_place_speaks_of_that_of_the_headline() -> None:
    parts = [("Army enters Sarmeen\n", Role.HEADLINE), ("So it did.\n", Role.BODY), ("The town is lost.", Role.COMMENT)]
    assert links_of(parts, ("Sarmeen", P), ("town", P))[1].target == "place:sarmeen"


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The Vastrian Army in Madrut said so.", "actor:varm"),
        ("The Vastrian Army said so. Rain fell in Madrut.", "actor:vastria-gov"),
    ],
)
def test_a_seat_that_speaks_in_a_headline_is_the_body_that_sits_there(text: str, target: str) -> None:
    parts = [("Madrut has the town\n", Role.HEADLINE), (text, Role.BODY)]
    assert links_of(parts, ("Madrut", S), ("Vastrian Army", S))[0].target == target


def test_a_headline_may_leave_words_of_a_name_out() -> None:
    parts = [("Vastrian ministry agrees\n", Role.HEADLINE), ("The Vastrian Interior Ministry agreed.", Role.BODY)]
    assert links_of(parts, ("Vastrian ministry", S), ("Vastrian Interior Ministry", S))[0].target == "actor:interior"


@pytest.mark.parametrize(
    ("title", "target"), [("Army takes Qalmun town\n", "place:qalmun-crossing"), ("Army takes Sarmeen\n", None)]
)
def test_a_crossing_of_which_nobody_has_spoken_is_that_of_the_town_in_the_title(title: str, target: str | None) -> None:
    town = title.split()[2]
    parts = [(title, Role.HEADLINE), ("Troops stand at the border post.", Role.BODY)]
    assert links_of(parts, (town, P), ("border post", P))[1].target == target
