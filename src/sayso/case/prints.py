"""What the last look for copies keeps of every page, so that the next asks only what a change can reach."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import numpy as np

from sayso.store import Store
from sayso.weigh import Kept, Print

# As they lie in the file, whatever the machine.
NUMBERS = np.dtype("<u8")


def read_prints(store: Store) -> tuple[dict[str, str], list[Kept]]:
    """The key of each page that was looked at, and what was kept of it."""
    rows = store.sql("select page, key, day, source, cited, parent, follows, marks from print order by page")
    return {row["page"]: row["key"] for row in rows}, [
        Kept(
            Print(
                row["page"],
                None if row["day"] is None else date.fromisoformat(row["day"]),
                row["source"],
                frozenset(json.loads(row["cited"])) if row["cited"] != "[]" else frozenset(),
                np.frombuffer(row["marks"], dtype=NUMBERS),
            ),
            row["parent"],
            row["follows"],
        )
        for row in rows
    ]


def keep_prints(store: Store, gone: Collection[str], keys: Mapping[str, str], kept: Iterable[Kept]) -> None:
    """In place of those of `gone`. A page without words to compare has no marks; that it was looked at is kept all the same."""
    rows: dict[str, tuple[object, ...]] = {
        page: (page, keys[page], None, None, "[]", None, None, b"") for page in gone if page in keys
    }
    for one in kept:
        own = one.print
        day = None if own.day is None else own.day.isoformat()
        cited, marks = json.dumps(sorted(own.cited)), own.marks.astype(NUMBERS).tobytes()
        rows[own.page] = own.page, keys[own.page], day, own.source, cited, one.parent, one.follows, marks
    store.set_beside("print", {*gone, *rows}, rows.values())
