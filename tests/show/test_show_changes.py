"""What a case gained since a day: the grade and the holder that a page moved, with its words; and what people judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from sayso.case.changes import find_turns
from sayso.model import Judgement, Verdict
from sayso.show.changes import COUNTED, States, find_changes, render_changes
from sayso.show.filter import Answer
from sayso.show.names import names_of
from sayso.store import Store
from tests.weigh.test_weigh_again import take_in, weighed
from tests.weigh.world import PACK, QASR, World, on, story

Fill = Callable[[int, World], None]
Told = Callable[[int], Answer]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.sayso"


@pytest.fixture
def fill(path: Path) -> Fill:
    def take(day: int, world: World) -> None:
        with Store.open(path, write=True, now=lambda: datetime(2031, 6, day, 9)) as store:
            take_in(store, world.known())
            weighed(store)

    return take


@pytest.fixture
def told(path: Path) -> Iterator[Told]:
    def ask(day: int) -> Answer:
        since = date(2031, 6, day)
        before = datetime(2031, 6, day - 1, 23, 59, 59)
        with Store.open(path) as now, Store.open(path, recorded_by=before) as then:
            return find_changes(then, now, list(find_turns(then, now, PACK)), since)

    yield ask


def two_pages() -> tuple[World, World]:
    """A monitor says that R took the town; then another monitor says so too."""
    one, both = World(), World()
    for world in (one, both):
        page = world.page("out0", on(8), f"{story(1)} R took the town, says O.")
        world.say(page, "R took the town, says O.", by="source:o")
    page = both.page("out1", on(9), f"{story(2)} The town fell to R, says P.")
    both.say(page, "The town fell to R, says P.", by="source:p")
    return one, both


def test_a_page_that_moves_a_grade_and_a_holder_is_named_with_its_words(fill: Fill, told: Told) -> None:
    one, both = two_pages()
    fill(1, one)
    fill(3, both)
    rows = {row["what"]: row for row in told(2).records()}
    assert set(rows) == {"holder", "grade", "page"}
    assert (rows["grade"]["before"], rows["grade"]["after"]) == (
        "single root, 1 root, 1 page",
        "corroborated, 2 roots, 2 pages",
    )
    assert (rows["holder"]["place"], rows["holder"]["before"]) == (QASR, "O says that R holds it")
    assert rows["holder"]["after"] == "held by R (agreed)"
    words = {rows[what]["quote"] for what in ("holder", "grade")}
    assert words == {"The town fell to R, says P."}
    assert {row["page"] for row in rows.values()} == {both.known().pages[1].id}


def test_what_was_there_before_that_day_is_no_change(fill: Fill, told: Told) -> None:
    fill(1, two_pages()[1])
    answer = told(2)
    assert answer.rows == ()
    assert answer.note == "since the beginning of 2 Jun 2031, UTC\nnothing is new"


def test_the_day_itself_counts_from_its_first_moment(fill: Fill, told: Told) -> None:
    fill(2, two_pages()[0])
    assert [row["what"] for row in told(2).records()] == ["holder", "event", "page"]
    assert told(3).rows == ()


def test_a_judgement_that_takes_an_event_away_is_told_with_the_event(fill: Fill, told: Told, path: Path) -> None:
    fill(1, two_pages()[0])
    with Store.open(path, write=True, now=lambda: datetime(2031, 6, 3, 9)) as store:
        (claim,) = (row["id"] for row in store.sql("select id from claims"))
        store.judge(Judgement("judgement:1", claim, Verdict.REJECT, None, None, "ann", datetime(2031, 6, 3)))
        weighed(store)
    rows = {row["what"]: row for row in told(2).records()}
    assert set(rows) == {"holder", "gone", "judgement"}
    assert (rows["judgement"]["after"], rows["judgement"]["by"]) == ("reject", "ann")
    assert (rows["holder"]["after"], rows["holder"]["by"]) == ("no recent word", "a judgement")


def test_every_line_fits_a_hundred_columns(fill: Fill, told: Told) -> None:
    fill(1, two_pages()[0])
    fill(3, two_pages()[1])
    lines = render_changes(told(2), lambda one: one[:12], 100).splitlines()
    assert lines[:2] == [
        "since the beginning of 2 Jun 2031, UTC",
        "more: 1 page, 1 claim, 2 attributions, 1 control",
    ]
    assert any("was: single root" in line for line in lines)
    assert max(map(len, lines[1:])) <= 100


def test_what_may_have_changed_is_all_that_is_otherwise(fill: Fill, path: Path) -> None:
    fill(1, two_pages()[0])
    fill(3, two_pages()[1])
    with Store.open(path, write=True, now=lambda: datetime(2031, 6, 3, 10)) as store:
        earliest = "select c.id, p.id from claims c join pages p on p.id = c.page order by p.published_start limit 1"
        claim, page = store.sql(earliest)[0]
        for number, record in enumerate((claim, page), 1):
            store.judge(Judgement(f"judgement:{number}", record, Verdict.REJECT, None, None, "ann", datetime(2031, 6, 3, 9)))
    with Store.open(path) as now, Store.open(path, recorded_by=datetime(2031, 6, 1, 23, 59)) as then:
        states = States(then, now, names_of(now), date(2031, 6, 2))
        for view in COUNTED:
            columns = "*" if view in ("events", "pages", "controls") else "id"
            old, new = states.both(columns, view)
            was, is_ = ({row["id"]: dict(row) for row in store.sql(f"select {columns} from {view}")} for store in (then, now))
            moved = {one for one in was | is_ if was.get(one) != is_.get(one)}
            assert {one: (was.get(one), is_.get(one)) for one in moved} == {one: (old.get(one), new.get(one)) for one in moved}
            assert moved or view in ("forecasts", "disputes", "copies")
