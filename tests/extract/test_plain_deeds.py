"""Plain sentences that were passed over: of losses, guns put in place, ships that sail, and words the parser mistakes."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


def kinds(text: str, pack: Pack) -> set[str]:
    return {one.claim.kind for one in read(text, pack)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # What is lost or comes down.
        ("The corps lost two tanks and a lorry near Sarn.", "destroy"),
        ("Two lorries were lost near Sarn.", "destroy"),
        ("No boats lost, says the navy", "destroy"),
        ("The militia admitted the loss of a gunship.", "destroy"),
        ("Two spans of the bridge fell.", "destroy"),
        ("The roof of the mill fell in.", "destroy"),
        ("The windows are gone in the whole street.", "destroy"),
        ("A relay cabinet burned near Sarn.", "destroy"),
        ("Militants blew up the mill themselves.", "destroy"),
        # Guns and guards put in place.
        ("The corps put two batteries on the heights above Sarn.", "deploy"),
        ("The council put soldiers on the bridge.", "deploy"),
        ("The corps set up a battery of rockets in the school yard at Sarn.", "deploy"),
        ("The corps has doubled its guard at the Sarn gorge.", "deploy"),
        # Who goes where.
        ("Sixty infantrymen landed on the spit.", "move"),
        ("The frigate sailed on the 11th.", "move"),
        ("The fleet sailed on Monday.", "move"),
        ("The column arrived before dawn.", "move"),
        ("Commander Bell arrived on 9 June with three gunboats.", "move"),
        ("The squadron has relocated to Sarn.", "move"),
        ("Army lorries carried militiamen to the mill.", "move"),
        ("Brothers of the 3rd Falcon Battalion entered the town.", "move"),
        ("Sons of the militia entered Sarn.", "move"),
        ("Corps forces marginally advanced in the forest north of Sarn.", "move"),
        ("Militia forces slightly advanced near Sarn on Monday.", "move"),
        ("About 300 fled towards Sarn.", "displace"),
        ("400 left Sarn on Monday.", "displace"),
        # Whom it befell.
        ("The company lost nine sappers to mines.", "harm.killed"),
        ("The cellar of the mill held nineteen bodies.", "harm.killed"),
        ("Rescuers pulled nine bodies from the rubble.", "harm.killed"),
        ("The guards hanged a Dane and a Haitian in May.", "harm.killed"),
        ("Militia losses were put at 1200.", "harm"),
        ("A farmer has a broken wrist.", "harm.wounded"),
        # What is asked for.
        ("A ransom was demanded by telephone.", "demand"),
        ("The governor has given the loggers until Friday to quit the valley.", "demand"),
        # What is brought down, under a pronoun.
        ("Corps drones crossed the river and the militia shot them down.", "intercept"),
        ("A drone crossed the river and gunners shot it down.", "intercept"),
        ("Of nine drones sent against the mill, gunners brought down six.", "intercept"),
    ],
)
def test_a_plain_deed_is_read(text: str, kind: str, plain: Pack) -> None:
    assert kind in kinds(text, plain)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The militia lost the match.", "destroy"),
        ("The jet lost altitude near Sarn.", "destroy"),
        ("Prices fell in Sarn.", "destroy"),
        ("The corps set up a committee in Sarn.", "deploy"),
        ("The council put an end to the march.", "deploy"),
        ("A man blew himself up at the gate.", "destroy"),
        ("The teachers sailed through the exam.", "move"),
        ("The company relocated for lower taxes.", "move"),
        ("Sons of farmers entered the camp.", "move"),
        ("Brothers of the 3rd Falcon Battalion entered the town.", "displace"),
        ("12 reached the final.", "displace"),
        ("Nine farmers were shot down in Sarn.", "intercept"),
        ("A drone flew over the bridge and shot it down.", "intercept"),
        ("The guards held nineteen bodies.", "arrest"),
        ("Rescuers pulled nine bodies from the rubble.", "withdraw"),
        ('"The roof is gone," said a soldier.', "withdraw"),
        ("A farmer has a wrist watch.", "harm.wounded"),
    ],
)
def test_what_looks_like_one_is_not(text: str, kind: str, plain: Pack) -> None:
    assert kind not in kinds(text, plain)


def test_a_means_is_no_doer(plain: Pack) -> None:
    found = read("The mill was taken by force. A ransom was demanded by letter.", plain)
    assert {one.claim.kind for one in found} == {"control.gain", "demand"}
    assert not [words for one in found for role, words in one.roles if role == "actor"]


def test_the_side_of_a_town_is_where_and_not_what(plain: Pack) -> None:
    (found,) = read("Militia forces recently advanced west of Sarn.", plain)
    assert ("near", "Sarn") in found.roles
