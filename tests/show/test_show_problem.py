"""A problem names the language that nobody reads; the record keeps its code."""

from __future__ import annotations

import pytest

from sayso.show.problem import tell_problem

TOLD = [
    ("no extractor for de: names are linked", "no extractor for German (de): names are linked"),
    ("no extractor for uk in 3 of its passages: names", "no extractor for Ukrainian (uk) in 3 of its passages: names"),
    ("no extractor for pt-BR: names are linked", "no extractor for Brazilian Portuguese (pt-BR): names are linked"),
    ("no extractor for qx: names are linked", "no extractor for qx: names are linked"),
    ("the page declares de, no extractor for de", "the page declares de, no extractor for de"),
    ("no reader here", "no reader here"),
]


@pytest.mark.parametrize(("kept", "told"), TOLD)
def test_a_language_goes_by_its_name(kept: str, told: str) -> None:
    assert tell_problem(kept) == told
