"""Who did it to whom where the words hide it: under a noun, in a list, by a word of responsibility, by whose post it was."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = ("source:ledger", "assert", "+")


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "Nine men were killed in Turkish artillery shelling near Sarn.",
            "strike.shell",
            {("actor", "Turkish"), ("near", "Sarn")},
        ),
        ("He was targeted and killed in a raid conducted by the corps.", "harm.killed", {("actor", "corps"), ("target", "He")}),
        (
            "Corps jets destroyed two trucks, three mortars, a tank and a tunnel.",
            "strike.air",
            {("target", "trucks"), ("target", "mortars"), ("target", "tank"), ("target", "tunnel")},
        ),
        ("The patrol came under fire from rebels in Sarn.", "attack", {("actor", "rebels"), ("target", "patrol")}),
        ("The patrol kept taking heavy fire from rebels.", "attack", {("actor", "rebels"), ("target", "patrol")}),
        ("The squadron came to join the fight against the rebels.", "clash", {("actor", "squadron"), ("target", "rebels")}),
        ("The mayor and the guard said they had left Sarn.", "withdraw", {("actor", "mayor"), ("actor", "guard")}),
        ("The raids hardened the resolve of the clan in its bid to take Sarn.", "control.gain", {("actor", "clan")}),
        ("The corps shelled positions of the rebels in Sarn.", "strike.shell", {("target", "rebels"), ("place", "Sarn")}),
        ("The militia raided army posts on the ridge of Sarn.", "attack", {("target", "army posts")}),
        ("The corps launched an air strike against a militia post north of Sarn.", "strike.air", {("near", "Sarn")}),
        ("The militia used chlorine gas against the garrison.", "attack.chemical", {("target", "garrison")}),
        ("Police used tear gas against the traders.", "attack.crowd", {("target", "traders")}),
        ("SARN, Northern Province: Five men were killed in a raid.", "harm.killed", {("target", "men")}),
        ("Two soldiers, a farmer were killed in a raid.", "harm.killed", {("target", "soldiers")}),
        ("The league said a US-led coalition strike in Sarn killed at least 18 men.", "harm.killed", {("target", "men")}),
    ],
)
def test_both_sides_of_a_deed_are_found(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert found, "no such claim"
    assert roles <= set(found[0].roles)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "leaf"),
    [
        ("The clan claimed responsibility for the raid on Sarn.", "attack", {"clan"}, ("clan", "claim_responsibility", "+")),
        ("The clan took responsibility for shelling Sarn.", "strike.shell", {"clan"}, ("clan", "claim_responsibility", "+")),
        ("The clan denied responsibility for the raid on Sarn.", "attack", {"clan"}, ("clan", "deny", "-")),
        ("Responsibility for the raid was claimed by the clan.", "attack", {"clan"}, ("clan", "assert", "+")),
        ("No one has claimed responsibility for the raid on Sarn.", "attack", set(), OUTLET),
        ("No group claimed responsibility for the raid on Sarn.", "attack", set(), OUTLET),
        (
            "The clan has not claimed responsibility for the raid on Sarn.",
            "attack",
            set(),
            ("clan", "claim_responsibility", None),
        ),
    ],
)
def test_who_takes_responsibility_did_it_on_his_own_word(
    text: str, kind: str, actors: set[str], leaf: tuple[str, str, str | None], plain: Pack
) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    assert {words for role, words in found.roles if role == "actor"} == actors
    assert found.leaves[0][:3] == leaf


@pytest.mark.parametrize(
    "text",
    [
        "Odeh, a farmer, a poet by trade, was killed in Sarn.",
        "The mayor, a doctor, was killed in Sarn.",
    ],
)
def test_another_name_for_somebody_is_no_list(text: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "harm.killed")
    assert len([role for role, _ in found.roles if role == "target"]) == 1


def test_who_joins_a_fight_joins_no_fight_as_an_ally(plain: Pack) -> None:
    assert all(one.claim.kind != "relation" for one in read("The squadron joined the battle for Sarn.", plain))


@pytest.mark.parametrize(
    ("text", "kind", "roles", "amount"),
    [
        ("The hospital counted nine dead in Harun and two in Kesh.", "harm.killed", {("place", "Kesh")}, 2),
        ("Shelling killed 12 people in Harun and nine in Kesh.", "harm.killed", {("place", "Kesh")}, 9),
        ("The number of people killed in Harun rose to 58.", "harm.killed", {("place", "Harun")}, 58),
        ("The number of soldiers wounded in the raid is 30.", "harm.wounded", set(), 30),
    ],
)
def test_each_count_is_of_its_own_place(text: str, kind: str, roles: set[tuple[str, str]], amount: int, plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.amount is not None and one.claim.amount.best == amount]
    assert [one.claim.kind for one in found] == [kind]
    assert roles <= set(found[0].roles)
    assert len([role for role, _ in found[0].roles if role in {"place", "near"}]) <= 1


@pytest.mark.parametrize(
    ("text", "kind", "role"),
    [
        ("A campaign led by the corps to take Harun began.", "control.gain", ("actor", "corps")),
        ("A number of gunmen attacked the mill.", "attack", ("actor", "gunmen")),
        ("Fighters from the Northern Front attacked the mill.", "attack", ("actor", "Northern Front")),
        ("A bomb exploded in front of the mill in Harun.", "strike.bomb", ("place", "Harun")),
        ("The army lost Harun in part on Friday, and the rest was lost on Sunday.", "control.lose", ("place", "Harun")),
        ("The command laid the raid at the door of the clan.", "attack", ("actor", "clan")),
        ("Shelling by the corps killed eight farmers in Harun.", "harm.killed", ("actor", "corps")),
        ("Shelling by the corps killed eight farmers in Harun.", "strike.shell", ("place", "Harun")),
        ("Nine were killed by barrel bombs dropped by corps jets on Harun.", "strike.air", ("actor", "corps")),
        ("A lorry hit a mine on the road between Harun and Kesh.", "strike.bomb", ("near", "Harun")),
        ("Clashes near the town of Harun left 14 dead on both sides.", "harm.killed", ("near", "Harun")),
        ("Two men were killed, three wounded in Harun.", "harm.wounded", ("target", "three")),
    ],
)
def test_a_role_told_in_a_roundabout_way_is_filled(text: str, kind: str, role: tuple[str, str], plain: Pack) -> None:
    assert [role in one.roles for one in read(text, plain) if one.claim.kind == kind][-1:] == [True]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Lantern Watch, whose offices are far from Harun, said nothing.", "presence"),
        ("The camp for displaced families was burned.", "displace"),
        ("The command laid the mine at the door of the clan.", "strike.bomb"),
    ],
)
def test_what_is_said_in_passing_is_no_deed(text: str, kind: str, plain: Pack) -> None:
    assert kind not in {one.claim.kind for one in read(text, plain)}


def test_who_is_driven_out_and_goes_goes_once(plain: Pack) -> None:
    found = [one for one in read("The raids forced thousands to flee.", plain) if one.claim.kind == "displace"]
    assert len(found) == 1


@pytest.mark.parametrize(
    ("again", "where"),
    [
        ("The council said that nine men had been killed.", {("place", "Sarn")}),
        ("The ministry said that nine men had been killed.", set()),
        ("Nine men were killed.", set()),
        ("The council said that nine men had been killed in Kesh.", {("place", "Kesh")}),
    ],
)
def test_a_source_that_goes_on_tells_of_the_same_place(again: str, where: set[tuple[str, str]], plain: Pack) -> None:
    text = f"The council said the corps had taken the town of Sarn.\n\n{again}"
    (found,) = (one for one in read(text, plain) if one.claim.kind == "harm.killed")
    assert {pair for pair in found.roles if pair[0] == "place"} == where


@pytest.mark.parametrize("words", ["withdrew its statement that", "retracted its claim that", "withdrew the report that"])
def test_what_a_body_takes_back_it_no_longer_says(words: str, plain: Pack) -> None:
    (found,) = read(f"The ministry {words} the corps had taken the town of Sarn.", plain)
    assert found.leaves[0][2] == "-"


@pytest.mark.parametrize("mark", [":", " -", " –"])
def test_a_headline_names_its_source_behind_a_mark(mark: str, plain: Pack) -> None:
    (found,) = (one for one in read(f"Dozens killed in Sarn{mark} medics", plain) if one.claim.kind == "harm.killed")
    assert found.leaves[0][0] == "medics"


@pytest.mark.parametrize(("words", "mood"), [("fought battles in Sarn", "actual"), ("fought to take Sarn", "intended")])
def test_who_fights_battles_fights_and_who_fights_to_take_means_to(words: str, mood: str, plain: Pack) -> None:
    assert mood in {one.claim.mood.value for one in read(f"The rebels {words}.", plain)}


@pytest.mark.parametrize(
    "text",
    ["The corps's strategy to defeat the militia is succeeding.", "The corps's plan to defeat the militia failed."],
)
def test_whom_an_aim_is_set_on_is_not_the_one_who_fails_at_it(text: str, plain: Pack) -> None:
    found = {one.claim.kind: (one.claim.mood.value, one.roles) for one in read(text, plain)}
    mood, roles = found["clash"]
    assert mood == "intended"
    assert set(roles) == {("actor", "corps"), ("target", "militia")}


@pytest.mark.parametrize(
    "text",
    [
        "Shoppers should throw out the cheese.",
        "The firm reduced its costs.",
        "She struggled with her homework.",
        "My aunt was driving on the ring road.",
        "He wants a lift in exchange for the tickets.",
        "The doctor took care not to puncture the lung.",
    ],
)
def test_everyday_verbs_claim_no_deed_of_war(text: str, plain: Pack) -> None:
    assert not read(text, plain)


@pytest.mark.parametrize("words", ["the Nusra Front rebel group", "the Nusra Front"])
def test_the_name_that_packs_know_stands_for_those_who_come_from_it(words: str, region: Pack) -> None:
    (one,) = (one for one in read(f"A gunman from {words} attacked the mill.", region) if one.claim.kind == "attack")
    assert ("actor", "Nusra Front") in one.roles
