"""Short sentences whose verb the parser does not see, or sees under the wrong word."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kind", "role", "words"),
    [
        ("Nine families trekked from Sarn.", "displace", "target", "families"),
        ("The column headed towards Sarn.", "move", "actor", "column"),
        ("The soldiers disembarked at Sarn.", "move", "actor", "soldiers"),
        ("Abducted in Sarn: a driver and his brother", "abduct", "target", "driver"),
        ("Destroyed near Sarn: one tank, two lorries", "destroy", "target", "tank"),
        ("Held without charge in Sarn since May: two medics.", "arrest", "target", "medics"),
        ("Among those who perished in Sarn was the town doctor.", "harm.killed", "target", "town doctor"),
        ("Among those arrested in Sarn was a priest.", "arrest", "target", "priest"),
        ("Among those killed in Sarn were three children.", "harm.killed", "target", "children"),
    ],
)
def test_the_verb_of_a_short_sentence_is_found(text: str, kind: str, role: str, words: str, plain: Pack) -> None:
    found = read(text, plain)
    assert [one.claim.kind for one in found] == [kind]
    assert (role, words) in found[0].roles


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Nine families displaced from Sarn.", "move"),
        ("Driven by hunger: families left Sarn.", "control.lose"),
        ("The soldiers held in Sarn.", "control.hold"),
        ("Among those present were two ministers.", "harm.killed"),
        ("Given the choice, the soldiers stayed.", "aid"),
        ("Fighting forces in Sarn.", "clash"),
        ("The corps was not able to reach Sarn.", "capability"),
    ],
)
def test_what_looks_like_such_a_sentence_is_none(text: str, never: str, plain: Pack) -> None:
    assert never not in [one.claim.kind for one in read(text, plain)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The clan calls the shots in Sarn.", ["control.hold"]),
        ("Sarn hangs in the balance.", ["control.contest"]),
        ("Nine fighters lie low in the hills.", ["presence"]),
        ("The rebels have lost their hold on Sarn.", ["control.lose"]),
        ("The corps is inching forward at Sarn.", ["move"]),
        ("The two sides came to blows in Sarn.", ["clash"]),
        ("Volunteers dished out bread in Sarn.", ["aid"]),
        ("The village of Sarn was laid waste.", ["destroy"]),
        ("Gunmen whisked a teacher away in Sarn.", ["abduct"]),
        ("Calm has returned to Sarn.", ["assessment"]),
        ("A cache of grenades came to light in Sarn.", ["equipment.cache"]),
    ],
)
def test_what_is_said_in_everyday_phrases_is_read(text: str, kinds: list[str], plain: Pack) -> None:
    assert [one.claim.kind for one in read(text, plain)] == kinds
