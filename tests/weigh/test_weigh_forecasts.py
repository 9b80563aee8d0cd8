"""Forecasts: the day they set, the number their words give, and what became of them."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.model import Act, Amount, Forecast, Foretold, Mood, Outcome, Precision, Role, Span, When
from tests.weigh.world import DENIES, QASR, World, at, day_when, on, since, story

BY_MONTH_END = When(None, at(1, 12), Precision.OPEN_START)


def expect(
    world: World,
    words: str = "The town will fall to R.",
    when: When | None = BY_MONTH_END,
    by: str | None = "source:p",
    **how: Any,
) -> None:
    page = world.page("out9", on(1), f"{story('expectation', 30)} {words} {story('rest', 30)}")
    world.say(page, words, by=by, when=when, mood=Mood.EXPECTED, **how)


def happen(
    world: World, *tellers: str, day: int = 20, kind: str = "control.gain", actor: str = "actor:r", known: int | None = None
) -> None:
    for by in tellers:
        words = f"{by} has {actor} in the town on {day}."
        page = world.page(f"out{len(world.found['pages'])}", on(known or day), f"{story((by, day), 30)} {words}")
        world.say(page, words, kind, by, roles={"actor": actor, "place": QASR}, when=day_when(on(day)))


def outcome(world: World) -> Forecast:
    (forecast,) = world.weigh().forecasts
    return forecast


@pytest.mark.parametrize(
    ("words", "p"),
    [
        ("The town will fall to R.", 0.9),
        ("The town will likely fall to R.", 0.75),
        ("It is unlikely that the town falls.", 0.3),
        ("The town could fall to R.", None),
        ("R looks to the town.", None),
        ("The town will fall to R. I give it four chances in five.", 0.8),
        ("The town will fall to R, with a chance of one in three.", 0.33),
        ("There is a 70 per cent chance that the town falls to R.", 0.7),
        ("The town will fall to R. We will all be gone by the time that anybody gives one chance in five.", 0.9),
    ],
)
def test_the_number_comes_from_the_table_of_the_packs(words: str, p: float | None) -> None:
    world = World()
    expect(world, words)
    assert outcome(world).p == p


@pytest.mark.parametrize("when", [None, since(on(1)), When(None, None, Precision.UNKNOWN)])
def test_without_a_deadline_nothing_can_be_decided(when: When | None) -> None:
    world = World()
    expect(world, when=when)
    happen(world, "source:o", "actor:r")
    assert (outcome(world).due, outcome(world).outcome) == (None, Outcome.UNDECIDABLE)


def test_without_a_place_nothing_can_be_decided() -> None:
    world = World()
    expect(world, roles={"actor": "actor:r"})
    assert outcome(world).outcome is Outcome.UNDECIDABLE


def test_what_two_blocs_report_in_time_came_true() -> None:
    world = World()
    expect(world)
    happen(world, "source:o", "actor:r")
    (event,) = world.weigh().events
    assert (outcome(world).outcome, outcome(world).evidence) == (Outcome.CAME_TRUE, (event.id,))


@pytest.mark.parametrize("tellers", [["source:o"], ["source:o", "source:p"]])
def test_one_root_or_the_word_of_the_forecaster_decides_nothing(tellers: list[str]) -> None:
    world = World()
    expect(world)
    happen(world, *tellers)
    assert outcome(world).outcome is Outcome.OPEN


def test_what_happened_after_the_day_set_decides_nothing() -> None:
    world = World()
    expect(world, when=When(None, at(10), Precision.OPEN_START))
    happen(world, "source:o", "actor:r")
    assert outcome(world).outcome is Outcome.OPEN


def test_what_was_known_too_late_decides_nothing() -> None:
    world = World()
    expect(world, when=When(None, at(10), Precision.OPEN_START))
    happen(world, "source:o", "actor:r", day=8, known=28)
    assert outcome(world).outcome is Outcome.UNDECIDABLE


def test_a_place_that_all_agree_another_held_to_the_end_fails_the_forecast() -> None:
    world = World()
    expect(world)
    happen(world, "source:o", "actor:i", day=29, kind="control.hold", actor="actor:i")
    assert outcome(world).outcome is Outcome.OPEN
    world.page("out1", day=None, text="Later.", seen=at(12, 12))
    assert outcome(world).outcome is Outcome.FAILED


def deny(world: World, *tellers: str, day: int, kind: str = "control.gain", **how: Any) -> None:
    for by in tellers:
        words = f"{by} denies it on {day}."
        page = world.page(f"out{len(world.found['pages'])}", None, f"{story((by, day), 30)} {words}", seen=at(day, 12))
        world.say(page, words, kind, by, **(DENIES | how))


@pytest.mark.parametrize(
    ("why", "deniers", "day", "teller", "found"),
    [
        ("two sides deny it when the time is over", ["source:o", "actor:i"], 3, None, Outcome.FAILED),
        ("two of one side", ["actor:i", "source:inews"], 3, None, Outcome.OPEN),
        ("one and the forecaster", ["source:o", "source:p"], 3, None, Outcome.OPEN),
        ("another says it did", ["source:o", "actor:i"], 3, "actor:r", Outcome.OPEN),
        ("only the forecaster says it did", ["source:o", "actor:i"], 3, "source:p", Outcome.FAILED),
    ],
)
def test_what_two_sides_deny_and_nobody_else_asserts_has_failed(
    why: str, deniers: list[str], day: int, teller: str | None, found: Outcome
) -> None:
    world = World()
    expect(world)
    deny(world, *deniers, day=day, when=day_when(on(30)))
    if teller is not None:
        happen(world, teller, day=30)
    assert outcome(world).outcome is found


def test_a_denial_before_the_time_is_over_leaves_it_open() -> None:
    world = World()
    expect(world)
    for number, by in enumerate(("source:o", "actor:i")):
        words = f"{by} denies it."
        world.say(world.page(f"out{number}", on(20), f"{story(by, 30)} {words}"), words, by=by, **DENIES)
    world.page("out3", day=None, text="Later.", seen=at(12, 12))
    assert outcome(world).outcome is Outcome.OPEN


@pytest.mark.parametrize(("days", "found"), [(1, Outcome.OPEN), (30, Outcome.FAILED)])
def test_that_no_raid_came_is_denied_of_all_the_time_or_not_at_all(days: int, found: Outcome) -> None:
    world = World()
    page = world.page("out9", on(1), f"{story('expectation', 30)} R will bomb the town. {story('rest', 30)}")
    world.say(page, "R will bomb the town.", "strike.air", "source:p", when=BY_MONTH_END, mood=Mood.EXPECTED)
    deny(world, "source:o", "actor:i", day=3, kind="strike.air", when=day_when(on(31 - days), days))
    assert outcome(world).outcome is found


def test_a_foothold_in_between_keeps_the_forecast_open() -> None:
    world = World()
    expect(world)
    happen(world, "source:o", day=15, kind="move")
    happen(world, "source:o", "actor:i", day=29, kind="control.hold", actor="actor:i")
    world.page("out1", day=None, text="Later.", seen=at(12, 12))
    assert outcome(world).outcome is Outcome.OPEN


def test_who_said_it_would_not_happen_fails_when_it_does() -> None:
    world = World()
    expect(world, **DENIES)
    happen(world, "source:o", "actor:r")
    assert outcome(world).outcome is Outcome.FAILED


def test_a_readers_forecast_is_kept_apart() -> None:
    world = World()
    page = world.page("out1", on(1), "The town will fall.", role=Role.COMMENT)
    world.say(page, page.text, by=None, when=BY_MONTH_END, mood=Mood.EXPECTED)
    assert (outcome(world).sort, outcome(world).outcome) == (Foretold.READER, Outcome.OPEN)


def test_a_vow_is_kept_on_the_vowers_own_word_and_has_no_number() -> None:
    world = World()
    page = world.page("out9", on(1), f"{story('vow', 30)} R will take the town. {story('rest', 30)}")
    world.say(page, "R will take the town.", by="actor:r", when=BY_MONTH_END, mood=Mood.INTENDED, act=Act.VOW)
    assert (outcome(world).sort, outcome(world).outcome, outcome(world).p) == (Foretold.VOW, Outcome.OPEN, None)
    happen(world, "actor:r")
    assert outcome(world).outcome is Outcome.CAME_TRUE


def test_an_attempt_is_no_vow() -> None:
    world = World()
    page = world.page("out9", on(1), "R tries to take the town.")
    world.say(page, page.text, by="source:p", mood=Mood.INTENDED)
    assert world.weigh().forecasts == ()


def test_what_is_to_come_under_a_condition_is_kept_and_not_decided() -> None:
    world = World()
    page = world.page("out9", on(1), "The town will fall to R.")
    world.say(page, page.text, by="source:p", when=BY_MONTH_END, mood=Mood.CONDITIONAL)
    happen(world, "source:o", "actor:r")
    assert (outcome(world).sort, outcome(world).outcome) == (Foretold.CONDITION, Outcome.UNDECIDABLE)


def test_what_nothing_showed_in_time_can_be_decided_no_more() -> None:
    world = World()
    expect(world, when=When(None, at(10), Precision.OPEN_START))
    assert outcome(world).outcome is Outcome.OPEN
    world.page("out1", day=None, text="Later.", seen=at(25))
    assert outcome(world).outcome is Outcome.UNDECIDABLE


def test_a_place_that_two_sides_say_one_holds_has_come_to_him_before_the_day_is_over() -> None:
    world = World()
    expect(world)
    happen(world, "actor:r", day=8)
    assert outcome(world).outcome is Outcome.OPEN
    happen(world, "source:o", day=10, kind="control.hold")
    assert outcome(world).outcome is Outcome.CAME_TRUE
    assert set(outcome(world).evidence) == {row.id for row in world.weigh().controls}


def test_who_held_it_before_by_all_accounts_has_not_taken_it() -> None:
    world = World()
    happen(world, "actor:r", "source:o", day=1, kind="control.hold")
    expect(world)
    happen(world, "actor:r", "source:o", day=12, kind="control.hold")
    assert outcome(world).outcome is Outcome.OPEN


@pytest.mark.parametrize(("before", "came"), [("actor:i", Outcome.CAME_TRUE), ("actor:r", Outcome.OPEN)])
def test_that_a_place_will_be_taken_comes_true_when_another_holds_it(before: str, came: Outcome) -> None:
    world = World()
    happen(world, before, day=1, kind="control.hold", actor=before)
    expect(world, roles={"place": QASR})
    happen(world, "actor:r", "source:o", day=25, kind="control.hold")
    assert outcome(world).outcome is came


def test_who_is_expected_in_a_place_is_there_once_two_sides_have_him_in_it() -> None:
    world = World()
    expect(world, kind="presence")
    happen(world, "actor:r", day=8, kind="move")
    assert outcome(world).outcome is Outcome.OPEN
    happen(world, "source:o", day=9, kind="control.contest")
    assert outcome(world).outcome is Outcome.CAME_TRUE


def test_who_lost_a_part_of_a_place_was_in_it() -> None:
    world = World()
    expect(world, kind="presence")
    happen(world, "actor:r", day=8, kind="move")
    page = world.page("out8", on(9), "I took the west of the town from R.")
    world.say(page, page.text, roles={"actor": "actor:i", "from": "actor:r", "part": QASR}, when=day_when(on(9)))
    assert outcome(world).outcome is Outcome.CAME_TRUE


def test_who_never_set_foot_in_a_place_that_another_holds_was_not_there() -> None:
    world = World()
    expect(world, kind="presence")
    happen(world, "source:o", "actor:i", day=29, kind="control.hold", actor="actor:i")
    world.page("out1", day=None, text="Later.", seen=at(12, 12))
    assert outcome(world).outcome is Outcome.FAILED


def test_one_who_takes_and_holds_on_two_sides_word_has_gained_it_though_the_loser_says_he_holds_it() -> None:
    world = World()
    happen(world, "actor:i", day=1, kind="control.hold", actor="actor:i")
    expect(world)
    happen(world, "actor:i", day=9, kind="control.hold", actor="actor:i")
    happen(world, "actor:r", day=8)
    assert outcome(world).outcome is Outcome.OPEN
    happen(world, "source:o", day=9, kind="control.hold")
    assert outcome(world).outcome is Outcome.CAME_TRUE


def test_who_took_a_part_of_a_place_has_not_gained_it() -> None:
    world = World()
    expect(world)
    happen(world, "actor:i", day=9, kind="control.hold", actor="actor:i")
    happen(world, "actor:r", day=8)
    page = world.page("out8", on(9), "The west of the town is R's.")
    world.say(page, page.text, by="source:o", roles={"actor": "actor:r", "part": QASR}, when=day_when(on(9)))
    assert outcome(world).outcome is Outcome.OPEN


def test_to_come_to_a_place_is_shown_by_all_that_has_one_there() -> None:
    world = World()
    expect(world, kind="move")
    happen(world, "actor:r", day=8, kind="move")
    happen(world, "source:o", day=9, kind="control.contest")
    assert outcome(world).outcome is Outcome.CAME_TRUE


@pytest.mark.parametrize(("kind", "sort"), [("control.lose", Mood.INTENDED), ("statement.victory", Mood.EXPECTED)])
def test_a_victory_that_was_vowed_has_come_with_its_declaration(kind: str, sort: Mood) -> None:
    world = World()
    page = world.page("out9", on(1), f"{story('vow', 30)} I will be beaten. {story('rest', 30)}")
    act = Act.VOW if sort is Mood.INTENDED else Act.ASSERT
    world.say(page, "I will be beaten.", kind, "actor:r", roles={"place": QASR}, when=BY_MONTH_END, mood=sort, act=act)
    assert outcome(world).outcome is Outcome.OPEN
    told = world.page("out2", on(20), f"{story('told', 30)} R declared the victory.")
    world.say(told, "R declared the victory.", "statement.victory", None, roles={"actor": "actor:r", "place": QASR})
    assert outcome(world).outcome is Outcome.CAME_TRUE


@pytest.mark.parametrize(("before", "found"), [("Rain fell on the town. ", Outcome.OPEN), ("", Outcome.UNDECIDABLE)])
def test_a_forecast_without_a_place_is_of_the_one_its_paragraph_has_named(before: str, found: Outcome) -> None:
    world = World()
    page = world.page("out9", on(1), f"{before}They will be back at their posts.")
    if before:
        start = page.text.index("the town")
        world.name(Span(page.id, start, start + len("the town")), QASR, "place")
    words = "They will be back at their posts."
    world.say(page, words, "presence", "source:p", roles={"actor": "guards"}, when=BY_MONTH_END, mood=Mood.EXPECTED)
    assert outcome(world).outcome is found


def test_a_road_without_a_name_can_be_seen_to_be_open() -> None:
    world = World()
    expect(world, "The road will be open.", kind="route.open", roles={"place": "road"})
    assert outcome(world).outcome is Outcome.OPEN


MILL = "place:mill"
LATE = at(20, 12)


def under(world: World, mark: str = "if", until: When | None = None, **how: Any) -> None:
    """P says that the town will fall to R by the end of the month if R takes the mill."""
    words, condition = "the town will fall to R", "R takes the mill"
    page = world.page("out9", on(1), f"{story('expectation', 30)} {mark.title()} {condition}, {words}. {story('rest', 30)}")
    world.say(page, words, by="source:p", when=BY_MONTH_END, mood=Mood.CONDITIONAL)
    roles = {"actor": "actor:r", "place": MILL}
    world.say(page, condition, by="source:p", roles=roles, when=until, mood=Mood.CONDITIONAL, **how)


def decided(world: World) -> Forecast:
    (forecast,) = world.weigh().forecasts
    assert forecast.sort is Foretold.CONDITION
    return forecast


def hold(world: World, place: str, actor: str, day: int, kind: str = "control.hold", *tellers: str) -> None:
    for by in tellers or ("source:o", "actor:r", "actor:i"):
        words = f"{by} has {actor} in {place} on {day}."
        page = world.page(f"out{len(world.found['pages'])}", on(day), f"{story((by, place, day), 30)} {words}")
        world.say(page, words, kind, by, roles={"actor": actor, "place": place}, when=day_when(on(day)))


def test_what_is_to_come_under_a_condition_is_settled_once_that_has_come() -> None:
    world = World()
    under(world)
    assert (decided(world).outcome, decided(world).evidence) == (Outcome.OPEN, ())
    hold(world, QASR, "actor:r", 20, "control.gain")
    assert decided(world).outcome is Outcome.OPEN
    hold(world, MILL, "actor:r", 12, "control.gain")
    assert decided(world).outcome is Outcome.CAME_TRUE
    assert {"event", "control"} & {each.partition(":")[0] for each in decided(world).evidence}


def test_what_was_foretold_under_a_condition_that_came_and_did_not_come_has_failed() -> None:
    world = World()
    under(world)
    hold(world, MILL, "actor:r", 12, "control.gain")
    hold(world, QASR, "actor:i", 29)
    world.page("out1", day=None, text="Later.", seen=LATE)
    assert decided(world).outcome is Outcome.FAILED


def test_a_condition_that_did_not_come_leaves_nothing_foretold_and_shows_why() -> None:
    world = World()
    under(world)
    hold(world, MILL, "actor:i", 29)
    hold(world, QASR, "actor:i", 29)
    world.page("out1", day=None, text="Later.", seen=LATE)
    mill = {row.id for row in world.weigh().controls if row.place == MILL}
    assert (decided(world).outcome, set(decided(world).evidence)) == (Outcome.UNDECIDABLE, mill)


def test_unless_asks_that_it_does_not_come() -> None:
    world = World()
    under(world, "unless", **DENIES)
    hold(world, QASR, "actor:r", 20, "control.gain")
    hold(world, MILL, "actor:i", 29)
    world.page("out1", day=None, text="Later.", seen=LATE)
    assert decided(world).outcome is Outcome.CAME_TRUE


def test_a_condition_has_its_own_day() -> None:
    world = World()
    under(world, until=When(None, at(10), Precision.OPEN_START))
    hold(world, MILL, "actor:r", 20, "control.gain")
    hold(world, QASR, "actor:r", 20, "control.gain")
    world.page("out1", day=None, text="Later.", seen=LATE)
    assert decided(world).outcome is Outcome.UNDECIDABLE


def test_of_what_was_foretold_of_a_place_a_part_may_come() -> None:
    world = World()
    expect(world)
    for by in ("source:o", "actor:r"):
        page = world.page(f"out{len(world.found['pages'])}", on(20), f"{story(by, 30)} {by} has R in the west of the town.")
        roles = {"actor": "actor:r", "part": QASR}
        world.say(page, f"{by} has R in the west of the town.", by=by, roles=roles, when=day_when(on(20)))
    assert outcome(world).outcome is Outcome.OPEN
    world.page("out1", day=None, text="Later.", seen=at(5, 12))
    assert (outcome(world).outcome, outcome(world).evidence) == (Outcome.PARTLY, tuple(one.id for one in world.weigh().events))


@pytest.mark.parametrize(("came", "found"), [(600, Outcome.CAME_TRUE), (40, Outcome.PARTLY), (None, Outcome.CAME_TRUE)])
def test_of_what_was_foretold_of_so_many_fewer_are_a_part(came: int | None, found: Outcome) -> None:
    world = World()
    roles = {"target": "families", "place": QASR}
    expect(world, "500 families will return.", kind="displace.return", roles=roles, amount=Amount(500, 500, 500))
    for by in ("source:o", "source:p", "actor:r"):
        words = f"{by} counts those who are back."
        page = world.page(f"out{len(world.found['pages'])}", on(20), f"{story(by, 30)} {words}")
        amount = Amount(came, came, came) if came is not None else None
        world.say(page, words, "displace.return", by, roles=roles, when=day_when(on(20)), amount=amount)
    world.page("out1", day=None, text="Later.", seen=at(5, 12))
    assert outcome(world).outcome is found
