"""Root groups: the independent origins of a report, however many pages carry it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sayso.model import Act, Stands
from sayso.weigh.bodies import Bodies, Forest, iso_day
from sayso.weigh.chain import OUTLETS, Chain, is_named
from sayso.weigh.events import Happening
from sayso.weigh.index import Index
from sayso.weigh.ties import Tie

# The blocs that somebody stands in.
Sides = frozenset[str]
# Between the ids of several blocs in one cell, as in the cells of packs.
BAR = "|"


@dataclass(frozen=True)
class Group:
    """Chains of one origin, the earliest first. `gone` are the heads taken back, with when that was known."""

    name: str
    named: bool
    blocs: frozenset[str]
    chains: tuple[Chain, ...]
    gone: Mapping[str, datetime | None]

    @property
    def sides(self) -> Sides:
        return sides_of(self.name, self.blocs)

    def stand(self, stands: Stands) -> Sequence[Chain]:
        """What it says firmly enough to count and has not taken back."""
        return self.told.get(stands, ())

    @cached_property
    def told(self) -> Mapping[Stands | None, Sequence[Chain]]:
        found: dict[Stands | None, list[Chain]] = defaultdict(list)
        for chain in self.chains:
            if chain.h > 0 and chain.head.id not in self.gone:
                found[chain.stands].append(chain)
        return found

    def taken_back(self) -> list[Chain]:
        return [chain for chain in self.chains if chain.stands is Stands.ASSERTS and chain.h > 0 and chain.head.id in self.gone]


def sides_of(root: str, blocs: Sides) -> Sides:
    """Its blocs; a source that no table knows is a side of its own."""
    return blocs or frozenset({f"own {root}"})


def count_effective(sides: Sequence[Sides]) -> float:
    """N_eff = n^2 / sum of rho over all pairs, rho being 1 with oneself, .5 with who shares a bloc and 0 otherwise."""
    alike = Counter(map(frozenset, sides)).items()
    shared = sum(many * more for one, many in alike for other, more in alike if one & other)
    return len(sides) ** 2 / ((shared + len(sides)) / 2) if sides else 0.0


def count_apart(sides: Iterable[Sides]) -> int:
    """How many blocs these are: the most of them of which no two share one.

    Who stands in two blocs is another voice to neither, so a second bloc never makes more of them. Whoever stands in one
    alone can always be among the most.
    """
    first, *rest = sorted(set(sides), key=lambda each: (len(each), sorted(each))) or (None,)
    if first is None:
        return 0
    with_it = 1 + count_apart(each for each in rest if first.isdisjoint(each))
    return with_it if len(first) == 1 else max(with_it, count_apart(rest))


def find_groups(happening: Happening, index: Index, bodies: Bodies, judged: Iterable[tuple[str, str]] = ()) -> list[Group]:
    """The root groups of one event. "Reportedly" has no root and is in none.

    A speaker makes one root in an event however often he speaks: to repeat oneself is no second origin. `judged` are pairs
    of roots that a person said are one.
    """
    told = [chain for chain in happening.chains if chain.root is not None]
    rooted = rest_on_credits(told, index)
    forest = Forest()
    members: dict[str, list[Chain]] = defaultdict(list)
    for one, other in (*find_joins(told, rooted, happening.ties, index), *judged):
        forest.join(one, other)
    for chain in rooted:
        members[forest.find(str(chain.root))].append(chain)
    groups = [make_group(chains, happening, index, bodies) for chains in members.values()]
    return sorted(groups, key=lambda group: (group.chains[0].rank[:2], group.name))


def rest_on_credits(rooted: Sequence[Chain], index: Index) -> list[Chain]:
    """A page that quotes an outlet rests on what that outlet's own page rests on, if the case holds it.

    That is the outlet's own word before what it has from others: these it would have named, or shares no words with.
    """
    own: dict[tuple[str, Stands | None], list[Chain]] = defaultdict(list)
    for chain in rooted:
        source = index.pages[chain.page].source
        if source is not None:
            own[source, chain.stands].append(chain)
    found = []
    for chain in rooted:
        quoted = any(link.source_kind in OUTLETS for link in chain.links[:1])
        held = [one for one in own.get((str(chain.root), chain.stands), ()) if quoted and one.page != chain.page]
        word = f"publisher*{chain.root}"
        roots = {str(one.root) for one in held if str(one.root) == word or not is_later(one, chain)} - {chain.root}
        found.append(replace(chain, root=word if word in roots else first_of(roots)) if roots else chain)
    return found


def is_later(one: Chain, other: Chain) -> bool:
    return one.known is not None and other.known is not None and one.known > other.known


def find_joins(told: Sequence[Chain], rooted: Sequence[Chain], ties: Sequence[Tie], index: Index) -> Iterator[tuple[str, str]]:
    """The roots that shared words make one: for each pair of tied claims, those that stand alike.

    `told` are the chains as the pages name their speakers, `rooted` the same on what these rest on.
    """
    keys: dict[tuple[str, Stands | None], dict[str, str]] = defaultdict(dict)
    for chain, rests in zip(told, rooted, strict=True):
        keys[chain.claim, chain.stands][str(chain.root)] = str(rests.root)
    for tie in ties:
        for stands in (Stands.ASSERTS, Stands.DENIES):
            left, right = keys.get((tie.left, stands)), keys.get((tie.right, stands))
            if left and right:
                for one, other in (*join_keys(set(left), set(right)), *((b, a) for a, b in join_keys(set(right), set(left)))):
                    if not are_two(one, other, tie.same, index):
                        yield left[one] if one in left else right[one], right[other] if other in right else left[other]


def are_two(one: str, other: str, same: bool, index: Index) -> bool:
    """Two bodies of the packs are two origins where each is named as the one who says it; in the same words an outlet
    may be named for whom it quotes.
    """
    kinds = [index.pack.sources[key].source_kind for key in (one, other) if key in index.pack.sources]
    known = all(key in index.pack.sources or key in index.pack.actors for key in (one, other))
    return known and not (same and OUTLETS.intersection(kinds))


def join_keys(some: set[str], others: set[str]) -> Iterator[tuple[str, str]]:
    """Each root of the one claim with its like in the other.

    Where both texts name one speaker, the words are his: whom else the one text names is a further origin, not a copy.
    """
    common = some & others
    for key in sorted(some - others):
        if not is_named(key):
            alike = {other for other in others - some if not is_named(other) and other[0] == key[0]}
            yield key, first_of(alike or common or others)
        elif not common:
            yield key, first_of(others)


def first_of(keys: set[str]) -> str:
    return min(keys, key=lambda key: (not is_named(key), key))


def make_group(chains: Sequence[Chain], happening: Happening, index: Index, bodies: Bodies) -> Group:
    ordered = tuple(sorted(chains, key=lambda chain: chain.rank))
    # The name must be the same in every event that these pages tell of together.
    by_name = sorted(ordered, key=lambda chain: (not is_named(str(chain.root)), chain.rank[:2], str(chain.root)))
    keys = list(dict.fromkeys(str(chain.root) for chain in by_name))
    day = iso_day(happening.first)
    # Whose side a named origin is of is not changed by who prints it.
    own = [key for key in keys if is_named(key)] or keys
    blocs = next((blocs for key in own if (blocs := bodies.blocs(body_of(key), day))), Sides())
    return Group(keys[0], is_named(keys[0]), blocs, ordered, find_gone(ordered, keys[0], happening.ties, index))


def join_blocs(blocs: Iterable[str]) -> str | None:
    """One cell for them, None if none is known."""
    return BAR.join(sorted(blocs)) or None


def split_blocs(cell: str | None) -> Sides:
    return frozenset(cell.split(BAR)) if cell else Sides()


def body_of(root: str) -> str:
    """The outlet behind an unnamed root, the speaker himself behind a named one."""
    return root.removeprefix("anon@").removeprefix("publisher*")


@dataclass(frozen=True, slots=True)
class Taking:
    """A root takes back what it said; `stands` is what it takes back, None for all."""

    root: str
    page: str
    since: datetime | None
    stands: Stands | None


def find_takings(chains: Sequence[Chain], index: Index) -> Iterator[Taking]:
    for chain in chains:
        by = index.replaced.get(chain.head.id)
        if by is not None:
            yield Taking(str(chain.root), by.span.page, index.since[by.span.page], chain.stands)
        if not chain.counted:
            continue
        if chain.head.act is Act.RETRACT or (chain.head.act is Act.CORRECT and chain.stands is not Stands.ASSERTS):
            taken = None if chain.stands is None else Stands.ASSERTS
            yield Taking(str(chain.root), chain.page, chain.known, taken)


def find_gone(chains: Sequence[Chain], name: str, ties: Sequence[Tie], index: Index) -> dict[str, datetime | None]:
    """The heads taken back. What the origin of a group withdraws is withdrawn in every copy, even one printed later."""
    gone: dict[str, datetime | None] = {}
    for taking in find_takings(chains, index):
        touched = [chain for chain in chains if taking.root in (name, chain.root) and taking.stands in (None, chain.stands)]
        fresh = {claim.id for claim in index.on_page.get(taking.page, ())}
        old = {chain.claim for chain in touched if chain.page != taking.page and not is_after(chain, taking)}
        tied, renewed = reach(old, ties, fresh), reach(fresh, ties, old)
        for chain in touched:
            by = index.replaced.get(chain.head.id)
            replaced = by is not None and by.span.page == taking.page
            late = chain.claim in tied and chain.claim not in renewed
            if replaced or (chain.page != taking.page and (late or not is_after(chain, taking))):
                gone[chain.head.id] = earlier(gone.get(chain.head.id, taking.since), taking.since)
    return gone


def is_after(chain: Chain, taking: Taking) -> bool:
    return chain.known is not None and taking.since is not None and chain.known > taking.since


def earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((each for each in (one, other) if each is not None), default=None)


def reach(claims: set[str], ties: Sequence[Tie], without: set[str]) -> set[str]:
    """The claims directly tied to these."""
    found = {right for left, right in ((tie.left, tie.right) for tie in ties) if left in claims}
    found |= {left for left, right in ((tie.left, tie.right) for tie in ties) if right in claims}
    return found - without
