"""Who says it in forms that are no verb of saying, or whose verb the parser takes for something else."""

from __future__ import annotations

import pytest

from sayso.model import SourceKind
from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = "source:ledger"


def chains(text: str, plain: Pack, kind: str = "control.gain") -> list[list[str | None]]:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    return [[words for words, _ in chain] for chain in found.chains]


def leaves(text: str, plain: Pack, kind: str = "control.gain") -> list[tuple[str | None, str, str | None, str]]:
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    return list(found.leaves)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Snow on the pass | Harbour police: the corps has taken Sarn | Market open", "Harbour police"),
        ("Snow on the pass --- Mayor: the corps has taken Sarn", "Mayor"),
        ("Two hurt at the mill \u2022 The pass is shut \u2022 Sarn Brigades: we have taken Sarn", "Sarn Brigades"),
        ("HOST: Who fired? COL. LAMIS ODEH: They did. We have taken Sarn, and the mill is ours.", "COL. LAMIS ODEH"),
        ("Gen. Lamis Odeh: The corps has taken Sarn. Reporter: And the mill?", "Gen. Lamis Odeh"),
        ("Army: the militia has taken Sarn", "Army"),
    ],
)
def test_a_name_before_a_colon_speaks_wherever_its_item_begins(text: str, who: str, plain: Pack) -> None:
    assert chains(text, plain) == [[OUTLET, who]]


@pytest.mark.parametrize(
    "text",
    [
        "Sarn: the corps has taken the mill.",
        "Update: the corps has taken the town of Sarn.",
        "It had one aim: the corps has taken the town of Sarn.",
        "The northern corps: how it took the town of Sarn",
        "The corps took the town of Sarn. Photo: Lamis Odeh",
        "Mayor: The pass is shut. | The corps has taken the town of Sarn",
    ],
)
def test_other_words_before_a_colon_say_nothing(text: str, plain: Pack) -> None:
    assert chains(text, plain) == [[OUTLET]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('The corps has taken the town of Sarn "once and for all", the mayor told parliament.', "mayor"),
        ('The corps has taken the town of Sarn, the mayor said, calling it "a day we had long waited for".', "mayor"),
        ("In the words of a shepherd, the corps has taken the town of Sarn.", "shepherd"),
        ("By the militia's own account, the corps has taken the town of Sarn.", "militia"),
        ("The corps has taken the town of Sarn, in the view of the general staff.", "general staff"),
        ("The corps has taken the town of Sarn, the bishops' mission certified on Tuesday.", "bishops' mission"),
        (
            "The corps has taken the town of Sarn, intelligence documents seen by the Harbour Wire show.",
            "intelligence documents",
        ),
        ("The corps, it is admitted in official circles, has taken the town of Sarn.", "official circles"),
        ("The corps, it is believed, has taken the town of Sarn.", None),
        ("We learn from a drover that the corps has taken the town of Sarn.", "drover"),
    ],
)
def test_whose_words_they_are_is_told_in_other_ways(text: str, who: str | None, plain: Pack) -> None:
    assert chains(text, plain) == [[OUTLET, who]]


@pytest.mark.parametrize(
    "text",
    [
        "In view of the raid, the corps has taken the town of Sarn.",
        "On the orders of the general, the corps has taken the town of Sarn.",
        "The corps has taken the town of Sarn, a place seen by few.",
        "The mill, it was built in May, stands where the corps has taken the town of Sarn.",
    ],
)
def test_what_only_looks_so_is_nobodys_word(text: str, plain: Pack) -> None:
    assert chains(text, plain) == [[OUTLET]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The town hall counted 22 dead.", "town hall"),
        ("The army gave its losses as four dead.", "army"),
        ("The army set its losses at four dead.", "army"),
        ("The shelling went on; the council's tally is 31 dead.", "council"),
    ],
)
def test_who_counts_the_dead_tells_of_them(text: str, who: str, plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == "harm.killed"]
    assert [[words for words, _ in chain] for one in found for chain in one.chains] == [[OUTLET, who]]


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("A milblogger", SourceKind.SOCIAL_MEDIA),
        ("The battalion", SourceKind.ORGANISATION),
        ("The village elder", SourceKind.OFFICIAL_ROLE),
        ("A hydrologist", SourceKind.ANALYSTS),
        ("The Sarn Brigades", SourceKind.ORGANISATION),
        ("A pathologist", SourceKind.MEDICS),
        ("A bargeman", SourceKind.RESIDENTS),
        ("Evacuees", SourceKind.RESIDENTS),
        ("Capt. Lamis Odeh", SourceKind.OFFICIAL_NAMED),
        ("The relief order", SourceKind.UN_NGO),
        ("The truce", SourceKind.UNSPECIFIED),
    ],
)
def test_more_nouns_show_who_speaks(who: str, kind: SourceKind, plain: Pack) -> None:
    (found,) = (
        one for one in read(f"{who} said the corps had taken the town of Sarn.", plain) if one.claim.kind == "control.gain"
    )
    assert [chain[-1][1].source_kind for chain in found.chains] == [kind]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'The minister would neither confirm nor deny the raid, but an aide said "as you know the corps has taken Sarn".',
            [("aide", "assert", "+", "certain")],
        ),
        ('The pilot does not deny it: "We have taken the town of Sarn."', [("pilot", "assert", "+", "certain")]),
        (
            "The militia said it had taken the town of Sarn; the ministry would neither confirm nor deny it.",
            [("militia", "assert", "+", "certain"), ("ministry", "no_comment", None, "unknown")],
        ),
        (
            'The mayor dismissed as "campfire tales" accounts that the corps had taken the town of Sarn.',
            [(None, "assert", "+", "possible"), ("mayor", "dismiss", "-", "certain")],
        ),
        ("The so-called liberation of Sarn is a fairy tale.", [(OUTLET, "assert", "-", "certain")]),
        ("The capture of Sarn was absurd.", [(OUTLET, "assert", "+", "certain")]),
        (
            "The mayor would not be drawn on whether the corps had taken the town of Sarn.",
            [(OUTLET, "assert", None, "unknown"), ("mayor", "no_comment", None, "unknown")],
        ),
        ("It is not clear whether the corps has taken the town of Sarn.", [(OUTLET, "assert", None, "unknown")]),
        ("The corps likely crossed the river and took the town of Sarn.", [(OUTLET, "assert", "+", "probable")]),
        ("The corps is almost certain to take the town of Sarn.", [(OUTLET, "assert", "+", "certain")]),
        ("Not one man took the town of Sarn.", [(OUTLET, "assert", "-", "certain")]),
        ("Not one but three columns took the town of Sarn.", [(OUTLET, "assert", "+", "certain")]),
    ],
)
def test_how_firmly_it_is_said(text: str, said: list[tuple[str | None, str, str | None, str]], plain: Pack) -> None:
    assert leaves(text, plain) == said


def test_a_threat_under_a_condition_has_been_made(plain: Pack) -> None:
    text = "The clan has threatened to shell Sarn if its lorries are turned back."
    assert leaves(text, plain, "threaten") == [(OUTLET, "assert", "+", "certain")]


def test_what_words_are_dismissed_for_is_dismissed_with_them(plain: Pack) -> None:
    text = "Odeh spoke for an hour, dismissing as fantasy a communique that had claimed the capture of Sarn."
    assert ("Odeh", "dismiss", "-", "certain") in leaves(text, plain)


@pytest.mark.parametrize(
    "text",
    [
        "The corps lacks shells.",
        "The corps ran out of shells.",
        "The corps is short of shells.",
        "Shells are running out in Sarn.",
    ],
)
def test_a_lack_is_a_capability_that_there_is_not(text: str, plain: Pack) -> None:
    assert [(sign, modality) for _, _, sign, modality in leaves(text, plain, "capability")] == [("-", "certain")]
