"""Event coreference with given mentions: ours by the events that claims fall into, beside one lemma, one event."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from bench.reading import Extracted, extract_text, make_text
from bench.table import Figure, Line, Row, f1, missing, read_jsonl
from sayso.extract.lexicon import lexicon_of
from sayso.pack import Pack
from sayso.weigh import Known, weigh

DOCS = "ecbplus/docs.jsonl"
MENTIONS = "ecbplus/mentions.jsonl"
# Whole topics, so that no chain is cut.
MOST_DOCS = 250
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


def sample_topics(docs: Sequence[Row]) -> list[Row]:
    topics = Counter(str(doc["topic"]) for doc in docs)
    kept: set[str] = set()
    for topic in sorted(topics, key=lambda t: sha256(t.encode()).hexdigest()):
        if not kept or sum(topics[t] for t in kept) + topics[topic] <= MOST_DOCS:
            kept.add(topic)
    return [doc for doc in docs if str(doc["topic"]) in kept]


def locate(mentions: Sequence[Row], text: str) -> dict[int, tuple[int, int]]:
    """Where the mentions of a document stand: those of the same words in the order of the text."""
    after: Counter[str] = Counter()
    found = {}
    for mention in sorted(mentions, key=lambda m: (m["sent"], m["tokens"])):
        at = text.find(mention["text"], after[mention["text"]])
        if at >= 0:
            after[mention["text"]] = at + len(mention["text"])
            found[mention["number"]] = (at, at + len(mention["text"]))
    return found


def cluster(mentions: Sequence[Row], made: Mapping[str, Extracted], pack: Pack) -> dict[int, Hashable]:
    """Each mention in the event of the narrowest claim on its words that hangs on such a word; else by itself."""
    known = Known(
        pages=tuple(one.text.page for one in made.values()),
        passages=tuple(p for one in made.values() for p in one.text.passages),
        mentions=tuple(m for one in made.values() for m in one.mentions.values()),
        links=tuple(link for one in made.values() for link in one.links),
        claims=tuple(claim for one in made.values() for claim in one.claims),
        attributions=tuple(a for one in made.values() for a in one.attributions),
    )
    events = {claim: event.id for event in weigh(known, pack).events for claim in event.claims}
    frames = lexicon_of(pack).frames
    found: dict[int, Hashable] = {mention["number"]: mention["number"] for mention in mentions}
    for doc, one in made.items():
        own = [mention for mention in mentions if mention["doc"] == doc]
        where = locate(own, one.text.page.text)
        taken: set[str] = set()
        for mention in own:
            if mention["number"] not in where or mention["lemma"].casefold() not in frames:
                continue
            start, end = where[mention["number"]]
            around = [
                c for c in one.claims if c.span.start <= start and end <= c.span.end and c.id in events and c.id not in taken
            ]
            if around:
                claim = min(around, key=lambda c: (c.span.end - c.span.start, c.id))
                taken.add(claim.id)
                found[mention["number"]] = events[claim.id]
    return found


def score(folder: Path, pack: Pack) -> Iterator[Line]:
    yield from missing(folder, (DOCS, MENTIONS))
    if not (folder / DOCS).is_file() or not (folder / MENTIONS).is_file():
        return
    every = read_jsonl(folder / DOCS)
    docs = sample_topics(every)
    kept = {doc["doc"] for doc in docs}
    mentions = [{**row, "number": at} for at, row in enumerate(read_jsonl(folder / MENTIONS)) if row["doc"] in kept]
    if not mentions:
        return
    made = {doc["doc"]: extract_text(make_text(doc["doc"], doc["text"]), pack) for doc in docs}
    wanted: dict[int, Hashable] = {row["number"]: row["chain"] for row in mentions}
    lemma: dict[int, Hashable] = {row["number"]: row["lemma"].casefold() for row in mentions}
    ours = cluster(mentions, made, pack)
    topics = len({doc["topic"] for doc in docs})
    on = f"{len(mentions)} mentions, {len(docs)} of {len(every)} documents: first {topics} topics by sha"
    alone = conll(wanted, {number: number for number in wanted})
    yield Figure("ecbplus.conll_f1", conll(wanted, ours), on, conll(wanted, lemma), f"one lemma (singletons: {alone:.3f})")
    right = sum(ours[a] == ours[b] for g in groups(wanted) for a in g for b in g if a < b)
    pairs = sum(len(g) * (len(g) - 1) // 2 for g in groups(wanted))
    said = sum(len(g) * (len(g) - 1) // 2 for g in groups(ours))
    yield Figure("ecbplus.pair_f1", f1(right, pairs, said), f"{said} pairs joined, {right} of {pairs} right")
