"""A name that nobody knows may be one that its page spells otherwise; that is suggested and never taken for granted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.model import Link, Mention, MentionKind, Page, Rung, Span, record_id
from sayso.pack import load_pack
from sayso.resolve import resolve

PACK = load_pack([Path(__file__).parents[1] / "cases" / "pack_small"], world=False)


def links_of(text: str, *names: str) -> list[Link]:
    page = Page("page:t", text, "", "t")
    spans = [Span(page.id, text.index(name), text.index(name) + len(name)) for name in names]
    mentions = [Mention(record_id("mention", str(span.start)), span, "passage:t", MentionKind.PLACE) for span in spans]
    return resolve(page, [], mentions, PACK)


@pytest.mark.parametrize(("known", "slip"), [("Bukharun", "Bugharunn"), ("Bukharun", "Dukharun"), ("Oram", "Orab")])
def test_two_letters_or_the_first_or_one_of_a_short_name_are_no_slip(known: str, slip: str) -> None:
    _, other = links_of(f"The army left {known}. Nobody came to {slip} on Friday.", known, slip)
    assert not other.why.startswith("suggested: the page has")


def test_a_name_cut_by_a_letter_is_suggested_and_not_linked() -> None:
    known, cut = links_of("The army left Deir Oram. Nobody came to Deir Oraw on Friday.", "Deir Oram", "Deir Oraw")
    assert known.target is not None and known.rung is Rung.EXACT
    assert (cut.target, cut.rung, cut.rivals[0][0]) == (None, Rung.FUZZY, known.target)
    assert cut.why == "suggested: the page has 'Deir Oram' too"
