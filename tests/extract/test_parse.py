"""The parse carries the page's own words and offsets, whatever the parser was shown, and remembers only what is so."""

from __future__ import annotations

import pytest

from sayso.extract.alike import looks_of
from sayso.extract.forms import mend_lemmas
from sayso.extract.guise import Guise, show
from sayso.extract.parse import Looks, is_plain, parse, parser
from sayso.pack import Pack

TEXTS = (
    "There were clashes in the town, and there is no truce. Let's wait, it's theirs; don't go.",
    "The wages were raised, the men hoping to leave, but what had been said was not true.",
    "Nobody has any, and that that was taken is his. He does, they do, she'd gone, we'll see.",
    "  Two  blanks stand here. The guards got there first; he gets none of it.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_remembered_of_words_is_what_the_model_makes_of_them(text: str) -> None:
    for _ in range(2):
        (found,) = parse(text, 0, len(text), Looks())
        whole = parser()(text)
        mend_lemmas(whole)
        made = [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in whole]
        assert [(t.text, t.tag_, t.pos_, t.dep_, t.lemma_, str(t.morph)) for t in found.doc] == made


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ahrar al-Sham's men left Raqqa.", ["Ahrar al-Sham", "Raqqa"]),
        ("The U.S.-built, SDF-held town fell to ISIS.", ["U.S.", "SDF", "ISIS"]),
        ("It came from the U.S. The SDF said so.", ["U.S", "SDF"]),
        ("RAQQA (Harbour Wire) - ISIS left.", ["RAQQA", "ISIS"]),
        ("“Iran” and ‘Israel’ … met.", ["Iran", "Israel"]),
    ],
)
def test_a_name_in_guise_is_one_token_of_its_own_words(text: str, names: list[str], region: Pack) -> None:
    (found,) = parse(text, 0, len(text), looks_of(text, region))
    assert len(found.doc.text) == len(text)
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in found.doc if t.text in names)
    assert [t.text for t in found.doc if t.text in names] == names
    assert all(t.lemma_ == t.text for t in found.doc if t.text in names)


def test_every_place_of_what_is_shown_leads_back_to_the_line() -> None:
    line = "The Front left Sarn for Wadi Harun."
    shown = show(line, [Guise(4, 9, "Plainname"), Guise(15, 19, "X"), Guise(24, 34, "Y")])
    assert shown.text == "The Plainname left X for Y."
    words = ("The", "Plainname", "left", "X", "for", "Y", ".")
    places = [shown.text.index(word) for word in words]
    own = [line[shown.own(at) : shown.own(at + len(word))] for at, word in zip(places, words, strict=True)]
    assert own == ["The", "Front", "left", "Sarn", "for", "Wadi Harun", "."]


@pytest.mark.parametrize(("word", "plain"), [("Repercussions", True), ("Advance", True), ("Tikrit", False), ("Paris", False)])
def test_a_plain_word_is_a_verb_or_more_than_one_of_a_thing(word: str, plain: bool) -> None:
    assert is_plain(word) is plain
