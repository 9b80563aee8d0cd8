"""What sources expect to happen, how likely their words make it, and what became of it by the day they set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.model import Act, Claim, Forecast, Foretold, Mood, Outcome, Precision, Role, Stands, When, record_id
from sayso.pack import Pack
from sayso.text import norm, sentences
from sayso.weigh.chain import Chain
from sayso.weigh.conditions import find_conditions
from sayso.weigh.facts import find_sides, is_of_part
from sayso.weigh.index import UNCOUNTED
from sayso.weigh.outcomes import GRACE, Asked, Ledger, find_denied, find_excluding, find_happened, find_parted
from sayso.weigh.where import find_where

# Words of chance in figures have at least so many blanks ("four chances in five"); a sentence of no more than so many words
# behind a forecast may be about it.
ODDS, SHORT = 2, 10
COMMITTED = (Stands.ASSERTS, Stands.DENIES)
NOTHING: tuple[Outcome, tuple[str, ...]] = (Outcome.UNDECIDABLE, ())
FIGURE = r"(\d+(?:\.\d+)?)"


def find_forecasts(chains: Mapping[str, Sequence[Chain]], ledger: Ledger) -> list[Forecast]:
    """One for each voice that commits itself on what is to come.

    `p` is how likely the voice makes what it says, be it that the thing will happen or that it will not; a vow has none.
    """
    found = []
    for claim in ledger.index.claims.values():
        if claim.mood is Mood.ACTUAL:
            continue
        due = claim.when if is_deadline(claim.when) else None
        for chain in chains[claim.id]:
            sort = find_sort(claim, chain, due, ledger) if chain.stands in COMMITTED else None
            if sort is not None:
                outcome, evidence = settle(claim, chain, due, sort, ledger, chains)
                p = None if sort is Foretold.VOW else find_p(claim, ledger)
                found.append(Forecast(record_id("forecast", chain.head.id), chain.head.id, due, p, outcome, evidence, sort))
    return sorted(found, key=lambda forecast: forecast.id)


def find_sort(claim: Claim, chain: Chain, due: When | None, ledger: Ledger) -> Foretold | None:
    """None for what nobody commits himself to: an attempt, an order, the "if" of a condition, words of nobody knows whom."""
    role = ledger.index.homes[claim.id].role
    if role in UNCOUNTED - {Role.COMMENT}:
        return None
    own = norm(ledger.index.pages[claim.span.page].text[claim.span.start : claim.span.end])
    foretold = any(pattern.search(own) for pattern, _ in chances(ledger.index.pack))
    if claim.mood is Mood.CONDITIONAL and not foretold:
        return None
    if claim.mood is Mood.INTENDED and not (foretold or due is not None or chain.head.act is Act.VOW):
        return None
    if role is Role.COMMENT:
        return Foretold.READER
    return {Mood.CONDITIONAL: Foretold.CONDITION, Mood.INTENDED: Foretold.VOW}.get(claim.mood, Foretold.FORECAST)


def is_deadline(when: When | None) -> bool:
    return when is not None and when.end is not None and when.precision is not Precision.UNKNOWN


def find_p(claim: Claim, ledger: Ledger) -> float | None:
    """By the table of the packs and nothing else, or the figure stated; None where the words give no number."""
    text = ledger.index.pages[claim.span.page].text
    home = ledger.index.homes[claim.id].span
    bounds = list(sentences(text, home.start, home.end))
    around = [(start, end) for start, end in bounds if start < claim.span.end and claim.span.start < end]
    said = " ".join(text[start:end] for start, end in around)
    behind = next((text[start:end] for start, end in bounds if around and start >= around[-1][1]), "")
    stated = [
        read_p(said, odds(ledger.index.pack)),
        read_p(behind, odds(ledger.index.pack)) if len(behind.split()) <= SHORT else None,
    ]
    return next((p for p in stated if p is not None), read_p(said, chances(ledger.index.pack)))


def read_p(text: str, rows: Sequence[tuple[re.Pattern[str], str]]) -> float | None:
    """What the first row that fits gives; `#` stands for the figures of the words, per cent or one in the other."""
    found = next(((match, p) for pattern, p in rows if (match := pattern.search(norm(text)))), None)
    if found is None or not found[1]:
        return None
    match, p = found
    if p != "#":
        return float(p)
    part, *whole = (float(figure) for figure in match.groups())
    p_stated = part / (whole[0] if whole else 100.0)
    return p_stated if p_stated <= 1 else None


def settle(
    claim: Claim, chain: Chain, due: When | None, sort: Foretold, ledger: Ledger, chains: Mapping[str, Sequence[Chain]]
) -> tuple[Outcome, tuple[str, ...]]:
    """What became of it, with the records that show it.

    What is to come under a condition is settled once that has come to pass; if it cannot any more, nothing was foretold: it is
    undecidable, with what shows that.
    """
    if sort is Foretold.CONDITION:
        met, shown = settle_conditions(claim, chain, due, ledger, chains)
        if met is not Outcome.CAME_TRUE:
            return (Outcome.OPEN if met is Outcome.OPEN else Outcome.UNDECIDABLE), shown if met is Outcome.FAILED else ()
        outcome, evidence = settle_plain(claim, chain, due, sort, ledger)
        return outcome, (*evidence, *(each for each in shown if evidence and each not in evidence))
    return settle_plain(claim, chain, due, sort, ledger)


def settle_conditions(
    claim: Claim, chain: Chain, due: When | None, ledger: Ledger, chains: Mapping[str, Sequence[Chain]]
) -> tuple[Outcome, tuple[str, ...]]:
    """Whether all of them came to pass, by the day set for each or else for the forecast; none found is undecidable."""
    found = []
    for each in find_conditions(claim, ledger.index):
        own = next((one for one in chains[each.id] if one.root == chain.root and one.stands in COMMITTED), None)
        until = each.when if is_deadline(each.when) else due
        found.append(settle_plain(each, own, until, Foretold.FORECAST, ledger) if own is not None else NOTHING)
    outcomes = {outcome for outcome, _ in found}
    worst = next((one for one in (Outcome.FAILED, Outcome.UNDECIDABLE, Outcome.PARTLY, Outcome.OPEN) if one in outcomes), None)
    if worst is None:
        return (Outcome.CAME_TRUE, tuple(each for _, shown in found for each in shown)) if found else NOTHING
    return worst, tuple(each for outcome, shown in found if outcome is worst for each in shown)


def settle_plain(
    claim: Claim, chain: Chain, due: When | None, sort: Foretold, ledger: Ledger
) -> tuple[Outcome, tuple[str, ...]]:
    """Nothing can show it without a deadline or a place, nor any more once the deadline and its grace are over.

    Whether only a part of it came is asked when the deadline is over: before, the rest may come.
    """
    place = find_where(claim, ledger.index)
    if due is None or due.end is None or place is None:
        return NOTHING
    asked = Asked(
        claim.kind,
        place,
        find_sides(claim, ledger.index, ledger.bodies)[0],
        chain,
        due.end,
        sort is Foretold.VOW,
        is_of_part(claim, ledger.index),
        claim.amount.low if claim.amount is not None else None,
    )
    happened, excluded = find_happened(asked, ledger), find_excluding(asked, ledger) or find_denied(asked, ledger)
    came, failed = (happened, excluded) if chain.stands is Stands.ASSERTS else (excluded, happened)
    now = ledger.now or due.end
    parted = find_parted(asked, ledger) if chain.stands is Stands.ASSERTS and now > due.end else []
    for outcome, shown in ((Outcome.CAME_TRUE, came), (Outcome.FAILED, failed), (Outcome.PARTLY, parted)):
        if shown:
            return outcome, tuple(shown)
    return (Outcome.UNDECIDABLE if now > due.end + GRACE else Outcome.OPEN), ()


@lru_cache(maxsize=4)
def chances(pack: Pack) -> list[tuple[re.Pattern[str], str]]:
    """The words of probability with their number, the longest first: "very likely" before "likely", "will" after all."""
    rows = sorted(pack.forecast, key=lambda row: (-len(row.words), row.words))
    return [(compile_words(row.words), row.p) for row in rows]


@lru_cache(maxsize=4)
def odds(pack: Pack) -> list[tuple[re.Pattern[str], str]]:
    """Those that state a figure, also in a short sentence behind: "I would give it four chances in five."."""
    rows = sorted(pack.forecast, key=lambda row: (-len(row.words), row.words))
    return [(compile_words(row.words), row.p) for row in rows if row.words.count(" ") >= ODDS]


def compile_words(words: str) -> re.Pattern[str]:
    """A row's words as they may stand in a text; `#` is a figure."""
    plain = re.escape(norm(words)).replace(r"\#", FIGURE)
    return re.compile(rf"(?<!\w){plain}(?!\w)")
