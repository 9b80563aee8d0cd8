"""Deeds named by nouns, by the verb beside them: on what they came, who had a hand in them, and that both words are one."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import Read, read

DEEDS = [
    ("air strike", "strike.air"),
    ("drone strike", "strike.drone"),
    ("car bombing", "strike.bomb"),
    ("rocket attack", "strike.shell"),
    ("ambush", "attack"),
    ("assault", "attack"),
]
LANDING = [
    "A {deed} struck Raqqa on Monday.",
    "A {deed} rocked Raqqa.",
    "A {deed} by the Syrian army hit Raqqa.",
    "A {deed}, which hit Raqqa at dawn, killed nine people.",
    "Raqqa was hit by a {deed}.",
    "Raqqa was the target of a {deed}.",
    "Raqqa, the scene of a {deed}, is quiet.",
    "Raqqa came under a {deed}.",
    "Raqqa suffered a {deed}.",
    "Raqqa saw a {deed} at dawn.",
    "Nine people died when a {deed} hit Raqqa.",
]
DOING = [
    "The Syrian army began a {deed} on Raqqa.",
    "The Syrian army was behind a {deed} on Raqqa.",
    "The Syrian army responded with a {deed} on Raqqa.",
    "The Syrian army killed nine people in a {deed} on Raqqa.",
    "Raqqa was hit by a {deed} by the Syrian army.",
]


def of_kind(text: str, kind: str, pack: Pack) -> list[Read]:
    return [found for found in read(text, pack) if found.claim.kind == kind]


@pytest.mark.parametrize(("deed", "kind"), DEEDS)
@pytest.mark.parametrize("text", LANDING)
def test_what_a_deed_came_on_is_where_it_was(text: str, deed: str, kind: str, region: Pack) -> None:
    [found] = of_kind(text.format(deed=deed), kind, region)
    assert ("place", "Raqqa") in found.roles
    assert "Raqqa" not in {words for role, words in found.roles if role == "actor"}


@pytest.mark.parametrize(("deed", "kind"), DEEDS)
@pytest.mark.parametrize("text", DOING)
def test_who_had_a_hand_in_a_deed_did_it(text: str, deed: str, kind: str, region: Pack) -> None:
    [found] = of_kind(text.format(deed=deed), kind, region)
    assert {("actor", "Syrian army"), ("place", "Raqqa")} <= set(found.roles)


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The shelling hit a market in Raqqa.", "strike.shell", {("target", "market"), ("place", "Raqqa")}),
        ("The patrol came under mortar fire near Raqqa.", "strike.shell", {("target", "patrol"), ("near", "Raqqa")}),
        ("Shelling by the Syrian army hit Raqqa.", "strike.shell", {("actor", "Syrian army"), ("place", "Raqqa")}),
        ("Shelling of Raqqa resumed on Friday.", "strike.shell", {("place", "Raqqa")}),
        ("Raqqa shelling kills nine", "strike.shell", {("place", "Raqqa")}),
        ("Syrian army shelling kills nine in Raqqa", "strike.shell", {("actor", "Syrian army"), ("place", "Raqqa")}),
        ("Nine killed in Syrian army shelling on Raqqa", "strike.shell", {("actor", "Syrian army"), ("place", "Raqqa")}),
        ("Raqqa captured by Syrian army", "control.gain", {("actor", "Syrian army"), ("place", "Raqqa")}),
        ("The rebels advanced and encircled Raqqa.", "control.besiege", {("actor", "rebels"), ("place", "Raqqa")}),
        ("The Syrian army struck Raqqa.", "attack", {("actor", "Syrian army"), ("place", "Raqqa")}),
    ],
)
def test_verb_and_noun_tell_of_one_deed(text: str, kind: str, roles: set[tuple[str, str]], region: Pack) -> None:
    [found] = of_kind(text, kind, region)
    assert roles <= set(found.roles)


@pytest.mark.parametrize("text", ["A storm hit Raqqa.", "The Syrian army was not behind the raid.", "Residents saw the raid."])
def test_nobody_did_what_only_reached_or_was_seen(text: str, region: Pack) -> None:
    assert not [role for found in read(text, region) for role in found.roles if role[0] == "actor"]


@pytest.mark.parametrize("seer", ["Residents", "The offensive", "Last week"])
def test_who_or_what_saw_a_deed_is_not_whom_it_was_against(seer: str, region: Pack) -> None:
    [found] = of_kind(f"{seer} saw an air strike on Raqqa.", "strike.air", region)
    assert set(found.roles) <= {("place", "Raqqa")}


@pytest.mark.parametrize(
    "text", ["An ambush east of Raqqa killed nine soldiers.", "He died in an ambush ten kilometres east of Raqqa."]
)
def test_a_deed_to_one_side_of_a_place_was_near_it(text: str, region: Pack) -> None:
    assert {("near", "Raqqa")} <= set.intersection(*(set(found.roles) for found in read(text, region)))


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("Nine guards took no part in the assault, an officer said.", True),
        ("The raid began at dawn.", True),
        ("The council said that a raid had begun.", False),
        ("Residents said the raid on Rawa had begun.", False),
        ("Kurdish attacks went on.", False),
    ],
)
def test_a_deed_that_the_words_point_back_at_was_where_the_last_one_was(text: str, placed: bool, region: Pack) -> None:
    *_, last = read(f"The army took Raqqa on Monday.\n\n{text}", region)
    assert (("place", "Raqqa") in last.roles) == placed


@pytest.mark.parametrize(
    ("text", "kind", "where"),
    [
        ("The corps set up a field hospital and a supply base at Raqqa.", "base", {"place"}),
        ("The army destroyed a depot and a workshop in Raqqa.", "destroy", {"place"}),
        ("The army destroyed a depot in Rawa and a workshop in Raqqa.", "destroy", set()),
        ("The army killed nine fighters and officers from Raqqa.", "harm.killed", set()),
        ("A boy stepped on a mine while grazing sheep outside Raqqa.", "strike.bomb", {"near"}),
        ("A boy was hurt when he stepped on a mine while grazing sheep outside Raqqa.", "harm.wounded", {"near"}),
        ("Two guards were killed as they crossed a bridge in Raqqa.", "harm.killed", {"place"}),
        ("He was arrested after he had spoken in Raqqa.", "arrest", set()),
        ("Thousands marched through Raqqa to demand the return of the men.", "demand", {"place"}),
        ("The envoy, who had come from Raqqa, demanded a truce.", "demand", set()),
    ],
)
def test_the_last_of_a_list_what_went_on_and_what_was_done_to_ask_say_where(
    text: str, kind: str, where: set[str], region: Pack
) -> None:
    [found] = of_kind(text, kind, region)
    assert {role for role, words in found.roles if words == "Raqqa"} == where
