"""Event coreference with given mentions: by the words of the packs in texts alike, beside one lemma in texts alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from math import log, sqrt
from pathlib import Path

from bench.table import Figure, Line, Row, f1, missing, read_jsonl
from sayso.pack import Pack
from sayso.weigh.bodies import Forest

DOCS = "ecbplus/docs.jsonl"
MENTIONS = "ecbplus/mentions.jsonl"
# How alike two texts are by the rarity of their words, and the words around two mentions beside that; for the baseline
# as weighing.md has it, for mentions of one stem, and for two words of one kind.
ALIKE, STEM, KIND = 0.2, 0.18, 0.2
AROUND = 0.2
# Of a word two texts need the same beginning only: to kill, a killing. Beyond this share texts alike are versions of one.
LETTERS, VERSION = 5, 0.6
# A word's kind is that of half of its frames or more.
MOSTLY = 0.5
WORDS = re.compile(r"[a-z0-9]+")
Vector = Mapping[str, float]
Clusters = Mapping[int, Hashable]


def groups(of: Clusters) -> list[frozenset[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for mention, cluster in of.items():
        found[cluster].add(mention)
    return [frozenset(each) for each in found.values()]


def muc(wanted: Clusters, found: Clusters) -> float:
    def links(one: Clusters, other: Clusters) -> tuple[int, int]:
        right = sum(len(g) - len({other[m] for m in g}) for g in groups(one))
        return right, sum(len(g) - 1 for g in groups(one))

    recalled, keys = links(wanted, found)
    precise, answers = links(found, wanted)
    r, p = recalled / keys if keys else 0.0, precise / answers if answers else 0.0
    return 2 * p * r / (p + r) if p + r else 0.0


def b_cubed(wanted: Clusters, found: Clusters) -> float:
    keys, answers = groups(wanted), groups(found)
    key, answer = {m: g for g in keys for m in g}, {m: g for g in answers for m in g}
    p = sum(len(key[m] & answer[m]) / len(answer[m]) for m in key) / len(key)
    r = sum(len(key[m] & answer[m]) / len(key[m]) for m in key) / len(key)
    return 2 * p * r / (p + r) if p + r else 0.0


def ceaf_e(wanted: Clusters, found: Clusters) -> float:
    """Clusters matched greedily, the most alike first: never more than the best matching would give."""
    keys, answers = groups(wanted), groups(found)
    where = {m: j for j, g in enumerate(answers) for m in g}
    scored = [
        (2 * count / (len(g) + len(answers[j])), i, j)
        for i, g in enumerate(keys)
        for j, count in Counter(where[m] for m in g).items()
    ]
    total, used, taken = 0.0, set[int](), set[int]()
    for value, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            total += value
    return 2 * total / (len(keys) + len(answers))


def conll(wanted: Clusters, found: Clusters) -> float:
    return (muc(wanted, found) + b_cubed(wanted, found) + ceaf_e(wanted, found)) / 3


def make_vector(text: str, rare: Mapping[str, float]) -> Vector:
    counted = Counter(WORDS.findall(text.lower()))
    weights = {word: (1 + log(count)) * rare[word] for word, count in counted.items() if word in rare}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def cosine(one: Vector, other: Vector) -> float:
    fewer, more = sorted((one, other), key=len)
    return sum(weight * more[word] for word, weight in fewer.items() if word in more)


def kinds_of(pack: Pack) -> dict[str, str]:
    """The kind of each word that has one: "blast" and "explosion" may name one event, "hold" is of too many kinds to say.

    A row that asks for a class ("a mob killed") tells half as much of the bare word.
    """
    frames: dict[str, Counter[str]] = defaultdict(Counter)
    for frame in pack.frames:
        classed = any("~" in wish and wish.endswith("!") for wish in frame.roles.split("|"))
        frames[frame.verb.lower()][frame.kind] += 1 if classed else 2
    first = {word: kinds.most_common(1)[0] for word, kinds in frames.items()}
    return {word: kind for word, (kind, count) in first.items() if count >= MOSTLY * frames[word].total()}


def stem(word: str, endings: Sequence[str]) -> str:
    bare = next((word[: -len(end)] for end in endings if word.endswith(end) and len(word) - len(end) >= LETTERS - 1), word)
    return bare[:LETTERS]


def endings_of(mentions: Sequence[Row]) -> list[str]:
    """What the forms of these texts add to their lemmas, the longest first."""
    pairs = {(mention["lemma"].lower(), mention["text"].lower()) for mention in mentions}
    added = Counter(text.removeprefix(lemma) for lemma, text in pairs if text.startswith(lemma))
    return sorted((end for end, times in added.items() if end.isalpha() and times > 1), key=lambda end: (-len(end), end))


def cluster(
    mentions: Sequence[Row], texts: Mapping[str, Vector], around: Mapping[int, Vector], pack: Pack
) -> dict[int, Hashable]:
    """Mentions of one stem or one kind in texts that are alike are one event, and all that hangs together so."""
    kinds, endings = kinds_of(pack), endings_of(mentions)
    groups: dict[tuple[float, str], list[Row]] = defaultdict(list)
    for mention in mentions:
        lemma = mention["lemma"].lower()
        groups[STEM, stem(lemma, endings)].append(mention)
        if lemma in kinds:
            groups[KIND, kinds[lemma]].append(mention)

    @cache
    def alike(one: str, other: str) -> float:
        return min(VERSION, cosine(texts[one], texts[other]))

    forest = Forest()
    for (least, _), group in groups.items():
        for one, other in combinations(group, 2):
            whole = alike(one["doc"], other["doc"])
            if (1 - AROUND) * whole + AROUND < least:
                continue
            beside = cosine(around[one["number"]], around[other["number"]])
            if (1 - AROUND) * whole + AROUND * beside >= least:
                forest.join(str(one["number"]), str(other["number"]))
    return {mention["number"]: forest.find(str(mention["number"])) for mention in mentions}


def cluster_lemmas(mentions: Sequence[Row], texts: Mapping[str, Vector]) -> dict[int, Hashable]:
    forest, groups = Forest(), defaultdict[str, list[Row]](list)
    for mention in mentions:
        groups[mention["lemma"].lower()].append(mention)
    for group in groups.values():
        for one, other in combinations(group, 2):
            if cosine(texts[one["doc"]], texts[other["doc"]]) >= ALIKE:
                forest.join(str(one["number"]), str(other["number"]))
    return {mention["number"]: forest.find(str(mention["number"])) for mention in mentions}


def score(folder: Path, pack: Pack) -> Iterator[Line]:
    """The texts are of all the world's news and have no dates: what is measured is the words, not places, days and roots."""
    yield from missing(folder, (DOCS, MENTIONS))
    if not (folder / DOCS).is_file() or not (folder / MENTIONS).is_file():
        return
    docs = {doc["doc"]: f"{doc['title']} {doc['text']}" for doc in read_jsonl(folder / DOCS)}
    mentions = [{**row, "number": at} for at, row in enumerate(read_jsonl(folder / MENTIONS)) if row["doc"] in docs]
    if not mentions:
        return
    held = Counter(word for text in docs.values() for word in set(WORDS.findall(text.lower())))
    rare = {word: log(len(docs) / count) for word, count in held.items()}
    texts = {doc: make_vector(text, rare) for doc, text in docs.items()}
    around = {mention["number"]: make_vector(mention["context"], rare) for mention in mentions}
    wanted: dict[int, Hashable] = {row["number"]: row["chain"] for row in mentions}
    ours, lemmas = cluster(mentions, texts, around, pack), cluster_lemmas(mentions, texts)
    alone = conll(wanted, {number: number for number in wanted})
    on = f"{len(mentions)} mentions in {len(docs)} documents (singletons: {alone:.3f})"
    yield Figure("ecbplus.conll_f1", conll(wanted, ours), on, conll(wanted, lemmas), "one lemma in texts alike")
    right = sum(ours[a] == ours[b] for g in groups(wanted) for a in g for b in g if a < b)
    pairs = sum(len(g) * (len(g) - 1) // 2 for g in groups(wanted))
    said = sum(len(g) * (len(g) - 1) // 2 for g in groups(ours))
    yield Figure("ecbplus.pair_f1", f1(right, pairs, said), f"{said} pairs joined, {right} of {pairs} right")
