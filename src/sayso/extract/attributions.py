"""Attributions: the chain of say-so of each claim, from the outlet inwards, and the doubts and denials that point back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from spacy.tokens import Token

from sayso.extract.claims import Setting, governor
from sayso.extract.firmness import Firmness, flip, weaker
from sayso.extract.interest import is_interested
from sayso.extract.mentions import make_mention
from sayso.extract.quotes import inside
from sayso.extract.sayings import Saying
from sayso.extract.scopes import by_scope
from sayso.extract.speakers import Speaker
from sayso.extract.times import resolve_time, within_tense
from sayso.extract.told import Told
from sayso.model import (
    Act,
    Attribution,
    Claim,
    Mention,
    MentionKind,
    Modality,
    Page,
    Passage,
    Polarity,
    Precision,
    Role,
    SourceKind,
    Span,
    Stance,
    When,
    record_id,
)
from sayso.pack import Pack

# Without words of its own a saying is taken to be at most this much older than the page (saying, section 5).
FRESH = timedelta(days=2)
# "The statement said" after a body has spoken is that body's statement.
ISSUERS = {SourceKind.ORGANISATION, SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_NAMED, SourceKind.PARTY_MEDIA}
# Those who speak of themselves when they say "we" or "its troops"; a monitor or an outlet does not.
ACTING = {*ISSUERS, SourceKind.OFFICIAL_ANONYMOUS}
# "The road is cut, isn't it?": so short a question is about what stands before it.
TAG = 5
FIRST_PERSON = {"i", "we", "my", "our"}


@dataclass(frozen=True, slots=True)
class Said:
    """A saying placed on its page: `source` is the mention of who speaks, `quote` the offsets of the verbatim words.

    `carried`: the words of a quote go on from a paragraph before, and nothing beside them says whose they are.
    """

    saying: Saying
    speaker: Speaker | None
    source: str | None
    when: When | None
    quote: tuple[int, int] | None
    carried: bool = False


@dataclass(slots=True)
class Memory:
    """What a passage has said so far: its speakers, for "the source" and "he", and its claims, for "these claims"."""

    speakers: list[tuple[Speaker, Mention]] = field(default_factory=list)
    actors: list[Mention] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    quoting: tuple[Speaker, str] | None = None


def outer_chain(page: Page, passage: Passage, claim: str, pack: Pack) -> list[Attribution]:
    """The links that stand before any cue: the outlet, and inside it the outlet it reprints. A reader speaks alone."""
    if passage.role in {Role.COMMENT, Role.POST}:
        return [author_link(claim, passage.voice, SourceKind.AUTHOR, None)]
    links = [author_link(claim, page.source, SourceKind.AUTHOR, None)]
    if passage.voice is not None and passage.voice != page.source:
        named = pack.sources.get(passage.voice)
        kind = named.source_kind if named is not None else SourceKind.OUTLET_NAMED
        links.append(author_link(claim, passage.voice, kind, links[0].id))
    return links


def author_link(claim: str, voice: str | None, kind: SourceKind, inside_of: str | None) -> Attribution:
    return Attribution(
        id=record_id("attribution", claim, voice, kind, inside_of),
        claim=claim,
        source=voice,
        source_kind=kind,
        act=Act.ASSERT,
        inside=inside_of,
    )


def make_chain(
    page: Page,
    passage: Passage,
    claim: Claim,
    firmness: Firmness,
    sayings: Sequence[Said],
    setting: Setting,
    pack: Pack,
) -> list[Attribution]:
    """The chain of one claim, outermost first. Only the innermost link commits itself: it carries polarity and modality."""
    chain = outer_chain(page, passage, claim.id, pack)
    for said in reversed(sayings):
        if said.speaker is not None and said.speaker.lemma in FIRST_PERSON and said.quote is None:
            # "We expect X to fall": the voice of the passage speaks for itself, no second source.
            cue = Span(
                setting.page,
                *setting.paragraph.span(said.saying.cue.idx, said.saying.cue.idx + len(said.saying.cue.text)),
            )
            chain[-1] = replace(chain[-1], act=Act(said.saying.row.act), cue=cue)
        else:
            chain.append(cued_link(claim, said, chain[-1].id, setting, pack))
    last = chain[-1]
    row = sayings[0].saying.row if sayings else None
    negated = bool(sayings and sayings[0].saying.negated)
    polarity: Polarity | None = firmness.polarity
    modality = weaker(firmness.modality, Modality(row.modality)) if row is not None else firmness.modality
    act = last.act
    if row is not None and row.polarity == "-":
        # Who denies "the reported loss", or that it may have been, is as firm as his denial.
        polarity, modality = flip(firmness.polarity), Modality(row.modality)
    if row is not None and (row.polarity == "" or negated):
        polarity, modality = None, Modality.UNKNOWN
        act = Act.CANNOT_CONFIRM if act is Act.CONFIRM else act
    if row is not None and negated and (open_still := by_scope(pack)["unsaid"].get(row.cue)) is not None:
        # "Would not rule out an attack": it may come, which is more than no word on it.
        polarity, modality, act = firmness.polarity, Modality(open_still.modality), Act.ASSERT
    if is_question(setting, claim):
        act, polarity, modality = Act.ASK, None, Modality.UNKNOWN
    chain[-1] = replace(last, act=act, polarity=polarity, modality=modality)
    return chain


def is_question(setting: Setting, claim: Claim) -> bool:
    doc, offset = setting.paragraph.doc, setting.paragraph.offset
    found = doc.char_span(claim.span.start - offset, claim.span.end - offset, alignment_mode="expand")
    if found is None or len(found) == 0 or not found[0].sent.text.rstrip("\"' ").endswith("?"):
        return False
    asks = next((t for t in found[0].sent if opens_question(t)), None)
    return asks is None or found[-1].i >= asks.i or found[0].sent.end - asks.i <= TAG


def opens_question(word: Token) -> bool:
    """ "Who", or the verb before its subject: "saw a post that they left, can anyone confirm?" asks only from "can" on."""
    if word.tag_ in {"WP", "WRB"}:
        return word.head.dep_ in {"ROOT", "conj", "parataxis"} or word.head.head.dep_ == "ROOT"
    verb = word if word.lemma_ == "be" and word.dep_ != "aux" else word.head if word.dep_ in {"aux", "auxpass"} else None
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None) if verb is not None else None
    return subject is not None and word.i < subject.i


def inferred(anchor: When | None) -> When | None:
    """When a thing was said that only the page's date bounds."""
    if anchor is None or anchor.start is None or anchor.end is None:
        return None
    return When(anchor.start - FRESH, anchor.end, Precision.DAYS)


def cued_link(claim: Claim, said: Said, above: str, setting: Setting, pack: Pack) -> Attribution:
    saying, speaker = said.saying, said.speaker
    spoken = setting.paragraph.span(saying.cue.idx, saying.cue.idx + len(saying.cue.text))
    cue = None if said.carried else Span(setting.page, *spoken)
    direct = said.carried or (said.quote is not None and not inside(saying.cue, said.quote))
    content = Span(setting.page, *setting.paragraph.span(*said.quote)) if direct and said.quote is not None else claim.span
    recipient = None
    if saying.recipient is not None:
        recipient = saying.recipient.doc[saying.recipient.left_edge.i : saying.recipient.i + 1].text
    return Attribution(
        id=record_id("attribution", claim.id, said.source, saying.row.act, spoken[0], above),
        claim=claim.id,
        source=said.source,
        source_kind=speaker.kind if speaker else SourceKind(saying.row.source_kind or SourceKind.UNSPECIFIED),
        act=Act(saying.row.act),
        cue=cue,
        content=(content,),
        inside=above,
        modality=Modality(saying.row.modality),
        stance=Stance(saying.row.stance),
        said=said.when or inferred(setting.anchor),
        recipient=recipient,
        direct=direct,
        anonymous=speaker.anonymous if speaker is not None else True,
        interested=speaker is not None and is_interested(speaker.words, setting.parties(claim), pack),
    )


def locate_speaker(
    speaker: Speaker | None, setting: Setting, memory: Memory
) -> tuple[Speaker | None, str | None, Mention | None]:
    """Who speaks, the id of the mention that names them, and that mention if it is new.

    A pronoun or "the source" is the one who spoke before, if the passage has one; else it stays its own words.
    """
    if speaker is None:
        return None, None, None
    if speaker.lemma in FIRST_PERSON:
        return speaker, None, None
    for known, earlier in reversed(memory.speakers):
        issued = speaker.kind is SourceKind.IMAGERY_DOCUMENT and known.kind in ISSUERS
        again = speaker.lemma == known.lemma and set(speaker.words.casefold().split()) <= set(known.words.casefold().split())
        if speaker.pronoun or (speaker.definite and (again or issued)):
            return known, earlier.id, None
    start, end = setting.paragraph.span(speaker.start, speaker.end)
    mention = make_mention(setting.page, start, end, MentionKind.SOURCE, setting.passage)
    if not speaker.pronoun:
        memory.speakers.append((speaker, mention))
    return speaker, mention.id, mention


def body_of(said: Said | None, setting: Setting, memory: Memory, pack: Pack) -> Mention | None:
    """The body that "we", "its troops" and "their company" belong to in what is said: the one that speaks, if it acts.

    That is the actor named in the speaker's own words ("the Syrian army command"), else those words themselves.
    """
    if said is None or said.speaker is None or said.speaker.kind not in ACTING:
        return None
    spoken = next((m for _, m in memory.speakers if m.id == said.source), None)
    if spoken is None:
        return None
    named = [m for m in memory.actors if spoken.span.start <= m.span.start and m.span.end <= spoken.span.end]
    if named:
        return max(named, key=lambda m: m.span.end - m.span.start)
    end = name_inside(setting.text[spoken.span.start : spoken.span.end], pack)
    return make_mention(setting.page, spoken.span.start, spoken.span.start + end, MentionKind.ACTOR, setting.passage)


def name_inside(words: str, pack: Pack) -> int:
    """How many characters of a speaker's words name an actor by themselves ("the Syrian army" of its command); else all."""
    ends = [at for at, mark in enumerate(words) if mark == " "]
    return next((end for end in reversed(ends) if pack.candidates(words[:end], MentionKind.ACTOR)), len(words))


def body_inside(spoken: Mention, setting: Setting, memory: Memory, pack: Pack) -> Mention | None:
    """The actor that a new speaker's words name by themselves, for "the army" later on the page to lead back to."""
    start, end = spoken.span.start, spoken.span.end
    inside = name_inside(setting.text[start:end], pack)
    if start + inside == end:
        return None
    mention = make_mention(setting.page, start, start + inside, MentionKind.ACTOR, setting.passage)
    memory.actors.append(mention)
    return mention


def said_time(saying: Saying, setting: Setting) -> When | None:
    """When it was said, if the words beside the cue tell ("reported last night")."""
    for words, token in setting.times:
        if governor(token) == saying.cue:
            when = resolve_time(words, setting.anchor, "past", setting.page, setting.paragraph.offset)
            return within_tense(when, setting.anchor, "past")
    return None
