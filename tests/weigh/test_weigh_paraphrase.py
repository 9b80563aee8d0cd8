"""Paraphrase: two roots that share an error are shown together and stay two, unless a person says otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.model import Amount, Copy, CopyKind, Judgement, Span, Verdict
from sayso.pack import load_pack
from sayso.store import Store
from sayso.weigh import Weighed, cut, weigh
from tests.laws import TIMES
from tests.weigh.press import Press
from tests.weigh.test_weigh_again import is_in_step, of_page, take_in, weighed
from tests.weigh.world import PACK, QASR, World, at, day_when, on, story

# Who prints what on which day: outlet, day of November, the named speaker (None: the outlet's own word), the dead.
Row = tuple[str, int, str | None, int]
SLIP: tuple[Row, ...] = (("out0", 8, None, 17), ("out1", 8, None, 17))
RIGHT: tuple[Row, ...] = (("out2", 8, "source:o", 12), ("out3", 8, "source:p", 12))
THIRD: Row = ("out4", 8, "actor:r", 12)


def figures(*rows: Row) -> World:
    """Each page tells in words of its own how many died in one town on the 7th."""
    world = World()
    for number, (outlet, day, by, dead) in enumerate(rows):
        words = f"Shelling killed {dead} in the town."
        page = world.page(outlet, on(day), f"{story((number, outlet), 30)} {words}")
        toll = Amount(dead, dead, dead)
        world.say(page, words, "harm.killed", by, roles={"place": QASR}, when=day_when(on(7)), amount=toll)
    return world


def outlets(weighed: Weighed, world: World) -> list[tuple[str, str]]:
    home = {passage.id: passage.voice for passage in world.found["passages"]}
    return [(home[copy.left][7:], home[copy.right][7:]) for copy in weighed.paraphrases]


def rows(slip: tuple[Row, ...], *others: Row) -> tuple[Row, ...]:
    return (*slip, *others)


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (rows(SLIP, *RIGHT), True),
        # One of two who err may be named; who is outvoted is counted among those who are.
        ((("out0", 8, "actor:i", 17), SLIP[1], *RIGHT), True),
        ((("out0", 8, "actor:i", 17), ("out1", 8, "actor:r", 17), *RIGHT), False),
        ((("out0", 8, "actor:i", 17), ("out1", 8, "actor:m", 17), *RIGHT, THIRD), True),
        # Taken over days later; and a higher toll that nobody had at the time, which may be news.
        ((SLIP[0], ("out1", 13, None, 17), *RIGHT), True),
        ((("out0", 12, None, 17), ("out1", 13, None, 17), *RIGHT), False),
        ((("out0", 8, None, 12), ("out1", 8, None, 12), ("out2", 12, "source:o", 17), ("out3", 12, "source:p", 17)), False),
        # One named voice against it is no majority, nor are two that differ, nor unnamed ones.
        (rows(SLIP, RIGHT[0]), False),
        (rows(SLIP, RIGHT[0], ("out3", 8, "source:p", 13)), False),
        (rows(SLIP, RIGHT[0], ("out3", 8, None, 12), ("out4", 8, None, 12)), False),
        # What a third has is not rare; what most have is right; low figures and round ones are met on by chance.
        (rows(SLIP, *RIGHT, ("out4", 8, None, 17)), False),
        (rows(RIGHT, THIRD), False),
        ((("out0", 8, None, 7), ("out1", 8, None, 7), *RIGHT), False),
        ((("out0", 8, None, 20), ("out1", 8, None, 20), *RIGHT), False),
        # Nor does who has it and then corrects it speak against himself.
        ((SLIP[0], ("out1", 8, "source:o", 17), ("out2", 9, "source:o", 12), RIGHT[1]), False),
        # One outlet that has it twice confirms itself.
        ((("out0", 8, None, 17), ("out0", 9, "actor:i", 17), *RIGHT), False),
    ],
)
def test_a_figure_is_an_error_if_two_have_it_and_most_of_the_named_say_another(told: tuple[Row, ...], found: bool) -> None:
    world = figures(*told)
    weighed = world.weigh()
    assert len(weighed.events) == 1
    assert outlets(weighed, world) in ([("out0", "out1")], [("out1", "out0")]) if found else not weighed.paraphrases


def test_it_holds_the_words_of_both_the_earlier_left_and_is_half_sure() -> None:
    world = figures(("out1", 10, None, 17), SLIP[0], *RIGHT)
    (copy,) = world.weigh().paraphrases
    text = {page.id: page.text for page in world.found["pages"]}
    assert (copy.kind, copy.score, copy.earlier) == (CopyKind.PARAPHRASE, 0.5, copy.left)
    assert [text[span.page][span.start : span.end] for span in copy.overlaps[0]] == ["Shelling killed 17 in the town."] * 2
    assert [text[span.page] for span in copy.overlaps[0]] == [world.found["pages"][1].text, world.found["pages"][0].text]


def test_pages_that_share_words_are_a_copy_already() -> None:
    world = figures(*RIGHT)
    for outlet, by in (("out0", "actor:i"), ("out1", "actor:m")):
        words = "Shelling killed 17 in the town."
        page = world.page(outlet, on(8), f"{words} {story('shared', 40)} {story(outlet, 60)}")
        toll = Amount(17, 17, 17)
        world.say(page, words, "harm.killed", by, roles={"place": QASR}, when=day_when(on(7)), amount=toll)
    weighed = world.weigh()
    assert len(weighed.copies) == 1 and not weighed.paraphrases


def test_only_who_confirms_it_makes_one_root_of_two() -> None:
    world = figures(("out0", 8, "actor:i", 17), ("out1", 9, "actor:m", 17), *RIGHT, THIRD)
    before = world.weigh()
    (copy,), (event,) = before.paraphrases, before.events
    assert (event.grade.roots, len(event.roots)) == (5, 5)
    world.judge(copy.id, Verdict.REJECT)
    assert world.weigh().events == before.events
    world.judge(copy.id, Verdict.CONFIRM)
    after = world.weigh()
    assert after.paraphrases == before.paraphrases and after.events[0].grade.roots == 4
    assert {root.root for root in event.roots} - {root.root for root in after.events[0].roots} == {"actor:m"}


def test_as_of_a_day_only_what_was_known_speaks_for_it_or_against() -> None:
    third = ("out5", 20, None, 17)
    known = figures(*SLIP, *RIGHT, third).known()
    found = {day: len(weigh(cut(known, on(day)), PACK).paraphrases) for day in (7, 8, 19, 20)}
    assert found == {7: 0, 8: 1, 19: 1, 20: 0}


def captures(*told: tuple[str, str | None, int]) -> World:
    """Each page tells in words of its own on which day of November the town was taken."""
    world = World()
    for number, (outlet, by, day) in enumerate(told):
        words = f"The town was taken on {day} November."
        page = world.page(outlet, on(20), f"{story((number, outlet), 30)} {words}")
        stated = Span(page.id, page.text.index(f"on {day} November"), len(page.text) - 1)
        world.say(page, words, by=by, when=replace(day_when(on(day)), stated=stated))
    return world


def test_a_day_is_an_error_if_two_have_it_and_most_of_the_named_have_another() -> None:
    slip = [("out0", None, 7), ("out1", None, 7)]
    right: list[tuple[str, str | None, int]] = [("out2", "source:o", 11), ("out3", "source:p", 11)]
    world = captures(*slip, *right)
    weighed = world.weigh()
    (copy,) = weighed.paraphrases
    text = {page.id: page.text for page in world.found["pages"]}
    assert {text[span.page][span.start : span.end] for span in copy.overlaps[0]} == {"on 7 November"}
    assert not captures(*slip, right[0]).weigh().paraphrases
    assert not captures(*slip, ("out4", None, 7), *right).weigh().paraphrases


@pytest.fixture
def press() -> Press:
    return Press(load_pack(["syria-iraq", str(Path(sayso.__file__).parent / "demo" / "pack")]))


SPELLING = {
    "ridgeline-post": "Shells that fell on {name} on Wednesday killed nine people.",
    "quay-mail": "Nine people were killed in {name} on Wednesday when the bakery was shelled.",
    "dam-herald": "The Tamarisk Monitor said nine people were killed in {name} on Wednesday.",
    "north-courier": "On Wednesday nine people died in {name}, the Syrian defence ministry said.",
}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Hadjin", "Hadjin", "Hajin", "Hajin"), ["Hadjin"]),
        (("Hajin", "Hajin", "Hajin", "Hajin"), []),
        (("Hadjin", "Haajin", "Hajin", "Hajin"), []),
        (("Hadjin", "Hadjin", "Hadjin", "Hajin"), []),
        (("Hadjin", "Hadjin", "Haajin", "Hajin"), []),
    ],
)
def test_a_spelling_is_odd_if_two_have_it_and_others_write_as_the_packs_do(
    press: Press, names: tuple[str, ...], found: list[str]
) -> None:
    for (outlet, text), name in zip(SPELLING.items(), names, strict=True):
        press.prints(outlet, on(9), text.format(name=name))
    texts = {page.id: page.text for page in press.pages}
    spelt = [texts[span.page][span.start : span.end] for copy in press.weigh().paraphrases for span in copy.overlaps[0]]
    assert spelt == found * 2


def test_a_spelling_is_its_writers_whomever_he_quotes(press: Press) -> None:
    for outlet, text in SPELLING.items():
        both = "The Tamarisk Monitor and the Syrian defence ministry said nine people were killed in {name} on Wednesday."
        if outlet != "north-courier":
            words = both if outlet == "dam-herald" else text
            press.prints(outlet, on(9), words.format(name="Hajin" if outlet == "dam-herald" else "Hadjin"))
    assert len(press.event("harm.killed").roots) >= 4 and not press.weigh().paraphrases


def test_a_spelling_that_another_page_of_the_case_has_is_not_odd(press: Press) -> None:
    for (outlet, text), name in zip(SPELLING.items(), ("Hadjin", "Hadjin", "Hajin", "Hajin"), strict=True):
        press.prints(outlet, on(9), text.format(name=name))
    press.prints("ferry-times", on(28), "The army entered Hadjin on Monday.")
    assert not press.weigh().paraphrases


tellings = st.lists(
    st.tuples(
        st.sampled_from(["out0", "out1", "out2", "out3", "out4", "out5"]),
        st.integers(8, 10),
        st.sampled_from([None, None, "source:o", "source:p", "actor:r"]),
        st.sampled_from([12, 12, 17, 23]),
    ),
    min_size=4,
    max_size=8,
)


@given(tellings, st.randoms(use_true_random=False))
@settings(max_examples=12 * TIMES, deadline=None)
def test_a_paraphrase_changes_no_event_and_page_by_page_comes_to_the_same(told: list[Row], random: Random) -> None:
    step_by_step(rows(SLIP, *RIGHT, *told[:2]), random)
    step_by_step(tuple(told), random)


def step_by_step(told: tuple[Row, ...], random: Random) -> None:
    world = figures(*told)
    known = world.known()
    with Store.open(":memory:", write=True) as store:
        for page in random.sample(known.pages, len(known.pages)):
            take_in(store, of_page(known, page.id))
            weighed(store)
        assert is_in_step(store)
        kept = {copy.id for copy in store.get(Copy)}
        found = weigh(known, PACK)
        assert kept == {copy.id for copy in found.paraphrases}
        for number, copy in enumerate(found.paraphrases):
            store.judge(Judgement(f"judgement:{number}", copy.id, Verdict.CONFIRM, None, None, "ann", at(30)))
            weighed(store)
        assert is_in_step(store)
    for copy in found.paraphrases:
        world.judge(copy.id, Verdict.REJECT)
    assert world.weigh().events == found.events
