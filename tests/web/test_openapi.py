"""The API is described as it is: each answer fits its shape, and the page's types are those of the shapes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.web.app import READ
from sayso.web.endpoint import Endpoint
from sayso.web.types import render
from tests.web.browser import Browser

TYPES = Path(__file__).parent.parent.parent / "web" / "src" / "api.d.ts"
ASKED = {
    "/held": "?place=Abu Kamal&on=2017-11-12",
    "/strip": "?place=Abu Kamal",
    "/search": "?q=Boukamal",
    "/changes": "?since=2020-01-01",
    "/names": "?language=ar",
}
OWN = {"/place/{id}": "Abu Kamal", "/actor/{id}": "pmu", "/source/{id}": "Harbour Wire"}


def test_the_types_of_the_page_are_made_from_the_shapes() -> None:
    assert TYPES.read_text(encoding="utf-8") == render(), "run `python -m sayso.web.types > web/src/api.d.ts`"


# These are refused until coders are done: test_coding asks for them then.
WHEN_DONE = {"/coding/agreement", "/coding/codes"}


@pytest.mark.parametrize("endpoint", [one for one in READ if one.path not in WHEN_DONE], ids=lambda one: one.path)
def test_each_answer_fits_its_shape(browser: Browser, endpoint: Endpoint) -> None:
    first = {noun: browser.get(f"/api/rows/{noun}?limit=1").json()["rows"][0]["id"] for noun in ("events", "pages")}
    record = OWN.get(endpoint.path) or first["pages" if endpoint.path.startswith("/page") else "events"]
    url = f"/api{endpoint.path}".replace("{noun}", "events").replace("{id}", record) + ASKED.get(endpoint.path, "")
    answer = browser.get(url)
    assert answer.status_code == 200, answer.text
    msgspec.json.decode(answer.content, type=endpoint.returns)


def test_every_path_is_described(browser: Browser) -> None:
    described = browser.get("/api/openapi.json").json()["paths"]
    assert all(f"/api{one.path}" in described for one in READ)
