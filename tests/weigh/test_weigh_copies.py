"""Copies: what is one, what is stock, which claims they tie, and that agreement without shared words ties nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Copy, CopyKind, Passage, Role, Step, Verdict
from sayso.weigh import Known, weigh
from tests.weigh.world import PACK, QASR, World, day_when, on, story

WORDS = "R took the town in the night and its flag stands on the old mill."
EIGHTH = day_when(on(8))


def two(left: str, right: str, days: tuple[int, int] = (8, 9), by: tuple[str | None, str | None] = ("source:o", None)) -> World:
    world = World()
    for number, (text, day) in enumerate(zip((left, right), days, strict=True)):
        page = world.page(f"out{number}", on(day), text)
        if WORDS in text:
            world.say(page, WORDS, by=by[number], when=EIGHTH)
    return world


def roots(world: World) -> list[str]:
    return sorted(root.root for root in world.event().roots)


def test_a_reprint_without_credit_rests_on_the_first_page() -> None:
    text = f"{story(1)} {WORDS} {story(2)}"
    world = two(text, f"{WORDS} {story(2)} {story(3, 50)}")
    (copy,) = world.weigh().copies
    passages = {passage.id: passage.span.page for passage in world.known().passages}
    assert copy.kind is CopyKind.REPRINT
    assert copy.earlier == copy.left
    assert passages[copy.left] == world.known().pages[0].id
    assert roots(world) == ["source:o"]


def test_the_overlap_shows_the_shared_words_of_both_pages() -> None:
    world = two(f"{story(1)} {WORDS} {story(2)}", f"{story(3)} {WORDS} {story(2)}")
    texts = {page.id: page.text for page in world.known().pages}
    (copy,) = world.weigh().copies
    for left, right in copy.overlaps:
        assert texts[left.page][left.start : left.end] == texts[right.page][right.start : right.end]
    assert any(WORDS[:-1] in texts[left.page][left.start : left.end] for left, _ in copy.overlaps)


def test_a_rewrite_that_keeps_the_sentence_is_near_and_joined_until_people_cut_it() -> None:
    world = two(
        f"{story(1, 200)} {WORDS} {story('kept', 8)} {story(2, 200)}",
        f"{story(3, 200)} {WORDS} {story('kept', 8)} {story(4, 200)}",
    )
    (copy,) = world.weigh().copies
    assert (copy.kind, copy.score, roots(world)) == (CopyKind.NEAR, 0.9, ["source:o"])
    world.judge(copy.id, Verdict.REJECT)
    assert roots(world) == ["publisher*source:out1", "source:o"]


def test_people_add_a_copy_that_shares_no_words() -> None:
    short = World()
    page = short.page("out0", on(8), "R has it, says O.")
    short.say(page, page.text, when=EIGHTH)
    other = short.page("out1", on(8), "The town is R's.")
    short.say(other, other.text, by=None, when=EIGHTH)
    one, other_one = [passage.id for passage in short.known().passages]
    assert roots(short) == ["publisher*source:out1", "source:o"]
    short.judge(one, Verdict.ADD, f"{one} {other_one}")
    assert roots(short) == ["source:o"]


def test_shared_background_elsewhere_on_the_page_ties_no_claim() -> None:
    background = story("war", 60)
    left = f"{WORDS} {story(1)} {story(2)} {story(3)} {background}"
    right = f"{story(4)} {story(5)} {story(6)} R has the town now, its fighters say. {story(7)} {background}"
    world = two(left, right)
    page = world.known().pages[1]
    world.say(page, "R has the town now, its fighters say.", by=None, when=EIGHTH)
    assert [copy.kind for copy in world.weigh().copies] == [CopyKind.NEAR]
    assert roots(world) == ["publisher*source:out1", "source:o"]


def test_agreement_without_shared_words_makes_no_edge() -> None:
    world = World()
    for number, by in enumerate(["source:o", "actor:r", "source:p"]):
        page = world.page(f"out{number}", on(8), f"{story(number)} R took the town, {by} says. {story(-number - 1)}")
        world.say(page, f"R took the town, {by} says.", by=by, when=EIGHTH)
    assert world.weigh().copies == ()
    assert (world.event().grade.step, world.event().grade.roots) == (Step.CORROBORATED, 3)


def test_a_paragraph_seen_on_three_dates_is_stock() -> None:
    stock = story("the war so far", 40)
    world = World()
    for day in (3, 6, 8):
        words = f"R took it on the {day}th."
        world.say(world.page(f"out{day}", on(day), f"{story(day, 80)} {words} {stock}"), words, by=None, when=day_when(on(day)))
    assert world.weigh().copies == ()


def test_a_wire_printed_on_three_dates_is_no_stock() -> None:
    text = f"{story(1)} {WORDS}"
    world = World()
    for day in (3, 6, 8):
        world.say(world.page(f"out{day}", on(day), text), WORDS, by=None, when=day_when(on(3)))
    assert {copy.kind for copy in world.weigh().copies} == {CopyKind.REPRINT}
    assert len(world.event().roots) == 1


def test_a_sentence_that_goes_round_for_three_days_in_new_texts_is_no_stock() -> None:
    kept = f"{WORDS} {story('kept', 12)}"
    world = World()
    for day in (3, 4, 6):
        text = f"{story(day, 150)} {kept} {story(-day, 150)}"
        world.say(world.page(f"out{day}", on(day), text), WORDS, by=None, when=day_when(on(3)))
    assert {copy.kind for copy in world.weigh().copies} == {CopyKind.NEAR}
    assert len(world.event().roots) == 1


def test_pages_a_month_apart_are_not_compared_but_an_undated_one_is() -> None:
    text = f"{story(1)} {WORDS}"
    assert two(text, text, (1, 29)).weigh().copies == ()
    world = World()
    world.page("out1", on(1), text)
    world.page("out2", None, text)
    (copy,) = world.weigh().copies
    assert copy.earlier is None


def test_two_pages_of_one_day_have_no_first() -> None:
    text = f"{story(1)} {WORDS}"
    (copy,) = two(text, text, (8, 8)).weigh().copies
    assert copy.earlier is None


def test_a_credit_line_beats_the_date() -> None:
    text = f"{story(1)} {WORDS}"
    world = World()
    early = world.page("out1", on(7), f"{text} {story(2, 80)}", role=Role.REPRINT, voice="source:wire")
    late = world.page("wire", on(8), f"{text} {story(3, 80)}")
    (copy,) = world.weigh().copies
    passages = {passage.id: passage.span.page for passage in world.known().passages}
    assert (copy.kind, copy.score) == (CopyKind.CREDIT, 0.99)
    assert (passages[str(copy.earlier)], passages[copy.right]) == (late.id, early.id)


def test_a_page_that_quotes_an_outlet_rests_on_what_that_outlet_rests_on() -> None:
    world = World()
    world.say(world.page("wire", on(8), f"{story(1)} {WORDS}"), WORDS, by="source:o", when=EIGHTH)
    words = "The Harbour Wire has R in the town."
    world.say(world.page("out1", on(8), words), words, by="source:wire", when=EIGHTH)
    assert roots(world) == ["source:o"]


def test_a_further_speaker_in_one_of_two_copies_is_a_further_root() -> None:
    text = f"{story(1)} {WORDS} {story(2)}"
    world = two(text, text, by=("source:o", "source:o"))
    world.say(world.known().pages[1], WORDS, by="actor:r", when=EIGHTH)
    assert roots(world) == ["actor:r", "source:o"]
    assert world.event().grade.step is Step.CORROBORATED


def test_a_reprint_that_counts_its_friday_from_another_day_is_the_same_event() -> None:
    text = f"{story(1)} {WORDS} {story(2)}"
    world = World()
    world.say(world.page("out1", on(4), text), WORDS, when=day_when(on(3)))
    world.say(world.page("out2", on(11), text), WORDS, when=day_when(on(10)))
    event = world.event()
    assert event.when == day_when(on(3))


def test_two_hundred_copies_are_one_root() -> None:
    text = f"{story(1)} {WORDS} {story(2)}"
    world = World()
    for number in range(200):
        page = world.page(f"paper{number}", on(8 + number % 3), f"{story(('title', number), 9)} {text}")
        world.say(page, WORDS, when=EIGHTH, by="source:o" if number % 2 else None)
    event = world.event()
    assert (event.grade.step, event.grade.pages, len(event.roots)) == (Step.SINGLE_ROOT, 200, 1)
    assert event.grade.sentence == "Single root: 200 outlets, all resting on O's statement of 8 Nov 2017."
    assert len(world.weigh().copies) < 1000


@pytest.mark.parametrize("role", [Role.COMMENT, Role.FURNITURE, Role.UNKNOWN])
def test_words_of_readers_and_furniture_are_not_compared(role: Role) -> None:
    text = f"{story(1)} {WORDS}"
    world = World()
    world.page("out1", on(8), text)
    world.page("out2", on(8), text, role=role)
    assert world.weigh().copies == ()


def test_a_long_quotation_shared_is_a_copy_of_its_words() -> None:
    quote = "We have the mill and the bridge and we shall not leave either of them to anyone."
    world = World()
    for number in range(2):
        text = f"{story(number, 150)} {quote} {story(number + 9, 150)}"
        page = world.page(f"out{number}", on(8), text)
        claim = world.claim(page, quote, "control.hold", {"actor": "actor:r", "place": QASR})
        world.attribute(claim, "actor:r", direct=True, content=(claim.span,))
    assert [copy.kind for copy in world.weigh().copies] == [CopyKind.QUOTE]


def test_every_overlap_begins_in_its_passage() -> None:
    world = two(f"{story(1)} {WORDS} {story(2)}", f"{story(3)} {WORDS} {story(2)}")
    passages: dict[str, Passage] = {passage.id: passage for passage in world.known().passages}
    for copy in world.weigh().copies:
        for left, right in copy.overlaps:
            for side, passage in ((left, passages[copy.left]), (right, passages[copy.right])):
                assert passage.span.start <= side.start < side.end <= passage.span.end


BESIDE = "The crossing is shut, its guards said, and nobody has come over it since the morning."


def test_what_an_outlet_adds_below_the_words_it_took_is_its_own() -> None:
    shared = f"{story(1, 60)} {story(2, 60)}"
    world = World()
    for number, (added, by) in enumerate([(WORDS, "source:o"), ("Fighters of R stand on the mill since dawn.", None)]):
        page = world.page(f"out{number}", on(8 + number), f"{shared} {added}")
        world.say(page, added, by=by, when=EIGHTH)
    assert [copy.kind for copy in world.weigh().copies] == [CopyKind.REPRINT]
    assert roots(world) == ["publisher*source:out1", "source:o"]


def test_a_sentence_reworded_in_the_midst_of_shared_words_rests_on_them() -> None:
    world = World()
    for number, (words, by) in enumerate([(WORDS, "source:o"), ("Fighters of R stand on the mill since dawn.", None)]):
        page = world.page(f"out{number}", on(8 + number), f"{story(1, 60)} {words} {story(2, 60)}")
        world.say(page, words, by=by, when=EIGHTH)
    assert roots(world) == ["source:o"]


def test_two_bodies_that_the_texts_name_stay_two_origins() -> None:
    world = World()
    for number, by in enumerate(["source:o", "actor:r"]):
        page = world.page(f"out{number}", on(8 + number), f"{story(1, 60)} {WORDS} {story(2, 60)}")
        world.say(page, WORDS, by=by, when=EIGHTH)
    assert roots(world) == ["actor:r", "source:o"]


def test_of_two_like_sentences_the_one_with_the_same_words_around_it_is_the_copy() -> None:
    world = World()
    text = f"{story(1, 40)} {WORDS} {story(2, 40)} {story(3, 40)}"
    first = world.page("out0", on(8), text)
    world.say(first, WORDS, by="source:o", when=EIGHTH)
    again = f"{BESIDE} {WORDS[:-1]} again."
    second = world.page("out1", on(9), f"{again} {text}")
    world.claim(second, WORDS, "control.gain", {"actor": "actor:r", "place": QASR}, EIGHTH)
    other = world.claim(second, f"{WORDS[:-1]} again.", "control.gain", {"actor": "actor:r", "place": QASR}, EIGHTH)
    world.attribute(other, "anon")
    assert roots(world) == ["anon@source:out1", "source:o"]


def test_an_agency_that_is_quoted_stands_on_its_own_word_before_what_it_has_from_others() -> None:
    world = World()
    page = world.page("wire", on(8), f"{WORDS} {story(1)} The monitor has R in the town as well.")
    world.say(page, WORDS, by=None, when=EIGHTH)
    world.say(page, "The monitor has R in the town as well.", by="source:o", when=EIGHTH)
    words = "The Harbour Wire has R in the town."
    world.say(world.page("out1", on(9), words), words, by="source:wire", when=EIGHTH)
    assert roots(world) == ["publisher*source:wire", "source:o"]


def drawn(known: Known) -> tuple[Copy, ...]:
    """The copies as they are found where a part of the words is looked at."""
    return weigh(replace(known, sketch_from=0), PACK).copies


@given(st.integers(0, 10_000), st.integers(60, 200))
def test_from_a_part_of_the_words_a_copy_is_found_with_all_its_words(seed: int, kept: int) -> None:
    shared = story(("shared", seed), kept)
    world = World()
    for number in range(2):
        world.page(f"out{number}", on(8 + number), f"{story((seed, number), 80)} {shared} {story((number, seed), 80)}")
    assert drawn(world.known()) == world.weigh().copies != ()


def test_a_part_of_the_words_is_looked_at_only_in_a_case_of_more_pages_than_that() -> None:
    world = two(story("one", 30), story("two", 30))
    assert [replace(world.known(), sketch_from=many).scale > 1 for many in (0, 1, 2, 3)] == [True, True, False, False]
    assert world.known().scale == 1


def test_of_a_part_of_the_words_it_is_still_seen_which_paragraph_is_stock() -> None:
    stock = story("the war so far", 80)
    world = World()
    for number in range(4):
        world.page(f"out{number}", on(3) + timedelta(days=2 * number), f"{story(('own', number), 200)} {stock}")
    assert drawn(world.known()) == world.weigh().copies == ()


def test_a_short_formula_is_no_copy_though_a_part_of_its_words_was_enough_to_look() -> None:
    formula = story("as it is always put", 12)
    one, other = (f"{story(('left', side), 200)} {formula} {story(('right', side), 200)}" for side in range(2))
    world = two(one, other)
    assert drawn(world.known()) == world.weigh().copies == ()
