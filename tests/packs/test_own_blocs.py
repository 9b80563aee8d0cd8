"""The dated table of blocs: a source may stand in two, and what a case decides beats what the packs propose."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.pack import Pack, load_pack

HEAD = "source_id,bloc,from,to,because,source\n"
YML = "name: shipped\nkind: region\ntitle: Shipped\nlicence: CC0\nas_of: 2031-01-01\narea: []\n"
PROPOSED = "sarn-wire,north,,,owned there,invented\nsarn-wire,south,2030-03-01,2030-06-30,let jointly,invented\n"


def packs(proposed: str, decided: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """One shipped and one of the case's own."""
    home = tmp_path / "sayso" / "packs"
    shipped = home / "shipped"
    shipped.mkdir(parents=True)
    (shipped / "pack.yml").write_text(YML, encoding="utf-8")
    (shipped / "blocs.csv").write_text(HEAD + proposed, encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "blocs.csv").write_text(HEAD + decided, encoding="utf-8")
    monkeypatch.setattr("sayso.pack.load.packs_home", lambda: home)
    monkeypatch.setattr("sayso.pack.load.LANGUAGES", ())
    return load_pack(["shipped", own / "blocs.csv"], world=False)


@pytest.mark.parametrize(
    ("decided", "day", "blocs"),
    [
        ("", "2030-02-28", {"north"}),
        ("", "2030-03-01", {"north", "south"}),
        ("", "2030-07-01", {"north"}),
        ("sarn-wire,valley,2030-06-01,,sold,invented\n", "2030-05-31", {"north", "south"}),
        ("sarn-wire,valley,2030-06-01,,sold,invented\n", "2030-06-01", {"valley"}),
        ("sarn-wire,valley,,,sold,invented\nsarn-wire,hills,,,sold,invented\n", "2030-06-01", {"valley", "hills"}),
        ("other-wire,valley,,,sold,invented\n", "2030-02-28", {"north"}),
    ],
)
def test_the_case_decides_on_its_days_over_what_packs_propose(
    decided: str, day: str, blocs: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert packs(PROPOSED, decided, tmp_path, monkeypatch).blocs_of("source:sarn-wire", day) == blocs


def test_of_whom_nobody_says_anything_no_bloc_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert packs(PROPOSED, "", tmp_path, monkeypatch).blocs_of("source:else", "2030-02-28") == frozenset()


@pytest.mark.parametrize("name", ["syria-iraq", "ukraine", "demo"])
def test_every_bloc_of_a_shipped_pack_has_a_name(name: str) -> None:
    pack = load_pack([name] if name != "demo" else ["syria-iraq", name], world=False)
    assert {row.bloc for row in pack.blocs} == set(pack.bloc_names)
