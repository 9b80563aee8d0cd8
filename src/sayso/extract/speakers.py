"""Who speaks: the words that name a source, and what kind of source they show it to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.extract.arguments import conjuncts
from sayso.extract.cues import rows_by_pattern
from sayso.extract.tree import Token
from sayso.model import MentionKind, SourceKind
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


PEOPLE = {SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_ANONYMOUS}
# Kinds that a word before the noun may change: "UN observers", "a hospital official"; what a ministry is for changes nothing.
MEDIA = {SourceKind.OUTLET_UNSPECIFIED, SourceKind.AGENCY}
PRIVATE = {SourceKind.RESIDENTS, SourceKind.ACTIVISTS, SourceKind.MEDICS, SourceKind.ANALYSTS}
QUALIFIED = {*PEOPLE, SourceKind.ANALYSTS, SourceKind.UNSPECIFIED}


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


@lru_cache(maxsize=8)
def speaker_nouns(pack: Pack) -> Mapping[str, SourceKind]:
    return {row.cue: SourceKind(row.source_kind) for row in reversed(pack.cues) if row.pattern in {"speaker", "document"}}


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


def before_as_verb(token: Token) -> Token | None:
    """The first word of "Aid workers" where the parser takes it for a command to do something to workers."""
    verb = token.head
    return verb if verb.dep_ == "csubj" and verb.tag_ == "VB" and verb.i == token.i - 1 else None


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


def has_name(token: Token) -> bool:
    own = [token, *(c for c in token.children if c.dep_ in {"compound", "appos", "nmod"})]
    if any(t.ent_type_ == "PERSON" and t.pos_ == "PROPN" for t in own):
        return True
    # "The spokesman of the Front, Lamis Odeh": two names behind a role are somebody, whatever the parser takes them for.
    behind = (t for t in token.subtree if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i > token.i)
    return token.pos_ == "NOUN" and any(c.dep_ == "compound" and c.pos_ == "PROPN" for t in behind for c in t.lefts)


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


def named_kind(kind: SourceKind, token: Token, pack: Pack) -> SourceKind:
    """The kind that a noun stands for, seen with the name it is part of and with whose it is."""
    nouns = speaker_nouns(pack)
    if token.lemma_.casefold() in rows_by_pattern(pack)["ourselves"] and any(
        c.dep_ == "poss" and "Person=1" in str(c.morph) for c in token.children
    ):
        # "Our stringer saw" is the paper's own eyes.
        return SourceKind.AUTHOR
    if kind in PEOPLE and has_name(token):
        return SourceKind.OFFICIAL_NAMED
    if kind is SourceKind.ORGANISATION and token.lemma_.casefold() not in nouns and has_role(token, nouns):
        return SourceKind.OFFICIAL_NAMED
    if kind in PEOPLE and is_nameless(token, pack):
        return SourceKind.OFFICIAL_ANONYMOUS
    if (
        kind is SourceKind.OFFICIAL_ANONYMOUS
        and token.tag_ == "NNS"
        and token.lemma_.casefold() in descriptions(pack, "plural")
    ):
        # "Officials said" is the word of their office; "two officials" are two of them.
        counted = any(c.dep_ == "nummod" for c in token.lefts)
        return kind if counted else SourceKind.OFFICIAL_ROLE
    if kind is SourceKind.OFFICIAL_ANONYMOUS and token.tag_ == "NNP" and any(c.lower_ == "the" for c in token.lefts):
        # "The Guard" is a body, a guard is one man of one.
        return SourceKind.ORGANISATION
    if kind is SourceKind.OUTLET_UNSPECIFIED:
        owner = next((c.lemma_.casefold() for c in token.children if c.dep_ == "poss"), None)
        if owner in descriptions(pack, "body"):
            return SourceKind.STATE_MEDIA
        if owner in descriptions(pack, "group"):
            return SourceKind.PARTY_MEDIA
        return SourceKind.OUTLET_NAMED if token.tag_ == "NNP" else kind
    of_what = {t.lower_ for c in token.children if c.dep_ in {"compound", "amod", "poss", "nmod"} for t in c.subtree}
    qualified = next((row for cue, row in rows_by_pattern(pack)["qualifying"].items() if cue in of_what), None)
    if qualified is None:
        return kind
    found = SourceKind(qualified.source_kind)
    body = kind is SourceKind.ORGANISATION and found is SourceKind.UN_NGO
    return found if body or kind in QUALIFIED else kind


def is_nameless(token: Token, pack: Pack) -> bool:
    """ "A commander", "two generals": one of many, of whom nobody can know which; a spokesman stands for his body."""
    any_one = any(c.lower_ in {"a", "an", "one"} or c.dep_ == "nummod" for c in token.lefts)
    return any_one and token.lemma_.casefold() in descriptions(pack, "nameless")


def by_description(kind: SourceKind, token: Token, pack: Pack) -> SourceKind:
    """ "an officer who asked not to be named" is nobody's spokesman; "a retired colonel" speaks for no army."""
    if kind not in {SourceKind.OFFICIAL_ROLE, SourceKind.OFFICIAL_ANONYMOUS, SourceKind.UNSPECIFIED}:
        return kind
    described = token.doc.text[token.left_edge.idx : token.right_edge.idx + len(token.right_edge.text)].casefold()
    if any(words in described for words in descriptions(pack, "anonymous")):
        return SourceKind.OFFICIAL_ANONYMOUS
    was = any(c.lower_ in descriptions(pack, "former") for c in token.lefts)
    return SourceKind.ANALYSTS if was and kind is not SourceKind.UNSPECIFIED else kind


@lru_cache(maxsize=8)
def descriptions(pack: Pack, pattern: str) -> frozenset[str]:
    return frozenset(row.cue for row in pack.cues if row.pattern == pattern)


def is_qualified(token: Token) -> bool:
    return any(c.dep_ in {"amod", "compound", "poss", "relcl", "acl", "prep"} for c in token.children)


def has_role(token: Token, nouns: Mapping[str, SourceKind]) -> bool:
    """ "X, spokesman for Y": the apposition says that the name is an official's."""
    return any(nouns.get(t.lemma_.casefold()) is SourceKind.OFFICIAL_ROLE for b in beside(token) for t in conjuncts(b))


def beside(token: Token) -> list[Token]:
    """What stands with a name in one phrase: titles before it, appositions behind it."""
    before = [t for c in token.lefts if c.dep_ in {"compound", "nmod"} for t in c.subtree]
    return [*before, *(c for c in token.children if c.dep_ == "appos")]


def names_in(words: str) -> Iterator[str]:
    """The words of a source, and the name at their end: the Agency of "the state-run Anadolu Agency"."""
    yield words
    # "A source of the Herald" is not the Herald.
    own = words.partition(" of ")[0]
    starts = (at + 1 for at, mark in enumerate(own) if mark == " ")
    yield from (own[start:] for start in starts if own[start].isupper() or " " not in own[start:])


def kind_of(token: Token, words: str, nouns: Mapping[str, SourceKind], pack: Pack) -> SourceKind:
    named = next((found for name in names_in(words) if (found := pack.candidates(name, MentionKind.SOURCE))), ())
    if named and not is_its_man(token, nouns, named[0].target, pack):
        return pack.sources[named[0].target].source_kind
    lemma = token.lemma_.casefold()
    for key in (f"{compound_of(token)} {lemma}", token.lower_, lemma):
        if key.strip() in nouns:
            return nouns[key.strip()]
    the = any(c.lower_ == "the" for c in token.lefts)
    if (token.ent_type_ == "PERSON" or has_name(token)) and not the:
        if has_role(token, nouns):
            return SourceKind.OFFICIAL_NAMED
        if token.tag_ == "NNP" and not beside(token):
            # A bare name that no pack knows is a town or a land that speaks; a person is introduced by two.
            return SourceKind.ORGANISATION
        trade = next((nouns[c.lemma_.casefold()] for c in beside(token) if c.lemma_.casefold() in nouns), None)
        return trade or SourceKind.UNSPECIFIED
    part = next((nouns[c.lower_] for c in token.children if c.dep_ == "compound" and c.lower_ in nouns), None)
    if token.pos_ == "PROPN" and (part in MEDIA or part in PRIVATE):
        # "Radio Sarn", "Agence Sarn", "our reader Suad".
        return part
    if pack.candidates(words, MentionKind.ACTOR) or pack.candidates(words, MentionKind.PLACE):
        return SourceKind.ORGANISATION
    if token.ent_type_ in {"ORG", "GPE", "NORP"} or token.pos_ == "PROPN":
        return SourceKind.ORGANISATION
    return SourceKind.UNSPECIFIED


def is_its_man(token: Token, nouns: Mapping[str, SourceKind], source: str, pack: Pack) -> bool:
    """ "A coalition spokesman" speaks for the body that the packs know by these words, and is not the body."""
    return nouns.get(token.lemma_.casefold()) in PEOPLE and pack.sources[source].source_kind is SourceKind.ORGANISATION


def compound_of(token: Token) -> str:
    verb = before_as_verb(token)
    beside = [c for c in token.children if c.dep_ in {"compound", "amod"}] if verb is None else [verb]
    return " ".join(c.lower_ for c in beside)
