"""What the API answers where no room of the house has a shape for it: the case as a whole, and rows for a screen."""

from __future__ import annotations

from typing import Any

from msgspec import Struct


class Fault(Struct, kw_only=True):
    """Says what was found, where, and what to do."""

    error: str


class Tally(Struct, kw_only=True):
    pages: int
    passages: int
    comments: int
    claims: int
    attributions: int
    reprints: int
    events: int
    problems: int
    no_date: int


class NounFilters(Struct, kw_only=True):
    """A noun that /api/rows lists, and the filters that mean something for it."""

    noun: str
    filters: list[str]


class Counted(Struct, kw_only=True):
    kind: str
    count: int


class GradeMark(Struct, kw_only=True):
    """A grade in words, how it is drawn (shape and fill, never colour alone), and how many events have it."""

    grade: str
    words: str
    means: str
    shape: str
    fill: str
    letter: str
    count: int


class Credit(Struct, kw_only=True):
    layer: str
    credit: str


class Holder(Struct, kw_only=True):
    """Who is said to hold places."""

    id: str
    name: str


class CaseView(Struct, kw_only=True):
    """The case as a whole. Days are as text; `first` and `last` of what could be read, `world_...` of what may have been.

    `version` changes with whatever changes the case; `newest` is the day of the newest page; `by` who decides on screen,
    `coder` the same where there is a codebook, `role` what they may where there are users (reader, reviewer, admin).
    `holders` begin with whom most words speak of: each keeps its colour by it.
    """

    name: str
    path: str
    version: str
    zone: str
    counts: Tally
    first: str | None
    last: str | None
    world_first: str | None
    world_last: str | None
    newest: str | None
    undated: int
    packs: list[str]
    credits: list[Credit]
    nouns: list[NounFilters]
    kinds: list[Counted]
    grades: list[GradeMark]
    holders: list[Holder]
    verdicts: list[str]
    by: str | None
    coder: str | None
    role: str | None
    queue: int
    writing: bool
    box: tuple[float, float, float, float] | None


class Rows(Struct, kw_only=True):
    """Rows of `sayso show NOUN --format json`; `total` counts also those that the limit leaves out."""

    noun: str
    columns: list[str]
    rows: list[dict[str, Any]]
    as_of: str | None
    zone: str
    undated: int
    note: str
    total: int


class HeldView(Struct, kw_only=True):
    """Who held a place at the end of `on`, as could be known at the end of `as_of`; `words` as `held` prints them."""

    place: str
    place_name: str
    on: str
    as_of: str
    holder: str | None
    holder_name: str | None
    agreed: bool
    share: float
    sentence: str
    undated: int
    words: list[dict[str, Any]]
