"""One reporting word with the words of its source and the words of what is said, as stretches of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.extract.contents import joined, subtree, tidy, without
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
    return tidy((start, end), named.doc.text)
