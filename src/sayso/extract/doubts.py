"""Doubts and denials that point back: "cannot confirm these claims", "denied the reports", "made no comment"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from sayso.extract.attributions import Memory, inferred, locate_speaker, said_time
from sayso.extract.claims import Setting
from sayso.extract.cues import rows_by_pattern
from sayso.extract.parse import text_of
from sayso.extract.sayings import Saying, named_speaker
from sayso.extract.sources import subject_of
from sayso.extract.speakers import Speaker
from sayso.model import Act, Attribution, Claim, Mention, MentionKind, Modality, Polarity, SourceKind, Span, Stance, record_id
from sayso.pack import Cue, Pack

# How many paragraphs back a doubt may point.
BACKWARD = 3


def find_doubts(
    setting: Setting, voice: str | None, memory: Memory, at: int, pack: Pack
) -> Iterator[tuple[Attribution, Mention | None]]:
    """Words that point back at earlier claims of the passage: "cannot confirm these claims", "denied the reports"."""
    rows = rows_by_pattern(pack)
    for token in setting.paragraph.doc:
        row = backward_row(token, rows)
        if row is None:
            continue
        for claim in earlier_claims(memory, at, setting.paragraph.span(token.idx, token.idx)[0]):
            yield doubt_of(claim, token, row, voice, setting, memory, pack)


def backward_row(token: Token, found: Mapping[str, Mapping[str, Cue]]) -> Cue | None:
    """The cue row if this verb speaks of earlier claims, not of a clause of its own."""
    lemma = token.lemma_.casefold()
    if token.pos_ != "VERB":
        return None
    if any(c.dep_ == "ccomp" for c in token.children):
        return None
    objects = [c for c in token.children if c.dep_ in {"dobj", "obj", "attr"}]
    nothing = any(
        o.lower_ in {"none", "neither", "nothing", "no"} or any(c.lower_ in {"no", "neither"} for c in o.children)
        for o in objects
    )
    if nothing and any(o.lemma_ in found["refuse_comment"] for o in objects):
        return next(found["refuse_comment"][o.lemma_] for o in objects if o.lemma_ in found["refuse_comment"])
    if lemma in found["cannot"] and nothing:
        return found["cannot"][lemma]
    if lemma in found["cannot"] and (is_refused(token, found) and not is_done(token)):
        return found["cannot"][lemma]
    if lemma in found["refuse_comment"] and token.head.lemma_.casefold() in found["declines"]:
        return found["refuse_comment"][lemma]
    row = found["verb"].get(lemma)
    if row is None or row.act not in {Act.DENY, Act.DISMISS}:
        return None
    pointed_at = any(o.lemma_.casefold() in found["noun"] or o.lower_ in {"it", "this", "that"} for o in objects)
    return row if pointed_at else None


def is_refused(token: Token, rows: Mapping[str, Mapping[str, Cue]]) -> bool:
    """ "cannot confirm", "unable to verify", "no means to check", "has yet to confirm"."""
    negated = any(c.dep_ == "neg" for c in token.children)
    if negated:
        return any(
            c.dep_ == "aux" and c.lower_ in {"can", "could", "ca", "did", "do", "does", "has", "have"} for c in token.children
        )
    above = token.head
    if token.dep_ in {"acl", "relcl", "xcomp", "ccomp", "advcl"} and above != token:
        no = any(c.dep_ == "det" and c.lower_ == "no" for c in above.children) or any(c.dep_ == "neg" for c in above.children)
        return (
            (above.lemma_.casefold() in rows["no_means"] and no)
            or above.lower_ in rows["unable"]
            or (above.lower_ in rows["able"] and any(c.dep_ == "neg" for c in above.head.children))
        )
    return False


def is_done(token: Token) -> bool:
    return (
        token.tag_ == "VBN"
        and any(c.dep_ == "auxpass" for c in token.children)
        and not any(c.dep_ == "neg" for c in token.children)
    )


def earlier_claims(memory: Memory, at: int, before: int) -> list[Claim]:
    """The reported claims a doubt points at: those of its own paragraph, else of the three before."""
    own = [claim for index, claim in memory.reported if index == at and claim.span.end <= before]
    return own or [claim for index, claim in memory.reported if at - BACKWARD <= index < at]


def doubt_of(
    claim: Claim, token: Token, row: Cue, voice: str | None, setting: Setting, memory: Memory, pack: Pack
) -> tuple[Attribution, Mention | None]:
    named = subject_of(token)
    speaker = named_speaker(named, pack) if named is not None else None
    mention: Mention | None = None
    source, kind = voice, SourceKind.AUTHOR
    if speaker is not None and not is_own_name(speaker, voice, setting, pack):
        speaker, source, mention = locate_speaker(speaker, setting, memory)
        kind = speaker.kind if speaker is not None else kind
    cue = Span(setting.page, *setting.paragraph.span(token.idx, token.idx + len(token.text)))
    attribution = Attribution(
        id=record_id("attribution", claim.id, source, row.act, cue.start),
        claim=claim.id,
        source=source,
        source_kind=kind,
        act=Act(row.act),
        cue=cue,
        content=(claim.span,),
        polarity=Polarity(row.polarity) if row.polarity else None,
        modality=Modality(row.modality),
        stance=Stance(row.stance),
        said=said_time(Saying(row, token, None), setting) or inferred(setting.anchor),
        anonymous=speaker.anonymous if speaker is not None and source != voice else False,
    )
    return attribution, mention


def is_own_name(speaker: Speaker, voice: str | None, setting: Setting, pack: Pack) -> bool:
    """ "We cannot confirm", "the Ledger cannot confirm" and "the ledger" in the Desert Ledger are the outlet itself."""
    words = text_of(setting.paragraph.doc)[speaker.start : speaker.end]
    if speaker.pronoun:
        return True
    own = pack.sources.get(voice or "")
    short = {name.split()[-1].casefold() for _, name in own.names} if own is not None and speaker.definite else set()
    return words.casefold() in short or any(c.target == voice for c in pack.candidates(words, MentionKind.SOURCE))
