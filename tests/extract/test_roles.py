"""Roles that a claim's own words leave to those around them: where it happened, and who did it."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


def roles_of(text: str, kind: str, pack: Pack) -> set[tuple[str, str]]:
    return {role for found in read(text, pack) if found.claim.kind.startswith(kind) for role in found.roles}


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("The corps seized the mill at Wadi Sarn on Monday.", "control.gain", ("place", "Wadi Sarn")),
        ("The corps bombed two villages near Wadi Sarn.", "strike", ("near", "Wadi Sarn")),
        ("Police stopped a boat off Wadi Sarn and arrested its crew.", "arrest", ("near", "Wadi Sarn")),
        ("The corps shelled Wadi Sarn, destroying a school.", "destroy", ("place", "Wadi Sarn")),
        ("The corps entered Wadi Sarn. Nine farmers were killed.", "harm", ("place", "Wadi Sarn")),
        ("The council demanded that the corps leave Wadi Sarn.", "demand", ("place", "Wadi Sarn")),
    ],
)
def test_where_is_told_by_the_name_around_the_deed(text: str, kind: str, role: tuple[str, str], plain: Pack) -> None:
    assert role in roles_of(text, kind, plain)


@pytest.mark.parametrize(
    "text",
    [
        "The corps entered Wadi Sarn. Nine farmers were killed near Kubba.",
        "The corps entered Wadi Sarn. A council met.",
        "The corps entered Wadi Sarn.\nNine farmers were killed.",
    ],
)
def test_a_sentence_with_a_place_of_its_own_no_deed_or_in_another_paragraph_is_of_no_scene_before_it(
    text: str, plain: Pack
) -> None:
    later = [found for found in read(text, plain) if found.claim.span.start > text.index(".")]
    assert not any(words == "Wadi Sarn" for found in later for _, words in found.roles)


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("SARN, May 8 - Guard troops took Wadi Sarn.", "control.gain", "Guard troops"),
        ("The corps launched an air strike on Wadi Sarn.", "strike", "corps"),
        ("Nine were hurt in a raid carried out by the corps on Wadi Sarn.", "attack", "corps"),
        ("A series of corps raids on Wadi Sarn killed nine farmers.", "harm", "corps"),
        ("The army and the clan are committed to fighting the militia.", "clash", "clan"),
        ("The heroes of the Kubba Front seized the Sarn barracks.", "control.gain", "Kubba Front"),
        ("The council backs the tribesmen in the fight against the militia.", "clash", "tribesmen"),
        ("The army command denied the loss of Wadi Sarn.", "control.lose", "army command"),
        ("The army command declares Wadi Sarn taken.", "control.gain", "army command"),
        ("Wadi Sarn has been cleared, the army command announced.", "control.gain", "army command"),
        ("The town of Wadi Sarn is clear, the army command announced.", "control.gain", "army command"),
        ("The corps took Wadi Sarn after breaking the last line of defence.", "attack", "corps"),
    ],
)
def test_who_does_it_is_found_through_the_words_between(text: str, kind: str, actor: str, plain: Pack) -> None:
    actors = {words for role, words in roles_of(text, kind, plain) if role == "actor"}
    assert any(words.endswith(actor) for words in actors) and not any("SARN" in words for words in actors), actors


def test_a_bodys_opponents_and_envoys_are_not_the_body(plain: Pack) -> None:
    assert ("actor", "Opponents of the Kubba Council") in roles_of(
        "Opponents of the Kubba Council marched in Wadi Sarn.", "protest", plain
    )


def test_a_claims_words_stay_in_their_sentence(plain: Pack) -> None:
    text = "The corps entered Wadi Sarn. Nine farmers were killed."
    [harm] = [found for found in read(text, plain) if found.claim.kind.startswith("harm")]
    assert harm.words == "Nine farmers were killed"


@pytest.mark.parametrize(
    ("where", "role"),
    [
        ("the south of Wadi Sarn", "part"),
        ("its north-east", None),
        ("south of Wadi Sarn", "near"),
        ("the hospital in Wadi Sarn", "part"),
        ("half of Wadi Sarn", "part"),
        ("all of Wadi Sarn", "place"),
    ],
)
def test_a_side_of_a_place_is_a_part_of_it_and_what_lies_on_a_side_is_beside_it(
    where: str, role: str | None, plain: Pack
) -> None:
    found = {
        name for name, words in roles_of(f"The corps holds positions in {where}.", "control.hold", plain) if words != "corps"
    }
    assert (role in found) if role is not None else "near" not in found


@pytest.mark.parametrize(("words", "role"), [("every street", "place"), ("the first street", "part"), ("the market", "part")])
def test_every_part_of_a_place_is_all_of_it(words: str, role: str, plain: Pack) -> None:
    assert role in {name for name, _ in roles_of(f"The corps holds {words}.", "control.hold", plain)}


@pytest.mark.parametrize(
    "text",
    [
        "The army command denied that Wadi Sarn had been taken.",
        "The monitor said Wadi Sarn had been taken.",
        "The militia's media office announced the capture of Wadi Sarn.",
    ],
)
def test_who_denies_a_capture_or_only_tells_of_it_has_not_made_it(text: str, plain: Pack) -> None:
    assert not any(role == "actor" for role, _ in roles_of(text, "control.gain", plain))


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("The fight for Wadi Sarn will begin within nine days.", "clash", ("place", "Wadi Sarn")),
        ("The next fight, the one for Wadi Sarn, is to begin on Monday.", "clash", ("place", "Wadi Sarn")),
        ("The convoy stopped within sight of Wadi Sarn. Soldiers joined it there.", "move", ("near", "Wadi Sarn")),
        ("Guards drove through the gate with their lamps off.", "move", ("place", "gate")),
        (
            "They promised that the Kubba Front would be beaten in the town of Sarn; the council declared the victory.",
            "statement",
            ("place", "Sarn"),
        ),
    ],
)
def test_where_stands_in_the_phrase_of_what_is_done(text: str, kind: str, role: tuple[str, str], plain: Pack) -> None:
    assert role in roles_of(text, kind, plain)


def test_nobody_crosses_at_a_crossing(region: Pack) -> None:
    assert not roles_of("Rain fell at the Husaybah crossing on Monday.", "move", region)


def test_mines_that_are_lifted_are_no_place(plain: Pack) -> None:
    assert not any(role == "place" for role, _ in roles_of("Engineers lifted mines and nine of them were killed.", "", plain))


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Nobody was hurt in Sarn.", "harm.wounded", "Nobody"),
        ("No one was hurt in Sarn.", "harm.wounded", "one"),
        ("Two others were led away.", "abduct", "others"),
        ("Everyone was evacuated from Sarn.", "displace", "Everyone"),
    ],
)
def test_those_who_are_only_counted_or_pointed_at_are_people_when_something_is_done_to_them(
    text: str, kind: str, words: str, plain: Pack
) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    assert ("target", words) in found.roles


@pytest.mark.parametrize("text", ["Gunmen took away 23 of them.", "Gunmen came to Sarn and took him away."])
def test_whom_a_pronoun_alone_names_can_be_taken(text: str, plain: Pack) -> None:
    assert "abduct" in {one.claim.kind for one in read(text, plain)}


@pytest.mark.parametrize("text", ["It took him five years.", "They took it away.", "The sick were taken to hospital in March."])
def test_what_takes_time_or_a_thing_abducts_nobody(text: str, plain: Pack) -> None:
    assert all(one.claim.kind != "abduct" for one in read(text, plain))


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Aid lorries reached Sarn on Monday.", "aid", {("place", "Sarn")}),
        ("The corps retook the cement works near Sarn.", "control.gain", {("actor", "corps")}),
        ("The militia controls the high ground near Sarn.", "control.hold", {("actor", "militia")}),
        ("The soldiers did not fire.", "attack", {("actor", "soldiers")}),
    ],
)
def test_a_deed_is_read_though_its_thing_is_told_by_an_odd_noun(
    text: str, kind: str, roles: set[tuple[str, str]], plain: Pack
) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    assert roles <= set(found.roles)


def test_two_figures_around_a_number_word_are_of_those_who_were_counted(plain: Pack) -> None:
    text = "Nine herders were killed in Sarn. Between 10 and 15 herders were killed in Sarn."
    assert [one.claim.kind for one in read(text, plain)] == ["harm.killed", "harm.killed"]


@pytest.mark.parametrize(
    ("text", "kind", "actors"),
    [
        ("The army command said its engineers had taken Wadi Sarn.", "control.gain", {"army command", "its engineers"}),
        ("The army command said it had taken Wadi Sarn.", "control.gain", {"army command"}),
    ],
)
def test_a_bodys_men_are_told_by_their_words_beside_the_body(text: str, kind: str, actors: set[str], plain: Pack) -> None:
    found = {words.removeprefix("The ") for role, words in roles_of(text, kind, plain) if role == "actor"}
    assert found == actors
