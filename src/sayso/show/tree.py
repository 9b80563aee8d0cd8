"""Lines that hang on one another, drawn as a tree; at the right edge of a line stands where its row is to be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from sayso.show.cells import width

GAP = 2


@dataclass(frozen=True, slots=True)
class Node:
    text: str
    at: str = ""
    below: tuple[Node, ...] = ()


def draw(node: Node, columns: int) -> Iterator[str]:
    yield from set_in(node, "", "", columns)
    yield from branches(node.below, "", columns)


def branches(nodes: Sequence[Node], lead: str, columns: int) -> Iterator[str]:
    for number, node in enumerate(nodes, start=1):
        mark, rest = ("└─ ", "   ") if number == len(nodes) else ("├─ ", "│  ")
        yield from set_in(node, lead + mark, lead + rest, columns)
        yield from branches(node.below, lead + rest, columns)


def set_in(node: Node, first: str, later: str, columns: int) -> Iterator[str]:
    """The text wrapped at blanks, never within a word; `at` on its last line if there is room, else on one of its own."""
    trunk = later + ("│  " if node.below and later else "  " if later else "")
    lines = wrap(
        node.text, columns, initial_indent=first, subsequent_indent=trunk, break_long_words=False, break_on_hyphens=False
    )
    lines = lines or [first.rstrip()]
    if node.at:
        if width(lines[-1]) + GAP + width(node.at) > columns:
            lines.append(trunk.rstrip())
        lines[-1] += " " * max(GAP, columns - width(lines[-1]) - width(node.at)) + node.at
    yield from lines
