"""What the model sees in names that no pack knows; paragraphs without one are not asked about, since asking costs a parse."""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.extract.network import annotate

PROPER, DESCRIBING = {"NNP", "NNPS"}, {"JJ", "NN", "NNS"}
PEOPLE = "NORP"


def find_entities(docs: Sequence[Doc], plain: Container[str], peoples: Container[str], model: Language) -> None:
    """Marks the entities of parsed paragraphs; where all capitals are in `plain` or `peoples`, the peoples alone."""
    asked = {at for at, doc in enumerate(docs) if any(is_open(sentence, plain, peoples) for sentence in doc.sents)}
    annotate([docs[at] for at in sorted(asked)], model, ("ner",))
    for at, doc in enumerate(docs):
        if at not in asked:
            doc.set_ents([Span(doc, t.i, t.i + 1, PEOPLE) for t in doc if t.is_title and t.lower_ in peoples])


def is_open(sentence: Span, plain: Container[str], peoples: Container[str]) -> bool:
    """Whether a capital stands where only a name has one, and of a name nobody knows."""
    return any(
        token.text not in plain
        and (token.tag_ in PROPER or (token.i > sentence.start and token.is_title and token.tag_ in DESCRIBING))
        and token.lower_ not in peoples
        for token in sentence
    )
