"""The demo against what a careful reader found in it, and README against what the commands print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from bench.demo import Score, find_page, read_expected, score
from sayso.case import Case
from tests.readme import PAGE, filled

TOP = Path(__file__).parent.parent
DEMO = Path(sayso.__file__).parent / "demo"
# What is reached; bench/floors.json takes this over with the other sets.
FLOORS = json.loads((TOP / "bench" / "floors.json").read_text(encoding="utf-8"))["demo"]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with sayso.open(tmp_path_factory.mktemp("demo") / "demo.sayso", write=True) as case:
        case.run([DEMO / "pages"], ("syria-iraq", "demo"))
        yield case


@pytest.fixture(scope="module")
def scores(case: Case) -> dict[str, Score]:
    found = score(case)
    for one in found:
        print(f"{one.name:20} {one.value:.3f}  {one.right} of {one.wanted}")
    return {one.name: one for one in found}


# The story has a test of its own, cell by cell.
@pytest.mark.parametrize("name", sorted(FLOORS.keys() - {"story"}))
def test_no_score_falls_below_its_floor(name: str, scores: dict[str, Score]) -> None:
    assert scores[name].value >= FLOORS[name]


def test_no_reader_is_ever_taken_for_the_outlet(scores: dict[str, Score]) -> None:
    apart = scores["readers kept apart"]
    assert apart.right == apart.wanted


def test_every_page_has_its_record_and_every_page_says_what_it_is(case: Case) -> None:
    found = {stem: find_page(case, stem, rows[0]) for stem, rows in read_expected().items()}
    pages = {page["id"]: page for page in case.sql("select * from pages")}
    assert sorted(page["id"] for page in found.values()) == sorted(pages), "one record a page"
    for page in pages.values():
        assert re.search(r"invented|demo|not real|not happen|erfunden", page["text"], re.IGNORECASE), page["path"]


def test_a_page_in_a_container_goes_by_its_file_and_its_address(case: Case) -> None:
    by_file: dict[str, set[str]] = {}
    for stem, rows in read_expected().items():
        if "--" in stem:
            by_file.setdefault(stem.rpartition("--")[0], set()).add(rows[0]["url"])
    assert len(by_file) == 2
    for name, addresses in by_file.items():
        assert {row["url"] for row in case.sql("select url from pages where path like ?", [f"{name}.%"])} == addresses


def test_readme_shows_what_its_commands_print() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, "run make docs"
