"""The house stands as it is drawn: layers hold, words are data, docs say what there is."""

from __future__ import annotations

import ast
import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from sayso.pack import check_pack
from sayso.pack.rows import FILES
from tests.field_guide import PAGE, guide, nouns

TOP = Path(__file__).parent.parent
SOURCE = TOP / "src" / "sayso"
MODULES = sorted(SOURCE.rglob("*.py"))


def test_the_import_layers_hold() -> None:
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=TOP, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_modules_are_short_say_what_they_are_and_hold_no_word_lists(module: Path) -> None:
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    # The nouns stand in one file, however many they are.
    assert source.count("\n") <= 350 or module.name == "model.py"
    assert ast.get_docstring(tree)
    exported = [node.value for node in tree.body if isinstance(node, ast.Assign) and "__all__" in ast.dump(node.targets[0])]
    for node in ast.walk(tree):
        if node not in exported and isinstance(node, ast.List | ast.Set | ast.Tuple):
            assert sum(isinstance(e, ast.Constant) and isinstance(e.value, str) for e in node.elts) < 20, f"line {node.lineno}"
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name


def test_rooms_are_those_of_the_house() -> None:
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {
        "read",
        "extract",
        "resolve",
        "weigh",
        "show",
        "store",
        "pack",
        "gazetteer",
        "case",
        "cli",
        "web",
        "packs",
        "demo",
    }


def test_the_field_guide_is_made_from_the_nouns() -> None:
    assert PAGE.read_text(encoding="utf-8") == guide(), "run make docs"


def test_every_noun_is_in_the_guide() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert all(f"## {noun.__name__}\n" in page for noun in nouns())


def test_every_pack_file_and_column_is_in_the_docs() -> None:
    page = (TOP / "docs" / "packs.md").read_text(encoding="utf-8")
    for stem in FILES:
        shipped = next(iter(sorted((SOURCE / "packs").glob(f"*/{stem}.csv"))))
        with shipped.open(encoding="utf-8", newline="") as lines:
            columns = next(csv.reader(lines))
        assert f"| {stem}.csv | {', '.join(columns)} |" in page


@pytest.mark.parametrize("name", [path.parent.name for path in sorted((SOURCE / "packs").glob("*/pack.yml"))])
def test_every_shipped_pack_passes_its_own_check(name: str) -> None:
    report = check_pack(name)
    assert report.failures == ()
    assert yaml.safe_load((SOURCE / "packs" / name / "pack.yml").read_text(encoding="utf-8"))["name"] == name


def test_the_demos_pack_passes_its_own_check() -> None:
    assert check_pack(SOURCE / "demo" / "pack").failures == ()


def test_the_region_pack_holds_what_its_issue_asks() -> None:
    counts = {line.partition(":")[0]: int(line.split()[1]) for line in check_pack("syria-iraq").lines}
    assert counts["places"] >= 40
    assert counts["actors"] >= 40
    assert counts["sources"] >= 30


@pytest.mark.parametrize("page", sorted((TOP / "docs").glob("*.md")), ids=lambda path: path.name)
def test_every_page_of_the_docs_is_reached_and_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text) > 300
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / link).exists(), link
    assert any(
        page.name in other.read_text(encoding="utf-8")
        for other in [TOP / "README.md", *(TOP / "docs").glob("*.md")]
        if other != page
    )


def test_no_path_of_a_machine_and_no_registry_is_in_the_tree() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        body = (TOP / name).read_bytes() if (TOP / name).is_file() else b""
        assert not re.search(rb"/(?:home|work|root)/[a-z]+/", body), name
