"""Everyday sentences of those taken, driven out, kept out, fed and asked: each with its kind, who, whom and where."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sayso.extract.lexicon import lexicon_of
from sayso.extract.parse import parse
from sayso.extract.undergone import read_undergone
from sayso.pack import Pack
from tests.extract.reading import Read, read

WHERE = {"place", "near", "part"}


def cells(found: list[Read]) -> set[tuple[str, str, str, str]]:
    """Kind, doer, whom and where of each claim, each by its last word."""
    return {
        (
            one.claim.kind,
            last(words for role, words in one.roles if role == "actor"),
            last(words for role, words in one.roles if role == "target"),
            last(words for role, words in one.roles if role in WHERE),
        )
        for one in found
    }


def last(fillers: Iterable[str]) -> str:
    return next(iter(fillers), " ").split(" ")[-1]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Nine farmers seized in Sarn", ("abduct", "", "farmers", "Sarn")),
        ("Nine farmers taken hostage in Sarn", ("abduct", "", "farmers", "Sarn")),
        ("Nine farmers taken away in Sarn", ("abduct", "", "farmers", "Sarn")),
        ("Nine farmers carried off in Sarn", ("abduct", "", "farmers", "Sarn")),
        ("Nine farmers rounded up in Sarn", ("arrest", "", "farmers", "Sarn")),
        ("Two men picked up by police in Sarn", ("arrest", "police", "men", "Sarn")),
        ("The fate of nine farmers taken away in Sarn is unknown.", ("abduct", "", "farmers", "Sarn")),
        ("The mayor was placed under arrest in Sarn.", ("arrest", "", "mayor", "Sarn")),
        ("The corps put the mayor under arrest in Sarn.", ("arrest", "corps", "mayor", "Sarn")),
        ("Nine teachers are under arrest in Sarn.", ("arrest", "", "teachers", "Sarn")),
        ("Two students were hauled away by police in Sarn.", ("arrest", "police", "students", "Sarn")),
        ("About 4,000 people have been displaced from Sarn.", ("displace", "", "people", "Sarn")),
        ("Nine families displaced from Sarn live in tents.", ("displace", "", "families", "Sarn")),
        ("Civilians streamed out of Sarn on Monday.", ("displace", "", "Civilians", "Sarn")),
        ("Nine families have escaped Tessen.", ("displace", "", "families", "Tessen")),
        ("Villagers who left Tessen slept in fields.", ("displace", "", "Villagers", "Tessen")),
        ("Civilians abandoned Sarn on Monday.", ("displace", "", "Civilians", "Sarn")),
        ("The evacuation of Sarn was completed.", ("displace", "", "", "Sarn")),
        ("The corps kept journalists out of Sarn.", ("access.deny", "corps", "journalists", "Sarn")),
        ("The corps denied aid workers access to Sarn.", ("access.deny", "corps", "workers", "Sarn")),
        ("Guards refused the convoy entry to Sarn.", ("access.deny", "Guards", "convoy", "Sarn")),
        ("The militia prevented ambulances from reaching Tessen.", ("access.deny", "militia", "ambulances", "Tessen")),
        ("Nine lorries are stuck outside Sarn.", ("access.deny", "", "lorries", "Sarn")),
        ("The village of Tessen has been inaccessible since Monday.", ("access.deny", "", "", "Tessen")),
        ("Monitors gained access to Sarn.", ("access.allow", "", "Monitors", "Sarn")),
        ("The charity sent nine lorries of flour to Tessen.", ("aid", "charity", "", "Tessen")),
        ("Medicine was brought to Tessen by the charity.", ("aid", "charity", "", "Tessen")),
        ("Food was delivered to Sarn by the charity.", ("aid", "charity", "", "Sarn")),
    ],
)
def test_what_is_done_to_people(text: str, cell: tuple[str, str, str, str], plain: Pack) -> None:
    assert cell in cells(read(text, plain))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Hundreds protest in Sarn", ("protest", "Hundreds", "", "Sarn")),
        ("Teachers march in Sarn over pay", ("protest", "Teachers", "", "Sarn")),
        ("Thousands rally against militia in Sarn", ("protest", "Thousands", "militia", "Sarn")),
        ("Hundreds joined a march in Sarn.", ("protest", "Hundreds", "", "Sarn")),
        ("Teachers organised a demonstration in Sarn.", ("protest", "Teachers", "", "Sarn")),
        ("Teachers staged a sit-in in Sarn.", ("protest", "Teachers", "", "Sarn")),
        ("The council demanded that the corps leave Tessen.", ("demand", "council", "", "Tessen")),
        ("The envoy urged the militia to leave Tessen.", ("demand", "envoy", "militia", "Tessen")),
        ("Residents were ordered to leave Tessen.", ("demand", "", "Residents", "Tessen")),
        ("The militia refused to leave Tessen.", ("refuse", "militia", "", "Tessen")),
        ("The militia threatened to attack Tessen.", ("threaten", "militia", "", "Tessen")),
        ("The militia agreed to leave Tessen.", ("agree", "militia", "", "Tessen")),
        ("The soldiers disobeyed the order.", ("refuse", "soldiers", "", "")),
        ("The militia resisted calls to disarm.", ("refuse", "militia", "", "")),
        ("A deal between the corps and the militia was announced.", ("agree", "corps", "", "")),
        ("The mayor met elders near Sarn.", ("talk", "mayor", "elders", "Sarn")),
        ("The corps cut aid to the council.", ("sanction", "corps", "council", "")),
        ("The state designated the militia a terrorist group.", ("sanction.impose", "state", "militia", "")),
        ("The militia enjoys the support of the clan.", ("support", "clan", "militia", "")),
        ("The militia is allied with the corps.", ("relation", "militia", "corps", "")),
        ("The brigade is affiliated with the militia.", ("relation", "brigade", "militia", "")),
        ("The brigade broke away from the militia.", ("relation", "brigade", "militia", "")),
        ("The brigade has links to the militia.", ("relation", "brigade", "militia", "")),
        ("The corps came under criticism from the mayor.", ("stance.condemn", "mayor", "corps", "")),
        ("Army issues statement on Sarn", ("statement", "Army", "Sarn", "")),
        ("The mayor addressed residents in Sarn.", ("statement", "mayor", "residents", "Sarn")),
        ("The garrison is without food.", ("capability", "garrison", "", "")),
        ("The garrison faces a shortage of shells.", ("capability", "garrison", "", "")),
        ("The clinic in Sarn lacks medicine.", ("capability", "", "", "Sarn")),
    ],
)
def test_what_people_say_and_have(text: str, cell: tuple[str, str, str, str], plain: Pack) -> None:
    assert cell in cells(read(text, plain))


@pytest.mark.parametrize("verb", ["lifted", "eased", "removed", "dropped"])
def test_a_sanction_that_ends_is_none(verb: str, plain: Pack) -> None:
    found = [one for one in read(f"The state {verb} sanctions on the clan.", plain) if one.claim.kind == "sanction.impose"]
    assert {tuple(sorted(one.roles)) for one in found} == {(("actor", "state"), ("target", "clan"))}
    assert {leaf[2] for one in found for leaf in one.leaves} == {"-"}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Three officers took charge in Sarn.", "arrest"),
        ("Women led the way in Sarn.", "arrest"),
        ("The gunmen led four away.", "harm.killed"),
        ("Farmers held a meeting in Sarn.", "arrest"),
        ("Soldiers who seized a mill fled.", "abduct"),
        ("Villagers took up arms in Sarn.", "abduct"),
        ("Two men shot at police in Sarn.", "harm.killed"),
        ("Teachers want a march in Sarn.", "move"),
        ("The prisoners release talks in Sarn.", "release"),
        ("The lorry is stuck in the mud.", "abduct"),
        ("The shells were missing their target.", "abduct"),
        ("The mayor lacks patience.", "capability"),
    ],
)
def test_what_looks_like_it(text: str, never: str, plain: Pack) -> None:
    assert never not in {one.claim.kind for one in read(text, plain)}


def test_what_is_given_to_somebody_is_given_to_nowhere(plain: Pack) -> None:
    (found,) = read("The charity sent flour to the families.", plain)
    assert ("target", "families") in found.roles and not {role for role, _ in found.roles} & WHERE


def test_a_thing_asked_for_is_not_where_its_details_lie(plain: Pack) -> None:
    (found, *_) = (
        one for one in read("The council asked for the names of the men held at Tessen.", plain) if one.claim.kind == "demand"
    )
    assert not {role for role, _ in found.roles} & WHERE


def test_a_participle_that_opens_a_line_is_read_without_a_word_before_it(plain: Pack) -> None:
    text = "Abducted farmers wait in Sarn."
    (found,) = parse(text, 0, len(text))
    # As the parser hangs one now and then.
    found.doc[0].dep_, found.doc[0].tag_ = "acl", "VBN"
    read_undergone(found.doc[0], lexicon_of(plain))
    assert found.doc[0].tag_ == "VBN"
