"""A folder opened from disk: its links lead somewhere, it asks nobody, and nothing is in it that may not leave."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from sayso.case import Case
from sayso.errors import SaysoError
from sayso.model import Verdict
from sayso.show.filter import Filters
from sayso.web.site import BUILT, part_of, write
from tests.web.workbench import WIDE, Desk, launch, missing

pytestmark = [
    pytest.mark.skipif(not (BUILT / "site.js").is_file(), reason="the page is not built: make web"),
    pytest.mark.timeout(300),
]
TOWN = "place:abu-kamal"


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(demo, tmp_path_factory.mktemp("out"))


def export(path: Path, out: Path, **filters: Any) -> Path:
    with Case.open(path) as case:
        write(case, out / "site", Filters(**filters))
    return out / "site"


def answers(site: Path) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for file in (site / "data.js", *(site / "data").iterdir()):
        text = file.read_text(encoding="utf-8")
        found |= json.loads(text[text.index("{\n") : text.rindex("}") + 1])
    return found


def told(site: Path) -> str:
    """All that the folder says."""
    return "".join(file.read_text(encoding="utf-8") for file in (site / "data.js", *(site / "data").iterdir()))


def marks(found: dict[str, Any], layer: str) -> list[dict[str, Any]]:
    return [one["properties"] for one in found["/api/map"][layer]["features"]]


def test_every_link_of_the_first_screen_has_its_answer(site: Path) -> None:
    found = answers(site)
    events, held = marks(found, "events"), marks(found, "controls")
    assert events and held
    words = [word for control in held for word in control["words"]]
    # A name that no pack knows is a place without a page of its own.
    places = {str(one["place"]) for one in (*events, *held) if str(one["place"]).startswith("place:")}
    asked = {f"/api/event/{one['id']}" for one in events} | {f"/api/place/{place}" for place in places}
    asked |= {f"/api/page/{one['page']}" for one in (*events, *words)}
    asked |= {f"/api/strip?place={one['place'].replace(':', '%3A')}" for one in held}
    assert asked <= found.keys(), sorted(asked - found.keys())


def test_what_an_event_links_to_has_its_answer(site: Path) -> None:
    found = answers(site)
    for url in [url for url in found if url.startswith("/api/event/")]:
        event = found[url]
        told = [one for group in event["roots"] for one in group["told"]]
        asked = {f"/api/page/{one['quote']['page']}" for one in told} | {f"/api/why/{one['claim']}" for one in told}
        asked |= {f"/api/why/{one['id']}" for one in (*event["disputes"], *event["copies"])}
        asked |= {f"/api/event/{one['id']}" for one in event["neighbours"]}
        assert asked <= found.keys(), sorted(asked - found.keys())


def test_all_that_the_files_name_lies_in_the_folder(site: Path) -> None:
    page, style = (site / "index.html").read_text(encoding="utf-8"), (site / "site.css").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="([^"]+)"', page) + [one.strip("'\"") for one in re.findall(r"url\(([^)]+)\)", style)]
    assert len(named) >= 6
    assert all((site / one).is_file() for one in named)
    assert 'type="module"' not in page and "http:" not in page and "https:" not in page


def test_no_comment_and_no_path_of_this_machine_leaves(site: Path, demo: Path) -> None:
    with Case.open(demo) as case:
        rows = case.sql("select k.text from passages k where k.role = 'comment' and length(k.text) > 30")
    comments = [json.dumps(str(row["text"]), ensure_ascii=False)[1:-1] for row in rows]
    text = told(site)
    assert comments
    assert [one for one in comments if one in text] == []
    assert str(demo.parent) not in text


def test_what_a_person_restricted_stays_behind(own: Path, tmp_path: Path) -> None:
    with Case.open(own, write=True) as case:
        page = str(case.rows("events", Filters(place="Abu Kamal")).records()[0]["page"])
        texts = {str(row["id"]): str(row["text"]) for row in case.sql("select id, text from pages")}
        # The head of a page is that of all pages of its outlet, and a reprint has its sentences.
        others = [text for one, text in texts.items() if one != page]
        own_line = max((line for line in texts[page].splitlines() if all(line not in text for text in others)), key=len)
        case.judge(page, Verdict.RESTRICT, by="ada")
    text = told(export(own, tmp_path))
    assert page not in text and json.dumps(own_line, ensure_ascii=False)[1:-1] not in text


def test_a_site_of_a_day_knows_nothing_of_later_days(demo: Path, tmp_path: Path) -> None:
    found = answers(export(demo, tmp_path, as_of=date(2017, 11, 9)))
    pages = [found[url] for url in found if url.startswith("/api/page/")]
    assert pages and all(str(page["published_end"] or page["seen"])[:10] <= "2017-11-10" for page in pages)
    assert found["/api/case"]["last"] <= "2017-11-09"


def test_the_filters_of_show_say_what_goes(demo: Path, tmp_path: Path) -> None:
    found = answers(export(demo, tmp_path, place="Abu Kamal"))
    with Case.open(demo) as case:
        ids = {str(row["id"]) for row in case.rows("events", Filters(place="Abu Kamal")).records()}
        places = {str(row["place"]) for row in case.rows("controls", Filters(place="Abu Kamal")).records()}
    assert TOWN in {one["place"] for one in marks(found, "controls")} <= places
    assert {url.removeprefix("/api/event/") for url in found if url.startswith("/api/event/")} == ids
    assert {one["id"] for url in found if url.startswith("/api/place/") for one in found[url]["events"]} <= ids


def test_a_filter_that_says_nothing_of_holders_takes_none_away(demo: Path, site: Path, tmp_path: Path) -> None:
    found, whole = answers(export(demo, tmp_path, grade="contested")), answers(site)
    assert 0 < len(marks(found, "events")) < len(marks(whole, "events"))
    assert marks(found, "controls") == marks(whole, "controls") != []
    drawn = {url.removeprefix("/api/place/") for url in found if url.startswith("/api/place/") and found[url]["has_strip"]}
    assert drawn and all(f"/api/strip?place={place.replace(':', '%3A')}" in found for place in drawn)


def test_under_a_filter_nothing_leads_to_an_event_that_was_left_behind(demo: Path, tmp_path: Path) -> None:
    found = answers(export(demo, tmp_path, grade="contested"))
    kept = {url.removeprefix("/api/event/") for url in found if url.startswith("/api/event/")}
    ways: set[str] = set()
    for url in found:
        answer = found[url]
        if url.startswith("/api/event/"):
            ways |= {one["id"] for one in answer["neighbours"]}
        elif url.startswith("/api/page/"):
            ways |= {one["event"] for one in answer["claims"] if one["event"] is not None}
        elif url.startswith("/api/source/"):
            ways |= {row["event"] for row in answer["page"]["later_rows"]}
            ways |= {one["id"] for row in answer["page"]["forecast_rows"] for one in row["evidence"]}
    assert {one for one in ways if one.startswith("event:")} <= kept


def test_the_first_screen_loads_little_and_each_part_lies_where_the_page_looks_for_it(site: Path) -> None:
    first, parts = (site / "data.js").stat().st_size, list((site / "data").iterdir())
    assert first * 8 < sum(part.stat().st_size for part in parts)
    for part in parts:
        text = part.read_text(encoding="utf-8")
        assert {part_of(url) for url in json.loads(text[text.index("{\n") : text.rindex("}") + 1])} == {part.stem}


def test_whose_the_map_is_stands_in_the_credits_and_on_the_map(site: Path, desk: Desk) -> None:
    assert "Natural Earth" in (site / "CREDITS.txt").read_text(encoding="utf-8")
    desk.open("#/")
    desk.until("document.querySelector('.plain-credit')")
    desk.page.locator(".plain-credit summary").click()
    assert "Natural Earth" in desk.page.inner_text(".plain-credit")


def test_readers_comments_are_refused(demo: Path, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="comments"):
        export(demo, tmp_path, with_comments=True)


@pytest.fixture(scope="module")
def desk(site: Path) -> Iterator[Desk]:
    """The folder in a browser, by its file."""
    if missing() is not None:
        pytest.skip(missing() or "")
    with sync_playwright() as driver:
        browser = launch(driver)
        page = browser.new_page(viewport=WIDE)
        found = Desk(page, (site / "index.html").as_uri())
        page.on("console", lambda one: found.complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        page.on("request", lambda one: None if one.url.startswith(site.as_uri()) else found.outside.append(one.url))
        yield found
        browser.close()


def test_opened_from_disk_every_screen_is_drawn_in_silence_and_asks_nobody(desk: Desk, site: Path) -> None:
    found = answers(site)
    first = {noun: next(url for url in found if url.startswith(f"/api/{noun}/")) for noun in ("event", "page", "source", "why")}
    for noun, url in first.items():
        record = url.removeprefix(f"/api/{noun}/")
        desk.open(f"#/{noun}/{record if noun == 'why' else record.partition(':')[2]}")
        assert desk.page.query_selector("main h1") is not None, noun
        assert desk.page.query_selector("main [role=alert]") is None, noun
    desk.open("#/?lang=ar")
    assert (desk.complaints, desk.outside) == ([], [])


def test_opened_from_disk_the_map_leads_to_a_town_and_its_strip_to_the_words(desk: Desk) -> None:
    desk.open("#/")
    desk.until("document.querySelector('.plain-map path') && document.querySelector('.marks .group')")
    desk.page.get_by_role("button", name="Abu Kamal", exact=True).click()
    desk.page.locator("a[href^='#/place/abu-kamal']").first.click()
    desk.until("document.querySelector('.strip')")
    words = desk.text()
    assert all(root in words for root in ("Tamarisk Monitor", "Syrian Arab Army"))
    desk.page.locator(".strip-legend button").click()
    desk.page.locator(".strip table tbody a").first.click()
    desk.until("location.hash.startsWith('#/page/') && document.querySelector('.chosen')")
    assert (desk.complaints, desk.outside) == ([], [])


def test_the_folder_says_what_its_marks_mean(desk: Desk) -> None:
    desk.open("#/")
    desk.page.get_by_text("What the marks mean").click()
    told = desk.page.inner_text(".grades")
    assert "dotted ring" in told and "contested" in told
    assert desk.page.locator(".grades a").count() == 0
