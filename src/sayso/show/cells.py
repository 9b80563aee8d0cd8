"""What one cell of a table shows: words made safe for a terminal, cut to a width, times as a person writes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from functools import lru_cache

NOTHING = "-"
# A screen says the same few days over and over: so many are kept in words.
SAID_OFTEN = 4096
ELLIPSIS = "…"
# Words of a page may be Arabic or hostile: each cell is isolated, so that it can neither turn its neighbours round nor
# break out of its own isolate.
OPEN_ISOLATE, CLOSE_ISOLATE = "\u2068", "\u2069"
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def clean(words: object) -> str:
    """One line without control characters: a captured page cannot move the cursor or hide what stands beside it."""
    if words is None or words == "":
        return NOTHING
    return " ".join(UNPRINTABLE.sub("\ufffd", BIDI_CONTROLS.sub("", str(words))).split())


def width(words: str) -> int:
    """Columns on a terminal: marks and isolates take none, wide letters two."""
    if words.isascii():
        return len(words)
    return sum(letter_width(letter) for letter in words)


def letter_width(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def cut(words: str, columns: int) -> str:
    """The words, or as many as fit with an ellipsis in the last column; never cut between a letter and its marks."""
    if width(words) <= columns:
        return isolate(words)
    room, kept = columns - 1, ""
    for letter in words:
        room -= letter_width(letter)
        if room < 0:
            break
        kept += letter
    still_open = kept.count(OPEN_ISOLATE) - kept.count(CLOSE_ISOLATE)
    return isolate(kept.rstrip() + CLOSE_ISOLATE * still_open + ELLIPSIS)


def isolate(words: str) -> str:
    """Right-to-left words in an isolate of their own; words that have isolates already, or need none, as they are."""
    if words.isascii() or OPEN_ISOLATE in words:
        return words
    turns = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in words)
    return f"{OPEN_ISOLATE}{words}{CLOSE_ISOLATE}" if turns else words


def inline(words: object) -> str:
    """Words of a page or a name within a line of ours: cleaned, and right-to-left ones isolated."""
    return isolate(clean(words))


def pad(words: str, columns: int, right: bool = False) -> str:
    blanks = " " * (columns - width(words))
    return blanks + words if right else words + blanks


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 page", "2 pages"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def as_time(value: object) -> datetime | None:
    """A time out of the case file, which keeps them as ISO text."""
    if value is None or isinstance(value, datetime):
        return value
    return datetime.fromisoformat(str(value))


@lru_cache(SAID_OFTEN)
def day_words(value: object) -> str:
    """ "9 Nov 2017", with the clock if it is not midnight."""
    at = as_time(value)
    if at is None:
        return NOTHING
    clock = "" if is_midnight(at) else f" {at:%H:%M}"
    return f"{at.day} {at:%b %Y}{clock}"


@lru_cache(SAID_OFTEN)
def when_words(start: object, end: object) -> str:
    """A half-open stretch as a person writes it: "9 Nov 2017", "3-4 Nov 2017", "Nov 2017", "until 9 Nov 2017"."""
    lower, upper = as_time(start), as_time(end)
    if lower is None:
        return f"until {day_words(last_day(upper))}" if upper else NOTHING
    if upper is None:
        return f"from {day_words(lower)}"
    if not (is_midnight(lower) and is_midnight(upper)) and upper - lower <= timedelta(days=1):
        return clock_words(lower, upper)
    first, last = lower.replace(hour=0, minute=0, second=0, microsecond=0), last_day(upper)
    return days_words(first, max(first, last))


@lru_cache(SAID_OFTEN)
def printed_words(start: object, end: object) -> str:
    """The day a page was printed, without the clock; "no date" if nobody knows."""
    lower, upper = as_time(start), as_time(end)
    if lower is not None and upper is not None and upper - lower <= timedelta(days=1):
        return day_words(lower.replace(hour=0, minute=0, second=0, microsecond=0))
    return "no date" if lower is None and upper is None else when_words(lower, upper)


def is_midnight(at: datetime) -> bool:
    return at.time() == datetime.min.time()


def last_day(upper: datetime) -> datetime:
    return (upper - timedelta(microseconds=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def clock_words(lower: datetime, upper: datetime) -> str:
    """ "9 Nov 2017 18:05", "9 Nov 2017 18-24h"."""
    if upper - lower <= timedelta(minutes=2):
        return f"{lower.day} {lower:%b %Y %H:%M}"
    if lower.minute == upper.minute == 0:
        return f"{lower.day} {lower:%b %Y} {lower.hour}-{upper.hour or 24}h"
    return f"{lower.day} {lower:%b %Y %H:%M}-{upper:%H:%M}"


def days_words(first: datetime, last: datetime) -> str:
    following = last + timedelta(days=1)
    if first.day == following.day == 1 and last - first < timedelta(days=31):
        return f"{first:%b %Y}"
    if (first.day, first.month, following.day, following.month) == (1, 1, 1, 1) and following.year == first.year + 1:
        return f"{first.year}"
    if first == last:
        return day_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{last.day} {last:%b %Y}"
    if first.year == last.year:
        return f"{first.day} {first:%b}-{last.day} {last:%b %Y}"
    return f"{first.day} {first:%b %Y}-{last.day} {last:%b %Y}"
