"""What sort of clause a word heads: finite, past, passive, a purpose, one that singles out who did it."""

from __future__ import annotations

from sayso.extract.scopes import FINITE, Scopes
from sayso.extract.tree import Token


def is_bare(head: Token) -> bool:
    """Without a modal or "do": "to leave", "(that they) leave"; what is joined to such a verb is as bare."""
    return not any(c.dep_ == "aux" and c.tag_ != "TO" for c in head.children)


def cleft_over(clause: Token) -> Token | None:
    """ "It was not the army that took the hill": the main verb of a sentence that singles out who did it."""
    main = clause.head.head
    single = clause.dep_ == "relcl" and clause.head.dep_ == "attr" and main.lemma_ == "be"
    return main if single and any(c.dep_ == "nsubj" and c.lower_ == "it" for c in main.children) else None


def is_purpose(token: Token) -> bool:
    return token.dep_ in {"advcl", "xcomp", "acl", "relcl"} and has_to(token)


def has_to(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)


def is_noun_clause(token: Token) -> bool:
    """ "the hope that the road holds": what the noun says, not what describes it."""
    return token.dep_ == "acl" and any(c.dep_ == "mark" for c in token.children)


def is_finite(token: Token) -> bool:
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    return token.tag_ in FINITE or any(c.tag_ in {*FINITE, "MD"} for c in auxiliaries)


def is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def is_past(link: Token) -> bool:
    """ "Fell", "has fallen", "was taken", "to have left"."""
    auxiliaries = [c for c in link.children if c.dep_ in {"aux", "auxpass"}]
    return link.tag_ == "VBD" or any(c.tag_ == "VBD" or c.lemma_ == "have" for c in auxiliaries)


def has_object(verb: Token) -> bool:
    return any(c.dep_ in {"dobj", "xcomp", "ccomp", "pcomp"} for c in verb.children)


def is_subject(link: Token) -> bool:
    return link.dep_ in {"nsubj", "nsubjpass"}


def is_definite(link: Token, scopes: Scopes) -> bool:
    noun = next((c for c in link.children if c.dep_ == "pobj"), link) if link.dep_ == "prep" else link
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in scopes["indefinite"]) for c in noun.children)


def head_clause(head: Token) -> Token:
    """The verb that a clause without one of its own hangs on: "to have the road clear", "to keep the town surrounded"."""
    node = head
    while (
        node.dep_ in {"oprd", "acomp", "attr", "ccomp"} and not is_finite(node) and not has_to(node) and node.head.tag_ == "VB"
    ):
        node = node.head
    return node


def is_infinitive(head: Token) -> bool:
    """ "To leave", not "to have left"."""
    return head.tag_ == "VB" and has_to(head) and not is_past(head)
