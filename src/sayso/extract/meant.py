"""What the act of saying makes of what is said: a vow, a forecast, a part; and what is only a writer's sigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.extract.attributions import Said
from sayso.extract.claims import Setting, is_ahead, time_words
from sayso.extract.clauses import has_to, head_clause, is_infinitive, is_past
from sayso.extract.cues import rows_by_pattern
from sayso.extract.firmness import Firmness, under_saying
from sayso.extract.propositions import Proposition
from sayso.extract.sayings import Saying
from sayso.extract.scopes import by_scope, is_partial, negation
from sayso.extract.stretches import Tense
from sayso.extract.times import resolve_time
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS
from sayso.model import Act, Modality, Mood, When
from sayso.pack import Pack

PAST_AND_FUTURE: Final[tuple[Tense, Tense]] = ("past", "future")
# What is done by the words themselves, whatever they set a condition for.
UTTERED = {"threaten", "demand"}
# What is to be done by a day or before it.
DUE = {"deadline", "before"}


def with_act(firmness: Firmness, proposition: Proposition, said: Sequence[Said], pack: Pack) -> Firmness:
    """The firmness of what is said under the act of saying it.

    "We will" and "the army said it will" are vows too, and so is "announced that the post will be built"; "would not
    rule out" foretells.
    """
    if firmness.mood is Mood.CONDITIONAL and is_threat_made(proposition):
        # "Has threatened to shell the town if it is mined" sets a condition for the shelling.
        firmness = replace(firmness, mood=Mood.ACTUAL, modality=Modality.CERTAIN)
    if not said:
        return firmness
    innermost = said[0].saying
    if firmness.mood is Mood.EXPECTED and is_own_deed(proposition, innermost, said[0].quote is not None):
        return replace(firmness, mood=Mood.INTENDED)
    told = by_scope(pack)["governor"].get(innermost.row.cue)
    if told is not None and told.mood == Mood.INTENDED and is_infinitive(proposition.head):
        # "Was told to leave", "hopes to take".
        return under_saying(firmness, Act.VOW, proposition.head)
    pledged = firmness.mood is Mood.EXPECTED and innermost.row.cue in rows_by_pattern(pack)["pledge"]
    left_open = innermost.negated and innermost.row.cue in by_scope(pack)["unsaid"]
    act = Act.VOW if pledged else Act.PREDICT if left_open and not is_past(proposition.head) else Act(innermost.row.act)
    return under_saying(firmness, act, proposition.head)


def is_threat_made(proposition: Proposition) -> bool:
    """A threat or a demand that has been uttered, in no clause under a condition."""
    head = proposition.head
    uttered = proposition.frame.kind in UTTERED and head.tag_ in {"VBD", "VBN", "VBZ"}
    return uttered and head.dep_ != "advcl" and not any(c.dep_ == "mark" or c.tag_ == "MD" for c in head.children)


def with_time(firmness: Firmness, head: Token, anchor: When | None, setting: Setting) -> Firmness:
    """What is told in the present of a day to come has not happened: "the corps leaves tomorrow", "it falls by Sunday"."""
    words = time_words(head, firmness.mood, setting) if firmness.mood is Mood.ACTUAL and is_told_now(head) else None
    if words is None or anchor is None or anchor.end is None:
        return firmness
    past, future = (resolve_time(words, anchor, tense, setting.page) for tense in PAST_AND_FUTURE)
    if words.bound in DUE:
        ahead = future is not None and future.end is not None and future.end > anchor.end
    else:
        ahead = words.bound is None and is_ahead(future, anchor) and is_nearer(future, past, anchor)
    return replace(firmness, mood=Mood.EXPECTED) if ahead else firmness


def is_nearer(future: When | None, past: When | None, anchor: When) -> bool:
    """ "Meets on Friday", printed on a Thursday, is of tomorrow; "takes X on Wednesday" was yesterday."""
    if future is None or past is None or is_ahead(past, anchor):
        return True
    if not (future.start and past.end and anchor.start and anchor.end):
        return False
    return future.start - anchor.end < anchor.start - past.end


def is_told_now(head: Token) -> bool:
    """Whether the clause's verb stands in the present, and nothing in it is done: not "is held", "has left"."""
    verb = head.head if head.dep_ in SUBJECTS and head.pos_ == "NOUN" else head_clause(head)
    helps = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return verb.tag_ in {"VBZ", "VBP"} or (verb.tag_ == "VBG" and any(c.tag_ in {"VBZ", "VBP"} for c in helps))


def is_own_deed(proposition: Proposition, saying: Saying, direct: bool) -> bool:
    """Whether the one who speaks is the one who will do it; in his own words "they" are others."""
    actors = [token for role, token in proposition.fillers if role == "actor"]
    if any(token.lower_ in ({"we", "i"} if direct else {"we", "i", "it", "they"}) for token in actors):
        return True
    speaker = saying.speaker
    if speaker is None:
        return False
    return any(speaker.start <= token.idx < speaker.end or token.lemma_.casefold() == speaker.lemma for token in actors)


def in_part(proposition: Proposition, pack: Pack) -> Proposition:
    """ "The town was not fully in our hands": part of it was."""
    if not proposition.frame.kind.startswith("control.") or not is_partial(proposition.head, by_scope(pack)):
        return proposition
    fillers = tuple(("part" if role == "place" else role, token) for role, token in proposition.fillers)
    return replace(proposition, fillers=fillers)


def is_nobody_to_ask(head: Token, pack: Pack) -> bool:
    """ "Nobody is there to ask", "no one was left to confirm it": a writer without a source, and no word on who is where."""
    rows = rows_by_pattern(pack)["verb"]
    asked = (rows.get(c.lemma_.casefold()) for c in head.children if has_to(c))
    reaches = any(row is not None and row.act in {Act.ASK, Act.CONFIRM} for row in asked)
    return reaches and negation(head, by_scope(pack)) is not None
