"""Names that people taught a case, laid over its packs: the same packs, with these spellings among the names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sayso.model import Place
from sayso.pack.merged import Pack
from sayso.pack.rows import PlaceRow

# Nobody says in which language a person's page writes a name; the packs' own names keep the first place.
UNTOLD = "und"
STEMS: Mapping[str, str] = {"place": "places", "actor": "actors", "source": "sources"}
# These part the names in a cell.
MARKS = frozenset("|@")


@dataclass(frozen=True, slots=True, order=True)
class Learned:
    """A spelling that means `target`, by the judgement that says so."""

    spelling: str
    target: str
    judgement: str


def teach(pack: Pack, learned: Iterable[Learned]) -> Pack:
    """The pack with these spellings as names of their targets; the pack itself if there is nothing to add."""
    names: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in learned:
        noun, _, bare = one.target.partition(":")
        if noun in STEMS and not MARKS.intersection(one.spelling):
            names[STEMS[noun]][bare].append(one.spelling)
    if not names:
        return pack
    rows = {stem: tuple(named(row, names[stem].get(row.id, ())) for row in pack.rows[stem]) for stem in names}
    abroad = [place for bare in names["places"] if (place := pack.place(f"place:{bare}")) and place.id not in pack.places]
    rows["places"] = (*rows.get("places", pack.rows["places"]), *(as_row(one, names["places"]) for one in abroad))
    return replace(pack, rows={**pack.rows, **rows})


def as_row(place: Place, names: Mapping[str, Iterable[str]]) -> PlaceRow:
    """A place of the world or of what was added, as a row of the packs: only a row can be given a name."""
    row = PlaceRow(
        id=place.id.partition(":")[2],
        level=str(place.level),
        parent=(place.parent or "").partition(":")[2],
        country=place.country or "",
        lat="" if place.lat is None else str(place.lat),
        lon="" if place.lon is None else str(place.lon),
        radius_m="" if place.radius_m is None else str(place.radius_m),
        names="|".join(f"{language}:{words}" for language, words in place.names if not MARKS.intersection(words)),
        outside_ids="|".join(place.outside_ids),
        rank=str(place.rank),
        source=place.provenance,
    )
    return cast(PlaceRow, named(row, names[row.id]))


def named(row: Any, spellings: Iterable[str]) -> Any:
    """The row with these names behind its own."""
    added = [f"{UNTOLD}:{spelling}" for spelling in spellings]
    return replace(row, names="|".join([row.names, *added])) if added else row
