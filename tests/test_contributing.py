"""CONTRIBUTING's four recipes, each done once as it is written there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso import extract, read, show
from sayso.cli import main
from sayso.model import Capture, Mention, MentionKind, Page, Passage, Problem, Role, Span, record_id
from sayso.pack import Pack
from sayso.read import Hint, sniffing
from sayso.show.export import Askable, leaving
from sayso.show.filter import Filters

PACK = """\
name: fens
kind: region
title: The fens, an invented country
licence: Apache-2.0
as_of: 2031-01-01
zone: UTC
area: []
sources:
  - name: invented
    licence: Apache-2.0
    credit: invented for a test
"""
PLACES = """\
id,level,parent,country,lat,lon,radius_m,names,outside_ids,rank,source
brenik,town,,,10.5,20.5,2000,en:Brenik,,1,invented
"""
ACTORS = """\
id,kind,names,outside_ids,source
reed-guard,militia,en:Reed Guard,,invented
"""
REPORT = "Fen Post\n3 March 2031\n\nThe Reed Guard captured Brenik on 2 March 2031.\n"
NOTE = b"NOTE/1 The Reed Guard captured Brenik on 2 March 2031."


@pytest.fixture
def fens(tmp_path: Path) -> Path:
    folder = tmp_path / "fens"
    folder.mkdir()
    for name, words in (("pack.yml", PACK), ("places.csv", PLACES), ("actors.csv", ACTORS)):
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def run(case_path: Path, pages: Path, pack: Path) -> Callable[[str], list[dict[str, Any]]]:
    """Runs the case; the answer asks it."""
    with sayso.open(case_path, write=True) as case:
        case.run([pages], (str(pack),))
        answers = {noun: [dict(row) for row in case.sql(f"select * from {noun}")] for noun in ("claims", "mentions", "pages")}
    return answers.__getitem__


def test_a_pack_is_a_folder_that_is_checked_and_named(fens: Path, tmp_path: Path) -> None:
    checked = CliRunner().invoke(main, ["pack", "check", str(fens)])
    assert checked.exit_code == 0, checked.output
    page = tmp_path / "report.txt"
    page.write_text(REPORT, encoding="utf-8")
    assert {row["place"] for row in run(tmp_path / "a.sayso", page, fens)("claims")} == {"place:brenik"}


def test_a_reader_is_a_function_its_line_and_its_mark(fens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_note(data: bytes, sha256: str, hint: Hint, pack: Pack) -> Iterator[Capture | Page | Passage | Problem]:
        text = data.decode()
        page = record_id("page", hint.path, sha256)
        yield Page(page, text, sha256, hint.path, language="en")
        yield Passage(record_id("passage", page), Span(page, 0, len(text)), Role.BODY, None)

    monkeypatch.setitem(read.READERS, "application/x-note", read_note)
    monkeypatch.setattr(sniffing, "MARKS", ((b"NOTE/1", "application/x-note"), *sniffing.MARKS))
    page = tmp_path / "report.note"
    page.write_bytes(NOTE)
    assert {row["place"] for row in run(tmp_path / "a.sayso", page, fens)("claims")} == {"place:brenik"}


def test_an_extractor_is_a_function_and_its_line(fens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(page: Page, passages: Sequence[Passage], pack: Pack) -> Iterator[Mention]:
        at = page.text.find("captured")
        yield Mention(record_id("mention", page.id, at), Span(page.id, at, at + 8), passages[0].id, MentionKind.SOURCE)

    monkeypatch.setitem(extract.EXTRACTORS, "captures", find)
    page = tmp_path / "report.txt"
    page.write_text(REPORT, encoding="utf-8")
    start = REPORT.index("captured")
    assert start in {row["start"] for row in run(tmp_path / "a.sayso", page, fens)("mentions")}


def test_an_exporter_is_a_module_and_its_line(fens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(case: Askable, path: Path, filters: Filters | None = None) -> list[Path]:
        path.write_text("".join(f"{answer.noun} {len(answer.rows)}\n" for answer in leaving(case, filters or Filters())))
        return [path]

    monkeypatch.setitem(show.EXPORTERS, "counts", write)
    page, case = tmp_path / "report.txt", tmp_path / "a.sayso"
    page.write_text(REPORT, encoding="utf-8")
    run(case, page, fens)
    done = CliRunner().invoke(main, ["export", "counts", str(tmp_path / "out.txt"), "--case", str(case)])
    assert done.exit_code == 0, done.output
    assert "claims 1\n" in (tmp_path / "out.txt").read_text()
