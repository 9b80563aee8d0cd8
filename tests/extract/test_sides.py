"""Who did it to whom where the words hide it: under a noun, in a list, by a word of responsibility, by whose post it was."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = ("source:ledger", "assert", "+")


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "Nine men were killed in Turkish artillery shelling near Sarn.",
            "strike.shell",
            {("actor", "Turkish"), ("near", "Sarn")},
        ),
        ("He was targeted and killed in a raid conducted by the corps.", "harm.killed", {("actor", "corps"), ("target", "He")}),
        (
            "Corps jets destroyed two trucks, three mortars, a tank and a tunnel.",
            "strike.air",
            {("target", "trucks"), ("target", "mortars"), ("target", "tank"), ("target", "tunnel")},
        ),
        ("The patrol came under fire from rebels in Sarn.", "attack", {("actor", "rebels"), ("target", "patrol")}),
        ("The patrol kept taking heavy fire from rebels.", "attack", {("actor", "rebels"), ("target", "patrol")}),
        ("The squadron came to join the fight against the rebels.", "clash", {("actor", "squadron"), ("target", "rebels")}),
        ("The mayor and the guard said they had left Sarn.", "withdraw", {("actor", "mayor"), ("actor", "guard")}),
        ("The raids hardened the resolve of the clan in its bid to take Sarn.", "control.gain", {("actor", "clan")}),
        ("The corps shelled positions of the rebels in Sarn.", "strike.shell", {("target", "rebels"), ("place", "Sarn")}),
        ("The militia raided army posts on the ridge of Sarn.", "attack", {("target", "army posts")}),
        ("The corps launched an air strike against a militia post north of Sarn.", "strike.air", {("near", "Sarn")}),
        ("The militia used chlorine gas against the garrison.", "attack.chemical", {("target", "garrison")}),
        ("Police used tear gas against the traders.", "attack.crowd", {("target", "traders")}),
        ("SARN, Northern Province: Five men were killed in a raid.", "harm.killed", {("target", "men")}),
    ],
)
def test_both_sides_of_a_deed_are_found(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert found, "no such claim"
    assert roles <= set(found[0].roles)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "leaf"),
    [
        ("The clan claimed responsibility for the raid on Sarn.", "attack", {"clan"}, ("clan", "claim_responsibility", "+")),
        ("The clan took responsibility for shelling Sarn.", "strike.shell", {"clan"}, ("clan", "claim_responsibility", "+")),
        ("The clan denied responsibility for the raid on Sarn.", "attack", {"clan"}, ("clan", "deny", "-")),
        ("Responsibility for the raid was claimed by the clan.", "attack", {"clan"}, ("clan", "assert", "+")),
        ("No one has claimed responsibility for the raid on Sarn.", "attack", set(), OUTLET),
        ("No group claimed responsibility for the raid on Sarn.", "attack", set(), OUTLET),
        (
            "The clan has not claimed responsibility for the raid on Sarn.",
            "attack",
            set(),
            ("clan", "claim_responsibility", None),
        ),
    ],
)
def test_who_takes_responsibility_did_it_on_his_own_word(
    text: str, kind: str, actors: set[str], leaf: tuple[str, str, str | None], plain: Pack
) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    assert {words for role, words in found.roles if role == "actor"} == actors
    assert found.leaves[0][:3] == leaf


@pytest.mark.parametrize(
    "text",
    [
        "Odeh, a farmer, a poet by trade, was killed in Sarn.",
        "The mayor, a doctor, was killed in Sarn.",
    ],
)
def test_another_name_for_somebody_is_no_list(text: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "harm.killed")
    assert len([role for role, _ in found.roles if role == "target"]) == 1


def test_who_joins_a_fight_joins_no_fight_as_an_ally(plain: Pack) -> None:
    assert all(one.claim.kind != "relation" for one in read("The squadron joined the battle for Sarn.", plain))
