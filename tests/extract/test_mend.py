"""What the parser gets wrong in the English of reports, and what is read all the same."""

from __future__ import annotations

import pytest

from sayso.extract.mend import mend, teach
from sayso.extract.parse import parse
from sayso.pack import Form, Pack, load_pack
from tests.extract.reading import read


@pytest.mark.parametrize("form", load_pack().forms, ids=lambda form: form.form)
def test_every_form_stands_in_the_parse_for_its_verb(form: Form, plain: Pack) -> None:
    teach(plain)
    text = f"The corps {form.form} it."
    (found,) = parse(text, 0, len(text))
    mend(found.doc, plain)
    assert [token.lemma_ for token in found.doc if token.lower_ == form.form] == [form.lemma]


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("The clan retook the base.", "control.gain", {("actor", "clan"), ("place", "base")}),
        ("The guard reentered Sarn.", "move", {("actor", "guard"), ("place", "Sarn")}),
        ("The garrison forsook the town of Sarn.", "withdraw", {("actor", "garrison"), ("place", "Sarn")}),
        ("The militia reoccupied the town of Sarn.", "control.gain", {("actor", "militia"), ("place", "Sarn")}),
    ],
)
def test_forms_the_parser_does_not_know_are_read(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = {one.claim.kind: set(one.roles) for one in read(text, plain)}
    assert found[kind] == roles


@pytest.mark.parametrize(
    ("text", "killed", "count"),
    [
        ("Three villagers were shot and killed by the clan in Sarn.", "villagers", 3),
        ("Three traders were abducted and killed in Sarn.", "traders", 3),
        ("Two drivers have been stopped, robbed and killed near Sarn.", "drivers", 2),
        ("Four guards were attacked and killed.", "guards", 4),
    ],
)
def test_the_second_verb_of_a_passive_is_passive_too(text: str, killed: str, count: int, plain: Pack) -> None:
    found = read(text, plain)
    deaths = [one for one in found if one.claim.kind == "harm.killed"]
    assert [dict(one.roles)["target"] for one in deaths] == [killed]
    assert [one.claim.amount.best for one in deaths if one.claim.amount] == [count]
    assert all(words != killed for one in found for role, words in one.roles if role == "actor")


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed and four wounded in Sarn.",
        "Nine people were killed in Sarn and four wounded.",
        "Nine traders have been killed and four others wounded in Sarn.",
        "Nine were killed, four wounded and two abducted in Sarn.",
    ],
)
def test_a_passive_without_its_auxiliary_has_its_own_count(text: str, plain: Pack) -> None:
    found = {one.claim.kind: one.claim.amount.best for one in read(text, plain) if one.claim.amount}
    assert (found.get("harm.killed"), found.get("harm.wounded")) == (9, 4)


@pytest.mark.parametrize("text", ["The officer was shot and died.", "The boat was hit and went down."])
def test_what_nobody_does_to_another_is_no_passive(text: str, plain: Pack) -> None:
    (found,) = parse(text, 0, len(text))
    mend(found.doc, plain)
    assert [token.tag_ for token in found.doc if token.dep_ == "conj"] == ["VBD"]


@pytest.mark.parametrize(
    "text", ["The Lantern Wire now reports the mill as held.", "The Lantern Wire reports the mill as held."]
)
def test_what_is_reported_as_so_is_so_by_the_word_of_who_reports_it(text: str, plain: Pack) -> None:
    (one,) = read(text, plain)
    assert set(one.roles) == {("place", "mill")}
    assert one.leaves == (("Lantern Wire", "assert", "+", "certain"),)
