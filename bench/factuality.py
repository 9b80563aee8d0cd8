"""Set factuality: how firmly each event is put, by the parse, beside the constant and a window of words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from statistics import StatisticsError, correlation

from spacy.tokens import Doc

from bench.reading import region_pack
from bench.table import Figure, Line, missing, read_jsonl, sample, share, stem
from sayso.extract.firmness import Firmness, clause_firmness, flip, under_saying, weaker
from sayso.extract.guise import Shown
from sayso.extract.parse import parser, read_docs
from sayso.extract.sayings import find_sayings
from sayso.extract.tree import Token
from sayso.model import Act, Modality, Mood, Polarity
from sayso.pack import Pack

FILES = ("meantime.jsonl", "uds_ih2.jsonl")
MOST = 6000
# The one scale (docs/extract.md), which is MEANTIME's too.
STEPS = {Modality.CERTAIN: 3.0, Modality.PROBABLE: 2.0, Modality.POSSIBLE: 1.0, Modality.UNKNOWN: 0.0}
# UDS's, by its codebook: 1.1 is two askers who say surely yes, -1.2 two who say no, 0 two who differ. A deed still to
# come is called happened by one asker in seven.
HAPPENED = {Modality.CERTAIN: 1.1, Modality.PROBABLE: 1.0, Modality.POSSIBLE: 0.5, Modality.UNKNOWN: 0.0}
NOT_YET, SPLIT = -0.9, 0.0
UDS_SCALE = 0.4
WINDOW = 4


def ours(token: Token, pack: Pack) -> Firmness:
    """The firmness of the predicate here in the mouth of whoever is said to say it, else of the text."""
    sayings = find_sayings(token, "", pack, ())
    firmness = clause_firmness(token, pack, frozenset(s.cue.i for s in sayings))
    if sayings:
        row = sayings[0].row
        told = Modality(row.modality) if row.modality else Modality.CERTAIN
        firmness = under_saying(replace(firmness, modality=weaker(firmness.modality, told)), Act(row.act), token)
        firmness = replace(firmness, polarity=flip(firmness.polarity)) if row.polarity == "-" else firmness
    asked = token.sent.text.rstrip("\"') ").endswith("?")
    return replace(firmness, modality=Modality.UNKNOWN) if asked else firmness


def certainty(firmness: Firmness) -> float:
    """MEANTIME's question: how certain, of whatever time; its codebook marks the future apart."""
    sign = 1 if firmness.polarity is Polarity.POSITIVE else -1
    return sign * STEPS[firmness.modality]


def occurrence(firmness: Firmness) -> float:
    """UDS's question: has it happened. What is foretold, meant or supposed has not.

    Under a "not" its askers were split: some answered for the deed, some for the sentence as it stands.
    """
    if firmness.mood is not Mood.ACTUAL:
        return NOT_YET
    return HAPPENED[firmness.modality] if firmness.polarity is Polarity.POSITIVE else SPLIT


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
        split = [Doc(parser().vocab, words=row["tokens"]) for row in rows]
        docs = read_docs(split, [Shown(doc.text, doc.text) for doc in split])
        gold: list[float] = []
        mine: list[float] = []
        words: list[float] = []
        for row, doc in zip(rows, docs, strict=True):
            for event in row["events"]:
                token, asks_whether = doc[event["i"]], "happened" in event
                gold.append(event["fact"])
                mine.append((occurrence if asks_whether else certainty)(ours(token, pack)))
                words.append(window(token, pack) * (UDS_SCALE if asks_whether else 1.0))
        if gold:
            yield from lines(stem(file), gold, mine, words, f"{len(gold)} events in {said} sentences")


def lines(name: str, gold: Sequence[float], mine: Sequence[float], words: Sequence[float], on: str) -> Iterator[Figure]:
    constant = agree([max(mine)] * len(gold), gold)
    for figure, value, base, same in zip(("r", "mae", "sign"), agree(mine, gold), agree(words, gold), constant, strict=True):
        yield Figure(f"{name}.{figure}", value, on, base, f"word window (constant: {same:.3f})")
