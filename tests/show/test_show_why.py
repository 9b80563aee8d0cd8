"""`why`: from any record back to the exact words, the chain outermost first, reports never running into comments."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NotFound
from sayso.model import Copy, CopyKind, Dispute, Judgement, Over, Verdict
from sayso.show.chain import chains
from sayso.show.event import make_event_page
from sayso.show.json import line_json
from sayso.show.why import why
from sayso.show.why_event import render
from sayso.show.why_text import render_why
from sayso.store import Store
from tests.show.small_case import COMMENT, TAKEN, make_pages

PAGES, CLAIMS, SAID = make_pages()
EVENT = """\
event:9f2c0000000000aa control.gain, Marun (place:marun), 3 May 2031
Contested: the guard says it, the league denies it; no third root.
  actors: Valley Guard (actor:guard)
  where: "Marun" - Lowland Post, page:19333a66af7f4545, characters 47-52
  who: "valley guard" - Lowland Post, page:19333a66af7f4545, characters 24-36

asserts: its command (bloc valley), 2 pages
  Lowland Post, 3 May 2031
    "valley guard has taken Marun" - its command: assert, certain by "said"
    claim:4241377ee338155d
"""


def test_an_event_is_told_root_by_root_with_its_outlets(store: Store) -> None:
    told = render(why(store, "event:9f2c"))
    assert told.startswith(EVENT)
    assert "denies: Upland League (bloc upland), 1 page\n  East Radio" in told
    assert "Upland League: deny, certain by" in told
    assert max(map(len, told.splitlines())) <= 100


def test_the_claims_of_an_event_stand_under_the_roots_that_weighing_has_them_rest_on(store: Store) -> None:
    roots = why(store, "event:9f2c").roots
    assert [[one.outlet for one in group.told] for group in roots] == [
        ["source:lowland-post", "source:hill-courier"],
        ["source:east-radio"],
    ]


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_words_are_the_page_between_the_offsets(store: Store, claim: str) -> None:
    (told,) = why(store, CLAIMS[claim].id).told
    page = next(one.page for one in PAGES.values() if one.page.id == told.quote.page)
    assert told.quote.words == page.text[told.quote.start : told.quote.end]
    assert (told.quote.before + told.quote.words + told.quote.after) in page.text
    assert told.quote.sha256 == page.sha256


def test_a_chain_runs_from_the_outlet_to_the_last_speaker(store: Store) -> None:
    (told,) = why(store, SAID["radio"].id).told
    ((outlet, league),) = told.chains
    assert (outlet.who, outlet.polarity, league.who, league.words) == ("East Radio", None, "Upland League", "upland league")
    assert (league.act, league.cue, league.polarity, league.modality) == ("deny", "denied", "-", "certain")


def test_a_report_does_not_run_into_the_comments_below_it(store: Store) -> None:
    (told,) = why(store, CLAIMS["post"].id).told
    assert told.quote.after == ", its command said on Saturday.\n"


def test_a_comment_is_shown_in_its_own_passage(store: Store) -> None:
    (told,) = why(store, CLAIMS["reader"].id).told
    assert told.quote.role == "comment"
    assert told.quote.before + told.quote.words + told.quote.after == COMMENT


def test_copies_and_disputes_stand_beside_a_claim(store: Store) -> None:
    found = why(store, CLAIMS["post"].id)
    assert [one.words for one in found.copies] == ["reprint in Hill Courier, 4 May 2031; the later, weight 0.98"]
    (dispute,) = found.disputes
    assert '"valley guard has taken Marun" / upland league "upland league denied' in dispute.words
    assert re.fullmatch(r"over polarity, severity [01]\.\d\d: .*; would be settled by footage .*", dispute.words)


def test_an_error_that_two_share_is_noted_in_the_words_of_both_and_draws_no_way(store: Store) -> None:
    post, radio = PAGES["post"], PAGES["radio"]
    words = post.span("Marun", TAKEN), radio.span("Marun")
    left, right = post.passages[1].id, radio.passages[0].id
    store.begin("weigh", {}, {})
    store.exchange((), [Copy("copy:1", left, right, CopyKind.PARAPHRASE, left, (words,), 0.5)])
    store.end({})
    assert [one.words for one in why(store, "copy:1").quotes] == ["Marun", "Marun"]
    note = 'these two alone have "Marun" / "Marun": perhaps one word, counted as two'
    told = render(why(store, "event:9f2c"), 400)
    assert f"copy:1 paraphrase in East Radio, 5 May 2031; the later, weight 0.50; {note}\n" in told
    assert "copy:1" not in {edge.copy for edge in make_event_page(store, "event:9f2c").graph.edges}


RECORDS = [
    f"select id from {view}"
    for view in (
        "pages",
        "passages",
        "mentions",
        "links",
        "claims",
        "attributions",
        "places",
        "actors",
        "sources",
    )
] + ["select id from {}".format(view) for view in ("events", "disputes", "controls", "forecasts", "copies", "problems")]  # noqa: UP032


@pytest.mark.parametrize("query", RECORDS)
def test_every_record_has_a_why(store: Store, query: str) -> None:
    for row in store.sql(query):
        found = why(store, row["id"])
        assert found.id == row["id"]
        assert render_why(found).startswith(row["id"])
        assert json.loads(line_json(found))["id"] == row["id"]


@pytest.mark.parametrize("prefix", ["event:0", "event:9f", "nonsense"])
def test_an_unknown_or_ambiguous_prefix_is_not_found(store: Store, prefix: str) -> None:
    with pytest.raises(NotFound):
        why(store, prefix)


def decide(store: Store, record: str, verdict: Verdict, note: str) -> None:
    store.judge(Judgement("judgement:" + "a" * 16, record, verdict, None, None, "ann", datetime(2031, 6, 1, 9, 30), note))


def test_judgements_are_told_with_who_and_when(store: Store) -> None:
    decide(store, CLAIMS["post"].id, Verdict.CONFIRM, "seen the film")
    (judgement,) = why(store, CLAIMS["post"].id).judgements
    assert judgement.words == f"confirm of {CLAIMS['post'].id} by ann, 1 Jun 2031 09:30: seen the film"
    assert [one.id for one in why(store, "event:9f2c").judgements] == [judgement.id]


def test_what_a_person_took_out_still_has_a_why(store: Store) -> None:
    decide(store, CLAIMS["post"].id, Verdict.REJECT, "no such town")
    found = why(store, CLAIMS["post"].id)
    assert ("standing", "taken out") in found.facts
    assert "no such town" in found.judgements[0].words


def test_words_quoted_from_a_page_that_was_taken_out_keep_their_place(store: Store) -> None:
    decide(store, PAGES["radio"].page.id, Verdict.REJECT, "not this war")
    assert "taken out" in render_why(why(store, PAGES["radio"].page.id))
    assert render_why(why(store, PAGES["radio"].passages[0].id)).count("[[") == 1


def link(id_: str, inside: str | None) -> Mapping[str, object]:
    return {"id": id_, "inside": inside}


@given(st.dictionaries(st.sampled_from("abcdef"), st.one_of(st.none(), st.sampled_from("abcdefx"))))
def test_no_attribution_is_lost_and_none_goes_round_for_ever(inside: dict[str, str | None]) -> None:
    told = chains([link(id_, outer) for id_, outer in inside.items()])
    innermost = set(inside) - {outer for outer in inside.values() if outer}
    assert {chain[-1]["id"] for chain in told} >= innermost
    assert all(len({one["id"] for one in chain}) == len(chain) for chain in told)
    assert bool(told) == bool(inside)


def test_no_page_can_write_on_the_terminal(store: Store) -> None:
    text = render(why(store, "event:9f2c"))
    assert "\x1b" not in text and "\r" not in text


def test_ids_and_folded_names_are_told_in_words(store: Store) -> None:
    link = next(row["id"] for row in store.sql("select id from links where target is null"))
    dispute = dict(why(store, next(row["id"] for row in store.sql("select id from disputes"))).facts)
    key = dict(why(store, link).facts)["key"]
    assert key in {row["text"] for row in store.sql("select text from mentions")}
    assert dispute["left"].startswith("its command (attribution:")
    control = dict(why(store, next(row["id"] for row in store.sql("select id from controls"))).facts)
    assert "T00:00:00" not in " ".join(control.values())


def test_a_share_between_nought_and_one_is_told_to_two_digits(store: Store) -> None:
    store.begin("weigh", {}, {})
    store.exchange((), [Dispute("dispute:9", SAID["post"].id, SAID["radio"].id, 0.7 * 0.7, Over.POLARITY)])
    store.end({})
    assert dict(why(store, "dispute:9").facts)["severity"] == "0.49"
