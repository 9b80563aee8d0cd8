"""How claims were settled, and what that says of the rest: a judgement with its evidence, and numbers once there are enough."""

from __future__ import annotations

from dataclasses import replace

from sayso.case.deciding import new_judgement
from sayso.errors import JudgementError
from sayso.model import Claim, Event, Judgement, Verdict
from sayso.show.filter import Answer
from sayso.show.scores import sum_up
from sayso.show.why import Why
from sayso.store import Store
from sayso.weigh import LEAST, SETTLED, Rated, find_settled, rate


def settle(store: Store, record: str, held: bool, evidence: str, by: str | None, note: str | None) -> Judgement:
    """Records that a claim, or the earliest claim of an event, held or failed, and by what. It moves no grade.

    An event changes its id when an earlier page comes in; its earliest claim keeps its own.
    """
    _, found = store.find(record)
    if not isinstance(found, Claim | Event):
        raise JudgementError(f"{record}: a claim or an event is settled; this is neither")
    if not evidence.strip():
        raise JudgementError(f"{record}: a claim is settled by something; give --by EVIDENCE")
    target = found.claims[0] if isinstance(found, Event) else found.id
    verdict = Verdict.CONFIRM if held else Verdict.REJECT
    judgement = new_judgement(store, target, verdict, SETTLED, evidence, by, note)
    store.judge(judgement)
    return judgement


def rate_case(store: Store) -> Rated | None:
    """None until enough is settled, which is told without a look at the events."""
    judged = store.judgements()
    if sum(one.field == SETTLED for one in judged) < LEAST:
        return None
    events = list(store.get(Event))
    return rate(events, find_settled(events, judged))


def with_worth(answer: Answer, store: Store) -> Answer:
    """Rows of events with how likely each is and what such numbers were worth so far; below forecasts, who was how near."""
    if answer.noun == "forecasts" and answer.rows:
        return replace(answer, note="; ".join(part for part in (answer.note, sum_up(store)) if part))
    rated = rate_case(store) if answer.noun == "events" else None
    if rated is None:
        return answer
    at = answer.columns.index("id")
    rows = tuple((*row, rated.p.get(str(row[at]))) for row in answer.rows)
    note = "; ".join(part for part in (answer.note, f"P by {tell(rated)}") if part)
    return replace(answer, columns=(*answer.columns, "p"), rows=rows, note=note)


def with_worth_below(found: Why, store: Store) -> Why:
    rated = rate_case(store) if found.noun == "event" else None
    p = rated.p.get(found.id) if rated is not None else None
    if rated is None or p is None:
        return found
    return replace(found, facts=(*found.facts, ("p", f"{p:.2f} by {tell(rated)}")))


def tell(rated: Rated) -> str:
    return f"{rated.settled} settled events, each rated by the others: Brier {rated.brier:.3f}, ECE {rated.ece:.3f}"
