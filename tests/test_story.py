"""The story of the demo, cell by cell: what is right stays right, and what is wrong is known by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sayso
from bench.demo import find_page, locate, read_expected
from bench.story import STORY, TITLES, Cell, compare, is_same_denial, print_table, read_story, read_wrong, tell
from tests.readme import STORY_PAGE, with_story

DEMO = Path(sayso.__file__).parent / "demo"
RECORD = read_story()


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> list[Cell]:
    with sayso.open(tmp_path_factory.mktemp("story") / "demo.sayso", write=True) as case:
        case.run([DEMO / "pages"], ("syria-iraq", "demo"))
        return tell(case)


def test_no_cell_that_was_right_is_wrong_and_none_that_is_right_is_listed_as_wrong(cells: list[Cell]) -> None:
    right, listed = compare(cells), read_wrong()
    turned_wrong = sorted(name for name, one in right.items() if not one and name not in listed)
    turned_right = sorted(name for name in listed if right.get(name, True))
    assert turned_wrong == [], "these cells were right: mend what broke them"
    assert turned_right == [], "these cells are right now (or gone): take them out of bench/story.csv"


def test_every_wrong_cell_has_its_reason() -> None:
    assert all(why.strip() for why in read_wrong().values())


def test_every_cell_has_a_name_of_its_own(cells: list[Cell]) -> None:
    assert len({cell.name for cell in cells}) == len(cells) == len(RECORD)


def test_the_record_asks_four_questions_and_only_of_words_that_stand_on_a_page(tmp_path: Path) -> None:
    assert {row["question"] for row in RECORD} == set(TITLES)
    with sayso.open(tmp_path / "demo.sayso", write=True) as case:
        case.read([DEMO / "pages"], ("syria-iraq", "demo"))
        for row in RECORD:
            if row["question"] == "forecast":
                about = next(one for one in read_expected()[row["page"]] if one["noun"] == "page")
                page = find_page(case, row["page"], about)
                assert locate(row["quote"], page["text"]), row["quote"]
                assert (row["said"] == page["published_start"][:10]) or row["by"].endswith("a reader"), row["by"]


def test_the_table_is_read_at_100_columns(cells: list[Cell]) -> None:
    assert max(map(len, print_table(cells))) <= 100


def test_the_demos_readme_tells_the_story_as_the_program_does(cells: list[Cell]) -> None:
    page = STORY_PAGE.read_text(encoding="utf-8")
    assert "<!-- story -->" in page
    assert with_story(page, cells) == page, "run make docs"


@pytest.mark.parametrize(
    ("wanted", "told", "same"),
    [
        (["command", "move", None], ["the command of the north", "move", "place:x"], True),
        (["command", "move", "place:x"], ["Command", "move", "place:x"], True),
        (["command", "move", "place:x"], ["command", "move", None], False),
        (["command", "move", None], ["command", "control", None], False),
        (["command", "move", None], ["monitor", "move", None], False),
        (["command", "move", None], [None, "move", None], False),
    ],
)
def test_a_denial_is_the_same_by_speaker_kind_and_the_place_that_is_named(
    wanted: list[str | None], told: list[str | None], same: bool
) -> None:
    assert is_same_denial(wanted, told) is same


def test_each_line_of_the_record_is_one_cell() -> None:
    assert all(isinstance(json.loads(line), dict) for line in STORY.read_text(encoding="utf-8").splitlines())
