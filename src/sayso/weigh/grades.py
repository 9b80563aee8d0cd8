"""Events with their grade: a rule over counted roots, and one sentence that prints what it counted; never a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from operator import itemgetter

from sayso.model import Act, Amount, Event, Grade, Interest, Root, SourceKind, Stands, Step, When
from sayso.weigh.bodies import Bodies, iso_day
from sayso.weigh.chain import Chain
from sayso.weigh.events import Happening
from sayso.weigh.facts import Fact
from sayso.weigh.index import Index
from sayso.weigh.names import count, find_words, join_words, name_root, show_day
from sayso.weigh.roots import Group, count_apart, count_effective, join_blocs

# A side with so many more blocs than the other is not merely contested.
LEAD = 2


@dataclass(frozen=True)
class Weighing:
    """One event with its root groups; `rivals` are the groups that assert what excludes it."""

    happening: Happening
    groups: Sequence[Group]
    rivals: Sequence[Group]
    index: Index
    bodies: Bodies

    @cached_property
    def words(self) -> Mapping[str, str]:
        """By those who tell of this event, not by other pages: what it is called hangs on nothing else."""
        rivals = (chain for group in self.rivals for chain in group.chains)
        return find_words([*self.happening.chains, *rivals], self.index)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        return {fact.claim: fact for fact in self.happening.facts}

    @property
    def asserting(self) -> list[Group]:
        return [group for group in self.groups if group.stand(Stands.ASSERTS)]

    @property
    def named(self) -> list[Group]:
        return [group for group in self.asserting if group.named]

    @property
    def denying(self) -> list[Group]:
        return [group for group in self.groups if group.stand(Stands.DENIES)]

    @property
    def pages(self) -> set[str]:
        """All pages that carry it, those without a root too."""
        gone = {head for group in self.groups for head in group.gone}
        told = [chain for chain in self.happening.chains if chain.h > 0 and chain.head.id not in gone]
        return {chain.page for chain in told if chain.stands is Stands.ASSERTS}

    def name(self, group: Group) -> str:
        return name_root(group.name, self.index.pack, self.words)

    def names(self, groups: Iterable[Group]) -> str:
        return join_words([self.name(group) for group in groups])

    def outlets(self, pages: Iterable[str]) -> int:
        return len({self.index.pages[page].source or page for page in pages})


def make_event(weighing: Weighing) -> Event:
    happening = weighing.happening
    amount, figures = add_amounts(weighing)
    return Event(
        id=happening.id,
        kind=happening.kind,
        place=happening.place,
        when=find_when(weighing),
        actors=find_actors(happening.facts),
        claims=tuple(fact.claim for fact in happening.facts),
        amount=amount,
        roots=tuple(list_roots(weighing)),
        grade=find_grade(weighing),
        figures=figures,
    )


def find_actors(facts: Sequence[Fact]) -> tuple[str, ...]:
    """Who did it. Those it was done to are no actors of it, also where nobody says who did."""
    return tuple(sorted({actor for fact in facts for actor in fact.doers}))


def find_when(weighing: Weighing) -> When | None:
    """The narrowest time that anybody states; neither a reprint's own reckoning nor the day of a report."""
    facts = [
        fact
        for fact in weighing.happening.facts
        if weighing.happening.origins[fact.claim] == fact.claim and fact.stated and fact.window
    ]
    narrow = min(facts, key=lambda fact: (fact.window[1] - fact.window[0] if fact.window else None, fact.rank), default=None)
    return weighing.index.claims[narrow.claim].when if narrow is not None else None


def latest_amount(group: Group, index: Index) -> tuple[Chain, Amount] | None:
    """A root's latest figure: a toll that rises in its reports is an update."""
    told = [
        (chain, amount) for chain in group.stand(Stands.ASSERTS) if (amount := index.claims[chain.claim].amount) is not None
    ]
    return max(told, key=lambda each: (said_at(each[0]), posted_at(each[0], index), each[0].rank), default=None)


def said_at(chain: Chain) -> datetime:
    said = [one.said.end for one in chain.links if one.said is not None and one.said.end is not None]
    return said[0] if said else chain.known or datetime.min


def posted_at(chain: Chain, index: Index) -> datetime:
    """When the passage of a claim was put on its page, as a note states: the last update often stands first."""
    posted = index.homes[chain.claim].posted
    return datetime.min if posted is None else posted.start or posted.end or datetime.min


def add_amounts(weighing: Weighing) -> tuple[Amount | None, tuple[tuple[str, str], ...]]:
    """The least and the most that any root says; a best figure only if all have the same. With the claim that gives each."""
    told = [latest for group in weighing.asserting if (latest := latest_amount(group, weighing.index)) is not None]
    if not told:
        return None, ()
    told.sort(key=lambda each: each[0].rank)
    low = min(((amount.low, chain) for chain, amount in told if amount.low is not None), key=itemgetter(0), default=None)
    high = max(((amount.high, chain) for chain, amount in told if amount.high is not None), key=itemgetter(0), default=None)
    first, amount = told[0]
    best = None if amount.best is None or any(one.best != amount.best for _, one in told) else (amount.best, first)
    found = {bound: one for bound, one in (("low", low), ("best", best), ("high", high)) if one is not None}
    figures = tuple((bound, chain.claim) for bound, (_, chain) in found.items())
    return Amount(*(found[bound][0] if bound in found else None for bound in ("low", "best", "high"))), figures


def list_roots(weighing: Weighing) -> Iterable[Root]:
    for stands in Stands:
        for group in weighing.groups:
            chains = [
                chain
                for chain in group.chains
                if chain.stands is stands and (chain.h > 0 or (chain.counted and stands is Stands.DOUBTS))
            ]
            if chains:
                source = weighing.words.get(group.name, group.name) if group.name.startswith("said:") else group.name
                told = group.stand(stands)
                firm = max((chain.h for chain in told), default=0.0)
                interest = find_interest(told[0], group, weighing) if told else None
                pages = len({chain.page for chain in chains})
                claims = tuple(dict.fromkeys(one.claim for one in group.chains if one.stands is stands and one.counted))
                yield Root(group.name, source, join_blocs(group.blocs), stands, pages, firm, interest, claims)


def find_grade(weighing: Weighing) -> Grade:
    """The first rule that fits. How many outlets carry it is printed and never decides."""
    for rule in (grade_withdrawn, grade_contested, grade_roots, grade_unsourced):
        grade = rule(weighing)
        if grade is not None:
            return grade
    pages = {chain.page for group in weighing.denying for chain in group.stand(Stands.DENIES)}
    sentence = f"Denied by {weighing.names(weighing.denying)}; nobody here asserts it." if pages else "Nobody here asserts it."
    return Grade(Step.DENIED_ONLY, len(pages), len(weighing.denying), count_blocs(weighing.denying), sentence)


def count_blocs(groups: Iterable[Group]) -> int:
    return count_apart(group.sides for group in groups)


def grade_withdrawn(weighing: Weighing) -> Grade | None:
    gone = [group for group in weighing.groups if group.taken_back()]
    if not gone or weighing.asserting:
        return None
    days = sorted(day for group in gone for day in group.gone.values() if day is not None)
    pages = {chain.page for group in gone for chain in group.taken_back()}
    carry = weighing.outlets(pages)
    since = f" on {show_day(days[0])}" if days else ""
    still = f"{count(carry, 'outlet')} still {'carries' if carry == 1 else 'carry'} the old text"
    sentence = f"Withdrawn: {weighing.names(gone)} corrected it{since}; {still}."
    return Grade(Step.WITHDRAWN, len(pages), len(gone), count_blocs(gone), sentence)


def grade_contested(weighing: Weighing) -> Grade | None:
    asserting = weighing.asserting
    against = [*weighing.denying, *weighing.rivals]
    apart = any(one.name != other.name for one in asserting for other in against)
    if not apart or leads(asserting, against) or leads(against, asserting):
        return None
    roots = {group.name for group in (*asserting, *against)}
    third = "no third root" if len(roots) == 2 else f"{len(roots)} roots in all"
    tail = f"{third}{unknown_owners((*asserting, *against), weighing)}"
    sentence = f"Contested: {say(asserting, weighing, 'it')}, {say_against(weighing)}; {tail}."
    return Grade(Step.CONTESTED, len(weighing.pages), *count_roots(weighing), sentence)


def leads(side: Iterable[Group], other: Iterable[Group]) -> bool:
    """Whether it has two more blocs than all that the other may speak for: who stands in two of them is counted for both."""
    most = frozenset[str]().union(*(group.sides for group in other if group.named))
    return count_blocs(group for group in side if group.named) - len(most) >= LEAD


def count_roots(weighing: Weighing) -> tuple[int, int]:
    """Roots and blocs: of the named if there are any, since the others lift nothing."""
    counted = weighing.named or weighing.asserting
    return len(counted), count_blocs(counted)


def say(groups: Sequence[Group], weighing: Weighing, what: str) -> str:
    return f"{weighing.names(groups)} {'says' if len(groups) == 1 else 'say'} {what}"


def say_against(weighing: Weighing) -> str:
    denying, rivals = (
        weighing.denying,
        [group for group in weighing.rivals if group.name not in {one.name for one in weighing.denying}],
    )
    parts = [f"{weighing.names(denying)} {'denies' if len(denying) == 1 else 'deny'} it"] if denying else []
    return join_words([*parts, *([say(rivals, weighing, "otherwise")] if rivals else [])])


def unknown_owners(groups: Iterable[Group], weighing: Weighing) -> str:
    """A source that no bloc table knows counts as its own bloc; whoever reads the sentence must know that."""
    unknown = dict.fromkeys(weighing.name(group) for group in groups if group.named and not group.blocs)
    return f"; ownership of {join_words(list(unknown))} unknown" if unknown else ""


def grade_roots(weighing: Weighing) -> Grade | None:
    named = weighing.named
    if not named:
        return None
    outlets = count(weighing.outlets(weighing.pages), "outlet")
    denied = f"; {say_against(weighing)}" if weighing.denying or weighing.rivals else ""
    if len(named) == 1:
        sentence = f"Single root: {outlets}, {say_single(named[0], weighing)}{denied}."
        return Grade(Step.SINGLE_ROOT, len(weighing.pages), 1, 1, sentence)
    blocs = count_blocs(named)
    tail = f"{outlets} in all{denied}{unknown_owners(named, weighing)}"
    if blocs == 1:
        effective = count_effective([group.sides for group in named])
        sentence = f"One-sided: {list_named(named, weighing)}, all of one side, N_eff {effective:.2f}; {tail}."
        return Grade(Step.ONE_SIDED, len(weighing.pages), len(named), 1, sentence)
    reason = find_confirming(named, weighing)
    if reason is not None:
        sentence = f"Confirmed: {list_named(named, weighing, 'unconnected ')}, {reason}; {tail}."
        return Grade(Step.CONFIRMED, len(weighing.pages), len(named), blocs, sentence)
    sentence = f"Corroborated: {weighing.names(named)}, unconnected; {tail}."
    return Grade(Step.CORROBORATED, len(weighing.pages), len(named), blocs, sentence)


def list_named(named: Sequence[Group], weighing: Weighing, how: str = "") -> str:
    return f"{count(len(named), f'{how}root')} ({weighing.names(named)})"


def say_single(group: Group, weighing: Weighing) -> str:
    first = group.stand(Stands.ASSERTS)[0]
    day = next((one.said.end for one in first.links if one.said is not None and one.said.end is not None), first.known)
    others = "all resting" if weighing.outlets(weighing.pages) > 1 else "resting"
    return f"{others} on {weighing.name(group)}'s statement{f' of {show_day(day)}' if day is not None else ''}"


def find_confirming(named: Sequence[Group], weighing: Weighing) -> str | None:
    """What makes agreement more than two voices: something that can be checked, or a party that admits its own loss."""
    for group in named:
        for chain in group.stand(Stands.ASSERTS):
            if is_against_interest(chain, weighing):
                return f"one of them the losing side, {weighing.name(group)}"
    shown = any(
        link.source_kind is SourceKind.IMAGERY_DOCUMENT
        for group in named
        for chain in group.stand(Stands.ASSERTS)
        for link in chain.links
    )
    return "one of them with footage or a document" if shown else None


def is_against_interest(chain: Chain, weighing: Weighing) -> bool:
    """A loser of ground who says so, or who confirms what was done to himself; a source speaks for whom it serves."""
    fact = weighing.facts[chain.claim]
    if fact.family != "control.gain" and chain.head.act is not Act.CONFIRM:
        return False
    return weighing.bodies.meet(speaks_for(chain, weighing), fact.others, iso_day(chain.known))


def speaks_for(chain: Chain, weighing: Weighing) -> list[str]:
    source = weighing.index.pack.sources.get(chain.root or "")
    return [chain.root or "", *(source.interested_in if source is not None else ())]


def find_interest(chain: Chain, group: Group, weighing: Weighing) -> Interest | None:
    """A party, or who is of its side, serves itself by what it says of its own deeds and losses, unless it admits a loss."""
    if chain.stands is Stands.ASSERTS and is_against_interest(chain, weighing):
        return Interest.AGAINST
    fact, day = weighing.facts[chain.claim], iso_day(chain.known)
    parties = fact.doers | fact.others
    sides = frozenset[str]().union(*(weighing.bodies.blocs(party, day) for party in parties))
    party = weighing.bodies.meet(speaks_for(chain, weighing), parties, day)
    return Interest.SERVING if party or group.blocs & sides else None


def grade_unsourced(weighing: Weighing) -> Grade | None:
    """Whatever is asserted without a named root: an unnamed source, an outlet's own word, or "reportedly"."""
    pages = weighing.pages
    if not pages:
        return None
    groups = weighing.asserting
    outlets = weighing.outlets(pages)
    anonymous = [group for group in groups if group.name.startswith("anon@")]
    what = (
        {True: "quotes an unnamed source", False: "says so in its own words"}[bool(anonymous)]
        if groups
        else "reports it on nobody's word"
    )
    subject, verb = count(outlets, "outlet"), what if outlets == 1 else plural(what)
    against = say_against(weighing) if weighing.denying or weighing.rivals else "nobody else"
    return Grade(Step.UNSOURCED, len(pages), len(groups), count_blocs(groups), f"Unsourced: {subject} {verb}; {against}.")


def plural(what: str) -> str:
    return what.replace("quotes", "quote").replace("says", "say").replace("reports", "report").replace(" its ", " their ")
