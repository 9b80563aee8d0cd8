"""Words that point back at earlier claims: "cannot confirm these claims", "denied the reports", "no comment", "it has not"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.extract.answers import answered, read_answer
from sayso.extract.attributions import READERS, inferred, outer_chain, said_time
from sayso.extract.claims import Setting
from sayso.extract.clauses import is_finite
from sayso.extract.cues import Rows, rows_by_pattern
from sayso.extract.interest import is_interested
from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.memory import FIRST_PERSON, Memory, locate_speaker
from sayso.extract.own_name import is_own_name
from sayso.extract.pointing import BACK, OPEN, Doubt, is_nothing, pointed_at
from sayso.extract.quotes import is_quoted, quote_spans
from sayso.extract.sayings import Saying, find_sayings, named_speakers
from sayso.extract.scopes import by_scope
from sayso.extract.sources import agent_of, subject_of
from sayso.extract.speakers import Speaker
from sayso.extract.tellings import is_neither
from sayso.extract.told import Told
from sayso.extract.tree import Token
from sayso.extract.verdicts import read_verdict, teller_of
from sayso.extract.voice import is_passive
from sayso.model import (
    Act,
    Attribution,
    Mention,
    Modality,
    Page,
    Passage,
    Polarity,
    SourceKind,
    Span,
    Stance,
    record_id,
)
from sayso.pack import Cue, Pack

OBJECTS = {"dobj", "obj", "attr", "nsubjpass", "pobj"}


def find_doubts(
    page: Page, passage: Passage, setting: Setting, memory: Memory, at: int, pack: Pack
) -> Iterator[tuple[Attribution, Mention | None]]:
    """What is said of earlier claims: an attribution for each claim, and the mention of who says it if it is new."""
    rows = rows_by_pattern(pack)
    # A reader whose name is lost is still no outlet.
    voice = passage.voice if passage.voice is not None or passage.role in READERS else page.source
    answer = read_answer(setting.paragraph.doc, rows) if memory.answering and memory.paragraphs == 1 else None
    if answer is not None:
        for told in answered(memory.answering):
            yield make_doubt(told, answer, None, voice, None, setting, pack), None
    for token in setting.paragraph.doc:
        doubt = read_doubt(token, rows, lexicon_of(pack)) or read_verdict(token, rows, by_scope(pack), pack)
        if doubt is None:
            continue
        if doubt.row.pattern == "bare_not":
            # "It has not", "the corps said it had not".
            doubt = replace(doubt, speaker=teller_of(token, pack))
        for speaker, source, mention in who_doubts(doubt, voice, setting, memory, pack):
            for told in pointed_at(doubt, memory, at, source, setting, rows):
                if is_read(doubt, told, source, setting):
                    continue
                outer = None
                above = outer_chain(page, passage, told.claim.id, pack)
                if speaker is not None or len(above) > 1:
                    # "The wire could not check it", in a text that another prints, is the wire's word inside that one's.
                    outer = passing_on(told, above[-1] if speaker is not None else above[0])
                    yield outer, mention
                yield make_doubt(told, doubt, speaker, source, outer, setting, pack), mention


def passing_on(told: Told, outlet: Attribution) -> Attribution:
    """The outlet's link above another's word on a claim; one of its own if the outlet has made the claim itself."""
    made = any(link.id == outlet.id for link in told.leaves)
    return replace(outlet, id=record_id("attribution", outlet.id, Act.ASSERT, "passes on")) if made else outlet


def read_doubt(token: Token, rows: Rows, lex: Lexicon) -> Doubt | None:
    if token.pos_ == "AUX" or token.tag_ in {"VBP", "VBZ", "VBD", "VBN"}:
        row = elliptic_row(token, rows)
        if row is not None:
            return Doubt(token, row)
    if token.pos_ == "NOUN":
        return lacking(token, rows)
    if token.pos_ == "ADJ":
        row = rows["silent"].get(token.lower_) if token.dep_ in {"acomp", "oprd"} else None
        return Doubt(token, row) if row is not None and not any(c.dep_ == "prep" for c in token.children) else None
    found = pointing_verb(token, rows, lex) if token.pos_ == "VERB" else None
    whole = rows["bare_not"].get("have")
    if found is None and whole is not None and is_of_it(token) and any(c.dep_ == "neg" for c in token.children):
        return Doubt(token, whole, token)
    return found


def elliptic_row(verb: Token, rows: Rows) -> Cue | None:
    """ "They have not.", "It did not: I saw it": an auxiliary, a pronoun, a "not", and nothing that it helps."""
    row = rows["bare_not"].get(verb.lemma_.casefold())
    kinds = {c.dep_ for c in verb.children} - {"punct", "cc"}
    if is_no_such(verb, rows):
        return rows["bare_not"].get("do")
    return row if kinds == {"nsubj", "neg"} and is_of_it(verb) else None


def is_no_such(verb: Token, rows: Rows) -> bool:
    """ "Nothing of the kind had happened"."""
    ties = (t for c in verb.lefts if is_nothing(c, rows) for t in c.rights if t.lower_ == "of")
    return any(o.lemma_.casefold() in rows["such"] for tie in ties for o in tie.rights)


def is_of_it(verb: Token) -> bool:
    """Whether a statement is about "it" or "them"."""
    return any(c.dep_ == "nsubj" and c.tag_ == "PRP" for c in verb.children) and "?" not in verb.sent.text


def lacking(noun: Token, rows: Rows) -> Doubt | None:
    """ "no comment on the reported strike", "no independent confirmation", "no second source for this"."""
    if not any(c.dep_ == "det" and c.lower_ in rows["nothing"] for c in noun.children):
        return None
    lemma = noun.lemma_.casefold()
    row = rows["refuse_comment"].get(lemma) or rows["no_proof"].get(lemma)
    if row is None or (lemma in rows["second"] and not any(c.lower_ in rows["second"] for c in noun.children)):
        return None
    near = [*noun.children, *(c for c in noun.head.children if c.i > noun.i)]
    tie = next((c for c in near if c.dep_ == "prep" and c.lower_ in rows["on_what"]), None)
    return Doubt(noun, row, next((c for c in tie.children if c.dep_ == "pobj"), None) if tie is not None else None)


def pointing_verb(verb: Token, rows: Rows, lex: Lexicon) -> Doubt | None:
    """A verb that speaks of earlier claims, not of a clause of its own."""
    apart = any(c.text == ";" for c in verb.children)
    if any(c.dep_ == "ccomp" and (c.i > verb.i or not apart) for c in verb.children):
        return None
    lemma = verb.lemma_.casefold()
    things = [c for c in verb.children if c.dep_ in OBJECTS - {"pobj"}]
    thing = things[0] if things else None
    nothing = next((t for t in things if is_nothing(t, rows)), None)
    unable = lemma in rows["cannot"] and (nothing is not None or (is_refused(verb, rows) and not is_done(verb)))
    if unable and (thing is None or points(thing, rows) or nothing is not None):
        return Doubt(verb, rows["cannot"][lemma], nothing or thing)
    silent = is_silent(verb, rows) or verb.head.lemma_.casefold() in rows["declines"] or is_put_off(verb, rows)
    drawn = lemma in rows["refuse_comment"] and rows["refuse_comment"][lemma].takes == "passive"
    if lemma in rows["refuse_comment"] and silent and (not drawn or is_passive(verb)):
        tie = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in rows["on_what"]), None)
        return Doubt(verb, rows["refuse_comment"][lemma], next(iter(tie.children), None) if tie is not None else None)
    if thing is not None and lemma in rows["cannot"].keys() | rows["verb"].keys() and is_neither(verb) and points(thing, rows):
        # "Would neither confirm nor deny it".
        return Doubt(verb, next(iter(rows["refuse_comment"].values())), thing)
    row = rows["back"].get(lemma) or rows["verb"].get(lemma)
    if row is not None and row.act in BACK and is_tagged_on(verb, rows, lex):
        return Doubt(verb, row, verb.head)
    if row is None or row.act not in {*BACK, Act.ASSERT} or thing is None or is_silent(verb, rows):
        return None
    if row.act == Act.ASSERT and (row.pattern != "back" or thing.tag_ not in {"PRP", "DT"} or not is_finite(verb)):
        # "A day after the command announced it": what one has just read.
        return None
    share = row.act == Act.DENY and thing.lemma_.casefold() in rows["share"]
    if share or points(thing, rows):
        return Doubt(verb, row, thing)
    deed = the_deed(thing, lex)
    return Doubt(verb, row, thing, kinds=deed) if deed else None


def is_put_off(verb: Token, rows: Rows) -> bool:
    """ "Has yet to comment"."""
    return verb.dep_ == "xcomp" and any(c.dep_ == "advmod" and c.lower_ in rows["unable"] for c in verb.head.children)


def is_tagged_on(verb: Token, rows: Rows, lex: Lexicon) -> bool:
    """ "..., a charge the army denied", "..., something confirmed by the council", "..., which the army denies", "..., a
    raid it had denied"."""
    things = [c for c in verb.children if c.dep_ in {"dobj", "ccomp"}]
    if any(c.lower_ == "which" and c.nbor(-1).text == "," for c in things if c.i):
        return verb.dep_ == "relcl"
    words = {verb.head.lower_, verb.head.lemma_.casefold()}
    said = any(word in rows[pattern] for word in words for pattern in ("noun", "pointer", "counted", "tagged"))
    said = said or any(frame.pattern == "noun" for frame, _ in lex.frames.get(verb.head.lemma_.casefold(), ()))
    behind = verb.head.left_edge.i > 0 and verb.head.left_edge.nbor(-1).text in {",", "-"}
    by_whom = verb.dep_ == "acl" and agent_of(verb) is not None
    return (verb.dep_ == "relcl" or by_whom) and said and behind and all(c.tag_ == "WDT" for c in things)


def the_deed(thing: Token, lex: Lexicon) -> frozenset[str]:
    """The kinds of what was told before that "the attack" can be; none for a deed told with more words, which is its own."""
    bare = all(c.dep_ in {"det", "amod"} for c in thing.children)
    the = any((c.dep_ == "det" and is_pointing(c)) or c.lower_ == "such" for c in thing.children)
    rows = lex.frames.get(thing.lemma_.casefold(), ()) if bare and the else ()
    return frozenset(frame.kind.partition(".")[0] for frame, _ in rows if frame.pattern == "noun")


def points(thing: Token, rows: Rows) -> bool:
    """Whether an object points back ("the claim", "any of these reports", "it") instead of saying what it means."""
    if any(c.dep_ in {"acl", "relcl"} or (c.dep_ == "prep" and c.lower_ in rows["about_what"]) for c in thing.children):
        return False
    inner = [o for c in thing.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children]
    pointers = {**rows["noun"], **rows["pointer"], **rows["counted"]}
    return any(word in pointers for t in [thing, *inner] for word in (t.lower_, t.lemma_.casefold()))


def is_pointing(article: Token) -> bool:
    """ "The", "this", "those", as the parser knows them."""
    return any(mark in str(article.morph) for mark in ("Definite=Def", "PronType=Dem"))


def is_silent(verb: Token, rows: Rows) -> bool:
    """ "did not comment", "neither side has commented", "nothing was heard from them"."""
    heard = {"nsubj", "nsubjpass"} if any(c.lower_ == "from" for c in verb.rights) else {"nsubj"}
    nobody = any(is_nothing(c, rows) for c in verb.children if c.dep_ in heard)
    return nobody or any(c.dep_ == "neg" for c in verb.children)


def is_refused(token: Token, rows: Rows) -> bool:
    """ "cannot confirm", "unable to verify", "no means to check", "no way of testing", "has yet to confirm"."""
    if any(c.dep_ == "neg" for c in token.children):
        return any(c.dep_ == "aux" for c in token.children)
    governed = token.dep_ in {"acl", "relcl", "xcomp", "ccomp", "advcl", "pcomp"}
    above = token.head.head if token.dep_ == "pcomp" else token.head
    if not governed or above == token:
        return False
    no = any(c.dep_ == "det" and c.lower_ in rows["nothing"] for c in above.children) or any(
        c.dep_ == "neg" for c in above.children
    )
    return (
        (above.lemma_.casefold() in rows["no_means"] and no)
        or above.lower_ in rows["unable"]
        or any(c.lower_ in rows["unable"] for c in above.children if c.dep_ == "advmod")
        or (above.lower_ in rows["able"] and any(c.dep_ == "neg" for c in above.head.children))
        or any(c.lower_ in rows["unable"] for c in above.children if c.dep_ == "acomp")
        or (any(c.dep_ == "neg" for c in above.children) and any(c.lower_ in rows["able"] for c in above.children))
    )


def is_done(token: Token) -> bool:
    return (
        token.tag_ == "VBN"
        and any(c.dep_ == "auxpass" for c in token.children)
        and not any(c.dep_ == "neg" for c in token.children)
    )


def is_read(doubt: Doubt, told: Told, source: str | None, setting: Setting) -> bool:
    """Whether the word is already the cue of a link, or its sense that of one: it says what it means, and points at nothing."""
    at = setting.paragraph.span(doubt.token.idx, doubt.token.idx)[0]
    cued = any(link.cue is not None and link.cue.start == at for link in told.leaves)
    alike = OPEN if doubt.row.act in OPEN else {doubt.row.act}
    twice = [link for link in told.leaves if link.polarity is Polarity.NEGATIVE and doubt.row.polarity == "-"]
    return cued or any(link.source == source and (link.act in alike or link in twice) for link in told.leaves)


def who_doubts(
    doubt: Doubt, voice: str | None, setting: Setting, memory: Memory, pack: Pack
) -> Iterator[tuple[Speaker | None, str | None, Mention | None]]:
    """Each who says it; None with the voice of the passage for "we", for the outlet's own name, and for nobody named."""
    named = named_in(doubt)
    nobody = named is None or (doubt.row.pattern == "bare_not" and doubt.speaker is None) or named.lower_ == "there"
    # "It was not possible to confirm this": of nobody.
    nobody = nobody or (named is not None and named.lower_ == "it" and named.head.lemma_ == "be" and named.head != doubt.token)
    quoted = quoted_speaker(doubt, pack)
    for speaker in [None] if named is None or nobody else named_speakers(named, pack):
        if quoted is not None and (speaker is None or speaker.lemma in FIRST_PERSON):
            yield locate_speaker(quoted, setting, memory)
        elif speaker is None or is_own_name(speaker, doubt.row, voice, setting, pack):
            yield None, voice, None
        else:
            yield locate_speaker(speaker, setting, memory)


def quoted_speaker(doubt: Doubt, pack: Pack) -> Speaker | None:
    """Whose "we" it is in a quote."""
    quotes = quote_spans(doubt.token.doc)
    if not is_quoted(doubt.token, quotes):
        return None
    return next((said.speaker for said in find_sayings(doubt.token, "", pack, quotes) if not is_quoted(said.cue, quotes)), None)


def named_in(doubt: Doubt) -> Token | None:
    """The words for who says it, wherever they stand beside the word that points back."""
    token = doubt.token
    if doubt.speaker is not None:
        return doubt.speaker
    if token.pos_ == "NOUN":
        return giver(token)
    if token.pos_ == "ADJ":
        return subject_over(token.head)
    if token.pos_ != "VERB":
        return None
    passive = any(c.dep_ == "auxpass" for c in token.children) or (token.dep_ == "acl" and agent_of(token) is not None)
    if passive and doubt.row.act == Act.NO_COMMENT:
        # "Could not be reached": whoever was to comment; "nothing was heard from them": they.
        return giver(token) or next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    return agent_of(token) if passive else subject_over(token)


def subject_over(verb: Token) -> Token | None:
    """The subject of a verb or of what governs it: "the council was unable to verify", "we have no means to check"."""
    for token in (verb, *verb.ancestors):
        named = subject_of(token) if token.pos_ in {"VERB", "AUX"} else None
        if named is not None or token.dep_ in {"conj", "ccomp", "advcl", "ROOT"}:
            return named
    return None


def giver(noun: Token) -> Token | None:
    """ "No comment from the ministry", "the ministry made no comment by the evening"."""
    own = subject_of(noun.head) if noun.dep_ == "dobj" else None
    ties = [c for t in (noun, noun.head) for c in t.children if c.dep_ == "prep" and c.lower_ in {"from", "by"}]
    named = (o for c in ties for o in c.children if o.dep_ == "pobj" and (c.head == noun or own is None))
    given = (o for o in named if o.ent_type_ not in {"DATE", "TIME"})
    return next(given, None) or own


def make_doubt(
    told: Told,
    doubt: Doubt,
    speaker: Speaker | None,
    source: str | None,
    outer: Attribution | None,
    setting: Setting,
    pack: Pack,
) -> Attribution:
    row, token = doubt.row, doubt.token
    cue = Span(setting.page, *setting.paragraph.span(token.idx, token.idx + len(token.text)))
    taken_back = next((link.id for link in told.leaves if link.source == source), None) if row.act == Act.RETRACT else None
    printed = pack.sources.get(source or "") if outer is not None and speaker is None else None
    made = Attribution(
        id=record_id("attribution", told.claim.id, source, row.act, cue.start),
        claim=told.claim.id,
        source=source,
        source_kind=speaker.kind if speaker is not None else printed.source_kind if printed is not None else SourceKind.AUTHOR,
        act=Act(row.act),
        cue=cue,
        content=(told.claim.span,),
        inside=outer.id if outer is not None else None,
        polarity=Polarity(row.polarity) if row.polarity else None,
        modality=Modality(row.modality),
        stance=Stance(row.stance),
        said=said_time(Saying(row, token, None), setting) or inferred(setting.anchor),
        supersedes=taken_back,
    )
    if speaker is None:
        return made
    parties = [words for role, words in told.words if role in {"actor", "target"}]
    return replace(made, anonymous=speaker.anonymous, interested=is_interested(speaker.words, parties, pack))
