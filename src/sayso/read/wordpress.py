"""Comments in WordPress markup, html5 and classic: who wrote what, when, and in answer to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from sayso.read.index import Index
from sayso.read.items import MOST_DEPTH, Item, classes, count_depth, find_parents, find_unsure, own, with_class

ITEM = re.compile(r"^(?:li-|div-)?comment-\d+$")
SORTS = ("comment", "pingback", "trackback")
DEPTH = re.compile(r"^depth-(\d{1,6})$")
# Past this depth themes stop nesting unless told otherwise.
DEEP = 5
CONTENT = ("comment-content", "wp-block-comment-content", "comment-text", "comment-entry")
AUTHORS = ("fn", "comment-author-name", "wp-block-comment-author-name", "comment-author-link", "comment-author")
LINKS = frozenset({"comment-reply-link", "reply", "comment-reply", "comment-edit-link"})


def is_item(element: HtmlElement) -> bool:
    """Whether what is called a comment is the walker's own element, with its number or its depth."""
    if element.tag not in {"li", "div", "article"}:
        return False
    if any(DEPTH.match(name) for name in classes(element)):
        return True
    # Other engines number their comments so too; what they state of themselves is then their own.
    return ITEM.match(element.get("id") or "") is not None and element.get("itemtype") is None


def find_wordpress(index: Index) -> list[Item]:
    """Every comment in document order."""
    elements = [e for e in index.with_class(*SORTS) if is_item(e)]
    inside = find_parents(elements)
    # Some themes put class and number on the li and again on what it holds: one comment, the outer element.
    outer = [i for i, e in enumerate(elements) if not is_same(e, elements, inside[i])]
    renumbered = {old: new for new, old in enumerate(outer)}
    parents = [None if (above := inside[i]) is None else renumbered.get(above) for i in outer]
    kept = [elements[i] for i in outer]
    depths = [depth_of(e, parents[i], parents) for i, e in enumerate(kept)]
    others = frozenset(kept)
    parts = [list(own(element, others)) for element in kept]
    unsure = crowded(parts, parents, depths)
    return [read_item(e, parts[i], parents[i], depths[i], i not in unsure) for i, e in enumerate(kept)]


def is_same(element: HtmlElement, elements: Sequence[HtmlElement], parent: int | None) -> bool:
    """Whether an item inside another carries its number, or neither number nor a depth of its own."""
    if parent is None:
        return False
    above = elements[parent]
    number = re.sub(r"\D", "", element.get("id") or "")
    if number:
        return number == re.sub(r"\D", "", above.get("id") or "")
    return stated_depth(element) in {None, stated_depth(above)}


def stated_depth(element: HtmlElement) -> int | None:
    for name in classes(element):
        if (met := DEPTH.match(name)) is not None:
            return max(min(int(met[1]), MOST_DEPTH) - 1, 0)
    return None


def depth_of(element: HtmlElement, parent: int | None, parents: Sequence[int | None]) -> int:
    stated = stated_depth(element)
    return count_depth(parent, parents) if stated is None else stated


def crowded(parts: Sequence[Sequence[HtmlElement]], parents: Sequence[int | None], depths: Sequence[int]) -> set[int]:
    """Later siblings on the deepest level, if nothing there can be answered: past it the theme hangs every answer there."""
    deepest = max(depths, default=0)
    level = [i for i, depth in enumerate(depths) if depth == deepest]
    if deepest == 0:
        return set()
    answerable = any(has_reply_link(parts[i]) for i in level)
    elsewhere = any(has_reply_link(own_parts) for i, own_parts in enumerate(parts) if depths[i] < deepest)
    if answerable or not (elsewhere or deepest >= DEEP - 1):
        return set()
    return find_unsure(parents, level)


def has_reply_link(parts: Sequence[HtmlElement]) -> bool:
    return any("comment-reply-link" in classes(part) for part in parts)


def read_item(element: HtmlElement, parts: Sequence[HtmlElement], parent: int | None, depth: int, sure: bool) -> Item:
    content = with_class(parts, *CONTENT)
    rule = "wordpress.html5"
    if content is None:
        content = with_class(parts, "comment-body")
        rule = "wordpress.classic"
    return Item(
        element=element,
        author=find_author(parts),
        time=find_time(parts),
        content=element if content is None else content,
        parent=parent,
        depth=depth,
        staff="bypostauthor" in classes(element),
        ping="comment" not in classes(element),
        sure=sure,
        rule=rule,
        links=tuple(part for part in parts if LINKS & set(classes(part))),
    )


def find_author(parts: Sequence[HtmlElement]) -> HtmlElement | None:
    """The name alone where the theme marks it inside the line that says "says"."""
    author = with_class(parts, *AUTHORS)
    inner = () if author is None else (e for e in author.iter() if e.get("itemprop") == "name" and e.tag != "meta")
    return next(iter(inner), author)


def find_time(parts: Sequence[HtmlElement]) -> HtmlElement | None:
    stated = next((e for e in parts if e.tag == "time"), None)
    if stated is not None:
        return stated
    return with_class(parts, "comment-date", "comment-time", "commentmetadata", "comment-metadata", "comment-meta")
