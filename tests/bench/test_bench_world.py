"""The generator of worlds: the same seed gives the same pages, and its records are those of its words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bench.paraphrase import find_slips
from bench.weighing import bag
from bench.world import Mode, Parameters, Sheet, make_cast, make_sheets, write_pack
from bench.worlds import known_of
from sayso.model import Role
from sayso.pack import load_pack
from sayso.weigh import weigh
from sayso.weigh.copies import NEAR

SMALL = Parameters(pages=150)


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    return list(make_sheets(make_cast(SMALL, 3), SMALL, 3))


def test_a_seed_makes_one_world_and_another_seed_another(sheets: list[Sheet]) -> None:
    again = [sheet.page.id for sheet in make_sheets(make_cast(SMALL, 3), SMALL, 3)]
    other = [sheet.page.id for sheet in make_sheets(make_cast(SMALL, 4), SMALL, 4)]
    assert again == [sheet.page.id for sheet in sheets] and len(set(again)) == SMALL.pages
    assert not set(again) & set(other)


def test_more_pages_begin_with_the_same_pages(sheets: list[Sheet]) -> None:
    few = Parameters(pages=40)
    assert [s.page.text for s in make_sheets(make_cast(few, 3), few, 3)] == [s.page.text for s in sheets[:40]]


def test_passages_tile_and_every_name_stands_where_its_mention_says(sheets: list[Sheet]) -> None:
    names = dict(make_cast(SMALL, 3).places)
    for sheet in sheets:
        assert sheet.passages[0].span.start == 0 and sheet.passages[-1].span.end == len(sheet.page.text)
        assert all(one.span.end == other.span.start for one, other in pairwise(sheet.passages))
        said = {link.mention: link.target for link in sheet.links}
        for mention in sheet.mentions:
            target = said[mention.id] or ""
            words = sheet.page.text[mention.span.start : mention.span.end]
            assert words == names.get(target, words) and words[0].isupper()


def test_a_copy_shares_its_words_as_its_mode_says_and_no_record_tells_of_it(sheets: list[Sheet]) -> None:
    texts = {sheet.page.id: sheet.page.text for sheet in sheets}
    first = {sheet.truth[sheet.claims[0].id]: sheet for sheet in sheets if sheet.mode is Mode.FIRST}
    whole = 0
    for sheet in sheets:
        source = first.get(sheet.truth[sheet.claims[0].id])
        if sheet.mode is Mode.VERBATIM and source is not None:
            whole += texts[source.page.id].split("\n\n")[1].split(". ", 1)[1] in sheet.page.text
        assert (sheet.copied is None) == (sheet.mode is Mode.FIRST)
    assert whole and {sheet.mode for sheet in sheets} == set(Mode)


def test_a_world_is_weighed_with_its_own_pack_and_readers_count_for_nothing(sheets: list[Sheet], tmp_path: Path) -> None:
    pack = load_pack([write_pack(make_cast(SMALL, 3), tmp_path / "world")], world=False)
    weighed = weigh(known_of(sheets), pack)
    comments = {one.id for sheet in sheets for one in sheet.passages if one.role is Role.COMMENT}
    assert comments and not weighed.problems and weighed.copies and weighed.events
    assert not [copy for copy in weighed.copies if {copy.left, copy.right} & comments]


def test_a_slip_is_in_two_pages_in_other_words_and_without_slips_a_world_stays_as_it_was(sheets: list[Sheet]) -> None:
    parameters = Parameters(pages=150, slips=0.5)
    slipped = list(make_sheets(make_cast(parameters, 3), parameters, 3))
    pairs = list(find_slips(slipped))
    assert pairs and not list(find_slips(sheets))
    others = [sheet for sheet in slipped if sheet.truth[sheet.claims[0].id].origin.kind != "outlet_named"]
    assert 75 < len(others) < 150 and {one.page.text for one in others} <= {one.page.text for one in sheets}
    deeds = {telling.deed.id: telling.deed for sheet in sheets for telling in sheet.truth.values()}
    for first, second in pairs:
        one, other = (page.truth[page.claims[0].id] for page in (first, second))
        assert one.deed == other.deed and one.origin != other.origin
        assert one.deed != deeds.get(one.deed.id) and one.after <= other.after
        assert len(bag(first.page.text) & bag(second.page.text)) < NEAR
