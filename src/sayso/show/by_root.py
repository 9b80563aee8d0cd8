"""The claims of an event under the roots they rest on: a speaker's, an outlet's, or that of the text they copy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.json import decode

from sayso.show.names import Names, bloc_name, root_name
from sayso.show.told import Told
from sayso.store import Store

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ByRoot:
    """Claims that no root of the event was counted by stand last, under a `root` of None."""

    root: str | None
    stands: str | None
    bloc: str | None
    bloc_name: str | None
    pages: int
    told: tuple[Told, ...]


def group_by_root(store: Store, event: str, told: Sequence[Told], names: Names) -> tuple[ByRoot, ...]:
    """One group for each root the event counts, with the claims that weighing has it rest on."""
    return group_told(list_roots(store, event), told, names)


def list_roots(store: Store, event: str) -> list[Row]:
    """By how they stand, the one with the most pages first."""
    query = "select root, bloc, stands, pages, claims from roots where event = ? order by stands, pages desc, root"
    return [dict(row) for row in store.sql(query, (event,))]


def group_told(roots: Sequence[Row], told: Sequence[Told], names: Names) -> tuple[ByRoot, ...]:
    groups, placed = [], set[str]()
    for row in roots:
        claims = set(decode(row["claims"] or "[]"))
        placed |= claims
        under = tuple(one for one in told if one.claim in claims)
        groups.append(
            ByRoot(
                root_name(row["root"], names), row["stands"], row["bloc"], bloc_name(row["bloc"], names), row["pages"], under
            )
        )
    lost = tuple(one for one in told if one.claim not in placed)
    return tuple([*groups, ByRoot(None, None, None, None, 0, lost)] if lost else groups)
