"""Whose word it is: the token that heads the words of a source, found from its reporting word."""

from __future__ import annotations

from itertools import takewhile

from sayso.extract.tree import Token
from sayso.extract.voice import SUBJECTS

# Clauses a subject is taken over from the clause above, and how many of them.
SHARED = {"conj", "xcomp", "advcl", "pcomp", "prep", "acomp", "advmod", "dep"}
MOST_CLAUSES = 5
NAMING = {"NOUN", "PROPN"}
MANY = {"NNP", "NNPS", "NNS", "PRP"}
# What "it" does where it stands for what follows.
EMPTY = {"mean", "take", "cost"}
# What the parser may take a subject for.
ODD = {"advmod", "compound", "dep", "nmod"}


def subject_of(verb: Token) -> Token | None:
    """The one who speaks: the verb's own subject, one that stands behind it, else the subject of the clause above.

    None where the sentence has nobody ("there", the empty "it" of "it is said", "you").
    """
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    # A dateline may stand before the subject: the nearest one speaks.
    kinds = SUBJECTS if passive else SUBJECTS | {"nsubjpass"}
    own = sorted((c for c in verb.children if c.dep_ in kinds), key=lambda c: abs(c.i - verb.i))
    if verb.tag_ == "VBG" and verb.dep_ in {"advcl", "relcl"}:
        # "..., telling reporters": a participle has no subject of its own, whatever the parser takes for one.
        own = [c for c in own if verb.dep_ == "advcl" and any(m.dep_ == "mark" for m in verb.children)]
    tail = tail_speaker(verb) if is_tail(verb) and not any(c.nbor(-1).i >= comma_before(verb) for c in own if c.i) else None
    tail = aside_speaker(verb) or tail
    found = tail or own[0] if own else tail or turned_subject(verb) or shared_subject(verb) or named_beside(verb)
    found = named_by_verb(found) if found is not None else None
    if found is None or found.lower_ in {"there", "you"} or (found.lower_ == "it" and (passive or is_empty(found, verb))):
        return None
    return found


def is_empty(it: Token, verb: Token) -> bool:
    """ "It is hard to imagine", "it means admitting", "it takes long to confirm": nobody in particular does so."""
    above = it.head
    hard = above.lemma_ == "be" and any(c.dep_ == "acomp" for c in above.rights)
    return above != verb and verb.i > above.i and (hard or above.lemma_ in EMPTY) and above in verb.ancestors


def named_by_verb(subject: Token) -> Token:
    """ "Aid workers said": the noun, where the parser takes the first word of a sentence for a command."""
    beside = [c for c in subject.rights if c.dep_ == "dobj" and c.i == subject.i + 1]
    return beside[0] if beside and subject.dep_ == "csubj" and subject.tag_ == "VB" else subject


def turned_subject(verb: Token) -> Token | None:
    """The speaker right behind the verb ("..., said the source, ..."), whatever the parser hangs that noun on."""
    beside = [c for c in verb.rights if c.dep_ in {"dobj", "obj", "npadvmod", "dep", "appos"} and c.left_edge.i == verb.i + 1]
    # Who is told something behind a comma (", telling the crowd that") is not who tells it.
    if beside and beside[0].pos_ in {"PROPN", "NOUN", "PRON"} and is_behind_words(verb) and verb.tag_ != "VBG":
        return beside[0]
    return None


def aside_speaker(verb: Token) -> Token | None:
    """The subject between a verb and the next comma ("X, said the source, Y"), whosever subject the parser makes of it."""
    if not is_behind_words(verb):
        return None
    words = list(takewhile(lambda t: not t.is_punct, verb.doc[verb.i + 1 : verb.sent.end]))
    closed = bool(words) and words[-1].i + 1 < verb.sent.end and words[-1].nbor(1).text == ","
    if not closed or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    return next((t for t in words if t.dep_ in SUBJECTS and t.left_edge.i == verb.i + 1), None)


def is_behind_words(verb: Token) -> bool:
    """Whether a comma or a quote mark stands right before the verb, as it does when it follows what is said."""
    return verb.i > 0 and verb.nbor(-1).is_punct


def shared_subject(verb: Token) -> Token | None:
    node = verb
    for _ in range(MOST_CLAUSES):
        if node.dep_ in {"relcl", "acl"} and not is_infinitive(node):
            return node.head
        if node.dep_ in {"relcl", "acl"}:
            return holder_of(node)
        if node.dep_ not in SHARED or node.head == node:
            return None
        below, node = node, node.head
        if (moved := moved_by(node, below)) is not None:
            return moved
        while node.pos_ in NAMING and node.head != node and node.dep_ not in SUBJECTS:
            # "Took the mill and said so": the parser may join the verb to the noun before it.
            node = node.head
        if node.pos_ in NAMING:
            return node if node.dep_ in SUBJECTS else None
        subjects = [c for c in node.children if c.dep_ in SUBJECTS | {"nsubjpass"}]
        if subjects:
            return subjects[-1]
    return None


def holder_of(infinitive: Token) -> Token | None:
    """Who does what a noun has an infinitive for: "has no means to check", "was the first to report"; else the noun."""
    above = next((t for t in infinitive.ancestors if t.pos_ in {"VERB", "AUX"}), infinitive.head)
    subjects = [c for c in above.children if c.dep_ in SUBJECTS]
    if infinitive.dep_ == "relcl" and (infinitive.head in subjects or not subjects):
        return infinitive.head
    return subjects[-1] if subjects else None


def moved_by(verb: Token, below: Token) -> Token | None:
    """Whom a verb has do it ("led them to say", "cited Odeh as saying"), or a preposition ("with the council denying it")."""
    if verb.dep_ == "prep" and below.dep_ == "pcomp":
        beside = [c for c in verb.rights if c.dep_ == "pobj"] or [c for c in verb.head.rights if c.dep_ == "dobj"]
        return next((c for c in beside if c.i < below.i and (c.head == verb or verb.lower_ == "as")), None)
    if below.dep_ == "advcl" and below.tag_ == "VBG" and below.left_edge.i:
        before = below.left_edge.nbor(-1)
        before = before if before.dep_ == "pobj" else before.head
        with_it = before.dep_ == "pobj" and before.head.lower_ == "with" and before.right_edge.i == below.left_edge.i - 1
        return before if with_it else None
    if below.dep_ != "xcomp" or not is_infinitive(below):
        return None
    # "Used the day to praise them": of one common noun the parse does not tell whether it is somebody.
    return next((c for c in verb.rights if c.dep_ == "dobj" and c.i < below.i and c.tag_ in MANY), None)


def named_beside(verb: Token) -> Token | None:
    """ "But Odeh vouched for them": a noun before a finite verb without a subject that the parser takes for something else."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ not in {"ROOT", "ccomp"}:
        return None
    return next((c for c in reversed(verb.lefts) if c.dep_ in ODD and c.pos_ in NAMING and c.tag_ != "CD"), None)


def is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def agent_of(verb: Token) -> Token | None:
    """Who did it in a passive: "was denied by the command"."""
    return next((named for c in verb.children if c.dep_ == "agent" for named in c.children if named.dep_ == "pobj"), None)


def tail_speaker(verb: Token) -> Token:
    """The head of the name before the verb: the Observatory, not the Rights, of "the Observatory for Human Rights said"."""
    start = comma_before(verb)
    relative = relative_before(verb, start)
    token = verb.doc[relative if relative is not None else verb.i].nbor(-1)
    token = token.nbor(-1) if token.is_punct else token
    while token.dep_ in {"pobj", "compound", "conj", "prep", "appos", "poss"} and start < token.head.i < verb.i:
        token = token.head
    return token


def relative_before(verb: Token, start: int) -> int | None:
    """Where "who asked not to be named" begins between a name and its verb."""
    return next((t.i for t in verb.doc[start + 2 : verb.i] if t.tag_ in {"WP", "WDT"} and t.nbor(-1).pos_ in NAMING), None)


def comma_before(verb: Token) -> int:
    """Where the mark stands that opens the last part of the clause before the verb; -1 if there is none."""
    marks = [t.i for t in verb.sent if t.i < verb.i and t.text in {",", '"', "-"}]
    if len(marks) > 2 and marks[-1] == verb.i - 1:
        # "..., its spokesman, Lamis Odeh, said": the last two marks are those of the name.
        return marks[-3]
    return marks[-1] if marks else -1


def is_tail(verb: Token) -> bool:
    """ "..., the Monitor said on Saturday" behind what it said, which the parser may take for one more thing done."""
    if verb.i == verb.sent.start or verb.tag_ not in {"VBD", "VBZ", "VBP", "NNS"}:
        return False
    if verb.dep_ == "relcl" and any(c.tag_ == "WDT" for c in verb.lefts):
        # "In a finish that he said ...": he says it of the finish.
        return False
    opened = comma_before(verb)
    relative = relative_before(verb, opened)
    behind = verb.nbor(-2) if verb.nbor(-1).text == "," and verb.i - 2 > opened else verb.nbor(-1)
    if relative is None and behind.pos_ not in NAMING:
        return False
    own = all(token.pos_ not in {"VERB", "AUX"} for token in verb.doc[opened + 1 : relative or verb.i])
    content = any(c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i for c in verb.children)
    things = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    told = all(is_hearer(thing) for thing in things)
    return opened >= verb.sent.start and own and told and not content


def is_hearer(thing: Token) -> bool:
    """ "Told the Harbour Wire", "told reporters", "told us", "told parliament": a name, many, ourselves, or no one thing."""
    bare = not any(c.dep_ in {"det", "poss"} for c in thing.children)
    return (
        thing.pos_ == "PROPN"
        or (thing.tag_ == "PRP" and thing.lower_ != "it")
        or (thing.tag_ == "NNS" and not any(c.dep_ == "det" for c in thing.children))
        or (thing.tag_ == "NN" and bare and thing.head.lemma_ == "tell")
    )
