"""A page as its actors and sources see it: who is named where, and whom a short form may stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice, takewhile

from sayso.model import Link, Mention, MentionKind, Page, Passage, Role
from sayso.pack import Pack
from sayso.resolve.ladder import folded, words_of
from sayso.resolve.nouns import body_nouns
from sayso.text import SENTENCE_END, norm

THREAD = {Role.COMMENT, Role.POST}
# How many names a short form looks back over: more than any article has, so that no page costs the square of its names.
FARTHEST = 400


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an office, as the page gives it: `speaks_for` is the link of the body named beside the name."""

    name: str
    key: str
    office: str
    speaks_for: Link
    body: str


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A name that stands at `mention`: its target, or None for a name that no pack knows, then `key` is its own.

    `names` are the norm'ed names it goes by, `kinds` what sort of actor or source it is, empty if nothing tells.
    """

    mention: Mention
    target: str | None
    key: str
    names: tuple[str, ...]
    kinds: frozenset[str]
    person: Person | None = None

    @property
    def identity(self) -> str:
        return self.target or f"name:{self.key}"


@dataclass(frozen=True)
class Scene:
    """The mentions of actors and sources in text order, the links of those that are names, and what was read of them.

    `antecedents` are by scope, in text order.
    """

    page: Page
    mentions: Sequence[Mention]
    pack: Pack
    named: Mapping[str, Link]
    scopes: Mapping[str, str]
    titles: Set[str]
    persons: list[Person] = field(default_factory=list)
    antecedents: dict[str, list[Antecedent]] = field(default_factory=dict)

    def scope(self, mention: Mention) -> str:
        return self.scopes.get(mention.passage, "")

    def names_of(self, target: str) -> tuple[str, ...]:
        noun = self.pack.actors.get(target) or self.pack.sources.get(target)
        return () if noun is None else tuple(norm(spelling) for _, spelling in noun.names)

    def antecedent(
        self, mention: Mention, target: str | None, key: str, names: tuple[str, ...], person: Person | None = None
    ) -> Antecedent:
        kinds = self.kinds_of(target) if target is not None else self.kinds_said(names)
        return Antecedent(mention, target, key, names, kinds, person)

    def kinds_of(self, target: str) -> frozenset[str]:
        actor, source = self.pack.actors.get(target), self.pack.sources.get(target)
        kind = actor.kind if actor is not None else source.source_kind if source is not None else ""
        return frozenset({str(kind)} - {""})

    def kinds_said(self, names: tuple[str, ...]) -> frozenset[str]:
        """What the last noun of an unknown name says that it is: a "Brigade" is no government."""
        kinds = body_nouns(self.pack).kinds
        return frozenset[str]().union(*(kinds.get(name.rsplit(" ", 1)[-1], frozenset()) for name in names))

    def learn(self, antecedents: Iterable[Antecedent]) -> None:
        """Takes the names of the page in, which must come in text order."""
        for one in antecedents:
            self.antecedents.setdefault(self.scope(one.mention), []).append(one)

    def before(self, mention: Mention) -> list[Antecedent]:
        """The names a short form may look back to: in the article as a whole, or in its own comment or post.

        A title runs before the names it means: "Army takes X" leads forward. An actor is never an outlet.
        """
        own = self.antecedents.get(self.scope(mention), [])
        at = len(own) if mention.passage in self.titles else bisect_left(own, mention.span.start, key=start_of)
        within = own[:FARTHEST] if mention.passage in self.titles else own[max(0, at - FARTHEST) : at]
        acts = mention.kind is MentionKind.ACTOR
        return [
            one
            for one in within
            if (mention.passage in self.titles or one.mention.span.end <= mention.span.start)
            and one.mention.span != mention.span
            and not (acts and (one.target or "").startswith("source:"))
        ]

    def is_named_behind(self, one: Antecedent, mention: Mention) -> bool:
        """Whether the sentence names it behind the short form: "the coalition helped the Guard" is not of the Guard."""
        if mention.passage in self.titles:
            return False
        stop = SENTENCE_END.search(self.page.text, mention.span.end)
        end = len(self.page.text) if stop is None else stop.start()
        own = self.antecedents.get(self.scope(mention), [])
        first = bisect_left(own, mention.span.end, key=start_of)
        later = takewhile(lambda other: other.mention.span.start < end, islice(own, first, first + FARTHEST))
        return any(other.identity == one.identity for other in later)


def start_of(one: Antecedent) -> int:
    return one.mention.span.start


def scopes_of(passages: Sequence[Passage]) -> dict[str, str]:
    """Within what a short form may look for its name: the article as a whole, but each comment for itself."""
    return {p.id: p.id if p.role in THREAD else "" for p in passages}


def bare_name(mention: Mention, scene: Scene) -> str:
    """The words without the offices before a name: "Colonel Sarmad" is Sarmad."""
    parts = words_of(mention, scene.page).split()
    roles = body_nouns(scene.pack).roles
    first = 0
    while first < len(parts) - 1 and norm(parts[first]) in roles:
        first += 1
    return " ".join(parts[first:])


def name_key(name: str, pack: Pack) -> str:
    """The key by which a name that no pack knows is grouped over pages and spellings."""
    return folded(pack).fold(name) or norm(name)
