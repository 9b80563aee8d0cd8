"""A case with places of the world: found by what they lie in, shown on their cards, pinned only where they are a point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest

import sayso
from sayso.case import Case
from sayso.case.fill import used_places
from sayso.errors import NotFound
from sayso.model import Level, MentionKind, Place
from sayso.pack import Pack, load_pack
from sayso.show.card_text import render_card
from sayso.show.csv import write
from sayso.show.filter import Filters
from tests.gazetteer.small_world import make_index

PAGE = """The army captured the city of Tobruk in Libya on Monday, the governor said.

Two people were killed in Tobruk on Sunday. Libya and Egypt agreed to talks.
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    with sayso.open(folder / "case.sayso", write=True) as case:
        case.run([folder / "page.txt"])
    return folder / "case.sayso"


@pytest.fixture
def case(file: Path) -> Iterator[Case]:
    with sayso.open(file) as opened:
        yield opened


@pytest.mark.parametrize("words", ["Tobruk", "tobruk", "Libya", "libya"])
def test_a_place_takes_in_all_that_lies_in_it(words: str, case: Case) -> None:
    assert {row["place_name"] for row in case.rows("claims", Filters(place=words)).records()} >= {"Tobruk"}


@pytest.mark.parametrize("words", ["Tobruk", "tobruk"])
def test_held_and_the_card_know_it_in_any_case(words: str, case: Case) -> None:
    target = case.place_id(words)
    assert target.startswith("place:gn-")
    assert case.held(words, date(2031, 1, 1)).place == target
    card = case.card(words, MentionKind.PLACE)
    assert card.known[0].match.target == target
    assert "lies in" in render_card(card) and "Libya" in render_card(card)


def test_a_name_of_the_world_that_no_page_has_is_known_by_its_best_known_bearers(case: Case) -> None:
    card = case.card("Jericho", MentionKind.PLACE)
    assert 1 < len(card.known) <= 3 and all(known.name == "Jericho" for known in card.known)
    with pytest.raises(NotFound, match="or the world"):
        case.place_id("Xyzzyqua")


def test_no_country_or_governorate_is_pinned_in_an_export(case: Case, tmp_path: Path) -> None:
    write(case, tmp_path)
    rows = [*case.rows("places").records(), *case.rows("links").records()]
    wide = [row for row in rows if row["level"] in {"country", "governorate"}]
    assert wide and all(row["lat"] is row["lon"] is None for row in wide)
    assert any(row["level"] == "city" and row["lat"] for row in rows)
    assert "world: Contains data from GeoNames" in (tmp_path / "CREDITS.txt").read_text(encoding="utf-8")


def test_a_pin_on_a_governorate_in_an_own_list_stays_behind(tmp_path: Path) -> None:
    wide = Place("place:wide", Level.GOVERNORATE, None, "XA", 34.0, 40.0, 60_000, (("en", "Wide"),), (), 1, "invented")

    class Listed:
        def __init__(self) -> None:
            self.twins: dict[str, str] = {}

        def place(self, target: str) -> Place | None:
            return wide if target == wide.id else None

    (kept,) = used_places([wide.id], cast(Pack, Listed()))
    assert (kept.lat, kept.lon, kept.radius_m) == (None, None, 60_000)


def test_a_place_of_the_world_lies_in_the_packs_own_governorate(tmp_path: Path) -> None:
    index = make_index(tmp_path / "small.sqlite")
    plain = load_pack(world=False)
    own = replace(plain.rows["places"][0], id="sarn", level="governorate", parent="", outside_ids="geonames:11")
    pack = replace(plain, rows={**plain.rows, "places": (*plain.rows["places"], own)}, opening=lambda: index)
    kept = {place.id: place.parent for place in used_places(["place:gn-101"], pack)}
    assert kept["place:gn-12"] == "place:sarn" and "place:gn-11" not in kept
