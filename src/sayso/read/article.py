"""The lines of an article: furniture, captions, byline and stamps, the headline, and the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sayso.model import Role, Span, When
from sayso.read.blocks import PROSE, Line, Sheet
from sayso.read.lexicon import Lexicon
from sayso.read.passages import Label

HEADLINE_WORDS = 30
CREDIT_WORDS = 8
# A stamp that closes a line of so many words is part of a sentence.
STAMP_WORDS = 12
SEGMENTS = re.compile(r"\s+[|·•—–-]\s+")
AGENCY_LINE = re.compile(r"[^\W\d][^()|]{1,80}\((?P<name>[\w .&-]{2,40})\)\W*")
SIGNATURE = re.compile(r"(?:[-–—_*=]\s?){2,}")
SIGNATURE_WORDS = 60
FURNITURE = ("furniture", "thread_furniture", "thread_form", "thread_end", "comments_begin", "declared_count", "reply")
TELLING = ("modified", "published", "site", "caption", *FURNITURE)


class Kind(StrEnum):
    TEXT = "text"
    FURNITURE = "furniture"
    CAPTION = "caption"
    BYLINE = "byline"
    PUBLISHED = "published"
    MODIFIED = "modified"
    DATELINE = "dateline"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A line and its kind; `name`: the writer, `site`: the outlet it names; `when`, `stated`: what its stamp says, where."""

    index: int
    line: Line
    kind: Kind
    name: str | None = None
    when: When | None = None
    stated: tuple[int, int] | None = None
    site: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A run of text lines of one block: one paragraph of the article."""

    start: int
    end: int
    wide: bool
    words: str


def sort_lines(sheet: Sheet, indexes: Sequence[int], lexicon: Lexicon) -> list[Sorted]:
    """Each of these lines with its kind. Bylines and datelines stand above the prose or not at all."""
    prose = next((i for i in indexes if is_prose(sheet, i)), -1)
    signed = find_signature(sheet, indexes)
    found: list[Sorted] = []
    for i in indexes:
        if i >= signed:
            found.append(Sorted(i, sheet.lines[i], Kind.FURNITURE))
        elif is_said_twice(sheet, i):
            found.append(Sorted(i, sheet.lines[i], Kind.CAPTION))
        else:
            found.append(sort_line(i, sheet.lines[i], i < prose, lexicon))
    return found


def find_signature(sheet: Sheet, indexes: Sequence[int]) -> int:
    """The rule ("--") that parts a short closing notice from the text above it; past the end if there is none."""
    words = 0
    for i in reversed(indexes):
        if SIGNATURE.fullmatch(sheet.lines[i].words):
            return i
        words += sheet.lines[i].words.count(" ") + 1
        if words > SIGNATURE_WORDS:
            break
    return len(sheet.lines)


def is_prose(sheet: Sheet, index: int) -> bool:
    return sheet.blocks[sheet.block_of[index]].size >= PROSE


def is_said_twice(sheet: Sheet, index: int) -> bool:
    """A short line that stands twice on end is a picture's text and its credit, never a sentence."""
    here = sheet.lines[index]
    beside = (j for j in (index - 1, index + 1) if 0 <= j < len(sheet.lines))
    same = any(sheet.lines[j].words == here.words and sheet.block_of[j] == sheet.block_of[index] for j in beside)
    return same and here.words.count(" ") < CREDIT_WORDS


def sort_line(index: int, line: Line, is_top: bool, lexicon: Lexicon) -> Sorted:
    # Most lines below the top are text, which one look tells.
    told = sort_told(index, line, is_top, lexicon) if is_top or lexicon.signs.holds_any(TELLING, line.words) else None
    if told is None and is_top and line.words.count(" ") < STAMP_WORDS:
        told = read_dateline(index, line, lexicon)
    return told or Sorted(index, line, Kind.TEXT)


def sort_told(index: int, line: Line, is_top: bool, lexicon: Lexicon) -> Sorted | None:
    """What a line is by the packs' signs; None if by none of them."""
    signs, words = lexicon.signs, line.words
    for sign, kind in (("modified", Kind.MODIFIED), ("published", Kind.PUBLISHED)):
        if signs.holds(sign, words) and (stamped := with_stamp(index, line, kind, lexicon)) is not None:
            return stamped
    met = signs.match("byline", words) if is_top else None
    if met is not None:
        return with_stamp(index, line, Kind.BYLINE, lexicon) or Sorted(index, line, Kind.BYLINE, met[0]["name"].strip())
    site = signs.match("site", words)
    if site is not None:
        return Sorted(index, line, Kind.SITE, site=site[0]["name"].strip())
    if signs.holds("caption", words):
        return Sorted(index, line, Kind.CAPTION)
    return Sorted(index, line, Kind.FURNITURE) if signs.holds_any(FURNITURE, words) else None


def with_stamp(index: int, line: Line, kind: Kind, lexicon: Lexicon) -> Sorted | None:
    """The line with its absolute stamp; a byline's name ends where its stamp begins."""
    stamp = lexicon.stamp(line.words)
    if stamp is None or (stamp.when is None and kind is not Kind.DATELINE):
        return None
    met = lexicon.signs.match("byline", line.words)
    name = None
    if met is not None:
        name = line.words[met[0].start("name") : min(met[0].end("name"), stamp.start)].strip(" ,|-–—·\u00a0") or None
    return Sorted(index, line, kind, name, stamp.when, (line.start + stamp.start, line.start + stamp.end))


def read_dateline(index: int, line: Line, lexicon: Lexicon) -> Sorted | None:
    """A line that is a stamp and little else: alone, in a masthead ("Valley Post | 3 March 2016 | by A. Writer"), or with
    place and agency ("ORAM, 3 March 2016 (Valley Post)")."""
    dated = with_stamp(index, line, Kind.DATELINE, lexicon)
    if dated is None or dated.stated is None:
        return None
    if (dated.stated[1] - dated.stated[0]) * 2 >= line.end - line.start or AGENCY_LINE.fullmatch(line.words):
        return dated
    segments = [part.strip() for part in SEGMENTS.split(line.words)]
    if len(segments) < 2:
        return None
    bylines = (lexicon.signs.match("byline", segment) for segment in segments)
    writer = next((met[0]["name"].strip() for met in bylines if met is not None), None)
    return replace(dated, name=writer, site=segments[0] if lexicon.stamp(segments[0]) is None else None)


def find_headline(sheet: Sheet, lines: Sequence[Sorted]) -> Sorted | None:
    """The first line that is not furniture, if it stands as a title does: short, no end stop, alone, text below."""
    texts = [line for line in lines if line.kind is Kind.TEXT]
    if len(texts) < 2:
        return None
    first, after = texts[0], texts[1]
    words = first.line.words
    parts = words.split()
    lower = words[0].islower() and not any(c.isupper() for c in parts[0])
    if len(parts) > HEADLINE_WORDS or words[-1] in ".…,:;" or lower or words.lstrip("\"“”«‘'")[:1] in {"…", ".", " ", "\u00a0"}:
        return None
    same_block = sheet.block_of[first.index] == sheet.block_of[after.index]
    return None if same_block and after.index == first.index + 1 else first


def find_parts(sheet: Sheet, lines: Sequence[Sorted], title: Sorted | None) -> list[Part]:
    """The paragraphs: text lines that stand together; `wide` if a wide gap stands anywhere above them."""
    parts: list[Part] = []
    group: list[Sorted] = []
    wide = was_wide = False
    for line in lines:
        block = sheet.block_of[line.index]
        broken = bool(group) and (sheet.block_of[group[0].index] != block or line.kind is not Kind.TEXT)
        if broken:
            parts.append(make_part(sheet.text, group, was_wide))
            group = []
        wide = wide or (sheet.blocks[block].wide and sheet.blocks[block].first == line.index)
        if line.kind is Kind.TEXT and line is not title:
            if not group:
                was_wide, wide = wide, False
            group.append(line)
    return [*parts, make_part(sheet.text, group, was_wide)] if group else parts


def make_part(text: str, group: Sequence[Sorted], wide: bool) -> Part:
    start, end = group[0].line.start, group[-1].line.end
    return Part(start, end, wide, text[start:end])


def label_lines(lines: Sequence[Sorted], title: Sorted | None) -> Iterator[Label]:
    """Body, headline, captions and furniture. A title that stands again is the text of a picture."""
    said = title.line.words if title is not None else None
    for sorted_line in lines:
        line = sorted_line.line
        if sorted_line is title:
            yield Label(line.start, line.end, Role.HEADLINE, "title", "headline")
        elif line.words == said or sorted_line.kind is Kind.CAPTION:
            yield Label(line.start, line.end, Role.CAPTION, "caption", "caption", 0.9)
        elif sorted_line.kind is Kind.TEXT:
            yield Label(line.start, line.end, Role.BODY, "article", "body", 0.9)
        else:
            yield Label(line.start, line.end, Role.FURNITURE, str(sorted_line.kind), "furniture", 0.9)


def stated_when(page: str, line: Sorted) -> When | None:
    """The value of a line's stamp with its words as a span."""
    if line.when is None or line.stated is None:
        return None
    return When(line.when.start, line.when.end, line.when.precision, Span(page, *line.stated))
