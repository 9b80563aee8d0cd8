"""Firmness: sign, doubt and mood of a predicate, from the words that the parse puts over it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.firmness import apply, clause_firmness, flip, weaker
from sayso.extract.parse import parse
from sayso.extract.tree import Doc
from sayso.model import Modality, Polarity
from sayso.pack import Pack, load_pack
from tests.laws import TIMES

# What each wording commits the writer to, of the town being taken: sign, how firmly, what sort of event.
PLAIN = "+ certain actual"
NOT = "- certain actual"
MEANT = "+ certain intended"
NOT_MEANT = "- certain intended"
FORETOLD = "+ certain expected"
MAYBE = "+ possible expected"
SUPPOSED = "+ unknown conditional"

WORDINGS = {
    "as it is": (
        PLAIN,
        "The corps took the mill.",
        "The corps has taken the mill.",
        "The corps, which took the mill, is tired.",
        "Nine men left after the corps took the mill.",
        "The corps did take the mill.",
        "The corps has not fully taken the mill.",
        "Not only did the corps take the mill: it burnt it.",
        "The corps was the first to take the mill.",
    ),
    "done, by the word that governs": (
        PLAIN,
        "The corps managed to take the mill.",
        "The corps was forced to take the mill.",
        "The corps happened to take the mill.",
        "The corps was able to take the mill.",
        "Farmers saw the corps take the mill.",
        "The corps succeeded in taking the mill.",
        "The corps was glad to take the mill.",
        "The corps had to take the mill.",
        "The men were made to take the mill.",
        "The men went on to take the mill.",
    ),
    "the same, singled out": (PLAIN, "It was the corps that took the mill.", "Only the corps took the mill."),
    "not": (
        NOT,
        "The corps did not take the mill.",
        "The corps never took the mill.",
        "The corps hardly took the mill.",
        "Nobody took the mill.",
        "No soldier took the mill.",
        "Neither side took the mill.",
        "Neither the corps nor the clan took the mill.",
        "At no time did the corps take the mill.",
        "The corps could not take the mill.",
        "The corps no longer took the mill for granted.",
    ),
    "not, by the word that governs": (
        NOT,
        "The corps failed to take the mill.",
        "The corps refused to take the mill.",
        "The corps left without taking the mill.",
        "The corps burnt the farm instead of taking the mill.",
        "The corps is far from taking the mill.",
        "The corps has yet to take the mill.",
        "Guards prevented the corps from taking the mill.",
        "The corps was too weak to take the mill.",
        "The corps was unable to take the mill.",
        "The corps did not manage to take the mill.",
        "It is false that the corps took the mill.",
        "It is not true that the corps took the mill.",
        "Rain kept the corps from taking the mill.",
        "The corps stopped short of taking the mill.",
        "The corps pretended to take the mill.",
        "It was not the corps that took the mill.",
        "Hardly any of the men took the mill.",
        "The corps was not able to take the mill.",
    ),
    "not, since something came first": (
        NOT,
        "The guards left before the corps could take the mill.",
        "The corps was stopped before it took the mill.",
    ),
    "meant, and come to nothing": (
        NOT,
        "The plan to take the mill was dropped.",
        "The attempt to take the mill failed.",
        "An attempt to take the mill was beaten back.",
        "The corps failed in its bid to take the mill.",
        "The corps tried in vain to take the mill.",
        "A failed attempt to take the mill cost nine men.",
        "Efforts to take the mill collapsed.",
        "The corps gave up trying to take the mill.",
        "The corps tried but failed to take the mill.",
    ),
    "two that cancel out": (
        PLAIN,
        "The corps did not fail to take the mill.",
        "There is no doubt that the corps took the mill.",
        "The corps did not hesitate to take the mill.",
    ),
    "two that leave it open": (
        MAYBE,
        "It is not excluded that the corps will take the mill.",
        "The corps does not rule out taking the mill.",
        "It is not ruled out that the corps may take the mill.",
    ),
    "perhaps": (
        MAYBE,
        "The corps may take the mill.",
        "The corps could take the mill.",
        "The corps might soon take the mill.",
        "It is possible that the corps will take the mill.",
        "There is a risk that the corps will take the mill.",
    ),
    "perhaps, of what has been": (
        "+ possible actual",
        "The corps may have taken the mill.",
        "The corps could have taken the mill.",
        "Perhaps the corps took the mill.",
        "The corps possibly took the mill.",
        "It is possible that the corps took the mill.",
        "There is a chance that the corps took the mill.",
        "The corps may already be taking the mill.",
    ),
    "likely": (
        "+ probable actual",
        "The corps must have taken the mill.",
        "The corps probably took the mill.",
        "The corps seems to have taken the mill.",
        "The corps appears to have taken the mill.",
        "The corps apparently took the mill.",
        "The corps, it seems, took the mill.",
    ),
    "hardly any": (
        "- probable actual",
        "Few men took the mill.",
        "The corps almost took the mill.",
        "The corps came close to taking the mill.",
        "The corps is unlikely to have taken the mill.",
        "The corps rarely took the mill.",
    ),
    "to come": (
        FORETOLD,
        "The corps will take the mill.",
        "The corps is about to take the mill.",
        "The corps is going to take the mill.",
        "The corps is set to take the mill.",
        "The corps is due to take the mill.",
        "The corps is to take the mill.",
        "The corps is on the verge of taking the mill.",
        "The corps will begin to take the mill.",
        "It is only a matter of time before the corps takes the mill.",
        "The corps will have taken the mill by Monday.",
    ),
    "likely to come": (
        "+ probable expected",
        "The corps is likely to take the mill.",
        "It is likely that the corps will take the mill.",
        "The corps will probably take the mill.",
    ),
    "not to come": ("- certain expected", "The corps will not take the mill.", "The corps is not going to take the mill."),
    "unlikely": (
        "- probable expected",
        "The corps is unlikely to take the mill.",
        "It is unlikely that the corps will take the mill.",
        "The corps is not likely to take the mill.",
    ),
    "to come after": (
        "+ certain expected",
        "The guards will stay until the mill is taken.",
        "The guards will stay until the corps takes the mill.",
        "The guards will leave once the mill is taken.",
        "When the corps takes the mill, the guards will leave.",
    ),
    "meant": (
        MEANT,
        "The corps wants to take the mill.",
        "The corps plans to take the mill.",
        "The corps tried to take the mill.",
        "The corps came to take the mill.",
        "The corps has orders to take the mill.",
        "The corps is preparing to take the mill.",
        "The council urged the corps to take the mill.",
        "Take the mill by Monday.",
        "Go north and take the mill.",
        "The council demanded that the corps take the mill.",
        "The aim of the corps is to take the mill.",
        "The corps is bent on taking the mill.",
        "The corps did not abandon its plan to take the mill.",
    ),
    "not meant": (
        NOT_MEANT,
        "The corps does not want to take the mill.",
        "The corps has no plans to take the mill.",
        "Do not take the mill.",
        "The council told the corps not to take the mill.",
    ),
    "supposed": (
        SUPPOSED,
        "If the corps took the mill, the clan fled.",
        "Should the corps take the mill, the clan will flee.",
        "Had the corps taken the mill, the clan would have fled.",
        "If the clan flees, the corps will take the mill.",
        "In the event of a truce, the corps will take the mill.",
        "The corps will take the mill as long as the road is open.",
        "The corps will take the mill on condition that the road is open.",
    ),
    "supposed not": (
        "- unknown conditional",
        "Unless the corps takes the mill, the clan will stay.",
    ),
    "whether": (
        "+ unknown actual",
        "It is unclear whether the corps took the mill.",
        "Nobody knows whether the corps took the mill.",
        "Nobody could say if the corps took the mill.",
        "It remains to be seen whether the corps took the mill.",
    ),
}
ROWS = [(text, firm) for firm, *texts in WORDINGS.values() for text in texts]


def tree(text: str) -> Doc:
    (found,) = parse(text, 0, len(text))
    return found.doc


def firmness_of(text: str, pack: Pack) -> str:
    doc = tree(text)
    head = next(token for token in doc if token.lemma_ == "take")
    found = clause_firmness(head, pack, frozenset())
    return f"{found.polarity} {found.modality} {found.mood}"


@pytest.mark.parametrize(("text", "firm"), ROWS)
def test_the_words_over_a_predicate_say_how_firmly_it_is_put(text: str, firm: str, plain: Pack) -> None:
    assert firmness_of(text, plain) == firm


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("The corps launched an attack.", PLAIN),
        ("The corps plans an attack.", MEANT),
        ("Officers fear an attack.", MAYBE),
        ("Guards foiled an attack.", NOT),
        ("There was no attack.", NOT),
        ("A possible attack worries the clan.", MAYBE),
        ("The alleged attack killed nine.", "+ possible actual"),
        ("The attack did not surprise the clan.", PLAIN),
        ("The clan will mourn after the attack.", PLAIN),
        ("The alleged attack was a lie.", NOT),
        ("An attack may follow.", MAYBE),
        ("Guards saw no sign of an attack.", NOT),
        ("An attack is imminent.", FORETOLD),
        ("An attack looms.", FORETOLD),
        ("An attack is possible.", MAYBE),
        ("A planned attack was called off.", NOT),
        ("The expected attack did not come.", NOT),
        ("The attack is only a matter of time.", FORETOLD),
        ("The deal provides for an attack.", MEANT),
        ("The attack has been postponed.", NOT),
        ("The now-cancelled attack cost nine millions.", NOT),
        ("The attack was larger if compared to the last.", PLAIN),
        ("The attack prevented a truce.", PLAIN),
        ("The aim is an attack.", MEANT),
    ],
)
def test_a_deed_named_by_a_noun_is_put_as_firmly_as_its_clause_puts_it(text: str, firm: str, plain: Pack) -> None:
    found = clause_firmness(next(token for token in tree(text) if token.lemma_ == "attack"), plain, frozenset())
    assert f"{found.polarity} {found.modality} {found.mood}" == firm


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("The corps will take the mill and burn the farm.", [FORETOLD, FORETOLD]),
        ("The corps did not take the mill or burn the farm.", [NOT, NOT]),
        ("The corps did not take the mill but burnt the farm.", [NOT, PLAIN]),
        ("The corps wants to take the mill and burn the farm.", [MEANT, MEANT]),
        ("If the corps takes the mill and burns the farm, we leave.", [SUPPOSED, SUPPOSED]),
    ],
)
def test_joined_verbs_share_what_stands_before_both(text: str, firms: list[str], plain: Pack) -> None:
    heads = [token for token in tree(text) if token.lemma_ in {"take", "burn"}]
    found = [clause_firmness(head, plain, frozenset()) for head in heads]
    assert [f"{one.polarity} {one.modality} {one.mood}" for one in found] == firms


@settings(max_examples=40 * TIMES, deadline=None)
@given(st.sampled_from(ROWS))
def test_a_hedge_never_makes_a_predicate_firmer(row: tuple[str, str]) -> None:
    pack = load_pack()
    head = next(token for token in tree(row[0]) if token.lemma_ == "take")
    before = clause_firmness(head, pack, frozenset())
    for hedge in pack.hedges:
        after = apply(before, hedge)
        assert after.modality is weaker(before.modality, after.modality)
        assert after.polarity in {before.polarity, flip(before.polarity)}


def test_every_scope_of_a_hedge_is_explained(plain: Pack) -> None:
    text = (Path(__file__).parents[2] / "docs" / "extract.md").read_text(encoding="utf-8")
    table = text[text.index("scope of a row") : text.index("## The chain")]
    explained = {word for line in table.splitlines() if line.startswith("|") for word in line.split("|")[1].strip().split(", ")}
    assert {hedge.scope for hedge in plain.hedges} <= explained


def test_flipping_twice_changes_nothing() -> None:
    assert all(flip(flip(sign)) is sign for sign in (Polarity.POSITIVE, Polarity.NEGATIVE))
    assert weaker(Modality.UNKNOWN, Modality.CERTAIN) is Modality.UNKNOWN
