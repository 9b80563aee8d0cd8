"""Part of speech, form and lemma of parsed words: the model's own rules, asked once for each word in each use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

if TYPE_CHECKING:
    from thinc.types import Ints2d

RULES = ("attribute_ruler", "lemmatizer")
USE: list[int | str] = ["ORTH", "TAG", "DEP"]
MADE: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
MOST = 200_000
# "Hoping", "hopes": one consonant before the ending means that an "e" was dropped, or the stem would double it ("hopping").
MUTE_E = re.compile(r"([^aeiou]*[aeiou][^aeiouwxy])(?:ing|ed|es)")
INFLECTED = {"VBG", "VBD", "VBN", "VBZ"}
# What the rules make of a word may hang on one of these right before it ("there is", "let's").
AHEAD_DEP, AHEAD_WORD = "expl", "let"

Use = tuple[int, int, int, bool]


def give_forms(doc: Doc, model: Language, known: dict[Use, list[int]]) -> None:
    """Fills in a tagged and parsed paragraph what its words are; `known` grows with the words met."""
    uses = list(uses_of(doc))
    if all(use in known for use in uses):
        doc.from_array(MADE, cast("Ints2d", np.array([known[use] for use in uses], dtype="uint64")))
        return
    for name in RULES:
        model.get_pipe(name)(doc)
    mend_lemmas(doc)
    if len(known) > MOST:
        known.clear()
    known.update(zip(uses, doc.to_array(MADE).astype("uint64").tolist(), strict=True))


def uses_of(doc: Doc) -> Iterator[Use]:
    strings = doc.vocab.strings
    after = False
    for orth, tag, dep in doc.to_array(USE).tolist():
        yield orth, tag, dep, after
        after = strings[dep] == AHEAD_DEP or strings[orth].lower() == AHEAD_WORD


def mend_lemmas(doc: Doc) -> None:
    """Gives "hope" and "wage" back the "e" that the lemmatiser takes off with their endings."""
    for token in doc:
        match = MUTE_E.fullmatch(token.lower_) if token.tag_ in INFLECTED else None
        if match is not None and token.lemma_ == match.group(1):
            token.lemma_ = f"{match.group(1)}e"
