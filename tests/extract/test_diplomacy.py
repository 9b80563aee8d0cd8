"""Claims of diplomacy, aid and protest as agencies and local papers word them, and the same words where nothing is claimed."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Envoys held a third round of talks in Sarn.", "talk", {("actor", "Envoys"), ("place", "Sarn")}),
        ("Talks between the council and the clan resumed.", "talk", {("actor", "council"), ("actor", "clan")}),
        ("Truckloads of flour reached the camp.", "aid", {("instrument", "flour"), ("place", "camp")}),
        ("The militia gave the garrison nine hours to leave.", "demand", {("actor", "militia"), ("target", "garrison")}),
        ("The ministry asked the council to extend the mission.", "demand", {("actor", "ministry"), ("target", "council")}),
        ("The bishop called the raid a crime.", "stance.condemn", {("actor", "bishop"), ("instrument", "crime")}),
        ("The corps honoured the truce in Sarn.", "ceasefire", {("actor", "corps")}),
    ],
)
def test_a_plain_sentence_of_diplomacy_is_read(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert found, "no such claim"
    assert roles <= set(found[0].roles)


def test_what_is_condemned_is_a_claim_beside_the_word_on_it(plain: Pack) -> None:
    kinds = {one.claim.kind for one in read("The minister condemned the shelling of Sarn.", plain)}
    assert kinds == {"stance.condemn", "strike.shell"}


@pytest.mark.parametrize(
    "text",
    [
        "The two chefs meet every year at the food fair.",
        "The gardener gave the roses a week to recover.",
        "Doctors ruled out an infection.",
        "The bakery delivered bread to the hotel.",
        "The chef responded with a smile.",
        "Fans took to the streets after the cup win.",
    ],
)
def test_everyday_words_claim_nothing(text: str, plain: Pack) -> None:
    assert not read(text, plain)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The mayor refused to respond to a demand from the clan.", ["refuse"]),
        ("The mayor refused to respond to requests for comment.", []),
        ("The council declined to reply to an ultimatum.", ["refuse"]),
        ("The militia launched a drone attack on the mill.", ["strike.drone"]),
    ],
)
def test_a_demand_left_unanswered_is_refused_and_silence_refuses_nothing(text: str, kinds: list[str], plain: Pack) -> None:
    assert [one.claim.kind for one in read(text, plain)] == kinds


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The corps seeks to take Wadi Sarn.", [("control.gain", "intended")]),
        ("The families sought the release of the men.", [("demand", "actual")]),
        ("The corps defended Wadi Sarn against the militia.", [("clash", "actual")]),
        ("The corps defended the town.", []),
        ("The minister defended the arrests.", [("stance.approve", "actual")]),
    ],
)
def test_to_seek_to_do_demands_nothing_and_who_defends_a_town_approves_of_nothing(
    text: str, told: list[tuple[str, str]], plain: Pack
) -> None:
    assert [(one.claim.kind, str(one.claim.mood)) for one in read(text, plain)] == told
