"""The layers of a gazetteer in their order: the case's own places, the packs, what was added, the world."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from sayso.case.fill import used_rows
from sayso.gazetteer import Index, Wanted
from sayso.model import Level, MentionKind
from sayso.pack import Pack, check_pack, load, load_pack, take_in
from tests.gazetteer.small_world import make_index

HEAD = "id,level,parent,country,lat,lon,radius_m,names,outside_ids,rank,source\n"
OWN = 'tell-sabra,village,syria,SY,34.0,40.0,2000,en:Tell Sabra|en:Sabra Old Town@2014-2017,,1,"field notes, 2025"\n'
MOVED = "raqqa,city,raqqa-governorate,SY,1.5,2.5,9000,en:Raqqa,,1,unchecked\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "mine" / "places.csv"
    path.parent.mkdir()
    path.write_text(HEAD + OWN + MOVED, encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> Index:
    return make_index(tmp_path / "small.sqlite")


@pytest.mark.parametrize("alone", [True, False])
def test_what_is_named_by_its_path_lies_over_the_packs_in_any_order(alone: bool, own: Path) -> None:
    (own.parent / "pack.yml").write_text("name: mine\nkind: region\nlicence: CC0\nas_of: 2026-01-01\n", encoding="utf-8")
    layers: list[str | Path] = ["syria-iraq", own if alone else own.parent]
    for names in permutations(layers):
        pack = load_pack(names, world=False)
        assert pack.overlay == {"place:tell-sabra", "place:raqqa"}
        assert pack.places["place:raqqa"].lat == 1.5
        assert [one.target for one in pack.candidates("Sabra Old Town", MentionKind.PLACE)] == ["place:tell-sabra"]
        assert pack.area == ("SY", "IQ")


def test_a_lone_csv_of_places_is_checked_beside_the_pack_it_is_laid_over(own: Path) -> None:
    assert check_pack(own, ["syria-iraq"]).failures == ()
    assert any("unknown parent syria" in failure for failure in check_pack(own).failures)


def test_a_shipped_pack_is_nobodys_own(region: Pack) -> None:
    assert region.overlay == frozenset()


def test_a_place_is_asked_of_the_packs_then_of_what_was_added_then_of_the_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Index
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "more.csv").write_text("id,name,lat,lon,country\nx1,Wadi Sarn,34.1,40.2,SY\n", encoding="utf-8")
    take_in(tmp_path / "more.csv", Wanted("more"))
    pack = replace(load_pack(["syria-iraq", "more"], world=False), opening=lambda: small)
    places = {target: pack.place(target) for target in ("place:raqqa", "place:more-x1", "place:gn-101", "place:none")}
    assert [None if place is None else place.level for place in places.values()] == [
        Level.CITY,
        Level.POINT,
        Level.CITY,
        None,
    ]
    assert {"more", "small", "syria-iraq", "en"} <= set(pack.hashes)
    assert pack.credits["small"] == "invented"
    assert "GeoNames" in pack.credits["syria-iraq"]
    assert load_pack(["more"], world=False).area == ("SY",)


def test_without_a_place_to_keep_the_world_a_run_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sayso").write_text("a file where the folder should be")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load.find_world.cache_clear()
    try:
        pack = load_pack()
        assert pack.world is None
        assert "world" not in pack.hashes
        assert pack.place("place:gn-101") is None
        assert "going on without it" in capsys.readouterr().err
    finally:
        load.find_world.cache_clear()


@pytest.mark.parametrize(
    ("name", "route"),
    [
        ("M20 highway", "m20"),
        ("the M20 Highway", "m20"),
        ("Palmyra - Deir ez-Zor road", "m20"),
        ("the Palmyra–Deir ez Zor Road", "m20"),
        ("نهر الفرات", "euphrates"),
        ("river euphrates", "euphrates"),
        ("road to nowhere", None),
        ("", None),
    ],
)
def test_a_route_is_found_by_its_name_in_any_spelling(name: str, route: str | None, region: Pack) -> None:
    found = region.route(name)
    assert (None if found is None else found.id) == route


def test_every_part_of_a_route_is_a_place(tmp_path: Path, own: Path) -> None:
    (own.parent / "pack.yml").write_text("name: mine\nkind: region\nlicence: CC0\nas_of: 2026-01-01\n", encoding="utf-8")
    head = "id,kind,names,parts,line,from,to,source\n"
    rows = "good,road,en:Good road,tell-sabra|raqqa,,,,unchecked\nbad,road,en:Bad road,raqqa|atlantis,,,,unchecked\n"
    (own.parent / "routes.csv").write_text(head + rows + "short,road,en:Short,raqqa,,,,unchecked\n", encoding="utf-8")
    failures = [failure for failure in check_pack(own.parent, ["syria-iraq"]).failures if "routes" in failure]
    assert failures == [
        "routes.csv: bad: unknown part atlantis",
        "routes.csv: short: a route has two places at least",
    ]


@pytest.mark.parametrize(
    ("words", "country", "level"),
    [
        ("Paris", "FR", Level.CITY),
        ("Mosul", "IQ", Level.CITY),
        ("الموصل", "IQ", Level.CITY),
        ("Київ", "UA", Level.CITY),
        ("محافظة حلب", "SY", Level.GOVERNORATE),
        ("Texas", "US", Level.GOVERNORATE),
        ("Anderson County", "US", Level.DISTRICT),
        ("US", "US", Level.COUNTRY),
        ("the U.K.", "GB", Level.COUNTRY),
        ("Великобритания", "GB", Level.COUNTRY),
        ("الإمارات", "AE", Level.COUNTRY),
    ],
)
def test_the_worlds_places_are_there_in_three_scripts(words: str, country: str, level: Level, plain: Pack) -> None:
    world = plain.world
    assert world is not None
    found = [place for one in world.candidates(words.removeprefix("the ")) if (place := world.place(one.target))]
    best = next(place for place in found if place.level is level)
    assert best.country == country
    assert world.centre(best.id) is not None
    assert (best.lat is None) == (level in {Level.COUNTRY, Level.GOVERNORATE})
    assert best.parent is None or world.place(best.parent) is not None


def test_a_case_keeps_the_places_of_the_world_it_links_to_and_those_above_them(small: Index) -> None:
    pack = replace(load_pack(world=False), opening=lambda: small)
    places, *_ = used_rows({"place:gn-101"}, pack)
    assert [place.id for place in places] == ["place:gn-1", "place:gn-101", "place:gn-11", "place:gn-12"]
