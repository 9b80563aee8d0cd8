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
