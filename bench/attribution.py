"""Set attribution: who says what with which word, beside verbs of saying with the subject and clause the parse gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench.reading import Extracted, extract_text, make_text, region_pack
from bench.table import Figure, Line, Row, Skip, characters, f1, iou, missing, pair_up, read_jsonl, sample, share, stem
from sayso.extract.carrying import is_all_quote, leaves_open
from sayso.extract.parse import Paragraph
from sayso.extract.quotes import quote_spans
from sayso.extract.telling import Telling, source_words
from sayso.extract.tellings import find_tellings
from sayso.extract.tree import Doc, Token
from sayso.model import Attribution, Modality, Polarity
from sayso.pack import Pack

FILES = ("polnear.jsonl", "conflict_own.jsonl", "de_wikinews.jsonl")
MOST = 150
HALF = 0.5
VERBS = Path(__file__).parent / "saying_verbs.txt"
# What the corpus calls a source kind that the product words otherwise.
KINDS = {"anonymous": "official_anonymous", "imagery": "imagery_document", "official_unnamed_role": "official_role"}
STEPS = {Modality.CERTAIN: 3, Modality.PROBABLE: 2, Modality.POSSIBLE: 1, Modality.UNKNOWN: 0}
Chars = set[int]


@dataclass(slots=True)
class Told:
    """One attribution as sets of characters; `cue` also as its span, which has to be exact."""

    cue: tuple[int, int]
    source: Chars = field(default_factory=set)
    content: Chars = field(default_factory=set)


def subtree(token: Token) -> tuple[int, int]:
    return token.left_edge.idx, token.right_edge.idx + len(token.right_edge.text)


def span_of(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token.text)


def ours(paragraphs: Iterable[Paragraph], pack: Pack) -> list[Told]:
    """The tellings that stand in no other's content: the corpora mark no nested ones.

    A paragraph that is all quote is what was said by whoever spoke last in the one before it, as extract has it.
    """
    made: list[Told] = []
    last: Told | None = None
    for paragraph in paragraphs:
        doc, quotes = paragraph.doc, quote_spans(paragraph.doc)
        if last is not None and is_all_quote(doc, quotes):
            last.content |= characters([paragraph.span(*quote) for quote in quotes])
            continue
        found = find_tellings(doc, pack)
        opened, last = leaves_open(doc, quotes, pack), None
        for telling in dict.fromkeys((*found, *([opened] if opened is not None else []))):
            if any(other is not telling and other.covers(telling.cue) and not is_around(telling, other) for other in found):
                continue
            told = told_of(telling, paragraph)
            made.append(told)
            last = told if telling is opened else last
    return [told for told in made if told.content]


def told_of(telling: Telling, paragraph: Paragraph) -> Told:
    source = characters([source_words(telling.named, telling.cue)]) if telling.named is not None else set()
    return moved(Told(telling.words, source - characters([telling.words]), characters(telling.content)), paragraph.offset)


def is_around(one: Telling, other: Telling) -> bool:
    """Whether the first says the second, though each cue stands in what the other says, as they do in a quote."""
    return one.covers(other.cue) and one.size > other.size


def moved(told: Told, by: int) -> Told:
    return Told((told.cue[0] + by, told.cue[1] + by), {c + by for c in told.source}, {c + by for c in told.content})


def trim(content: Chars, doc: Doc) -> Chars:
    """Without blanks and marks that are left at its edges."""
    inner = [at for at in content if doc.text[at].isalnum()]
    return {at for at in content if min(inner) <= at <= max(inner)} if inner else set()


@cache
def verbs() -> frozenset[str]:
    return frozenset(VERBS.read_text(encoding="utf-8").split())


def baseline(paragraph: Paragraph) -> Iterator[Told]:
    """A verb of the list, its subject and its clause or the quote beside it; "according to X"."""
    doc = paragraph.doc
    quotes = quote_spans(doc)
    for token in doc:
        told = None
        if token.lemma_.casefold() in verbs() and token.pos_ == "VERB":
            told = of_verb(token, quotes)
        elif token.lower_ == "according":
            named = next((o for c in token.children for o in c.children if o.dep_ == "pobj"), None)
            if named is not None:
                end = next((c.idx + len(c.text) for c in token.children if c.lower_ == "to"), token.idx + len(token.text))
                source = characters([subtree(named)])
                clause = characters([subtree(token.head)]) - source - characters([(token.idx, end)])
                told = Told((token.idx, end), source, trim(clause, doc))
        if told is not None:
            yield moved(told, paragraph.offset)


def of_verb(verb: Token, quotes: Sequence[tuple[int, int]]) -> Told | None:
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp", "parataxis"}), None)
    source = characters([subtree(subject)]) if subject is not None else set()
    sentence = (verb.sent.start_char, verb.sent.end_char)
    quoted = [q for q in quotes if q[0] < sentence[1] and sentence[0] < q[1]]
    if clause is not None:
        content = characters([subtree(clause)])
    elif verb.dep_ in {"parataxis", "ccomp"} and verb.head != verb:
        content = characters([subtree(verb.head)]) - characters([subtree(verb)])
    elif quoted:
        content = characters(quoted)
    else:
        return None
    return Told(span_of(verb), source, trim(content - source, verb.doc))


@dataclass(slots=True)
class Tally:
    """Right, wanted and found for each of the four measures."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("source", "cue", "content", "joint"), 0))
    wanted: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("source", "cue", "content", "joint"), 0))
    found: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("source", "cue", "content", "joint"), 0))

    def add(self, gold: Sequence[Row], found: Sequence[Told]) -> None:
        cues = [tuple(tuple(span) for span in row["cue"]) for row in gold]
        sources = [characters(row["source"]) for row in gold]
        contents = [characters(row["content"]) for row in gold]

        def source(i: int, j: int) -> float:
            return iou(sources[i], found[j].source) if sources[i] else 0.0

        def content(i: int, j: int) -> float:
            return iou(contents[i], found[j].content) if contents[i] else 0.0

        def cue(i: int, j: int) -> float:
            return float(cues[i] == (found[j].cue,))

        def joint(i: int, j: int) -> float:
            return min(source(i, j), cue(i, j), content(i, j)) if sources[i] and cue(i, j) else 0.0

        for name, way, least in (
            ("source", source, HALF),
            ("cue", cue, 1.0),
            ("content", content, HALF),
            ("joint", joint, HALF),
        ):
            self.right[name] += len(pair_up(len(gold), len(found), way, least))
        for name, some in (("source", sources), ("cue", cues), ("content", contents), ("joint", sources)):
            self.wanted[name] += sum(bool(one) for one in some)
        for name, count in (("source", sum(bool(t.source) for t in found)), ("cue", len(found)), ("content", len(found))):
            self.found[name] += count
        self.found["joint"] += sum(bool(t.source) for t in found)

    def value(self, name: str) -> float:
        return f1(self.right[name], self.wanted[name], self.found[name])


def score(folder: Path, final: bool) -> Iterator[Line]:
    yield from missing(folder, FILES)
    pack = region_pack()
    for file in sorted(folder.glob("*.jsonl")):
        rows, said = sample(read_jsonl(file), MOST, "doc" if file.stem != "conflict_own" else "id")
        if any(row.get("lang", "en") != "en" for row in rows):
            yield Skip(stem(file), "no pack with cues for its language")
            continue
        mine, base = Tally(), Tally()
        for row in rows:
            paragraphs = make_text(stem(file), row["text"]).paragraphs(pack)
            mine.add(row["attributions"], ours(paragraphs, pack))
            base.add(row["attributions"], [told for p in paragraphs for told in baseline(p)])
        on = f"{sum(len(row['attributions']) for row in rows)} attributions, {said} texts"
        for name in ("source", "cue", "content", "joint"):
            yield Figure(f"{stem(file)}.{name}_f1", mine.value(name), on, base.value(name), "verbs of saying + dependencies")
        if any("source_kind" in a for row in rows for a in row["attributions"]):
            yield from score_links(stem(file), rows, pack)


def signed(link: Attribution) -> int:
    if link.polarity is None:
        return 0
    return STEPS[link.modality] * (1 if link.polarity is Polarity.POSITIVE else -1)


def score_links(name: str, rows: Sequence[Row], pack: Pack) -> Iterator[Figure]:
    """The links of claims against each labelled attribution; one whose claim we do not find is wrong in all."""
    right = dict.fromkeys(("source_kind", "firmness_within1", "stance", "chain"), 0)
    wanted = 0
    for at, row in enumerate(rows):
        made = extract_text(make_text(f"{name}{at}", row["text"]), pack)
        links = {a["id"]: find_link(a, made) for a in row["attributions"]}
        parents = {link.id: link for link in made.attributions}
        for gold in row["attributions"]:
            wanted += 1
            link = links[gold["id"]]
            if link is None:
                continue
            right["source_kind"] += link.source_kind == KINDS.get(gold["source_kind"], gold["source_kind"])
            right["firmness_within1"] += abs(committed(link, made) - gold["source_fact"]) <= 1
            right["stance"] += link.stance == gold["outlet_stance"]
            right["chain"] += is_same_parent(gold, link, links, parents)
    for figure, count in right.items():
        yield Figure(f"{name}.{figure}", share(count, wanted), f"{wanted} attributions, claims not found are wrong")


def committed(link: Attribution, made: Extracted) -> int:
    """What the innermost link of its chain commits to: a link that passes on has no sign of its own."""
    claim = next((c for c in made.claims if c.id == link.claim), None)
    chains = made.chains(claim) if claim is not None else iter(())
    return next((signed(chain[-1]) for chain in chains if link in chain), signed(link))


def find_link(gold: Row, made: Extracted) -> Attribution | None:
    """The link whose cue overlaps the labelled one; for the outlet's own word, a link without cue on the same words."""
    cue, content = characters(gold["cue"]), characters(gold["content"])
    for link in made.attributions:
        if cue and link.cue is not None and cue & characters([(link.cue.start, link.cue.end)]):
            return link
    own = [link for link in made.attributions if link.cue is None and gold["source_kind"] == "author"]
    spans = {claim.id: {*range(claim.span.start, claim.span.end)} for claim in made.claims}
    return next((link for link in own if content & spans.get(link.claim, set())), None)


def is_same_parent(
    gold: Row, link: Attribution, links: Mapping[object, Attribution | None], parents: Mapping[str, Attribution]
) -> bool:
    """Whether it hangs on the link of the same attribution, or directly on the outlet where the corpus names none."""
    above = parents.get(link.inside or "")
    if gold["inside"] is None:
        return above is None or above.cue is None
    wanted = links.get(gold["inside"])
    return wanted is not None and above is not None and above.cue == wanted.cue
