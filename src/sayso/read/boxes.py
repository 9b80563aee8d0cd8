"""Containers that hold a thread by the name the page gives them: what no reader knows in there is never body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.blocks import Sheet
from sayso.read.layout import is_furniture
from sayso.read.markup import Rendered
from sayso.read.passages import Label
from sayso.read.signs import Signs

BOX = re.compile(
    r"(?:(?:\w+[-_])?comments?[-_]?(?:list|area|section|wrap(?:per)?|thread|container|box|block|holder|template)?s?"
    r"|disqus_thread|wpdcom|wpdiscuz\w*|discussion|respond|reply-title|fb-comments|livefyre\w*)",
    re.IGNORECASE,
)
DISQUS = "disqus_thread"
FEW_WORDS = 4
CONTAINERS = frozenset("article aside div dl form ol section ul".split())


@dataclass(frozen=True, slots=True)
class Box:
    """A container of comments; `known` if a reader of an engine has read comments in it."""

    element: HtmlElement
    start: int
    end: int
    known: bool


def find_boxes(rendered: Rendered, items: Sequence[HtmlElement]) -> list[Box]:
    """The outermost containers of threads. One that holds the page's heading holds more than the thread."""
    read = {ancestor for item in items for ancestor in (item, *item.iterancestors())}
    boxes: list[Box] = []
    stack = [rendered.root]
    while stack:
        element = stack.pop()
        if element in rendered.spans and element.tag in CONTAINERS and is_box(element):
            boxes.append(Box(element, *rendered.spans[element], element in read))
        else:
            stack.extend(child for child in reversed(element) if isinstance(child.tag, str))
    return boxes


def is_box(element: HtmlElement) -> bool:
    names = [element.get("id") or "", *(element.get("class") or "").split()]
    return any(BOX.fullmatch(name) for name in names) and not element.xpath("boolean(.//h1)")


def is_empty_disqus(box: Box) -> bool:
    return box.element.get("id") == DISQUS and box.start == box.end


def label_boxes(boxes: Sequence[Box], sheet: Sheet, signs: Signs) -> Iterator[Label]:
    """Beside comments that were read stand only forms and headings; where none was read any line may be a reader's."""
    for box in boxes:
        yield Label(box.start, box.end, Role.FURNITURE, "thread.furniture", "furniture", 0.8)
        if box.known or box.element.tag == "form":
            continue
        for i, line in enumerate(sheet.lines):
            if box.start <= line.start < box.end and is_words(sheet, i, signs):
                yield Label(line.start, line.end, Role.UNKNOWN, "thread.unread", "unread", 0.5, own=False)


def is_words(sheet: Sheet, line: int, signs: Signs) -> bool:
    return not is_furniture(sheet, line, signs) and sheet.lines[line].words.count(" ") + 1 >= FEW_WORDS
