"""Of several places of one name the page says which: by level, by what stands beside it, by what else it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.extract.mentions import make_mention
from sayso.model import Link, Mention, MentionKind, Page, Passage, Role, Span
from sayso.pack import Pack, Toponym, load_pack
from sayso.resolve import resolve
from tests.gazetteer.small_world import make_index

HARUN, TELL_SABRA, SABRA, FAR_HARUN, SARNIA = (f"place:gn-{n}" for n in (101, 102, 103, 104, 1))


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Our words and a people of our own, and a world of a dozen invented places."""
    index = make_index(tmp_path_factory.mktemp("world") / "small.sqlite")
    plain = load_pack(world=False)
    people = Toponym("sarnian", "demonym", "country", "Sarnia", "invented for tests")
    rows = {**plain.rows, "toponyms": (*plain.rows["toponyms"], people)}
    return replace(plain, rows=rows, opening=lambda: index)


def links_of(text: str, pack: Pack, *names: str) -> list[Link]:
    page = Page("page:t", text, "", "t")
    passage = Passage("passage:t", Span(page.id, 0, len(text)), Role.BODY)
    mentions: list[Mention] = []
    at = 0
    for name in names:
        start = text.index(name, at)
        at = start + len(name)
        mentions.append(make_mention(page.id, start, at, MentionKind.PLACE, passage.id))
    return resolve(page, [passage], mentions, pack)


@pytest.mark.parametrize(
    ("text", "names", "target"),
    [
        # The city of that name goes before a greater one that bears it as a lesser name.
        ("Rain fell in Harun.", ("Harun",), HARUN),
        ("Rain fell in Harun, Velden.", ("Harun", "Velden"), FAR_HARUN),
        ("Rain fell in Harun District.", ("Harun District",), "place:gn-12"),
        ("Rain fell in Sarnia.", ("Sarnia",), SARNIA),
        ("Sarnian troops left.", ("Sarnian",), SARNIA),
        ("Rain fell in Tell Sabra, Sarnia.", ("Tell Sabra", "Sarnia"), TELL_SABRA),
    ],
)
def test_the_page_says_which_place_of_a_name(text: str, names: tuple[str, ...], target: str, pack: Pack) -> None:
    assert links_of(text, pack, *names)[0].target == target


def test_a_small_town_is_linked_only_where_the_page_names_what_lies_near(pack: Pack) -> None:
    [alone] = links_of("Rain fell in Tell Sabra.", pack, "Tell Sabra")
    assert alone.target is None and alone.rivals[0][0] == TELL_SABRA
    [_, near] = links_of("Rain fell in Harun and in Tell Sabra.", pack, "Harun", "Tell Sabra")
    assert near.target == TELL_SABRA


def test_a_name_does_not_speak_for_itself_however_often_it_comes(pack: Pack) -> None:
    links = links_of("Tell Sabra is cold. Tell Sabra is far. Tell Sabra is small.", pack, *["Tell Sabra"] * 3)
    assert {link.target for link in links} == {None}


@pytest.mark.parametrize(("text", "name"), [("They left harun.", "harun"), ("The Harun dam is dry.", "Harun dam")])
def test_a_word_written_small_or_a_dam_is_no_town_of_the_world(text: str, name: str, pack: Pack) -> None:
    [link] = links_of(text, pack, name)
    assert link.target is None


def test_a_level_word_after_a_people_is_not_of_their_country(pack: Pack) -> None:
    [link] = links_of("The Sarnian city burns.", pack, "Sarnian")
    assert link.target == SARNIA


def test_the_rivals_of_the_world_are_named(pack: Pack) -> None:
    [link] = links_of("Rain fell in Harun.", pack, "Harun")
    assert {target for target, _ in link.rivals} == {FAR_HARUN, "place:gn-105"}
