"""Claims of ground held, moved over and fought for, as agencies, partisans and local papers word them."""

from __future__ import annotations

import pytest

from sayso.pack import Pack
from tests.extract.reading import read


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Hundreds of fighters crossed into Sarn.", "move", {("actor", "Hundreds of fighters"), ("place", "Sarn")}),
        ("Refugees crossed into Sarn over the weekend.", "displace", {("target", "Refugees"), ("place", "Sarn")}),
        ("Gunners brought down a drone over Kesh.", "intercept", {("actor", "Gunners"), ("place", "Kesh")}),
        ("The militia attacked Tollan.", "attack", {("actor", "militia"), ("place", "Tollan")}),
        ("The militia attacked the Vell Front.", "attack", {("actor", "militia"), ("target", "Vell Front")}),
        ("Militia rockets hit a market in Sarn.", "strike.shell", {("actor", "Militia"), ("place", "Sarn")}),
        ("There was shelling on the town of Sarn.", "strike.shell", {("place", "Sarn")}),
        ("The jets hit posts of the militia around Kesh.", "strike.air", {("near", "Kesh")}),
        ("The corps left the capital, Sarn.", "withdraw", {("actor", "corps"), ("place", "Sarn")}),
        ("The militia seized a string of villages.", "control.gain", {("actor", "militia"), ("place", "villages")}),
        ("The town fell into rebel hands on Sunday.", "control.gain", {("actor", "rebel"), ("place", "town")}),
        ("The helicopter was downed by rebel fire.", "intercept", {("actor", "rebel"), ("target", "helicopter")}),
        ("The garrison repelled an attack by the clan on Sarn.", "attack", {("actor", "clan"), ("place", "Sarn")}),
        ("The clan has retreated from Sarn, leaving nine dead; a boy died too.", "withdraw", {("place", "Sarn")}),
        ("The noose is tightening around the militants in Sarn.", "control.besiege", {("place", "Sarn")}),
        ("Morale among the troops is collapsing.", "assessment", {("instrument", "Morale")}),
        ("The heroes of the corps purged Sarn of bandits.", "control.gain", {("actor", "corps"), ("place", "Sarn")}),
        ("Five farmers were beaten with sticks by soldiers.", "attack", {("actor", "soldiers"), ("target", "farmers")}),
        ("The corps fired nine missiles at the town of Sarn.", "strike.shell", {("actor", "corps"), ("place", "Sarn")}),
        ("Sarn has lost its clinic; an old man was found dead in Harun.", "harm.killed", {("target", "old man")}),
        ("The corps wrested control over Sarn.", "control.gain", {("actor", "corps"), ("place", "Sarn")}),
    ],
)
def test_a_plain_sentence_of_fighting_is_read(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert found, "no such claim"
    assert roles <= set(found[0].roles)


@pytest.mark.parametrize(
    "text",
    [
        "Tourists flooded the beach over the holiday.",
        "The train left the station ten minutes late.",
        "City took control of the match after the break.",
        "The militia opened two new crossings.",
        "She stole the show with her first song.",
        "The deal was shot down by the council.",
        "The fire brigade fought a blaze at the mill.",
        "The council heard a clash of opinions on the plan.",
        "The dancers captured the mood of the piece.",
    ],
)
def test_no_ground_is_taken_where_nobody_fights(text: str, plain: Pack) -> None:
    never = {"arrest", "clash", "control.gain", "destroy", "intercept", "loot", "move", "withdraw"}
    assert not never & {one.claim.kind for one in read(text, plain)}
