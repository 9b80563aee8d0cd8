"""What the model sees in names that no pack knows; sentences without one are not asked about, since asking costs a parse."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import cast

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

PROPER, DESCRIBING = {"NNP", "NNPS"}, {"JJ", "NN", "NNS"}
PEOPLE = "NORP"


def find_entities(docs: Sequence[Doc], plain: Container[str], peoples: Container[str], model: Language) -> None:
    """Marks the entities of parsed paragraphs; where all capitals are in `plain` or `peoples`, the peoples alone."""
    asked = [(doc, sentence) for doc in docs for sentence in doc.sents if is_open(sentence, plain, peoples)]
    parts = [
        Doc(doc.vocab, words=[t.text for t in sentence], spaces=[bool(t.whitespace_) for t in sentence])
        for doc, sentence in asked
    ]
    found: dict[int, list[Span]] = {}
    closed: dict[int, set[int]] = {}
    recogniser = cast(EntityRecognizer, model.get_pipe("ner"))
    for (doc, sentence), part in zip(asked, recogniser.pipe(parts), strict=True):
        found.setdefault(id(doc), []).extend(placed(part, sentence))
        closed.setdefault(id(doc), set()).update(range(sentence.start, sentence.end))
    for doc in docs:
        seen = closed.get(id(doc), ())
        known = [Span(doc, t.i, t.i + 1, PEOPLE) for t in doc if t.i not in seen and t.is_title and t.lower_ in peoples]
        doc.set_ents([*found.get(id(doc), ()), *known])


def placed(part: Doc, sentence: Span) -> Iterator[Span]:
    for entity in part.ents:
        yield Span(sentence.doc, sentence.start + entity.start, sentence.start + entity.end, entity.label)


def is_open(sentence: Span, plain: Container[str], peoples: Container[str]) -> bool:
    """Whether a capital stands where only a name has one, and of a name nobody knows."""
    return any(
        token.text not in plain
        and (token.tag_ in PROPER or (token.i > sentence.start and token.is_title and token.tag_ in DESCRIBING))
        and token.lower_ not in peoples
        for token in sentence
    )
