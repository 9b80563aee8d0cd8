"""The names that the model sees, asked of all words at once: outside a name, what it says of a word waits for no other word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np
from spacy.attrs import IS_SPACE
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from thinc.api import Model

from sayso.extract.guise import Seen
from sayso.extract.network import batches, one_thread

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[Any]

# What it says of a word: that it begins a name, is inside one, its last word, the whole of one, or none.
BEGINS, INSIDE, LAST, WHOLE, NONE = "B", "I", "L", "U", "O"


class Say(NamedTuple):
    """One of the answers of the model, and the label of the name."""

    what: str
    label: str


@dataclass(frozen=True, slots=True)
class Scorer:
    """The last layers of the model; of each word what it adds as the word asked, the first of its name, the one before.

    A row stands for no word: what is added where no name is open.
    """

    says: Sequence[Say]
    rows: Mapping[Say, int]
    asked: Rows
    first: Rows
    before: Rows
    bias: Rows
    weights: Rows
    base: Rows

    def score(self, asked: Rows, first: Rows, before: Rows) -> Rows:
        pieces: Rows = asked + first + before + self.bias
        hidden: Rows = np.moveaxis(pieces, -1, 0).max(axis=0)
        scores: Rows = hidden @ self.weights.T + self.base
        return scores

    def outside(self, blanks: Rows, ends: Rows) -> list[Say]:
        """What is said of each word if no name is open: a blank is none, and the last of a text begins none."""
        scores = self.score(self.asked[1:], self.first[0], self.before[0])
        begins = np.array([say.what == BEGINS for say in self.says])
        open_ = begins | np.array([say.what == WHOLE and say.label != "" for say in self.says])
        none = np.array([say.what == NONE for say in self.says])
        scores[:, ~open_ & ~none] = -np.inf
        scores[np.ix_(blanks, open_)] = -np.inf
        scores[np.ix_(ends, begins)] = -np.inf
        return [self.says[best] for best in scores.argmax(axis=1).tolist()]

    def goes_on(self, word: int, first: int, label: str) -> bool:
        """Whether the name that `first` begins has more words behind this one of it."""
        scores = self.score(self.asked[word + 1], self.first[first + 1], self.before[word])
        return bool(scores[self.rows[Say(INSIDE, label)]] >= scores[self.rows[Say(LAST, label)]])


def see_names(docs: Sequence[Doc], model: Language) -> Iterator[list[Seen]]:
    """The names of each doc in text order: those that the model's own recogniser gives, which takes word after word."""
    pipe = cast(EntityRecognizer, model.get_pipe("ner"))
    with one_thread():
        for batch in batches(docs):
            scorer = read_scorer(pipe, batch)
            ends = np.cumsum([len(doc) for doc in batch])
            blanks = np.flatnonzero(np.concatenate([doc.to_array([IS_SPACE]) for doc in batch]))
            says = scorer.outside(blanks, ends - 1)
            yield from (
                list(names_between(end - len(doc), end, says, scorer)) for doc, end in zip(batch, ends.tolist(), strict=True)
            )


def read_scorer(pipe: EntityRecognizer, docs: Sequence[Doc]) -> Scorer:
    model: Model[Any, Any] = pipe.model
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    parts = lower.predict(model.get_ref("tok2vec").predict(docs))
    moves = [pipe.moves.get_class_name(at).partition("-") for at in range(pipe.moves.n_moves)]
    says = [Say(what, label) for what, _, label in moves]
    return Scorer(
        says,
        {say: row for row, say in enumerate(says)},
        parts[:, 0],
        parts[:, 1],
        parts[:, 2],
        np.asarray(lower.get_param("b")),
        np.asarray(upper.get_param("W")),
        np.asarray(upper.get_param("b")),
    )


def names_between(start: int, end: int, says: Sequence[Say], scorer: Scorer) -> Iterator[Seen]:
    """The names of one text, by the places of its words in it."""
    at = start
    while at < end:
        first, (what, label) = at, says[at]
        if what == BEGINS:
            at += 1
            while at + 1 < end and scorer.goes_on(at, first, label):
                at += 1
        if what in {BEGINS, WHOLE}:
            yield first - start, at + 1 - start, label
        at += 1
