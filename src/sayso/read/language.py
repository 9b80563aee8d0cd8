"""The language of words: by their script, else by the small words that every sentence of a language has."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise

from sayso.model import Role
from sayso.pack import Pack, Sign
from sayso.read.blocks import Line
from sayso.read.passages import Label

LETTER = re.compile(r"[^\W\d_]")
# Letters that are not of the Latin script.
OTHER = re.compile("[^\\W\\d_\x00-\u036f\u1e00-\u1eff]")
WORD = re.compile(r"\w+")
NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
LOOK = 20_000
# Letters that one language of a script writes and the others do not: so many in a hundred are not borrowed names.
MARKED = 0.02
LEAST = 0.15
# What overrules the page asks for more: so many different words, such a share, so many times those of the page's own language.
SURE_WORDS, SURE, TIMES = 4, 0.2, 2
# Of what has one voice its paragraphs may differ; a comment is one person's, and is counted as one.
CUT = frozenset({Role.BODY, Role.NOTE, Role.REPRINT, Role.QUOTE, Role.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Tongues:
    """`scripts`: letters, and the codes of those who write them, the first of them told by the script alone, or empty.

    `marks`: letters of one language of its script; `common`: small words, each with the languages that have it; `small`:
    those of each language.
    """

    scripts: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]
    marks: tuple[tuple[re.Pattern[str], str], ...]
    common: Mapping[str, tuple[str, ...]]
    small: Mapping[str, frozenset[str]]


def read_tongues(pack: Pack) -> Tongues:
    return compile_tongues(pack.signs)


@lru_cache(maxsize=8)
def compile_tongues(rows: tuple[Sign, ...]) -> Tongues:
    common: dict[str, set[str]] = defaultdict(set)
    small: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word in row.words.split("|") if row.sign in {"function", "common"} else ():
            common[word].add(row.where)
            small[row.where].add(word)
    return Tongues(
        tuple((re.compile(row.words), tuple(row.where.split("|"))) for row in rows if row.sign == "script"),
        tuple((re.compile(row.words), row.where) for row in rows if row.sign == "script_mark"),
        {word: tuple(sorted(codes)) for word, codes in common.items()},
        {code: frozenset(words) for code, words in small.items()},
    )


def page_language(text: str, declared: str | None, tongues: Tongues) -> str | None:
    """A two-letter code, or None: script and many small words overrule what the page declares of itself."""
    sample, stated = text[:LOOK], short_code(declared)
    codes = find_script(sample, tongues)
    if codes is not None:
        return told_by_script(sample, codes, stated, tongues)
    counts = count_common(sample, tongues)
    best = counts.best
    if stated is not None:
        own = stated if all(stated not in written for _, written in tongues.scripts) else None
        return best if best is not None and is_sure(best, own, counts) else own
    return best if best is not None and counts.hits[best] >= LEAST * counts.total else None


def words_language(words: str, page: str | None, tongues: Tongues) -> str | None:
    """The language of a stretch of a page: the page's own unless the words are surely of another."""
    sample = words[:LOOK]
    codes = find_script(sample, tongues)
    if codes is not None:
        return told_by_script(sample, codes, page, tongues)
    if not may_be_other(sample, page, tongues):
        return page
    counts = count_common(sample, tongues)
    return counts.best if counts.best is not None and is_sure(counts.best, page, counts) else page


def may_be_other(sample: str, page: str | None, tongues: Tongues) -> bool:
    """Whether so many small words of another language are among these as it takes: most lines of a page have not."""
    words = set(WORD.findall(sample.casefold()))
    if len(words) < SURE_WORDS:
        return False
    return any(len(words & small) >= SURE_WORDS for code, small in tongues.small.items() if code != page)


def is_sure(best: str, own: str | None, counts: Counts) -> bool:
    """Different words are asked for: a list of names repeats "de la"."""
    if counts.kinds[best] < SURE_WORDS or counts.hits[best] < SURE * counts.total:
        return False
    return best == own or counts.hits[best] >= TIMES * counts.hits[own or ""]


def find_script(sample: str, tongues: Tongues) -> tuple[str, ...] | None:
    """The codes of those who write most of the letters; None for the Latin script, and if there are no letters."""
    plain = sample.encode("ascii", "ignore")
    # A few typographic marks among plain letters are told without a look at each of them.
    if 2 * (len(sample) - len(plain)) <= len(plain.translate(None, NO_LETTERS)):
        return None
    if 2 * len(OTHER.findall(sample)) <= (letters := len(LETTER.findall(sample))):
        return None
    found = ((len(pattern.findall(sample)), codes) for pattern, codes in tongues.scripts)
    return next((codes for count, codes in found if 2 * count > letters), ("",))


def told_by_script(sample: str, codes: Sequence[str], stated: str | None, tongues: Tongues) -> str | None:
    """By letters that only one of them writes, else by what is stated if it is one of them, else by the script alone."""
    letters = len(LETTER.findall(sample))
    marked = (code for pattern, code in tongues.marks if code in codes and len(pattern.findall(sample)) >= MARKED * letters)
    mark = next(marked, None)
    if stated in codes[1:] and (mark is not None or not codes[0]):
        return stated
    if mark is not None or codes[0]:
        return mark or codes[0]
    counts = count_common(sample, tongues).hits
    return max((code for code in codes if counts[code]), key=lambda code: counts[code], default=None)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of so many words are small ones of each language, and how many different ones."""

    hits: Counter[str]
    kinds: Counter[str]
    total: int

    @property
    def best(self) -> str | None:
        return max(self.hits, key=lambda code: (self.hits[code], code), default=None)


def count_common(sample: str, tongues: Tongues) -> Counts:
    words = Counter(WORD.findall(sample.casefold()))
    hits: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, times in words.items():
        for code in tongues.common.get(word, ()):
            hits[code] += times
            kinds[code] += 1
    return Counts(hits, kinds, words.total())


def short_code(declared: str | None) -> str | None:
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", declared.strip()) if declared else None
    return found.group().lower() if found else None


def with_languages(
    text: str, pieces: Sequence[Label], lines: Sequence[Line], page: str | None, tongues: Tongues
) -> list[Label]:
    """Each piece with its language; one that holds paragraphs of another language is cut before and behind them."""
    told: list[Label] = []
    at = 0
    for piece in pieces:
        while at < len(lines) and lines[at].start < piece.start:
            at += 1
        first = at
        while at < len(lines) and lines[at].start < piece.end:
            at += 1
        cuts = find_cuts(lines[first:at], page, tongues) if piece.role in CUT and at - first > 1 else []
        bounds = [piece.start, *(lines[first + cut].start for cut in cuts), piece.end]
        for start, end in pairwise(bounds):
            language = words_language(text[start:end], page, tongues)
            told.append(replace(piece, start=start, end=end, language=language))
    return told


def find_cuts(lines: Sequence[Line], page: str | None, tongues: Tongues) -> Iterator[int]:
    """Where paragraphs of another language begin and end."""
    at = 0
    for _, run in groupby(lines, key=lambda line: words_language(line.words, page, tongues)):
        if at:
            yield at
        at += len(list(run))
