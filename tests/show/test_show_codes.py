"""Codes are a view: only what somebody asserts to have happened is an event, and each row of codes.csv can be met."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Act, Modality, Mood, Polarity
from sayso.pack import Pack, load_pack
from sayso.show.codes import (
    ALLEGED,
    ANY,
    ASKED,
    BY,
    CONDITIONS,
    MEANT,
    REFUSED,
    TO,
    Deed,
    codes_of,
    codes_of_saying,
    is_event,
    sorts_of,
)
from sayso.show.coding import CODED, SAYING_CODED, SCHEMES
from sayso.show.filter import Filters, select
from sayso.store import Store

PACK = load_pack(["politics"])
KINDS = sorted({row.kind for row in PACK.frames})
SAID = frozenset({(Polarity.POSITIVE, Modality.CERTAIN)})
DENIED = frozenset({(Polarity.NEGATIVE, Modality.CERTAIN)})


@given(
    kind=st.sampled_from(KINDS),
    mood=st.sampled_from(list(Mood)),
    signs=st.frozensets(st.sampled_from(list(product([*Polarity, None], Modality))), max_size=3),
    sorts=st.frozensets(st.sampled_from(["state", "armed", "civilian", "bomb"])),
    scheme=st.sampled_from(SCHEMES),
)
def test_what_nobody_asserts_to_have_happened_has_no_code(
    kind: str, mood: Mood, signs: frozenset[tuple[Polarity | None, Modality]], sorts: frozenset[str], scheme: str
) -> None:
    deed = Deed(kind, mood, signs, sorts, sorts, True)
    asserted = any(sign is Polarity.POSITIVE and firm is not Modality.UNKNOWN for sign, firm in signs)
    assert is_event(deed) == (asserted and mood is Mood.ACTUAL)
    assert is_event(deed) or codes_of(deed, scheme, PACK) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_row_in_each_scheme(kind: str) -> None:
    above = {".".join(kind.split(".")[: n + 1]) for n in range(kind.count(".") + 1)}
    assert {row.scheme for row in PACK.codes if row.kind in above} == set(SCHEMES)


def test_each_condition_is_one_that_is_understood() -> None:
    classes = {row.noun_class for row in PACK.nouns}
    for row in PACK.codes:
        lead = next((lead for lead in (BY, TO) if row.condition.startswith(lead)), None)
        told = row.condition in CONDITIONS or (lead is not None and row.condition.removeprefix(lead) in classes)
        assert told or (row.kind == ANY and row.condition.startswith((MEANT, REFUSED, ASKED, ALLEGED))), row


@pytest.mark.parametrize(
    ("deed", "plover", "acled"),
    [
        (Deed("strike.shell", Mood.ACTUAL, SAID), "ASSAULT/heavy-weapons", "Shelling, artillery or missile attack"),
        (Deed("harm.killed", Mood.ACTUAL, SAID), None, None),
        (Deed("harm.killed", Mood.ACTUAL, SAID, named=True), "ASSAULT", "Attack"),
        (Deed("attack", Mood.ACTUAL, SAID, done_to=frozenset({"armed"}), named=True), "ASSAULT", "Armed clash"),
        (Deed("harm.killed", Mood.ACTUAL, SAID, frozenset({"suicide"}), named=True), "ASSAULT", "Suicide bomb"),
        (Deed("attack", Mood.ACTUAL, SAID, done_to=frozenset({"protesters"})), "ASSAULT", "Excessive force against protesters"),
        (Deed("control.gain", Mood.ACTUAL, SAID, frozenset({"state_force"})), "ASSAULT", "Government regains territory"),
        (Deed("control.gain", Mood.ACTUAL, SAID, frozenset({"militia"})), "ASSAULT", "Non-state actor overtakes territory"),
        (Deed("talk.visit", Mood.ACTUAL, SAID), "CONSULT/visit", None),
        (Deed("attack", Mood.ACTUAL, SAID | DENIED, named=True), "ASSAULT", "Attack"),
        (Deed("attack", Mood.ACTUAL, DENIED, named=True), None, None),
    ],
)
def test_the_codes_of_a_deed(deed: Deed, plover: str | None, acled: str | None) -> None:
    found = [next(iter(codes_of(deed, scheme, PACK)), None) for scheme in ("plover", "acled")]
    assert [found[0], found[1] and found[1].partition("/")[2]] == [plover, acled]


@pytest.mark.parametrize(
    ("deed", "code"),
    [
        (Deed("aid", Mood.INTENDED, SAID), "AGREE"),
        (Deed("attack", Mood.INTENDED, SAID), "THREATEN"),
        (Deed("talk", Mood.EXPECTED, DENIED), "REJECT"),
        (Deed("withdraw", Mood.INTENDED, frozenset({(Polarity.POSITIVE, Modality.PROBABLE)}), by_others=True), "REQUEST"),
        (Deed("attack", Mood.CONDITIONAL, SAID), None),
        (Deed("attack", Mood.ACTUAL, SAID), None),
    ],
)
def test_what_is_meant_is_a_promise_or_a_threat_and_no_event(deed: Deed, code: str | None) -> None:
    assert next(iter(codes_of_saying(deed, "plover", PACK)), None) == code
    assert code is None or codes_of(deed, "plover", PACK) == ()


def test_the_sort_of_an_actor_is_its_row_s_else_its_words(region: Pack) -> None:
    actor = next(one for one in region.actors.values() if one.kind == "militia")
    assert sorts_of("the army", actor.id, region) == {"militia"}
    assert "state" in sorts_of("Sarn soldiers", None, region)


def test_claims_are_listed_with_their_codes(store: Store, plain: Pack) -> None:
    answer = select(store, "claims", Filters(), plain)
    assert set(CODED) <= set(answer.columns)
    for row in answer.records():
        assert row["no_event"] is None or all(row[scheme] is None for scheme in SCHEMES)


def test_an_accusation_is_coded_beside_the_deed_that_is_laid_to_the_accused(plain: Pack) -> None:
    laid = Deed("attack", Mood.ACTUAL, SAID, named=True, by_others=True, acts=frozenset({Act.ACCUSE}))
    assert codes_of_saying(laid, "plover", plain) == ("ACCUSE/allege",)
    assert codes_of(laid, "plover", plain) == ("ASSAULT",)
    assert codes_of_saying(replace(laid, by_others=False), "plover", plain) == ()
    assert codes_of_saying(replace(laid, acts=frozenset({Act.ACCUSE, Act.CONFIRM})), "plover", plain) == ()


def test_attributions_are_listed_with_the_code_of_the_saying(store: Store, plain: Pack) -> None:
    answer = select(store, "attributions", Filters(), plain)
    assert set(SAYING_CODED) <= set(answer.columns)
    for row in answer.records():
        assert row["plover"] is None or row["polarity"] is not None
