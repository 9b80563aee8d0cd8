"""What the model sees in names that no pack knows; sentences without one are not asked about, since asking costs a parse."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from sayso.extract.forms import Parsed
from sayso.extract.guise import Seen
from sayso.extract.recogniser import see_names

PROPER, DESCRIBING = {"NNP", "NNPS"}, {"JJ", "NN", "NNS"}
PEOPLE = "NORP"


def find_entities(
    parsed: Sequence[Parsed], plain: Container[str], peoples: Container[str], model: Language
) -> list[list[Seen]]:
    """The entities of each paragraph, in text order; of a sentence with all capitals in `plain` or `peoples`, its peoples."""
    found: list[list[Seen]] = []
    asked: list[tuple[int, int, Doc]] = []
    for at, one in enumerate(parsed):
        found.append([])
        # The model sees names better with the sentence beside them.
        runs = groupby(one.sentences(), lambda span: is_open(one, span[0], span[1], plain, peoples))  # noqa: B023
        for is_asked, (first, *more) in runs:
            start, end = first[0], (more or [first])[-1][1]
            if is_asked:
                asked.append((at, start, one.part(start, end)))
            else:
                found[at].extend(list_peoples(one, start, end, peoples))
    names = see_names([doc for _, _, doc in asked], model)
    for (at, start, _), seen in zip(asked, names, strict=True):
        found[at].extend((start + first, start + end, label) for first, end, label in seen)
    return [sorted(seen) for seen in found]


def list_peoples(parsed: Parsed, start: int, end: int, peoples: Container[str]) -> list[Seen]:
    words = parsed.words
    return [(i, i + 1, PEOPLE) for i in range(start, end) if words[i].is_title and words[i].lower_ in peoples]


def is_open(parsed: Parsed, start: int, end: int, plain: Container[str], peoples: Container[str]) -> bool:
    """Whether in a sentence a capital stands where only a name has one, and of a name nobody knows."""
    for i in range(start, end):
        word, tag = parsed.words[i], parsed.forms[i].tag
        if word.text in plain or word.lower_ in peoples:
            continue
        if tag in PROPER or (i > start and word.is_title and tag in DESCRIBING):
            return True
    return False
