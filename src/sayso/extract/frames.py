"""Finds propositions: words of a clause that fill a frame of the packs, before anybody's word is put to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from sayso.extract.arguments import Slots, copula_slots, held_slots, noun_slots, under_slots, verb_slots
from sayso.extract.fillers import fill, needless
from sayso.extract.lexicon import lexicon_of
from sayso.extract.names import Names
from sayso.pack import Frame, Pack


@dataclass(frozen=True, slots=True)
class Proposition:
    """A predicate with its fillers: (role, the token that fills it). `mentions` cover those tokens where names do."""

    head: Token
    frame: Frame
    fillers: tuple[tuple[str, Token], ...]


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
            if slots is None:
                continue
            bold = frame.kind.startswith("control") and not any(row.kind == "arrest" for row, _ in rows)
            fillers = fill(slots, wishes, names, lex, needless(token), bold)
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
    if token.lower_ == frame.verb and token.pos_ != "VERB" and token.dep_ in PREDICATE:
        return copula_slots(token)
    return None


# Where a word says of a subject what state it is in: "is shut", "declared it free".
PREDICATE = {"acomp", "attr", "ROOT", "oprd", "ccomp", "conj", "advmod"}


def as_state(token: Token, frame: Frame) -> Slots | None:
    """ "nine dead", "nine dead soldiers", "nine are dead": those it is said of fill the object."""
    counted = token.dep_ == "amod" or any(c.dep_ == "nummod" for c in token.children)
    if token.lower_ != frame.verb or (token.pos_ == "VERB" and not counted):
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
