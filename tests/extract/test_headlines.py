"""Headlines: what the parser takes for a row of nouns is read as who does what to whom."""

from __future__ import annotations

import pytest

from sayso.model import Role
from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Rebels shell Wadi Sarn", "strike.shell", {("actor", "Rebels"), ("place", "Wadi Sarn")}),
        ("Army retakes Sarn", "control.gain", {("actor", "Army"), ("place", "Sarn")}),
        ("Hill front: army retakes Harun, loses Sarn", "control.gain", {("actor", "army"), ("place", "Harun")}),
        ("Rebels attack army base near Harun", "attack", {("actor", "Rebels"), ("target", "army base"), ("near", "Harun")}),
        ("Militia bombs market in Harun", "strike", {("actor", "Militia"), ("place", "Harun")}),
        ("Gunmen ambush convoy near Harun", "attack", {("actor", "Gunmen"), ("target", "convoy"), ("near", "Harun")}),
        ("Troops storm Harun; nine dead", "attack", {("actor", "Troops"), ("place", "Harun")}),
        ("Nine killed as rebels attack convoy near Harun", "attack", {("actor", "rebels"), ("target", "convoy")}),
        ("Corps Kills Nine Fighters in Harun, Breaks Siege of Mill", "harm.killed", {("actor", "Corps"), ("place", "Harun")}),
        ("Mine kills nine, wounds 12 in Harun", "harm.wounded", {("target", "12"), ("place", "Harun")}),
        ("Half of Harun back with militia", "control.gain", {("part", "Harun"), ("actor", "militia")}),
    ],
)
def test_a_headline_says_who_did_what(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = [set(one.roles) for one in read(text, plain, Role.HEADLINE) if one.claim.kind.startswith(kind)]
    assert [one & roles for one in found] == [roles]


@pytest.mark.parametrize(
    "text",
    [
        "The army attacks on Sarn were condemned.",
        "Police arrests in Sarn continue.",
        "Rebel shells killed nine in Sarn.",
        "The guards raid on the mill was called off.",
    ],
)
def test_a_deed_that_has_a_verb_beside_it_stays_a_noun(text: str, plain: Pack) -> None:
    assert all(token not in one.words for one in read(text, plain) for token in ("condemned", "continue", "called off"))


def test_who_agrees_before_a_colon_tells(plain: Pack) -> None:
    assert [one.claim.kind for one in read("Monitor agrees: the town is in army hands", plain)] == ["control.hold"]


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("Nine villagers abducted near Sarn", "abduct", ("target", "villagers")),
        ("Teachers kidnapped from Sarn school", "abduct", ("target", "Teachers")),
        ("Bridge destroyed in Sarn", "destroy", ("target", "Bridge")),
        ("Three officers arrested in Sarn over bribes", "arrest", ("target", "officers")),
    ],
)
def test_whom_a_headline_without_an_auxiliary_names_was_done_to(
    text: str, kind: str, role: tuple[str, str], plain: Pack
) -> None:
    (found,) = (one for one in read(text, plain, Role.HEADLINE) if one.claim.kind == kind)
    assert role in found.roles and not any(name == "actor" for name, _ in found.roles)


@pytest.mark.parametrize("text", ["The gunmen led four away.", "Police hauled in nine farmers.", "They destroyed and left."])
def test_whom_a_sentence_names_with_an_article_or_an_object_does_it(text: str, plain: Pack) -> None:
    doers = {words.casefold() for words in ("The gunmen", "gunmen", "Police", "They")}
    assert all(words.casefold() not in doers for one in read(text, plain) for role, words in one.roles if role == "target")
