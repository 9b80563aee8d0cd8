"""What became of a source's forecasts: how near its numbers came, once ten are resolved; vows and conditions counted apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from statistics import fmean

from sayso.model import Copy, CopyKind, Foretold, Outcome, SourceKind, Span
from sayso.show.cells import plural
from sayso.show.chain import as_json
from sayso.show.sentence import find_breaths
from sayso.store import Store

Row = Mapping[str, object]
# Fewer resolved forecasts say more about chance than about who made them.
LEAST = 10
# No forecast is wholly sure: "will" that fails costs much, and not all there is.
SURE = 0.99
RESOLVED = {Outcome.CAME_TRUE: 1.0, Outcome.FAILED: 0.0}
QUERY = """
  select f.id, f.p, f.outcome, f.sort, f.due_end, a.source, a.source_name, a.source_kind, a.polarity,
    c.page, c.start, c."end", c.kind, c.place
  from forecasts f join attributions a on a.id = f.attribution join claims c on c.id = a.claim
  where a.source is not null order by f.id"""


@dataclass(frozen=True, slots=True)
class Score:
    """`brier`, `log_score` and `skill` are None below ten resolved trials; those of one sentence are one trial, by their mean.

    `skill` is what Brier gains on one who always says how often forecasts of that kind come true here.
    """

    source: str
    name: str
    resolved: int
    outcomes: Mapping[tuple[str, str], int]
    brier: float | None = None
    log_score: float | None = None
    skill: float | None = None


def find_scores(store: Store) -> dict[str, Score]:
    """By the id or key of who made them. What is said or printed again counts once."""
    told = [dict(row) for row in store.sql(QUERY)]
    breaths = find_breaths(store, told)
    rows = list(once(({**row, "breath": breaths[str(row["id"])]} for row in told), find_reprinted(store, told)))
    rates = base_rates(rows)
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[str(row["source"])].append(row)
    return {source: score(source, own, rates) for source, own in sorted(by_source.items())}


def find_reprinted(store: Store, told: Sequence[Row]) -> dict[str, list[Span]]:
    """The stretches that a page has from another, of the pages that foretell in their own words."""
    query = """select distinct y.id from json_each(?) g cross join passage m on m.page = g.value
        cross join copy y on y."left" = m.id or y."right" = m.id where y.gone_in is null order by y.id"""
    pages = as_json(sorted({str(row["page"]) for row in told if row["source_kind"] == SourceKind.AUTHOR}))
    found: dict[str, list[Span]] = defaultdict(list)
    for copy in store.load(Copy, [row["id"] for row in store.sql(query, (pages,))]):
        for left, right in copy.overlaps if copy.kind is not CopyKind.PARAPHRASE else ():
            later = left if copy.earlier == copy.right else right
            found[later.page].append(later)
    return found


def once(rows: Iterable[Row], reprinted: Mapping[str, Sequence[Span]]) -> Iterator[Row]:
    """Without an outlet's own words that are another's, and without what the same source says of the same thing again."""
    said = set()
    for row in rows:
        start, end = int(str(row["start"])), int(str(row["end"]))
        shared = (one for one in reprinted.get(str(row["page"]), ()) if one.start < end and start < one.end)
        key = tuple(row[name] for name in ("source", "sort", "kind", "place", "due_end", "polarity"))
        if key not in said and not (row["source_kind"] == SourceKind.AUTHOR and any(shared)):
            said.add(key)
            yield row


def is_scored(row: Row) -> bool:
    return row["sort"] == Foretold.FORECAST and row["p"] is not None and row["outcome"] in RESOLVED


def base_rates(rows: Iterable[Row]) -> dict[str, float]:
    """How often forecasts of a kind (its word up to the first dot) come true, whoever makes them."""
    came: dict[str, list[float]] = defaultdict(list)
    for row in filter(is_scored, rows):
        came[str(row["kind"]).split(".")[0]].append(RESOLVED[Outcome(str(row["outcome"]))])
    return {kind: fmean(outcomes) for kind, outcomes in came.items()}


def score(source: str, rows: Sequence[Row], rates: Mapping[str, float]) -> Score:
    outcomes = Counter((str(row["sort"]), str(row["outcome"])) for row in rows)
    trials: dict[object, list[Row]] = defaultdict(list)
    for row in filter(is_scored, rows):
        trials[row["breath"]].append(row)
    name = str(rows[0]["source_name"] or source)
    if len(trials) < LEAST:
        return Score(source, name, len(trials), outcomes)
    losses = [[fmean(each) for each in zip(*(lose(row, rates) for row in trial), strict=True)] for trial in trials.values()]
    brier, log_score, base = (fmean(each) for each in zip(*losses, strict=True))
    return Score(source, name, len(trials), outcomes, brier, log_score, 1 - brier / base if base else None)


def lose(row: Row, rates: Mapping[str, float]) -> tuple[float, float, float]:
    """What a forecast costs by Brier, by its logarithm, and by Brier if it had said how often such come true."""
    p, came = min(SURE, max(1 - SURE, float(str(row["p"])))), RESOLVED[Outcome(str(row["outcome"]))]
    return (p - came) ** 2, -log(p if came else 1 - p), (rates[str(row["kind"]).split(".")[0]] - came) ** 2


def tell_forecasts(one: Score) -> str:
    """A ranking is never made of this, and under ten there is nothing that could be ranked."""
    if one.brier is None or one.log_score is None:
        return f"{one.resolved} resolved, too few to score ({LEAST}){rest(one, Foretold.FORECAST)}"
    skill = f", skill {one.skill:+.2f} against how often such come true" if one.skill is not None else ""
    scored = f"Brier {one.brier:.3f}, log score {one.log_score:.3f}{skill}"
    return f"{one.resolved} resolved: {scored}{rest(one, Foretold.FORECAST)}"


def rest(one: Score, sort: Foretold) -> str:
    left = [(outcome, one.outcomes.get((sort, outcome), 0)) for outcome in (Outcome.PARTLY, Outcome.OPEN, Outcome.UNDECIDABLE)]
    return "".join(f", {count} {outcome}" for outcome, count in left if count)


def tell_others(one: Score) -> Iterator[tuple[str, str]]:
    """Vows, conditions and readers' words by what became of them: these have no score."""
    for sort, label in ((Foretold.VOW, "vows"), (Foretold.CONDITION, "conditions"), (Foretold.READER, "readers")):
        counted = [(outcome, one.outcomes.get((sort, outcome), 0)) for outcome in Outcome]
        told = ", ".join(f"{count} {str(outcome).replace('_', ' ')}" for outcome, count in counted if count)
        if told:
            yield label, told


def foretold(source: str, store: Store) -> Iterator[tuple[str, str]]:
    """For the card of who made them; nothing of who made none."""
    one = store.kept("scores", lambda: find_scores(store)).get(source)
    if one is not None:
        if any(sort == Foretold.FORECAST for sort, _ in one.outcomes):
            yield "forecasts", tell_forecasts(one)
        yield from tell_others(one)


def sum_up(store: Store) -> str:
    """Below a list of forecasts: those with enough to score, by name, and how many cannot be decided at all."""
    scores = find_scores(store).values()
    told = [f"{one.name}: {tell_forecasts(one)}" for one in sorted(scores, key=lambda one: one.name) if one.brier is not None]
    total = sum((Counter(one.outcomes) for one in scores), Counter[tuple[str, str]]())
    undecidable = sum(count for (_, outcome), count in total.items() if outcome == Outcome.UNDECIDABLE)
    few = sum(one.brier is None for one in scores)
    left = f"{plural(few, 'source')} with fewer than {LEAST} resolved forecasts: no score" if few else ""
    undecided = f"{undecidable} of {total.total()} undecidable, what is said again counted once" if total else ""
    return "; ".join(part for part in (*told, left, undecided) if part)
