"""Where a deed was, by the words for what it was done to: a town, premises in a town, a road between towns."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


def places_of(text: str, kind: str, pack: Pack) -> set[tuple[str, str]]:
    found = (role for one in read(text, pack) if one.claim.kind.startswith(kind) for role in one.roles)
    return {(role, words) for role, words in found if role in {"place", "near", "part"}}


DONE = [
    ("The militia burned {} on Monday.", "destroy"),
    ("The militia looted {} on Monday.", "loot"),
    ("The corps pounded {} on Monday.", "strike.shell"),
    ("Families fled {} for the hills on Monday.", "displace"),
]
# One unknown word that opens a sentence may be anything.
UNDERGONE = [
    ("{} was razed by the militia on Monday.", "destroy"),
    ("{} was pillaged by the militia on Monday.", "loot"),
    ("{} was shelled on Monday.", "strike.shell"),
]


@pytest.mark.parametrize(
    ("text", "kind", "town"),
    [(text, kind, town) for text, kind in DONE for town in ("Wadi Sarn", "Kesh", "Novo Kesh")]
    + [(text, kind, town) for text, kind in UNDERGONE for town in ("Wadi Sarn", "Novo Kesh")],
)
def test_what_is_done_to_a_town_is_done_there_though_no_pack_knows_it(text: str, kind: str, town: str, plain: Pack) -> None:
    assert ("place", town) in places_of(text.format(town), kind, plain)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A lorry hit a mine on Monday.", "strike.bomb"),
        ("The militia looted Odeh's shop on Monday.", "loot"),
    ],
)
def test_a_thing_that_is_burned_hit_or_looted_is_no_town(text: str, kind: str, plain: Pack) -> None:
    assert not places_of(text, kind, plain) & {("place", "lorry"), ("place", "Odeh")}


@pytest.mark.parametrize(
    ("text", "kind", "places"),
    [
        (
            "The corps took Wadi Sarn on Monday. Nine farmers were killed in the market.",
            "harm",
            {("part", "market"), ("place", "Wadi Sarn")},
        ),
        (
            "The corps took Wadi Sarn on Monday.\nMilitiamen still hold the hospital.",
            "control.hold",
            {("part", "hospital"), ("place", "Wadi Sarn")},
        ),
    ],
)
def test_premises_are_those_of_the_town_last_told_of(text: str, kind: str, places: set[tuple[str, str]], plain: Pack) -> None:
    assert places <= places_of(text, kind, plain)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The corps took Wadi Sarn on Monday. The militia closed the border.", "route"),
        ("The corps took Wadi Sarn on Monday. The militia cut the road.", "route"),
        ("The corps took Wadi Sarn on Monday. Nine farmers were killed in a market.", "harm"),
    ],
)
def test_a_border_a_road_or_any_market_is_in_no_town_told_of(text: str, kind: str, plain: Pack) -> None:
    assert ("part", "border") not in places_of(text, kind, plain)
    assert not {role for role, words in places_of(text, kind, plain) if role == "part"}


@pytest.mark.parametrize(
    ("text", "kind", "town"),
    [
        ("The road to Wadi Sarn is open again.", "route.open", "Wadi Sarn"),
        ("The road from Wadi Sarn to the mill was cut on Monday.", "route.cut", "Wadi Sarn"),
        ("The ferry to Wadi Sarn will run on Monday.", "route.open", "Wadi Sarn"),
    ],
)
def test_a_way_is_beside_the_towns_it_leads_to(text: str, kind: str, town: str, plain: Pack) -> None:
    assert ("near", town) in places_of(text, kind, plain)


@pytest.mark.parametrize("name", ["Ust-Kesh", "Kesh-on-Velm", "Novo-Kesh"])
def test_a_hyphened_name_is_one_name(name: str, plain: Pack) -> None:
    text = f"The corps took the town of {name} on Monday."
    assert ("place", name) in places_of(text, "control.gain", plain)
