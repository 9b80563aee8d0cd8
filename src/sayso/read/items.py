"""A comment as an engine's markup shows it, and the small questions that every engine's reader asks of that markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from sayso.model import Role

# Deeper than any theme nests; a page that claims more is made to break something.
MOST_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One comment's element with its parts; `parent` is the index of the comment it hangs under.

    `sure` is False where the engine stopped nesting: there an answer hangs under another than the one it answers.
    `rest` are the siblings that belong to the comment too, where no one element holds all of it.
    `stated` is its time where the page states it elsewhere and shows none.
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
    links: tuple[HtmlElement, ...] = ()
    rest: tuple[HtmlElement, ...] = ()
    role: Role = Role.COMMENT
    stated: str | None = None

    @property
    def elements(self) -> tuple[HtmlElement, ...]:
        return (self.element, *self.rest)


def classes(element: HtmlElement) -> tuple[str, ...]:
    """The class names, in one spelling: themes write `comment_author` and `comment-author`."""
    return spelled(element.get("class") or "")


@lru_cache(maxsize=4096)
def spelled(names: str) -> tuple[str, ...]:
    return tuple(names.replace("_", "-").lower().split())


def with_class(elements: Sequence[HtmlElement], *names: str) -> HtmlElement | None:
    """The first of these elements that has the first of these classes that any has."""
    return next((e for name in names for e in elements if name in classes(e)), None)


def own(element: HtmlElement, items: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements of a comment without those of the answers inside it."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if isinstance(child.tag, str) and child not in items and "children" not in classes(child):
            yield child
            stack.extend(reversed(child))


def find_parents(elements: Sequence[HtmlElement]) -> list[int | None]:
    """For each element the index of the nearest other one that holds it."""
    index = {element: i for i, element in enumerate(elements)}
    return [next((index[a] for a in element.iterancestors() if a in index), None) for element in elements]


def count_depth(parent: int | None, parents: Sequence[int | None]) -> int:
    """How many comments stand above one with this parent; ends where names of parents run in a circle."""
    depth = 0
    while parent is not None and depth < MOST_DEPTH:
        parent, depth = parents[parent], depth + 1
    return depth


def find_unsure(parents: Sequence[int | None], level: Sequence[int]) -> set[int]:
    """Of comments on a level that cannot be answered, all but the first under each parent: they may answer one another."""
    met: set[int | None] = set()
    later: set[int] = set()
    for i in level:
        (later.add(i) if parents[i] in met else met.add(parents[i]))
    return later
