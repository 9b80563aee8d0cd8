"""Golden pages: each holds one oddity, told in its why.md; what is expected was written down by a careful reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.read.reading import CASES, Reading, read

FOLDERS = sorted(folder for folder in CASES.glob("read_*") if folder.is_dir())
ENDS = 40


def lay_out(reading: Reading) -> list[dict[str, object]]:
    """A page and its passages as lines of expected.jsonl; ids are left out, an answer names the passage's place in the list."""
    page = reading.page
    assert page is not None
    when = page.published
    place = {passage.id: i for i, passage in enumerate(reading.passages)}
    rows: list[dict[str, object]] = [
        {
            "title": reading.words(page.title),
            "source": page.source,
            "author": page.author,
            "language": page.language,
            "published": None if when is None else [str(when.start), str(when.end), page.published_rule],
            "problems": list(reading.problems),
        }
    ]
    for passage in reading.passages:
        words = reading.shown(passage)
        row: dict[str, object] = {
            "role": str(passage.role),
            "begins": words[:ENDS],
            "ends": words[-ENDS:],
            "voice": "reader" if (passage.voice or "").startswith("reader:") else passage.voice,
            "author": reading.words(passage.author),
            "answers": None if passage.inside is None else place[passage.inside],
            "posted": None if passage.posted is None else str(passage.posted.start),
            "depth": passage.depth or None,
        }
        rows.append({key: value for key, value in row.items() if value is not None})
    return rows


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_golden_page_reads_as_a_careful_reader_reads_it(folder: Path) -> None:
    [page] = folder.glob("page.*")
    expected = [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert lay_out(read(page.read_bytes(), page.name)) == expected
    assert (folder / "why.md").is_file()
