"""Words that the parser takes for common nouns and that are names: a capital, and in no dictionary."""

from __future__ import annotations

from functools import cache

from sayso.extract.lexicon import Lexicon, words_of
from sayso.extract.parse import dictionary
from sayso.extract.tree import Token

# "Ankofa has fallen": the parser trusts no capital that opens a sentence.
DOUBTFUL = {"NN", "NNS", "UH", "FW"}


def read_name(word: Token, lex: Lexicon) -> None:
    """ "Ankofa is under siege", "Atmeh was shelled": what is no English word at all is somebody's or some place's name."""
    if word.tag_ not in DOUBTFUL or not (word.is_title and word.is_alpha) or lex.entry(words_of(word)).classes:
        return
    if lex.rows_of(word) or is_english(word.lower_) or is_english(word.lemma_.casefold()):
        return
    word.pos_, word.tag_, word.lemma_ = "PROPN", "NNP", word.text


@cache
def english() -> frozenset[str]:
    """The words of any part of speech."""
    return frozenset(word for words in dictionary().values() for word in words)


def is_english(word: str) -> bool:
    """Whether it is a word of the dictionary, or one made of two, or of one and an ending: "fighter" in "fighters"."""
    stems = {word, *(word.removesuffix(end) for end in ("s", "es", "men", "man"))}
    return bool(stems & english()) or any(word[:at] in english() and word[at:] in english() for at in range(4, len(word) - 2))
