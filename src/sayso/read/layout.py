"""Threads that only their layout shows: the weak families (name lines, "Reply" lines, wider gaps) and their limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.read.blocks import Block, Sheet, first_prose
from sayso.read.signs import Signs, is_name
from sayso.read.starts import REPEATS, Start

# Comments are short: where a name heads more blocks than this on average, it is the heading of a section.
MOST_BLOCKS = 4.0
FEW_BLOCKS = 1.5
MOST_SEAM = 3
SENTENCE = 6
MOST_SENTENCES = 0.7
ANNOUNCING = ("declared_count", "comments_begin")
FURNITURE = (*ANNOUNCING, "thread_furniture", "thread_form", "thread_end", "furniture", "reply", "site")


@dataclass(frozen=True, slots=True)
class Unit:
    """A block of a thread that is not furniture; `name`: its first line may be a name; `strong`: it very likely is."""

    block: Block
    line: int
    name: tuple[int, int] | None
    strong: bool
    wide: bool
    alone: bool


def find_units(sheet: Sheet, first: int, signs: Signs) -> list[Unit]:
    """The blocks from line `first` on that hold words of people, furniture lines at their top left out."""
    counts = Counter(line.words for line in sheet.lines)
    units: list[Unit] = []
    wide = False
    for block in sheet.blocks:
        if block.last <= first:
            continue
        wide = wide or block.wide
        line = next((i for i in range(max(block.first, first), block.last) if not is_furniture(sheet, i, signs)), None)
        if line is None:
            continue
        here = sheet.lines[line]
        may_be = is_name(here.words, signs) and (block.last - line == 1 or not is_name(sheet.lines[line + 1].words, signs))
        parts = here.words.split()
        strong = may_be and (counts[here.words] > 1 or (len(parts) > 1 and not any(p[0].islower() for p in parts)))
        units.append(Unit(block, line, (here.start, here.end) if may_be else None, strong, wide, block.last - line == 1))
        wide = False
    return units


def is_furniture(sheet: Sheet, line: int, signs: Signs) -> bool:
    return signs.holds_any(FURNITURE, sheet.lines[line].words)


def name_units(units: Sequence[Unit]) -> set[int]:
    """Which units open with a name: text must follow, and of two such lines in a row the likelier one is the name."""
    names: set[int] = set()
    for i, unit in enumerate(units):
        if unit.name is None or (i - 1 in names and units[i - 1].alone):
            continue
        if not unit.alone:
            names.add(i)
        elif i + 1 < len(units):
            after = units[i + 1]
            if not (after.name is not None and after.strong and not unit.strong):
                names.add(i)
    return names


def walk(units: Sequence[Unit], names: set[int]) -> Iterator[Start]:
    """A start at each name, and at each wide gap that no name line stands before: there the name was lost."""
    for i, unit in enumerate(units):
        headed = i - 1 in names and units[i - 1].alone
        if i in names:
            yield Start(unit.line, unit.name, None, 0, "flat.name_line", 0.8)
        elif not headed and (unit.wide or i == 0):
            yield Start(unit.line, None, None, 0, "flat.layout", 0.5)


def find_begun_starts(sheet: Sheet, first: int, declared: int | None, signs: Signs) -> list[Start]:
    """The comments of an announced thread without sure heads; empty if no boundary can be found."""
    units = find_units(sheet, first, signs)
    replies = [i for i in range(first, len(sheet.lines)) if signs.holds("reply", sheet.lines[i].words)]
    names = name_units(units)
    if len(names) < 2 and not (names and declared == 1):
        names = set()
    if len(replies) >= 2 or (replies and declared == len(replies)):
        return list(after_replies(sheet, units, replies, names if len(names) >= len(replies) // 2 else set()))
    starts = list(walk(units, names))
    if names or len(starts) >= 2:
        return starts
    if declared is not None and declared == len(units):
        return [Start(unit.line, None, None, 0, "flat.count", 0.6) for unit in units]
    return []


def after_replies(sheet: Sheet, units: Sequence[Unit], replies: Sequence[int], names: set[int]) -> Iterator[Start]:
    """ "Reply" ends a comment: the next block of words starts one, and so does a name."""
    ends = iter([-1, *replies])
    due = next(ends, None)
    for i, unit in enumerate(units):
        passed = False
        while due is not None and due < unit.line:
            passed, due = True, next(ends, None)
        if i in names:
            yield Start(unit.line, unit.name, None, 0, "flat.reply_line+name_line", 0.85)
        elif passed:
            yield Start(unit.line, None, None, 0, "flat.reply_line", 0.7)


@dataclass(frozen=True, slots=True)
class Bare:
    """A thread nobody announced: from line `begin` on nothing is sure until the first of `starts`."""

    begin: int
    starts: tuple[Start, ...]


def find_bare(sheet: Sheet, signs: Signs) -> Bare | None:
    """A thread that only shows in the layout below an article, None if there is nothing but sections of the article."""
    top = first_prose(sheet)
    units = find_units(sheet, top, signs)
    replies = [i for i in range(top, len(sheet.lines)) if signs.holds("reply", sheet.lines[i].words)]
    if len(replies) >= REPEATS:
        return replied(sheet, units, replies)
    names = name_units(units)
    broken = next((i for i, unit in enumerate(units) if unit.wide and i > 0), None)
    if broken is not None:
        return after_break(sheet, units, names, broken, signs)
    return after_names(sheet, units, names)


def replied(sheet: Sheet, units: Sequence[Unit], replies: Sequence[int]) -> Bare | None:
    """The block above the first "Reply" is a reader's; the one above that may be."""
    above = [i for i, unit in enumerate(units) if unit.line < replies[0]]
    if not above:
        return None
    names = {i for i in name_units(units) if i >= above[-1] - 1}
    first = above[-1] - 1 if above[-1] - 1 in names else above[-1]
    seam = max(first - 1, 0)
    return Bare(units[seam].line, tuple(after_replies(sheet, units[first:], replies, {i - first for i in names})))


def after_break(sheet: Sheet, units: Sequence[Unit], names: set[int], broken: int, signs: Signs) -> Bare | None:
    """The layout changes after the article. The block above the first wide gap may be the first comment already."""
    zone = range(broken, len(units))
    wide = [i for i in zone if units[i].wide]
    inside = [i for i in names if i >= broken]
    # A heading stands after a wide gap, a name between comments that lost theirs does not.
    narrow = [i for i in inside if not units[i].wide]
    starts = {*wide, *inside}
    if len(starts) < REPEATS:
        return None
    mean = len(zone) / len(starts)
    seam = seam_above(sheet, units, broken, signs)
    if narrow and mean <= MOST_BLOCKS:
        first = min(inside)
        return Bare(units[seam].line, tuple(walk(units[first:], {i - first for i in inside})))
    # Headed or not, so short sections may be a thread; nothing says that they are not.
    return Bare(units[seam].line, ()) if mean - (len(inside) / len(starts)) <= FEW_BLOCKS else None


def seam_above(sheet: Sheet, units: Sequence[Unit], broken: int, signs: Signs) -> int:
    """The first unit that is not surely the article's: the last before the gap, and those above that sound like readers."""
    seam = broken - 1
    while seam > 1 and broken - seam < MOST_SEAM and sounds_like_reader(sheet, units[seam - 1].block, signs):
        seam -= 1
    return seam


def sounds_like_reader(sheet: Sheet, block: Block, signs: Signs) -> bool:
    return next(signs.search("reader_voice", sheet.text[block.start : block.end][:2000]), None) is not None


def after_names(sheet: Sheet, units: Sequence[Unit], names: set[int]) -> Bare | None:
    """Short lines over prose, all gaps alike: comments if names come back, headings if much stands under each.

    Menus are short lines too, but what stands under theirs is no sentence.
    """
    if len(names) < REPEATS:
        return None
    first = min(names)
    mean = (len(units) - first) / len(names) - 1
    under = [units[i + 1] for i in names if i + 1 < len(units)]
    if sum(is_sentence(sheet, unit) for unit in under) < MOST_SENTENCES * len(under):
        return None
    spellings = Counter(sheet.text[slice(*(units[i].name or (0, 0)))] for i in names)
    if max(spellings.values()) > 1 and mean <= MOST_BLOCKS:
        return Bare(units[first].line, tuple(walk(units[first:], {i - first for i in names})))
    return Bare(units[first].line, ()) if mean <= FEW_BLOCKS else None


def is_sentence(sheet: Sheet, unit: Unit) -> bool:
    return unit.block.size >= SENTENCE or sheet.text[unit.block.end - 1] in '.!?…؟)"”'
