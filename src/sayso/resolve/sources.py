"""Links the names of sources: an outlet, agency, monitor or office of the packs that speaks."""

from __future__ import annotations

from sayso.model import Link, Mention, MentionKind, Page
from sayso.pack import Pack
from sayso.resolve.actors import choose
from sayso.resolve.ladder import climb, linked, words_of
from sayso.text import norm


def link_source(mention: Mention, page: Page, pack: Pack) -> Link | None:
    """The source of that name, None if no source has it."""
    words = words_of(mention, page)
    candidates = climb(words, MentionKind.SOURCE, pack)
    return linked(mention, choose(candidates, frozenset()), norm(words)) if candidates else None
