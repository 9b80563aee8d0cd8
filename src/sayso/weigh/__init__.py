"""Weigh: which pages copy which, what happened, on how many independent words, and who held what when.

Copies, events, roots, grades, disputes, control and forecasts; see docs/weigh.md.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from sayso.model import Aspect, Control, Copy, Dispute, Event, Forecast, Held, Problem
from sayso.pack import Pack
from sayso.weigh import control
from sayso.weigh.again import look_again
from sayso.weigh.blocks import find_blocks, find_keys, find_prints, home_records
from sayso.weigh.bodies import Bodies
from sayso.weigh.chain import Chains, find_breaks
from sayso.weigh.copies import Kept, find_copies, look
from sayso.weigh.differing import find_differing
from sayso.weigh.disputes import Found, find_disputes, find_rivals, over_holder
from sayso.weigh.events import find_happenings, find_judged
from sayso.weigh.fading import HALF_LIFE_DAYS
from sayso.weigh.forecasts import find_forecasts
from sayso.weigh.grades import Weighing, make_event
from sayso.weigh.history import Stood, find_states
from sayso.weigh.index import Index, find_dangling
from sayso.weigh.known import Known, cut, known, known_part, latest, sketch_from
from sayso.weigh.marks import scale_of
from sayso.weigh.names import find_holders, find_words
from sayso.weigh.odds import LEAST, SETTLED, Rated, find_settled, rate
from sayso.weigh.outcomes import GRACE, Ledger
from sayso.weigh.paraphrase import find_confirmed, find_paraphrases
from sayso.weigh.prints import Print
from sayso.weigh.roots import find_groups
from sayso.weigh.rows import find_controls, firmness
from sayso.weigh.ties import find_ties

__all__ = [
    "GRACE",
    "HALF_LIFE_DAYS",
    "LEAST",
    "SETTLED",
    "Index",
    "Kept",
    "Known",
    "Print",
    "Rated",
    "Stood",
    "Weighed",
    "asof",
    "asof_each",
    "collector_at_rest",
    "cut",
    "find_copies",
    "find_judged",
    "find_keys",
    "find_prints",
    "find_problems",
    "find_settled",
    "find_states",
    "hear",
    "known",
    "known_part",
    "latest",
    "look",
    "look_again",
    "rate",
    "scale_of",
    "sketch_from",
    "weigh",
    "weigh_part",
    "weigh_records",
]


@dataclass(frozen=True)
class Weighed:
    """What weighing makes, each noun in the order of its ids.

    `copies` share words and are found from page to page; `paraphrases` share an error and are found within a block.
    `undated` counts the pages that are in no as-of answer. `hedges` and `names` are what `control.asof` needs beside
    the rows: the firmness of each attribution, and the words for roots that no pack knows. `blocks` says which claims and
    records were weighed together.
    """

    copies: tuple[Copy, ...] = ()
    paraphrases: tuple[Copy, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    controls: tuple[Control, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    problems: tuple[Problem, ...] = ()
    undated: int = 0
    hedges: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)


def weigh(known: Known, pack: Pack) -> Weighed:
    """Weighs all that is known; the same records in any order give the same answer."""
    with collector_at_rest():
        return weigh_all(Index(known, pack))


def weigh_all(index: Index) -> Weighed:
    return weigh_records(index, find_copies(index, index.known.scale))


def weigh_part(known: Known, copies: Sequence[Copy], pack: Pack) -> Weighed:
    """Weighs whole blocks of a case whose copies are known. `known.as_of` says how late it is in the case."""
    with collector_at_rest():
        return weigh_records(Index(known, pack), copies)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Weighing makes millions of small records and no cycles; to look through them for cycles is a quarter of its cost."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def weigh_records(index: Index, copies: Sequence[Copy]) -> Weighed:
    bodies = Bodies(index.pack)
    chains = Chains(index, bodies)
    ties = find_ties(copies, index)
    happenings = find_happenings(chains.of, ties, index, bodies)
    found = [(happening, find_groups(happening, index, bodies)) for happening in happenings]
    disputed = find_disputed(found, index, bodies)
    paraphrases = find_paraphrases(found, disputed, copies, index)
    if confirmed := find_confirmed(paraphrases, index):
        found = [(one, find_groups(one, index, bodies, confirmed.get(one.id, ()))) for one in happenings]
        disputed = find_disputed(found, index, bodies)
    controls = find_controls(found, index)
    heads = {chain.head.id: chain for happening in happenings for chain in happening.chains}
    holders = over_holder(controls, heads, index, bodies)
    rivals = find_rivals(found, holders)
    events = [make_event(Weighing(one, groups, rivals.get(one.id, ()), index, bodies)) for one, groups in found]
    disputes = {dispute.id: dispute for dispute in (*disputed, *holders)}.values()
    hedges = firmness(found)
    forecasts = find_forecasts(chains.of, Ledger(index, bodies, found, controls, rivals, hedges))
    blocks = find_blocks(index, ties)
    claim_of = {one.id: one.claim for one in index.known.attributions}
    return Weighed(
        copies=tuple(copies),
        paraphrases=tuple(one.copy for one in paraphrases),
        events=tuple(sorted(events, key=lambda event: event.id)),
        disputes=tuple(sorted(disputes, key=lambda dispute: dispute.id)),
        controls=tuple(controls),
        forecasts=tuple(forecasts),
        problems=find_problems(index),
        undated=index.known.undated + sum(since is None for since in index.since.values()),
        hedges=hedges,
        names=find_words([chain for all_chains in chains.of.values() for chain in all_chains], index)
        | find_holders(controls, index),
        blocks=blocks
        | home_records([*events, *disputes, *controls, *forecasts], claim_of, blocks)
        | {one.copy.id: blocks[one.claim] for one in paraphrases},
    )


def find_disputed(found: Found, index: Index, bodies: Bodies) -> list[Dispute]:
    """All disputes but those over who holds a place."""
    return [*find_disputes(found, index, bodies), *find_differing(found, index, bodies)]


def find_problems(index: Index) -> tuple[Problem, ...]:
    """What of these pages could not be weighed; it hangs on nothing but the page itself."""
    breaks = (each for claim in index.claims.values() for each in find_breaks(claim, index))
    problems = {problem.id: problem for problem in (*find_dangling(index), *breaks)}
    return tuple(problems[each] for each in sorted(problems))


def hear(known: Known, pack: Pack, controls: Iterable[Control]) -> tuple[dict[str, float], dict[str, str]]:
    """What an answer about control needs beside its rows, of the pages that these rest on: see `Weighed`."""
    index = Index(known, pack)
    chains = [chain for all_chains in Chains(index, Bodies(pack)).of.values() for chain in all_chains]
    return {chain.head.id: chain.h for chain in chains if chain.h > 0}, find_words(chains, index) | find_holders(
        controls, index
    )


def asof(
    known: Known,
    place: str,
    on: date,
    as_of: date,
    pack: Pack,
    *,
    aspect: Aspect = Aspect.HOLDER,
    half_life: float = HALF_LIFE_DAYS,
) -> Held:
    """Who held `place` (a pack's id) at the end of `on`, weighed anew over what could be read by the end of `as_of`."""
    return asof_each(known, [(place, aspect)], on, as_of, pack, half_life=half_life)[0]


def asof_each(
    known: Known,
    asked: Iterable[tuple[str, Aspect]],
    on: date,
    as_of: date,
    pack: Pack,
    *,
    half_life: float = HALF_LIFE_DAYS,
) -> list[Held]:
    """The answers to several such questions, for which all is weighed once."""
    weighed = weigh(cut(known, as_of), pack)
    return [
        control.asof(
            weighed.controls,
            place,
            on,
            as_of,
            pack,
            aspect=aspect,
            half_life=half_life,
            hedges=weighed.hedges,
            names=weighed.names,
            undated=weighed.undated,
        )
        for place, aspect in asked
    ]
