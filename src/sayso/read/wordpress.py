"""Comments in WordPress markup, html5 and classic: who wrote what, when, and in answer to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

ITEM = re.compile(r"^(?:li-|div-)?comment-\d+$")
DEPTH = re.compile(r"^depth-(\d+)$")
DEEP = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One comment's element with its parts; `parent` is the index of the comment it hangs under.

    `sure` is False where the theme stopped nesting: there an answer hangs under another than the one it answers.
    """

    element: HtmlElement
    author: HtmlElement | None
    time: HtmlElement | None
    content: HtmlElement
    parent: int | None
    depth: int
    staff: bool
    ping: bool
    sure: bool
    rule: str


def classes(element: HtmlElement) -> list[str]:
    return (element.get("class") or "").split()


def is_item(element: HtmlElement) -> bool:
    """The walker's own element: class comment or pingback, with its number or its depth."""
    names = classes(element)
    if element.tag not in {"li", "div", "article"} or not {"comment", "pingback", "trackback"} & set(names):
        return False
    numbered = ITEM.match(element.get("id") or "") is not None
    return numbered or any(DEPTH.match(name) for name in names)


def find_items(root: HtmlElement) -> list[Item]:
    """Every comment in document order."""
    elements = [e for e in root.iter("li", "div", "article") if is_item(e)]
    index = {element: i for i, element in enumerate(elements)}
    inside = [next((index[a] for a in e.iterancestors() if a in index), None) for e in elements]
    # Some themes put class and number on the li and again on what it holds: one comment, the outer element.
    outer = [i for i, e in enumerate(elements) if not is_same(e, elements, inside[i])]
    renumbered = {old: new for new, old in enumerate(outer)}
    parents = [renumbered.get(inside[i] if inside[i] is not None else -1) for i in outer]
    kept = [elements[i] for i in outer]
    depths = [depth_of(e, parents[i], parents) for i, e in enumerate(kept)]
    unsure = crowded(kept, parents, depths)
    return [read_item(e, parents[i], depths[i], i not in unsure) for i, e in enumerate(kept)]


def is_same(element: HtmlElement, elements: Sequence[HtmlElement], parent: int | None) -> bool:
    """Whether an item inside another carries its number, or none of its own."""
    if parent is None:
        return False
    number = re.sub(r"\D", "", element.get("id") or "")
    return not number or number == re.sub(r"\D", "", elements[parent].get("id") or "")


def depth_of(element: HtmlElement, parent: int | None, parents: Sequence[int | None]) -> int:
    for name in classes(element):
        if (met := DEPTH.match(name)) is not None:
            return max(min(int(met[1]), 100) - 1, 0)
    depth = 0
    while parent is not None and depth < 100:
        parent, depth = parents[parent], depth + 1
    return depth


def crowded(elements: Sequence[HtmlElement], parents: Sequence[int | None], depths: Sequence[int]) -> set[int]:
    """Later siblings on the deepest level, if nothing there can be answered: past it the theme hangs every answer there."""
    deepest = max(depths, default=0)
    level = [i for i, depth in enumerate(depths) if depth == deepest]
    if deepest == 0:
        return set()
    answerable = any(has_reply_link(elements[i]) for i in level)
    elsewhere = any(has_reply_link(e) for i, e in enumerate(elements) if depths[i] < deepest)
    if answerable or not (elsewhere or deepest >= DEEP - 1):
        return set()
    met: set[int | None] = set()
    later: set[int] = set()
    for i in level:
        (later.add(i) if parents[i] in met else met.add(parents[i]))
    return later


def has_reply_link(element: HtmlElement) -> bool:
    return any("comment-reply-link" in classes(e) for e in own(element))


def own(element: HtmlElement) -> Iterator[HtmlElement]:
    """The elements of a comment without those of the answers inside it."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if isinstance(child.tag, str) and not is_item(child) and "children" not in classes(child):
            yield child
            stack.extend(reversed(child))


def with_class(elements: Sequence[HtmlElement], *names: str) -> HtmlElement | None:
    """The first of these elements that has the first of these classes that any has."""
    return next((e for name in names for e in elements if name in classes(e)), None)


def read_item(element: HtmlElement, parent: int | None, depth: int, sure: bool) -> Item:
    parts = list(own(element))
    content = with_class(parts, "comment-content", "comment-text", "comment_text", "comment-entry")
    rule = "wordpress.html5"
    if content is None:
        content = with_class(parts, "comment-body")
        rule = "wordpress.classic"
    return Item(
        element=element,
        author=with_class(parts, "fn", "comment-author-name", "comment-author"),
        time=find_time(parts),
        content=element if content is None else content,
        parent=parent,
        depth=depth,
        staff="bypostauthor" in classes(element),
        ping="comment" not in classes(element),
        sure=sure,
        rule=rule,
    )


def find_time(parts: Sequence[HtmlElement]) -> HtmlElement | None:
    stated = next((e for e in parts if e.tag == "time"), None)
    if stated is not None:
        return stated
    return with_class(parts, "comment-date", "comment-time", "commentmetadata", "comment-metadata", "comment-meta")
