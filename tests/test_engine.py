"""Every engine gives what `here` gives, whatever script starts it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sayso.engine import ENGINES, choose_engine
from sayso.text import norm

WORDS = ["Abou Harun", "al-Sarn", "Tell Sabra", "أبو هارون"] * 8
SCRIPT = """\
from sayso.engine import ENGINES
from sayso.text import norm
print(list(ENGINES["processes"].map(norm, ["A-b", "C d"] * 20))[:2])
"""


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_every_engine_gives_the_same_in_the_same_order(name: str) -> None:
    assert list(ENGINES[name].map(norm, WORDS)) == [norm(words) for words in WORDS]


def test_a_script_needs_no_guard_around_its_main_lines(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "['a b', 'c d']\n"


def test_few_pages_are_read_here_and_many_in_a_pool() -> None:
    assert [choose_engine(pages).name for pages in (1, 19, 20, 5000)] == ["here", "here", "processes", "processes"]
