"""Which claims may ever be of one event, on whatever day: only these have to be weighed again when a day adds to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from sayso.model import Claim, Mention, Verdict
from sayso.weigh.blocks import find_pairs
from sayso.weigh.bodies import Bodies, Forest
from sayso.weigh.chain import Chain, Chains
from sayso.weigh.differing import mark_toll
from sayso.weigh.events import widest
from sayso.weigh.facts import Fact, Window, make_fact, overlap
from sayso.weigh.forward import Lived, pages_of
from sayso.weigh.index import Index
from sayso.weigh.known import Known, midnight_after
from sayso.weigh.ties import MERGES, Sights, Tie, Told, find_ties, place, tie_through


@dataclass(frozen=True, eq=False)
class Bond:
    """A copy that may tie claims: what it has of them on its pages, and the ties that it makes by itself."""

    lived: Lived
    told: Sequence[Told]
    ties: frozenset[Tie]

    def stands(self, day: date) -> bool:
        return self.lived.since <= day and (self.lived.until is None or day < self.lived.until)


@dataclass(frozen=True, eq=False)
class Whole:
    """All that the past of a case is made from, looked up once: what hangs on a page alone is the same on every day."""

    index: Index
    days: Mapping[str, date]
    copies: Sequence[Lived]
    bodies: Bodies

    @cached_property
    def chains(self) -> dict[str, tuple[Chain, ...]]:
        return Chains(self.index, self.bodies).of

    @cached_property
    def facts(self) -> dict[str, Fact]:
        dated = (claim for claim in self.index.claims.values() if claim.span.page in self.days)
        made = (make_fact(claim, self.chains[claim.id], self.index, self.bodies) for claim in dated)
        return {fact.claim: fact for fact in made if fact is not None}

    @cached_property
    def sights(self) -> Sights:
        return Sights(self.index)

    @cached_property
    def bonds(self) -> list[Bond]:
        cut = {one.record for one in self.index.standing if one.verdict is Verdict.REJECT}
        kept = (one for one in self.copies if one.copy.score >= MERGES and one.copy.id not in cut)
        told = ((one, list(self.sights.read(one.copy))) for one in kept)
        return [Bond(one, runs, frozenset(self.sights.tie(runs))) for one, runs in told if runs]

    @cached_property
    def bonds_on(self) -> dict[str, list[Bond]]:
        """The bonds with a side on each page."""
        found: dict[str, list[Bond]] = defaultdict(list)
        for bond in self.bonds:
            for page in pages_of(bond.lived.copy):
                found[page].append(bond)
        return found

    @cached_property
    def added(self) -> list[Tie]:
        """The ties of copies that people added."""
        return find_ties((), self.index)

    @cached_property
    def tolls(self) -> dict[str, str]:
        marked = ((claim, mark_toll(self.index.claims[claim], self.index)) for claim in self.facts)
        return {claim: mark for claim, mark in marked if mark is not None}

    @cached_property
    def named(self) -> dict[str, list[Mention]]:
        """The mentions of each page."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.index.mentions.values():
            found[mention.span.page].append(mention)
        return found

    @cached_property
    def parts(self) -> list[tuple[str, ...]]:
        """The claims that can be dated, in groups of which no two ever have anything to do with each other's event."""
        forest = Forest()
        for claim in self.facts:
            forest.find(claim)
        for left, right in (*self.find_bound(), *self.find_hubs(), *self.find_unsure(), *find_pairs(self.index)):
            if all(one in self.index.claims and self.is_dated(self.index.claims[one]) for one in (left, right)):
                forest.join(left, right)
        cells: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for group in forest.groups().values():
            facts = [self.facts[claim] for claim in group if claim in self.facts]
            # What a group says between its claims may have the kind of the one and the place of the other.
            for cell in {(kind_of(one), self.place_of(other)) for one in facts for other in facts}:
                cells[cell] += facts
        for facts in cells.values():
            for one, other in find_meeting(facts):
                forest.join(one, other)
        groups = (tuple(group) for group in forest.groups().values())
        return [group for group in groups if not self.facts.keys().isdisjoint(group)]

    def is_dated(self, claim: Claim) -> bool:
        return claim.span.page in self.days

    def find_bound(self) -> Iterator[tuple[str, str]]:
        for one in (*self.added, *(one for bond in self.bonds for one in bond.ties)):
            yield one.left, one.right

    def find_hubs(self) -> Iterator[tuple[str, str]]:
        """Claims of one kind that stand in words of one third page: which of them are tied hangs on who was first."""
        spokes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for bond in self.bonds:
            there = [(yours, mine, at) for mine, yours, _, at in bond.told]
            for side in ([(mine, yours, at) for mine, yours, at, _ in bond.told], there):
                for claim, _, _ in place(side, self.sights):
                    spokes[side[0][1].page, claim.kind].append(claim.id)
        for claims in spokes.values():
            yield from pairwise(claims)

    def find_unsure(self) -> Iterator[tuple[str, str]]:
        """The claims of a place by a name of which one is not sure: who is sure of it decides for him, from that day on."""
        named: dict[str, list[str]] = defaultdict(list)
        unsure: set[str] = set()
        for claim in filter(self.is_dated, self.index.claims.values()):
            spot = self.index.spot(claim)
            link = self.index.links.get(spot or "")
            if spot is not None:
                named[self.index.name(spot) if link is None else link.key].append(claim.id)
            if link is not None and link.target is None and link.rivals:
                unsure.add(link.key)
        for key in unsure:
            yield from pairwise(named[key])

    def place_of(self, fact: Fact) -> str:
        return f"near {fact.near}" if fact.place is None else widest(fact.place, self.index)

    def cut(self, claims: Sequence[str], day: date) -> Known:
        """These claims, as far as they are known by then, with all that stands on their pages."""
        whole = self.index
        kept = [whole.claims[claim] for claim in claims if self.days[whole.claims[claim].span.page] <= day]
        pages = sorted({claim.span.page for claim in kept})
        mentions = tuple(each for page in pages for each in self.named.get(page, ()))
        return Known(
            pages=tuple(whole.pages[page] for page in pages),
            passages=tuple(each for page in pages for each in whole.passages.get(page, ())),
            mentions=mentions,
            links=tuple(whole.links[each.id] for each in mentions if each.id in whole.links),
            claims=tuple(kept),
            attributions=tuple(each for claim in kept for each in whole.sayings.get(claim.id, ())),
            judgements=whole.known.judgements,
            as_of=midnight_after(day),
        )

    def find_ties(self, index: Index, day: date) -> list[Tie]:
        """The ties between the claims of an index that the copies of that day make."""
        bonds = {id(bond): bond for page in index.pages for bond in self.bonds_on.get(page, ()) if bond.stands(day)}
        ordered = sorted(bonds.values(), key=lambda bond: bond.lived.copy.id)
        found = {tie for bond in ordered for tie in bond.ties} | set(self.added)
        found.update(tie_through([bond.told for bond in ordered], self.sights))
        kept = (tie for tie in found if tie.left in index.claims and tie.right in index.claims)
        return sorted(kept, key=lambda one: (one.left, one.right, one.same))


def kind_of(fact: Fact) -> str:
    return fact.family.split(".")[0]


def find_meeting(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Pairs by which all are joined whose times meet, straight or through others."""
    ordered = sorted((fact for fact in facts if fact.window is not None), key=lambda fact: (fact.window, fact.claim))
    reach: Window | None = None
    last = ""
    for fact in ordered:
        window = fact.window
        if window is None:
            continue
        if reach is not None and overlap(reach, window) is not None:
            yield last, fact.claim
            reach = reach[0], max(reach[1], window[1])
        else:
            reach = window
        last = fact.claim
