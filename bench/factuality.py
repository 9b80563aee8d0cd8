"""Set factuality: how firmly each event is put, by the parse, beside the constant and a window of words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from statistics import StatisticsError, correlation

from spacy.tokens import Doc, Token

from bench.reading import region_pack
from bench.table import Figure, Line, missing, read_jsonl, sample, share, stem
from sayso.extract.firmness import clause_firmness
from sayso.extract.parse import parser
from sayso.extract.sayings import find_sayings
from sayso.model import Modality, Mood, Polarity
from sayso.pack import Pack

FILES = ("meantime.jsonl", "uds_ih2.jsonl")
MOST = 6000
# The one scale (docs/extract.md), and UDS's, whose most certain "happened" is about 2 where the other has 3.
STEPS = {Modality.CERTAIN: 3.0, Modality.PROBABLE: 2.0, Modality.POSSIBLE: 1.0, Modality.UNKNOWN: 0.0}
UDS_SCALE = 0.4
WINDOW = 4


def ours(token: Token, pack: Pack) -> float:
    """The source's firmness of the predicate here; what is expected is at most possible, what is meant or supposed open."""
    sayings = find_sayings(token, pack, ())
    firmness = clause_firmness(token, pack, frozenset(s.cue.i for s in sayings))
    value = STEPS[firmness.modality] * (1 if firmness.polarity is Polarity.POSITIVE else -1)
    if sayings:
        row = sayings[0].row
        told = STEPS[Modality(row.modality)] if row.modality else 3.0
        value = min(max(value, -told), told) * (-1 if row.polarity == "-" else 1)
    if firmness.mood is Mood.EXPECTED:
        return min(max(value, -STEPS[Modality.POSSIBLE]), STEPS[Modality.POSSIBLE])
    return value if firmness.mood is Mood.ACTUAL else 0.0


def window(token: Token, pack: Pack) -> float:
    """Modals and negations among the words before, whatever they govern; a bare "will" or "would" counts as possible."""
    modals, negations = hedge_words(pack)
    before = [t.lower_ for t in token.doc[max(0, token.i - WINDOW) : token.i]]
    firm = min((modals[word] for word in before if word in modals), default=3.0)
    return -firm if any(word in negations for word in before) else firm


@lru_cache(maxsize=2)
def hedge_words(pack: Pack) -> tuple[Mapping[str, float], frozenset[str]]:
    """The packs' auxiliaries with how firm they leave a verb, and the words that negate."""
    modals = {row.words: STEPS[Modality(row.modality or Modality.POSSIBLE)] for row in pack.hedges if row.scope == "aux"}
    return modals, frozenset(row.words for row in pack.hedges if row.scope == "neg")


def agree(left: Sequence[float], right: Sequence[float]) -> tuple[float, float, float]:
    """Pearson's r (0 for a constant), mean absolute error, and the share whose sign is right, 0 counting as not happened."""
    try:
        r = correlation(left, right)
    except StatisticsError:
        r = 0.0
    mae = sum(abs(a - b) for a, b in zip(left, right, strict=True)) / len(left)
    sign = share(sum((a > 0) == (b > 0) for a, b in zip(left, right, strict=True)), len(left))
    return r, mae, sign


def score(folder: Path, final: bool) -> Iterator[Line]:
    yield from missing(folder, FILES)
    pack = region_pack()
    for file in sorted(folder.glob("*.jsonl")):
        rows, said = sample(read_jsonl(file), MOST, "id")
        nlp = parser()
        gold: list[float] = []
        found: dict[Callable[[Token, Pack], float], list[float]] = {ours: [], window: []}
        for row, doc in zip(rows, nlp.pipe(Doc(nlp.vocab, words=row["tokens"]) for row in rows), strict=True):
            for event in row["events"]:
                scale = UDS_SCALE if "happened" in event else 1.0
                gold.append(event["fact"])
                for way, values in found.items():
                    values.append(way(doc[event["i"]], pack) * scale)
        if gold:
            yield from lines(stem(file), gold, found[ours], found[window], f"{len(gold)} events in {said} sentences")


def lines(name: str, gold: Sequence[float], mine: Sequence[float], words: Sequence[float], on: str) -> Iterator[Figure]:
    constant = agree([max(mine)] * len(gold), gold)
    for figure, value, base, same in zip(("r", "mae", "sign"), agree(mine, gold), agree(words, gold), constant, strict=True):
        yield Figure(f"{name}.{figure}", value, on, base, f"word window (constant: {same:.3f})")
