"""Links the people's adjective that says whose jets or troops they are: "Sarnian shells", "Sarnian and Tawan troops"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sayso.model import Link, Mention, MentionKind, Page, Rung
from sayso.pack import Candidate, Pack
from sayso.resolve.ladder import Choice, climb, linked, words_of
from sayso.resolve.namesakes import short_names
from sayso.text import norm

GOVERNMENT = "government"
# What a state has and sends: who is only of its people is not the state.
SENT = frozenset({"armed", "police", "aircraft", "drone", "vehicle", "weapon", "munition"})
# Words of a figure that count nobody by themselves.
JOINING = frozenset({"article", "between", "join", "join_between"})
# The next word, or the one behind "and Tawan".
BEHIND = re.compile(r"\s(?:(?:and|or)\s[\w’'-]+\s)?([\w-]+)")

# The number before it.
BEFORE = re.compile(r"([\w,-]+)\s(?:of\s)?$")
NEAR = 24


def link_people(mention: Mention, page: Page, pack: Pack) -> Link | None:
    """The link to the state's body that the words with the noun behind them name, else to its government."""
    words = words_of(mention, page)
    row = short_names(pack).get(norm(words)) if mention.kind is MentionKind.ACTOR and words[:1].isupper() else None
    behind = BEHIND.match(page.text, mention.span.end)
    if row is None or row.pattern != "demonym" or behind is None or norm(behind[1]) not in sent_nouns(pack):
        return None
    found = climb(f"{words} {behind[1]}", MentionKind.ACTOR, pack) or tuple(governments(row.role, pack))
    if len(found) != 1:
        return None
    why = f"the people's adjective of {behind[1]!r}"
    return linked(mention, Choice(((found[0].target, 1.0),), Rung.CONTEXT, why), norm(words))


def is_counted(mention: Mention, page: Page, pack: Pack) -> bool:
    """Whether the words are a number of a people ("nine Sarnians", "hundreds of Sarnians"), who are not their state."""
    row = short_names(pack).get(norm(words_of(mention, page)))
    before = BEFORE.search(page.text, max(0, mention.span.start - NEAR), mention.span.start)
    if row is None or row.pattern != "demonym" or before is None:
        return False
    return before[1].replace(",", "").isdecimal() or before[1].casefold() in counts(pack)


@lru_cache(maxsize=4)
def counts(pack: Pack) -> frozenset[str]:
    return frozenset(row.words for row in pack.amounts if row.rule not in JOINING)


def governments(name: str, pack: Pack) -> Iterator[Candidate]:
    """The governments that go by the name of a land."""
    found = climb(name, MentionKind.ACTOR, pack)
    return (each for each in found if each.target in pack.actors and pack.actors[each.target].kind == GOVERNMENT)


@lru_cache(maxsize=4)
def sent_nouns(pack: Pack) -> frozenset[str]:
    """The nouns for armed people, craft and arms, in both numbers."""
    nouns = {row.noun for row in pack.nouns if row.noun_class in SENT}
    return frozenset(nouns | {f"{noun}s" for noun in nouns})
