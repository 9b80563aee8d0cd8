"""How firmly the clause itself puts a proposition: polarity, modality and mood, by the parse, never by a window of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Token

from sayso.extract.parse import is_negated
from sayso.model import Modality, Mood, Polarity
from sayso.pack import Hedge, Pack

ORDER = [Modality.CERTAIN, Modality.PROBABLE, Modality.POSSIBLE, Modality.UNKNOWN]
# Purpose clauses ("to block them") say what is wanted, unless the governing word says that it was done.
PURPOSE = Mood.INTENDED
# "the X-held town" stays held whatever the sentence denies or hopes of it.
PRESUPPOSED = {"amod", "compound", "nmod"}


@dataclass(frozen=True, slots=True)
class Firmness:
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.CERTAIN
    mood: Mood = Mood.ACTUAL


@lru_cache(maxsize=8)
def by_scope(pack: Pack) -> Mapping[str, Mapping[str, Hedge]]:
    found: dict[str, dict[str, Hedge]] = defaultdict(dict)
    for hedge in pack.hedges:
        found[hedge.scope].setdefault(hedge.words, hedge)
    return found


def weaker(left: Modality, right: Modality) -> Modality:
    return max(left, right, key=ORDER.index)


def flip(polarity: Polarity) -> Polarity:
    return Polarity.NEGATIVE if polarity is Polarity.POSITIVE else Polarity.POSITIVE


def apply(firmness: Firmness, hedge: Hedge) -> Firmness:
    """The firmness under one more hedge; the outer word sets the mood unless an inner one already did."""
    if hedge.polarity == "-":
        firmness = replace(firmness, polarity=flip(firmness.polarity))
    if hedge.modality:
        firmness = replace(firmness, modality=weaker(firmness.modality, Modality(hedge.modality)))
    if hedge.mood and (firmness.mood is Mood.ACTUAL or hedge.mood == Mood.CONDITIONAL):
        firmness = replace(firmness, mood=Mood(hedge.mood))
    return firmness


def clause_firmness(head: Token, pack: Pack, cues: frozenset[int]) -> Firmness:
    """Polarity, modality and mood of the predicate `head`; climbing stops at tokens in `cues`, the words of who says so."""
    if is_presupposed(head):
        return Firmness()
    scopes = by_scope(pack)
    firmness = own_words(Firmness(), head, scopes)
    named = head.pos_ not in {"VERB", "AUX"}
    for node, link in climb(head, cues):
        firmness = under(firmness, node, link, scopes)
        if named and node.pos_ in {"VERB", "AUX"}:
            # "to justify its presence": the purpose is the justifying. "to launch an attack": the attack is.
            named = False
            if node.lemma_.casefold() not in scopes["light"] and link.dep_ not in {"nsubj", "nsubjpass"}:
                break
    return firmness


def is_presupposed(head: Token) -> bool:
    """Whether the words only describe a noun: "the X-held town", "the mill, under X control"."""
    beneath = head.dep_ == "pobj" and head.head.lower_ in {"under", "in"} and head.head.head.pos_ not in {"VERB", "AUX"}
    return head.dep_ in PRESUPPOSED or beneath


def climb(head: Token, cues: frozenset[int]) -> Iterator[tuple[Token, Token]]:
    """(governor, dependent) pairs that have scope over the predicate, innermost first."""
    token = head
    while token.head != token and token.head.i not in cues:
        above = token.head
        if token.dep_ in {"relcl", "advcl", "parataxis", "appos", "acl"} and not is_purpose(token):
            return
        if token.dep_ == "ccomp" and above.pos_ == "VERB" and not takes_ccomp(token):
            return
        yield above, token
        if is_purpose(token) and token.dep_ == "advcl":
            return
        token = above


def takes_ccomp(token: Token) -> bool:
    """ "expects the army to take": a clause without a tense of its own lies in the scope of the verb above."""
    return token.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def is_purpose(token: Token) -> bool:
    return token.dep_ in {"advcl", "xcomp", "acl", "relcl"} and any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def own_words(firmness: Firmness, token: Token, scopes: Mapping[str, Mapping[str, Hedge]]) -> Firmness:
    """The predicate's own auxiliaries, negation, adverbs and conjunctions; those of a verb it is joined to count too."""
    joined = token.head if token.dep_ == "conj" and token.pos_ == token.head.pos_ == "VERB" else None
    own_subject = any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in token.children)
    nodes = [token] if joined is None or own_subject else [token, joined]
    for node in nodes:
        for child in node.children:
            if node is not token and child.dep_ not in {"aux", "mark"}:
                continue
            firmness = under_word(firmness, child, scopes)
        if node.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ == "no" for c in node.children):
            firmness = replace(firmness, polarity=flip(firmness.polarity))
    if any(c.dep_ == "advcl" and has_if(c, scopes) for c in token.children):
        firmness = replace(firmness, mood=Mood.CONDITIONAL, modality=Modality.UNKNOWN)
    return firmness


def under_word(firmness: Firmness, child: Token, scopes: Mapping[str, Mapping[str, Hedge]]) -> Firmness:
    word = child.lower_
    if child.dep_ == "neg":
        return replace(firmness, polarity=flip(firmness.polarity))
    hedge = None
    if child.dep_ == "aux":
        hedge = scopes["aux"].get(word)
        # "may have taken": a guess about what has happened, no forecast.
        if hedge is not None and any(c.lower_ == "have" and c.dep_ == "aux" for c in child.head.children):
            hedge = replace(hedge, mood="", modality=hedge.modality or "possible")
        if is_inverted(child):
            hedge = scopes["mark"].get("if")
    elif child.dep_ == "advmod":
        hedge = scopes["adverb"].get(word)
    elif child.dep_ == "mark":
        hedge = scopes["mark"].get(word)
    return apply(firmness, hedge) if hedge is not None else firmness


def is_inverted(aux: Token) -> bool:
    """ "Should the road be cut": an auxiliary before its subject, and no question mark behind it."""
    subjects = [c for c in aux.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return bool(subjects) and aux.i < subjects[0].i and aux.tag_ in {"MD", "VBD"} and "?" not in aux.sent.text


def has_if(clause: Token, scopes: Mapping[str, Mapping[str, Hedge]]) -> bool:
    return any(c.dep_ == "aux" and is_inverted(c) for c in clause.children) or any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in scopes["mark"] for c in clause.children
    )


def under_verb(firmness: Firmness, verb: Token, link: Token, scopes: Mapping[str, Mapping[str, Hedge]]) -> Firmness:
    """A deed named by a noun shares the modals of its verb ("may lead to clashes"), and as its subject the "not" too."""
    for child in verb.children:
        if child.dep_ == "aux" or (child.dep_ == "neg" and link.dep_ in {"nsubj", "nsubjpass"}):
            firmness = under_word(firmness, child, scopes)
    if link.dep_ == "nsubj" and any(
        c.dep_ in {"attr", "acomp"} and c.lemma_.casefold() in scopes["verdict"] for c in verb.children
    ):
        # "the reported loss was a fable"
        firmness = replace(firmness, polarity=flip(firmness.polarity))
    if has_if(verb, scopes):
        firmness = replace(firmness, mood=Mood.CONDITIONAL, modality=Modality.UNKNOWN)
    return firmness


def under(firmness: Firmness, node: Token, link: Token, scopes: Mapping[str, Mapping[str, Hedge]]) -> Firmness:
    """The firmness under a governing word: "failed to", "plans for", "efforts to", "is expected to"."""
    governs = link.dep_ in {
        "xcomp",
        "acl",
        "pcomp",
        "ccomp",
        "dobj",
        "pobj",
        "prep",
        "advcl",
        "relcl",
        "attr",
        "nsubj",
        "nsubjpass",
    }
    if not governs:
        return firmness
    hedge = scopes["governor"].get(node.lemma_.casefold())
    if link.dep_ == "advcl" and is_purpose(link) and hedge is not None and not hedge.mood:
        hedge = None
    if link.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "ccomp"} and node.pos_ in {"VERB", "AUX"}:
        # The deed as a noun: "expects the capture", "the advance failed", "plans a push".
        told = hedge is not None and (hedge.polarity or (hedge.mood and link.dep_ != "nsubj"))
        hedge = hedge if told else None
    if link.dep_ in {"nsubj", "nsubjpass", "dobj", "attr", "prep"} and node.pos_ in {"VERB", "AUX"}:
        firmness = under_verb(firmness, node, link, scopes)
    if hedge is None and is_purpose(link) and link.dep_ in {"advcl", "acl", "xcomp"}:
        return replace(firmness, mood=PURPOSE) if firmness.mood is Mood.ACTUAL else firmness
    if hedge is not None:
        firmness = apply(firmness, hedge)
        if is_negated(node) or any(c.dep_ == "det" and c.lower_ == "no" for c in node.children):
            firmness = replace(firmness, polarity=flip(firmness.polarity))
        for child in node.children:
            if child.dep_ in {"aux", "mark"} and link.dep_ in {"xcomp", "ccomp"}:
                firmness = under_word(firmness, child, scopes)
    return firmness
