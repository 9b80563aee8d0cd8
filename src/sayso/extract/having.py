""" "The monitor had nine dead", "the radio had the militia back in the town": who tells of a thing has it, and owns none."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from sayso.extract.contents import subtree
from sayso.extract.cues import Rows
from sayso.extract.lexicon import lexicon_of
from sayso.extract.names import is_people
from sayso.extract.propositions import Proposition
from sayso.extract.quotes import Stretch
from sayso.extract.speakers import speaker_of
from sayso.extract.telling import Telling, make
from sayso.extract.tree import Token
from sayso.model import MentionKind, SourceKind
from sayso.pack import Pack

# Who counts and tells, and has neither dead nor troops of his own.
TELLERS = {
    SourceKind.MONITOR,
    SourceKind.UN_NGO,
    SourceKind.AGENCY,
    SourceKind.OUTLET_NAMED,
    SourceKind.OUTLET_UNSPECIFIED,
    SourceKind.STATE_MEDIA,
    SourceKind.ANALYSTS,
}
OWN = {"its", "their", "his", "her", "our", "my"}


def by_having(verb: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    row = rows["having"].get(verb.lemma_.casefold())
    if row is None or verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ in {"aux", "auxpass"}:
        return
    named = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    thing = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if named is None or thing is None or speaker_of(named, pack).kind not in TELLERS:
        return
    if is_counted(thing, pack) or (is_other(thing, pack) and any(c.dep_ in {"prep", "advmod"} for c in verb.rights)):
        rights = [c for c in verb.rights if c.dep_ not in {"punct", "conj", "cc"}]
        stretches = [subtree(c) for c in rights]
        yield from make(row, verb, (verb.idx, verb.idx + len(verb.text)), named, stretches)


def as_had(proposition: Proposition, cues: Container[Token]) -> Proposition:
    """Those whom the radio had at the gate are there, and not the radio."""
    if proposition.head not in cues or not any(role == "instrument" for role, _ in proposition.fillers):
        return proposition
    roles = {"instrument": "actor", "actor": ""}
    fillers = ((roles.get(role, role), token) for role, token in proposition.fillers)
    return replace(proposition, fillers=tuple((role, token) for role, token in fillers if role))


def is_counted(thing: Token, pack: Pack) -> bool:
    """ "300 dead": those it counts."""
    numbered = any(c.dep_ == "nummod" for c in thing.children)
    return numbered and lexicon_of(pack).is_any(thing, ("casualty", "deceased", "hurt"))


def is_other(thing: Token, pack: Pack) -> bool:
    """ "The militia": a body or its men, who are not said to be those of whoever has them."""
    lex = lexicon_of(pack)
    owned = any(c.lower_ in OWN for c in thing.children)
    definite = thing.pos_ == "PROPN" or any(c.lower_ == "the" for c in thing.lefts)
    body = lex.is_class(thing, "armed") or is_people(thing) or bool(pack.candidates(thing.text, MentionKind.ACTOR))
    return definite and body and not owned
