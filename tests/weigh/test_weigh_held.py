"""Who held a place on both clocks: what was laid out once is what asking that day as of that day concludes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Aspect, Control, Status, Word, record_id
from sayso.pack import BlocRow, Relation
from sayso.weigh.bodies import Bodies, day_after, first_day
from sayso.weigh.control import asof, is_known, wane
from sayso.weigh.held import Cell, Come, Heard, find_held
from sayso.weigh.known import day_of, midnight_after
from tests.laws import TIMES
from tests.weigh.world import QASR, make_pack

FIRST = date(2017, 11, 1)
DAYS = [FIRST + timedelta(days) for days in (*range(0, 45), 120, 200, 400)]
# R's brigade goes over in the middle of it, and so does a monitor.
TURNING = make_pack(
    relations=(Relation("brigade", "part_of", "r", "", "2017-11-15", "invented"),),
    blocs=(
        *(BlocRow(body, f"{body} side", "", "", "", "invented") for body in ("r", "i", "p")),
        BlocRow("o", "r side", "", "2017-11-20", "", "invented"),
        BlocRow("o", "i side", "2017-11-21", "2018-01", "", "invented"),
    ),
)
ROOTS = ("actor:r", "actor:i", "source:o", "source:p", "said:an elder", "anon@source:wire", "publisher*page:loose")
ACTORS = ("actor:r", "actor:i", "actor:brigade", "home guard")
HALF_LIFE = 9.0


def row_of(drawn: tuple[Any, ...]) -> Control:
    root, actor, status, begun, known, until, more, aspect = drawn
    lo = datetime.combine(FIRST + timedelta(begun), datetime.min.time())
    since = midnight_after(FIRST + timedelta(known))
    access = aspect is Aspect.ACCESS
    state = (Status.OPEN if status in (Status.HELD, Status.PARTLY) else Status.CUT) if access else status
    one = record_id("control", *drawn)
    return Control(
        id=one,
        place=QASR,
        actor=None if access else actor,
        aspect=aspect,
        status=state,
        valid_from_lo=lo,
        valid_from_hi=lo + timedelta(days=1),
        valid_to=None,
        known_from=since,
        known_to=None if until is None else since + timedelta(days=until),
        root=root,
        # Some words are of one breath, and of some a later page tells too.
        attributions=(f"attribution:{root}-{known}-{more}", *((f"attribution:{one}-later",) if more else ())),
    )


HOLDING = (Status.HELD, Status.HELD, Status.PARTLY, Status.CONTESTED, Status.ENTERED, Status.BESIEGED, Status.LEFT)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(ROOTS),
        st.sampled_from(ACTORS),
        st.sampled_from(HOLDING),
        st.integers(0, 28),
        st.integers(0, 30),
        st.sampled_from([None, None, None, 3, 12]),
        st.sampled_from([0, 0, 4]),
        st.sampled_from([Aspect.HOLDER, Aspect.HOLDER, Aspect.ACCESS]),
    ).map(row_of),
    min_size=1,
    max_size=9,
    unique_by=lambda row: row.id,
)


def heard_of(rows: Sequence[Control]) -> Heard:
    known: dict[str, datetime] = {}
    for row in rows:
        assert row.known_from is not None
        first, *later = row.attributions
        known[first] = row.known_from
        known |= {one: row.known_from + timedelta(days=5) for one in later}
    hedges = {one: 0.4 for one in known if one.endswith("-4")}
    spelt = [
        (known[row.attributions[0]], "home guard", f"Home Guard {row.id[-1]}") for row in rows if row.actor == "home guard"
    ]
    return Heard(QASR, tuple(rows), known, hedges, {"said:an elder": "an elder of the town"}, tuple(spelt))


def cut(heard: Heard, as_of: date) -> list[Control]:
    limit = midnight_after(as_of)
    rows = (
        replace(row, attributions=tuple(one for one in row.attributions if heard.known[one] <= limit)) for row in heard.rows
    )
    return [row for row in rows if row.attributions and is_known(row, as_of)]


def standing(cells: Sequence[Cell[Any]], on: date, as_of: date) -> list[Any]:
    return [
        cell.value
        for cell in cells
        if cell.since <= as_of < (cell.until or date.max) and cell.start <= on < (cell.end or date.max)
    ]


@settings(max_examples=60 * TIMES, deadline=None)
@given(rows=ROWS, aspect=st.sampled_from(list(Aspect)))
def test_every_day_as_of_every_day_is_what_asking_it_concludes(rows: list[Control], aspect: Aspect) -> None:
    heard = heard_of(rows)
    words, comes = find_held(heard, aspect, HALF_LIFE, Bodies(TURNING))
    for as_of in DAYS[:45:2]:
        known, names = cut(heard, as_of), heard.name(as_of)
        for on in DAYS:
            held = asof(known, QASR, on, as_of, TURNING, aspect=aspect, half_life=HALF_LIFE, hedges=heard.hedges, names=names)
            told: list[Word] = [wane(word, on, HALF_LIFE) for found in standing(words, on, as_of) for word in found]
            assert sorted(told, key=lambda word: (-word.weight, word.root, word.control.id)) == list(held.words)
            newest = max((word.control.known_from for word in held.words if word.control.known_from), default=None)
            come = None if newest is None else Come(held.holder, held.agreed, held.share, held.sentence, day_of(newest))
            assert standing(comes, on, as_of) == ([] if come is None else [come])


def test_between_two_days_of_news_no_share_moves_until_what_was_said_is_too_faint() -> None:
    rows = [row_of((root, actor, Status.HELD, begun, begun, None, 0, Aspect.HOLDER)) for root, actor, begun in TOLD]
    _, comes = find_held(heard_of(rows), Aspect.HOLDER, HALF_LIFE, Bodies(make_pack()))
    last = [cell for cell in comes if cell.since == FIRST + timedelta(6) and cell.start >= FIRST + timedelta(6)]
    assert [cell.value.sentence for cell in last] == ["disputed, R favoured .67", "no recent word"]
    assert 30 < (last[1].start - last[0].start).days < 60


TOLD = (("actor:r", "actor:r", 2), ("actor:i", "actor:i", 4), ("source:p", "actor:r", 6))


@pytest.mark.parametrize(
    ("stated", "first", "after"),
    [
        ("2017-11-09", date(2017, 11, 9), date(2017, 11, 10)),
        ("2017-11", date(2017, 11, 1), date(2017, 12, 1)),
        ("2016-02", date(2016, 2, 1), date(2016, 3, 1)),
        ("2016", date(2016, 1, 1), date(2017, 1, 1)),
    ],
)
def test_a_stated_month_or_year_lasts_from_its_first_day_to_its_last(stated: str, first: date, after: date) -> None:
    assert (first_day(stated), day_after(stated)) == (first, after)
