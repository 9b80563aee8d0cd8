"""Comments in Blogger markup: the threaded list, and the older one in which a comment is a row of siblings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from sayso.read.index import Index
from sayso.read.items import Item, classes, count_depth, find_parents, find_unsure, own, with_class

ITEM = re.compile(r"^c\d{1,30}$")
STAFF = "blog-author"


def find_blogger(index: Index) -> list[Item]:
    """Every comment of either list in document order. Two comments of one page never stand in different lists."""
    return find_threaded(index) or [item for block in index.root.iter("dl") for item in find_rows(block)]


def find_threaded(index: Index) -> list[Item]:
    elements = [e for e in index.with_class("comment") if e.tag == "li" and ITEM.match(e.get("id") or "")]
    parents = find_parents(elements)
    kept = frozenset(elements)
    parts = [list(own(element, kept)) for element in elements]
    # The list has two levels: whoever answers an answer is hung under the comment at the top.
    level = [i for i, parent in enumerate(parents) if parent is not None]
    answerable = any(with_class(parts[i], "comment-reply") is not None for i in level)
    unsure = set() if answerable else find_unsure(parents, level)
    return [
        read_threaded(e, parts[i], parents[i], count_depth(parents[i], parents), i not in unsure)
        for i, e in enumerate(elements)
    ]


def read_threaded(element: HtmlElement, parts: Sequence[HtmlElement], parent: int | None, depth: int, sure: bool) -> Item:
    content = with_class(parts, "comment-content")
    return Item(
        element=element,
        author=next((part for part in parts if part.tag == "cite"), None),
        time=with_class(parts, "datetime"),
        content=element if content is None else content,
        parent=parent,
        depth=depth,
        staff=with_class(parts, STAFF) is not None,
        ping=False,
        sure=sure,
        rule="blogger.threaded",
    )


def find_rows(block: HtmlElement) -> Iterator[Item]:
    """The older list: a name, the words and a stamp stand one below the other, and the next name begins the next comment."""
    row: list[HtmlElement] = []
    for child in [*block.iterchildren("dt", "dd"), None]:
        if child is None or (child.tag == "dt" and "comment-author" in classes(child)):
            yield from read_row(row)
            row = []
        # What stands above the first name is no comment's.
        if child is not None and (row or child.tag == "dt"):
            row.append(child)


def read_row(row: Sequence[HtmlElement]) -> Iterator[Item]:
    if not row or "comment-author" not in classes(row[0]):
        return
    name, *rest = row
    footer = with_class(rest, "comment-footer")
    stamp = None if footer is None else with_class(list(footer.iter()), "comment-timestamp")
    body = with_class(rest, "comment-body")
    yield Item(
        element=name,
        author=find_name(name),
        time=footer if stamp is None else stamp,
        content=name if body is None else body,
        parent=None,
        depth=0,
        staff=STAFF in classes(name),
        ping=False,
        sure=True,
        rule="blogger.old",
        rest=tuple(rest),
    )


def find_name(element: HtmlElement) -> HtmlElement:
    """The link to the writer's profile; readers without one have their name in the open, before "said..."."""
    linked = (a for a in element.iter("a") if a.get("href") and "".join(a.itertext()).strip())
    return next(linked, element)
