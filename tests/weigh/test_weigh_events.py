"""Events and disputes: what is one happening, and where roots contradict each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Amount, Dispute, Mood, Over, Precision, Role, Span, Step, When, record_id
from sayso.pack import Toponym
from tests.weigh.world import DENIES, QASR, World, at, day_when, make_pack, on, story

EIGHTH = day_when(on(8))
ROLES = {"actor": "actor:r", "place": QASR}


def tell(world: World, day: date, kind: str, by: str | None = "source:o", roles: dict[str, str] = ROLES, **how: Any) -> None:
    number = len(world.found["pages"])
    words = f"Report number {number} of what happened."
    world.say(world.page(f"out{number}", day, f"{story(number, 30)} {words}"), words, kind, by, roles=roles, **how)


def count(*tellings: tuple[str, dict[str, str], When | None], day: date = date(2017, 11, 8)) -> int:
    world = World()
    for kind, roles, when in tellings:
        tell(world, day, kind, roles=roles, when=when)
    return len(world.weigh().events)


I_LOSES = {"actor": "actor:i", "place": QASR}
HALF = {"actor": "actor:r", "part": QASR}
AT_DEPOT = {"actor": "actor:r", "place": "place:depot"}


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        (("control.gain", ROLES, EIGHTH), ("control.gain", ROLES, day_when(on(7), 3)), 1),
        (("control.gain", ROLES, EIGHTH), ("control.gain", ROLES, day_when(on(6))), 2),
        (("control.gain", ROLES, EIGHTH), ("control.lose", I_LOSES, EIGHTH), 1),
        (("control.gain", {**ROLES, "target": "actor:m"}, EIGHTH), ("control.lose", I_LOSES, EIGHTH), 2),
        (("control.gain", ROLES, EIGHTH), ("control.gain", {"place": QASR}, EIGHTH), 1),
        (("control.gain", ROLES, EIGHTH), ("control.gain", {"actor": "actor:brigade", "place": QASR}, EIGHTH), 1),
        (("control.gain", ROLES, EIGHTH), ("control.gain", AT_DEPOT, EIGHTH), 2),
        (("control.gain", ROLES, EIGHTH), ("control.gain", HALF, EIGHTH), 2),
        (("control.gain", HALF, EIGHTH), ("control.gain", HALF, EIGHTH), 1),
        (("strike.air", ROLES, EIGHTH), ("strike.air", {"actor": "actor:r", "part": QASR}, EIGHTH), 1),
        (("strike.air", ROLES, EIGHTH), ("strike.air", AT_DEPOT, EIGHTH), 1),
        (("strike.air", ROLES, EIGHTH), ("strike.air", {"actor": "actor:r", "place": "place:gov"}, EIGHTH), 2),
        (("strike", ROLES, EIGHTH), ("strike.air", ROLES, EIGHTH), 1),
        (("strike.air", ROLES, EIGHTH), ("strike.shell", ROLES, EIGHTH), 2),
        (("strike.air", ROLES, EIGHTH), ("harm", {"place": QASR}, EIGHTH), 2),
        (("clash", {**ROLES, "target": "actor:i"}, EIGHTH), ("clash", {**I_LOSES, "target": "actor:r"}, EIGHTH), 1),
        (("clash", {**ROLES, "target": "actor:i"}, EIGHTH), ("clash", {**ROLES, "target": "actor:m"}, EIGHTH), 2),
        (("strike.air", {"actor": "actor:r", "near": QASR}, EIGHTH), ("strike.air", ROLES, EIGHTH), 2),
        (("strike.air", {"place": "a far farm"}, EIGHTH), ("strike.air", {"place": "a far farm"}, EIGHTH), 1),
        (
            ("control.gain", ROLES, When(at(8, hour=2), at(8, hour=6), Precision.PART_OF_DAY)),
            ("control.gain", ROLES, When(at(8, hour=12), at(8, hour=18), Precision.PART_OF_DAY)),
            1,
        ),
        (
            ("strike.air", ROLES, When(at(8, hour=2), at(8, hour=6), Precision.PART_OF_DAY)),
            ("strike.air", ROLES, When(at(8, hour=12), at(8, hour=18), Precision.PART_OF_DAY)),
            2,
        ),
        (("talk", {"actor": "actor:r"}, EIGHTH), ("talk", {"actor": "actor:r"}, EIGHTH), 1),
        (("talk", {}, EIGHTH), ("talk", {}, EIGHTH), 2),
        (("strike.air", ROLES, None), ("strike.air", ROLES, EIGHTH), 1),
        (("strike.air", ROLES, None), ("strike.air", ROLES, day_when(on(1))), 2),
    ],
)
def test_claims_are_one_event_by_kind_place_time_and_actors(
    one: tuple[str, dict[str, str], When | None], other: tuple[str, dict[str, str], When | None], events: int
) -> None:
    assert count(one, other) == count(other, one) == events


def test_a_report_without_a_stated_time_does_not_date_the_event() -> None:
    world = World()
    tell(world, on(8), "strike.air")
    assert world.event("strike.air").when is None


def test_a_wide_time_that_fits_two_happenings_is_left_alone() -> None:
    november = When(at(1), at(1, 12), Precision.MONTH)
    assert (
        count(
            ("strike.air", ROLES, day_when(on(3))),
            ("strike.air", ROLES, day_when(on(20))),
            ("strike.air", {"place": QASR}, november),
            day=on(29),
        )
        == 3
    )


@pytest.mark.parametrize("mood", [Mood.EXPECTED, Mood.INTENDED, Mood.CONDITIONAL])
def test_what_has_not_happened_is_no_event(mood: Mood) -> None:
    world = World()
    tell(world, on(8), "control.gain", mood=mood, when=EIGHTH)
    assert world.weigh().events == ()
    assert world.weigh().controls == ()


def test_the_id_of_an_event_is_made_of_its_earliest_claim() -> None:
    world = World()
    tell(world, on(9), "control.gain", when=EIGHTH)
    tell(world, on(8), "control.gain", when=EIGHTH)
    event = world.event()
    assert event.id == record_id("event", "control.gain", QASR, event.claims[0])
    assert event.claims[0] == world.known().claims[1].id


def disputes(world: World) -> list[tuple[Over, float]]:
    return [(dispute.over, dispute.severity) for dispute in world.weigh().disputes]


def test_yes_against_no_is_a_dispute_over_polarity() -> None:
    world = World()
    tell(world, on(8), "control.gain", "actor:r", when=EIGHTH)
    tell(world, on(8), "control.gain", "actor:i", when=EIGHTH, **DENIES)
    assert disputes(world) == [(Over.POLARITY, 1.0)]


def test_a_list_of_copies_is_one_dispute() -> None:
    words = "R took the town in the night and its flag stands on the old mill."
    text = f"{story(1)} {words}"
    world = World()
    for number in range(4):
        world.say(world.page(f"out{number}", on(8), text), words, by=None, when=EIGHTH)
    tell(world, on(8), "control.gain", "actor:i", when=EIGHTH, **DENIES)
    assert disputes(world) == [(Over.POLARITY, 1.0)]


def toll(world: World, low: int | None, high: int | None, by: str, day: int = 8) -> None:
    best = low if low == high else None
    tell(world, on(day), "harm", by, {"place": QASR}, amount=Amount(low, best, high), when=EIGHTH)


def test_a_toll_that_rises_within_one_root_is_no_dispute() -> None:
    world = World()
    for number, day in ((6, 8), (9, 8), (11, 9)):
        toll(world, number, number, "source:o", day)
    assert disputes(world) == []


def test_of_two_updates_of_one_page_the_later_counts_though_it_stands_first() -> None:
    world = World()
    updates = {"Update, 6:40 pm: 11 have died, O says.": (18, 11), "Update, 1:15 pm: nine have died, O says.": (13, 9)}
    page = world.page("out0", on(8), " ".join(updates))
    world.found["passages"].clear()
    for words, (hour, count) in updates.items():
        start = page.text.index(words)
        note = world.passage(page, start, start + len(words), Role.NOTE)
        since = When(datetime(2017, 11, 8, hour), None, Precision.OPEN_END)
        world.found["passages"][-1] = replace(note, posted=since)
        said = page.text[start : start + len(words) - len(", O says.")]
        world.say(page, said, "harm", "source:o", roles={"place": QASR}, amount=Amount(count, count, count), when=EIGHTH)
    assert world.event("harm").amount == Amount(11, 11, 11)


@pytest.mark.parametrize(
    ("first", "second", "day", "disputed"),
    [
        ((14, 14), (30, 30), 8, True),
        ((14, 14), (10, None), 8, False),
        ((14, 14), (20, None), 8, True),
        ((24, 99), (30, 30), 8, False),
        ((14, 14), (30, 30), 12, False),
        ((30, 30), (14, 14), 12, True),
    ],
)
def test_figures_that_cannot_both_hold_are_a_dispute(
    first: tuple[int, int | None], second: tuple[int, int | None], day: int, disputed: bool
) -> None:
    world = World()
    toll(world, *first, "source:o")
    toll(world, *second, "source:p", day)
    assert [over for over, _ in disputes(world)] == ([Over.AMOUNT] if disputed else [])


def test_an_event_gives_the_least_and_the_most_that_its_roots_say() -> None:
    world = World()
    toll(world, 30, None, "source:o")
    toll(world, 75, 75, "source:p")
    assert world.event("harm").amount == Amount(30, None, 75)


@given(
    tolls=st.lists(
        st.tuples(
            st.sampled_from([(6, 6), (9, None), (None, 30), (24, 99), (11, 11), (None, None)]),
            st.sampled_from(["source:o", "source:p", "actor:i"]),
            st.integers(8, 10),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(deadline=None, max_examples=60)
def test_each_figure_of_an_event_is_that_of_the_claim_it_names(
    tolls: list[tuple[tuple[int | None, int | None], str, int]],
) -> None:
    world = World()
    for (low, high), by, day in tolls:
        toll(world, low, high, by, day)
    amounts = {claim.id: claim.amount for claim in world.known().claims}
    for event in world.weigh().events:
        stated = event.amount or Amount(None, None, None)
        bounds = {bound: getattr(stated, bound) for bound in ("low", "best", "high")}
        assert {bound for bound, value in bounds.items() if value is not None} == dict(event.figures).keys()
        assert all(claim in event.claims for _, claim in event.figures)
        assert all(getattr(amounts[claim], bound) == bounds[bound] for bound, claim in event.figures)


def test_one_act_laid_at_two_doors_is_a_dispute_over_actor() -> None:
    world = World()
    tell(world, on(8), "strike.air", "source:o", when=EIGHTH)
    tell(world, on(8), "strike.air", "source:p", {"actor": "actor:i", "place": QASR}, when=EIGHTH)
    assert [over for over, _ in disputes(world)] == [Over.ACTOR]
    tell(world, on(8), "strike.air", "source:o", {"actor": "actor:i", "place": QASR}, when=EIGHTH)
    assert disputes(world) == []


def holder(world: World) -> list[Dispute]:
    return [dispute for dispute in world.weigh().disputes if dispute.over is Over.HOLDER]


def test_two_holders_on_one_day_are_a_dispute_and_a_change_of_hands_is_none() -> None:
    world = World()
    tell(world, on(8), "control.hold", "actor:r", when=EIGHTH)
    tell(world, on(10), "control.hold", "actor:i", {"actor": "actor:i", "place": QASR}, when=day_when(on(10)))
    assert holder(world) == []
    tell(world, on(12), "control.hold", "actor:r", when=day_when(on(12)))
    (dispute,) = holder(world)
    assert dispute.severity == 1.0


def test_who_takes_a_place_again_has_not_held_it_in_between() -> None:
    world = World()
    for day in (8, 19):
        tell(world, on(day), "control.gain", "actor:r", when=day_when(on(day)))
    tell(world, on(12), "control.hold", "source:o", {"actor": "actor:i", "place": QASR}, when=day_when(on(12)))
    assert holder(world) == []


def test_a_part_of_a_force_does_not_dispute_its_hold() -> None:
    world = World()
    tell(world, on(8), "control.hold", "actor:r", when=EIGHTH)
    tell(world, on(8), "control.hold", "source:o", {"actor": "actor:brigade", "place": QASR}, when=EIGHTH)
    assert holder(world) == []


def test_what_rests_on_nothing_is_named_and_the_rest_is_weighed() -> None:
    world = World()
    tell(world, on(8), "control.gain", when=EIGHTH)
    page = world.page("out5", on(8), "Words of nobody.")
    lost = world.say(page, page.text, when=EIGHTH, inside="attribution:gone")
    world.attribute(world.claim(page, "Words", "clash", {}), "source:o")
    world.found["passages"] = world.found["passages"][:1]
    messages = [problem.message for problem in world.weigh().problems]
    assert len(world.weigh().events) == 1
    assert any("stands in no page or passage" in message for message in messages)
    assert lost.inside == "attribution:gone"


def test_a_chain_that_leads_nowhere_or_round_is_a_problem_and_still_counts() -> None:
    world = World()
    page = world.page("out1", on(8), "R took it, somebody says.")
    world.say(page, page.text, when=EIGHTH, inside="attribution:gone")
    (problem,) = world.weigh().problems
    assert "which is missing" in problem.message
    assert world.event().grade.roots == 1


def name(world: World, page: str, words: str, kind: str = "control.gain", **roles: str) -> None:
    """A claim of the whole page whose roles are filled by words of the page that no pack knows."""
    text = f"{story(page, 30)} {words}"
    made = world.page(page, on(8), text)
    claim = world.claim(made, words, kind, {role: filled for role, filled in roles.items() if filled.startswith("actor:")})
    for role, filled in roles.items():
        if not filled.startswith("actor:"):
            start = text.index(filled)
            mention = world.name(Span(made.id, start, start + len(filled)), filled, role)
            claim = replace(claim, roles=(*claim.roles, (role, mention)))
    world.found["claims"][-1] = claim
    world.attribute(claim, "source:o")


def test_the_town_of_two_pages_need_not_be_one_town() -> None:
    world = World()
    name(world, "out1", "R took the town.", place="town", actor="actor:r")
    name(world, "out2", "The town is in the hands of R.", place="town", actor="actor:r")
    assert [event.place for event in world.weigh().events] == [None, None]


def test_a_name_no_pack_knows_is_one_place_across_pages() -> None:
    world = World()
    name(world, "out1", "R took Wadi Sarn.", place="Wadi Sarn", actor="actor:r")
    name(world, "out2", "Now Wadi Sarn is R's.", place="Wadi Sarn", actor="actor:r")
    assert [event.place for event in world.weigh().events] == ["wadi sarn"]


def test_the_soldiers_are_nobody_named() -> None:
    world = World()
    name(world, "out1", "Wadi Sarn was taken by soldiers.", place="Wadi Sarn", actor="soldiers")
    (event,) = world.weigh().events
    assert event.actors == ()


def test_a_speaker_without_a_name_is_unnamed() -> None:
    world = World()
    page = world.page("out1", on(8), f"{story(1, 20)} It fell, the army said.")
    claim = world.claim(page, "It fell", "control.gain", ROLES)
    start = page.text.index("army")
    army = world.name(Span(page.id, start, start + 4), "army", "source")
    world.attribute(claim, "Army", source=army)
    assert [root.root for root in world.event().roots] == ["anon@source:out1"]


def test_claims_of_a_quotation_within_the_body_are_counted() -> None:
    world = World()
    page = world.page("out1", on(8), "He said: We took the town. That was all.")
    world.passage(page, 9, 26, Role.QUOTE)
    world.say(page, "We took the town.", when=EIGHTH)
    assert world.event().grade.roots == 1


def test_a_loss_and_a_gain_that_name_nobody_are_two_turns_even_of_one_speaker() -> None:
    world = World()
    page = world.page("out1", on(8), "The town was lost, then it was cleared.")
    world.say(page, "The town was lost", "control.lose", roles={"place": QASR}, **DENIES)
    world.say(page, "it was cleared", "control.gain", roles={"place": QASR})
    assert len(world.weigh().events) == 2


@pytest.mark.parametrize(("by", "events"), [("source:rnews", 1), ("actor:i", 2), ("source:p", 2)])
def test_a_bare_denial_answers_the_change_of_hands_that_the_other_side_is_said_to_have_won(by: str, events: int) -> None:
    world = World()
    page = world.page("out1", on(8), f"{story(1, 30)} I took the town.")
    world.say(page, "I took the town.", roles={"actor": "actor:i", "place": QASR}, when=EIGHTH)
    page = world.page("out2", on(9), f"{story(2, 30)} It was not lost.")
    world.say(page, "It was not lost.", "control.lose", by, roles={"place": QASR}, **DENIES)
    found = world.weigh().events
    assert len(found) == events
    assert {event.grade.step for event in found} == ({Step.CONTESTED} if events == 1 else {Step.SINGLE_ROOT, Step.DENIED_ONLY})


MILL = {"actor": "actor:r", "place": "place:mill as the mill"}
GATE = {"actor": "actor:r", "place": "place:gate as the mill"}
EITHER = {"actor": "actor:r", "place": "maybe mill|gate as the mill"}


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([MILL, EITHER], ["place:mill"]),
        ([EITHER, MILL], ["place:mill"]),
        ([EITHER, EITHER], ["the mill"]),
        ([MILL, GATE, EITHER], ["place:gate", "place:mill", "the mill"]),
        ([{"actor": "actor:r", "place": "place:mill"}, EITHER], ["place:mill", "the mill"]),
        ([MILL, {"actor": "actor:r", "place": "maybe gate|qasr as the mill"}], ["place:mill", "the mill"]),
    ],
)
def test_a_name_of_several_places_is_the_one_that_the_case_is_sure_of(places: list[dict[str, str]], found: list[str]) -> None:
    world = World()
    for roles in places:
        tell(world, on(8), "strike.air", roles=roles, when=EIGHTH)
    assert sorted(str(event.place) for event in world.weigh().events) == found


INSIDE = make_pack(toponyms=(Toponym("in", "inside", "", "", "invented"), Toponym("in the", "inside", "", "", "invented")))


@pytest.mark.parametrize(
    ("words", "kind", "placed"),
    [
        (" in the northern town of Qasr.", "strike.air", QASR),
        (" and a barn in Qasr.", "strike.air", QASR),
        (" in the northern town of Qasr.", "control.gain", None),
        (", they said in Qasr.", "strike.air", None),
        (" before they fled to Qasr.", "strike.air", None),
        (" in the hills that lie a long way off the road to Qasr.", "strike.air", None),
    ],
)
def test_a_place_without_a_name_lies_in_the_town_named_right_behind_it(words: str, kind: str, placed: str | None) -> None:
    world = World()
    text = f"{story('around', 20)} warplanes hit a school{words}"
    page = world.page("out0", on(8), text)
    world.name(Span(page.id, text.index("Qasr"), text.index("Qasr") + 4), QASR, "place")
    world.say(page, "warplanes hit a school", kind, roles={"actor": "actor:r", "place": "a school"}, when=EIGHTH)
    assert [event.place for event in world.weigh(INSIDE).events] == [placed]
