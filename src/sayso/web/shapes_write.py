"""What is sent to be written, and what comes back: decisions, claims that a person adds, pages, codes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from sayso.show.judged import Judged
from sayso.show.review import Field, Item
from sayso.show.told import Told

Verdicts = Literal["confirm", "reject", "correct", "unsure", "add", "split", "merge", "place", "withdraw", "restrict"]


class Decide(Struct, kw_only=True, forbid_unknown_fields=True):
    """`value` is as `sayso judge --value` takes it; `by` who decides, if not who started the workbench.

    `alike` says the same of all records that put the same question in the queue.
    """

    record: str
    verdict: Verdicts
    alike: bool = False
    field: str | None = None
    value: str | None = None
    note: str | None = None
    by: str | None = None


class Undo(Struct, kw_only=True, forbid_unknown_fields=True):
    """Takes back that judgement, or the last that stands."""

    judgement: str | None = None
    by: str | None = None


class Decided(Struct, kw_only=True):
    """What was stored; `undone` is what it takes back. `version` is that of the case now."""

    judgement: Judged
    undone: Judged | None
    version: str


class Key(Struct, kw_only=True):
    key: str
    does: str
    verdict: str | None


class Queue(Struct, kw_only=True):
    left: int
    items: list[Item]
    keys: list[Key]


class Judgements(Struct, kw_only=True):
    rows: list[Judged]


class Fields(Struct, kw_only=True):
    id: str
    fields: list[Field]


class AddClaim(Struct, kw_only=True, forbid_unknown_fields=True):
    """Words of a page as a claim. Names are ids or spellings; `source` None is the page's own voice.

    `start` and `end` count code points; `units` "utf16" says that they, and the cue's, count as browsers do.
    """

    page: str
    start: int
    end: int
    kind: str
    actors: list[str] = []
    targets: list[str] = []
    place: str | None = None
    when: str | None = None
    amount: str | None = None
    mood: str = "actual"
    source: str | None = None
    source_kind: str | None = None
    act: str = "assert"
    polarity: Literal["+", "-"] | None = "+"
    modality: str = "certain"
    cue: tuple[int, int] | None = None
    units: Literal["points", "utf16"] = "points"
    note: str | None = None
    by: str | None = None


class AddAttribution(Struct, kw_only=True, forbid_unknown_fields=True):
    """One source's word on a claim that is there."""

    claim: str
    source: str | None = None
    source_kind: str | None = None
    act: str = "assert"
    polarity: Literal["+", "-"] | None = "+"
    modality: str = "certain"
    cue: tuple[int, int] | None = None
    units: Literal["points", "utf16"] = "points"
    note: str | None = None
    by: str | None = None


class Added(Struct, kw_only=True):
    judgement: Judged
    claim: str
    attribution: str
    told: Told | None
    version: str


class KindOf(Struct, kw_only=True):
    """A kind that packs declare, with words that are an example of it and the roles it takes."""

    kind: str
    example: str
    roles: list[str]


class Kinds(Struct, kw_only=True):
    kinds: list[KindOf]
    acts: list[str]
    modalities: list[str]
    source_kinds: list[str]
    moods: list[str]


class Paste(Struct, kw_only=True, forbid_unknown_fields=True):
    """Text pasted in, with what the person knows of it; `outlet` is a source's id or name, `published` a day or a moment."""

    text: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None


class Taking(Struct, kw_only=True):
    """The job that takes the pages in: /api/progress tells of it."""

    job: str
