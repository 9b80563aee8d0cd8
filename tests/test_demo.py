"""The demo against what a careful reader found in it, and README against what the commands print."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import sayso
from bench.demo import Score, read_expected, score
from tests.readme import PAGE, filled

TOP = Path(__file__).parent.parent
DEMO = Path(sayso.__file__).parent / "demo"
# What is reached; bench/floors.json takes this over with the other sets.
FLOORS = json.loads((TOP / "bench" / "floors.json").read_text(encoding="utf-8"))["demo"]


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    with sayso.open(tmp_path_factory.mktemp("demo") / "demo.sayso", write=True) as case:
        case.run([DEMO / "pages"], ("syria-iraq", "demo"))
        found = score(case)
    for one in found:
        print(f"{one.name:20} {one.value:.3f}  {one.right} of {one.wanted}")
    return {one.name: one for one in found}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_score_falls_below_its_floor(name: str, scores: dict[str, Score]) -> None:
    assert scores[name].value >= FLOORS[name]


def test_no_reader_is_ever_taken_for_the_outlet(scores: dict[str, Score]) -> None:
    apart = scores["readers kept apart"]
    assert apart.right == apart.wanted


def test_every_page_has_its_record_and_every_page_says_what_it_is() -> None:
    pages = {path.stem: path for path in (DEMO / "pages").iterdir() if path.suffix in {".html", ".txt"}}
    assert set(read_expected()) == set(pages)
    for path in pages.values():
        assert re.search(r"invented|demo|not real|not happen", path.read_text(encoding="utf-8"), re.IGNORECASE), path.name


def test_readme_shows_what_its_commands_print() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page) == page, "run make docs"
