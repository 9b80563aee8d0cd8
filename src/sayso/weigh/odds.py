"""How likely an event is, once enough has been settled: fitted on what was settled, never on agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from math import exp, log

from sayso.model import Event, Interest, Judgement, Root, Stands, Verdict
from sayso.store.judgements import find_standing
from sayso.weigh.roots import body_of, count_effective, sides_of, split_blocs

# Judgements of this field say that a claim held or failed; the evidence is their value.
SETTLED = "settled"
# With fewer settled events there is a grade and no number.
LEAST = 50
# How often a voice must have been heard on settled events to be judged by itself.
HEARD = 8
CLIP = 2.2
FOLDS = 10
BINS = 10
STEPS, PULL = 25, 1e-3
Row = tuple[str, str, Stands, Interest | None, bool]


@dataclass(frozen=True, slots=True)
class Rated:
    """What is likely by what was settled. `brier` and `ece` are of settled events rated as if they were not yet settled."""

    settled: int
    brier: float
    ece: float
    p: Mapping[str, float]


@dataclass
class Counts:
    """Of the settled events: how many failed and how many held, by kind, and on how many of each a voice was heard."""

    events: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    heard: dict[Row, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def find_settled(events: Iterable[Event], judgements: Iterable[Judgement]) -> dict[str, bool]:
    """The events of which a claim was settled, and whether it held: the latest word on any of their claims."""
    homes = {claim: event.id for event in events for claim in event.claims}
    homes |= {event: event for event in homes.values()}
    found = {}
    for one in find_standing(sorted(judgements, key=lambda one: (one.at, one.id))):
        if one.field == SETTLED and one.record in homes and one.verdict in (Verdict.CONFIRM, Verdict.REJECT):
            found[homes[one.record]] = one.verdict is Verdict.CONFIRM
    return found


def rate(events: Sequence[Event], settled: Mapping[str, bool]) -> Rated | None:
    """How likely each event is that anybody is heard on; None before enough is settled.

    What was settled is rated by all the rest, so that nothing vouches for itself.
    """
    told = {event.id: event for event in events if any(find_voices(event))}
    known = {event: held for event, held in sorted(settled.items()) if event in told}
    if len(known) < LEAST:
        return None
    parts: list[dict[str, bool]] = [{} for _ in range(FOLDS)]
    for event, held in known.items():
        parts[int(sha256(event.encode()).hexdigest(), 16) % FOLDS][event] = held
    tallies = [count(told, part) for part in parts]
    p: dict[str, float] = {}
    for fold, part in enumerate(parts):
        p |= predict(told, part, parts, tallies, fold)
    brier = sum((p[event] - held) ** 2 for event, held in known.items()) / len(known)
    ece = calibrate([(p[event], held) for event, held in known.items()])
    p |= predict(told, [event for event in told if event not in known], parts, tallies, None)
    return Rated(len(known), brier, ece, p)


def predict(
    told: Mapping[str, Event],
    asked: Iterable[str],
    parts: Sequence[Mapping[str, bool]],
    tallies: Sequence[Counts],
    without: int | None,
) -> dict[str, float]:
    """How likely the events asked for are, by all parts of what was settled but one; the curve too is fitted without it."""
    scores: list[float] = []
    held: list[bool] = []
    for at, part in enumerate(parts):
        if at != without:
            counts = add_up([tally for other, tally in enumerate(tallies) if other not in (at, without)])
            scores += [score(told[event], counts) for event in part]
            held += part.values()
    scale, counts = fit(scores, held), add_up([tally for other, tally in enumerate(tallies) if other != without])
    return {event: squash(scale, score(told[event], counts)) for event in asked}


def find_voices(event: Event) -> Iterator[Root]:
    """The roots that commit themselves, those too that have taken it back: what is taken back is seldom so."""
    yield from (root for root in event.roots if root.stands is not Stands.DOUBTS)


def rows_of(root: Root, kind: str) -> Iterator[Row]:
    """What a voice may be judged by, the closest first: itself on this kind, itself, its side, all who speak so."""
    who = "anon" if root.root.startswith("anon@") else body_of(root.root)
    how = root.stands, root.interest, root.h > 0
    yield who, kind, *how
    yield who, "", *how
    yield from ((f"bloc {bloc}", "", *how) for bloc in sorted(split_blocs(root.bloc)))
    yield "", "", *how


def family(event: Event) -> str:
    return event.kind.split(".")[0]


def count(told: Mapping[str, Event], settled: Mapping[str, bool]) -> Counts:
    counts = Counts()
    for id, held in settled.items():
        event = told[id]
        for kind in (family(event), ""):
            counts.events[kind][held] += 1
        rows = {row for root in find_voices(event) for row in rows_of(root, family(event))}
        for row in rows:
            counts.heard[row][held] += 1
    return counts


def add_up(tallies: Iterable[Counts]) -> Counts:
    counts = Counts()
    for tally in tallies:
        for kind, (failed, held) in tally.events.items():
            counts.events[kind] = [counts.events[kind][0] + failed, counts.events[kind][1] + held]
        for row, (failed, held) in tally.heard.items():
            counts.heard[row] = [counts.heard[row][0] + failed, counts.heard[row][1] + held]
    return counts


def score(event: Event, counts: Counts) -> float:
    """The logit of the prior of its kind, moved by each root: sign, firmness, log of its ratio, and N_eff / n of its side."""
    failed, held = counts.events[family(event)]
    logit = log((held + 2) / (failed + 2))
    for stands, sign in ((Stands.ASSERTS, 1), (Stands.DENIES, -1)):
        roots = [root for root in find_voices(event) if root.stands is stands]
        shrunk = count_effective([sides_of(root.root, split_blocs(root.bloc)) for root in roots]) / len(roots) if roots else 0.0
        logit += sum(sign * (root.h or 1.0) * weigh_voice(root, family(event), counts) * shrunk for root in roots)
    return logit


def weigh_voice(root: Root, kind: str, counts: Counts) -> float:
    """The log of how much oftener it says so of what held than of what did not; of a denial the other way round."""
    row = next((row for row in rows_of(root, kind) if sum(counts.heard[row]) >= HEARD), None)
    if row is None:
        return 0.0
    failed, held = counts.heard[row]
    none, all = counts.events[row[1]]
    ratio = log((held + 2) / (all + 4)) - log((failed + 2) / (none + 4))
    return max(-CLIP, min(CLIP, ratio if root.stands is Stands.ASSERTS else -ratio))


def fit(scores: Sequence[float], held: Sequence[bool]) -> tuple[float, float]:
    """Platt's scaling: the slope and shift of a logistic curve through what happened, by Newton's steps.

    Targets are drawn in from 0 and 1 as Platt has it, so that a few events that all held make nothing certain.
    """
    yes = sum(held)
    targets = [(yes + 1) / (yes + 2) if one else 1 / (len(held) - yes + 2) for one in held]
    # In units of their spread, or the many voices of one event would throw the first step beyond return.
    unit = max(1.0, (sum(x * x for x in scores) / len(scores)) ** 0.5)
    slope, shift = 0.0, 0.0
    for _ in range(STEPS):
        g0, g1, h00, h01, h11 = 0.0, 0.0, PULL, 0.0, PULL
        for score, target in zip(scores, targets, strict=True):
            x = score / unit
            p = squash((slope, shift), x)
            error, spread = p - target, p * (1 - p)
            g0, g1 = g0 + error * x, g1 + error
            h00, h01, h11 = h00 + spread * x * x, h01 + spread * x, h11 + spread
        determinant = h00 * h11 - h01 * h01
        slope -= (g0 * h11 - g1 * h01) / determinant
        shift -= (g1 * h00 - g0 * h01) / determinant
    return slope / unit, shift


def squash(scale: tuple[float, float], score: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, scale[0] * score + scale[1]))))


def calibrate(rated: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error: how far each tenth of the scale is from what came of it, by how many stand there."""
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for p, held in rated:
        bins[min(BINS - 1, int(p * BINS))].append((p, held))
    return sum(abs(sum(p for p, _ in one) - sum(held for _, held in one)) for one in bins.values()) / len(rated)
