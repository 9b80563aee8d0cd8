"""Sets own and own-final: claims, spellings and times against gold of our own."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bench.claims import score_claims, score_second
from bench.demo import locate
from bench.reading import day, make_text, region_pack
from bench.table import Figure, Line, Row, f1, missing, optional, pair_up, read_jsonl, share
from bench.times import Timed, is_in, theirs
from sayso.extract import find_paragraph_times
from sayso.extract.claims import governor, tense_of
from sayso.extract.firmness import clause_firmness
from sayso.extract.mentions import make_mention
from sayso.extract.times import resolve_time
from sayso.model import MentionKind
from sayso.pack import Pack
from sayso.resolve import resolve
from sayso.text import norm

HOME = Path(__file__).parent
TEXTS = ("sentences.jsonl", "reports.jsonl")
SPELLINGS = "spellings.csv"
TIMES = "times.jsonl"
SECOND = "second.jsonl"


# What a row without a place says it is, if it is a place that only the world's list may know.
ELSEWHERE = frozenset({"other country", "other region"})


def score_spellings(file: Path, pack: Pack) -> Iterator[Line]:
    """Each spelling alone on a page, linked as the product links it, then by the packs alone; a suggestion is no link.

    A spelling of no place of the packs is linked rightly only to a place outside their area, and only if its row says
    that it lies elsewhere; a person, a people, an invented name or another town of the area is linked to nothing.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    named = {norm(words): place.id for place in pack.places.values() for _, words in place.names}
    base = [named.get(norm(row["spelling"])) for row in rows]
    by = "the packs' names by norm alone"
    for prefix, asked in (("spellings", pack), ("spellings.packs", region_pack(world=False))):
        yield from score_targets(prefix, rows, [link_alone(row["spelling"], asked) for row in rows], base, asked, by)


def link_alone(words: str, pack: Pack) -> str | None:
    text = make_text("spelling", words)
    mention = make_mention(text.page.id, 0, len(words), MentionKind.PLACE, text.passages[0].id)
    return next(iter(resolve(text.page, text.passages, [mention], pack))).target


def score_targets(
    prefix: str, rows: Sequence[Row], ours: Sequence[str | None], base: Sequence[str | None], pack: Pack, by: str
) -> Iterator[Line]:
    known = sum(bool(row["place_id"]) for row in rows)

    def rates(targets: Sequence[str | None]) -> tuple[float, float]:
        linked = [(row, target) for row, target in zip(rows, targets, strict=True) if target is not None]
        found = sum(target == f"place:{row['place_id']}" for row, target in linked)
        return share(found, known), share(found + sum(is_elsewhere(row, target, pack) for row, target in linked), len(linked))

    (recall, precision), (base_recall, base_precision) = rates(ours), rates(base)
    linked = sum(target is not None for target in ours)
    yield Figure(f"{prefix}.recall", recall, f"{known} spellings of known places", base_recall, by)
    yield Figure(f"{prefix}.precision", precision, f"{linked} of {len(rows)} linked", base_precision, by)


def is_elsewhere(row: Row, target: str, pack: Pack) -> bool:
    """Whether a place abroad is what the row says it is: one of the packs' area would be the wrong pin we fear."""
    place = pack.place(target)
    country = None if place is None else place.country
    return not row["place_id"] and row["source"] in ELSEWHERE and country is not None and country not in pack.area


def score_times(rows: Sequence[Row], pack: Pack) -> Iterator[Line]:
    """Right is the same half-open stretch to the second, open ends included; strict, the same words but for a preposition."""
    wanted = valued = found = strict = relaxed = right = 0
    base = [0, 0, 0]
    module = optional("dateparser.search") if optional("dateparser") else None
    for row in rows:
        text = make_text("time", row["text"], day(row["published"]))
        gold = [(locate(e["quote"], row["text"]) or (0, 0), e) for e in row["expressions"]]
        wanted, valued = wanted + len(gold), valued + sum(e["start"] is not None or e["end"] is not None for _, e in gold)
        ours: list[tuple[int, int, tuple[datetime | None, datetime | None]]] = []
        for paragraph in text.paragraphs(pack):
            for words, token in find_paragraph_times(paragraph, pack):
                tense = tense_of(governor(token), clause_firmness(governor(token), pack, frozenset()).mood)
                when = resolve_time(words, text.page.published, tense, text.page.id, paragraph.offset)
                start, end = paragraph.span(words.start, words.end)
                ours.append((start, end, (when.start, when.end) if when is not None else (None, None)))
        found += len(ours)
        for i, j in pair_up(len(gold), len(ours), lambda i, j: overlap(gold[i][0], ours[j]), 1):  # noqa: B023
            relaxed += 1
            strict += bare(gold[i][0], row["text"]) == bare(ours[j][:2], row["text"])
            right += ours[j][2] != (None, None) and ours[j][2] == bounds(gold[i][1])
        if module is not None:
            add_baseline(base, gold, list(theirs(row["text"], text.page.published, module.search_dates)))
    by = "dateparser search_dates" if module is not None else ""
    other = (f1(base[0], wanted, base[2]), share(base[1], valued)) if by else (None, None)
    yield Figure("times.strict_f1", f1(strict, wanted, found), f"{wanted} times in {len(rows)} texts")
    yield Figure("times.relaxed_f1", f1(relaxed, wanted, found), f"{wanted} times in {len(rows)} texts", other[0], by)
    yield Figure("times.value_recall", share(right, valued), f"{valued} that can be resolved", other[1], by)


# The gold has a time with the preposition before it, TIMEX3 and we without.
PREPOSITION = re.compile(
    r"(?:on|in|at|by|since|until|till|before|after|from|between|over|within|during|for|as of)\s+", re.IGNORECASE
)


def bare(span: tuple[int, int], text: str) -> tuple[int, int]:
    match = PREPOSITION.match(text, *span)
    return (match.end() if match is not None else span[0]), span[1]


def bounds(gold: Row) -> tuple[datetime | None, datetime | None]:
    start, end = (datetime.fromisoformat(gold[key]) if gold[key] is not None else None for key in ("start", "end"))
    return start, end


def overlap(span: tuple[int, int], found: Sequence[object]) -> float:
    start, end = found[0], found[1]
    assert isinstance(start, int) and isinstance(end, int)
    return min(span[1], end) - max(span[0], start)


def add_baseline(base: list[int], gold: Sequence[tuple[tuple[int, int], Row]], found: Sequence[Timed]) -> None:
    """Overlaps, values inside the right stretch, and all that it found."""
    base[2] += len(found)
    for i, j in pair_up(len(gold), len(found), lambda i, j: overlap(gold[i][0], (found[j].start, found[j].end)), 1):
        base[0] += 1
        start, end = bounds(gold[i][1])
        base[1] += start is not None and end is not None and is_in(found[j].means, (start, end))


def score_folder(folder: Path) -> Iterator[Line]:
    pack = region_pack()
    yield from missing(folder, (*TEXTS, SPELLINGS, TIMES))
    rows = [row for name in TEXTS if (folder / name).is_file() for row in read_jsonl(folder / name)]
    if rows:
        yield from score_claims(rows, pack)
    if (folder / SECOND).is_file():
        yield from score_second(rows, read_jsonl(folder / SECOND), pack)
    if (folder / SPELLINGS).is_file():
        yield from score_spellings(folder / SPELLINGS, pack)
    if (folder / TIMES).is_file():
        yield from score_times(read_jsonl(folder / TIMES), pack)


def score(folder: Path, final: bool) -> Iterator[Line]:
    """The folder below --data if there is one, else the gold beside the harness."""
    yield from score_folder(folder if folder.is_dir() else HOME / folder.name)
