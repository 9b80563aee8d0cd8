"""What somebody is told, asked or given time to do: an infinitive under the verb that bids it, or under its object."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS

OBJECTS = {"dobj", "obj", "nsubjpass"}
# How the parser hangs an infinitive on the verb that bids somebody do it.
BIDDEN = {"xcomp", "ccomp", "advcl", "acl", "relcl"}


def bidden_by(verb: Token) -> Iterator[Token]:
    """ "Told them to leave", "gave them an hour to leave"."""
    above = (verb, *(c for c in verb.children if c.dep_ in OBJECTS))
    yield from (deed for t in above for deed in t.rights if deed.dep_ in BIDDEN and is_infinitive(deed))


def is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def own_subjects(verb: Token) -> Iterator[Token]:
    yield from (c for c in verb.lefts if c.dep_ in SUBJECTS or c.dep_ == "nsubjpass")
