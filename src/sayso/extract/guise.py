"""A paragraph as the parser is shown it, some of its names in the guise of a plain word, and the way back to its own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, cast

from spacy.tokens import Doc

if TYPE_CHECKING:
    from thinc.types import Ints2d

CARRIED: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "ENT_IOB", "ENT_TYPE", "SENT_START"]


class Guise(NamedTuple):
    """A half-open stretch of a text that the parser is shown as the one word `looks`."""

    start: int
    end: int
    looks: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`text` is `line` with its names in guise; behind each of `ends` the text is one of `shifts` further on."""

    line: str
    text: str
    ends: tuple[int, ...] = ()
    shifts: tuple[int, ...] = (0,)

    def own(self, at: int) -> int:
        """Where a place in the shown text stands in the line."""
        return at + self.shifts[bisect_right(self.ends, at)]


def show(line: str, guises: Sequence[Guise]) -> Shown:
    """`guises` in text order, none over another, in offsets of the line."""
    if not guises:
        return Shown(line, line)
    before = (0, *(guise.end for guise in guises))
    parts = [line[at : guise.start] + guise.looks for at, guise in zip(before, guises, strict=False)]
    shifts = accumulate((end - start - len(looks) for start, end, looks in guises), initial=0)
    return Shown(line, "".join([*parts, line[before[-1] :]]), tuple(accumulate(map(len, parts))), tuple(shifts))


def unveil(doc: Doc, shown: Shown) -> Doc:
    """The same parse over the line's own words; a name in guise is one token, and its own lemma."""
    if not shown.ends:
        return doc
    words = [shown.line[shown.own(token.idx) : shown.own(token.idx + len(token))] for token in doc]
    own = Doc(doc.vocab, words=words, spaces=[bool(token.whitespace_) for token in doc])
    own.from_array(CARRIED, cast("Ints2d", doc.to_array(CARRIED)))
    for token, seen in zip(own, doc, strict=True):
        if token.orth != seen.orth:
            token.lemma_ = token.text
    return own
