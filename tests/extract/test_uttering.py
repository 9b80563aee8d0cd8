"""Words that lend a noun of saying its speaker, and what nobody says or knows of it."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("The council raised concern that Raqqa would fall.", ("council", "assert", "+", "certain")),
        ("The ministry voiced fears that Raqqa would fall.", ("ministry", "predict", "+", "possible")),
        ("The army issued a denial that it had shelled Raqqa.", ("army", "deny", "-", "certain")),
        ("The mayor repeated a claim that the army had shelled Raqqa.", ("mayor", "assert", "+", "certain")),
        ("Residents said they had not seen soldiers near the mosque.", ("Residents", "assert", "-", "probable")),
        ("The driver said he did not know that Raqqa had fallen.", ("driver", "assert", "+", "certain")),
        ("The driver said he did not know whether Raqqa had fallen.", ("driver", "no_comment", None, "unknown")),
    ],
)
def test_who_lends_a_noun_of_saying_its_voice_says_it(text: str, leaf: tuple[str, str, str | None, str], region: Pack) -> None:
    found = [one for one in read(text, region) if one.claim.kind.startswith(("control", "strike", "presence"))]
    assert [one.leaves for one in found] == [(leaf,)]


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The explosion claimed the lives of three farmers.", "harm.killed", {("target", "farmers")}),
        ("Raqqa, an Islamic State stronghold, is quiet.", "control.hold", {("actor", "Islamic State"), ("place", "Raqqa")}),
        ("They shelled the rebel bastion of Raqqa.", "control.hold", {("actor", "rebel"), ("place", "Raqqa")}),
        ("Dozens of arrests were made in Raqqa.", "arrest", {("place", "Raqqa")}),
    ],
)
def test_a_deed_says_nothing_and_a_name_says_who_holds(text: str, kind: str, roles: set[tuple[str, str]], region: Pack) -> None:
    [found] = [one for one in read(text, region) if one.claim.kind == kind]
    assert roles <= set(found.roles)
    assert all(len(chain) == 1 for chain in found.chains)


def test_how_far_one_could_shell_is_no_shelling(region: Pack) -> None:
    assert not read("The town is within shelling range of the army.", region)
