"""Who is let in: what has this server's name, comes from its own pages, and carries its cookie."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import SaysoError
from sayso.web import Door, make_app, serve
from sayso.web.desk import Desk
from tests.web.browser import HOST, Browser


def stranger(demo: Path) -> Browser:
    return Browser(make_app(Desk(demo), Door.on(8765)))


def test_without_the_start_link_nobody_is_let_in(demo: Path) -> None:
    assert stranger(demo).get("/api/case").status_code == 401
    assert stranger(demo).get("/").status_code == 401
    assert stranger(demo).get("/?token=guessed").status_code == 401


def test_the_token_leaves_the_address_and_the_cookie_stays_with_this_site(demo: Path) -> None:
    door = Door.on(8765)
    answer = Browser(make_app(Desk(demo), door)).get(f"/place/marun?as_of=2017-11-09&token={door.token}")
    assert answer.headers["location"] == "/place/marun?as_of=2017-11-09"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower()


@pytest.mark.parametrize("path", ["//elsewhere.example/", "/\\elsewhere.example"])
def test_the_start_link_leads_nowhere_else(demo: Path, path: str) -> None:
    door = Door.on(8765)
    answer = Browser(make_app(Desk(demo), door)).ask("GET", f"http://{HOST}{path}?token={door.token}")
    assert not answer.headers["location"].startswith(("//", "/\\", "http"))


def test_a_name_that_was_made_to_lead_here_is_refused(browser: Browser) -> None:
    assert browser.get("/api/case", headers={"host": "rebound.example:8765"}).status_code == 403
    assert browser.get("/api/case", headers={"host": "127.0.0.1:9999"}).status_code == 403
    assert browser.get("/api/case", headers={"host": "localhost:8765"}).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"origin": "http://elsewhere.example"}, {"origin": "null"}])
def test_what_another_page_sends_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.ask("POST", "/api/undo", json={}, headers=headers).status_code == 403


def test_another_page_reads_nothing(browser: Browser) -> None:
    assert browser.get("/api/case", headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert browser.get("/api/case", headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_every_answer_forbids_other_sites_and_scripts_in_the_page(browser: Browser) -> None:
    for url in ("/", "/api/case", "/api/nothing", "/api/rows/events.csv"):
        answer = browser.get(url)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "unsafe-inline" not in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_address_that_others_can_reach_is_refused(demo: Path) -> None:
    with pytest.raises(SaysoError, match="one person"):
        serve(demo, None, "0.0.0.0", None, print)
