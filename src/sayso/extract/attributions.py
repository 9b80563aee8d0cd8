"""Attributions: the chain of say-so of each claim, from the outlet inwards, and the doubts and denials that point back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sayso.extract.claims import Setting, governor
from sayso.extract.firmness import Firmness, flip, weaker
from sayso.extract.interest import is_interested
from sayso.extract.memory import FIRST_PERSON, ISSUERS, Memory, name_inside
from sayso.extract.mentions import make_mention
from sayso.extract.quotes import inside
from sayso.extract.sayings import Saying
from sayso.extract.scopes import by_scope
from sayso.extract.speakers import Speaker
from sayso.extract.times import resolve_time, within_tense
from sayso.extract.tree import Token
from sayso.model import (
    Act,
    Attribution,
    Claim,
    Mention,
    MentionKind,
    Modality,
    Mood,
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
from sayso.pack import Cue, Pack

READERS = {Role.COMMENT, Role.POST}
# Without words of its own a saying is taken to be at most this much older than the page (saying, section 5).
FRESH = timedelta(days=2)
# Those who speak of themselves when they say "we" or "its troops"; a monitor or an outlet does not.
ACTING = {*ISSUERS, SourceKind.OFFICIAL_ANONYMOUS}
# "The road is cut, isn't it?": so short a question is about what stands before it.
TAG = 5


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


def outer_chain(page: Page, passage: Passage, claim: str, pack: Pack) -> list[Attribution]:
    """The links that stand before any cue: the outlet, and inside it the outlet it reprints. A reader speaks alone."""
    if passage.role in READERS:
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


def join_links(
    page: Page, passage: Passage, claim: Claim, sayings: Sequence[Said], setting: Setting, pack: Pack
) -> list[Attribution]:
    """One link for each voice, outermost first: who speaks of himself, or twice, has one."""
    chain = outer_chain(page, passage, claim.id, pack)
    for said in reversed(sayings):
        if said.speaker is not None and said.speaker.lemma in FIRST_PERSON and said.quote is None:
            # "We expect X to fall": the voice of the passage speaks for itself, no second source.
            cue = Span(
                setting.page,
                *setting.paragraph.span(said.saying.cue.idx, said.saying.cue.idx + len(said.saying.cue.text)),
            )
            chain[-1] = replace(chain[-1], act=Act(said.saying.row.act), cue=cue)
        elif is_same_speaker(said, chain[-1]):
            # "The ministry said it expects", "We deny that, Odeh said": one voice, which expects or denies.
            act = Act(said.saying.row.act)
            chain[-1] = replace(chain[-1], act=chain[-1].act if act is Act.ASSERT else act)
        else:
            chain.append(cued_link(claim, said, chain[-1].id, setting, pack))
    return chain


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
    chain = join_links(page, passage, claim, sayings, setting, pack)
    last = chain[-1]
    row = taken_back(sayings) or (sayings[0].saying.row if sayings else None)
    negated = bool(sayings and sayings[0].saying.negated)
    polarity: Polarity | None = firmness.polarity
    modality = weaker(firmness.modality, Modality(row.modality)) if row is not None else firmness.modality
    act = last.act
    if row is not None and row.polarity == "-":
        # Who denies "the reported loss", or that it may have been, is as firm as his denial.
        polarity, modality = flip(firmness.polarity), Modality(row.modality)
    if row is not None and (row.polarity == "" or negated):
        polarity, modality = None, Modality.UNKNOWN
        act = unsaid_act(act, sayings[0].saying.cue) if negated else act
    if (
        row is not None
        and negated
        and (raised := by_scope(pack)["clause"].get(f"not {row.cue}")) is not None
        and raised.polarity
    ):
        # "Does not believe that it fell" is as good as "believes that it did not"; "had not seen any" says it in one word.
        polarity = firmness.polarity if is_within(sayings[0].saying.cue, claim, setting) else flip(firmness.polarity)
        modality = weaker(firmness.modality, Modality(raised.modality or row.modality))
        act = Act(row.act)
    unsaid = by_scope(pack)["unsaid"].get(row.cue) if row is not None and negated else None
    if unsaid is not None and firmness.modality is not Modality.UNKNOWN:
        # "Would not rule out an attack": it may come, which is more than no word on it. "Did not know it had fallen": it had.
        modality = Modality(unsaid.modality) if unsaid.modality else firmness.modality
        polarity, act = firmness.polarity, Act.ASSERT
    if sayings and is_hearsay(sayings[0].speaker):
        modality = weaker(modality, Modality.POSSIBLE)
    if is_question(setting, claim):
        act, polarity, modality = Act.ASK, None, Modality.UNKNOWN
    if modality is Modality.UNKNOWN and claim.mood is not Mood.CONDITIONAL:
        # "It is not clear whether it fell": neither that it did nor that it did not.
        polarity = None
    chain[-1] = replace(last, act=act, polarity=polarity, modality=modality)
    return chain


def is_within(cue: Token, claim: Claim, setting: Setting) -> bool:
    start, end = setting.paragraph.span(cue.idx, cue.idx + len(cue.text))
    return claim.span.start <= start and end <= claim.span.end


def taken_back(sayings: Sequence[Said]) -> Cue | None:
    """The row of "withdrew" in "withdrew its claim that": what one takes back he no longer says, though the claim is his."""
    own = (s.saying.row for s in sayings if sayings[0].source in {None, s.source})
    return next((row for row in own if row.act == Act.RETRACT), None)


def is_same_speaker(said: Said, above: Attribution) -> bool:
    """Whether a link inside another is the same one's: named again, or "I" and "we" in what he is quoted with."""
    if above.cue is None and not above.direct:
        return False
    own = said.speaker is not None and said.speaker.lemma in FIRST_PERSON
    return own or (said.source is not None and said.source == above.source)


def unsaid_act(act: Act, cue: Token) -> Act:
    """Who "did not say whether" gives no comment; who "could not" has nothing to confirm it by."""
    unable = any(c.dep_ == "aux" and c.lower_ in {"can", "could"} for c in cue.children)
    if act is Act.CONFIRM or (act is Act.ASSERT and unable):
        return Act.CANNOT_CONFIRM
    return Act.NO_COMMENT if act in {Act.ASSERT, Act.DENY} else act


def is_hearsay(speaker: Speaker | None) -> bool:
    """ "They say that": whoever they are, if nobody before is meant."""
    return speaker is not None and speaker.pronoun and speaker.words.casefold() == "they"


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
        interested=speaker is not None and is_party(speaker.words, setting.parties(claim), pack),
        carried=said.carried,
    )


def is_party(speaker: str, parties: Collection[str], pack: Pack) -> bool:
    """Whether a speaker, or the body he speaks for, has a part in what he tells of."""
    body = speaker[: name_inside(speaker, pack)]
    return is_interested(speaker, parties, pack) or is_interested(body, parties, pack)


def body_of(said: Said | None, setting: Setting, memory: Memory, pack: Pack) -> Mention | None:
    """The body that "we", "its troops" and "their company" belong to in what is said: the one that speaks, if it acts.

    That is the body named beside a person ("Odeh of the corps"), else the actor named in the speaker's own words ("the
    Syrian army command"), else those words themselves.
    """
    if said is None or said.speaker is None or said.speaker.kind not in ACTING:
        return None
    spoken = next((one.mention for one in memory.heard if one.mention.id == said.source), None)
    if spoken is None:
        return None
    if spoken.id in memory.bodies:
        return memory.bodies[spoken.id]
    named = [m for m in memory.actors if spoken.span.start <= m.span.start and m.span.end <= spoken.span.end]
    if named:
        return max(named, key=lambda m: m.span.end - m.span.start)
    end = name_inside(setting.text[spoken.span.start : spoken.span.end], pack)
    return make_mention(setting.page, spoken.span.start, spoken.span.start + end, MentionKind.ACTOR, setting.passage)


def said_time(saying: Saying, setting: Setting) -> When | None:
    """When it was said, if the words beside the cue tell ("reported last night", "since Thursday, when it said")."""
    for words, token in setting.times:
        # "Expects them by Friday": nobody speaks by a day.
        own = saying.cue.dep_ == "relcl" and saying.cue.head == token
        if own or (governor(token) == saying.cue and words.bound != "deadline"):
            when = resolve_time(
                replace(words, bound=None) if own else words, setting.anchor, "past", setting.page, setting.paragraph.offset
            )
            return within_tense(when, setting.anchor, "past")
    return None
