"""A newcomer who names no pack is told which one knows the names of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.case import Case
from sayso.cli import main

TEXT = "The SDF and the SAA met near Abu Kamal. Hezbollah said ISIS had left. A spokesman of the YPG told SOHR the same."


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_names_that_stay_unknown_point_at_the_pack_that_knows_them(page: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "bare.sayso", write=True) as case:
        case.run([page])
        fitting = case.fitting()
    assert fitting is not None
    assert fitting.pack == "syria-iraq"
    assert {"SDF", "ISIS", "Hezbollah"} <= set(fitting.names)
    assert fitting.told.endswith("--pack syria-iraq")


def test_a_pack_that_was_chosen_is_taken_as_meant(page: Path, tmp_path: Path) -> None:
    with Case.open(tmp_path / "other.sayso", write=True) as case:
        case.run([page], ["ukraine"])
        assert case.fitting() is None


def test_the_hint_goes_to_stderr_and_names_of_nowhere_give_none(page: Path, tmp_path: Path) -> None:
    case_file = str(tmp_path / "told.sayso")
    assert "--pack syria-iraq" in CliRunner().invoke(main, ["run", str(page), "--case", case_file]).stderr
    page.write_text("The choir of Oddle sang. Mrs Tamsin Pell clapped.", encoding="utf-8")
    quiet = CliRunner().invoke(main, ["run", str(page), "--case", str(tmp_path / "quiet.sayso")])
    assert (quiet.exit_code, quiet.stderr) == (0, "")
