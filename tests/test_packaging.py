"""What is shipped: the page is in the wheel, what it is made of is not, and a wheel without it is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import hatch_build

TOP = Path(__file__).parent.parent


def run_hook(version: str) -> None:
    hook = hatch_build.BuildHook(str(TOP), {}, None, None, "", "wheel")  # type: ignore[arg-type]
    hook.initialize(version, {})


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Builds asked for; there is no page, and none comes of them."""
    asked: list[str] = []
    monkeypatch.setattr(hatch_build, "PAGE", tmp_path / "index.html")
    monkeypatch.setattr(hatch_build, "build_page", lambda: asked.append("build"))
    return asked


def test_a_wheel_without_the_page_is_refused(built: list[str]) -> None:
    with pytest.raises(SystemExit, match="no page to ship"):
        run_hook("standard")
    assert built == ["build"]


def test_an_install_that_reads_the_source_builds_nothing(built: list[str]) -> None:
    run_hook("editable")
    assert built == []


def test_a_page_that_is_there_is_taken_as_it_is(built: list[str]) -> None:
    hatch_build.PAGE.write_text("<!doctype html>", encoding="utf-8")
    run_hook("standard")
    assert built == []


def test_the_wheel_has_the_page_and_not_what_it_is_made_of(tmp_path: Path) -> None:
    if not hatch_build.PAGE.is_file():
        pytest.skip("the page is not built: make web")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done: Any = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
    assert "sayso/web/static/index.html" in names
    assert any(name.startswith("sayso/web/static/assets/") and name.endswith(".js") for name in names)
    assert not [name for name in names if name.endswith((".ts", ".tsx", "package.json")) or "node_modules" in name]
