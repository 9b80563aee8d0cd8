"""The demo against what a careful reader found in it, and README against what the commands print."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from bench.demo import Score, read_expected, score

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
        assert re.search(r"invented|demo|not real", path.read_text(encoding="utf-8")), path.name


def test_readmes_commands_run_and_print_what_it_shows(tmp_path: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", (TOP / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    sayso_command = [str(Path(sys.executable).parent / "sayso")]
    case = tmp_path / "demo.sayso"
    shown = 0
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', command.partition("  #")[0])]
            if words[0] == "make":
                words = ["sayso", "demo", "--case", str(case)]
            if words[0] != "sayso" or "pages/" in words:
                continue
            environment = {"SAYSO_CASE": str(case), "COLUMNS": "100", "PATH": "", "LANG": "C.UTF-8"}
            ran = subprocess.run(sayso_command + words[1:], capture_output=True, text=True, env=environment, cwd=tmp_path)
            assert ran.returncode == 0, ran.stderr
            for line in output.splitlines():
                assert line in ran.stdout.splitlines(), f"{command}: {line}"
                shown += 1
    assert shown > 10
