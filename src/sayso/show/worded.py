"""The words in which an event's time, place and doers stand, so that each of them opens on its page as its figures do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from sayso.show.gather import Gathered
from sayso.show.names import Names, named

Row = Mapping[str, Any]
# Who did it may stand as whom it was done to: who lost a town is told to have been driven out.
ROLES = {"where": ("place", "part", "near", "to", "from", "via"), "who": ("actor", "target")}


class Worded(Struct, frozen=True):
    """`cell` is when, where or who; the words are those of the claim that could be known first."""

    cell: str
    words: str
    page: str
    start: int
    end: int
    outlet: str | None


def find_worded(found: Gathered, row: Row, names: Names) -> Iterator[Worded]:
    """Of an event's row and its claims. What a person set, or what no claim has in words of its own, is passed over."""
    claims = sorted(found.claims.values(), key=found.known_at)
    stated = row["when_stated_page"]
    if stated in found.pages:
        yield worded("when", found.pages[stated].row, row["when_stated_start"], row["when_stated_end"], names)
    for cell, target in (("where", row["place"]), *(("who", one) for one in json.loads(row["actors"] or "[]"))):
        mention = find_mention(found, claims, target, ROLES[cell])
        if mention is not None:
            yield worded(cell, found.pages[mention["page"]].row, mention["start"], mention["end"], names)


def find_mention(found: Gathered, claims: Sequence[Row], target: object, roles: Sequence[str]) -> Row | None:
    """The first mention of it in one of these roles, the first role before the others."""
    for wanted in roles:
        for claim in claims:
            for role, mention in claim["roles"]:
                if role == wanted and target is not None and found.meaning(mention) == target:
                    return found.mentions[mention]
    return None


def worded(cell: str, page: Row, start: int, end: int, names: Names) -> Worded:
    return Worded(cell, page["text"][start:end], page["id"], start, end, named(page["source"], names))
