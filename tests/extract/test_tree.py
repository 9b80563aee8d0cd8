"""A parsed paragraph as plain objects is the tree that the parser's own objects are."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from sayso.extract.parse import MODEL, parse
from sayso.extract.tree import Doc

TEXTS = (
    "The corps, which took Wadi Sarn and Ofra, said the mill was lost. Nine were killed, it said; two or three fled.",
    '"We left," said Odeh, of the Northern Corps\' staff.  There is no truce -- and no talks, either!',
    "Sarn.",
)


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(MODEL)


def grow(text: str) -> Doc:
    (found,) = parse(text, 0, len(text))
    return found.doc


@pytest.mark.parametrize("text", TEXTS)
def test_every_way_up_and_down_the_tree_leads_to_the_same_words(text: str, stock: Language) -> None:
    for own, token in zip(grow(text), stock(text), strict=True):
        assert (own.text, own.idx, own.whitespace_, len(own)) == (token.text, token.idx, token.whitespace_, len(token))
        assert (own.head.i, own.left_edge.i, own.right_edge.i) == (token.head.i, token.left_edge.i, token.right_edge.i)
        for name in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts"):
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(token, name)], name
        assert (own.sent.start, own.sent.end, own.sent.root.i) == (token.sent.start, token.sent.end, token.sent.root.i)
        assert (own.is_title, own.is_alpha, own.like_num, own.shape_) == (
            token.is_title,
            token.is_alpha,
            token.like_num,
            token.shape_,
        )


@settings(deadline=None)
@given(text=st.sampled_from(TEXTS), data=st.data())
def test_the_tokens_of_characters_are_the_parsers(text: str, data: st.DataObject, stock: Language) -> None:
    doc, other = grow(text), stock(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text) + 2))
    for mode in ("strict", "expand"):
        found, wanted = doc.char_span(start, end, mode), other.char_span(start, end, alignment_mode=mode)
        assert (found is None) == (wanted is None)
        if found is not None and wanted is not None and len(wanted):
            assert (found.start, found.end, found.text) == (wanted.start, wanted.end, wanted.text)
            assert found.root.i == wanted.root.i


def test_what_is_hung_elsewhere_is_there_and_no_longer_here() -> None:
    doc = grow("The council accused the corps of shelling the mill.")
    tie, verb = next(t for t in doc if t.lower_ == "of"), next(t for t in doc if t.lemma_ == "accuse")
    old = next(t for t in doc if t.lower_ == "corps")
    tie.hang(old)
    assert tie in old.rights
    tie.hang(verb)
    assert tie.head is verb
    assert tie not in old.children
    assert [t.i for t in verb.children] == sorted(t.i for t in verb.children)
    assert tie in verb.rights
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
