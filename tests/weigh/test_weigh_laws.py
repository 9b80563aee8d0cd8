"""Laws of weighing that hold of whatever is told: copies and comments lift nothing, order does not matter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Event, Page, Role, Step
from sayso.pack import BlocRow
from sayso.weigh import Weighed, asof, cut, weigh
from sayso.weigh.roots import count_apart, count_effective
from tests.laws import TIMES
from tests.weigh.world import DENIES, PACK, QASR, World, day_when, make_pack, on, story

# From the least that can be said for an event to the most; the others are no step up or down.
LADDER = [Step.UNSOURCED, Step.SINGLE_ROOT, Step.ONE_SIDED, Step.CORROBORATED, Step.CONFIRMED]
SPEAKERS = [None, "?", "anon", "source:o", "source:p", "actor:r", "actor:i", "source:rnews", "source:wire", "Colonel Odeh"]
ROLES = [{"actor": "actor:r", "place": QASR}, {"actor": "actor:i", "place": QASR}, {"place": QASR}]


@dataclass(frozen=True)
class Telling:
    """One claim of a page: what it is of, who says it, and whether he denies it."""

    kind: str
    by: str | None
    roles: int
    denies: bool
    when: int | None
    words: int


@dataclass(frozen=True)
class Sheet:
    """A page: its outlet, the day it is dated, the story it tells, and what it claims in it."""

    outlet: str
    day: int | None
    story: int
    tellings: tuple[Telling, ...]


tellings = st.builds(
    Telling,
    kind=st.sampled_from(["control.gain", "control.lose", "control.hold", "strike.air", "move"]),
    by=st.sampled_from(SPEAKERS),
    roles=st.integers(0, 2),
    denies=st.booleans(),
    when=st.none() | st.integers(3, 7),
    words=st.integers(0, 2),
)
claimed = st.lists(tellings, min_size=1, max_size=3, unique_by=lambda telling: (telling.words, telling.kind)).map(tuple)


@st.composite
def worlds(draw: st.DrawFn) -> list[Sheet]:
    """Up to five pages of four stories: whoever prints a story prints what it claims."""
    stories = draw(st.lists(claimed, min_size=4, max_size=4))
    outlets = st.sampled_from(["out0", "out1", "out2", "wire", "rnews"])
    printed = st.tuples(outlets, st.none() | st.integers(7, 12), st.integers(0, 3))
    return [Sheet(outlet, day, at, stories[at]) for outlet, day, at in draw(st.lists(printed, min_size=1, max_size=5))]


sheets = st.builds(Sheet, st.just("out1"), st.integers(7, 12), st.just(4), claimed)


def sentence(sheet: Sheet, number: int) -> str:
    return story(("sentence", sheet.story, number), 14)


def text_of(sheet: Sheet) -> str:
    return " ".join(f"{story((sheet.story, number), 25)} {sentence(sheet, number)}" for number in range(3))


def add(world: World, sheet: Sheet, outlet: str | None = None, days: int = 0, role: Role = Role.BODY) -> Page:
    day = on(sheet.day) + timedelta(days=days) if sheet.day is not None else None
    page = world.page(outlet or sheet.outlet, day, text_of(sheet), role=role)
    for telling in sheet.tellings:
        how = DENIES if telling.denies else {}
        when = day_when(on(telling.when)) if telling.when is not None else None
        world.say(page, sentence(sheet, telling.words), telling.kind, telling.by, roles=ROLES[telling.roles], when=when, **how)
    return page


def build(told: list[Sheet]) -> World:
    world = World()
    for sheet in told:
        add(world, sheet)
    return world


def matched(before: Weighed, after: Weighed) -> list[tuple[Event, Event]]:
    """Each event with the one its claims stand in afterwards; its id may have gone over to an earlier claim."""
    homes = {claim: event for event in after.events for claim in event.claims}
    return [(event, homes[event.claims[0]]) for event in before.events]


@given(worlds(), st.integers(1, 5))
@settings(max_examples=60 * TIMES, deadline=None)
def test_the_order_of_input_does_not_matter(told: list[Sheet], seed: int) -> None:
    world = build(told)
    assert weigh(world.known(shuffle=seed), PACK) == world.weigh()


@given(worlds(), st.integers(0, 4), st.integers(0, 2))
@settings(max_examples=150 * TIMES, deadline=None)
def test_a_copy_never_raises_a_grade_or_the_count_of_roots(told: list[Sheet], which: int, later: int) -> None:
    world = build(told)
    before = world.weigh()
    add(world, told[which % len(told)], outlet="out9", days=later)
    after = world.weigh()
    assert len(after.events) == len(before.events)
    for event, now in matched(before, after):
        assert set(event.claims) <= set(now.claims)
        assert now.grade.roots <= event.grade.roots
        assert now.grade.blocs <= event.grade.blocs
        if now.grade.step is not event.grade.step:
            assert LADDER.index(now.grade.step) < LADDER.index(event.grade.step)


@given(worlds(), sheets, st.sampled_from([2, 3, 200]))
@settings(max_examples=12 * TIMES, deadline=None)
def test_two_hundred_copies_of_a_wire_change_nothing_but_the_page_count(told: list[Sheet], wire: Sheet, copies: int) -> None:
    world = build(told)
    add(world, wire, outlet="wire")
    before, held = world.weigh(), asof(world.known(), QASR, on(12), on(15), PACK)
    for number in range(copies):
        add(world, wire, outlet=f"paper{number}", days=1 + number % 2)
    after, now = world.weigh(), asof(world.known(), QASR, on(12), on(15), PACK)
    assert [counted(event) for event, _ in matched(before, after)] == [counted(event) for _, event in matched(before, after)]
    assert len(after.events) == len(before.events)
    assert Counter(dispute.over for dispute in after.disputes) == Counter(dispute.over for dispute in before.disputes)
    assert (now.holder, now.agreed, now.share, now.sentence) == (held.holder, held.agreed, held.share, held.sentence)
    assert [word.weight for word in now.words] == [word.weight for word in held.words]


def counted(event: Event) -> tuple[object, ...]:
    """All that an event says but how many pages and outlets carry it."""
    roots = sorted((root.root, root.bloc or "", root.stands) for root in event.roots)
    grade = event.grade.step, event.grade.roots, event.grade.blocs
    return event.id, event.kind, event.place, event.when, event.actors, event.amount, roots, grade


@given(worlds(), sheets, st.sampled_from([Role.COMMENT, Role.UNKNOWN, Role.FURNITURE]))
@settings(max_examples=60 * TIMES, deadline=None)
def test_a_comment_changes_nothing_but_itself(told: list[Sheet], comment: Sheet, role: Role) -> None:
    world = build(told)
    before = world.weigh()
    add(world, comment, outlet="out8", role=role)
    after = world.weigh()
    assert (after.events, after.controls, after.disputes, after.copies) == (
        before.events,
        before.controls,
        before.disputes,
        before.copies,
    )


@given(worlds(), sheets)
@settings(max_examples=40 * TIMES, deadline=None)
def test_a_later_page_leaves_the_answer_of_before_as_it_was(told: list[Sheet], late: Sheet) -> None:
    world = build(told)
    before = weigh(cut(world.known(), on(15)), PACK)
    held = asof(world.known(), QASR, on(12), on(15), PACK)
    add(world, Sheet(late.outlet, 16, late.story, late.tellings))
    assert weigh(cut(world.known(), on(15)), PACK) == before
    assert asof(world.known(), QASR, on(12), on(15), PACK) == held


@given(worlds())
@settings(max_examples=60 * TIMES, deadline=None)
def test_every_record_leads_back_to_what_was_said(told: list[Sheet]) -> None:
    world = build(told)
    known, weighed = world.known(), world.weigh()
    claims, said = {claim.id for claim in known.claims}, {one.id for one in known.attributions}
    nouns = (weighed.copies, weighed.events, weighed.disputes, weighed.controls, weighed.forecasts)
    for records in nouns:
        ids = [record.id for record in records]
        assert ids == sorted(set(ids))
    assert all(claims.issuperset(event.claims) for event in weighed.events)
    assert all(said.issuperset(row.attributions) and row.attributions for row in weighed.controls)
    assert all({dispute.left, dispute.right} <= said for dispute in weighed.disputes)
    assert all(0 < dispute.severity <= 1 for dispute in weighed.disputes)
    assert weighed.undated == sum(page.published is None for page in known.pages)
    assert not weighed.problems


@given(worlds(), st.dates(date(2017, 11, 1), date(2017, 12, 31)), st.dates(date(2017, 11, 1), date(2017, 12, 31)))
@settings(max_examples=60 * TIMES, deadline=None)
def test_an_answer_about_control_is_a_share_with_its_words(told: list[Sheet], valid: date, known: date) -> None:
    held = asof(build(told).known(), QASR, valid, known, PACK)
    assert 0 <= held.share <= 1 + 1e-9
    assert held.sentence
    assert (held.holder is not None) or not held.agreed
    assert all(word.control.known_from is not None for word in held.words)


one_or_two = st.frozensets(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=2)
A, B, BOTH = frozenset({"a"}), frozenset({"b"}), frozenset({"a", "b"})


@given(st.lists(one_or_two, min_size=1, max_size=9))
def test_n_eff_lies_between_the_blocs_and_the_roots(sides: list[frozenset[str]]) -> None:
    effective = count_effective(sides)
    assert effective + 1e-9 >= 1
    assert effective <= len(sides) + 1e-9
    assert count_effective([A, A]) == 4 / 3
    assert count_effective([A, B]) == 2


def test_who_stands_in_two_blocs_is_another_voice_to_neither() -> None:
    assert [count_apart(sides) for sides in ([BOTH], [A, BOTH], [A, B], [A, B, BOTH])] == [1, 1, 2, 2]
    assert count_effective([A, BOTH]) == 4 / 3


@given(st.lists(one_or_two, min_size=1, max_size=6), st.data())
def test_the_blocs_counted_are_the_most_of_which_no_two_meet(sides: list[frozenset[str]], data: st.DataObject) -> None:
    some = (each for size in range(1, len(sides) + 1) for each in combinations(sides, size))
    apart = [each for each in some if len(frozenset[str]().union(*each)) == sum(map(len, each))]
    assert count_apart(sides) == max(map(len, apart))
    at = data.draw(st.integers(0, len(sides) - 1))
    more = [*sides[:at], sides[at] | data.draw(one_or_two), *sides[at + 1 :]]
    assert count_apart(more) <= count_apart(sides)
    assert count_effective(more) <= count_effective(sides) + 1e-9


@given(worlds(), st.sampled_from(["o", "p", "r", "i", "rnews", "wire"]), st.sampled_from(["R side", "I side", "monitors"]))
@settings(max_examples=60 * TIMES, deadline=None)
def test_a_second_bloc_never_raises_a_grade(told: list[Sheet], body: str, bloc: str) -> None:
    """Nor does it take a doubt away: what was contested stays so."""
    more = make_pack(blocs=(*PACK.rows["blocs"], BlocRow(body, bloc, "", "", "", "invented")))
    before = {event.id: event.grade for event in build(told).weigh().events}
    for event in build(told).weigh(more).events:
        was, now = before.get(event.id), event.grade
        if was is None:
            continue
        if was.step in LADDER and now.step in LADDER:
            assert LADDER.index(now.step) <= LADDER.index(was.step)
        assert was.step is not Step.CONTESTED or now.step is Step.CONTESTED
        assert now.blocs <= was.blocs


def test_each_claim_stands_in_one_event() -> None:
    world = build(
        [
            Sheet(
                "out1", 8, 1, (Telling("control.gain", "source:o", 0, False, 7, 0), Telling("move", "source:o", 0, False, 7, 1))
            )
        ]
    )
    held = [claim for event in world.weigh().events for claim in event.claims]
    assert sorted(held) == sorted(claim.id for claim in world.known().claims if isinstance(claim, Claim))


NAMED = ["source:o", "source:p", "actor:r", "actor:i", "source:rnews"]


@given(st.sets(st.sampled_from(NAMED), min_size=1), st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=12))
@settings(max_examples=40 * TIMES, deadline=None)
def test_an_outlet_that_tells_in_words_of_its_own_what_a_root_said_raises_nothing(
    by: set[str], told: list[tuple[int, int]]
) -> None:
    """However many outlets quote those who have spoken, each in its own words: the same roots, the same grade."""
    roots, world = sorted(by), World()
    for number, root in enumerate(roots):
        words = story(("first", number), 14)
        page = world.page("out0", on(8), f"{words} {story(('around', number), 30)}")
        world.say(page, words, "strike.air", root, roles=ROLES[2], when=day_when(on(7)))
    before = world.event("strike.air")
    for number, (which, later) in enumerate(told):
        words = story(("again", number), 14)
        page = world.page(f"out{number % 9 + 1}", on(8 + later), f"{words} {story(('around again', number), 30)}")
        world.say(page, words, "strike.air", roots[which % len(roots)], roles=ROLES[2], when=day_when(on(7)))
    after = world.event("strike.air")
    assert (after.grade.step, after.grade.roots, after.grade.blocs) == (
        before.grade.step,
        before.grade.roots,
        before.grade.blocs,
    )
    assert {root.root for root in after.roots} == {root.root for root in before.roots}
    assert after.grade.pages == before.grade.pages + len(told)
