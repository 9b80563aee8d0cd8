"""The chain of say-so behind a claim: who is quoted inside whom, how firm it is, and whose word it is in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache

from sayso.model import Act, Attribution, Claim, Modality, Mood, Page, Passage, Polarity, Problem, SourceKind, Stands
from sayso.pack import Pack
from sayso.weigh.bodies import Bodies
from sayso.weigh.index import UNCOUNTED, Index, report
from sayso.weigh.known import rank

# The one scale of firmness: saying.md gives the order, weighing.md the numbers.
FIRMNESS = {Modality.CERTAIN: 1.0, Modality.PROBABLE: 0.7, Modality.POSSIBLE: 0.4, Modality.UNKNOWN: 0.0}
DOUBTED = 0.7
# These say nothing on the matter: a retraction takes back a word, which is not to deny the thing.
SILENT = frozenset({Act.ASK, Act.NO_COMMENT, Act.RETRACT})
UNSPECIFIED = frozenset({SourceKind.UNSPECIFIED, SourceKind.OUTLET_UNSPECIFIED})
# Said of people in the plural: without a name of its own such a speaker is nobody who could be asked.
PLURAL = frozenset({SourceKind.ACTIVISTS, SourceKind.RESIDENTS, SourceKind.MEDICS})
# They pass on what they were told; an unnamed speaker is known only through them.
OUTLETS = frozenset({SourceKind.OUTLET_NAMED, SourceKind.AGENCY, SourceKind.AUTHOR})
# An outlet's own word lifts nothing; what all others publish is a speaker's own: a monitor's count, a communique.
TELLERS = frozenset({SourceKind.SOCIAL_MEDIA, SourceKind.IMAGERY_DOCUMENT, SourceKind.ANALYSTS})
SPEAKERS = frozenset(SourceKind) - OUTLETS - UNSPECIFIED - PLURAL - TELLERS


@dataclass(frozen=True)
class Chain:
    """One stand on one claim. `links` run from the speaker out to the outlet; `root` is None for "reportedly".

    `h` is 0 for what is not `counted`: a reader's words, those of nobody knows whom, a plan or a forecast.
    """

    claim: str
    page: str
    known: datetime | None
    links: tuple[Attribution, ...]
    counted: bool
    h: float
    stands: Stands | None
    root: str | None

    @property
    def head(self) -> Attribution:
        return self.links[0]

    @property
    def rank(self) -> tuple[bool, datetime, str]:
        return rank(self.known, self.head.id)


@dataclass(frozen=True)
class Chains:
    """The chains of every claim, made once."""

    index: Index
    bodies: Bodies

    @cached_property
    def of(self) -> dict[str, tuple[Chain, ...]]:
        return {claim.id: tuple(self.find(claim)) for claim in self.index.claims.values()}

    def find(self, claim: Claim) -> Iterator[Chain]:
        sayings = self.index.sayings.get(claim.id, ())
        by_id = {one.id: one for one in sayings}
        page, passage = self.index.pages[claim.span.page], self.index.homes[claim.id]
        doubted = any(one.act is Act.CANNOT_CONFIRM for one in sayings)
        for head in find_heads(sayings):
            links = follow(head, by_id)
            stands = find_stand(head)
            counted = passage.role not in UNCOUNTED and claim.mood is Mood.ACTUAL
            h = measure(links) * (DOUBTED if doubted else 1.0) if counted and stands in (Stands.ASSERTS, Stands.DENIES) else 0.0
            root = find_root(links, page, passage, self.index, self.bodies)
            yield Chain(claim.id, page.id, self.index.since[page.id], links, counted, h, stands, root)


def find_heads(sayings: Sequence[Attribution]) -> Iterator[Attribution]:
    """The innermost attributions, and every enclosing one that takes a stand of its own against what it encloses."""
    inner: dict[str, set[Polarity | None]] = {}
    for one in sayings:
        if one.inside is not None:
            inner.setdefault(one.inside, set()).add(one.polarity)
    for one in sayings:
        dissents = one.polarity is not None and one.polarity not in inner.get(one.id, ())
        if one.id not in inner or one.act is Act.CANNOT_CONFIRM or dissents:
            yield one


def follow(head: Attribution, by_id: dict[str, Attribution]) -> tuple[Attribution, ...]:
    links = [head]
    while (outer := by_id.get(links[-1].inside or "")) is not None and outer not in links:
        links.append(outer)
    return tuple(links)


def find_breaks(claim: Claim, index: Index) -> Iterator[Problem]:
    """Chains that lead nowhere or into themselves: what of them can be followed still counts."""
    sayings = index.sayings.get(claim.id, ())
    if not any(one.inside is not None for one in sayings):
        return
    by_id = {one.id: one for one in sayings}
    for one in sayings:
        links = follow(one, by_id)
        if links[-1].inside is not None:
            what = "goes in a circle" if links[-1].inside in by_id else f"is inside {links[-1].inside}, which is missing"
            yield report(claim.span.page, f"the chain of {one.id} {what}")


def find_stand(head: Attribution) -> Stands | None:
    if head.act is Act.CANNOT_CONFIRM:
        return Stands.DOUBTS
    if head.polarity is None or head.act in SILENT:
        return None
    return Stands.ASSERTS if head.polarity is Polarity.POSITIVE else Stands.DENIES


def measure(links: Sequence[Attribution]) -> float:
    """The least firmness of the chain. A link that commits itself to nothing does not weaken what it passes on."""
    told = [one for one in links if one is links[0] or one.polarity is not None or one.modality is not Modality.UNKNOWN]
    asked = any(one.act is Act.ASK for one in links)
    return 0.0 if asked else min(FIRMNESS[one.modality] for one in told if one.act is not Act.CANNOT_CONFIRM or one is links[0])


def find_root(links: Sequence[Attribution], page: Page, passage: Passage, index: Index, bodies: Bodies) -> str | None:
    """The key of the last named speaker; `anon@` the outlet he spoke to, or `publisher*` if nobody is quoted.

    An outlet that names itself ("the Wire now reports") is no other speaker: it is its own word.
    """
    head = links[0]
    unnamed, own = is_unnamed(head, index), is_own(head, index)
    publisher = bodies.one(find_publisher(head, page, passage))
    for one in links:
        speaker = find_speaker(one, index, bodies)
        if speaker is None:
            continue
        if speaker == publisher and one.source_kind in OUTLETS and not unnamed:
            own = own or one is head
            continue
        if one.source_kind in OUTLETS and head.source_kind in UNSPECIFIED:
            return None
        return f"anon@{speaker}" if unnamed and one.source_kind in OUTLETS else speaker
    if head.source_kind in UNSPECIFIED or not (unnamed or own):
        return None
    if unnamed:
        return f"anon@{publisher}"
    kind = index.pack.sources[publisher].source_kind if publisher in index.pack.sources else None
    return publisher if kind in SPEAKERS or publisher in index.pack.actors else f"publisher*{publisher}"


def find_publisher(head: Attribution, page: Page, passage: Passage) -> str:
    own = head.source if head.source is not None and head.source.startswith("source:") else None
    return own or passage.voice or page.source or page.id


def is_own(one: Attribution, index: Index) -> bool:
    """Whether nobody is quoted: the writer's voice alone."""
    return one.source not in index.mentions and (one.cue is None or one.source_kind is SourceKind.AUTHOR)


def is_unnamed(one: Attribution, index: Index) -> bool:
    if one.anonymous or one.source_kind is SourceKind.OFFICIAL_ANONYMOUS:
        return True
    if one.source is None or one.source not in index.mentions:
        return one.source_kind in PLURAL
    if index.target(one.source) is not None or find_body(one.source, index) is not None:
        return False
    return one.source_kind in PLURAL or is_common_noun(one, index) or index.is_described(one.source)


def is_common_noun(one: Attribution, index: Index) -> bool:
    """Whether nothing but common nouns names the speaker ("the army"): two such on two pages need not be one body."""
    words = (index.name(one.source) or "").split() if one.source in index.mentions else []
    return bool(words) and all(word in body_nouns(index.pack) for word in words)


@lru_cache(maxsize=4)
def body_nouns(pack: Pack) -> frozenset[str]:
    return frozenset(row.cue for row in pack.cues if row.pattern in {"speaker", "group", "body"})


def find_speaker(one: Attribution, index: Index, bodies: Bodies) -> str | None:
    """Who is named by a link of the chain: an id of the packs, `said:` and a folded name, or None for no one.

    A spokesman no pack knows speaks for the body that his words name: two of its officers are not two origins.
    """
    if one.source is None or one.source_kind in UNSPECIFIED or is_unnamed(one, index) or is_own(one, index):
        return None
    if one.source not in index.mentions:
        return bodies.one(one.source)
    target = index.target(one.source)
    if target is not None:
        return bodies.one(target)
    body = find_body(one.source, index)
    return bodies.one(body) if body is not None else f"said:{index.name(one.source)}"


def find_body(mention: str, index: Index) -> str | None:
    """The actor or source of the packs that is named within these words, the first of several."""
    words = index.mentions[mention].span
    known = index.bodies_named.get(words.page, ())
    within = [one for one in known if words.start <= one.span.start and one.span.end <= words.end]
    return index.name(min(within, key=lambda one: (one.span, one.id)).id) if within else None


def is_named(root: str) -> bool:
    """Whether a root lifts a grade: an unnamed source or an outlet's own word stands beside and lifts nothing."""
    return not root.startswith(("anon@", "publisher*"))
