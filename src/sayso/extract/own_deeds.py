"""Whose deeds are told by whoever speaks: of "its men" and "soldiers", and what is told without a doer (a loss, a raid)."""

from __future__ import annotations

from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.nominal import group_nouns
from sayso.extract.propositions import Proposition
from sayso.extract.sharing import wants
from sayso.extract.tree import Token
from sayso.model import Mention, MentionKind
from sayso.pack import Pack

PRONOUNS = {"PRP", "PRP$"}
# "His men" are told apart from him, "our units" are the body's that speaks.
APART = {"my", "his", "her"}
# "Fighters of the Front", "fighters from the Front".
OF = {"of", "from"}
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


def is_own(token: Token, direct: bool, pack: Pack) -> bool:
    """Words that point at whoever speaks: "we", "they", "its troops", "our men"; "its allies", "its allied men" do not."""
    if is_another(token, lexicon_of(pack)):
        return False
    own = [token, *(c for c in token.children if c.dep_ == "poss")]
    # Inside quote marks only "we" is the speaker; outside them "they" and "its" lead to who is reported.
    own = [t for t in own if t == token or t.lower_ not in APART]
    return any(t.lower_ == "ours" or (t.tag_ in PRONOUNS and (not direct or "Person=1" in str(t.morph))) for t in own)


def is_of_ranks(token: Token, lex: Lexicon) -> bool:
    """ "The army said that soldiers had entered": men of whom only he who speaks tells whose they are."""
    told = any(c.dep_ in {"det", "poss", "amod", "compound", "nmod", "relcl"} or c.lower_ in OF for c in token.children)
    return token.tag_ == "NNS" and not told and lex.is_class(token, "ranks")


def is_another(token: Token, lex: Lexicon) -> bool:
    """ "Its allies", "its allied men": owned, and yet not the owner."""
    return any(lex.is_class(t, "other") for t in (token, *(c for c in token.children if c.dep_ == "amod")))
