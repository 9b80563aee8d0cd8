"""Where a deed was by words that stand apart from it, and what a teller "has" who owns none of it."""

from __future__ import annotations

import pytest

from sayso.model import SourceKind
from sayso.pack import Pack
from tests.extract.reading import read


def places_of(text: str, kind: str, pack: Pack) -> set[tuple[str, str]]:
    found = (role for one in read(text, pack) if one.claim.kind.startswith(kind) for role in one.roles)
    return {(role, words) for role, words in found if role in {"place", "near", "part"}}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("The corps shelled the mill for a fifth night in Wadi Sarn.", "strike.shell", ("place", "Wadi Sarn")),
        ("Street battles raged for a third day in Wadi Sarn.", "clash", ("place", "Wadi Sarn")),
        ("Two tanks were seen moving up from Wadi Sarn.", "move", ("place", "Wadi Sarn")),
        ("Nine ships sailed from Wadi Sarn on Monday.", "move", ("place", "Wadi Sarn")),
        ("The corps bombed the works at the northern entrance of Wadi Sarn.", "strike", ("part", "Wadi Sarn")),
        ("Gunmen exploded a charge beneath the bridge of Wadi Sarn.", "strike.bomb", ("near", "Wadi Sarn")),
        ("They burned the tax rolls at Tindaro.", "destroy", ("place", "Tindaro")),
        ("Bombers of the corps hit the mill in Sarn.", "strike", ("place", "Sarn")),
        ("The corps took Wadi Sarn. Jets had bombed the town's fuel depot.", "strike.air", ("place", "Wadi Sarn")),
    ],
)
def test_where_is_told_apart_from_the_deed(text: str, kind: str, place: tuple[str, str], plain: Pack) -> None:
    assert place in places_of(text, kind, plain)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The corps took Wadi Sarn on Monday. The militia was not there.", {("place", "Wadi Sarn")}),
        ("The corps took Wadi Sarn. Fighters are already there, residents said.", {("place", "Wadi Sarn")}),
        # Where nothing before says of what place, it is not known.
        ("The militia was not there.", set()),
        ("Between 300 and 400 militiamen remain there.", set()),
        ("Two tanks are still there.", set()),
    ],
)
def test_who_is_there_is_where_the_text_has_been(text: str, places: set[tuple[str, str]], plain: Pack) -> None:
    assert [one for one in read(text, plain) if one.claim.kind == "presence"]
    assert places_of(text, "presence", plain) == places


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("The monitor has 300 dead in the camps.", "harm.killed", SourceKind.MONITOR),
        ("State television had the rebels at the gate by noon.", "presence", SourceKind.STATE_MEDIA),
        ("State radio had the militia back in Wadi Sarn by noon.", "presence", SourceKind.STATE_MEDIA),
        ("A retired officer had the army at the mill before the new year.", "presence", SourceKind.ANALYSTS),
    ],
)
def test_who_tells_of_a_thing_has_it(text: str, kind: str, who: SourceKind, plain: Pack) -> None:
    found = next(one for one in read(text, plain) if one.claim.kind == kind)
    assert [link.source_kind for _, link in found.chains[0]][1:] == [who]
    assert not {words for role, words in found.roles if role == "actor"} & {
        "State television",
        "The radio",
        "A retired officer",
    }


@pytest.mark.parametrize(
    "text", ["The army has 300 dead in its camps.", "The council has nine men at the gate.", "The corps had the mill by noon."]
)
def test_who_owns_a_thing_tells_nothing(text: str, plain: Pack) -> None:
    assert all(len(one.chains[0]) == 1 for one in read(text, plain))


@pytest.mark.parametrize(
    "text",
    [
        "The clan has family in Wadi Sarn.",
        "The mayor has a brother in Wadi Sarn.",
        "We have three voices on one side and two offices on the other.",
        "Power back in a third of Wadi Sarn.",
    ],
)
def test_kin_voices_and_light_are_no_force_in_a_place(text: str, plain: Pack) -> None:
    assert not [one for one in read(text, plain) if one.claim.kind == "presence"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("If the bridge falls, an officer warned, Sarn will starve.", {"control.lose", "harm.killed"}),
        ("If the two columns meet, one of the analysts said, the militia will leave.", {"move", "withdraw"}),
    ],
)
def test_a_condition_is_said_by_who_says_what_follows(text: str, kinds: set[str], plain: Pack) -> None:
    found = read(text, plain)
    assert {one.claim.kind for one in found} == kinds
    assert all(len(one.chains[0]) == 2 for one in found)


@pytest.mark.parametrize(
    "text", ["The radicals denounced the deal.", "The corps has offered talks.", "Moderates condemned it."]
)
def test_plain_words_of_those_who_speak(text: str, plain: Pack) -> None:
    assert [one for one in read(text, plain) if one.claim.kind in {"stance.condemn", "talk"}]
