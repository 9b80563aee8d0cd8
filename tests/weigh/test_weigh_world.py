"""Places of the world's list are weighed like those of the packs: they have holders, parents and names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model import Status
from sayso.pack import Pack, PlaceRow
from sayso.weigh import asof
from sayso.weigh.facts import above, contains, find_known
from tests.gazetteer.small_world import make_index
from tests.weigh.world import World, make_pack, on, story

HARUN, PROVINCE = "place:gn-101", "place:gn-11"
# The pack's own row of the province that the world has as 11.
OWN = PlaceRow("sarn", "governorate", "", "XA", "", "", "", "en:Sarn", "geonames:11", "1", "invented")


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    index = make_index(tmp_path / "small.sqlite")
    plain = make_pack()
    return replace(plain, rows={**plain.rows, "places": (*plain.rows["places"], OWN)}, opening=lambda: index)


def told(place: str, days: tuple[int, ...] = (3, 4)) -> World:
    world = World()
    for day in days:
        words = f"R took the town on {day} November."
        page = world.page(f"out{day}", on(day), f"{story(day, 30)} {words}")
        world.say(page, words, by="source:o", roles={"actor": "actor:r", "place": place})
    return world


def test_a_town_of_the_world_is_held_like_any_other(pack: Pack) -> None:
    known = told(HARUN).known()
    held = asof(known, HARUN, on(5), on(5), pack)
    assert {word.control.status for word in held.words} == {Status.HELD}
    assert held.holder == "actor:r"


def test_reports_on_one_place_of_the_world_are_one_event(pack: Pack) -> None:
    (event,) = told(HARUN).weigh(pack).events
    assert (event.place, len(event.claims)) == (HARUN, 2)


def test_nobody_holds_a_province_of_the_world(pack: Pack) -> None:
    assert told(PROVINCE).weigh(pack).controls == ()


@pytest.mark.parametrize("place", ["place:gn-999", "place:taken-out-of-the-pack"])
def test_a_place_that_no_layer_has_any_more_is_weighed_without_it(place: str, pack: Pack) -> None:
    weighed = told(place).weigh(pack)
    assert (len(weighed.events), weighed.controls) == (1, ())


def test_what_the_world_and_the_pack_both_have_is_the_packs(pack: Pack) -> None:
    assert above(HARUN, pack) == ["place:gn-12", "place:sarn"]
    assert not contains("place:sarn", HARUN, pack)


def test_a_folded_name_is_asked_of_no_list(pack: Pack) -> None:
    def opening() -> None:
        raise AssertionError("the world was opened for a name that is no id")

    assert find_known("harun", replace(pack, opening=opening)) is None
