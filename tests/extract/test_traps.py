"""The patterns on which event coders go wrong, and the traps of the field, each in several wordings (saying, 4 and 7)."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import Read, read

OUTLET = "source:ledger"

# Kind, mood, who speaks last, in what act, with what sign and how firmly; then the wordings.
PROBES = {
    "hedged by reports": (
        ("strike.shell", "actual", None, "assert", "+", "possible"),
        "Unconfirmed reports say the corps shelled the town of Sarn.",
        "According to unconfirmed reports, the corps shelled the town of Sarn.",
        "The corps reportedly shelled the town of Sarn.",
        "The corps is said to have shelled the town of Sarn.",
        "There are reports that the corps shelled the town of Sarn.",
    ),
    "modal": (
        ("attack", "expected", OUTLET, "assert", "+", "possible"),
        "The corps may attack the town of Sarn.",
        "The corps could attack the town of Sarn.",
        "The corps might soon attack the town of Sarn.",
        "It is possible that the corps will attack the town of Sarn.",
        "The town of Sarn may be attacked by the corps.",
    ),
    "one says that another did it to a third": (
        ("attack", "actual", "council", "assert", "+", "certain"),
        "The council said that the militia attacked the garrison.",
        "The militia attacked the garrison, the council said.",
        "According to the council, the militia attacked the garrison.",
        "The garrison, the council said, was attacked by the militia.",
        "The council told the radio that the militia had attacked the garrison.",
    ),
    "denied": (
        ("attack", "actual", "militia", "deny", "-", "certain"),
        "The militia denied attacking the garrison.",
        "The militia denied that it attacked the garrison.",
        "The militia has denied an attack on the garrison.",
        "The militia flatly denied that its men attacked the garrison.",
    ),
    "negated": (
        ("move", "actual", OUTLET, "assert", "-", "certain"),
        "The corps did not enter the town of Sarn.",
        "The corps never entered the town of Sarn.",
        "No soldier entered the town of Sarn.",
        "The corps has not entered the town of Sarn.",
        "The corps failed to enter the town of Sarn.",
        "The corps could not enter the town of Sarn.",
    ),
    "conditional": (
        ("attack", "conditional", OUTLET, "assert", "+", "unknown"),
        "If the corps attacks the town of Sarn, the clan will leave.",
        "The clan will leave if the corps attacks the town of Sarn.",
        "Should the corps attack the town of Sarn, the clan will leave.",
        "Unless the clan leaves, the corps will attack the town of Sarn.",
        "Provided the clan leaves, the corps will attack the town of Sarn.",
    ),
    "negated future": (
        ("attack", "expected", OUTLET, "assert", "-", "certain"),
        "The corps will not attack the town of Sarn.",
        "The corps won't attack the town of Sarn.",
        "The corps is not going to attack the town of Sarn.",
        "The corps will never attack the town of Sarn.",
    ),
    "a word of return": (
        ("control.gain", "actual", OUTLET, "assert", "+", "certain"),
        "The corps liberated the town of Sarn.",
        "The town of Sarn was liberated by the corps.",
        "The corps has retaken the town of Sarn.",
        "The corps recaptured the town of Sarn.",
        "The corps regained the town of Sarn.",
    ),
}
ROWS = [(text, want) for want, *texts in PROBES.values() for text in texts]


@pytest.mark.parametrize(("text", "want"), ROWS)
def test_probes_are_read_as_they_are_meant(text: str, want: tuple[str | None, ...], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == want[0]]
    assert [(one.claim.kind, one.claim.mood.value, *leaf) for one in found for leaf in one.leaves] == [want]


def only(found: list[Read], kind: str) -> Read:
    (one,) = (one for one in found if one.claim.kind == kind)
    return one


@pytest.mark.parametrize(
    "text",
    [
        "The wire reported on Monday that the mill had fallen.",
        "On Monday the wire reported that the mill had fallen.",
        "The mill has fallen, the wire reported on Monday.",
        "The wire said on Monday that the mill fell.",
    ],
)
def test_trap_1_the_day_of_the_report_is_not_the_day_of_the_deed(text: str, plain: Pack) -> None:
    found = only(read(text, plain), "control.lose")
    said = found.chains[0][-1][1].said
    assert found.claim.when is None and said is not None and said.start is not None
    assert str(said.start)[:10] == "2017-11-06"


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("They fled the corps-held town of Sarn.", "control.hold", "corps"),
        ("They fled the town of Sarn, which is under corps control.", "control.hold", "corps"),
        ("The recapture of the town of Sarn by the corps took a week.", "control.gain", "corps"),
        ("The corps has won back the town of Sarn.", "control.gain", "corps"),
        ("They fled to the town of Sarn, which is held by the corps.", "control.hold", "corps"),
    ],
)
def test_trap_2_control_hides_in_adjectives_nouns_and_words_of_return(text: str, kind: str, actor: str, plain: Pack) -> None:
    assert ("actor", actor) in only(read(text, plain), kind).roles


@pytest.mark.parametrize(
    "text",
    [
        '"We are in the town of Sarn. We took it on Monday," said Brigadier Lamis Odeh of the corps.',
        '"We took the town of Sarn," said Brigadier Lamis Odeh of the corps.',
        '"We took the town of Sarn," Brigadier Lamis Odeh, a corps officer, told the radio.',
        '"The mill burns. And we took the town of Sarn," a corps officer, Lamis Odeh, told the radio on Monday.',
    ],
)
def test_trap_5_the_speaker_is_named_after_the_words(text: str, plain: Pack) -> None:
    found = next(one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert "Odeh" in (found.chains[0][-1][0] or "")


@pytest.mark.parametrize(
    "doubt",
    [
        "We could not verify either.",
        "Neither claim could be verified.",
        "We cannot confirm these claims.",
        "None of this could be independently verified.",
        "We have no means to check any of this.",
    ],
)
def test_trap_6_one_doubt_lowers_several_earlier_claims_not_its_own_sentence(doubt: str, plain: Pack) -> None:
    found = read(f"The militia said it had taken the mill and cut the road. {doubt}", plain)
    acts = {one.claim.kind: [leaf[1] for leaf in one.leaves] for one in found}
    assert acts["control.gain"] == acts["route.cut"] == ["assert", "cannot_confirm"]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said the corps had taken the mill. It also said the militia had left the valley.",
        "The ministry said the corps had taken the mill. The ministry added that the militia had left the valley.",
        "The ministry said the corps had taken the mill and that the militia had left the valley.",
        "An officer said the corps had taken the mill. The officer said the militia had left the valley.",
    ],
)
def test_trap_7_the_same_source_twice_is_one(text: str, plain: Pack) -> None:
    sources = [found.chains[0][-1][1].source for found in read(text, plain)]
    assert len(sources) == 2 and len(set(sources)) == 1
