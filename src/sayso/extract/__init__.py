"""extract: passages in, mentions and claims and attributions out; nothing of the store, nothing of other pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.extract.alike import looks_of
from sayso.extract.attributions import READERS, Said, body_of, make_chain, said_time
from sayso.extract.carrying import follows_quote, is_all_quote, where_closed, who_goes_on
from sayso.extract.claims import Around, Setting, make_claims
from sayso.extract.cues import rows_by_pattern
from sayso.extract.doubts import find_doubts
from sayso.extract.firmness import (
    clause_firmness,
    flip,
)
from sayso.extract.frames import find_propositions
from sayso.extract.granted import is_granted
from sayso.extract.grounds import Grounds
from sayso.extract.having import as_had
from sayso.extract.lexicon import lexicon_of
from sayso.extract.meant import in_part, is_nobody_to_ask, with_act, with_time
from sayso.extract.memory import Memory, body_inside, locate_speaker
from sayso.extract.mend import mend
from sayso.extract.mentions import find_mentions, make_mention
from sayso.extract.names import Names
from sayso.extract.own_deeds import does_own
from sayso.extract.parse import Paragraph, parse_all
from sayso.extract.propositions import Proposition
from sayso.extract.quotes import Stretch, quote_spans
from sayso.extract.sayings import Saying, find_sayings, speakers_between
from sayso.extract.scenes import scene_of
from sayso.extract.times import TimeWords, date_order, find_anchor, find_times
from sayso.extract.told import Told, change, is_corrected, role_words, town_of
from sayso.extract.tree import Doc, Token
from sayso.model import (
    Act,
    Attribution,
    Claim,
    Mention,
    MentionKind,
    Page,
    Passage,
    Problem,
    Role,
    Room,
    SourceKind,
    record_id,
)
from sayso.pack import Pack

Found = Mention | Claim | Attribution | Problem
Read = Found | Grounds | Setting
UNREAD = {Role.FURNITURE}

__all__ = ["EXTRACTORS", "extract"]


def extract(page: Page, passages: Sequence[Passage], pack: Pack) -> list[Found]:
    """All mentions, claims and attributions of a page, each once, in text order of the passages."""
    found: dict[str, Found] = {}
    for extractor in EXTRACTORS.values():
        for record in extractor(page, passages, pack):
            if not isinstance(record, Grounds | Setting):
                found.setdefault(record.id, record)
    return list(found.values())


def find_claims(page: Page, passages: Sequence[Passage], pack: Pack) -> Iterator[Read]:
    """Claims with their chains, and the mentions they rest on; a Problem for each language without frames.

    Between them what each claim was read from and each paragraph as it was left, for who asks why (reasons.py).
    """
    yield from tell_unspoken(page, passages, pack)
    memories: dict[tuple[str | None, bool], Memory] = defaultdict(Memory)
    comments: dict[str, Memory] = defaultdict(Memory)
    read = [passage for passage in passages if passage.role not in UNREAD]
    parsed = parse_all(page.text, [(passage.span.start, passage.span.end) for passage in read], looks_of(page.text, pack))
    for passage, paragraphs in zip(read, parsed, strict=True):
        # A reader's comment begins anew; what an outlet writes goes on through body and notes, apart from its headline.
        own = (passage.voice, passage.role is Role.HEADLINE)
        memory = comments[passage.id] if passage.role in READERS else memories[own]
        if passage.role in READERS and passage.inside in comments:
            memory.answering = tuple(comments[passage.inside].told)
        yield from read_passage(page, passage, paragraphs, memory, pack)


def is_spoken(page: Page, passage: Passage, pack: Pack) -> bool:
    language = passage.language or page.language
    return language is None or language in pack.spoken


def tell_unspoken(page: Page, passages: Sequence[Passage], pack: Pack) -> Iterator[Problem]:
    """Of a page in such a language one Problem for all of it; of single passages their number, and the first one's span."""
    silent: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.role not in UNREAD and not is_spoken(page, passage, pack):
            silent[passage.language or page.language or ""].append(passage)
    if page.language is not None and page.language not in pack.spoken:
        silent.setdefault(page.language, [])
    for language, among in sorted(silent.items()):
        whole = language == page.language
        where = "" if whole else f" in {len(among)} of its passages"
        message = f"no extractor for {language}{where}: names are linked, claims are not read"
        span = None if whole else among[0].span
        yield Problem(record_id("problem", page.id, Room.EXTRACT, message), page.id, Room.EXTRACT, message, span)


def read_passage(page: Page, passage: Passage, paragraphs: Sequence[Paragraph], memory: Memory, pack: Pack) -> Iterator[Read]:
    memory.quoting = None
    before = memory.paragraphs
    spoken = is_spoken(page, passage, pack)
    anchor = find_anchor(page.text, passage.span.start, passage.span.end, pack, passage.posted, page.published)
    outlet = pack.sources.get(page.source or "")
    order = date_order(outlet.country if outlet is not None else None, pack)
    for index, paragraph in enumerate(paragraphs, before):
        memory.paragraphs = index + 1
        mend(paragraph.doc, pack)
        times = list(find_paragraph_times(paragraph, pack, order)) if spoken else []
        mark_times(paragraph.doc, times)
        mentions = find_mentions(page, passage, paragraph.doc, paragraph.offset, pack, spoken)
        yield from mentions
        memory.actors.extend(m for m in mentions if m.kind is MentionKind.ACTOR)
        if not spoken:
            continue
        for words, _ in times:
            yield make_mention(page.id, *paragraph.span(words.start, words.end), MentionKind.TIME, passage.id)
        names = Names(paragraph.doc, paragraph.offset, mentions, pack)
        setting = Setting(page.id, passage.id, paragraph, names, times, anchor, page.text)
        yield from read_paragraph(page, passage, setting, memory, index, pack)


def mark_times(doc: Doc, times: Iterable[tuple[TimeWords, Token]]) -> None:
    """No word of a time is a name or a thing; the model is not asked of most sentences, and of some it does not see it.

    A lone name that it takes for a time and the grammar does not ("in Xa") is a name.
    """
    marked = {token.i for words, _ in times for token in doc.char_span(words.start, words.end, alignment_mode="expand") or ()}
    for token in doc:
        if token.i in marked:
            token.ent_type_ = token.ent_type_ or "DATE"
        elif (
            token.ent_type_ == "DATE"
            and token.tag_ == "NNP"
            and token.is_alpha
            and not any(
                other.ent_type_ == "DATE" for other in doc.tokens[max(0, token.i - 1) : token.i + 2] if other is not token
            )
        ):
            token.ent_type_ = ""


def find_paragraph_times(paragraph: Paragraph, pack: Pack, order: str | None = None) -> Iterator[tuple[TimeWords, Token]]:
    text = paragraph.doc.text
    for words in find_times(text, 0, len(text), pack, order):
        found = paragraph.doc.char_span(words.start, words.end, alignment_mode="expand")
        if found is not None and len(found):
            # "Before the year is out" is a clause of its own, and belongs to the one above.
            yield words, found.root.head if found.root.pos_ == "AUX" or found.root.dep_ == "advcl" else found.root


def read_paragraph(page: Page, passage: Passage, setting: Setting, memory: Memory, index: int, pack: Pack) -> Iterator[Read]:
    quotes = quote_spans(setting.paragraph.doc)
    heard = -1
    for proposition in find_propositions(setting.paragraph.doc, setting.names, pack):
        yield from hear(heard, proposition.head.i, setting, memory, pack)
        heard = proposition.head.i
        if is_nobody_to_ask(proposition.head, pack):
            continue
        proposition = in_part(proposition, pack)
        yield from read_proposition(page, passage, proposition, quotes, setting, memory, index, pack)
    yield from hear(heard, len(setting.paragraph.doc), setting, memory, pack)
    memory.quoting, named = who_goes_on(quotes, setting, memory, pack)
    if named is not None:
        yield from new_speaker(named, setting, memory, pack)
    memory.closed = where_closed(setting.paragraph.doc, quotes, memory.closed, index, pack)
    for attribution, mention in find_doubts(page, passage, setting, memory, index, pack):
        if mention is not None:
            yield mention
        yield attribution
    yield setting


def hear(after: int, upto: int, setting: Setting, memory: Memory, pack: Pack) -> Iterator[Mention]:
    """Takes note of those who speak between two tokens, for "he" and "the source" further on."""
    for saying in speakers_between(setting.paragraph.doc, after, upto, pack):
        mention = locate_speaker(saying.speaker, setting, memory)[2]
        if mention is not None:
            yield from new_speaker(mention, setting, memory, pack)


def read_proposition(
    page: Page,
    passage: Passage,
    proposition: Proposition,
    quotes: Sequence[tuple[int, int]],
    setting: Setting,
    memory: Memory,
    index: int,
    pack: Pack,
) -> Iterator[Read]:
    quote = next((q for q in quotes if q[0] <= proposition.head.idx < q[1]), None)
    said, others, named = place_sayings(proposition, quote, quotes, setting, memory, pack)
    yield from named
    cues = frozenset(s.saying.cue.i for s in said if not s.carried)
    proposition = as_had(proposition, [s.saying.cue for s in said if s.saying.row.pattern == "having"])
    firmness = with_act(clause_firmness(proposition.head, pack, cues), proposition, said, pack)
    if proposition.frame.polarity == "-":
        # "lifted the siege" says that there is none.
        firmness = replace(firmness, polarity=flip(firmness.polarity))
    wrong = is_corrected(proposition.head, rows_by_pattern(pack))
    if wrong:
        # The outlet takes back its own word: "an earlier version of this report said" is no other speaker.
        said, firmness = [], replace(firmness, polarity=flip(firmness.polarity))
    anchor = next((s.when for s in said if s.when is not None), setting.anchor)
    firmness = with_time(firmness, proposition.head, anchor, setting)
    around = look_around(proposition, said, [one for at, one in others if at == 0], setting, memory, index, pack)
    for claim, mentions in make_claims(proposition, firmness.mood, anchor, around, quote is not None, setting, pack):
        yield from mentions
        yield claim
        chains = [
            make_chain(page, passage, claim, firmness, chain, setting, pack)
            for chain in (*split_chains(said), *joint_chains(said, others))
        ]
        words, town = role_words(claim, mentions, page.text), town_of(claim, mentions, page.text)
        told = Told(index, claim, (), words, bool(said), town)
        for *outer, leaf in chains:
            yield from outer
            leaf = replace(leaf, act=Act.RETRACT) if wrong else leaf
            if leaf.cue is None and not leaf.direct and passage.role not in READERS:
                leaf = replace(leaf, carried=follows_quote(proposition.head, quotes, memory.closed, index, pack))
            act, earlier = change(proposition.head, leaf, memory.told, told, rows_by_pattern(pack))
            told = replace(told, leaves=(*told.leaves, replace(leaf, act=act, supersedes=earlier)))
        yield from told.leaves
        memory.told.append(told)
        yield Grounds(
            claim, proposition, firmness, anchor, tuple(said), tuple(link for chain in chains for link in chain), setting
        )


def look_around(
    proposition: Proposition,
    said: Sequence[Said],
    joint: Sequence[Said],
    setting: Setting,
    memory: Memory,
    index: int,
    pack: Pack,
) -> Around:
    """What those who say it, and say it with them (`joint`), give to a claim of theirs."""
    if not said:
        return Around(scene=scene_of(proposition, None, index, memory, lexicon_of(pack)))
    spoken = body_of(said[0], setting, memory, pack)
    others = (body_of(one, setting, memory, pack) for one in joint)
    own = spoken is not None and does_own(proposition, spoken, claims_it(said[0]), setting.text, pack)
    return Around(
        bodies=[body for body in (spoken, *others) if body is not None],
        cue=said[0].saying.cue,
        doer=spoken if own else None,
        scene=scene_of(proposition, said[0].source, index, memory, lexicon_of(pack)),
    )


def claims_it(said: Said) -> bool:
    """Whether a body itself puts its content forward as so; a party's media tell of its allies' deeds as well."""
    media = said.speaker is not None and said.speaker.kind is SourceKind.PARTY_MEDIA
    return said.saying.row.act in {Act.ASSERT, Act.CONFIRM} and not said.saying.negated and not media


def place_sayings(
    proposition: Proposition,
    quote: Stretch | None,
    quotes: Sequence[Stretch],
    setting: Setting,
    memory: Memory,
    pack: Pack,
) -> tuple[list[Said], list[tuple[int, Said]], list[Mention]]:
    """Who says a proposition, innermost first; who says it with whom of them; and the mentions of those not heard before."""
    said: list[Said] = []
    others: list[tuple[int, Said]] = []
    named: list[Mention] = []
    for saying in sayings_of(proposition, quotes, pack):
        if is_granted(proposition, saying, quote, pack):
            continue
        for one in (saying.speaker, *saying.others):
            speaker, source, mention = locate_speaker(one, setting, memory)
            if mention is not None:
                named.extend(new_speaker(mention, setting, memory, pack))
            if one is saying.speaker:
                said.append(Said(saying, speaker, source, said_time(saying, setting), quote))
            else:
                others.append((len(said) - 1, replace(said[-1], speaker=speaker, source=source)))
    if quote is not None and memory.quoting is not None and is_all_quote(setting.paragraph.doc, quotes):
        speaker, source = memory.quoting
        saying = Saying(rows_by_pattern(pack)["verb"]["say"], proposition.head, speaker)
        said.append(Said(saying, speaker, source, None, quote, carried=True))
    return said, others, named


def sayings_of(proposition: Proposition, quotes: Sequence[Stretch], pack: Pack) -> list[Saying]:
    """Who says it; of what only points back at a deed of its sentence ("nine dead, and by noon twelve"), who says that."""
    found = find_sayings(proposition.head, proposition.frame.kind, pack, quotes)
    lent = proposition.lent
    if found or lent is None or lent.sent != proposition.head.sent or proposition.head.pos_ in {"VERB", "AUX"}:
        # "They expected the fight to begin, and it began": that it did is nobody's word but the outlet's.
        return found
    return find_sayings(lent, proposition.frame.kind, pack, quotes)


def new_speaker(mention: Mention, setting: Setting, memory: Memory, pack: Pack) -> Iterator[Mention]:
    yield mention
    body = body_inside(mention, setting, memory, pack)
    if body is not None:
        yield body


def split_chains(said: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """ "Reports that X fell were denied by the command": the reports say it, the command denies it; two chains, one claim."""
    verdicts = {Act.DENY, Act.DISMISS, Act.CONFIRM}
    # Who is cited for a denial denies with who cites him.
    cuts = (i for i, s in enumerate(said) if i and s.saying.row.act in verdicts and s.saying.row is not said[i - 1].saying.row)
    cut = next(cuts, None)
    if cut is None:
        yield said
    else:
        yield said[:cut]
        yield said[cut:]


def joint_chains(said: Sequence[Said], others: Sequence[tuple[int, Said]]) -> Iterator[Sequence[Said]]:
    """ "The army and the council said": each of the others says it too, in a chain of its own."""
    for at, other in others:
        yield [*said[:at], other, *said[at + 1 :]]


EXTRACTORS: Mapping[str, Callable[[Page, Sequence[Passage], Pack], Iterable[Read]]] = {
    "claims": find_claims,
}
