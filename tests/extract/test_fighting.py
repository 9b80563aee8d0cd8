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
        ("The corps wrested control over Sarn.", "control.gain", {("actor", "corps"), ("place", "Sarn")}),
    ],
)
def test_a_plain_sentence_of_fighting_is_read(text: str, kind: str, roles: set[tuple[str, str]], plain: Pack) -> None:
    found = [one for one in read(text, plain) if one.claim.kind == kind]
    assert found, "no such claim"
    assert roles <= set(found[0].roles)
