"""Deeds told without a doer by those whose they are: what an army denies losing or declares taken, a ministry's bombers."""

from __future__ import annotations

from sayso.extract.lexicon import lexicon_of
from sayso.extract.nominal import group_nouns
from sayso.extract.propositions import Proposition
from sayso.extract.sharing import wants
from sayso.model import Mention, MentionKind
from sayso.pack import Pack

LOSS, GAIN, STRIKE = "control.lose", "control.gain", "strike"
FORCES = frozenset({"state_force", "armed_group", "militia", "coalition"})
# Whose bombers are told of by a ministry: the state's.
OWNERS = FORCES | {"government"}


def does_own(proposition: Proposition, speaker: Mention, claims: bool, text: str, pack: Pack) -> bool:
    """Whether a deed without a doer is that of the body that speaks of it; a monitor or a resident has none.

    What an army denies having lost is its own, and so is what it says (`claims`) to be taken.
    """
    roles = {role for role, _ in proposition.fillers}
    kind = proposition.frame.kind
    # "The town is clear" has no doer in its frame, and somebody cleared it.
    if "actor" in roles or ("actor" not in wants(proposition) and kind != GAIN):
        return False
    words = text[speaker.span.start : speaker.span.end]
    if kind.startswith(STRIKE):
        return "instrument" in roles and bool(kinds_of(words, pack) & OWNERS)
    return (kind == LOSS or (kind == GAIN and claims)) and is_force(words, pack)


def is_force(words: str, pack: Pack) -> bool:
    """Whether the words name a body that fights, by the packs or by themselves."""
    return bool(kinds_of(words, pack) & FORCES) or is_armed(words, pack)


def kinds_of(words: str, pack: Pack) -> frozenset[str]:
    """What the packs say that a body of these words is."""
    return frozenset(pack.actors[c.target].kind for c in pack.candidates(words, MentionKind.ACTOR) if c.target in pack.actors)


def is_armed(words: str, pack: Pack) -> bool:
    """Whether the words name an armed body ("the army command", "the Xa Brigades"), and nobody of it: no "military source"."""
    parts = words.casefold().split()
    classes = lexicon_of(pack).classes
    forms = [form for word in parts for form in (word, word.removesuffix("s"))]
    return parts[-1] in group_nouns(pack) and any("armed" in classes.get(form, ()) for form in forms)
