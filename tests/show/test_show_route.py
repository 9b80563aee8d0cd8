"""A way part by part: holder and access by the same rule, each root with its words, and silence where nobody speaks."""

from __future__ import annotations

from typing import Any

from sayso.model import Aspect
from sayso.pack import PlaceRow
from sayso.show.route import Leg, Way, render_route, route_answer
from sayso.store import Store
from sayso.weigh import asof_each
from tests.weigh.test_weigh_again import take_in
from tests.weigh.world import DENIES, PACK, World, make_pack, on, story

ROAD = PlaceRow("m9", "road", "", "", "", "", "", "en:M9", "", "1", "invented")
WITH_ROAD = make_pack(places=(*PACK.rows["places"], ROAD))
PARTS = ("place:m9", "place:qasr", "place:gate", "place:mill")


def told() -> World:
    """R has the town and the gate is open, says O; R cut the road, say I and P; of the mill nobody says anything."""
    world = World()

    def tell(outlet: str, kind: str, place: str, by: str, **how: Any) -> None:
        words = f"{kind} {place} {by}."
        page = world.page(outlet, on(8), f"{story(words, 30)} {words}")
        actor = {"actor": "actor:r"} if kind != "route.open" else {}
        world.say(page, words, kind, by, roles={**actor, "place": place}, **how)

    tell("out0", "control.hold", "place:qasr", "actor:r")
    tell("out1", "route.open", "place:gate", "source:o")
    tell("out2", "route.cut", "place:m9", "actor:i")
    tell("out3", "route.cut", "place:m9", "source:p")
    tell("out4", "route.close", "place:mill", "source:p", **DENIES)
    return world


def way_of(world: World) -> Way:
    asked = [(place, aspect) for place in PARTS for aspect in Aspect]
    answers = asof_each(world.known(), asked, on(9), on(9), WITH_ROAD)
    legs = zip(PARTS, answers[::2], answers[1::2], strict=True)
    return Way(
        "M9", "road", "invented", tuple(Leg(at, at[6:], None if at == "place:m9" else held, open) for at, held, open in legs)
    )


def test_each_part_has_its_holder_and_its_access_in_the_order_of_the_way() -> None:
    legs = way_of(told()).legs
    assert [leg.place for leg in legs] == list(PARTS)
    assert legs[0].access.sentence == "said to be cut (agreed)"
    assert legs[1].holder is not None and legs[1].holder.sentence == "R says it holds"
    assert legs[2].access.sentence == "said to be open"
    assert [leg.is_silent for leg in legs] == [False, False, False, True]


def test_nobody_holds_a_road_by_one_sentence() -> None:
    world = World()
    page = world.page("out0", on(8), "R holds the M9.")
    world.say(page, "R holds the M9.", "control.hold", "source:o", roles={"actor": "actor:r", "place": "place:m9"})
    assert way_of(world).legs[0].is_silent


def test_each_root_stands_with_its_words_and_silence_is_named() -> None:
    world = told()
    with Store.open(":memory:", write=True) as store:
        take_in(store, world.known())
        answer, shown = route_answer(store, way_of(world)), render_route(store, way_of(world))
    rows = answer.records()
    assert {(row["part"], row["aspect"], row.get("root")) for row in rows if row.get("root")} == {
        (1, "access", "actor:i"),
        (1, "access", "source:p"),
        (2, "holder", "actor:r"),
        (3, "access", "source:o"),
    }
    assert all(row["quote"] for row in rows if row.get("root"))
    assert [row["consensus"] for row in rows if row["part"] == 4] == ["nobody here says"] * 2
    assert "nobody here says anything of 1 of 4 parts" in shown
    assert max(map(len, shown.splitlines())) <= 100
