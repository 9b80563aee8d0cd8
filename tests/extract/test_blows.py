"""Plain sentences of blows and losses: who struck what, and where, however the sentence turns it."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

PLACES = ("place", "near", "part")


def told(text: str, pack: Pack) -> list[tuple[str, str | None, str | None]]:
    """Each claim with its first actor and its first place."""
    return [
        (
            found.claim.kind,
            next((words for role, words in found.roles if role == "actor"), None),
            next((words for role, words in found.roles if role in PLACES), None),
        )
        for found in read(text, pack)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("The corps pounded Kobena on Monday.", "strike.shell", "corps", "Kobena"),
        ("The gunners pounded Ankofa, killing four people.", "strike.shell", "gunners", "Ankofa"),
        ("Corps jets bombed Nova Brod on Monday.", "strike.air", "Corps", "Nova Brod"),
        ("The militia rocketed Ankofa.", "strike.shell", "militia", "Ankofa"),
        ("The corps attacked Nova Brod three times this month.", "attack", "corps", "Nova Brod"),
        ("The militia was raiding Nova Brod on Monday.", "attack", "militia", "Nova Brod"),
        ("The corps, which targeted Ankofa on Monday, denied any blame.", "attack", "corps", "Ankofa"),
        ("Helicopters bombarded Nova Brod and withdrew at dawn.", "strike.air", None, "Nova Brod"),
    ],
)
def test_a_bare_name_that_is_shelled_is_a_town_whatever_the_parser_takes_it_for(
    text: str, kind: str, actor: str | None, place: str, plain: Pack
) -> None:
    assert (kind, actor, place) in told(text, plain)


@pytest.mark.parametrize(
    "text",
    [
        "The corps bombed the Tawan Guard.",
        "The corps shelled Guard fighters.",
        "The corps attacked Colonel Odeh.",
        "Gunmen attacked the Sarnians.",
    ],
)
def test_bodies_and_people_struck_are_no_places(text: str, plain: Pack) -> None:
    assert all(place is None for _, _, place in told(text, plain))


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Wadi Sarn shelled", "strike.shell", "Wadi Sarn"),
        ("Market in Wadi Sarn hit overnight", "attack", "Wadi Sarn"),
        ("Nova Brod targeted overnight", "attack", "Nova Brod"),
        ("Village of Wadi Sarn attacked overnight", "attack", "Wadi Sarn"),
        ("Depot in Wadi Sarn looted", "loot", "Wadi Sarn"),
        ("Three drones shot down over Wadi Sarn", "intercept", "Wadi Sarn"),
        ("Missile intercepted over Wadi Sarn", "intercept", "Wadi Sarn"),
        ("Bridge near Wadi Sarn blown up", "destroy", "Wadi Sarn"),
        ("Mill knocked down in Wadi Sarn", "destroy", "Wadi Sarn"),
        ("Car bomb defused in Wadi Sarn", "intercept", "Wadi Sarn"),
    ],
)
def test_a_headline_says_without_an_auxiliary_what_was_done_to_things_and_towns(
    text: str, kind: str, place: str, plain: Pack
) -> None:
    assert (kind, None, place) in told(text, plain)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled overnight",
        "Prices hit record high",
        "Shells fell near Wadi Sarn",
        "Drones hit overnight near Wadi Sarn",
        "Hospital raised 4,000 dollars",
    ],
)
def test_who_strikes_or_hits_a_record_was_not_struck(text: str, plain: Pack) -> None:
    assert not any(role == "target" for found in read(text, plain) for role, _ in found.roles)


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("On Monday rebels attacked Wadi Sarn.", "attack", "rebels"),
        ("On Monday rebels began to attack Wadi Sarn.", "attack", "rebels"),
        ("On Friday gunmen killed nine farmers near Wadi Sarn.", "harm.killed", "gunmen"),
        ("On 4 May gunmen killed nine farmers near Wadi Sarn.", "harm.killed", "gunmen"),
        ("On Monday morning rebels burned the mill in Wadi Sarn.", "destroy", "rebels"),
    ],
)
def test_the_day_that_opens_a_sentence_is_no_part_of_who_did_it(text: str, kind: str, actor: str, plain: Pack) -> None:
    assert (kind, actor) in [(k, who) for k, who, _ in told(text, plain)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The guards shot nine farmers dead near Wadi Sarn on Monday.", "harm.killed"),
        ("Gunmen burned nine farmers alive near Wadi Sarn.", "harm.killed"),
        ("Rebels set the mill ablaze near Wadi Sarn.", "destroy"),
        ("The corps was pillaging shops in Wadi Sarn on Monday.", "loot"),
        ("The corps did not pillage shops in Wadi Sarn.", "loot"),
        ("The corps gutted the mill in Wadi Sarn.", "destroy"),
        ("The corps reduced a mosque to rubble in Wadi Sarn on Monday.", "destroy"),
    ],
)
def test_where_it_was_stands_behind_what_was_made_of_it(text: str, kind: str, plain: Pack) -> None:
    assert (kind, "Wadi Sarn") in [(k, place) for k, _, place in told(text, plain)]


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("Ankofa was razed.", "destroy", None, "Ankofa"),
        ("Ankofa was stormed by rebels on Monday.", "attack", "rebels", "Ankofa"),
        ("The militia razed Ankofa.", "destroy", "militia", "Ankofa"),
        ("Two children were killed by shelling in Wadi Sarn.", "strike.shell", None, "Wadi Sarn"),
        ("Two children were killed by shelling in Wadi Sarn.", "harm.killed", None, "Wadi Sarn"),
        ("Dozens feared dead in Wadi Sarn", "harm.killed", None, "Wadi Sarn"),
        ("Rockets were fired at Wadi Sarn from the hills.", "strike.shell", None, "Wadi Sarn"),
        ("Gunmen detonated a bomb outside a court in Wadi Sarn.", "strike.bomb", "Gunmen", "Wadi Sarn"),
        ("The depot in Wadi Sarn was shelled on Monday, residents said.", "strike.shell", None, "Wadi Sarn"),
    ],
)
def test_plain_sentences_of_blows(text: str, kind: str, actor: str | None, place: str, plain: Pack) -> None:
    assert (kind, actor, place) in told(text, plain)
