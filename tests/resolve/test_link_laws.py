"""What holds of every link."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.extract.mentions import make_mention
from sayso.model import Mention, MentionKind, Page, Passage, Role, Span, record_id
from sayso.pack import load_pack
from sayso.resolve import resolve
from tests.laws import TIMES

PACK = load_pack([Path(__file__).parents[1] / "cases" / "pack_small"], world=False)
NAMES = (
    *("Oram", "Tarif", "Qalmun", "Sarn", "T9", "Kubba", "Palmatru", "Belmara", "Vastria", "VAA", "the group", "the army"),
    *("River Guard", "Harbour Wire", "Zelden", "Anbul", "Abou Kharoun"),
)
BETWEEN = (" ", ", ", " province, ", " crossing and ", " in ", "'s ", ". ")


@st.composite
def pages(draw: st.DrawFn) -> tuple[Page, Passage, list[Mention]]:
    text, mentions = "", []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=8)):
        kind = draw(st.sampled_from(list(MentionKind)))
        mentions.append(make_mention("page:t", len(text), len(text) + len(name), kind, "passage:t"))
        text += name + draw(st.sampled_from(BETWEEN))
    page = Page("page:t", text, "", "t")
    return page, Passage("passage:t", Span(page.id, 0, len(text)), Role.BODY), mentions


@settings(max_examples=120 * TIMES, deadline=None)
@given(pages(), st.randoms())
def test_links_do_not_hang_on_the_order_of_mentions(drawn: tuple[Page, Passage, list[Mention]], random: Random) -> None:
    page, passage, mentions = drawn
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert resolve(page, [passage], shuffled, PACK) == resolve(page, [passage], mentions, PACK)


@settings(max_examples=120 * TIMES, deadline=None)
@given(pages())
def test_each_name_has_one_link_and_each_link_its_reason(drawn: tuple[Page, Passage, list[Mention]]) -> None:
    page, passage, mentions = drawn
    known = {*PACK.places, *PACK.actors, *PACK.sources}
    links = resolve(page, [passage], mentions, PACK)
    wanted = [m.id for m in mentions if m.kind not in {MentionKind.TIME, MentionKind.AMOUNT}]
    assert [link.mention for link in links] == wanted
    for link in links:
        assert link.id == record_id("link", link.mention)
        assert link.why and 0.0 <= link.score <= 1.0
        assert link.target is None or link.target in known
        assert link.target not in {target for target, _ in link.rivals}
        scores = [score for _, score in link.rivals]
        assert scores == sorted(scores, reverse=True) and all(0.0 <= score <= 1.0 for score in scores)
