"""What a page says of words that are no name of the packs: introduced names, short forms, pronouns, members."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from sayso.model import Role, Rung
from sayso.pack import load_pack
from sayso.resolve.introduced import find_introduced
from tests.resolve.bodies import SMALL, A, S, body_links, links_of


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("the Mill Valley Union (MVU) left", "Mill Valley Union"),
        ("the Union of Mill Valley (UMV) left", "Union of Mill Valley"),
        ("the Oram Popular Units (OPUs) left", "Oram Popular Units"),
        ("the Tarif Relief Organisation (TARO) left", "Tarif Relief Organisation"),
        # other letters, one word, another sentence, a remark in brackets
        ("the Mill Valley Union (ABC) left", None),
        ("the Miller (ML) left", None),
        ("the Mill fell. Valley Union (MVU) left", None),
        ("the Mill Valley Union (and not only it) left", None),
    ],
)
def test_a_page_introduces_a_short_name_by_the_letters_of_the_full_one(text: str, full: str | None) -> None:
    found = {made.full for made in find_introduced(text).values()}
    assert found == ({full} if full else set())


def test_an_introduced_short_name_means_the_full_one_from_then_on() -> None:
    text = "The MVU was new. The Mill Valley Union (MVU) left. The MVU came back."
    before, full, mark, after = body_links(text, "MVU", "Mill Valley Union", "MVU", "MVU")
    assert before.key != after.key
    assert full.key == mark.key == after.key and after.rung is Rung.CONTEXT and after.target is None


def test_an_introduced_short_name_leads_to_the_packs() -> None:
    link = body_links("The Lions of Oram (LoO) left. LoO is gone.", "Lions of Oram", "LoO", "LoO")[2]
    assert (link.target, link.rung) == ("actor:lions", Rung.CONTEXT)


def test_a_short_name_of_the_packs_that_the_page_gives_to_others_is_only_suggested() -> None:
    link = body_links("The Naval Patrol (NP) left. NP is gone.", "Naval Patrol", "NP", "NP")[2]
    assert link.target is None and link.rivals[0][0] == "actor:pact"


@pytest.mark.parametrize(
    ("text", "names", "target"),
    [
        (
            "The Vastrian Interior Ministry met. The ministry left.",
            ("Vastrian Interior Ministry", "ministry"),
            "actor:interior",
        ),
        # an umbrella and its member are not equal
        ("The Vastrian government met. The ministry left.", ("Vastrian government", "ministry"), None),
        ("The Dawn State came. The army left.", ("Dawn State", "army"), None),
        ("The River Guard came. The Guard left.", ("River Guard", "Guard"), "actor:riverguard"),
        ("The River Guard came. River Guard fighters left.", ("River Guard", "River Guard fighters"), "actor:riverguard"),
        ("Vastria spoke. Vastria troops left.", ("Vastria", "Vastria troops"), None),
    ],
)
def test_a_short_form_goes_by_kind_and_by_the_name_it_is_short_for(
    text: str, names: tuple[str, str], target: str | None
) -> None:
    assert body_links(text, *names)[1].target == target


def test_whom_the_sentence_names_behind_a_short_form_is_somebody_else() -> None:
    text = "The Northern Pact met. The coalition helped the Northern Pact."
    assert body_links(text, "Northern Pact", "coalition", "Northern Pact")[1].target is None


def test_an_unknown_body_is_an_antecedent_too() -> None:
    full, short, surname = body_links(
        "The Mill Valley Brigade came. The group left. The Brigade is gone.", "Mill Valley Brigade", "group", "Brigade"
    )
    assert full.key == short.key == surname.key and short.rung is Rung.CONTEXT and short.target is None


@pytest.mark.parametrize(
    ("text", "word", "target"),
    [
        ("The River Guard took Oram. It left.", "It", "actor:riverguard"),
        ("The River Guard took Oram. They left.", "They", "actor:riverguard"),
        ("The River Guard came.\nIt rained. It left.", "It", None),
        ("The River Guard fought the Dawn State. It left.", "It", None),
        ("The River Guard came, and residents fled. They left.", "They", None),
        ('The River Guard came. "It is gone", they said.', "It", None),
        ("It left. The River Guard came.", "It", None),
        ("The River Guard came. He left.", "He", None),
    ],
)
def test_a_pronoun_means_the_one_name_that_grammar_and_nearness_leave(text: str, word: str, target: str | None) -> None:
    others = [name for name in ("River Guard", "Dawn State") if name in text and text.index(name) < text.index(word)]
    later = [] if others or "River Guard" not in text else ["River Guard"]
    links = dict(zip([*others, word, *later], body_links(text, *others, word, *later), strict=True))
    assert links[word].target == target


def test_its_fighters_are_its_own_and_its_allies_are_others() -> None:
    own = body_links("The River Guard and its fighters came.", "River Guard", "its fighters")[1]
    others = body_links("The River Guard and its allied militias came.", "River Guard", "its allied militias")[1]
    assert own.target == "actor:riverguard"
    assert others.target is None and others.key != own.key and "others than" in others.why


def test_regime_forces_are_the_forces_of_a_state_on_the_day_of_the_page(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SMALL, tmp_path / "pack"))
    rows = "actor,relation,other,from,to,source\nvarm,part_of,vastria-gov,,2020-05,invented\n"
    (folder / "relations.csv").write_text(rows, encoding="utf-8")
    pack = load_pack([folder])

    text = "The VAA met the River Guard. The regime forces left."
    links = [body_links(text, "VAA", "regime forces", pack=pack, day=datetime(year, 4, 1))[1] for year in (2020, 2021)]
    assert [link.target for link in links] == ["actor:varm", None]


def test_an_agency_that_speaks_is_the_one_named_and_never_an_actor() -> None:
    parts = [("Harbour Wire came to Oram. The agency said so, and the agency left.", Role.BODY)]
    _, speaks, acts = links_of(parts, ("Harbour Wire", S), ("agency", S), ("agency", A))
    assert (speaks.target, acts.target) == ("source:harbour-wire", None)


def test_spellings_that_the_text_equates_are_proposed_with_its_words() -> None:
    for text, name in (
        ("The Riverine Ward, also known as the River Guard, came.", "Riverine Ward"),
        ("The River Guard, which the army calls Bank Watch, came.", "Bank Watch"),
        ("The Bank Watch (also written River Guard) came.", "Bank Watch"),
    ):
        names = sorted((name, "River Guard"), key=text.index)
        link = body_links(text, *names)[names.index(name)]
        assert link.target is None and link.rivals[0][0] == "actor:riverguard" and link.rung is Rung.CONTEXT
        assert name in link.why and "River Guard" in link.why
    assert body_links("The Bank Watch, near the River Guard, came.", "Bank Watch", "River Guard")[0].rivals == ()


def test_side_swap_changes_nothing_but_the_names() -> None:
    text = "The {0} (of {1}) came. The {1} left Oram. The group said it would come back. It came. {0} fighters left."
    for one, other in (("River Guard", "Lions of Oram"), ("Lions of Oram", "River Guard")):
        names = (one, other, other, "group", "It", f"{one} fighters")
        links = body_links(text.format(one, other), *names)
        swapped = {"River Guard": "actor:riverguard", "Lions of Oram": "actor:lions"}
        assert [link.target for link in links] == [
            *(swapped[one], swapped[other], swapped[other]),
            *(None, None, swapped[one]),
        ]
