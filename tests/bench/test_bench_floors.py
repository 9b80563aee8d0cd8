"""Floors: no figure falls unseen, none is moved back without a reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench import __main__ as command
from bench import floors
from bench.floors import find_fallen, floor_of, is_below, raised
from bench.table import Figure, Line

LINES: list[Line] = []


@pytest.fixture
def scored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A harness whose one set gives `LINES`, and a floors file of its own."""
    file = tmp_path / "floors.json"
    read, write = floors.read_floors, floors.write_floors

    def run_set(name: str, data: Path | None, final: bool) -> Iterator[Line]:
        yield from LINES

    monkeypatch.setattr(command, "run_set", run_set)
    monkeypatch.setattr(floors, "read_floors", lambda: read(file))
    monkeypatch.setattr(floors, "write_floors", lambda found: write(found, file))
    return file


def run(lines: Sequence[Line], *arguments: str) -> int:
    LINES[:] = lines
    return command.main(["own", *arguments])


def test_a_floor_is_written_missed_and_lowered_only_for_a_reason(scored: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([Figure("x.f1", 0.8), Figure("x.mae", 0.5)], "--raise-floors") == 0
    assert json.loads(scored.read_text()) == {"own": {"x.f1": 0.79, "x.mae": 0.51}}
    assert run([Figure("x.f1", 0.79), Figure("x.mae", 0.51)]) == 0
    assert run([Figure("x.f1", 0.7), Figure("x.mae", 0.5)]) == 1
    assert "own x.f1" in capsys.readouterr().err
    assert run([Figure("x.f1", 0.8), Figure("x.mae", 0.6)], "--raise-floors") == 1
    assert json.loads(scored.read_text()) == {"own": {"x.f1": 0.79, "x.mae": 0.51}}
    assert run([Figure("x.f1", 0.7)], "--allow-regression", "the gold was wrong") == 0
    assert json.loads(scored.read_text()) == {"own": {"x.f1": 0.69, "x.mae": 0.51}}


def test_a_regression_asks_for_a_reason(scored: Path) -> None:
    with pytest.raises(SystemExit):
        run([Figure("x.f1", 0.7)], "--allow-regression", " ")


def test_the_json_holds_our_figures_by_set_and_nothing_we_have_not(scored: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run([Figure("x.f1", 0.75, "4", 0.5, "vote"), Figure("y.brier", None, "4", 0.2, "vote")], "--json", str(out))
    assert json.loads(out.read_text()) == {"own": {"x.f1": 0.75}}


def test_a_figure_that_was_not_scored_has_not_fallen() -> None:
    assert list(find_fallen({"pages": {}}, {"pages": {"a.f1": 0.9}, "time": {"b.f1": 0.9}})) == []


def test_smaller_is_better_for_errors_and_costs() -> None:
    assert is_below("uds.mae", 0.8, 0.7)
    assert not is_below("uds.r", 0.8, 0.7)
    assert floor_of("cost_ratio", 1.0) > 1.0 > floor_of("speed_ratio", 1.0)


def test_raising_never_moves_a_floor_back() -> None:
    known = {"own": {"x.f1": 0.8, "x.mae": 0.4}}
    assert raised({"own": {"x.f1": 0.5, "x.mae": 0.9}}, known) == known


def test_the_floors_of_the_project_name_sets_and_numbers() -> None:
    known = floors.read_floors()
    assert set(known) <= set(command.SETS)
    assert all(isinstance(value, float | int) for figures in known.values() for value in figures.values())
