"""What news pages do at length: tolls of a whole war, a denial at the end of the page, a visit between two raids."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read

RAID = "The corps shelled the town of Sarn."


def where(text: str, kind: str, plain: Pack) -> list[str]:
    """The places of the last claim of a kind."""
    found = [one for one in read(text, plain) if one.claim.kind == kind][-1]
    return [words for role, words in found.roles if role in {"place", "near", "part"}]


@pytest.mark.parametrize(
    "text",
    [
        "More than 9,000 people have been killed since the conflict broke out.",
        "The war has killed 9,000 people.",
        "At least 9,000 people have died in the uprising.",
        "The revolt, now in its third year, has left 9,000 people dead.",
        "The insurgency has killed 9,000 people in ten years.",
    ],
)
def test_the_toll_of_a_war_is_of_no_one_town(text: str, plain: Pack) -> None:
    assert where(f"{RAID} {text}", "harm.killed", plain) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed.",
        "The shells killed nine people.",
        "A nurse said nine people had died.",
        "Nine people were killed in the warehouse fire.",
    ],
)
def test_the_dead_of_a_raid_are_of_its_town(text: str, plain: Pack) -> None:
    assert where(f"{RAID} {text}", "harm.killed", plain) == ["Sarn"]


@pytest.mark.parametrize(
    "between",
    [
        "Envoys held talks in Orla.",
        "The minister met the clan in Orla.",
        "The president condemned it in Orla.",
        "The council demanded help in Orla.",
    ],
)
def test_where_envoys_meet_nobody_was_killed(between: str, plain: Pack) -> None:
    assert "Orla" not in where(f"{RAID} {between} Nine people were killed.", "harm.killed", plain)


DENIALS = ("denied any involvement", "denied responsibility", "categorically denied any role", "denied a part in it")


@pytest.mark.parametrize("denied", DENIALS)
def test_who_denies_a_part_denies_one_deed_and_not_the_page(denied: str, plain: Pack) -> None:
    text = (
        "The clan holds the mill. An air strike hit the town of Sarn and killed nine farmers. "
        f"The minister condemned the raid. Talks were held in Orla. The army {denied}."
    )
    kinds = [one.claim.kind for one in read(text, plain) if any(leaf[1] == "deny" for leaf in one.leaves)]
    assert sorted(kinds) == ["harm.killed", "strike.air"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bombing in Sarn killed nine.", "strike.bomb"),
        ("Friday's bombing in Sarn killed nine.", "strike.bomb"),
        ("Two bombings hit Sarn.", "strike.bomb"),
        ("The clan claimed responsibility for the bombing in Sarn.", "strike.bomb"),
        ("The clan carried out several bombings in Sarn.", "strike.bomb"),
        ("A twin bombing struck a market in Sarn.", "strike.bomb"),
        ("A truck bombing hit the council in Sarn.", "strike.bomb"),
        ("A lorry packed with explosives blew up in Sarn.", "strike.bomb"),
        ("A minibus exploded in Sarn.", "strike.bomb"),
        ("The bombing of Sarn went on for days.", "strike.air"),
        ("Bombing continued in Sarn.", "strike.air"),
        ("Bombing by jets hit Sarn.", "strike.air"),
        ("Corps jets carried out several bombings in Sarn.", "strike.air"),
        ("There was aerial bombing of the village.", "strike.air"),
    ],
)
def test_a_bombing_that_is_one_of_many_is_a_bomb(text: str, kind: str, plain: Pack) -> None:
    assert [one.claim.kind for one in read(text, plain) if one.claim.kind.startswith("strike")] == [kind]


@pytest.mark.parametrize(
    ("said", "source", "modality"),
    [
        ("The report said that", "report", "certain"),
        ("A council report said that", "council", "certain"),
        ("The report by the council found that", "council", "certain"),
        ("Reports said that", None, "possible"),
        ("Media reports said that", None, "possible"),
        ("An unconfirmed report said that", None, "possible"),
    ],
)
def test_a_report_speaks_for_itself_and_reports_for_nobody(said: str, source: str | None, modality: str, plain: Pack) -> None:
    (found,) = (one for one in read(f"{said} the corps had shelled Sarn.", plain) if one.claim.kind == "strike.shell")
    (chain,) = found.chains
    assert len(chain) == 2
    assert (chain[-1][0], chain[-1][1].modality.value) == (source, modality)


@pytest.mark.parametrize(
    "text",
    [
        "A string of deals have seen villages brought back under the control of the council.",
        "The truce has seen the militia leave the town of Sarn.",
        "The winter saw the militia leave the town of Sarn.",
    ],
)
def test_what_cannot_see_says_nothing(text: str, plain: Pack) -> None:
    assert [chain[-1][0] for one in read(text, plain) for chain in one.chains] == ["source:ledger"]


def test_of_a_toll_confirmed_who_confirms_it_says_the_rest(plain: Pack) -> None:
    text = "A nurse confirmed the death toll saying that the corps had killed the farmers."
    (found,) = (one for one in read(text, plain) if one.claim.kind == "harm.killed")
    assert {leaf[0] for leaf in found.leaves} == {"nurse"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The officers are held accountable.", []),
        ("The council wants the officers held responsible.", []),
        ("Nine victims were brought to Orla for treatment.", []),
        ("Activists distributed video of the mill.", []),
        ("People were running away from the market in Sarn.", ["displace"]),
        ("The guards were running away from Sarn.", ["withdraw"]),
        ("The corps brought troops to the town of Sarn.", ["deploy"]),
        ("Volunteers distributed bread in Sarn.", ["aid"]),
        ("The guards held nine farmers in Sarn.", ["arrest"]),
        ("Dozens suffered breathing problems in Sarn.", ["harm.wounded"]),
        ("The smoke left nine people suffering from suffocation.", ["harm.wounded"]),
        ("The militia seized swathes of Sarn.", ["control.gain"]),
        ("The corps went on the offensive against the clan.", ["attack"]),
        ("The corps is on the offensive in Sarn.", ["attack"]),
        ("Shells fell in the area surrounding Sarn.", ["strike.shell"]),
        ("The corps surrounded the town of Sarn.", ["control.besiege"]),
        ("The mayor welcomed nine families.", []),
        ("The mayor welcomed the truce.", ["stance.approve"]),
        ("People move an injured man into the hall.", ["harm.wounded"]),
        ("Nine families moved to the hills.", ["displace"]),
        ("The state has countered that the clan is free to go.", []),
        ("The corps countered the militia in Sarn.", ["clash"]),
    ],
)
def test_what_was_done(text: str, kinds: list[str], plain: Pack) -> None:
    assert [one.claim.kind for one in read(text, plain)] == kinds


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Doctors treated nine people for burns.", []),
        ("The state boosted its support for the clan.", ["state"]),
        ("Militants fired rockets, claiming the life of a farmer.", ["Militants"]),
        ("The corps is on the offensive against the clan.", ["corps"]),
    ],
)
def test_who_did_it(text: str, actors: list[str], plain: Pack) -> None:
    assert [words for role, words in read(text, plain)[-1].roles if role == "actor"] == actors


@pytest.mark.parametrize(
    ("text", "kind", "counted"),
    [
        ("Three women were among those killed.", "harm.killed", 3),
        ("Among those killed were six children, the council said.", "harm.killed", 6),
        ("There were four children among those killed.", "harm.killed", 4),
        ("Among the dead were six children, the council said.", "harm.killed", 6),
        ("There were four children among the dead.", "harm.killed", 4),
        ("Six children were among those wounded.", "harm.wounded", 6),
        ("Among the wounded was a child.", "harm.wounded", 1),
        ("At least 32 are confirmed dead in Sarn.", "harm.killed", 32),
    ],
)
def test_some_of_those_harmed_are_counted(text: str, kind: str, counted: int, plain: Pack) -> None:
    (found,) = read(text, plain)
    assert (found.claim.kind, found.claim.amount and found.claim.amount.low) == (kind, counted)


@pytest.mark.parametrize("word", ["feared", "reported", "believed"])
def test_who_is_feared_dead_is_dead_on_nobodys_word(word: str, plain: Pack) -> None:
    (found,) = read(f"Nine farmers are {word} dead.", plain)
    assert [leaf[1:] for leaf in found.leaves] == [("assert", "+", "possible")]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("The council accused the army of wreaking havoc with its air strikes on Sarn.", {"army"}),
        ("The council accused the army of killing nine farmers in its raid on Sarn.", {"army"}),
        ("The army hit the militia with its air strikes on Sarn.", {"army"}),
        ("Two people were wounded in ISIS shelling on the town of Sarn.", {"ISIS"}),
        ("Nine people were killed in air strikes and shelling on Sarn.", set()),
    ],
)
def test_whose_deed_it_is(text: str, actors: set[str], plain: Pack) -> None:
    assert {words for one in read(text, plain) for role, words in one.roles if role == "actor"} == actors


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Shells and air strikes hit Sarn.", ["strike.air", "strike.shell"]),
        ("Sarn is targeted by airstrikes and artillery fire.", ["strike.air", "strike.shell"]),
        ("Air strikes hit Sarn and Orla.", ["strike.air"]),
        ("Shelling and mortar fire hit Sarn.", ["strike.shell"]),
        ("A raid by jets hit Sarn.", ["strike.air"]),
    ],
)
def test_two_sorts_of_fire_are_two_claims(text: str, kinds: list[str], plain: Pack) -> None:
    assert sorted(one.claim.kind for one in read(text, plain)) == kinds


@pytest.mark.parametrize(
    "text",
    ["Fighters ousted IS from the town of Kobane.", "Fighters oust IS from the town of Kobane, which is near the border."],
)
def test_a_name_that_is_a_word_in_capitals_is_a_name(text: str, region: Pack) -> None:
    (found,) = read(text, region)
    assert (found.claim.kind, ("target", "IS") in found.roles) == ("control.gain", True)


def test_a_headline_in_capitals_names_nobody_by_is(region: Pack) -> None:
    assert all(words != "IS" for one in read("THE TOWN OF KOBANE IS TAKEN BY REBELS", region) for _, words in one.roles)
