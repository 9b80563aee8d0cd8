"""`explain`: claims, roles, chain and firmness of a sentence, with the rungs and cues that decided."""

from __future__ import annotations

from sayso.model import Attribution, Claim, Link, Mention, Page, Passage, Role
from sayso.show.explain import explain, render_explained
from sayso.store import Store
from tests.show.small_case import DENIED, days, denied_by_league, make_names, write_page

EXPLAINED = f"""\
"{DENIED}"

claim "upland league denied that it had lost Marun": control.lose by Upland League, Marun, 3-4 May 2031
  actor "upland league" = Upland League (exact), because the only one
  place "Marun", because the only one
  said by, from the page inwards
    1 East Radio, outlet named: passes it on
    2 Upland League ("upland league"), organisation: deny, certain, by "denied"

names
  "upland league" actor = Upland League (exact): the only one
  "upland league" source = Upland League (exact): the only one
  "Marun" place = Marun (exact): the only one"""


def test_a_sentence_is_explained_with_the_rules_that_fired() -> None:
    written = write_page("typed", "east-radio", days(5), (Role.BODY, DENIED))
    denied_by_league(written)
    with Store.open(":memory:", write=True) as store:
        store.begin("explain", {}, {})
        store.replace(written.page.id, (Page, Passage), [written.page, *written.passages])
        store.replace(written.page.id, (Mention, Link, Claim, Attribution), written.said)
        store.put_reference(*make_names())
        assert render_explained(explain(store), 120) == EXPLAINED


def test_a_sentence_without_a_claim_says_so() -> None:
    with Store.open(":memory:", write=True) as store:
        assert render_explained(explain(store)).splitlines() == ['"-"', "no claim found in it"]
