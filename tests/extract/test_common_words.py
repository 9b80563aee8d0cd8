"""Common words of plain reports: who is let past a gate, truces that end, what a garrison has, and the names of ground."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


def told(text: str, region: Pack) -> list[tuple[str, str]]:
    """Kind and first place of each claim."""
    found = read(text, region)
    return [(one.claim.kind, next((words for role, words in one.roles if role in {"place", "part"}), "")) for one in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Whoever is let past a gate or sent back from it.
        ("Nobody was let past the mill.", [("access.allow", "mill")]),
        ("They let through anyone who pays.", [("access.allow", "")]),
        ("The guards let widows through at the gate.", [("access.allow", "gate")]),
        ("The guards turned back those without papers at the gate.", [("access.deny", "gate")]),
        ("The goalkeeper let a shot through.", []),
        ("The miller turned back his sleeves.", []),
        # A treaty may be told of by where it was signed alone.
        ("Neither council has published the accord initialled in Sarn.", [("agree.sign", "Sarn")]),
        ("The agreement signed at Sarn is a secret.", [("agree.sign", "Sarn")]),
        ("The letter signed in Sarn was lost.", []),
        # Truces that end.
        ("The militia tore up the truce.", [("ceasefire", "")]),
        ("The truce expired on Sunday.", [("ceasefire", "")]),
        ("The truce was violated on Sunday.", [("ceasefire", "")]),
        ("The tenant tore up the letter.", []),
        # What a garrison has and lacks.
        ("The corps has 900 effectives.", [("capability", "")]),
        ("The garrison has no boots.", [("capability", "")]),
        ("We have bread for three days.", [("capability", "")]),
        ("The clan commands nine hundred rifles.", [("capability", "")]),
        ("The corps has exhausted its ammunition.", [("capability", "")]),
        ("The baker has bread.", []),
        ("The debate has exhausted the mayor.", []),
        # Shots.
        ("Police fired into the crowd.", [("attack", "")]),
        ("Security forces used live fire at the gate.", [("attack", "gate")]),
        ("Villagers woke to the sound of gunfire in Sarn.", [("clash", "Sarn")]),
        ("Soldiers fired into the air.", []),
        ("Farmers used fire at the gate.", []),
        ("Villagers woke to the sound of bells in Sarn.", []),
        # Kinds of ground and building.
        ("The corps recaptured the ferry landing.", [("control.gain", "ferry landing")]),
        ("The militia holds the gasworks.", [("control.hold", "gasworks")]),
        ("The militia holds the grain belt.", [("control.hold", "grain belt")]),
        ("The corps took the cotton exchange.", [("control.gain", "cotton exchange")]),
        # A title makes a person of a name that no pack knows.
        ("The militia took Captain Oro in Sarn.", [("abduct", "Sarn")]),
        ("The corps took Fort Oro.", [("control.gain", "Fort Oro")]),
        ("The corps took the General Hospital.", [("control.gain", "General Hospital")]),
        # To the parser a hyphen made three words of it.
        ("The corps counter-attacked near Sarn.", [("attack", "")]),
        ("The corps may attempt a counter-attack.", [("attack", "")]),
        ("The corps began its counter-terrorism course.", []),
    ],
)
def test_common_words_are_read(text: str, wanted: list[tuple[str, str]], region: Pack) -> None:
    assert told(text, region) == wanted


@pytest.mark.parametrize(
    ("text", "polarity"),
    [("The truce has collapsed.", "-"), ("The militia abandoned the truce.", "-"), ("The militia observed the truce.", "+")],
)
def test_a_truce_that_ends_is_none(text: str, polarity: str, region: Pack) -> None:
    (one,) = read(text, region)
    assert [sign for _, _, sign, _ in one.leaves] == [polarity]
