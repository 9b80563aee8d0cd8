"""The API is described as it is: each answer fits its shape, and the page's types are those of the shapes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.web.app import READ
from sayso.web.types import render
from tests.web.browser import Browser

TYPES = Path(__file__).parent.parent.parent / "web" / "src" / "api.d.ts"
ASKED = {
    "/held": "?place=Abu Kamal&on=2017-11-12",
    "/strip": "?place=Abu Kamal",
    "/rows/{noun}": "",
}
PARTS = {"noun": "events", "id": "{event}"}


def test_the_types_of_the_page_are_made_from_the_shapes() -> None:
    assert TYPES.read_text(encoding="utf-8") == render(), "run `python -m sayso.web.types > web/src/api.d.ts`"


@pytest.mark.parametrize("one", READ, ids=lambda one: one.path)
def test_each_answer_fits_its_shape(browser: Browser, one: object) -> None:
    endpoint = next(each for each in READ if each is one)
    first = {noun: browser.get(f"/api/rows/{noun}?limit=1").json()["rows"][0]["id"] for noun in ("events", "pages")}
    record = first["pages"] if endpoint.path.startswith("/page") else first["events"]
    url = f"/api{endpoint.path}".replace("{noun}", "events").replace("{id}", record) + ASKED.get(endpoint.path, "")
    answer = browser.get(url)
    assert answer.status_code == 200, answer.text
    msgspec.json.decode(answer.content, type=endpoint.returns)


def test_every_path_is_described(browser: Browser) -> None:
    described = browser.get("/api/openapi.json").json()["paths"]
    assert all(f"/api{one.path}" in described for one in READ)
