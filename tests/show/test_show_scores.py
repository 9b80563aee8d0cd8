"""Scores of forecasts: only from ten on, each thing once, vows and conditions apart, the undecidable always told."""

from __future__ import annotations

from math import log

import pytest

from sayso.model import Span
from sayso.show.scores import LEAST, Row, base_rates, once, score, tell_forecasts, tell_others


def row(number: int, outcome: str = "came_true", **more: object) -> Row:
    made: dict[str, object] = {
        "id": f"forecast:{number}",
        "p": 0.75,
        "outcome": outcome,
        "sort": "forecast",
        "due_end": f"2031-05-{number + 1:02}T00:00:00",
        "source": "source:ford",
        "source_name": "Ford Watch",
        "source_kind": "monitor",
        "polarity": "+",
        "page": f"page:{number}",
        "start": 10,
        "end": 30,
        "kind": "control.gain",
        "place": "place:marun",
        "breath": f"sentence {number}",
    }
    return made | more


def test_brier_log_score_and_skill_are_those_of_the_definitions() -> None:
    rows = [row(number, "came_true" if number < 8 else "failed") for number in range(10)]
    others = [row(number + 10, "failed", kind="control.hold", source="source:other") for number in range(10)]
    one = score("source:ford", rows, base_rates([*rows, *others]))
    assert one.brier == pytest.approx(0.8 * 0.25**2 + 0.2 * 0.75**2)
    assert one.log_score == pytest.approx(-0.8 * log(0.75) - 0.2 * log(0.25))
    base = 0.8 * 0.6**2 + 0.2 * 0.4**2
    assert one.skill == pytest.approx(1 - (0.8 * 0.25**2 + 0.2 * 0.75**2) / base)
    assert tell_forecasts(one).startswith("10 resolved: Brier 0.163, log score 0.507, skill +0.49")


def test_those_of_one_sentence_are_one_trial_by_their_mean() -> None:
    rows = [row(number) for number in range(10)] + [row(20, "failed", breath="sentence 0")]
    one = score("source:ford", rows, base_rates(rows))
    assert one.resolved == 10
    assert one.brier == pytest.approx((9 * 0.25**2 + (0.25**2 + 0.75**2) / 2) / 10)
    assert score("source:ford", rows[1:], base_rates(rows)).resolved == 10
    assert score("source:ford", [*rows[:9], rows[10]], base_rates(rows)).brier is None


def test_under_ten_resolved_nobody_is_scored() -> None:
    rows = [row(number) for number in range(LEAST - 1)] + [row(20, "undecidable"), row(21, "open")]
    one = score("source:ford", rows, base_rates(rows))
    assert (one.brier, one.log_score, one.skill) == (None, None, None)
    assert tell_forecasts(one) == "9 resolved, too few to score (10), 1 open, 1 undecidable"


def test_a_forecast_without_a_number_and_a_vow_enter_no_score() -> None:
    vows = [row(number + 20, "came_true", sort="vow", p=None) for number in range(3)]
    rows = [*(row(number) for number in range(9)), row(12, p=None), *vows, row(30, "undecidable", sort="condition")]
    one = score("source:ford", rows, base_rates(rows))
    assert (one.resolved, one.brier) == (9, None)
    assert dict(tell_others(one)) == {"vows": "3 came true", "conditions": "1 undecidable"}


def test_what_is_said_again_counts_once() -> None:
    again = [row(number, due_end="2031-06-01T00:00:00") for number in range(50)]
    assert [one["id"] for one in once(again, {})] == ["forecast:0"]
    assert len(list(once([row(1), row(1, polarity="-"), row(1, place=None)], {}))) == 3


def test_an_outlet_s_own_words_are_not_those_of_who_reprints_them() -> None:
    reprint = {"page:2": [Span("page:2", 0, 200)], "page:3": [Span("page:3", 100, 200)]}
    own = [row(number, source=f"source:{number}", source_kind="author") for number in (1, 2, 3)]
    assert [one["id"] for one in once(own, reprint)] == ["forecast:1", "forecast:3"]
    assert len(list(once([row(2)], reprint))) == 1


def test_who_is_quite_sure_and_wrong_pays_much_but_not_everything() -> None:
    rows = [row(number, "failed", p=1.0) for number in range(10)]
    one = score("source:ford", rows, base_rates(rows))
    assert one.log_score == pytest.approx(-log(0.01))
    assert one.skill is None
