"""The demo's case, made once, and a browser that has been let in."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser as PlayedBrowser
from playwright.sync_api import sync_playwright

from sayso.case import Case
from sayso.web import Door, make_app
from sayso.web.desk import Desk
from tests.web.browser import HOST, Browser
from tests.web.workbench import WIDE, launch, missing, serve, sit_down
from tests.web.workbench import Desk as Seated


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of the demo's pages, for tests that only read."""
    path = tmp_path_factory.mktemp("web") / "demo.sayso"
    home = Path(str(files("sayso"))) / "demo"
    with Case.open(path, write=True) as case:
        case.run([home / "pages"], ["syria-iraq", "demo"])
    return path


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    """A copy of it, for tests that write."""
    return Path(copyfile(demo, tmp_path / "own.sayso"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[PlayedBrowser]:
    """For the tests of one module: as long as it runs, no other event loop can in this process."""
    if (reason := missing()) is not None:
        pytest.skip(reason)
    with sync_playwright() as driver:
        found = launch(driver)
        yield found
        found.close()


@pytest.fixture(scope="module")
def link(chromium: PlayedBrowser, demo: Path) -> Iterator[str]:
    """A workbench over the demo, for what only reads."""
    with serve(demo) as found:
        yield found


@pytest.fixture
def desk(chromium: PlayedBrowser, link: str) -> Iterator[Seated]:
    """One who sits at it."""
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    yield sit_down(context, link)
    context.close()


@pytest.fixture
def own_desk(chromium: PlayedBrowser, own: Path) -> Iterator[Seated]:
    """For what writes: a case of its own."""
    context = chromium.new_context(viewport=WIDE, reduced_motion="reduce")
    with serve(own) as found:
        yield sit_down(context, found)
        context.close()


def enter(path: Path, by: str | None = "ada") -> Iterator[Browser]:
    desk, door = Desk(path, by), Door.on(int(HOST.partition(":")[2]))
    browser = Browser(make_app(desk, door))
    assert browser.get(f"/?token={door.token}").status_code == 303
    yield browser
    desk.close()


@pytest.fixture
def browser(demo: Path) -> Iterator[Browser]:
    yield from enter(demo)


@pytest.fixture
def writer(own: Path) -> Iterator[Browser]:
    yield from enter(own)
