"""A page as it is read, as rows: each stretch of its text, and in the order of the text all that stands on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import chain

from sayso.show.filter import Answer
from sayso.show.reader import PageView
from sayso.show.sheet import Row, judged_rows, make_sheet

COLUMNS = (
    *("role", "voice", "voice_name", "author", "posted", "inside", "depth", "confidence", "folded", "abusive"),
    *("n", "claim", "kind", "target", "event", "grade", "review", "passage", "other", "other_outlet", "order", "score"),
    *("percent", "said_by", "attributions", "who", "said", "told"),
)
OF_PIECE = ("role", "voice", "voice_name", "author", "posted", "inside", "depth", "confidence", "folded", "abusive")
Words = Callable[[int, int], str | None]


def page_answer(page: PageView) -> Answer:
    """Words of comments are masked as on screen; a copied stretch that touches one has its span and no words."""
    about = {"outlet": page.outlet_name, "published": page.published, "page": page.id, "page_sha256": page.sha256}
    words = words_of(page)
    on_page = (piece_rows(page), span_rows(page, words), copy_rows(page, words))
    beside = (
        ({"id": page.id, "part": "problem", "told": one} for one in page.problems),
        ({"id": one.id, "part": "version", "published": one.published, "said": one.seen} for one in page.versions),
        judged_rows(page.judgements),
    )
    own = {"id": page.id, "part": "page", "told": page.citation}
    rows = ({**about, **row} for row in chain([own], *on_page))
    return make_sheet("page", COLUMNS, chain(rows, *beside))


def words_of(page: PageView) -> Words:
    """The page's own text between two offsets, None where a folded piece has part of it: that is told masked, or not at all."""
    ends = [one.end for one in page.pieces]

    def words(start: int, end: int) -> str | None:
        parts, reached = [], start
        for one in page.pieces[bisect_right(ends, start) :]:
            if reached >= end or one.folded or one.start > reached:
                break
            parts.append(one.text[reached - one.start : end - one.start])
            reached = one.end
        return "".join(parts) if reached >= end else None

    return words


def piece_rows(page: PageView) -> Iterator[Row]:
    for one in page.pieces:
        told = {column: getattr(one, column) for column in OF_PIECE}
        yield {"id": one.passage, "part": "passage", **told, "start": one.start, "end": one.end, "quote": one.text}


def span_rows(page: PageView, words: Words) -> Iterator[Row]:
    """Claims, speakers, reporting words, what these cover, words that hedge, and names; a claim with its event and verdict."""
    cards = {card.told.claim: card for card in page.claims}
    for one in page.spans:
        told: dict[str, object] = {"n": one.n, "claim": one.claim, "kind": one.kind, "target": one.target}
        card = cards.get(one.record)
        if card is not None and one.sort == "claim":
            chains = card.told.chains
            told |= {"event": card.event, "grade": card.grade, "review": card.review}
            told |= {"said_by": "; ".join(dict.fromkeys(chain[-1].who for chain in chains if chain))}
            told |= {"attributions": list(dict.fromkeys(link.attribution for chain in chains for link in chain))}
        span = {"start": one.start, "end": one.end, "quote": words(one.start, one.end)}
        yield {"id": one.record, "part": one.sort, **told, **span}


def copy_rows(page: PageView, words: Words) -> Iterator[Row]:
    """What the page has in common with others; `order` says whether the other is the earlier."""
    for one in page.copies:
        other = {"other": one.page, "other_outlet": one.outlet_name, "order": one.order, "passage": one.passage}
        told = {"kind": one.kind, "score": one.score, "percent": one.percent, **other}
        span = {"start": one.start, "end": one.end, "quote": words(one.start, one.end)}
        yield {"id": one.id, "part": "copy", **told, **span}
