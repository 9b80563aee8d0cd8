"""Who acts and who speaks: by name, by the one antecedent, or nobody."""

from __future__ import annotations

import pytest

from sayso.model import MentionKind, Role, Rung
from sayso.pack import load_pack
from sayso.resolve.ladder import climb
from tests.resolve.bodies import PACK, A, S, body_links, links_of


def targets_of(text: str, *names: str, kind: MentionKind = A) -> list[str | None]:
    return [link.target for link in body_links(text, *names, kind=kind)]


@pytest.mark.parametrize(
    ("name", "target", "rung"),
    [
        ("River Guard", "actor:riverguard", Rung.EXACT),
        ("river guard", "actor:riverguard", Rung.NORM),
        ("Rivir Guard", "actor:riverguard", Rung.FOLD),
        ("Rivex Guard", None, Rung.FUZZY),
        ("VAA", "actor:varm", Rung.EXACT),
        ("us", None, Rung.NONE),
        ("Mill Council", None, Rung.NONE),
    ],
)
def test_actors_climb_the_same_ladder(name: str, target: str | None, rung: Rung) -> None:
    [link] = links_of([(f"They met {name} there.", Role.BODY)], (name, A))
    assert (link.target, link.rung) == (target, rung)


def test_a_body_no_pack_knows_is_grouped_by_its_folded_name() -> None:
    one, other = body_links("The Abou Sarn Council met the Abu Sarn Council.", "Abou Sarn Council", "Abu Sarn Council")
    assert one.target is None and one.key == other.key == PACK.fold("Abu Sarn Council")


@pytest.mark.parametrize(
    ("text", "names", "target"),
    [
        ("The Lions of Oram came. The group left.", ("Lions of Oram", "group"), "actor:lions"),
        ("The Lions of Oram came. The militia left.", ("Lions of Oram", "The militia"), "actor:lions"),
        ("The VAA came. The army command spoke.", ("VAA", "army command"), "actor:varm"),
        ("The VAA met the Northern Pact. The coalition left.", ("VAA", "Northern Pact", "coalition"), "actor:pact"),
        # several such actors, none before it, the wrong kind, nobody in particular
        ("The River Guard fought the Dawn State. The group left.", ("River Guard", "Dawn State", "group"), None),
        ("The group left. The Lions of Oram came.", ("group", "Lions of Oram"), None),
        ("The Northern Pact met. The militia left.", ("Northern Pact", "militia"), None),
        ("The Lions of Oram came. Some militia left.", ("Lions of Oram", "militia"), None),
    ],
)
def test_a_short_form_means_the_one_actor_of_its_kind_named_before(
    text: str, names: tuple[str, ...], target: str | None
) -> None:
    links = dict(zip(names, targets_of(text, *names), strict=True))
    short = next(name for name in names if name.split()[-1] in {"group", "militia", "command", "coalition"})
    assert links[short] == target


def test_several_antecedents_are_suggested_the_last_named_first() -> None:
    text = "The River Guard fought the Dawn State. The group left."
    link = links_of([(text, Role.BODY)], ("River Guard", A), ("Dawn State", A), ("group", A))[2]
    assert link.rung is Rung.CONTEXT and [target for target, _ in link.rivals] == ["actor:dawn", "actor:riverguard"]


def test_readers_do_not_lend_the_article_their_actors() -> None:
    parts = [
        ("The River Guard came. ", Role.BODY),
        ("The Dawn State will win. ", Role.COMMENT),
        ("The group left. ", Role.BODY),
        ("The group lost.", Role.COMMENT),
    ]
    links = links_of(parts, ("River Guard", A), ("Dawn State", A), ("group", A), ("group", A))
    assert [link.target for link in links] == ["actor:riverguard", "actor:dawn", "actor:riverguard", None]


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("Harbour Wire", "source:harbour-wire"),
        ("HW", "source:harbour-wire"),
        ("Oram Radio", "source:oram-radio"),
        ("Vastrian Interior Ministry", "actor:interior"),
        ("Mill Gazette", None),
    ],
)
def test_a_source_is_an_outlet_else_the_actor_that_speaks(name: str, target: str | None) -> None:
    assert targets_of(f"{name} said so.", name, kind=S) == [target]


def test_a_short_form_that_speaks_means_an_actor_named_before() -> None:
    links = links_of([("The Lions of Oram came. The group said so.", Role.BODY)], ("Lions of Oram", A), ("The group", S))
    assert [link.target for link in links] == ["actor:lions", "actor:lions"]


@pytest.mark.parametrize(("words", "sources"), [("Al Monitor", ["source:al-monitor"]), ("Monitor", []), ("monitor", [])])
def test_a_noun_for_those_who_speak_is_no_misspelt_name(words: str, sources: list[str]) -> None:
    pack = load_pack(["syria-iraq"], world=False)
    assert [candidate.target for candidate in climb(words, S, pack)] == sources
    assert [candidate.target for candidate in pack.candidates(words, S)] == sources
