"""HTML as one visible text in document order, with the stretch of text of every element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

WHITE = " \t\n\r\f"
BLANKS = re.compile(f"[{WHITE}]+")
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
TOO_DEEP = "ERR_RESOURCE_LIMIT"
# Work on an element may go up through all that holds it, so that depth is bounded.
DEEPEST = 600
# One class for all elements: lxml's own choice by tag is a call into Python for each.
PLAIN = etree.ElementDefaultClassLookup(element=HtmlElement)


# How a tag is shown: cells stand apart, words in a line run on, all other tags begin and end a line.
CELL, INLINE, UNSEEN, BLOCK = "cell", "inline", "unseen", "block"
INLINES = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp small span strike "
    "strong sub sup time tt u var wbr"
)
UNSEENS = "head iframe noscript object option script select style svg template textarea"
SORTS = {
    **dict.fromkeys(("td", "th"), CELL),
    **dict.fromkeys(INLINES.split(), INLINE),
    **dict.fromkeys(UNSEENS.split(), UNSEEN),
}
# A tag of such a length is looked at; pictures written into their tag are longer and have few attributes.
LONG_TAG, MOST_ATTRIBUTES = 20_000, 5_000
TAG = re.compile(rf"<([A-Za-z][\w:-]{{0,40}})[^<>]{{{LONG_TAG},}}+")
SEPARATOR = re.compile(r"[\s/=]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The visible text, and for each element its half-open stretch of it (outer white space not counted)."""

    root: HtmlElement
    text: str
    spans: Mapping[HtmlElement, tuple[int, int]]


def parse_markup(text: str) -> HtmlElement | None:
    """The tree, None if there is none or if it is nested deeper than any thread is answered."""
    text = tame(text)
    root, is_cut = parse(text, False)
    if is_cut:
        # The parser left the rest out. Long answers to answers are nested deeper than it goes by itself.
        root, is_cut = parse(text, True)
        is_cut = is_cut or root is None or is_deeper(root, DEEPEST)
    return None if is_cut else root


def tame(text: str) -> str:
    """Without the attributes of a tag that has more than any page needs: the parser holds each against all before it."""
    return text if len(text) < LONG_TAG else TAG.sub(lambda tag: tag[0] if is_plain(tag[0]) else f"<{tag[1]} ", text)


def is_plain(tag: str) -> bool:
    return len(SEPARATOR.findall(tag)) <= MOST_ATTRIBUTES


def parse(text: str, is_deep: bool) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether the parser left something out for its depth."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=is_deep, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(PLAIN)
    try:
        root: HtmlElement | None = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
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
    """The text as a browser would show it: runs of blanks as one, blocks on lines of their own.

    One loop without a call for what most elements hold, since it is run for every element of every page; and without
    recursion, so that no depth of nesting can break it.
    """
    pieces: list[str] = []
    spans: dict[HtmlElement, tuple[int, int]] = {}
    opened: list[tuple[int, bool]] = []
    length, pending, pre = 0, "", False
    unseen = None
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        sort = SORTS.get(element.tag, BLOCK)
        if event == "start":
            if (sort is UNSEEN and not is_bare_page(element)) or is_hidden(element):
                unseen = element
                walk.skip_subtree()
                continue
            if sort is not INLINE:
                pending = (pending or " ") if sort is CELL else "\n"
            # Where the next visible character will stand, or one before it if a line break has yet to come.
            opened.append((length + 1 if pending and length else length, pre))
            pre = pre or element.tag == "pre"
            words = element.text
        else:
            if element is unseen:
                unseen = None
            else:
                begin, pre = opened.pop()
                spans[element] = (begin, length if length > begin else begin)
                if sort is not INLINE:
                    pending = (pending or " ") if sort is CELL else "\n"
            words = element.tail
        if words is None:
            continue
        core = words.strip(WHITE)
        if core:
            shown = show_words(core, pre)
            if length and (lead := pending or (" " if words[0] in WHITE else "")):
                shown = lead + shown
            pieces.append(shown)
            length += len(shown)
            pending = " " if words[-1] in WHITE else ""
        elif not pending:
            pending = " "
    text = "".join(pieces)
    for element, (begin, end) in spans.items():
        if begin < end and (text[begin].isspace() or text[end - 1].isspace()):
            spans[element] = trimmed_span(text, begin, end)
    return Rendered(root, text, spans)


def show_words(words: str, pre: bool) -> str:
    if pre:
        return words.replace("\r\n", "\n")
    is_even = "\n" not in words and "  " not in words and "\t" not in words and "\r" not in words and "\f" not in words
    return words if is_even else BLANKS.sub(" ", words)


def is_bare_page(element: HtmlElement) -> bool:
    """Whether it is the page itself for those without scripts, and not a picture or a plea to switch them on."""
    return element.tag == "noscript" and bool(element.xpath("boolean(.//h1)"))


def is_hidden(element: HtmlElement) -> bool:
    """Hidden by the element itself, and no comment stands inside: threads are often folded by the page's own script."""
    style = element.get("style")
    if (style is None or HIDDEN.search(style) is None) and element.get("hidden") is None:
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
