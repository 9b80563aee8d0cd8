"""What a headline tells without an auxiliary of things and towns: "Bridge blown up", "Market in X hit", "Drone downed"."""

from __future__ import annotations

from sayso.extract.lexicon import Lexicon, Row
from sayso.extract.tree import Token

# Kinds of what is done to things and places.
DONE_TO = ("strike", "attack", "loot", "destroy", "intercept")
OWN = {"aux", "auxpass", "dobj", "obj", "ccomp", "xcomp", "attr", "acomp"}
DOERS = ("person", "armed", "civilian", "aircraft", "vehicle", "drone", "weapon", "munition")


def is_struck(verb: Token, subject: Token, lex: Lexicon) -> bool:
    """A thing that strikes nobody, or a name at the head of a line, stands before a verb of blows that has no object."""
    if any(c.dep_ in OWN or (c.dep_ == "prep" and c.lower_ in {"at", "on", "upon"} and is_thing(c)) for c in verb.children):
        return False
    whole = [row for row in lex.rows_of(verb) if is_whole(row, verb)]
    if any(
        w.slots[0] == "subj" and w.noun_class and lex.is_class(subject, w.noun_class) for _, wishes in whole for w in wishes
    ):
        # "Shells fell", "drones hit".
        return False
    rows = [row for row in whole if row[0].kind.startswith(DONE_TO)]
    return any(w.slots[0] == "obj" and suits(subject, w.noun_class, lex) for _, wishes in rows for w in wishes)


def is_thing(tie: Token) -> bool:
    """ "Jets fired on X" has its object behind a preposition; "on Monday" is none."""
    return any(c.dep_ == "pobj" and c.ent_type_ not in {"DATE", "TIME"} for c in tie.children)


def is_whole(row: Row, verb: Token) -> bool:
    """Whether the verb stands here with the particle that the row asks for, and with no other."""
    asked = row[0].verb.split()[1:]
    found = [c.lower_ for c in verb.children if c.dep_ == "prt"]
    return row[0].pattern == "verb" and asked == found


def suits(subject: Token, noun_class: str, lex: Lexicon) -> bool:
    if noun_class and lex.is_class(subject, noun_class) and not lex.is_any(subject, ("person", "armed")):
        return True
    if noun_class or lex.is_any(subject, DOERS):
        return False
    ground = lex.is_class(subject, "place")
    name = subject.pos_ == "PROPN" and subject.tag_ == "NNP" and is_title(subject) and not lex.is_class(subject, "actor")
    return name or ground


def is_title(subject: Token) -> bool:
    """A line that ends in no stop: "Russia struck again." is none."""
    last = subject.doc[subject.sent.end - 1]
    return subject.sent.start == subject.left_edge.i and last.text not in {".", "!", "?"}
