"""What people decided, as a list: each decision with its words, and whether it stands or was taken back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sayso.model import Judgement, Verdict
from sayso.store import Store
from sayso.store.judgements import find_standing


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement; `standing` is false once it is taken back. `words` say it in one line."""

    id: str
    record: str
    verdict: str
    field: str | None
    value: str | None
    by: str
    at: str
    note: str | None
    supersedes: str | None
    standing: bool
    words: str


def list_judged(store: Store, records: Collection[str] | None = None, limit: int | None = None) -> tuple[Judged, ...]:
    """The newest first; of these records, under any id they have had, or of all. Codes stand in none: coders are blind."""
    everything = store.judgements()
    heirs = {} if records is None else store.heirs()
    standing = {one.id for one in find_standing(everything)}
    found = [
        tell(one, one.id in standing)
        for one in reversed(everything)
        if not is_code(one) and (records is None or one.record in records or heirs.get(one.record) in records)
    ]
    return tuple(found[:limit])


def is_code(one: Judgement) -> bool:
    """A code of the project's own codebook, which other coders may not see yet."""
    return (one.field or "").startswith("code.")


def tell(one: Judgement, standing: bool = True) -> Judged:
    return Judged(
        id=one.id,
        record=one.record,
        verdict=str(one.verdict),
        field=one.field,
        value=one.value,
        by=one.by,
        at=one.at.isoformat(timespec="seconds"),
        note=one.note,
        supersedes=one.supersedes,
        standing=standing,
        words=in_words(one),
    )


def in_words(one: Judgement) -> str:
    """ "correct when to 2017-11-06", "confirm", "withdraw judgement:1a2b"."""
    if one.verdict is Verdict.ADD and one.field is not None:
        return f"add a {one.field.replace('attribution', 'word on a claim')}"
    if one.field is not None:
        return f"{one.verdict} {one.field.replace('_', ' ')} to {one.value or 'nothing'}"
    if one.supersedes is not None and one.verdict is Verdict.WITHDRAW:
        return f"withdraw {one.supersedes}"
    return f"{one.verdict} {one.value}" if one.value else str(one.verdict)
