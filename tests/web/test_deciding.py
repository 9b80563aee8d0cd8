"""What a person does to events, words and codes, in a real browser by keys alone, and takes back again."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from sayso.case import Case
from sayso.model import Verdict
from sayso.show.filter import Filters
from tests.web.workbench import WIDE, Desk, serve, sit_down

pytestmark = pytest.mark.timeout(900)
ASK = "path => fetch(path).then(answer => answer.json())"
# Points of each line of the chain that lie in the box of a name.
CROSSED = """() => {
    const boxes = [...document.querySelectorAll('.graph text')].map(one => [one.textContent, one.getBBox()])
    return [...document.querySelectorAll('.graph > path')].flatMap(path => {
        const length = path.getTotalLength()
        return Array.from({length: 60}, (_, i) => path.getPointAtLength(length * i / 59)).flatMap(({x, y}) =>
            boxes.filter(([, box]) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height))
    }).map(([name]) => name)
}"""
CODEBOOK = """field,title,type,choices,help,of
event_type,Event type,choice,Battles|Explosions/Remote violence|Violence against civilians|Strategic developments,,claim
civilian,Civilian targeting,choice,yes|no,,claim
side_a,Side A,text,,The state's side first,claim
harm,Deaths best,number,,Empty if none are named,claim
day,Day,date,,,claim
time_precision,Time precision,ordinal,1|2|3,1 the day; 2 the week; 3 the month,claim
geo_precision,Geo precision,ordinal,1|2|3,,claim
scale,Scale of the source,many,local|national|regional|international,,claim
"""


@pytest.fixture
def desk(own_desk: Desk) -> Desk:
    """All here write."""
    return own_desk


def ask(desk: Desk, path: str) -> Any:
    return desk.page.evaluate(ASK, path)


def events(desk: Desk) -> int:
    return int(ask(desk, "/api/rows/events?limit=1")["total"])


def busiest(own: Path) -> str:
    with Case.open(own) as case:
        rows = case.rows("events", Filters(place="Abu Kamal", kind="control.gain", grade="contested")).records()
    return str(max(rows, key=lambda row: int(str(row["pages"])))["id"]).partition(":")[2]


def until_events(desk: Desk, count: int) -> None:
    desk.until(f"fetch('/api/rows/events?limit=1').then(answer => answer.json()).then(rows => rows.total === {count})")


def test_two_events_are_merged_by_keys_and_parted_again_by_undo(desk: Desk, own: Path) -> None:
    desk.open(f"/event/{busiest(own)}")
    before = events(desk)
    desk.press("m")
    desk.until("document.querySelector('dialog[open] input[type=radio]')")
    desk.press("Space", "Enter")
    desk.until("!document.querySelector('dialog[open]')")
    until_events(desk, before - 1)
    desk.press("u")
    until_events(desk, before)


def test_claims_are_split_off_an_event_by_keys_and_joined_again_by_undo(desk: Desk, own: Path) -> None:
    desk.open(f"/event/{busiest(own)}")
    before = events(desk)
    desk.press("s")
    desk.until("document.querySelector('dialog[open] input[type=checkbox]')")
    desk.press("Space")
    desk.tab_to("split")
    desk.press("Enter")
    desk.until("!document.querySelector('dialog[open]')")
    until_events(desk, before + 1)
    desk.press("u")
    until_events(desk, before)


def test_a_claims_words_grow_and_shrink_by_keys_in_the_reader_and_undo_brings_them_back(desk: Desk, own: Path) -> None:
    with Case.open(own) as case:
        row = case.sql(
            'select c.id, c.page, c.start, c."end" from claims c join pages p on p.id = c.page'
            " where p.path = 'two-rivers-back-again.html' order by c.start, c.\"end\" desc limit 1"
        )[0]
    fields = f"fetch('/api/fields/{row['id']}').then(answer => answer.json())"
    span = f"{fields}.then(found => found.fields.find(one => one.name === 'span').value)"
    desk.open(f"/page/{row['page'].partition(':')[2]}")
    desk.press("j", "Shift+ArrowRight")
    desk.until(f"{span}.then(value => Number(value.split('/')[1]) > {row['end']})")
    desk.press("u")
    desk.until(f"{span}.then(value => value === '{row['start']}/{row['end']}')")
    desk.press("Shift+ArrowDown")
    desk.until(f"{span}.then(value => Number(value.split('/')[0]) > {row['start']})")


def test_the_words_that_a_thing_in_the_queue_rests_on_are_moved_before_it_is_accepted(desk: Desk) -> None:
    desk.open("/review?sort=unsure")
    items = ask(desk, "/api/queue?sort=unsure&limit=100")["items"]
    at = next(n for n, item in enumerate(items) if item["noun"] == "attribution" and len(item["told"]) == 1)
    claim = items[at]["told"][0]
    desk.press(*["j"] * at)
    desk.until(f"document.querySelector('.item').dataset.id === {items[at]['id']!r}")
    desk.press("Shift+ArrowLeft", "a")
    desk.until(f"document.querySelector('.item')?.dataset.id !== {items[at]['id']!r}")
    desk.until("fetch('/api/judgements').then(a => a.json()).then(a => a.rows.length === 2)")
    rows = ask(desk, "/api/judgements")["rows"]
    assert [row["verdict"] for row in rows] == ["confirm", "correct"]
    assert rows[1]["record"] == claim["claim"]
    assert int(rows[1]["value"].split("/")[1]) < claim["quote"]["end"]


@pytest.mark.parametrize("outlets", [0, 3, 12], ids=["as it is", "3 outlets", "12 outlets"])
def test_no_name_of_the_chain_is_crossed_by_a_line(desk: Desk, own: Path, outlets: int) -> None:
    def many(route: Route) -> None:
        answer = route.fetch().json()
        nodes = [
            {**answer["graph"]["nodes"][0], "id": f"s{n}", "sort": "speaker", "label": f"Office of the {n}th district"}
            for n in range(4)
        ]
        nodes += [
            {**nodes[0], "id": f"o{n}", "sort": "outlet", "label": f"Outlet of town {n}", "published": "9 Nov 2017 18:10"}
            for n in range(outlets)
        ]
        edge = answer["graph"]["edges"][0]
        edges = [{**edge, "start": f"s{n % 4}", "end": f"o{n}", "sort": "says"} for n in range(outlets)]
        edges += [{**edge, "start": "s0", "end": f"s{n}", "sort": "says"} for n in (1, 2, 3)]
        edges += [{**edge, "start": f"o{a}", "end": f"o{b}", "sort": "copies"} for a in range(outlets) for b in range(a)]
        route.fulfill(json={**answer, "graph": {"nodes": nodes, "edges": edges}})

    if outlets:
        desk.page.route(re.compile("/api/event/"), many)
    desk.open(f"/event/{busiest(own)}")
    assert desk.page.locator(".graph > path").count() > 3
    assert not outlets or desk.page.locator(".graph text.sub").count() == outlets
    assert desk.page.evaluate(CROSSED) == []


def code(desk: Desk, count: int, types: list[str]) -> None:
    """Three or more records as a coder does it: tab from field to field, enter for the next record."""
    for n in range(count):
        desk.until(f"document.querySelector('.coding') && document.body.innerText.includes('{n + 1} of ')")
        form = desk.page.locator(".coding form")
        form.locator(f"[name=event_type][value='{types[n]}']").check()
        form.locator("[name=civilian][value=no]").check()
        form.locator("[name=side_a]").fill("Government of Syria")
        form.locator("[name=harm]").fill(str(n))
        form.locator("[name=day]").fill("2017-11-09")
        form.locator(f"[name=time_precision][value='{1 if n else 2}']").check()
        form.locator("[name=geo_precision][value='1']").check()
        form.locator("input[type=checkbox]").nth(n % 4).check()
        form.locator("[name=harm]").press("Enter")


def test_two_coders_with_a_researchers_codebook_come_to_alpha_and_settle_what_is_left(chromium: Browser, own: Path) -> None:
    (own.parent / "codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    count = 3
    given = {"ada": ["Battles"] * count, "bo": ["Battles", "Strategic developments", "Battles"]}
    with ExitStack() as stack:
        for by, types in given.items():
            context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
            desk = sit_down(context, stack.enter_context(serve(own, by)))
            stack.callback(context.close)
            desk.open("/coding")
            code(desk, count, types)
            codes = [item["codes"]["event_type"] for item in ask(desk, f"/api/coding?limit={count}")["items"]]
            assert codes == types
            desk.page.get_by_role("button", name="I have coded all").click()
            desk.until(f"document.querySelector('dialog[open]')?.textContent.includes('{count} of ')")
            desk.press("Enter")
            desk.until("!document.querySelector('dialog[open]')")
        desk.until("document.querySelector('table.agreement')")
        rows = {row.split("\t")[0]: row.split("\t")[1:] for row in desk.page.inner_text("table.agreement tbody").splitlines()}
        assert len(rows) == 8
        assert (rows["Event type"][1:], rows["Deaths best"]) == (["3", "2"], ["1.000", "3", "3"])
        assert rows["Event type"][0] == "0.000"
        desk.press("a")
        desk.until("document.querySelector('.settling [aria-pressed=true]')")
        assert "Nothing to settle" in desk.text()
        assert desk.complaints == []


def test_a_coder_does_not_go_on_from_a_code_that_cannot_be_stored(desk: Desk, own: Path) -> None:
    (own.parent / "codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    desk.open("/coding")
    for name, wrong, right in (("harm", "many", "3"), ("day", "the ninth", "2017-11-09")):
        field = desk.page.locator(f".coding [name={name}]")
        field.fill(wrong)
        field.press("Enter")
        desk.until("document.querySelector('.coding [role=alert]')")
        assert desk.page.evaluate("document.activeElement.name") == name
        field.fill(right)
    field.press("Enter")
    desk.until("document.body.innerText.includes('2 of ')")
    desk.until("fetch('/api/coding?limit=1').then(a => a.json()).then(a => a.items[0].codes.day === '2017-11-09')")
    assert ask(desk, "/api/coding?limit=1")["items"][0]["codes"] == {"harm": "3", "day": "2017-11-09"}


def test_a_screen_is_drawn_while_the_case_changes_faster_than_it_answers(own_desk: Desk, own: Path) -> None:
    with Case.open(own) as case:
        page = str(case.sql("select id from pages limit 1")[0]["id"])
    over = Event()

    def change() -> None:
        while not over.wait(0.3):
            with Case.open(own, write=True) as case:
                case.judge(page, Verdict.UNSURE, by="bo")

    def late(route: Route) -> None:
        sleep(5)
        route.continue_()

    own_desk.drawn()
    own_desk.page.route("**/api/queue*", late)
    side = Thread(target=change)
    side.start()
    try:
        own_desk.page.goto(own_desk.base + "/review")
        own_desk.until("document.querySelector('.item blockquote, .review blockquote')")
    finally:
        over.set()
        side.join()
        own_desk.page.unroute("**/api/queue*")
