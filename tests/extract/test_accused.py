"""Whom an accusation makes the doer, and whose word it is."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kind", "actor", "source"),
    [
        ("The league accused the Fourth Corps of shelling Sarn.", "strike.shell", "Fourth Corps", "league"),
        ("The league accused the northern guard of looting the mill.", "loot", "northern guard", "league"),
        ("The guard is accused by the league of shelling Sarn.", "strike.shell", "guard", "league"),
        ("The corps was accused of shelling Sarn.", "strike.shell", "corps", None),
        ("The ministry blamed the clan for a raid on Sarn.", "attack", "clan", "ministry"),
        ("Residents blame the guard for burning the mill.", "destroy", "guard", "Residents"),
        ("The league blamed the raid on the clan.", "attack", "clan", "league"),
        ("Prosecutors attribute the raid to the clan.", "attack", "clan", "Prosecutors"),
        ("The ministry pinned the shelling of Sarn on the clan.", "strike.shell", "clan", "ministry"),
    ],
)
def test_the_accused_is_the_doer_on_the_accusers_word(
    text: str, kind: str, actor: str, source: str | None, plain: Pack
) -> None:
    found = read(text, plain)
    assert [one.claim.kind for one in found] == [kind]
    assert [words for role, words in found[0].roles if role == "actor"] == [actor]
    assert found[0].leaves == ((source, "accuse", "+", "certain"),)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The clan, responsible for shelling Sarn, left.", {"clan"}),
        ("The corps is responsible for the raid on Sarn.", {"corps"}),
        ("The league held the clan responsible for the raid on Sarn.", {"clan"}),
        ("The league issued a statement accusing the clan of looting the mill.", {"clan"}),
    ],
)
def test_who_is_responsible_did_it(text: str, actors: set[str], plain: Pack) -> None:
    deeds = [one for one in read(text, plain) if one.claim.kind in {"attack", "strike.shell", "loot"}]
    assert [{words for role, words in one.roles if role == "actor"} for one in deeds] == [actors]


def test_an_accusation_without_a_deed_is_kept_as_one(plain: Pack) -> None:
    assert [one.claim.kind for one in read("The league accused the council.", plain)] == ["stance.accuse"]


def test_who_puts_out_a_statement_says_what_it_says(plain: Pack) -> None:
    found = read("The league issued a statement accusing the clan of looting the mill.", plain)
    assert [one.leaves[0][0] for one in found if one.claim.kind == "loot"] == ["league"]


@pytest.mark.parametrize(
    "text",
    [
        "The party held the council responsible for the raid on the town of Sarn.",
        "The party, which held the council responsible for the raid on the town of Sarn, left.",
    ],
)
def test_who_holds_another_responsible_accuses_him(text: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "attack")
    assert ("actor", "council") in found.roles
    assert [(words, act) for words, act, _, _ in found.leaves] == [("party", "accuse")]
