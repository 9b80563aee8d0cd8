"""How many of them the words say, and by which words: "at least 14 farmers", "dozens of farmers", "a policeman"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.extract.figures import Figure, find_figures
from sayso.extract.lexicon import lexicon_of
from sayso.extract.propositions import Proposition
from sayso.extract.tree import Token
from sayso.model import Amount
from sayso.pack import Pack

# Where a figure that moves has come to.
UPTO = {"to", "at", "past", "over", "above"}
COUNTS = {"nummod", "quantmod"}
ONE = Amount(1, 1, 1)
# Deeds whose victims are counted.
COUNTED = ("harm", "displace", "arrest", "abduct")


def figure_of(proposition: Proposition, fillers: Iterable[tuple[str, Token]], pack: Pack) -> Figure | None:
    """How many it happened to, as those it happened to are counted, or the deed itself: "nine dead", "33 civilian deaths"."""
    if not proposition.frame.kind.startswith(COUNTED):
        return None
    deed = [token for token in (proposition.head, *proposition.phrase) if token.pos_ in {"NOUN", "ADJ"}]
    counted = [token for role, token in fillers if role in {"target", "amount"}]
    found = (find_figure(token, pack) for token in (*counted, *deed))
    return next((figure for figure in found if figure is not None), None)


def find_figure(noun: Token, pack: Pack) -> Figure | None:
    """The count of a noun with its words, in offsets of the paragraph; None if they say no number.

    "Dozens of farmers" counts the farmers.
    """
    if noun.lower_ == "one" and any(c.lower_ in {"no", "every"} for c in noun.children):
        # "No one was hurt."
        return None
    counted = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    heads = [noun, *([counted] if counted is not None and figure_at(counted, pack) is not None else [])]
    for head in heads:
        if head.like_num or figure_at(head, pack) is not None:
            return figure_at(head, pack)
        counts = [c for c in head.children if c.dep_ in COUNTS and (c.like_num or figure_at(c, pack) is not None)]
        # Of two numbers the nearer one counts: before it a date has run on ("7 June 2016 Five people").
        number = max((c for c in counts if c.i < head.i), key=lambda c: c.i, default=next(iter(counts), None))
        if number is not None:
            return figure_at(number, pack)
        vague = (figure for c in head.children if (figure := figure_at(c, pack)) is not None and figure.amount.best is None)
        if (found := next(vague, None)) is not None:
            return found
    told = told_number(counted) if counted is not None and lexicon_of(pack).is_class(counted, "figure") else None
    if told is not None and (found := figure_at(told, pack)) is not None:
        return found
    return find_one(noun, pack)


def figure_at(token: Token, pack: Pack) -> Figure | None:
    """The figure of the paragraph that a word stands in."""
    kept = token.doc.user_data
    if "figures" not in kept:
        kept["figures"] = tuple(find_figures(token.doc.text, pack))
    found: Sequence[Figure] = kept["figures"]
    return next((figure for figure in found if figure.start <= token.idx < figure.end), None)


def told_number(figure: Token) -> Token | None:
    """ "The number of farmers killed rose to 58", "the number of the dead is 58": what a figure is said to be."""
    verb = figure.head if figure.dep_ == "nsubj" else None
    rights = verb.rights if verb is not None else []
    ends = [o for c in rights if c.dep_ == "prep" and c.lower_ in UPTO for o in c.children if o.dep_ == "pobj"]
    return next((t for t in (*ends, *rights) if t.like_num and t.dep_ in {"pobj", "attr", "dobj"}), None)


def find_one(noun: Token, pack: Pack) -> Figure | None:
    """ "A policeman was killed": one, from the article to the noun; "a crowd" and "a family" are more."""
    article = next((c for c in noun.children if c.dep_ == "det" and "Definite=Ind" in str(c.morph)), None)
    if article is None or noun.tag_ != "NN" or not lexicon_of(pack).is_class(noun, "one"):
        return None
    return Figure(ONE, article.idx, noun.idx + len(noun))
