"""Comments in wpDiscuz markup, version 7 and those before it: their ids name the comment that each one answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from sayso.read.index import Index
from sayso.read.items import MOST_DEPTH, Item, classes, count_depth, own, with_class

# Version 7 writes wpd, the older ones wc; else the names are the same.
ITEM = re.compile(r"^(wpd|wc)-comm-(\d{1,20})_(\d{1,20})$")
LEVEL = re.compile(r"^(?:wpd|wc)-comment-level-(\d{1,6})$")
RULES = {"wpd": "wpdiscuz.7", "wc": "wpdiscuz.older"}
STAFF = ("bypostauthor", "post-author", "administrator", "editor")


def find_wpdiscuz(index: Index) -> list[Item]:
    """Every comment in document order. The parent is stated, so it is sure however the page nests."""
    found = [(e, met) for e in index.root.iter("div", "li") if (met := ITEM.match(e.get("id") or "")) is not None]
    number = {met[2]: i for i, (_, met) in reversed(list(enumerate(found)))}
    parents = [before(i, number.get(met[3])) for i, (_, met) in enumerate(found)]
    elements = frozenset(element for element, _ in found)
    return [
        read_item(element, met[1], list(own(element, elements)), parents[i], depth_of(element, parents[i], parents))
        for i, (element, met) in enumerate(found)
    ]


def before(i: int, parent: int | None) -> int | None:
    """What is answered stands above its answers; else two comments could be made to answer each other."""
    return parent if parent is not None and parent < i else None


def depth_of(element: HtmlElement, parent: int | None, parents: Sequence[int | None]) -> int:
    for name in classes(element):
        if (met := LEVEL.match(name)) is not None:
            return max(min(int(met[1]), MOST_DEPTH) - 1, 0)
    return count_depth(parent, parents)


def read_item(element: HtmlElement, mark: str, parts: Sequence[HtmlElement], parent: int | None, depth: int) -> Item:
    names = classes(element)
    content = with_class(parts, f"{mark}-comment-text")
    return Item(
        element=element,
        author=with_class(parts, f"{mark}-comment-author"),
        time=with_class(parts, f"{mark}-comment-date"),
        content=element if content is None else content,
        parent=parent,
        depth=depth,
        staff=is_staff(mark, [element, *parts]),
        ping=bool({"pingback", "trackback"} & set(names)),
        sure=True,
        rule=RULES[mark],
    )


def is_staff(mark: str, parts: Sequence[HtmlElement]) -> bool:
    """The plugin marks each comment with its writer's part on the site (`wpd-blog-post_author`), as WordPress does."""
    marks = {STAFF[0], *(f"{mark}-blog-{name}" for name in STAFF[1:])}
    return any(marks & set(classes(part)) for part in parts)
