"""Short ids: the shortest prefix, of at least four hex digits, that means one record of the case."""

from __future__ import annotations

from sayso.store import Store

LEAST = 4
HEX = 16
VIEWS = {"copy": "copies"}


def short_id(store: Store, full: str) -> str:
    """`event:9f2c` for `event:9f2c01...`; ids that are names (`place:abu-kamal`) stay whole."""
    noun, _, digits = full.partition(":")
    if len(digits) != HEX or not set(digits) <= set("0123456789abcdef"):
        return full
    for length in range(LEAST, HEX):
        prefix = f"{noun}:{digits[:length]}"
        # "g" comes after the last hex digit.
        found = store.sql(f"select id from {view_of(noun)} where id >= ? and id < ? limit 2", (prefix, prefix + "g"))
        if len(found) < 2:
            return prefix
    return full


def view_of(noun: str) -> str:
    """The public view in which records of that noun stand."""
    return VIEWS.get(noun, f"{noun}s")
