"""What a person decides, made a row: who, when, of what, and which earlier row it replaces."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sayso.errors import JudgementError, NotFound
from sayso.model import Claim, Event, Judgement, Verdict, record_id
from sayso.store import Store
from sayso.store.judgements import find_standing


def wall_clock(store: Store) -> datetime:
    return datetime.now(ZoneInfo(store.setting("zone") or "UTC")).replace(tzinfo=None)


def name_of(by: str | None) -> str:
    who = by or os.environ.get("SAYSO_USER")
    if not who:
        raise JudgementError("a judgement needs a name: --by NAME, or set SAYSO_USER")
    return who


def new_judgement(
    store: Store, record: str, verdict: Verdict, field: str | None, value: str | None, by: str | None, note: str | None
) -> Judgement:
    """The latest of that field of that record is replaced, also one of another person; nothing is lost by it."""
    at, who = wall_clock(store), name_of(by)
    before = [one.id for one in store.judgements() if one.record == record and one.field == field]
    key = record_id("judgement", record, who, at.isoformat(), verdict, field)
    return Judgement(key, record, verdict, field, value, who, at, note, before[-1] if before else None)


def repeat(store: Store, judgement: Judgement, record: str) -> Judgement:
    """The same decision, of the same moment, on another record: what was decided at once is taken back at once."""
    key = record_id("judgement", record, judgement.by, judgement.at.isoformat(), judgement.verdict, judgement.field)
    before = [one.id for one in store.judgements() if one.record == record and one.field == judgement.field]
    return replace(judgement, id=key, record=record, supersedes=before[-1] if before else None)


def name_claims(store: Store, record: str, verdict: Verdict, value: str | None) -> str | None:
    """The value of a merge or split by claims, whose ids outlive every weighing; events may be named, or one end of an id.

    A merge puts all claims of what is named together; a split keeps the first named apart from each of the others, and
    what is split off an event from all the rest of it.
    """
    if verdict not in (Verdict.MERGE, Verdict.SPLIT) or not value:
        return value
    own, named = find_claims(store, record), [claim for word in value.split() for claim in find_claims(store, word)]
    apart = verdict is Verdict.SPLIT and set(named) <= set(own)
    claims = list(dict.fromkeys([*named, *own] if apart else [*own, *named]))
    if len(claims) < 2:
        raise JudgementError(f"{record}: {value!r} names no other claim to {verdict}; give ids of claims or of events")
    return " ".join(claims)


def find_claims(store: Store, word: str) -> tuple[str, ...]:
    """The claims of an event, the earliest first, or the one claim."""
    _, found = store.find(word)
    if isinstance(found, Event):
        return found.claims
    if isinstance(found, Claim):
        return (found.id,)
    raise JudgementError(f"{word} is neither an event nor a claim: only these are merged and split")


def new_withdrawal(store: Store, by: str | None, judgement: str | None = None) -> Judgement:
    """Takes back that judgement, or the last that still stands. Raises NotFound if there is none to take back.

    A withdrawal is none of them: to take back twice goes back two decisions, and never to and fro over one.
    """
    decisions = (one for one in find_standing(store.judgements()) if one.verdict is not Verdict.WITHDRAW)
    standing = [one for one in decisions if judgement in (None, one.id)]
    if not standing:
        raise NotFound("no judgement to take back" if judgement is None else f"{judgement} does not stand")
    last, at = standing[-1], wall_clock(store)
    if judgement is None:
        # Of what was decided at once, the one that was asked.
        last = next(one for one in standing if moment_of(one) == moment_of(last))
    who = by or os.environ.get("SAYSO_USER") or last.by
    return withdraw(last, who, at)


def withdraw(judgement: Judgement, who: str, at: datetime) -> Judgement:
    key = record_id("judgement", judgement.record, who, at.isoformat(), Verdict.WITHDRAW, judgement.field)
    return Judgement(key, judgement.record, Verdict.WITHDRAW, judgement.field, None, who, at, None, judgement.id)


def new_withdrawals(store: Store, by: str | None, judgement: str | None = None) -> list[Judgement]:
    """Of the last decision all that its key decided; of one that is named that one alone."""
    first = new_withdrawal(store, by, judgement)
    return [first] if judgement is not None else [first, *decided_with(store, first)]


def decided_with(store: Store, withdrawal: Judgement) -> Iterator[Judgement]:
    """The withdrawals of all else that was decided at the moment of what this one takes back."""
    standing = find_standing(store.judgements())
    taken = next((one for one in standing if one.id == withdrawal.supersedes), None)
    if taken is not None:
        for one in standing:
            if one.id != taken.id and moment_of(one) == moment_of(taken):
                yield withdraw(one, withdrawal.by, withdrawal.at)


def moment_of(judgement: Judgement) -> tuple[datetime, str, Verdict, str | None]:
    """What is the same of all that one key decided."""
    return judgement.at, judgement.by, judgement.verdict, judgement.field
