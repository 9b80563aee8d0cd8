"""What a person decides, made a row: who, when, of what, and which earlier row it replaces."""

from __future__ import annotations

import os
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
    who = by or os.environ.get("SAYSO_USER") or last.by
    key = record_id("judgement", last.record, who, at.isoformat(), Verdict.WITHDRAW, last.field)
    return Judgement(key, last.record, Verdict.WITHDRAW, last.field, None, who, at, None, last.id)
