"""Set events: what kind of event a sentence tells, who did it to whom, and what is told that is no event."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from bench.reading import Extracted, extract_text, make_text, region_pack
from bench.table import Figure, Line, Row, Skip, missing, read_jsonl, sample, share
from sayso.extract.parse import parser
from sayso.model import Attribution, Claim, Mention, MentionKind, Mood, Polarity
from sayso.pack import Code, Pack

HERE = Path(__file__).parent
PLOVER = ("plover_gsr", "plv_test", "plv_train")
FILES = tuple(
    f"{name}.jsonl" for name in (*PLOVER, "petr2_gsr", "case2021_task2", "re3d_syria_iraq", "india_police", "arabic_gsr")
)
MOST = 800
HALF = 0.5
STATE = {"state_force", "government"}
CLASHING = {"clash", "attack", "strike", "control", "harm", "destroy", "intercept"}
ACTING = ("actor", "instrument")
SUFFERING = ("target", "place", "from", "to")
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


def codes_of(claim: Claim, made: Extracted, scheme: str, pack: Pack) -> list[str]:
    """The codes of a claim in a scheme, of its kind or the kinds it is one of, where the row's condition holds."""
    kind = claim.kind
    while kind:
        rows = [row for row in pack.codes if row.kind == kind and row.scheme == scheme]
        if rows:
            return [row.code for row in rows if row.code != "none" and holds(row, claim, made, pack)]
        kind = kind.rpartition(".")[0]
    return []


def holds(row: Code, claim: Claim, made: Extracted, pack: Pack) -> bool:
    if "civilians" in row.condition:
        civilian = {noun.noun for noun in pack.nouns if noun.noun_class == "civilian"}
        words = {w.casefold().rstrip("s") for m in made.fillers(claim, ("target",)) for w in made.words(m).split()}
        return bool(words & {noun.rstrip("s") for noun in civilian})
    if "state's own force" in row.condition:
        return is_state(claim, made, pack) != (" not " in row.condition)
    return True


def is_state(claim: Claim, made: Extracted, pack: Pack) -> bool:
    actors = {mention.id for mention in made.fillers(claim, ("actor",))}
    targets = [link.target for link in made.links if link.mention in actors]
    return any(target in pack.actors and pack.actors[target].kind in STATE for target in targets)


def is_asserted(claim: Claim, made: Extracted) -> bool:
    """Only what somebody asserts to have happened is an event; what is denied, meant or expected is none."""
    ends: list[Attribution] = [chain[-1] for chain in made.chains(claim)]
    return claim.mood is Mood.ACTUAL and any(link.polarity is Polarity.POSITIVE for link in ends)


def coded(made: Extracted, scheme: str, pack: Pack) -> Iterator[tuple[Claim, str]]:
    """Every asserted claim with its first code, then the others, which are what the sentence is about all the same."""
    for wanted in (True, False):
        for claim in made.claims:
            if is_asserted(claim, made) == wanted:
                yield from ((claim, code) for code in codes_of(claim, made, scheme, pack)[:1])


def touches(claim: Claim, words: Sequence[str], made: Extracted) -> bool:
    """Whether a filler of the claim shares words with one of these phrases."""
    known = [made.words(made.mentions[mention]) for _, mention in claim.roles if mention in made.mentions]
    return any(a in b or b in a for a in known for b in words if a and b)


def guess(row: Row, made: Extracted, scheme: str, pack: Pack) -> str | None:
    """The code of the claim about the actors that the row gives, else of the first claim that has one."""
    found = list(coded(made, scheme, pack))
    given = [words for event in row["expected"] for side in ("source", "target") for words in phrases(event.get(side))]
    near = [code for claim, code in found if touches(claim, given, made)]
    return next(iter(near or [code for _, code in found]), None)


def phrases(side: object) -> Iterator[str]:
    if isinstance(side, str):
        yield side
    elif isinstance(side, list):
        yield from (actor["actorText"] for actor in side if isinstance(actor, dict) and actor.get("actorText"))


def fits(code: str | None, wanted: set[str], names: str) -> bool:
    root = code or ""
    return bool(wanted & {root, root.split("/")[0], *mapping(names).get(root, ()), *mapping(names).get(root.split("/")[0], ())})


def read_rows(file: Path, pack: Pack) -> tuple[list[tuple[Row, Extracted]], str]:
    rows, said = sample(read_jsonl(file), MOST, "id")
    return [(row, extract_text(make_text(str(row["id"]), row["text"]), pack)) for row in rows], said


def majority(labels: Sequence[str]) -> float:
    return share(Counter(labels).most_common(1)[0][1], len(labels)) if labels else 0.0


def score_types(file: Path, pack: Pack) -> Iterator[Line]:
    rows, said = read_rows(file, pack)
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


def score_case(file: Path, pack: Pack) -> Iterator[Line]:
    """A row of a class that the scheme lacks is right if nothing is coded."""
    rows, said = read_rows(file, pack)
    right = 0
    for row, made in rows:
        code = guess(row, made, "acled", pack)
        right += code is None if row["negative"] else fits(code, {e["code"] for e in row["expected"]}, "case_codes.csv")
    labels = ["" if row["negative"] else row["expected"][0]["code"] for row, _ in rows]
    yield Figure(f"{file.stem}.accuracy", share(right, len(rows)), said, majority(labels), "most frequent class")


def score_negatives(file: Path, pack: Pack) -> Iterator[Line]:
    rows, _ = read_rows(file, pack)
    negatives = [made for row, made in rows if row["negative"]]
    kept = sum(not any(is_event(claim, made, pack) for claim in made.claims) for made in negatives)
    yield Skip(f"{file.stem}.pair_f1", "no actor of the packs has the scheme's country codes yet")
    if negatives:
        yield Figure(
            f"{file.stem}.negatives_kept", share(kept, len(negatives)), f"{len(negatives)} sentences that tell no event"
        )


def is_event(claim: Claim, made: Extracted, pack: Pack) -> bool:
    """A coded claim that is asserted and says who and to whom."""
    sides = made.fillers(claim, ("actor",)) and made.fillers(claim, ("target",))
    return bool(sides) and is_asserted(claim, made) and bool(codes_of(claim, made, "plover", pack))


def score_police(file: Path, pack: Pack) -> Iterator[Line]:
    """Any action of the police: a claim of which they are the actor, told as done."""
    rows, said = read_rows(file, pack)
    gold = [any(event["code"] == "ANY_ACTION" for event in row["expected"]) for row, _ in rows]
    found = [
        any(POLICE in made.words(m).casefold() for c in made.claims if is_asserted(c, made) for m in made.fillers(c, ACTING))
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
    """A claim of fighting in which both sides have a part, whichever of them is said to attack."""
    for claim in made.claims:
        if claim.kind.split(".")[0] in CLASHING:
            parts = spans(made.fillers(claim, (*ACTING, *SUFFERING)))
            if overlap(event["source_begin"], event["source_end"], parts, 0.3) and overlap(
                event["target_begin"], event["target_end"], parts, 0.3
            ):
                return True
    return False


def score(folder: Path, final: bool) -> Iterator[Line]:
    yield from missing(folder, FILES)
    pack = region_pack()
    for file in sorted(folder.glob("*.jsonl")):
        if file.stem in PLOVER:
            yield from score_types(file, pack)
        elif file.stem == "case2021_task2":
            yield from score_case(file, pack)
        elif file.stem == "petr2_gsr":
            yield from score_negatives(file, pack)
        elif file.stem == "india_police":
            yield from score_police(file, pack)
        elif file.stem == "re3d_syria_iraq":
            yield from score_documents(file, pack)
        elif file.stem == "arabic_gsr":
            yield Skip(file.stem, "Arabic sentences are not read for claims yet")
        else:
            yield Skip(file.stem, "no figure is asked of this file")
