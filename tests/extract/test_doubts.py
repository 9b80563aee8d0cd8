"""Links between attributions: who denies, confirms, doubts, takes back or corrects what was said before."""

from __future__ import annotations

from datetime import datetime

import pytest

from sayso.model import Act, Attribution, Stance
from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = "source:ledger"
SAID = "The militia said it had captured the town of Sarn. "


def ends(text: str, plain: Pack, kind: str = "control.gain") -> list[tuple[str | None, str, str | None]]:
    """Who speaks last in each chain of the one claim of a kind, in what act, with what sign."""
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    return [(who, act, sign) for who, act, sign, _ in found.leaves]


@pytest.mark.parametrize(
    ("text", "act", "sign", "who"),
    [
        ("The ministry denied this.", "deny", "-", "ministry"),
        ("The ministry denied the report.", "deny", "-", "ministry"),
        ("Activists disputed this.", "deny", "-", "Activists"),
        ("The council contradicted this account.", "deny", "-", "council"),
        ("The claim was denied by the ministry.", "deny", "-", "ministry"),
        ("The ministry rejected the claim.", "dismiss", "-", "ministry"),
        ("The ministry dismissed the reports.", "dismiss", "-", "ministry"),
        ("The ministry dismissed the report as nonsense.", "dismiss", "-", "ministry"),
        ("The ministry called that a lie.", "dismiss", "-", "ministry"),
        ('The ministry called the report "a fairy tale".', "dismiss", "-", "ministry"),
        ("The claim is false, the ministry said.", "dismiss", "-", "ministry"),
        ("The claim is a fabrication.", "dismiss", "-", OUTLET),
        ("It has not.", "deny", "-", OUTLET),
        ("It did not: we walked through the town.", "deny", "-", OUTLET),
        ("The ministry confirmed the report.", "confirm", "+", "ministry"),
        ("The ministry later acknowledged this.", "confirm", "+", "ministry"),
        ("The ministry declined to comment.", "no_comment", None, "ministry"),
        ("The ministry has not commented.", "no_comment", None, "ministry"),
        ("The ministry made no comment.", "no_comment", None, "ministry"),
        ("There was no comment from the ministry.", "no_comment", None, "ministry"),
        ("The ministry did not respond to questions.", "no_comment", None, "ministry"),
        ("There was no word from the ministry.", "no_comment", None, "ministry"),
        ("Nothing was heard from the ministry.", "no_comment", None, "ministry"),
        ("The ministry reported it a day later.", "assert", "+", "ministry"),
        ("We do not know this.", "cannot_confirm", None, OUTLET),
        ("We cannot confirm this.", "cannot_confirm", None, OUTLET),
        ("We could not verify any of these claims.", "cannot_confirm", None, OUTLET),
        ("The claim could not be verified.", "cannot_confirm", None, OUTLET),
        ("Neither claim could be checked.", "cannot_confirm", None, OUTLET),
        ("We have no means to check the claim.", "cannot_confirm", None, OUTLET),
        ("We had no way of testing this.", "cannot_confirm", None, OUTLET),
        ("There was no independent confirmation.", "cannot_confirm", None, OUTLET),
        ("We have no second source for this.", "cannot_confirm", None, OUTLET),
        ("The council was unable to verify the report.", "cannot_confirm", None, "council"),
    ],
)
def test_words_that_point_back_are_another_word_on_the_claim_before(
    text: str, act: str, sign: str | None, who: str, plain: Pack
) -> None:
    assert ends(SAID + text, plain) == [("militia", "assert", "+"), (who, act, sign)]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that it had lost the hill.",
        "The ministry confirmed that a truce was signed.",
        "The militia denied this.",
        "The ministry denied the clan water.",
        "We could not leave the town.",
    ],
)
def test_words_with_a_matter_of_their_own_do_not_point_back(text: str, plain: Pack) -> None:
    assert ends(SAID + text, plain) == [("militia", "assert", "+")]


@pytest.mark.parametrize(
    "text",
    [
        "Reports that the militia took Sarn are untrue, the ministry said.",
        "The ministry described reports of the capture of Sarn as nonsense.",
        "The ministry dismissed as baseless reports that the militia took Sarn.",
    ],
)
def test_a_judgement_on_a_report_denies_what_it_reports(text: str, plain: Pack) -> None:
    assert ends(text, plain) == [(None, "assert", "+"), ("ministry", "dismiss", "-")]


def test_when_it_was_said_may_stand_above_the_saying(plain: Pack) -> None:
    text = "The council has issued no statement since Monday, when it announced that the militia had left the mill."
    (found,) = (one for one in read(text, plain) if one.claim.kind == "withdraw")
    said = found.chains[0][-1][1].said
    assert said is not None and (said.start, said.end) == (datetime(2017, 11, 6), datetime(2017, 11, 7))


def test_nobody_to_reach_has_no_word_on_it(plain: Pack) -> None:
    assert ends(f"{SAID}Nobody in the town could be reached.", plain) == [("militia", "assert", "+")]


def test_a_denial_reaches_what_the_report_was_of_not_the_rest_of_the_breath(plain: Pack) -> None:
    text = "Fighters said they took Sarn on Monday and that the river road was open. The ministry denied it."
    assert ends(text, plain)[-1] == ("ministry", "deny", "-")
    assert all(act != "deny" for _, act, _ in ends(text, plain, "route.open"))


def test_nobody_to_ask_is_a_writer_without_a_source(plain: Pack) -> None:
    assert [one.claim.kind for one in read("The army says Sarn is taken, and nobody is there to ask.", plain)] == [
        "control.gain"
    ]


def test_what_is_not_fully_held_is_held_in_part(plain: Pack) -> None:
    (found,) = read("Sarn was not fully in the militia's hands, an officer said.", plain)
    assert ("part", "Sarn") in found.roles
    assert found.leaves == (("officer", "assert", "+", "certain"),)


def test_a_denial_of_the_outlets_own_word_leaves_that_word(plain: Pack) -> None:
    assert ends("The army captured the town of Sarn. The militia denied it.", plain) == [
        (OUTLET, "assert", "+"),
        ("militia", "deny", "-"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The militia announced the fall of the town of Sarn. It has not fallen.",
        "The militia said that the town of Sarn had fallen. We are in it. It has not fallen.",
        "The militia said the town of Sarn had fallen. The radio is theirs. It has never fallen.",
    ],
)
def test_a_plain_no_of_the_outlet_answers_the_claim_before(text: str, plain: Pack) -> None:
    first = next(one for one in read(text, plain) if one.claim.kind == "control.lose")
    assert [(who, act, sign) for who, act, sign, _ in first.leaves] == [("militia", "assert", "+"), (OUTLET, "deny", "-")]


def test_doubted_figures_are_the_claims_with_figures(plain: Pack) -> None:
    text = "The militia said nine soldiers were killed in Sarn and that it had captured the town of Sarn.\n"
    found = {one.claim.kind: one.leaves for one in read(text + "We could not verify the figures.", plain)}
    assert [leaf[1] for leaf in found["harm.killed"]] == ["assert", "cannot_confirm"]
    assert [leaf[1] for leaf in found["control.gain"]] == ["assert"]


def test_a_silence_is_on_the_claim_of_the_lead_not_on_the_last_detail(plain: Pack) -> None:
    text = SAID + "\nA farmer said nine soldiers were killed in Harun.\nThe ministry declined to comment."
    found = {one.claim.kind: [leaf[1] for leaf in one.leaves] for one in read(text, plain)}
    assert (found["control.gain"], found["harm.killed"]) == (["assert", "no_comment"], ["assert"])


def test_a_doubt_of_the_outlet_stands_beside_the_chain_that_of_another_inside_the_outlet(plain: Pack) -> None:
    (found,) = (one for one in read(SAID + "We cannot confirm this. The council denied it.", plain))
    (_, own), (_, denial) = found.chains[1][-1], found.chains[2][-1]
    assert (own.inside, own.stance) == (None, Stance.DISTANCE)
    assert [who for who, _ in found.chains[2]] == [OUTLET, "council"] and denial.inside is not None


def links(text: str, plain: Pack) -> list[Attribution]:
    return [chain[-1][1] for found in read(text, plain) for chain in found.chains]


@pytest.mark.parametrize(
    "text",
    [
        "90 people were killed in Sarn.\nCorrection: an earlier version of this report said 90 people were killed in Sarn.",
        "90 people were killed in Sarn.\nAn earlier version of this story said 90 people had been killed in Sarn.",
        "90 people were killed in Sarn.\nIn a previous version of this article we wrote that 90 people had died in Sarn.",
        "90 people were killed in Sarn.\nCorrection: we reported that 90 people had been killed in Sarn.",
    ],
)
def test_what_an_earlier_version_said_is_taken_back(text: str, plain: Pack) -> None:
    first, taken_back = links(text, plain)
    assert (taken_back.act, taken_back.polarity, taken_back.inside) == (Act.RETRACT, "-", None)
    assert taken_back.supersedes == first.id


@pytest.mark.parametrize(
    "text",
    [
        "90 people were killed in Sarn.\nCorrection: 9 people were killed in Sarn.",
        "90 people were killed in Sarn.\nClarification: nine people were killed in Sarn.",
        "90 people were killed in Sarn.\nCorrected: nine people were killed in Sarn, not ninety.",
        "90 people were killed in Sarn.\nCorrection: an earlier version of this report said 90 people were killed in Sarn. "
        "Nine people were killed in Sarn.",
    ],
)
def test_a_correction_takes_the_place_of_what_it_corrects(text: str, plain: Pack) -> None:
    first, *_, corrected = links(text, plain)
    assert (corrected.act, corrected.polarity, corrected.supersedes) == (Act.CORRECT, "+", first.id)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said nine people were killed in Sarn. The ministry later said twelve people were killed in Sarn.",
        "The ministry said nine people were killed in Sarn. It now says twelve people were killed in Sarn.",
        "The ministry said nine people were killed in Sarn.\nUpdate: the ministry says twelve people were killed in Sarn.",
        "The ministry said nine people were killed in Sarn.\nThe ministry subsequently said twelve people were killed in Sarn.",
    ],
)
def test_a_toll_that_its_source_changes_is_an_update(text: str, plain: Pack) -> None:
    first, second = links(text, plain)
    assert (second.act, second.supersedes) == (Act.UPDATE, first.id)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said nine people were killed in Sarn. The militia later said twelve people were killed in Sarn.",
        "The ministry said nine people were killed in Sarn. The ministry later said twelve people were killed in Harun.",
        "The ministry said nine people were killed in Sarn. The ministry later said it had captured the town of Sarn.",
    ],
)
def test_another_source_place_or_matter_updates_nothing(text: str, plain: Pack) -> None:
    assert [link.supersedes for link in links(text, plain)] == [None, None]


@pytest.mark.parametrize(
    "words", ["It later withdrew the claim.", "It retracted the report.", "The militia has withdrawn the statement."]
)
def test_who_takes_his_word_back_supersedes_it(words: str, plain: Pack) -> None:
    (found,) = (one for one in read(SAID + words, plain) if one.claim.kind == "control.gain")
    (_, said), (_, taken_back) = found.chains[0][-1], found.chains[1][-1]
    assert (taken_back.act, taken_back.polarity, taken_back.supersedes) == (Act.RETRACT, "-", said.id)


@pytest.mark.parametrize(
    ("text", "interested"),
    [
        ("The army admitted that it had lost the town of Sarn.", True),
        ("The army acknowledged losing the town of Sarn.", True),
        ("The army conceded that its men had lost the town of Sarn.", True),
        ("The council acknowledged that the army had lost the town of Sarn.", False),
    ],
)
def test_a_party_that_admits_its_own_loss_is_interested_and_confirms(text: str, interested: bool, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.lose")
    leaf = found.chains[0][-1][1]
    assert (leaf.act, leaf.polarity, leaf.interested) == (Act.CONFIRM, "+", interested)


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        (", a charge the militia denied.", ("militia", "deny", "-", "certain")),
        (", something the militia has denied.", ("militia", "deny", "-", "certain")),
        (", a claim disputed by the militia.", ("militia", "deny", "-", "certain")),
        (", which the militia denies.", ("militia", "deny", "-", "certain")),
        (", a claim the ministry confirmed.", ("ministry", "confirm", "+", "certain")),
        (". It was not possible to confirm this.", ("source:ledger", "cannot_confirm", None, "unknown")),
        (". It was impossible to verify the claim.", ("source:ledger", "cannot_confirm", None, "unknown")),
        (". The militia has yet to comment.", ("militia", "no_comment", None, "unknown")),
        (". The claim is fabricated, the militia said.", ("militia", "dismiss", "-", "certain")),
    ],
)
def test_a_word_tagged_on_speaks_of_what_was_just_told(words: str, leaf: tuple[str | None, ...], plain: Pack) -> None:
    text = f"The council said that jets had bombed the town of Sarn{words}"
    (found,) = (one for one in read(text, plain) if one.claim.kind == "strike.air")
    assert found.leaves == (("council", "assert", "+", "certain"), leaf)


@pytest.mark.parametrize(
    "words",
    [
        ", which the militia holds.",
        ", a town the militia left.",
        ". It was possible to reach the mill.",
        ". The militia has yet to leave.",
        ". The flag is fabricated, the militia said.",
    ],
)
def test_what_is_tagged_on_of_something_else_denies_nothing(words: str, plain: Pack) -> None:
    text = f"The council said that jets had bombed the town of Sarn{words}"
    (found,) = (one for one in read(text, plain) if one.claim.kind == "strike.air")
    assert found.leaves == (("council", "assert", "+", "certain"),)


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("The militia denied any involvement in the bombing of Sarn.", ("militia", "deny", "-", "certain")),
        ("The militia issued a denial that jets had bombed Sarn.", ("militia", "deny", "-", "certain")),
        ("The militia disputed that it had bombed Sarn.", ("militia", "deny", "-", "certain")),
        ("The militia scoffed at talk that it had bombed Sarn.", ("militia", "dismiss", "-", "certain")),
        ("The militia backtracked on its claim that it had bombed Sarn.", ("militia", "retract", "-", "certain")),
    ],
)
def test_a_denial_in_other_words_is_one(text: str, leaf: tuple[str | None, ...], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind.startswith("strike")]
    assert [one.leaves[-1] for one in found] == [leaf]
