"""Constructions that stand in most reports: what is joined, what stands inside what, and phrases that are no deed."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Troops killed or captured 20 gunmen in Sarn.", {"harm.killed": 20, "arrest": 20}),
        ("The guard killed and wounded nine traders.", {"harm.killed": 9, "harm.wounded": 9}),
        ("Gunmen robbed and killed two drivers.", {"harm.killed": 2}),
        ("The clan abducted and killed four farmers in Sarn.", {"abduct": 4, "harm.killed": 4}),
    ],
)
def test_the_object_of_the_second_verb_is_the_firsts_too(text: str, kinds: dict[str, int], plain: Pack) -> None:
    found = {one.claim.kind: one.claim.amount.best for one in read(text, plain) if one.claim.amount}
    assert found == kinds


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Nine killed in attack on mill in Sarn", 9),
        ("Six gunmen killed in raid on Sarn", 6),
        ("Four farmers killed near Sarn, council says", 4),
        ("Two traders killed, six wounded in Sarn", 2),
    ],
)
def test_a_headline_kills_whom_it_names(text: str, killed: int, plain: Pack) -> None:
    deaths = [one for one in read(text, plain) if one.claim.kind == "harm.killed"]
    assert [one.claim.amount.best for one in deaths if one.claim.amount] == [killed]
    assert not [words for one in deaths for role, words in one.roles if role == "actor"]


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Nine people were shot in a house in front of the mill.", "attack", 1),
        ("The corps killed nine men in a school in the market in Sarn.", "harm.killed", 1),
        ("A shell hit the yard of the clinic in the town of Sarn.", "strike.shell", 1),
        ("The corps took the town of Sarn and the village of Tessen.", "control.gain", 2),
    ],
)
def test_a_place_within_a_place_makes_no_second_claim(text: str, kind: str, count: int, plain: Pack) -> None:
    assert len([one for one in read(text, plain) if one.claim.kind == kind]) == count


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Six people were taken to the clinic after the raid.", "abduct"),
        ("Police provided no details of the raid.", "aid"),
        ("He could not provide a figure.", "aid"),
        ("The medic said, requesting anonymity, that nine died in Sarn.", "demand"),
        ("The staff refused to comment on the raid on Sarn.", "refuse"),
        ("The ministry declined to comment on the attack.", "refuse"),
        ("Clan fighters captured a lorry and six motorcycles in Sarn.", "control.gain"),
        ("Clan fighters captured a lorry and six motorcycles in Sarn.", "arrest"),
    ],
)
def test_phrases_that_are_no_deed(text: str, never: str, plain: Pack) -> None:
    assert never not in {one.claim.kind for one in read(text, plain)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen took nine farmers from the mill.", "abduct"),
        ("The council provided flour to the families.", "aid"),
        ("The party refused to leave.", "refuse"),
        ("The council requested help.", "demand"),
    ],
)
def test_phrases_that_are_one(text: str, kind: str, plain: Pack) -> None:
    assert kind in {one.claim.kind for one in read(text, plain)}


@pytest.mark.parametrize(
    "text",
    [
        "Brigadier Lamis Odeh, a spokesman for the corps, said the mill was clear. Odeh added that nine men were killed.",
        "The clan took Sarn, spokesman Lamis Odeh said. Odeh added that nine men were killed.",
        "Colonel Samir Haddad said the clan left. Nine men were killed, Haddad said.",
        "Police chief Lamis Odeh said the clan left. According to Odeh, nine men were killed.",
    ],
)
def test_a_short_name_is_whom_the_full_name_made_it(text: str, plain: Pack) -> None:
    last = read(text, plain)[-1]
    assert last.claim.kind == "harm.killed"
    assert last.chains[0][-1][1].source_kind.value == "official_named"


def test_an_aside_does_not_take_what_is_said(plain: Pack) -> None:
    found = read("The medic said, requesting anonymity, that nine died in Sarn.", plain)
    assert [one.leaves[0][:3] for one in found] == [("medic", "assert", "+")]
