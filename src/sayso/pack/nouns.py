"""Rows of packs as the nouns they tell of, and how their cells are read."""

from __future__ import annotations

from sayso.model import Actor, Level, Place, Source, SourceKind
from sayso.pack.rows import ActorRow, PlaceRow, Route, SourceRow


def within(start: str, end: str, at: str | None) -> bool:
    """Whether an ISO day lies in [start, end], an empty bound being open and partial dates meaning their whole stretch."""
    return at is None or ((not start or at >= start) and (not end or at[: len(end)] <= end))


def split_cell(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def split_names(cell: str) -> tuple[tuple[str, str], ...]:
    """`lang:spelling@dates|...` as (language, spelling); a name's dates stay with the row, not with the match."""
    pairs = (part.partition(":") for part in split_cell(cell))
    return tuple((language, rest.partition("@")[0].strip()) for language, _, rest in pairs)


def as_place(row: PlaceRow) -> Place:
    return Place(
        id=f"place:{row.id}",
        level=Level(row.level),
        parent=f"place:{row.parent}" if row.parent else None,
        country=row.country or None,
        lat=float(row.lat) if row.lat else None,
        lon=float(row.lon) if row.lon else None,
        radius_m=int(row.radius_m) if row.radius_m else None,
        names=split_names(row.names),
        outside_ids=split_cell(row.outside_ids),
        rank=int(row.rank or 1),
        provenance=row.source,
    )


def as_road(row: Route) -> Place:
    """A road has no point and lies in no one place."""
    return Place(f"place:{row.id}", Level.ROAD, None, None, None, None, None, split_names(row.names), (), 1, row.source)


def as_actor(row: ActorRow) -> Actor:
    return Actor(f"actor:{row.id}", row.kind, split_names(row.names), split_cell(row.outside_ids), row.source)


def as_source(row: SourceRow) -> Source:
    return Source(
        id=f"source:{row.id}",
        source_kind=SourceKind(row.source_kind),
        names=split_names(row.names),
        domains=split_cell(row.domains),
        country=row.country or None,
        owner=row.owner or None,
        interested_in=tuple(f"actor:{actor}" for actor in split_cell(row.interested_in)),
        provenance=row.source,
    )
