"""Tables: golden at 100 columns, and never wider, whatever the rows hold."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.cells import width
from sayso.show.filter import Answer, Filters, select
from sayso.show.ids import short_id
from sayso.show.layout import LAYOUTS, claim_words, whereabouts
from sayso.show.shapes import SHAPES
from sayso.show.table import render_table
from sayso.store import Store

EVENTS = """\
id          when        where  what                          roots  grade
event:9f2c  3 May 2031  Marun  control.gain by Valley Guard      1  contested
            said by its command; denied by Upland League
            "valley guard has taken Marun" - Lowland Post, 3 May 2031; 3 pages in all
event:9f2d  -           Marun  control.hold by Valley Guard      1  unsourced
            said by River Sheet itself: "\u2068قالت قيادة الحرس إن مارون في يدها\u2069" - River Sheet, no date"""
CLAIMS = """\
id          when          where  what
claim:4241  3 May 2031    Marun  control.gain by Valley Guard
            said by its command: "valley guard has taken Marun" - Lowland Post, 3 May 2031
claim:9909  3 May 2031    Marun  control.gain by Valley Guard
            said by its command: "valley guard has taken Marun" - Hill Courier, 4 May 2031
claim:4d0b  3-4 May 2031  Marun  control.lose by Upland League
            said by Upland League (deny)
            "upland league denied that it had lost Marun" - East Radio, 5 May 2031
claim:eba0  -             Marun  withdraw (expected) by Upland League
            said by One guard officer (predict, probable)
            "expects the league to leave Marun" - Hill Courier, 4 May 2031
claim:097c  -             Marun  control.hold by Valley Guard
            "\u2068قالت قيادة الحرس إن مارون في يدها\u2069" - River Sheet, no date
1 claim in readers' comments or of unknown voice left out (--with-comments)"""
DISPUTES = """\
id            over      one says     another says   where  of what
dispute:f6fc  polarity  its command  upland league  Marun  control.gain
              "valley guard has taken Marun" / "upland league denied that it had lost Marun\""""
CONTROLS = """\
id            place  who           stands  from        known by    on whose word
control:7777  Marun  Valley Guard  held    3 May 2031  3 May 2031  its command
              "valley guard has taken Marun" - Lowland Post, 3 May 2031"""


@pytest.mark.parametrize(
    ("noun", "lines"), [("events", EVENTS), ("claims", CLAIMS), ("disputes", DISPUTES), ("controls", CONTROLS)]
)
def test_a_newcomer_sees_who_says_what_where_and_when(store: Store, noun: str, lines: str) -> None:
    assert render_table(select(store, noun, Filters()), partial(short_id, store)) == lines


def claim_row(quote: str) -> dict[str, object]:
    return {"said_by": "the council", "quote": quote, "outlet_name": "River Sheet"}


@pytest.mark.parametrize(
    ("quote", "lines"),
    [
        ("it fell", ['said by the council: "it fell" - River Sheet, no date']),
        ("it fell " * 9, ["said by the council", f'"{"it fell " * 8}it fell" -', "River Sheet, no date"]),
        ("it fell " * 30, ["said by the council", f'"{"it fell " * 7}it fel…" - River Sheet, no date']),
    ],
)
def test_the_words_of_a_claim_are_whole_unless_they_are_long(quote: str, lines: list[str]) -> None:
    assert claim_words(claim_row(quote), 88) == lines


def test_what_is_near_a_place_is_not_said_to_be_in_it() -> None:
    assert whereabouts({"place_name": "Marun", "near_name": "Kes"}) == "Marun"
    assert whereabouts({"near_name": "Kes"}) == "near Kes"
    assert whereabouts({"part_name": "Kes"}) == "part of Kes"


@pytest.mark.parametrize("noun", SHAPES)
def test_every_noun_has_a_layout_that_fits(store: Store, noun: str) -> None:
    table = render_table(select(store, noun, Filters()), partial(short_id, store))
    assert noun in LAYOUTS
    assert max(map(width, table.splitlines())) <= 100


CELLS = st.one_of(st.none(), st.text(max_size=60), st.integers())


@given(
    st.lists(st.tuples(st.just("claim:0123456789abcdef"), CELLS, CELLS, CELLS), min_size=1, max_size=4), st.integers(60, 120)
)
def test_no_line_is_wider_than_the_terminal(rows: list[tuple[object, ...]], columns: int) -> None:
    answer = Answer("odd", ("id", "one", "two", "three"), tuple(rows))
    assert all(width(line) <= columns for line in render_table(answer, str, columns).split("\n"))


def test_an_answer_as_of_a_day_says_what_it_leaves_out() -> None:
    answer = Answer("events", ("id",), (), date(2031, 5, 4), "Asia/Baghdad", 1)
    assert render_table(answer, str).splitlines() == [
        "no events to show",
        "as of the end of 4 May 2031, Asia/Baghdad; 1 page without a date left out",
    ]


def test_a_short_id_means_one_record(store: Store) -> None:
    ids = [str(row["id"]) for row in store.sql("select id from claims union all select id from events")]
    for full in ids:
        short = short_id(store, full)
        assert [one for one in ids if one.startswith(short)] == [full]
        assert len(short.partition(":")[2]) >= 4


def test_an_id_that_is_a_name_stays_whole(store: Store) -> None:
    assert short_id(store, "place:marun") == "place:marun"
