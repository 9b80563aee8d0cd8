"""The golden pages are as many and as varied as was asked, are read as well as was asked, and the docs show how well."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bench.golden import FIGURES, HOME, score_engines, table
from bench.threads import Thread

DOCS = Path(__file__).parent.parent.parent / "docs" / "read.md"
# Two engines that one company made, and two ways of stating the same.
TOGETHER = {"typepad": "sixapart", "movabletype": "sixapart", "jsonld": "schema", "microdata": "schema"}
ASKED = {"text_f1": 0.97, "author": 0.97, "time": 0.97, "parent": 0.95}


@cache
def whole() -> Thread:
    found = Thread()
    for _, thread in score_engines().values():
        found.join(thread)
    return found


def test_there_are_pages_enough_of_every_engine() -> None:
    pages: Counter[str] = Counter()
    for engine, (count, _) in score_engines().items():
        pages[TOGETHER.get(engine, engine)] += count
    assert min(pages.values()) >= 4 and pages.total() >= 40
    assert whole().wanted["text"] >= 400


@pytest.mark.parametrize("figure", FIGURES)
def test_threads_are_read_as_well_as_was_asked(figure: str) -> None:
    assert whole().value(figure) >= ASKED[figure]


def test_no_readers_words_are_the_outlets() -> None:
    assert whole().leaked == 0


def test_the_docs_show_how_well_each_engine_is_read() -> None:
    assert "\n".join(table()) in DOCS.read_text(encoding="utf-8"), "run python -m bench.golden"


def test_each_golden_page_has_its_gold() -> None:
    assert all((folder / "gold.jsonl").is_file() and (folder / "page.html").is_file() for folder in HOME.iterdir())
