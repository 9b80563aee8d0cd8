"""Who acts and who speaks: by name, by the one antecedent, or nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.extract.mentions import make_mention
from sayso.model import Link, MentionKind, Page, Passage, Role, Rung, Span
from sayso.pack import load_pack
from sayso.resolve import resolve

PACK = load_pack([Path(__file__).parents[1] / "cases" / "pack_small"])
A, S = MentionKind.ACTOR, MentionKind.SOURCE


def links_of(parts: list[tuple[str, Role]], *names: tuple[str, MentionKind]) -> list[Link]:
    """The links of these names, each searched for after the one before, on a page of these passages."""
    text = "".join(words for words, _ in parts)
    page = Page("page:t", text, "", "t")
    passages: list[Passage] = []
    for words, role in parts:
        start = passages[-1].span.end if passages else 0
        passages.append(Passage(f"passage:{len(passages)}", Span(page.id, start, start + len(words)), role))
    mentions, at = [], 0
    for name, kind in names:
        start = text.index(name, at)
        at = start + len(name)
        passage = next(p for p in passages if p.span.start <= start < p.span.end)
        mentions.append(make_mention(page.id, start, at, kind, passage.id))
    return resolve(page, passages, mentions, PACK)


def targets_of(text: str, *names: str, kind: MentionKind = A) -> list[str | None]:
    return [link.target for link in links_of([(text, Role.BODY)], *((name, kind) for name in names))]


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


def test_a_body_no_pack_knows_keeps_its_name_as_key() -> None:
    [link] = links_of([("The Mill Council spoke.", Role.BODY)], ("The Mill Council", A))
    assert link.target is None and link.key == "mill council"


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
