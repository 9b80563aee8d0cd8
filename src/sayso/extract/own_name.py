"""Whether who is named is the outlet itself: "the Ledger cannot confirm it" in the Desert Ledger."""

from __future__ import annotations

from sayso.extract.claims import Setting
from sayso.extract.kinds import speaker_nouns
from sayso.extract.memory import FIRST_PERSON
from sayso.extract.speakers import Speaker
from sayso.model import Act, MentionKind, SourceKind
from sayso.pack import Cue, Pack

OUTLETS = {SourceKind.AGENCY, SourceKind.OUTLET_NAMED, SourceKind.OUTLET_UNSPECIFIED}


def is_own_name(speaker: Speaker, row: Cue, voice: str | None, setting: Setting, pack: Pack) -> bool:
    """ "We cannot confirm", "the Ledger cannot confirm" and "the ledger" in the Desert Ledger are the outlet itself.

    In a text of unknown origin it is the paper that says so of itself that it cannot.
    """
    words = setting.paragraph.doc.text[speaker.start : speaker.end]
    if voice is None and row.act == Act.CANNOT_CONFIRM and (speaker.kind in OUTLETS or is_new(words, speaker, pack)):
        return True
    if speaker.pronoun:
        return speaker.lemma in FIRST_PERSON
    own = pack.sources.get(voice or "")
    short = {name.split()[-1].casefold() for _, name in own.names} if own is not None and speaker.definite else set()
    return words.casefold() in short or any(c.target == voice for c in pack.candidates(words, MentionKind.SOURCE))


def is_new(words: str, speaker: Speaker, pack: Pack) -> bool:
    """A name that no pack has, of nothing that acts: who "could not verify it" is a paper, as like as not this one."""
    named = speaker.kind is SourceKind.ORGANISATION and not any(word.islower() for word in words.split())
    known = any(pack.candidates(words, kind) for kind in (MentionKind.ACTOR, MentionKind.PLACE))
    return named and not known and speaker.lemma not in speaker_nouns(pack)
