"""Reporting words that are no verbs: nouns ("the claim that"), adjectives, adverbs, "according to"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.contents import INFINITIVE, is_that, subtree, without
from sayso.extract.cues import Rows, cue_words
from sayso.extract.labels import BEFORE_COLON
from sayso.extract.lexicon import lexicon_of
from sayso.extract.parse import is_negated
from sayso.extract.quotes import Stretch
from sayso.extract.scopes import by_scope
from sayso.extract.sources import subject_of
from sayso.extract.speakers import speaker_of
from sayso.extract.telling import Telling, make
from sayso.extract.tree import Token
from sayso.model import Act, SourceKind
from sayso.pack import Pack

# How far into its sentence a forecast's lead-in may stand.
LEAD = 4
# By what a noun of saying is tied to its content if its row says nothing else.
TIES = frozenset({"of", "about"})


def by_noun(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "the command's claim that", "reports that", "reports appeared that", "their denial of the loss", "has doubts about"."""
    lemma = noun.lemma_.casefold()
    if noun.pos_ != "NOUN" or (lemma not in rows["noun"] and lemma not in rows["owned"]) or has_verb(noun, rows):
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or by_whom(noun)
    light = light_verb(noun, rows, pack) if owner is None else None
    named = owner if light is None else subject_of(light)
    doubtful = next((c.lower_ for c in noun.children if c.lower_ in rows["doubtful"]), None)
    row = rows["owned" if named is not None else "noun"].get(lemma)
    row = rows["doubtful"][doubtful] if doubtful is not None else row
    clause = clause_of(noun)
    ties = TIES.union(row.takes.split("|")) if row is not None else TIES
    tie = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ties), None) if clause is None else None
    verb = noun.head if clause is None and tie is None and owner is not None else None
    things = [clause] if clause is not None else [c for c in tie.children if c.dep_ in {"pobj", "pcomp"}] if tie else []
    things = things or (is_what(noun) if verb is not None else [])
    if row is None or (clause is None and named is None and not things):
        return
    end = tie or (verb if things and verb is not None else noun)
    start = noun.idx if light is None else cue_words(light, rows)[0]
    for telling in make(row, noun, (start, end.idx + len(end.text)), named, map(subtree, things)):
        yield replace(telling, negated=is_lacking(noun, rows))


def has_verb(noun: Token, rows: Rows) -> bool:
    """ "The report said", "reports say": what is said hangs on a verb of its own."""
    return noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" and noun.head.lemma_.casefold() in rows["verb"]


def speaks_itself(noun: Token, rows: Rows) -> bool:
    """ "The report said that": one paper; "reports" and "an unconfirmed report" are nobody's."""
    vague = any(c.lower_ in rows["doubtful"] or c.lower_ in rows["earlier"] for c in noun.children)
    return has_verb(noun, rows) and noun.tag_ == "NN" and noun.lemma_.casefold() in rows["document"] and not vague


def is_lacking(noun: Token, rows: Rows) -> bool:
    """ "No confirmation", "have not received any confirmation"."""
    without = any(c.lower_ in rows["nothing"] for c in noun.lefts if c.dep_ == "det")
    return without or (noun.dep_ == "dobj" and is_negated(noun.head))


def light_verb(noun: Token, rows: Rows, pack: Pack) -> Token | None:
    """The verb that does no more than lend its subject: "made a claim that", "voiced fears of"; to have plans is no word."""
    verb, row = noun.head, rows["owned"].get(noun.lemma_.casefold())
    lent = verb.lemma_.casefold() in by_scope(pack)["light"] or utters(verb, pack)
    if noun.dep_ != "dobj" or row is None or not lent:
        return None
    return None if row.act == Act.VOW and verb.lemma_ == "have" else verb


def utters(verb: Token, pack: Pack) -> bool:
    """ "The council voiced fears", of one who can speak: what "raised questions" may be anything."""
    named = subject_of(verb) if lexicon_of(pack).is_class(verb, "uttering") else None
    return named is not None and named.tag_ not in {"WDT", "DT"} and not any(c.tag_ == "TO" for c in verb.lefts)


def is_what(noun: Token) -> list[Token]:
    """What a noun of saying is said to be: "their answer was that the road is cut"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be":
        return []
    return [c for c in verb.rights if c.dep_ in {"attr", "acomp", "ccomp", "xcomp"}][:1]


def by_whom(noun: Token) -> Token | None:
    """The source of a noun of saying: "a report by the monitor", "claims from officers"."""
    ties = (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"})
    return next((named for tie in ties for named in tie.children if named.dep_ == "pobj"), None)


def clause_of(noun: Token) -> Token | None:
    """The clause a noun of saying has as content; the parser may hang it on the verb ("reports appeared that ...")."""
    for child in noun.children:
        if child.dep_ in {"acl", "ccomp", "relcl"} and any(
            (c.lower_ == "that" and is_mark(c, child)) or (child.dep_ == "acl" and c.lower_ == "to") for c in child.children
        ):
            return child
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.lefts)
    if noun.dep_ == "nsubj" or there:
        # "Reports appeared that", "there is talk in the valley that".
        return next((c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.i and c.i > noun.head.i), None)
    return None


def is_mark(that: Token, verb: Token) -> bool:
    """ "A denial that jets had hit it": no relative, whatever the parser says, where the clause has its own object."""
    own = any(c.dep_ == "dobj" and c != that for c in verb.children)
    return that.dep_ in {"mark", "dative"} or (that.dep_ == "dobj" and own)


def by_lead_in(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "My bet: the road will be cut", "Our guess, for what it is worth: ...": what stands after the colon."""
    row = rows["lead_in"].get(noun.lemma_.casefold())
    if row is None or noun.i - noun.sent.start >= LEAD:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    colon = next((t for t in noun.doc[noun.i + 1 : noun.i + BEFORE_COLON] if t.lower_ == ":"), None)
    if owner is not None and colon is not None and colon.i + 1 < len(noun.doc):
        said = noun.doc[colon.i + 1].sent
        yield from make(row, noun, (noun.idx, noun.idx + len(noun.text)), owner, [(colon.idx + 1, said.end_char)])


def by_adjective(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "is confident that the road will hold", "are wary of a truce", "was unwilling to talk", "were outraged by it"."""
    felt = is_felt(word)
    row = rows["adjective"].get(word.lower_) if word.pos_ == "ADJ" or felt else None
    if row is None or not (felt or word.head.pos_ in {"AUX", "VERB"}):
        return
    if felt and any(is_that(c) for c in word.rights):
        # "Is persuaded that" is read as a verb.
        return
    takes = row.takes.split("|")
    clause = next((c for c in word.children if c.dep_ == "ccomp" or (c.dep_ == "xcomp" and INFINITIVE in takes)), None)
    # "Surprised and dismayed at the loss".
    beside = (c for one in (word, *(t for t in word.conjuncts if t.i > word.i)) for c in one.rights)
    tie = next((c for c in beside if c.dep_ in {"prep", "agent"} and c.lower_ in takes), None) if clause is None else None
    things = [clause] if clause is not None else [c for c in tie.children if c.dep_ in {"pobj", "pcomp"}] if tie else []
    subjects = [c for c in word.lefts if c.dep_ == "nsubjpass"] if felt else []
    named = next(iter(subjects), subject_of(word.head)) if things else None
    if named is not None:
        first, last = word.head if word.head.pos_ == "AUX" and not felt else word, tie or word
        yield from make(row, word, (cue_words(first, rows)[0], last.idx + len(last.text)), named, map(subtree, things))


def is_felt(word: Token) -> bool:
    """ "Were outraged by the raid", "is convinced it will hold": to the parser a passive, and nobody's deed."""
    return word.tag_ == "VBN" and any(c.dep_ == "nsubjpass" for c in word.lefts)


def by_adverb(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "reportedly": of nobody in particular, over the clause it stands in."""
    row = rows["adverb"].get(word.lower_) if word.dep_ == "advmod" else None
    if row is not None and row.source_kind:
        yield from make(row, word, (word.idx, word.idx + len(word.text)), None, [subtree(word.head)])


def by_reported(word: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "The reported shelling": of nobody in particular, over the noun."""
    row = rows["reported"].get(word.lower_) if word.dep_ == "amod" else None
    if row is not None:
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
    before = word.nbor(-2) if word.i > 1 and word.nbor(-1).text == "," else word.nbor(-1) if word.i else word
    if before.dep_ == "cc":
        # "X burned the hall and, according to the priest, levied a tax": the priest speaks of the tax alone.
        whole = next((c for c in whole.conjuncts if c.i > word.i), whole)
    told = [(subtree(whole)[0], subtree(whole)[1])]
    if word.i == word.sent.start and any(t.text == ";" for t in word.sent):
        # "According to the council, nine died; two are missing": who opens a sentence has all of it, if no other speaks.
        told = [(told[0][0], max(told[0][1], end_of_word(word, rows)))]
    content = list(without(told, (word.idx, subtree(named)[1])))
    owned = rows["owned"].get(lemma)
    if owned is not None and any(c.dep_ == "poss" for c in named.children):
        # "According to the army's claims".
        row = replace(row, stance=owned.stance)
    nobody = lemma in rows["noun"] and not any(c.dep_ in {"poss", "compound"} for c in named.children)
    if nobody and by_report(named) is None:
        doubtful = next((c.lower_ for c in named.children if c.lower_ in rows["doubtful"]), None)
        row = rows["doubtful"][doubtful] if doubtful is not None else rows["noun"][lemma]
        yield from make(row, word, words, named, content)
    else:
        yield from make(row, word, words, by_report(named) if nobody else named, content)


def end_of_word(word: Token, rows: Rows) -> int:
    """Where the words of who opens a sentence end: before the first part of it, set off by ";", that has a speaker too."""
    marks = [t for t in word.sent if t.text == ";"]
    ends = [*(t.i for t in marks[1:]), word.sent.end]
    last = marks[0].i
    for mark, end in zip(marks, ends, strict=True):
        part = word.doc[mark.i + 1 : end]
        if any(t.lower_ == "according" or t.lemma_.casefold() in rows["verb"] for t in part):
            break
        last = end
    return word.doc[last - 1].idx + len(word.doc[last - 1].text)


def by_words_of(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "By the council's count nine died", "in the words of a driver", "in his view": of whose words they are."""
    row, tie = rows["words"].get(noun.lemma_.casefold()), noun.head
    if row is None or noun.dep_ != "pobj" or tie.dep_ not in {"prep", "agent"} or tie.lower_ not in row.takes.split("|"):
        return
    owners = [c for c in noun.lefts if c.dep_ == "poss"]
    owners += [o for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of" for o in c.rights if o.dep_ == "pobj"]
    whole = next((t for t in tie.ancestors if t.pos_ in {"VERB", "AUX"}), tie.sent.root)
    said = rows["verb"].get(whole.lemma_.casefold())
    if not owners or is_deedless(owners[0], pack) or (said is not None and said.act):
        # "In its account of the raid, the council said": its saying is read from the verb.
        return
    words = (tie.idx, noun.idx + len(noun.text))
    clause = list(without([subtree(whole)], subtree(tie)))
    # "By its own count, the militia lost nine": whose count it is comes after.
    subject = subject_of(whole) if owners[0].tag_ == "PRP$" and whole.pos_ == "VERB" else None
    own = subject is not None and subject.pos_ in {"NOUN", "PROPN"} and is_number_of(owners[0], subject)
    yield from make(row, noun, words, subject if own else owners[0], clause)


def is_number_of(pronoun: Token, noun: Token) -> bool:
    """Whether "its" or "their" may be of that noun; "his" is a person's, whom other rules find."""
    many = noun.tag_ in {"NNS", "NNPS"}
    return pronoun.lower_ == "their" if many else pronoun.lower_ == "its"


def by_paper(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "By the dispensary's book nine died", "the corps, by the lists, has nine dead": of a paper between its commas."""
    tie = noun.head
    row = rows["according"].get("accord") if noun.lemma_.casefold() in rows["paper"] else None
    if row is None or noun.dep_ != "pobj" or tie.dep_ not in {"prep", "agent"} or tie.lower_ != "by":
        return
    opens = tie.i == tie.sent.start or tie.nbor(-1).text == "," or tie.nbor(-1).dep_ == "cc"
    closes = noun.right_edge.i + 1 < len(noun.doc) and noun.doc[noun.right_edge.i + 1].text == ","
    whole = next((t for t in tie.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if opens and closes and whole is not None:
        yield from make(row, noun, subtree(tie), noun, list(without([subtree(whole)], subtree(tie))))


def is_deedless(owner: Token, pack: Pack) -> bool:
    """ "In the view of the valley", "on the account of the raid": nobody's words."""
    return owner.tag_ not in {"PRP$"} and speaker_of(owner, pack).kind is SourceKind.UNSPECIFIED


def by_report(noun: Token) -> Token | None:
    ties = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "in"})
    return next((named for tie in ties for named in tie.children if named.dep_ == "pobj"), None)


def by_survey(noun: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "In a survey, nine in ten farmers own a boat": of the survey, over the clause it stands in."""
    row, tie = rows["survey"].get(noun.lemma_.casefold()), noun.head
    opens = noun.dep_ == "pobj" and tie.lower_ == "in" and tie.dep_ == "prep" and tie.i < tie.head.i
    if row is not None and opens and tie.head.pos_ in {"VERB", "AUX"}:
        clause = list(without([subtree(tie.head)], (tie.idx, subtree(noun)[1])))
        yield from make(row, tie, (tie.idx, tie.idx + len(tie.text)), noun, clause)
