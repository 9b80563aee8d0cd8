"""Rare errors that two roots of an event share: a figure, a day or a spelling that stands against what the others say.

To agree is no sign of copying, for good sources agree because they are right; to err alike is one. Such a copy is shown and
ties nothing, unless a person confirms it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product

from sayso.model import Claim, Copy, CopyKind, Dispute, Over, Rung, Span, Stands, Verdict
from sayso.weigh.copies import copy_id, find_first
from sayso.weigh.disputes import DAY, Found
from sayso.weigh.events import Happening
from sayso.weigh.facts import find_stated
from sayso.weigh.index import Index
from sayso.weigh.roots import Group, body_of

SCORE = 0.5
# An error is what so many named roots speak against with one voice, or more.
AGAINST = 2
# Of lower figures there are few, and two who err meet on one by chance; a round one is a guess that many make.
TELLING = 10
# So a spelling of the packs is met, but for case and marks.
SPELT_SO = (Rung.EXACT, Rung.NORM)
Value = int | date | None
Read = Callable[[Claim, Index], Value]
# A root of an event.
Spot = tuple[str, str]
Named = tuple[Claim, str]


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A copy of an error alone: the event, the names of its two roots that share it, and the earlier claim with it."""

    copy: Copy
    happening: str
    roots: tuple[str, str]
    claim: str


@dataclass(frozen=True)
class Voice:
    """One root of an event, all of whose roots are `groups`, with a claim of it."""

    happening: str
    groups: Sequence[Group]
    group: Group
    claim: str

    @property
    def spot(self) -> Spot:
        return self.happening, self.group.name

    @property
    def body(self) -> str:
        """What an outlet says itself, has from unnamed people or is quoted for is one voice."""
        return body_of(self.group.name)

    @cached_property
    def pages(self) -> frozenset[str]:
        return frozenset(chain.page for chain in self.group.chains)


@dataclass(frozen=True, slots=True)
class Error:
    """What two roots of one event have in common and nobody else has, with the words of each."""

    one: Voice
    other: Voice
    words: tuple[Span, Span]


def find_paraphrases(found: Found, disputes: Sequence[Dispute], copies: Iterable[Copy], index: Index) -> list[Paraphrase]:
    """In the order of their ids. Pages that share words are copies already, or people found that they are none."""
    every = (*find_outvoted(found, disputes, index), *find_misspelt(found, index))
    errors = [error for error in every if are_strangers(error.one, error.other, index)]
    if not errors:
        return []
    pages = frozenset[str]().union(*(voice.pages for error in errors for voice in (error.one, error.other)))
    runs = [copy.overlaps[0] for copy in copies if copy.overlaps[0][0].page in pages]
    shared = {pair for one, other in runs for pair in ((one.page, other.page), (other.page, one.page))}
    alike: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        if shared.isdisjoint(product(error.one.pages, error.other.pages)):
            alike[copy_id(error.one.claim, error.other.claim)].append(error)
    return [make_paraphrase(id, alike[id], index) for id in sorted(alike)]


def are_strangers(one: Voice, other: Voice, index: Index) -> bool:
    """Whether two roots are of different houses, and no page or outlet tells of both."""
    return one.body != other.body and outlets(one.pages, index).isdisjoint(outlets(other.pages, index))


def outlets(pages: Iterable[str], index: Index) -> set[str]:
    """Who printed these pages; a page without an outlet is one of its own."""
    return {index.pages[page].source or page for page in pages}


def make_paraphrase(id: str, errors: Sequence[Error], index: Index) -> Paraphrase:
    claims = errors[0].one.claim, errors[0].other.claim
    homes = {claim: index.homes[claim] for claim in claims}
    pages = [home.span.page for home in homes.values()]
    first = find_first(pages[0], pages[1], index)
    left, right = sorted(claims, key=lambda claim: (homes[claim].span.page != first, homes[claim].id))
    overlaps = {sorted_by(homes[left].span.page, error.words) for error in errors}
    earlier = None if first is None else homes[left].id
    copy = Copy(id, homes[left].id, homes[right].id, CopyKind.PARAPHRASE, earlier, tuple(sorted(overlaps)), SCORE)
    return Paraphrase(copy, errors[0].one.happening, (errors[0].one.group.name, errors[0].other.group.name), left)


def sorted_by(page: str, words: tuple[Span, Span]) -> tuple[Span, Span]:
    return words if words[0].page == page else (words[1], words[0])


def find_outvoted(found: Found, disputes: Sequence[Dispute], index: Index) -> Iterator[Error]:
    """Figures and days of two roots that most of those who differ speak against with one voice."""
    homes = find_homes(found, {head for one in disputes if one.over in READ for head in (one.left, one.right)})
    for over, read in READ.items():
        against: dict[Spot, set[Spot]] = defaultdict(set)
        voices: dict[Spot, Voice] = {}
        for left, right in ((homes[one.left], homes[one.right]) for one in disputes if one.over is over):
            against[left.spot].add(right.spot)
            against[right.spot].add(left.spot)
            voices |= {left.spot: left, right.spot: right}
        for one, other in find_pairs(voices.values(), read, index):
            rivals = [voices[spot] for spot in against[one.spot] | against[other.spot]]
            # Who of the two has said otherwise since is no second voice against himself.
            rivals = [voice for voice in rivals if voice.body not in (one.body, other.body)]
            if is_outvoted((one, other), rivals, read, index):
                yield Error(one, other, (words_of(one.claim, over, index), words_of(other.claim, over, index)))


def find_homes(found: Found, heads: Collection[str]) -> dict[str, Voice]:
    """By each of these attributions the root whose word it is."""
    return {
        chain.links[0].id: Voice(happening.id, groups, group, chain.claim)
        for happening, groups in (found if heads else ())
        for group in groups
        for chain in group.chains
        if chain.links[0].id in heads
    }


def find_pairs(voices: Iterable[Voice], read: Read, index: Index) -> Iterator[tuple[Voice, Voice]]:
    """What two roots of an event say, no other root of it, and few would by chance; of each the first claim that says it.

    It is enough that one of the two is disputed: who takes a figure over days later might have news for all we know.
    """
    asked = {(voice.happening, read(index.claims[voice.claim], index)): voice for voice in voices}
    for (_, value), voice in asked.items():
        if is_telling(value):
            firsts = [(group, first_with(group, value, read, index)) for group in voice.groups]
            holders = [replace(voice, group=group, claim=claim) for group, claim in firsts if claim is not None]
            if len(holders) == 2:
                yield holders[0], holders[1]


def is_telling(value: Value) -> bool:
    return value >= TELLING and value % 10 > 0 if isinstance(value, int) else value is not None


def is_outvoted(pair: Iterable[Voice], rivals: Iterable[Voice], read: Read, index: Index) -> bool:
    """Whether most of the named roots say one other thing. Of two against two nobody can tell which pair errs."""
    said: dict[Value, set[str]] = defaultdict(set)
    for voice in rivals:
        if voice.group.named:
            said[read(index.claims[voice.claim], index)].add(voice.body)
    many = max((len(bodies) for value, bodies in said.items() if value is not None), default=0)
    every = sum(voice.group.named for voice in pair) + sum(len(bodies) for bodies in said.values())
    return many >= AGAINST and 2 * many > every


def first_with(group: Group, value: Value, read: Read, index: Index) -> str | None:
    """The first claim of a root that says so: the page that copies of it have it from."""
    told = (chain.claim for chain in group.stand(Stands.ASSERTS))
    return next((claim for claim in told if read(index.claims[claim], index) == value), None)


def read_figure(claim: Claim, index: Index) -> Value:
    return None if claim.amount is None else claim.amount.best


def read_day(claim: Claim, index: Index) -> Value:
    """The one day that the words give it, if they do."""
    window = find_stated(claim.when, index.known_from(claim.id))
    return window[0].date() if window is not None and window[1] - window[0] <= DAY else None


READ: Mapping[Over, Read] = {Over.AMOUNT: read_figure, Over.TIME: read_day}


def words_of(claim: str, over: Over, index: Index) -> Span:
    """The words of the day; a figure stands among the words of its claim."""
    when = index.claims[claim].when
    return when.stated if over is Over.TIME and when is not None and when.stated is not None else index.claims[claim].span


def find_misspelt(found: Found, index: Index) -> Iterator[Error]:
    """A spelling of a known name that no pack has and, of the case, the pages of two roots of one event alone.

    Other outlets that tell of the event write the name as the packs do.
    """
    users: dict[str, list[Named]] = defaultdict(list)
    for claim in index.claims.values() if index.odd_names else ():
        for _, mention in claim.roles:
            if mention in index.odd_names:
                users[index.odd_names[mention]].append((claim, mention))
    spelt: dict[str, set[str]] = defaultdict(set)
    for spelling, uses in users.items():
        for claim, _ in uses if len({claim.span.page for claim, _ in uses}) > 1 else ():
            spelt[claim.id].add(spelling)
    for happening, groups in found if spelt else ():
        for spelling in sorted({spelling for fact in happening.facts for spelling in spelt.get(fact.claim, ())}):
            yield from share_spelling(users[spelling], happening, groups, index)


def share_spelling(uses: Sequence[Named], happening: Happening, groups: Sequence[Group], index: Index) -> Iterator[Error]:
    at = {claim.id: mention for claim, mention in uses}
    pair = [Voice(happening.id, groups, group, claim) for group in groups if (claim := first_of(group, at)) is not None]
    if len(pair) != 2 or not {claim.span.page for claim, _ in uses} <= pair[0].pages | pair[1].pages:
        return
    target = index.target(uses[0][1])
    rightly = [chain.page for group in groups for chain in group.chains if names(chain.claim, target, index)]
    if len(outlets(rightly, index) - outlets(pair[0].pages | pair[1].pages, index)) >= AGAINST:
        one, other = (index.mentions[at[voice.claim]].span for voice in pair)
        yield Error(pair[0], pair[1], (one, other))


def first_of(group: Group, claims: Mapping[str, str]) -> str | None:
    return next((chain.claim for chain in group.stand(Stands.ASSERTS) if chain.claim in claims), None)


def names(claim: str, target: str | None, index: Index) -> bool:
    """Whether a claim has this name in a spelling of the packs."""
    roles = (mention for _, mention in index.claims[claim].roles if mention not in index.odd_names)
    return any(index.target(mention) == target and index.links[mention].rung in SPELT_SO for mention in roles)


def find_confirmed(paraphrases: Iterable[Paraphrase], index: Index) -> dict[str, list[tuple[str, str]]]:
    """For each event the roots that a person said are one: who confirms the copy."""
    confirmed = {one.record for one in index.standing if one.verdict is Verdict.CONFIRM}
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in paraphrases:
        if one.copy.id in confirmed:
            found[one.happening].append(one.roots)
    return found
