"""Finds propositions: words of a clause that fill a frame of the packs, before anybody's word is put to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from sayso.extract.arguments import (
    BESIDE,
    Slots,
    conjuncts,
    copula_slots,
    held_slots,
    is_passive,
    noun_slots,
    under_slots,
    verb_slots,
)
from sayso.model import Mention, MentionKind
from sayso.pack import Frame, Pack

PLACE_ROLES = {"place", "from", "to", "via", "near", "part"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a frame asks of one role: where to look, what sort of noun it must be, whether the frame stands without it."""

    slots: tuple[str, ...]
    role: str
    noun_class: str
    required: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The frames of the packs by the lemma they hang on, and the classes of common nouns."""

    frames: Mapping[str, tuple[tuple[Frame, tuple[Wish, ...]], ...]]
    classes: Mapping[str, frozenset[str]]

    def is_class(self, token: Token, noun_class: str) -> bool:
        return noun_class in self.classes.get(token.lemma_.casefold(), ()) or noun_class in self.classes.get(
            token.lower_, ()
        )


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate with its fillers: (role, the token that fills it). `mentions` cover those tokens where names do."""

    head: Token
    frame: Frame
    fillers: tuple[tuple[str, Token], ...]


def read_wishes(roles: str) -> tuple[Wish, ...]:
    """`subj/obj:actor!|obj:place~route` as wishes; `!` required, `~` a class of nouns."""
    wishes = []
    for part in roles.split("|"):
        slots, _, rest = part.partition(":")
        role, _, noun_class = rest.rstrip("!").partition("~")
        wishes.append(Wish(tuple(slots.split("/")), role, noun_class, rest.endswith("!")))
    return tuple(wishes)


@lru_cache(maxsize=8)
def lexicon(frames: tuple[Frame, ...], nouns: tuple[tuple[str, str], ...]) -> Lexicon:
    by_lemma: dict[str, list[tuple[Frame, tuple[Wish, ...]]]] = defaultdict(list)
    for frame in frames:
        words = frame.verb.split()
        hook = words[-1] if frame.pattern == "noun" else words[0]
        by_lemma[hook].append((frame, read_wishes(frame.roles)))
    # A phrase says more than its first word: "take control" is tried before "take".
    ordered = {k: tuple(sorted(v, key=lambda row: -len(row[0].verb.split()))) for k, v in by_lemma.items()}
    classes: dict[str, set[str]] = defaultdict(set)
    for noun, noun_class in nouns:
        classes[noun].add(noun_class)
    return Lexicon(ordered, {noun: frozenset(found) for noun, found in classes.items()})


def lexicon_of(pack: Pack) -> Lexicon:
    return lexicon(pack.frames, tuple((row.noun, row.noun_class) for row in pack.nouns))


class Names:
    """The mentions of a paragraph by the tokens they cover."""

    def __init__(self, doc: Doc, offset: int, mentions: list[Mention], pack: Pack) -> None:
        self.pack = pack
        self.by_token: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            found = doc.char_span(mention.span.start - offset, mention.span.end - offset, alignment_mode="expand")
            for token in found or ():
                self.by_token[token.i].append(mention)

    def of(self, token: Token, kind: MentionKind) -> Mention | None:
        """The longest mention of that kind over the token."""
        found = [m for m in self.by_token.get(token.i, ()) if m.kind == kind]
        return max(found, key=lambda m: m.span.end - m.span.start, default=None)

    def unknown(self, token: Token) -> bool:
        """Whether this is a name that no pack knows and the parser does not take for a person: it may be any town."""
        mention = self.of(token, MentionKind.ACTOR)
        words = token.doc.text[token.left_edge.idx : token.idx + len(token.text)] if mention is None else token.text
        known = any(self.pack.candidates(w, MentionKind.ACTOR) for w in (words, token.text))
        return token.pos_ == "PROPN" and token.ent_type_ not in {"PERSON", "NORP", "DATE", "TIME"} and not known

    def place_in(self, token: Token) -> list[Token]:
        """The tokens of a phrase that place mentions cover: itself, "town of X", "the X crossing", an apposition."""
        if self.of(token, MentionKind.PLACE):
            return [token]
        near = [c for c in token.children if c.dep_ in {"compound", "appos", "nmod", "poss"}]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "in", "at"}:
                near.extend(o for c in child.children if c.dep_ == "pobj" for o in conjuncts(c))
        direct = [t for t in near if self.of(t, MentionKind.PLACE)]
        if direct:
            return direct
        return [
            t
            for n in near
            for c in n.children
            if c.dep_ in {"compound", "appos"}
            for t in [c]
            if self.of(t, MentionKind.PLACE)
        ]


def find_propositions(doc: Doc, names: Names, pack: Pack) -> Iterator[Proposition]:
    """Every proposition of the paragraph, in text order; one frame a head, the first that is filled."""
    found = list(fill_frames(doc, names, pack))
    for proposition in found:
        # "sent reinforcements to X" is one deployment, though "reinforcements to X" fills a frame by itself.
        above = (p for p in found if p is not proposition)
        if not any((role, proposition.head) in p.fillers for p in above for role in ("instrument", "target")):
            yield proposition


def fill_frames(doc: Doc, names: Names, pack: Pack) -> Iterator[Proposition]:
    lex = lexicon_of(pack)
    for token in doc:
        rows = lex.frames.get(token.lemma_.casefold(), ())
        if token.lower_ != token.lemma_.casefold():
            rows += tuple(row for row in lex.frames.get(token.lower_, ()) if row not in rows)
        for frame, wishes in rows:
            slots = slots_for(token, frame)
            fillers = fill(slots, wishes, names, lex, needless(token)) if slots is not None else None
            if fillers is not None:
                yield Proposition(token, frame, fillers)
                break


def slots_for(token: Token, frame: Frame) -> Slots | None:
    """The slots this frame would read at this token, None if the token does not stand as the frame's word."""
    pattern: Callable[[Token, Frame], Slots | None] = PATTERNS[frame.pattern]
    return pattern(token, frame)


def as_verb(token: Token, frame: Frame) -> Slots | None:
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"aux", "auxpass", "amod", "compound"}:
        return None
    slots = verb_slots(token)
    rest = frame.verb.split()[1:]
    if not rest:
        # "is a power in X" says what it is, not where.
        says_what = token.lemma_ == "be" and any(c.dep_ in {"attr", "acomp"} for c in token.children)
        return None if says_what else slots
    for child in token.children:
        if child.lower_ == rest[0] and child.dep_ in {"prt", "advmod", "prep"}:
            return slots
        if child.dep_ in {"dobj", "obj"} and child.lemma_.casefold() == rest[0]:
            inner = noun_slots(child)
            merged: Slots = defaultdict(list, {name: list(tokens) for name, tokens in slots.items() if name != "obj"})
            merged["of"].extend(inner["obj"])
            for name in ("over", "on", "against", "for", "loc"):
                merged[name].extend(t for t in inner.get(name, ()) if t not in merged[name])
            return merged
    return None


def as_noun(token: Token, frame: Frame) -> Slots | None:
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "amod"}:
        return None
    before = frame.verb.split()[:-1]
    left = [child.lower_ for child in token.children if child.dep_ in {"compound", "amod", "nmod"}]
    return noun_slots(token) if all(word in left for word in before) else None


def as_held(token: Token, frame: Frame) -> Slots | None:
    return held_slots(token) if token.lower_ == frame.verb else None


def as_under(token: Token, frame: Frame) -> Slots | None:
    wanted = {"under": {"under"}, "in": {"in", "into"}}[frame.pattern]
    if token.dep_ == "pobj" and token.head.lower_ in wanted and token.lower_ == frame.verb:
        return under_slots(token)
    return None


def as_copula(token: Token, frame: Frame) -> Slots | None:
    if token.lower_ == frame.verb and token.dep_ in {"acomp", "attr", "ROOT", "oprd", "ccomp", "conj"}:
        return copula_slots(token)
    return None


def as_state(token: Token, frame: Frame) -> Slots | None:
    """ "nine dead", "nine dead soldiers", "nine are dead": those it is said of fill the object."""
    if token.lower_ != frame.verb or token.pos_ == "VERB":
        return None
    slots: Slots = defaultdict(list)
    if token.dep_ == "amod":
        slots["obj"].append(token.head)
    elif token.dep_ == "acomp":
        slots["obj"].extend(copula_slots(token)["subj"])
    elif any(c.dep_ == "nummod" for c in token.children):
        slots["obj"].append(token)
        slots["among"].extend(o for c in token.children if c.lower_ == "among" for o in c.children)
    return slots if slots["obj"] else None


PATTERNS: Mapping[str, Callable[[Token, Frame], Slots | None]] = {
    "verb": as_verb,
    "noun": as_noun,
    "adj": as_held,
    "under": as_under,
    "in": as_under,
    "copula": as_copula,
    "state": as_state,
}


def needless(token: Token) -> frozenset[str]:
    """Roles that a frame may do without here: a passive need not name who did it."""
    return frozenset({"actor"}) if token.pos_ == "VERB" and is_passive(token) else frozenset()


def fill(
    slots: Slots, wishes: tuple[Wish, ...], names: Names, lex: Lexicon, spared: frozenset[str]
) -> tuple[tuple[str, Token], ...] | None:
    """The fillers of a frame, None if one that it requires is missing. Wishes of one role are alternatives."""
    fillers: list[tuple[str, Token]] = []
    wanted = {wish.role for wish in wishes if wish.required} - (
        spared if any(w.role == "place" for w in wishes if w.required) else set()
    )
    taken: set[int] = set()
    for wish in wishes:
        if any(role == wish.role for role, _ in fillers):
            continue
        for slot in wish.slots:
            for token in slots.get(slot, ()):
                for filler in (token, *(t for t in conjuncts(token) if t != token)):
                    for role, at in suits(filler, wish, names, lex):
                        if at.i not in taken:
                            taken.add(at.i)
                            fillers.append((role, at))
            if any(role == wish.role for role, _ in fillers):
                break
    filled = {role for role, _ in fillers} | ({"place"} if any(role == "part" for role, _ in fillers) else set())
    return tuple(fillers) if wanted <= filled and fillers else None


def suits(token: Token, wish: Wish, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    """The role and token a phrase gives for a wish: a place may turn out to be only near it, or a part of it."""
    if wish.noun_class and not lex.is_class(token, wish.noun_class):
        if not (wish.noun_class == "actor" and names.of(token, MentionKind.ACTOR)):
            return
    if wish.role in PLACE_ROLES:
        yield from suits_place(token, wish, names, lex)
    elif wish.role == "actor":
        if is_actor(token, names, lex, named_only=wish.noun_class == "actor"):
            yield "actor", token
    elif wish.role in {"target", "instrument", "amount"}:
        is_place = bool(names.of(token, MentionKind.PLACE)) and not names.of(token, MentionKind.ACTOR)
        vague = token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "DET"} or lex.is_class(token, "vague")
        if not vague and not token.ent_type_ in {"DATE", "TIME"} and not (is_place and wish.required):
            yield wish.role, token


def suits_place(token: Token, wish: Wish, names: Names, lex: Lexicon) -> Iterator[tuple[str, Token]]:
    places = names.place_in(token)
    if token.pos_ == "PRON" and not places:
        return
    beside = wish.role == "place" and any(is_beside(t, token, lex) for t in (token, *places))
    part = wish.role == "place" and lex.is_class(token, "part") and token not in places
    role = "near" if beside else "part" if part else wish.role
    if places:
        yield from ((role, place) for place in places)
    elif lex.is_class(token, "place") and not names.of(token, MentionKind.ACTOR) and wish.required:
        yield role, token
    elif lex.is_class(token, "place") and not wish.required and token.pos_ in {"NOUN", "PROPN"}:
        yield role, token
    elif wish.required and names.unknown(token):
        yield role, token


def is_beside(place: Token, head: Token, lex: Lexicon) -> bool:
    """Whether the words are "north of X", "near X", "the X countryside": beside the place, not the place."""
    if place.dep_ == "pobj" and (
        place.head.lower_ in BESIDE or place.head.head.lower_ in {"north", "south", "east", "west"}
    ):
        return True
    return place is not head and lex.is_class(head, "near")


def is_actor(token: Token, names: Names, lex: Lexicon, named_only: bool = False) -> bool:
    if names.of(token, MentionKind.ACTOR) or lex.is_class(token, "actor"):
        return True
    if token.ent_type_ in {"PERSON", "ORG", "NORP"} or (names.of(token, MentionKind.PLACE) and not named_only):
        return token.pos_ in {"PROPN", "NOUN", "ADJ"}
    return not named_only and (
        token.lower_ in {"they", "we", "it", "he", "she"} or token.lemma_.casefold() in {"member"}
    )
