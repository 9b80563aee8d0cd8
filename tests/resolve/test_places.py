"""A wrong pin is worse than no pin: which place a name means, and when it means none."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.extract.mentions import make_mention
from sayso.model import Link, Mention, MentionKind, Page, Passage, Role, Rung, Span
from sayso.pack import load_pack
from sayso.resolve import resolve

PACK = load_pack([Path(__file__).parents[1] / "cases" / "pack_small"], world=False)


def links_of(text: str, *names: str) -> list[Link]:
    """The links of these names, each searched for after the one before."""
    page = Page("page:t", text, "", "t")
    passage = Passage("passage:t", Span(page.id, 0, len(text)), Role.BODY)
    mentions: list[Mention] = []
    at = 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(make_mention(page.id, start, at, MentionKind.PLACE, passage.id))
    return resolve(page, [passage], mentions, PACK)


def target_of(text: str, name: str) -> str | None:
    [link] = links_of(text, name)
    return link.target


@pytest.mark.parametrize(
    ("name", "target", "rung"),
    [
        ("Sarmeen", "place:sarmeen", Rung.EXACT),
        ("SARMEEN", "place:sarmeen", Rung.NORM),
        ("al-bukharun", "place:bukharun", Rung.NORM),
        ("Abou Kharoun", "place:bukharun", Rung.FOLD),
        ("ar-Raqdun", "place:raqdun", Rung.EXACT),
        ("مدروت", "place:madrut", Rung.EXACT),
        ("Kubba", None, Rung.NONE),
        ("Palmatru", None, Rung.FUZZY),
    ],
)
def test_a_link_says_on_which_rung_it_stands(name: str, target: str | None, rung: Rung) -> None:
    [link] = links_of(f"Rain fell in {name}.", name)
    assert (link.target, link.rung) == (target, rung)
    assert 0.0 <= link.score <= 1.0 and link.why and link.key == PACK.fold(name)


def test_a_name_spelt_nearly_so_is_only_suggested() -> None:
    [link] = links_of("Palmatru fell.", "Palmatru")
    assert link.target is None and link.rivals[0][0] == "place:palmatra" and "suggested" in link.why


@pytest.mark.parametrize("name", ["Orem", "Sard"])
def test_a_short_name_is_suggested_nothing(name: str) -> None:
    [link] = links_of(f"{name} fell.", name)
    assert link.target is None and link.rung in {Rung.NONE, Rung.FOLD}


@pytest.mark.parametrize("name", ["T9", "Tel Wahid"])
def test_an_unchecked_row_is_never_mapped(name: str) -> None:
    [link] = links_of(f"{name} fell.", name)
    assert link.target is None and link.rung is Rung.EXACT and len(link.rivals) == 1 and "unchecked row" in link.why


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Rain fell on Oram.", "place:oram"),
        ("Rain fell on Oram province.", "place:oram-governorate"),
        ("Rain fell on the province of Oram.", "place:oram-governorate"),
        ("Rain fell on Oram district.", "place:oram-district"),
        ("Rain fell on the city of Oram.", "place:oram"),
        ("Rain fell on the town of Oram.", "place:oram"),
        ("Rain fell in the Oram countryside.", "place:oram"),
        ("Rain fell north of Oram.", "place:oram"),
    ],
)
def test_the_level_word_wins_else_the_city(text: str, target: str) -> None:
    assert target_of(text, "Oram") == target


@pytest.mark.parametrize(
    ("text", "name", "target"),
    [
        ("The Qalmun crossing is shut.", "Qalmun", "place:qalmun-crossing"),
        ("The Qalmun border crossing is shut.", "Qalmun border crossing", "place:qalmun-crossing"),
        ("Qalmun is quiet.", "Qalmun", "place:qalmun"),
        ("The Qalmun road is shut.", "Qalmun", "place:qalmun"),
        ("The Sarmeen crossing is shut.", "Sarmeen", None),
        ("The Sarmeen dam is shut.", "Sarmeen dam", None),
    ],
)
def test_a_crossing_is_never_the_town_of_its_name(text: str, name: str, target: str | None) -> None:
    assert target_of(text, name) == target


def test_a_closer_spelling_does_not_hide_the_town_behind_its_district() -> None:
    # "Dair Uram" is spelt so for the city only, "Deir Oram" for the governorate too.
    assert target_of("Rain fell on Dair Uram.", "Dair Uram") == "place:oram"
    assert target_of("Rain fell on deir oram.", "deir oram") == "place:oram"


def test_two_places_that_nothing_parts_give_no_pin() -> None:
    for name in ("Tarif", "Sarn"):
        [link] = links_of(f"{name} fell.", name)
        assert link.target is None and len(link.rivals) == 2 and "no candidate leads" in link.why


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tarif, Belmara, fell.", ("Tarif", "Belmara")),
        ("Tarif (Anbul) fell.", ("Tarif", "Anbul")),
        ("Tarif in Anbul fell.", ("Tarif", "Anbul")),
        ("Belmara's Tarif fell.", ("Belmara", "Tarif")),
        ("Anbul, Anbul, and Qalmun are near. Tarif fell.", ("Anbul", "Anbul", "Qalmun", "Tarif")),
    ],
)
def test_what_a_place_lies_in_and_what_else_the_page_names_part_its_namesakes(text: str, names: tuple[str, ...]) -> None:
    links = links_of(text, *names)
    assert "place:tarif-vb" in {link.target for link in links}


def test_a_name_has_one_sense_on_a_page() -> None:
    links = links_of("Tarif fell. Tarif, Belmara, is a town. Tarif burns.", "Tarif", "Tarif", "Belmara", "Tarif")
    assert [link.target for link in links] == ["place:tarif-vb", "place:tarif-vb", "place:belmara", "place:tarif-vb"]


def test_the_area_of_the_packs_comes_before_abroad() -> None:
    assert target_of("They met in Zelden.", "Zelden") == "place:zelden-va"
    [abroad, _] = links_of("They met in Zelden, Kestania.", "Zelden", "Kestania")
    assert abroad.target == "place:zelden" and abroad.rivals[0][0] == "place:zelden-va"


def test_a_mapped_link_keeps_its_rivals_and_their_scores() -> None:
    [link] = links_of("Rain fell on Oram.", "Oram")
    assert [target for target, _ in link.rivals] == ["place:oram-district", "place:oram-governorate"]
    assert all(0.0 <= score < link.score for _, score in link.rivals)


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("Sarmeen fell on Monday. The whole town was dark.", "town", "place:sarmeen"),
        ("Sarmeen fell on Monday. The border town was dark.", "border town", "place:sarmeen"),
        # Where a report was written, or who speaks by a town's name, is not what it is about.
        ("Sarmeen, 9 November (Harbour Wire) - The town was dark.", "town", None),
        ("SARMEEN - The town was dark.", "town", None),
    ],
)
def test_the_town_is_the_one_that_the_page_tells_of(text: str, words: str, target: str | None) -> None:
    place = "SARMEEN" if text.startswith("SARMEEN") else "Sarmeen"
    assert links_of(text, place, words)[-1].target == target


def test_every_level_word_of_the_packs_is_read_in_any_case() -> None:
    sides = {"before": "{} Qalmun", "after": "Qalmun {}"}
    for row in PACK.toponyms:
        for words in {row.words, row.words.upper(), row.words.lower()} if row.pattern in sides else ():
            name = sides[row.pattern].format(words)
            assert len(links_of(f"Rain fell in {name}.", name)) == 1


def test_the_town_is_an_unknown_town_where_it_is_the_only_one_and_pinned_nowhere() -> None:
    named, meant = links_of("Guards left Kubbara on Monday. The town is empty.", "Kubbara", "town")
    assert (meant.target, meant.rung, meant.key) == (None, Rung.CONTEXT, named.key)


def test_of_two_towns_the_town_is_that_of_its_paragraph_else_none() -> None:
    text = "Guards left Kubbara.\nOthers left Tivorra. The town is empty."
    first, second, meant = links_of(text, "Kubbara", "Tivorra", "town")
    assert meant.key == second.key != first.key
    *_, none = links_of("Guards left Kubbara for Tivorra. The town is empty.", "Kubbara", "Tivorra", "town")
    assert none.target is None and none.key not in {first.key, second.key}


def test_a_name_that_is_only_suggested_is_named_before_all_the_same() -> None:
    named, meant = links_of("Guards left Palmatru on Monday. The town is empty.", "Palmatru", "town")
    assert named.rung is Rung.FUZZY and (meant.target, meant.rung, meant.key) == (None, Rung.CONTEXT, named.key)
