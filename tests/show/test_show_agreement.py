"""Krippendorff's alpha gives the values that he printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.agreement import Difference, alpha, interval, nominal, ordinal, overlapping

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): examples A, B and C; a dot is a code that is missing.
TWO = ("0100000010", "1110010000")
FIVE = ("aabbdcccedda", "babbbccceddd")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "1233244 1251.".replace(" ", ""))


def units_of(coders: Sequence[str]) -> list[list[str]]:
    return [[code for code in unit if code not in (".", None)] for unit in zip_longest(*coders)]


@pytest.mark.parametrize(
    ("coders", "difference", "printed"),
    [(TWO, nominal, 0.095), (FIVE, nominal, 0.692), (FOUR, nominal, 0.743), (FOUR, interval, 0.849)],
)
def test_alpha_is_as_printed(coders: Sequence[str], difference: Difference, printed: float) -> None:
    found = alpha(units_of(coders), difference)
    assert found is not None
    assert round(found, 3) == printed


def test_alpha_of_ranks_is_as_printed() -> None:
    units = [unit for unit in units_of(FOUR) if len(unit) > 1]
    found = alpha(units, ordinal("12345", [code for unit in units for code in unit]))
    assert found is not None and round(found, 3) == 0.815


def test_codes_of_several_values_agree_by_what_they_share() -> None:
    apart = overlapping("; ")
    assert apart("a; b", "b; a") == 0
    assert apart("a; b", "a") == 0.5
    assert apart("a", "b") == 1


@given(st.lists(st.sampled_from("abc"), min_size=2).filter(lambda codes: len(set(codes)) > 1))
def test_coders_who_agree_on_all_have_one(codes: list[str]) -> None:
    assert alpha([[code, code] for code in codes]) == 1


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4)))
def test_the_order_of_units_and_coders_changes_nothing(units: list[list[str]]) -> None:
    turned = [list(reversed(unit)) for unit in reversed(units)]
    assert alpha(units) == pytest.approx(alpha(turned))


@pytest.mark.parametrize("units", [[], [["a"]], [["a"], ["b"]], [["a", "a"], ["a", "a"]]])
def test_where_chance_cannot_be_told_from_agreement_nothing_is_said(units: list[list[str]]) -> None:
    assert alpha(units) is None
