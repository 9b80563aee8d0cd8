"""Double coding: the fields, one's own codes, and once all are done how far coders agree."""

from __future__ import annotations

from msgspec import Struct

from sayso.case.coding import Agreed, Coded, Coder
from sayso.show.quote import Quote


class Codebook(Struct, kw_only=True):
    fields: list[Coded]


class CodingItem(Struct, kw_only=True):
    """A record to code; `codes` are the asking coder's own."""

    id: str
    words: str
    quote: Quote | None
    codes: dict[str, str]


class Coding(Struct, kw_only=True):
    coder: str | None
    coders: list[Coder]
    fields: list[Coded]
    items: list[CodingItem]
    total: int


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


class SetDone(Struct, kw_only=True, forbid_unknown_fields=True):
    by: str | None = None


class Done(Struct, kw_only=True):
    done: bool
    others_left: int
