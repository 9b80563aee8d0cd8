"""What people decided, as a list: each decision with its words, and whether it stands or was taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Judgement, Verdict
from sayso.store import Store
from sayso.store.judgements import find_standing

UNREVIEWED = "unreviewed"


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
    everything = store.kept("judged", lambda: tell_judgements(store))
    if records is None:
        return everything[:limit]
    by_record = store.kept("judged by record", lambda: by_records(everything, store.heirs()))
    at = sorted({number for record in records for number in by_record.get(record, ())})
    return tuple(everything[number] for number in at[:limit])


def tell_judgements(store: Store) -> tuple[Judged, ...]:
    everything = store.judgements()
    standing = {one.id for one in find_standing(everything)}
    return tuple(tell(one, one.id in standing) for one in reversed(everything) if not is_code(one))


def by_records(judged: Sequence[Judged], heirs: Mapping[str, str]) -> dict[str, list[int]]:
    """Where in the list the judgements of a record stand, of the one it was made on and of its heir."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(judged):
        for record in {one.record, heirs.get(one.record, one.record)}:
            found[record].append(at)
    return found


def reviews_of(store: Store) -> Mapping[str, str]:
    """Of each record that people judged the last verdict that stands: nothing is called reviewed unless a person said so."""
    return store.kept("reviews", lambda: find_reviews(store))


def find_reviews(store: Store) -> dict[str, str]:
    heirs = store.heirs()
    return {
        heirs.get(one.record, one.record): str(one.verdict)
        for one in sorted(find_standing(store.judgements()), key=lambda each: each.at)
        if one.verdict not in (Verdict.RESTRICT, Verdict.WITHDRAW) and not is_code(one)
    }


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
