"""Speakers set before a colon or behind one: a headline's "Police: nine held", the lines of a talk, "...: council"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.cues import Rows
from sayso.extract.lexicon import lexicon_of
from sayso.extract.parse import BEHIND_COLON, ITEMS, dictionary, is_plain
from sayso.extract.quotes import Stretch, going_on, is_quoted, is_spoken
from sayso.extract.speakers import HE_OR_SHE, PERSONS, speaker_of
from sayso.extract.telling import Telling, make
from sayso.extract.tree import Doc, Token
from sayso.model import SourceKind
from sayso.pack import Pack

# How far before its colon a name may begin.
BEFORE_COLON = 10
# The hour that opens a line of a ticker.
CLOCK = {"dd:dd", "d:dd"}
# What may part the items of a ticker and may also stand inside one of them.
DASHES = {"-", "—", "--", "/", "//"}
ENDS = {".", "?", "!"}
# How far behind its colon the words of a quote may begin.
AFTER_COLON = 4


@dataclass(frozen=True, slots=True)
class Label:
    """Words before a colon that may name who speaks behind it; `inline` if a sentence stands before them."""

    start: int
    mark: Token
    inline: bool


def labels_of(doc: Doc) -> tuple[Label, ...]:
    """All of a paragraph; found once a parse."""
    if "labels" not in doc.user_data:
        doc.user_data["labels"] = tuple(label for t in doc if t.text == ":" and (label := label_before(t)) is not None)
    found: tuple[Label, ...] = doc.user_data["labels"]
    return found


def label_before(mark: Token) -> Label | None:
    if not 0 < mark.i < len(mark.doc) - 1:
        return None
    doc, start = mark.doc, mark.i
    while start > 0 and not is_edge(doc[start - 1]):
        start -= 1
        if mark.i - start > BEFORE_COLON:
            return None
    inline = start > 0 and not is_between(doc[start - 1])
    while start < mark.i and is_stamp(doc[start]):
        start += 1
    words = doc[start : mark.i]
    if start == mark.i or any(t.pos_ in {"VERB", "AUX"} and not t.text.isupper() for t in words):
        return None
    # Behind a sentence only the names and roles of a printed talk stand so, each with a capital.
    if inline and not words[0].text[0].isupper():
        return None
    return Label(start, mark, inline)


def is_edge(token: Token) -> bool:
    """Whether a label may begin behind it."""
    closed = token.text in {'"', "'"} and token.i > 0 and token.nbor(-1).text in ENDS
    return token.text in ENDS or closed or is_between(token)


def is_between(token: Token) -> bool:
    return token.text in ITEMS or (token.text in DASHES and bool(token.whitespace_) and is_apart(token))


def is_apart(token: Token) -> bool:
    return token.i == 0 or bool(token.nbor(-1).whitespace_)


def is_stamp(token: Token) -> bool:
    return token.like_num or token.is_punct or token.is_space or token.shape_ in CLOCK


def said_behind(label: Label) -> Stretch:
    """What stands behind a label, up to the next one or to where the item ends."""
    doc, mark = label.mark.doc, label.mark
    later = (doc[other.start].idx for other in labels_of(doc) if other.start > mark.i and is_end(other))
    items = (t.idx for t in doc[mark.i + 1 :] if t.text in ITEMS)
    return mark.idx + 1, min([*later, *items, len(doc.text)])


def is_end(label: Label) -> bool:
    """Whether another speaks from here on: "three towns: Sarn" inside what one says is no label."""
    return label.inline or is_between(label.mark.doc[label.start - 1])


def by_colon(mark: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "Clan elder: the corps has gone", "... | Police: nine held", "HOST: Who fired? ODEH: They did."."""
    row = rows["colon"].get(mark.text)
    label = next((one for one in labels_of(mark.doc) if one.mark == mark), None) if row is not None else None
    if row is None or label is None or is_quoted(mark, quotes):
        return
    words = list(mark.doc[label.start : mark.i])
    named = mark.nbor(-1)
    while label.start <= named.head.i < mark.i and named.head != named and not named.head.is_punct:
        named = named.head
    script = label.start == 0 and is_in_capitals(words)
    if named.pos_ not in {"NOUN", "PROPN"} and not script:
        return
    behind = mark.nbor().text == "'" or any(start in {mark.idx + 2, mark.idx + 3} for start, _ in quotes)
    quoted = named.pos_ == "PROPN" and behind
    bare = not any(t.like_num or t.is_punct for t in words)
    person = bare and (quoted or (named.ent_type_ == "PERSON" and len(words) > 1))
    if person or script or is_speaker(named, pack) or (speaks(named, pack) and not is_title(words, mark.nbor())):
        yield from make(row, mark, (mark.idx, mark.idx + 1), named, [said_behind(label)])


def by_led_colon(mark: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "The mayor met us in the hall: "We have no boat." ": of whoever the words before the colon are about."""
    row = rows["colon"].get(mark.text)
    quote = next((q for q in quotes if 0 < q[0] - mark.idx <= AFTER_COLON), None)
    if row is None or quote is None or not is_spoken(quote, mark.doc.text) or is_quoted(mark, quotes):
        return
    opens = max((t.i + 1 for t in mark.doc[: mark.i] if t.text in {*ENDS, ";", '"'}), default=0)
    clause = mark.doc[opens : mark.i]
    named = next((t for t in clause if t.dep_ in {"nsubj", "nsubjpass"} and t.i < t.head.i < mark.i), None)
    if named is None or any(t.lemma_.casefold() in rows["verb"] for t in clause if t.pos_ == "VERB"):
        return
    if is_person(named, pack) or named.lemma_.casefold() in rows["document"]:
        yield from make(row, mark, (mark.idx, mark.idx + 1), named, [quote, *going_on(quotes, quote[1], mark.doc.text)])


def is_person(named: Token, pack: Pack) -> bool:
    """Whether a subject is somebody who can be quoted, with no word of saying to tell."""
    return named.lower_ in HE_OR_SHE or named.ent_type_ == "PERSON" or speaker_of(named, pack).kind in PERSONS


def is_in_capitals(words: Sequence[Token]) -> bool:
    """ "ODEH: They hold it": the name before a line of a printed talk; "UPDATE" and "BREAKING" are words."""
    return all(t.text.isalpha() and t.text.isupper() and len(t.text) > 2 for t in words) and any(
        t.ent_type_ == "PERSON" or not is_word(t.lower_) for t in words
    )


def is_word(word: str) -> bool:
    return is_plain(word) or any(word in dictionary()[part] for part in ("noun", "adj")) or word.endswith("ing")


def is_title(words: Sequence[Token], behind: Token) -> bool:
    """ "The corps: how it lost the mill" is about the corps."""
    return words[0].pos_ == "DET" or behind.tag_ in {"WRB", "WP"}


def by_tail_colon(mark: Token, rows: Rows, quotes: Sequence[Stretch], pack: Pack) -> Iterator[Telling]:
    """ "Corps has taken Sarn: council", "... - council": what a headline tells, of the one named behind its colon or dash."""
    row = rows["colon"].get(mark.text) or rows["tail"].get(mark.text)
    if row is None:
        return
    behind = mark.doc[mark.i + 1 :]
    if not 0 < len(behind) <= BEHIND_COLON or any(t.is_punct or t.pos_ in {"VERB", "AUX"} for t in behind):
        return
    if mark.i > 1 and is_edge(mark.nbor(-2)):
        # "Two were hurt. Photo: Odeh": a credit.
        return
    named = behind.root
    if named.left_edge.i < mark.i:
        # "X - home of Y": the parser reads one phrase across the dash.
        return
    if named.pos_ in {"NOUN", "PROPN"} and (speaks(named, pack) or is_speaker(named, pack)):
        yield from make(row, mark, (mark.idx, mark.idx + 1), named, [(0, mark.idx)])


def speaks(named: Token, pack: Pack) -> bool:
    """Whether a body is one that packs or nouns know to make statements: "Sarn" behind a colon is no speaker, "army" is."""
    return speaker_of(named, pack).kind is SourceKind.ORGANISATION and lexicon_of(pack).is_class(named, "actor")


def is_speaker(named: Token, pack: Pack) -> bool:
    """Whether a name without a verb of saying is of somebody who speaks: a person, an official, a source of the packs."""
    if named.ent_type_ == "PERSON" and named.i > named.left_edge.i:
        return not any(t.like_num or t.is_punct for t in named.subtree)
    kind = speaker_of(named, pack).kind
    return kind not in {SourceKind.ORGANISATION, SourceKind.UNSPECIFIED, SourceKind.IMAGERY_DOCUMENT}
