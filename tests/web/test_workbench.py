"""Every screen in a real browser: usable by keys and by ear, silent in the console, and asking nobody outside."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ViewportSize

from sayso.case import Case
from sayso.show.filter import Filters
from tests.web.workbench import AXE, PHONE, STATIC, WIDE, Desk, missing, sit_down

pytestmark = pytest.mark.timeout(900)
SHELL, FIRST_VISIT = 20_000, 60_000
WAITING = "fetch('/api/queue?limit=500').then(answer => answer.json()).then(queue => queue.items.map(item => item.id))"
PAGE_OF = "select id from pages where path = ?"


def screens(demo: Path) -> dict[str, str]:
    with Case.open(demo) as case:
        event = case.rows("events", Filters(place="Abu Kamal", grade="contested")).rows[0][0]
        page = next(iter(case.store.sql(PAGE_OF, ("two-rivers-back-again.html",))))["id"]
    return {
        "map": "/?as_of=2017-11-13",
        "map without WebGL": "/?as_of=2017-11-13&map=plain",
        "map in Arabic": "/?as_of=2017-11-13&lang=ar",
        "place": "/place/abu-kamal?on=2017-11-10",
        "strip as a table": "/place/abu-kamal?on=2017-11-11",
        "event": f"/event/{str(event).partition(':')[2]}",
        "reader": f"/page/{str(page).partition(':')[2]}?select=100-160",
        "source": "/source/harbour-wire",
        "actor": "/actor/isis",
        "record": f"/why/{event}",
        "review": "/review",
        "search": "/search?q=Boukamal",
        "add": "/add",
        "changes": "/changes?since=2017-01-01",
    }


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_screen_is_accessible_silent_and_asks_nobody_outside(
    chromium: Browser, link: str, demo: Path, size: ViewportSize, look: Literal["light", "dark"]
) -> None:
    if not AXE.exists():
        pytest.skip("no axe-core: npm ci in web/")
    context = chromium.new_context(viewport=size, color_scheme=look, reduced_motion="reduce")
    desk = sit_down(context, link)
    found: dict[str, list[str]] = {}
    for name, path in screens(demo).items():
        desk.open(path)
        if name == "strip as a table":
            desk.page.locator(".strip-legend button").click()
        wide = desk.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        filed = name == "add" or desk.page.locator(".export a[href*='.csv']").count() > 0
        looks = [*(["wider than its window"] if wide else []), *([] if filed else ["offers no csv"])]
        found[name] = [*desk.accessibility(), *desk.complaints, *desk.outside, *looks]
        desk.complaints.clear()
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.skipif(missing() is not None, reason=missing() or "")
def test_a_first_visit_is_small() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    asked = [STATIC / name for name in re.findall(r'(?:src|href)="/([^"]+)"', page)]
    shell = sum(packed(path) for path in asked if path.suffix == ".js")
    # The map's screen and all it brings along, without MapLibre, the basemap and the Arabic face.
    parts = [
        path for path in (STATIC / "assets").iterdir() if re.match(r"(map|layout|mark|quote|events|sans|serif)-", path.name)
    ]
    whole = packed(STATIC / "index.html") + sum(packed(path) for path in {*asked, *parts})
    assert (shell <= SHELL, whole <= FIRST_VISIT) == (True, True), (shell, whole)


def packed(path: Path) -> int:
    """As it goes over the wire: faces are packed already."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data))


def test_a_figure_of_an_event_opens_the_reader_on_its_very_words(desk: Desk) -> None:
    rows = desk.page.request.get(f"{desk.base}/api/rows/events.json").json()
    event = next(row for row in rows if row["figures"] and " " in row["figures"][0]["words"])
    figure = event["figures"][0]
    desk.open(f"/event/{event['id'].removeprefix('event:')}")
    desk.page.click(f"aside a[href*='select={figure['start']}-{figure['end']}']")
    desk.until("document.querySelector('.chosen')")
    assert desk.page.evaluate("[...document.querySelectorAll('.chosen')].map(e => e.textContent).join('')") == figure["words"]


def test_a_newcomer_finds_by_keys_who_held_the_town_on_the_10th_and_on_whose_word(desk: Desk) -> None:
    desk.open("/")
    desk.press("/")
    desk.type("al-Boukamal")
    desk.press("Enter")
    desk.until("document.querySelector('.results a')")
    desk.tab_to("Abu Kamal")
    desk.press("Enter")
    desk.until("document.querySelector('.strip')")
    desk.tab_to("strip-on")
    while "10 Nov 2017" not in str(desk.page.get_attribute("#strip-on", "aria-valuetext")):
        desk.press("ArrowLeft")
    desk.until("document.body.innerText.includes('On 10 Nov 2017, as could be known by 10 Nov 2017')")
    words = desk.text()
    assert "On 10 Nov 2017, as could be known by 10 Nov 2017" in words
    assert all(root in words for root in ("Tamarisk Monitor", "Syrian Arab Army"))
    assert "al-Bukamal back with ISIS" in words


def test_a_newcomer_finds_by_keys_a_denial_and_what_it_denies(desk: Desk) -> None:
    desk.open("/?grade=contested")
    desk.tab_to("taken by Syrian Arab Army")
    desk.press("Enter")
    desk.until("document.querySelector('.facing')")
    facing = desk.page.inner_text(".facing")
    assert "denied that it had lost the town" in facing
    assert "Syrian army command" in facing and "Abu Kamal" in facing


def test_the_strip_tells_by_keys_and_as_a_table_what_it_shows(desk: Desk) -> None:
    desk.open("/place/abu-kamal?on=2017-11-10")
    desk.tab_to("All together")
    desk.press("ArrowDown")
    said = desk.page.inner_text(".strip-said")
    assert "“" in said and "2017" in said
    desk.page.locator(".strip-legend button").focus()
    desk.press("Enter")
    assert desk.page.locator(".strip table tbody tr").count() > 5


def test_a_place_picked_on_the_map_brings_the_words_on_it_and_only_these(desk: Desk) -> None:
    desk.open("/map?as_of=2017-11-13")
    desk.until("document.querySelector('.holders button')")
    assert desk.page.locator(".holders ul").count() == 0
    desk.page.locator(".holders button").first.click()
    desk.until("document.querySelector('.holders ul a.outlet')")
    assert desk.page.locator(".holders > li").count() == 1


def test_the_export_link_of_the_map_keeps_its_filters(desk: Desk) -> None:
    desk.open("/?as_of=2017-11-13&kind=control&grade=contested")
    link = desk.page.get_attribute(".export a[href*='.csv']", "href")
    assert link is not None and all(part in link for part in ("as_of=2017-11-13", "kind=control", "grade=contested"))
    with desk.page.expect_download() as found:
        desk.tab_to("csv")
        desk.press("Enter")
    rows = found.value.path().read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("id,") and len(rows) > 1
    assert len(rows) - 1 == desk.page.locator(".events > li").count()


def test_a_newcomer_corrects_a_place_by_keys_and_takes_it_back(own_desk: Desk) -> None:
    own_desk.open("/review?sort=unplaced")
    before = own_desk.page.get_attribute(".item", "data-id")
    own_desk.press("g")
    own_desk.until("document.querySelector('dialog[open] input')")
    own_desk.type("Hajin")
    own_desk.press("Enter")
    own_desk.until("!document.querySelector('dialog[open]')")
    own_desk.until(f"document.querySelector('.item')?.dataset.id !== {before!r}")
    # The next thing is on screen before this one is stored.
    own_desk.until("fetch('/api/judgements').then(a => a.json()).then(found => found.rows.length > 0)")
    rows = own_desk.page.evaluate("fetch('/api/judgements').then(answer => answer.json())")["rows"]
    assert (rows[0]["verdict"], rows[0]["value"], rows[0]["by"]) == ("place", "place:hajin", "ada")
    own_desk.press("u")
    own_desk.until("document.body.innerText.includes('Taken back')")
    assert before in own_desk.page.evaluate(WAITING)


def test_a_newcomer_adds_by_keys_a_claim_the_machine_missed_and_takes_it_back(own_desk: Desk, own: Path) -> None:
    own_desk.open(screens(own)["reader"].partition("?")[0])
    count = "document.querySelectorAll('.card').length"
    before = own_desk.page.evaluate(count)
    own_desk.press("c", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "c")
    own_desk.until("document.querySelector('dialog[open] input[list=kinds]')")
    own_desk.type("control.hold")
    own_desk.press("Tab")
    own_desk.type("ISIS")
    own_desk.press("Tab", "Tab")
    own_desk.type("Abu Kamal")
    own_desk.press("Enter")
    own_desk.until(f"!document.querySelector('dialog[open]') && {count} === {before + 1}")
    assert "added by ada" in own_desk.page.inner_text(".margin")
    own_desk.press("u")
    own_desk.until(f"{count} === {before}")


def test_one_key_decides_and_goes_on_and_undo_brings_it_back(own_desk: Desk) -> None:
    own_desk.open("/review")
    first = own_desk.page.get_attribute(".item", "data-id")
    left = own_desk.page.inner_text("h1")
    own_desk.press("r")
    own_desk.until(f"document.querySelector('.item').dataset.id !== {first!r}")
    own_desk.until(f"document.querySelector('h1').textContent !== {left!r}")
    assert first not in own_desk.page.evaluate(WAITING)
    own_desk.press("u")
    own_desk.until(f"document.querySelector('h1').textContent === {left!r}")
    assert first in own_desk.page.evaluate(WAITING)


def test_the_same_question_is_asked_once_for_all_its_mentions_and_taken_back_at_once(own_desk: Desk) -> None:
    own_desk.open("/review?sort=unsure")
    left = own_desk.page.inner_text("h1")
    assert "mentions, decided together" in own_desk.page.inner_text(".item")
    first = own_desk.page.get_attribute(".item", "data-id")
    own_desk.press("a")
    own_desk.until(f"document.querySelector('h1').textContent !== {left!r}")
    own_desk.open("/review?sort=unsure")
    assert "mentions, decided together" not in own_desk.page.inner_text(".item"), "none of them is asked again"
    own_desk.press("u")
    own_desk.until(f"document.querySelector('h1').textContent === {left!r}")
    assert own_desk.page.get_attribute(".item", "data-id") == first


def test_a_digit_gives_a_name_what_else_it_may_be_and_goes_on(own_desk: Desk) -> None:
    own_desk.open("/review?sort=unsure")
    first = own_desk.page.get_attribute(".item", "data-id")
    assert own_desk.page.inner_text(".rivals li").split() == ["1", "Husaybah"]
    own_desk.press("1")
    own_desk.until(f"document.querySelector('.item').dataset.id !== {first!r}")
    own_desk.until("fetch('/api/judgements').then(a => a.json()).then(found => found.rows.length > 0)")
    rows = own_desk.page.evaluate("fetch('/api/judgements').then(answer => answer.json())")["rows"]
    assert {(row["verdict"], row["field"], row["value"]) for row in rows} == {("correct", "target", "place:husaybah")}
    assert len(rows) > 1, "of all its mentions"


def test_a_page_without_a_day_is_given_one_by_keys(own_desk: Desk) -> None:
    own_desk.open("/review?sort=undated")
    assert own_desk.page.inner_text(".item h2").startswith("When was")
    own_desk.press("e")
    own_desk.until("document.activeElement.matches('dialog[open] input')")
    own_desk.type("2017-11-06")
    own_desk.press("Enter")
    own_desk.until("fetch('/api/queue?sort=undated').then(a => a.json()).then(found => found.left === 0)")


def test_pasted_words_become_a_page_that_can_be_read(own_desk: Desk) -> None:
    own_desk.open("/add")
    own_desk.page.fill("textarea", "HAJIN, 3 January 2018 - The army said on Wednesday that it had taken Hajin from ISIS.")
    own_desk.page.fill("[name=outlet]", "Hill Gazette")
    own_desk.page.focus("[name=outlet]")
    own_desk.press("Tab")
    own_desk.type("3 january 2018")
    own_desk.tab_to("Add this page")
    own_desk.press("Enter")
    own_desk.until("document.body.innerText.includes('1 new page')")
    own_desk.open("/search?q=Hajin+from+ISIS")
    assert "it had taken" in own_desk.text()
