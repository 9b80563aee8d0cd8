"""Which names the parser is shown as a plain word of their sort: those the packs know, so that rivals are read alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.extract.guise import Guise
from sayso.extract.index import NameIndex, names_of
from sayso.extract.parse import Looks
from sayso.extract.pieces import Piece, run_length, split_pieces
from sayso.extract.scan import LONGEST, kinds_of
from sayso.model import MentionKind
from sayso.pack import Pack

PERSONS = "person_group"
CALENDAR = {"month", "weekday", "dayname"}


def looks_of(text: str, pack: Pack) -> Looks:
    """How the words of a page are shown. No name are those that it writes small itself, and those that frames hang on."""
    common = Common(lower_words(text), common_words(pack))
    return Looks(common, guises_of(text, common, pack), plain_names(pack), names_of(pack).demonyms)


@dataclass(frozen=True, slots=True)
class Common:
    """The words that are small on a page, and those that are so on any; not put together for each page anew."""

    here: frozenset[str]
    anywhere: frozenset[str]

    def __contains__(self, word: object) -> bool:
        return word in self.here or word in self.anywhere


@lru_cache(maxsize=4)
def common_words(pack: Pack) -> frozenset[str]:
    return frame_words(pack) | names_of(pack).common


@lru_cache(maxsize=2)
def lower_words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b[a-z]{2,}\b", text))


@lru_cache(maxsize=4)
def frame_words(pack: Pack) -> frozenset[str]:
    """The words of frames, those of verbs in each of their forms."""
    words = {(word, frame.pattern == "verb" and at == 0) for frame in pack.frames for at, word in enumerate(frame.verb.split())}
    return frozenset(form for word, verb in words for form in (forms_of(word) if verb else (word,)))


def forms_of(verb: str) -> Iterator[str]:
    """A regular verb as English writes it: "raid", "raids", "raided", "raiding"."""
    yield verb
    stem = verb[:-1] if verb.endswith("e") else verb
    yield from (f"{stem}ed", f"{stem}ing")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        yield from (f"{verb[:-1]}ies", f"{verb[:-1]}ied")
    else:
        yield f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh")) else f"{verb}s"
    if verb[-1:] not in "aeiouwxy" and verb[-2:-1] in "aeiou" and verb[-3:-2] not in "aeiou":
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


@lru_cache(maxsize=4)
def plain_names(pack: Pack) -> frozenset[str]:
    """The guises, and the names of days and months: proper nouns of which nothing is to be asked."""
    guises = names_of(pack).guises.values()
    calendar = (word for row in pack.times if row.rule in CALENDAR for word in row.words.split("|"))
    return frozenset({*guises, *(guise.upper() for guise in guises), *calendar})


def guises_of(text: str, common: Container[str], pack: Pack) -> Callable[[int, int], list[Guise]]:
    """A finder of such names in a stretch of `text`, in offsets of the stretch; words of `common` alone are no names."""
    names = names_of(pack)

    def find(start: int, end: int) -> list[Guise]:
        found = find_names(text, split_pieces(text, start, end), common, names) if names.guises else ()
        return [
            Guise(run[0].start - start, name_end(text, run[-1].end, end) - start, look_of(text, run, names, pack))
            for run in found
        ]

    return find


def find_names(text: str, pieces: Sequence[Piece], common: Container[str], names: NameIndex) -> Iterator[Sequence[Piece]]:
    """The known names, the longest first, none over another; and any word with its article, since the parser knows no "al"."""
    free = 0
    for at, piece in enumerate(pieces):
        if at < free or not (piece.capital or piece.key in names.articles):
            continue
        length = known_length(text, pieces, at, common, names) or articled_length(pieces, at, names)
        if length:
            free = at + length
            yield pieces[at:free]


def known_length(text: str, pieces: Sequence[Piece], at: int, common: Container[str], names: NameIndex) -> int:
    """How many words from `at` on are a name that begins and ends with a capital; "Sarnian army" the parser reads by itself."""
    for length in range(run_length(pieces, at, LONGEST), 0, -1):
        run = pieces[at : at + length]
        word = text[run[0].start : run[0].end].lower()
        if length == 1 and word in common and not in_capitals(text, pieces, at):
            return 0
        if is_capped(run, names) and not any(each.owner for each in run[:-1]) and kinds_of(text, run, names, lower=False):
            return length
    return 0


def in_capitals(text: str, pieces: Sequence[Piece], at: int) -> bool:
    """ "Ousted IS from Sarn": capitals among words that are not, so no "is" of a headline that is in capitals."""
    around = [text[one.start : one.end] for one in pieces[max(0, at - 1) : at + 2] if one is not pieces[at]]
    return len(pieces[at].key) > 1 and text[pieces[at].start : pieces[at].end].isupper() and not any(map(str.isupper, around))


def is_capped(run: Sequence[Piece], names: NameIndex) -> bool:
    """Whether a name's first word, but for an article, and its last have a capital."""
    return run[-1].capital and (run[0].capital or (len(run) > 1 and names.is_article(run[0], run[1])))


def articled_length(pieces: Sequence[Piece], at: int, names: NameIndex) -> int:
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    return 2 if after is not None and after.hyphened and after.capital and pieces[at].key in names.articles else 0


def name_end(text: str, end: int, stop: int) -> int:
    """The stop of "U.S." that also ends a sentence is left to the sentence."""
    last = text[end - 1] == "." and (end >= stop or text[end : end + 2].lstrip()[:1].isupper())
    return end - 1 if last else end


def look_of(text: str, run: Sequence[Piece], names: NameIndex, pack: Pack) -> str:
    """The word for its sort. A place in capitals ("SARN (Harbour Wire) -") stays so: it stands outside the sentence."""
    words = text[run[0].start : run[-1].end]
    if " ".join(piece.key for piece in run) in names.demonyms:
        return names.guises["people"]
    actors = pack.candidates(words, MentionKind.ACTOR)
    if actors and pack.actors[actors[0].target].kind == PERSONS:
        return names.guises["person"]
    plain = names.guises["body"]
    return plain.upper() if words.isupper() and pack.candidates(words, MentionKind.PLACE) else plain
