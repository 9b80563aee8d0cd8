"""Persons with an office: the body as a source, nobody but themselves as an actor, one key for all that name them."""

from __future__ import annotations

import pytest

from sayso.model import Role, Rung
from tests.resolve.bodies import PACK, A, S, links_of

KEY = PACK.fold("Tarek Zahid")


@pytest.mark.parametrize(
    "text",
    [
        "River Guard spokesman Tarek Zahid spoke.",
        "The River Guard's military spokesman, Tarek Zahid, spoke.",
        "The spokesman for the River Guard, Tarek Zahid, spoke.",
        "Tarek Zahid, a spokesman for the River Guard, spoke.",
        "Tarek Zahid, the River Guard spokesman, spoke.",
        "Colonel Tarek Zahid of the River Guard spoke.",
        "Col. Tarek Zahid of the River Guard spoke.",
        "River Guard commander Col. Tarek Zahid spoke.",
    ],
)
def test_who_has_an_office_speaks_for_its_body_and_acts_for_himself(text: str) -> None:
    names = sorted((("River Guard", A), ("Tarek Zahid", S)), key=lambda name: text.index(name[0]))
    spoken = links_of([(text, Role.BODY)], *names)[names.index(("Tarek Zahid", S))]
    assert (spoken.target, spoken.rung, spoken.key) == ("actor:riverguard", Rung.CONTEXT, KEY), spoken.why
    acting = links_of([(text, Role.BODY)], *((name, A) for name, _ in names))[names.index(("Tarek Zahid", S))]
    assert (acting.target, acting.key) == (None, KEY)


@pytest.mark.parametrize(
    "text",
    [
        "The former River Guard spokesman Tarek Zahid spoke.",
        "Tarek Zahid, a former spokesman for the River Guard, spoke.",
        "The River Guard met Tarek Zahid.",
        "Tarek Zahid, a farmer near the River Guard, spoke.",
    ],
)
def test_who_has_no_office_speaks_for_nobody(text: str) -> None:
    names = sorted((("River Guard", A), ("Tarek Zahid", S)), key=lambda name: text.index(name[0]))
    spoken = links_of([(text, Role.BODY)], *names)[names.index(("Tarek Zahid", S))]
    assert (spoken.target, spoken.key) == (None, KEY)


def test_a_surname_is_the_person_named_before() -> None:
    text = "Tarek Zahid, a spokesman for the River Guard, spoke. Colonel Zahid left. Zahid is gone."
    names = (("Tarek Zahid", A), ("River Guard", A), ("Colonel Zahid", S), ("Zahid", A))
    full, _, titled, bare = links_of([(text, Role.BODY)], *names)
    assert full.key == titled.key == bare.key == KEY
    assert (titled.target, bare.target) == ("actor:riverguard", None)


def test_a_surname_of_two_is_nobodys() -> None:
    text = "Tarek Zahid met Omar Zahid. Zahid left."
    assert links_of([(text, Role.BODY)], ("Tarek Zahid", A), ("Omar Zahid", A), ("Zahid", A))[2].key == PACK.fold("Zahid")
