"""HTML as one visible text in document order, with the stretch of text of every element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|q|s|samp|small|span|strike|"
    "strong|sub|sup|time|tt|u|var|wbr"
)
UNSEEN = re.compile("head|iframe|noscript|object|option|script|select|style|svg|template|textarea")
CELLS = frozenset({"td", "th"})
BLANKS = re.compile(r"[ \t\n\r\f]+")
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
TOO_DEEP = "ERR_RESOURCE_LIMIT"
# Work on an element may go up through all that holds it, so that depth is bounded.
DEEPEST = 600


@dataclass(frozen=True, slots=True)
class Rendered:
    """The visible text, and for each element its half-open stretch of it (outer white space not counted)."""

    root: HtmlElement
    text: str
    spans: Mapping[HtmlElement, tuple[int, int]]


@dataclass(slots=True)
class Writer:
    """Collects visible text as a browser would show it: runs of blanks as one, blocks on lines of their own."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    pending: str = ""

    def mark(self) -> int:
        """Where the next visible character will stand, or one before it if a line break has yet to come."""
        return self.length + (1 if self.pending and self.length else 0)

    def blank(self) -> None:
        self.pending = self.pending or " "

    def end_line(self) -> None:
        self.pending = "\n"

    def write(self, words: str | None, pre: bool) -> None:
        if not words:
            return
        if not words.strip(" \t\n\r\f"):
            self.pending = self.pending or " "
            return
        shown = words.replace("\r\n", "\n") if pre else BLANKS.sub(" ", words)
        core = shown.strip(" \t\n\r\f")
        if shown[0] != core[0]:
            self.blank()
        lead = self.pending if self.length else ""
        self.pieces.append(lead + core)
        self.length += len(lead) + len(core)
        self.pending = " " if shown[-1] != core[-1] else ""


def parse_markup(text: str) -> HtmlElement | None:
    """The tree, None if there is none or if it is nested deeper than any thread is answered."""
    root, is_cut = parse(text, False)
    if is_cut:
        # The parser left the rest out. Long answers to answers are nested deeper than it goes by itself.
        root, is_cut = parse(text, True)
        is_cut = is_cut or root is None or is_deeper(root, DEEPEST)
    return None if is_cut else root


def parse(text: str, is_deep: bool) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser left something out for its depth."""
    parser = HTMLParser(encoding="utf-8", huge_tree=is_deep, remove_comments=True, remove_pis=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None, False
    return root, any(entry.type_name == TOO_DEEP for entry in parser.error_log)


def is_deeper(root: HtmlElement, most: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def render(root: HtmlElement) -> Rendered:
    """Renders without recursion, so that no depth of nesting can break it."""
    out = Writer()
    spans: dict[HtmlElement, tuple[int, int]] = {}
    stack: list[tuple[HtmlElement, int | None, bool]] = [(root, None, False)]
    while stack:
        element, start, pre = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if start is not None:
            spans[element] = (start, max(out.length, start))
            break_line(out, tag)
            out.write(element.tail, pre)
        elif not tag or (is_unseen(tag) and not is_bare_page(element)) or is_hidden(element):
            out.write(element.tail, pre)
        else:
            break_line(out, tag)
            inner = pre or tag == "pre"
            begin = out.mark()
            out.write(element.text, inner)
            if len(element):
                stack.append((element, begin, pre))
                stack.extend([(child, None, inner) for child in reversed(element)])
            else:
                spans[element] = (begin, max(out.length, begin))
                break_line(out, tag)
                out.write(element.tail, pre)
    text = "".join(out.pieces)
    return Rendered(root, text, {element: trimmed_span(text, *span) for element, span in spans.items()})


@lru_cache(maxsize=256)
def is_inline(tag: str) -> bool:
    return INLINE.fullmatch(tag) is not None


@lru_cache(maxsize=256)
def is_unseen(tag: str) -> bool:
    return UNSEEN.fullmatch(tag) is not None


def break_line(out: Writer, tag: str) -> None:
    """Blocks begin and end a line, cells stand apart, the rest runs on."""
    if tag in CELLS:
        out.blank()
    elif not is_inline(tag):
        out.end_line()


def is_bare_page(element: HtmlElement) -> bool:
    """Whether it is the page itself for those without scripts, and not a picture or a plea to switch them on."""
    return element.tag == "noscript" and bool(element.xpath("boolean(.//h1)"))


def is_hidden(element: HtmlElement) -> bool:
    """Hidden by the element itself, and no comment stands inside: threads are often folded by the page's own script."""
    style = element.get("style")
    if element.get("hidden") is None and (not style or not HIDDEN.search(style)):
        return False
    return not element.xpath("boolean(descendant-or-self::*[contains(concat(' ', @class, ' '), ' comment ')])")


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The same stretch without outer white space; empty at its start if there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def strip_tags(text: str) -> str:
    """The words of markup that no parser can hold, tags taken out one by one; scripts and styles left out."""
    return unescape("".join(untagged(text)))


def untagged(text: str) -> Iterator[str]:
    skipping: str | None = None
    for i, piece in enumerate(text.split("<")):
        tag, closed, words = piece.partition(">")
        if i == 0:
            yield piece
            continue
        name = tag.split(None, 1)[0].lower() if tag.strip() else ""
        if skipping is not None:
            skipping = None if name == f"/{skipping}" else skipping
        elif name in {"script", "style"}:
            skipping = name
        if skipping is None:
            yield f"\n{words}" if closed else f"<{piece}" if not name else ""
