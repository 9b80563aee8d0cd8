"""Comments stated in a page's JSON-LD: found again in what the page shows, or set below it where it shows none of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.items import Item, count_depth
from sayso.read.markup import Rendered
from sayso.read.metadata import Json, author_of, text_of
from sayso.read.replies import Reply, append_replies, sort_replies

RULE = "jsonld"
FORUM = "DiscussionForumPosting"
WORD = re.compile(r"\w+")
TIMES = ("dateCreated", "datePublished")
# Markup adds blanks and marks to what is stated as plain words.
SLACK = 40


def find_stated(objects: Sequence[Json]) -> list[Reply]:
    """Each comment once, whatever object it hangs under, with what it answers."""
    found: list[Reply] = []
    for one in objects:
        stack: list[tuple[Json, str | None]] = [(child, None) for child in reversed(children(one))]
        while stack:
            here, parent = stack.pop()
            words = text_of(here.get("text")) or text_of(here.get("commentText"))
            key = identity(here) or f"comment:{len(found)}"
            if words is not None:
                above = here.get("parentItem")
                answers = identity(above) if isinstance(above, dict) else None
                posted = next((stamp for name in TIMES if (stamp := text_of(here.get(name))) is not None), None)
                found.append(Reply(key, answers or parent, author_of(here), posted, words))
            stack.extend((child, key if words is not None else parent) for child in reversed(children(here)))
    return list({reply.key: reply for reply in reversed(found)}.values())[::-1]


def children(one: Json) -> list[Json]:
    held = one.get("comment")
    return [child for child in (held if isinstance(held, list) else [held]) if isinstance(child, dict)]


def identity(one: Json) -> str | None:
    return text_of(one.get("@id")) or text_of(one.get("url"))


def place_stated(rendered: Rendered, objects: Sequence[Json]) -> tuple[list[Item], bool]:
    """The items of the comments stated, and whether any had to be set below the page, which then shows more than before."""
    replies = list(sort_replies(find_stated(objects)))
    if not replies:
        return [], False
    role = Role.POST if any(one.get("@type") == FORUM for one in objects) else Role.COMMENT
    contents = match_contents(rendered, replies)
    if len(contents) * 2 < len(replies):
        return append_replies(rendered.root, replies, RULE, role), True
    shown = [reply for reply in replies if reply.key in contents]
    return list(shown_items(rendered, shown, contents, role)), False


def match_contents(rendered: Rendered, replies: Sequence[Reply]) -> dict[str, HtmlElement]:
    """The element that shows the words of each and nothing else, the innermost if there are several."""
    wanted = {letters(reply.words): reply.key for reply in replies}
    longest = max((len(reply.words) for reply in replies), default=0) * 2 + SLACK
    found: dict[str, HtmlElement] = {}
    for element, (start, end) in sorted(rendered.spans.items(), key=lambda pair: (pair[1][0], -pair[1][1])):
        if 0 < end - start <= longest:
            key = wanted.get(letters(rendered.text[start:end]))
            if key is not None:
                found[key] = element
    return found


def letters(words: str) -> str:
    return " ".join(WORD.findall(words.casefold()))


def shown_items(
    rendered: Rendered, replies: Sequence[Reply], contents: Mapping[str, HtmlElement], role: Role
) -> Iterator[Item]:
    """In page order, each with the nearest place above its words that shows its writer's name."""
    spans = rendered.spans
    ordered = sorted(replies, key=lambda reply: spans[contents[reply.key]])
    index = {reply.key: i for i, reply in enumerate(ordered)}
    parents = [index.get(reply.parent or "") for reply in ordered]
    names = {reply.author for reply in ordered if reply.author}
    shown = [(span, element, rendered.text[slice(*span)]) for element, span in spans.items()]
    places = sorted((place for place in shown if place[2] in names), key=lambda place: place[0])
    floor = 0
    for i, reply in enumerate(ordered):
        start, end = spans[contents[reply.key]]
        above, below = (bisect_left(places, at, key=lambda place: place[0][0]) for at in (floor, start))
        author = next((element for _, element, name in reversed(places[above:below]) if name == reply.author), None)
        floor = end
        parent = parents[i]
        parents[i] = parent if parent is not None and parent < i else None
        yield Item(
            element=contents[reply.key],
            author=author,
            time=None,
            content=contents[reply.key],
            parent=parents[i],
            depth=count_depth(parents[i], parents),
            staff=False,
            ping=False,
            sure=True,
            rule=RULE,
            rest=() if author is None else (author,),
            role=role,
            stated=reply.posted,
        )
