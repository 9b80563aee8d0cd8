"""Settling: a judgement with its evidence that moves no grade, and numbers only once there are fifty of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.case import Case
from sayso.case.fill import store_known
from sayso.cli import main
from sayso.errors import JudgementError
from sayso.model import Event, Judgement, Verdict
from sayso.show.layout import event_words
from sayso.weigh import LEAST, weigh
from tests.show.small_case import small_file
from tests.weigh.world import DENIES, PACK, World, day_when, on, story


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of sixty strikes, each on the word of one root."""
    world = World()
    for number in range(60):
        words = story(number, 14)
        page = world.page(f"out{number % 9}", on(8), f"{story(-number - 1, 30)} {words}")
        how, by = (DENIES, "actor:i") if number % 3 == 0 else ({}, "source:o")
        world.say(page, words, "strike.air", by, roles={"place": f"hamlet {number}"}, when=day_when(on(7)), **how)
    path = tmp_path_factory.mktemp("settled") / "told.sayso"
    with Case.open(path, write=True) as case:
        case.store.begin("run", {"sayso": "1"}, {})
        store_known(case.store, world.known())
        case.store.exchange(set(), weigh(world.known(), PACK).events)
        case.store.end({})
    return path


@pytest.fixture
def case(told: Path, tmp_path: Path) -> Iterator[Case]:
    copy = tmp_path / "copy.sayso"
    copy.write_bytes(told.read_bytes())
    with Case.open(copy, write=True) as opened:
        yield opened


def settle_some(case: Case, many: int) -> list[Judgement]:
    events = sorted(case.store.get(Event), key=lambda event: event.id)[:many]
    return [
        case.settle(event.id, "hamlet" in str(event.place) and at % 4 > 0, "a film", "ann") for at, event in enumerate(events)
    ]


def test_one_short_of_fifty_nothing_is_shown(case: Case) -> None:
    settle_some(case, LEAST - 1)
    assert "p" not in case.rows("events").columns
    assert "p" not in dict(case.why(str(case.rows("events").rows[0][0])).facts)


def test_from_fifty_on_each_event_has_a_number_and_what_it_was_worth(case: Case) -> None:
    grades = [event.grade for event in case.store.get(Event)]
    settle_some(case, LEAST)
    answer = case.rows("events")
    row = answer.records()[0]
    assert isinstance(row["p"], float)
    assert 0 < row["p"] < 1
    assert f"P by {LEAST} settled events, each rated by the others: Brier 0." in answer.note
    assert "ECE 0." in answer.note
    assert event_words(row, 100)[0].startswith(f"P {row['p']:.2f}; ")
    assert dict(case.why(str(row["id"])).facts)["p"].startswith(f"{row['p']:.2f} by {LEAST} settled events")
    assert [event.grade for event in case.store.get(Event)] == grades


def test_to_settle_is_a_judgement_on_the_earliest_claim_and_why_shows_it(case: Case) -> None:
    (judgement,) = settle_some(case, 1)
    event = min(case.store.get(Event), key=lambda each: each.id)
    assert (judgement.record, judgement.verdict, judgement.value) == (event.claims[0], Verdict.REJECT, "a film")
    told = case.why(event.id).judgements
    assert [(one.id, "settled = a film by ann" in one.words) for one in told] == [(judgement.id, True)]
    assert event.claims[0] in {row["id"] for row in case.sql("select id from claims")}


def test_only_claims_and_events_are_settled_and_by_something(case: Case) -> None:
    event = next(iter(case.store.get(Event)))
    with pytest.raises(JudgementError, match="neither"):
        case.settle(str(case.sql("select id from pages")[0][0]), True, "a film", "ann")
    with pytest.raises(JudgementError, match="EVIDENCE"):
        case.settle(event.id, True, " ", "ann")


def test_the_command_settles_and_judge_takes_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.case.extract_pages", lambda filling: None)
    monkeypatch.setattr("sayso.case.weigh_all", lambda filling: None)
    path = small_file(tmp_path / "small.sayso")

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, list(words), env={"SAYSO_CASE": str(path), "SAYSO_USER": "ann"})
        return done.exit_code, done.stdout

    assert run("settle", "event:9f2c", "--by", "a film")[0] == 2
    code, told = run("settle", "event:9f2c", "--failed", "--by", "a film of 9 May")
    assert (code, "settled = a film of 9 May by ann" in told) == (0, True)
    assert "a film of 9 May" in run("why", "event:9f2c")[1]
    assert run("judge", "--undo")[1].startswith("withdraw claim:")
    with Case.open(path) as case:
        assert [one.verdict for one in case.store.judgements()] == [Verdict.REJECT, Verdict.WITHDRAW]
