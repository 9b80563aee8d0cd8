"""The index of a world: what a name may mean, in what order, and what is known of each place."""

from __future__ import annotations

import multiprocessing
import random
from pathlib import Path

import pytest

from sayso.errors import PackError
from sayso.gazetteer import Entry, Index, build_index, world
from sayso.gazetteer.build import alone, mean_point
from sayso.gazetteer.world import Tables, entries, open_world
from sayso.model import Level, Place, Rung
from tests.gazetteer.small_world import SMALL, hush, make_index, small_fold


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return make_index(tmp_path_factory.mktemp("world") / "small.sqlite")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Harun", [("gn-101", "exact"), ("gn-104", "exact"), ("gn-105", "exact")]),
        ("HARUN", [("gn-101", "norm"), ("gn-104", "norm"), ("gn-105", "norm")]),
        ("the Haroun", [("gn-101", "norm")]),
        ("Houroun", []),
        ("TellSabra", [("gn-102", "fold")]),
        ("tellsabra", []),
        ("tell-sabra", [("gn-102", "norm")]),
        ("Телль-Сабра", [("gn-102", "exact")]),
        ("هارون", [("gn-101", "exact")]),
        ("SRN", [("gn-1", "exact")]),
        ("Srn", []),
        ("HRN", []),
        ("harwn", []),
        ("Sarn Province", [("gn-11", "exact")]),
        ("Marun", []),
        ("", []),
        ("...", []),
    ],
)
def test_a_name_gives_its_places_main_names_and_the_populous_first(
    words: str, found: list[tuple[str, str]], small: Index
) -> None:
    got = small.candidates(words)
    assert [(one.target.removeprefix("place:"), one.rung.value) for one in got] == found
    assert all(one.rung is not Rung.EXACT or one.spelling == words for one in got)


def test_a_lesser_name_is_told_from_a_main_one(small: Index) -> None:
    assert [one.main for one in small.candidates("Harun")] == [True, True, False]


def test_countries_and_governorates_have_a_centre_and_no_point(small: Index) -> None:
    for target in ("place:gn-1", "place:gn-11"):
        place, centre = small.place(target), small.centre(target)
        assert place is not None
        assert (place.lat, place.lon, place.radius_m) == (None, None, None)
        assert centre == pytest.approx((34.1, 40.1), abs=0.1)


def test_a_district_stands_at_its_largest_place_and_one_without_places_at_what_it_lies_in(small: Index) -> None:
    district = small.place("place:gn-12")
    assert district is not None
    assert (district.level, district.lat, district.lon) == (Level.DISTRICT, 34.0, 40.0)
    assert small.place("place:gn-13") is not None
    assert small.centre("place:gn-13") == small.centre("place:gn-11")


def test_every_parent_is_a_place_up_to_the_country(small: Index) -> None:
    chain = ["place:gn-101"]
    while (place := small.place(chain[-1])) is not None and place.parent is not None:
        chain.append(place.parent)
    assert chain == ["place:gn-101", "place:gn-12", "place:gn-11", "place:gn-1"]


def test_an_unknown_target_is_none(small: Index) -> None:
    assert small.place("place:gn-9") is None
    assert small.centre("place:gn-9") is None


def test_the_centre_of_what_lies_on_both_sides_of_the_date_line_is_there(tmp_path: Path) -> None:
    assert mean_point([(10, 179, 1), (10, -179, 1)]) == pytest.approx((10, 180), abs=0.1)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_rows_in_any_order_are_the_same_file(seed: int, tmp_path: Path) -> None:
    rows = list(entries(SMALL))
    first = make_index(tmp_path / "first.sqlite", rows).path.read_bytes()
    random.Random(seed).shuffle(rows)
    assert make_index(tmp_path / "second.sqlite", rows).path.read_bytes() == first


def test_a_ring_of_parents_ends(tmp_path: Path) -> None:
    def area(one: str, parent: str) -> Entry:
        return Entry(Place(one, Level.DISTRICT, parent, None, None, None, None, (("en", one),), (), 1, "invented"))

    ring = make_index(tmp_path / "ring.sqlite", [area("place:a", "place:b"), area("place:b", "place:a")])
    assert ring.centre("place:a") is None


def test_the_world_is_built_once_and_again_when_what_it_is_made_of_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    built: list[Tables] = []

    def read_tables() -> Tables:
        built.append(SMALL)
        return SMALL

    monkeypatch.setattr(world, "read_tables", read_tables)
    first = open_world(small_fold, "one fold", hush)
    assert open_world(small_fold, "one fold", hush) == first
    assert len(built) == 1
    second = open_world(small_fold, "another fold", hush)
    assert len(built) == 2
    assert second.version != first.version
    assert second.candidates("Sabra") == first.candidates("Sabra") != ()
    for number in range(5):
        open_world(small_fold, f"fold {number}", hush)
    assert len(list((tmp_path / "sayso").glob("*.sqlite"))) <= world.KEPT + 1


def test_a_cache_that_cannot_be_written_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sayso").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(PackError, match="cannot be built"):
        open_world(small_fold, "one fold", hush)


def test_a_build_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(words: str) -> str:
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        build_index(tmp_path / "broken.sqlite", entries(SMALL), stop, {}, hush)
    assert list(tmp_path.iterdir()) == []


def build_slowly(folder: str, queue: multiprocessing.Queue[str]) -> None:
    path = Path(folder) / "world.sqlite"
    with alone(path):
        if not path.is_file():
            queue.put("built")
            make_index(path)


def test_of_processes_that_need_it_at_once_one_builds_and_the_others_wait(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[str] = context.Queue()
    both = [context.Process(target=build_slowly, args=(str(tmp_path), queue)) for _ in range(3)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0, 0]
    assert queue.get(timeout=5) == "built"
    assert queue.empty()
    assert make_index(tmp_path / "world.sqlite").candidates("Sabra")
