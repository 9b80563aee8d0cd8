"""A workbench that others can reach lets in who has a name and a password, and each as far as the role goes."""

from __future__ import annotations

import asyncio
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic

import pytest
from starlette.requests import Request
from starlette.types import Message

from sayso.case import Case
from sayso.errors import SaysoError
from sayso.model import Verdict
from sayso.web import Door, make_app
from sayso.web.desk import Desk
from sayso.web.job import Intake, Job, Told
from sayso.web.serve import serve
from sayso.web.taking import events
from sayso.web.users import IDLE_S, TRIES, Role, Sessions, User, add_user, read_users
from tests.web.browser import HOST, Browser

SECRET = "a long pass phrase"


@pytest.fixture(scope="session")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("users") / "users.csv"
    for role in Role:
        add_user(path, f"the {role}", role, SECRET)
    return path


@pytest.fixture
def door(listed: Path) -> Door:
    return Door.on(8765, ("127.0.0.1", "desk.example"), Sessions(read_users(listed)))


def enter(browser: Browser, name: str, password: str = SECRET, to: str = "/") -> int:
    origin = {"origin": f"http://{HOST}"}
    return browser.ask("POST", f"/login?to={to}", data={"name": name, "password": password}, headers=origin).status_code


def sit(own: Path, door: Door, name: str) -> Browser:
    browser = Browser(make_app(Desk(own, "somebody else"), door))
    assert enter(browser, name) == 303
    return browser


def test_the_file_is_its_owners_alone_and_holds_no_password(listed: Path) -> None:
    assert stat.S_IMODE(listed.stat().st_mode) == 0o600
    assert SECRET not in listed.read_text(encoding="utf-8")
    users = read_users(listed)
    assert [user.role for user in users.values()] == list(Role)
    assert len({user.hash for user in users.values()}) == 3


def test_a_name_that_is_there_gets_a_new_password(tmp_path: Path) -> None:
    path = tmp_path / "users.csv"
    add_user(path, "ada", Role.READER, SECRET)
    add_user(path, "ada", Role.ADMIN, "another long phrase")
    sessions = Sessions(read_users(path))
    assert sessions.log_in("ada", SECRET) is None
    secret = sessions.log_in("ada", "another long phrase")
    assert secret is not None and (user := sessions.find(secret)) is not None and user.role is Role.ADMIN


@pytest.mark.parametrize(("name", "password"), [("", SECRET), ("a\nb", SECRET), ("ada", "short")])
def test_a_user_without_a_name_or_with_a_short_password_is_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(SaysoError):
        add_user(tmp_path / "users.csv", name, Role.READER, password)


@pytest.mark.parametrize("words", ["", "name,role,salt,hash\nada,king,AA==,AA==\n", "name,role,salt,hash\nada,reader,?,AA==\n"])
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, words: str) -> None:
    path = tmp_path / "users.csv"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(SaysoError):
        read_users(path)


def test_without_a_login_nothing_is_seen_but_the_door(own: Path, door: Door) -> None:
    browser = Browser(make_app(Desk(own), door))
    assert browser.get("/api/case").status_code == 401
    sent = browser.get("/event/x?as_of=2017-11-09")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?to=/event/x%3Fas_of%3D2017-11-09")
    assert browser.get(f"/?token={door.token}").status_code == 303
    page = browser.get("/login")
    assert page.status_code == 200 and "unsafe" not in page.headers["content-security-policy"]
    assert enter(browser, "the admin", "a wrong pass phrase") == 401
    assert enter(browser, "nobody at all") == 401
    assert browser.get("/api/case").status_code == 401


def test_a_login_leads_on_to_this_server_alone(own: Path, door: Door) -> None:
    for to, led in (("/place/x", "/place/x"), ("//elsewhere.example", "/"), ("https://elsewhere.example", "/")):
        browser = Browser(make_app(Desk(own), door))
        told = {"name": "the admin", "password": SECRET}
        answer = browser.ask("POST", f"/login?to={to}", data=told, headers={"origin": f"http://{HOST}"})
        assert answer.headers["location"] == led
        assert "HttpOnly" in answer.headers["set-cookie"] and "samesite=strict" in answer.headers["set-cookie"].lower()


def test_a_login_that_another_site_sends_is_refused(own: Path, door: Door) -> None:
    browser = Browser(make_app(Desk(own), door))
    told = {"name": "the admin", "password": SECRET}
    for headers in ({}, {"origin": "http://elsewhere.example"}, {"origin": "null"}):
        assert browser.ask("POST", "/login", data=told, headers=headers).status_code == 403


def test_after_many_wrong_tries_a_name_rests(listed: Path) -> None:
    sessions = Sessions(read_users(listed))
    assert [sessions.log_in("the reader", "a wrong pass phrase") for _ in range(TRIES)] == [None] * TRIES
    assert sessions.log_in("the reader", SECRET) is None
    assert sessions.log_in("the reviewer", SECRET) is not None


def test_tries_sent_side_by_side_are_counted_like_any(listed: Path) -> None:
    sessions = Sessions(read_users(listed))
    with ThreadPoolExecutor(4 * TRIES) as side:
        assert set(side.map(lambda _: sessions.log_in("the reader", "a wrong pass phrase"), range(4 * TRIES))) == {None}
    assert sessions.log_in("the reader", SECRET) is None


def test_more_than_a_name_and_a_password_is_refused(own: Path, door: Door) -> None:
    assert enter(Browser(make_app(Desk(own), door)), "the reader", "long" * 10_000) == 413


def hear(own: Path, role: Role) -> str:
    """What one of that role is told of a job that is over, until he is out."""
    is_in = iter([True, True, False])
    scope = {"type": "http", "user": User("one", role, b"", b""), "is_in": lambda: next(is_in)}

    async def nothing() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("nobody sends more")

    async def listen() -> bytes:
        intake = Intake(Desk(own))
        intake.latest = Job("job:1", [Told("done", {"problems": ["letter.pdf: no text"]})])
        return b"".join([told async for told in events(intake, intake.desk, Request(scope, nothing))])

    return asyncio.run(asyncio.wait_for(listen(), 60)).decode()


def test_of_pages_being_taken_in_a_reader_hears_nothing_and_who_is_out_no_more(own: Path) -> None:
    assert "letter.pdf" in hear(own, Role.REVIEWER)
    assert hear(own, Role.READER) == ""


def test_a_session_that_is_asked_of_is_kept_open_no_longer(listed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = Sessions(read_users(listed))
    secret = sessions.log_in("the reader", SECRET) or ""
    assert sessions.has(secret) and not sessions.has("guessed")
    later = monotonic() + IDLE_S + 1
    monkeypatch.setattr("sayso.web.users.monotonic", lambda: later)
    assert not sessions.has(secret)
    sessions.log_out(secret)
    assert not sessions.has(secret)


def test_who_decides_is_who_is_in_whatever_is_sent(own: Path, door: Door) -> None:
    browser = sit(own, door, "the reviewer")
    page = browser.get("/api/rows/pages?limit=1").json()["rows"][0]["id"]
    made = browser.post("/api/judge", {"record": page, "verdict": "unsure", "by": "ada"})
    assert made.json()["judgement"]["by"] == "the reviewer"
    told = browser.get("/api/case").json()
    assert (told["by"], told["role"]) == ("the reviewer", "reviewer")
    assert browser.post("/api/pages", {"text": "x"}).status_code == 403
    assert browser.post("/logout", None).status_code == 303
    assert browser.get("/api/case").status_code == 401


def test_an_admin_adds_pages_and_a_reader_changes_nothing(own: Path, door: Door) -> None:
    assert sit(own, door, "the admin").post("/api/pages", {"text": ""}).status_code == 422
    reader = sit(own, door, "the reader")
    for path in ("/api/judge", "/api/undo", "/api/claims", "/api/pages", "/api/coding/done"):
        assert reader.post(path, {}).status_code == 403


def test_a_reader_sees_what_may_leave_and_nothing_fresh(own: Path, door: Door) -> None:
    reviewer, reader = sit(own, door, "the reviewer"), sit(own, door, "the reader")
    pages = {row["id"]: row for row in reviewer.get("/api/rows/pages.json").json()}
    shut = next(iter(pages))
    with Case.open(own, write=True) as case:
        case.judge(shut, Verdict.RESTRICT, by="ada")
        fresh = (date.today() - date(2017, 11, 10)).days
        case.store.set_setting("publish_delay_days", str(fresh))
    seen = {row["id"]: row for row in reader.get("/api/rows/pages.json").json()}
    assert 0 < len(seen) < len(pages) and shut not in seen
    assert all(str(row["published_end"] or row["seen"])[:10] <= "2017-11-11" for row in seen.values())
    assert reader.get(f"/api/page/{shut}").status_code == 404
    assert reviewer.get(f"/api/page/{shut}").status_code == 200
    assert reader.get("/api/rows/passages?with_comments=true").status_code == 400
    threads = [one for one in seen if any(piece["folded"] for piece in reviewer.get(f"/api/page/{one}").json()["pieces"])]
    assert threads
    assert not any(piece["folded"] for one in threads for piece in reader.get(f"/api/page/{one}").json()["pieces"])
    assert reader.get("/api/rows/pages?recorded_by=2030-01-01").status_code == 400
    assert str(own.parent) not in reader.get("/api/case").text


def test_it_goes_by_its_names_and_by_addresses_of_numbers(own: Path, door: Door) -> None:
    browser = sit(own, door, "the reader")
    for host, status in (("desk.example", 200), ("192.0.2.7:8765", 200), ("[2001:db8::7]:8765", 200), ("rebound.example", 403)):
        assert browser.get("/api/case", headers={"host": host}).status_code == status, host


def test_an_address_that_others_can_reach_needs_users(demo: Path, tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="one person"):
        serve(demo, 0, "0.0.0.0", None, print)
    with pytest.raises(SaysoError, match="--add-user"):
        serve(demo, 0, "0.0.0.0", None, print, tmp_path / "users.csv")
