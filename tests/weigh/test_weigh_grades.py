"""Roots and grades: what lifts a grade, what never does, and what the sentence says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sayso.model import Act, Modality, Role, SourceKind, Stands, Step, Verdict
from sayso.pack import BlocRow
from sayso.weigh import cut, weigh
from tests.weigh.world import DENIES, OUTLETS, QASR, World, at, day_when, make_pack, on, story

EIGHTH = day_when(on(8))
OTHERWISE = {"actor": "actor:i", "place": QASR}


def told(world: World, outlet: str, by: str | None, day: date = date(2017, 11, 8), **how: Any) -> None:
    """One more page with words of its own, in which `by` says that R took the town on the 8th."""
    words = f"{outlet} has it from {by} that R took the town."
    page = world.page(outlet, day, f"{story((outlet, by, day), 40)} {words}")
    world.say(page, words, by=by, when=EIGHTH, **how)


def grade(*tellers: str | None, **how: Any) -> tuple[str, str]:
    world = World()
    for number, by in enumerate(tellers):
        told(world, f"out{number}", by, **how)
    found = world.event().grade
    return found.step, found.sentence


@pytest.mark.parametrize(
    ("tellers", "step", "sentence"),
    [
        (["source:o"], "single_root", "Single root: 1 outlet, resting on O's statement of 8 Nov 2017."),
        (
            ["source:o", "source:o", "source:o"],
            "single_root",
            "Single root: 3 outlets, all resting on O's statement of 8 Nov 2017.",
        ),
        (["source:o", "anon", None], "single_root", "Single root: 3 outlets, all resting on O's statement of 8 Nov 2017."),
        (["source:o", "actor:r"], "corroborated", "Corroborated: R and O, unconnected; 2 outlets in all."),
        (
            ["source:o", "source:p"],
            "corroborated",
            "Corroborated: O and P, unconnected; 2 outlets in all; ownership of P unknown.",
        ),
        (
            ["actor:r", "source:rnews"],
            "one_sided",
            "One-sided: 2 roots (R and R News), all of one side, N_eff 1.33; 2 outlets in all.",
        ),
        ([None], "unsourced", "Unsourced: 1 outlet says so in its own words; nobody else."),
        (["anon"], "unsourced", "Unsourced: 1 outlet quotes an unnamed source; nobody else."),
        (["anon", "anon", None], "unsourced", "Unsourced: 3 outlets quote an unnamed source; nobody else."),
        (["?"], "unsourced", "Unsourced: 1 outlet reports it on nobody's word; nobody else."),
    ],
)
def test_a_grade_counts_roots_and_not_outlets(tellers: list[str | None], step: str, sentence: str) -> None:
    assert grade(*tellers) == (step, sentence)


def test_agreement_with_something_to_check_is_confirmed() -> None:
    world = World()
    told(world, "out1", "source:o")
    told(world, "out2", "actor:r", source_kind=SourceKind.IMAGERY_DOCUMENT)
    assert world.event().grade.step is Step.CONFIRMED
    assert "footage or a document" in world.event().grade.sentence


@pytest.mark.parametrize("loser", ["actor:i", "source:inews"])
def test_the_losing_side_confirms_when_it_admits_its_loss(loser: str) -> None:
    world = World()
    told(world, "out1", "source:o")
    words = "The town is lost."
    world.say(world.page("out2", on(8), words), words, "control.lose", loser, roles=OTHERWISE, when=EIGHTH)
    (event,) = world.weigh().events
    assert event.grade.step is Step.CONFIRMED
    assert "the losing side" in event.grade.sentence
    assert event.actors == ("actor:r",)


def test_one_says_it_and_one_denies_it_is_contested() -> None:
    world = World()
    told(world, "out1", "actor:r")
    told(world, "out2", "actor:i", **DENIES)
    assert world.event().grade.sentence == "Contested: R says it, I denies it; no third root."
    assert [(root.root, root.stands) for root in world.event().roots] == [
        ("actor:r", Stands.ASSERTS),
        ("actor:i", Stands.DENIES),
    ]


def test_a_side_with_two_more_blocs_is_not_merely_contested() -> None:
    world = World()
    for number, by in enumerate(["actor:r", "source:o", "source:p"]):
        told(world, f"out{number}", by)
    told(world, "out9", "actor:i", **DENIES)
    assert world.event().grade.step is Step.CORROBORATED
    assert "I denies it" in world.event().grade.sentence


def test_outlets_in_their_own_words_do_not_outvote_a_denial() -> None:
    world = World()
    for outlet in OUTLETS[:8]:
        told(world, outlet, None)
    told(world, "out9", "actor:i", **DENIES)
    assert world.event().grade.step is Step.CONTESTED


def test_to_give_the_place_to_another_contests_it() -> None:
    world = World()
    told(world, "out1", "actor:r")
    words = "I took the town."
    world.say(world.page("out2", on(8), words), words, by="actor:i", roles=OTHERWISE, when=EIGHTH)
    grades = [event.grade for event in world.weigh().events]
    assert [found.step for found in grades] == [Step.CONTESTED, Step.CONTESTED]
    assert {found.sentence for found in grades} == {
        "Contested: R says it, I says otherwise; no third root.",
        "Contested: I says it, R says otherwise; no third root.",
    }


def test_what_is_only_denied_is_said_to_be() -> None:
    world = World()
    told(world, "out1", "actor:i", **DENIES)
    assert world.event().grade.step is Step.DENIED_ONLY
    assert world.event().grade.sentence == "Denied by I; nobody here asserts it."


def test_cannot_confirm_is_neither_root_nor_denial_and_lowers_what_it_speaks_of() -> None:
    world = World()
    words = "R says it has the town; we cannot confirm it."
    page = world.page("out1", on(8), words)
    said = world.say(page, words, by="actor:r", when=EIGHTH)
    assert world.weigh().hedges[said.id] == 1.0
    world.say(page, words, by=None, when=EIGHTH, act=Act.CANNOT_CONFIRM, polarity=None, modality=Modality.UNKNOWN)
    assert world.weigh().hedges[said.id] == 0.7
    assert world.event().grade.step is Step.SINGLE_ROOT
    assert [root.stands for root in world.event().roots] == [Stands.ASSERTS, Stands.DOUBTS]


def test_a_mere_cannot_confirm_is_no_event() -> None:
    world = World()
    told(world, "out1", None, act=Act.CANNOT_CONFIRM, polarity=None, modality=Modality.UNKNOWN)
    assert world.weigh().events == ()


@pytest.mark.parametrize(
    ("modality", "h"), [(Modality.CERTAIN, 1.0), (Modality.PROBABLE, 0.7), (Modality.POSSIBLE, 0.4), (Modality.UNKNOWN, None)]
)
def test_a_chain_is_as_firm_as_its_least_firm_link(modality: Modality, h: float | None) -> None:
    world = World()
    words = "The wire says that O says so."
    page = world.page("out1", on(8), words)
    outer = world.say(page, words, by="source:wire", polarity=None, modality=modality)
    inner = world.say(page, words, by="source:o", inside=outer.id)
    # A link that commits itself to nothing at all weakens nothing; one that hedges does.
    assert world.weigh().hedges[inner.id] == (1.0 if h is None else h)


def test_a_question_counts_for_nothing() -> None:
    world = World()
    told(world, "out1", "source:o", act=Act.ASK, modality=Modality.UNKNOWN)
    assert world.weigh().events == ()


@pytest.mark.parametrize("role", [Role.COMMENT, Role.UNKNOWN, Role.FURNITURE])
def test_readers_and_furniture_make_no_event(role: Role) -> None:
    world = World()
    world.say(world.page("out1", on(8), "R took it.", role=role), "R took it.", when=EIGHTH)
    assert world.weigh().events == ()


def corrected(late_copy: bool = False) -> World:
    world = World()
    text = f"{story('wire')} O says that R took the town. {story('more')}"
    first = world.say(world.page("out1", on(4), text), "O says that R took the town.", when=day_when(on(3)))
    world.say(world.page("out2", on(4), text), "O says that R took the town.", when=day_when(on(3)))
    if late_copy:
        world.say(world.page("out3", on(9), text), "O says that R took the town.", when=day_when(on(3)))
    words = "O takes back what it said of the town."
    world.say(
        world.page("out4", on(6), words), words, when=day_when(on(3)), act=Act.RETRACT, polarity=None, supersedes=first.id
    )
    return world


def test_what_every_root_took_back_is_withdrawn() -> None:
    found = corrected().event().grade
    assert found.step is Step.WITHDRAWN
    assert found.sentence == "Withdrawn: O corrected it on 6 Nov 2017; 2 outlets still carry the old text."


def test_a_withdrawal_reaches_a_copy_that_is_printed_later() -> None:
    assert corrected(late_copy=True).event().grade.sentence.endswith("3 outlets still carry the old text.")


def test_a_late_correction_leaves_the_answer_of_before_as_it_was() -> None:
    world = corrected()
    before = weigh(cut(world.known(), on(5)), make_pack())
    assert [event.grade.step for event in before.events] == [Step.SINGLE_ROOT]
    assert [row.known_to for row in before.controls] == [None]
    (row,) = [row for row in world.weigh().controls if row.status == "held"]
    assert (row.known_from, row.known_to) == (at(5), at(7))


def test_a_retraction_by_one_root_leaves_the_other_standing() -> None:
    world = corrected()
    told(world, "out7", "actor:r", date(2017, 11, 4))
    told_of = world.claim(
        world.page("out8", on(4), "R has it."),
        "R has it.",
        "control.gain",
        {"actor": "actor:r", "place": QASR},
        day_when(on(3)),
    )
    world.attribute(told_of, "source:p")
    (event,) = [event for event in world.weigh().events if any(root.root == "source:o" for root in event.roots)]
    assert event.grade.step is Step.SINGLE_ROOT
    assert "P's statement" in event.grade.sentence


def test_people_put_claims_together_and_keep_them_apart() -> None:
    world = World()
    told(world, "out1", "source:o")
    told(world, "out2", "actor:r")
    one, other = sorted(claim.id for claim in world.known().claims)
    world.judge(one, Verdict.SPLIT, other)
    assert [event.grade.step for event in world.weigh().events] == [Step.SINGLE_ROOT, Step.SINGLE_ROOT]
    apart = World()
    told(apart, "out1", "source:o")
    words = "R took the mill."
    apart.say(
        apart.page("out2", on(8), words), words, by="actor:r", roles={"actor": "actor:r", "place": "place:mill"}, when=EIGHTH
    )
    assert len(apart.weigh().events) == 2
    apart.judge(min(claim.id for claim in apart.known().claims), Verdict.MERGE, max(claim.id for claim in apart.known().claims))
    assert [event.grade.step for event in apart.weigh().events] == [Step.CORROBORATED]


def test_a_bloc_holds_on_its_days_only() -> None:
    rows = tuple(BlocRow(body, "one", "2017-01-01", end, "", "invented") for body, end in (("o", "2017-11-01"), ("p", "")))
    world = World()
    told(world, "out1", "source:o")
    told(world, "out2", "source:p")
    assert world.event(pack=make_pack(blocs=rows)).grade.step is Step.CORROBORATED
    always = tuple(BlocRow(body, "one", "", "", "", "invented") for body in ("o", "p"))
    assert world.event(pack=make_pack(blocs=always)).grade.step is Step.ONE_SIDED


def test_a_member_of_a_force_is_of_its_side() -> None:
    assert grade("actor:r", "actor:brigade")[0] == "one_sided"


MOVED = make_pack(
    blocs=(
        BlocRow("o", "monitors", "", "", "", "invented"),
        BlocRow("p", "monitors", "", "2017-11-09", "", "invented"),
        BlocRow("p", "R side", "2017-11-10", "", "", "invented"),
    )
)


@pytest.mark.parametrize(("day", "step"), [(on(8), Step.ONE_SIDED), (on(9), Step.ONE_SIDED), (on(10), Step.CORROBORATED)])
def test_a_source_is_of_the_side_that_it_had_on_the_day_it_spoke(day: date, step: Step) -> None:
    world = World()
    for number, by in enumerate(["source:o", "source:p"]):
        told(world, f"out{number}", by, day)
    assert world.event(pack=MOVED).grade.step is step
