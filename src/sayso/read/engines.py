"""The comment engines whose markup is read, in reading order: the first that fits a part of the page has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from lxml.html import HtmlElement

from sayso.read.blogger import find_blogger
from sayso.read.index import Index
from sayso.read.items import Item
from sayso.read.marks import ENGINES as MARKED
from sayso.read.marks import find_marked
from sayso.read.microdata import find_microdata
from sayso.read.wordpress import find_wordpress
from sayso.read.wpdiscuz import find_wpdiscuz

# wpDiscuz and many themes dress their comments in WordPress's classes too, so WordPress comes after those it serves; many
# themes and forums state microdata besides, which says less of a thread than their own marks.
ENGINES: Mapping[str, Callable[[Index], list[Item]]] = {
    "wpdiscuz": find_wpdiscuz,
    "blogger": find_blogger,
    "marked": find_marked,
    "wordpress": find_wordpress,
    "microdata": find_microdata,
}

# Without one of these in its classes, ids and item types a page has no comment of that engine.
MARKS: Mapping[str, tuple[str, ...]] = {
    "wpdiscuz": ("wpd-comm-", "wc-comm-"),
    "blogger": ("comment",),
    "marked": tuple(marks.item for marks in MARKED.values()),
    "wordpress": ("comment", "pingback", "trackback"),
    "microdata": ("schema.org/",),
}


def find_items(index: Index) -> list[Item]:
    """The comments of all engines, each engine's in document order. No two of different engines overlap."""
    found: list[Item] = []
    # Most pages name none of these parts.
    for name, find in ENGINES.items():
        if any(mark in index.named for mark in MARKS[name]):
            found.extend(free_items(find(index), found))
    return found


def free_items(items: list[Item], taken: list[Item]) -> list[Item]:
    """Those that neither hold nor stand in what another engine has taken, numbered to follow it."""
    held = {element for item in taken for element in item.elements}
    above = {ancestor for element in held for ancestor in element.iterancestors()}
    free = [
        i
        for i, item in enumerate(items)
        if not any(e in held or e in above or any(a in held for a in e.iterancestors()) for e in item.elements)
    ]
    renumbered = {old: new for new, old in enumerate(free, start=len(taken))}
    parents = ((i, items[i].parent) for i in free)
    return [replace(items[i], parent=None if parent is None else renumbered.get(parent)) for i, parent in parents]


def find_outermost(items: list[Item]) -> list[HtmlElement]:
    """The elements that hold all comments and of which none holds another; answers need not stand in what they answer."""
    elements = {element for item in items for element in item.elements}
    return [e for item in items for e in item.elements if not any(a in elements for a in e.iterancestors())]
