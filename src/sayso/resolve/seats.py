"""Links a headline's "Xa says" to the body in Xa that the article then names: both are one telling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.model import Link, Mention, MentionKind
from sayso.pack import Pack
from sayso.resolve.ladder import Choice, linked, words_of
from sayso.resolve.scene import Scene


def link_seats(mentions: Sequence[Mention], links: Sequence[Link], scene: Scene) -> Iterator[Link]:
    """The same links, those of a headline's seat of power laid to the one whom the text says to sit there."""
    of = {link.mention: link for link in links}
    for mention, link in zip(mentions, links, strict=True):
        seated = {of[one.id].target: one for one in find_seated(mention, mentions, scene) if of[one.id].target is not None}
        if len(seated) == 1:
            target, one = next(iter(seated.items()))
            why = f"{words_of(one, scene.page)!r} sits there"
            link = linked(mention, Choice(((str(target), 1.0),), of[one.id].rung, why), of[one.id].key)
        yield link


def find_seated(mention: Mention, mentions: Sequence[Mention], scene: Scene) -> Iterator[Mention]:
    """The mentions of its kind in the text behind which "in" and the place's own name stand."""
    words = words_of(mention, scene.page)
    if mention.passage not in scene.titles or not is_seat(words, scene.pack):
        return
    text = scene.page.text
    for one in mentions:
        if one.kind is mention.kind and one.passage not in scene.titles and text.startswith(f" in {words}", one.span.end):
            yield one


def is_seat(words: str, pack: Pack) -> bool:
    """Whether the words name a place and, as packs have capitals, those who rule from it."""
    return bool(pack.candidates(words, MentionKind.PLACE)) and bool(pack.candidates(words, MentionKind.ACTOR))
