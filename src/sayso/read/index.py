"""The elements of a page by what the page calls them, looked through once for all who ask for a class or an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from sayso.read.items import spelled


@dataclass(frozen=True, slots=True)
class Index:
    """All elements in document order, and the places in it of those of each class attribute, id and item type as written.

    `spellings`: the class attributes that hold a class, by its one spelling; `named` holds all names in one spelling, so
    that one look tells what a page has none of.
    """

    root: HtmlElement
    elements: list[HtmlElement]
    classes: Mapping[str, list[int]]
    ids: Mapping[str, list[int]]
    types: Mapping[str, list[int]]
    spellings: Mapping[str, list[str]]
    named: str

    def with_class(self, *names: str) -> list[HtmlElement]:
        """The elements that have any of these classes, in document order."""
        places = {at for name in names for written in self.spellings.get(name, ()) for at in self.classes[written]}
        return [self.elements[at] for at in sorted(places)]

    def where(self, holds: Callable[[str], bool], *written: Mapping[str, list[int]]) -> list[HtmlElement]:
        """The elements whose class (or id, as asked) is such, in document order."""
        places = {at for by in written for words, found in by.items() if holds(words) for at in found}
        return [self.elements[at] for at in sorted(places)]


def read_index(root: HtmlElement) -> Index:
    elements = list(root.iter())
    classes: dict[str, list[int]] = defaultdict(list)
    ids: dict[str, list[int]] = defaultdict(list)
    types: dict[str, list[int]] = defaultdict(list)
    for at, element in enumerate(elements):
        if written := element.get("class"):
            classes[written].append(at)
        if written := element.get("id"):
            ids[written].append(at)
        if written := element.get("itemtype"):
            types[written].append(at)
    spellings: dict[str, list[str]] = defaultdict(list)
    for written in classes:
        for name in spelled(written):
            spellings[name].append(written)
    return Index(root, elements, classes, ids, types, spellings, "\n".join((*classes, *ids, *types)).replace("_", "-").lower())
