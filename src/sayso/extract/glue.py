"""Names that the parser is given as one word: those of the packs with a hyphen inside, and any word with its article."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sayso.extract.index import names_of
from sayso.extract.parse import Finder
from sayso.extract.pieces import split_pieces
from sayso.extract.scan import scan
from sayso.pack import Pack


def glue_of(text: str, pack: Pack) -> Finder:
    """A finder of such names in a stretch of `text`; half-open offsets of the text."""
    names = names_of(pack)

    def find(start: int, end: int) -> Iterator[tuple[int, int]]:
        if "-" not in text[start:end]:
            return
        pieces = list(split_pieces(text, start, end))
        for hit in scan(text, pieces, names, lower=False):
            if "-" in text[hit.start : hit.end]:
                yield hit.start, hit.end
        for article, word in pairwise(pieces):
            if word.hyphened and word.capital and article.key in names.articles:
                yield article.start, word.end

    return find
