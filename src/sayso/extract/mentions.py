"""Finds words that may name a place, an actor or a source: a union of finders, none a gate for the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.abroad import scan_world
from sayso.extract.cued import find_cued
from sayso.extract.hits import Hit, settle_inner
from sayso.extract.index import NameIndex, names_of
from sayso.extract.nominal import find_nominal
from sayso.extract.parse import is_in_title_case, is_plain
from sayso.extract.pieces import Piece, pieces_between, split_pieces
from sayso.extract.readings import reading_of
from sayso.extract.scan import scan, scan_demonyms, scan_short
from sayso.extract.tree import Doc
from sayso.extract.tree import Span as Entity
from sayso.model import Mention, MentionKind, Page, Passage, Reading, Role, Span, record_id
from sayso.pack import Pack

# The first letter after those of the Latin alphabets.
GREEK = "\u0370"
NER = {
    "PERSON": MentionKind.ACTOR,
    "ORG": MentionKind.ACTOR,
    "NORP": MentionKind.ACTOR,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
}
Named = tuple[Entity, Sequence[Piece]]


def make_mention(
    page: str, start: int, end: int, kind: MentionKind, passage: str, reading: Reading = Reading.LITERAL
) -> Mention:
    """The mention of these words; its id is the same whoever makes it."""
    return Mention(record_id("mention", page, start, end, kind), Span(page, start, end), passage, kind, reading)


def find_mentions(page: Page, passage: Passage, doc: Doc, offset: int, pack: Pack, spoken: bool = True) -> list[Mention]:
    """All names in a parsed stretch of a passage, in text order; one span may be place, actor and source.

    The words are read from the page, never from `doc`, whose marks may have been made plain; `offset` is where `doc`
    begins in the page. No name crosses a comma, a bracket or the end of a sentence. Of words in a language that the parser was
    not made for (`spoken` False) what it takes for a name is left: German writes every noun with a capital.
    """
    names = names_of(pack)
    end = offset + len(doc.text)
    pieces = split_pieces(page.text, offset, end)
    known = settle_inner(scan(page.text, pieces, names, lower=passage.role in {Role.COMMENT, Role.POST}))
    entities = read_entities(page.text, doc, offset, pieces) if spoken else []
    peoples = [Hit(run[0].start, run[-1].end, MentionKind.ACTOR) for ent, run in entities if run and ent.label_ == "NORP"]
    demonyms = list(scan_demonyms(pieces, names))
    cued = [
        hit
        for hit in find_cued(pieces, names)
        if not any(map(hit.overlaps, [*(k for k in known if k.reading is Reading.LITERAL), *peoples]))
    ]
    short = list(scan_short(page.text, offset, end, names))
    titled = is_in_title_case(page.text[offset:end])
    fresh = [
        hit
        for ent, run in entities
        # "Results of the Sarn Talks": in a title a capital alone makes no name of a plain word.
        if not is_adjective(ent)
        and not (titled and len(run) == 1 and NER[ent.label_] is MentionKind.PLACE and is_plain(ent.text))
        for hit in find_fresh(run, NER[ent.label_], known, cued, names)
        if not any(hit.is_inside(other) for other in short)
    ]
    sure = [hit for hit in (*known, *cued, *fresh, *short, *demonyms) if hit.kind is MentionKind.PLACE]
    abroad = [hit for hit in scan_world(page.text, pieces, doc, offset, names, pack) if not any(map(hit.overlaps, sure))]
    nominal = list(find_nominal(doc, offset, [*known, *fresh], pack)) if spoken else []
    found = merge([known, cued, fresh, short, demonyms, abroad, nominal])
    return [make_mention(page.id, hit.start, hit.end, hit.kind, passage.id, read_in(hit, doc, offset, pack)) for hit in found]


def read_entities(text: str, doc: Doc, offset: int, pieces: Sequence[Piece]) -> list[Named]:
    return [
        (ent, pieces_between(text, pieces, offset + ent.start_char, offset + ent.end_char))
        for ent in doc.ents
        # The model reads one language; of another script it makes names at random.
        if ent.label_ in NER and any(c.isupper() and c < GREEK for c in ent.text)
    ]


def merge(finders: Sequence[Sequence[Hit]]) -> list[Hit]:
    """The hits of all finders, each stretch and kind once, in text order."""
    found: dict[tuple[int, int, MentionKind], Hit] = {}
    for hits in finders:
        for hit in hits:
            found.setdefault((hit.start, hit.end, hit.kind), hit)
    return [found[key] for key in sorted(found)]


def read_in(hit: Hit, doc: Doc, offset: int, pack: Pack) -> Reading:
    """The reading that the finder knew, else the grammar's."""
    if hit.kind is not MentionKind.PLACE or hit.reading is not Reading.LITERAL:
        return hit.reading
    span = doc.char_span(hit.start - offset, hit.end - offset, alignment_mode="expand")
    return hit.reading if span is None or not len(span) else reading_of(span.root, pack)


def is_adjective(ent: Entity) -> bool:
    """Whether a people or place only describes another noun ("Sarnian forces"): the forces are named, no place is."""
    if NER[ent.label_] is MentionKind.ACTOR and ent.label_ != "NORP":
        return False
    return ent.root.tag_.startswith("JJ") or (ent.label_ == "NORP" and ent.root.dep_ in {"amod", "compound", "nmod"})


def is_plain_place(ent: Entity) -> bool:
    """ "Repercussions of the Talks": in a title a capital alone makes no place of a plain word."""
    return NER[ent.label_] is MentionKind.PLACE and len(ent) == 1 and is_plain(ent.text)


def find_fresh(
    run: Sequence[Piece], kind: MentionKind, known: Sequence[Hit], cued: Sequence[Hit], names: NameIndex
) -> Iterator[Hit]:
    """A name the model saw and no other finder did; kept beside known names if it has a capital of its own."""
    while run and (run[0].key in names.breaks or not (run[0].capital or names.is_article(run[0], next(iter(run[1:]), None)))):
        run = run[1:]
    while run and run[-1].key in names.stops and not run[-1].capital:
        run = run[:-1]
    if not run:
        return
    hit = Hit(run[0].start, run[-1].end, kind)
    inner = [k for k in known if k.is_inside(hit)]
    if any(map(hit.overlaps, cued)) or any(hit.overlaps(k) for k in known if k not in inner):
        return
    # A place that holds a known place is a street or a slip of the model; a body may be named after one.
    if inner and kind is MentionKind.PLACE:
        return
    named = [piece for piece in run if piece.capital and piece.key not in names.stops]
    own = [piece for piece in named if not any(k.start <= piece.start < k.end for k in inner)]
    # One word more than a known actor is that actor with a word of description.
    if own and (len(own) * 2 > len(named) or all(k.kind is MentionKind.PLACE for k in inner)):
        yield hit
