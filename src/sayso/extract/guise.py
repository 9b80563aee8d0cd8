"""A paragraph as the parser is shown it, some of its names in the guise of a plain word, and the way back to its own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from sayso.extract.forms import Known, Parsed
from sayso.extract.tree import Doc, Span

# A name that the model saw: a half-open run of tokens, and its label.
Seen = tuple[int, int, str]


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


def unveil(parsed: Parsed, shown: Shown, ents: Iterable[Seen], known: Known) -> Doc:
    """The parse over the line's own words; a name in guise is one token, and its own lemma."""
    doc = Doc(shown.line)
    at = 0
    for i, (word, form, blank) in enumerate(zip(parsed.words, parsed.forms, parsed.blanks, strict=True)):
        start, end = at, at + len(word.text)
        at = end + blank
        if shown.ends:
            start, end = shown.own(start), shown.own(end)
        own = shown.line[start:end]
        if own != word.text:
            shown_as, word = word.text, known.word(own, parsed.doc)
            # A word shown without its hyphen is the same word.
            form = form if own.replace("-", "") == shown_as else form._replace(lemma=own)
        doc.add(i, start, word, form, blank)
    doc.join(parsed.heads, parsed.sentences())
    doc.ents = [Span(doc, *seen) for seen in ents]
    for span in doc.ents:
        for token in span:
            token.ent_type_ = span.label_
    return doc
