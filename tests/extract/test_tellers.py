"""Who told it and how firmly, in plain forms: papers and films that show, officers named once, asides, answers in kind."""

from __future__ import annotations

import pytest

from sayso.model import SourceKind
from sayso.pack import Pack
from tests.extract.reading import Read, read


def one(text: str, kind: str, plain: Pack) -> Read:
    return next(found for found in read(text, plain) if found.claim.kind == kind)


def kinds(text: str, kind: str, plain: Pack) -> list[SourceKind]:
    return [link.source_kind for _, link in one(text, kind, plain).chains[0][1:]]


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Footage of a parade shows six launchers.", "equipment", SourceKind.IMAGERY_DOCUMENT),
        ("A photograph shows two tanks at the gate.", "equipment", SourceKind.IMAGERY_DOCUMENT),
        ("Geolocated footage published on Monday shows corps soldiers in the mill.", "presence", SourceKind.IMAGERY_DOCUMENT),
        ("The council counted six howitzers behind the mill.", "equipment", SourceKind.ORGANISATION),
        ("The hospitals registered 23 dead.", "harm.killed", SourceKind.MEDICS),
    ],
)
def test_who_shows_and_counts_what_was_there_tells_of_it(text: str, kind: str, who: SourceKind, plain: Pack) -> None:
    assert kinds(text, kind, plain) == [who]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Our engineers counted six howitzers behind the mill.", "equipment"),
        ("Our map of Monday showed six howitzers behind the mill.", "equipment"),
        ("Our report of Monday stated that nine soldiers had died.", "harm.killed"),
        ("Our list of 9 May says that nine soldiers had died.", "harm.killed"),
        ("Our report of Monday stated that the corps had shelled the mill.", "strike.shell"),
    ],
)
def test_our_own_papers_and_eyes_are_no_other_source(text: str, kind: str, plain: Pack) -> None:
    assert kinds(text, kind, plain) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("General Baran said the corps was gone. The general added that nine soldiers had died.", "General Baran"),
        ("The minister, Lamis Odeh, said the mill was lost. The minister said nine had died.", "minister, Lamis Odeh"),
        ("Colonel Sami Odeh denied the loss. Later the colonel said nine soldiers had died.", "Colonel Sami Odeh"),
        ("Mayor Lamis Odeh spoke of a siege and said the mill was lost. The mayor said nine had died.", "Mayor Lamis Odeh"),
        ("General Baran said the corps was gone. A general in Sarn added that nine soldiers had died.", "general"),
        ("General Baran said the corps was gone. The colonel added that nine soldiers had died.", "colonel"),
    ],
)
def test_an_office_is_whoever_was_named_with_it(text: str, who: str, plain: Pack) -> None:
    assert one(text, "harm.killed", plain).chains[0][-1][0] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("On the evidence of photographs, the corps shelled the mill on the 12th.", "photographs"),
        ("By its own count, the corps shelled the mill on nine days.", "corps"),
        ("The corps, by the logbook, shelled the mill on nine days.", "logbook"),
        ("The council notes with concern that, in spite of its promises, the corps has shelled the mill.", "council"),
        (
            "The Morning Bell, quoting a clerk it did not name, reported on Tuesday that the corps had shelled the mill.",
            "clerk",
        ),
        ("According to the council, nine were held; the corps shelled the mill.", "council"),
        ("The council said nine were held; the corps shelled the mill.", None),
        ("According to the council, nine were held; the corps shelled the mill, the mayor said.", "mayor"),
    ],
)
def test_whose_word_it_is_beyond_the_plain_verb(text: str, who: str | None, plain: Pack) -> None:
    assert one(text, "strike.shell", plain).chains[0][-1][0] == (who or "source:ledger")


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("The militia said it had taken the town of Sarn. The corps said it had not.", ("corps", "deny", "-", "certain")),
        ("Militia says it has taken Sarn; corps says it did not.", ("corps", "deny", "-", "certain")),
        (
            "The militia said it had taken the town of Sarn; the corps said nothing of the kind had happened.",
            ("corps", "deny", "-", "certain"),
        ),
        (
            "The militia said it had taken the town of Sarn. The corps told us that nothing of the sort had happened.",
            ("corps", "deny", "-", "certain"),
        ),
        ("The militia said it had taken the town of Sarn. It has not.", ("source:ledger", "deny", "-", "certain")),
    ],
)
def test_who_answers_that_it_has_not_denies_it(text: str, leaf: tuple[str, ...], plain: Pack) -> None:
    assert one(text, "control.gain", plain).leaves[-1] == leaf


def test_what_is_denied_may_be_the_subject(plain: Pack) -> None:
    text = "That the corps will enter the town of Sarn on Monday is denied by the council."
    assert one(text, "move", plain).leaves == (("council", "deny", "-", "certain"),)


def test_such_an_attack_is_the_one_that_was_told(plain: Pack) -> None:
    text = "The council said the corps had shelled the school. The corps denies any such shelling."
    assert one(text, "strike.shell", plain).leaves[-1] == ("corps", "deny", "-", "certain")


@pytest.mark.parametrize(
    ("text", "leaf"),
    [
        ("Nobody disputes that the corps shelled the mill.", ("source:ledger", "assert", "+", "certain")),
        ("The council did not dispute that the corps had shelled the mill.", ("council", "assert", "+", "certain")),
        ("The council is not persuaded that the corps shelled the mill.", ("council", "assert", "-", "probable")),
        ("Shelling was reported in Sarn on Monday.", (None, "assert", "+", "possible")),
        ("No shelling was reported in Sarn.", (None, "assert", "-", "possible")),
        ("Two shellings of Sarn were reported by residents.", ("residents", "assert", "+", "certain")),
        ("The corps almost certainly shelled the mill.", ("source:ledger", "assert", "+", "probable")),
        ("The corps has highly likely shelled the mill.", ("source:ledger", "assert", "+", "probable")),
        ("There is talk in the valley that the corps has shelled the mill.", (None, "assert", "+", "possible")),
    ],
)
def test_plain_words_of_doubt_and_of_none(text: str, leaf: tuple[str | None, ...], plain: Pack) -> None:
    assert one(text, "strike.shell", plain).leaves[-1] == leaf


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Raids on Sarn are highly likely to intensify.", "probable"),
        ("Raids on Sarn are likely to continue.", "probable"),
        ("Raids on Sarn are likely to anger the clan.", "certain"),
    ],
)
def test_what_is_likely_to_go_on_is_likely(text: str, firm: str, plain: Pack) -> None:
    assert one(text, "attack", plain).leaves[-1][3] == firm


def test_what_continued_to_be_reported_was_reported(plain: Pack) -> None:
    assert one("Clashes continued to be reported in Sarn.", "clash", plain).leaves == ((None, "assert", "+", "possible"),)


def test_a_valley_that_has_seen_fighting_has_told_nobody(plain: Pack) -> None:
    assert kinds("The Upper Basin has seen no fighting since May.", "clash", plain) == []


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("The governorate", SourceKind.ORGANISATION),
        ("The prefecture", SourceKind.ORGANISATION),
        ("Local health authorities", SourceKind.MEDICS),
        ("The mission", SourceKind.UN_NGO),
        ("Sarn's mission", SourceKind.ORGANISATION),
    ],
)
def test_bodies_are_known_by_their_nouns(who: str, kind: SourceKind, plain: Pack) -> None:
    assert kinds(f"{who} said the corps had shelled the mill.", "strike.shell", plain) == [kind]
