"""Who says it where the parser lost the verb: "..., papers seen by the wire show", "..., it is said in the clan, ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.extract.contents import CLAUSE
from sayso.extract.cues import Rows
from sayso.extract.quotes import Stretch, is_quoted
from sayso.extract.sources import agent_of, comma_before
from sayso.extract.speakers import speaker_of
from sayso.extract.telling import Telling, make
from sayso.extract.tree import Token
from sayso.model import SourceKind
from sayso.pack import Cue, Pack

MISREAD = {"VBN", "NN", "NNS"}
FIRST_PERSON = {"i", "we"}
AMONG = {"in", "by", "at", "among"}


def by_lost_tail(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "..., the bishops' mission certified on Tuesday", "..., images seen by the wire show", to the parser more nouns."""
    row = rows["verb"].get(word.lemma_.casefold()) if word.tag_ in MISREAD else None
    if row is None or not row.act or CLAUSE not in row.takes.split("|") or row.polarity != "+" or is_quoted(word, quotes):
        return
    comma = comma_before(word)
    named = name_before(word, comma, rows) if comma > word.sent.start else None
    if named is None or not ends_sentence(word) or speaker_of(named, pack).kind is SourceKind.UNSPECIFIED:
        return
    before = word.doc[word.sent.start : comma]
    if any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in before):
        said = [(word.sent.start_char, word.doc[comma].idx)]
        for telling in make(row, word, (word.idx, word.idx + len(word.text)), None, said):
            yield Telling(telling.row, telling.cue, telling.words, named, telling.content)


def name_before(word: Token, comma: int, rows: Rows) -> Token | None:
    """The noun that a participle without an agent hangs on; of a noun, the one that somebody has seen or read."""
    if word.tag_ == "VBN":
        own = word.dep_ == "acl" and agent_of(word) is None and word.head.i > comma
        return word.head if own and word.head.right_edge == word.right_edge and word.nbor(-1) == word.head else None
    seen = [t for t in word.ancestors if t.i > comma and t.dep_ == "acl" and t.lemma_.casefold() in rows["viewing"]]
    return seen[0].head if seen and agent_of(seen[0]) is not None and seen[0].head.i > comma else None


def ends_sentence(word: Token) -> bool:
    """Whether nothing but a time or a place stands behind it, and the full stop."""
    last = word.right_edge
    marks = all(t.is_punct for t in word.doc[last.i + 1 : word.sent.end])
    return marks and not any(c.dep_ in {"dobj", "xcomp", "ccomp", "agent"} for c in word.rights)


def by_parenthesis(verb: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "The militia, it is said in the clan, has gone": between its commas, whatever it hangs on."""
    helped = [c for c in verb.lefts if c.dep_ == "auxpass" and c.i > 1 and c.nbor(-1).lower_ == "it"]
    if verb.tag_ != "VBN" or not helped or helped[0].nbor(-2).text != "," or is_quoted(verb, quotes):
        return
    opens = helped[0].nbor(-2)
    closes = next((t for t in verb.doc[verb.i + 1 : verb.sent.end] if t.text == ","), None)
    if closes is None or any(t.pos_ in {"VERB", "AUX"} for t in verb.doc[verb.i + 1 : closes.i]):
        return
    row, named = parenthetic(verb, closes, rows, pack)
    if row is not None:
        first = next((t.i + 1 for t in reversed(verb.doc[verb.sent.start : opens.i]) if t.text == ";"), verb.sent.start)
        said = [(verb.doc[first].idx, opens.idx), (closes.idx + 1, verb.sent.end_char)]
        # "Has burnt the mill and, it is said, the hall": it is said of the hall.
        said = said[1:] if opens.i and opens.nbor(-1).dep_ == "cc" else said
        for telling in make(row, verb, (helped[0].idx, verb.idx + len(verb.text)), None, said):
            yield Telling(telling.row, telling.cue, telling.words, named, telling.content)


def parenthetic(verb: Token, closes: Token, rows: Rows, pack: Pack) -> tuple[Cue | None, Token | None]:
    """ "It is admitted in official circles" is theirs; "it is said" is nobody's."""
    ties = (c for c in verb.rights if c.dep_ in {"prep", "agent"} and c.lower_ in AMONG)
    among = (o for c in ties for o in c.rights if o.dep_ == "pobj" and o.i < closes.i)
    named = next((o for o in among if speaker_of(o, pack).kind is not SourceKind.UNSPECIFIED), None)
    lemma = verb.lemma_.casefold()
    return (rows["verb"].get(lemma), named) if named is not None else (rows["passive"].get(lemma), None)


def learnt_from(verb: Token, rows: Rows) -> Token | None:
    """ "We learn from a drover that the militia has gone": it is his word."""
    if verb.lemma_.casefold() not in rows["learning"] or not any(c.lower_ in FIRST_PERSON for c in verb.lefts):
        return None
    ties = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "from")
    return next((o for c in ties for o in c.rights if o.dep_ == "pobj" and o.pos_ in {"NOUN", "PROPN"}), None)
