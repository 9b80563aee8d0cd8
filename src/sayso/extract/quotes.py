"""Quote marks: which stretches of a paragraph are verbatim, whatever marks they stand in, and which go on after one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sayso.extract.tree import Doc, Token

# Two single marks are how some papers print a double one.
MARK = r"(?:\"|'')"
QUOTED = re.compile(rf"{MARK}((?:(?!{MARK}).)*)(?:{MARK}|$)")
# Fewer words between marks are a name or a doubt about a word, not a saying.
SPOKEN, SHORT = 4, 2
Stretch = tuple[int, int]


def quote_spans(doc: Doc) -> list[Stretch]:
    """Half-open character offsets between quote marks; an unclosed mark runs to the end of the paragraph."""
    return [match.span(1) for match in QUOTED.finditer(doc.text) if match.group(1).strip()]


def inside(token: Token, quote: Stretch) -> bool:
    return quote[0] <= token.idx < quote[1]


def is_quoted(token: Token, quotes: Sequence[Stretch]) -> bool:
    return any(inside(token, quote) for quote in quotes)


def is_spoken(quote: Stretch, text: str) -> bool:
    """Whether the marks hold enough words to be what somebody said: a sentence of two, or any word with a speech's mark."""
    words = text[slice(*quote)].strip()
    least = 1 if words.endswith((",", "!", "?")) else SHORT if words.endswith(".") else SPOKEN
    return len(words.split()) >= least


def going_on(quotes: Sequence[Stretch], after: int, text: str) -> Iterator[Stretch]:
    """The quotes that follow upon `after` with nothing but marks and blanks before each: the same speaker goes on."""
    for quote in quotes:
        if quote[0] < after:
            continue
        if text[after : quote[0]].strip(" .,\"'\u00a0"):
            return
        yield quote
        after = quote[1]
