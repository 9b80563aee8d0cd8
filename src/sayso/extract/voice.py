"""Whether a verb is passive, also where it says so only by what stands around it."""

from __future__ import annotations

from sayso.extract.tree import Token

SUBJECTS = {"nsubj", "csubj"}
PASSIVE = {"nsubjpass", "auxpass"}


def is_bare_participle(verb: Token) -> bool:
    """ "declared the town taken": a participle with what was done to stands as its subject.

    Of "said a raid killed nine" the tag may be wrong: what has an object is no passive.
    """
    kinds = {"aux", "auxpass", "dobj"}
    return verb.tag_ == "VBN" and verb.dep_ in {"ccomp", "oprd"} and not any(c.dep_ in kinds for c in verb.children)


def is_passive(verb: Token) -> bool:
    return (
        is_bare_participle(verb)
        or any(child.dep_ in PASSIVE for child in verb.children)
        or (verb.dep_ in {"acl", "amod", "advcl", "acomp"} and verb.tag_ == "VBN" and not has_auxiliary(verb))
        or shares_passive(verb)
    )


def shares_passive(verb: Token) -> bool:
    """ "Were shot and killed": the second participle has the auxiliary of the first."""
    joined = verb.dep_ == "conj" and verb.tag_ == "VBN" and not has_auxiliary(verb)
    return joined and not any(c.dep_ in SUBJECTS or c.dep_ in {"dobj", "obj"} for c in verb.children) and is_passive(verb.head)


def has_auxiliary(verb: Token) -> bool:
    return any(child.dep_ == "aux" for child in verb.children)
