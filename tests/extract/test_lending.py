"""Deeds named by nouns: whose they are and where they were, by the words around them."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


def roles_of(text: str, kind: str, pack: Pack) -> set[tuple[str, str]]:
    return {role for found in read(text, pack) if found.claim.kind.startswith(kind) for role in found.roles}


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("The clan took part in the raid on the mill.", "attack", ("actor", "clan")),
        ("The clan participated in the assault on the mill.", "attack", ("actor", "clan")),
        ("The clan took no part in the raid on the mill.", "attack", ("actor", "clan")),
        ("Nine farmers, two of them brothers, died in the mill.", "harm", ("target", "farmers")),
        ("The clan was involved in the attack on the mill.", "attack", ("actor", "clan")),
        ("The corps carried out nine raids and 30 sorties over the valley.", "strike.air", ("actor", "corps")),
        ("Two farmers were killed by a mine near Harun.", "strike.bomb", ("near", "Harun")),
        ("A mine killed two farmers near Harun.", "strike.bomb", ("instrument", "mine")),
        ("The raid left nine farmers dead in Harun.", "harm.killed", ("target", "farmers")),
        ("Villagers spoke of nine dead and 15 wounded in Harun.", "harm.wounded", ("target", "15")),
        ("Villagers spoke of shelling since dawn.", "strike.shell", ("", "")),
        ("Families walked down the valley.", "displace", ("near", "valley")),
    ],
)
def test_a_deed_named_by_a_noun_has_its_doer_and_its_place(text: str, kind: str, role: tuple[str, str], plain: Pack) -> None:
    assert any(one.claim.kind.startswith(kind) for one in read(text, plain))
    assert role == ("", "") or role in roles_of(text, kind, plain)


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The Rawa raid killed nine.", "attack", {("place", "Rawa")}),
        ("Nine farmers were killed in US air strikes.", "strike.air", {("actor", "US")}),
        ("Syria's war began in spring.", "clash", {("place", "Syria")}),
    ],
)
def test_a_town_before_a_deed_says_where_and_a_state_who(
    text: str, kind: str, roles: set[tuple[str, str]], region: Pack
) -> None:
    assert roles_of(text, kind, region) == roles


def test_what_killed_is_named_by_its_own_words(region: Pack) -> None:
    assert ("instrument", "US strikes") in roles_of("US strikes killed nine farmers.", "harm", region)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Half of Wadi Sarn was taken.", "control.gain"),
        ("The film is old. It was shot in Sarn.", ""),
        ("A guard, who had no leave to speak to the press, was asked.", ""),
        ("The paper has no means to check the accounts.", ""),
        ("The council did not reply to a request for comment.", ""),
        ("The ministry has not answered our calls.", ""),
    ],
)
def test_words_of_another_sort_are_no_deed(text: str, kind: str, plain: Pack) -> None:
    assert {one.claim.kind for one in read(text, plain)} == ({kind} if kind else set())


def test_it_that_goes_on_is_who_spoke(plain: Pack) -> None:
    text = "The council said that the militia had left the mill. It gave no statement."
    assert ("actor", "council") in roles_of(text, "statement", plain)
