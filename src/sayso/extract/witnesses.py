"""Who can have seen or said a thing: somebody, and no town "that has seen massacres", no deed and no deal."""

from __future__ import annotations

from collections.abc import Set

from sayso.extract.lexicon import lexicon_of
from sayso.extract.speakers import speaker_of
from sayso.extract.tree import Token
from sayso.model import MentionKind, SourceKind
from sayso.pack import Pack

BY_FORCE = {"attack", "strike", "clash", "move", "withdraw", "displace"}


def can_see(named: Token, pack: Pack) -> bool:
    """Whether somebody stands there who can see or say a thing: not a town that "has seen massacres", nor a deal."""
    if named.pos_ == "PROPN" and named.ent_type_ != "PERSON":
        return not pack.candidates(named.text, MentionKind.PLACE) or bool(pack.candidates(named.text, MentionKind.ACTOR))
    return can_speak(named, pack) or named.pos_ != "NOUN" or lexicon_of(pack).is_any(named, ("actor", "person", "civilian"))


def is_stage(verb: Token, pack: Pack) -> bool:
    """ "The Upper Basin has seen heavy fighting": it went on there, and the basin tells of nothing."""
    perfect = verb.lemma_ == "see" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)
    things = [c for c in verb.rights if c.dep_ == "dobj"]
    return perfect and any(is_deed(thing, pack, BY_FORCE) for thing in things)


def is_unseen(verb: Token) -> bool:
    """ "Went to see it", "will find a way", "found itself cut off": nothing was seen that anybody could tell."""
    ahead = any(c.dep_ == "aux" and c.tag_ in {"MD", "TO"} for c in verb.children)
    return ahead or any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in verb.children)


def can_speak(named: Token, pack: Pack) -> bool:
    """ "He continued" and "the officer began", never "the shelling continued"."""
    return named.tag_ == "PRP" or named.pos_ == "PROPN" or speaker_of(named, pack).kind is not SourceKind.UNSPECIFIED


def is_deed(named: Token, pack: Pack, kinds: Set[str]) -> bool:
    """ "The assault saw them seize the town": what was done by force says nothing; an accord, a tally and a bomber may.

    Of verbs that only a speaker takes, a blast is none ("the blast claimed nine lives"), though a campaign may be a staff.
    """
    lex = lexicon_of(pack)
    lemma = named.lemma_.casefold()
    rows = lex.frames.get(lemma, ()) if named.pos_ == "NOUN" and not lex.is_class(named, "person") else ()
    alone = (frame for frame, _ in rows if frame.pattern == "noun" and (frame.verb == lemma or kinds is BY_FORCE))
    return any(frame.kind.partition(".")[0] in kinds for frame in alone)
