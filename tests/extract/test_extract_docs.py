"""docs/extract.md holds the kinds, the scale and the cues that the packs hold, and its commands print what it shows."""

from __future__ import annotations

import re

from tests.extract_guide import PAGE, filled

# A row that is put in above others moves them: that alone makes no page untrue.
LINE = re.compile(r" *((?:[a-z-]+/)[a-z]+\.csv):\d+")


def test_the_page_says_what_the_packs_hold_and_the_commands_print() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert LINE.sub(r" \1", filled(page)) == LINE.sub(r" \1", page), "run make docs, or python -m tests.extract_guide"


def test_the_worked_example_changes_what_the_word_means() -> None:
    before, after = re.findall(r"^├─ kind +(\S+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)[-2:]
    assert (before, after) == ("harm", "health.outbreak")
