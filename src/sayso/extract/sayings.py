"""Reporting words over a proposition: who is said to say it, level by level outwards, as sentence and quote marks have it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.arguments import antecedent
from sayso.extract.contents import OBJECT, QUOTE
from sayso.extract.cues import Rows, is_words_own, rows_by_pattern
from sayso.extract.doers import belonging
from sayso.extract.kinds import speaker_nouns
from sayso.extract.lexicon import lexicon_of
from sayso.extract.quotes import Stretch, inside, is_quoted, is_spoken
from sayso.extract.sources import agent_of, subject_of
from sayso.extract.speakers import HE_OR_SHE, PERSONS, Speaker, speaker_of
from sayso.extract.telling import Telling
from sayso.extract.tellings import find_tellings
from sayso.extract.tree import Doc, Token
from sayso.extract.wordings import speaks_itself
from sayso.model import Act, SourceKind, Stance
from sayso.pack import Cue, Pack

PAPERS = {
    SourceKind.AGENCY,
    SourceKind.OUTLET_NAMED,
    SourceKind.OUTLET_UNSPECIFIED,
    SourceKind.STATE_MEDIA,
    SourceKind.PARTY_MEDIA,
}


# What is counted, listed and filmed: the word that tells of it is also the one that says it was there.
COUNTED = ("equipment", "presence")
BODIES = {SourceKind.ORGANISATION, SourceKind.UN_NGO, SourceKind.MONITOR}


@dataclass(frozen=True, slots=True)
class Saying:
    """One level of say-so: the cue's row, its token, who speaks (None: unspecified), and who says it with them."""

    row: Cue
    cue: Token
    speaker: Speaker | None
    recipient: Token | None = None
    negated: bool = False
    others: tuple[Speaker, ...] = ()


def find_sayings(head: Token, kind: str, pack: Pack, quotes: Sequence[Stretch]) -> list[Saying]:
    """Who says the proposition of a kind at `head`, innermost first; empty if the paragraph's own voice does."""
    rows = rows_by_pattern(pack)
    tellings = [t for t in find_tellings(head.doc, pack) if t.row.act]
    over = [t for t in tellings if is_over(t, head, rows) or (t.cue == head and is_own_claim(t, kind))]
    # "Has not commented on the strike" says nothing of it (doubts.py).
    over = [t for t in over if not (t.negated and t.row.pattern == "verb" and t.row.cue in rows["refuse_comment"])]
    over = [t for t in over if not is_nobodys(t, rows) and not (t.row.act == Act.DENY and is_granted_by(t, head, rows))]
    over = [t for t in over if t.row.pattern != "reported" or len(over) == 1]
    over = [t for t in over if not any(is_told_twice(t, other, rows) for other in over)]
    found: list[Saying] = []
    for telling in sorted(over, key=lambda t: (t.size, -t.cue.i)):
        found.extend(cited(telling, rows, pack))
        found.append(saying_of(telling, pack))
        found.extend(carried_by(telling, rows, pack))
    quote = next((q for q in quotes if inside(head, q)), None)
    if quote is not None and not any(not inside(s.cue, quote) for s in found):
        outer = around_quote(head.doc, quote, rows, pack, quotes)
        if outer is not None:
            found.append(outer)
    return found


def is_told_twice(telling: Telling, other: Telling, rows: Rows) -> bool:
    """ "Unconfirmed reports say", "was heard saying": one link, though both words are cues."""
    if telling.named is None and other.named == telling.cue:
        return True
    heard = telling.row.pattern == "passive" and telling.row.cue in rows["perceive"]
    return heard and other.cue.head == telling.cue and other.cue.dep_ in {"xcomp", "ccomp"} and other.named is not None


def is_own_claim(telling: Telling, kind: str) -> bool:
    """ "The militia claims the town": one word both claims and says that somebody does; who accuses or threatens, does so.

    Who "counted nine dead" tells of them.
    """
    counts = telling.row.act == Act.ASSERT and telling.row.stance == Stance.NEUTRAL
    counted = kind.startswith("harm") or (kind.startswith(COUNTED) and not is_own_eyes(telling))
    if telling.row.pattern == "having" or (counted and counts and OBJECT in telling.row.takes.split("|")):
        return True
    return kind.startswith("control") and telling.row.act == Act.ASSERT and telling.row.stance == Stance.DISTANCE


def is_nobodys(telling: Telling, rows: Rows) -> bool:
    """ "No one has claimed the raid", "can anyone confirm it?": whatever there is to say, nobody says it."""
    named = telling.named
    if named is None:
        return False
    if named.lower_ in rows["whoever"]:
        return True
    none = any(t.lower_ in rows["nothing"] for t in (named, *named.lefts))
    # "Nobody disputes that it fell": it fell.
    denies = telling.row.act == Act.DENY
    return telling.negated and none and (denies or not any(c.dep_ in {"ccomp", "xcomp"} for c in telling.cue.children))


def is_granted_by(telling: Telling, head: Token, rows: Rows) -> bool:
    """Whether who denies grants it: "denied a part in the war that they wage", "denied that those who took X left"."""
    between = [head, *(t for t in head.ancestors if t in telling.cue.subtree and t != telling.cue)]
    if any(t.dep_ == "relcl" and t.head != telling.cue and not is_words_own(t, rows) for t in between):
        # "Issued a denial that it had shelled X" has a clause of its own.
        return True
    return head.pos_ == "NOUN" and head.dep_ == "pobj" and any(c.dep_ == "relcl" for c in head.children)


def is_over(telling: Telling, head: Token, rows: Rows) -> bool:
    """Whether it tells of the proposition; "expects the army at the gate", "saw lorries at the gate" have no other verb."""
    if telling.cue != head:
        return telling.covers(head)
    return telling.row.act == Act.PREDICT or (telling.row.cue in rows["perceive"] and not is_own_eyes(telling))


def is_own_eyes(telling: Telling) -> bool:
    """ "We saw lorries", "our engineers found it": no other source than who speaks."""
    named = telling.named
    return named is None or any("Person=1" in str(t.morph) for t in (named, *(c for c in named.children if c.dep_ == "poss")))


def saying_of(telling: Telling, pack: Pack) -> Saying:
    speaker, *others = named_speakers(telling.named, pack) if telling.named is not None else [None]
    also = tuple(other for other in others if other is not None)
    row = nobodys(telling.named, rows_by_pattern(pack)) if telling.named is not None and speaker is None else None
    return Saying(row or telling.row, telling.cue, speaker, telling.recipient, telling.negated, also)


def nobodys(noun: Token, rows: Rows) -> Cue | None:
    """The row of "unconfirmed reports" that say something: nobody's word, as doubtful as they are."""
    doubtful = next((c.lower_ for c in noun.children if c.lower_ in rows["doubtful"]), None)
    return rows["doubtful"][doubtful] if doubtful is not None else rows["noun"].get(noun.lemma_.casefold())


def named_speakers(named: Token, pack: Pack) -> list[Speaker | None]:
    """Those a subject names, each for itself: "the army and the council said" are two who say it."""
    head = antecedent(named)
    if head.tag_ in {"WP", "WDT"}:
        return [speaker_of(head, pack)]
    return [named_speaker(one, pack) for one in (head, *(c for c in head.conjuncts if c.i > head.i and is_joined(c, head)))]


def is_joined(one: Token, head: Token) -> bool:
    return one.pos_ in {"NOUN", "PROPN"} and head.pos_ in {"NOUN", "PROPN"}


def cited(telling: Telling, rows: Rows, pack: Pack) -> Iterator[Saying]:
    """ "The Wire, citing councillors, denied it": the councillors are the inner source, in the act of who cites them."""
    verb = telling.cue
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "csubj"}]
    marks = [c for c in verb.children if c.is_punct]
    behind = [t for t in verb.subtree if t.i > verb.i and t.dep_ == "advcl" and t.nbor(-1).text == ","]
    # "The Wire reported, citing councillors, that ...": the parser may hang it on what is said.
    behind += [t for t in verb.doc[verb.i + 2 : verb.i + 3] if t.dep_ == "advcl" and t.nbor(-1).text == ","]
    # "According to the Wire, which cited councillors".
    named = telling.named
    whose = [c for c in named.rights if c.dep_ == "relcl"] if named is not None and named.i != verb.i else []
    subjects += [verb.head] if verb.dep_ == "acl" and verb.head == named else []
    near = [*verb.children, *(c for s in (*subjects, *marks) for c in s.children)]
    for child in dict.fromkeys([*near, *behind, *whose]):
        if (child.tag_ == "VBG" or child in whose) and child.lemma_.casefold() in rows["citing"]:
            for inner in child.children:
                if inner.dep_ in {"dobj", "obj"}:
                    yield Saying(telling.row, child, named_speaker(inner, pack))


def carried_by(telling: Telling, rows: Rows, pack: Pack) -> Iterator[Saying]:
    """ "A communique that the Wire reported", "a statement carried by state television": whose paper it was in is outside."""
    inner = antecedent(telling.named) if telling.named is not None else None
    for child in (*(inner.children if inner is not None else ()), *in_papers(telling.cue)):
        named = subject_of(child) if child.dep_ == "relcl" else agent_of(child) if child.dep_ == "acl" else None
        speaker = speaker_of(named, pack) if named is not None and named is not inner else None
        # What a paper has "seen" or "obtained" it does not pass on: it tells of it.
        if speaker is not None and speaker.kind in PAPERS and child.lemma_.casefold() not in rows["viewing"]:
            yield Saying(telling.row, child, speaker)
    if inner is not None and speaker_of(inner, pack).kind is SourceKind.OFFICIAL_ANONYMOUS:
        # "A military source of the Wire's": known to nobody but the Wire.
        yield from (
            Saying(telling.row, one, paper)
            for one in belonging(inner)
            if one.pos_ == "PROPN" and (paper := speaker_of(one, pack)).kind in PAPERS
        )
    quoting = quoted_by(telling.cue, rows)
    if quoting is not None and quoting[1] != telling.named:
        yield Saying(telling.row, quoting[0], named_speaker(antecedent(quoting[1]), pack))


def in_papers(verb: Token) -> list[Token]:
    """What is done with the words in "said, in remarks carried by the wire, that": they are another's paper."""
    ties = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "in")
    return [c for tie in ties for o in tie.rights if o.dep_ == "pobj" for c in o.rights if c.dep_ == "acl" and c.tag_ == "VBN"]


def quoted_by(verb: Token, rows: Rows) -> tuple[Token, Token] | None:
    """Who quotes another "as saying": that word and the one who does so, also in "was quoted by the Wire as saying"."""
    tie = verb.head if verb.dep_ == "pcomp" and verb.head.lower_ == "as" else None
    above = tie.head if tie is not None else verb
    if tie is None or above.lemma_.casefold() not in rows["citing"] or above.pos_ != "VERB":
        return None
    passive = any(c.dep_ == "auxpass" for c in above.children) or above.dep_ == "acl"
    # "Was quoted as saying by the Wire": the parser hangs it on the saying.
    late = (o for c in verb.rights if c.dep_ in {"prep", "agent"} and c.lower_ == "by" for o in c.children if o.dep_ == "pobj")
    named = agent_of(above) or next(late, None) if passive else subject_of(above)
    return (above, named) if named is not None else None


def named_speaker(subject: Token, pack: Pack) -> Speaker | None:
    """ "Sources said" and a noun of saying as subject ("reports say") are nobody in particular.

    "Released a statement that accuses": whoever released it. "A report by the mission", "a ministry statement": its word.
    """
    rows = rows_by_pattern(pack)
    issuer = issuer_of(subject, rows, pack)
    if issuer is not None:
        return issuer
    if subject.dep_ == "dobj" and subject.lemma_.casefold() in rows["document"]:
        giver = subject_of(subject.head)
        return speaker_of(giver, pack) if giver is not None else speaker_of(subject, pack)
    nobody = subject.lemma_.casefold() in rows["noun"] and not speaks_itself(subject, rows)
    return None if nobody else speaker_of(subject, pack)


def issuer_of(paper: Token, rows: Rows, pack: Pack) -> Speaker | None:
    """Whose word a statement, a report, a tally is, if its own words tell; what a picture shows is the picture's."""
    lex, lemma = lexicon_of(pack), paper.lemma_.casefold()
    written = lemma in rows["document"] and not lex.is_class(paper, "footage")
    told = any(lemma in rows[pattern] for pattern in ("noun", "owned", "counted"))
    if not (written or told or lex.is_class(paper, "bulletin")):
        return None
    owner = next((c for c in paper.lefts if c.dep_ == "poss"), None)
    if owner is not None and lex.is_class(paper, "bulletin"):
        # "Its statement says" is its word.
        return speaker_of(owner, pack)
    made = [o for c in paper.rights if c.dep_ == "acl" and (o := agent_of(c)) is not None]
    before = next((c for c in reversed(paper.lefts) if c.dep_ == "compound" and c.right_edge.i == c.i), None)
    tied = [o for c in paper.rights if c.dep_ == "prep" and c.lower_ in {"by", "from"} for o in c.children if o.dep_ == "pobj"]
    # "The report of the commission"; a report of fighters is about them.
    of_it = [o for c in paper.rights if c.dep_ == "prep" and c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
    # "The map of 31 March" is no month's.
    of_it = [o for o in of_it if o.ent_type_ not in {"DATE", "TIME"}]
    tied += [o for o in of_it if written or speaker_of(o, pack).kind in BODIES]
    for one in (owner, *tied, *made, before):
        speaker = speaker_of(one, pack) if one is not None and one.pos_ in {"NOUN", "PROPN"} else None
        if speaker is None or one is None or (one in made and speaker.kind in PAPERS):
            continue
        if one == owner or is_known(speaker, one, pack):
            return speaker
    return None


def is_known(speaker: Speaker, named: Token, pack: Pack) -> bool:
    """Whether a noun beside a paper is of somebody who speaks: a name, or one of the packs' nouns; "a video" is of neither."""
    if speaker.kind in {SourceKind.UNSPECIFIED, SourceKind.IMAGERY_DOCUMENT}:
        return False
    return named.pos_ == "PROPN" or named.lemma_.casefold() in speaker_nouns(pack)


def speakers_between(doc: Doc, after: int, upto: int, pack: Pack) -> Iterator[Saying]:
    """Those who speak in the words after one token and up to another, whether or not a claim was found in what they say."""
    for saying in spoken_by(doc, pack):
        if after < saying.cue.i <= upto and saying.speaker is not None and not saying.speaker.pronoun:
            yield saying


def spoken_by(doc: Doc, pack: Pack) -> tuple[Saying, ...]:
    """All who speak in a paragraph, in text order; found once a parse."""
    if "spoken" not in doc.user_data:
        doc.user_data["spoken"] = tuple(find_spoken(doc, rows_by_pattern(pack), pack))
    found: tuple[Saying, ...] = doc.user_data["spoken"]
    return found


def find_spoken(doc: Doc, rows: Rows, pack: Pack) -> Iterator[Saying]:
    """Those too whose words the sentence does not give ("said nothing")."""
    told = (telling for telling in find_tellings(doc, pack) if telling.row.pattern != "stance")
    tellings = {telling.cue.i: telling for telling in told if telling.named is not None}
    for token in doc:
        telling = tellings.get(token.i)
        row = rows["verb"].get(token.lemma_.casefold()) if token.pos_ == "VERB" else None
        if telling is not None:
            yield saying_of(telling, pack)
        elif row is not None and row.act and row.takes != QUOTE and (named := subject_of(token)) is not None:
            yield Saying(row, token, named_speaker(antecedent(named), pack))


def around_quote(doc: Doc, quote: Stretch, rows: Rows, pack: Pack, quotes: Sequence[Stretch]) -> Saying | None:
    """The speaker of a quote whose own sentence names none: the nearest saying outside the marks, else a name."""
    spoken = [s for s in spoken_by(doc, pack) if s.speaker and s.row.polarity == "+" and not is_quoted(s.cue, quotes)]
    if spoken:
        return min(spoken, key=lambda s: min(abs(s.cue.idx - quote[1]), abs(s.cue.idx - quote[0])))
    found = named_after(doc, quote, rows, pack) or signature(doc, quote, rows, pack, quotes)
    return found or named_before(doc, quote, rows, pack)


def named_before(doc: Doc, quote: Stretch, rows: Rows, pack: Pack) -> Saying | None:
    """ "Umm Salim wept.", "The general was blunt:" and a quote: it is theirs whom the words right before it are about."""
    marks = [t for t in doc if t.idx < quote[0] and t.text in {".", ":"}]
    last = marks[-1] if marks else None
    if last is None or doc.text[last.idx + 1 : quote[0]].strip(" \n\"'") or not is_spoken(quote, doc.text):
        return None
    return whom_about(last, rows, pack)


def whom_about(mark: Token, rows: Rows, pack: Pack) -> Saying | None:
    """Whom the sentence that ends in a mark is about, if it is somebody who can speak."""
    row = rows["verb"].get("say")
    opens = max((t.i + 1 for t in mark.doc[: mark.i] if t.text in {".", '"'}), default=0)
    clause = mark.doc[opens : mark.i]
    subjects = [t for t in clause if t.dep_ == "nsubj" and t.head.pos_ in {"VERB", "AUX"} and t.i < t.head.i < mark.i]
    if row is None or not subjects:
        return None
    named = subjects[0]
    speaker = named_speaker(named, pack)
    he = speaker is not None and speaker.pronoun and named.lower_ in HE_OR_SHE
    return Saying(row, named.head, speaker) if speaker is not None and (he or speaker.kind in PERSONS) else None


def named_after(doc: Doc, quote: Stretch, rows: Rows, pack: Pack) -> Saying | None:
    """ "That was Odeh on the radio.": who spoke a quote is said sentences behind it."""
    for sentence in doc.sents:
        verb, row = sentence.root, rows["verb"].get("say")
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if row is None or sentence.start_char < quote[1] or verb.lemma_ != "be" or subject is None or subject.tag_ != "DT":
            continue
        named = next((c for c in verb.children if c.dep_ == "attr" and c.pos_ in {"PROPN", "NOUN"}), None)
        speaker = speaker_of(named, pack) if named is not None else None
        if named is not None and speaker is not None and (named.pos_ == "PROPN" or speaker.kind is not SourceKind.UNSPECIFIED):
            return Saying(row, named, speaker)
    return None


def signature(doc: Doc, quote: Stretch, rows: Rows, pack: Pack, quotes: Sequence[Stretch]) -> Saying | None:
    """A bare name behind a quote: "..." - Odeh, corps spokesman."""
    behind = [t for t in doc if t.idx >= quote[1] and not is_quoted(t, quotes)]
    names = [t for t in behind if t.pos_ in {"PROPN", "NOUN"} and t.dep_ not in {"compound", "nmod"}]
    row = rows["verb"].get("say")
    if not names or row is None or any(t.pos_ in {"VERB", "AUX"} for t in behind):
        return None
    speaker = speaker_of(names[0], pack)
    signed = speaker.kind is not SourceKind.UNSPECIFIED or any(t.lemma_.casefold() in speaker_nouns(pack) for t in names)
    return Saying(row, names[0], speaker) if signed else None
