"""Double coding: the fields, one's own codes, and once all are done how far coders agree."""

from __future__ import annotations

from msgspec import Struct

from sayso.case.coding import Agreed, Coded, Coder
from sayso.show.quote import Quote


class Codebook(Struct, kw_only=True):
    fields: list[Coded]


class CodingItem(Struct, kw_only=True):
    """A record to code; `codes` are the asking coder's own. `words` are the machine's reading, none where coders are blind."""

    id: str
    words: str | None
    quote: Quote | None
    codes: dict[str, str]


class Drawn(Struct, kw_only=True):
    """What is coded: `n` records of each noun by `seed`, evenly over `strata`; all without `n`. `by` and `at` if chosen."""

    n: int | None
    seed: int
    strata: str
    blind: bool
    by: str
    at: str


class Coding(Struct, kw_only=True):
    """`first` is where the asking coder goes on; once anybody `started`, what is coded stays as it is."""

    coder: str | None
    coders: list[Coder]
    fields: list[Coded]
    items: list[CodingItem]
    total: int
    first: int
    sample: Drawn
    started: bool


class Difference(Struct, kw_only=True):
    """A record on which coders differ, with what each gave."""

    id: str
    words: str
    field: str
    values: dict[str, str]
    settled: str | None
    quote: Quote | None


class Agreement(Struct, kw_only=True):
    fields: list[Agreed]
    adjudication: list[Difference]


class GiveCode(Struct, kw_only=True, forbid_unknown_fields=True):
    """`settles` decides between coders, once all are done."""

    record: str
    field: str
    value: str
    settles: bool = False
    by: str | None = None


class SetSample(Struct, kw_only=True, forbid_unknown_fields=True):
    """`n` records of each noun, all without it; `strata` is source, kind or nothing; `blind` hides the machine's reading."""

    n: int | None = None
    seed: int = 1
    strata: str = ""
    blind: bool = True
    by: str | None = None


class SetDone(Struct, kw_only=True, forbid_unknown_fields=True):
    by: str | None = None


class Done(Struct, kw_only=True):
    done: bool
    others_left: int
