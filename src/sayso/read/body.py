"""Finds the body of an HTML page: trafilatura on a copy without the thread, its words found again in the visible text."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from sayso.read.blocks import Line

# What these two say of a page they cannot use is said by our own Problems; with no handler it would land on stderr.
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).addHandler(logging.NullHandler())

MARK = "data-sayso-left-out"
WORD = re.compile(r"\w+")
# So many words in a row place a stretch of the body in the page.
RUN = 4
# Of words that stand in several places so many are tried.
MOST_PLACES = 24
# What foreign code raises on trees it did not expect; what it raises on purpose it catches itself.
FAILURES = (AttributeError, IndexError, KeyError, LxmlError, RecursionError, TypeError, ValueError)


def find_body(root: HtmlElement, left_out: Collection[HtmlElement]) -> str | None:
    """The body's words, None if none is found. The tree is left as it was."""
    from trafilatura import extract

    try:
        return extract(copy_without(root, left_out), favor_precision=True, include_comments=False)
    except FAILURES:
        return None


def copy_without(root: HtmlElement, left_out: Collection[HtmlElement]) -> HtmlElement:
    for element in left_out:
        element.set(MARK, "1")
    copy = deepcopy(root)
    for element in left_out:
        del element.attrib[MARK]
    for element in copy.xpath(f"//*[@{MARK}]"):
        # Emptied, not dropped: dropping would write the text around it anew, and lxml writes no control characters.
        element.clear(keep_tail=True)
    return copy


def match_lines(body: str, lines: Sequence[Line], masked: Collection[int]) -> set[int]:
    """The lines of the page that the body is made of: those with at least half of their words in it, in its order."""
    words: list[str] = []
    line_of: list[int] = []
    for i, line in enumerate(lines):
        if i not in masked:
            found = WORD.findall(line.words.casefold())
            words.extend(found)
            line_of.extend([i] * len(found))
    taken = [0] * len(lines)
    for at in align([w for row in body.splitlines() for w in WORD.findall(row.casefold())], words):
        taken[line_of[at]] += 1
    totals = [0] * len(lines)
    for i in line_of:
        totals[i] += 1
    return {i for i, total in enumerate(totals) if total and taken[i] * 2 >= total}


def align(body: Sequence[str], page: Sequence[str]) -> list[int]:
    """Places in `page` of the words of `body`, by the longest runs, each after the last where it can be."""
    places: Mapping[tuple[str, ...], list[int]] = index_runs(page)
    found: list[int] = []
    i = cursor = 0
    while i + RUN <= len(body):
        here = places.get(tuple(body[i : i + RUN]), [])
        ahead = [at for at in here if at >= cursor][:MOST_PLACES] or here[:MOST_PLACES]
        if not ahead:
            i += 1
            continue
        length, minus = max((run_length(body, i, page, at), -at) for at in ahead)
        found.extend(range(-minus, length - minus))
        i += length
        cursor = length - minus
    return found


def index_runs(page: Sequence[str]) -> Mapping[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(page) - RUN + 1):
        places[tuple(page[at : at + RUN])].append(at)
    return places


def run_length(body: Sequence[str], i: int, page: Sequence[str], at: int) -> int:
    length = 0
    while i + length < len(body) and at + length < len(page) and body[i + length] == page[at + length]:
        length += 1
    return length
