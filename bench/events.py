"""Set events: what kind of event a sentence tells, who did it to whom, and what is told that is no event."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from bench.coded import FIELD, deed_of, foremost, given_pack, guess
from bench.pairs import score_pairs
from bench.reading import REGION, Extracted, extract_text, make_text, region_pack
from bench.table import Figure, Line, Row, Skip, missing, read_jsonl, sample, share
from sayso.extract.parse import parser
from sayso.model import Mention, MentionKind
from sayso.pack import Pack, load_pack
from sayso.show.codes import is_event

HERE = Path(__file__).parent
PLOVER = ("plover_gsr", "plv_test", "plv_train")
FILES = tuple(
    f"{name}.jsonl" for name in (*PLOVER, "petr2_gsr", "case2021_task2", "re3d_syria_iraq", "india_police", "arabic_gsr")
)
MOST = 800
HALF = 0.5
CLASHING = {"clash", "attack", "strike", "control", "harm", "destroy", "intercept", "abduct"}
ACTING = ("actor", "instrument")
SUFFERING = ("target", "place", "near", "part", "from", "to")
POLICE = "police"
ARTICLE = "the "
# What is asked for, places that have a name and bodies however told, has the plain names.
RECALLS = {
    "Location_named": "location_recall",
    "Organisation_phrase": "organisation_recall",
    "Location_phrase": "location_phrase_recall",
    "Organisation_named": "organisation_named_recall",
}
NAMES = {"Location": {"GPE", "LOC", "FAC"}, "Organisation": {"ORG", "NORP"}}


@cache
def mapping(name: str) -> Mapping[str, tuple[str, ...]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    return {code: tuple(other for own, other in rows if own == code) for code, _ in rows}


def fits(code: str | None, wanted: set[str], names: str) -> bool:
    root = code or ""
    return bool(wanted & {root, root.split("/")[0], *mapping(names).get(root, ()), *mapping(names).get(root.split("/")[0], ())})


def read_rows(file: Path, pack: Pack) -> tuple[list[tuple[Row, Extracted]], str]:
    rows, said = sample(read_jsonl(file), MOST, "id")
    return read_with(rows, pack), said


def read_with(rows: Sequence[Row], pack: Pack) -> list[tuple[Row, Extracted]]:
    return [(row, extract_text(make_text(str(row["id"]), row["text"]), pack)) for row in rows]


def majority(labels: Sequence[str]) -> float:
    return share(Counter(labels).most_common(1)[0][1], len(labels)) if labels else 0.0


def score_types(file: Path) -> Iterator[Line]:
    """The actors are given, as they were to the baseline: what is asked is what the one does to the other."""
    plain, said = sample(read_jsonl(file), MOST, "id")
    pack = given_pack(plain)
    rows = read_with(plain, pack)
    wanted = [{event["code"] for event in row["expected"]} for row, _ in rows]
    right = sum(
        fits(guess(row, made, "plover", pack), gold, "plover_codes.csv") for (row, made), gold in zip(rows, wanted, strict=True)
    )
    stored = [{event.get("zsp_root") for event in row["expected"]} for row, _ in rows]
    if all(None not in answers for answers in stored):
        base, by = (
            share(sum(bool(a & b) for a, b in zip(stored, wanted, strict=True)), len(rows)),
            "stored answers of a large NLI model",
        )
    else:
        base, by = majority([min(codes) for codes in wanted if codes]), "most frequent type"
    yield Figure(f"{file.stem}.type_accuracy", share(right, len(rows)), said, base, by)


def score_case(file: Path) -> Iterator[Line]:
    """A row of a class that the scheme lacks is right if nothing is coded."""
    pack = load_pack([REGION, FIELD])
    rows, said = read_rows(file, pack)
    right = 0
    for row, made in rows:
        code = foremost(made, "acled", pack, list(mapping("case_codes.csv")))
        right += code is None if row["negative"] else fits(code, {e["code"] for e in row["expected"]}, "case_codes.csv")
    labels = ["" if row["negative"] else row["expected"][0]["code"] for row, _ in rows]
    yield Figure(f"{file.stem}.accuracy", share(right, len(rows)), said, majority(labels), "most frequent class")


def score_police(file: Path, pack: Pack) -> Iterator[Line]:
    """Any action of the police: a claim of which they are the actor, told as done."""
    rows, said = read_rows(file, pack)
    gold = [any(event["code"] == "ANY_ACTION" for event in row["expected"]) for row, _ in rows]
    found = [
        any(
            POLICE in made.words(m).casefold()
            for c in made.claims
            if is_event(deed_of(c, made, pack))
            for m in made.fillers(c, ACTING)
        )
        for _, made in rows
    ]
    right = sum(a == b for a, b in zip(gold, found, strict=True))
    yield Figure(
        "india_police.accuracy", share(right, len(rows)), said, majority([str(g) for g in gold]), "most frequent answer"
    )


def overlap(start: int, end: int, others: Sequence[tuple[int, int]], least: float = HALF) -> bool:
    """Whether any of these stretches is at least so much the same, shared characters of all."""
    return any(min(end, b) - max(start, a) >= least * (max(end, b) - min(start, a)) for a, b in others)


def spans(mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    return [(m.span.start, m.span.end) for m in mentions]


def score_documents(file: Path, pack: Pack) -> Iterator[Line]:
    """Bodies found by their whole phrase ("We" too), its article aside; places that have a name by phrase or name.

    Beside them, bodies by the name in their phrase and places by whole phrase ("the hospital", "the city of Sarn").
    """
    rows, said = read_rows(file, pack)
    ours, base, wanted = Counter[str](), Counter[str](), Counter[str]()
    pairs = found = 0
    for row, made in rows:
        stock = parser()(row["text"])
        places = spans([m for m in made.mentions.values() if m.kind is MentionKind.PLACE])
        bodies = spans([m for m in made.mentions.values() if m.kind is not MentionKind.PLACE])
        for entity in row["entities"]:
            kind, start, end = entity["type"], entity["begin"], entity["end"]
            if kind in NAMES and any(c.isupper() for c in row["text"][start:end]):
                start += len(ARTICLE) if row["text"][start:end].casefold().startswith(ARTICLE) else 0
                mine = places if kind == "Location" else bodies
                theirs = [(e.start_char, e.end_char) for e in stock.ents if e.label_ in NAMES[kind]]
                name = named_part(stock, start, end)
                whole, inner = f"{kind}_phrase", f"{kind}_named"
                for figure, parts in ((whole, [(start, end)]), (inner, [(start, end), name] if name else [])):
                    wanted[figure] += bool(parts)
                    ours[figure] += any(overlap(*part, mine) for part in parts)
                    base[figure] += any(overlap(*part, theirs) for part in parts)
        fights = [event for event in row["expected"] if event["code"] == "FightingAgainst"]
        pairs += len(fights)
        found += sum(is_fight(event, made) for event in fights)
    for figure, called in RECALLS.items():
        on = f"{wanted[figure]} {'names' if figure.endswith('named') else 'phrases'} in {said} documents"
        recall = share(ours[figure], wanted[figure])
        yield Figure(f"re3d_syria_iraq.{called}", recall, on, share(base[figure], wanted[figure]), "spaCy NER")
    yield Figure("re3d_syria_iraq.fighting_recall", share(found, pairs), f"{pairs} pairs in {said} documents")


def named_part(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The last run of proper nouns in a phrase: "Sarn" of "the city of Sarn", none of "We" and "the hospital"."""
    span = doc.char_span(start, end, alignment_mode="expand")
    proper = [token for token in span or () if token.pos_ == "PROPN"]
    if not proper:
        return None
    first = proper[-1]
    for token in reversed(proper[:-1]):
        # One mark may stand between: a hyphen, an apostrophe.
        if first.i - token.i > 2 or (first.i - token.i == 2 and not doc[token.i + 1].is_punct):
            break
        first = token
    return first.idx, proper[-1].idx + len(proper[-1].text)


def is_fight(event: Row, made: Extracted) -> bool:
    """A claim of fighting in which both sides have a part, whichever is said to attack: half of a phrase, or the name in it."""
    sides = [(event[f"{side}_begin"], event[f"{side}_end"]) for side in ("source", "target")]
    for claim in made.claims:
        if claim.kind.split(".")[0] in CLASHING:
            parts = made.fillers(claim, (*ACTING, *SUFFERING))
            names = [m for m in parts if not made.words(m).islower()]
            if all(overlap(*side, spans(parts), 0.3) or any(is_within(m, side) for m in names) for side in sides):
                return True
    return False


def is_within(mention: Mention, side: tuple[int, int]) -> bool:
    return side[0] <= mention.span.start and mention.span.end <= side[1]


def score(folder: Path, final: bool) -> Iterator[Line]:
    yield from missing(folder, FILES)
    pack = region_pack()
    for file in sorted(folder.glob("*.jsonl")):
        if file.stem in PLOVER:
            yield from score_types(file)
        elif file.stem == "case2021_task2":
            yield from score_case(file)
        elif file.stem == "petr2_gsr":
            yield from score_pairs(file)
        elif file.stem == "india_police":
            yield from score_police(file, load_pack([REGION, FIELD]))
        elif file.stem == "re3d_syria_iraq":
            yield from score_documents(file, pack)
        elif file.stem == "arabic_gsr":
            yield Skip(file.stem, "Arabic sentences are not read for claims yet")
        else:
            yield Skip(file.stem, "no figure is asked of this file")
