"""Whose words a sentence gives, by which word, and which words those are, in forms the parser takes for something else."""

from __future__ import annotations

import pytest

from sayso.extract.mend import mend
from sayso.extract.parse import parse
from sayso.extract.telling import source_words
from sayso.extract.tellings import find_tellings
from sayso.pack import Pack

Told = tuple[str | None, str, str]


def tell(text: str, pack: Pack) -> list[Told]:
    """Source, cue and content of each telling; several stretches of content with a bar between."""
    (paragraph,) = parse(text, 0, len(text))
    doc = paragraph.doc
    mend(doc, pack)
    return [
        (
            doc.text[slice(*source_words(told.named, told.cue))] if told.named is not None else None,
            doc.text[slice(*told.words)],
            " | ".join(doc.text[a:b] for a, b in told.content),
        )
        for told in find_tellings(doc, pack)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The elders also called for the militia to leave the mill.",
            ("The elders", "also called for", "the militia to leave the mill"),
        ),
        (
            "On Sunday, she disclosed for the first time that after the raid, the mayor called her again.",
            ("she", "disclosed", "that after the raid, the mayor called her again"),
        ),
        ("Not everyone is convinced the gate will hold.", ("Not everyone", "is convinced", "the gate will hold")),
        (
            "Many drivers were surprised and dismayed at the loss of the mill.",
            ("Many drivers", "were surprised and dismayed at", "the loss of the mill"),
        ),
        ("The guards are confident in the new pump.", ("The guards", "are confident in", "the new pump")),
        ("Older drivers prefer the northern road.", ("Older drivers", "prefer", "the northern road")),
        (
            "Odeh complained Salma had attacked him and questioned why the mill was lost.",
            ("Odeh", "questioned", "why the mill was lost"),
        ),
        (
            "He did it sideways, admitting that Odeh had lost the mill but warning that the clan would stay.",
            ("He", "warning", "that the clan would stay"),
        ),
        (
            "The council praised the guard, who left the mill by noon.",
            ("The council", "praised", "the guard"),
        ),
        ("Lamis Odeh, speaking on the radio, said the gate was shut.", ("Lamis Odeh", "said", "the gate was shut")),
        (
            "The report on Wednesday for the first time cited a letter from the mill.",
            ("The report", "cited", "a letter from the mill"),
        ),
        (
            "According to the summary, Odeh and another aide asked the driver to burn the list.",
            ("the summary", "According to", "Odeh and another aide asked the driver to burn the list"),
        ),
    ],
)
def test_who_tells_what_by_which_word(text: str, told: Told, plain: Pack) -> None:
    assert told in tell(text, plain)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("BENNASAR: The clan holds the gate.", ("BENNASAR", ":", "The clan holds the gate")),
        (
            'The driver told us how they fled. "We had no boat. We believe they will come."',
            ("The driver", "told", "how they fled | We had no boat. We believe they will come"),
        ),
        (
            "''We held the mill; we will hold the gate,'' said Lamis Odeh.",
            ("Lamis Odeh", "said", "''We held the mill; we will hold the gate"),
        ),
        ('"What does the clan want from us?" reacted the mayor.', ("the mayor", "reacted", "What does the clan want from us")),
        (
            'The letter makes a plain case: "We hold the gate and we will keep it."',
            ("The letter", ":", "We hold the gate and we will keep it"),
        ),
        (
            "Odeh said,\u201cThe raids have no place in this valley.\u201d",
            ("Odeh", "said", "The raids have no place in this valley"),
        ),
    ],
)
def test_whose_a_quote_or_a_line_of_a_talk_is(text: str, told: Told, plain: Pack) -> None:
    assert told in tell(text, plain)


@pytest.mark.parametrize(
    "text",
    [
        "It is hard to imagine a bigger waste of boats.",
        "It means admitting that the mill is lost.",
        "There are reasons to doubt the letter.",
        "UPDATE: The clan holds the gate.",
    ],
)
def test_nobody_tells_it(text: str, plain: Pack) -> None:
    assert [source for source, _, _ in tell(text, plain) if source is not None] == []
