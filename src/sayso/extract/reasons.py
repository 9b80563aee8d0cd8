"""Which rules made a claim what it is: the rows of frames, hedges, cues and times that fired, and the words they met."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from sayso.extract import Read, find_claims
from sayso.extract.attributions import Said, is_question
from sayso.extract.claims import Setting, governor, tense_of, time_words
from sayso.extract.cues import rows_by_pattern
from sayso.extract.doubts import read_doubt
from sayso.extract.firmness import NOMINAL, Firmness, is_presupposed, under
from sayso.extract.frames import phrase_of, slots_for
from sayso.extract.grounds import Grounds
from sayso.extract.lexicon import Lexicon, lexicon_of
from sayso.extract.meant import is_own_deed
from sayso.extract.tellings import find_tellings
from sayso.extract.time_words import TimeWords
from sayso.extract.tree import Token
from sayso.model import Attribution, Mood, Page, Passage, When
from sayso.pack import Cue, Fired, Frame, Hedge, Pack

# Of a word that filled no frame, so many of its rows are shown.
ROWS = 4


def find_reasons(page: Page, passages: Sequence[Passage], pack: Pack) -> list[Fired]:
    """Reads the page again, as `extract` does, and tells of every claim and link what made it; then what made none."""
    read = list(find_claims(page, passages, pack))
    grounds = [one for one in read if isinstance(one, Grounds)]
    settings = [one for one in read if isinstance(one, Setting)]
    found = [fired for one in grounds for fired in of_claim(one, pack)]
    found += [fired for setting in settings for fired in of_doubts(read, setting, pack)]
    cues = {one.cue.start for one in read if isinstance(one, Attribution) and one.cue is not None}
    found += [fired for setting in settings for fired in unread(setting, grounds, cues, pack)]
    return list(dict.fromkeys(found))


def of_claim(grounds: Grounds, pack: Pack) -> Iterator[Fired]:
    claim, setting, head = grounds.claim, grounds.setting, grounds.proposition.head
    words = [head, *grounds.proposition.phrase]
    yield Fired(claim.id, "kind", grounds.proposition.frame, *around(words, setting))
    if is_presupposed(head, pack):
        yield Fired(claim.id, "mood", None, why="it only describes a noun, so it stands whatever is said of that")
    for hedge in grounds.firmness.rows:
        yield Fired(claim.id, "mood", hedge, *around(met(hedge, head), setting))
    yield from of_mood(grounds, pack)
    if is_question(setting, claim):
        yield Fired(claim.id, "mood", None, why="a question asserts nothing")
    times = time_words(head, claim.mood, setting)
    if times is not None:
        read = f"read as {tense_of(head, claim.mood)}, from {day(grounds.anchor)}"
        yield from of_time(claim.id, "when", times, setting, read if claim.when is not None else "")
    for said in grounds.said:
        for link in grounds.links:
            if is_of(link, said, setting):
                yield from of_link(link, said, setting)


def of_mood(grounds: Grounds, pack: Pack) -> Iterator[Fired]:
    """What the saying makes of the mood of what is said, beyond the words of the clause."""
    claim, said = grounds.claim, grounds.said[0] if grounds.said else None
    own = under(Firmness(), grounds.firmness.rows).mood
    if said is None or claim.mood is own:
        return
    if own is Mood.EXPECTED and is_own_deed(grounds.proposition, said.saying, said.quote is not None):
        yield Fired(claim.id, "mood", None, why="who says so is to do it, so it is meant")
        return
    row = rows_by_pattern(pack)["pledge"].get(said.saying.row.cue, said.saying.row)
    cue = [] if said.carried else [said.saying.cue]
    yield Fired(claim.id, "mood", row, *around(cue, grounds.setting), f"so what is said is {claim.mood}")


def is_of(link: Attribution, said: Said, setting: Setting) -> bool:
    if link.cue is None or said.carried:
        return link.cue is None and said.carried and link.source == said.source
    return link.cue.start == setting.paragraph.span(said.saying.cue.idx, 0)[0]


def of_link(link: Attribution, said: Said, setting: Setting) -> Iterator[Fired]:
    cue = said.saying.cue
    if said.carried:
        yield Fired(link.id, "act", None, why="a quote that goes on from the paragraph before")
        return
    why = "with a “not”: neither sign is asserted" if said.saying.negated else ""
    yield Fired(link.id, "act", said.saying.row, *around([cue], setting), why)
    for words, token in setting.times:
        if governor(token) == cue:
            yield from of_time(link.id, "said", words, setting, f"read as past, from {day(setting.anchor)}")
            return
    if link.said is not None:
        yield Fired(link.id, "said", None, why="no words say when: at most two days before the page")


def of_time(record: str, decides: str, words: TimeWords, setting: Setting, why: str) -> Iterator[Fired]:
    start, end = setting.paragraph.span(words.start, words.end)
    for row in words.rows:
        yield Fired(record, decides, row, start, end, why if row is words.rows[-1] else "")


def day(anchor: When | None) -> str:
    if anchor is None or anchor.start is None:
        return "no known day"
    return f"{anchor.start.day} {anchor.start:%b %Y}"


def of_doubts(read: Iterable[Read], setting: Setting, pack: Pack) -> Iterator[Fired]:
    """Links that point back at earlier claims, found again by where their cues stand."""
    chained = {link.id for one in read if isinstance(one, Grounds) for link in one.links}
    links = [one for one in read if isinstance(one, Attribution) and one.cue is not None and one.id not in chained]
    for token in setting.paragraph.doc:
        at = setting.paragraph.span(token.idx, 0)[0]
        here = [link for link in links if link.cue is not None and link.cue.start == at]
        doubt = read_doubt(token, rows_by_pattern(pack), lexicon_of(pack)) if here else None
        for link in here if doubt is not None else ():
            if doubt is not None and link.act == doubt.row.act:
                yield Fired(link.id, "act", doubt.row, *around([token], setting), "points back at what was said before")


def unread(setting: Setting, grounds: Iterable[Grounds], cues: Container[int], pack: Pack) -> Iterator[Fired]:
    """Words that a row hangs on and that filled none, and verbs that neither frames nor cues know."""
    doc, lex, page = setting.paragraph.doc, lexicon_of(pack), setting.page
    here = [g.proposition for g in grounds if g.setting is setting]
    used = {t.i for p in here for t in (p.head, *p.phrase, *(filler for _, filler in p.fillers))}
    # A verb that a deed's noun hangs on ("launched an attack") has said what it had to say.
    used |= {p.head.head.i for p in here if p.head.dep_ in NOMINAL}
    used |= {telling.cue.i for telling in find_tellings(doc, pack)}
    used |= {t.i for t in doc if any(words.start <= t.idx < words.end for words, _ in setting.times)}
    for token in doc:
        if token.i in used or setting.paragraph.span(token.idx, 0)[0] in cues:
            continue
        rows = lex.frames.get(token.lemma_.casefold(), ())
        standing: list[Frame | Cue] = [row for row, _ in rows if row.pattern != "scene" and stands(token, row, lex)]
        if token.pos_ == "VERB":
            standing += [row for row in pack.cues if row.cue == token.lemma_.casefold() and row.act]
        for row in standing[:ROWS]:
            yield Fired(page, "unfilled", row, *around([token], setting))
        if not standing and token.pos_ == "VERB" and token.dep_ not in {"aux", "auxpass", "amod"}:
            yield Fired(page, "unknown", None, *around([token], setting))


def stands(token: Token, frame: Frame, lex: Lexicon) -> bool:
    """Whether a word stands as the frame's word does, so that only what should fill the frame is missing."""
    phrase = phrase_of(token, frame)
    return phrase is not None and slots_for(token, frame, phrase, lex) is not None


def met(hedge: Hedge, head: Token) -> list[Token]:
    """The words of a hedge as they stand in the sentence, those nearest to the predicate; none if they are not said."""
    found = []
    for word in hedge.words.split():
        same = [t for t in head.sent if word in (t.lower_, t.lemma_.casefold())]
        if not same and word == "not":
            same = [t for t in head.sent if t.dep_ == "neg"]
        found.extend(sorted(same, key=lambda t: abs(t.i - head.i))[:1])
    return found


def around(tokens: Sequence[Token], setting: Setting) -> tuple[int | None, int | None]:
    """From the first of the words to the last; None of no words."""
    if not tokens:
        return None, None
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return setting.paragraph.span(first.idx, last.idx + len(last.text))
