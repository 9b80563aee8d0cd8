"""Counts as their words bound them: "at least 14", "dozens", "about 40", "nine"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sayso.extract.lexicon import lexicon_of
from sayso.extract.tree import Token
from sayso.model import Amount
from sayso.pack import AmountWord, Pack

# "about 40" may mean a fifth more or less (weighing, section 6).
ABOUT = 0.2
# Where a figure that moves has come to.
UPTO = {"to", "at", "past", "over", "above"}
# A count beyond this counts nobody: the words were not meant as a number.
MOST = 10**9


@lru_cache(maxsize=8)
def by_words(pack: Pack) -> Mapping[str, AmountWord]:
    return {row.words: row for row in pack.amounts}


def find_amount(noun: Token, pack: Pack) -> Amount | None:
    """How many of them the words say; None if they say no number. "dozens of farmers" counts the farmers."""
    words = by_words(pack)
    counted = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    heads = [noun, *([counted] if counted is not None and counted.lower_ in words else [])]
    for head in heads:
        # The parser makes "tens of" a part of the number.
        phrase = head.doc[max(0, head.i - 2) : head.i + 1].text.casefold()
        if phrase in words and words[phrase].rule == "range":
            return Amount(int(words[phrase].low), None, int(words[phrase].high))
        if head.lower_ in words and words[head.lower_].rule == "range":
            row = words[head.lower_]
            return Amount(int(row.low), None, int(row.high))
        counts = [c for c in head.children if c.dep_ in {"nummod", "quantmod"} and c.like_num]
        # Of two numbers the nearer one counts: before it a date has run on ("7 June 2016 Five people").
        number = (
            head
            if head.like_num
            else max((c for c in counts if c.i < head.i), key=lambda c: c.i, default=next(iter(counts), None))
        )
        if number is not None:
            value = as_number(number, words)
            return None if value is None else bounded(value, before(number), words)
        ranged = next((words[c.lower_] for c in head.children if c.lower_ in words and words[c.lower_].rule == "range"), None)
        if ranged is not None:
            return Amount(int(ranged.low), None, int(ranged.high))
    told = told_number(counted) if counted is not None and lexicon_of(pack).is_class(counted, "figure") else None
    value = as_number(told, words) if told is not None else None
    if told is not None and value is not None:
        return bounded(value, before(told), words)
    return Amount(1, 1, 1) if is_one(noun, pack) else None


def told_number(figure: Token) -> Token | None:
    """ "The number of farmers killed rose to 58", "the number of the dead is 58": what a figure is said to be."""
    verb = figure.head if figure.dep_ == "nsubj" else None
    rights = verb.rights if verb is not None else []
    ends = [o for c in rights if c.dep_ == "prep" and c.lower_ in UPTO for o in c.children if o.dep_ == "pobj"]
    return next((t for t in (*ends, *rights) if t.like_num and t.dep_ in {"pobj", "attr", "dobj"}), None)


def is_one(noun: Token, pack: Pack) -> bool:
    """ "A policeman was killed": one; "a crowd" and "a family" are more."""
    indefinite = any(c.dep_ == "det" and "Definite=Ind" in str(c.morph) for c in noun.children)
    return noun.tag_ == "NN" and indefinite and lexicon_of(pack).is_class(noun, "one")


def as_number(token: Token, words: Mapping[str, AmountWord]) -> int | None:
    """The number of a token and the words it multiplies: "14", "nine", "2,500", "two hundred"."""
    parts = [c for c in token.children if c.dep_ in {"compound", "nummod"} and c.i < token.i] + [token]
    total: int | None = None
    for part in parts:
        row = words.get(part.lower_)
        digits = part.text.replace(",", "")
        if digits.isdecimal() and len(digits) < 10:
            total = int(digits)
        elif row is not None and row.rule == "number":
            total = int(row.low) + (total or 0)
        elif row is not None and row.rule == "times":
            total = (total or 1) * int(row.low)
        elif "-" in part.text:
            values = [words[w] for w in part.lower_.split("-") if w in words]
            total = sum(int(v.low) for v in values) if values else total
    return total if total is not None and total <= MOST else None


def before(number: Token) -> str:
    """The words that bound a number: up to three tokens in front of it, lower case."""
    start = max(number.sent.start, number.i - 3)
    return number.doc[start : number.i].text.casefold()


def bounded(value: int, lead: str, words: Mapping[str, AmountWord]) -> Amount:
    rule = next(
        (row.rule for phrase, row in words.items() if lead.endswith(phrase) and row.rule.startswith(("bound", "about"))),
        "",
    )
    if rule == "bound_low":
        return Amount(value, value, None)
    if rule == "bound_high":
        return Amount(None, None, value)
    if rule == "about":
        return Amount(round(value * (1 - ABOUT)), value, round(value * (1 + ABOUT)))
    return Amount(value, value, value)
