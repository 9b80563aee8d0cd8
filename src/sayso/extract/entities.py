"""What the model sees in names that no pack knows; paragraphs without one are not asked about, since asking costs a parse."""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.language import Language

from sayso.extract.forms import Parsed
from sayso.extract.guise import Seen
from sayso.extract.network import annotate

PROPER, DESCRIBING = {"NNP", "NNPS"}, {"JJ", "NN", "NNS"}
PEOPLE = "NORP"


def find_entities(
    parsed: Sequence[Parsed], plain: Container[str], peoples: Container[str], model: Language
) -> list[list[Seen]]:
    """The entities of each parsed paragraph; where all capitals are in `plain` or `peoples`, the peoples alone."""
    asked = [any(is_open(one, *span, plain, peoples) for span in one.sentences()) for one in parsed]
    annotate([one.doc for one, ask in zip(parsed, asked, strict=True) if ask], model, ("ner",))
    return [
        [(ent.start, ent.end, ent.label_) for ent in one.doc.ents] if ask else list_peoples(one, peoples)
        for one, ask in zip(parsed, asked, strict=True)
    ]


def list_peoples(parsed: Parsed, peoples: Container[str]) -> list[Seen]:
    return [(i, i + 1, PEOPLE) for i, word in enumerate(parsed.words) if word.is_title and word.lower_ in peoples]


def is_open(parsed: Parsed, start: int, end: int, plain: Container[str], peoples: Container[str]) -> bool:
    """Whether in a sentence a capital stands where only a name has one, and of a name nobody knows."""
    for i in range(start, end):
        word, tag = parsed.words[i], parsed.forms[i].tag
        if word.text in plain or word.lower_ in peoples:
            continue
        if tag in PROPER or (i > start and word.is_title and tag in DESCRIBING):
            return True
    return False
