"""The days walked behind the workbench: begun by who asks for one of them, told of as it goes, kept when it is done."""

from __future__ import annotations

from pathlib import Path
from time import sleep

from sayso.case import Case
from sayso.case.past import is_walked
from sayso.web import Door, make_app
from sayso.web.desk import Desk
from sayso.web.mapping import ANEW, WALKING
from sayso.web.walking import Walker
from tests.web.browser import HOST, Browser
from tests.web.workbench import Desk as Seated

DAY = "/api/map?as_of=2017-11-13"


def wait(walker: Walker) -> None:
    while walker.process is not None:
        sleep(0.05)


def test_who_asks_for_a_day_that_is_not_kept_has_all_days_walked(own: Path) -> None:
    with Case.open(own, write=True) as case:
        case.store.mark("past", "weigh", "of another case")
    walker = Walker(own)
    desk, door = Desk(own, "ada", walker), Door.on(int(HOST.partition(":")[2]))
    browser = Browser(make_app(desk, door))
    browser.get(f"/?token={door.token}")
    assert walker.process is None
    before = browser.get(DAY).json()
    assert before.pop("note") == WALKING
    wait(walker)
    assert walker.latest == {"walked": True}
    with Case.open(own) as case:
        assert is_walked(case.store, case.pack)
    after = browser.get(DAY).json()
    assert after.pop("note") == "" and after == before
    desk.close()


def test_a_walk_that_cannot_be_kept_is_not_tried_again_until_the_case_is_another(own: Path) -> None:
    own.unlink()
    walker = Walker(own)
    assert walker.start("1")
    wait(walker)
    assert walker.latest is None
    assert not walker.start("1")
    assert walker.start("2")
    walker.stop()
    wait(walker)


def test_a_workbench_without_one_who_walks_says_how_it_is_done(own: Path) -> None:
    with Case.open(own, write=True) as case:
        case.store.mark("past", "weigh", "of another case")
    desk, door = Desk(own), Door.on(int(HOST.partition(":")[2]))
    browser = Browser(make_app(desk, door))
    browser.get(f"/?token={door.token}")
    assert browser.get(DAY).json()["note"] == ANEW
    desk.close()


def test_the_map_says_how_far_the_walk_is_and_is_drawn_anew_when_it_is_over(own_desk: Seated, own: Path) -> None:
    with Case.open(own, write=True) as case:
        case.store.mark("past", "weigh", "of another case")
    own_desk.open("/?map=plain&as_of=2017-11-13")
    assert "being walked" in own_desk.page.inner_text(".newest")
    own_desk.until("!document.querySelector('.newest').innerText.includes('walked')")
    assert own_desk.complaints == []
