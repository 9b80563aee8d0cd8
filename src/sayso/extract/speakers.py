"""Who speaks: the words that name a source, and what kind of source they show it to be."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.extract.kinds import PEOPLE, before_as_verb, by_description, is_qualified, kind_of, named_kind, speaker_nouns
from sayso.extract.tree import Token
from sayso.model import SourceKind
from sayso.pack import Pack

ANONYMOUS = {
    SourceKind.OFFICIAL_ANONYMOUS,
    SourceKind.UNSPECIFIED,
    SourceKind.RESIDENTS,
    SourceKind.ACTIVISTS,
    SourceKind.MEDICS,
    SourceKind.ANALYSTS,
    SourceKind.SOCIAL_MEDIA,
}
# Who is meant by the words before a quote that nobody is said to speak: somebody, never a body or a thing.
HE_OR_SHE = {"he", "she"}
PERSONS = {
    SourceKind.OFFICIAL_NAMED,
    SourceKind.OFFICIAL_ROLE,
    SourceKind.OFFICIAL_ANONYMOUS,
    SourceKind.RESIDENTS,
    SourceKind.MEDICS,
    SourceKind.ANALYSTS,
    SourceKind.ACTIVISTS,
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a source, half-open character offsets in its paragraph, their head noun, and what they show it to be."""

    start: int
    end: int
    words: str
    lemma: str
    kind: SourceKind
    anonymous: bool
    pronoun: bool
    definite: bool


def noun_phrase(token: Token) -> tuple[int, int]:
    """Half-open character offsets of a name or noun with what belongs to it: no article, number or clause; "of X" stays."""
    left = token
    keep = {"compound", "amod", "nmod", "poss", "npadvmod", "punct", "advmod", "case"}
    for child in reversed(list(token.lefts)):
        if child.dep_ not in keep or child.is_space or (child.dep_ == "punct" and not is_joiner(child)):
            break
        left = child.left_edge
    left = before_as_verb(token) or left
    while left.i < token.i and (left.dep_ == "det" or left.is_punct or left.is_space or left.dep_ == "predet"):
        left = left.nbor()
    right = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and (token.pos_ == "NOUN" or inner.pos_ == "PROPN" or inner == whole_of(token)):
                right = name_end(inner)
            elif (man := man_of(token)) is not None:
                right = man
        elif child.dep_ == "appos" and token.pos_ == "NOUN" and child.pos_ == "PROPN" and child.left_edge.i - right.i <= 3:
            right = child
        elif child.dep_ == "case":
            break
    return left.idx, right.idx + len(right.text)


def whole_of(token: Token) -> Token | None:
    """Those of whom "one of the analysts", "some of its officers" are some."""
    if token.pos_ not in {"NUM", "PRON", "DET", "ADJ"}:
        return None
    return next(
        (o for c in token.rights if c.lower_ == "of" for o in c.children if o.dep_ == "pobj" and o.pos_ == "NOUN"), None
    )


def man_of(body: Token) -> Token | None:
    """The spokesman of "an Office for the Care of Rivers spokesman", whom the parser hangs inside the body's name."""
    inner = name_end(body)
    held = any(c.pos_ == "PROPN" and c.dep_ in {"compound", "nmod"} for c in inner.lefts)
    return inner if inner != body and body.pos_ == "PROPN" and inner.tag_ == "NN" and held else None


def name_end(name: Token) -> Token:
    """The last noun of names tied by "of" and "for": the Rivers of "the Office for the Care of Rivers"."""
    ties = (c for c in name.rights if c.dep_ == "prep" and c.lower_ in {"of", "for"})
    inner = next((o for tie in ties for o in tie.rights if o.dep_ == "pobj"), None)
    return name_end(inner) if inner is not None and name.pos_ == "PROPN" else name


def place_phrase(token: Token) -> tuple[int, int]:
    """Half-open character offsets of a common noun for a place with what it is compounded with: "border town", no "X-held"."""
    left = token
    for child in reversed(list(token.lefts)):
        if child.dep_ != "compound" or child.right_edge.i != left.i - 1:
            break
        left = child.left_edge
    return left.idx, token.idx + len(token.text)


def is_joiner(mark: Token) -> bool:
    """A hyphen inside a name, not a dash between two parts of a sentence."""
    return mark.text in {"-", "'"} and not mark.whitespace_ and mark.i > 0 and not mark.nbor(-1).whitespace_


def speaker_of(token: Token, pack: Pack) -> Speaker:
    """The source that `token` heads. Names of the packs come first, then the noun, then what the parser sees in the name."""
    start, end = noun_phrase(token)
    words = token.doc.text[start:end]
    nouns = speaker_nouns(pack)
    own = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in token.children)
    definite = own or any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "same"} for c in token.children)
    proper = any(t.pos_ == "PROPN" for t in token.doc.char_span(start, end, alignment_mode="expand") or ())
    pronoun = token.pos_ == "PRON"
    whole = whole_of(token)
    head = whole or man_of(token) or token
    kind = named_kind(kind_of(head, words, nouns, pack), head, pack)
    # One of many commanders is nobody known.
    kind = SourceKind.OFFICIAL_ANONYMOUS if whole is not None and kind in PEOPLE else by_description(kind, token, pack)
    if (
        kind is SourceKind.OFFICIAL_ANONYMOUS
        and token.lemma_.casefold() == "source"
        and not definite
        and not is_qualified(token)
    ):
        kind = SourceKind.UNSPECIFIED
    anonymous = kind in ANONYMOUS and not (proper and kind not in {SourceKind.OFFICIAL_ANONYMOUS, SourceKind.RESIDENTS})
    return Speaker(start, end, words, token.lemma_.casefold(), kind, anonymous, pronoun, definite)
