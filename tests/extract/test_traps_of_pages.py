"""Traps that take more than a sentence: what follows a quote, what a headline adds, what comes back as a noun (saying, 4)."""

from __future__ import annotations

import pytest

from sayso.extract import extract
from sayso.model import Attribution, Claim, Mention, Mood, Page, Passage, Role, Span
from sayso.pack import Pack
from tests.extract.reading import THURSDAY, read

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


def on_page(*passages: tuple[Role, str], pack: Pack) -> list[tuple[Claim, str, list[tuple[str | None, str]]]]:
    """Each claim of a page with its words and the last speaker and act of each chain, of passages that follow one another."""
    text, made = "", []
    for number, (role, words) in enumerate(passages):
        made.append(Passage(f"passage:{number}", Span("page:1", len(text), len(text) + len(words)), role, OUTLET))
        text += f"{words}\n\n"
    page = Page("page:1", text, "0" * 64, "page.txt", source=OUTLET, published=THURSDAY, language="en")
    records = extract(page, made, pack)
    named = {r.id: text[r.span.start : r.span.end] for r in records if isinstance(r, Mention)}
    links = [r for r in records if isinstance(r, Attribution)]
    inner = {link.inside for link in links}
    return [
        (
            claim,
            text[claim.span.start : claim.span.end],
            [
                (named.get(link.source or "", link.source), link.act.value)
                for link in links
                if link.claim == claim.id and link.id not in inner
            ],
        )
        for claim in records
        if isinstance(claim, Claim)
    ]


@pytest.mark.parametrize(
    ("headline", "body", "voices"),
    [
        (
            "Corps takes the town of Sarn",
            '"We have taken the town of Sarn," the corps command said on Wednesday.',
            [OUTLET, "corps command"],
        ),
        ("Town of Sarn falls to the corps", "The corps said it had taken most of the town of Sarn.", [OUTLET, "corps"]),
        ("Corps in full control of the town of Sarn", "The corps said it held parts of the town of Sarn.", [OUTLET, "corps"]),
        ("The corps has taken the town of Sarn: council", "The council said the corps took the town of Sarn.", ["council"] * 2),
    ],
)
def test_trap_3_a_headline_has_its_own_voice_and_the_body_its_speaker(
    headline: str, body: str, voices: list[str], plain: Pack
) -> None:
    found = on_page((Role.HEADLINE, headline), (Role.BODY, body), pack=plain)
    assert [who for claim, _, leaves in found if claim.kind.startswith("control") for who, _ in leaves] == voices


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Corps retakes the town of Sarn: military source", "military source"),
        ("Corps retakes the town of Sarn: state media", "state media"),
        ("Corps retakes the town of Sarn: Minister Odeh", "Minister Odeh"),
        ("Corps retakes the town of Sarn, says border source", "border source"),
        ("Corps retaking the town of Sarn, says border source", "border source"),
        ("Corps retakes the town of Sarn: what we know", OUTLET),
        ("Corps takes new town: Sarn", OUTLET),
        ("Three towns fall to corps: Sarn, Orla and Wadi", OUTLET),
    ],
)
def test_who_stands_behind_the_colon_of_a_headline_says_it_if_he_can_speak(headline: str, who: str, plain: Pack) -> None:
    found = on_page((Role.HEADLINE, headline), pack=plain)
    assert [(claim.kind, leaves[0][0]) for claim, _, leaves in found] == [("control.gain", who)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The corps took the town of Sarn on Monday. The gain came after a week of rain.", "control.gain"),
        ("The militia crossed the river on 3 March. The crossing of 3 March surprised the council.", "move"),
        ("Jets bombed the mill on Monday. The strike was condemned by the council.", "strike.air"),
        ("The corps attacked the mill on Monday. That attack was the third this week.", "attack"),
        ("The corps shelled the mill on Monday. The shelling was condemned by the council.", "strike.shell"),
    ],
)
def test_trap_8_a_deed_that_comes_back_as_a_noun_is_no_second_deed(text: str, kind: str, plain: Pack) -> None:
    assert [one.claim.kind for one in read(text, plain)].count(kind) == 1


@pytest.mark.parametrize(
    "update",
    [
        "Update 18:10: The corps has taken the mill.",
        "UPDATE: The mill has been taken by the corps.",
        "Update, 6 p.m.: The mill is in the hands of the corps.",
    ],
)
def test_trap_9_what_an_update_tells_has_happened_and_what_stands_below_was_to_come(update: str, plain: Pack) -> None:
    below = "The corps will go for the mill, its staff said in the morning."
    found = on_page((Role.NOTE, update), (Role.BODY, below), pack=plain)
    assert [claim.mood for claim, _, _ in found] == [Mood.ACTUAL, Mood.EXPECTED]
    assert all(act != "deny" for _, _, leaves in found for _, act in leaves)


@pytest.mark.parametrize(
    "text",
    [
        "The corps took positions north of the town of Sarn.",
        "Fighting went on five kilometres south of the town of Sarn.",
        "The corps reached the outskirts of the town of Sarn.",
        "The militia controls the countryside around the town of Sarn.",
        "Jets bombed a column near the town of Sarn.",
        "The militia holds the hills east of the town of Sarn.",
    ],
)
def test_trap_10_beside_a_place_is_not_the_place(text: str, plain: Pack) -> None:
    for found in read(text, plain):
        assert "place" not in dict(found.roles) or dict(found.roles)["place"] != "Sarn", found.roles


def thread(first: str, answer: str, plain: Pack, reader: str | None = "reader:b") -> tuple[list[Claim], list[Attribution]]:
    """Two comments, the second in answer to the first."""
    text = f"{first}\n\n{answer}"
    page = Page("page:1", text, "0" * 64, "page.txt", source=OUTLET, published=THURSDAY, language="en")
    at = len(first) + 2
    passages = [
        Passage("passage:1", Span(page.id, 0, len(first)), Role.COMMENT, "reader:a"),
        Passage("passage:2", Span(page.id, at, len(text)), Role.COMMENT, reader, inside="passage:1", depth=1),
    ]
    records = extract(page, passages, plain)
    return [r for r in records if isinstance(r, Claim)], [r for r in records if isinstance(r, Attribution)]


@pytest.mark.parametrize(
    ("answer", "act", "sign"),
    [
        ("No chance.", "deny", "-"),
        ("Not a chance, my friend.", "deny", "-"),
        ("Never!", "deny", "-"),
        ("I doubt it.", "deny", "-"),
        ("Exactly.", "confirm", "+"),
        ("Agreed, and sooner.", "confirm", "+"),
    ],
)
def test_trap_11_an_answer_in_a_thread_is_a_readers_word_on_the_others_forecast(
    answer: str, act: str, sign: str, plain: Pack
) -> None:
    for reader in ("reader:b", None):
        claims, links = thread("By Easter they are through the town of Sarn.", answer, plain, reader)
        (claim,) = claims
        assert claim.mood is Mood.EXPECTED
        assert [(link.source, link.act.value, link.polarity) for link in links] == [
            ("reader:a", "assert", "+"),
            (reader, act, sign),
        ]


def test_trap_11_a_word_that_answers_nobody_is_no_word_on_anything(plain: Pack) -> None:
    assert len(thread("The rain was heavy.", "No chance.", plain)[1]) == 0
    assert len(thread("The corps took the town of Sarn.", "Never mind the tanks.", plain)[1]) == 1


def test_a_reader_whose_name_is_lost_is_not_the_outlet(plain: Pack) -> None:
    _, links = thread("The corps took the town of Sarn.", "Nobody can confirm any of this.", plain, None)
    assert OUTLET not in {link.source for link in links}
