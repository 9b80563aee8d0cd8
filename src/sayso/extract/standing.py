"""The slots of words that say how things stand: "X-held", "under X control", "is closed", "the besieged X"."""

from __future__ import annotations

from collections import defaultdict

from sayso.extract.arguments import Slots, add_places, add_prepositions, antecedent, has_object, verb_slots
from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS, is_passive

# How many words back "both" and "all" may look for the names they stand for.
REACH = 12


def held_slots(participle: Token) -> Slots:
    """The slots of "X-held town of Y": who holds stands before the hyphen, what is held is the noun it describes."""
    slots: Slots = defaultdict(list)
    doc = participle.doc
    before = participle.i - 1
    if before > 0 and doc[before].text in {"-", "‑", "–"}:
        slots["subj"].append(doc[before - 1])
    else:
        slots["subj"].extend(
            c
            for c in participle.children
            if c.dep_ in {"npadvmod", "nsubj", "compound", "advmod"} and c.pos_ in {"PROPN", "NOUN"}
        )
    noun = participle.head
    while noun.dep_ in {"compound", "amod", "nmod"} and noun.head != noun:
        noun = noun.head
    if participle.dep_ in {"amod", "compound", "nmod", "acl"} and slots["subj"]:
        slots["obj"].append(noun)
    return slots


def under_slots(noun: Token) -> Slots:
    """The slots of "X is under Y's control", "X, under the control of Y", "X is in the hands of Y"."""
    slots: Slots = defaultdict(list)
    slots["subj"].extend(
        c for c in noun.children if c.dep_ in {"poss", "compound", "nmod", "amod"} and c.pos_ in {"PROPN", "NOUN", "PRON"}
    )
    slots["subj"].extend(o for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for o in c.children)
    above = noun.head.head
    slots["by"].extend(o for t in (noun, above) for c in t.rights if c.lower_ == "by" for o in c.children)
    while above.dep_ == "pobj" and above.head.head.pos_ == "NOUN":
        above = above.head.head
    if above.dep_ == "attr":
        # "X was the last town under Y control" is of X.
        slots["obj"].extend(c for c in above.head.children if c.dep_ in SUBJECTS)
    elif above.pos_ in {"DET", "PRON"}:
        # "at A and B, both under X control": the places stand before.
        slots["before"].extend(places_before(above))
    elif above.pos_ in {"VERB", "AUX"}:
        inner = verb_slots(above)
        slots["obj"].extend(inner["obj"] if has_object(above) or is_passive(above) else inner["subj"])
    else:
        slots["obj"].append(above)
    return slots


def places_before(token: Token) -> list[Token]:
    """The nearest name before the token, and the names it is joined with."""
    names = [t for t in token.sent if t.i < token.i and t.pos_ == "PROPN" and t.dep_ not in {"compound", "amod", "nmod"}]
    if not names:
        return []
    joined = [t for t in names if t.head in names or any(c in names for c in t.conjuncts)]
    return [t for t in joined or names[-1:] if t.i >= names[-1].i - REACH]


def copula_slots(adjective: Token) -> Slots:
    """The slots of "X is closed", "X, closed since May", "the closed X"; `self` is the word itself ("X is ours")."""
    slots: Slots = defaultdict(list)
    above = adjective.head
    while adjective.dep_ == "conj" and above.dep_ == "conj":
        above = above.head
    if adjective.dep_ == "conj" and above.pos_ not in {"VERB", "AUX"}:
        above = above.head
    slots["subj"].extend(antecedent(c) for c in adjective.children if c.dep_ in SUBJECTS | {"nsubjpass"})
    if not (slots["subj"] and adjective.pos_ == "VERB"):
        # "The roof is gone, said a farmer" says nothing of where the farmer is.
        slots["subj"][:0] = [antecedent(c) for c in above.children if c.dep_ in SUBJECTS | {"nsubjpass"}]
    if adjective.dep_ == "advmod" and above.pos_ in {"NOUN", "PROPN", "NUM"} and above.i < adjective.i:
        # "Half of X back with Y", "forty per cent of X back with Y": a headline leaves out the verb.
        share = (o for c in above.children if c.dep_ == "prep" and c.i == above.i + 1 for o in c.children if o.dep_ == "pobj")
        slots["subj"].append(above if above.pos_ != "NUM" else next(share, above))
    if not slots["subj"] and above.dep_ in {"xcomp", "conj"}:
        slots["subj"].extend(verb_slots(above)["subj"])
    slots["self"].append(adjective)
    add_prepositions(slots, adjective)
    if adjective.head.pos_ in {"VERB", "AUX"}:
        add_prepositions(slots, adjective.head)
    add_places(slots)
    return slots


def is_left(participle: Token) -> bool:
    """ "The windows are gone": nobody is gone by others, so it says what state they are in."""
    return participle.lemma_ == "go" and not any(c.dep_ == "aux" for c in participle.children)


def epithet_slots(word: Token) -> Slots:
    """The slots of "the besieged X", "X, besieged since May": what is so called fills the object."""
    slots: Slots = defaultdict(list)
    noun = word.head
    while noun.dep_ in {"compound", "amod", "nmod"} and noun.head != noun:
        noun = noun.head
    slots["obj"].append(noun)
    if word.i > 1 and word.nbor(-1).text in {"-", "‑", "–"}:
        slots["subj"].append(word.nbor(-2))
    add_prepositions(slots, word)
    return slots


def scene_slots(noun: Token) -> Slots:
    """The slots of a noun that stands for a sentence: "Checkpoint at X", "no soldiers in X"."""
    slots: Slots = defaultdict(list)
    slots["subj"].append(noun)
    add_prepositions(slots, noun)
    for away in (c for c in noun.rights if c.dep_ in {"appos", "npadvmod"} and c.pos_ == "NOUN"):
        # "Corps column nine kilometres from X."
        slots["near"].extend(o for c in away.rights if c.lower_ in {"from", "off"} for o in c.children if o.dep_ == "pobj")
    add_places(slots)
    return slots
