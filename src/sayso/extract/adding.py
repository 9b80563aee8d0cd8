"""Two voices in one sentence: what is set against another's words, and what a speaker adds to his own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.contents import joined, subtree, tidy, without
from sayso.extract.telling import Telling
from sayso.extract.tree import Token

# What sets one voice against another in one sentence.
AGAINST = {"while", "whereas", "although", "though"}


def parted(found: Sequence[Telling]) -> Iterator[Telling]:
    """ "X said the road was cut, while Y said it was open": what Y says is not what X does."""
    others = [t.cue for t in found if t.row.act and t.named is not None and is_set_against(t.cue)]
    for telling in found:
        content = list(telling.content)
        for cue in others:
            if cue != telling.cue and telling.cue in cue.ancestors and telling.covers(cue) and not is_marked(telling.cue, cue):
                content = list(without(content, subtree(cue)))
        said = joined(tidy(stretch, telling.cue.doc.text) for stretch in content)
        if said:
            yield replace(telling, content=said)


def is_set_against(verb: Token) -> bool:
    """Whether a verb heads a clause that sets it beside the one above: "..., while the council said"."""
    marked = any(c.dep_ == "mark" and c.lower_ in AGAINST for c in verb.children)
    return verb.dep_ == "advcl" and marked and any(c.dep_ == "nsubj" for c in verb.children)


def is_marked(one: Token, other: Token) -> bool:
    """Whether a quote mark stands between two words."""
    return '"' in one.doc.text[min(one.idx, other.idx) : max(one.idx, other.idx)]


def lifted(found: Sequence[Telling]) -> Iterator[Telling]:
    """ "X said its men had left, adding that": who adds is X, not its men, and what is added is not what was said before."""
    raised: dict[int, Telling] = {}
    for telling in found:
        above = speaker_above(telling, found) if telling.row.act and may_add(telling.cue) else None
        above = above if above is not None and (is_addition(telling.cue) or says_again(telling.cue, above.cue)) else None
        if above is not None:
            raised[telling.cue.i] = above
    for telling in found:
        content = list(telling.content)
        for other in found:
            if raised.get(other.cue.i) is telling:
                content = list(without(content, (other.words[0], max(end for _, end in other.content))))
        said = joined(tidy(stretch, telling.cue.doc.text) for stretch in content)
        above = raised.get(telling.cue.i)
        if said:
            yield replace(telling, named=above.named if above is not None else telling.named, content=said)


def may_add(verb: Token) -> bool:
    return verb.i > 0 and not any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in verb.children)


def says_again(verb: Token, above: Token) -> bool:
    """ "Said the corps had gone and said the mill was lost": one verb twice is one speaker's."""
    return verb.dep_ == "conj" and (verb.lemma_, verb.tag_) == (above.lemma_, above.tag_)


def is_addition(verb: Token) -> bool:
    """A participle behind a comma, or one more verb of somebody who is "he" or "it" in what is said."""
    if verb.dep_ == "advcl":
        return verb.tag_ == "VBG" and verb.nbor(-1).is_punct
    subjects = [c for c in verb.head.children if c.dep_ == "nsubj"] if verb.dep_ == "conj" else []
    if subjects and (is_finite_beside(verb, verb.head) or (verb.tag_ == "VBG" and verb.head.tag_ in {"VBD", "VBN", "VBZ"})):
        # "Admitting that he had lost it but warning that": no "had warning".
        return True
    return verb.tag_ in {"VBD", "VBZ", "VBP"} and any(c.tag_ == "PRP" for c in subjects)


def is_finite_beside(verb: Token, other: Token) -> bool:
    """ "Said the corps had left and blamed the clan", "warned it would fall and urged": no "had blamed", no "would urged"."""
    helped = any(c.dep_ == "aux" and c.tag_ in {"MD", "VBD", "VBZ", "VBP"} for c in other.children)
    return (
        verb.tag_ in {"VBD", "VBZ"}
        and other.tag_ in {"VB", "VBN"}
        and helped
        and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    )


def speaker_above(telling: Telling, found: Sequence[Telling]) -> Telling | None:
    """The nearest verb of saying in whose words this one stands, by the parse and not in a quote of theirs."""
    above = list(telling.cue.ancestors)
    over = [t for t in found if t.cue in above and t.row.act and t.row.pattern == "verb" and t.covers(telling.cue)]
    over = [t for t in over if t.named is not None and not is_marked(t.cue, telling.cue)]
    return min(over, key=lambda t: t.size, default=None)
