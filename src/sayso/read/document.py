"""An HTML page taken apart: what every step after the parse works on."""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.blocks import Sheet
from sayso.read.boxes import Box
from sayso.read.index import Index
from sayso.read.items import Item
from sayso.read.markup import Rendered
from sayso.read.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Document:
    """An HTML page taken apart: its visible text with lines, its thread, its own statements, and the lines of its body."""

    rendered: Rendered
    index: Index
    sheet: Sheet
    items: tuple[Item, ...]
    boxes: tuple[Box, ...]
    metadata: Metadata
    body: frozenset[int]
    between: frozenset[int]
    thread: tuple[HtmlElement, ...]
    title: int | None = None

    @property
    def has_posts(self) -> bool:
        return any(item.role is Role.POST for item in self.items)

    def is_thread(self, at: int) -> bool:
        spans = (self.rendered.spans.get(element, (0, 0)) for element in self.thread)
        return any(start <= at < end for start, end in spans)
