"""Names for ids: places, actors, sources and roots as a person calls them."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.store import Store

Names = Mapping[str, str]


def names_of(store: Store) -> Names:
    """The name of each place, actor and source of the case."""
    views = ("places", "actors", "sources")
    return {
        str(row["id"]): str(row["name"] or row["id"]) for view in views for row in store.sql(f"select id, name from {view}")
    }


def named(one: object, names: Names) -> str | None:
    """A folded name that no pack knows is its own name."""
    return None if one is None else names.get(str(one), str(one))


def root_name(root: object, names: Names) -> str | None:
    """Whom a root is: a known name; an unnamed speaker, known only by the outlet; or an outlet's own word."""
    if root is None:
        return None
    sort, _, rest = str(root).partition("*" if str(root).startswith("publisher*") else "@")
    if sort == "anon":
        return f"unnamed, in {named(rest, names)}"
    if sort == "publisher":
        return f"{named(rest, names)} itself"
    return named(str(root).removeprefix("said:"), names)
