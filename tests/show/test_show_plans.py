"""What one screen asks is found by its keys: however large a case is, no statement goes through all of a noun."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sayso.model import MentionKind
from sayso.pack import load_pack
from sayso.show.card import Match, make_card
from sayso.show.event import make_event_page
from sayso.show.reader import read_page
from sayso.show.review import make_item
from sayso.show.scores import foretold
from sayso.store import Store
from sayso.store.columns import TABLES
from tests.show.small_case import small_file

PACK = load_pack((), world=False)
Ask = Callable[[Store, str], object]


def review(store: Store, record: str) -> object:
    return make_item(store, PACK, record, "contested", "", 1, None)


def card(store: Store, record: str) -> object:
    kind = MentionKind(record.partition(":")[0])
    return make_card(store, PACK, record, kind, [Match(record, "id", record)], (), False)


def unknown(store: Store, record: str) -> object:
    return make_card(store, PACK, "Nowhere", MentionKind.PLACE, (), (), False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Of a case whose tables were never counted SQLite takes all to be large."""
    path = small_file(tmp_path / "small.sayso")
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM sqlite_stat1")
        db.commit()
    with Store.open(path) as opened:
        # What its sources foretold is asked once for each state of a case, and of all of it.
        assert list(foretold("", opened)) == []
        yield opened


@pytest.mark.parametrize(
    ("noun", "ask"),
    [
        *(("event", make_event_page), ("page", read_page), ("event", review), ("dispute", review), ("link", review)),
        *(("place", card), ("actor", card), ("source", card), ("place", unknown)),
    ],
)
def test_no_statement_of_a_screen_goes_through_a_whole_table(
    store: Store, noun: str, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Any]] = []
    plain = Store.sql

    def told(self: Store, query: str, params: Sequence[Any] = ()) -> list[Any]:
        asked.append((query, params))
        return plain(self, query, params)

    (record,) = store.sql(f"select id from {noun} where gone_in is null order by id limit 1")
    monkeypatch.setattr(Store, "sql", told)
    ask(store, record["id"])
    monkeypatch.undo()
    assert len(asked) > (0 if ask is unknown else 3)
    assert [(plans, query) for query, params in asked if (plans := find_scans(store, query, params))] == []


def find_scans(store: Store, query: str, params: Any) -> list[str]:
    plans = [str(row["detail"]) for row in store.sql(f"explain query plan {query}", params)]
    return [plan for plan in plans if is_scan(plan)]


def is_scan(plan: str) -> bool:
    """Every table of a noun goes by its own name or by `t` in the views; filters made for one question read it all too."""
    words = plan.split()
    return (words[0] == "SCAN" and words[1] in {"t", *(table.name for table in TABLES.values())}) or plan.startswith("BLOOM")
