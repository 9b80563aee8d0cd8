"""Deciding on screen: the queue, one decision, its undo; each is a row with who and when, and what rests on it is made anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from sayso.case import Case
from sayso.case.waiting import Waiting
from sayso.errors import NotFound
from sayso.model import Act, Modality, Mood, SourceKind, Verdict
from sayso.show.filter import Answer
from sayso.show.judged import Judged, list_judged
from sayso.show.judged import tell as tell_judged
from sayso.show.review import Field, Item, list_fields, make_item
from sayso.show.sheet import as_span, make_list, make_sheet
from sayso.web.ask import LIMIT, OFFSET, Asked, Param
from sayso.web.endpoint import Endpoint
from sayso.web.shapes_write import Decide, Decided, Fields, Judgements, Key, KindOf, Kinds, Queue, Undo
from sayso.web.write import Write

SHOWN = 20
KEYS: Mapping[str, tuple[str, Verdict | None]] = {
    "a": ("accept", Verdict.CONFIRM),
    "r": ("reject", Verdict.REJECT),
    "d": ("don't know", Verdict.UNSURE),
    "e": ("edit", Verdict.CORRECT),
    "s": ("split", Verdict.SPLIT),
    "m": ("merge", Verdict.MERGE),
    "g": ("re-place", Verdict.PLACE),
    "c": ("add a claim", Verdict.ADD),
    "u": ("undo", Verdict.WITHDRAW),
    "x": ("skip", None),
    "n": ("note", None),
    "?": ("keys", None),
}


def find_queue(case: Case, asked: Asked) -> Queue:
    waits = asked["desk"].waiting(case)
    waiting = [one for one in waits.items if asked.get("sort") in (None, one.sort)]
    first, proposals, pack = asked.get("offset", 0), waits.proposals, case.pack

    def item(one: Waiting) -> Item:
        target = proposals[one.id].target if one.id in proposals else None
        return make_item(case.store, pack, one.id, one.sort, one.why, one.count, target, 1 + len(one.alike), one.claims)

    items = [item(one) for one in waiting[first : first + asked.get("limit", len(waiting) if asked.get("whole") else SHOWN)]]
    keys = [Key(key=key, does=does, verdict=None if one is None else str(one)) for key, (does, one) in KEYS.items()]
    return Queue(left=len(waiting), items=items, keys=keys)


COLUMNS = ("why", "pages", "mentions", "claims", "proposed")


def queue_answer(queue: Queue) -> Answer:
    return replace(make_sheet("queue", COLUMNS, map(as_row, queue.items)), total=queue.left)


def as_row(item: Item) -> dict[str, object]:
    counts = {"pages": item.count, "mentions": item.mentions, "claims": item.claims}
    own = {"id": item.id, "part": item.sort, "why": item.why, "proposed": item.proposal.value}
    return {**own, **counts, **as_span(item.quote)}


def judgements_answer(found: Judgements) -> Answer:
    return make_list("judgements", Judged, found.rows)


def fields_answer(found: Fields) -> Answer:
    listed = make_list("fields", Field, found.fields)
    return replace(listed, columns=("id", *listed.columns), rows=tuple((found.id, *row) for row in listed.rows))


def kinds_answer(found: Kinds) -> Answer:
    return make_list("kinds", KindOf, found.kinds)


def find_judgements(case: Case, asked: Asked) -> Judgements:
    """The newest first. Of one record also those on what it has been, under other ids."""
    record = asked.get("record")
    if record is None:
        return Judgements(rows=list(list_judged(case.store, None, asked.get("limit"))))
    return Judgements(rows=list(list_judged(case.store, {case.store.find_id(str(record))}, asked.get("limit"))))


def find_fields(case: Case, asked: Asked) -> Fields:
    record = case.store.find_id(str(asked["id"]))
    return Fields(id=record, fields=list(list_fields(case.store, case.pack, record)))


def find_kinds(case: Case, asked: Asked) -> Kinds:
    kinds: dict[str, tuple[str, set[str]]] = {}
    for frame in case.pack.frames:
        _, roles = kinds.setdefault(frame.kind, (frame.example, set()))
        # What stands after the role narrows the words that may fill it.
        found = (re.match(r"[a-z]*", slot.rpartition(":")[2]) for slot in frame.roles.split("|"))
        roles |= {one[0] for one in found if one is not None} - {"", "none"}
    return Kinds(
        kinds=[KindOf(kind=kind, example=example, roles=sorted(roles)) for kind, (example, roles) in sorted(kinds.items())],
        acts=[str(one) for one in Act],
        modalities=[str(one) for one in Modality],
        source_kinds=[str(one) for one in SourceKind],
        moods=[str(one) for one in Mood],
    )


def decide(case: Case, body: Decide, asked: Asked) -> Decided:
    waits = asked["desk"].waiting(case).items if body.alike else ()
    alike = next((one.alike for one in waits if one.id == body.record), ())
    said = {"field": body.field, "value": body.value, "by": asked.get("by"), "note": body.note}
    made = case.judge(body.record, Verdict(body.verdict), **said, alike=alike)
    return Decided(judgement=tell_judged(made), undone=None, version=case.version)


def undo(case: Case, body: Undo, asked: Asked) -> Decided:
    made = case.undo(asked.get("by"), body.judgement)
    before = next((one for one in case.store.judgements() if one.id == made.supersedes), None)
    if before is None:
        raise NotFound(f"{made.supersedes} is no judgement of the case")
    return Decided(judgement=tell_judged(made), undone=tell_judged(before, False), version=case.version)


SORTS = "Only of one sort: alias, unplaced, contested, dispute, unsure, voice or undated."
JUDGED = (
    Endpoint(
        "/queue", find_queue, Queue, "What waits for a person.", (LIMIT, OFFSET, Param("sort", words=SORTS)), rows=queue_answer
    ),
    Endpoint(
        "/judgements",
        find_judgements,
        Judgements,
        "What people decided.",
        (Param("record", words="Of one record."), LIMIT),
        rows=judgements_answer,
    ),
    Endpoint(
        "/fields/{id}",
        find_fields,
        Fields,
        "The fields of a record that can be corrected, with what else they may be.",
        rows=fields_answer,
    ),
    Endpoint("/kinds", find_kinds, Kinds, "What a claim that is added can be.", rows=kinds_answer),
)
DECIDING = (
    Write("/judge", decide, Decide, Decided, "Stores what a person decided of a record."),
    Write("/undo", undo, Undo, Decided, "Takes back a judgement, by a row of its own."),
)
