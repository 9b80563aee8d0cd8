"""Cells: times as a person writes them, words that cannot harm a terminal, never wider than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.cells import CLOSE_ISOLATE, OPEN_ISOLATE, clean, cut, isolate, plural, when_words, width

TIMES = [
    ("2031-05-09T00:00:00", "2031-05-10T00:00:00", "9 May 2031"),
    ("2031-05-03T00:00:00", "2031-05-05T00:00:00", "3-4 May 2031"),
    ("2031-05-30T00:00:00", "2031-06-02T00:00:00", "30 May-1 Jun 2031"),
    ("2031-12-30T00:00:00", "2032-01-02T00:00:00", "30 Dec 2031-1 Jan 2032"),
    ("2031-05-01T00:00:00", "2031-06-01T00:00:00", "May 2031"),
    ("2031-12-01T00:00:00", "2032-01-01T00:00:00", "Dec 2031"),
    ("2031-01-01T00:00:00", "2032-01-01T00:00:00", "2031"),
    ("2031-05-09T14:30:00", "2031-05-09T14:30:00", "9 May 2031 14:30"),
    ("2031-05-09T18:00:00", "2031-05-10T00:00:00", "9 May 2031 18-24h"),
    ("2031-05-09T18:30:00", "2031-05-09T21:00:00", "9 May 2031 18:30-21:00"),
    ("2031-05-09T18:00:00", "2031-05-10T06:00:00", "9 May 2031 18-6h"),
    ("2031-05-09T18:00:00", "2031-05-12T06:00:00", "9-12 May 2031"),
    (None, "2031-05-10T00:00:00", "until 9 May 2031"),
    ("2031-05-09T00:00:00", None, "from 9 May 2031"),
    (None, None, "-"),
]


@pytest.mark.parametrize(("start", "end", "words"), TIMES)
def test_a_stretch_is_written_as_wide_as_it_is(start: str | None, end: str | None, words: str) -> None:
    assert when_words(start, end) == words


@given(st.text(), st.integers(1, 40))
def test_a_cell_is_never_wider_than_asked(words: str, columns: int) -> None:
    assert width(cut(clean(words), columns)) <= columns


@given(st.text())
def test_no_control_character_of_a_page_reaches_the_terminal(words: str) -> None:
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in clean(words))


@given(st.text(alphabet="ab \u0645\u0631\u2067\u2068\u2069\u202e"), st.integers(1, 20))
def test_no_word_turns_its_neighbours_round(words: str, columns: int) -> None:
    cell = cut(clean(words), columns)
    assert "\u202e" not in cell and "\u2067" not in cell
    assert cell.count(OPEN_ISOLATE) == cell.count(CLOSE_ISOLATE)


def test_an_isolate_that_is_cut_is_closed() -> None:
    assert cut(f'"{isolate("مارون")}" - Post', 5) == f'"{OPEN_ISOLATE}مار{CLOSE_ISOLATE}…'


def test_marks_take_no_column_and_wide_letters_take_two() -> None:
    assert (width("e\u0301"), width("東京"), width("مَارون")) == (1, 4, 5)


def test_counts_have_their_plural() -> None:
    assert (plural(1, "page"), plural(2, "page"), plural(1234, "copy", "copies")) == ("1 page", "2 pages", "1,234 copies")
