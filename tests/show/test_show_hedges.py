"""On a page to be read the words are marked that leave a claim less than certain, and no word of a claim that is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.show.hedges import Hedges, find_hedges, hedges_of, sentence_round
from sayso.show.reader import read_page

PACK = str(Path(__file__).parents[1] / "cases" / "pack_small")
TEXT = """The Valley Post
3 May 2031

The army took the town of Tell Oruk on Friday. It may take the pass next week, an officer said.
"""


def test_the_hedge_of_a_claim_is_marked_and_its_page_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    with sayso.open(tmp_path / "case.sayso", write=True) as case:
        case.run([tmp_path / "page.txt"], [PACK])
        [row] = case.sql("select id, text from pages")
        spans = read_page(case.store, row["id"], (), hedges_of(case.pack)).spans
    text = row["text"]
    marked = {text[one.start : one.end] for one in spans if one.sort == "hedge"}
    certain = next(one for one in spans if one.sort == "claim" and "Tell Oruk" in text[one.start : one.end])
    assert marked == {"may"}
    assert not any(one.sort == "hedge" and one.claim == certain.claim for one in spans)


@pytest.mark.parametrize(
    ("firm", "found"),
    [({"possible"}, ["may have"]), ({"probable"}, ["likely"]), ({"possible", "probable"}, ["may have", "likely"]), (set(), [])],
)
def test_the_longest_phrase_that_leaves_a_thing_as_firm_is_meant(firm: set[str], found: list[str]) -> None:
    hedges: Hedges = {
        "may": [(("may", "have"), frozenset({"possible"})), (("may",), frozenset({"possible"}))],
        "likely": [(("likely",), frozenset({"probable"}))],
    }
    text = "It May have fallen and likely did."
    assert [text[start:end].lower() for start, end, _ in find_hedges(text, 0, len(text), firm, hedges)] == found


def test_a_sentence_round_a_claim_ends_with_its_line() -> None:
    text = "One left. Two may stay, all said.\nThree may not."
    start = text.index("Two")
    assert text[slice(*sentence_round(text, start, start + 3))] == "Two may stay, all said."
