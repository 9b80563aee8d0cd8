"""What sources expect to happen, how likely their words make it, and what became of it by the day they set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from sayso.model import (
    Act,
    Claim,
    Control,
    Forecast,
    Foretold,
    Held,
    MentionKind,
    Mood,
    Outcome,
    Precision,
    Role,
    Stands,
    Step,
    When,
    record_id,
)
from sayso.text import norm, sentences
from sayso.weigh.bodies import Bodies, iso_day
from sayso.weigh.chain import Chain, is_named
from sayso.weigh.control import STRENGTH, asof
from sayso.weigh.events import Happening
from sayso.weigh.facts import TURNED, Fact, fillers, find_place, find_sides, is_local, match_kind
from sayso.weigh.grades import Weighing, find_grade
from sayso.weigh.index import UNCOUNTED, Index
from sayso.weigh.known import begins, day_of
from sayso.weigh.roots import Group

# Reports of what happened on the last day come in later.
GRACE = timedelta(days=14)
# What is shown by more than events of its own kind: that a place changed hands, and who was in it.
CHANGES = ("control.gain", "control.hold")
PRESENCE = "presence"
FIGHT = "clash"
FOUGHT = frozenset({FIGHT, "control.contest", "attack"})
# Of a vow one named root that nobody contradicts is enough, be it the vower's own: the evidence shows whose word it is.
BORNE_OUT = frozenset({Step.CONFIRMED, Step.CORROBORATED})
SURE = 0.75
# Words of chance in figures have at least so many blanks ("four chances in five"); a sentence of no more than so many words
# behind a forecast may be about it.
ODDS, SHORT = 2, 10
FIGURE = r"(\d+(?:\.\d+)?)"
KEPT = BORNE_OUT | {Step.ONE_SIDED, Step.SINGLE_ROOT}
INSIDE = frozenset({PRESENCE, *CHANGES, "control.contest", "clash", "move", "move.enter"})


@dataclass(frozen=True)
class Ledger:
    """What forecasts are held against."""

    index: Index
    bodies: Bodies
    found: Sequence[tuple[Happening, Sequence[Group]]]
    controls: Sequence[Control]
    rivals: Mapping[str, Sequence[Group]]
    hedges: Mapping[str, float]

    @cached_property
    def now(self) -> datetime | None:
        """The latest that anything here was known, or the cut."""
        return self.index.known.as_of or max((since for since in self.index.since.values() if since is not None), default=None)

    @cached_property
    def happened(self) -> dict[str | None, list[tuple[Happening, Sequence[Group]]]]:
        by_place: dict[str | None, list[tuple[Happening, Sequence[Group]]]] = defaultdict(list)
        for happening, groups in self.found:
            by_place[happening.place].append((happening, groups))
        return by_place

    @cached_property
    def rows(self) -> dict[str, list[Control]]:
        by_place: dict[str, list[Control]] = defaultdict(list)
        for row in self.controls:
            by_place[row.place].append(row)
        return by_place

    @cached_property
    def words(self) -> list[tuple[re.Pattern[str], str]]:
        """The words of probability with their number, the longest first: "very likely" before "likely", "will" after all."""
        rows = sorted(self.index.pack.forecast, key=lambda row: (-len(row.words), row.words))
        return [(compile_words(row.words), row.p) for row in rows]

    @cached_property
    def odds(self) -> list[tuple[re.Pattern[str], str]]:
        """Those that state a figure, also in a short sentence behind: "I would give it four chances in five."."""
        rows = sorted(self.index.pack.forecast, key=lambda row: (-len(row.words), row.words))
        return [(compile_words(row.words), row.p) for row in rows if row.words.count(" ") >= ODDS]


def compile_words(words: str) -> re.Pattern[str]:
    """A row's words as they may stand in a text; `#` is a figure."""
    plain = re.escape(norm(words)).replace(r"\#", FIGURE)
    return re.compile(rf"(?<!\w){plain}(?!\w)")


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
            sort = find_sort(claim, chain, due, ledger) if chain.stands in (Stands.ASSERTS, Stands.DENIES) else None
            if sort is not None:
                outcome, evidence = settle(claim, chain, due, sort, ledger)
                p = None if sort is Foretold.VOW else find_p(claim, ledger)
                found.append(Forecast(record_id("forecast", chain.head.id), chain.head.id, due, p, outcome, evidence, sort))
    return sorted(found, key=lambda forecast: forecast.id)


def find_sort(claim: Claim, chain: Chain, due: When | None, ledger: Ledger) -> Foretold | None:
    """None for what nobody commits himself to: an attempt, an order, the "if" of a condition, words of nobody knows whom."""
    role = ledger.index.homes[claim.id].role
    if role in UNCOUNTED - {Role.COMMENT}:
        return None
    own = norm(ledger.index.pages[claim.span.page].text[claim.span.start : claim.span.end])
    foretold = any(pattern.search(own) for pattern, _ in ledger.words)
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
    stated = [read_p(said, ledger.odds), read_p(behind, ledger.odds) if len(behind.split()) <= SHORT else None]
    return next((p for p in stated if p is not None), read_p(said, ledger.words))


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


def settle(claim: Claim, chain: Chain, due: When | None, sort: Foretold, ledger: Ledger) -> tuple[Outcome, tuple[str, ...]]:
    """What became of it, with the records that show it.

    Nothing can show it without a deadline or a place, nor under a condition (nobody settles yet whether that came to
    pass), nor any more once the deadline and its grace are over.
    """
    index = ledger.index
    place = find_place(claim, index) or find_beside(claim, index) or find_titled(claim, index)
    if due is None or due.end is None or place is None or sort is Foretold.CONDITION:
        return Outcome.UNDECIDABLE, ()
    forecast = Asked(claim.kind, place, find_sides(claim, ledger.index, ledger.bodies)[0], chain, due.end, sort is Foretold.VOW)
    happened = [one.id for one, groups in ledger.happened.get(place, ()) if bears_out(one, groups, forecast, ledger)]
    happened = happened or find_taken(forecast, ledger) or find_present(forecast, ledger) or find_fought(forecast, ledger)
    excluded = find_excluding(forecast, ledger)
    came, failed = (happened, excluded) if chain.stands is Stands.ASSERTS else (excluded, happened)
    if came:
        return Outcome.CAME_TRUE, tuple(came)
    if failed:
        return Outcome.FAILED, tuple(failed)
    over = ledger.now is not None and ledger.now > due.end + GRACE
    return (Outcome.UNDECIDABLE if over else Outcome.OPEN), ()


def find_beside(claim: Claim, index: Index) -> str | None:
    """The place that somebody is to be near: whoever is in it by then is near it too."""
    near = fillers(claim, index, "near") if claim.kind == PRESENCE else []
    return next((index.name(mention) for mention in near if not index.is_described(mention)), None)


def find_titled(claim: Claim, index: Index) -> str | None:
    """The one town or spot that the headline names, for a forecast that names none: "they will be back inside by May"."""
    titles = [passage.span for passage in index.passages[claim.span.page] if passage.role is Role.HEADLINE]
    named = {
        index.name(mention.id)
        for mention in index.mentions.values()
        if mention.kind is MentionKind.PLACE
        and any(title.page == mention.span.page and title.start <= mention.span.start < title.end for title in titles)
    }
    local = [name for name in named if name is not None and is_local(name, index.pack)]
    return local[0] if len(named) == 1 and local else None


@dataclass(frozen=True)
class Asked:
    """What a forecast says will happen, where, by whom, and until when."""

    kind: str
    place: str
    doers: frozenset[str]
    chain: Chain
    due: datetime
    vowed: bool

    @property
    def family(self) -> str:
        return TURNED.get(self.kind, self.kind)


def bears_out(happening: Happening, groups: Sequence[Group], asked: Asked, ledger: Ledger) -> bool:
    """Whether it happened in the time set and was corroborated soon after, the forecaster's own word left aside."""
    if not is_in_time(happening, asked) or not match_kind(asked.family, happening.facts[0].family):
        return False
    did = {doer for fact in happening.facts for doer in fact.doers}
    if asked.doers and did and not ledger.bodies.meet(asked.doers, did, iso_day(happening.first)):
        return False
    told = [in_time(group, asked.due + GRACE) for group in groups if asked.vowed or group.name != asked.chain.root]
    weighing = Weighing(happening, told, ledger.rivals.get(happening.id, ()), ledger.index, ledger.bodies)
    return find_grade(weighing).step in (KEPT if asked.vowed else BORNE_OUT)


def is_in_time(happening: Happening, asked: Asked) -> bool:
    window = happening.window
    return window is not None and window[0] < asked.due and window[1] >= (asked.chain.known or datetime.min)


def in_time(group: Group, limit: datetime) -> Group:
    return replace(group, chains=tuple(each for each in group.chains if each.known is not None and each.known <= limit))


def hold_by(asked: Asked, ledger: Ledger, on: datetime, as_of: datetime) -> Held:
    """Who held the place, the forecaster's own word left aside; a vower's counts."""
    rows = [row for row in ledger.rows.get(asked.place, ()) if asked.vowed or row.root != asked.chain.root]
    return asof(rows, asked.place, day_of(on), day_of(as_of), ledger.index.pack, hedges=ledger.hedges)


def find_taken(asked: Asked, ledger: Ledger) -> list[str]:
    """The rows by which a place came to the one named, or to another than held it if nobody is named: all agree that he
    holds it on the last day, or the latest that is known, and every named word of it is of the time since.
    """
    since = asked.chain.known
    told_who = asked.doers or asked.family == "control.gain"
    if asked.family not in CHANGES or not told_who or ledger.now is None or since is None:
        return []
    end = min(ledger.now, asked.due)
    held = hold_by(asked, ledger, end, min(ledger.now, asked.due + GRACE))
    before = hold_by(asked, ledger, since, since)
    day = end.date().isoformat()
    sure = held.agreed or (asked.vowed and held.share >= SURE)
    if held.holder is None or not sure or (asked.doers and not ledger.bodies.meet(asked.doers, [held.holder], day)):
        return []
    told = [word.control for word in held.words if word.control.actor == held.holder and is_named(word.root)]
    if asked.family == "control.gain":
        fresh = all((begins(row) or date.min) >= day_of(since) for row in told)
        held_before = (before.agreed or asked.vowed) if asked.doers else before.holder is not None
        if not fresh or (held_before and before.holder == held.holder):
            return []
    return [row.id for row in told]


def find_present(asked: Asked, ledger: Ledger) -> list[str]:
    """The events by which those named were in the place in the time set, on the word of two sides."""
    if asked.family != PRESENCE or not asked.doers:
        return []
    return find_sided(asked, ledger, lambda fact: is_inside(fact, asked, ledger))


def find_fought(asked: Asked, ledger: Ledger) -> list[str]:
    """The events by which there was a fight for the place, on the word of two sides: to take it from somebody is one."""
    if asked.family != FIGHT or asked.doers:
        return []
    return find_sided(
        asked, ledger, lambda fact: fact.family in FOUGHT or (fact.family == "control.gain" and bool(fact.others))
    )


def find_sided(asked: Asked, ledger: Ledger, shows: Callable[[Fact], bool]) -> list[str]:
    """The events that show it in the time set, if named roots of two sides tell of them, the forecaster left aside."""
    sides: dict[str, set[str]] = defaultdict(set)
    for happening, groups in ledger.happened.get(asked.place, ()):
        if is_in_time(happening, asked):
            inside = {fact.claim for fact in happening.facts if shows(fact)}
            for group in (in_time(group, asked.due + GRACE) for group in groups if group.named):
                if group.name != asked.chain.root and any(chain.claim in inside for chain in group.stand(Stands.ASSERTS)):
                    sides[happening.id].add(group.side)
    return sorted(sides) if len(set().union(*sides.values())) > 1 else []


def is_inside(fact: Fact, asked: Asked, ledger: Ledger) -> bool:
    """Whoever takes, holds or enters a place, fights in it or has it taken from him is there; who leaves only has been."""
    there = fact.doers | fact.others if fact.family == "control.gain" else fact.doers
    return fact.family in INSIDE and ledger.bodies.meet(asked.doers, there, asked.due.date().isoformat())


def find_excluding(asked: Asked, ledger: Ledger) -> list[str]:
    """The rows by which it cannot have come to pass: all agree that another held the place on the last day, and in all
    that time nobody here says that those named had set foot in it.
    """
    if asked.family not in (*CHANGES, PRESENCE) or not asked.doers or ledger.now is None or ledger.now < asked.due:
        return []
    held = hold_by(asked, ledger, asked.due, min(ledger.now, asked.due + GRACE))
    if not held.agreed or any(is_foothold(row, asked, ledger) for row in ledger.rows.get(asked.place, ())):
        return []
    return [word.control.id for word in held.words if word.control.actor == held.holder]


def is_foothold(row: Control, asked: Asked, ledger: Ledger) -> bool:
    begun = row.valid_from_hi
    if row.actor is None or row.status not in STRENGTH or begun is None:
        return False
    within = (asked.chain.known or datetime.min) <= begun and begun <= asked.due
    return within and ledger.bodies.meet(asked.doers, [row.actor], begun.date().isoformat())
