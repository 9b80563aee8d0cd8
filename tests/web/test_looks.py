"""What a person would see and mind: a name under a mark, a card away from its words, a page of which nothing was read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from sayso.case import Case
from tests.web.workbench import PHONE, WIDE, Desk, serve, sit_down

pytestmark = pytest.mark.timeout(900)
HIDDEN_NAMES = """() => {
    const dots = [...document.querySelectorAll('.marks .dot, .marks .back')].map(dot => dot.getBoundingClientRect())
    return [...document.querySelectorAll('.plain-map text[visibility=visible]')].filter(name => {
        const box = name.getBoundingClientRect()
        return dots.some(dot => dot.left < box.right && dot.right > box.left && dot.top < box.bottom && dot.bottom > box.top)
    }).map(name => name.textContent)
}"""
FIRST_NAME = "+document.querySelector('.plain-map text').getAttribute('x')"
CARDS = """() => [...document.querySelectorAll('.margin .card')].map(card => {
    const words = document.querySelector(`.text [data-s="${card.dataset.at}"]`)
    return [words.getClientRects().length > 0, words.getBoundingClientRect().top, card.getBoundingClientRect().top]
})"""
NUMBERS_ON_NUMBERS = """() => {
    const boxes = [...document.querySelectorAll('.text .n')].filter(n => n.offsetWidth).map(n => n.getBoundingClientRect())
    return boxes.filter((a, i) => boxes.some((b, k) => k > i && Math.abs(a.left - b.left) < 8 && Math.abs(a.top - b.top) < 8))
}"""
BARS = """() => {
    const box = document.querySelector('.bars').getBoundingClientRect()
    return [...document.querySelectorAll('.bars rect')].map(bar => {
        const {left, width} = bar.getBoundingClientRect()
        return (left + width / 2 - box.left) / box.width
    })
}"""
TAKEN = """\
القائم - 3 تشرين الثاني 2017
قال متحدث باسم القيادة إن الجيش العراقي دخل مدينة القائم صباح الجمعة.
"""
DENIED = """\
البوكمال - 10 تشرين الثاني 2017
نفى سكان من البوكمال أن يكون الجيش السوري قد وصل إلى السوق.
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of pages in a language whose names are known and whose claims are not."""
    folder = tmp_path_factory.mktemp("arabic")
    for name, text in (("taken.txt", TAKEN), ("denied.txt", DENIED)):
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "arabic.sayso"
    with Case.open(path, write=True) as case:
        case.run([folder], ["syria-iraq"])
    return path


def page_of(path: Path, name: str) -> str:
    with Case.open(path) as case:
        return str(case.sql("select id from pages where path = ?", (name,))[0]["id"]).partition(":")[2]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_name_of_the_map_lies_under_a_mark(chromium: Browser, link: str, size: ViewportSize) -> None:
    context = chromium.new_context(viewport=size, reduced_motion="reduce")
    desk = sit_down(context, link)
    desk.open("/?map=plain")
    assert desk.page.locator(".marks .dot").count() > 1
    assert desk.page.evaluate(HIDDEN_NAMES) == []
    context.close()


def test_the_map_without_webgl_moves_by_keys(desk: Desk) -> None:
    desk.open("/?map=plain")
    desk.tab_to("Map: arrows move it")
    before = desk.page.evaluate(FIRST_NAME)
    desk.press("ArrowRight")
    assert desk.page.evaluate(FIRST_NAME) == pytest.approx(before - 60)


@pytest.mark.parametrize("path", ["/", "/place/abu-kamal"])
def test_the_thumb_of_a_slider_stands_over_the_last_day_of_its_axis(desk: Desk, path: str) -> None:
    desk.open(path)
    ends = desk.page.evaluate(
        "[...document.querySelectorAll('main input[type=range]')].map(each => each.getBoundingClientRect().right"
        " - (each.closest('.axis-box') ?? each.closest('.track')).getBoundingClientRect().right)"
    )
    assert ends and all(end == pytest.approx(8, abs=0.6) for end in ends), "half a thumb past the end of the axis"


def test_what_was_printed_on_the_last_day_stands_over_the_end_of_the_time(desk: Desk) -> None:
    desk.open("/")
    middles = desk.page.evaluate(BARS)
    assert max(middles) == pytest.approx(1, abs=0.002) and min(middles) > 0


def test_a_card_stands_no_higher_than_its_words_and_in_their_order(desk: Desk, demo: Path) -> None:
    desk.open(f"/page/{page_of(demo, 'two-rivers-back-again.html')}")
    cards = desk.page.evaluate(CARDS)
    seen = sorted((words, card) for there, words, card in cards if there)
    assert len(seen) > 5
    assert [card for _, card in seen] == sorted(card for _, card in seen)
    assert all(card >= words - 1 for words, card in seen)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_number_of_a_claim_stands_on_another(chromium: Browser, link: str, demo: Path, size: ViewportSize) -> None:
    context = chromium.new_context(viewport=size, reduced_motion="reduce")
    desk = sit_down(context, link)
    desk.open(f"/page/{page_of(demo, 'october-captures.warc')}")
    desk.until("document.fonts.ready.then(() => document.querySelectorAll('.text .n').length > 4)")
    desk.until(f"({NUMBERS_ON_NUMBERS})().length === 0")
    context.close()


def test_the_day_of_a_place_moves_by_keys(desk: Desk) -> None:
    desk.open("/place/abu-kamal?on=2017-11-10")
    desk.press("[")
    desk.until("location.search.includes('on=2017-11-09')")
    desk.press("]", "]")
    desk.until("location.search.includes('on=2017-11-11')")


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "ar-SY"])
def test_a_day_is_written_out_in_every_browser_and_typed_or_moved_by_keys(chromium: Browser, link: str, locale: str) -> None:
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce", locale=locale)
    desk = sit_down(context, link)
    desk.open("/place/abu-kamal?on=2017-11-10")
    field = desk.page.locator(".clock .day input").first
    assert field.input_value() == "10 Nov 2017"
    field.focus()
    desk.press("ArrowUp")
    desk.until("location.search.includes('on=2017-11-11')")
    for typed, day in (("9 november 2017", "2017-11-09"), ("2017-11-08", "2017-11-08"), ("Nov 7, 2017", "2017-11-07")):
        field.fill(typed)
        desk.press("Enter")
        desk.until(f"location.search.includes('on={day}')")
    for wrong in ("9/11/2017", "31 Nov 2017", "soon"):
        field.fill(wrong)
        desk.press("Enter")
        desk.until("document.querySelector('.clock [aria-invalid=true]')")
    assert "on=2017-11-07" in desk.page.url
    desk.press("Escape", "Tab")
    desk.until("document.querySelector('.clock .day input').value === '7 Nov 2017'")
    assert desk.accessibility() == [] and desk.complaints == []
    context.close()


def test_what_only_the_packs_know_does_not_stand_before_what_was_printed(desk: Desk) -> None:
    desk.open("/search?q=town")
    assert desk.page.locator("main h2").first.inner_text().startswith("On the pages")
    assert desk.page.locator("main details:not([open]) a").count() > 0
    assert all(" …" in line or len(line) < 400 for line in desk.page.locator(".said").all_inner_texts())


def test_pages_in_a_language_without_an_extractor_say_so_and_show_their_names(chromium: Browser, arabic: Path) -> None:
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    with serve(arabic) as link:
        desk = sit_down(context, link)
        for language, words in (("", "in Arabic, which sayso does not read"), ("?lang=ar", "(العربية): تُربط الأسماء")):
            desk.open(f"/{language}")
            assert desk.page.locator(".beside-map .unread").count() == 1
            desk.open(f"/page/{page_of(arabic, 'taken.txt')}{language}")
            assert words in re.sub("[\u2066-\u2069]", "", desk.text())
            assert desk.page.locator(".text").get_attribute("dir") == "rtl"
            assert "القائم" in " ".join(desk.page.locator(".text .s-names").all_inner_texts())
            assert desk.accessibility() == []
        desk.open("/search?q=Boukamal")
        assert desk.page.locator("main mark, main .decided a").count() > 0
        assert desk.complaints == [] and desk.outside == []
    context.close()


def test_in_arabic_all_go_by_the_arabic_names_that_the_packs_have_and_others_by_their_own(chromium: Browser, link: str) -> None:
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    desk = sit_down(context, link)
    desk.open("/place/al-qaim?lang=ar")
    assert desk.page.inner_text("h1") == "القائم"
    desk.page.locator(".events a[href*='/event/']").first.click()
    desk.until("location.pathname.startsWith('/event/') && document.querySelector('.root')")
    assert desk.page.locator(".over, main a[href*='/place/al-qaim']").first.inner_text().startswith("القائم")
    desk.open("/source/harbour-wire?lang=ar")
    assert desk.page.inner_text("h1") == "Harbour Wire"
    desk.open("/actor/saa?lang=ar")
    assert desk.page.inner_text("h1") == "الجيش العربي السوري"
    assert "النوع" in desk.page.locator(".facts dt").all_inner_texts()
    desk.open("/place/abu-kamal?lang=ar")
    legend = desk.page.locator(".strip-legend").inner_text()
    assert "الجيش العربي السوري" in legend and "SAA" in legend, "its letters are the record's in every language"
    desk.open("/search?q=Abu+Kamal&lang=ar")
    assert desk.page.locator("main a").first.inner_text() == "البوكمال"
    desk.open("/place/al-qaim")
    assert desk.page.inner_text("h1") == "al-Qa'im"
    assert desk.complaints == []
    context.close()


def test_on_paper_stands_what_is_told_and_not_what_one_presses(desk: Desk) -> None:
    desk.open("/review")
    desk.page.emulate_media(media="print")
    for part in (".sorts", ".acts", ".coming"):
        assert not desk.page.locator(part).first.is_visible(), part
    assert desk.page.locator(".item blockquote").is_visible()
    desk.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    ink = "getComputedStyle(document.body).color.match(/\\d+/g).every(part => part < 80)"
    assert desk.page.evaluate(ink), "dark words on white, whatever the screen was"
    desk.open("/?as_of=2017-11-13")
    for part in (".head", ".foot", ".filters", ".maplibregl-ctrl-group", ".timeline", ".export"):
        assert not desk.page.locator(part).first.is_visible(), part
    assert desk.page.locator(".holders").is_visible() and desk.page.locator(".map").is_visible()
    assert desk.page.locator(".grades:visible dt").count() >= 8, "what the marks mean"


def test_a_denial_is_found_in_a_few_keys(desk: Desk) -> None:
    desk.open("/")
    desk.press("f", "d", "e", "n")
    desk.until("location.search.includes('grade=denied_only')")
    desk.until("[...document.querySelectorAll('.events .mark')].every(mark => mark.matches('.grade-denied_only'))")
    desk.press("Escape", "j", "j", "k", "Enter")
    desk.until("location.pathname.startsWith('/event/') && document.querySelector('.root')")
    assert "denies it" in desk.text() or "deny it" in desk.text()


def test_the_way_to_a_file_of_the_view_does_not_lead_through_its_rows(desk: Desk) -> None:
    desk.open("/")
    desk.tab_to("csv", most=30)


def test_a_word_printed_on_a_day_is_known_by_that_day(desk: Desk) -> None:
    desk.open("/place/abu-kamal?on=2017-11-10&as_of=2017-11-10")
    desk.until("document.querySelector('.held-sum + table tbody tr')")
    days = desk.page.locator(".held-sum + table tbody tr td:nth-child(3)").all_inner_texts()
    assert days and "11 Nov 2017" not in days


OURS = re.compile(
    r"\b(single root|contested|unsourced|corroborated|roots?|pages?|no recent word|said to be|no date|severity|polarity"
    r"|left|right|settled by|valid from|when stated|city|district|crossing|actual|came true)\b"
)
# What stands as the record has it: its sentences, its words, its names.
WITHOUT_THE_RECORD = """() => {
    const body = document.body.cloneNode(true)
    body.querySelectorAll('q, blockquote, bdi[lang=en], .said, .over, .copied, main a, h2 bdi').forEach(each => each.remove())
    return body.innerText
}"""


def test_in_arabic_our_own_words_are_arabic(chromium: Browser, link: str, demo: Path) -> None:
    with Case.open(demo) as case:
        ids = [
            str(case.sql(f"select id from {noun} limit 1")[0]["id"]) for noun in ("disputes", "forecasts", "claims", "controls")
        ]
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    desk = sit_down(context, link)
    for path in (
        "/",
        "/changes?since=2000-01-01",
        "/search?q=Abu+Kamal",
        "/review?sort=unsure",
        *(f"/why/{one}" for one in ids),
    ):
        desk.open(f"{path}{'&' if '?' in path else '?'}lang=ar")
        assert OURS.findall(desk.page.evaluate(WITHOUT_THE_RECORD)) == [], path
    assert desk.page.locator(".facts dd").first.evaluate("each => getComputedStyle(each).direction") == "rtl"
    context.close()
