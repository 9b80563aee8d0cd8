"""Lookups over what is known: the page, passage, names and sayings that a claim stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sayso.model import (
    Act,
    Attribution,
    Claim,
    Judgement,
    Link,
    Mention,
    MentionKind,
    Page,
    Passage,
    Problem,
    Role,
    Room,
    Rung,
    record_id,
)
from sayso.pack import Pack
from sayso.store.judgements import find_standing
from sayso.weigh.known import Known, known_from, rank

# Whose words these are is unsure, or they are a reader's: kept and shown, never counted.
UNCOUNTED = frozenset({Role.COMMENT, Role.UNKNOWN, Role.FURNITURE})
PLACES = ("place", "part", "to", "via", "from")
# So a name is known that no pack spells as it stands here.
ODD = frozenset({Rung.FOLD, Rung.SPELT})


@dataclass(frozen=True)
class Index:
    """Pages as they came out, with their claims and what there is of each, so that no answer depends on the order of input.

    Claims whose page or passage is missing are left out here and named by `find_dangling`.
    """

    known: Known
    pack: Pack

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {page.id: page for page in sorted(self.known.pages, key=lambda page: rank(known_from(page), page.id))}

    @cached_property
    def since(self) -> dict[str, datetime | None]:
        return {page: known_from(noun) for page, noun in self.pages.items()}

    @cached_property
    def passages(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each page."""
        found: dict[str, list[Passage]] = defaultdict(list)
        for passage in self.known.passages:
            found[passage.span.page].append(passage)
        return {page: tuple(sorted(passages, key=place_of)) for page, passages in found.items()}

    @cached_property
    def mentions(self) -> dict[str, Mention]:
        return {mention.id: mention for mention in self.known.mentions}

    @cached_property
    def bodies_named(self) -> dict[str, tuple[Mention, ...]]:
        """The mentions of each page that a pack knows as an actor or a source."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions.values():
            if mention.kind in (MentionKind.ACTOR, MentionKind.SOURCE) and self.target(mention.id) is not None:
                found[mention.span.page].append(mention)
        return {page: tuple(sorted(mentions, key=place_of)) for page, mentions in found.items()}

    @cached_property
    def places_named(self) -> dict[str, tuple[Mention, ...]]:
        """The mentions of places on each page."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions.values():
            if mention.kind is MentionKind.PLACE:
                found[mention.span.page].append(mention)
        return {page: tuple(sorted(mentions, key=place_of)) for page, mentions in found.items()}

    @cached_property
    def links(self) -> dict[str, Link]:
        found: dict[str, Link] = {}
        for link in self.known.links:
            other = found.setdefault(link.mention, link)
            if other.id < link.id:
                found[link.mention] = link
        return found

    @cached_property
    def homes(self) -> dict[str, Passage]:
        """The innermost passage that the words of each claim begin in."""
        found = {}
        for claim in self.known.claims:
            around = find_around(self.passages.get(claim.span.page, ()), claim.span.start)
            if around:
                found[claim.id] = innermost(around)
        return found

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """In the order of pages: what is looked at together lies together."""
        at = {page: number for number, page in enumerate(self.pages)}
        sound = (claim for claim in self.known.claims if claim.span.page in at and claim.id in self.homes)
        return {claim.id: claim for claim in sorted(sound, key=lambda claim: (at[claim.span.page], claim.span.start, claim.id))}

    @cached_property
    def on_page(self) -> dict[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.span.page].append(claim)
        return {page: tuple(claims) for page, claims in found.items()}

    @cached_property
    def sayings(self) -> dict[str, tuple[Attribution, ...]]:
        """All that is said of each claim."""
        found: dict[str, list[Attribution]] = defaultdict(list)
        for one in self.known.attributions:
            found[one.claim].append(one)
        return {claim: tuple(sorted(ones, key=lambda one: one.id)) for claim, ones in found.items()}

    @cached_property
    def replaced(self) -> dict[str, Claim]:
        """Attributions that a later one corrects or takes back, with its claim. An update leaves the old word true."""
        found: dict[str, Claim] = {}
        for claim in self.claims.values():
            for one in self.sayings.get(claim.id, ()) if self.homes[claim.id].role not in UNCOUNTED else ():
                if one.supersedes is not None and one.act is not Act.UPDATE:
                    by = min(found.get(one.supersedes, claim), claim, key=lambda c: rank(self.since[c.span.page], c.id))
                    found[one.supersedes] = by
        return found

    @cached_property
    def standing(self) -> list[Judgement]:
        """The judgements nobody has taken back, the first judged first."""
        return find_standing(sorted(self.known.judgements, key=lambda one: (one.at, one.id)))

    def known_from(self, claim: str) -> datetime | None:
        return self.since[self.claims[claim].span.page]

    def target(self, mention: str) -> str | None:
        link = self.links.get(mention)
        return link.target if link is not None else None

    @cached_property
    def odd_names(self) -> dict[str, str]:
        """The mentions of known names that no pack spells so, each with the name and its spelling."""
        odd = (link for link in self.links.values() if link.rung in ODD and link.target and link.mention in self.mentions)
        return {link.mention: f"{link.target} {self.words(link.mention).casefold()}" for link in odd}

    def words(self, mention: str) -> str:
        span = self.mentions[mention].span
        return " ".join(self.pages[span.page].text[span.start : span.end].split()) if span.page in self.pages else ""

    def name(self, mention: str) -> str:
        """What a mention stands for across pages: its target, or the folded name of what no pack knows."""
        if mention not in self.named:
            link = self.links.get(mention)
            self.named[mention] = self.pack.fold(self.words(mention)) if link is None else link.target or link.key
        return self.named[mention]

    @cached_property
    def named(self) -> dict[str, str]:
        return {}

    def spot(self, claim: Claim) -> str | None:
        """The mention of where it is, the first that is a name."""
        if claim.id not in self.spots:
            self.spots[claim.id] = self.find_spot(claim)
        return self.spots[claim.id]

    @cached_property
    def spots(self) -> dict[str, str | None]:
        return {}

    @cached_property
    def wide(self) -> dict[str, str]:
        """The widest local place around each that was asked about."""
        return {}

    def find_spot(self, claim: Claim) -> str | None:
        wanted = PLACES[:2] if claim.kind.startswith("control.") else PLACES
        for each in (mention for role in wanted for one, mention in claim.roles if one == role and mention in self.mentions):
            if not self.is_described(each):
                place = self.mentions[each].kind is MentionKind.PLACE or (self.target(each) or "").startswith("place:")
                if place:
                    return each
        return None

    def meet(self, mention: str) -> str:
        """What the place of a claim stands for: a name that may be one of several places is the one that others are sure of."""
        link = self.links.get(mention)
        if link is None or link.target is not None or not link.rivals:
            return self.name(mention)
        known = self.called.get(link.key, frozenset())
        meant = known.intersection(self.pack.twins.get(rival, rival) for rival, _ in link.rivals)
        return next(iter(meant)) if len(meant) == 1 else self.name(mention)

    @cached_property
    def called(self) -> dict[str, frozenset[str]]:
        """The places that claims are of, by the folded names they have there."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.claims.values():
            link = self.links.get(self.spot(claim) or "")
            if link is not None and link.target is not None:
                found[link.key].add(link.target)
        return {key: frozenset(places) for key, places in found.items()}

    @cached_property
    def nouns(self) -> frozenset[str]:
        return frozenset(row.noun for row in self.pack.nouns)

    def is_described(self, mention: str) -> bool:
        """Whether the words are no name but a common noun ("the army", "our units"): nobody that another page could mean.

        In scripts without capitals nothing tells, and all are taken for names; so is a lone new name that begins a sentence.
        """
        if mention not in self.described:
            self.described[mention] = self.describes(mention)
        return self.described[mention]

    @cached_property
    def described(self) -> dict[str, bool]:
        return {}

    def describes(self, mention: str) -> bool:
        if self.target(mention) is not None:
            return False
        words = self.words(mention)
        if words.islower():
            return True
        first, _, rest = words.partition(" ")
        noun = (rest or first).split(" ")[-1].lower()
        span = self.mentions[mention].span
        before = self.pages[span.page].text[max(span.start - 16, 0) : span.start].rstrip(" \t")[-1:]
        common = {noun, noun.removesuffix("s")} & self.nouns
        return not before.isalnum() and before != "," and bool(common) and (not rest or rest.islower())


def place_of(one: Passage | Mention) -> tuple[int, int, str]:
    return one.span.start, one.span.end, one.id


def find_around(passages: Iterable[Passage], at: int) -> list[Passage]:
    return [one for one in passages if one.span.start <= at < one.span.end]


def innermost(around: Sequence[Passage]) -> Passage:
    return around[0] if len(around) == 1 else min(around, key=lambda one: (one.span.end - one.span.start, one.id))


def find_dangling(index: Index) -> Iterator[Problem]:
    """What could not be weighed because a record it rests on is missing."""
    for claim in index.known.claims:
        if claim.id not in index.claims:
            yield report(claim.span.page, f"{claim.id} stands in no page or passage that is known; not weighed")
        for role, mention in claim.roles:
            if mention not in index.mentions:
                yield report(claim.span.page, f"{claim.id}: role {role} names {mention}, which is missing")
    # A claim that a person has rejected is not missing.
    said = {claim.id for claim in index.known.claims} | {one.record for one in index.standing}
    for one in index.known.attributions:
        if one.claim not in said:
            yield report(one.id, f"{one.id} is on {one.claim}, which is missing; not weighed")


def report(page: str, message: str) -> Problem:
    return Problem(record_id("problem", page, Room.WEIGH, message), page, Room.WEIGH, message)
