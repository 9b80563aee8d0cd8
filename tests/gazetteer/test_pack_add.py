"""What `sayso pack add` takes in: four kinds of files, one kind of layer, and no row that stops the rest."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.errors import PackError
from sayso.gazetteer import Index, Taken, Wanted, added_names
from sayso.model import Level, Place
from sayso.pack import load_pack, take_in


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def dump_row(geonameid: str, name: str, point: tuple[str, str], code: str, **more: str) -> str:
    told = {"others": "", "admin1": "01", "admin2": "", "people": "0", **more}
    cells = [geonameid, name, name, told["others"], *point, told.get("kind", "P"), code, "XA", ""]
    return "\t".join([*cells, told["admin1"], told["admin2"], "", "", told["people"], "", "10", "Etc/UTC", "2026-01-01"])


DUMP = "\n".join(
    (
        dump_row(
            "21", "Wadi Sarn", ("34.1", "40.2"), "PPL", others="Wadi as Sarn,وادي سارن,wady sarn", admin2="012", people="2500"
        ),
        dump_row("22", "Sarn Governorate", ("34.0", "40.0"), "ADM1", kind="A"),
        dump_row("23", "Harun District", ("34.2", "40.1"), "ADM2", kind="A", admin2="012"),
        dump_row("24", "Republic of Sarnia", ("34.5", "40.5"), "PCLI", kind="A", admin1="00"),
        dump_row("25", "Harun Air Base", ("34.3", "40.3"), "AIRB", kind="S"),
        dump_row("26", "Harun Mosque", ("34.3", "40.3"), "MSQE", kind="S"),
        dump_row("27", "Nowhere", ("134.3", "40.3"), "PPL"),
        "28\tcut short",
        dump_row("29", "River Sabra", ("34.6", "40.6"), "STM", kind="H"),
    )
)


def take(source: Path, wanted: Wanted | None = None) -> tuple[Taken, Mapping[str, Place]]:
    taken = take_in(source, wanted or Wanted("sarnia"))
    layer = load_pack(["sarnia"], world=False).added[0]
    assert layer == taken.index
    return taken, Places(layer)


class Places(dict[str, Place]):
    """The places of a layer by their bare ids, fetched when asked."""

    def __init__(self, layer: Index) -> None:
        self.layer = layer

    def __missing__(self, bare: str) -> Place:
        found = self.layer.place(f"place:{bare}")
        assert found is not None, bare
        return found


@pytest.mark.parametrize("packed", [False, True])
def test_a_geonames_country_dump_by_its_feature_codes(packed: bool, tmp_path: Path) -> None:
    source = tmp_path / "XA.txt"
    source.write_text(DUMP, encoding="utf-8")
    if packed:
        with zipfile.ZipFile(tmp_path / "XA.zip", "w") as archive:
            archive.writestr("readme.txt", "what the columns are")
            archive.write(source, "XA.txt")
        source = tmp_path / "XA.zip"
    taken, places = take(source)
    assert [problem.message.partition(":")[0] for problem in taken.problems] == [
        "no such point on earth",
        "2 columns, a GeoNames dump has 19",
    ]
    assert (places["gn-21"].level, places["gn-21"].population, places["gn-21"].parent) == (Level.TOWN, 2500, "place:gn-23")
    assert [name for _, name in places["gn-21"].names] == ["Wadi Sarn", "Wadi as Sarn", "وادي سارن"]
    assert (places["gn-23"].parent, places["gn-22"].parent) == ("place:gn-22", "place:gn-24")
    assert (places["gn-25"].level, places["gn-25"].parent) == (Level.BASE, "place:gn-22")
    assert [places[one].lat for one in ("gn-22", "gn-24", "gn-29")] == [None, None, None]
    assert taken.index.centre("place:gn-22") == (34.0, 40.0)
    assert taken.index.place("place:gn-26") is None
    assert taken.index.told("credit") == "Contains data from GeoNames (geonames.org), CC BY 4.0"
    assert [one.target for one in taken.index.candidates("Wadi as-Sarn")] == ["place:gn-21"]


def wof(folder: Path, one: int, name: str, kind: str, **more: object) -> None:
    told = {"wof:id": one, "wof:name": name, "wof:placetype": kind, "wof:country": "XA", "mz:is_current": 1}
    point = {"geom:latitude": 34.0 + one / 100, "geom:longitude": 40.0}
    body = {
        "type": "Feature",
        "properties": {**told, **point, **{key.replace("__", ":"): value for key, value in more.items()}},
    }
    (folder / f"{one}.geojson").write_text(json.dumps(body), encoding="utf-8")


def test_a_whos_on_first_repository_by_its_place_types(tmp_path: Path) -> None:
    folder = tmp_path / "whosonfirst-data-admin-xa" / "data" / "1"
    folder.mkdir(parents=True)
    arabic = {"name__ara_x_preferred": ["وادي سارن"], "name__eng_x_variant": ["Wadi as-Sarn"], "wof__parent_id": 12}
    wof(folder, 11, "Sarn", "region", wof__parent_id=-1)
    wof(folder, 12, "Harun", "county", wof__parent_id=11)
    wof(folder, 13, "Wadi Sarn", "locality", **arabic)
    wof(folder, 14, "Gone", "locality", edtf__deprecated="2020-01-01")
    wof(folder, 15, "Replaced", "locality", wof__superseded_by=[13])
    wof(folder, 16, "Kiosk", "venue")
    (folder / "17.geojson").write_text("{half of a", encoding="utf-8")
    (folder / "13-alt-quattroshapes.geojson").write_text("{}", encoding="utf-8")
    taken, places = take(folder.parent.parent)
    assert [problem.page for problem in taken.problems] == ["data/1/17.geojson"]
    assert taken.index.told("places") == "3"
    assert places["wof-13"].names == (("en", "Wadi Sarn"), ("ar", "وادي سارن"), ("en", "Wadi as-Sarn"))
    assert (places["wof-13"].level, places["wof-13"].parent) == (Level.VILLAGE, "place:wof-12")
    assert (places["wof-12"].level, places["wof-11"].level, places["wof-11"].parent) == (
        Level.DISTRICT,
        Level.GOVERNORATE,
        None,
    )
    assert places["wof-11"].lat is None


def test_a_whos_on_first_repository_of_summaries_alone(tmp_path: Path) -> None:
    meta = tmp_path / "repository" / "meta"
    meta.mkdir(parents=True)
    rows = "id,name,placetype,parent_id,geom_latitude,geom_longitude,iso,deprecated,superseded_by\n"
    rows += (
        "13,Wadi Sarn,locality,12,34.1,40.2,XA,,\n14,Gone,locality,12,34.1,40.2,XA,2020-01-01,\n15,Lost,locality,12,,,XA,,\n"
    )
    (meta / "whosonfirst-data-admin-xa-locality.csv").write_text(rows, encoding="utf-8")
    taken, places = take(tmp_path / "repository")
    assert [place.lat for place in (places["wof-13"],)] == [34.1]
    assert [problem.message for problem in taken.problems] == ["no point: '', ''"]


def test_an_ocha_list_with_one_name_a_row(tmp_path: Path) -> None:
    source = tmp_path / "xa_pcodes.csv"
    rows = "pcode,name,name_ar,lat,lon,type\nXA010101,Wadi Sarn,وادي سارن,34.1,40.2,village\nXA0102,,,34.2,40.3,village\n"
    source.write_text("\ufeff" + rows, encoding="utf-8")
    taken, places = take(source, Wanted("sarnia", country="XA", credit="OCHA", licence="CC BY-IGO"))
    place = places["ocha-XA010101"]
    assert place.names == (("en", "Wadi Sarn"), ("ar", "وادي سارن"))
    assert (place.level, place.country, place.provenance) == (Level.VILLAGE, "XA", "ocha:XA010101")
    assert [(problem.page, problem.message) for problem in taken.problems] == [("xa_pcodes.csv:3", "no name")]
    assert (taken.index.told("credit"), taken.index.told("licence")) == ("OCHA", "CC BY-IGO")


def test_an_ocha_list_with_every_level_in_each_row(tmp_path: Path) -> None:
    source = tmp_path / "adm.csv"
    head = "admin1Name_en;admin1Name_ar;admin1Pcode;admin2Name_en;admin2Pcode;admin3Name_en;admin3Pcode;Latitude;Longitude\n"
    body = "Sarn;سارن;XA01;Harun;XA0101;Wadi Sarn;XA010101;34,1;40,2\nSarn;سارن;XA01;Harun;XA0101;Sabra;XA010102;34,2;40,3\n"
    source.write_text(head + body, encoding="utf-8")
    taken, places = take(source)
    assert taken.index.told("places") == "4"
    assert (places["ocha-XA01"].level, places["ocha-XA01"].names) == (Level.GOVERNORATE, (("en", "Sarn"), ("ar", "سارن")))
    assert (places["ocha-XA0101"].level, places["ocha-XA0101"].lat) == (Level.DISTRICT, None)
    assert (places["ocha-XA010102"].parent, places["ocha-XA010102"].lat) == ("place:ocha-XA0101", 34.2)
    assert places["ocha-XA010102"].level is Level.SUBDISTRICT


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("name,lat,lon\nWadi Sarn,34.1,40.2\n", None),
        ("Place Name|LONGITUDE|LATITUDE\nWadi Sarn|40.2|34.1\n", None),
        ("was;wo_n;wo_o\nWadi Sarn;34.1;40.2\n", {"name": "was", "lat": "wo_n", "lon": "wo_o"}),
    ],
)
def test_any_csv_whose_columns_can_be_told(text: str, columns: dict[str, str] | None, tmp_path: Path) -> None:
    source = tmp_path / "mine.csv"
    source.write_text(text, encoding="utf-8")
    taken, _ = take(source, Wanted("sarnia", columns=columns))
    (candidate,) = taken.index.candidates("wadi sarn")
    place = taken.index.place(candidate.target)
    assert place is not None
    assert (place.lat, place.lon, place.level, place.names) == (34.1, 40.2, Level.POINT, (("en", "Wadi Sarn"),))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"was,wo\nSarn,here\n", "no columns for name, lat, lon"),
        (b"name,lat,lon\n", "no place could be read"),
        (b"name,lat,lon\nSarn,north,east\n", "no place could be read.*no point"),
        (b"name,lat,lon\n\xd3\xe1\xe3\xed\xc9,34.1,40.2\n", "not UTF-8"),
    ],
)
def test_a_file_of_which_nothing_can_be_read_is_refused_and_leaves_no_layer(text: bytes, message: str, tmp_path: Path) -> None:
    source = tmp_path / "mine.csv"
    source.write_bytes(text)
    with pytest.raises(PackError, match=message):
        take_in(source, Wanted("mine"))
    assert added_names() == []


@pytest.mark.parametrize("name", ["syria-iraq", "../up", "Sarn", ""])
def test_a_layer_has_a_plain_name_of_its_own(name: str, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,lat,lon\nSarn,34.1,40.2\n", encoding="utf-8")
    with pytest.raises(PackError):
        take_in(tmp_path / "mine.csv", Wanted(name))


def test_a_layer_is_folded_anew_when_the_fold_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.csv").write_text("name,lat,lon,population\nWadi Sarn,34.1,40.2,2500\n", encoding="utf-8")
    taken, _ = take(tmp_path / "mine.csv")
    target = taken.index.candidates("Wadi Sarn")[0].target
    monkeypatch.setattr("sayso.pack.load.plain_fold", lambda: (str.upper, "another fold"))
    layer = load_pack(["sarnia"], world=False).added[0]
    assert layer.place(target) == taken.index.place(target)
    assert layer.told("fold") == "another fold"


def test_the_commands_add_list_and_credit_a_layer(tmp_path: Path) -> None:
    source = tmp_path / "XA.txt"
    source.write_text(DUMP, encoding="utf-8")
    added = CliRunner().invoke(main, ["pack", "add", str(source), "--name", "sarnia"])
    assert added.exit_code == 0, added.output
    assert "6 places in sarnia" in added.output
    assert "GeoNames (geonames.org), CC BY 4.0" in added.output
    assert "XA.txt:8: 2 columns" in added.output
    assert "sarnia" in CliRunner().invoke(main, ["pack", "list"]).output
    doctor = CliRunner().invoke(main, ["doctor"]).output
    told = " ".join(doctor.split())
    assert "sarnia, 6 places" in told
    assert "Contains data from GeoNames" in told.partition("sarnia, 6 places")[2]
    assert "Unicode CLDR" in told


def test_a_layer_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("name,lat,lon\nSarn,34.1,40.2\n", encoding="utf-8")
    broken = take(tmp_path / "mine.csv")[0].index.path.with_name("broken.sqlite")
    broken.write_bytes(b"no index at all")
    listed = CliRunner().invoke(main, ["pack", "list"])
    assert listed.exit_code == 0
    assert {"broken", "sarnia", "syria-iraq"} <= {line.split()[0] for line in listed.output.splitlines()}
    assert "cannot be read" in listed.output
