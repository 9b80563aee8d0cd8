"""Links the names of actors: by the ladder, and among namesakes by what else the page names."""

from __future__ import annotations

from collections.abc import Sequence, Set

from sayso.model import Link, Mention, MentionKind, Page
from sayso.pack import Candidate, Pack
from sayso.resolve.ladder import LOWER, Choice, climb, linked, words_of
from sayso.text import norm

KIND = MentionKind.ACTOR


def link_named(page: Page, mentions: Sequence[Mention], actors: Sequence[Mention], pack: Pack) -> dict[str, Link]:
    """The links of those mentions whose words name an actor; `actors` are those of the page, which part namesakes."""
    names = {mention.id: climb(words_of(mention, page), KIND, pack) for mention in (*actors, *mentions)}
    sure = {candidates[0].target for candidates in names.values() if len(candidates) == 1}
    return {
        mention.id: linked(mention, choose(names[mention.id], sure), norm(words_of(mention, page)))
        for mention in mentions
        if names[mention.id]
    }


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


def climb_body(words: str, kind: MentionKind, pack: Pack) -> tuple[Candidate, ...]:
    """Whom the words name: an actor; of one who speaks a source first."""
    return (climb(words, kind, pack) if kind is MentionKind.SOURCE else ()) or climb(words, KIND, pack)
