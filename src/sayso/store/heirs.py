"""What a judged event or dispute has become: its id changes with an earlier page, but what it was made of stays."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sayso.store.views import Cut

# The nouns whose id is made of their earliest claim or attributions.
MOVING: Final = ("event", "dispute")
SAME, VOICE, EVENT = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Side:
    """One attribution of a dispute: the event its claim stands in now, and who speaks."""

    attribution: str
    event: str | None
    voice: str | None


def find_heirs(db: sqlite3.Connection, cut: Cut) -> dict[str, str]:
    """Each judged event and dispute that is made no more, to the one it is now; without those of which nothing is left."""
    events, disputes = (find_gone(db, cut, noun) for noun in MOVING)
    if not events and not disputes:
        return {}
    now = f"SELECT c.value, t.id FROM event t, json_each(t.claims) c WHERE {cut.records}"
    homes: dict[str, str] = dict(db.execute(now).fetchall())
    found = {event: heir_of_event(last_claims(db, cut, event), homes) for event in events}
    found |= {dispute: heir_of_dispute(db, cut, dispute, homes) for dispute in disputes}
    return {record: heir for record, heir in found.items() if heir is not None}


def find_gone(db: sqlite3.Connection, cut: Cut, noun: str) -> list[str]:
    made = f"SELECT 1 FROM {noun} t WHERE t.id = j.record AND {cut.records}"
    query = f"SELECT DISTINCT j.record FROM judgement j WHERE {of_noun(noun)} AND {cut.judgements} AND NOT EXISTS ({made})"
    return sorted(row[0] for row in db.execute(query))


def of_noun(noun: str) -> str:
    """SQL for judgements `j` on records of a noun, in a form that an index on `record` serves."""
    return f"j.record >= '{noun}:' AND j.record < '{noun};'"


def last_claims(db: sqlite3.Connection, cut: Cut, event: str) -> list[str]:
    query = f"SELECT t.claims FROM event t WHERE t.id = ? AND {cut.ever} ORDER BY t.number DESC LIMIT 1"
    row = db.execute(query, (event,)).fetchone()
    return [] if row is None else list(json.loads(row[0]))


def heir_of_event(claims: list[str], homes: Mapping[str, str]) -> str | None:
    """The event that holds the most of these claims; of equals the one that holds the earliest."""
    counts = Counter(homes[claim] for claim in claims if claim in homes)
    first = homes.get(claims[0]) if claims else None
    return min(counts, key=lambda event: (-counts[event], event != first, event), default=None)


def heir_of_dispute(db: sqlite3.Connection, cut: Cut, dispute: str, homes: Mapping[str, str]) -> str | None:
    """The dispute over the same thing that has most of both sides, and did not stand beside this one before."""
    query = f"""SELECT t."left", t."right", t."over", t.gone_at FROM dispute t
        WHERE t.id = ? AND {cut.ever} ORDER BY t.number DESC LIMIT 1"""
    row = db.execute(query, (dispute,)).fetchone()
    if row is None:
        return None
    left, right, over, gone_at = row
    beside = """SELECT 1 FROM dispute b WHERE b.id = t.id AND b.made_at < :gone AND coalesce(b.gone_at, :gone) >= :gone"""
    others = db.execute(
        f"""SELECT t.id, t."left", t."right" FROM dispute t
        WHERE {cut.records} AND t."over" = :over AND NOT EXISTS ({beside}) ORDER BY t.id""",
        {"over": over, "gone": gone_at},
    ).fetchall()
    sides = find_sides(db, cut, {left, right, *(side for _, *both in others for side in both)}, homes)
    old = sides[left], sides[right]
    likeness = {key: alike(old, (sides[one], sides[other])) for key, one, other in others}
    best = max(likeness.values(), default=0)
    return min((key for key, like in likeness.items() if like == best), default=None) if best else None


def find_sides(db: sqlite3.Connection, cut: Cut, attributions: Iterable[str], homes: Mapping[str, str]) -> dict[str, Side]:
    """Attributions are looked for among all there have been: a page read anew closes rows that a judgement rests on."""
    linked = f"""SELECT coalesce(t.target, nullif(t."key", '')) FROM link t
        WHERE t.mention = a.source AND {cut.ever} ORDER BY t.number DESC LIMIT 1"""
    rows = db.execute(
        f"""SELECT a.id, a.claim, coalesce(({linked}), a.source) FROM attribution a
        WHERE a.number IN (SELECT max(t.number) FROM attribution t
          WHERE t.id IN (SELECT value FROM json_each(?)) AND {cut.ever} GROUP BY t.id)""",
        (json.dumps(sorted(attributions)),),
    )
    known = {key: Side(key, homes.get(claim), voice) for key, claim, voice in rows}
    return {key: known.get(key, Side(key, None, None)) for key in attributions}


def alike(old: tuple[Side, Side], new: tuple[Side, Side]) -> int:
    """How much of both sides is found again, whichever is left; 0 unless one is the same or both are known again."""
    straight, crossed = ([near(old[0], one), near(old[1], other)] for one, other in (new, new[::-1]))
    return max((sum(marks) for marks in (straight, crossed) if SAME in marks or 0 not in marks), default=0)


def near(one: Side, other: Side) -> int:
    if one.attribution == other.attribution:
        return SAME
    if one.event is None or one.event != other.event:
        return 0
    return VOICE if one.voice is not None and one.voice == other.voice else EVENT
