"""The habits of agency reports: datelines, counts side by side, "we" in a spokesman's mouth, a denial of "the attack"."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import Read, read

CORPS = "Fighters of the Corps said they took the town of Orla."


def one(text: str, plain: Pack, kind: str) -> Read:
    return next(found for found in read(text, plain) if found.claim.kind == kind)


@pytest.mark.parametrize(
    "dateline",
    [
        "SARN (Wire) - ",
        "SARN (Wire) -",
        "SARN, Ledland, July 8 (Wire) - ",
        "SARN, Ledland (LP) — ",
        "SARN, Nov 3 – ",
        "September 20, 2024 (SARN) - ",
        "Sarn — ",
        "BIR SARN/ORLA, 9 November (Wire) -- ",
    ],
)
def test_the_town_of_a_dateline_neither_speaks_nor_acts(dateline: str, plain: Pack) -> None:
    found = one(dateline + CORPS, plain, "control.gain")
    assert ("actor", "Corps") in found.roles
    assert found.leaves[0][0] == "Fighters of the Corps"


def test_what_stands_between_dashes_is_no_dateline(plain: Pack) -> None:
    found = one("The Corps (TC) - an army of the hills - took Orla on Monday.", plain, "control.gain")
    assert {"TC", "Corps"} & {words for role, words in found.roles if role == "actor"}


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("The fire killed 21 rebels and jihadists and 11 loyal guards.", [("rebels", 21), ("jihadists", 21), ("guards", 11)]),
        ("At least 22 troops and 40 gunmen were killed in Sarn.", [("troops", 22), ("gunmen", 40)]),
        ("Clashes left 12 soldiers and three policemen dead.", [("soldiers", 12), ("policemen", 3)]),
        ("The strike left nine people dead.", [("people", 9)]),
        ("Three farmers and a policeman were killed.", [("farmers", 3), ("policeman", 1)]),
    ],
)
def test_each_count_is_of_those_it_stands_with(text: str, counts: list[tuple[str, int]], plain: Pack) -> None:
    harmed = [found for found in read(text, plain) if found.claim.kind == "harm.killed"]
    made = [
        (words.rsplit(" ", 1)[-1], found.claim.amount.best)
        for found in harmed
        for role, words in found.roles
        if role == "target" and found.claim.amount is not None
    ]
    assert made == counts


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("The council reported 33 civilian deaths.", "harm.killed", 33),
        ("The fire left nine dead in Sarn.", "harm.killed", 9),
        ("The raid left nine people wounded.", "harm.wounded", 9),
        ("The shelling caused three deaths in Sarn.", "harm.killed", 3),
        ("The flood left 300 families homeless.", "displace", 300),
    ],
)
def test_a_count_may_stand_with_the_deed_itself(text: str, kind: str, count: int, plain: Pack) -> None:
    amount = one(text, plain, kind).claim.amount
    assert amount is not None
    assert amount.best == count


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ('"Our troops have taken Orla," K7 spokesperson Willem Goma said in a statement.', "K7"),
        ('"We took the town of Orla," said Guard spokesman Varo Kazan.', "Guard"),
        ('"We took the town of Orla," said the Front\'s spokesman, Varo Kazan.', "Front"),
        ('"We took the town of Orla," Colonel Varo Kazan of the Tell Front told the Wire.', "Tell Front"),
    ],
)
def test_we_in_a_spokesmans_mouth_are_those_he_speaks_for(text: str, actor: str, plain: Pack) -> None:
    assert ("actor", actor) in one(text, plain, "control.gain").roles


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("The army attacked Sarn on Friday, the rebels said. The army denied the attack.", "attack", "deny"),
        ("The rebels captured Sarn, the monitor said. The mayor confirmed the takeover.", "control.gain", "confirm"),
        ("The rebels captured Sarn, the monitor said. The army denied the capture.", "control.gain", "deny"),
    ],
)
def test_the_deed_that_is_denied_is_the_one_told_before(text: str, kind: str, act: str, plain: Pack) -> None:
    (found,) = (each for each in read(text, plain) if each.claim.kind == kind)
    assert [leaf[1] for leaf in found.leaves] == ["assert", act]


def test_a_deed_says_nothing(plain: Pack) -> None:
    text = "The council reported an assault, which began at dawn and saw militants briefly seize all of Orla."
    assert {leaf[0] for leaf in one(text, plain, "control.gain").leaves} == {"council"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council said the army had re-entered the town of Sarn.", "move"),
        ("The army re-took Sarn on Friday.", "control.gain"),
        ("The road to Sarn was re-opened.", "route.open"),
    ],
)
def test_a_hyphen_behind_re_makes_no_other_word(text: str, kind: str, plain: Pack) -> None:
    roles = dict(one(text, plain, kind).roles)
    assert roles.get("actor", "army") == "army"


@pytest.mark.parametrize(
    "text",
    [
        "The army said in a statement that 14 gunmen were killed and arms were seized during a raid in Sarn.",
        "The army said on Monday that 14 gunmen were killed and arms were seized during a raid in Sarn.",
        "The army said at a news conference in Orla that 14 gunmen were killed and arms were seized in Sarn.",
    ],
)
def test_what_is_said_in_a_statement_is_who_gives_it(text: str, plain: Pack) -> None:
    assert {leaf[0] for leaf in one(text, plain, "harm.killed").leaves} == {"army"}


def test_what_follows_from_a_deed_is_not_done_by_who_tells_it(plain: Pack) -> None:
    text = "Gunmen attacked Orla, the mayor and the council said on Monday, killing nine farmers."
    found = one(text, plain, "harm.killed")
    assert ("actor", "Gunmen") in found.roles
    assert {leaf[0] for leaf in found.leaves} == {"mayor", "council"}


def test_it_is_the_last_to_speak_and_not_the_last_to_be_named(plain: Pack) -> None:
    first = "The Observatory said clashes went on in Sarn. The Guard said it had left Orla. "
    text = first + "The Observatory said a raid had killed nine farmers in Foa.\nThe fighting had killed 21 rebels, it said."
    killed = [found for found in read(text, plain) if found.claim.kind == "harm.killed"]
    assert [found.leaves[0][0] for found in killed] == ["Observatory", "Observatory"]


def test_no_information_is_no_word_for_it(plain: Pack) -> None:
    found = one("The spokesman said he had no information that the rebels had entered Sarn.", plain, "move")
    assert [(leaf[1], leaf[2]) for leaf in found.leaves] == [("no_comment", None)]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Jets hit a palace in the town of Hodar.", "strike.air", "Hodar"),
        ("Fighters took Tell's southwestern Tawa district.", "control.gain", "Tawa"),
        ("Rebels took control of the at-Tuha district.", "control.gain", "at-Tuha"),
        ("People have fled to areas in the Tell mountains.", "displace", "Tell mountains"),
    ],
)
def test_a_named_part_of_the_land_is_the_place_itself(text: str, kind: str, place: str, plain: Pack) -> None:
    assert ("place", place) in one(text, plain, kind).roles


def test_a_radio_run_by_a_militia_is_no_ground_it_holds(plain: Pack) -> None:
    found = read("Militia-run Sira TV said warplanes hit the district.", plain)
    assert "control.hold" not in {each.claim.kind for each in found}


def test_a_denial_does_not_reach_what_it_takes_for_granted(plain: Pack) -> None:
    text = "The army denied that the rebels who took Orla had entered Sarn."
    assert [leaf[1] for leaf in one(text, plain, "move").leaves] == ["deny"]
    assert [leaf[1] for leaf in one(text, plain, "control.gain").leaves] == ["assert"]


def test_who_stands_between_and_and_a_verb_is_its_subject(plain: Pack) -> None:
    first = "Kadir said on Sunday that rebels had seized the village of Orla. "
    found = one(
        first + "There was no comment from the Defence Ministry and a local official denied the claim.", plain, "control.gain"
    )
    assert ("local official", "deny") in [(leaf[0], leaf[1]) for leaf in found.leaves]


def test_who_denied_told_and_not_what_was_taken(plain: Pack) -> None:
    text = "Yuri Zarko denied Orla had been captured and told state radio there were no Ledland troops in the village."
    assert {leaf[0] for leaf in one(text, plain, "presence").leaves} == {"Yuri Zarko"}


def test_a_headline_says_what_was_done_without_its_verb(plain: Pack) -> None:
    found = one("Armed group says 11 civilians killed in junta air strikes", plain, "harm.killed")
    assert found.leaves[0][0] == "Armed group"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Sudanese army warplanes bombed Orla.", "Sudanese army"),
        ("Syrian government shelling killed nine people in Orla.", "Syrian government"),
        ("Myanmar military air strikes killed 11 civilians in Orla.", "Myanmar military"),
    ],
)
def test_the_army_of_a_people_is_one_actor(text: str, actor: str, plain: Pack) -> None:
    deeds = [found for found in read(text, plain) if "actor" in dict(found.roles)]
    assert {words for found in deeds for role, words in found.roles if role == "actor"} == {actor}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The death toll from fighting in Sarn has climbed to at least 96 people.", 96),
        ("The death toll rose to at least 220.", 220),
        ("The toll stands at 45.", 45),
    ],
)
def test_a_toll_is_what_it_has_risen_to(text: str, count: int, plain: Pack) -> None:
    (found,) = (each for each in read(text, plain) if each.claim.kind == "harm.killed")
    assert found.claim.amount is not None
    assert found.claim.amount.best == count
    assert "target" not in dict(found.roles)


def test_who_tells_of_a_retreat_also_bears_out_the_capture(plain: Pack) -> None:
    text = "Naser Jam said that guards withdrew from the town of Orla and confirmed that the rebels have seized it."
    assert {leaf[:2] for leaf in one(text, plain, "control.gain").leaves} == {("Naser Jam", "confirm")}


def test_a_convoy_denied_entry_denies_nothing(plain: Pack) -> None:
    found = one("Aid convoy denied entry to besieged Tell town", plain, "access.deny")
    assert ("target", "Aid convoy") in found.roles
    assert [leaf[1] for leaf in found.leaves] == ["assert"]


def test_a_province_beside_its_district_is_the_place(plain: Pack) -> None:
    found = one("Militants have seized a district in the northern Ledlandic province of Baghl.", plain, "control.gain")
    assert ("part", "Baghl") in found.roles


def test_what_was_overrun_was_overrun_then(plain: Pack) -> None:
    found = read("The army withdrew to Sarn, which was overrun by rebels last year.", plain)
    when = {each.claim.kind: each.claim.when for each in found}
    assert when["withdraw"] is None
    assert when["control.gain"] is not None


@pytest.mark.parametrize(
    "text",
    [
        "The Front claimed the attack on the garrison in Sarn.",
        "The Front has claimed several attacks on the garrison in Sarn.",
        "A spokesman for the Front claimed an ambush of the garrison in Sarn.",
    ],
)
def test_who_claims_an_attack_claims_that_it_was_his(text: str, plain: Pack) -> None:
    found = read(text, plain)
    assert {each.claim.kind for each in found} == {"attack"}
    assert found[0].leaves[0][1] == "claim_responsibility"


@pytest.mark.parametrize("nobody", ["No group has claimed", "Nobody has claimed", "No one immediately claimed"])
def test_an_attack_that_nobody_claims_has_been_all_the_same(nobody: str, plain: Pack) -> None:
    (found,) = read(f"{nobody} the attack in Sarn.", plain)
    assert found.claim.kind == "attack"
    assert "actor" not in dict(found.roles)
    assert found.leaves[0][2:] == ("+", "certain")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Among the dead were nine farmers.", 9),
        ("Nine farmers were among the dead in Sarn.", 9),
        ("The toll surpassed forty.", 40),
    ],
)
def test_who_is_among_the_dead_was_killed(text: str, count: int, plain: Pack) -> None:
    (found,) = read(text, plain)
    assert found.claim.kind == "harm.killed"
    assert found.claim.amount is not None
    assert found.claim.amount.best == count


def test_men_of_whom_nothing_is_said_are_the_army_s_that_tells_of_them(plain: Pack) -> None:
    told = "The {} said that soldiers had entered Sarn."
    assert ("actor", "Ledland army") in one(told.format("Ledland army"), plain, "move").roles
    assert ("actor", "soldiers") in one(told.format("mayor"), plain, "move").roles


def test_some_of_many_act_and_a_number_is_nobody(plain: Pack) -> None:
    assert ("actor", "gunmen") in one("Two of the gunmen managed to enter Sarn.", plain, "move").roles


def test_two_deeds_before_one_noun_are_two(plain: Pack) -> None:
    kinds = {found.claim.kind for found in read("Residents reported heavy shelling and air strikes in Sarn.", plain)}
    assert kinds == {"strike.shell", "strike.air"}


def test_who_reports_that_the_shelling_goes_on_does_not_shell(plain: Pack) -> None:
    found = one("Residents reported the resumption of shelling in Sarn.", plain, "strike.shell")
    assert "actor" not in dict(found.roles)


def test_a_preposition_that_opens_a_sentence_says_where(plain: Pack) -> None:
    assert ("near", "Orla") in one("Near Orla, the Corps attacked a patrol.", plain, "attack").roles


def test_what_is_destroyed_stands_beside_those_whose_it_is(region: Pack) -> None:
    found = one("Two strikes destroyed three ISIS fighting positions near Mosul.", region, "destroy")
    assert {words for role, words in found.roles if role == "target"} == {"ISIS", "ISIS fighting positions"}
