"""Event coreference with given mentions: by the words of the packs in texts alike, beside one lemma in texts alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import heapify, heappop, heappush
from itertools import combinations
from math import log, sqrt
from pathlib import Path

from bench.table import Figure, Line, Row, f1, missing, read_jsonl
from sayso.pack import Pack
from sayso.weigh.bodies import Forest

DOCS = "ecbplus/docs.jsonl"
MENTIONS = "ecbplus/mentions.jsonl"
# How alike texts are by the rarity of their words, and by how much the words around two mentions say beside that; for the
# baseline as weighing.md has it, for mentions of one stem, and for words of one kind.
ALIKE, STEM, KIND = 0.2, 0.18, 0.24
AROUND = 0.4
# Of a word two mentions need the same beginning only: to kill, a killing; and two texts too. Beyond this share texts alike are
# versions of one.
LETTERS, BEGINNING, VERSION = 5, 6, 0.6
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


def make_vector(words: Sequence[str], rare: Mapping[str, float]) -> Vector:
    counted = Counter(words)
    weights = {word: (1 + log(count)) * rare[word] for word, count in counted.items() if word in rare}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def split(text: str) -> list[str]:
    return WORDS.findall(text.lower())


def beginnings(text: str) -> list[str]:
    return [word[:BEGINNING] for word in split(text)]


def count_rare(texts: Iterable[Sequence[str]]) -> dict[str, float]:
    held = [set(words) for words in texts]
    return {word: log(len(held) / count) for word, count in Counter(word for words in held for word in words).items()}


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
    """Mentions of one stem or one kind are one event if they and the texts they stand in are alike on the average."""
    kinds, endings = kinds_of(pack), endings_of(mentions)
    groups: dict[tuple[float, str], list[Row]] = defaultdict(list)
    for mention in mentions:
        lemma = mention["lemma"].lower()
        groups[STEM, stem(lemma, endings)].append(mention)
        if lemma in kinds:
            groups[KIND, kinds[lemma]].append(mention)

    @cache
    def alike(one: str, other: str) -> float:
        return (1 - AROUND) * min(VERSION, cosine(texts[one], texts[other]))

    def rate(one: Row, other: Row) -> float:
        whole = alike(*sorted((one["doc"], other["doc"])))
        return whole + AROUND * cosine(around[one["number"]], around[other["number"]])

    forest = Forest()
    for (least, _), group in groups.items():
        rated = {(i, j): rate(group[i], group[j]) for i, j in combinations(range(len(group)), 2)}
        for members in link_by_average(len(group), rated, least):
            for at in members[1:]:
                forest.join(str(group[members[0]]["number"]), str(group[at]["number"]))
    return {mention["number"]: forest.find(str(mention["number"])) for mention in mentions}


def link_by_average(size: int, rated: Mapping[tuple[int, int], float], least: float) -> list[list[int]]:
    """The two clusters most alike are joined as long as their members are alike enough on the average."""
    members = {at: [at] for at in range(size)}
    near = dict(rated)
    queue = sorted((-value, i, j) for (i, j), value in near.items() if value >= least)
    heapify(queue)
    while queue:
        value, i, j = heappop(queue)
        if i not in members or j not in members or near[i, j] != -value:
            continue
        a, b = len(members[i]), len(members[j])
        members[i] += members.pop(j)
        for other in members:
            if other != i:
                one, two = (min(i, other), max(i, other)), (min(j, other), max(j, other))
                near[one] = (a * near[one] + b * near[two]) / (a + b)
                if near[one] >= least:
                    heappush(queue, (-near[one], *one))
    return list(members.values())


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
    rare, whole = count_rare(map(beginnings, docs.values())), count_rare(map(split, docs.values()))
    texts = {doc: make_vector(beginnings(text), rare) for doc, text in docs.items()}
    around = {mention["number"]: make_vector(beginnings(mention["context"]), rare) for mention in mentions}
    wanted: dict[int, Hashable] = {row["number"]: row["chain"] for row in mentions}
    ours = cluster(mentions, texts, around, pack)
    lemmas = cluster_lemmas(mentions, {doc: make_vector(split(text), whole) for doc, text in docs.items()})
    alone = conll(wanted, {number: number for number in wanted})
    on = f"{len(mentions)} mentions in {len(docs)} documents (singletons: {alone:.3f})"
    yield Figure("ecbplus.conll_f1", conll(wanted, ours), on, conll(wanted, lemmas), "one lemma in texts alike")
    right = sum(ours[a] == ours[b] for g in groups(wanted) for a in g for b in g if a < b)
    pairs = sum(len(g) * (len(g) - 1) // 2 for g in groups(wanted))
    said = sum(len(g) * (len(g) - 1) // 2 for g in groups(ours))
    yield Figure("ecbplus.pair_f1", f1(right, pairs, said), f"{said} pairs joined, {right} of {pairs} right")
