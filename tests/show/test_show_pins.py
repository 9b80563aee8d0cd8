"""Pins: they stay on the place that is named, and are as wide as the words are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model import Attribution, Claim, Link, Mention
from sayso.resolve.offset import Offset
from sayso.show.filter import Filters, select
from sayso.show.pins import widen
from sayso.store import Store
from tests.show.small_case import make_pages


@pytest.mark.parametrize(
    ("offset", "radius"),
    [
        (None, 3_000),
        (Offset("35 km south of", 35_000, 180), 38_000),
        (Offset("35 km from", 35_000, None), 38_000),
        (Offset("north of", None, 0), 9_000),
    ],
)
def test_what_lies_off_a_place_widens_its_pin(store: Store, offset: Offset | None, radius: int) -> None:
    why = "; ".join(["exact match of 'X (20 m)'", *([] if offset is None else [str(offset)]), "unchecked row"])
    rows: list[dict[str, object]] = [{"mention": "mention:no", "page": "page:no", "radius_m": 3_000, "why": why}]
    widen(store, rows)
    assert rows[0]["radius_m"] == radius


def test_what_has_no_radius_gets_none(store: Store) -> None:
    rows: list[dict[str, object]] = [{"mention": "m", "page": "p", "radius_m": None, "why": str(Offset("off", 1_000, None))}]
    widen(store, rows)
    assert rows[0]["radius_m"] is None


def test_a_place_that_a_claim_is_only_near_to_has_a_wider_pin(store: Store) -> None:
    pages, claims, _ = make_pages()
    claim = claims["sheet"]
    roles = tuple(("near" if role == "place" else role, mention) for role, mention in claim.roles)
    said = [replace(claim, roles=roles) if one == claim else one for one in pages["sheet"].said]
    (mention,) = (mention for role, mention in roles if role == "near")
    asked = Filters(page=claim.span.page, with_comments=True)

    def radius() -> object:
        return next(row["radius_m"] for row in select(store, "links", asked).records() if row["mention"] == mention)

    assert radius() == 2_000
    store.begin("run", {}, {})
    store.replace(claim.span.page, (Mention, Link, Claim, Attribution), said)
    assert radius() == 6_000
