"""Threads in flat text: finds the page's own family of comment layout by repetition, after the point where comments begin.

No single rule serves two sites, so each family is tried from the surest to the weakest (reading, section 4). Where no
sign marks the seam between article and thread, it is left unsure: a reader's words are never given to the outlet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.read.blocks import PROSE, Sheet, first_prose
from sayso.read.heads import Head
from sayso.read.layout import find_bare, find_begun_starts, find_units, is_furniture
from sayso.read.posts import find_post_starts
from sayso.read.signs import Signs
from sayso.read.starts import REPEATS, Start, block_above, find_footer_starts, find_sure_starts, name_above


@dataclass(frozen=True, slots=True)
class Declared:
    """How many comments the page says it has, and on which line."""

    count: int
    line: int


@dataclass(frozen=True, slots=True)
class Thread:
    """Lines from `begin` on belong to the thread: up to the first start unsure, from `end` on what stands below it."""

    begin: int
    starts: tuple[Start, ...]
    end: int
    declared: Declared | None = None

    @property
    def is_lost(self) -> bool:
        """Announced, but no comment could be told from the next."""
        return not self.starts


@dataclass(frozen=True, slots=True)
class Begin:
    """A line that announces a thread."""

    line: int
    declared: Declared | None


def find_thread(sheet: Sheet, heads: Sequence[Head | None], signs: Signs) -> Thread | None:
    """The thread of a page, None if there is none. A thread without starts is one whose boundaries are lost."""
    posts = find_post_starts(sheet, heads, signs)
    if posts:
        return ended(sheet, posts[0].line, posts, declared_above(sheet, posts[0].line, signs), signs)
    begin = find_begin(sheet, heads, signs)
    if begin is not None:
        return begun(sheet, heads, begin, signs)
    starts = find_sure_starts(sheet, heads, 0, False, signs)
    if starts:
        return ended(sheet, starts[0].line, starts, declared_above(sheet, starts[0].line, signs), signs)
    starts = find_footer_starts(sheet, heads, 0, False)
    if starts:
        return ended(sheet, block_above(sheet, max(starts[0].line - 1, 0)), starts, None, signs)
    form = next(iter(find_lines(sheet, ("thread_form",), signs, first_prose(sheet))), None)
    if form is not None and find_units(sheet, form + 1, signs):
        return begun(sheet, heads, Begin(form, None), signs)
    bare = find_bare(sheet, signs)
    if bare is not None:
        return ended(sheet, bare.begin, bare.starts, None, signs)
    dated = find_dated_names(sheet, heads, signs)
    return Thread(dated, (), len(sheet.lines)) if dated is not None else None


def find_dated_names(sheet: Sheet, heads: Sequence[Head | None], signs: Signs) -> int | None:
    """Where names with a day below them begin, again and again, though nothing else says that these are readers."""
    alone = [head.line for head in heads if head is not None and head.alone]
    found = [name for line in alone if (name := name_above(sheet, heads, line, signs)) is not None]
    return found[0].line if len(found) >= REPEATS else None


def find_lines(sheet: Sheet, kinds: tuple[str, ...], signs: Signs, first: int = 0) -> Iterator[int]:
    for i in range(first, len(sheet.lines)):
        if signs.holds_any(kinds, sheet.lines[i].words):
            yield i


def find_begin(sheet: Sheet, heads: Sequence[Head | None], signs: Signs) -> Begin | None:
    """The first line that announces a thread and is not the link to it that stands beside the byline.

    Such a link has the article below it: prose before any comment's head. A page of comments alone has not.
    """
    top = first_prose(sheet)
    for i in find_lines(sheet, ("declared_count", "comments_begin"), signs):
        if i <= top:
            starts = find_sure_starts(sheet, heads, i + 1, True, signs)
            below = next((b.first for b in sheet.blocks if b.first > i and b.size >= PROSE), len(sheet.lines))
            if not starts or starts[0].line > below:
                continue
        near = declared_at(sheet, i, signs) or declared_at(sheet, i + 1, signs)
        return Begin(i, near)
    return None


def declared_at(sheet: Sheet, line: int, signs: Signs) -> Declared | None:
    met = signs.match("declared_count", sheet.lines[line].words) if line < len(sheet.lines) else None
    if met is None:
        return None
    match, where = met
    digits = (match.groupdict().get("count") or where).replace(",", "").replace(".", "")
    return Declared(int(digits), line) if digits.isdecimal() and len(digits) < 8 else None


def declared_above(sheet: Sheet, line: int, signs: Signs) -> Declared | None:
    """A count that stands beside the byline still counts the comments below."""
    found = (declared_at(sheet, i, signs) for i in find_lines(sheet, ("declared_count",), signs) if i < line)
    return next((declared for declared in found if declared is not None), None)


def begun(sheet: Sheet, heads: Sequence[Head | None], begin: Begin, signs: Signs) -> Thread:
    """An announced thread: one head is enough for a family, since the place is known."""
    first = begin.line + 1
    declared = begin.declared or declared_above(sheet, first, signs)
    count = declared.count if declared else None
    starts = (
        find_sure_starts(sheet, heads, first, True, signs)
        or find_footer_starts(sheet, heads, first, True)
        or find_begun_starts(sheet, first, count, signs)
    )
    if starts and count == len(starts) + 1:
        starts = [*unsigned_first(sheet, first, starts[0], signs), *starts]
    return ended(sheet, begin.line, starts, declared, signs)


def unsigned_first(sheet: Sheet, first: int, start: Start, signs: Signs) -> Iterator[Start]:
    """The declared count settles that what stands above the first sign is one comment more."""
    units = [unit for unit in find_units(sheet, first, signs) if unit.line < start.line]
    if units:
        yield Start(units[0].line, None, None, 0, "flat.count", 0.6)


def ended(sheet: Sheet, begin: int, starts: Sequence[Start], declared: Declared | None, signs: Signs) -> Thread:
    """The thread with its end: the first line below the last head that closes a thread (a form, a closing notice)."""
    last = starts[-1].line if starts else begin
    closing = ("thread_form", "thread_end")
    end = next(iter(find_lines(sheet, closing, signs, last + 1)), len(sheet.lines)) if starts else len(sheet.lines)
    held = [start for start in starts if not is_furniture(sheet, start.line, signs) or start.author is not None]
    return Thread(begin, tuple(held), end, declared)
