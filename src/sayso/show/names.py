"""Names for ids: places, actors, sources and roots as a person calls them."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.pack import Pack
from sayso.store import Store

Names = Mapping[str, str]
PACKED = ("source", "actor", "place")


def names_of(store: Store) -> Names:
    """The name of each place, actor and source of the case; a folded name by its commonest words, a page by its file."""
    unknown = store.sql(
        "select l.key id, m.text name from links l join mentions m on m.id = l.mention where l.target is null"
        " group by l.key, m.text order by count(*), m.text"
    )
    pages = store.sql("select id, 'the unnamed outlet of ' || path name from pages")
    known = [row for view in ("places", "actors", "sources") for row in store.sql(f"select id, name from {view}")]
    return {str(row["id"]): str(row["name"] or row["id"]) for row in (*unknown, *pages, *known)}


def named(one: object, names: Names) -> str | None:
    """Of an id of the packs that the case has no row for: the name of the same body as another noun, else its own words."""
    if one is None or str(one) in names:
        return names.get(str(one))
    noun, _, words = str(one).partition(":")
    if noun not in PACKED:
        return str(one)
    return next((names[f"{other}:{words}"] for other in PACKED if f"{other}:{words}" in names), words.replace("-", " "))


def call(target: str, names: Names, pack: Pack | None) -> str:
    """What a target goes by, in the case, in the packs or in the world."""
    nouns = () if pack is None or target in names else (pack.place(target), pack.actors.get(target), pack.sources.get(target))
    found = next((noun.names[0][1] for noun in nouns if noun is not None and noun.names), None)
    return found or str(named(target, names))


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
