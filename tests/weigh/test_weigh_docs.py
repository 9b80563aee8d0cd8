"""The page on weighing runs: examples give what they say, sentences are those that are printed, tables are whole."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from sayso.model import Act, Over, Step
from tests.weigh.world import DENIES, World, day_when, on, story

PAGE = Path(__file__).parents[2] / "docs" / "weigh.md"
TEXT = PAGE.read_text(encoding="utf-8")
EIGHTH = day_when(on(8))


def tell(*tellers: str | None, kind: str = "control.gain") -> World:
    """Each on a page of his own that R took the town from I on the 8th; `-` before a name denies it."""
    world = World()
    for number, by in enumerate(tellers):
        words = f"Word {number}."
        page = world.page(f"out{number}", on(8), f"{story(number, 30)} {words}")
        name = by.lstrip("-") if by else None
        roles = {"actor": "actor:r", "target": "actor:i", "place": "place:qasr"}
        world.say(page, words, kind, name, roles=roles, when=EIGHTH, **(DENIES if by and by[0] == "-" else {}))
    return world


def taken_back() -> World:
    world = tell("source:o")
    page = world.page("out7", on(12), f"{story(7, 30)} O takes it back.")
    world.say(page, "O takes it back.", by="source:o", when=EIGHTH, act=Act.RETRACT, polarity=None)
    return world


WORLDS = {
    Step.WITHDRAWN: taken_back(),
    Step.CONTESTED: tell("actor:r", "-actor:i"),
    Step.CONFIRMED: tell("actor:r", "actor:i"),
    Step.CORROBORATED: tell("source:o", "actor:r"),
    Step.ONE_SIDED: tell("actor:r", "source:rnews"),
    Step.SINGLE_ROOT: tell("source:o", "source:o", "source:o"),
    Step.UNSOURCED: tell("anon"),
    Step.DENIED_ONLY: tell("-actor:i"),
}


def rows_below(heading: str) -> dict[str, list[str]]:
    """The table under a heading, by its first column."""
    part = TEXT.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in part.splitlines() if line.startswith("| ")]
    return {row[0].strip(): row[1:] for row in cells[1:]}


@pytest.mark.parametrize("step", Step)
def test_each_grades_sentence_is_the_one_that_is_printed(step: Step) -> None:
    shown = rows_below("The grades, for who reads them")[str(step)][-1].removesuffix("|").strip()
    grade = WORLDS[step].event().grade
    assert grade.step is step
    assert grade.sentence.startswith(shown)


def test_both_tables_of_grades_have_every_grade_in_the_order_of_the_rules() -> None:
    for heading in ("The grades, for who reads them", "The grades, for who builds on them"):
        assert list(rows_below(heading)) == [str(step) for step in Step]


def test_the_table_of_disputes_has_every_kind() -> None:
    assert set(rows_below("Disputes")) == {str(over) for over in Over}


def test_the_examples_run() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.attempted >= 8
    assert found.failed == 0


def test_a_journalist_reads_what_a_grade_means_on_half_a_page() -> None:
    part = TEXT.split("## The grades, for who reads them\n", 1)[1].split("\n## ", 1)[0]
    assert len(re.findall(r"\w+", part)) <= 420
