"""What a passage has told so far, for words that point back at it: "these claims", "an earlier version", "it has not"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.cues import Rows
from sayso.extract.tree import Token
from sayso.model import Act, Attribution, Claim, Mention

PLACES = {"place", "part", "near"}
NAMED = (*sorted(PLACES), "actor")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the innermost link of each chain under it; `at` is its paragraph, `words` its roles in small letters.

    `town` is the mention of the named place where it was, if it has one.
    """

    at: int
    claim: Claim
    leaves: tuple[Attribution, ...]
    words: frozenset[tuple[str, str]]
    reported: bool
    town: str | None = None


def role_words(claim: Claim, mentions: Sequence[Mention], text: str) -> frozenset[tuple[str, str]]:
    named = {mention for _, mention in claim.roles}
    by_id = {m.id: text[m.span.start : m.span.end].casefold() for m in mentions if m.id in named}
    return frozenset((role, by_id[mention]) for role, mention in claim.roles if mention in by_id)


def town_of(claim: Claim, mentions: Sequence[Mention], text: str) -> str | None:
    where = [mention for role, mention in claim.roles if role in PLACES]
    return next((m.id for m in mentions if m.id in where and not text[m.span.start : m.span.end].islower()), None)


def is_same_matter(one: Told, kind: str, words: frozenset[tuple[str, str]]) -> bool:
    """Whether two claims speak of one thing: the same kind, and no role for which they have no name in common."""
    if one.claim.kind != kind:
        return False
    theirs, ours = ({role: {name for r, name in told if r == role} for role, _ in told} for told in (one.words, words))
    return all(any(is_alike(name, theirs[role]) for name in ours[role]) for role in NAMED if role in theirs and role in ours)


def is_alike(name: str, names: set[str]) -> bool:
    return any(set(name.split()) & set(other.split()) for other in names)


def is_corrected(head: Token, rows: Rows) -> bool:
    """Whether the words give what was wrong: "an earlier version said", "Correction: we wrote", "we wrote, in error"."""
    for token in head.sent:
        if is_version(token, rows) and head in clause_over(token).subtree and head != token:
            return True
    wrote = [t for t in head.ancestors if t.tag_ in {"VBD", "VBN"} and t.lemma_.casefold() in rows["verb"]]
    if not any(is_ourselves(c, rows) for verb in wrote for c in verb.children if c.dep_ == "nsubj"):
        return False
    return in_correction(head, rows) or any(t.lower_ in rows["error"] for t in head.doc)


def is_version(noun: Token, rows: Rows) -> bool:
    """ "An earlier version", "our earlier report"; what a radio "had earlier reported", or earlier reports said, stands."""
    row = rows["version"].get(noun.lemma_.casefold()) if noun.pos_ == "NOUN" else None
    if row is None or not any(c.lower_ in rows["earlier"] for c in noun.children):
        return False
    return row.takes != "own" or any("Person=1" in str(c.morph) for c in noun.children)


def is_own_paper(noun: Token, rows: Rows) -> bool:
    """ "Our report of Monday", "our map": no one's word but the paper's."""
    ours = any(c.dep_ == "poss" and "Person=1" in str(c.morph) for c in noun.children)
    return ours and noun.lemma_.casefold() in rows["document"].keys() | rows["paper"].keys()


def is_ourselves(subject: Token, rows: Rows) -> bool:
    """ "We", "this newspaper"."""
    here = any(c.tag_ == "DT" and c.lower_ == "this" for c in subject.children)
    return "Person=1" in str(subject.morph) or (here and subject.lemma_.casefold() in rows["ourselves"])


def clause_over(noun: Token) -> Token:
    return next((t for t in noun.ancestors if t.pos_ in {"VERB", "AUX"}), noun)


def in_correction(token: Token, rows: Rows) -> bool:
    """Whether the paragraph opens as a correction does."""
    first = next((t for t in token.doc if t.is_alpha), None)
    return first is not None and first.lower_ in rows["correction"]


def is_update(head: Token, rows: Rows) -> bool:
    """ "The ministry later put it at nine", "Update: now"."""
    first = next((t for t in head.doc if t.is_alpha), None)
    opened = first is not None and first.lower_ in rows["updated"]
    near = [head, *(t for t in head.ancestors if t.pos_ in {"VERB", "AUX"})]
    return opened or any(c.lower_ in rows["updated"] for t in near for c in (t, *t.children))


def change(head: Token, leaf: Attribution, told: Sequence[Told], now: Told, rows: Rows) -> tuple[Act, str | None]:
    """The act of a link in the light of what the passage said before, and the earlier link that it corrects or updates."""
    earlier = list(earlier_words(leaf, told, now))
    if leaf.act is Act.RETRACT:
        same = (link for one, link in earlier if one.claim.amount == now.claim.amount)
        return leaf.act, next((link.id for link in same), None)
    if leaf.act is not Act.ASSERT or leaf.polarity is None:
        return leaf.act, None
    if in_correction(head, rows):
        return Act.CORRECT, next((link.supersedes if link.act is Act.RETRACT else link.id for _, link in earlier), None)
    other = (link for one, link in earlier if one.claim.amount != now.claim.amount or one.claim.amount is None)
    if is_update(head, rows) and (link := next(other, None)) is not None:
        return Act.UPDATE, link.id
    return leaf.act, None


def earlier_words(leaf: Attribution, told: Sequence[Told], now: Told) -> Iterator[tuple[Told, Attribution]]:
    """What the same source has said of the same matter, the latest first."""
    for one in reversed(told):
        if is_same_matter(one, now.claim.kind, now.words) and one.claim.mood == now.claim.mood:
            yield from ((one, link) for link in one.leaves if link.source == leaf.source and link.source is not None)
