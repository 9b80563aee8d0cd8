"""Names of the world index are found where they are places, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.extract.mentions import find_mentions
from sayso.extract.parse import parse
from sayso.model import MentionKind, Page, Passage, Role, Span
from sayso.pack import Pack, load_pack
from tests.gazetteer.small_world import make_index


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Our words, and a world of a dozen invented places."""
    index = make_index(tmp_path_factory.mktemp("world") / "small.sqlite")
    return replace(load_pack(world=False), opening=lambda: index)


def places_in(text: str, pack: Pack) -> list[tuple[str, str]]:
    page = Page("page:t", text, "", "t")
    passage = Passage("passage:t", Span(page.id, 0, len(text)), Role.BODY)
    paragraphs = parse(text, 0, len(text))
    found = [m for p in paragraphs for m in find_mentions(page, passage, p.doc, p.offset, pack)]
    return [(text[m.span.start : m.span.end], m.reading.value) for m in found if m.kind is MentionKind.PLACE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shops in Harun were shut.", ("Harun", "literal")),
        ("Harun lies by a lake.", ("Harun", "literal")),
        ("A bus came from Harun.", ("Harun", "literal")),
        ("Shops in Harun were shut. The Harun Herald was late.", ("Harun", "embedded")),
        ("Shops in Tell Sabra were shut. Tell Sabra slept.", ("Tell Sabra", "literal")),
    ],
)
def test_a_city_is_found_by_its_name_and_a_small_town_by_what_stands_before_it(
    text: str, expected: tuple[str, str], pack: Pack
) -> None:
    assert expected in places_in(text, pack)


@pytest.mark.parametrize("text", ["Mr Maroun spoke.", "Maroun spoke to them.", "The Sabra was late."])
def test_a_small_town_is_not_found_by_its_bare_name(text: str, pack: Pack) -> None:
    assert places_in(text, pack) == []


def test_what_is_a_place_once_is_one_everywhere_on_the_page(pack: Pack) -> None:
    assert [words for words, _ in places_in("Tell Sabra voted. It is cold in Tell Sabra.", pack)] == ["Tell Sabra"] * 2


def test_without_the_world_a_name_is_what_the_model_makes_of_it(pack: Pack) -> None:
    text = "Tell Sabra voted. It is cold in Tell Sabra."
    assert len(places_in(text, load_pack(world=False))) < len(places_in(text, pack))
