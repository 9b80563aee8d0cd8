"""What weighing may look at: a case's records, or what of them could be read by the end of a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.model import Page, Passage
from sayso.store import Store
from sayso.weigh import cut, known, weigh
from tests.weigh.world import PACK, World, at, on


def told() -> World:
    world = World()
    for number, (day, seen) in enumerate([(on(8), None), (on(10), None), (None, at(9, hour=12)), (None, None)]):
        page = world.page(f"out{number}", day, f"Page {number} says that the town is held.", seen=seen)
        world.say(page, page.text, "control.hold")
    return world


@pytest.mark.parametrize(("day", "pages"), [(7, 0), (8, 1), (9, 2), (10, 3)])
def test_only_what_could_be_read_by_the_end_of_the_day_is_known(day: int, pages: int) -> None:
    then = cut(told().known(), on(day))
    assert (len(then.pages), len(then.claims), len(then.mentions), len(then.links)) == (pages, pages, 3 * pages, 3 * pages)
    assert (then.undated, then.as_of) == (1, at(day + 1))
    assert weigh(then, PACK).undated == 1


def test_without_a_day_all_is_known_and_the_undated_are_counted() -> None:
    everything = told().known()
    assert len(everything.pages) == 4
    assert weigh(everything, PACK).undated == 1


def test_a_case_gives_what_was_put_into_it() -> None:
    world = told()
    expected = world.known()
    with Store.open(Path(":memory:"), write=True) as store:
        store.begin("test", {}, {})
        for page in expected.pages:
            store.replace(page.id, (Page, Passage), [page, *(one for one in expected.passages if one.span.page == page.id)])
        assert {page.id for page in known(store).pages} == {page.id for page in expected.pages}
        assert {page.id for page in known(store, on(8)).pages} == {page.id for page in cut(expected, on(8)).pages}
        assert known(store, on(8)).undated == 1
