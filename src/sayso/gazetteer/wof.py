"""Reads a Who's On First country repository: the GeoJSON file of each place, or the csv files of its `meta` folder."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.gazetteer.build import Entry, amiss
from sayso.gazetteer.features import find_feature
from sayso.gazetteer.points import read_count, read_point
from sayso.model import Place, Problem

ALTERNATIVE = "-alt-"
# The tags of ISO 639-3 that the packs write in two letters.
TWO_LETTERS = {"eng": "en", "ara": "ar", "fra": "fr", "rus": "ru", "ukr": "uk", "kur": "ku", "fas": "fa", "tur": "tr"}
# Order of the sorts of names: what a place is called before what it is also or was once called.
SORTS = ("preferred", "variant", "colloquial", "historical")


def is_wof(path: Path) -> bool:
    return path.is_dir() and (next(path.rglob("*.geojson"), None) is not None or next(meta_files(path), None) is not None)


def meta_files(path: Path) -> Iterator[Path]:
    return (one for one in sorted(path.rglob("*.csv")) if one.parent.name == "meta" or one.name.startswith("whosonfirst"))


def read_wof(path: Path) -> Iterator[Entry | Problem]:
    """The files of places if there are any, for they have all names; else the summaries, which have one each."""
    files = [one for one in sorted(path.rglob("*.geojson")) if ALTERNATIVE not in one.name]
    for file in files:
        where = file.relative_to(path).as_posix()
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            # Half of a letter pair can be written in JSON, and nowhere else.
            json.dumps(found, ensure_ascii=False).encode()
            properties = found["properties"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            yield amiss(where, f"not the GeoJSON of a place: {type(error).__name__}: {error}"[:200])
            continue
        yield from read_place(properties, where) if isinstance(properties, dict) else [amiss(where, "no properties")]
    for summary in () if files else meta_files(path):
        with summary.open(encoding="utf-8", errors="replace", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                yield from read_place(as_properties(row), f"{summary.name}:{number}")


def as_properties(row: Mapping[str, str | None]) -> dict[str, Any]:
    """A row of a summary under the names that the place's own file has."""
    pairs = (("wof:id", "id"), ("wof:name", "name"), ("wof:placetype", "placetype"), ("wof:parent_id", "parent_id"))
    points = (("lbl:latitude", "lbl_latitude"), ("lbl:longitude", "lbl_longitude"))
    middles = (("geom:latitude", "geom_latitude"), ("geom:longitude", "geom_longitude"))
    ends = (("edtf:deprecated", "deprecated"), ("wof:superseded_by", "superseded_by"), ("iso:country", "iso"))
    return {wof: row.get(column) or "" for wof, column in (*pairs, *points, *middles, *ends, ("mz:is_current", "is_current"))}


def read_place(found: Mapping[str, Any], where: str) -> Iterator[Entry | Problem]:
    """One place; nothing for what is closed, replaced, or of a kind that is not taken."""
    told = {key: str(value) for key, value in found.items() if isinstance(value, str | int | float)}
    population = read_count(told.get("wof:population") or told.get("gn:population") or "")
    feature = find_feature("whosonfirst", told.get("wof:placetype", ""), population)
    if feature is None or is_gone(found):
        return
    lat = told.get("lbl:latitude") or told.get("geom:latitude", "")
    lon = told.get("lbl:longitude") or told.get("geom:longitude", "")
    point, own, parent = read_point(lat, lon), told.get("wof:id", ""), told.get("wof:parent_id", "")
    names = tuple(dict.fromkeys(read_names(found, told.get("wof:name", ""))))
    if isinstance(point, str) or not own.isdigit() or not names:
        yield amiss(where, point if isinstance(point, str) else "no id or no name")
        return
    place = Place(
        id=f"place:wof-{own}",
        level=feature[0],
        # -1 and the like say that nobody has looked yet.
        parent=f"place:wof-{parent}" if parent.isdigit() else None,
        country=told.get("iso:country") or told.get("wof:country") or None,
        lat=point[0],
        lon=point[1],
        radius_m=feature[1],
        names=names,
        outside_ids=(),
        rank=1,
        provenance=f"whosonfirst:{own}",
        population=population,
    )
    yield Entry(place)


def is_gone(found: Mapping[str, Any]) -> bool:
    ends = (found.get("edtf:deprecated"), found.get("wof:superseded_by"))
    return str(found.get("mz:is_current")) == "0" or any(end not in (None, "", [], "uuuu", "..") for end in ends)


def read_names(found: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    """(language, spelling): the file's one name first, then the preferred ones, English and Arabic before others."""
    if name.strip():
        yield "en", name.strip()
    keyed = []
    for key, spellings in found.items():
        language, _, sort = key.removeprefix("name:").partition("_x_")
        if key.startswith("name:") and sort in SORTS and isinstance(spellings, list):
            tag = TWO_LETTERS.get(language, language)
            keyed.append((SORTS.index(sort), tag not in TWO_LETTERS.values(), tag, [str(one).strip() for one in spellings]))
    for _, _, tag, spellings in sorted(keyed):
        yield from ((tag, spelling) for spelling in spellings if spelling)
