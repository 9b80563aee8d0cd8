"""The claims of an event under the roots they rest on: a speaker's, an outlet's, or that of the text they copy."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from sayso.show.chain import as_json
from sayso.show.names import Names, root_name
from sayso.show.told import Say, Told
from sayso.store import Store


@dataclass(frozen=True, slots=True)
class ByRoot:
    """Claims that no chain leads to a root of the event stand last, under a `root` of None."""

    root: str | None
    stands: str | None
    bloc: str | None
    pages: int
    told: tuple[Told, ...]


Origin = tuple[str, str, str]


def group_by_origin(
    store: Store, event: str, told: Sequence[Told], origins: Sequence[Origin], names: Names
) -> tuple[ByRoot, ...]:
    """One group for each root the event counts, with the claims that weighing has it rest on: root, how it stands, claim."""
    rows = store.sql("select root, bloc, stands, pages from roots where event = ? order by stands, pages desc, root", (event,))
    groups = []
    for row in rows:
        claims = {claim for root, stands, claim in origins if (root, stands) == (row["root"], row["stands"])}
        under = tuple(one for one in told if one.claim in claims)
        groups.append(ByRoot(root_name(row["root"], names), row["stands"], row["bloc"], row["pages"], under))
    lost = tuple(one for one in told if one.claim not in {claim for _, _, claim in origins})
    return tuple([*groups, ByRoot(None, None, None, 0, lost)] if lost else groups)


def group_by_root(store: Store, event: str, told: Sequence[Told], names: Names) -> tuple[ByRoot, ...]:
    """The same where nothing is known of what was weighed, by the names of the chains."""
    roots = store.sql(
        "select root, source, bloc, stands, pages from roots where event = ? order by stands, pages desc, root",
        (event,),
    )
    by_name = {str(root_name(row["root"], names)): row for row in roots}
    own = {one.claim: set(find_roots(one, by_name.keys(), names)) for one in told}
    carried = carry_over_copies(store, told, own)
    groups = [
        ByRoot(name, row["stands"], row["bloc"], row["pages"], tuple(one for one in told if name in carried[one.claim]))
        for name, row in by_name.items()
    ]
    lost = tuple(one for one in told if not carried[one.claim])
    return tuple([*groups, ByRoot(None, None, None, 0, lost)] if lost else groups)


def find_roots(one: Told, known: Container[str], names: Names) -> Iterator[str]:
    """For each chain the innermost link that the event counts as a root."""
    for chain in one.chains:
        keys = (root_name(key, names) for link in reversed(chain) for key in keys_of(link, one.outlet))
        found = next((name for name in keys if name in known), None)
        if found is not None:
            yield found


def keys_of(link: Say, outlet: str | None) -> Iterator[str]:
    """The names weighing gives to the root that a link may be."""
    if link.source is not None:
        yield from (link.source, f"said:{link.source}", f"anon@{link.source}", f"publisher*{link.source}")
    if outlet is not None:
        yield from (f"anon@{outlet}", f"publisher*{outlet}")


def carry_over_copies(store: Store, told: Sequence[Told], own: dict[str, set[str]]) -> dict[str, set[str]]:
    """A claim without a root of its own rests on that of the page it shares its words with."""
    pages = {one.quote.page for one in told}
    pairs = store.sql(
        "select l.page one, r.page other from copies y"
        ' join passages l on l.id = y."left" join passages r on r.id = y."right"'
        " where l.page in (select value from json_each(:pages)) and r.page in (select value from json_each(:pages))"
        " and y.score >= .8",
        {"pages": as_json(sorted(pages))},
    )
    beside = {page: {page} for page in pages}
    for row in pairs:
        beside[row["one"]].add(row["other"])
        beside[row["other"]].add(row["one"])
    roots_of = {page: {root for one in told if one.quote.page == page for root in own[one.claim]} for page in pages}
    near = {page: {root for other in beside[page] for root in roots_of[other]} for page in pages}
    return {one.claim: own[one.claim] or near[one.quote.page] for one in told}
