"""Figures and the very words they are read from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.figures import find_figures
from sayso.model import Amount
from sayso.pack import Pack
from tests.extract.reading import read

BELOW_TEN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
UNITS = [*BELOW_TEN, *TEENS]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int) -> str:
    """A number below a million in words, as the British write it."""
    if number < 20:
        return UNITS[number - 1]
    if number < 100:
        ten, unit = divmod(number, 10)
        return f"{TENS[ten - 2]}-{UNITS[unit - 1]}" if unit else TENS[ten - 2]
    name, size = ("thousand", 1000) if number >= 1000 else ("hundred", 100)
    many, rest = divmod(number, size)
    joint = " and " if rest < 100 else " "
    return f"{spelt(many)} {name}{joint + spelt(rest) if rest else ''}"


@given(number=st.integers(1, 999_999))
@settings(deadline=None)
def test_a_number_in_words_is_the_number(number: int, plain: Pack) -> None:
    for words in (spelt(number), f"{number}", f"{number:,}"):
        assert [(one.amount, one.start, one.end) for one in find_figures(words, plain)] == [
            (Amount(number, number, number), 0, len(words))
        ]


@pytest.mark.parametrize(
    ("line", "words", "amount"),
    [
        ("between 10 and 15 herders", "between 10 and 15", Amount(10, None, 15)),
        ("ten to fifteen herders", "ten to fifteen", Amount(10, None, 15)),
        ("10-15 herders", "10-15", Amount(10, None, 15)),
        ("some 12 or 13 herders", "some 12 or 13", Amount(12, None, 13)),
        ("two to three hundred herders", "two to three hundred", Amount(200, None, 300)),
        ("up to 10 or 15 herders", "up to 10 or 15", Amount(None, None, 15)),
        ("at least two dozen herders", "at least two dozen", Amount(24, 24, None)),
        ("more than a hundred herders", "more than a hundred", Amount(100, 100, None)),
        ("twelve or more herders", "twelve or more", Amount(12, 12, None)),
        ("thirty or so herders", "thirty or so", Amount(24, 30, 36)),
        ("around 1.5 million herders", "around 1.5 million", Amount(1_200_000, 1_500_000, 1_800_000)),
        ("a few herders", "a few", Amount(3, None, 6)),
        ("several hundred herders", "several hundred", Amount(300, None, 900)),
        ("a couple of dozen herders", "a couple of dozen", Amount(24, None, 36)),
        ("at least several dozen herders", "at least several dozen", Amount(36, None, None)),
        ("it rose from 12 to 58", "12", Amount(12, 12, 12)),
        ("fifteen to ten", "fifteen", Amount(15, 15, 15)),
        ("nine and two herders", "nine", Amount(9, 9, 9)),
        ("7 June 2016 Five herders", "7", Amount(7, 7, 7)),
    ],
)
def test_a_figure_takes_in_all_the_words_that_bound_it(line: str, words: str, amount: Amount, plain: Pack) -> None:
    first = next(iter(find_figures(line, plain)))
    assert (line[first.start : first.end], first.amount) == (words, amount)


@pytest.mark.parametrize(
    "line", ["the 14th herder", "a herder", "version 2.3.4", "1.5 herders", "a herd", "99999999999", "or more"]
)
def test_what_counts_nobody_is_no_figure(line: str, plain: Pack) -> None:
    assert list(find_figures(line, plain)) == []


@given(data=st.data())
@settings(deadline=None, max_examples=300)
def test_the_words_of_a_figure_alone_give_the_same_figure(data: st.DataObject, plain: Pack) -> None:
    known = st.sampled_from([row.words for row in plain.amounts])
    other = st.sampled_from(["herders", "from", "of", "and", "14", "2,500", "1.5", ".", ",", "\n", "٣"])
    line = " ".join(data.draw(st.lists(st.one_of(known, other), max_size=12)))
    for figure in find_figures(line, plain):
        words = line[figure.start : figure.end]
        assert [(one.amount, one.start, one.end) for one in find_figures(words, plain)] == [(figure.amount, 0, len(words))]


COUNTED = ("nine", "at least 14", "between 10 and 15", "dozens of", "two hundred and six", "as many as 40", "2,500 or more")


@given(
    counts=st.lists(st.sampled_from(COUNTED), min_size=1, max_size=3),
    told=st.sampled_from(["{} herders were killed in Sarn.", "The radio said {} herders had fled the town of Sarn."]),
)
@settings(deadline=None, max_examples=20)
def test_the_count_of_a_claim_is_what_its_words_on_the_page_say(counts: list[str], told: str, plain: Pack) -> None:
    text = " ".join(told.format(count)[0].upper() + told.format(count)[1:] for count in counts)
    found = [one.claim for one in read(text, plain) if one.claim.amount is not None]
    words = [text[one.counted.start : one.counted.end] for one in found if one.counted is not None]
    assert [one.casefold() for one in words] == [count.removesuffix(" of") for count in counts]
    assert [[one.amount for one in find_figures(each, plain)] for each in words] == [[one.amount] for one in found]


def test_one_of_them_is_read_from_its_article(plain: Pack) -> None:
    text = "A local policeman was killed in Sarn."
    (claim,) = (one.claim for one in read(text, plain) if one.claim.amount is not None)
    assert claim.counted is not None and text[claim.counted.start : claim.counted.end] == "A local policeman"


def test_a_claim_without_a_count_has_no_words_of_one(plain: Pack) -> None:
    assert [one.claim.counted for one in read("Many herders were killed in Sarn.", plain) if one.claim.amount is None] == [None]
