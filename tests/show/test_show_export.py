"""Exports: the rows of `show` in full, ids and times as the case has them, nothing restricted, no reader to be reached."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from sayso.errors import ReadError
from sayso.show import EXPORTERS
from sayso.show.csv import render_csv
from sayso.show.filter import Answer, Filters, select
from sayso.show.json import render_json
from sayso.show.shapes import SHAPES
from sayso.store import Store


class Asked:
    """A case as an exporter sees it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.credits = {"hills": "Hill Survey, CC BY 4.0", "mine": ""}

    def rows(self, noun: str, filters: Filters) -> Answer:
        return select(self.store, noun, filters)


@pytest.mark.parametrize("noun", SHAPES)
def test_csv_reads_back_as_the_answer(store: Store, noun: str) -> None:
    answer = select(store, noun, Filters())
    read = list(csv.DictReader(io.StringIO(render_csv(answer), newline="")))
    assert read == [{c: "" if v is None else str(v) for c, v in row.items()} for row in answer.records()]


@pytest.mark.parametrize("noun", SHAPES)
def test_json_reads_back_as_the_answer(store: Store, noun: str) -> None:
    answer = select(store, noun, Filters())
    read = json.loads(render_json(answer))
    assert [list(row) for row in read] == [list(answer.columns)] * len(answer.rows)
    assert [row["id"] for row in read] == [row["id"] for row in answer.records()]


def test_lists_are_lists_in_json(store: Store) -> None:
    claims = json.loads(render_json(select(store, "claims", Filters(kind="control.gain"))))
    assert claims[0]["actors"] == ["actor:guard"]


def test_each_row_has_its_full_id_page_offsets_and_words(store: Store) -> None:
    (event, _) = select(store, "events", Filters()).records()
    assert event["id"] == "event:9f2c0000000000aa"
    assert [event[column] for column in ("start", "end", "quote")] == [24, 52, "valley guard has taken Marun"]
    assert len(str(event["page_sha256"])) == 64


@pytest.mark.parametrize("form", EXPORTERS)
def test_an_export_is_a_folder_with_a_file_a_noun(store: Store, tmp_path: Path, form: str) -> None:
    made = EXPORTERS[form](Asked(store), tmp_path / "out", Filters())
    assert {file.name for file in made if file.stem.lower() != "credits"} == {f"{noun}.{form}" for noun in SHAPES}
    assert all(file.read_text(encoding="utf-8") for file in made)


@pytest.mark.parametrize("form", EXPORTERS)
def test_every_export_says_whose_data_its_places_are(store: Store, tmp_path: Path, form: str) -> None:
    told = EXPORTERS[form](Asked(store), tmp_path, Filters(grade="unsourced"))[-1].read_text(encoding="utf-8")
    assert "hills: Hill Survey, CC BY 4.0" in told and "mine: whose data it is was not told" in told


@pytest.mark.parametrize("form", EXPORTERS)
def test_no_noun_leaves_unfiltered(store: Store, tmp_path: Path, form: str) -> None:
    made = EXPORTERS[form](Asked(store), tmp_path, Filters(grade="unsourced"))
    assert {file.stem.lower() for file in made} == {"events", "roots", "credits"}
    assert "event:9f2c" not in (tmp_path / f"events.{form}").read_text(encoding="utf-8")


@pytest.mark.parametrize("with_comments", [False, True])
@pytest.mark.parametrize("form", EXPORTERS)
def test_no_reader_can_be_reached_from_an_export(store: Store, tmp_path: Path, form: str, with_comments: bool) -> None:
    made = EXPORTERS[form](Asked(store), tmp_path, Filters(with_comments=with_comments))
    written = "".join(file.read_text(encoding="utf-8") for file in made)
    assert not any(word in written for word in ("old_miller", "miller@post", "7946 0011", "mill.example", "reader:77aa"))
    assert ("the guard has taken Marun?" in written) is with_comments


def test_a_file_in_the_way_is_said(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ReadError, match="an export is a folder"):
        EXPORTERS["csv"](Asked(store), tmp_path / "out", None)
