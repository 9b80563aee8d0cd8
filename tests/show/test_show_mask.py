"""Masking: what leads to a person goes, what a report says stays."""

from __future__ import annotations

import pytest

from sayso.show.mask import mask

MASKED = [
    ("write to a.b+c@mail.example now", "write to [mail] now"),
    ("see https://x.example/a?b=1 and www.y.example", "see [link] and [link]"),
    ("call +963 11 555 01 23 or (020) 7946-0011", "call [phone] or [phone]"),
    ("on 11.11.2017 there were 120,000 people and 14 dead", "on 11.11.2017 there were 120,000 people and 14 dead"),
    ("the 2016-2017 push, 300 km", "the 2016-2017 push, 300 km"),
]


@pytest.mark.parametrize(("words", "masked"), MASKED)
def test_what_leads_to_a_person_goes_and_figures_stay(words: str, masked: str) -> None:
    assert mask(words, "k") == masked


def test_one_handle_is_one_key_in_one_case_and_another_elsewhere() -> None:
    first, again, other_case = mask("@Sam_1", "k"), mask("@sam_1", "k"), mask("@Sam_1", "other")
    assert first == again != other_case
    assert "am_1" not in first


def test_the_names_of_readers_go_wherever_they_stand() -> None:
    masked = mask("Nadja_K says: Sam is wrong. SAM, read again; the same to you", "k", {"Nadja_K", "Sam"})
    assert "Nadja" not in masked and "Sam " not in masked and "SAM" not in masked
    assert masked.endswith("read again; the same to you") and masked.count("reader-") == 3
