"""Every set scores any folder of its layout, file by file, and says what it has not scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.__main__ import SETS, run_set
from bench.table import Figure, Line, Skip
from tests.bench.corpora import MAKERS


def run(name: str, data: Path) -> tuple[dict[str, Figure], dict[str, str]]:
    if name in MAKERS and not (data / name).exists():
        MAKERS[name](data / name)
    lines: list[Line] = list(run_set(name, data, final=False))
    return {x.name: x for x in lines if isinstance(x, Figure)}, {x.what: x.why for x in lines if isinstance(x, Skip)}


@pytest.fixture(autouse=True)
def small_worlds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worlds of the generator do not come from the folder: here they need only be there."""
    for name, value in (("SEEDS", range(1)), ("PAGES", 90), ("GROWTH", (30, 60)), ("READ", 12)):
        monkeypatch.setattr(f"bench.worlds.{name}", value)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (
            "geoparse",
            {"two_towns.recognition_f1", "two_towns.has_candidate", "two_towns.acc161", "two_towns.end_to_end_recall"},
        ),
        ("time", {"ferry.strict_f1", "ferry.relaxed_f1", "ferry.value_recall"}),
        (
            "attribution",
            {f"conflict_own.{figure}" for figure in ("source_f1", "cue_f1", "content_f1", "joint_f1", "chain", "stance")},
        ),
        ("factuality", {"mills.r", "mills.mae", "mills.sign"}),
        ("events", {"plv_test.type_accuracy", "petr2_gsr.negatives_kept", "case2021_task2.accuracy"}),
        ("weigh", {"fakes.copy_partial_f1", "fakes.copy_f1", "fakes.candidate_recall", "fakes.pairs_kept", "books.brier"}),
        (
            "pages",
            {"boats.body_f1", "threads.text_f1", "stripped.found", "flattened.starts_f1", "readers_in_outlet", "dates.exact"},
        ),
        ("own", {"claims_f1", "chain_right", "firmness_right", "spellings.recall", "spellings.precision"}),
    ],
)
def test_a_set_scores_any_folder_of_its_layout(name: str, wanted: set[str], tmp_path: Path) -> None:
    figures, skipped = run(name, tmp_path)
    assert wanted <= set(figures)
    assert all(figure.ours is None or figure.ours == figure.ours for figure in figures.values())
    assert not wanted & set(skipped)


@pytest.mark.parametrize("name", sorted(set(SETS) - {"own", "own-final", "speed", "demo", "web"}))
def test_a_folder_that_is_not_there_or_is_empty_is_said_to_be_so(name: str, tmp_path: Path) -> None:
    figures, skipped = run_empty(name, tmp_path)
    assert figures == {}
    assert skipped == {name: f"no folder {tmp_path / name}"}
    (tmp_path / name).mkdir()
    figures, skipped = run_empty(name, tmp_path)
    assert figures == {}
    assert any("no such file" in why for why in skipped.values())


def run_empty(name: str, data: Path) -> tuple[dict[str, Figure], dict[str, str]]:
    lines = list(run_set(name, data, final=False))
    return {x.name: x for x in lines if isinstance(x, Figure)}, {x.what: x.why for x in lines if isinstance(x, Skip)}


def test_what_is_kept_for_the_end_is_not_scored_before_it(tmp_path: Path) -> None:
    MAKERS["own"](tmp_path / "own-final")
    (line,) = run_set("own-final", tmp_path, final=False)
    assert isinstance(line, Skip)
    assert any(isinstance(one, Figure) for one in run_set("own-final", tmp_path, final=True))


def test_a_page_the_folder_lacks_and_a_language_without_a_pack_are_named(tmp_path: Path) -> None:
    _, skipped = run("pages", tmp_path)
    assert "1 pages" in skipped
    _, skipped = run("time", tmp_path)
    assert "other_tongue" in skipped


def test_a_known_town_is_right_and_an_unknown_one_is_wrong_not_left_out(tmp_path: Path) -> None:
    figures, _ = run("geoparse", tmp_path)
    assert figures["two_towns.acc161"].ours == 0.5


def test_a_copy_is_found_and_a_stranger_is_not(tmp_path: Path) -> None:
    figures, _ = run("weigh", tmp_path)
    assert figures["fakes.copy_partial_f1"].ours == 1.0
    assert figures["books.brier"].ours is None
    assert figures["books.brier"].baseline == pytest.approx((2 / 3 - 1) ** 2)


def test_the_denied_has_the_other_sign(tmp_path: Path) -> None:
    figures, _ = run("factuality", tmp_path)
    assert figures["mills.sign"].ours == 1.0
    assert figures["mills.r"].ours is not None
    assert figures["mills.r"].ours > 0.9


def test_the_body_the_date_and_the_reader_of_a_page_are_scored(tmp_path: Path) -> None:
    figures, _ = run("pages", tmp_path)
    assert figures["dates.exact"].ours == 1.0
    assert figures["threads.text_f1"].ours == 1.0
    assert figures["boats.body_f1"].ours is not None
    assert figures["boats.body_f1"].ours > 0.9
