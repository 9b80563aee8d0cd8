"""Traps that take more than a sentence: what follows a quote, what a headline adds, what comes back as a noun (saying, 4)."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = "source:ledger"
QUOTED = '"We took the mill on Monday," said Colonel Odeh of the corps.'


@pytest.mark.parametrize(
    ("text", "kind", "carried"),
    [
        (f"{QUOTED} Two lorries were captured there.", "equipment.seize", True),
        (f"{QUOTED} The weather was fine. The militia withdrew to the town of Sarn.", "withdraw", True),
        (f"{QUOTED}\nThe militia withdrew to the town of Sarn.", "withdraw", True),
        (f"{QUOTED}\nThe rain went on.\nThe militia withdrew to the town of Sarn.", "withdraw", True),
        (f"{QUOTED}\nIt rained.\nIt was cold.\nThe militia withdrew to the town of Sarn.", "withdraw", False),
        (f"{QUOTED} The council said it rained.\nThe militia withdrew to the town of Sarn.", "withdraw", False),
        (f"The militia withdrew to the town of Sarn. {QUOTED}", "withdraw", False),
        ("The council said it rained. The militia withdrew to the town of Sarn.", "withdraw", False),
    ],
)
def test_trap_4_words_after_a_quote_are_the_outlets_and_marked(text: str, kind: str, carried: bool, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    words, link = found.chains[0][-1]
    assert (words, link.carried) == (OUTLET, carried)


@pytest.mark.parametrize("verb", ["went on", "added", "explained"])
def test_trap_4_a_word_of_going_on_names_who_speaks_after_the_quote(verb: str, plain: Pack) -> None:
    text = f"{QUOTED} The militia withdrew to the town of Sarn, he {verb}."
    (found,) = (one for one in read(text, plain) if one.claim.kind == "withdraw")
    words, link = found.chains[0][-1]
    assert (words, link.carried) == ("Colonel Odeh", False)


def test_trap_4_a_quote_that_goes_on_is_marked_and_keeps_its_speaker(plain: Pack) -> None:
    text = '"It is over," said Colonel Odeh of the corps.\n"We took the town of Sarn."'
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert found.chains[0][-1][1].carried


@pytest.mark.parametrize(
    ("text", "mood", "day"),
    [
        ("The corps leaves the town of Sarn tomorrow.", "expected", "2017-11-10"),
        ("The corps is leaving the town of Sarn next week.", "expected", "2017-11-13"),
        ("A ceasefire begins in the town of Sarn on 1 December.", "expected", "2017-12-01"),
        ("The town of Sarn falls before Christmas.", "expected", "2017-11-09"),
        ("By Easter they are through the town of Sarn.", "expected", "2017-11-09"),
        ("The corps takes the town of Sarn on Friday.", "expected", "2017-11-10"),
        ("The corps takes the town of Sarn on Wednesday.", "actual", "2017-11-08"),
        ("The corps holds the town of Sarn since Sunday.", "actual", "2017-11-05"),
        ("The corps takes the town of Sarn.", "actual", None),
    ],
)
def test_trap_1_the_present_of_a_day_to_come_is_a_forecast(text: str, mood: str, day: str | None, plain: Pack) -> None:
    (found,) = read(text, plain)
    start = found.claim.when.start if found.claim.when is not None else None
    assert (found.claim.mood.value, start and str(start)[:10]) == (mood, day)
