"""How wide the circle is that a place's pin stands for, where the words mean something near the place and not the place."""

from __future__ import annotations

import re

from sayso.show.chain import as_json
from sayso.store import Store

Row = dict[str, object]
# The last clause but one that resolving writes of such a link: how far off, and on which side.
OFF = re.compile(r"what is meant lies off it: .*\((?:(?P<metres>\d+) m)?(?: at )?(?:\d+°)?\)")
# "North of X" says no distance: the country around a town, not the next town.
AROUND = 3


def widen(store: Store, rows: list[Row]) -> None:
    """The pin stays on the place that is named; the radius of each link takes in what the words mean."""
    near = find_near(store, rows)
    for row in rows:
        off, radius = OFF.search(str(row["why"])), row["radius_m"]
        if radius is None or (off is None and row["mention"] not in near):
            continue
        said = None if off is None else off["metres"]
        row["radius_m"] = int(str(radius)) * AROUND if said is None else int(str(radius)) + int(said)


def find_near(store: Store, rows: list[Row]) -> set[str]:
    """The mentions by which some claim says only what it is near to."""
    query = (
        "select json_extract(r.value, '$[1]') mention from claims c, json_each(c.roles) r"
        " where json_extract(r.value, '$[0]') = 'near' and c.near is not null"
        " and c.page in (select value from json_each(:pages))"
    )
    pages = as_json(sorted({str(row["page"]) for row in rows if row["radius_m"] is not None}))
    return {str(found["mention"]) for found in store.sql(query, {"pages": pages})}
