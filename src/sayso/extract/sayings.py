"""Reporting words: who is said to say a proposition, level by level outwards, as the sentence and its quote marks have it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from sayso.extract.arguments import SUBJECTS, antecedent, owner
from sayso.extract.parse import is_negated, text_of
from sayso.extract.speakers import Speaker, speaker_nouns, speaker_of
from sayso.model import SourceKind
from sayso.pack import Cue, Pack

QUOTED = re.compile(r'"([^"]*)(?:"|$)')
CLAUSE = {"ccomp", "xcomp", "dobj", "obj", "parataxis", "pcomp", "pobj", "advcl", "acl", "prep", "nsubjpass"}


@dataclass(frozen=True, slots=True)
class Saying:
    """One level of say-so: the cue's row, its token, who speaks (None: unspecified), and whether the words are verbatim."""

    row: Cue
    cue: Token
    speaker: Speaker | None
    recipient: Token | None = None
    negated: bool = False


@lru_cache(maxsize=8)
def rows_by_pattern(pack: Pack) -> Mapping[str, Mapping[str, Cue]]:
    found: dict[str, dict[str, Cue]] = defaultdict(dict)
    for row in pack.cues:
        found[row.pattern].setdefault(row.cue, row)
    return found


def quote_spans(doc: Doc) -> list[tuple[int, int]]:
    """Half-open character offsets between quote marks; an unclosed mark runs to the end of the paragraph."""
    return [match.span(1) for match in QUOTED.finditer(text_of(doc)) if match.group(1).strip()]


def find_sayings(head: Token, pack: Pack, quotes: Sequence[tuple[int, int]]) -> list[Saying]:
    """Who says the proposition at `head`, innermost first; empty if the paragraph's own voice does."""
    rows = rows_by_pattern(pack)
    found: list[Saying] = []
    token = head
    while True:
        found.extend(beside(token, rows, pack, found))
        above = token.head
        if above == token:
            break
        saying = governing(token, above, rows, pack)
        if saying is not None and all(s.cue != saying.cue for s in found):
            found.extend(cited(above, rows, pack))
            found.append(saying)
        token = above
    if not any(saying.row.pattern == "verb" for saying in found):
        found.extend(tail for tail in tails(head, rows, pack) if not any(inside(tail.cue, q) for q in quotes))
    quote = next((q for q in quotes if q[0] <= head.idx < q[1]), None)
    if quote is not None and not any(not inside(s.cue, quote) for s in found):
        outer = around_quote(head.doc, quote, rows, pack, quotes)
        if outer is not None:
            found.append(outer)
    return found


def inside(token: Token, quote: tuple[int, int]) -> bool:
    return quote[0] <= token.idx < quote[1]


def governing(token: Token, above: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Saying | None:
    """The saying of the word above: a verb of saying with this clause as content, or a noun ("reports that")."""
    lemma = above.lemma_.casefold()
    told = next((c for c in above.children if c.dep_ in SUBJECTS and c.lemma_.casefold() in rows["noun"]), None)
    if told is not None and token.dep_ in {"ccomp", "acl"} and above.lemma_.casefold() not in rows["verb"]:
        # "Reports appeared that ...": the clause hangs on the verb, but it is the reports that say it.
        return noun_saying(told, rows, pack)
    if above.pos_ in {"VERB", "AUX"} and token.dep_ in CLAUSE and not is_adjunct(token):
        passive = any(c.dep_ == "auxpass" for c in above.children)
        if passive and lemma in rows["verb"] and token.dep_ == "nsubjpass" and agent_of(above, pack):
            return Saying(rows["verb"][lemma], above, agent_of(above, pack), None, is_negated(above))
        if passive and lemma in rows["passive"]:
            return Saying(rows["passive"][lemma], above, agent_of(above, pack))
        if lemma in rows["verb"] and is_neither(above):
            row = next(iter(rows["refuse_comment"].values()))
            return Saying(row, above, subject_of(above, pack), recipient_of(above, rows))
        if lemma in rows["verb"] and not passive and is_content(token, above):
            return Saying(rows["verb"][lemma], above, subject_of(above, pack), recipient_of(above, rows), is_negated(above))
    says_that = token.dep_ in {"acl", "ccomp"} and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    if above.pos_ == "NOUN" and lemma in rows["noun"] and says_that:
        return noun_saying(above, rows, pack)
    return None


def is_neither(verb: Token) -> bool:
    """ "neither confirmed nor denied": no word on the matter at all."""
    pair = [verb, *verb.conjuncts]
    return len(pair) > 1 and any(c.lower_ == "neither" for v in pair for c in v.children)


def cited(verb: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Iterator[Saying]:
    """ "The Wire, citing councillors, said": the councillors are the inner source."""
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    for child in [*verb.children, *(c for s in subjects for c in s.children)]:
        if child.lemma_.casefold() in rows["citing"] and child.tag_ == "VBG":
            for named in child.children:
                if named.dep_ in {"dobj", "obj"}:
                    yield Saying(rows["citing"][child.lemma_.casefold()], child, named_speaker(named, pack))


def is_adjunct(token: Token) -> bool:
    """A purpose or time clause beside the verb is not what is said."""
    return token.dep_ == "advcl" or (token.dep_ == "prep" and token.lower_ != "of") or token.dep_ in {"pobj", "acl"}


def is_content(token: Token, verb: Token) -> bool:
    """Whether the clause or the deed named by a noun ("denied the loss", "counted nine dead") is what the verb says."""
    if token.dep_ in {"dobj", "obj"}:
        return token.pos_ in {"NOUN", "ADJ", "NUM"}
    if token.dep_ == "xcomp":
        return token.tag_ in {"VBG", "VB"} and token.pos_ in {"VERB", "AUX"}
    return token.dep_ in {"ccomp", "parataxis", "nsubjpass", "pcomp"}


def noun_saying(noun: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Saying:
    owned = [t for t in owner(noun) if t.dep_ == "poss"]
    doubtful = next((c.lower_ for c in noun.children if c.lower_ in rows["doubtful"]), None)
    row = rows["doubtful"][doubtful] if doubtful else rows["noun"][noun.lemma_.casefold()]
    return Saying(row, noun, speaker_of(owned[0], pack) if owned else None)


def beside(token: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack, found: list[Saying]) -> Iterator[Saying]:
    """Sayings hung on a word of the clause: "reportedly", "according to X", "..., X said"."""
    for child in token.children:
        lemma = child.lemma_.casefold()
        if any(s.cue == child for s in found):
            continue
        if child.dep_ == "advmod" and child.lower_ in rows["adverb"]:
            row = rows["adverb"][child.lower_]
            if row.source_kind:
                yield Saying(row, child, None)
        elif child.lower_ == "according" and "accord" in rows["according"]:
            yield from according(child, rows, pack)
        elif child.dep_ in {"parataxis", "advcl", "ccomp"} and lemma in rows["verb"] and is_aside(child, token):
            yield Saying(rows["verb"][lemma], child, subject_of(child, pack), recipient_of(child, rows))
        elif child.dep_ in {"conj", "parataxis", "dep"} and lemma in rows["verb"] and is_tail(child):
            yield Saying(rows["verb"][lemma], child, named_speaker(tail_speaker(child), pack))


def tails(head: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Iterator[Saying]:
    """The first "..., X said" behind a deed in its sentence, whatever the parser hangs the verb on."""
    for token in head.sent:
        lemma = token.lemma_.casefold()
        if token.i > head.i and lemma in rows["verb"] and rows["verb"][lemma].polarity == "+" and is_tail(token):
            yield Saying(rows["verb"][lemma], token, named_speaker(tail_speaker(token), pack))
            return


def tail_speaker(verb: Token) -> Token:
    """The head of the name before the verb: the Observatory, not the Rights, of "the Observatory for Human Rights said"."""
    start = comma_before(verb)
    token = verb.nbor(-1)
    while token.dep_ in {"pobj", "compound", "conj", "prep", "appos", "poss"} and start < token.head.i < verb.i:
        token = token.head
    return token


def comma_before(verb: Token) -> int:
    """Where the mark stands that opens the last part of the clause before the verb; -1 if there is none."""
    marks = [t.i for t in verb.sent if t.i < verb.i and t.text in {",", '"', "-"}]
    return marks[-1] if marks else -1


def is_tail(verb: Token) -> bool:
    """ "..., the Monitor said on Saturday" behind what it said, which the parser may take for one more thing done."""
    if verb.i == verb.sent.start or verb.nbor(-1).pos_ not in {"NOUN", "PROPN"} or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    opened = comma_before(verb)
    words = verb.doc[opened + 1 : verb.i]
    own = all(token.pos_ not in {"VERB", "AUX"} for token in words)
    content = any(c.dep_ in {"ccomp", "xcomp", "dobj"} and c.i > verb.i for c in verb.children)
    return opened >= verb.sent.start and own and not content


def is_aside(child: Token, clause: Token) -> bool:
    """ "..., the command said": a verb of saying with a subject and no content of its own."""
    has_content = any(c.dep_ in {"ccomp", "xcomp", "dobj"} for c in child.children)
    has_subject = any(c.dep_ in SUBJECTS for c in child.children)
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in child.children)
    return has_subject and not has_content and (marked or child.dep_ != "advcl")


def according(word: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Iterator[Saying]:
    for to in word.children:
        for named in to.children:
            if named.dep_ != "pobj":
                continue
            lemma = named.lemma_.casefold()
            if lemma in rows["noun"] and not any(c.dep_ in {"poss", "compound"} for c in named.children):
                yield from report_of(named, word, rows, pack)
            else:
                yield Saying(rows["according"]["accord"], word, speaker_of(named, pack))


def report_of(noun: Token, word: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Iterator[Saying]:
    """ "according to reports circulating online" is nobody's word; "according to a report by X" is X's."""
    by = [
        o
        for c in noun.children
        if c.dep_ == "prep" and c.lower_ in {"by", "from", "in"}
        for o in c.children
        if o.dep_ == "pobj"
    ]
    if by:
        yield Saying(rows["according"]["accord"], word, speaker_of(by[0], pack))
    else:
        yield Saying(noun_saying(noun, rows, pack).row, word, None)


def subject_of(verb: Token, pack: Pack) -> Speaker | None:
    """The one who speaks; "sources said" and a reporting noun as subject ("reports say") are nobody in particular."""
    # A dateline may stand before the subject: the nearest one speaks.
    subjects = [
        antecedent(c) for c in sorted(verb.children, key=lambda c: abs(c.i - verb.i)) if c.dep_ in SUBJECTS | {"nsubjpass"}
    ]
    subjects = subjects or [c for c in verb.rights if c.dep_ in {"dobj", "obj", "npadvmod"} and c.left_edge.i == verb.i + 1]
    node = verb
    while not subjects and node.dep_ in {"conj", "xcomp", "acl", "relcl", "advcl"}:
        if node.dep_ in {"acl", "relcl"}:
            subjects = [node.head]
        node = node.head
        subjects = subjects or [antecedent(c) for c in node.children if c.dep_ in SUBJECTS]
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    subjects = subjects or turned_subject(verb, pack) or ([tail_speaker(verb)] if is_tail(verb) else [])
    if not subjects or subjects[0].lower_ == "there" or (subjects[0].lower_ == "it" and passive):
        return None
    return named_speaker(subjects[0], pack)


def turned_subject(verb: Token, pack: Pack) -> list[Token]:
    """The speaker right after the verb ("..., said the source, ..."), whatever else the parser hangs that noun on."""
    nouns = speaker_nouns(pack)
    for token in verb.doc[verb.i + 1 : verb.i + 4]:
        if token.pos_ in {"NOUN", "PROPN"}:
            alone = token.i + 1 == len(verb.doc) or token.nbor().is_punct
            return [token] if alone and (token.lemma_.casefold() in nouns or token.ent_type_ == "PERSON") else []
        if token.pos_ not in {"DET", "ADJ"}:
            return []
    return []


def named_speaker(subject: Token, pack: Pack) -> Speaker | None:
    rows = rows_by_pattern(pack)
    if subject.lemma_.casefold() in rows["noun"]:
        owned = [t for t in subject.children if t.dep_ == "poss"]
        return speaker_of(owned[0], pack) if owned else None
    return speaker_of(subject, pack)


def agent_of(verb: Token, pack: Pack) -> Speaker | None:
    for child in verb.children:
        if child.dep_ == "agent":
            for named in child.children:
                return named_speaker(named, pack)
    return None


def recipient_of(verb: Token, rows: Mapping[str, Mapping[str, Cue]]) -> Token | None:
    """To whom it was said, of verbs that take a hearer ("told the Harbour Wire")."""
    if verb.lemma_.casefold() not in rows["tells"]:
        return None
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.pos_ == "PROPN"), None)


def speakers_between(doc: Doc, after: int, upto: int, pack: Pack) -> Iterator[Saying]:
    """Those who speak in the words after one token and before another, whether or not a claim was found in what they say."""
    rows = rows_by_pattern(pack)
    for token in doc[after + 1 : upto]:
        yield from (saying for saying in speaking(token, rows, pack) if saying.speaker and not saying.speaker.pronoun)


def speaking(token: Token, rows: Mapping[str, Mapping[str, Cue]], pack: Pack) -> Iterator[Saying]:
    """The saying that a word outside all quote marks may lend to the quotes beside it."""
    if token.lower_ == "according" and "accord" in rows["according"]:
        yield from according(token, rows, pack)
    row = rows["verb"].get(token.lemma_.casefold())
    if token.pos_ == "VERB" and row is not None and row.polarity == "+":
        speaker = subject_of(token, pack)
        if speaker is not None:
            yield Saying(row, token, speaker, recipient_of(token, rows))


def around_quote(
    doc: Doc,
    quote: tuple[int, int],
    rows: Mapping[str, Mapping[str, Cue]],
    pack: Pack,
    quotes: Sequence[tuple[int, int]],
) -> Saying | None:
    """The speaker of a quote whose own sentence names none: the nearest verb of saying outside the marks, else a name."""
    outside = [t for t in doc if not any(inside(t, q) for q in quotes)]
    spoken = [saying for t in outside for saying in speaking(t, rows, pack)]
    if spoken:
        return min(spoken, key=lambda s: min(abs(s.cue.idx - quote[1]), abs(s.cue.idx - quote[0])))
    after = [t for t in outside if t.idx >= quote[1] and t.pos_ in {"PROPN", "NOUN"} and t.dep_ not in {"compound", "nmod"}]
    if after and not any(t.pos_ in {"VERB", "AUX"} for t in outside if t.idx >= quote[1]):
        speaker = speaker_of(after[0], pack)
        nouns = speaker_nouns(pack)
        signed = speaker.kind is not SourceKind.UNSPECIFIED or any(t.lemma_.casefold() in nouns for t in after)
        if signed:
            row = rows["verb"].get("say")
            return Saying(row, after[0], speaker) if row else None
    return None
