"""What a line of flat text shows of a comment's head: a number, a bullet, a name, "says:", a stamp, a footer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.model import When
from sayso.read.blocks import Line, Sheet
from sayso.read.signs import Signs, is_name
from sayso.read.stamps import Clock, Stamp, find_stamp

# A head is a short line; prose that happens to hold a date is not.
MOST_CHARS = 200
MARKER = re.compile(r"(?:#?(?P<number>\d{1,4})(?:[.):]|(?=\s{2}))|(?P<bullet>[•◦▪‣·*»–-]))\s+(?=\S)")
EDGE = " \t\u00a0|·•–—,@(:#-"
TAIL_EDGE = EDGE + ")."
NAMES_MOST = 8
# A forum numbers its posts behind their stamps.
POST_NUMBER = re.compile(r"\W{0,3}#\d")


@dataclass(frozen=True, slots=True)
class Head:
    """The signs on one line. `author` are offsets in the page; `alone`: the line is nothing but a stamp."""

    line: int
    number: int | None = None
    bullet: bool = False
    author: tuple[int, int] | None = None
    says: bool = False
    stamped: bool = False
    timed: bool = False
    alone: bool = False
    footer: bool = False
    posted: When | None = None


def read_heads(sheet: Sheet, signs: Signs, clock: Clock, zone: str) -> list[Head | None]:
    """One entry a line of the sheet; None where the line shows nothing of a head."""
    return [read_head(i, line, signs, clock, zone) for i, line in enumerate(sheet.lines)]


def read_head(index: int, line: Line, signs: Signs, clock: Clock, zone: str) -> Head | None:
    marker = MARKER.match(line.words)
    number = int(marker["number"]) if marker and marker["number"] else None
    bullet = marker is not None and marker["bullet"] is not None
    at = marker.end() if marker else 0
    rest = line.words[at:]
    found: Head | None = None
    if len(rest) <= MOST_CHARS:
        found = (
            read_footer(index, rest, line.start + at, signs, clock, zone)
            or read_says(index, rest, line.start + at, signs, clock, zone)
            or read_stamped(index, rest, line.start + at, signs, clock, zone)
        )
    if found is None:
        return Head(index, number=number, bullet=bullet) if marker else None
    return Head(
        index,
        number=number,
        bullet=bullet,
        author=found.author,
        says=found.says,
        stamped=found.stamped,
        timed=found.timed,
        alone=found.alone and marker is None,
        footer=found.footer,
        posted=found.posted,
    )


def read_footer(index: int, words: str, at: int, signs: Signs, clock: Clock, zone: str) -> Head | None:
    """ "Posted by: X | date", below the words it signs."""
    met = signs.match("footer", words)
    stamp = find_stamp(words, clock, signs, zone) if met else None
    if met is None or stamp is None:
        return None
    author = span_of(met[0].start("name"), words[met[0].start("name") : min(met[0].end("name"), stamp.start)], at)
    return Head(index, author=author, stamped=True, timed=stamp.timed, footer=True, posted=stamp.when)


def read_says(index: int, words: str, at: int, signs: Signs, clock: Clock, zone: str) -> Head | None:
    """ "X says:", alone on its line; a stamp may stand before or after the verb."""
    met = signs.match("says", words)
    if met is None:
        return None
    name, start = met[0]["name"], met[0].start("name")
    stamp = find_stamp(words, clock, signs, zone)
    if stamp is not None and stamp.start < start + len(name):
        name = cut_lead(name[: max(stamp.start - start, 0)], signs)
    author = span_of(start, name, at)
    if author is None or not is_author(name.strip(EDGE), signs):
        return None
    posted = stamp.when if stamp else None
    return Head(index, author=author, says=True, stamped=stamp is not None, timed=bool(stamp and stamp.timed), posted=posted)


def read_stamped(index: int, words: str, at: int, signs: Signs, clock: Clock, zone: str) -> Head | None:
    """A stamp that ends its line, alone or after a name."""
    stamp = find_stamp(words, clock, signs, zone)
    if stamp is None or not is_tail(words[stamp.end :], signs) or signs.holds("modified", words):
        return None
    lead = cut_lead(words[: stamp.start], signs)
    if not lead.strip(EDGE):
        return Head(index, stamped=True, timed=stamp.timed, alone=True, posted=stamp.when)
    if not is_author(lead.strip(EDGE), signs) or not is_set_off(words, stamp, lead):
        return None
    return Head(index, author=span_of(0, lead, at), stamped=True, timed=stamp.timed, posted=stamp.when)


def is_tail(words: str, signs: Signs) -> bool:
    if POST_NUMBER.match(words):
        return True
    bare = words.strip(TAIL_EDGE)
    return not bare or bare.isdigit() or signs.holds("stamp_tail", bare)


def cut_lead(lead: str, signs: Signs) -> str:
    """The words before a stamp without what joins them to it ("Halima on", "Posted by Halima |")."""
    for match, _ in signs.search("stamp_lead", lead):
        if match.end() == len(lead):
            lead = lead[: match.start()]
    return lead.rstrip(EDGE)


def is_set_off(words: str, stamp: Stamp, lead: str) -> bool:
    """Whether a name is set off from its stamp: in prose a date follows its word closely, and has no hour."""
    if stamp.timed:
        return True
    between = words[len(lead) : stamp.start]
    return between.strip(" ") != "" or len(between) > 1


def is_author(words: str, signs: Signs) -> bool:
    """Looser than a name on a line of its own: other signs of the line vouch for it."""
    parts = words.split()
    if not 1 <= len(parts) <= NAMES_MOST or len(words) > 80 or not any(c.isalnum() for c in words):
        return False
    if signs.holds("deed", words):
        return False
    return len(parts) <= 3 or sum(part[0].islower() for part in parts) * 2 <= len(parts) or is_name(words, signs)


def span_of(start: int, words: str, at: int) -> tuple[int, int] | None:
    """Offsets in the page of these words without their edges; None if nothing is left."""
    bare = words.strip(EDGE)
    if not bare:
        return None
    begin = at + start + words.index(bare)
    return begin, begin + len(bare)
