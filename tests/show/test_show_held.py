"""`held`: one line a root with its quote, then the consensus, then as of when."""

from __future__ import annotations

from datetime import date
from functools import partial

from sayso.model import Control, Held, Word
from sayso.show.held import held_answer, render_held
from sayso.show.ids import short_id
from sayso.store import Store

HELD = """\
Marun at the end of 3 May 2031
id            on whose word  who           stands  from        known by    weight
control:7777  its command    Valley Guard  held    3 May 2031  3 May 2031    0.97
              "valley guard has taken Marun" - Lowland Post, 3 May 2031
Valley Guard says it holds Marun.
as of the end of 4 May 2031, UTC; 1 page without a date left out"""


def make_held(store: Store, words: bool) -> Held:
    (control,) = store.get(Control)
    word = Word(control.root, "valley", control, 0.9701)
    sentence = "Valley Guard says it holds Marun." if words else "No recent word."
    on, as_of = date(2031, 5, 3), date(2031, 5, 4)
    return Held("place:marun", on, as_of, (word,) if words else (), "actor:guard", False, 1.0, sentence, 1)


def test_each_root_is_told_in_its_own_words_before_the_consensus(store: Store) -> None:
    assert render_held(store, make_held(store, True), partial(short_id, store)) == HELD


def test_without_a_word_the_sentence_stands_alone(store: Store) -> None:
    lines = render_held(store, make_held(store, False), str).splitlines()
    assert lines[1:3] == ["no page with a date says who held it", "No recent word."]


def test_a_row_of_held_leads_back_to_its_words(store: Store) -> None:
    (row,) = held_answer(store, make_held(store, True)).records()
    assert (row["quote"], row["start"], row["end"]) == ("valley guard has taken Marun", 24, 52)
