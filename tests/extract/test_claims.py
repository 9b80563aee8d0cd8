"""Claims as bare propositions: kind, roles, mood, time and amount at the exact words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract import extract
from sayso.model import Amount, Attribution, Claim, Mention, Mood, Page, Passage, Role, Span
from sayso.pack import Frame, Pack, load_pack
from tests.extract.reading import read
from tests.laws import TIMES

FRAMES = load_pack().frames


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: f"{frame.verb}-{frame.pattern}-{frame.kind}")
def test_every_frame_is_found_in_its_own_example(frame: Frame, plain: Pack) -> None:
    assert frame.kind in {found.claim.kind for found in read(frame.example, plain)}


@pytest.mark.parametrize(
    ("text", "kind", "mood", "roles"),
    [
        (
            "The corps took Wadi Sarn from the militia.",
            "control.gain",
            "actual",
            {("actor", "corps"), ("place", "Wadi Sarn"), ("target", "militia")},
        ),
        ("The town of Sarn was retaken by the corps.", "control.gain", "actual", {("actor", "corps"), ("place", "Sarn")}),
        (
            "They drove to the militia-held town of Wadi Sarn.",
            "control.hold",
            "actual",
            {("actor", "militia"), ("place", "Wadi Sarn")},
        ),
        (
            "The corps may attack the town of Wadi Sarn.",
            "attack",
            "expected",
            {("actor", "corps"), ("target", "town of Wadi Sarn"), ("place", "Wadi Sarn")},
        ),
        (
            "The corps wants to clear the town of Wadi Sarn.",
            "control.gain",
            "intended",
            {("actor", "corps"), ("place", "Wadi Sarn")},
        ),
        (
            "If the corps attacks the town, the clan will flee the valley.",
            "attack",
            "conditional",
            {("actor", "corps"), ("target", "town"), ("place", "town")},
        ),
        (
            "Guards stopped the convoy from entering the town of Sarn.",
            "move",
            "actual",
            {("actor", "convoy"), ("place", "Sarn")},
        ),
        (
            "Fighters stand north of the town; they pulled out of half of Wadi Sarn.",
            "withdraw",
            "actual",
            {("actor", "Fighters"), ("part", "Wadi Sarn")},
        ),
    ],
)
def test_roles_and_mood_come_from_the_clause_not_from_its_turn(
    text: str, kind: str, mood: str, roles: set[tuple[str, str]], plain: Pack
) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert [(one.claim.mood.value, set(one.roles)) for one in found] == [(mood, roles)]


def test_took_a_and_b_is_two_claims(plain: Pack) -> None:
    found = read("The corps captured the village of Harun and the town of Sarn.", plain)
    assert [dict(one.roles)["place"] for one in found] == ["Harun", "Sarn"]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Nine farmers were killed in Sarn.", Amount(9, 9, 9)),
        ("At least 14 farmers were killed in Sarn.", Amount(14, 14, None)),
        ("Up to 30 farmers were killed in Sarn.", Amount(None, None, 30)),
        ("About 40 farmers were killed in Sarn.", Amount(32, 40, 48)),
        ("Dozens of farmers were killed in Sarn.", Amount(24, None, 99)),
        ("Tens of farmers were killed in Sarn.", Amount(20, None, 99)),
        ("Hundreds of thousands of farmers were killed in Sarn.", Amount(200_000, None, 999_999)),
        ("Millions of farmers were killed in Sarn.", Amount(2_000_000, None, 9_999_999)),
        ("The radio counted 12 dead in Sarn.", Amount(12, 12, 12)),
        ("Farmers were killed in Sarn.", None),
    ],
)
def test_a_count_is_as_wide_as_its_words(text: str, amount: Amount | None, plain: Pack) -> None:
    assert [one.claim.amount for one in read(text, plain) if one.claim.kind == "harm.killed"] == [amount]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The corps took Wadi Sarn on Monday.", ("2017-11-06", "2017-11-07")),
        ("The radio said on Monday that the corps had taken Wadi Sarn.", None),
        ("The corps took Wadi Sarn.", None),
    ],
)
def test_the_time_of_the_saying_is_not_the_time_of_the_deed(text: str, days: tuple[str, str] | None, plain: Pack) -> None:
    (found,) = (one for one in read(text, plain) if one.claim.kind == "control.gain")
    when = found.claim.when
    assert (
        None if when is None or when.start is None or when.end is None else (str(when.start)[:10], str(when.end)[:10])
    ) == days


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        (
            "Three thousand residents have fled the hamlets above Harun.",
            "displace",
            {("target", "residents"), ("near", "Harun")},
        ),
        ("The militia shelled a bakery in Harun, killing nine.", "harm.killed", {("target", "nine"), ("place", "Harun")}),
        (
            "Corps jets bombed Harun.",
            "strike.air",
            {("instrument", "Corps jets"), ("actor", "Corps"), ("place", "Harun")},
        ),
        ("Police in Harun detained nine farmers.", "arrest", {("actor", "Police"), ("target", "farmers"), ("place", "Harun")}),
        ("The orchard is ours.", "control.hold", {("place", "orchard"), ("actor", "ours")}),
        ("The besieged citadel has no water.", "control.besiege", {("place", "citadel")}),
        ("Checkpoint at the sawmill since noon.", "presence", {("instrument", "Checkpoint"), ("place", "sawmill")}),
        ("There are no marines at the jetty.", "presence", {("actor", "marines"), ("place", "jetty")}),
        ("The marines reached the mill and left it by night.", "withdraw", {("actor", "marines"), ("place", "mill")}),
        ("The militia held the mill. Its fighters guard the road.", "presence", {("actor", "militia"), ("place", "road")}),
        ("The town that the militia holds has no bread.", "control.hold", {("actor", "militia"), ("place", "town")}),
        ("Who holds the sawmill?", "control.hold", {("place", "sawmill")}),
        ("The militia was driven out of Harun.", "control.lose", {("actor", "militia"), ("place", "Harun")}),
    ],
)
def test_what_the_clause_leaves_out_is_taken_from_around_it(
    text: str, kind: str, roles: set[tuple[str, str]], plain: Pack
) -> None:
    found = [set(one.roles) for one in read(text, plain) if one.claim.kind == kind]
    assert [one & roles for one in found] == [roles]


@pytest.mark.parametrize(
    "text",
    [
        "Harun United held Sarn to a draw after an early goal.",
        "In the film the corps captured the town of Sarn.",
        "The chess club took the cup in Sarn.",
    ],
)
def test_games_and_tales_make_no_claims(text: str, plain: Pack) -> None:
    assert read(text, plain) == []


def test_what_a_word_takes_back_is_said_not_to_be(plain: Pack) -> None:
    (found,) = (
        one for one in read("The corps lifted the siege of the town of Sarn.", plain) if one.claim.kind == "control.besiege"
    )
    assert [leaf[2] for leaf in found.leaves] == ["-"]


def test_a_comment_speaks_for_its_reader_alone(plain: Pack) -> None:
    (found,) = read("The corps took the town of Sarn.", plain, Role.COMMENT, "reader:1")
    assert [[words for words, _ in chain] for chain in found.chains] == [["reader:1"]]


def test_furniture_makes_no_claims(plain: Pack) -> None:
    assert read("The corps took the town of Sarn.", plain, Role.FURNITURE) == []


def test_a_title_in_capitals_is_read_like_its_sentence(plain: Pack) -> None:
    (found,) = read("Northern Corps Takes The Town Of Sarn From Militia", plain)
    assert (found.claim.kind, found.claim.mood) == ("control.gain", Mood.ACTUAL)


@pytest.mark.parametrize(
    ("subject", "actors"),
    [
        ("The allied Syrian Democratic Forces", ["Syrian Democratic Forces"]),
        ("The US-backed Syrian Democratic Forces", ["Syrian Democratic Forces"]),
        ("The Syrian army and its allied militias", ["Syrian army", "its allied militias"]),
        ("The Syrian army and its troops", ["Syrian army"]),
    ],
)
def test_who_acts_is_named_without_what_describes_him_and_once(subject: str, actors: list[str], region: Pack) -> None:
    [found] = read(f"{subject} entered the town of Sarn.", region)
    assert [words for role, words in found.roles if role == "actor"] == actors


@pytest.mark.parametrize(
    ("text", "actor", "speaker"),
    [
        ("The army, said the council, took the town of Sarn.", "army", "council"),
        ("The army, says a nurse, left the mill on Friday.", "army", "nurse"),
        ("The army, the council said, took the town of Sarn.", "army", "council"),
        ("In Sarn and Harun, said the source, the army took the mill.", "army", "source"),
        ("The army came, announced a truce, and left the mill.", "army", "source:ledger"),
    ],
)
def test_a_saying_that_parts_a_clause_takes_neither_its_subject_nor_its_word(
    text: str, actor: str, speaker: str, plain: Pack
) -> None:
    found = read(text, plain)[-1]
    assert (dict(found.roles)["actor"], found.chains[0][-1][0]) == (actor, speaker)


def test_who_does_something_is_no_deed(plain: Pack) -> None:
    assert read("The coalition announced that the road is long.", plain) == []


@settings(max_examples=25 * TIMES, deadline=None)
@given(
    st.lists(
        st.sampled_from(["The corps", "took", "Sarn", '"', "said", "If", "not", ",", ".", "and", "“", "\n", "المدينة", "9"]),
        max_size=25,
    )
)
def test_every_span_lies_in_its_passage_and_ids_are_stable(words: list[str]) -> None:
    text, pack = " ".join(words) or ".", load_pack()
    page = Page("page:1", text, "0" * 64, "page.txt", language="en")
    passages = [Passage("passage:1", Span("page:1", 0, len(text)), Role.BODY)]
    records = extract(page, passages, pack)
    assert records == extract(page, passages, pack)
    spans = [record.span for record in records if isinstance(record, Mention | Claim)]
    spans += [
        s for record in records if isinstance(record, Attribution) for s in (*record.content, record.cue) if s is not None
    ]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "text", ["The corps took " + "and took " * 1500, "He said that " * 800 + "it fell.", '"' * 999 + "the corps took Sarn"]
)
def test_text_made_to_hurt_is_read_to_its_end(text: str, plain: Pack) -> None:
    assert isinstance(read(text, plain), list)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The truce broke down.", ["ceasefire"]),
        ("Residents of the town heard shelling.", ["strike.shell"]),
        ("Two farmers were hurt after three days of clashes.", ["clash", "harm.wounded"]),
        ("Nobody slept for fear of shelling.", []),
        ("The air raid on Sarn killed nine farmers.", ["harm.killed", "strike.air"]),
        ("The corps sent reinforcements to the town.", ["deploy"]),
        ("The clan refused to leave the town.", ["refuse"]),
        ("The council ordered the corps to leave the militia-held town.", ["control.hold", "demand"]),
        ("The shop was looted.", ["loot"]),
        ("The general declined to comment.", []),
        ("The general declined to leave.", ["refuse"]),
        ("The party attacked the bill.", []),
        ("The council rejected the accusation.", []),
        ("Lorries of flour reached the town of Sarn.", ["aid"]),
        ("The raid killed nine farmers in Sarn, 4 of them on the bridge.", ["attack", "harm.killed", "harm.killed"]),
        ("Nine farmers died in Sarn, among them six children.", ["harm.killed", "harm.killed"]),
        ("Nine farmers, six of them children, died in Sarn.", ["harm.killed", "harm.killed"]),
        ("Nine farmers, including two women, were wounded.", ["harm.wounded", "harm.wounded"]),
        ("Nine families, two of them from Sarn, left the valley.", ["displace"]),
        ("Shells and air strikes hit a camp near Sarn.", ["strike.air", "strike.shell"]),
        ("Air strikes and shells hit a camp near Sarn.", ["strike.air", "strike.shell"]),
        ("Sarn was hit by air strikes and artillery fire.", ["strike.air", "strike.shell"]),
        ("Nine were killed by shells and air strikes on the villages of Sarn.", ["harm.killed", "strike.air", "strike.shell"]),
        ("Mortar fire and a suicide bombing hit the gate.", ["strike.shell", "strike.suicide"]),
        ("Air raids and air strikes hit the gate.", ["strike.air"]),
        ("The corps hit Sarn with shells and rockets.", ["strike.shell"]),
        ("Residents spoke of heavy shelling.", ["strike.shell"]),
    ],
)
def test_a_deed_is_one_claim_however_it_is_named(text: str, kinds: list[str], plain: Pack) -> None:
    assert sorted(found.claim.kind for found in read(text, plain)) == kinds
