"""Names for ids: places, actors, sources and roots as a person calls them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sayso.pack import Pack
from sayso.store import Store

Names = Mapping[str, str]
NOUNS = ("source", "actor", "place")
PACKED = (*NOUNS, "bloc")
# A folded name by its commonest words, of so many links of that name: an id is a hash, so the first by id are any.
LOOKED_AT = 50
BY_KEY = f"""
    with some(mention) as (
        select * from (select l.mention from link b cross join current_link l on l.id = b.id
            where b."key" = :key and b.target is null and l."key" = :key and l.target is null
            group by b.id order by b.id limit {LOOKED_AT})
        union select l.mention from current_link l where l."key" = :key and l.target is null
            and l.id in (select record from standing where record >= 'link:' and record < 'link;'))
    select m.text name from mentions m where m.id in (select mention from some)
    group by m.text order by count(*) desc, m.text desc limit 1"""
KEYS = "select distinct key id from links where target is null"


class CaseNames(Mapping[str, str]):
    """Looked up when asked for, and kept: an answer of ten rows asks for the names of ten, not of the case."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        name: str | None = self.get(key)
        if name is None:
            raise KeyError(key)
        return name

    def get(self, key: str, default: Any = None, /) -> Any:
        """As every mapping's, without the detour by an exception: a screen asks for hundreds of names."""
        try:
            name = self._known[key]
        except KeyError:
            name = self._known[key] = self._find(key)
        return default if name is None else name

    def _find(self, key: str) -> str | None:
        noun = key.partition(":")[0]
        if noun in NOUNS:
            rows = self._store.sql(f"select coalesce(name, id) name from {noun}s where id = ?", (key,))
        elif noun == "bloc":
            rows = self._store.sql("select name from blocs where id = ? and name is not null", (key,))
        elif noun == "page":
            rows = self._store.sql("select 'the unnamed outlet of ' || path name from pages where id = ?", (key,))
        else:
            rows = self._store.sql(BY_KEY, {"key": key})
        return str(rows[0]["name"]) if rows else None

    def __iter__(self) -> Iterator[str]:
        for query in (KEYS, "select id from pages", *(f"select id from {noun}s" for noun in PACKED)):
            yield from (row["id"] for row in self._store.sql(query))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Layered(Mapping[str, str]):
    """Several as one: the first that has a name gives it."""

    def __init__(self, *layers: Names) -> None:
        self._layers = layers

    def __getitem__(self, key: str) -> str:
        for layer in self._layers:
            if (name := layer.get(key)) is not None:
                return name
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        yield from {key for layer in self._layers for key in layer}

    def __len__(self) -> int:
        return sum(1 for _ in self)


def names_of(store: Store) -> Names:
    """The name of each place, actor, source and bloc of the case; a folded name by its commonest words, a page by its file."""
    return store.kept("names", lambda: CaseNames(store))


def named(one: object, names: Names) -> str | None:
    """Of an id of the packs that the case has no row for: the name of the same body as another noun, else its own words."""
    if one is None:
        return None
    known = names.get(str(one))
    if known is not None:
        return known
    noun, _, words = str(one).partition(":")
    if noun not in PACKED:
        return str(one)
    found = (names.get(f"{other}:{words}") for other in PACKED)
    return next((name for name in found if name is not None), words.replace("-", " "))


def call(target: str, names: Names, pack: Pack | None) -> str:
    """What a target goes by, in the case, in the packs or in the world."""
    nouns = () if pack is None or target in names else (pack.place(target), pack.actors.get(target), pack.sources.get(target))
    found = next((noun.names[0][1] for noun in nouns if noun is not None and noun.names), None)
    return found or str(named(target, names))


def bloc_name(cell: object, names: Names) -> str | None:
    """The blocs of a root by their names; None if no table knows them."""
    return " and ".join(str(named(f"bloc:{one}", names)) for one in str(cell).split("|")) if cell else None


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
