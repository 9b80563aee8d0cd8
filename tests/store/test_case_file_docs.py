"""docs/case-file.md says what is in the file: no view, column or table is left out, and none is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import Store
from sayso.store.columns import TABLES
from sayso.store.schema import STORED
from sayso.store.views import NOW, public_views

DOCS = (Path(__file__).parents[2] / "docs" / "case-file.md").read_text(encoding="utf-8")
VIEWS = DOCS.partition("\n## Views\n")[2].partition("\n## ")[0]
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)
OTHER = re.compile(r"^\| `(\w+)` \| ([\w, ]+) \| .+ \|$", re.MULTILINE)
# What views and tables are made with: said in a sentence of their own, not column by column.
INNER = {"page_text", "named", "passage_words"} | {f"current_{table.name}" for table in TABLES.values()}


@pytest.fixture(scope="module")
def case() -> Iterator[Store]:
    with Store.open(":memory:", write=True) as opened:
        yield opened


def columns_of(case: Store, name: str) -> list[str]:
    return [row["name"] for row in case.sql("SELECT name FROM pragma_table_info(?)", (name,))]


def described() -> dict[str, list[tuple[str, str]]]:
    sections = re.split(r"^### `(\w+)`$", VIEWS, flags=re.MULTILINE)[1:]
    return {name: ROW.findall(body) for name, body in zip(sections[::2], sections[1::2], strict=True)}


def names(case: Store, kind: str) -> set[str]:
    return {row["name"] for row in case.sql("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}


def test_every_view_is_described_and_every_described_view_is_there(case: Store) -> None:
    assert set(described()) == names(case, "view") - INNER == set(public_views(NOW))


@pytest.mark.parametrize("view", public_views(NOW))
def test_every_column_is_described_in_the_order_of_the_file(case: Store, view: str) -> None:
    assert [column for column, _ in described()[view]] == columns_of(case, view)
    assert all(meaning.strip() for _, meaning in described()[view])


def test_every_table_is_described_with_its_columns(case: Store) -> None:
    shadows = {name for name in names(case, "table") if name.startswith(("words_", "spot_", "held_days_"))}
    others = {name: columns.split(", ") for name, columns in OTHER.findall(DOCS.partition("\n### Other tables\n")[2])}
    assert set(others) == names(case, "table") - shadows - {table.name for table in TABLES.values()}
    assert others == {name: columns_of(case, name) for name in others}


def test_every_record_table_is_named_with_what_the_store_keeps_beside(case: Store) -> None:
    named = DOCS.partition("\nRecord tables (")[2].partition(")")[0]
    assert re.findall(r"`(\w+)`", named) == [table.name for table in TABLES.values()]
    beside = DOCS.partition("\n### Kept beside every record\n")[2].partition("\n### ")[0]
    assert [column for column, _ in ROW.findall(beside)] == ["number", *(column.name for column in STORED)]
    for table in TABLES.values():
        assert {"number", *(column.name for column in STORED)} <= set(columns_of(case, table.name))


def test_every_word_of_a_closed_set_is_one_the_file_knows(case: Store) -> None:
    """The sets that the docs spell out in full."""
    closed = {f"{table.name}.{column.name}": set(column.closed) for table in TABLES.values() for column in table.columns}
    for view, column, key in (
        ("passages", "role", "passage.role"),
        ("mentions", "kind", "mention.kind"),
        ("claims", "mood", "claim.mood"),
        ("attributions", "modality", "attribution.modality"),
        ("copies", "kind", "copy.kind"),
        ("events", "grade", "event.grade"),
        ("disputes", "over", "dispute.over"),
        ("controls", "status", "control.status"),
        ("forecasts", "outcome", "forecast.outcome"),
    ):
        said = dict(described()[view])[column]
        assert closed[key] <= set(re.findall(r"\w+", said)), (view, column)
