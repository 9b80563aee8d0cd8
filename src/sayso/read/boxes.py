"""Containers that hold a thread by the name the page gives them: what no reader knows in there is never body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from sayso.model import Role
from sayso.read.blocks import Line, Sheet
from sayso.read.index import Index
from sayso.read.layout import is_furniture
from sayso.read.markup import Rendered
from sayso.read.passages import Label
from sayso.read.signs import Signs

BOX = re.compile(
    r"(?:(?:\w+[-_])?comments?[-_]?(?:list|area|section|wrap(?:per)?|thread|container|box|block|holder|template)?s?"
    r"|disqus_thread|wpdcom|wpdiscuz\w*|discussion|respond|reply-title|fb-comments|livefyre\w*)",
    re.IGNORECASE,
)
# Lists of the newest comments of the whole site: their titles are of other pages.
ELSEWHERE = re.compile(r"(?:widget_)?(?:recent|latest)[-_]?comments?\S*", re.IGNORECASE)
DISQUS = "disqus_thread"
# Without one of these among its names, in one spelling, a page has no such container.
STEMS = ("comment", "disqus-thread", "wpdcom", "wpdiscuz", "discussion", "respond", "reply-title", "livefyre")
FEW_WORDS = 4
CONTAINERS = frozenset({"article", "aside", "div", "dl", "form", "ol", "section", "ul"})


@dataclass(frozen=True, slots=True)
class Box:
    """A container of comments; `known` if what may stand in it is: its comments were read, or it is none of this page's."""

    element: HtmlElement
    start: int
    end: int
    known: bool


def find_boxes(rendered: Rendered, items: Sequence[HtmlElement], index: Index) -> list[Box]:
    """The outermost containers of threads. One that holds the page's heading holds more than the thread."""
    if not any(stem in index.named for stem in STEMS):
        return []
    read = {ancestor for item in items for ancestor in (item, *item.iterancestors())}
    boxes: dict[HtmlElement, Box] = {}
    for element in index.where(is_boxed, index.classes, index.ids):
        if (
            not is_container(element)
            or element not in rendered.spans
            or any(above in boxes for above in element.iterancestors())
        ):
            continue
        known = element in read or element.tag == "form" or any(ELSEWHERE.fullmatch(name) for name in names_of(element))
        boxes[element] = Box(element, *rendered.spans[element], known)
    return list(boxes.values())


def names_of(element: HtmlElement) -> list[str]:
    return [element.get("id") or "", *(element.get("class") or "").split()]


def is_container(element: HtmlElement) -> bool:
    return element.tag in CONTAINERS and next(element.iter("h1"), None) is None


@lru_cache(maxsize=4096)
def is_boxed(names: str) -> bool:
    return any(BOX.fullmatch(name) or ELSEWHERE.fullmatch(name) for name in (names, *names.split()))


def is_frame_empty(rendered: Rendered, index: Index) -> bool:
    """Whether the page has the frame of a thread that its script fills later, and nothing in it."""
    frames = (index.elements[at] for at in index.ids.get(DISQUS, ()))
    return any(start == end for start, end in (rendered.spans.get(frame, (0, 0)) for frame in frames))


def label_boxes(boxes: Sequence[Box], rendered: Rendered, sheet: Sheet, signs: Signs) -> Iterator[Label]:
    """Beside comments that were read stand only forms and headings; where none was read any line may be a reader's."""
    for box in boxes:
        yield Label(box.start, box.end, Role.FURNITURE, "thread.furniture", "furniture", 0.8)
        for line in () if box.known else unread_lines(box, rendered, sheet, signs):
            yield Label(line.start, line.end, Role.UNKNOWN, "thread.unread", "unread", 0.5, own=False)


def unread_lines(box: Box, rendered: Rendered, sheet: Sheet, signs: Signs) -> Iterator[Line]:
    """The lines of a box that may be a reader's words: neither furniture, nor in a form."""
    forms = [rendered.spans[form] for form in box.element.iter("form") if form in rendered.spans]
    for i, line in enumerate(sheet.lines):
        if not box.start <= line.start < box.end or any(start <= line.start < end for start, end in forms):
            continue
        if line.words.count(" ") + 1 >= FEW_WORDS and not is_furniture(sheet, i, signs):
            yield line
