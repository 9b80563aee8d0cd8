"""`explain`: claims, roles, chain and firmness of a sentence, with the rungs and cues that decided."""

from __future__ import annotations

from sayso.model import Attribution, Claim, Link, Mention, Page, Passage, Role
from sayso.pack import Fired, Frame, load_pack
from sayso.show.cells import width
from sayso.show.explain import explain, render_explained
from sayso.show.tree import Node, draw
from sayso.store import Store
from tests.show.small_case import DENIED, days, denied_by_league, make_names, write_page

EXPLAINED = f"""\
"{DENIED}"

printed 5 May 2031; outlet East Radio; packs en, ar, uk, pages

1 "upland league denied that it had lost Marun"
├─ kind    control.lose
│  └─ "lost": lose (verb) subj:actor obj:place!
├─ mood    actual
├─ actor   Upland League
│  └─ "upland league"; rung exact: the only one
├─ place   Marun
│  └─ "Marun"; rung exact: the only one
├─ when    3-4 May 2031
└─ said by, from the page inwards
   ├─ 1 East Radio, outlet named: passes it on
   └─ 2 Upland League ("upland league"), organisation: deny, certain

other names
└─ source "upland league" = Upland League; rung exact: the only one"""


def test_a_sentence_is_explained_with_the_rules_that_fired() -> None:
    written = write_page("typed", "east-radio", days(5), (Role.BODY, DENIED))
    denied_by_league(written)
    claim = next(one for one in written.said if isinstance(one, Claim))
    pack = load_pack(world=False)
    frame = Frame("lose", "verb", "control.lose", "subj:actor|obj:place!", "", "", "", "invented")
    at = DENIED.index("lost")
    with Store.open(":memory:", write=True) as store:
        store.begin("explain", {}, {})
        store.replace(written.page.id, (Page, Passage), [written.page, *written.passages])
        store.replace(written.page.id, (Mention, Link, Claim, Attribution), written.said)
        store.put_reference(*make_names())
        found = explain(store, [Fired(claim.id, "kind", frame, at, at + 4)], pack)
    assert (found.rules[0].row["kind"], found.rules[0].words) == ("control.lose", "lost")
    assert render_explained(found, 100) == EXPLAINED


def test_a_tree_keeps_within_its_columns_and_shows_where_each_row_stands() -> None:
    node = Node("a " * 30, "here:1", (Node("b " * 40, "there:22", (Node("c", "x:3"),)), Node("d")))
    drawn = list(draw(node, 40))
    assert all(width(line) <= 40 for line in drawn)
    assert [at for at in ("here:1", "there:22", "x:3") if any(line.endswith(f" {at}") for line in drawn)] == [
        "here:1",
        "there:22",
        "x:3",
    ]
    assert drawn[-1] == "└─ d"
