"""A page looked at by its structure alone: subtrees with their parts by path of tags, and how many words each says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from lxml.html import HtmlElement

from sayso.read.blocks import Sheet
from sayso.read.items import own
from sayso.read.lexicon import Lexicon
from sayso.read.markup import Rendered

WORD = re.compile(r"\w+")
# Comments say at least so much beside their heads, in the middle of their order.
LEAST_WORDS = 4
# Tags that dress words and say nothing of what they are.
DRESS = frozenset({"b", "bdi", "em", "font", "i", "small", "span", "strong", "u"})

Family = list[tuple[HtmlElement, HtmlElement]]


@dataclass(slots=True)
class Ground:
    """A page as it is looked at: its text, where its words begin, and its lines."""

    rendered: Rendered
    sheet: Sheet
    lexicon: Lexicon
    found: list[int] = field(default_factory=list)
    paths: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def starts(self) -> list[int]:
        """Where words begin; most pages have nothing that repeats, and are not counted."""
        self.found = self.found or [match.start() for match in WORD.finditer(self.rendered.text)]
        return self.found

    def count(self, element: HtmlElement) -> int:
        """The words of an element."""
        start, end = self.rendered.spans.get(element, (0, 0))
        return bisect_left(self.starts, end) - bisect_left(self.starts, start)

    def shown(self, element: HtmlElement) -> str:
        start, end = self.rendered.spans.get(element, (0, 0))
        return self.rendered.text[start:end]

    def path(self, above: int, tag: str) -> int:
        return above if tag in DRESS and above else self.paths.setdefault((above, tag), len(self.paths) + 1)


@dataclass(slots=True)
class Tree:
    """A subtree of a family: its own elements by their path of tags, those of answers inside it left out."""

    element: HtmlElement
    carrier: HtmlElement
    rest: tuple[HtmlElement, ...] = ()
    parts: list[tuple[int, HtmlElement]] = field(default_factory=list)
    words: int = 0
    author: HtmlElement | None = None
    content: HtmlElement | None = None


def make_trees(family: Family, ground: Ground) -> list[Tree]:
    """The subtrees with their parts. Where they hold heads alone, each takes the siblings up to the next as well."""
    trees = [Tree(element, carrier) for element, carrier in family]
    measure(trees, ground)
    if median(tree.words for tree in trees) >= LEAST_WORDS:
        return trees
    rows = [Tree(tree.element, tree.carrier, tuple(siblings_below(tree.element, trees))) for tree in trees]
    measure(rows, ground)
    return rows


def siblings_below(element: HtmlElement, trees: Sequence[Tree]) -> Iterator[HtmlElement]:
    heads = {tree.element for tree in trees}
    for sibling in element.itersiblings():
        if sibling in heads:
            return
        if isinstance(sibling.tag, str):
            yield sibling


def measure(trees: Sequence[Tree], ground: Ground) -> None:
    """Their own elements, and how many words each says beside its stamp and its answers."""
    elements = frozenset(element for tree in trees for element in (tree.element, *tree.rest))
    answers: dict[HtmlElement, int] = defaultdict(int)
    index = {tree.element: tree for tree in trees}
    for tree in trees:
        above = next((a for a in tree.element.iterancestors() if a in index), None)
        if above is not None:
            answers[above] += ground.count(tree.element)
    for tree in trees:
        own_words = sum(ground.count(element) for element in (tree.element, *tree.rest))
        tree.words = max(own_words - ground.count(tree.carrier) - answers[tree.element], 0)
        tree.parts = list(walk_parts(tree, elements, ground))


def walk_parts(tree: Tree, elements: frozenset[HtmlElement], ground: Ground) -> Iterator[tuple[int, HtmlElement]]:
    paths: dict[HtmlElement, int] = {}
    for root in (tree.element, *tree.rest):
        paths[root] = ground.path(0, str(root.tag))
        yield paths[root], root
        for part in own(root, elements):
            parent = part.getparent()
            paths[part] = ground.path(paths[parent] if parent is not None else 0, str(part.tag))
            if part in ground.rendered.spans:
                yield paths[part], part
