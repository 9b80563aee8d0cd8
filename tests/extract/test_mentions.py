"""Names are found whole, by any finder, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.mentions import find_mentions, make_mention
from sayso.extract.parse import parse
from sayso.model import Mention, MentionKind, Page, Passage, Reading, Role, Span
from sayso.pack import load_pack
from tests.laws import TIMES

PACK = load_pack([Path(__file__).parents[1] / "cases" / "pack_small"], world=False)
P, A, S = "place", "actor", "source"


def mentions_in(text: str, role: Role = Role.BODY, before: str = "") -> list[Mention]:
    page = Page("page:t", before + text, "", "t")
    passage = Passage("passage:t", Span(page.id, len(before), len(page.text)), role)
    paragraphs = parse(page.text, passage.span.start, passage.span.end)
    return [m for p in paragraphs for m in find_mentions(page, passage, p.doc, p.offset, PACK)]


def names_in(text: str, role: Role = Role.BODY) -> list[tuple[str, str]]:
    """The names that may fill a role of a claim."""
    found = [m for m in mentions_in(text, role) if m.reading in {Reading.LITERAL, Reading.METONYMIC}]
    return [(text[m.span.start : m.span.end], m.kind.value) for m in found]


def readings_in(text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], m.reading.value) for m in mentions_in(text) if m.kind is MentionKind.PLACE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army entered al-Bukharun on Monday.", [("army", "actor"), ("al-Bukharun", P)]),
        ("Abou Kharoun and Abu-Kharun are one town.", [("Abou Kharoun", P), ("Abu-Kharun", P)]),
        ("Al- Qalmun fell.", [("Al- Qalmun", P)]),
        ("The convoy left Deir Oram before noon.", [("Deir Oram", P)]),
        ("They hold Qalmun/Tarif.", [("Qalmun", P), ("Tarif", P)]),
        ("Bukharun (Tarif) and Oram, Anbul.", [("Bukharun", P), ("Tarif", P), ("Oram", P), ("Anbul", P)]),
        ("Madrut’s walls and Anbul's fields.", [("Madrut", A), ("Madrut", P), ("Anbul", P)]),
        ("قال شهود في مدروت", [("مدروت", P)]),
    ],
)
def test_names_of_the_packs_are_found_in_any_spelling(text: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The VAA-held bank.", [("VAA", A)]),
        ("US-led jets came.", [("US", A), ("US", P)]),
        ("The Dawn State-held bank.", [("Dawn State", A)]),
        ("Trucks took the al-Qalmun-T9-Palmatra route.", [("al-Qalmun", P), ("T9", P), ("Palmatra", P)]),
        ("The Bukharun-Deir Oram road is open.", [("Bukharun", P), ("Deir Oram", P)]),
        ("The Tell Gharib-Harmeen-Wadi Mirsal road.", [("Tell Gharib", P), ("Harmeen", P), ("Wadi Mirsal", P)]),
    ],
)
def test_a_hyphen_parts_names_but_not_an_article_from_its_name(text: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fled the town of Harab al-Zayt.", ("Harab al-Zayt", P)),
        ("They fled the village of Kubba.", ("Kubba", P)),
        ("They met at the Desert Gate border crossing.", ("Desert Gate border crossing", P)),
        ("Rain fell in Wadi Mirsal province.", ("Wadi Mirsal", P)),
        ("They camped north of Harmeen.", ("Harmeen", P)),
        ("Rockets hit the Tell Gharib airbase.", ("Tell Gharib airbase", P)),
        ("Rain fell in Wadi Mirsal Province.", ("Wadi Mirsal Province", P)),
        ("Shots were heard in Mill Street.", ("Mill Street", P)),
        ("Two shells hit the Harmeen hospital.", ("Harmeen hospital", P)),
        ("They prayed at St. Gharib Church.", ("St. Gharib Church", P)),
    ],
)
def test_a_cue_finds_a_place_no_pack_knows(text: str, expected: tuple[str, str]) -> None:
    assert expected in names_in(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Vastria said so.", {P, A}),
        ("Madrut said so.", {P, A}),
        ("Oram is calm.", {P}),
        ("The River Guard said so.", {A}),
        ("The Harbour Wire said so.", {S}),
    ],
)
def test_the_same_words_may_be_place_and_actor(text: str, kinds: set[str]) -> None:
    assert {kind for _, kind in names_in(text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "In June many people left.",
        "They may go, tell us.",
        "The militia and some fighters left.",
        "Vastrian officials arrived.",
        "This bank. Many hills. Very good.",
        "",
    ],
)
def test_common_words_months_and_demonyms_are_no_places(text: str) -> None:
    assert (P not in {kind for _, kind in names_in(text)}) and ("us", A) not in names_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dawn State in Vastria and Belmara is small.", [("Dawn State in Vastria and Belmara", A)]),
        ("Lions of Oram came.", [("Lions of Oram", A)]),
        ("Oram Radio was silent.", [("Oram Radio", S)]),
        ("Qalmun crossing was shut.", [("Qalmun crossing", P)]),
    ],
)
def test_a_name_inside_a_longer_name_is_not_counted(text: str, expected: list[tuple[str, str]]) -> None:
    assert names_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell in Oram.", ("Oram", "literal")),
        ("Oram denied the report.", ("Oram", "metonymic")),
        ("The report was denied by Oram.", ("Oram", "metonymic")),
        ("Oram officials left.", ("Oram", "metonymic")),
        ("Oram is calm.", ("Oram", "literal")),
        ("The council declares Oram taken", ("Oram", "literal")),
        ("Turkish jets came.", ("Turkish", "demonym")),
        ("South Sudanese troops came.", ("South Sudanese", "demonym")),
        ("Oram Radio was silent.", ("Oram", "embedded")),
        ("Lions of Oram came.", ("Oram", "embedded")),
    ],
)
def test_a_place_is_read_by_the_words_around_it(text: str, expected: tuple[str, str]) -> None:
    assert expected in readings_in(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came from Louisville, Ky., on Monday.", [("Louisville", P), ("Ky.", P)]),
        ("Rain fell in Tarif, U.A.E., today.", [("Tarif", P), ("U.A.E.", P)]),
    ],
)
def test_short_forms_are_places_with_their_stops(text: str, expected: list[tuple[str, str]]) -> None:
    assert [found for found in names_in(text) if found in expected] == expected


@pytest.mark.parametrize("text", ["Miss Harun spoke.", "It was ill. Ind was not named.", "They said OR nothing."])
def test_a_short_form_without_its_place_before_it_is_a_word(text: str) -> None:
    assert not {"Miss", "Ind", "OR"} & {words for words, kind in names_in(text) if kind == P}


def test_what_the_model_names_and_no_pack_knows_is_kept() -> None:
    found = names_in("Karim Haddad of the Free Mill Council spoke in Berlin.")
    assert found == [("Karim Haddad", A), ("Free Mill Council", A), ("Berlin", P)]


def test_no_name_crosses_a_comma_a_bracket_or_a_sentence_end() -> None:
    for mark in (", ", " (", ". ", "; ", "\n"):
        assert ("Deir" + mark + "Oram", P) not in names_in(f"In Deir{mark}Oram it rained.")


@pytest.mark.parametrize("role", [Role.COMMENT, Role.POST])
def test_readers_write_long_names_small(role: Role) -> None:
    text = "i say bukharun goes to the lions of oram, t9 and vaa too"
    assert names_in(text, role) == [("bukharun", P), ("lions of oram", A)]


def test_an_article_does_not_write_names_small() -> None:
    assert names_in("i say bukharun goes to the lions of oram") == []


def test_a_mention_is_the_same_whoever_makes_it() -> None:
    [found] = mentions_in("Rain in Tarif.")
    assert found == make_mention("page:t", 8, 13, MentionKind.PLACE, "passage:t")


WORDS = (
    "Oram",
    "al-",
    "Tarif",
    "VAA-held",
    "town of",
    "Kubba",
    ",",
    ".",
    "“",
    "’s",
    "-",
    "Qalmun",
    "us",
    "\u00a0",
    "\n",
    "road",
    "(",
    "é",
)


@settings(max_examples=60 * TIMES, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.sampled_from(["", "Tarif. "]))
def test_every_mention_lies_in_its_passage_and_none_is_blank(words: list[str], before: str) -> None:
    text = " ".join(words)
    page = before + text
    for mention in mentions_in(text, before=before):
        start, end = mention.span.start, mention.span.end
        assert len(before) <= start < end <= len(page)
        assert page[start:end] == page[start:end].strip()
        assert not set(page[start:end]) & set(",.(\n")
