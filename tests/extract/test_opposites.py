"""Constructions in which a careless reading makes the record say the opposite of the text."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import Read, read


def only(found: list[Read], kind: str) -> Read:
    return next(one for one in found if one.claim.kind == kind)


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Hill radio had earlier reported a raid on Sarn.", "attack", "Hill radio"),
        ("Hill radio earlier reported that jets bombed Sarn.", "strike.air", "Hill radio"),
        ("The council reported earlier on Monday that the clan took Sarn.", "control.gain", "council"),
        ("The league had reported the shelling of Sarn earlier.", "strike.shell", "league"),
    ],
)
def test_what_was_reported_earlier_is_not_taken_back(text: str, kind: str, source: str, plain: Pack) -> None:
    assert only(read(text, plain), kind).leaves == ((source, "assert", "+", "certain"),)


@pytest.mark.parametrize("text", ["Earlier reports said the clan took Sarn.", "An earlier report said the clan took Sarn."])
def test_an_earlier_report_is_nobodys_word_not_a_correction(text: str, plain: Pack) -> None:
    assert [(act, sign) for _, act, sign, _ in only(read(text, plain), "control.gain").leaves] == [("assert", "+")]


def test_our_own_earlier_report_is_taken_back(plain: Pack) -> None:
    text = "The clan took Sarn.\nOur earlier report said the clan took Sarn."
    assert [(act, sign) for _, act, sign, _ in read(text, plain)[-1].leaves] == [("retract", "-")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police could not immediately give details of the attack on the town of Sarn.", "attack"),
        ("The clan failed to make headway in Sarn despite its attacks.", "attack"),
        ("The ministry gave no figures for the shelling of Sarn.", "strike.shell"),
        ("The council has not condemned the raid on Sarn.", "attack"),
        ("The guard made no progress after the shelling of Sarn.", "strike.shell"),
    ],
)
def test_a_not_reaches_no_deed_that_it_does_not_govern(text: str, kind: str, plain: Pack) -> None:
    assert [sign for _, _, sign, _ in only(read(text, plain), kind).leaves] == ["+"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The clan did not launch a series of attacks on Sarn.", "attack"),
        ("The clan carried out no attack on Sarn.", "attack"),
        ("The town of Sarn was not under clan control.", "control.hold"),
        ("The guard took no part in the attack on Sarn.", "attack"),
        ("The guard had no part in the attack on Sarn.", "attack"),
        ("The guard played no role in the capture of Sarn.", "control.gain"),
        ("The guard did not participate in the siege of Sarn.", "control.besiege"),
        ("The guard was not involved in the attack on Sarn.", "attack"),
        ("The guard denied any part in the attack on Sarn.", "attack"),
        ("The guard denied involvement in the attack on Sarn.", "attack"),
        ("The guard denied that it had any role in the attack on Sarn.", "attack"),
    ],
)
def test_a_not_reaches_the_deed_that_it_governs(text: str, kind: str, plain: Pack) -> None:
    assert [sign for _, _, sign, _ in only(read(text, plain), kind).leaves] == ["-"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The troops recovered one dead body of a clan fighter.", 1),
        ("Police found nine bodies in Sarn.", 9),
        ("Residents found the bodies of four farmers near Sarn.", 4),
        ("The corps has recovered three corpses from the well.", 3),
    ],
)
def test_who_finds_the_dead_has_not_killed_them(text: str, count: int, plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == "harm.killed"]
    assert [one.claim.amount.best for one in found if one.claim.amount] == [count]
    assert not [words for one in found for role, words in one.roles if role == "actor"]


def test_bodies_that_could_not_be_found_are_no_killing_denied(plain: Pack) -> None:
    assert not read("The corps has not been able to recover the bodies.", plain)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "source"),
    [
        ("The corps claims capture of a village near the mill.", "control.gain", "corps", "corps"),
        ("The clan claimed on Monday the capture of Sarn.", "control.gain", "clan", "clan"),
        ("The militia claims the recapture of the town of Sarn.", "control.gain", "militia", "militia"),
        ("On Monday the guard claimed the seizure of the mill.", "control.gain", "guard", "guard"),
    ],
)
def test_who_claims_a_capture_makes_one_claim(text: str, kind: str, actor: str, source: str, plain: Pack) -> None:
    found = read(text, plain)
    assert [one.claim.kind for one in found] == [kind]
    assert [words for role, words in found[0].roles if role == "actor"] == [actor]
    assert [words for words, *_ in found[0].leaves] == [source]


@pytest.mark.parametrize(
    ("text", "denied", "granted"),
    [
        ("The guard denied that the clan had retaken the mill, amid its offensive on Sarn.", "control.gain", "attack"),
        ("The militia denied losing the mill during its raid on Sarn.", "control.lose", "attack"),
        ("The ministry denied that Sarn fell after the shelling of the mill.", "control.lose", "strike.shell"),
        ("The corps denied shelling the mill despite the clashes in Sarn.", "strike.shell", "clash"),
    ],
)
def test_a_denial_leaves_its_background_alone(text: str, denied: str, granted: str, plain: Pack) -> None:
    found = {one.claim.kind: [(act, sign) for _, act, sign, _ in one.leaves] for one in read(text, plain)}
    assert found[denied] == [("deny", "-")]
    assert found.get(granted, [("assert", "+")]) == [("assert", "+")]


@pytest.mark.parametrize(
    "text",
    [
        '"We have not received any confirmation about the clan taking Sarn. We deny this," Lamis Odeh said.',
        '"We have had no confirmation of the raid on Sarn. We deny it," said Lamis Odeh.',
        '"We have seen no confirmation of the shelling of Sarn. We deny it," Lamis Odeh said.',
    ],
)
def test_we_in_a_quote_is_who_is_quoted(text: str, plain: Pack) -> None:
    leaves = read(text, plain)[0].leaves
    assert leaves[-1] == ("Lamis Odeh", "deny", "-", "certain")
    assert all(sign != "+" for _, _, sign, _ in leaves)


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("The ministry said the clan had stepped up its attacks on guards.", "attack", "clan"),
        ("The clan has stepped up its attacks on traders, the ministry said.", "attack", "clan"),
        ("The council said the militia had left and its fighters had taken the mill.", "control.gain", "militia"),
        ("The ministry said its forces had shelled the mill.", "strike.shell", "ministry"),
        ("The militia said guards had fled and it took the mill.", "control.gain", "militia"),
    ],
)
def test_its_leads_to_who_is_told_of_before_who_speaks(text: str, kind: str, actor: str, plain: Pack) -> None:
    found = only(read(text, plain), kind)
    assert {words for role, words in found.roles if role == "actor"} - {"its forces"} == {actor}
    assert found.claim.mood == "actual"


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The corps inflicted heavy losses on the clan.", {("actor", "corps"), ("target", "clan")}),
        ("The guard inflicted nine casualties on the militia.", {("actor", "guard"), ("target", "militia")}),
        ("The clan suffered heavy losses.", {("target", "clan")}),
        ("Heavy losses were inflicted on the clan by the corps.", {("actor", "corps"), ("target", "clan")}),
    ],
)
def test_losses_are_those_of_whom_they_are_inflicted_on(text: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    assert set(only(read(text, plain), "harm").roles) == roles


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The clan's units violated the ceasefire in Sarn.", "clan"),
        ("The corps broke the truce on Monday.", "corps"),
        ("The council said the militia had breached the ceasefire.", "militia"),
        ("The radio reported a ceasefire violation by the guard.", "guard"),
    ],
)
def test_a_ceasefire_that_is_broken_is_an_attack_and_no_ceasefire(text: str, actor: str, plain: Pack) -> None:
    found = read(text, plain)
    assert [one.claim.kind for one in found] == ["attack"]
    assert dict(found[0].roles)["actor"] == actor


@pytest.mark.parametrize(
    "text",
    [
        "SARN, Wadi Province (HW) — The clan attacked the mill.",
        "KABUL (HW) — The clan attacked the mill.",
        "Sarn, Wadi — The clan attacked the mill.",
        "SARN: The clan attacked the mill.",
        "SARN, May 3 - The clan attacked the mill.",
    ],
)
def test_a_dateline_does_nothing(text: str, plain: Pack) -> None:
    assert [words for role, words in only(read(text, plain), "attack").roles if role == "actor"] == ["clan"]


@pytest.mark.parametrize(
    "text",
    [
        "The guard captured Sarn on 2 March 2031.",
        "The guard captured Sarn in March.",
        "On March 5 the guard captured Sarn.",
        "The guard captured Sarn at the end of March.",
    ],
)
def test_nobody_marches_in_a_date(text: str, plain: Pack) -> None:
    assert not {"protest", "move"} & {one.claim.kind for one in read(text, plain)}


@pytest.mark.parametrize(
    "text",
    [
        "The league withdrew its report of a raid on Sarn.",
        "Hill radio has withdrawn its statement that the clan took Sarn.",
        "The ministry withdrew its complaint to the council.",
        "The delegation withdrew from the talks in Sarn.",
    ],
)
def test_who_withdraws_his_word_moves_no_troops(text: str, plain: Pack) -> None:
    assert "withdraw" not in [one.claim.kind for one in read(text, plain)]


@pytest.mark.parametrize(
    "text",
    ["The corps withdrew its men from Sarn.", "The garrison withdrew from Sarn.", "The corps withdrew guns and men from Sarn."],
)
def test_who_withdraws_his_men_does(text: str, plain: Pack) -> None:
    assert "withdraw" in [one.claim.kind for one in read(text, plain)]


def test_a_report_that_is_withdrawn_is_taken_back(plain: Pack) -> None:
    found = only(read("The league withdrew its report of a raid on Sarn.", plain), "attack")
    assert ("league", "retract", "-", "certain") in found.leaves


@pytest.mark.parametrize(("mark", "sign"), [("If", "+"), ("Unless", "-")])
def test_unless_is_if_not(mark: str, sign: str, plain: Pack) -> None:
    found = only(read(f"{mark} the garrison leaves Sarn, the clan will attack Kubba by Friday.", plain), "withdraw")
    assert {one[2] for one in found.leaves} == {sign}


@pytest.mark.parametrize(("words", "count"), [("Five", 5), ("Twenty-three", 23)])
def test_a_date_that_runs_on_into_a_count_is_no_count(words: str, count: int, plain: Pack) -> None:
    found = only(read(f"7 June 2016 {words} medics were killed in Sarn.", plain), "harm.killed")
    assert found.claim.amount is not None
    assert found.claim.amount.best == count
