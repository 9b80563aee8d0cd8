"""Links actor mentions by name, and short forms ("the group") by the one fitting actor the page has named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from sayso.model import Link, Mention, MentionKind, Page, Passage, Role, Rung
from sayso.pack import Candidate, Pack
from sayso.resolve.ladder import LOWER, Choice, climb, linked, make_link, suggested, unknown, words_of
from sayso.text import norm

KIND = MentionKind.ACTOR
THREAD = {Role.COMMENT, Role.POST}
DEFINITE = "the "
# "the" right before the words, or before the one hyphened word that describes them: "the X-held town".
BEFORE = re.compile(r"\b(?:the|this|that)\s(?:[\w’']+-\w+\s)?$", re.IGNORECASE)
REACH = 40


@dataclass(frozen=True, slots=True)
class Scene:
    """A page with the mentions that could name an actor, in text order, and the links of those that do."""

    page: Page
    mentions: Sequence[Mention]
    named: Mapping[str, Link]
    scopes: Mapping[str, str]
    titles: Set[str]
    groups: Mapping[str, frozenset[str]]


def read_scene(page: Page, passages: Sequence[Passage], mentions: Sequence[Mention], pack: Pack) -> Scene:
    titles = {passage.id for passage in passages if passage.role is Role.HEADLINE}
    return Scene(page, mentions, link_named(page, mentions, pack), scopes_of(passages), titles, group_kinds(pack))


def link_actors(mentions: Sequence[Mention], scene: Scene, pack: Pack) -> Iterator[Link]:
    """Links in the order of `mentions`, all of which stand in the scene."""
    for mention in mentions:
        yield scene.named.get(mention.id) or link_unnamed(mention, scene, pack)


def link_named(page: Page, mentions: Sequence[Mention], pack: Pack) -> dict[str, Link]:
    """The links of those mentions whose words are a name of the packs."""
    found = {mention.id: climb(words_of(mention, page), KIND, pack) for mention in mentions}
    sure = {candidates[0].target for candidates in found.values() if len(candidates) == 1}
    links = {}
    for mention in mentions:
        candidates = found[mention.id]
        if candidates:
            choice = choose(candidates, sure)
            links[mention.id] = linked(mention, choice, norm(words_of(mention, page)))
    return links


def choose(candidates: Sequence[Candidate], sure: Set[str]) -> Choice:
    """The closest spelling first; among equals one that the page also names by a name of its own."""
    scored = sorted(
        ((c.target, LOWER[c.rung] + (c.target in sure) / 2) for c in candidates), key=lambda pair: (-pair[1], pair[0])
    )
    best = next(c for c in candidates if c.target == scored[0][0])
    why = f"{best.rung} match of {best.spelling!r}"
    if len(candidates) > 1 and best.target in sure:
        why += "; named by a name of its own elsewhere on the page"
    return Choice(tuple(scored), best.rung, why)


def scopes_of(passages: Sequence[Passage]) -> dict[str, str]:
    """Within what a short form may look for its name: the article as a whole, but each comment for itself."""
    return {p.id: p.id if p.role in THREAD else "" for p in passages}


def link_unnamed(mention: Mention, scene: Scene, pack: Pack) -> Link:
    words = words_of(mention, scene.page)
    key = norm(words)
    kinds = short_form_kinds(words, scene.groups)
    if not kinds:
        return unknown(mention, words, KIND, key, pack)
    titled = mention.passage in scene.titles
    if not titled and not is_definite(mention, scene.page):
        return make_link(mention, None, Rung.NONE, 0.0, (), "a common noun that points at nobody named", key)
    scope = scene.scopes.get(mention.passage, "")
    fitting: dict[str, int] = {}
    for other in scene.mentions:
        link = scene.named.get(other.id)
        # A title runs before the names it means: "Army takes X" leads forward.
        if link is None or link.target is None or (other.span.start >= mention.span.start and not titled):
            continue
        if scene.scopes.get(other.passage, "") == scope and pack.actors[link.target].kind in kinds:
            fitting[link.target] = other.span.start
    return by_context(mention, namesakes(words, fitting, pack) or fitting, key)


def namesakes(words: str, fitting: Mapping[str, int], pack: Pack) -> dict[str, int]:
    """Those of the fitting actors that go by the short form's own noun: "the army" is the Syrian army before any force."""
    noun = norm(words).rsplit(" ", 1)[-1]
    return {
        target: at
        for target, at in fitting.items()
        if any(norm(spelling).rsplit(" ", 1)[-1] == noun for _, spelling in pack.actors[target].names)
    }


def by_context(mention: Mention, fitting: Mapping[str, int], key: str) -> Link:
    """The one antecedent; several are suggested, the last named first."""
    ordered = sorted(fitting, key=lambda target: (-fitting[target], target))
    if not ordered:
        return make_link(mention, None, Rung.NONE, 0.0, (), "a short form with no such actor named before it", key)
    if len(ordered) == 1:
        return linked(mention, Choice(((ordered[0], 1.0),), Rung.CONTEXT, "the only such actor named before it"), key)
    rivals = tuple((target, round(0.5 / (at + 1), 3)) for at, target in enumerate(ordered))
    why = f"suggested: {len(ordered)} such actors are named before it"
    return suggested(mention, rivals, Rung.CONTEXT, why, key)


def group_kinds(pack: Pack) -> Mapping[str, frozenset[str]]:
    """The head nouns of short forms, each with the kinds of actor it may stand for."""
    return {row.cue: frozenset(row.source_kind.split("|")) for row in pack.cues if row.pattern == "group"}


def short_form_kinds(words: str, groups: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The kinds of actor that words like "the army command" may stand for; empty if the words are no short form."""
    parts = norm(words).split()
    if not parts or not all(part in groups for part in parts):
        return frozenset()
    return frozenset[str]().union(*(groups[part] for part in parts))


def is_definite(mention: Mention, page: Page) -> bool:
    """Whether "the" stands before the words or opens them, or they stand for it themselves ("army-held")."""
    if page.text[mention.span.end : mention.span.end + 1] == "-":
        return True
    before = page.text[max(0, mention.span.start - REACH) : mention.span.start]
    return bool(BEFORE.search(before)) or words_of(mention, page).casefold().startswith(DEFINITE)
