"""What the act of saying makes of what is said: a vow, a forecast, a part; and what is only a writer's sigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from sayso.extract.attributions import Said
from sayso.extract.clauses import has_to, is_infinitive, is_past
from sayso.extract.cues import rows_by_pattern
from sayso.extract.firmness import Firmness, under_saying
from sayso.extract.propositions import Proposition
from sayso.extract.sayings import Saying
from sayso.extract.scopes import by_scope, is_partial, negation
from sayso.model import Act, Mood
from sayso.pack import Pack


def with_act(firmness: Firmness, proposition: Proposition, said: Sequence[Said], pack: Pack) -> Firmness:
    """The firmness of what is said under the act of saying it.

    "We will" and "the army said it will" are vows too, and so is "announced that the post will be built"; "would not
    rule out" foretells.
    """
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
