"""What words of doubt point at: the claims before them that "this", "these reports" or a silence is about."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.claims import Setting
from sayso.extract.cues import Rows
from sayso.extract.memory import Memory
from sayso.extract.sharing import EFFECTS, is_scenic
from sayso.extract.speakers import speaker_of
from sayso.extract.told import PLACES, Told, is_alike, is_same_matter
from sayso.extract.tree import Token
from sayso.model import Act, Polarity
from sayso.pack import Cue

# How many paragraphs back "the claim" may point; "these claims" and "any of this" reach all that the passage said before.
BACKWARD = 6
# Who has only said that he knows nothing of it may still deny it.
OPEN = {Act.CANNOT_CONFIRM, Act.NO_COMMENT}
BACK = {Act.DENY, Act.DISMISS, Act.CONFIRM, Act.RETRACT}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that points back, its row, and the words it points with (None: it leaves them to be understood).

    `speaker` heads the words for who says it, where they do not stand beside the word itself. `kinds`, without what stands
    behind their dot, are those of the deed it points at ("the attack").
    """

    token: Token
    row: Cue
    thing: Token | None = None
    speaker: Token | None = None
    kinds: frozenset[str] = frozenset()


def pointed_at(doubt: Doubt, memory: Memory, at: int, source: str | None, setting: Setting, rows: Rows) -> list[Told]:
    """The claims meant: those in the words it points with, else all before ("any of these"), else the nearest reported."""
    if doubt.thing is doubt.token:
        return gainsaid(doubt.token, memory, setting)
    if doubt.thing is not None:
        start, end = setting.paragraph.span(doubt.thing.left_edge.idx, doubt.thing.right_edge.idx + 1)
        cue = setting.paragraph.span(doubt.token.idx, doubt.token.idx)[0]
        named = [
            one
            for one in memory.told
            if start <= one.claim.span.start < end and not one.claim.span.start <= cue < one.claim.span.end
        ]
        if not named and doubt.row.act in OPEN:
            # "Declined to comment on reports that it had shelled the town": what it shelled begins with who declined.
            named = [one for one in memory.told if one.claim.span.start < cue and start < one.claim.span.end <= end]
        if named:
            return named
    before = setting.paragraph.span(doubt.token.idx, doubt.token.idx)[0]
    earlier = [told for told in memory.told if told.claim.span.end <= before]
    if doubt.kinds:
        meant = [told for told in earlier if told.claim.kind.partition(".")[0] in doubt.kinds and told.at >= at - BACKWARD]
        return [told for told in meant if is_same_matter(meant[-1], told.claim.kind, told.words)]
    if doubt.row.pattern == "bare_not":
        # What has just been taken back need not be denied as well. Who opens with it denies what he answers.
        last = earlier or list(memory.answering)
        return [told for told in last[-1:] if not any(link.act is Act.RETRACT for link in told.leaves)]
    if doubt.row.act == Act.RETRACT:
        return [told for told in earlier if any(link.source == source for link in told.leaves)]
    own = earlier[-1].leaves if earlier else ()
    if is_pronoun(doubt) and any(link.source == source and link.polarity is Polarity.POSITIVE for link in own):
        # "It" is what was said last, and nobody denies his own word.
        return []
    # "The claim" is somebody's; "it" may be what the outlet itself has told, and so may what one denies a part in.
    share = doubt.thing is not None and doubt.thing.lemma_.casefold() in rows["share"]
    others = [told for told in earlier if told.reported or is_pronoun(doubt) or share]
    others = [told for told in others if not any(link.source == source and link.act not in OPEN for link in told.leaves)]
    if doubt.row.polarity == "-":
        others = [told for told in others if any(link.polarity is not Polarity.NEGATIVE for link in told.leaves)]
    if doubt.row.act == Act.ASSERT:
        return others[-1:]
    if doubt.thing is not None and doubt.thing.lemma_.casefold() in rows["counted"]:
        return [told for told in others if told.claim.amount is not None] or others
    if share and others:
        # A part in it: in the last deed told of, and in what the paragraph tells of the same.
        deeds = [told for told in others if is_scenic(told.claim.kind)]
        return [told for told in deeds if told.at == deeds[-1].at and is_one_deed(deeds[-1], told)]
    whose = of_owner(doubt.thing, others, memory, setting) if doubt.thing is not None else []
    if whose:
        return whose
    if doubt.thing is not None and is_all(doubt.thing, rows):
        return others
    return nearest(doubt, others, at, setting)


def is_one_deed(last: Told, told: Told) -> bool:
    """Whether a claim tells of a deed told last: no other sort of it, and at no other place."""
    where, there = ({name for role, name in one.words if role in PLACES} for one in (last, told))
    alike = not where or not there or any(is_alike(name, there) for name in where)
    return alike and is_one_sort(last.claim.kind, told.claim.kind)


def is_one_sort(kind: str, other: str) -> bool:
    """Whether one deed may be of both kinds: a raid, and the deaths in it; shelling is no air strike."""
    blows = [one for one in (kind, other) if not one.startswith(EFFECTS) and "." in one]
    return len(blows) < 2 or blows[0] == blows[1]


def of_owner(thing: Token, told: list[Told], memory: Memory, setting: Setting) -> list[Told]:
    """What one has said anywhere before, of "the militia's claims" and "these reports by the council"."""
    ties = [c for c in thing.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from", "of"}]
    owners = [c for c in thing.children if c.dep_ == "poss"] + [o for c in ties for o in c.children if o.dep_ == "pobj"]
    speakers = [speaker_of(owner, setting.names.pack) for owner in owners if owner.pos_ in {"NOUN", "PROPN"}]
    words = {word for speaker in speakers for word in speaker.words.casefold().split()}
    named = {one.mention.id for one in memory.heard if words & {one.speaker.lemma, *one.speaker.words.casefold().split()}}
    return [one for one in told if any(link.source in named for link in one.leaves)]


def is_pronoun(doubt: Doubt) -> bool:
    return doubt.thing is not None and doubt.thing.tag_ in {"PRP", "DT"} and doubt.row.act in {*BACK, Act.ASSERT}


def nearest(doubt: Doubt, told: list[Told], at: int, setting: Setting) -> list[Told]:
    """Those said before in the paragraph; else "it" is what was said last, and "the claim" or a silence that of the lead."""
    near = [one for one in told if one.at >= at - BACKWARD]
    here = [one for one in near if one.claim.span.start >= setting.paragraph.offset + doubt.token.sent.start_char]
    tagged = doubt.thing is not None and doubt.thing == doubt.token.head and doubt.token.dep_ in {"relcl", "acl"}
    if here and tagged:
        return of_lead(doubt, here)
    if here and doubt.row.pattern == "cannot" and doubt.thing is not None and doubt.thing.lower_ == "it":
        # "They did not say who holds it, and we do not know it": what stands in the same sentence.
        return here
    if not near or near[-1].at == at:
        return of_lead(doubt, [one for one in near if one.at == at])
    first = near[-1] if is_pronoun(doubt) else near[0]
    meant = of_lead(doubt, [one for one in near if one.at == first.at])
    return [one for one in near if any(one is m or is_same_matter(m, one.claim.kind, one.words) for m in meant)]


def of_lead(doubt: Doubt, told: list[Told]) -> list[Told]:
    """A denial of "it" or "the report" reaches what the report was of, not all that was told in the same breath."""
    single = doubt.thing is not None and (doubt.thing.tag_ in {"PRP", "DT", "NN"} or is_the(doubt.thing))
    if doubt.row.act not in {Act.DENY, Act.DISMISS} or not single:
        return told
    return [one for one in told if one.claim.kind.partition(".")[0] == told[0].claim.kind.partition(".")[0]]


def is_the(thing: Token) -> bool:
    """ "The reports", which are of one matter, and not "these" or "both"."""
    return thing.tag_ == "NNS" and any(c.dep_ == "det" and c.lower_ == "the" for c in thing.children)


def gainsaid(verb: Token, memory: Memory, setting: Setting) -> list[Told]:
    """The claim before that the outlet's own "it has not fallen" answers: the last of the same kind that was asserted."""
    at = setting.paragraph.span(verb.idx, verb.idx)[0]
    for index, no in enumerate(memory.told):
        here = not no.reported and no.claim.span.start <= at < no.claim.span.end
        if here and all(link.polarity is Polarity.NEGATIVE for link in no.leaves):
            same = [one for one in memory.told[:index] if (one.claim.kind, one.claim.mood) == (no.claim.kind, no.claim.mood)]
            return [one for one in same if any(link.polarity is Polarity.POSITIVE for link in one.leaves)][-1:]
    return []


def is_all(thing: Token, rows: Rows) -> bool:
    """ "any of this", "these claims", "none of the accounts"."""
    inner = [o for c in thing.children if c.dep_ == "prep" for o in c.children]
    return any(t.lower_ in rows["all_back"] for one in [thing, *inner] for t in (one, *one.children))


def is_nothing(thing: Token, rows: Rows) -> bool:
    lefts = [*thing.lefts, *(t for c in thing.lefts if c.dep_ == "poss" for t in c.lefts)]
    return any(t.lower_ in rows["nothing"] for t in (thing, *lefts))
