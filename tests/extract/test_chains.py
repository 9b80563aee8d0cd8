"""Chains by the grammar of saying: who speaks, from wherever in the sentence he is named, and of what kind he is."""

from __future__ import annotations

import pytest

from sayso.extract.parse import parse
from sayso.extract.tellings import find_tellings
from sayso.model import Act, SourceKind
from sayso.pack import Pack
from tests.extract.reading import read

OUTLET = "source:ledger"


def speakers(text: str, plain: Pack, kind: str = "control.gain") -> list[list[str | None]]:
    """The words of each link, outermost first, of each chain of the one claim of a kind."""
    (found,) = (one for one in read(text, plain) if one.claim.kind == kind)
    return [[words for words, _ in chain] for chain in found.chains]


@pytest.mark.parametrize(
    "text",
    [
        "The corps has taken the town of Sarn, says the council.",
        "The corps has taken the town of Sarn, the council told reporters on Monday.",
        "The corps, the council told us, has taken the town of Sarn.",
        "The council said the gate was shut, adding that the corps had taken the town of Sarn.",
        "The council said it had no news of the mill and warned that the corps had taken the town of Sarn.",
        "The corps still holds the mill, the council said, and has taken the town of Sarn.",
        "The council made the claim that the corps had taken the town of Sarn.",
        "As the council said on Monday, the corps has taken the town of Sarn.",
        "The corps has taken the town of Sarn, as the council had announced.",
        "The corps has taken the town of Sarn, as reported by the council.",
        'The council continued: "The corps has taken the town of Sarn."',
        '"The corps has taken the town of Sarn," the council shot back.',
        "Varen said the road was open, while the council said that the corps had taken the town of Sarn.",
        "The council said the guards were on the alert and said the corps had taken the town of Sarn.",
        "The mayor left after the council reports the corps has taken the town of Sarn.",
        "The council spoke of shelling since before dawn and of how the corps had taken the town of Sarn.",
        "The day ended with the council saying that the corps had taken the town of Sarn.",
        "The council was the first to report that the corps had taken the town of Sarn.",
        'The council said in its letter:\n"The corps has taken the town of Sarn."',
        'The council said in its letter:\n"The corps has gone.\n"It has taken the town of Sarn."',
    ],
)
def test_who_speaks_is_found_wherever_he_stands(text: str, plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, "council"]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The Harbour Wire cited an official as saying that the corps had taken the town of Sarn.",
            ["Harbour Wire", "official"],
        ),
        (
            "The Office for the Care of Harbour Works said the corps had taken the town of Sarn.",
            ["Office for the Care of Harbour Works"],
        ),
        (
            "An Office for the Care of Harbour Works spokesman said the corps had taken the town of Sarn.",
            ["Office for the Care of Harbour Works spokesman"],
        ),
    ],
)
def test_a_source_is_all_its_words_and_nobody_elses(text: str, chain: list[str], plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, *chain]]


@pytest.mark.parametrize(
    ("words", "hearer"),
    [
        ("the Harbour Wire rebel forces", "the Harbour Wire"),
        ("a news conference that rebel forces", None),
    ],
)
def test_who_hears_it_is_no_part_of_what_is_said(words: str, hearer: str | None, plain: Pack) -> None:
    (found,) = read(f"The council told {words} had taken the town of Sarn.", plain)
    assert [link.recipient for chain in found.chains for _, link in chain if link.cue is not None] == [hearer]


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("The council cast the elders as traitors.", "council", "the elders as traitors"),
        ("The council has ignored the letter.", "council", "the letter"),
        ("The council came out against the plan.", "council", "the plan"),
    ],
)
def test_who_takes_a_stance_is_told_with_what_it_is_on(text: str, source: str, said: str, plain: Pack) -> None:
    (paragraph,) = parse(text, 0, len(text))
    (telling,) = find_tellings(paragraph.doc, plain)
    assert (telling.named is not None and telling.named.text, telling.row.act) == (source, "")
    assert [text[start:end] for start, end in telling.content] == [said]


def test_a_stance_puts_nobody_in_a_chain(plain: Pack) -> None:
    assert speakers("The council has ignored the corps that took the town of Sarn.", plain) == [[OUTLET]]


def test_who_admits_a_loss_tells_of_the_dead_beside_it(plain: Pack) -> None:
    assert speakers(
        "The council admitted that a boat was lost to a mine and its crew of nine killed.", plain, "harm.killed"
    ) == [[OUTLET, "council"]]


def test_a_spokesman_tells_of_his_own_body(plain: Pack) -> None:
    (found,) = read("A Harun political branch spokesman said we had taken the town of Sarn.", plain)
    assert dict(found.roles)["actor"] == "Harun political branch"
    assert [link.interested for _, link in found.chains[0]] == [False, True]


def test_who_is_made_to_say_it_says_it(plain: Pack) -> None:
    assert speakers("The letters led officers to say that the corps had taken the town of Sarn.", plain) == [
        [OUTLET, "officers"]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the corps had taken the town of Sarn, the council said it did not know.",
        "The council, asked whether the corps had taken the town of Sarn, said it would not guess.",
        'When asked whether the corps had taken the town of Sarn, the council said: "Next question."',
    ],
)
def test_who_is_asked_and_says_something_else_has_no_word_on_it(text: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert found.leaves == (("council", "no_comment", None, "unknown"),)


@pytest.mark.parametrize(
    "text",
    [
        "As the council feared, the corps has taken the town of Sarn.",
        "The council may find that the corps has taken the town of Sarn.",
        'The shelling began, "as if the sky fell", and the corps has taken the town of Sarn.',
        'The mayor left.\n"The corps has taken the town of Sarn."',
        "The council said the gate was shut. The shelling continued. The corps has taken the town of Sarn.",
    ],
)
def test_what_nobody_says_is_the_outlets(text: str, plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("An officer who asked not to be named told the Harbour Wire that the corps had taken the town of Sarn.", "officer"),
        ("The corps has taken the town of Sarn, an officer who asked not to be named told the Harbour Wire.", "officer"),
        ("Aid workers in Harun said the corps had taken the town of Sarn.", "Aid workers"),
        ("The corps has taken the town of Sarn, its spokesman, Lamis Odeh, told reporters.", "its spokesman, Lamis Odeh"),
        ("Clan elder: the corps has taken the town of Sarn.", "Clan elder"),
        ("In a survey of the valley, the corps has taken the town of Sarn.", "survey of the valley"),
    ],
)
def test_the_words_around_a_name_do_not_hide_it(text: str, who: str, plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, who]]


def test_a_papers_own_source_is_known_to_nobody_but_the_paper(plain: Pack) -> None:
    text = "The source of the Harbour Wire, who insists that the corps has taken the town of Sarn."
    assert speakers(text, plain) == [[OUTLET, "Harbour Wire", "source of the Harbour Wire"]]
    text = "An official of the aid agency said that the corps had taken the town of Sarn."
    assert speakers(text, plain) == [[OUTLET, "official of the aid agency"]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The corps has taken the town of Sarn, according to a letter that the Harbour Wire printed on Monday.", "letter"),
        ("A statement carried by the Harbour Wire said the corps had taken the town of Sarn.", "statement"),
    ],
)
def test_the_paper_that_the_words_are_from_stands_outside_them(text: str, who: str, plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, "Harbour Wire", who]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # Whom the text is about before whoever spoke last elsewhere; whoever was last named again before who spoke between.
        (
            "Newspapers had copied it.\nThe council would not go so far. The corps had taken the town of Sarn, it said.",
            "council",
        ),
        (
            "Newspapers copied it and said nothing.\nThe council has been silent since May, when it announced that the corps "
            "had taken the town of Sarn.",
            "council",
        ),
        (
            "A clan elder said the mill was shut. A nurse said it was open. The elder said there was no bread. "
            "He said the corps had taken the town of Sarn.",
            "clan elder",
        ),
        ("A nurse said the mill was shut. The gate was open. She said the corps had taken the town of Sarn.", "nurse"),
        ('First, the council. Its statement reads: "The corps has taken the town of Sarn."', "council"),
        ("One of the analysts said the corps had taken the town of Sarn.", "One of the analysts"),
        ("Monitor confirms: the corps has taken the town of Sarn", "Monitor"),
        ("Nine say the gate is shut, their leaders say the corps has taken the town of Sarn", "their leaders"),
    ],
)
def test_who_is_meant_is_who_is_spoken_of(text: str, who: str, plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, who]]


def test_what_happens_meanwhile_is_not_declared(plain: Pack) -> None:
    assert speakers("Corps declares Sarn taken as militia reaches the border", plain, "move") == [[OUTLET]]


def test_a_witness_in_what_is_said_is_a_link(plain: Pack) -> None:
    text = "A woman said by phone that her brother saw militia lorries outside the bakery in Sarn."
    assert speakers(text, plain, "presence") == [[OUTLET, "woman", "her brother"]]


@pytest.mark.parametrize(
    "text",
    [
        "The militia, citing two officers, denied that it had lost the town of Sarn.",
        "The militia, quoting two officers, denied that it had lost the town of Sarn.",
        "Citing two officers, the militia denied that it had lost the town of Sarn.",
        "The militia denied that it had lost the town of Sarn, citing two officers.",
    ],
)
def test_who_is_cited_for_a_denial_denies(text: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.lose")
    assert [[words for words, _ in chain] for chain in found.chains] == [[OUTLET, "militia", "officers"]]
    assert found.leaves[0][1:] == ("deny", "-", "certain")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said it expected the corps to capture the town of Sarn.",
        '"We expect the corps to capture the town of Sarn," the ministry said.',
        "The ministry said it believed the corps would capture the town of Sarn.",
        "The ministry said that it feared the corps would capture the town of Sarn.",
    ],
)
def test_one_voice_is_one_link(text: str, plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, "ministry"]]


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Officials", SourceKind.OFFICIAL_ROLE),
        ("Two officials", SourceKind.OFFICIAL_ANONYMOUS),
        ("A commander", SourceKind.OFFICIAL_ANONYMOUS),
        ("General Radko Sarnic", SourceKind.OFFICIAL_NAMED),
        ("The spokesman of the corps, Lamis Odeh,", SourceKind.OFFICIAL_NAMED),
        ("UN observers", SourceKind.UN_NGO),
        ("The refugee office", SourceKind.UN_NGO),
        ("A hospital official", SourceKind.MEDICS),
        ("The council's radio", SourceKind.STATE_MEDIA),
        ("The militia's newspaper", SourceKind.PARTY_MEDIA),
        ("Radio Harun", SourceKind.OUTLET_NAMED),
        ("Her aunt", SourceKind.RESIDENTS),
        ("The Guard", SourceKind.ORGANISATION),
        ("The inquiry", SourceKind.ORGANISATION),
        ("A channel", SourceKind.SOCIAL_MEDIA),
        ("Satellite images", SourceKind.IMAGERY_DOCUMENT),
        # Whose an outlet is, and whose man its reporter.
        ("The militia's news agency", SourceKind.PARTY_MEDIA),
        ("A website close to the militia", SourceKind.PARTY_MEDIA),
        ("The war media unit of the militia", SourceKind.PARTY_MEDIA),
        ("State-run radio", SourceKind.STATE_MEDIA),
        ("Government media", SourceKind.STATE_MEDIA),
        ("The state broadcaster's correspondent", SourceKind.STATE_MEDIA),
        ("A Harbour Wire reporter", SourceKind.AGENCY),
        ("The rebel-run radio", SourceKind.PARTY_MEDIA),
        ("A pro-government newspaper", SourceKind.OUTLET_UNSPECIFIED),
        ("A local newspaper", SourceKind.OUTLET_UNSPECIFIED),
        # Whom one speaks for, where that says more than his office.
        ("The head of the monitoring network", SourceKind.MONITOR),
        ("The observatory's director", SourceKind.MONITOR),
        ("A spokesman for the relief agency", SourceKind.UN_NGO),
        ("Hospital officials", SourceKind.MEDICS),
        ("Lamis Odeh, who heads the observatory,", SourceKind.MONITOR),
        ("Lamis Odeh, who leads the brigade,", SourceKind.OFFICIAL_NAMED),
        ("The Lantern Watch, a war monitor,", SourceKind.MONITOR),
        ("The director of the health ministry", SourceKind.OFFICIAL_ROLE),
        ("The minister of health", SourceKind.OFFICIAL_ROLE),
        ("The commander at the hospital gate", SourceKind.OFFICIAL_ROLE),
        # Who is nobody one could find again.
        ("Defence sources", SourceKind.OFFICIAL_ANONYMOUS),
        ("Sources", SourceKind.UNSPECIFIED),
        ("Council officials, speaking anonymously,", SourceKind.OFFICIAL_ANONYMOUS),
        ("People fleeing the valley", SourceKind.RESIDENTS),
        ("Local people", SourceKind.RESIDENTS),
        ("People", SourceKind.UNSPECIFIED),
        # Whose word a paper is.
        ("A ministry statement", SourceKind.ORGANISATION),
        ("A statement from the army", SourceKind.ORGANISATION),
        ("The statement of the corps", SourceKind.ORGANISATION),
        ("A letter", SourceKind.IMAGERY_DOCUMENT),
        ("A report by the relief agency", SourceKind.UN_NGO),
        ("A tally kept by activists", SourceKind.ACTIVISTS),
        ("The general staff's morning summary", SourceKind.ORGANISATION),
        ("The report of the commission", SourceKind.ORGANISATION),
        ("Testimony from survivors", SourceKind.RESIDENTS),
        ("Footage from the valley", SourceKind.IMAGERY_DOCUMENT),
    ],
)
def test_a_source_is_of_the_kind_its_words_show(speaker: str, kind: SourceKind, plain: Pack) -> None:
    text = f"{speaker} said the corps had taken the town of Sarn."
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert found.chains[0][-1][1].source_kind is kind


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The council did not say whether the corps had taken the town of Sarn.", Act.NO_COMMENT),
        ("The council would not say whether the corps had taken the town of Sarn.", Act.NO_COMMENT),
        ("The council could not say whether the corps had taken the town of Sarn.", Act.CANNOT_CONFIRM),
        ("The council could not confirm that the corps had taken the town of Sarn.", Act.CANNOT_CONFIRM),
    ],
)
def test_who_does_not_say_has_no_sign(text: str, act: Act, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    leaf = found.chains[0][-1][1]
    assert (leaf.act, leaf.polarity) == (act, None)


@pytest.mark.parametrize(
    "text",
    [
        "The reported capture of the town of Sarn by the corps drew no comment.",
        "The council has not commented on the reported capture of the town of Sarn.",
        "There was no comment on the alleged capture of the town of Sarn.",
        "The rumoured capture of the town of Sarn changes nothing.",
    ],
)
def test_a_reported_deed_is_somebodys_report(text: str, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert found.leaves[0] == (None, "assert", "+", "possible")


@pytest.mark.parametrize(
    "text",
    [
        "The council said the militia-held town of Sarn had been shelled.",
        "The council said jets struck the town of Sarn, which the militia holds.",
        "The council said the town of Sarn, under militia control, had been shelled.",
        "According to the council, the militia-held town of Sarn was shelled.",
    ],
)
def test_who_holds_a_place_that_is_spoken_of_is_the_outlets_word(text: str, plain: Pack) -> None:
    assert speakers(text, plain, "control.hold") == [[OUTLET]]


@pytest.mark.parametrize(
    "text",
    [
        "The militia claimed full control of the town of Sarn.",
        "The militia claims the town of Sarn.",
        "The militia has claimed control of Sarn.",
        "Its men are in the town of Sarn, the militia said. It claimed full control.",
    ],
)
def test_who_claims_a_place_says_so_of_himself(text: str, plain: Pack) -> None:
    found = next(one for one in read(text, plain) if one.claim.kind in {"control.hold", "control.gain"})
    assert [words for words, _ in found.chains[0]] == [OUTLET, "militia"] and ("actor", "militia") in found.roles


@pytest.mark.parametrize(
    "text",
    [
        '"We took the town of Sarn. The mill burns." The rest was noise. That was Lamis Odeh on the radio.',
        '"We took the town of Sarn." More lines followed. That was Lamis Odeh.',
        '"We took the town of Sarn last night." Then music. This was Lamis Odeh of the corps.',
        '"The town of Sarn was taken by us." So it went on for an hour. That was Lamis Odeh, a corps spokesman.',
    ],
)
def test_a_speaker_is_named_sentences_later(text: str, plain: Pack) -> None:
    found = next(one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert "Odeh" in (found.chains[0][-1][0] or "")


@pytest.mark.parametrize(
    ("doubt", "act", "who"),
    [
        ("We could not verify the militia's claims.", "cannot_confirm", OUTLET),
        ("The council denied the militia's claim.", "deny", "council"),
        ("None of the militia's claims could be verified.", "cannot_confirm", OUTLET),
        ("The council dismissed the reports by the militia.", "dismiss", "council"),
    ],
)
def test_a_doubt_reaches_what_its_source_said_far_above(doubt: str, act: str, who: str, plain: Pack) -> None:
    text = "The militia said it had taken the town of Sarn.\n" + "A farmer sold a goat.\n" * 9 + doubt
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert (found.leaves[-1][0], found.leaves[-1][1]) == (who, act)


@pytest.mark.parametrize(
    "words",
    [
        "Neither the ministry nor the council had commented by the evening.",
        "The ministry and the council declined to comment.",
        "The ministry and the council did not reply to questions.",
        "The ministry and the council have not commented.",
    ],
)
def test_all_who_are_silent_are_silent(words: str, plain: Pack) -> None:
    text = f"The militia said it had taken the town of Sarn. {words}"
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    assert [leaf[:2] for leaf in found.leaves[1:]] == [("ministry", "no_comment"), ("council", "no_comment")]


@pytest.mark.parametrize(
    "words",
    [
        "The militia denied involvement.",
        "The militia denied any role.",
        "The militia denied responsibility.",
        "The militia denied a part in it.",
    ],
)
def test_who_denies_a_part_denies_the_deed(words: str, plain: Pack) -> None:
    (found,) = (one for one in read(f"Gunmen attacked the garrison in Sarn. {words}", plain) if one.claim.kind == "attack")
    assert found.leaves[-1][:3] == ("militia", "deny", "-")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("An officer spoke of the mill. The council met at noon. It said the corps had taken the town of Sarn.", "council"),
        ("The council said the gate was shut, an officer said. He added that the corps had taken the town of Sarn.", "officer"),
        ("The council met. It said the corps had taken the town of Sarn.", "council"),
        ("They say the corps has taken the town of Sarn.", "They"),
    ],
)
def test_it_is_a_body_and_he_is_a_person(text: str, who: str, plain: Pack) -> None:
    assert speakers(text, plain)[0][-1] == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The ministry says it holds Kubba. Its men have taken the town of Sarn, according to a communique.", "ministry"),
        ("The ministry says it holds Kubba. Its men have taken the town of Sarn, according to a video.", "video"),
        ("The ministry says it holds Kubba.\nThe corps has taken the town of Sarn, according to a communique.", "communique"),
    ],
)
def test_a_communique_is_of_the_body_that_has_just_spoken(text: str, who: str, plain: Pack) -> None:
    assert [chain[-1] for chain in speakers(text, plain)] == [who]


def test_what_stands_behind_a_colon_is_what_was_confirmed(plain: Pack) -> None:
    text = "The council did confirm a loss that it had kept quiet: the corps had taken the town of Sarn."
    assert speakers(text, plain) == [[OUTLET, "council"]]


def test_a_silence_until_the_evening_is_not_the_evenings(plain: Pack) -> None:
    text = "The council said that the corps had taken the town of Sarn. The monitor had made no comment by the evening."
    assert {chain[-1] for chain in speakers(text, plain)} == {"council", "monitor"}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The Harbour Wire quoted an officer as saying that the corps had taken the town of Sarn.",
            ["Harbour Wire", "officer"],
        ),
        (
            "An officer was quoted by the Harbour Wire as saying the corps had taken the town of Sarn.",
            ["Harbour Wire", "officer"],
        ),
        ("An officer was quoted as saying the corps had taken the town of Sarn.", ["officer"]),
        (
            "The mayor, in remarks carried by the Harbour Wire, said the corps had taken the town of Sarn.",
            ["Harbour Wire", "mayor"],
        ),
        (
            "The mayor said in remarks carried by the Harbour Wire that the corps had taken the town of Sarn.",
            ["Harbour Wire", "mayor"],
        ),
        (
            "In a statement carried by the Harbour Wire, the mayor said the corps had taken the town of Sarn.",
            ["Harbour Wire", "mayor"],
        ),
        ("In a statement written by hand, the mayor said the corps had taken the town of Sarn.", ["mayor"]),
        ("A letter obtained by the Harbour Wire said the corps had taken the town of Sarn.", ["letter"]),
        ("The corps has taken the town of Sarn, the mayor told parliament.", ["mayor"]),
        (
            "According to the Harbour Wire, which cited an officer, the corps has taken the town of Sarn.",
            ["Harbour Wire", "officer"],
        ),
        ("According to the Harbour Wire, which fired an officer, the corps has taken the town of Sarn.", ["Harbour Wire"]),
        ("A letter seen by the Harbour Wire said the corps had taken the town of Sarn.", ["letter"]),
        ("Unconfirmed reports say the corps has taken the town of Sarn.", [None]),
        ("The mayor was heard saying that the corps had taken the town of Sarn.", ["mayor"]),
        ("The mayor told of how the corps had taken the town of Sarn.", ["mayor"]),
    ],
)
def test_who_passes_it_on_stands_outside_who_said_it(text: str, chain: list[str | None], plain: Pack) -> None:
    assert speakers(text, plain) == [[OUTLET, *chain]]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ('The mayor was blunt: "The corps has taken the town of Sarn."', "mayor"),
        ('A nurse wept. "The corps has taken the town of Sarn."', "nurse"),
        ('The mayor met us on Monday:\n"The corps has taken the town of Sarn."', "mayor"),
        ('"The mill is shut," said the nurse.\nShe paused. "The corps has taken the town of Sarn."', "nurse"),
        # A thing, a body, or words that do not end right before the marks.
        ('The mill was shut. "The corps has taken the town of Sarn."', OUTLET),
        ('The council met. "The corps has taken the town of Sarn."', OUTLET),
        ('A nurse wept. The gate was shut. "The corps has taken the town of Sarn."', OUTLET),
    ],
)
def test_a_quote_without_a_word_of_saying_is_whose_the_words_before_it_are_about(text: str, who: str, plain: Pack) -> None:
    assert [chain[-1] for chain in speakers(text, plain)] == [who]
