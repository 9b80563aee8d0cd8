"""Chains of say-so: who says it, how firmly, and what the voices around do with it."""

from __future__ import annotations

import pytest

from sayso.model import Act, SourceKind, Stance
from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = "source:ledger"


@pytest.mark.parametrize(
    ("text", "kind", "leaf"),
    [
        # The eight patterns on which event coders of the field go wrong (saying, section 7); sentences of our own.
        ("According to unconfirmed reports, the corps shelled Wadi Sarn.", "strike.shell", (None, "assert", "+", "possible")),
        ("The corps may attack the town of Sarn.", "attack", (OUTLET, "assert", "+", "possible")),
        ("The council said that the militia had attacked the garrison.", "attack", ("council", "assert", "+", "certain")),
        ("The militia denied attacking the garrison.", "attack", ("militia", "deny", "-", "certain")),
        ("The corps did not enter the town of Sarn.", "move", (OUTLET, "assert", "-", "certain")),
        ("If the corps attacks the town, the clan will leave.", "attack", (OUTLET, "assert", "+", "unknown")),
        ("The corps will not attack the town of Sarn.", "attack", (OUTLET, "assert", "-", "certain")),
        ("The corps liberated the town of Sarn.", "control.gain", (OUTLET, "assert", "+", "certain")),
        # Hedges and verdicts.
        ("The corps reportedly captured the town of Sarn.", "control.gain", (None, "assert", "+", "possible")),
        ("The corps is believed to have captured the town of Sarn.", "control.gain", (None, "assert", "+", "possible")),
        ("Reports emerged that the corps had captured the town of Sarn.", "control.gain", (None, "assert", "+", "possible")),
        (
            "The ministry confirmed that the corps had lost the town of Sarn.",
            "control.lose",
            ("ministry", "confirm", "+", "certain"),
        ),
        (
            "The corps neither confirmed nor denied that its jets struck the town of Sarn.",
            "strike.air",
            ("corps", "no_comment", None, "unknown"),
        ),
        (
            "Jets bombed the town of Sarn, the Lantern Observatory for Human Rights said.",
            "strike.air",
            ("Lantern Observatory for Human Rights", "assert", "+", "certain"),
        ),
        (
            "A council spokesman said the reported loss of the town of Sarn was a fable.",
            "control.lose",
            ("council spokesman", "assert", "-", "certain"),
        ),
        ("The corps failed to capture the town of Sarn.", "control.gain", (OUTLET, "assert", "-", "certain")),
        ("Has the corps captured the town of Sarn?", "control.gain", (OUTLET, "ask", None, "unknown")),
        ("We expect the corps to capture the town of Sarn.", "control.gain", (OUTLET, "predict", "+", "probable")),
    ],
)
def test_the_innermost_voice_carries_sign_and_firmness(text: str, kind: str, leaf: tuple[str | None, ...], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert [one.leaves for one in found] == [(leaf,)]


def test_a_sentence_without_a_cue_keeps_one_link(plain: Pack) -> None:
    (found,) = read("The council said the gate was shut. The corps holds the town of Sarn.", plain)[-1:]
    assert [[words for words, _ in chain] for chain in found.chains] == [[OUTLET]]


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ('"Our men took the town of Sarn," said Brigadier Lamis Odeh, a spokesman for the corps.',
         [OUTLET, "Brigadier Lamis Odeh"], SourceKind.OFFICIAL_NAMED),
        ("The corps took the town of Sarn, the ministry said on Monday.", [OUTLET, "ministry"], SourceKind.ORGANISATION),
        ("The Harbour Wire, citing two councillors, reported that the corps had taken the town of Sarn.",
         [OUTLET, "Harbour Wire", "councillors"], SourceKind.OFFICIAL_ROLE),
        ("An officer who asked not to be named said the corps had taken the town of Sarn.",
         [OUTLET, "officer"], SourceKind.OFFICIAL_ANONYMOUS),
        ("Residents reached by phone said the corps had taken the town of Sarn.", [OUTLET, "Residents"], SourceKind.RESIDENTS),
        ("The council was quick to point out that the corps had taken the town of Sarn.",
         [OUTLET, "council"], SourceKind.ORGANISATION),
        ("The mayor waved a map, telling the crowd that the corps had taken the town of Sarn.",
         [OUTLET, "mayor"], SourceKind.OFFICIAL_ROLE),
        ("He's said the corps has taken the town of Sarn.", [OUTLET, "He"], SourceKind.UNSPECIFIED),
        ("It's said the corps has taken the town of Sarn.", [OUTLET, None], SourceKind.UNSPECIFIED),
        ("The corps has taken the town of Sarn, according to one report.", [OUTLET, None], SourceKind.UNSPECIFIED),
        ("Mayor Lamis Odeh: the corps has taken the town of Sarn.", [OUTLET, "Mayor Lamis Odeh"], SourceKind.OFFICIAL_NAMED),
        ("According to the council, the corps has taken the town of Sarn.", [OUTLET, "council"], SourceKind.ORGANISATION),
        ("The council said nothing of the gate. It said the corps had taken the town of Sarn.",
         [OUTLET, "council"], SourceKind.ORGANISATION),
    ],
)  # fmt: skip
def test_the_chain_runs_from_the_outlet_to_who_speaks(
    text: str, names: list[str | None], kind: SourceKind, plain: Pack
) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    (chain,) = found.chains
    assert ([words for words, _ in chain], chain[-1][1].source_kind) == (names, kind)
    assert all(link.polarity is None for _, link in chain[:-1])


def test_the_same_source_twice_is_one_mention(plain: Pack) -> None:
    text = "An intelligence source said the corps had taken the town of Sarn. The source said the militia had left the valley."
    sources = {chain[-1][1].source for found in read(text, plain) for chain in found.chains}
    assert len(sources) == 1


def test_cannot_confirm_lowers_earlier_claims_not_its_own_sentence(plain: Pack) -> None:
    text = "The militia said it had taken the mill and cut the road. We cannot confirm these claims."
    for found in read(text, plain):
        acts = [chain[-1][1].act for chain in found.chains]
        assert acts == [Act.ASSERT, Act.CANNOT_CONFIRM]
        doubt = found.chains[1][-1][1]
        assert (doubt.polarity, doubt.inside, doubt.stance) == (None, None, Stance.DISTANCE)


def test_dismissed_reports_are_two_chains_of_one_claim(plain: Pack) -> None:
    (found,) = read("Reports that the militia had captured the town of Sarn were dismissed by the ministry.", plain)
    assert found.leaves == ((None, "assert", "+", "possible"), ("ministry", "dismiss", "-", "certain"))


def test_a_distancing_verb_is_the_outlets_stance_not_the_sources_doubt(plain: Pack) -> None:
    (found,) = read("The militia boasted that it had captured the town of Sarn.", plain)
    leaf = found.chains[0][-1][1]
    assert (leaf.stance, leaf.modality.value, leaf.interested) == (Stance.DISTANCE, "certain", False) or leaf.interested


def test_an_odd_number_of_quote_marks_refuses_nothing(plain: Pack) -> None:
    (found,) = read('"We took the town of Sarn, said Odeh of the corps. And the mill.', plain)[:1]
    assert found.claim.kind == "control.gain"


def test_what_is_held_stays_held_whatever_is_denied(plain: Pack) -> None:
    found = read("The corps denied bombing the militia-held town of Wadi Sarn.", plain)
    held = next(one for one in found if one.claim.kind == "control.hold")
    assert held.leaves == ((OUTLET, "assert", "+", "certain"),)


def test_another_command_is_another_source(plain: Pack) -> None:
    text = "The northern command said its troops had taken the town of Sarn. "
    text += "The southern command said its men had left the valley."
    assert [found.chains[0][-1][0] for found in read(text, plain)] == ["northern command", "southern command"]


def test_they_in_a_quote_are_not_the_speaker(plain: Pack) -> None:
    text = 'The officer said: "The militia is not to be trusted. They burned two lorries in Sarn."'
    (found,) = (one for one in read(text, plain) if one.claim.kind == "destroy")
    assert dict(found.roles)["actor"] == "militia"


def test_two_who_say_it_together_are_two_who_say_it(plain: Pack) -> None:
    (found,) = read("The council and the militia said that the corps had captured the town of Sarn.", plain)
    assert sorted(leaf[0] or "" for leaf in found.leaves) == ["council", "militia"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Whose quote a paragraph of nothing but quote goes on with.
        ('"It is over," said Colonel Odeh of the corps.\n"We took the town of Sarn."', "Colonel Odeh"),
        ('Colonel Odeh of the corps said: "It is over.\n"We took the town of Sarn."', "Colonel Odeh"),
        ('"It is over," said Colonel Odeh of the corps.\nThe corps took the town of Sarn.', OUTLET),
        ('"It is over," said Colonel Odeh of the corps.\n"We took the town of Sarn," said a councillor.', "councillor"),
    ],
)
def test_a_quote_that_goes_on_keeps_its_speaker_and_nothing_else_does(text: str, speaker: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert [(leaf[0] or "").startswith(speaker) for leaf in found.leaves] == [True]


def test_a_carried_quote_has_no_cue_of_its_own(plain: Pack) -> None:
    text = '"It is over," said Colonel Odeh of the corps.\n"We took the town of Sarn."'
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    link = found.chains[0][-1][1]
    assert (link.cue, link.direct) == (None, True)


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("An officer who asked not to be named", SourceKind.OFFICIAL_ANONYMOUS),
        ("A lieutenant of the corps, speaking on condition of anonymity,", SourceKind.OFFICIAL_ANONYMOUS),
        ("A retired colonel", SourceKind.ANALYSTS),
        ("The prefect", SourceKind.OFFICIAL_ROLE),
        ("National radio", SourceKind.STATE_MEDIA),
        ("A monitoring group", SourceKind.MONITOR),
        ("The ferryman", SourceKind.RESIDENTS),
    ],
)
def test_the_words_of_a_source_say_what_kind_it_is(speaker: str, kind: SourceKind, plain: Pack) -> None:
    (found,) = (
        one for one in read(f"{speaker} said the corps had taken the town of Sarn.", plain) if one.claim.kind == "control.gain"
    )
    assert found.chains[0][-1][1].source_kind is kind


def test_nobody_speaks_across_a_semicolon(plain: Pack) -> None:
    text = "The corps captured the town of Sarn; the council says it has no news from there."
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert [leaf[0] for leaf in found.leaves] == [OUTLET]


@pytest.mark.parametrize(
    ("text", "mood", "sign", "firm"),
    [
        ("Residents were told to leave the town of Sarn.", "intended", "+", "possible"),
        ("The militia hopes to take the town of Sarn.", "intended", "+", "probable"),
        ("The militia does not believe that the corps took the town of Sarn.", "actual", "-", "probable"),
        ("Officials stopped short of saying that the corps took the town of Sarn.", "actual", None, "unknown"),
        ("The council announced that a post would be built in the town of Sarn.", "intended", "+", "certain"),
        ("The council would not rule out taking the town of Sarn.", "expected", "+", "possible"),
        ("The council fears for the town of Sarn, which the corps took in May.", "actual", "+", "certain"),
    ],
)
def test_the_saying_makes_a_doubt_a_wish_or_a_no_of_what_is_said(
    text: str, mood: str, sign: str | None, firm: str, plain: Pack
) -> None:
    found = [(one.claim.mood.value, *one.leaves[-1][2:]) for one in read(text, plain)]
    assert (mood, sign, firm) in found
