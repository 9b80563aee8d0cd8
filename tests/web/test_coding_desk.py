"""Two coders at two browsers, by keys alone: a sample drawn, coded blind, measured, settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.web.test_coding import BOOK
from tests.web.workbench import WIDE, Desk, serve, sit_down

pytestmark = pytest.mark.timeout(900)
SIZE = 4


@pytest.fixture
def coders(chromium: Browser, own: Path) -> Iterator[tuple[Desk, Desk]]:
    (own.parent / "codebook.csv").write_text(BOOK, encoding="utf-8")
    contexts = [chromium.new_context(viewport=WIDE, reduced_motion="reduce") for _ in range(2)]
    with serve(own, "ada") as hers, serve(own, "bo") as his:
        yield sit_down(contexts[0], hers), sit_down(contexts[1], his)
    for context in contexts:
        context.close()


def code(desk: Desk, choices: str) -> None:
    """One digit for each record of the sample, the last two of which have no second field."""
    for at, choice in enumerate(choices, start=1):
        desk.until(f"document.querySelector('main nav span')?.textContent === '{at} of {SIZE}'")
        desk.press(choice)
        desk.until("document.activeElement?.name === 'harm'")
        desk.type(str(at))
        desk.press("Enter")
    desk.until(f"document.querySelector('main li')?.parentElement.textContent.includes('{SIZE} of {SIZE} records coded')")
    desk.tab_to("I have coded all")
    desk.press("Enter")
    desk.until("document.querySelector('dialog[open]')")
    desk.press("Enter")
    desk.until("!document.querySelector('dialog[open]')")


def test_two_coders_draw_a_sample_code_it_blind_and_settle_by_keys_where_they_differ(coders: tuple[Desk, Desk]) -> None:
    ada, bo = coders
    ada.open("/coding")
    assert "blind to the machine" in ada.text()
    ada.tab_to("Choose what is coded")
    ada.press("Enter")
    ada.until("document.querySelector('dialog[open] input[name=n]')")
    ada.type(str(SIZE))
    ada.press("Enter")
    ada.until("!document.querySelector('dialog[open]') && document.body.innerText.includes('A sample of 4 records (seed 1)')")
    assert ada.page.locator(".coding h2").count() == 0 and ada.page.locator(".coding .cited").count() == 1
    assert ada.accessibility() == []
    code(ada, "1122")
    ada.until("document.body.innerText.includes('You are done')")
    bo.open("/coding")
    assert "kinetic" not in bo.page.inner_text(".coding .cited") and bo.page.locator("input:checked").count() == 0
    code(bo, "1222")
    bo.until("document.querySelector('.agreement')")
    rows = bo.page.locator(".agreement tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [["Sort of event", "0.533", "4", "3"], ["Killed", "1.000", "4", "4"]]
    assert bo.page.locator(".settling > li").count() == 1
    bo.press("b")
    bo.until("document.body.innerText.includes('Nothing to settle')")
    for desk in coders:
        assert desk.accessibility() == [] and desk.complaints == [] and desk.outside == []
