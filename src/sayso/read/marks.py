"""Engines told by the class of a comment's element and of its parts: forums, Disqus as shown, TypePad and Movable Type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.index import Index
from sayso.read.items import Item, classes, count_depth, find_parents, own, with_class

ANY = re.compile("")
# What forums set below the words inside the same frame.
BELOW = frozenset({"signature", "notice", "editdate", "lastedit", "message-lastedit", "message-signature", "postsignature"})


@dataclass(frozen=True, slots=True)
class Marks:
    """What an engine calls a comment and its parts, the surest class first; `number`: how its id begins or its whole id.

    `signed`: the class of a line below the words that holds both the name and the time; `byline`: of one that links to
    what is answered.
    """

    tags: frozenset[str]
    item: str
    content: tuple[str, ...]
    author: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    number: re.Pattern[str] = ANY
    needs: tuple[str, ...] = ()
    signed: str = ""
    byline: str = ""
    staff: tuple[str, ...] = ()
    role: Role = Role.COMMENT


ENGINES: Mapping[str, Marks] = {
    "xenforo": Marks(
        frozenset({"article", "li"}),
        "message",
        ("bbwrapper", "messagetext"),
        ("username", "message-name"),
        ("u-dt", "datetime"),
        re.compile(r"^(?:js-)?post-\d+$"),
        role=Role.POST,
    ),
    "discourse.crawler": Marks(frozenset({"div"}), "crawler-post", ("post",), ("creator",), ("post-time",), role=Role.POST),
    "discourse": Marks(
        frozenset({"div"}),
        "topic-post",
        ("cooked",),
        ("first", "username", "names"),
        ("relative-date", "post-date"),
        role=Role.POST,
    ),
    "phpbb": Marks(
        frozenset({"div"}),
        "post",
        ("content",),
        ("username", "username-coloured", "postauthor", "author"),
        ("posttime", "author"),
        re.compile(r"^p_?\d+$"),
        role=Role.POST,
    ),
    "disqus": Marks(
        frozenset({"li"}),
        "post",
        ("post-message",),
        ("author",),
        ("time-ago", "post-meta"),
        re.compile(r"^post-\d+$"),
        staff=("moderator",),
    ),
    "typepad": Marks(
        frozenset({"div"}), "comment", ("comment-content",), number=re.compile("^comment-6a"), signed="comment-footer"
    ),
    "movabletype": Marks(
        frozenset({"div"}),
        "comment",
        ("comment-content",),
        ("author", "vcard", "fn"),
        ("published",),
        re.compile(r"^comment-\d+$"),
        needs=("inner", "comment-header"),
        byline="byline",
    ),
}


def find_marked(index: Index) -> list[Item]:
    """The comments or posts of the first of these engines that the page has, in document order."""
    likely = index.with_class(*{marks.item for marks in ENGINES.values()})
    for rule, marks in ENGINES.items():
        elements = [element for element in likely if element.tag in marks.tags and is_item(element, marks)]
        if elements:
            return read_items(elements, marks, rule)
    return []


def is_item(element: HtmlElement, marks: Marks) -> bool:
    if marks.item not in classes(element) or not marks.number.match(element.get("id") or element.get("data-content") or ""):
        return False
    inside = {name for part in element.iter() for name in classes(part)} if marks.needs or marks.content else set()
    return inside.issuperset(marks.needs) and not inside.isdisjoint(marks.content)


def read_items(elements: Sequence[HtmlElement], marks: Marks, rule: str) -> list[Item]:
    kept = frozenset(elements)
    parts = [list(own(element, kept)) for element in elements]
    number = {element.get("id"): i for i, element in enumerate(elements)}
    parents = find_parents(elements)
    if marks.byline:
        parents = [above if above is not None else linked(parts[i], marks.byline, number, i) for i, above in enumerate(parents)]
    return [
        read_item(element, parts[i], parents[i], count_depth(parents[i], parents), marks, rule)
        for i, element in enumerate(elements)
    ]


def linked(parts: Sequence[HtmlElement], byline: str, number: Mapping[str | None, int], i: int) -> int | None:
    """The comment above that the line of the name links to: that is the one it answers."""
    line = with_class(parts, byline)
    links = () if line is None else (a.get("href") or "" for a in line.iter("a"))
    found = (number.get(href.rpartition("#")[2]) for href in links if "#" in href)
    return next((above for above in found if above is not None and above < i), None)


def nearest_author(parts: Sequence[HtmlElement], marks: Marks, content: HtmlElement | None) -> HtmlElement | None:
    """Of several places that show the writer's name the one nearest to the words: between lie ranks and counts of posts."""
    first = with_class(parts, *marks.author)
    if first is None or content is None:
        return first
    if "author" in classes(first) and (bold := next(first.iter("strong"), None)) is not None:
        # The line that says by whom and when.
        return bold
    shown = words_of(first)
    order = {part: at for at, part in enumerate(parts)}
    same = [part for part in parts if set(marks.author) & set(classes(part)) and words_of(part) == shown]
    return min(same, key=lambda part: abs(order[part] - order.get(content, 0)), default=first)


def words_of(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def read_item(
    element: HtmlElement, parts: Sequence[HtmlElement], parent: int | None, depth: int, marks: Marks, rule: str
) -> Item:
    content = with_class(parts, *marks.content)
    footer = with_class(parts, marks.signed) if marks.signed else None
    time = footer if footer is not None else next((part for part in parts if part.tag == "time"), None)
    return Item(
        element=element,
        author=footer if footer is not None else nearest_author(parts, marks, content),
        time=with_class(parts, *marks.time) if time is None else time,
        content=element if content is None else content,
        parent=parent,
        depth=depth,
        staff=with_class([element, *parts], *marks.staff) is not None,
        ping=False,
        sure=True,
        rule=rule,
        links=tuple(part for part in parts if BELOW & set(classes(part))),
        role=marks.role,
    )
