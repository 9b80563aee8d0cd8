"""Constructions in which a careless reading makes the record say the opposite of the text."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import Read, read


def only(found: list[Read], kind: str) -> Read:
    return next(one for one in found if one.claim.kind == kind)


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Hill radio had earlier reported a raid on Sarn.", "attack", "Hill radio"),
        ("Hill radio earlier reported that jets bombed Sarn.", "strike.air", "Hill radio"),
        ("The council reported earlier on Monday that the clan took Sarn.", "control.gain", "council"),
        ("The league had reported the shelling of Sarn earlier.", "strike.shell", "league"),
    ],
)
def test_what_was_reported_earlier_is_not_taken_back(text: str, kind: str, source: str, plain: Pack) -> None:
    assert only(read(text, plain), kind).leaves == ((source, "assert", "+", "certain"),)


@pytest.mark.parametrize("text", ["Earlier reports said the clan took Sarn.", "An earlier report said the clan took Sarn."])
def test_an_earlier_report_is_nobodys_word_not_a_correction(text: str, plain: Pack) -> None:
    assert [(act, sign) for _, act, sign, _ in only(read(text, plain), "control.gain").leaves] == [("assert", "+")]


def test_our_own_earlier_report_is_taken_back(plain: Pack) -> None:
    text = "The clan took Sarn.\nOur earlier report said the clan took Sarn."
    assert [(act, sign) for _, act, sign, _ in read(text, plain)[-1].leaves] == [("retract", "-")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police could not immediately give details of the attack on the town of Sarn.", "attack"),
        ("The clan failed to make headway in Sarn despite its attacks.", "attack"),
        ("The ministry gave no figures for the shelling of Sarn.", "strike.shell"),
        ("The council has not condemned the raid on Sarn.", "attack"),
        ("The guard made no progress after the shelling of Sarn.", "strike.shell"),
    ],
)
def test_a_not_reaches_no_deed_that_it_does_not_govern(text: str, kind: str, plain: Pack) -> None:
    assert [sign for _, _, sign, _ in only(read(text, plain), kind).leaves] == ["+"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The clan did not launch a series of attacks on Sarn.", "attack"),
        ("The clan carried out no attack on Sarn.", "attack"),
        ("The town of Sarn was not under clan control.", "control.hold"),
        ("The guard took no part in the attack on Sarn.", "attack"),
    ],
)
def test_a_not_reaches_the_deed_that_it_governs(text: str, kind: str, plain: Pack) -> None:
    assert [sign for _, _, sign, _ in only(read(text, plain), kind).leaves] == ["-"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The troops recovered one dead body of a clan fighter.", 1),
        ("Police found nine bodies in Sarn.", 9),
        ("Residents found the bodies of four farmers near Sarn.", 4),
        ("The corps has recovered three corpses from the well.", 3),
    ],
)
def test_who_finds_the_dead_has_not_killed_them(text: str, count: int, plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == "harm.killed"]
    assert [one.claim.amount.best for one in found if one.claim.amount] == [count]
    assert not [words for one in found for role, words in one.roles if role == "actor"]


def test_bodies_that_could_not_be_found_are_no_killing_denied(plain: Pack) -> None:
    assert not read("The corps has not been able to recover the bodies.", plain)
