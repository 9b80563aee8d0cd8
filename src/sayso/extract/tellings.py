"""Who says what in a paragraph: each reporting word with the words of its source and the words of what is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from sayso.extract.clauses import is_finite
from sayso.extract.contents import Content, joined, of_verb, quotes_of, subtree, tidy, without
from sayso.extract.cues import Rows, cue_words, rows_by_pattern, verb_row
from sayso.extract.firmness import clause_firmness
from sayso.extract.parse import is_negated, text_of
from sayso.extract.quotes import Stretch, is_quoted, quote_spans
from sayso.extract.scopes import by_scope, none_of
from sayso.extract.sources import agent_of, comma_before, is_tail, subject_of
from sayso.model import Polarity
from sayso.pack import Cue, Pack

LEAST = 3
# How far into its sentence a forecast's lead-in may stand, and how far before its colon.
LEAD, BEFORE_COLON = 4, 10


@dataclass(frozen=True, slots=True)
class Telling:
    """One level of say-so. `named` heads the words of the source, None where nobody in particular speaks.

    `words` are the cue's with its auxiliaries; all stretches are half-open character offsets of the paragraph.
    """

    row: Cue
    cue: Token
    words: Stretch
    named: Token | None
    content: tuple[Stretch, ...]
    recipient: Token | None = None
    negated: bool = False

    def covers(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self.content)

    @property
    def size(self) -> int:
        return sum(end - start for start, end in self.content)


def find_tellings(doc: Doc, pack: Pack) -> tuple[Telling, ...]:
    """All of a paragraph, in text order of their cues; found once a parse."""
    if "tellings" not in doc.user_data:
        doc.user_data["tellings"] = tuple(tell(doc, rows_by_pattern(pack), pack))
    found: tuple[Telling, ...] = doc.user_data["tellings"]
    return found


def tell(doc: Doc, rows: Rows, pack: Pack) -> Iterator[Telling]:
    quotes = quote_spans(doc)
    for token in doc:
        for finder in FINDERS:
            yield from finder(token, rows, quotes, pack)


def make(row: Cue, cue: Token, words: Stretch, named: Token | None, content: Iterable[Stretch]) -> Iterator[Telling]:
    """The telling, its own cue and source cut out of what is said; none if nothing is left."""
    text = text_of(cue.doc)
    stretches = list(without(same_sentence(content, words, text), words))
    if named is not None:
        stretches = list(without(stretches, source_words(named, cue)))
    said = joined(s for s in (tidy(stretch, text) for stretch in stretches) if s[1] - s[0] >= LEAST)
    if said:
        yield Telling(row, cue, words, named, said)


def same_sentence(content: Iterable[Stretch], words: Stretch, text: str) -> Iterator[Stretch]:
    """Up to a semicolon between the cue and what the parser hangs on it: behind it somebody else may speak."""
    for start, end in content:
        if end <= words[0]:
            mark = text.rfind(";", end - 1, words[0])
            inner = text.rfind(";", start, end)
            if mark < 0 and (inner < 0 or '"' in text[start:end]):
                yield start, end
            elif mark < 0:
                yield inner + 1, end
        else:
            yield start, end


def source_words(named: Token, cue: Token) -> Stretch:
    """All words of a source: the name with what describes it, up to the clause that speaks; of a pronoun, itself."""
    if named.tag_ in {"WP", "WDT", "PRP"}:
        return named.idx, named.idx + len(named.text)
    start, end = subtree(named)
    clause = next((c for c in named.rights if c.left_edge.i <= cue.i <= c.right_edge.i), None)
    if clause is not None:
        end = clause.nbor(-1).idx + len(clause.nbor(-1).text) if clause.left_edge.i == clause.i else clause.left_edge.idx
    return tidy((start, end), text_of(named.doc))


def by_verb(verb: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    row = verb_row(verb, rows)
    if row is None or verb.dep_ in {"amod", "compound", "aux", "auxpass"}:
        return
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    agent = agent_of(verb) if passive else None
    if passive and agent is None and verb.lemma_.casefold() in rows["passive"]:
        return
    content = of_verb(verb, row)
    spoken = [] if is_quoted(verb, quotes) else quotes_of(verb, quotes, rows) if "t" in row.takes.split("|") else []
    stretches = [*content.stretches, *spoken]
    if not stretches and is_tail(verb):
        stretches, content = [before_tail(verb)], Content(())
    named = agent if passive else subject_of(verb)
    words = cue_words(verb, rows, content.tie)
    recipient = recipient_of(verb, rows)
    if is_neither(verb):
        row = next(iter(rows["refuse_comment"].values()), row)
    for telling in make(row, verb, words, named, stretches):
        yield replace(telling, recipient=recipient, negated=is_unsaid(verb, pack))


def is_unsaid(verb: Token, pack: Pack) -> bool:
    """ "Did not say", "no official confirmed", "failed to deny", "is in no position to rule out"."""
    if is_finite(verb):
        nobody = any(none_of(c, by_scope(pack)) is not None for c in verb.children if c.dep_ == "nsubj")
        return is_negated(verb) or nobody
    return clause_firmness(verb, pack, frozenset()).polarity is Polarity.NEGATIVE


def is_neither(verb: Token) -> bool:
    """ "neither confirmed nor denied": no word on the matter at all."""
    pair = [verb, *verb.conjuncts]
    return len(pair) > 1 and any(c.lower_ == "neither" for v in pair for c in v.children)


def before_tail(verb: Token) -> Stretch:
    """The sentence up to the comma that opens ", the Monitor said"."""
    return verb.sent.start_char, verb.doc[comma_before(verb)].idx


def recipient_of(verb: Token, rows: Rows) -> Token | None:
    """To whom it was said, of verbs that take a hearer ("told the Harbour Wire")."""
    if verb.lemma_.casefold() not in rows["tells"]:
        return None
    return next((c for c in verb.children if c.dep_ in {"dobj", "dative"} and c.pos_ == "PROPN"), None)


def by_passive(verb: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "Boats are said to be ready", "it is feared that the road is cut": of nobody in particular."""
    row = rows["passive"].get(verb.lemma_.casefold())
    if row is None or agent_of(verb) is not None or not any(c.dep_ == "auxpass" for c in verb.children):
        return
    clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}]
    if clauses:
        # "Boats are said to be ready" is about the boats; who "is told that they are" only hears it.
        about = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ != "it"]
        subjects = about if any(c.dep_ == "xcomp" for c in clauses) else []
        yield from make(row, verb, cue_words(verb, rows), None, map(subtree, [*subjects, *clauses]))


def by_noun(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "the command's claim that", "reports that", "reports appeared that", "their denial of the loss"."""
    lemma = noun.lemma_.casefold()
    if noun.pos_ != "NOUN" or (lemma not in rows["noun"] and lemma not in rows["owned"]):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or by_whom(noun)
    doubtful = next((c.lower_ for c in noun.children if c.lower_ in rows["doubtful"]), None)
    row = rows["owned" if owner is not None else "noun"].get(lemma)
    row = rows["doubtful"][doubtful] if doubtful is not None else row
    clause = clause_of(noun)
    tie = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "about"}), None)
    things = [clause] if clause is not None else [c for c in tie.children if c.dep_ in {"pobj", "pcomp"}] if tie else []
    if row is None or (clause is None and owner is None and not things):
        return
    start = noun.idx
    end = tie if clause is None and tie is not None else noun
    yield from make(row, noun, (start, end.idx + len(end.text)), owner, map(subtree, things))


def by_whom(noun: Token) -> Token | None:
    """The source of a noun of saying: "a report by the monitor", "claims from officers"."""
    ties = (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"})
    return next((named for tie in ties for named in tie.children if named.dep_ == "pobj"), None)


def clause_of(noun: Token) -> Token | None:
    """The clause a noun of saying has as content; the parser may hang it on the verb ("reports appeared that ...")."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp", "relcl"} and any(
            (c.dep_ == "mark" and c.lower_ == "that") or (child.dep_ == "acl" and c.lower_ == "to") for c in child.children
        ):
            return child
    if noun.dep_ == "nsubj":
        return next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.head.i), None)
    return None


def by_lead_in(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "My bet: the road will be cut", "Our guess, for what it is worth: ...": what stands after the colon."""
    row = rows["lead_in"].get(noun.lemma_.casefold()) if noun.i - noun.sent.start < LEAD else None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    colon = next((t for t in noun.doc[noun.i + 1 : noun.i + BEFORE_COLON] if t.lower_ == ":"), None)
    if row is not None and owner is not None and colon is not None and colon.i + 1 < len(noun.doc):
        said = noun.doc[colon.i + 1].sent
        yield from make(row, noun, (noun.idx, noun.idx + len(noun.text)), owner, [(colon.idx + 1, said.end_char)])


def by_adjective(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "is confident that the road will hold"."""
    row = rows["adjective"].get(word.lower_) if word.pos_ == "ADJ" else None
    clause = next((c for c in word.children if c.dep_ == "ccomp"), None)
    if row is None or clause is None or word.head.pos_ not in {"AUX", "VERB"}:
        return
    first = word.head if word.head.pos_ == "AUX" else word
    named = subject_of(word.head)
    if named is not None:
        yield from make(row, word, (cue_words(first, rows)[0], word.idx + len(word.text)), named, [subtree(clause)])


def by_adverb(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "reportedly": of nobody in particular, over the clause it stands in."""
    row = rows["adverb"].get(word.lower_) if word.dep_ == "advmod" else None
    if row is not None and row.source_kind:
        yield from make(row, word, (word.idx, word.idx + len(word.text)), None, [subtree(word.head)])


def by_according(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "according to X", "according to a report by X"; to reports of nobody, nobody's word."""
    to = next((c for c in word.children if c.lower_ == "to"), None) if word.lower_ == "according" else None
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None or "accord" not in rows["according"]:
        return
    row, lemma = rows["according"]["accord"], named.lemma_.casefold()
    whole = next((t for t in (word, *word.ancestors) if t.pos_ in {"VERB", "AUX"} and t != word), word.sent.root)
    words = (word.idx, to.idx + len(to.text))
    told = [(subtree(whole)[0], subtree(whole)[1])]
    content = list(without(told, (word.idx, subtree(named)[1])))
    nobody = lemma in rows["noun"] and not any(c.dep_ in {"poss", "compound"} for c in named.children)
    if nobody and by_report(named) is None:
        doubtful = next((c.lower_ for c in named.children if c.lower_ in rows["doubtful"]), None)
        row = rows["doubtful"][doubtful] if doubtful is not None else rows["noun"][lemma]
        yield from make(row, word, words, None, content)
    else:
        yield from make(row, word, words, by_report(named) if nobody else named, content)


def by_report(noun: Token) -> Token | None:
    ties = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "in"})
    return next((named for tie in ties for named in tie.children if named.dep_ == "pobj"), None)


FINDERS = (by_verb, by_passive, by_noun, by_lead_in, by_adjective, by_adverb, by_according)
