"""Deeds, towns and counts told again without their name, and the words of coming, staying and standing that reports use."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

WHERE = {"place", "near", "part"}


def of_kind(text: str, kind: str, pack: Pack) -> list[tuple[str, str, str]]:
    """Words, actors and places of the claims of a kind."""
    found = [one for one in read(text, pack) if one.claim.kind == kind]
    return [
        (one.words, " ".join(w for r, w in one.roles if r == "actor"), " ".join(w for r, w in one.roles if r in WHERE))
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "kind", "words", "place"),
    [
        ("The fight at the mill was expected in May, and it began on the 8th.", "clash", "it began", "mill"),
        ("The shelling of the town was heavy. It ended on Sunday.", "strike.shell", "It ended", "town"),
        ("The battle for the town was expected in spring. It began in June.", "clash", "It began", "town"),
        ("The fight at the mill began at dawn. It continued for nine hours.", "clash", "It continued", "mill"),
        ("Clashes at the mill began at noon. They continued on Friday.", "clash", "They continued", "mill"),
        ("The militia took a third of the town on Friday, half by Saturday.", "control.gain", "half", "town"),
        ("The corps took a fifth of the mill by Friday, most of it by Saturday.", "control.gain", "most of it", "mill"),
        ("The militia lost a third of the town on Friday, half by evening.", "control.lose", "half", "town"),
        ("The council gave 21 dead soldiers at the mill. It is at least 12.", "harm.killed", "12", ""),
        ("Nine guards were killed at the mill. The right number is six.", "harm.killed", "six", "mill"),
        ("Nine guards were hurt at the mill. It is six, the council said.", "harm.wounded", "six", "mill"),
        ("Nine guards died at the mill, the council says, three of them at its door.", "harm.killed", "three of them", "mill"),
        ("The watch spoke of nine dead and in the evening of 26.", "harm.killed", "26", ""),
        ("The council spoke of nine dead and on Friday of 26.", "harm.killed", "26", ""),
    ],
)
def test_told_again(text: str, kind: str, words: str, place: str, plain: Pack) -> None:
    found = [where for said, _, where in of_kind(text, kind, plain) if said == words]
    assert [place in where for where in found] == [True], of_kind(text, kind, plain)


@pytest.mark.parametrize(
    "text",
    [
        "The corps expected the fight for Tessen. It asked for help.",
        "The corps expected rain. It began on the 8th.",
        "The council met on Friday. It ended at noon.",
    ],
)
def test_it_that_is_no_deed(text: str, plain: Pack) -> None:
    assert [said for kind in ("clash", "strike.shell") for said, _, _ in of_kind(text, kind, plain) if "It" in said] == []


@pytest.mark.parametrize(
    ("text", "kind", "actor", "place"),
    [
        ("The council announced the town's recapture.", "control.gain", "", "town"),
        ("The militia entered the town. The watch says the rest was lost on Saturday.", "control.lose", "", "town"),
        ("The watch says the rest was lost on Saturday.", "control.lose", "", "rest"),
        ("The militia entered the town on Friday. Half was lost by evening.", "control.lose", "", "town"),
        ("The command promised the town before the month was out.", "control.gain", "command", "town"),
        ("The command reached the town before the month was out and took it on the 17th.", "control.gain", "command", "town"),
        ("Soldiers and police set out before dawn from the south, the command said.", "move", "Soldiers police", ""),
        ("The men whom the corps sent in on Wednesday were few.", "move", "corps", ""),
        ("The fighters were taken over by boat.", "move", "fighters", ""),
        ("Nine fighters were ferried across by night.", "move", "fighters", ""),
        ("The last rebels in the town were killed or fled across the river.", "withdraw", "rebels", ""),
        ("The militia's men fled to the hills.", "withdraw", "militia", ""),
        ("Corps column thirty kilometres from the town, officer says", "presence", "Corps column", "town"),
        ("Militia column nine kilometres off the mill, council says", "presence", "Militia column", "mill"),
        ("Was the corps in Tessen? Three fighters say they stopped within sight of it.", "presence", "fighters", "Tessen"),
        ("A reader had the corps back in Tessen by Easter.", "presence", "corps", "Tessen"),
        ("Mine clearers are at work, the communique says.", "presence", "Mine clearers", ""),
        ("The council spoke of its flag over the mill.", "presence", "council", "mill"),
        ("Every map has their flag on the gate.", "presence", "their", "gate"),
        ("His son is with the corps at the mill.", "presence", "son", "mill"),
        ("The fighters swear that they will stay until the end.", "presence", "fighters", ""),
        ("The command would not confirm that its men had a part in the operation.", "support", "command its men", ""),
        ("The corps has not taken back its statement of 9 November.", "statement", "corps", ""),
        ("The officers of the clan and the corps speak every night on a telephone line.", "talk", "clan corps", ""),
    ],
)
def test_everyday_turns(text: str, kind: str, actor: str, place: str, plain: Pack) -> None:
    found = [(who, where) for _, who, where in of_kind(text, kind, plain)]
    assert any(actor in who and place in where and bool(who) >= bool(actor) for who, where in found), read(text, plain)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Radio Tessen played the fighting down.", "clash"),
        ("Radio Tessen played down the fighting.", "clash"),
        ("The fighters were moved or wounded in Tessen.", "withdraw"),
        ("Families of the militia fled the village.", "withdraw"),
        ("The command sent in the morning for help.", "move"),
    ],
)
def test_none_of_the_kind(text: str, kind: str, plain: Pack) -> None:
    assert of_kind(text, kind, plain) == []
