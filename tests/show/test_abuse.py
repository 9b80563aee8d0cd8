"""A comment that abuses is folded once more, and one that only speaks of hard things is not."""

from __future__ import annotations

import pytest

from sayso.pack import load_pack
from sayso.show.abuse import is_abusive

ABUSE = load_pack((), world=False).abuse


@pytest.mark.parametrize(
    "text",
    [
        "Kill them all, I say.",
        "you   MORON, read the map",
        "They are\ncockroaches, nothing else.",
        "another raghead pretending to be a general",
        "Burn in hell.",
        "All of it the doing of Sunni filth, of Shia filth",
        "اذبحوهم ولا ترحموا",
        "знову ця русня",
    ],
)
def test_words_of_abuse_are_told_in_any_case_and_over_any_blanks(text: str) -> None:
    assert is_abusive(ABUSE)(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army killed eleven fighters and their dogs.",
        "Rats spread through the camp and the wells are foul.",
        "The regime calls every one of them a terrorist, the rebels call it a Zionist plot.",
        "Shiite, Sunni, Kurd, Jew, Alawite, Yazidi and Christian alike left the town.",
        "Scunthorpe is not in Syria; nor is Dickens.",
        "He said the bastard sword was of the 15th century.",
        "الجيش دخل المدينة وقتل عشرة مسلحين",
        "Українська армія відійшла від міста.",
    ],
)
def test_hard_words_of_a_report_are_not_abuse(text: str) -> None:
    assert not is_abusive(ABUSE)(text)


def test_no_word_stands_twice_and_each_row_says_why() -> None:
    words = [word for row in ABUSE for word in row.words.split("|")]
    assert len(words) == len(set(words))
    assert {row.why for row in ABUSE} == {"slur", "insult", "dehumanising", "threat"}
