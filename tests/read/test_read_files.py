"""Files and the sidecar beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from sayso.errors import ReadError
from sayso.model import Capture, Page, Precision
from sayso.read import Hint, find_files, read_bytes, read_capped, read_sidecars
from tests.read.reading import small_pack


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")


def test_files_come_in_sorted_order_by_their_name_below_the_folder(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/z.html", "a/b.txt", "pages.csv", ".hidden", ".git/c.txt", "a/pages.csv")
    assert [name for _, name in find_files([tmp_path])] == ["a/b.txt", "a/z.html", "b.txt"]
    assert [name for _, name in find_files([tmp_path / "a/z.html"])] == ["z.html"]


def test_a_path_that_is_nothing_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="nowhere"):
        list(find_files([tmp_path / "nowhere"]))
    with pytest.raises(ReadError, match="cannot be read"):
        read_capped(tmp_path)


def test_a_sidecar_says_what_a_file_lacks_and_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "sub/b.txt")
    (tmp_path / "pages.csv").write_text(
        "path,url,source,published,seen\na.txt,https://x.example/a,harbour-wire,2016-03-03,2016-03-05T10:00+02:00\n,,,,\n"
    )
    (tmp_path / "sub/pages.csv").write_text("path,published,seen\nb.txt,2016-03,2016-03-05\n")
    hints, problems = read_sidecars([tmp_path], "Asia/Baghdad")
    assert problems == []
    first, second = hints["a.txt"], hints["sub/b.txt"]
    assert (first.url, first.source, first.seen) == ("https://x.example/a", "harbour-wire", datetime(2016, 3, 5, 11))
    assert first.published is not None and first.published.precision is Precision.DAY
    assert second.published is not None and second.published.precision is Precision.MONTH
    assert second.published.end == datetime(2016, 4, 1)
    assert (second.url, second.source, second.seen) == (None, None, datetime(2016, 3, 5, 23, 59, 59))
    assert read_sidecars([tmp_path / "a.txt"])[0].keys() == {"a.txt"}


BAD = [
    ("path,published\na.txt,last Friday\n", "is no date"),
    ("path,published\nnone.txt,2016-03-03\n", "there is no file"),
    ("path\n../a.txt\n", "there is no file"),
    ("file,published\na.txt,2016-03-03\n", "no column path"),
    ("path,colour\na.txt,red\n", "columns not known"),
    ("path,published\na.txt,2016-03-03\na.txt,2016-03-04\n", "two rows"),
    ("path,published\n,2016-03-03\n", "without a path"),
    ("\0\1\2\3\4\5", "no text"),
]


@pytest.mark.parametrize(("rows", "told"), BAD)
def test_a_row_that_cannot_be_used_is_a_problem(tmp_path: Path, rows: str, told: str) -> None:
    make(tmp_path, "a.txt")
    (tmp_path / "pages.csv").write_text(rows)
    _, problems = read_sidecars([tmp_path])
    assert any(told in problem.message for problem in problems)


def test_a_file_of_many_pages_may_be_longer_than_a_page_and_is_not_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.read.files.MOST_BYTES", 200)
    monkeypatch.setattr("sayso.read.MOST_BYTES", 200)
    monkeypatch.setattr("sayso.read.sniffing.MOST_BYTES", 200)
    row = '{"url": "https://quay.example/%d", "text": "The ferry ran again on Sunday, the harbour office told them."}\n'
    (tmp_path / "many.jsonl").write_text("".join(row % i for i in range(5)))
    (tmp_path / "one.txt").write_text("The ferry ran again on Sunday. " * 20)
    assert len(read_capped(tmp_path / "one.txt")) == 201
    data = read_capped(tmp_path / "many.jsonl")
    found = list(read_bytes(data, Hint("many.jsonl"), small_pack()))
    assert sum(isinstance(record, Page) for record in found) == 5
    assert all(len(record.data) <= 200 for record in found if isinstance(record, Capture))
