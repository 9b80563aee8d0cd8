"""The people's adjective that says whose jets and troops they are."""

from __future__ import annotations

import pytest

from bench.reading import extract_text, make_text
from sayso.pack import Pack


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Turkish shells hit a mill near Afrin.", {"actor:turkey"}),
        ("Iraqi and Kurdish forces entered Mosul.", {"actor:iraqi-security-forces", "actor:kurdish-forces"}),
        ("Russian and Syrian warplanes bombed Aleppo.", {"actor:russian-aerospace-forces", "actor:syrian-air-force"}),
        ("US and Iraqi troops fought rebels near Mosul.", {"actor:united-states", "actor:iraqi-security-forces"}),
    ],
)
def test_each_people_s_arms_are_its_state_s(text: str, bodies: set[str], region: Pack) -> None:
    made = extract_text(make_text("people", text), region)
    acting = {mention for claim in made.claims for role, mention in claim.roles if role == "actor"}
    assert {link.target for link in made.links if link.mention in acting and link.target} == bodies


def test_one_of_a_people_is_not_its_state(region: Pack) -> None:
    text = "A Turkish farmer and an Iraqi were killed by soldiers in Afrin. Nine Iraqis were abducted there."
    made = extract_text(make_text("one", text), region)
    harmed = {mention for claim in made.claims for role, mention in claim.roles if role == "target"}
    assert harmed
    assert {link.target for link in made.links if link.mention in harmed} == {None}
