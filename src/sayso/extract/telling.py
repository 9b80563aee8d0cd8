"""One reporting word with the words of its source and the words of what is said, as stretches of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from sayso.extract.contents import CLAUSE, joined, subtree, tidy, without
from sayso.extract.quotes import Stretch
from sayso.extract.tree import Token
from sayso.pack import Cue

LEAST = 2


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


def make(row: Cue, cue: Token, words: Stretch, named: Token | None, content: Iterable[Stretch]) -> Iterator[Telling]:
    """The telling, its own cue and source cut out of what is said; none if nothing is left."""
    text = cue.doc.text
    stretches = list(without(same_sentence(content, words, text), words))
    if named is not None:
        stretches = list(without(stretches, source_words(named, cue)))
    # "Reported an assault, which began at dawn": who tells of a thing tells that too.
    for clause in told_beside(cue) if CLAUSE not in row.takes.split("|") else ():
        stretches = list(without(stretches, subtree(clause)))
    said = joined(s for s in (tidy(stretch, text) for stretch in stretches) if s[1] - s[0] >= LEAST)
    if said:
        yield Telling(row, cue, words, named, said)


def told_beside(cue: Token) -> Iterator[Token]:
    """ "The council praised the guard, who had left by noon": that they left is told beside the praise, and is none of it."""
    for clause in cue.sent:
        opened = clause.left_edge
        if clause.dep_ != "relcl" or opened.i <= cue.i or opened.nbor(-1).text != ",":
            continue
        between = list(takewhile(lambda t: t != cue, clause.ancestors))
        if cue not in clause.ancestors or any(t.pos_ in {"VERB", "AUX"} for t in between):
            continue
        asked = any(t.tag_ in {"WP", "WDT", "WRB"} for t in clause.doc[opened.i : clause.i])
        if asked and clause.doc.text.count('"', cue.idx, clause.idx) % 2 == 0:
            yield clause


def same_sentence(content: Iterable[Stretch], words: Stretch, text: str) -> Iterator[Stretch]:
    """Up to a semicolon between the cue and what the parser hangs on it: behind it somebody else may speak."""
    for start, end in content:
        if end <= words[0]:
            mark = text.rfind(";", end - 1, words[0])
            inner = text.rfind(";", start, end)
            if mark < 0 and (inner < 0 or any(mark in text[start:end] for mark in ('"', "''"))):
                yield start, end
            elif mark < 0:
                yield inner + 1, end
        else:
            yield start, end


def source_words(named: Token, cue: Token) -> Stretch:
    """All words of a source: the name with what describes it, up to the clause that speaks; of a pronoun, itself.

    "A group that says so" is the group.
    """
    if named.tag_ == "WDT" and named.lower_ == "that" and named.head.dep_ == "relcl":
        named = named.head.head
    if named.tag_ in {"WP", "WDT", "PRP"} and not any(c.dep_ == "conj" and c.i < cue.i for c in named.rights):
        return named.idx, named.idx + len(named.text)
    start, end = subtree(named)
    clause = next((c for c in named.rights if c.left_edge.i <= cue.i <= c.right_edge.i), None)
    if clause is not None:
        end = clause.nbor(-1).idx + len(clause.nbor(-1).text) if clause.left_edge.i == clause.i else clause.left_edge.idx
    late = next((c for c in named.rights if is_time_of_saying(c, cue) or is_meanwhile(c, cue)), None)
    end = min(end, late.left_edge.idx) if late is not None else end
    if is_swallowed(named, cue):
        end = next((t.idx for t in named.doc[cue.i : named.right_edge.i] if t.text == ","), end)
    return tidy((start, end), named.doc.text)


def is_time_of_saying(beside: Token, cue: Token) -> bool:
    """ "Odeh on Monday said", "the council Tuesday night called it": the day is the saying's, not the name's."""
    day = next((o for o in beside.rights if o.dep_ == "pobj"), None) if beside.dep_ == "prep" else beside
    timed = day is not None and day.ent_type_ in {"DATE", "TIME"} and beside.dep_ in {"prep", "npadvmod", "nmod"}
    return timed and beside.right_edge.i < cue.i


def is_meanwhile(beside: Token, cue: Token) -> bool:
    """ "Odeh, speaking on the radio, said": what he did as he said it is none of his name."""
    doing = beside.dep_ == "acl" and beside.tag_ == "VBG" and beside.left_edge.nbor(-1).text == ","
    return doing and beside.right_edge.i < cue.i


def is_swallowed(named: Token, cue: Token) -> bool:
    """ "According to the summary, Odeh and an aide left": to the parser those who left are one list with the summary."""
    first = cue.lower_ == "according" and cue.i == cue.sent.start
    last = named.right_edge.i + 1
    return first and last < cue.sent.end and cue.doc[last].pos_ in {"VERB", "AUX"}
