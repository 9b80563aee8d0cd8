"""Finds words that may name a place, an actor or a source: a union of finders, none a gate for the others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc
from spacy.tokens import Span as Entity

from sayso.extract.pieces import Piece, pieces_between, run_length, split_pieces
from sayso.model import Mention, MentionKind, Page, Passage, Role, Rung, Span, record_id
from sayso.pack import Pack, Toponym
from sayso.text import norm

KINDS = (MentionKind.PLACE, MentionKind.ACTOR, MentionKind.SOURCE)
NER = {
    "PERSON": MentionKind.ACTOR,
    "ORG": MentionKind.ACTOR,
    "NORP": MentionKind.ACTOR,
    "GPE": MentionKind.PLACE,
    "LOC": MentionKind.PLACE,
    "FAC": MentionKind.PLACE,
}
LONGEST = 8  # words of a name; "Islamic State of ... and the ..." has seven
LONGEST_FOLDED = 5
LONGEST_CUED = 4
SHORTEST_LOWER = 5
FOLD_KEY = 4
NOTHING: frozenset[MentionKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Hit:
    """A found name before it is a record."""

    start: int
    end: int
    kind: MentionKind

    def overlaps(self, other: Hit) -> bool:
        return self.start < other.end and other.start < self.end

    def is_inside(self, other: Hit) -> bool:
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, eq=False)
class NameIndex:
    """The names of a pack as the scan needs them: their kinds by key, first words, the words around names."""

    kinds: Mapping[tuple[Rung, str], frozenset[MentionKind]]
    first: frozenset[str]
    stops: frozenset[str]
    breaks: frozenset[str]
    articles: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    words: Mapping[str, Toponym]
    fold: Callable[[str], str]


@lru_cache(maxsize=4)
def names_of(pack: Pack) -> NameIndex:
    """The index of a pack, built once."""
    kinds: dict[tuple[Rung, str], set[MentionKind]] = defaultdict(set)
    for kind, rung, key in pack.gazetteer:
        if rung is not Rung.FOLD or len(key) >= FOLD_KEY:
            kinds[rung, key].add(kind)
    by_pattern: dict[str, dict[str, Toponym]] = defaultdict(dict)
    for row in pack.toponyms:
        by_pattern[row.pattern][row.words] = row
    return NameIndex(
        kinds={key: frozenset(found) for key, found in kinds.items()},
        first=frozenset(norm(key).split(" ", 1)[0] for rung, key in kinds if rung is not Rung.FOLD),
        stops=frozenset(by_pattern["stop"]),
        breaks=frozenset(row.words for row in by_pattern["stop"].values() if row.role != "inner"),
        articles=frozenset(by_pattern["article"]),
        before=re.compile(rf"\b(?:{alternatives(by_pattern['before'])})[ \u00a0](?:the )?", re.IGNORECASE),
        after=re.compile(rf"(?<=[ \u00a0-])(?:{alternatives(by_pattern['after'])})\b", re.IGNORECASE),
        words={**by_pattern["before"], **by_pattern["after"]},
        fold=lru_cache(maxsize=100_000)(pack.fold),
    )


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; one that matches nothing if there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"


def make_mention(page: str, start: int, end: int, kind: MentionKind, passage: str) -> Mention:
    """The mention of these words; its id is the same whoever makes it."""
    return Mention(record_id("mention", page, start, end, kind), Span(page, start, end), passage, kind)


def find_mentions(page: Page, passage: Passage, doc: Doc, offset: int, pack: Pack) -> list[Mention]:
    """All names in a parsed stretch of a passage, in text order; one span may be place, actor and source.

    The words are read from the page, never from `doc`, whose marks may have been made plain; `offset` is where `doc`
    begins in the page. No name crosses a comma, a bracket or the end of a sentence.
    """
    names = names_of(pack)
    pieces = list(split_pieces(page.text, offset, offset + len(doc.text)))
    known = without_inner(scan(page.text, pieces, names, lower=passage.role in {Role.COMMENT, Role.POST}))
    entities = [
        (ent, pieces_between(page.text, pieces, offset + ent.start_char, offset + ent.end_char))
        for ent in doc.ents
        # The model reads one language; of a script without capitals it makes names at random.
        if ent.label_ in NER and any(c.isupper() for c in ent.text)
    ]
    peoples = [Hit(run[0].start, run[-1].end, MentionKind.ACTOR) for ent, run in entities if run and ent.label_ == "NORP"]
    cued = [hit for hit in find_cued(page.text, pieces, names) if not any(map(hit.overlaps, [*known, *peoples]))]
    fresh = [
        hit for ent, run in entities if not is_adjective(ent) for hit in find_fresh(run, NER[ent.label_], known, cued, names)
    ]
    unique = sorted({(hit.start, hit.end, hit.kind) for hit in (*known, *cued, *fresh)})
    return [make_mention(page.id, start, end, kind, passage.id) for start, end, kind in unique]


def is_adjective(ent: Entity) -> bool:
    """Whether a people or place only describes another noun ("Sarnian forces"): the forces are named, no place is."""
    if NER[ent.label_] is MentionKind.ACTOR and ent.label_ != "NORP":
        return False
    return ent.root.tag_.startswith("JJ") or (ent.label_ == "NORP" and ent.root.dep_ in {"amod", "compound", "nmod"})


def scan(text: str, pieces: Sequence[Piece], names: NameIndex, lower: bool) -> list[Hit]:
    """The names of the packs, the longest match first for each kind; with `lower`, names written small as well."""
    hits: list[Hit] = []
    free = dict.fromkeys(KINDS, 0)
    for at, piece in enumerate(pieces):
        if not piece.capital and piece.key not in names.first and piece.key not in names.articles:
            continue
        for length in range(run_length(pieces, at, LONGEST), 0, -1):
            for kind in kinds_of(text, pieces[at : at + length], names, lower):
                if free[kind] <= at:
                    free[kind] = at + length
                    hits.append(Hit(piece.start, pieces[at + length - 1].end, kind))
    return hits


def kinds_of(text: str, run: Sequence[Piece], names: NameIndex, lower: bool) -> frozenset[MentionKind]:
    """The kinds of names these words are, by their norm key, else by their fold key."""
    key = " ".join(piece.key for piece in run)
    words = text[run[0].start : run[-1].end]
    stopped = len(run) == 1 and key in names.stops
    capital = any(piece.capital for piece in run)
    if not capital and (not lower or stopped or len(key.replace(" ", "")) < SHORTEST_LOWER):
        return NOTHING
    found = names.kinds.get((Rung.EXACT, words), NOTHING) | names.kinds.get((Rung.NORM, key), NOTHING)
    if stopped:
        return found - {MentionKind.PLACE}
    if not capital:
        return found - {MentionKind.SOURCE}
    if len(run) <= LONGEST_FOLDED and is_name_like(run, names):
        found |= names.kinds.get((Rung.FOLD, names.fold(words)), NOTHING)
    return found


def is_name_like(run: Sequence[Piece], names: NameIndex) -> bool:
    """Whether the words begin (but for an article) and end with a capital: what a loose match may be tried on."""
    first, last = run[0], run[-1]
    if first.key in names.breaks or last.key in names.breaks:
        return False
    return last.capital and (first.capital or first.key in names.articles)


def without_inner(hits: Sequence[Hit]) -> list[Hit]:
    """Drops a name that stands inside a longer one: the country in a party's name is no place of the text."""
    return [hit for hit in hits if not any(hit.is_inside(other) for other in hits)]


def find_cued(text: str, pieces: Sequence[Piece], names: NameIndex) -> list[Hit]:
    """Places the packs do not know, by the words around them: "town of X", "X province", the ends of "the X-Y road"."""
    if not pieces:
        return []
    start, end = pieces[0].start, pieces[-1].end
    begins = {piece.start: at for at, piece in enumerate(pieces)}
    hits: list[Hit] = []
    for match in names.before.finditer(text, start, end):
        at = begins.get(match.end())
        if at is not None:
            length = run_length(pieces, at, LONGEST_CUED)
            hits.extend(as_places(capital_head(pieces[at : at + length], names)))
    for match in names.after.finditer(text, start, end):
        at = begins.get(match.start())
        if at is not None and at > 0 and pieces[at].joined:
            role = names.words[match.group().casefold()].role
            # "Harun Front" is a party, "the Harun front" is ground.
            if role == "near" and not match.group().islower():
                continue
            longest = at if role == "route" else min(at, LONGEST_CUED)
            run = capital_tail(pieces[at - longest : at], names)
            for part in split_route(run, names) if role == "route" else [run]:
                hits.extend(as_places(part, match.end() if role == "name" else None))
    return without_inner(hits)


def as_places(run: Sequence[Piece], end: int | None = None) -> Iterator[Hit]:
    if any(piece.capital for piece in run):
        yield Hit(run[0].start, run[-1].end if end is None else end, MentionKind.PLACE)


def capital_head(run: Sequence[Piece], names: NameIndex) -> Sequence[Piece]:
    """The pieces from the first on that could make one name, ending with a capital."""
    length = 0
    for at, piece in enumerate(run):
        if piece.capital and piece.key not in names.breaks:
            length = at + 1
        elif piece.key not in names.articles:
            break
        if piece.owner:
            break
    return run[:length]


def capital_tail(run: Sequence[Piece], names: NameIndex) -> Sequence[Piece]:
    """The pieces up to the last that could make one name: capitals and articles, joined, none of them a stop word."""
    first = len(run)
    while first > 0:
        piece = run[first - 1]
        is_part = piece.capital and piece.key not in names.breaks
        if not is_part and not (piece.key in names.articles and first < len(run)):
            break
        if piece.owner and first < len(run):
            break
        first -= 1
        if not piece.joined:
            break
    return run[first:]


def split_route(run: Sequence[Piece], names: NameIndex) -> list[Sequence[Piece]]:
    """The ends of a route: "Tell Sarn-Wadi Harun" at its hyphen, "al-Sarn" not. A name without a hyphen stays whole."""
    parts: list[Sequence[Piece]] = []
    first = 0
    for at in range(1, len(run)):
        if run[at].hyphened and run[at - 1].key not in names.articles:
            parts.append(run[first:at])
            first = at
    return [*parts, run[first:]]


def find_fresh(
    run: Sequence[Piece], kind: MentionKind, known: Sequence[Hit], cued: Sequence[Hit], names: NameIndex
) -> Iterator[Hit]:
    """A name the model saw and no other finder did; kept beside known names if it has a capital of its own."""
    while run and (run[0].key in names.breaks or not (run[0].capital or run[0].key in names.articles)):
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
