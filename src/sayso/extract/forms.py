"""What the parser made of a paragraph, as plain lists: its rules for part of speech, form and lemma are asked once a use."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.attrs import DEP, HEAD, ORTH, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokens import Doc

from sayso.extract.tree import Form, Word

RULES = ("attribute_ruler", "lemmatizer")
COLUMNS: list[int | str] = [ORTH, TAG, DEP, HEAD, SENT_START, SPACY]
MOST = 200_000
# "Hoping", "hopes": one consonant before the ending means that an "e" was dropped, or the stem would double it ("hopping").
MUTE_E = re.compile(r"([^aeiou]*[aeiou][^aeiouwxy])(?:ing|ed|es)")
INFLECTED = {"VBG", "VBD", "VBN", "VBZ"}
# What the rules make of a word may hang on one of these right before it ("there is", "let's").
AHEAD_DEP, AHEAD_WORD = "expl", "let"

Use = tuple[int, int, int, bool]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the parser's words by now, alone and in use."""

    words: dict[str, Word] = field(default_factory=dict)
    uses: dict[Use, Form] = field(default_factory=dict)

    def word(self, text: str, doc: Doc) -> Word:
        found = self.words.get(text)
        if found is None:
            if len(self.words) > MOST:
                self.words.clear()
            seen = doc.vocab[text]
            found = Word(
                text, seen.lower_, seen.shape_, seen.is_punct, seen.is_space, seen.is_title, seen.is_alpha, seen.like_num
            )
            self.words[text] = found
        return found


@dataclass(frozen=True, slots=True)
class Parsed:
    """A paragraph as the parser was shown it: for each token its word, its form, its head, if a blank is behind it.

    `begins` are the tokens that begin a sentence.
    """

    doc: Doc
    words: Sequence[Word]
    forms: Sequence[Form]
    heads: Sequence[int]
    blanks: Sequence[bool]
    begins: Sequence[int]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Half-open runs of tokens."""
        return zip(self.begins, (*self.begins[1:], len(self.words)), strict=True)

    def part(self, start: int, end: int) -> Doc:
        """The words of some of its tokens by themselves."""
        words = [word.text for word in self.words[start:end]]
        return Doc(self.doc.vocab, words=words, spaces=list(self.blanks[start:end]))


def read_parse(doc: Doc, model: Language, known: Known) -> Parsed:
    """Takes a tagged and parsed paragraph down; `known` grows with the words met."""
    table = doc.to_array(COLUMNS)
    rows, steps = table.tolist(), table[:, COLUMNS.index(HEAD)].astype("int64").tolist()
    strings = doc.vocab.strings
    texts = [strings[row[0]] for row in rows]
    return Parsed(
        doc,
        [known.word(text, doc) for text in texts],
        forms_of(doc, list(uses_of(rows, texts, doc)), model, known),
        [at + step for at, step in enumerate(steps)],
        [bool(row[5]) for row in rows],
        [at for at, row in enumerate(rows) if at == 0 or row[4] == 1],
    )


def forms_of(doc: Doc, uses: Sequence[Use], model: Language, known: Known) -> list[Form]:
    fresh = {use: at for at, use in enumerate(uses) if use not in known.uses}
    if fresh and len(known.uses) > MOST:
        known.uses.clear()
        fresh = {use: at for at, use in enumerate(uses)}
    known.uses.update(zip(fresh, made_by_rules(doc, list(fresh.values()), model), strict=True))
    return [known.uses[use] for use in uses]


def made_by_rules(doc: Doc, tokens: Sequence[int], model: Language) -> Iterator[Form]:
    """What the rules make of some tokens: each is shown to them behind the one before it, which is all they look at."""
    if not tokens:
        return
    shown = [doc[at] for token in tokens for at in (max(token - 1, 0), token)]
    pairs = Doc(
        doc.vocab,
        words=[token.text for token in shown],
        tags=[token.tag_ for token in shown],
        deps=[token.dep_ for token in shown],
        heads=list(range(len(shown))),
    )
    for name in RULES:
        model.get_pipe(name)(pairs)
    mend_lemmas(pairs)
    for token in list(pairs)[1::2]:
        yield Form(token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_)


def uses_of(rows: Sequence[Sequence[int]], texts: Sequence[str], doc: Doc) -> Iterator[Use]:
    ahead = doc.vocab.strings[AHEAD_DEP]
    after = False
    for (orth, tag, dep, *_), text in zip(rows, texts, strict=True):
        yield orth, tag, dep, after
        after = dep == ahead or text.lower() == AHEAD_WORD


def mend_lemmas(doc: Doc) -> None:
    """Gives "hope" and "wage" back the "e" that the lemmatiser takes off with their endings."""
    for token in doc:
        match = MUTE_E.fullmatch(token.lower_) if token.tag_ in INFLECTED else None
        if match is not None and token.lemma_ == match.group(1):
            token.lemma_ = f"{match.group(1)}e"
