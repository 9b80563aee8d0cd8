"""Whatever stands in a file of places, it is taken in, listed as unreadable, or refused in words."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.errors import PackError
from sayso.gazetteer import Taken, Wanted, add_layer
from tests.gazetteer.small_world import hush, small_fold
from tests.laws import TIMES

CELL = st.text(max_size=12) | st.sampled_from(["34.1", "-200", "nan", "Sarn", "سارن", "XA01", '"', "1e400", "²", ""])
HEADS = st.sampled_from(["name,lat,lon", "name;lat;lon;pcode;admin1Pcode;admin1Name_en", "pcode|name|name_ar|lat|lon", "a,b"])
VALUE = st.none() | st.booleans() | st.integers() | st.floats() | CELL | st.lists(CELL, max_size=3) | st.just("\ud800")
KEYS = (
    "wof:id",
    "wof:name",
    "wof:placetype",
    "wof:parent_id",
    "geom:latitude",
    "geom:longitude",
    "edtf:deprecated",
    "name:eng_x_preferred",
    "name:\ud800_x_variant",
    "wof:country",
)
GOOD = {"wof:id": 1, "wof:name": "Sarn", "wof:placetype": "locality", "geom:latitude": 1, "geom:longitude": 2}


def take(source: Path, home: str) -> Taken | None:
    with patch.dict(os.environ, XDG_DATA_HOME=home):
        try:
            return add_layer(source, Wanted("mine"), small_fold, "fold", hush)
        except PackError:
            return None


@settings(max_examples=60 * TIMES, deadline=None)
@given(HEADS, st.lists(st.lists(CELL, max_size=7), max_size=6))
def test_any_csv(head: str, rows: list[list[str]]) -> None:
    with TemporaryDirectory() as home:
        source = Path(home) / "any.csv"
        text = "\n".join([head, *(",".join(row) for row in rows)])
        source.write_bytes(text.encode("utf-8", "surrogatepass"))
        take(source, home)


@settings(max_examples=60 * TIMES, deadline=None)
@given(st.lists(st.lists(CELL.filter(lambda cell: "\t" not in cell), min_size=17, max_size=20), min_size=1, max_size=6))
def test_any_dump(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as home:
        source = Path(home) / "XA.txt"
        first = ["1", "Sarn", "Sarn", "", "1", "2", "P", "PPL", "XA", "", "", "", "", "", "0", "", "", "", ""]
        text = "\n".join("\t".join(row) for row in [first, *rows])
        source.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert take(source, home) is not None


@settings(max_examples=60 * TIMES, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), VALUE))
@example({"wof:country": "\ud800"})
def test_any_geojson(properties: dict[str, object]) -> None:
    with TemporaryDirectory() as home:
        for name, body in (("1", GOOD), ("2", {**GOOD, "wof:id": 2, **properties}), ("3", {"properties": 7})):
            (Path(home) / f"{name}.geojson").write_text(json.dumps({"properties": body}), encoding="utf-8")
        taken = take(Path(home), home)
        assert taken is not None
        assert all(taken.index.place(c.target) for c in taken.index.candidates("Sarn"))


@pytest.mark.parametrize("body", [b"PK\x03\x04 and no more", b""])
def test_a_zip_that_is_none(body: bytes, tmp_path: Path) -> None:
    (tmp_path / "XA.zip").write_bytes(body)
    assert take(tmp_path / "XA.zip", str(tmp_path)) is None
