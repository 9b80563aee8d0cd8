"""The parser's networks, run faster, say what they say as they come."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from sayso.extract.network import BATCH, NETWORKS, annotate, batches, load
from sayso.extract.parse import MODEL
from sayso.extract.recogniser import see_names

TEXTS = (
    "The corps shelled Wadi Sarn on Friday, a nurse told the Lantern Watch.",
    "Nine people were killed when the mill burnt, and forty fled to Ofra.",
    "The corps shelled Ofra; the corps shelled the mill.",
)


@pytest.fixture(scope="module")
def ours() -> Language:
    return load(MODEL)


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(MODEL)


def words_of(doc: Doc) -> list[tuple[str, str, int, str]]:
    return [(token.tag_, token.dep_, token.head.i, token.ent_type_) for token in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_parse_and_names_are_those_of_the_model_as_it_comes(text: str, ours: Language, stock: Language) -> None:
    doc = ours.make_doc(text)
    annotate([doc], ours, NETWORKS)
    assert words_of(doc) == words_of(stock(text))


# Names of several words and of one, at either end, behind one another, around a break of the line; none.
NAMED = (
    "Radio Sarn and the Lantern Watch of Upper Sarnia said on 3 May that Dr Ilan Odeh left Ofra",
    "Ofra",
    "Ilan\n\nOdeh of the\nUnited Mill Workers",
    "Nobody was there .",
    "The Sarnians of Ofra, Wadi Sarn and Port Ilan paid $ 40 million to 300 people in the North Sea Treaty",
)


def test_names_asked_all_at_once_are_those_that_the_recogniser_finds_word_by_word(ours: Language, stock: Language) -> None:
    docs = [ours.make_doc(text) for text in (*NAMED, *TEXTS)]
    alone = [[(e.start, e.end, e.label_) for e in stock.get_pipe("ner")(stock.make_doc(doc.text)).ents] for doc in docs]
    assert list(see_names(docs, ours)) == alone
    assert sum(map(len, alone)) > len(docs)
    assert list(see_names([], ours)) == []


def test_a_word_met_again_is_what_it_was(ours: Language) -> None:
    first, again = ours.make_doc(TEXTS[0]), ours.make_doc(TEXTS[0])
    annotate([first], ours, ("tok2vec",))
    annotate([ours.make_doc(text) for text in TEXTS], ours, ("tok2vec",))
    annotate([again], ours, ("tok2vec",))
    np.testing.assert_allclose(first.tensor, again.tensor, rtol=1e-4, atol=1e-5)


def test_a_batch_holds_so_many_words_or_one_doc(ours: Language) -> None:
    docs = [ours.make_doc("mill " * count) for count in (BATCH + 1, BATCH - 1, 1, 1)]
    assert [len(batch) for batch in batches(docs)] == [1, 2, 1]
    assert [doc for batch in batches(docs) for doc in batch] == docs
    assert list(batches([])) == []
