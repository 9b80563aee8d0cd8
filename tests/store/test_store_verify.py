"""`verify` finds whatever was changed behind the store's back, and nothing else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sayso.model import Page, Span, Verdict
from sayso.store import Store
from tests.store.case_samples import READ, Clock, fill, find_passages, judge, make_page


@pytest.fixture
def path(tmp_path: Path, clock: Clock) -> Path:
    path = tmp_path / "heron.sayso"
    with Store.open(path, write=True, now=clock) as store:
        pages = fill(store)
        store.judge(judge(pages[0].id, Verdict.CORRECT, "language", "ar"))
        fill(store, 3, "Tamarin fell")
        store.begin("read", {}, {})
        store.replace(pages[0].id, READ, [make_page(0, "Tamarin held"), *find_passages(make_page(0, "Tamarin held"))])
        store.end({})
    return path


def tamper(path: Path, *statements: str) -> None:
    """As someone would who knows SQLite: the triggers go first."""
    with closing(sqlite3.connect(path)) as db, db:
        for (trigger,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            assert db.execute(statement).rowcount > 0


def findings(path: Path) -> set[str]:
    with Store.open(path) as store:
        return {finding.kind for finding in store.verify()}


def test_an_untouched_case_matches_and_says_how_much_was_looked_at(path: Path) -> None:
    with Store.open(path) as store:
        found = store.verify()
        rows = sum(store.sql(f"SELECT count(*) FROM {name}")[0][0] for name in ("page", "passage", "mention"))
    assert found == []
    assert found.counts["blobs"] == 3 and found.counts["runs"] == 3 and found.counts["judgements"] == 1
    assert found.counts["rows"] > rows and min(found.counts[kind] for kind in ("files", "fetches", "spans", "quotes")) > 0


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE claim SET kind = 'move.leave' WHERE number = 1", "row"),
        ("UPDATE claim SET roles = '[]' WHERE number = 1", "row"),
        ("UPDATE claim SET roles = 'no json' WHERE number = 1", "row"),
        ("UPDATE attribution SET polarity = NULL WHERE number = 1", "row"),
        ("UPDATE passage SET role = 'note' WHERE number = 1", "row"),
        ("UPDATE event SET sentence = 'all agree' WHERE number = 1", "row"),
        ("UPDATE place SET lat = 1.5 WHERE number = 1", "row"),
        ("UPDATE page SET text = replace(text, 'denies', 'affirms') WHERE gone_in IS NULL", "row"),
        ('UPDATE mention SET "start" = "start" + 1 WHERE number = 1', "row"),
        ('UPDATE mention SET "end" = 99999 WHERE number = 1', "span"),
        ('UPDATE copy SET overlaps = \'[[["page:none",0,4],["page:none",0,4]]]\' WHERE number = 1', "span"),
        ("UPDATE capture SET zstd = (SELECT zstd FROM capture ORDER BY sha256 DESC LIMIT 1)", "blob"),
        ("UPDATE capture SET zstd = x'00ff'", "blob"),
        ("UPDATE capture SET media_type = 'text/plain'", "blob"),
        ("UPDATE fetch SET seen = '2020-01-01T00:00:00'", "fetch"),
        ("UPDATE judgement SET value = 'fr'", "judgement"),
        ("UPDATE standing SET value = 'fr'", "judgement"),
        ("DELETE FROM standing", "judgement"),
        ("DELETE FROM mention WHERE number = 1", "run"),
        ("UPDATE mention SET gone_in = 1 WHERE number = 3", "run"),
        ("UPDATE page SET gone_in = NULL WHERE gone_in = 3", "run"),
        ("UPDATE run SET started = '2020-01-01T00:00:00' WHERE id = 1", "run"),
        ("UPDATE run SET digest = 'feed' WHERE id = 1", "run"),
        ("UPDATE run SET ended = NULL WHERE id = 1", "run"),
        ("DELETE FROM judgement", "run"),
    ],
)
def test_what_was_tampered_with_is_found(path: Path, statement: str, kind: str) -> None:
    if "gone_in = NULL" in statement:  # a second open row of an id is refused by the file even so
        tamper(path, "DELETE FROM page WHERE gone_in IS NULL", statement)
    else:
        tamper(path, statement)
    assert kind in findings(path)


def test_a_forged_hash_is_found_by_the_chain(path: Path) -> None:
    """Whoever also forges the row's own hash must forge every digest after it."""
    tamper(path, "UPDATE event SET content_hash = 'feed' WHERE number = 1")
    assert {"row", "run"} <= findings(path)


def test_each_tampered_run_is_named_by_its_number(path: Path) -> None:
    tamper(path, "UPDATE run SET digest = 'feed' WHERE id = 2")
    with Store.open(path) as store:
        assert [finding.record for finding in store.verify() if finding.kind == "run"] == ["2", "3"]


def test_words_with_nul_are_shown_whole(store: Store) -> None:
    """SQLite's own substr would stop at the first."""
    text = "head\0line\nbefore\0 after بحر\0🌊 end"
    page = make_page(0)
    odd = Page(page.id, text, page.sha256, page.path, title=find_span(page.id, text, "head\0line"))
    words = "\0 after بحر\0🌊 e"
    passage = find_passages(page)[0]
    store.begin("run", {}, {})
    store.replace(page.id, READ, [odd, type(passage)(passage.id, find_span(page.id, text, words), passage.role)])
    assert store.sql("SELECT title, text FROM pages")[0]["title"] == "head\0line"
    assert [row["text"] for row in store.sql("SELECT text FROM passages")] == [words]
    assert store.verify() == []


def find_span(page: str, text: str, words: str) -> Span:
    return Span(page, text.index(words), text.index(words) + len(words))


def test_a_run_that_is_still_going_is_no_finding(store: Store) -> None:
    fill(store)
    store.begin("run", {}, {})
    assert store.verify() == []
