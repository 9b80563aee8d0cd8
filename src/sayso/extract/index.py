"""The names of the packs and the words around names, as finding needs them; built once for a pack."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.extract.pieces import Piece
from sayso.model import MentionKind, Rung
from sayso.pack import Pack, Toponym, hear
from sayso.text import norm

FOLD_KEY = 4
# The words of a cue as pieces have them, by the first of them, the longest cue first.
Cues = Mapping[str, tuple[tuple[tuple[str, ...], Toponym], ...]]


@dataclass(frozen=True, eq=False)
class NameIndex:
    """The names of a pack as the scan needs them: their kinds by key, first words, the words around names."""

    kinds: Mapping[tuple[Rung, str], frozenset[MentionKind]]
    first: frozenset[str]
    stops: frozenset[str]
    breaks: frozenset[str]
    common: frozenset[str]
    articles: frozenset[str]
    demonyms: frozenset[str]
    guises: Mapping[str, str]
    before: Cues
    after: Cues
    short: re.Pattern[str]
    fold: Callable[[str], str]
    hears: Callable[[str], bool]

    def is_article(self, piece: Piece, following: Piece | None) -> bool:
        """Whether the piece belongs to the name after it; "at" and "as" do with a hyphen or a capital only."""
        if piece.key not in self.articles or following is None:
            return False
        return piece.key not in self.stops or piece.capital or following.hyphened


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
    before, after = by_pattern["before"], by_pattern["after"]
    return NameIndex(
        kinds={key: frozenset(found) for key, found in kinds.items()},
        first=frozenset(norm(key).split(" ", 1)[0] for rung, key in kinds if rung is not Rung.FOLD),
        stops=frozenset(by_pattern["stop"]),
        breaks=frozenset(row.words for row in by_pattern["stop"].values() if row.role != "inner"),
        common=frozenset(word for row in pack.nouns for word in (row.noun, f"{row.noun}s")) | frozenset({*before, *after}),
        articles=frozenset(by_pattern["article"]),
        demonyms=frozenset(map(norm, by_pattern["demonym"])),
        guises={row.role: row.words for row in by_pattern["guise"].values()},
        before=by_first_word(before.values()),
        after=by_first_word(after.values()),
        short=short_forms(by_pattern["short"], by_pattern["postal"]),
        fold=lru_cache(maxsize=100_000)(pack.fold),
        hears=lambda words: bool(hear(words, pack)),
    )


def by_first_word(rows: Iterable[Toponym]) -> Cues:
    found: dict[str, list[tuple[tuple[str, ...], Toponym]]] = defaultdict(list)
    for row in rows:
        words = tuple(norm(row.words).split(" "))
        found[words[0]].append((words, row))
    return {first: tuple(sorted(cues, key=lambda cue: -len(cue[0]))) for first, cues in found.items()}


def short_forms(anywhere: Iterable[str], after_comma: Iterable[str]) -> re.Pattern[str]:
    """ "US" wherever it stands, "Ky." after a comma or bracket only: written without its place before it, it is a word."""
    return re.compile(
        rf"(?<![\w.])(?:{alternatives(anywhere)})(?!\w)|(?:(?<=,[ \u00a0])|(?<=\())(?:{alternatives(after_comma)})(?![\w-])"
    )


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of these, the longest first; one that matches nothing if there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) or r"(?!)"
